//! Numbers and addresses as text, without an allocation of their own: scrolling writes them in
//! every frame.

use super::Address;

/// Appends a number in decimal digits.
pub fn push_number(text: &mut String, number: u64) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(
        b'0' + u8::try_from(number % 10).unwrap_or_default(),
    ));
}

/// Appends an address: IPv4 in dotted form, any other as the service named it.
pub fn push_address(text: &mut String, address: Address) {
    if let Some(other) = address.text() {
        return text.push_str(other);
    }
    for (place, octet) in address.octets().into_iter().enumerate() {
        if place > 0 {
            text.push('.');
        }
        push_number(text, octet.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_read_as_the_standard_library_writes_them() {
        for number in [0, 7, 10, 99, 100, 1_024, u64::MAX] {
            let mut text = String::from("n");
            push_number(&mut text, number);
            assert_eq!(text, format!("n{number}"));
        }
        for [a, b, c, d] in [[0, 0, 0, 0], [203, 0, 113, 7], [223, 10, 100, 255]] {
            let address = Address::new(a, b, c, d);
            let mut text = String::new();
            push_address(&mut text, address);
            assert_eq!(text, address.to_string());
        }
        let mut text = String::new();
        let other = Address::read("2001:db8::7").unwrap();
        push_address(&mut text, other);
        assert_eq!(text, "2001:db8::7");
    }
}

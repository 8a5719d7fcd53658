//! Writing JSON, and nothing else of it.

/// A JSON text being written. Commas come by themselves.
#[derive(Default)]
pub(crate) struct Json {
    out: String,
}

impl Json {
    /// Begins an object (`{`) or an array (`[`).
    pub(crate) fn open(&mut self, bracket: char) {
        self.comma();
        self.out.push(bracket);
    }

    /// Ends an object (`}`) or an array (`]`).
    pub(crate) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
    }

    /// Writes the name of a member; its value comes next.
    pub(crate) fn key(&mut self, name: &str) -> &mut Self {
        self.text(name);
        self.out.push(':');
        self
    }

    /// Writes a string.
    pub(crate) fn text(&mut self, text: &str) {
        self.comma();
        json::push_string(&mut self.out, text);
    }

    /// Writes a value that is JSON already: a number, a literal.
    pub(crate) fn raw(&mut self, json: &str) {
        self.comma();
        self.out.push_str(json);
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// Only a bracket that opens and the colon of a key stand before a value without a
    /// comma. A string cannot be taken for one of them, since it ends with a quotation mark.
    fn comma(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(['{', '[', ':']) {
            self.out.push(',');
        }
    }
}

/// Appends a number with at least `width` decimal digits.
pub(crate) fn push_number(out: &mut String, value: u64, width: u32) {
    push_digits(out, value, width, 10);
}

/// Appends a number with at least `width` hexadecimal digits.
pub(crate) fn push_hex(out: &mut String, value: u64, width: u32) {
    push_digits(out, value, width, 16);
}

/// Appends a number in a base up to 36.
pub(crate) fn push_digits(out: &mut String, value: u64, width: u32, base: u64) {
    if width > 1 || value >= base {
        push_digits(out, value / base, width.saturating_sub(1), base);
    }
    // `value % base` is below 36 and so fits.
    out.push(char::from_digit((value % base) as u32, base as u32).unwrap_or('0'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_between_members_and_items_only() {
        let mut json = Json::default();
        json.open('{');
        json.key("a").open('[');
        json.close(']');
        json.key("b").open('[');
        json.text("{");
        json.text("[");
        json.raw("null");
        json.close(']');
        json.key("c:").open('{');
        json.close('}');
        json.close('}');
        assert_eq!(json.finish(), r#"{"a":[],"b":["{","[",null],"c:":{}}"#);
    }

    #[test]
    fn numbers_are_padded_to_their_width() {
        let mut out = String::new();
        push_number(&mut out, 0, 1);
        push_number(&mut out, 7, 3);
        push_number(&mut out, u64::MAX, 2);
        push_hex(&mut out, 0xab, 4);
        assert_eq!(out, "00071844674407370955161500ab");
    }
}

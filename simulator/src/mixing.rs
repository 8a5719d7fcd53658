//! Numbers that look random and can be computed back.

/// Scatters machine ids. Multiplying by `UNSCATTER` undoes it.
const SCATTER: u32 = 0x9E37_79B1;
const UNSCATTER: u32 = inverse(SCATTER);

/// Mixes the addresses within blocks of 64, so that neighbours in time are not neighbours in number.
pub(crate) fn scramble(rank: u32) -> u32 {
    rank & !63 | rank.wrapping_mul(37).wrapping_add(11) & 63
}

/// Undoes [`scramble`]: 37 · 45 = 1 (mod 64).
pub(crate) fn unscramble(slot: u32) -> u32 {
    slot & !63 | slot.wrapping_sub(11).wrapping_mul(45) & 63
}

/// Writes the id of machine `i`: `psl` and seven digits of base 36.
pub(crate) fn machine_id(i: u32) -> String {
    let mut rest = i.wrapping_mul(SCATTER);
    let mut digits = [' '; 7];
    for digit in digits.iter_mut().rev() {
        // A digit below 36 fits.
        *digit = char::from_digit(rest % 36, 36).unwrap_or('0');
        rest /= 36;
    }
    format!("psl{}", String::from_iter(digits))
}

/// Reads the number in an id that [`machine_id`] wrote.
pub(crate) fn machine_number(id: &str) -> Option<u32> {
    let scattered = u32::from_str_radix(id.strip_prefix("psl")?, 36).ok()?;
    let i = scattered.wrapping_mul(UNSCATTER);
    (machine_id(i) == id).then_some(i)
}

/// Spreads the bits of a number over all of it.
pub(crate) fn mix(i: u32) -> u32 {
    let i = (i ^ i >> 16).wrapping_mul(0x7FEB_352D);
    let i = (i ^ i >> 15).wrapping_mul(0x846C_A68B);
    i ^ i >> 16
}

/// Inverts an odd number modulo 2³² by Newton's method: each step doubles the correct bits.
const fn inverse(odd: u32) -> u32 {
    let mut inverse = odd;
    let mut step = 0;
    while step < 5 {
        inverse = inverse.wrapping_mul(2_u32.wrapping_sub(odd.wrapping_mul(inverse)));
        step += 1;
    }
    inverse
}

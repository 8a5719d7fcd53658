//! Numbers that look random and are not: each has its way back.

use crate::json::push_digits;

/// Scatters machine ids; multiplying by `UNSCATTER` undoes it.
const SCATTER: u32 = 0x9E37_79B1;
const UNSCATTER: u32 = inverse(SCATTER);

/// Mixes the addresses within blocks of 64, so that neighbours in time are none in number.
pub(crate) fn scramble(rank: u32) -> u32 {
    rank & !63 | rank.wrapping_mul(37).wrapping_add(11) & 63
}

/// Undoes [`scramble`]: 37 · 45 = 1 (mod 64).
pub(crate) fn unscramble(slot: u32) -> u32 {
    slot & !63 | slot.wrapping_sub(11).wrapping_mul(45) & 63
}

/// The id of machine `i`.
pub(crate) fn machine_id(i: u32) -> String {
    let mut id = String::from("psl");
    push_digits(&mut id, u64::from(i.wrapping_mul(SCATTER)), 7, 36);
    id
}

/// The number in a machine id of this form.
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

/// The inverse of an odd number modulo 2³², by Newton's method: each step doubles the bits that are right.
const fn inverse(odd: u32) -> u32 {
    let mut inverse = odd;
    let mut step = 0;
    while step < 5 {
        inverse = inverse.wrapping_mul(2_u32.wrapping_sub(odd.wrapping_mul(inverse)));
        step += 1;
    }
    inverse
}

//! Cursors: the end of a page as opaque text.
//!
//! A cursor holds the sort key of the last item and the order, never an offset, so that addresses
//! claimed or released between two pages neither repeat nor hide another one. It contains a `+`,
//! which a client must percent-encode. Source: docs/api.md, List.

use crate::refusal::Refusal;

pub(crate) fn order_letter(descending: bool) -> char {
    if descending { 'd' } else { 'a' }
}

/// Writes the cursor that follows the address with this key.
pub(crate) fn write_key((created, ip): (i64, u32), descending: bool) -> String {
    let order = order_letter(descending);
    format!("{order}{created:016x}+{ip:08x}")
}

/// Reads a cursor that [`write_key`] wrote for the same order.
pub(crate) fn read_key(text: &str, descending: bool) -> Result<(i64, u32), Refusal> {
    text.strip_prefix(order_letter(descending))
        .and_then(|rest| rest.split_once('+'))
        .and_then(|(created, ip)| {
            let created = u64::from_str_radix(created, 16).ok()?.cast_signed();
            Some((created, u32::from_str_radix(ip, 16).ok()?))
        })
        .ok_or_else(not_a_cursor)
}

/// Refuses a cursor of another list or order.
pub(crate) fn not_a_cursor() -> Refusal {
    Refusal::invalid(
        "after",
        "Expected a nextPage of the same list in the same order.",
    )
}

//! The buttons of a row. Each says by `data-button` what it does, and the body
//! of the table listens for all of them.

use app::ports::RowButton;
use model::domain::Address;
use web_sys::Element;

/// The pressed button, and the address of its row.
pub fn pressed(target: &Element) -> Option<(Address, RowButton)> {
    let element = target.closest("[data-button]").ok()??;
    let text = address_text(&element)?;
    let button = RowButton::from_index(element.get_attribute("data-button")?.parse().ok()?)?;
    if button == RowButton::More {
        // The browser opens the actions; the address is their heading.
        let actions = element.next_element_sibling()?;
        actions.set_attribute("data-ip", &text).ok()?;
    }
    Some((text.parse().ok()?, button))
}

/// The address of the row that an element is in.
pub fn address_of(target: &Element) -> Option<Address> {
    address_text(target)?.parse().ok()
}

fn address_text(target: &Element) -> Option<String> {
    let row = target.closest("[role=row]").ok()??;
    row.query_selector(".addr").ok()??.text_content()
}

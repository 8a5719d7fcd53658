//! The buttons of a row. Each says by `data-button` what it does, and the body
//! of the table listens for all of them.

use app::ports::RowButton;
use dom::html::{div, span};
use model::domain::Address;
use web_sys::Element;

/// The pressed button, and the address of its row.
pub fn pressed(target: &Element) -> Option<(Address, RowButton)> {
    let element = target.closest("[data-button]").ok()??;
    let address = address_of(&element)?;
    let button = RowButton::from_index(element.get_attribute("data-button")?.parse().ok()?)?;
    if button == RowButton::More {
        write_title(&element)?;
    }
    Some((address, button))
}

/// The address of the row that an element is in.
pub fn address_of(target: &Element) -> Option<Address> {
    let row = target.closest("[role=row]").ok()??;
    let address = row.query_selector(".addr").ok()??;
    address.text_content()?.parse().ok()
}

/// Heads the actions, which the browser opens, with the row's texts: a card has no room for all of them.
fn write_title(more: &Element) -> Option<()> {
    let row = more.closest("[role=row]").ok()??;
    let actions = more.next_element_sibling()?;
    if let Some(old) = actions.query_selector(".actions-title").ok()? {
        old.remove();
    }
    let address = row.query_selector(".addr").ok()??.text_content()?;
    let uses = div().class("uses");
    let texts = row.query_selector(".uses").ok()??.child_nodes();
    for text in (0..texts.length()).filter_map(|place| texts.item(place)) {
        let copy = text.clone_node_with_deep(true).ok()?;
        uses.node().append_child(&copy).ok()?;
    }
    let title = div()
        .class("actions-title")
        .child(span().class("addr").child(address))
        .child(uses);
    let first = actions.first_child();
    actions.insert_before(title.node(), first.as_ref()).ok()?;
    Some(())
}

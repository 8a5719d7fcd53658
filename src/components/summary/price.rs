//! Monthly cost of idle addresses, by a price the user sets.

use dom::html::{div, h2, input, label};
use dom::{El, ev};
use leptos::prelude::{Get, RwSignal, Set};
use model::domain::Price;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::store::Store;
use crate::ui::{button, field_message, lazy_children, popover};

const TITLE: &str = "Price per address";
const HINT: &str =
    "An estimate: the API tells no prices. It is kept in this browser and sent to nobody.";
const FIELD_ID: &str = "price-field";
const HINT_ID: &str = "price-hint";

/// Cost button with its popover.
pub(super) fn price_button(store: Store) -> El {
    let words = move || {
        let idle = store.count(store.look().region.as_ref()).idle;
        let price = store.price.get();
        format!("≈ {} a month at {} each", price.times(idle), price.times(1))
    };
    let button =
        button("btn btn-quiet", words).attr("title", "An estimate. Press to set the price.");
    popover("price", button, dialog(store))
}

fn dialog(store: Store) -> El {
    let popup = div()
        .class("popup price")
        .attr("role", "dialog")
        .aria("label", TITLE);
    let place = popup.clone();
    lazy_children(popup, move || content(store, &place))
}

fn content(store: Store, popup: &El) -> Vec<El> {
    let problem = RwSignal::new_local(None);
    let close = {
        let popup: HtmlElement = popup.node_as();
        // Hiding a closed popover fails, which is fine.
        move || drop(popup.hide_popover())
    };
    let input = input()
        .class("input")
        .id(FIELD_ID)
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("autofocus", true)
        .aria("describedby", HINT_ID);
    let field: HtmlInputElement = input.node_as();
    // Opens with the saved price, not with text abandoned earlier.
    let begin = {
        let field = field.clone();
        move || {
            problem.set(None);
            field.set_value(&store.price.with(|price| price.text()));
        }
    };
    begin();
    let _popup = popup.clone().on(ev::beforetoggle, move |_| begin());
    let save = {
        let close = close.clone();
        move || match Price::parse(&field.value()) {
            Some(price) => {
                store.set_price(price);
                close();
            }
            None => problem.set(Some("Enter a price such as 3 or 3.50.")),
        }
    };
    let entered = save.clone();
    let input =
        input
            .aria("invalid", move || problem.get().is_some())
            .on(ev::keydown, move |event| {
                if event.key() == "Enter" {
                    entered();
                }
            });
    let reset = {
        let close = close.clone();
        move || {
            store.set_price(Price::default());
            close();
        }
    };
    let hint = field_message(HINT_ID.to_owned(), HINT.to_owned(), move || problem.get());
    vec![
        h2().class("popup-title").child(TITLE),
        label()
            .class("label")
            .attr("for", FIELD_ID)
            .child("Dollars a month"),
        input,
        div().child(hint),
        div()
            .class("popup-foot")
            .child(button("btn btn-quiet", "Use $3").on(ev::click, move |_| reset()))
            .child(button("btn", "Cancel").on(ev::click, move |_| close()))
            .child(button("btn btn-primary", "Save").on(ev::click, move |_| save())),
    ]
}

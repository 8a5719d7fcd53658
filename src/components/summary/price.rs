//! What the idle addresses cost, by a price that the user sets.

use app::App;
use dom::html::{div, h2, input, label, span};
use dom::{El, ev};
use leptos::prelude::{Get, RwSignal, Set};
use model::domain::Price;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::components::load_all::{part_note, so_far};
use crate::ui::{button, field_message, lazy_children, popover};

/// Cost button with its popover.
pub(super) fn price_button(app: App) -> El {
    let price = &app.preferences.price;
    let sum = move || {
        let idle = app.list.tab_usage().idle;
        format!("≈ {} a month", price.get().times(idle))
    };
    let each = span()
        .class("price-each")
        .child(move || format!(" at {} each", price.get().times(1)));
    let so_far = span().child(move || so_far(app.list));
    let words = span().child(span().child(sum)).child(each).child(so_far);
    let button = button("btn btn-quiet price-opener", words)
        .attr("title", "An estimate. Press to set the price.");
    let dialog = div()
        .class("popup price")
        .attr("role", "dialog")
        .aria("label", "Price per address");
    let place = dialog.clone();
    let dialog = lazy_children(dialog, move || content(app, &place));
    popover("price", button, dialog)
}

fn content(app: App, dialog: &El) -> Vec<El> {
    let price = &app.preferences.price;
    let problem = RwSignal::new_local(None);
    let input = input()
        .class("input")
        .id("price-field")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("autofocus", true)
        .aria("describedby", "price-hint")
        .aria("invalid", move || problem.get().is_some());
    let field: HtmlInputElement = input.node_as();
    // Opens with the saved price, not with text abandoned earlier.
    let begin = {
        let field = field.clone();
        move || {
            problem.set(None);
            field.set_value(&price.get().text());
        }
    };
    begin();
    let node: HtmlElement = dialog.node_as();
    let _dialog = dialog.clone().on(ev::beforetoggle, move |_| begin());
    // Hiding a closed popover fails, which is fine.
    let close = move || drop(node.hide_popover());
    let set = {
        let close = close.clone();
        move |chosen| {
            price.set(chosen);
            close();
        }
    };
    let save = {
        let set = set.clone();
        move || match Price::parse(&field.value()) {
            Some(typed) => set(typed),
            None => problem.set(Some("Enter a price from 0 to 1,000 dollars, such as 3.50.")),
        }
    };
    let entered = save.clone();
    let input = input.on(ev::keydown, move |event| {
        if event.key() == "Enter" {
            entered();
        }
    });
    let hint = "From 0 to 1,000 dollars. An estimate: the API gives no prices. Saved in this browser and never sent anywhere.";
    vec![
        h2().class("popup-title").child("Price per address"),
        part_note(app.list),
        label()
            .class("label")
            .attr("for", "price-field")
            .child("Dollars a month"),
        input,
        div().child(field_message(
            "price-hint".to_owned(),
            hint.to_owned(),
            move || problem.get(),
        )),
        div()
            .class("popup-foot")
            .child(button("btn btn-quiet", "Use $3").on(ev::click, move |_| set(Price::default())))
            .child(button("btn", "Cancel").on(ev::click, move |_| close()))
            .child(button("btn btn-primary", "Save").on(ev::click, move |_| save())),
    ]
}

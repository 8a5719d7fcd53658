//! What the idle addresses cost, by a price that the person sets.

use model::domain::Price;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::store::Store;
use crate::ui::{El, Value, el};

const TITLE: &str = "Price per address";
const FIELD: &str = "Dollars a month";
const HINT: &str =
    "An estimate: the API tells no prices. It is kept in this browser and sent to nobody.";
const PROBLEM: &str = "Enter a price such as 3 or 3.50.";
const SAVE: &str = "Save";
const CANCEL: &str = "Cancel";
const RESET: &str = "Use $3";
const EXPLAINED: &str = "An estimate. Press to set the price.";
const ID: &str = "price";
const FIELD_ID: &str = "price-field";
const HINT_ID: &str = "price-hint";

/// What the idle addresses cost a month, and the dialog that it opens.
pub(super) fn price_button(store: Store) -> El {
    let words = move || {
        let idle = store.count(store.look().region.as_ref()).idle;
        let price = store.price.get();
        [
            "≈ ",
            &price.times(idle),
            " a month at ",
            &price.times(1),
            " each",
        ]
        .concat()
    };
    let button = el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .attr("popovertarget", ID)
        .attr("title", EXPLAINED)
        .bind_text(words);
    el("span")
        .class("popup-place")
        .child(button)
        .child(dialog(store))
}

fn dialog(store: Store) -> El {
    let popup = el("div")
        .class("popup price")
        .attr("id", ID)
        .attr("popover", "auto")
        .attr("role", "dialog")
        .attr("aria-label", TITLE);
    let place = popup.clone();
    popup.fill_on_opening(move || content(store, &place))
}

fn content(store: Store, popup: &El) -> Vec<El> {
    let problem = Value::new(false);
    let close = {
        let popup: HtmlElement = popup.node_as();
        // One that is closed already cannot be closed, and need not be.
        move || drop(popup.hide_popover())
    };
    let input = el("input")
        .class("input")
        .attr("id", FIELD_ID)
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("autofocus", "")
        .attr("aria-describedby", HINT_ID);
    let field: HtmlInputElement = input.node_as();
    // It opens with the price that holds, whatever was typed and given up before.
    let begin = {
        let (field, problem) = (field.clone(), problem.clone());
        move || {
            problem.set(false);
            field.set_value(&store.price.with_untracked(|price| price.text()));
        }
    };
    begin();
    let _popup = popup.clone().on("beforetoggle", move |_| begin());
    let save = {
        let (problem, close) = (problem.clone(), close.clone());
        move || match Price::parse(&field.value()) {
            Some(price) => {
                store.set_price(price);
                close();
            }
            None => problem.set(true),
        }
    };
    let entered = save.clone();
    let input = {
        let problem = problem.clone();
        input
            .bind_flag("aria-invalid", move || problem.get())
            .on("keydown", move |event| {
                if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
                    entered();
                }
            })
    };
    let reset = {
        let close = close.clone();
        move || {
            store.set_price(Price::default());
            close();
        }
    };
    let hint = el("div").choose(
        move || problem.get(),
        |problem| {
            let line = el("p").attr("id", HINT_ID);
            Some(if *problem {
                line.class("problem").attr("role", "alert").text(PROBLEM)
            } else {
                line.class("hint").text(HINT)
            })
        },
    );
    vec![
        el("h2").class("popup-title").text(TITLE),
        el("label").class("label").attr("for", FIELD_ID).text(FIELD),
        input,
        hint,
        el("div")
            .class("popup-foot")
            .child(button("btn btn-quiet", RESET).on_press(reset))
            .child(button("btn", CANCEL).on_press(close))
            .child(button("btn btn-primary", SAVE).on_press(save)),
    ]
}

fn button(class: &str, text: &str) -> El {
    el("button").class(class).attr("type", "button").text(text)
}

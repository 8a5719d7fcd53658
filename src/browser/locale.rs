//! Numbers and dates as people write them where the browser is set to.

use js_sys::{Date, JsString, Object, Reflect};
use model::domain::{NumberFormat, Timestamp};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// A number or a date.
    type Local;

    /// In the browser's own locale where that is `undefined`.
    #[wasm_bindgen(method, js_name = toLocaleString)]
    fn write(this: &Local, locale: &JsValue, options: &JsValue) -> JsString;
}

/// Dollars with cents only where there are some. A browser that does not know the last rule writes them always.
const DOLLARS: [(&str, &str); 4] = [
    ("style", "currency"),
    ("currency", "USD"),
    ("currencyDisplay", "narrowSymbol"),
    ("trailingZeroDisplay", "stripIfInteger"),
];
const MOMENT: [(&str, &str); 2] = [("dateStyle", "medium"), ("timeStyle", "medium")];
const TIME_OF_DAY: [(&str, &str); 1] = [("timeStyle", "medium")];

/// Has the model write its numbers in the browser's locale.
pub fn set_number_format() {
    model::domain::set_number_format(NumberFormat {
        whole: |number| written(&number.into(), &JsValue::UNDEFINED),
        dollars: |amount| written(&amount.into(), &options(&DOLLARS)),
    });
}

/// A date and time where the browser is, and the exact one, the same for every reader:
/// `Nov 24, 2026, 3:15:22 PM · 2026-11-24 14:15:22 UTC`.
#[must_use]
pub fn moment(at: Timestamp) -> String {
    [&of(at, &MOMENT), " · ", &at.exact()].concat()
}

/// A time where the browser is: `3:15:22 PM`.
#[must_use]
pub fn time_of_day(at: Timestamp) -> String {
    of(at, &TIME_OF_DAY)
}

fn of(at: Timestamp, how: &[(&str, &str)]) -> String {
    // The years that a date can be of are far within what a double holds.
    #[allow(clippy::cast_precision_loss, reason = "see above")]
    let date = Date::new(&(at.0 as f64).into());
    written(&date, &options(how))
}

fn written(value: &JsValue, options: &JsValue) -> String {
    value
        .unchecked_ref::<Local>()
        .write(&JsValue::UNDEFINED, options)
        .into()
}

fn options(list: &[(&str, &str)]) -> JsValue {
    let options = Object::new();
    for (name, value) in list {
        let set = Reflect::set(&options, &(*name).into(), &(*value).into());
        debug_assert!(set.is_ok(), "it is an object of our own");
    }
    options.into()
}

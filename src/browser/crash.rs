//! A panic ends the panel, so it is told to the boot script, which shows the
//! crash screen: it is the one part of the page that still works.

use wasm_bindgen::JsValue;

/// The event that `public/boot.js` listens for.
const EVENT: &str = "public-ips-crash";

/// Sends every panic to the boot script, with where it happened and no data.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|at| [at.file(), ":", &at.line().to_string()].concat())
            .unwrap_or_default();
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&place));
        if let (Some(window), Ok(event)) = (
            web_sys::window(),
            web_sys::CustomEvent::new_with_event_init_dict(EVENT, &init),
        ) {
            // Nobody is left to tell when the event cannot be sent.
            drop(window.dispatch_event(&event));
        }
    }));
}

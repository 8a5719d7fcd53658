//! Reports a panic to the boot script, which shows the crash screen: a broken program cannot draw it.

use wasm_bindgen::JsValue;

/// Installs the panic hook. It sends the location alone, which the compiler wrote: the message of a panic may hold a
/// key or an address.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let location = panic
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()))
            .unwrap_or_default();
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&location));
        if let (Some(window), Ok(event)) = (
            web_sys::window(),
            // `public/boot.js` listens for it.
            web_sys::CustomEvent::new_with_event_init_dict("public-ips-crash", &init),
        ) {
            // A failure to report has nowhere to go.
            drop(window.dispatch_event(&event));
        }
    }));
}

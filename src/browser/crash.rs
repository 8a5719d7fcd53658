//! A broken program cannot draw, so the boot script shows the crash screen: it hears of a panic from here, and ends every
//! request of the program.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, AbortSignal};

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

thread_local! {
    static REQUESTS: Option<AbortController> = abort_on_stop().ok();
}

/// Aborted once the program has stopped.
pub(super) fn stop_signal() -> Option<AbortSignal> {
    REQUESTS.with(|requests| Some(requests.as_ref()?.signal()))
}

/// Aborts on the word of `public/boot.js`, by a function of the browser: one of the program would not be called.
fn abort_on_stop() -> Result<AbortController, JsValue> {
    let controller = AbortController::new()?;
    let abort: Function = Reflect::get(&controller, &"abort".into())?.dyn_into()?;
    window().add_event_listener_with_callback("public-ips-stop", &abort.bind0(&controller))?;
    Ok(controller)
}

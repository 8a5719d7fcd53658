//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// Copies a text. `false` when the browser does not allow it, as on a page
/// served over plain http from another machine.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let clipboard = window.navigator().clipboard();
    // Outside a secure context there is no clipboard, whatever the type says.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

//! Reads a file that a person has chosen.

use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// The text of the chosen file, or so many bytes of it when it is longer. None
/// when none is chosen or it cannot be read. The field is then free for another.
pub async fn read(input: &HtmlInputElement, most: f64) -> Option<String> {
    let file = input.files()?.get(0)?;
    let text = file.slice_with_f64_and_f64(0.0, most).ok()?.text();
    let text = JsFuture::from(text).await.ok()?.as_string();
    input.set_value("");
    text
}

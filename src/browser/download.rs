//! Saves a file that was made here.

use js_sys::{Array, JsString};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers a text as a file of this name, piece by piece, so that no text as
/// long as the file is ever held in the memory of the wasm. None when the
/// browser refuses.
pub fn save(name: &str, kind: &str, pieces: impl Iterator<Item = String>) -> Option<()> {
    let parts: Array = pieces.map(JsString::from).collect();
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has begun, and holds what it needs.
    Url::revoke_object_url(&url).ok()
}

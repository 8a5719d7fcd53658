//! The browser around the page: network, visibility, clipboard, files and theme.

use std::cell::OnceCell;

use app::ports::{Device, LocalFuture};
use app::preferences::Theme;
use js_sys::{Array, Function, JsString};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The port of the device.
#[derive(Default)]
pub struct BrowserDevice {
    /// What has the browser ask.
    leaving: OnceCell<Function>,
}

impl Device for BrowserDevice {
    fn is_online(&self) -> bool {
        is_online()
    }

    fn is_secure(&self) -> bool {
        window().is_secure_context()
    }

    fn is_visible(&self) -> bool {
        !document().hidden()
    }

    fn copy(&self, text: &str) -> LocalFuture<bool> {
        let text = text.to_owned();
        Box::pin(async move { copy(&text).await })
    }

    fn save_file(&self, name: &str, mime: &str, parts: Vec<String>) -> bool {
        save_file(name, mime, parts).is_some()
    }

    /// A listener is there only while it asks, since one can keep a page out of the memory of the browser.
    fn ask_before_leaving(&self, asks: bool) {
        let listener = self.leaving.get_or_init(|| {
            // Any value has the browser ask, in words of its own.
            let listener = Closure::<dyn FnMut() -> JsValue>::new(|| JsValue::TRUE);
            listener.into_js_value().unchecked_into()
        });
        window().set_onbeforeunload(asks.then_some(listener));
    }

    /// `public/boot.js` does the same before the first paint.
    fn apply_theme(&self, theme: Theme) {
        let Some(root) = document().document_element() else {
            return;
        };
        let applied = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.name()),
        };
        debug_assert!(applied.is_ok(), "data-theme is a valid attribute");
    }
}

pub(super) fn is_online() -> bool {
    window().navigator().on_line()
}

/// Copies a text. `false` when the browser refuses, as on a page served over http.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Outside a secure context there is none, whatever its type says.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

fn save_file(name: &str, mime: &str, parts: Vec<String>) -> Option<()> {
    let parts: Array = parts.into_iter().map(JsString::from).collect();
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has begun, and holds the blob.
    Url::revoke_object_url(&url).ok()
}

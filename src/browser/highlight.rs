//! Highlights what was searched for and leaves the elements as they are, by the CSS
//! Custom Highlight API. A browser without it highlights nothing.

use leptos::prelude::document;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Node, Range};

#[wasm_bindgen]
extern "C" {
    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);

    #[wasm_bindgen(method)]
    fn clear(this: &Highlight);

    type Registry;

    #[wasm_bindgen(thread_local_v2, js_namespace = CSS, js_name = highlights)]
    static REGISTRY: Option<Registry>;

    #[wasm_bindgen(method)]
    fn set(this: &Registry, name: &str, highlight: &Highlight);
}

/// The highlighted texts of the page.
pub struct SearchHighlight(Highlight);

impl SearchHighlight {
    /// Empty; none in a browser without the API.
    #[must_use]
    pub fn new() -> Option<Self> {
        REGISTRY.with(|registry| {
            let registry = registry.as_ref()?;
            let highlight = Highlight::new().ok()?;
            // The styles have this name.
            registry.set("found", &highlight);
            Some(Self(highlight))
        })
    }

    /// Removes all.
    pub fn clear(&self) {
        self.0.clear();
    }

    /// Highlights each match of `search`, which is in small letters, in a text
    /// node; ASCII letters match in either case.
    pub fn add(&self, node: &Node, text: &str, search: &str) {
        let (bytes, length) = (text.as_bytes(), search.len());
        let mut at = 0;
        while let Some(piece) = bytes.get(at..at + length) {
            if !piece.eq_ignore_ascii_case(search.as_bytes()) {
                at += 1;
                continue;
            }
            // A range counts in units of UTF-16.
            let units = |part: Option<&str>| {
                let count = part.map_or(0, |part| part.encode_utf16().count());
                u32::try_from(count).unwrap_or_default()
            };
            let (start, end) = (units(text.get(..at)), units(text.get(..at + length)));
            if let Ok(range) = document().create_range()
                && range.set_start(node, start).is_ok()
                && range.set_end(node, end).is_ok()
            {
                self.0.add(&range);
            }
            at += length;
        }
    }
}

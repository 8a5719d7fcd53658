//! TextHighlight on pieces of text that leave the page as it is: the CSS Custom
//! Highlight API. A browser without it shows no marks, and all else.

use leptos::prelude::document;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Node, Range};

/// The name that the styles know the marks by.
const NAME: &str = "found";

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

/// The marks of the page.
pub struct TextHighlight(Highlight);

impl TextHighlight {
    /// No marks yet; none at all in a browser that cannot make any.
    #[must_use]
    pub fn new() -> Option<Self> {
        REGISTRY.with(|registry| {
            let registry = registry.as_ref()?;
            let highlight = Highlight::new().ok()?;
            registry.set(NAME, &highlight);
            Some(Self(highlight))
        })
    }

    /// Takes all marks away.
    pub fn clear(&self) {
        self.0.clear();
    }

    /// TextHighlight each piece of a text node that is this needle, which is in small
    /// letters; ASCII letters are the same in either case.
    pub fn mark(&self, node: &Node, text: &str, needle: &str) {
        let (bytes, length) = (text.as_bytes(), needle.len());
        let mut at = 0;
        while let Some(piece) = bytes.get(at..at + length) {
            if !piece.eq_ignore_ascii_case(needle.as_bytes()) {
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

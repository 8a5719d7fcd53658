//! Where tests draw, here and in the wasm tests of the panel.

use dom::El;
use js_sys::Promise;
use leptos::mount::mount_to;
use leptos::prelude::{Owner, document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// A place in the page with an owner of its own. Both end with it.
pub struct Stage {
    owner: Owner,
    place: HtmlElement,
}

impl Stage {
    /// Draws what `view` returns.
    pub fn draw(view: impl FnOnce() -> El) -> Self {
        // Wasm does not unwind, so a test that failed has left its stage behind.
        if let Ok(Some(left)) = document().query_selector("#stage") {
            left.remove();
        }
        let owner = Owner::new();
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        // Mounting sets up what runs the effects, as it does for the panel.
        mount_to(place.clone(), || ()).forget();
        place.set_id("stage");
        // Fixed in the corner: what a test measures must not depend on the report of the others.
        place
            .set_attribute("style", "position: fixed; top: 0; left: 0")
            .unwrap();
        document().body().unwrap().append_child(&place).unwrap();
        let drawn = owner.with(view);
        place.append_child(drawn.node()).unwrap();
        Self { owner, place }
    }

    /// The first element that a selector finds.
    pub fn find(&self, selector: &str) -> HtmlElement {
        let found = self.place.query_selector(selector).unwrap();
        found.expect(selector).unchecked_into()
    }

    /// All text on the stage.
    pub fn text(&self) -> String {
        self.place.text_content().unwrap()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.place.remove();
    }
}

/// Waits until the browser draws the next frame: everything that was waiting
/// to run before it, such as the effects of a signal, has run.
pub async fn frame() {
    let drawn = Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(drawn).await.unwrap();
}

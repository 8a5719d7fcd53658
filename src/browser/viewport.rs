//! The part of a long list in view, read once a frame at most.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{document, untrack, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Element, ResizeObserver};

/// The part of an element in view, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// The height above the view; negative when the element begins below its top.
    pub above: f64,
    /// The height of the view.
    pub height: f64,
}

/// Watches the scroll position of a list until it is dropped. What scrolls may be
/// `scroller` or, in a low window, the page.
pub struct Viewport {
    scroller: Element,
    body: Element,
    seen: Seen,
    /// The offset of the body in the scroller, if nothing but the scroller scrolls.
    begins: Option<f64>,
    frame: Rc<Frame>,
    observer: ResizeObserver,
    scrolled: Closure<dyn FnMut()>,
    _resized: Closure<dyn FnMut()>,
}

impl Viewport {
    /// Calls `on_change` in the next frame after the list was scrolled or resized.
    #[must_use]
    pub fn watch(
        scroller: &Element,
        body: &Element,
        on_change: impl Fn(Cause) + 'static,
    ) -> Option<Self> {
        let frame = Frame::new(Box::new(on_change));
        let on = |cause: Cause| {
            let frame = frame.clone();
            Closure::<dyn FnMut()>::new(move || frame.request(cause))
        };
        let (scrolled, resized) = (on(Cause::Scrolled), on(Cause::Resized));
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(scroller);
        let options = AddEventListenerOptions::new();
        options.set_passive(true);
        // Scrolling does not bubble; while capturing, one listener hears every scroller.
        options.set_capture(true);
        document()
            .add_event_listener_with_callback_and_add_event_listener_options(
                "scroll",
                scrolled.as_ref().unchecked_ref(),
                &options,
            )
            .ok()?;
        Some(Self {
            scroller: scroller.clone(),
            body: body.clone(),
            seen: Seen::default(),
            begins: None,
            frame,
            observer,
            scrolled,
            _resized: resized,
        })
    }

    /// Has `on_change` called in the next frame.
    pub fn request(&self, cause: Cause) {
        self.frame.request(cause);
    }

    /// Watches the size of another element too, such as a row.
    pub fn watch_size(&self, element: &Element) {
        self.observer.observe(element);
    }

    /// The height of the view before anything of the body is in the page.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.scroller.client_height().into()
    }

    /// Measures the part of the body in view.
    pub fn measure(&mut self) -> Seen {
        let window_height = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64())
            .unwrap_or(f64::MAX);
        let frame = self.scroller.get_bounding_client_rect();
        let top = frame.top().max(0.0);
        let above = top - self.body.get_bounding_client_rect().top();
        // Where all of the scroller is in the window, the page itself does not scroll.
        let is_inside = frame.top() >= 0.0 && frame.bottom() <= window_height;
        self.begins = is_inside.then(|| f64::from(self.scroller.scroll_top()) - above);
        self.seen = Seen {
            above,
            height: (frame.bottom().min(window_height) - top).max(0.0),
        };
        self.seen
    }

    /// The part of the body in view after scrolling. Asks for no layout where it can.
    pub fn seen(&mut self) -> Seen {
        match self.begins {
            Some(begins) => {
                self.seen.above = f64::from(self.scroller.scroll_top()) - begins;
                self.seen
            }
            None => self.measure(),
        }
    }

    /// Scrolls by some pixels. Of the list
    /// and the page only one can scroll, and does.
    pub fn scroll_by(&self, pixels: f64) {
        self.scroller.scroll_by_with_x_and_y(0.0, pixels);
        window().scroll_by_with_x_and_y(0.0, pixels);
    }
}

impl Drop for Viewport {
    fn drop(&mut self) {
        self.observer.disconnect();
        self.frame.end();
        // A listener that is not there need not be taken away.
        drop(document().remove_event_listener_with_callback_and_bool(
            "scroll",
            self.scrolled.as_ref().unchecked_ref(),
            true,
        ));
    }
}

/// What happened to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A frame has passed since it was scrolled.
    Rested,
    /// It was scrolled.
    Scrolled,
    /// It or its place was resized.
    Resized,
}

/// One call in the next frame, however often it is requested. The function that
/// the browser calls is made once, not for each frame.
struct Frame {
    call: Closure<dyn FnMut()>,
    requested: Rc<Cell<Option<Cause>>>,
    id: Cell<i32>,
}

impl Frame {
    fn new(on_change: Box<dyn Fn(Cause)>) -> Rc<Self> {
        let requested = Rc::new(Cell::new(None));
        let cause = requested.clone();
        let call = Closure::new(move || {
            if let Some(cause) = cause.take() {
                untrack(|| on_change(cause));
            }
        });
        Rc::new(Self {
            call,
            requested,
            id: Cell::new(0),
        })
    }

    /// The strongest cause is reported.
    fn request(&self, cause: Cause) {
        let waiting = self.requested.get();
        self.requested.set(waiting.max(Some(cause)));
        if waiting.is_none() {
            let function = self.call.as_ref().unchecked_ref();
            self.id.set(
                window()
                    .request_animation_frame(function)
                    .unwrap_or_default(),
            );
        }
    }

    fn end(&self) {
        // A frame that has passed cannot be cancelled, and need not be.
        drop(window().cancel_animation_frame(self.id.get()));
    }
}

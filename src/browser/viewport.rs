//! What of a long list is in view, looked at once a frame at most.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Element, ResizeObserver};

/// How high a part of the page is, and how much of it is above what can be
/// seen, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// What is above the view; negative when the part begins below its top.
    pub above: f64,
    /// The height of the view.
    pub height: f64,
}

/// Watches where a list stands until it is dropped. What scrolls may be
/// `scroller` or, in a low window, the page.
pub struct Viewport {
    scroller: Element,
    body: Element,
    seen: Seen,
    /// Where in the scroller the body begins, if nothing but the scroller scrolls.
    begins: Option<f64>,
    frame: Rc<Frame>,
    observer: ResizeObserver,
    scrolled: Closure<dyn FnMut()>,
    _resized: Closure<dyn FnMut()>,
}

impl Viewport {
    /// Calls `look` in the next frame whenever the list has been scrolled or has
    /// another size, and says which.
    #[must_use]
    pub fn watch(
        scroller: &Element,
        body: &Element,
        look: impl Fn(Cause) + 'static,
    ) -> Option<Self> {
        let frame = Frame::new(Box::new(look));
        let on = |cause: Cause| {
            let frame = frame.clone();
            Closure::<dyn FnMut()>::new(move || frame.ask(cause))
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

    /// Calls `look` in the next frame.
    pub fn look_again(&self, cause: Cause) {
        self.frame.ask(cause);
    }

    /// Looks again too when an element has another size, such as a row.
    pub fn watch_size(&self, element: &Element) {
        self.observer.observe(element);
    }

    /// How high the view is before anything of the body is in the page.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.scroller.client_height().into()
    }

    /// What of the body is in view, measured.
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

    /// What of the body is in view after scrolling.
    pub fn seen(&mut self) -> Seen {
        match self.begins {
            Some(begins) => {
                self.seen.above = f64::from(self.scroller.scroll_top()) - begins;
                self.seen
            }
            None => self.measure(),
        }
    }

    /// Scrolls so that so much more of the body is above the view. Of the list
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

/// Why to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A frame has passed since the list was scrolled.
    Rested,
    /// The list was scrolled.
    Scrolled,
    /// The list or what it stands in has another size.
    Resized,
}

/// One call in the next frame, however often it is asked for. The function that
/// the browser calls is made once, not for each frame.
struct Frame {
    call: Closure<dyn FnMut()>,
    asked: Rc<Cell<Option<Cause>>>,
    id: Cell<i32>,
}

impl Frame {
    fn new(look: Box<dyn Fn(Cause)>) -> Rc<Self> {
        let asked = Rc::new(Cell::new(None));
        let cause = asked.clone();
        let call = Closure::new(move || {
            if let Some(cause) = cause.take() {
                look(cause);
            }
        });
        Rc::new(Self {
            call,
            asked,
            id: Cell::new(0),
        })
    }

    /// The strongest cause is told.
    fn ask(&self, cause: Cause) {
        let waiting = self.asked.get();
        self.asked.set(waiting.max(Some(cause)));
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

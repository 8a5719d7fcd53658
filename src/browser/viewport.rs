//! Which rows of a long list are in view, as a signal.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Element, ResizeObserver};

/// The height of a row before any has been drawn, in CSS pixels.
const USUAL_HEIGHT: f64 = 40.0;

/// The rows in view, from `first` up to but not including `last`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visible {
    /// The first row of which anything is visible.
    pub first: usize,
    /// The row after the last one.
    pub last: usize,
}

/// Watches, as long as the present reactive owner, which of the rows of `body`
/// are in view; `count` says how many it is as high as. What scrolls may be
/// `scroller` or, in a low window, the page.
#[must_use]
pub fn watch(
    scroller: &Element,
    body: &Element,
    count: impl Fn() -> usize + Clone + 'static,
) -> ReadSignal<Visible> {
    let (visible, set_visible) = signal(Visible::default());
    let (container, rows) = (scroller.clone(), body.clone());
    let look = move || {
        let now = look(&container, &rows, count());
        if visible
            .try_get_untracked()
            .is_some_and(|before| before != now)
        {
            set_visible.set(now);
        }
    };
    // Every cause asks for one look in the next frame, however often it fires.
    let asked = Rc::new(Cell::new(false));
    let ask = Rc::new(move || {
        if !asked.replace(true) {
            let (asked, look) = (asked.clone(), look.clone());
            request_animation_frame(move || {
                asked.set(false);
                look();
            });
        }
    });
    ask();
    let watch = Watch::begin(&[scroller, body], ask);
    let _owned: StoredValue<Option<Watch>, LocalStorage> = StoredValue::new_local(watch);
    visible
}

fn look(container: &Element, body: &Element, count: usize) -> Visible {
    let (frame, rows) = (
        container.get_bounding_client_rect(),
        body.get_bounding_client_rect(),
    );
    let window_height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(f64::MAX);
    #[allow(
        clippy::cast_precision_loss,
        reason = "a million rows are far below 2^52"
    )]
    let measured = rows.height() / count as f64;
    let height = if measured.is_normal() {
        measured
    } else {
        USUAL_HEIGHT
    };
    let top = frame.top().max(0.0) - rows.top();
    let bottom = frame.bottom().min(window_height) - rows.top();
    Visible {
        first: whole(top / height),
        last: whole(bottom / height + 1.0),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn whole(rows: f64) -> usize {
    rows as usize
}

/// The listeners; they go with it.
struct Watch {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
    scrolled: Closure<dyn FnMut()>,
}

impl Watch {
    fn begin(elements: &[&Element], ask: Rc<dyn Fn()>) -> Option<Self> {
        let scrolled = Closure::<dyn FnMut()>::new({
            let ask = ask.clone();
            move || ask()
        });
        let resized = Closure::<dyn FnMut()>::new(move || ask());
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        let options = AddEventListenerOptions::new();
        options.set_passive(true);
        // Scrolling does not bubble; while capturing, one listener hears every scroller.
        options.set_capture(true);
        let listener = scrolled.as_ref().unchecked_ref();
        document()
            .add_event_listener_with_callback_and_add_event_listener_options(
                "scroll", listener, &options,
            )
            .ok()?;
        Some(Self {
            observer,
            _resized: resized,
            scrolled,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
        let listener = self.scrolled.as_ref().unchecked_ref();
        // A listener that is not there need not be taken away.
        drop(document().remove_event_listener_with_callback_and_bool("scroll", listener, true));
    }
}

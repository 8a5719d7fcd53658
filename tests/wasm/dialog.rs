//! The dialog: open while it is in the page, and closed only when nothing is under way.

use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update, document};
use public_ips::{dialog, el};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, HtmlDialogElement};

use crate::stage::{Stage, frame, heard};

struct Opened {
    stage: Stage,
    locked: RwSignal<bool>,
    closed: RwSignal<u32>,
}

impl Opened {
    async fn with_lock(lock: bool) -> Self {
        let (locked, closed) = (RwSignal::new(lock), RwSignal::new(0));
        let content = || {
            el("form")
                .child(el("button").text("Other"))
                .child(el("input").attr("data-first-focus", ""))
        };
        let on_close = move || closed.update(|count| *count += 1);
        let stage = Stage::draw(|| dialog(content(), move || locked.get(), on_close));
        assert!(!node(&stage).open(), "it is drawn before it is shown");
        frame().await;
        Self {
            stage,
            locked,
            closed,
        }
    }

    fn node(&self) -> HtmlDialogElement {
        node(&self.stage)
    }

    /// What Escape asks first. Whether the dialog may be closed.
    fn may_cancel(&self) -> bool {
        let event = Event::new("cancel").unwrap();
        event.init_event_with_bubbles_and_cancelable("cancel", false, true);
        self.node().dispatch_event(&event).unwrap()
    }

    async fn close(&self) {
        let node = self.node();
        heard(&node, "close", || node.close()).await;
    }

    fn closed(&self) -> u32 {
        self.closed.get_untracked()
    }
}

fn node(stage: &Stage) -> HtmlDialogElement {
    stage.find("dialog").unchecked_into()
}

#[wasm_bindgen_test]
async fn a_dialog_is_modal_and_focuses_what_is_marked() {
    let opened = Opened::with_lock(false).await;
    assert!(opened.node().open());
    assert!(opened.node().matches(":modal").unwrap());
    let marked: Element = opened.stage.find("input").into();
    assert_eq!(document().active_element(), Some(marked));
}

#[wasm_bindgen_test]
async fn a_person_can_close_a_dialog() {
    let opened = Opened::with_lock(false).await;
    assert!(opened.may_cancel());
    opened.close().await;
    assert!(!opened.node().open());
    assert_eq!(opened.closed(), 1);
}

#[wasm_bindgen_test]
async fn a_locked_dialog_stays_open_until_it_is_free() {
    let opened = Opened::with_lock(true).await;
    let busy = || opened.node().get_attribute("aria-busy");
    assert_eq!(busy().as_deref(), Some("true"));
    assert!(!opened.may_cancel());
    opened.close().await;
    assert!(opened.node().open(), "closed by the browser, opened again");
    assert_eq!(opened.closed(), 0);

    opened.locked.set(false);
    frame().await;
    assert_eq!(busy(), None);
    assert!(opened.may_cancel());
    opened.close().await;
    assert_eq!((opened.node().open(), opened.closed()), (false, 1));
}

#[wasm_bindgen_test]
async fn a_dialog_that_left_before_it_was_shown_is_not_opened() {
    let stage = Stage::draw(|| dialog(el("p"), || false, || panic!("nobody closed it")));
    let dialog = node(&stage);
    drop(stage);
    frame().await;
    assert!(!dialog.open());
}

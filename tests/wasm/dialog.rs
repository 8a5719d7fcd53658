//! The dialog: open while it is in the page.

use dom::html::{button, form, input, p};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update, document};
use public_ips::dialog;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlDialogElement};

use crate::stage::{Stage, frame, heard};

struct Opened {
    stage: Stage,
    busy: RwSignal<bool>,
    closed: RwSignal<u32>,
}

impl Opened {
    async fn with_work(busy: bool) -> Self {
        let (busy, closed) = (RwSignal::new(busy), RwSignal::new(0));
        let content = || {
            form()
                .child(button().child("Other"))
                .child(input().attr("data-first-focus", true))
        };
        let on_close = move || closed.update(|count| *count += 1);
        let stage = Stage::draw(|| dialog(content(), move || busy.get(), on_close));
        assert!(!node(&stage).open(), "it is drawn before it is shown");
        frame().await;
        Self {
            stage,
            busy,
            closed,
        }
    }

    fn node(&self) -> HtmlDialogElement {
        node(&self.stage)
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
    let opened = Opened::with_work(false).await;
    assert!(opened.node().open());
    assert!(opened.node().matches(":modal").unwrap());
    let marked: Element = opened.stage.find("input").into();
    assert_eq!(document().active_element(), Some(marked));
}

#[wasm_bindgen_test]
async fn a_person_can_close_a_dialog() {
    let opened = Opened::with_work(false).await;
    opened.close().await;
    assert!(!opened.node().open());
    assert_eq!(opened.closed(), 1);
}

#[wasm_bindgen_test]
async fn a_busy_dialog_says_so_and_can_be_closed_all_the_same() {
    let opened = Opened::with_work(true).await;
    let busy = || opened.node().get_attribute("aria-busy");
    assert_eq!(busy().as_deref(), Some("true"));
    opened.busy.set(false);
    frame().await;
    assert_eq!(busy().as_deref(), Some("false"));
    opened.busy.set(true);
    opened.close().await;
    assert_eq!((opened.node().open(), opened.closed()), (false, 1));
}

#[wasm_bindgen_test]
async fn a_dialog_that_left_before_it_was_shown_is_not_opened() {
    let stage = Stage::draw(|| dialog(p(), || false, || panic!("nobody closed it")));
    let dialog = node(&stage);
    drop(stage);
    frame().await;
    assert!(!dialog.open());
}

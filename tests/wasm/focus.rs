//! Where the keyboard focus goes, and where it is.

use std::rc::Rc;

use app::commands::RowCommand;
use app::ports::{Focus, FocusTarget, RowButton};
use dom::El;
use dom::html::{button, div, input, span};
use leptos::prelude::document;
use model::domain::Address;
use public_ips::browser::focus::{self, PageFocus};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::stage::{Stage, frame};

fn active() -> String {
    focus::current()
        .map(|element| element.id())
        .unwrap_or_default()
}

fn leave(element: &HtmlElement) {
    element.blur().unwrap();
}

const MOVE: RowButton = RowButton::Command(RowCommand::Move);
const ASSIGN: RowButton = RowButton::Command(RowCommand::Assign);

/// A row of a table with its header, a button that is hidden and one that is not.
fn row(header: &str) -> El {
    let row_button = |which: RowButton| {
        button()
            .attr("data-button", which.index())
            .id(format!("{header}-{}", which.index()))
    };
    div()
        .attr("role", "row")
        .child(div().attr("role", "rowheader").child(span().child(header)))
        .child(row_button(MOVE).attr("hidden", true))
        .child(row_button(ASSIGN))
}

#[wasm_bindgen_test]
async fn the_focus_goes_to_the_first_target_that_can_take_it() {
    let stage = Stage::draw(|| {
        div()
            .child(button().id("opener"))
            .child(button().id("hidden").attr("hidden", true))
            .child(button().id("next"))
            .child(["203.0.113.70", "203.0.113.7"].map(row))
    });
    let ids = ["absent", "hidden", "next"].map(FocusTarget::Id);
    let opener = stage.find("#opener");
    assert!(focus::take(&opener));
    let targets: Vec<_> = PageFocus.current().into_iter().chain(ids).collect();
    leave(&opener);

    PageFocus.focus(targets.clone());
    assert_ne!(active(), "opener", "after the next draw and not before");
    frame().await;
    assert_eq!(active(), "opener");

    opener.remove();
    PageFocus.focus(targets);
    frame().await;
    assert_eq!(active(), "next");

    let address = Address::new(203, 0, 113, 7);
    let in_row = |button| FocusTarget::Row(address, button);
    PageFocus.focus(vec![
        FocusTarget::Row(Address::new(203, 0, 113, 77), ASSIGN),
        FocusTarget::Element(Rc::new("of another port")),
        in_row(RowButton::More),
        in_row(MOVE),
        in_row(ASSIGN),
    ]);
    frame().await;
    assert_eq!(active(), format!("203.0.113.7-{}", ASSIGN.index()));

    assert!(!focus::take(&stage.find("#hidden")));
    assert!(!focus::take(&opener));
}

#[wasm_bindgen_test]
async fn a_field_that_is_named_by_its_id_has_its_text_selected() {
    let stage = Stage::draw(|| div().child(input().id("search")));
    let field: HtmlInputElement = stage.find("#search").unchecked_into();
    field.set_value("203.0");
    let selected = || {
        let (start, end) = (field.selection_start(), field.selection_end());
        (start.unwrap().unwrap(), end.unwrap().unwrap())
    };
    PageFocus.focus(vec![FocusTarget::Id("search")]);
    frame().await;
    assert_eq!(selected(), (0, 5));

    field.set_selection_range(3, 3).unwrap();
    let opener = PageFocus.current().unwrap();
    leave(&field);
    PageFocus.focus(vec![opener]);
    frame().await;
    assert_eq!((active(), selected()), ("search".to_owned(), (3, 3)));
}

#[wasm_bindgen_test]
fn the_focus_is_somewhere_or_lost() {
    let stage = Stage::draw(|| {
        div()
            .child(button().id("outside"))
            .child(div().class("toasts").child(button().id("inside")))
    });
    let is_at = |id: &str| {
        (
            PageFocus.is_on(id),
            PageFocus.is_lost(),
            PageFocus.is_in_toasts(),
        )
    };
    assert!(focus::take(&stage.find("#outside")));
    assert_eq!(is_at("outside"), (true, false, false));
    assert!(focus::take(&stage.find("#inside")));
    assert_eq!(is_at("outside"), (false, false, true));
    stage.find("#inside").remove();
    assert_eq!(is_at("inside"), (false, true, false));
    assert_eq!(focus::current(), document().body());
}

//! Virtual rows: a small pool of rows is reused as the list scrolls.

mod keys;
mod order;
mod rows;
mod scrolling;

use std::cell::RefCell;
use std::rc::Rc;

use app::App;
use app::commands::{Command, RowCommand};
use app::ports::RowButton;
use dom::html::tbody;
use dom::{El, effect, ev, keep};
use model::state::Selection;
use rows::Annotations;
pub use rows::Rows;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use super::address_row::{address_of, pressed};
use crate::browser::viewport::Viewport;

pub fn virtual_rows(app: App, scroller: &El) -> El {
    let body = tbody().class("rows").attr("role", "rowgroup");
    let rows = Rc::new(RefCell::new(Rows::new(body.node_as())));
    // The rows hold the viewport, so what that calls must not hold the rows.
    let weak = Rc::downgrade(&rows);
    let viewport = Viewport::watch(scroller.node(), body.node(), move |cause| {
        if let Some(rows) = weak.upgrade() {
            // The hot path: nothing is allocated.
            app.list
                .with_view(|view| rows.borrow_mut().follow(view, cause));
        }
    });
    if let Some(viewport) = viewport {
        rows.borrow_mut().watch(viewport);
    }
    keep(keys::listen(app, rows.clone()));
    draw(app, rows.clone());
    let explain = move |target: Option<EventTarget>| {
        if let Some(address) = element(target).as_ref().and_then(address_of) {
            app.list
                .with_view(|view| rows.borrow_mut().explain(view, address));
        }
    };
    let pointed_at = explain.clone();
    body.on(ev::mouseover, move |event| pointed_at(event.target()))
        .on(ev::focusin, move |event| explain(event.target()))
        .on(ev::click, move |event| {
            match element(event.target()).as_ref().and_then(pressed) {
                // Space clicks too, so modifier keys come with the click.
                Some((address, RowButton::Command(RowCommand::Select))) if event.shift_key() => {
                    app.selection.toggle_range(address);
                }
                Some((address, RowButton::Command(command))) => {
                    Command::Row(command, address).run(app);
                }
                Some((_, RowButton::More)) | None => {}
            }
        })
}

/// Draws the rows in view again after each change of what they show.
fn draw(app: App, rows: Rc<RefCell<Rows>>) {
    let mut drawn = None;
    effect(move || {
        let mut rows = rows.borrow_mut();
        let options = app.list.view_options();
        if drawn.as_ref() != Some(&options) {
            // Before anything is written: to scroll asks for a layout.
            app.list.with(|list| rows.restart(list.columns()));
            rows.search = options.highlight();
            drawn = Some(options);
        }
        rows.annotations = Annotations {
            selection: app.selection.with(Selection::clone),
            in_flight: app.changes.in_flight(),
            blocked_by: app.permissions.blocked_by(),
            notes: app.notes.with(Clone::clone),
            last_changed: app.list.last_changed(),
            remote_changes: app.list.remote_changes(),
            last_copied: app.export.last_copied(),
            now: app.time.now(),
        };
        app.list.with_view(|view| rows.redraw(view));
    });
}

fn element(target: Option<EventTarget>) -> Option<Element> {
    target?.dyn_into().ok()
}

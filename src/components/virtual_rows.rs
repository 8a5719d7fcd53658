//! Virtual rows: a small pool of rows is reused as the list scrolls.

mod keys;
mod order;
mod redraw;
mod rows;

use std::cell::RefCell;
use std::rc::Rc;

use self::rows::RowMarks;
pub use self::rows::{Listing, Rows};
use dom::html::tbody;
use dom::{El, effect, ev};
use model::domain::Address;
use model::state::{AddressList, Directory, View};
use wasm_bindgen::JsCast;
use web_sys::EventTarget;

use super::address_row::{Act, address_of, pressed};
use crate::browser::viewport::{Cause, Viewport};
use crate::store::{Sheet, Store};

#[must_use]
pub(super) fn virtual_rows(store: Store, scroller: &El) -> El {
    let body = tbody().class("rows").attr("role", "rowgroup");
    let rows = Rc::new(RefCell::new(Rows::new(body.node_as())));
    let on_view = {
        // Weak: the rows own the viewport, which calls this.
        let rows = Rc::downgrade(&rows);
        // Hot path: tracks no signal, allocates nothing.
        move |cause: Cause| {
            let Some(rows) = rows.upgrade() else {
                return;
            };
            let mut rows = rows.borrow_mut();
            match cause {
                Cause::Rested => {
                    rows.put_in_order();
                    rows.mark_found();
                }
                Cause::Scrolled | Cause::Resized => {
                    store.with_list_untracked(|feed, view, directory| {
                        rows.redraw(listing(feed, view, directory), cause)
                    })
                }
            }
        }
    };
    if let Some(viewport) = Viewport::watch(scroller.node(), body.node(), on_view) {
        rows.borrow_mut().watch(viewport);
    }
    let drawn = rows.clone();
    let last = RefCell::new(store.look());
    rows.borrow_mut().needle = last.borrow().highlight();
    // Dropped with the effect below.
    let keyboard = keys::listen(store, rows.clone());
    effect(move || {
        let _held = &keyboard;
        let mut rows = drawn.borrow_mut();
        let options = store.look();
        if *last.borrow() != options {
            // Before any write: scrolling forces a layout.
            store
                .feed
                .with_untracked(|feed| rows.begin_anew(feed.columns()));
            rows.needle = options.highlight();
            last.replace(options);
        }
        rows.marks = RowMarks {
            selection: store.selection.get(),
            locks: store.locks.get(),
            blocked_by: store.blocked_by(),
            notes: store.notes.get(),
            changed: store.changed.get(),
            news: store.news.get(),
            copied: store.copied.get(),
            now: store.now.get(),
        };
        store.with_list(|feed, view, directory| rows.changed(listing(feed, view, directory)));
    });
    let explain = move |target: Option<EventTarget>| {
        let target = target.and_then(|target| target.dyn_into().ok());
        if let Some(address) = target.as_ref().and_then(address_of) {
            store.with_list_untracked(|feed, _, directory| {
                rows.borrow_mut()
                    .explain(feed.columns(), directory, address);
            });
        }
    };
    let pointed_at = explain.clone();
    body.on(ev::mouseover, move |event| pointed_at(event.target()))
        .on(ev::focusin, move |event| explain(event.target()))
        .on(ev::click, move |event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if let Some((address, act)) = target.as_ref().and_then(pressed) {
                // Space clicks too, so modifier keys come with the click.
                carry_out(store, address, &act, event.shift_key());
            }
        })
}

fn listing<'a>(feed: &'a AddressList, view: &'a View, directory: &'a Directory) -> Listing<'a> {
    Listing {
        columns: feed.columns(),
        rows: view.rows(feed),
        directory,
    }
}

fn carry_out(store: Store, address: Address, act: &Act, shift: bool) {
    match act {
        Act::Select => store.select(address, shift),
        Act::Copy => store.copy(address),
        Act::Note => store.open_sheet(Sheet::Note(address)),
        Act::More => {}
        Act::Open(operation) => {
            store.begin(*operation, address);
        }
    }
}

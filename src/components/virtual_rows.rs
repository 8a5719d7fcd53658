//! The rows in view, whatever the number of addresses: a few rows of the page
//! are used again and again as the list scrolls.
//!
//! Rows stand in the order of the list, so that Tab and a screen reader go
//! through them in order. Each is placed by its index, and the body of the
//! table is as high as all rows together.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use model::domain::{Address, PublicIp};
use model::state::{Feed, Pool};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::address_row::{Act, AddressRow, Shown, pressed};
use crate::browser::page;
use crate::browser::viewport::{self, Visible};
use crate::store::{Form, Store};
use crate::ui::{El, el, run};

/// Rows kept out of sight for the next turn of the wheel.
const SPARE: usize = 4;

/// The body of the table.
#[must_use]
pub(super) fn virtual_rows(store: Store, scroller: &El) -> El {
    let body = el("tbody").class("rows").attr("role", "rowgroup");
    let rows = Rc::new(RefCell::new(Rows {
        store,
        body: body.node_as(),
        pool: Pool::default(),
        rows: Vec::new(),
    }));
    let visible = viewport::watch(scroller.node(), body.node(), move || {
        store.feed.with_untracked(Feed::len)
    });
    run(Box::new(move || {
        store
            .feed
            .with(|feed| rows.borrow_mut().draw(feed, visible.get()));
    }));
    body.on("click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        match target.as_ref().and_then(pressed) {
            Some((address, Act::Copy)) => store.copy(address),
            Some((address, Act::Open(operation))) => {
                if let Some(ip) = store.feed.with_untracked(|feed| feed.get(address)) {
                    store.open(Form::On(operation, ip));
                }
            }
            None => {}
        }
    })
}

struct Rows {
    store: Store,
    body: HtmlElement,
    pool: Pool,
    rows: Vec<AddressRow>,
}

impl Rows {
    fn draw(&mut self, feed: &Feed, visible: Visible) {
        let (all, columns) = (feed.rows(), feed.columns());
        let drawn = Pool::window(all.len(), visible.first, visible.last);
        let first = drawn.start;
        let window = all.get(drawn).unwrap_or_default();
        let wanted: Vec<Address> = window.iter().map(|row| columns.address(*row)).collect();
        let pinned = self.pinned(feed);
        let slots = self.pool.assign(&wanted, pinned);
        while self.rows.len() < self.pool.size() {
            self.rows.push(AddressRow::new());
        }
        for ((index, row), slot) in (first..).zip(window).zip(&slots) {
            self.show(*slot, index, columns.ip(*row));
        }
        let order = match pinned.filter(|slot| !slots.contains(slot)) {
            Some(slot) => self.show_pinned(feed, slot, first, slots),
            None => slots,
        };
        self.put_in_order(&order);
        self.hide_unused();
        page::set_number(&self.body, "--count", all.len());
    }

    /// The row that has the focus stays, in view or not, as long as its address does.
    fn pinned(&self, feed: &Feed) -> Option<usize> {
        let slot = self.rows.iter().position(AddressRow::holds_focus)?;
        self.pool
            .shown(slot)
            .filter(|address| feed.get(*address).is_some())
            .map(|_| slot)
    }

    /// Shows the row with the focus where it stands, out of view, and returns
    /// all rows in order.
    fn show_pinned(&self, feed: &Feed, slot: usize, first: usize, slots: Vec<usize>) -> Vec<usize> {
        let row = self
            .pool
            .shown(slot)
            .and_then(|address| feed.columns().find(address));
        let index = feed.rows().iter().position(|other| Some(*other) == row);
        let Some((index, row)) = index.zip(row) else {
            return slots;
        };
        self.show(slot, index, feed.columns().ip(row));
        if index < first {
            std::iter::once(slot).chain(slots).collect()
        } else {
            slots.into_iter().chain([slot]).collect()
        }
    }

    fn show(&self, slot: usize, index: usize, ip: PublicIp) {
        let Some(row) = self.rows.get(slot) else {
            return;
        };
        row.show(Shown {
            index,
            busy: self.store.locks.with(|locks| locks.on(ip.address)),
            changed: self.store.changed.get() == Some(ip.address),
            copied: self.store.copied.get() == Some(ip.address),
            now: self.store.now.get(),
            ip,
        });
        page::set_number(&row.element(), "--index", index);
    }

    fn hide_unused(&mut self) {
        for (slot, row) in self.rows.iter().enumerate() {
            if self.pool.shown(slot).is_none() {
                row.hide();
            }
        }
        while let Some(slot) = self.pool.retire(SPARE) {
            self.rows.remove(slot).element().remove();
        }
    }

    /// Moves what is out of order. A row with the focus is never moved, since
    /// that would take its focus away: the others are put around it.
    fn put_in_order(&self, slots: &[usize]) {
        let mut next = None;
        for row in slots.iter().rev().filter_map(|slot| self.rows.get(*slot)) {
            let element = row.element();
            let in_place = element.is_connected() && element.next_element_sibling() == next;
            if !in_place && !row.holds_focus() {
                let moved = self
                    .body
                    .insert_before(&element, next.as_ref().map(AsRef::as_ref));
                debug_assert!(moved.is_ok(), "a row goes into the body of its table");
            }
            next = Some(element.into());
        }
    }
}

//! What a person does to addresses. Each verb takes a lock, sends one request,
//! and shows what the API answered.

use std::time::Duration;

use leptos::prelude::set_timeout;
use model::domain::{Address, MachineId, Operation, PublicIp, Region};
use model::state::Draft;
use model::wire::{
    Failure, Request, assign, claim, decode_address, decode_released, release, unassign,
};

use super::{Form, Store};
use crate::browser::focus::{self, Place};
use crate::browser::{clipboard, task};
use crate::ui::Value;

/// How long a changed row is marked; as long as the animation in `style/pages.css`.
const MARKED_FOR: Duration = Duration::from_secs(2);

/// How long the button of a copied address says that it worked.
const COPIED_FOR: Duration = Duration::from_millis(1_500);

/// The `data-act` of the button that opens the actions of a row on a phone; the
/// address completes it to the name of the button.
pub const MORE: &str = "Actions for";

const NOT_COPIED: &str = "The address was not copied";
const NO_CLIPBOARD: &str =
    "The browser does not let this page use the clipboard. Select the address and copy it.";

impl Store {
    /// Opens a form, and remembers what had the focus. A form about an address
    /// goes back to a control of that address by its id: the row that opened it
    /// may show another one by then.
    pub fn open(self, form: Form) {
        self.opener
            .replace(focus::current().filter(|_| form == Form::Claim));
        self.draft.set(Draft::new());
        self.form.set(Some(form));
    }

    /// Closes the form without a change, unless its request is under way.
    pub fn close(self) {
        if !self.draft.with_untracked(Draft::is_saving) {
            let places = match self.form.get_untracked() {
                Some(Form::On(operation, ip)) => controls(Some(operation), ip.address),
                Some(Form::Claim) | None => Vec::new(),
            };
            self.end_form(places);
        }
    }

    /// Copies an address.
    pub fn copy(self, address: Address) {
        task::begin(async move {
            let text = address.to_string();
            if clipboard::copy(&text).await {
                mark(&self.0.copied, address, COPIED_FOR);
                self.tell(["Copied ", &text].concat());
            } else {
                self.warn_plainly(NOT_COPIED, NO_CLIPBOARD);
            }
        });
    }

    /// Says what is wrong with a field, and goes there. Nothing was sent.
    pub fn refuse(self, field: &str, problem: &'static str) {
        self.draft.set(Draft::Editing(Some(problem)));
        focus::give_back(None, vec![Place::Id(field.to_owned())]);
    }

    /// Claims an address in a region.
    pub fn claim(self, region: Region) {
        if !self.locks.update(|locks| locks.take_claim()) {
            return;
        }
        self.draft.set(Draft::Saving);
        task::begin(async move {
            let Some(answer) = self.send(claim(&region)).await else {
                return;
            };
            self.locks.update(|locks| locks.give_back_claim());
            match answer.and_then(|body| decode_address(&body)) {
                Ok(ip) => {
                    self.census.update(|census| census.add(&ip.region));
                    self.show_changed(&ip);
                    self.end_form(Vec::new());
                    self.tell(
                        [
                            "Claimed ",
                            &ip.address.to_string(),
                            " in ",
                            ip.region.name(),
                        ]
                        .concat(),
                    );
                }
                Err(failure) => self.fail(failure),
            }
        });
    }

    /// Assigns an idle address to a machine, or moves an assigned one.
    pub fn assign(self, operation: Operation, ip: PublicIp, machine: &MachineId) {
        let words = if operation == Operation::Move {
            "Moved "
        } else {
            "Assigned "
        };
        let told = [words, &ip.address.to_string(), " to ", machine.as_str()].concat();
        self.change(operation, ip.address, assign(ip.address, machine), told);
    }

    /// Takes an address from its machine.
    pub fn unassign(self, ip: PublicIp) {
        let from = ip.machine.as_ref().map_or("its machine", MachineId::as_str);
        let told = ["Unassigned ", &ip.address.to_string(), " from ", from].concat();
        self.change(Operation::Unassign, ip.address, unassign(ip.address), told);
    }

    /// Gives an address back for ever.
    pub fn release(self, ip: PublicIp) {
        let address = ip.address;
        if !self.lock(address, Operation::Release) {
            return;
        }
        task::begin(async move {
            let Some(answer) = self.send(release(address)).await else {
                return;
            };
            self.locks.update(|locks| locks.give_back(address));
            match answer.and_then(|body| decode_released(&body)) {
                Ok(_) => {
                    let neighbour = self.neighbour(address);
                    self.census.update(|census| census.remove(&ip.region));
                    self.remove(address);
                    self.end_form(
                        neighbour
                            .map(|next| controls(None, next))
                            .unwrap_or_default(),
                    );
                    self.tell(["Released ", &address.to_string()].concat());
                }
                Err(failure) => self.fail(failure),
            }
        });
    }

    fn change(self, operation: Operation, address: Address, request: Request, told: String) {
        if !self.lock(address, operation) {
            return;
        }
        task::begin(async move {
            let Some(answer) = self.send(request).await else {
                return;
            };
            self.locks.update(|locks| locks.give_back(address));
            match answer.and_then(|body| decode_address(&body)) {
                Ok(ip) => {
                    self.show_changed(&ip);
                    self.end_form(controls(None, address));
                    self.tell(told);
                }
                Err(failure) => self.fail(failure),
            }
        });
    }

    fn lock(self, address: Address, operation: Operation) -> bool {
        let free = self.locks.update(|locks| locks.take(address, operation));
        if free {
            self.draft.set(Draft::Saving);
        }
        free
    }

    fn fail(self, failure: Failure) {
        self.draft.set(Draft::Failed(failure));
    }

    fn show_changed(self, ip: &PublicIp) {
        mark(&self.0.changed, ip.address, MARKED_FOR);
        self.put(ip.clone());
    }

    /// Closes the form and puts the focus back on its opener or, once that is
    /// gone, on the first of these that is there.
    fn end_form(self, mut places: Vec<Place>) {
        self.form.set(None);
        self.draft.set(Draft::new());
        places.push(Place::Id("claim".to_owned()));
        focus::give_back(self.opener.take(), places);
    }

    /// The row below an address, or above it when it is the last.
    fn neighbour(self, address: Address) -> Option<Address> {
        self.with_view_untracked(|feed, view| {
            let (rows, columns) = (view.rows(feed), feed.columns());
            let row = columns.find(address)?;
            let at = rows.iter().position(|other| *other == row)?;
            let above = at.checked_sub(1).and_then(|above| rows.get(above));
            let next = rows.get(at + 1).or(above)?;
            Some(columns.address(*next))
        })
    }
}

/// Marks an address for a while, unless another is marked meanwhile.
fn mark(marked: &'static Value<Option<Address>>, address: Address, duration: Duration) {
    marked.set(Some(address));
    let fade = move || marked.update(|marked| *marked = marked.filter(|other| *other != address));
    set_timeout(fade, duration);
}

/// The controls of a row that can take the focus: the one of an operation
/// first, then its first action, then on a phone the button that opens them.
fn controls(first: Option<Operation>, address: Address) -> Vec<Place> {
    let operations = [Operation::Assign, Operation::Move];
    let acts = first.into_iter().chain(operations).map(Operation::verb);
    acts.chain([MORE])
        .map(|act| Place::Row {
            header: address.to_string(),
            act,
        })
        .collect()
}

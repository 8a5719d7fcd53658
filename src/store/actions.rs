//! What a person does to addresses. Each verb takes a lock, sends its request,
//! and shows what became of it: in the form, or, once that was closed, in a message.

use std::time::Duration;

use leptos::prelude::set_timeout;
use model::domain::{Address, MachineId, Operation, PublicIp};
use model::state::{Draft, Locks, Wish};
use model::wire::{Failure, Request, assign, decode_address, decode_released, release, unassign};

use super::send::Refused;
use super::{Form, Store};
use crate::browser::focus::{self, Place};
use crate::browser::{clipboard, clock, task};
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

/// Reads the answer to a change.
type Decode = fn(&str) -> Result<Option<PublicIp>, Failure>;

impl Store {
    /// Opens a form, and remembers what had the focus. A form about an address
    /// goes back to a control of that address by its id: the row that opened it
    /// may show another one by then. A claim that is under way comes first.
    pub fn open(self, form: Form) {
        if form == Form::Claim && self.locks.with_untracked(Locks::is_claiming) {
            return self.go_to_claim();
        }
        self.opener
            .replace(focus::current().filter(|_| form == Form::Claim));
        self.draft.set(Draft::new());
        self.opened.set(self.opened.get() + 1);
        self.form.set(Some(form));
    }

    /// Closes the form. A request that is under way goes on, and what becomes
    /// of it is told in a message.
    pub fn close(self) {
        let places = match self.form.get_untracked() {
            Some(Form::On(operation, ip)) => controls(Some(operation), ip.address),
            Some(Form::Claim) | None => Vec::new(),
        };
        self.end_form(places);
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

    /// Assigns an idle address to a machine, or moves an assigned one.
    pub fn assign(self, operation: Operation, ip: PublicIp, machine: MachineId) {
        let words = if operation == Operation::Move {
            "Moved "
        } else {
            "Assigned "
        };
        let told = [words, &ip.address.to_string(), " to ", machine.as_str()].concat();
        let request = assign(ip.address, &machine);
        self.change(operation, ip, request, Some(machine), told);
    }

    /// Takes an address from its machine.
    pub fn unassign(self, ip: PublicIp) {
        let from = ip.machine.as_ref().map_or("its machine", MachineId::as_str);
        let told = ["Unassigned ", &ip.address.to_string(), " from ", from].concat();
        let request = unassign(ip.address);
        self.change(Operation::Unassign, ip, request, None, told);
    }

    /// Gives an address back for ever. It stays in the list until that is certain.
    pub fn release(self, ip: PublicIp) {
        let Some(form) = self.lock(ip.address, Operation::Release) else {
            return;
        };
        task::begin(async move {
            let decode: Decode = |body| decode_released(body).map(|_| None);
            let request = release(ip.address);
            let Some(outcome) = self.carry_out(request, decode, &ip, Wish::Gone).await else {
                return;
            };
            self.locks.update(|locks| locks.give_back(ip.address));
            match outcome {
                Ok(_) => {
                    let neighbour = self.neighbour(ip.address);
                    self.census.update(|census| census.remove(&ip.region));
                    self.remove(ip.address);
                    let places = neighbour.map(|next| controls(None, next));
                    self.succeed(form, places.unwrap_or_default());
                    self.tell(["Released ", &ip.address.to_string()].concat());
                }
                Err(refused) => self.fail(form, Operation::Release, refused),
            }
        });
    }

    /// Shows the change at once, and takes it back if it was not made.
    fn change(
        self,
        operation: Operation,
        ip: PublicIp,
        request: Request,
        machine: Option<MachineId>,
        told: String,
    ) {
        let Some(form) = self.lock(ip.address, operation) else {
            return;
        };
        let expected = PublicIp {
            machine: machine.clone(),
            ..ip.clone()
        };
        self.put(expected.clone());
        task::begin(async move {
            let decode: Decode = |body| decode_address(body).map(Some);
            let wish = Wish::Machine(machine);
            let Some(outcome) = self.carry_out(request, decode, &ip, wish).await else {
                return;
            };
            self.locks.update(|locks| locks.give_back(ip.address));
            match outcome {
                Ok(now) => {
                    self.show_changed(now.as_ref().unwrap_or(&expected));
                    self.succeed(form, controls(None, ip.address));
                    self.tell(told);
                }
                Err(refused) => {
                    // What a refresh has brought meanwhile is newer than what was there before.
                    let shown = self.feed.with_untracked(|feed| feed.get(ip.address));
                    if let Some(now) = &refused.now {
                        self.put(now.clone());
                    } else if shown.as_ref() == Some(&expected) {
                        self.put(ip);
                    }
                    self.fail(form, operation, refused);
                }
            }
        });
    }

    /// Takes the lock of an address for the form that is open.
    fn lock(self, address: Address, operation: Operation) -> Option<u32> {
        let free = self.locks.update(|locks| locks.take(address, operation));
        free.then(|| self.save())
    }

    /// The form that is open waits for an answer; returns which form that is.
    pub(super) fn save(self) -> u32 {
        self.draft.set(Draft::Saving);
        self.opened.get()
    }

    /// Whether a form is still the one that is open.
    fn is_open(self, form: u32) -> bool {
        self.opened.get() == form && self.form.with_untracked(Option::is_some)
    }

    /// Closes the form of something that worked, if it is still open.
    pub(super) fn succeed(self, form: u32, places: Vec<Place>) {
        if self.is_open(form) {
            self.end_form(places);
        }
    }

    /// Says why something failed: in its form, or in a message if that was closed.
    pub(super) fn fail(self, form: u32, operation: Operation, refused: Refused) {
        let Refused {
            failure, effect, ..
        } = refused;
        if !self.is_open(form) {
            let words = failure.words_of(operation, effect);
            return self.warn_plainly(words.title, &words.sentence());
        }
        let wait = failure.retry_after();
        self.draft.set(Draft::Failed(failure, effect));
        if let Some(seconds) = wait {
            self.hold_back(form, seconds);
        }
    }

    /// Counts down before the form may be sent again, as the API asked.
    fn hold_back(self, form: u32, seconds: u32) {
        self.held_back.set(Some(seconds));
        task::begin(async move {
            for left in (0..seconds).rev() {
                clock::sleep(1_000).await;
                if !self.is_open(form) {
                    return;
                }
                self.held_back.set((left > 0).then_some(left));
            }
        });
    }

    /// Shows an address as it is after a change, and marks it.
    pub(super) fn show_changed(self, ip: &PublicIp) {
        mark(&self.0.changed, ip.address, MARKED_FOR);
        self.put(ip.clone());
    }

    /// Closes the form and puts the focus back on its opener or, once that is
    /// gone, on the first of these that is there.
    pub(super) fn end_form(self, mut places: Vec<Place>) {
        self.form.set(None);
        self.draft.set(Draft::new());
        self.held_back.set(None);
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

//! What a person does to addresses in a form, and what becomes of it: said in
//! the form or, once that was closed, in a message.

use std::time::Duration;

use leptos::prelude::set_timeout;
use model::domain::{Address, MachineId, Operation, PublicIp, Reason, capability};
use model::state::{FormState, InFlight};

use super::perform::Refused;
use super::{Form, Store};
use crate::browser::focus::{self, FocusTarget};
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

impl Store {
    /// Opens a form, and remembers what had the focus. A form about an address
    /// goes back to a control of that address by its id: the row that opened it
    /// may show another one by then. A claim that is under way comes first.
    /// While nothing may be changed no form opens, and a message says why.
    pub fn open(self, form: Form) {
        if self.refuses_changes() {
            return;
        }
        if form == Form::Claim && self.locks.with_untracked(InFlight::is_claiming) {
            return self.go_to_claim();
        }
        self.opener
            .replace(focus::current().filter(|_| form == Form::Claim));
        self.draft.set(FormState::new());
        self.claims.set(None);
        self.swapping.set(None);
        self.opened.set(self.opened.get() + 1);
        self.form.set(Some(form));
    }

    /// Opens the form of an operation on an address, or says why it cannot be taken now.
    pub fn begin(self, operation: Operation, address: Address) {
        let Some(ip) = self.feed.with_untracked(|feed| feed.get(address)) else {
            return;
        };
        match self.allows(operation, &ip) {
            Ok(()) => self.open(Form::On(operation, ip)),
            Err(reason) => self.tell_why(reason.words()),
        }
    }

    /// Whether an operation can be taken on an address now.
    ///
    /// # Errors
    /// The [`Reason`] why not.
    pub fn allows(self, operation: Operation, ip: &PublicIp) -> Result<(), Reason> {
        let busy = self
            .locks
            .with_untracked(|locks| locks.operation_on(ip.address));
        let blocked_by = leptos::prelude::untrack(|| self.blocked_by());
        let blocked_by = blocked_by.or(busy.map(Reason::Busy));
        capability::check(operation, ip.machine.is_some(), blocked_by)
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
        task::spawn(async move {
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
        self.draft.set(FormState::Editing(Some(problem)));
        focus::restore_focus(None, vec![FocusTarget::Id(field.to_owned())]);
    }

    /// Assigns an idle address to a machine, or moves an assigned one.
    pub fn assign(self, operation: Operation, ip: PublicIp, machine: MachineId) {
        self.submit(operation, ip, Some(machine));
    }

    /// Takes an address from its machine.
    pub fn unassign(self, ip: PublicIp) {
        self.submit(Operation::Unassign, ip, None);
    }

    /// Gives an address back for ever. It stays in the list until that is certain.
    pub fn release(self, ip: PublicIp) {
        self.submit(Operation::Release, ip, None);
    }

    /// Carries out what a form asks for, and says what became of it: in the
    /// form or, once that was closed, in a message.
    fn submit(self, operation: Operation, ip: PublicIp, machine: Option<MachineId>) {
        let address = ip.address;
        if self
            .locks
            .with_untracked(|it| it.operation_on(address).is_some())
        {
            return;
        }
        let form = self.save();
        let next = if operation == Operation::Release {
            self.neighbour(address)
        } else {
            Some(address)
        };
        task::spawn(async move {
            let outcome = self.perform(operation, ip.clone(), machine).await;
            let now = match outcome {
                Some(Ok(now)) => now,
                Some(Err(refused)) => return self.fail(form, operation, refused),
                None => return,
            };
            let places = next.map(|next| controls(None, next));
            self.succeed(form, places.unwrap_or_default());
            match now {
                Some(now) => self.tell_changed(operation, &ip, &now),
                None => self.tell(["Released ", &address.to_string()].concat()),
            }
        });
    }

    /// The form that is open waits for an answer; returns which form that is.
    pub(super) fn save(self) -> u32 {
        self.draft.set(FormState::Saving);
        self.opened.get()
    }

    /// Whether a form is still the one that is open.
    fn is_open(self, form: u32) -> bool {
        self.opened.get() == form && self.form.with_untracked(Option::is_some)
    }

    /// Closes the form of something that worked, if it is still open.
    pub(super) fn succeed(self, form: u32, places: Vec<FocusTarget>) {
        if self.is_open(form) {
            self.end_form(places);
        }
    }

    /// Says why something failed: in its form, or in a message if that was closed.
    pub(super) fn fail(self, form: u32, operation: Operation, refused: Refused) {
        let (title, why) = refused.words(operation);
        let Refused::Failed { failure, effect } = refused else {
            if self.is_open(form) {
                self.draft.set(FormState::new());
            }
            return self.warn_plainly(title, &why);
        };
        if !self.is_open(form) {
            return self.warn_plainly(title, &why);
        }
        let wait = failure.retry_after();
        self.draft.set(FormState::Failed(failure, effect));
        if let Some(seconds) = wait {
            self.hold_back(form, seconds);
        }
    }

    /// Counts down before the form may be sent again, as the API asked.
    fn hold_back(self, form: u32, seconds: u32) {
        self.held_back.set(Some(seconds));
        task::spawn(async move {
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
    pub(super) fn end_form(self, mut places: Vec<FocusTarget>) {
        self.form.set(None);
        self.draft.set(FormState::new());
        self.held_back.set(None);
        self.end_link();
        places.push(FocusTarget::Id("claim".to_owned()));
        focus::restore_focus(self.opener.take(), places);
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
pub(super) fn controls(first: Option<Operation>, address: Address) -> Vec<FocusTarget> {
    let operations = [Operation::Assign, Operation::Move];
    let acts = first.into_iter().chain(operations).map(Operation::verb);
    acts.chain([MORE])
        .map(|act| FocusTarget::Row {
            header: address.to_string(),
            act,
        })
        .collect()
}

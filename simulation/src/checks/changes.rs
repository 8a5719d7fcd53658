//! Changes of addresses: what is reported of them, held against the account and its history.

use std::collections::BTreeSet;

use app::dialog::{Dialog, FormState, Notice};
use app::toasts::{Toast, ToastKind};
use model::domain::{Address, MachineId, Operation, PublicIp};
use model::state::{BulkItem, Expected, ItemStatus};
use model::wire::{Effect, Failure, Method, Request, decode_page};

use super::observe::{Answered, Cause, changed_by};
use crate::record::{count, tell};
use crate::rules::{Rule, require};
use crate::tab::Tab;
use crate::world::history::Author;
use crate::world::service::Truth;

/// A change, until the panel has reported its outcome.
pub(crate) struct Change {
    operation: Operation,
    /// What is asked for. A swap unassigns one of its addresses first, and names its machine later.
    expected: Option<Expected>,
    /// The other address of a swap.
    swapped_with: Option<Address>,
    is_in_bulk: bool,
    /// The address at the API, before.
    held: Option<PublicIp>,
    /// The moment at which it was asked for.
    began: usize,
    /// Its requests.
    sent: BTreeSet<u32>,
}

impl Change {
    /// Whether this is still the claim of the address that is to be changed.
    pub(crate) fn is_of(&self, held: Option<&PublicIp>) -> bool {
        let asked = self.held.as_ref();
        held.is_none() || held.map(|ip| &ip.claimed) == asked.map(|ip| &ip.claimed)
    }
}

/// What the panel reports of a change.
#[derive(Clone, Copy, Debug)]
enum Outcome {
    Done,
    /// The team no longer has the address.
    Gone,
    Failed(Effect),
}

impl From<model::wire::Outcome> for Outcome {
    fn from(outcome: model::wire::Outcome) -> Self {
        match outcome {
            model::wire::Outcome::Gone => Self::Gone,
            model::wire::Outcome::Failed(effect) => Self::Failed(effect),
        }
    }
}

impl Tab {
    /// Follows the changes that have begun, and compares what is reported of
    /// those that are over.
    pub(crate) fn observe_changes(
        &mut self,
        truth: &mut Truth,
        sent: &[(u32, Request)],
        cause: &Cause,
        toast: Option<&Toast>,
    ) {
        let locked = self.locked();
        let changing = self.seen.changes.keys().copied();
        let over: Vec<_> = changing.filter(|it| !locked.contains(it)).collect();
        for address in over {
            let change = self.seen.changes.remove(&address).unwrap();
            self.observe_change(truth, address, &change, toast, cause.answered());
        }
        let moment = truth.moment;
        let locked_now = locked.iter().map(|address| (*address, moment));
        self.seen.knowledge.locked.extend(locked_now);
        let begun = locked.iter().copied();
        let begun: Vec<Address> = begun
            .filter(|it| !self.seen.changes.contains_key(it))
            .collect();
        for address in &begun {
            self.begin_change(truth, *address);
        }
        for (id, request) in sent {
            if let Some(change) = changed_by(request).and_then(|it| self.seen.changes.get_mut(&it))
            {
                change.sent.insert(*id);
                if matches!(change.expected, None | Some(Expected::Machine(None))) {
                    change.expected = Some(expected(request));
                }
            }
        }
        let is_move = |address: &&Address| self.seen.changes[*address].operation == Operation::Move;
        if let [one, other] = begun.iter().filter(is_move).collect::<Vec<_>>()[..] {
            // A swap locks both of its addresses, reads them, and changes one after another.
            for (address, other) in [(one, other), (other, one)] {
                let change = self.seen.changes.get_mut(address).unwrap();
                change.swapped_with = Some(*other);
            }
        }
    }

    fn begin_change(&mut self, truth: &mut Truth, address: Address) {
        truth.moment += 1;
        let in_flight = self.app().changes.in_flight();
        let is_running = |item: &BulkItem| {
            item.confirmed.address() == address && item.status == ItemStatus::Running
        };
        let bulk = self.app().bulk;
        let is_in_bulk = bulk.with(|bulk| bulk.is_some_and(|it| it.items().iter().any(is_running)));
        let is_pressed = self.seen.pressed.remove(&address)
            || self.seen.claimed_now == Some(address)
            || is_in_bulk && self.seen.confirmed_in_bulk.contains(&address);
        require!(
            Rule::PressedFirst,
            is_pressed,
            "a change of {address} began by itself"
        );
        let change = Change {
            operation: in_flight.operation_on(address).unwrap(),
            expected: None,
            swapped_with: None,
            is_in_bulk,
            held: truth.get(address).cloned(),
            began: truth.moment,
            sent: BTreeSet::new(),
        };
        self.seen.changes.insert(address, change);
    }

    fn observe_change(
        &mut self,
        truth: &mut Truth,
        address: Address,
        change: &Change,
        toast: Option<&Toast>,
        answered: Option<&Answered>,
    ) {
        let outcome = self.outcome(address, change, toast);
        tell("screen", || {
            let held = truth.get(address);
            let operation = change.operation.verb();
            format!("{operation} {address}: {outcome:?}; the account holds {held:?}")
        });
        count_change(change, outcome, toast, answered);
        if self.is_misled_since(change.began) {
            return self.seen.knowledge.doubt(address, truth.moment);
        }
        let since = answered.map_or(change.began, |it| it.as_of.min(change.began));
        match outcome {
            // Of a swap, one of its two addresses is gone.
            Outcome::Gone if let Some(other) = change.swapped_with => {
                let is_gone = |address| truth.was_since(address, since, |ip| ip.is_none());
                require!(
                    Rule::ChangesAreTrue,
                    is_gone(address) || is_gone(other),
                    "neither {address} nor {other} was ever gone"
                );
            }
            Outcome::Done | Outcome::Gone => {
                let expected = match outcome {
                    Outcome::Gone => &Expected::Released,
                    Outcome::Done | Outcome::Failed(_) => change.expected.as_ref().unwrap(),
                };
                let is_so = |ip: Option<&PublicIp>| is_as_expected(expected, ip);
                let held = truth.get(address);
                require!(
                    Rule::ChangesAreTrue,
                    truth.was_since(address, since, is_so),
                    "{address}: {expected:?} was never so; the account holds {held:?}"
                );
                self.check_done(truth, address, change, expected, answered);
            }
            Outcome::Failed(Effect::Nothing) => {
                self.check_nothing(truth, address, change);
                let is_missing =
                    |it: &Answered| matches!(&it.answer, Err(Failure::Refused { status: 404, .. }));
                let is_missing = answered.is_some_and(is_missing);
                let says = "nothing was changed, it says of what the API does not know";
                require!(Rule::ChangesAreTrue, !is_missing, "{says}: {address}");
                self.seen.changed_nothing.extend(&change.sent);
            }
            Outcome::Failed(Effect::NotSent) => {
                require!(
                    Rule::ChangesAreTrue,
                    change.sent.is_empty(),
                    "nothing was sent, it says of {address}"
                );
            }
            Outcome::Failed(Effect::NotSeen | Effect::NoMachine) => {
                let answered = answered.expect("the list was read");
                if change.swapped_with.is_some() {
                    // Another step was taken, or taken back, since the list was read; and where the
                    // API lags, it shows what was before the first of them.
                    if !self.seen.knowledge.doubtful.contains_key(&address) {
                        self.check_nothing(truth, address, change);
                    }
                    return;
                }
                let page = decode_page(answered.answer.as_ref().unwrap()).unwrap();
                let listed = page.items.into_iter().find(|ip| ip.address == address);
                let held = truth.at(address, answered.as_of);
                require!(
                    Rule::ChangesAreTrue,
                    held == listed.as_ref(),
                    "not changed, says the list: {listed:?}; held: {held:?}"
                );
            }
            Outcome::Failed(Effect::Unknown) => {
                self.seen.knowledge.doubt(address, truth.moment);
                let told = toast.filter(|toast| toast.kind == ToastKind::Error);
                let told = told.map(|toast| (toast.id, toast.title.clone()));
                self.seen.unknown.extend(told);
            }
        }
    }

    /// What is reported as done is still so, unless others have changed it since.
    fn check_done(
        &self,
        truth: &Truth,
        address: Address,
        change: &Change,
        expected: &Expected,
        answered: Option<&Answered>,
    ) {
        // That an address is gone may have been read from several pages, and a swap takes several steps.
        let is_of_one_answer = *expected != Expected::Released && change.swapped_with.is_none();
        let since = match answered {
            Some(answered) if answered.as_of < answered.read => return,
            Some(answered) if is_of_one_answer => answered.read,
            Some(_) | None => change.began,
        };
        if !self.seen.knowledge.is_ours_since(address, since) {
            return;
        }
        let claimed = self.seen.knowledge.claims.get(&address);
        let is_claimed_again = claimed.is_some_and(|(_, at)| *at > change.began);
        let held = truth.get(address);
        require!(
            Rule::ChangesAreTrue,
            is_as_expected(expected, held) || *expected == Expected::Released && is_claimed_again,
            "{address}: {expected:?}; the account holds {held:?}"
        );
    }

    /// Nothing was changed by a change of which that is reported.
    fn check_nothing(&self, truth: &Truth, address: Address, change: &Change) {
        let held = truth.get(address);
        if self.seen.knowledge.is_ours_since(address, change.began) {
            require!(
                Rule::ChangesAreTrue,
                held == change.held.as_ref(),
                "nothing was changed, it says: {:?}; held: {held:?}",
                change.held
            );
        }
        let is_own = |author| matches!(author, Author::Request(id) if change.sent.contains(&id));
        let mut events = truth.history.of(address).iter();
        require!(
            Rule::ChangesAreTrue,
            change.swapped_with.is_some() || !events.any(|event| is_own(event.author)),
            "nothing was changed, it says of {address}; held: {held:?}"
        );
    }

    /// What the bulk operation, the form or, once that is closed, a toast reports.
    fn outcome(&self, address: Address, change: &Change, toast: Option<&Toast>) -> Outcome {
        let app = self.app();
        if change.is_in_bulk {
            return app.bulk.with(|bulk| {
                let mut items = bulk.unwrap().items().iter();
                let item = items.find(|it| it.confirmed.address() == address).unwrap();
                match &item.status {
                    ItemStatus::Done => Outcome::Done,
                    ItemStatus::Failed(outcome, _) => (*outcome).into(),
                    // It was refused for the moment, and comes again.
                    ItemStatus::Waiting | ItemStatus::NotStarted => {
                        Outcome::Failed(Effect::Nothing)
                    }
                    ItemStatus::Running | ItemStatus::Skipped(_) => {
                        panic!("{:?}: {item:?}", Rule::OneOutcome)
                    }
                }
            });
        }
        if let Some(Dialog::Change {
            about,
            form,
            notice,
            ..
        }) = app.dialog.get()
            && [Some(address), change.swapped_with].contains(&Some(about.address()))
        {
            if let FormState::Failed(_, effect) = form.state {
                return Outcome::Failed(effect);
            }
            if let Some(Notice::Differs {
                is_refusal: true, ..
            }) = notice
            {
                return Outcome::Failed(Effect::NotSent);
            }
        }
        require!(
            Rule::OneOutcome,
            toast.is_some(),
            "no outcome of {} {address} is shown",
            change.operation.verb()
        );
        let toast = toast.unwrap();
        match (toast.kind, toast.outcome) {
            (_, Some(outcome)) => outcome.into(),
            (ToastKind::Success, None) => {
                let is_named = toast.title.contains(&address.to_string());
                require!(Rule::OneOutcome, is_named, "{address}: {toast:?}");
                Outcome::Done
            }
            (ToastKind::Error | ToastKind::Reason, None) => {
                panic!("{:?}: {address}: {toast:?}", Rule::OneOutcome)
            }
        }
    }
}

fn count_change(
    change: &Change,
    outcome: Outcome,
    toast: Option<&Toast>,
    answered: Option<&Answered>,
) {
    let title = toast.map_or("", |toast| &toast.title);
    for (begin, name) in [("Undone", "undone"), ("Couldn't undo", "not undone")] {
        if title.starts_with(begin) {
            count(name);
        }
    }
    if title.contains(" and assigned it to ") {
        count("claimed and assigned");
    }
    let is_done = matches!(outcome, Outcome::Done);
    if change.is_in_bulk {
        count(if is_done {
            "done in bulk"
        } else {
            "failed in bulk"
        });
    }
    let is_swap = change.swapped_with.is_some();
    count(match outcome {
        Outcome::Done if is_swap => "swapped",
        Outcome::Failed(Effect::Nothing | Effect::NotSent) if is_swap => "not swapped",
        Outcome::Failed(_) | Outcome::Gone if is_swap => "swap taken back or left halfway",
        Outcome::Done => "done",
        Outcome::Gone => "gone already",
        Outcome::Failed(Effect::Nothing) => "nothing changed",
        Outcome::Failed(Effect::NotSent) => "not sent",
        Outcome::Failed(Effect::NotSeen | Effect::NoMachine) => "not seen",
        Outcome::Failed(Effect::Unknown) => "unknown",
    });
    if answered.is_some_and(|it| it.request.method == Method::Get) && is_done && !is_swap {
        count("confirmed by the list");
    }
}

fn is_as_expected(expected: &Expected, ip: Option<&PublicIp>) -> bool {
    match expected {
        Expected::Released => ip.is_none(),
        Expected::Machine(machine) => ip.is_some_and(|ip| ip.has_machine(machine.as_ref())),
    }
}

/// The address once a request is carried out.
fn expected(request: &Request) -> Expected {
    match &request.body {
        None => Expected::Released,
        Some(body) => {
            let machine = body.strip_prefix("{\"machineId\":").unwrap();
            let machine = machine.strip_suffix('}').unwrap().trim_matches('"');
            let is_none = machine == "null";
            Expected::Machine((!is_none).then(|| MachineId::parse(machine).unwrap()))
        }
    }
}

//! Changes of addresses: what is reported of them, held against the account.

use app::dialog::{Dialog, FormState};
use app::toasts::{Toast, ToastKind};
use model::domain::{Address, MachineId, Operation, PublicIp};
use model::state::{Expected, ItemStatus};
use model::wire::{Effect, Failure, Method, Request, decode_page};

use crate::observe::{Answered, Cause, changed_by};
use crate::run::Run;

/// A change, until the panel has reported its outcome.
pub(crate) struct Change {
    operation: Operation,
    /// What is asked for. A swap unassigns one of its addresses first, and names its machine later.
    expected: Option<Expected>,
    /// The other address of a swap.
    swapped_with: Option<Address>,
    is_in_bulk: bool,
    /// The address at the service, before.
    held: Option<PublicIp>,
    /// The moment at which it was asked for.
    began: usize,
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
    Failed(Effect),
}

impl Run {
    /// Follows the changes that have begun, and compares what is reported of
    /// those that are over.
    pub(crate) fn observe_changes(
        &mut self,
        sent: &[Request],
        cause: &Cause,
        toast: Option<&Toast>,
    ) {
        let locked = self.locked();
        let changing = self.changes.keys().copied();
        let over: Vec<_> = changing.filter(|it| !locked.contains(it)).collect();
        for address in over {
            let change = self.changes.remove(&address).unwrap();
            let Cause::Answer(answered) = cause else {
                panic!("the change of {address} was not answered");
            };
            self.observe_change(address, &change, toast, answered);
        }
        let moment = self.truth.moment;
        let locked_now = locked.iter().map(|address| (*address, moment));
        self.truth.locked.extend(locked_now);
        let begun = locked.iter().copied();
        let begun: Vec<Address> = begun.filter(|it| !self.changes.contains_key(it)).collect();
        for address in &begun {
            self.begin_change(*address);
        }
        for request in sent {
            if let Some(change) = changed_by(request).and_then(|it| self.changes.get_mut(&it))
                && matches!(change.expected, None | Some(Expected::Machine(None)))
            {
                change.expected = Some(expected(request));
            }
        }
        let is_waiting = |address: &&Address| self.changes[*address].expected.is_none();
        if let Some(other) = begun.iter().find(is_waiting) {
            // A swap locks both of its addresses, and changes one after another.
            let [one] = begun.iter().filter(|it| *it != other).collect::<Vec<_>>()[..] else {
                panic!("nothing was sent for {other}");
            };
            for (address, other) in [(one, other), (other, one)] {
                self.changes.get_mut(address).unwrap().swapped_with = Some(*other);
            }
        }
    }

    fn begin_change(&mut self, address: Address) {
        self.truth.moment += 1;
        let in_flight = self.world.app.changes.in_flight();
        let is_running = |(ip, status): &(PublicIp, ItemStatus)| {
            ip.address == address && *status == ItemStatus::Running
        };
        let bulk = self.world.app.bulk;
        let is_in_bulk = bulk.with(|bulk| bulk.is_some_and(|it| it.items().iter().any(is_running)));
        let change = Change {
            operation: in_flight.operation_on(address).unwrap(),
            expected: None,
            swapped_with: None,
            is_in_bulk,
            held: self.truth.get(address).cloned(),
            began: self.truth.moment,
        };
        self.changes.insert(address, change);
    }

    fn observe_change(
        &mut self,
        address: Address,
        change: &Change,
        toast: Option<&Toast>,
        answered: &Answered,
    ) {
        let outcome = self.outcome(address, change, toast);
        self.count_change(change, outcome, toast, answered);
        let held = self.truth.get(address).cloned();
        match outcome {
            Outcome::Done => {
                let expected = change.expected.as_ref().unwrap();
                // That an address is gone may have been read from several pages, and a swap takes several steps.
                let is_of_one_answer =
                    *expected != Expected::Released && change.swapped_with.is_none();
                let since = if is_of_one_answer {
                    answered.read
                } else {
                    change.began
                };
                if !self.truth.is_ours_since(address, since) {
                    return;
                }
                match expected {
                    Expected::Machine(machine) => {
                        assert_eq!(&held.unwrap().machine, machine, "changed");
                    }
                    Expected::Released => {
                        let claimed = self.truth.claims.get(&address);
                        let is_claimed_again = claimed.is_some_and(|(_, at)| *at > change.began);
                        assert!(held.is_none() || is_claimed_again, "released: {held:?}");
                    }
                }
            }
            Outcome::Failed(Effect::Nothing) => {
                if self.truth.is_ours_since(address, change.began) {
                    assert_eq!(held, change.held, "nothing was changed");
                }
            }
            Outcome::Failed(Effect::NotSeen) => {
                let page = decode_page(answered.answer.as_ref().unwrap()).unwrap();
                let listed = page.items.into_iter().find(|ip| ip.address == address);
                if self.truth.is_ours_since(address, answered.read) {
                    assert_eq!(held, listed, "not changed, says the list");
                }
            }
            Outcome::Failed(Effect::Unknown) => self.truth.doubt(address),
        }
    }

    /// What the bulk operation, the form or, once that is closed, a toast reports.
    fn outcome(&self, address: Address, change: &Change, toast: Option<&Toast>) -> Outcome {
        let app = self.world.app;
        let says = |words: &str| {
            let effects = [Effect::Nothing, Effect::NotSeen, Effect::Unknown];
            effects.into_iter().find(|effect| {
                let said = Failure::Cancelled.words_with_effect(change.operation, *effect);
                words.contains(said.changed)
            })
        };
        if change.is_in_bulk {
            return app.bulk.with(|bulk| {
                let mut items = bulk.unwrap().items().iter();
                let (_, status) = items.find(|(ip, _)| ip.address == address).unwrap();
                match status {
                    ItemStatus::Done => Outcome::Done,
                    ItemStatus::Failed(words) => Outcome::Failed(says(words).expect(words)),
                    // It was refused for the moment, and comes again.
                    ItemStatus::Waiting | ItemStatus::NotStarted => {
                        Outcome::Failed(Effect::Nothing)
                    }
                    ItemStatus::Running | ItemStatus::Skipped(_) => panic!("{status:?}"),
                }
            });
        }
        if let Some(Dialog::Change { ip, form, .. }) = app.dialog.get()
            && [Some(address), change.swapped_with].contains(&Some(ip.address))
            && let FormState::Failed(_, effect) = form.state
        {
            return Outcome::Failed(effect);
        }
        let toast = toast.expect("the outcome is reported");
        let details = toast.details.as_deref().unwrap_or_default();
        match (toast.kind, says(details)) {
            (ToastKind::Success, _) => {
                assert!(toast.title.contains(&address.to_string()), "{toast:?}");
                Outcome::Done
            }
            (ToastKind::Error, Some(effect)) => Outcome::Failed(effect),
            (ToastKind::Error, None) if change.swapped_with.is_some() => {
                Outcome::Failed(Effect::Unknown)
            }
            _ => panic!("{toast:?}"),
        }
    }

    fn count_change(
        &mut self,
        change: &Change,
        outcome: Outcome,
        toast: Option<&Toast>,
        answered: &Answered,
    ) {
        let is_done = matches!(outcome, Outcome::Done);
        let counts = &mut self.coverage;
        let title = toast.map_or("", |toast| &toast.title);
        counts.undone += usize::from(title.starts_with("Undone"));
        counts.not_undone += usize::from(title.starts_with("Not undone"));
        counts.claimed_and_assigned += usize::from(title.contains(" and assigned it to "));
        if change.is_in_bulk {
            counts.done_in_bulk += usize::from(is_done);
            counts.failed_in_bulk += usize::from(!is_done);
        }
        if change.swapped_with.is_some() {
            match outcome {
                Outcome::Done => counts.swapped += 1,
                Outcome::Failed(Effect::Nothing) => counts.not_swapped += 1,
                Outcome::Failed(_) => counts.swapped_halfway += 1,
            }
            return;
        }
        match outcome {
            Outcome::Done => {
                counts.done += 1;
                counts.confirmed += usize::from(answered.request.method == Method::Get);
                counts.gone_already += usize::from(answered.answer.is_err());
            }
            Outcome::Failed(Effect::Nothing) => counts.nothing += 1,
            Outcome::Failed(Effect::NotSeen) => counts.not_seen += 1,
            Outcome::Failed(Effect::Unknown) => counts.unknown += 1,
        }
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

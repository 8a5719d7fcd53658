//! Reads addresses again, right before they are changed, and marks in the open
//! form what has changed since its user saw it.

use model::domain::{Address, Operation, PublicIp, Timestamp};
use model::state::{Confirmed, Difference, Recheck, RecheckOutcome};
use model::wire::{Effect, Failure, ListQuery, Rechecked};
use reactive_graph::graph::untrack;

use super::{ChangeError, ChangeSlice};
use crate::dialog::{Dialog, DialogId, Notice};
use crate::list::Watch;
use crate::task::follow;

/// That an address was read, and is as confirmed.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) rechecked: Rechecked,
    /// When it arrived.
    pub(super) at: Timestamp,
    /// To be asked right before the change is sent.
    pub(super) watch: Watch,
}

/// The proof that an address is as confirmed, or why nothing is sent. `None`
/// when the session has ended meanwhile.
pub(super) type Checked = Option<Result<Rechecked, ChangeError>>;

impl ChangeSlice {
    /// Reads addresses again, and shows those that have changed as they are now. `None` when the
    /// session has ended meanwhile.
    ///
    /// Boxed, so that its code is there once and not in everything that awaits it.
    pub(super) async fn recheck(
        &'static self,
        confirmed: Vec<Confirmed>,
    ) -> Option<Vec<(Address, Result<Proof, ChangeError>)>> {
        if self.permissions.is_read_only() {
            // Another tab may have switched it on since the form was opened.
            let refused = || Err(ChangeError::failed(Failure::ReadOnly, Effect::Nothing));
            return Some(
                confirmed
                    .iter()
                    .map(|it| (it.address(), refused()))
                    .collect(),
            );
        }
        let watches: Vec<Watch> = confirmed
            .iter()
            .map(|it| self.list.watch(it.clone()))
            .collect();
        let mut check = self.list.with(|list| {
            let rows = confirmed.into_iter();
            Recheck::new(rows.map(|it| {
                let place = list.place(it.address());
                (it, place)
            }))
        });
        while let Some(request) = check.next_read() {
            let answer = self.requests.send(request, None).await?;
            let now = self.ports.clock.now();
            check.receive(self.list.read_page(answer, check.began()), now);
        }
        let began = check.began();
        let outcomes = check.outcomes().zip(watches);
        let outcomes = outcomes.map(|((confirmed, outcome), watch)| {
            let checked = match outcome {
                RecheckOutcome::Unchanged(rechecked, at) => match watch.difference() {
                    Some(difference) => Err(ChangeError::Differs(difference, Effect::NotSent)),
                    None => Ok(Proof {
                        rechecked,
                        at,
                        watch,
                    }),
                },
                RecheckOutcome::Differs(difference) => {
                    if let Some(now) = difference.now() {
                        self.list.put_read(now, began);
                    }
                    Err(ChangeError::Differs(difference, Effect::NotSent))
                }
                RecheckOutcome::Failed(failure) => {
                    Err(ChangeError::failed(failure, Effect::NotSent))
                }
            };
            (confirmed.address(), checked)
        });
        Some(outcomes.collect())
    }

    /// Reads one address again.
    pub(super) async fn recheck_one(&'static self, confirmed: Confirmed) -> Checked {
        let checked = self.recheck(vec![confirmed]).await?;
        let (_, checked) = checked.into_iter().next()?;
        Some(checked.map(|proof| proof.rechecked))
    }

    /// How an address differs by now from what was confirmed, as far as the list
    /// knows.
    pub(super) fn known_difference(&self, confirmed: &Confirmed) -> Option<Difference> {
        let ip = confirmed.ip();
        let of_region = ListQuery {
            region: Some(ip.region.clone()),
            ..ListQuery::default()
        };
        self.list.with(|list| match list.get(ip.address) {
            Some(now) => confirmed.difference(&now),
            None => (list.covers(&of_region)).then_some(Difference::NotFound(ip.address)),
        })
    }

    /// Follows the list while a form is open, and shows in the form how its address
    /// has changed. Changes made by this page are reported elsewhere.
    pub(crate) fn start(&'static self) {
        follow(move || {
            let Some((form, operation, about, told)) = self.open_form() else {
                return;
            };
            if self.operation_on(about.address()).is_some() {
                return;
            }
            if let Some(difference) = self.known_difference(&about)
                && told.as_ref() != Some(&difference)
            {
                untrack(|| self.dialog.mark(form, &difference, false));
            }
            if matches!(operation, Operation::Assign | Operation::Move) {
                self.follow_partner(form, about.address(), told.as_ref());
            }
        });
    }

    /// The open form of an address that waits for its user: its operation, what
    /// it is about, and which difference it tells.
    fn open_form(&self) -> Option<(Option<DialogId>, Operation, Confirmed, Option<Difference>)> {
        self.dialog.with(|dialog| match dialog {
            Some(Dialog::Change {
                operation,
                about,
                notice,
                form,
                ..
            }) if !form.state.is_saving() => {
                let told = match notice {
                    Some(Notice::Differs { difference, .. }) => Some(difference.clone()),
                    Some(Notice::CutOff { .. }) | None => None,
                };
                Some((self.dialog.id(), *operation, about.clone(), told))
            }
            _ => None,
        })
    }

    /// The notice of the open form, in words.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        self.dialog.with(|dialog| match dialog {
            Some(Dialog::Change { notice, .. }) => Some(self.describe_notice(notice.as_ref()?)),
            _ => None,
        })
    }

    pub(super) fn describe_notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::Differs {
                difference,
                is_refusal,
            } => {
                let end = if *is_refusal {
                    " Nothing was sent."
                } else {
                    ""
                };
                format!("{}{end}", self.describe_difference(difference))
            }
            Notice::CutOff {
                machine,
                address,
                seconds,
            } => {
                let name = self.machines.name_of(machine);
                format!("{name} couldn't be reached at {address} for {seconds} s.")
            }
        }
    }

    /// What an address has become, in words beside its name.
    pub(super) fn describe_briefly(&self, difference: &Difference) -> String {
        let machine = |now: &PublicIp| match &now.machine {
            None => "idle".to_owned(),
            Some(machine) => format!("assigned to {}", self.machines.name_of_assignee(machine)),
        };
        match difference {
            Difference::Changed(now) => format!("Now {}, changed elsewhere", machine(now)),
            Difference::ClaimedAgain(now) => {
                format!("Released and claimed again elsewhere, now {}", machine(now))
            }
            Difference::NotFound(_) => "Not found in the list".to_owned(),
        }
    }

    /// What an address has become, in words.
    pub(super) fn describe_difference(&self, difference: &Difference) -> String {
        match difference {
            Difference::Changed(PublicIp {
                address,
                machine: None,
                ..
            }) => format!("{address} is now idle, changed elsewhere."),
            Difference::Changed(PublicIp {
                address,
                machine: Some(machine),
                ..
            }) => {
                let name = self.machines.name_of_assignee(machine);
                format!("{address} is now assigned to {name}, changed elsewhere.")
            }
            Difference::ClaimedAgain(now) => format!(
                "{} was released and claimed again elsewhere: {}.",
                now.address,
                self.describe(now)
            ),
            Difference::NotFound(address) => format!(
                "{address} wasn't found in the list. It may have been released elsewhere: refresh the list to see."
            ),
        }
    }
}

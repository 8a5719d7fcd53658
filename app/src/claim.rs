//! Claims, one after another. A claim is sent once; if its answer is lost, the
//! list tells what became of it (`claim/lost_claim.rs`).

mod lost_claim;

use std::cell::RefCell;

use model::domain::{MachineId, Operation, PublicIp, Region};
use model::state::{ClaimBatch, LostClaim, SentClaim, Ticket, Undo};
use model::wire::{Effect, Failure, claim, decode_address};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set};

use crate::changes::machine_field::MachineField;
use crate::changes::{ChangeError, ChangeSlice};
use crate::dialog::{Dialog, DialogId, DialogSlice, Field, FieldError, row_buttons};
use crate::foundation::Foundation;
use crate::list::ListSlice;
use crate::machines::MachinesSlice;
use crate::permissions::PermissionsSlice;
use crate::ports::{FocusTarget, Ports};
use crate::preferences::PreferencesSlice;
use crate::requests::RequestsSlice;
use crate::session::SessionSlice;
use crate::task::spawn;
use crate::toasts::ToastsSlice;
pub use lost_claim::{CLAIM_CHECK, CheckProgress, ClaimCheck};

/// Why a claim brought no address, and what looks for it if the answer was lost.
type NotClaimed = (Failure, LostClaim);

/// Claims of new addresses.
pub struct ClaimSlice {
    ports: &'static Ports,
    toasts: &'static ToastsSlice,
    preferences: &'static PreferencesSlice,
    permissions: &'static PermissionsSlice,
    session: &'static SessionSlice,
    requests: &'static RequestsSlice,
    machines: &'static MachinesSlice,
    list: &'static ListSlice,
    dialog: &'static DialogSlice,
    changes: &'static ChangeSlice,
    check: RwSignal<Option<ClaimCheck>, LocalStorage>,
    /// A lost claim whose check is over and not dismissed.
    lost: RefCell<Option<LostClaim>>,
}

impl ClaimSlice {
    pub(crate) fn new(
        foundation: Foundation,
        list: &'static ListSlice,
        dialog: &'static DialogSlice,
        changes: &'static ChangeSlice,
    ) -> Self {
        Self {
            ports: foundation.ports,
            toasts: foundation.toasts,
            preferences: foundation.preferences,
            permissions: foundation.permissions,
            session: foundation.session,
            requests: foundation.requests,
            machines: foundation.machines,
            list,
            dialog,
            changes,
            check: RwSignal::new_local(None),
            lost: RefCell::new(None),
        }
    }

    pub(crate) fn reset(&self) {
        self.check.set(None);
        self.lost.replace(None);
    }

    /// The check of a claim whose answer was lost, until it is dismissed.
    #[must_use]
    pub fn check(&self) -> Option<ClaimCheck> {
        self.check.get()
    }

    /// Opens the form. A claim that is under way comes first.
    pub fn open(&'static self) {
        if self.permissions.refuses_changes() {
            return;
        }
        if self.changes.is_claiming() {
            self.show_claim_under_way();
        } else {
            self.dialog.open(Dialog::claim());
        }
    }

    /// Submits the form: claims addresses in a region or, with a machine, one
    /// that is assigned to it.
    ///
    /// # Errors
    /// [`Field::Machine`], when the text cannot be an id.
    pub fn submit(
        &'static self,
        region: Region,
        count: u8,
        machine: MachineField,
    ) -> Result<(), FieldError> {
        if self.dialog.form().is_none_or(|form| form.is_blocked()) {
            return Ok(());
        }
        let (count, machine) = if machine.is_empty() {
            (count, None)
        } else {
            let id = machine.id().map_err(|problem| FieldError {
                field: Field::Machine,
                message: problem.words(),
            })?;
            (1, Some(id))
        };
        if self.changes.begin_claim() {
            let form = self.dialog.submit();
            self.claim(form, region, ClaimBatch::new(count), machine);
        }
        Ok(())
    }

    /// Estimates what a number of addresses costs a month, in words.
    #[must_use]
    pub fn cost_of(&self, count: usize) -> String {
        let cost = self.preferences.price.get().times(count);
        format!("About {cost} a month, an estimate.")
    }

    /// Claims addresses one after another, and assigns one alone to a machine.
    /// It stops at the first claim that fails or whose answer is lost: none is
    /// ever sent twice. The caller has the lock of claiming.
    fn claim(
        &'static self,
        form: Option<DialogId>,
        region: Region,
        mut batch: ClaimBatch,
        machine: Option<MachineId>,
    ) {
        self.check.set(None);
        spawn(async move {
            while batch.needs_more() {
                self.dialog.show_batch(form, &batch);
                let Some(claimed) = self.claim_one(&region).await else {
                    return;
                };
                match claimed {
                    Ok(ip) if !batch.is_multiple() => {
                        return self.claimed_one(form, ip, machine).await;
                    }
                    Ok(ip) => batch.add(ip.address),
                    Err(not_claimed) => return self.stop(form, &batch, machine, not_claimed),
                }
            }
            self.settle();
            self.dialog.succeed(form, Vec::new());
            let cost = self.cost_of(batch.claimed().len());
            self.toasts.success(format!("{} {cost}", batch.words()));
        });
    }

    /// Sends one claim. `None` when the session has ended.
    async fn claim_one(&'static self, region: &Region) -> Option<Result<PublicIp, NotClaimed>> {
        let now = self.ports.clock.now();
        let sent = self
            .list
            .with(|list| SentClaim::new(region.clone(), now, list));
        self.store_marker(&sent);
        let lost = LostClaim::new(sent);
        let answer = self.requests.send(claim(region), None).await?;
        Some(match answer.and_then(|body| decode_address(&body)) {
            Ok(ip) => {
                self.remove_marker();
                self.show_claimed(&ip, lost.began());
                Ok(ip)
            }
            Err(failure) => Err((failure, lost)),
        })
    }

    /// Reports the claim of one address, or goes on to its machine.
    async fn claimed_one(
        &'static self,
        form: Option<DialogId>,
        ip: PublicIp,
        machine: Option<MachineId>,
    ) {
        self.settle();
        let address = ip.address;
        let Some(machine) = machine else {
            self.dialog.succeed(form, Vec::new());
            let region = ip.region.name();
            return self
                .toasts
                .success(format!("Claimed {address} in {region}"));
        };
        let Some(outcome) = self
            .changes
            .change(Operation::Assign, ip, Some(machine))
            .await
        else {
            return;
        };
        let details = match outcome {
            Ok(Some(now)) => match &now.machine {
                Some(machine) => {
                    self.dialog.succeed(form, row_buttons(None, address));
                    let name = self.machines.name_of(machine);
                    let title = format!("Claimed {address} and assigned it to {name}");
                    return match Undo::claim(&now) {
                        Some(undo) => self.changes.offer_undo(
                            format!("{title}. Undo unassigns it; it stays claimed."),
                            undo,
                        ),
                        None => self.toasts.success(title),
                    };
                }
                None => self.changes.describe_answer(&now),
            },
            Ok(None) => return,
            Err(error) => error.message(Operation::Assign).1,
        };
        self.dialog.forget_opener();
        let targets = row_buttons(Some(Operation::Assign), address);
        self.dialog.succeed(form, targets);
        let title = format!("Claimed {address}, but it was not assigned");
        self.toasts.error(title, details);
    }

    /// Reports what was claimed before a claim failed, or goes on to look for
    /// one whose answer was lost.
    fn stop(
        &'static self,
        form: Option<DialogId>,
        batch: &ClaimBatch,
        machine: Option<MachineId>,
        (failure, lost): NotClaimed,
    ) {
        let title = "Not everything was claimed";
        let before = batch.words();
        if failure.may_have_succeeded() {
            self.dialog.forget_opener();
            self.dialog
                .succeed(form, vec![FocusTarget::Id(CLAIM_CHECK)]);
            self.look_for(lost);
            if let Some(machine) = machine {
                let name = self.machines.name_of(&machine);
                let details = format!(
                    "The answer to the claim was lost, so nothing was assigned. Once the address is found, assign it to {name}."
                );
                self.toasts.error(title, details);
            } else if batch.is_multiple() {
                let details = format!(
                    "{before} The answer to a claim was lost, so no more of them are sent."
                );
                self.toasts.error(title, details.trim());
            }
            return;
        }
        self.settle();
        if before.is_empty() {
            let effect = Effect::Nothing;
            let error = ChangeError::Failed { failure, effect };
            return self.changes.report_error(form, Operation::Claim, &error);
        }
        self.dialog.succeed(form, Vec::new());
        let words = failure.words_with_effect(Operation::Claim, Effect::Nothing);
        self.toasts.error(title, format!("{before} {}", words.what));
    }

    /// Shows a claimed address, unless a refresh has brought it by now: then
    /// more may have been done to it.
    fn show_claimed(&'static self, ip: &PublicIp, began: Ticket) {
        if self.should_add(ip, began) {
            self.list.put_claimed(ip.clone());
        } else if self.list.get(ip.address).is_some() {
            self.list.count_claimed(ip);
        }
    }
}

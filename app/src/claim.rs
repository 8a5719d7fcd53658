//! Claims, one after another. Before each the newest addresses are read
//! (`claim/baseline.rs`). A claim is sent once; if its answer is lost, the list tells
//! what became of it (`claim/lost_claim.rs`).

mod baseline;
mod lost_claim;

use std::cell::{Cell, RefCell};

use model::domain::{MachineId, Operation, PublicIp, Region};
use model::state::{ClaimBatch, LostClaim, SentClaim, Ticket, Undo};
use model::wire::{Effect, Failure, Rechecked, claim, decode_address};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, Set, With};

use crate::cancel::Cancel;
use crate::changes::machine_field::MachineField;
use crate::changes::{ChangeError, ChangeSlice};
use crate::dialog::{Dialog, DialogId, DialogSlice, FieldError, row_buttons};
use crate::foundation::Foundation;
use crate::list::ListSlice;
use crate::machines::MachinesSlice;
use crate::open_work::{OpenWorkSlice, WorkId};
use crate::permissions::PermissionsSlice;
use crate::ports::{FocusTarget, Ports};
use crate::preferences::PreferencesSlice;
use crate::requests::RequestsSlice;
use crate::session::SessionSlice;
use crate::task::spawn;
use crate::toasts::{Toast, ToastsSlice};
use baseline::AnsweredClaim;
pub use lost_claim::{CLAIM_CHECK, CheckProgress, ClaimCheck};

/// Claims that were submitted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRun {
    /// The region claimed in.
    pub region: Region,
    /// The machine that the address goes to.
    pub machine: Option<MachineId>,
    /// How far they are.
    pub batch: ClaimBatch,
}

/// Why a claim brought no address.
enum NotClaimed {
    /// It was refused, or not sent.
    Refused(Failure),
    /// The answer was lost; this looks for the address.
    Lost(LostClaim),
}

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
    open_work: &'static OpenWorkSlice,
    /// The claim as the tab keeps it, from before it is sent until it is settled.
    kept: Cell<Option<WorkId>>,
    /// The claims that are under way.
    run: RwSignal<Option<ClaimRun>, LocalStorage>,
    /// The form that they are shown in, until it is closed.
    form: Cell<Option<DialogId>>,
    check: RwSignal<Option<ClaimCheck>, LocalStorage>,
    /// A lost claim whose check is over and not dismissed.
    lost: RefCell<Option<LostClaim>>,
    /// The last claim that was answered, until the list is read after it.
    answered: RefCell<Option<AnsweredClaim>>,
    /// Cancelled when another claim begins, which reads the list itself.
    surplus_look: RefCell<Cancel>,
}

impl ClaimSlice {
    pub(crate) fn new(
        foundation: Foundation,
        open_work: &'static OpenWorkSlice,
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
            open_work,
            kept: Cell::new(None),
            run: RwSignal::new_local(None),
            form: Cell::new(None),
            check: RwSignal::new_local(None),
            lost: RefCell::new(None),
            answered: RefCell::new(None),
            surplus_look: RefCell::default(),
        }
    }

    pub(crate) fn reset(&self) {
        self.kept.set(None);
        self.run.set(None);
        self.check.set(None);
        self.lost.replace(None);
        self.answered.replace(None);
    }

    /// The check of a claim whose answer was lost, until it is dismissed.
    #[must_use]
    pub fn check(&self) -> Option<ClaimCheck> {
        self.check.get()
    }

    /// The claims that are under way.
    #[must_use]
    pub fn run(&self) -> Option<ClaimRun> {
        self.run.get()
    }

    /// Progress in words while claims are under way without their form.
    #[must_use]
    pub fn background(&self) -> Option<String> {
        let is_shown = |open: Option<&Dialog>| matches!(open, Some(Dialog::Claim { .. }));
        let words = self.run.with(|run| Some(run.as_ref()?.batch.progress()))?;
        (!self.dialog.with(is_shown)).then_some(words)
    }

    /// Opens the form of the claims that are under way again.
    pub fn show_progress(&self) {
        self.dialog.open(Dialog::claim());
        self.form.set(self.dialog.submit());
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
    /// that is assigned to it. A text that means no machine of the team claims
    /// nothing: the form asks about it ([`MachineField::question`]).
    ///
    /// # Errors
    /// [`Field::Machine`](crate::dialog::Field::Machine), when the text cannot be an id, or means
    /// several machines.
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
            let id = machine.id()?;
            if machine.asks_about(&id) {
                return Ok(());
            }
            (1, Some(id))
        };
        if self.changes.begin_claim() {
            self.form.set(self.dialog.submit());
            self.claim(region, ClaimBatch::new(count), machine);
        }
        Ok(())
    }

    /// Estimates what a number of addresses costs a month, in words.
    #[must_use]
    pub fn cost_of(&self, count: usize) -> String {
        let cost = self.preferences.price.get().times(count);
        format!("About {cost} a month (estimate).")
    }

    /// Claims addresses one after another, and assigns one alone to a machine.
    /// It stops at the first claim that fails or whose answer is lost: none is
    /// ever sent twice. The caller has the lock of claiming.
    fn claim(&'static self, region: Region, mut batch: ClaimBatch, machine: Option<MachineId>) {
        self.check.set(None);
        self.surplus_look.take().cancel();
        spawn(async move {
            while batch.needs_more() {
                self.run.set(Some(ClaimRun {
                    region: region.clone(),
                    machine: machine.clone(),
                    batch: batch.clone(),
                }));
                let Some(claimed) = self.claim_one(&region, &batch).await else {
                    return;
                };
                match claimed {
                    Ok(ip) if !batch.is_multiple() => {
                        return self.claimed_one(ip, machine).await;
                    }
                    Ok(ip) => batch.add(ip.address),
                    Err(not_claimed) => return self.stop(&batch, machine, not_claimed),
                }
            }
            self.finish();
            self.look_for_surplus();
            self.dialog.succeed(self.form.get(), Vec::new());
            let cost = self.cost_of(batch.claimed().len());
            self.toasts.success(format!("{} {cost}", batch.words()));
        });
    }

    /// Reads the list, then sends one claim. `None` when the session has ended.
    async fn claim_one(
        &'static self,
        region: &Region,
        batch: &ClaimBatch,
    ) -> Option<Result<PublicIp, NotClaimed>> {
        if self.permissions.is_read_only() {
            return Some(Err(NotClaimed::Refused(Failure::ReadOnly)));
        }
        let baseline = match self.read_baseline(&self.session.token()).await? {
            Ok(baseline) => baseline,
            Err(failure) => {
                let failure = Failure::NoBaseline(Box::new(failure));
                return Some(Err(NotClaimed::Refused(failure)));
            }
        };
        let lost = LostClaim::new(SentClaim {
            region: region.clone(),
            batch: batch.clone(),
            baseline: baseline.clone(),
        });
        self.store_marker(lost.claim());
        let refused = || self.remove_marker();
        let answer = self.requests.send_claim(claim(region), refused).await?;
        Some(match answer.and_then(|body| decode_address(&body)) {
            Ok(ip) => {
                // The tab keeps it until the next claim is sent or all are reported. Otherwise a reload
                // in between would lose it.
                self.show_claimed(&ip, lost.began());
                self.answered.replace(Some(AnsweredClaim {
                    region: region.clone(),
                    baseline,
                    address: ip.address,
                }));
                Ok(ip)
            }
            Err(failure) if failure.effect(Operation::Claim) == Effect::Unknown => {
                Err(NotClaimed::Lost(lost))
            }
            Err(failure) => Err(NotClaimed::Refused(failure)),
        })
    }

    /// Reports the claim of one address, or goes on to its machine.
    async fn claimed_one(&'static self, ip: PublicIp, machine: Option<MachineId>) {
        let form = || self.form.get();
        self.finish();
        self.look_for_surplus();
        let address = ip.address;
        let Some(machine) = machine else {
            self.dialog.succeed(form(), Vec::new());
            let region = ip.region.name();
            return self
                .toasts
                .success(format!("Claimed {address} in {region}"));
        };
        let claimed = ip.clone();
        let Some(outcome) = self
            .changes
            .change_rechecked(
                Operation::Assign,
                Rechecked::claimed(ip),
                Some(machine),
                true,
            )
            .await
        else {
            return;
        };
        match outcome {
            Ok(now) => {
                self.dialog.succeed(form(), row_buttons(None, address));
                let Some(now) = now else { return };
                let name = now.machine.as_ref();
                let name = name.map(|machine| self.machines.name_of_assignee(machine));
                let title = format!(
                    "Claimed {address} and assigned it to {}",
                    name.unwrap_or_default()
                );
                match Undo::claim(&now) {
                    Some(undo) => self
                        .changes
                        .offer_undo(format!("{title}. Undo only unassigns it."), undo),
                    None => self.toasts.success(title),
                }
            }
            Err(error) => {
                self.dialog.forget_opener();
                let targets = row_buttons(Some(Operation::Assign), address);
                self.dialog.succeed(form(), targets);
                self.changes.report_not_assigned(claimed, &error);
            }
        }
    }

    /// Reports what was claimed before a claim failed, or goes on to look for
    /// one whose answer was lost.
    fn stop(
        &'static self,
        batch: &ClaimBatch,
        machine: Option<MachineId>,
        not_claimed: NotClaimed,
    ) {
        let title = "Couldn't finish the claim";
        let before = batch.words();
        let form = self.form.get();
        let failure = match not_claimed {
            NotClaimed::Refused(failure) => failure,
            NotClaimed::Lost(lost) => {
                self.dialog.forget_opener();
                self.dialog
                    .succeed(form, vec![FocusTarget::Id(CLAIM_CHECK)]);
                self.look_for(lost, false);
                return self.report_lost(title, &before, batch, machine);
            }
        };
        self.finish();
        if before.is_empty() {
            let effect = Effect::Nothing;
            let error = ChangeError::failed(failure, effect);
            return self.changes.report_error(form, Operation::Claim, &error);
        }
        self.look_for_surplus();
        self.dialog.succeed(form, Vec::new());
        let words = failure.words_with_effect(Operation::Claim, Effect::Nothing);
        self.toasts.error(title, format!("{before} {}", words.what));
    }

    /// Reports what a lost answer leaves undone.
    fn report_lost(
        &self,
        title: &str,
        before: &str,
        batch: &ClaimBatch,
        machine: Option<MachineId>,
    ) {
        if let Some(machine) = machine {
            let name = self.machines.name_of(&machine);
            let details = format!(
                "The response to the claim was lost, so nothing was assigned. Once the address is found, assign it to {name}."
            );
            self.toasts.add(Toast::error(title, details).sticky());
        } else if batch.is_multiple() {
            let details =
                format!("{before} The response to a claim was lost, so no more were sent.");
            self.toasts
                .add(Toast::error(title, details.trim()).sticky());
        }
    }

    /// Shows an address that a claim was answered with, unless a refresh has brought it by now: then
    /// more may have been done to it.
    fn show_claimed(&'static self, ip: &PublicIp, began: Ticket) {
        self.add_claimed(ip, began, |ip| self.list.put_claimed(ip));
    }

    /// The same, for an address that the list was searched for.
    fn show_found(&'static self, ip: &PublicIp, began: Ticket) {
        self.add_claimed(ip, began, |ip| self.list.put_found(ip, began));
    }

    fn add_claimed(&'static self, ip: &PublicIp, began: Ticket, put: impl FnOnce(PublicIp)) {
        if self.should_add(ip, began) {
            put(ip.clone());
        } else if self.list.get(ip.address).is_some() {
            self.list.count_claimed(ip);
        }
    }
}

//! The dialog over the page, one at a time, and where the focus goes once it closes.

use std::cell::{Cell, RefCell};

use model::domain::{Address, MachineId, MachineIdProblem, Operation, PublicIp, capability};
use model::state::{Confirmed, Difference, Swap};
use model::wire::{Effect, Failure};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Set, With, Write};

use crate::ports::{FocusTarget, Ports};
use crate::route::RouteSlice;
use crate::row_commands::{RowButton, RowCommand};
use crate::task::spawn;

/// How long a form is held after it has told what changed, in milliseconds.
pub(crate) const HOLD_MS: u32 = 1_000;

/// What is open over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The form to claim addresses.
    Claim {
        /// How far the form is.
        form: Form,
    },
    /// The form of an operation on one address.
    Change {
        /// The operation.
        operation: Operation,
        /// The address as it was when the form opened or, since then, told what
        /// had changed.
        about: Confirmed,
        /// What happened to it meanwhile.
        notice: Option<Notice>,
        /// How far the form is.
        form: Form,
        /// How far the swap is, once one has begun.
        swap: Option<Box<Swap>>,
    },
    /// One operation on the selected addresses.
    Bulk,
    /// The command palette.
    Palette,
    /// The help on shortcuts.
    Shortcuts,
    /// The session log.
    SessionLog,
    /// All notes.
    Notes,
    /// The note on an address.
    Note(Address),
    /// Signing out would delete notes or cut something off.
    SignOut,
    /// Locking would cut something off.
    Lock,
}

/// A form from its opening to the answer. The fields belong to the view, and
/// survive every state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// How far it is.
    pub state: FormState,
    /// While the API has asked to wait before it is submitted again: the seconds left.
    pub retry_in: Option<u32>,
    /// Held until its user has had time to read what has changed.
    hold: Option<Hold>,
}

/// Names one hold of a form, so that the time of an earlier one ends no later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hold(u32);

/// What happened to the addresses of a form while it was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// One of them was changed elsewhere.
    Differs {
        /// What it is now.
        difference: Difference,
        /// It was found out when the form was submitted, so nothing was sent.
        is_refusal: bool,
    },
    /// A swap was taken back, and one of its machines had no address meanwhile.
    CutOff {
        /// The machine.
        machine: MachineId,
        /// Its address.
        address: Address,
        /// For so long.
        seconds: u32,
    },
}

impl Form {
    fn new() -> Self {
        Self {
            state: FormState::Editing,
            retry_in: None,
            hold: None,
        }
    }

    /// Whether it cannot be submitted now.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.state.is_saving() || self.retry_in.is_some() || self.hold.is_some()
    }
}

/// How far a form is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormState {
    /// Being filled in.
    Editing,
    /// Sent, not answered.
    Saving,
    /// Failed, with what is known of the effect.
    Failed(Failure, Effect),
}

impl FormState {
    /// Whether a request is under way, so that nothing may be sent.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        *self == Self::Saving
    }

    /// Why the last request failed, and whether anything changed.
    #[must_use]
    pub fn failure(&self) -> Option<(&Failure, Effect)> {
        match self {
            Self::Failed(failure, effect) => Some((failure, *effect)),
            Self::Editing | Self::Saving => None,
        }
    }
}

/// Names one opening of a dialog, so that an answer finds its own form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DialogId(u32);

/// Wrong input in a field. Nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field, which takes the focus.
    pub field: Field,
    /// What is wrong with it.
    pub message: &'static str,
}

impl From<MachineIdProblem> for FieldError {
    fn from(problem: MachineIdProblem) -> Self {
        Self {
            field: Field::Machine,
            message: problem.words(),
        }
    }
}

/// A field checked by a submit verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The machine.
    Machine,
    /// The address, typed to confirm its release.
    Confirmation,
    /// The number of addresses, typed to confirm their release.
    Count,
}

impl Dialog {
    pub(crate) fn claim() -> Self {
        Self::Claim { form: Form::new() }
    }

    pub(crate) fn change(operation: Operation, ip: PublicIp) -> Self {
        Self::Change {
            operation,
            about: Confirmed::as_shown(ip),
            notice: None,
            form: Form::new(),
            swap: None,
        }
    }

    /// The form, if it has one.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        if let Self::Claim { form } | Self::Change { form, .. } = self {
            Some(form)
        } else {
            None
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        if let Self::Claim { form } | Self::Change { form, .. } = self {
            Some(form)
        } else {
            None
        }
    }

    /// What takes the focus when it closes, if what opened it is gone.
    fn focus_targets(&self) -> Vec<FocusTarget> {
        match self {
            Self::Claim { .. } => Vec::new(),
            Self::Change {
                operation, about, ..
            } => row_buttons(Some(*operation), about.address()),
            Self::Bulk => ["bulk-show", "bulk-release", "list"]
                .map(FocusTarget::Id)
                .into(),
            Self::Note(address) => vec![
                FocusTarget::Row(*address, RowButton::Command(RowCommand::Note)),
                FocusTarget::Row(*address, RowButton::More),
                FocusTarget::Id("list"),
            ],
            Self::Palette
            | Self::Shortcuts
            | Self::SessionLog
            | Self::Notes
            | Self::SignOut
            | Self::Lock => {
                vec![FocusTarget::Id("list")]
            }
        }
    }
}

/// The open dialog.
pub struct DialogSlice {
    ports: &'static Ports,
    route: &'static RouteSlice,
    open: RwSignal<Option<(DialogId, Dialog)>, LocalStorage>,
    next_id: Cell<u32>,
    next_hold: Cell<u32>,
    /// What had the focus before the dialog opened.
    opener: RefCell<Option<FocusTarget>>,
}

impl DialogSlice {
    pub(crate) fn new(ports: &'static Ports, route: &'static RouteSlice) -> Self {
        Self {
            ports,
            route,
            open: RwSignal::new_local(None),
            next_id: Cell::new(0),
            next_hold: Cell::new(0),
            opener: RefCell::new(None),
        }
    }

    /// Closes the dialog and leaves the focus alone.
    pub(crate) fn reset(&self) {
        self.opener.replace(None);
        self.open.set(None);
    }

    /// Reads the open dialog.
    pub fn with<R>(&self, read: impl FnOnce(Option<&Dialog>) -> R) -> R {
        self.open
            .with(|open| read(open.as_ref().map(|(_, dialog)| dialog)))
    }

    /// The open dialog.
    #[must_use]
    pub fn get(&self) -> Option<Dialog> {
        self.with(|dialog| dialog.cloned())
    }

    /// Which dialog is open: the same as long as only its state changes.
    #[must_use]
    pub fn id(&self) -> Option<DialogId> {
        self.open.with(|open| open.as_ref().map(|(id, _)| *id))
    }

    /// Whether a dialog is open, which keeps everything outside it from being used.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.with(Option::is_some)
    }

    /// The open form.
    #[must_use]
    pub fn form(&self) -> Option<Form> {
        self.with(|dialog| dialog?.form().cloned())
    }

    /// Whether the open dialog is a form.
    #[must_use]
    pub fn has_form(&self) -> bool {
        self.with(|dialog| dialog.is_some_and(|dialog| dialog.form().is_some()))
    }

    /// Opens a dialog in place of the open one, and remembers the focus. The
    /// dialog that follows the palette remembers the focus of before the palette.
    pub(crate) fn open(&self, dialog: Dialog) {
        match dialog {
            // A row may show another address by the time the dialog closes.
            Dialog::Change { .. } | Dialog::Bulk => _ = self.opener.take(),
            _ if self.with(|open| open == Some(&Dialog::Palette)) => {}
            Dialog::Note(_) => _ = self.opener.take(),
            Dialog::Claim { .. }
            | Dialog::Palette
            | Dialog::Shortcuts
            | Dialog::SessionLog
            | Dialog::Notes
            | Dialog::SignOut
            | Dialog::Lock => _ = self.opener.replace(self.ports.focus.current()),
        }
        let id = DialogId(self.next_id.get());
        self.next_id.set(id.0 + 1);
        self.open.set(Some((id, dialog)));
    }

    /// Closes the dialog and restores the focus. A request that is under way
    /// goes on, and its outcome goes to a toast.
    pub fn close(&self) {
        if let Some(targets) = self.with(|dialog| Some(dialog?.focus_targets())) {
            self.close_to(targets);
        }
    }

    /// Closes the dialog and restores the focus: to its opener or, once that is
    /// gone, to the first of these targets.
    fn close_to(&self, mut targets: Vec<FocusTarget>) {
        let has_form = self.has_form();
        self.open.set(None);
        if has_form {
            self.route.remove_link();
            targets.push(FocusTarget::Id("claim"));
        }
        let opener = self.opener.take();
        self.ports
            .focus
            .focus(opener.into_iter().chain(targets).collect());
    }

    /// No longer restores the focus to what opened the dialog.
    pub(crate) fn forget_opener(&self) {
        self.opener.replace(None);
    }

    /// Submits the open form, which then waits for an answer. `None` when none is open.
    pub(crate) fn submit(&self) -> Option<DialogId> {
        let form = self.id().filter(|_| self.has_form());
        self.show_notice(form, None);
        self.update_form(form, |form| form.state = FormState::Saving);
        form
    }

    /// Tells in a form what has changed elsewhere. The form is about that from
    /// now on, and held for a moment: a press that was on its way confirms
    /// nothing that nobody has read. `false` when it is no longer open.
    pub(crate) fn mark(
        &'static self,
        form: Option<DialogId>,
        difference: &Difference,
        is_refusal: bool,
    ) -> bool {
        let mut is_void = false;
        // That nothing was sent stays said until the form is submitted again.
        let mut is_refusal = is_refusal;
        self.update(form, |dialog| {
            if let Dialog::Change { notice, .. } = dialog {
                let was_refusal = |it: &Notice| {
                    matches!(
                        it,
                        Notice::Differs {
                            is_refusal: true,
                            ..
                        }
                    )
                };
                is_refusal |= notice.as_ref().is_some_and(was_refusal);
            }
            if let Dialog::Change {
                operation, about, ..
            } = dialog
                && let Some(now) = difference.now()
                && now.address == about.address()
            {
                *about = Confirmed::as_shown(now.clone());
                let is_assigned = now.machine.is_some();
                *operation = operation.on_address_that_is(is_assigned);
                is_void = capability::check(*operation, is_assigned, None).is_err();
            }
        });
        self.show_notice(
            form,
            Some(Notice::Differs {
                difference: difference.clone(),
                is_refusal,
            }),
        );
        self.hold(form, is_void)
    }

    /// Has a form wait before it can be submitted: for a moment or, where there
    /// is nothing left to do, until something changes again.
    pub(crate) fn hold(&'static self, form: Option<DialogId>, is_void: bool) -> bool {
        let hold = Hold(self.next_hold.get());
        self.next_hold.set(hold.0 + 1);
        let is_open = self.update_form(form, |form| {
            if form.state.is_saving() {
                form.state = FormState::Editing;
            }
            form.hold = Some(hold);
        });
        if is_open && !is_void {
            spawn(async move {
                self.ports.clock.sleep(HOLD_MS).await;
                self.update_form(form, |form| _ = form.hold.take_if(|it| *it == hold));
            });
        }
        is_open
    }

    /// Tells in a form what happened, or no longer does.
    pub(crate) fn show_notice(&self, form: Option<DialogId>, shown: Option<Notice>) {
        self.update(form, |dialog| {
            if let Dialog::Change { notice, .. } = dialog {
                *notice = shown;
            }
        });
    }

    /// Closes a form whose request worked, if it is still open.
    pub(crate) fn succeed(&self, form: Option<DialogId>, targets: Vec<FocusTarget>) {
        if form.is_some() && form == self.id() {
            self.close_to(targets);
        }
    }

    /// Has a form filled in again, if it is still open.
    pub(crate) fn edit(&self, form: Option<DialogId>) {
        self.update_form(form, |form| form.state = FormState::Editing);
    }

    /// Takes away that nothing was sent for want of a network, once there is one.
    pub(crate) fn dismiss_offline(&self) {
        let is_offline = |form: Form| {
            matches!(
                form.state.failure(),
                Some((Failure::Offline, Effect::Nothing | Effect::NotSent))
            )
        };
        if self.form().is_some_and(is_offline) {
            self.edit(self.id());
        }
    }

    /// Shows a failure in its form, and counts down before the form may be
    /// submitted again. `false` when it is no longer open.
    pub(crate) fn fail(
        &'static self,
        form: Option<DialogId>,
        failure: &Failure,
        effect: Effect,
    ) -> bool {
        let seconds = failure.granted_wait().filter(|seconds| *seconds > 0);
        let is_open = self.update_form(form, |form| {
            form.state = FormState::Failed(failure.clone(), effect);
            form.retry_in = seconds;
        });
        if is_open && let Some(seconds) = seconds {
            spawn(async move {
                for left in (0..seconds).rev() {
                    self.ports.clock.sleep(1_000).await;
                    let retry_in = (left > 0).then_some(left);
                    if !self.update_form(form, |form| form.retry_in = retry_in) {
                        return;
                    }
                }
            });
        }
        is_open
    }

    /// Shows how far the swap of a form is, if it is still open.
    pub(crate) fn show_swap(&self, form: Option<DialogId>, current: &Swap) {
        self.update(form, |dialog| {
            if let Dialog::Change { swap, .. } = dialog {
                *swap = Some(Box::new(current.clone()));
            }
        });
    }

    fn update_form(&self, form: Option<DialogId>, change: impl FnOnce(&mut Form)) -> bool {
        self.update(form, |dialog| {
            if let Some(form) = dialog.form_mut() {
                change(form);
            }
        })
    }

    /// Changes the state of a dialog. `false` when it is no longer open.
    fn update(&self, id: Option<DialogId>, change: impl FnOnce(&mut Dialog)) -> bool {
        let is_open = id.is_some() && id == self.id();
        if is_open && let Some((_, dialog)) = &mut *self.open.write() {
            change(dialog);
        }
        is_open
    }
}

/// The buttons of a row for the focus: the one of an operation, the first
/// action, on a phone the button before the actions, and the one that stays while
/// the row changes.
pub(crate) fn row_buttons(first: Option<Operation>, address: Address) -> Vec<FocusTarget> {
    let first = first.and_then(RowCommand::of);
    first
        .into_iter()
        .chain([RowCommand::Assign, RowCommand::Move])
        .map(RowButton::Command)
        .chain([RowButton::More, RowButton::Command(RowCommand::Copy)])
        .map(|button| FocusTarget::Row(address, button))
        .collect()
}

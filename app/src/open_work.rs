//! Work that outlives its session: a claim or a change without an answer, a swap between its steps,
//! an operation on many addresses.
//!
//! The tab keeps it, without any key, whatever ends the session: a reload, Lock, a limit, a 401,
//! another tab. A reload that the session survives takes it up at once (`open_work/take_up.rs`), and
//! otherwise the next sign-in to its own team does; that of another team is left alone. As long as the
//! API has not said whose key it is, work belongs to no team, and the next one to sign in takes it up.

mod take_up;

use std::cell::{Cell, OnceCell, RefCell};

use model::state::{OpenWork, OwnedWork};
use reactive_graph::graph::untrack;

use crate::account::AccountSlice;
use crate::dialog::DialogId;
use crate::ports::Ports;
use crate::session::SessionSlice;
use crate::task::follow;
use crate::toasts::{ToastId, ToastsSlice};

/// The name of the work in the storage of the tab. It has not the prefix of what the end of a
/// session removes.
const OPEN: &str = "public-ips-open";

/// What stands before the work of the session that the tab has stored.
const OF_STORED_SESSION: char = '*';

/// Names work that the tab keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WorkId(u32);

/// Where it is told that something is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// In a toast, until it is dismissed.
    Toast(ToastId),
    /// In a form, until it is closed.
    Form(DialogId),
}

/// Takes up work of an earlier session. `false` while something of its kind is under way.
type TakeUp = Box<dyn Fn(WorkId, OpenWork) -> bool>;

struct Kept {
    id: WorkId,
    owned: OwnedWork,
    /// Of this session, or taken up in it.
    is_ours: bool,
    /// Of the session that the tab has stored, which may go on after a reload.
    is_of_stored_session: bool,
}

/// The work that the tab keeps.
pub struct OpenWorkSlice {
    ports: &'static Ports,
    session: &'static SessionSlice,
    account: &'static AccountSlice,
    toasts: &'static ToastsSlice,
    kept: RefCell<Vec<Kept>>,
    next_id: Cell<u32>,
    /// Messages on what is not known of some work, until they are dismissed.
    told: RefCell<Vec<(Told, WorkId)>>,
    take_up: OnceCell<TakeUp>,
}

impl OpenWorkSlice {
    pub(crate) fn new(
        ports: &'static Ports,
        session: &'static SessionSlice,
        account: &'static AccountSlice,
        toasts: &'static ToastsSlice,
    ) -> Self {
        let slice = Self {
            ports,
            session,
            account,
            toasts,
            kept: RefCell::default(),
            next_id: Cell::new(0),
            told: RefCell::default(),
            take_up: OnceCell::new(),
        };
        let text = ports.tab_storage.get(OPEN).unwrap_or_default();
        for line in text.lines() {
            let of_stored = line.strip_prefix(OF_STORED_SESSION);
            if let Some(owned) = OwnedWork::parse(of_stored.unwrap_or(line)) {
                let id = slice.add(owned, false);
                slice.each(id, |kept| kept.is_of_stored_session = of_stored.is_some());
            }
        }
        slice
    }

    /// Has `take_up` called for the work of earlier sessions, once it is known whose key it is.
    /// `open_form` names the dialog that is open.
    pub(crate) fn start(
        &'static self,
        take_up: TakeUp,
        open_form: impl Fn() -> Option<DialogId> + 'static,
    ) {
        let is_first = self.take_up.set(take_up).is_ok();
        debug_assert!(is_first, "the application is wired once");
        follow(move || {
            if self.account.has_answered() {
                untrack(|| self.take_up());
            }
        });
        follow(move || {
            let (toasts, form) = (self.toasts.get(), open_form());
            let is_shown = |told: Told| match told {
                Told::Toast(id) => toasts.iter().any(|toast| toast.id == id),
                Told::Form(id) => form == Some(id),
            };
            untrack(|| self.forget_dismissed(is_shown));
        });
    }

    /// The session has ended. What it left open is kept for the next one.
    pub(crate) fn reset(&self) {
        self.told.take();
        for kept in &mut *self.kept.borrow_mut() {
            kept.is_ours = false;
            kept.is_of_stored_session = false;
        }
        self.store();
    }

    /// The session that the tab has stored goes on: so does its work.
    pub(crate) fn session_restored(&self) {
        self.hand_over(|kept| kept.is_of_stored_session);
    }

    /// Keeps work of this session, in place of what the slot names; without work that is settled.
    pub(crate) fn keep(&self, slot: &Cell<Option<WorkId>>, work: Option<OpenWork>) {
        let Some(work) = work.filter(|_| self.session.is_live()) else {
            if let Some(id) = slot.take() {
                self.forget(id);
            }
            return;
        };
        let is_it = |kept: &&mut Kept| kept.is_ours && Some(kept.id) == slot.get();
        let is_known = match self.kept.borrow_mut().iter_mut().find(is_it) {
            Some(kept) => {
                kept.owned.work = work.clone();
                true
            }
            None => false,
        };
        if !is_known {
            // The same change, tried once more, is told once.
            let is_same = |kept: &Kept| kept.is_ours && kept.owned.work == work;
            self.kept.borrow_mut().retain(|kept| !is_same(kept));
            let team = self.account.team();
            slot.set(Some(self.add(OwnedWork { team, work }, true)));
        }
        self.store();
    }

    /// Forgets settled work of this session.
    pub(crate) fn forget(&self, id: WorkId) {
        self.kept
            .borrow_mut()
            .retain(|kept| kept.id != id || !kept.is_ours);
        self.store();
    }

    /// Forgets work once a message about it is dismissed.
    pub(crate) fn forget_with(&self, told: Told, id: WorkId) {
        self.told.borrow_mut().push((told, id));
    }

    /// Takes up what waits: once it is known whose key it is, and when work of its kind has ended.
    pub(crate) fn take_up(&self) {
        if !self.session.is_live() || !self.account.has_answered() {
            return;
        }
        let team = self.account.team();
        for kept in &mut *self.kept.borrow_mut() {
            let may_be_ours = kept.owned.may_be_of(team.as_deref());
            if may_be_ours {
                kept.owned.team.clone_from(&team);
            } else if team.is_none() {
                self.account.ask_again();
            }
        }
        self.hand_over(|kept| kept.owned.team == team);
    }

    fn hand_over(&self, is_wanted: impl Fn(&Kept) -> bool) {
        let waiting: Vec<_> = {
            let kept = self.kept.borrow();
            let waiting = kept.iter().filter(|kept| !kept.is_ours && is_wanted(kept));
            waiting
                .map(|kept| (kept.id, kept.owned.work.clone()))
                .collect()
        };
        for (id, work) in waiting {
            // It may be settled at once.
            self.each(id, |kept| kept.is_ours = true);
            let is_taken = self.take_up.get().is_some_and(|take_up| take_up(id, work));
            self.each(id, |kept| kept.is_ours = is_taken);
        }
        self.store();
    }

    fn add(&self, owned: OwnedWork, is_ours: bool) -> WorkId {
        let id = WorkId(self.next_id.get());
        self.next_id.set(id.0 + 1);
        self.kept.borrow_mut().push(Kept {
            id,
            owned,
            is_ours,
            is_of_stored_session: false,
        });
        id
    }

    fn each(&self, id: WorkId, change: impl Fn(&mut Kept)) {
        let mut kept = self.kept.borrow_mut();
        kept.iter_mut().filter(|it| it.id == id).for_each(change);
    }

    /// The work of which something is told that is not settled.
    pub(crate) fn told(&self) -> Vec<OpenWork> {
        let told = self.told.borrow();
        let kept = self.kept.borrow();
        let is_told = |kept: &&Kept| told.iter().any(|(_, id)| *id == kept.id);
        let told = kept.iter().filter(is_told);
        told.map(|kept| kept.owned.work.clone()).collect()
    }

    fn forget_dismissed(&self, is_shown: impl Fn(Told) -> bool) {
        let mut dismissed = Vec::new();
        self.told.borrow_mut().retain(|(told, id)| {
            let is_shown = is_shown(*told);
            if !is_shown {
                dismissed.push(*id);
            }
            is_shown
        });
        for id in dismissed {
            self.forget(id);
        }
    }

    fn store(&self) {
        let kept = self.kept.borrow();
        let line = |kept: &Kept| {
            let mark = kept.is_ours.then_some(OF_STORED_SESSION);
            mark.into_iter()
                .chain(kept.owned.to_text().chars())
                .collect()
        };
        let lines: Vec<String> = kept.iter().map(line).collect();
        if lines.is_empty() {
            self.ports.tab_storage.remove(OPEN);
        } else {
            // Where the browser refuses, the page alone keeps it.
            self.ports.tab_storage.set(OPEN, &lines.join("\n"));
        }
    }
}

//! The whole panel without the browser: its state, its commands, and what it needs of the world.
//!
//! [`App`] is a set of *slices*: structs of signals with private fields,
//! reading methods and verbs. Views call verbs and follow what the reading
//! methods return; they never see a request or an answer. A slice knows only
//! those that stand before it in [`Foundation::new`](foundation::Foundation::new) and [`App::new`].
//!
//! Reading methods track when an effect calls them. Verbs are for event
//! handlers and tasks; an effect that calls one wraps it in `untrack`.

#![warn(missing_docs)]

pub mod account;
pub mod cancel;
pub mod changes;
pub mod claim;
pub mod commands;
pub mod dialog;
pub mod export;
pub mod foundation;
mod links;
pub mod list;
pub mod machines;
pub mod network;
pub mod notes;
pub mod open_work;
pub mod permissions;
pub mod ports;
pub mod preferences;
mod recent_mark;
pub mod request_log;
pub mod requests;
pub mod route;
mod row_commands;
pub mod selection;
pub mod session;
mod sign_in;
mod task;
mod theme;
pub mod time;
pub mod toasts;

use std::ops::Deref;

use model::state::{Mode, Route, SignedOut};
use reactive_graph::graph::untrack;

use account::AccountSlice;
use changes::ChangeSlice;
use changes::bulk::BulkSlice;
use claim::ClaimSlice;
use dialog::DialogSlice;
use export::ExportSlice;
use foundation::Foundation;
use list::ListSlice;
use notes::NotesSlice;
use open_work::OpenWorkSlice;
use ports::FocusTarget;
use route::RouteSlice;
use selection::SelectionSlice;
use task::every;

/// The application of a signed-in user. A page has one, from the first session on and for as long as it lives, so that
/// an answer may arrive at any time. What it has of its foundation it has as its own.
#[derive(Clone, Copy)]
pub struct App {
    foundation: Foundation,
    /// The owner of the key.
    pub account: &'static AccountSlice,
    /// Work that outlives its session.
    pub open_work: &'static OpenWorkSlice,
    /// Notes on addresses.
    pub notes: &'static NotesSlice,
    /// The view that the URL names.
    pub route: &'static RouteSlice,
    /// The addresses.
    pub list: &'static ListSlice,
    /// The selected addresses.
    pub selection: &'static SelectionSlice,
    /// Copies and files of addresses.
    pub export: &'static ExportSlice,
    /// The open dialog.
    pub dialog: &'static DialogSlice,
    /// Changes of one address or two, and the offer to undo the last.
    pub changes: &'static ChangeSlice,
    /// One change of many addresses.
    pub bulk: &'static BulkSlice,
    /// Claims, and claims whose answer was lost.
    pub claim: &'static ClaimSlice,
}

impl Deref for App {
    type Target = Foundation;

    fn deref(&self) -> &Foundation {
        &self.foundation
    }
}

/// Gives a slice the life of the page: every closure can have it.
fn leak<T>(slice: T) -> &'static T {
    Box::leak(Box::new(slice))
}

impl App {
    /// The application on its foundation, which may have a session already. Called once.
    #[must_use]
    pub fn new(foundation: Foundation) -> Self {
        untrack(|| {
            let app = Self::wired(foundation);
            app.start();
            app
        })
    }

    fn wired(foundation: Foundation) -> Self {
        let Foundation {
            ports,
            toasts,
            preferences,
            session,
            requests,
            ..
        } = foundation;
        let account = leak(AccountSlice::new(requests));
        let open_work = leak(OpenWorkSlice::new(ports, session, account, toasts));
        let notes = leak(NotesSlice::new(
            ports,
            toasts,
            preferences,
            session,
            account,
        ));
        let route = leak(RouteSlice::new(ports));
        let list = leak(ListSlice::new(foundation, account, notes, route));
        let selection = leak(SelectionSlice::new(route, list));
        let export = leak(ExportSlice::new(
            foundation, account, notes, list, selection,
        ));
        let dialog = leak(DialogSlice::new(ports, route));
        let changes = leak(ChangeSlice::new(
            foundation, open_work, list, selection, dialog,
        ));
        let bulk = leak(BulkSlice::new(foundation, list, selection, dialog, changes));
        let claim = leak(ClaimSlice::new(
            foundation, open_work, list, dialog, changes,
        ));
        Self {
            foundation,
            account,
            open_work,
            notes,
            route,
            list,
            selection,
            export,
            dialog,
            changes,
            bulk,
            claim,
        }
    }

    /// Whether a request that changes something is under way. A lost claim that is looked for, or not
    /// found, is none.
    fn is_changing(self) -> bool {
        let in_flight = self.changes.in_flight();
        let is_sent = self.claim.check().is_none();
        !in_flight.rows().is_empty() || in_flight.is_claiming() && is_sent
    }

    /// Connects the slices upwards, and starts the effects and timers between them.
    fn start(self) {
        self.session
            .on_end(Box::new(move |reason| self.reset(reason)));
        self.session
            .on_begin(Box::new(move |mode| self.begin(mode)));
        self.machines
            .set_list_busy(Box::new(move || self.list.is_loading_all()));
        self.list.set_busy(Box::new(move || self.is_changing()));
        self.list.set_changing(Box::new(move |address| {
            let in_flight = self.changes.in_flight();
            in_flight.operation_on(address).is_some()
        }));
        self.list.start();
        self.selection.start();
        self.changes.start();
        self.bulk.follow_pause();
        self.bulk.follow_list();
        self.follow_open_work();
        links::start(self);
        every(self.ports, 5_000, move || self.tick());
        if let Some(mode) = self.session.mode() {
            self.begin(mode);
        }
    }

    /// Takes up what the last session of the browser or the tab has left.
    fn begin(self, mode: Mode) {
        self.notes.load();
        if mode == Mode::Live && self.session.is_restored() {
            self.open_work.session_restored();
        }
    }

    /// Empties everything of a session that the foundation does not. The route stays, to come back to.
    fn reset(self, reason: &SignedOut) {
        self.claim.reset();
        self.bulk.reset();
        self.changes.reset();
        self.dialog.reset();
        self.export.reset();
        self.selection.reset();
        self.list.reset();
        self.notes.reset(reason);
        self.open_work.reset();
        self.account.reset();
    }

    /// Moves the focus to the first of these that can take it.
    pub(crate) fn focus(self, targets: impl IntoIterator<Item = FocusTarget>) {
        self.ports.focus.focus(targets.into_iter().collect());
    }
}

/// What happens outside, for the page to report.
impl App {
    /// The fragment of the URL has changed, by the panel itself, by Back or by hand.
    pub fn fragment_changed(self, fragment: &str) {
        untrack(|| {
            self.selection
                .select_named(&Route::parse(fragment).selected);
            self.route.fragment_changed(fragment);
        });
    }

    /// Time has passed: with the clock, with a sleep of the machine, or while the page was out of view.
    pub fn tick(self) {
        untrack(|| {
            self.time.update();
            self.list.refresh_if_old();
        });
    }

    /// The browser has lost or found its network.
    pub fn network_changed(self) {
        untrack(|| {
            self.network.update();
            if self.network.is_online() {
                self.toasts.dismiss_offline();
                self.dialog.dismiss_offline();
                self.session.dismiss_offline();
            }
            self.list.network_changed();
        });
    }

    /// Another tab has changed what the browser stores.
    pub fn storage_changed(self) {
        untrack(|| {
            self.session.check_limits();
            self.preferences.read_only.reload();
            self.preferences.single_key_shortcuts.reload();
            self.notes.load();
        });
    }
}

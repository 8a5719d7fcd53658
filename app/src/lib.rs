//! The whole panel without the browser: its state, its commands, and what it needs of the world.
//!
//! [`App`] is a set of *slices*: structs of signals with private fields,
//! reading methods and verbs. Views call verbs and follow what the reading
//! methods return; they never see a request or an answer. A slice knows only
//! those that stand before it in [`App::new`].
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
mod foundation;
mod links;
pub mod list;
pub mod machines;
pub mod network;
pub mod notes;
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

use model::state::{Route, SignedOut};
use model::wire::Config;
use reactive_graph::graph::untrack;

use account::AccountSlice;
use changes::ChangeSlice;
use changes::bulk::BulkSlice;
use claim::ClaimSlice;
use dialog::DialogSlice;
use export::ExportSlice;
use foundation::Foundation;
use list::ListSlice;
use machines::MachinesSlice;
use network::NetworkSlice;
use notes::NotesSlice;
use permissions::PermissionsSlice;
use ports::{FocusTarget, Ports, TabMessage};
use preferences::PreferencesSlice;
use request_log::RequestLogSlice;
use requests::RequestsSlice;
use route::RouteSlice;
use selection::SelectionSlice;
use session::SessionSlice;
use task::spawn;
use time::TimeSlice;
use toasts::ToastsSlice;

/// The application. A page has one, for as long as it lives, so that an answer
/// may arrive at any time.
#[derive(Clone, Copy)]
pub struct App {
    ports: &'static Ports,
    /// The settings of the host.
    pub config: &'static Config,
    /// The time that views show.
    pub time: &'static TimeSlice,
    /// Whether the browser has a network.
    pub network: &'static NetworkSlice,
    /// Messages at the edge of the page.
    pub toasts: &'static ToastsSlice,
    /// What the browser remembers of its user's choices.
    pub preferences: &'static PreferencesSlice,
    /// Whether anything may be changed.
    pub permissions: &'static PermissionsSlice,
    /// The requests of this session.
    pub request_log: &'static RequestLogSlice,
    /// Who is signed in.
    pub session: &'static SessionSlice,
    /// The way of every request.
    pub requests: &'static RequestsSlice,
    /// The directory of machines.
    pub machines: &'static MachinesSlice,
    /// The owner of the key.
    pub account: &'static AccountSlice,
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

/// Gives a slice the life of the page: every closure can have it.
fn leak<T>(slice: T) -> &'static T {
    Box::leak(Box::new(slice))
}

impl App {
    /// The application of a page without a session. Called once.
    #[must_use]
    pub fn new(ports: Ports, config: Config) -> Self {
        untrack(|| Self::wired(leak(ports), leak(config)))
    }

    fn wired(ports: &'static Ports, config: &'static Config) -> Self {
        let time = leak(TimeSlice::new(ports));
        let network = leak(NetworkSlice::new(ports));
        let toasts = leak(ToastsSlice::new(ports));
        let preferences = leak(PreferencesSlice::new(ports));
        let permissions = leak(PermissionsSlice::new(config.read_only, preferences, toasts));
        let request_log = leak(RequestLogSlice::new(ports));
        let session = leak(SessionSlice::new(ports, config.limits));
        let requests = leak(RequestsSlice::new(ports, permissions, request_log, session));
        let machines = leak(MachinesSlice::new(ports, toasts, session, requests));
        let account = leak(AccountSlice::new(requests));
        let notes = leak(NotesSlice::new(ports, toasts, preferences, session));
        let route = leak(RouteSlice::new(ports));
        let foundation = Foundation {
            ports,
            network,
            toasts,
            preferences,
            permissions,
            session,
            requests,
            machines,
        };
        let list = leak(ListSlice::new(foundation, account, notes, route));
        let selection = leak(SelectionSlice::new(route, list));
        let export = leak(ExportSlice::new(foundation, notes, list, selection));
        let dialog = leak(DialogSlice::new(ports, route));
        let changes = leak(ChangeSlice::new(foundation, list, selection, dialog));
        let bulk = leak(BulkSlice::new(foundation, list, selection, dialog, changes));
        let claim = leak(ClaimSlice::new(foundation, list, dialog, changes));
        let app = Self {
            ports,
            config,
            time,
            network,
            toasts,
            preferences,
            permissions,
            request_log,
            session,
            requests,
            machines,
            account,
            notes,
            route,
            list,
            selection,
            export,
            dialog,
            changes,
            bulk,
            claim,
        };
        app.start();
        app
    }

    /// Connects the slices upwards, and starts the effects and timers between them.
    fn start(self) {
        self.session
            .set_on_end(Box::new(move |reason| self.reset(reason)));
        self.machines
            .set_list_busy(Box::new(move || self.list.is_loading_all()));
        self.list.set_busy(Box::new(move || {
            self.dialog.form().is_some() || !self.selection.is_empty() || self.changes.is_busy()
        }));
        self.list.set_changing(Box::new(move |address| {
            let in_flight = self.changes.in_flight();
            in_flight.operation_on(address).is_some()
        }));
        self.list.start();
        self.selection.start();
        self.bulk.follow_pause();
        links::start(self);
        self.every(5_000, Self::tick);
        self.every(1_000, |app| _ = app.session.check_limits());
    }

    /// Empties everything that belongs to a session. The route stays, to come back to.
    fn reset(self, reason: &SignedOut) {
        self.claim.reset();
        self.bulk.reset();
        self.changes.reset();
        self.dialog.reset();
        self.export.reset();
        self.selection.reset();
        self.list.reset();
        self.notes.reset(reason);
        self.account.reset();
        self.machines.reset();
        self.requests.reset();
        self.request_log.reset();
        self.toasts.reset();
    }

    /// Moves the focus to the first of these that can take it.
    pub(crate) fn focus(self, targets: impl IntoIterator<Item = FocusTarget>) {
        self.ports.focus.focus(targets.into_iter().collect());
    }

    fn every(self, ms: u32, act: fn(Self)) {
        spawn(async move {
            loop {
                self.ports.clock.sleep(ms).await;
                act(self);
            }
        });
    }

    fn tick(self) {
        self.time.update();
        self.list.refresh_if_old();
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

    /// The page is in view or can run again; with `restored` it was left, and
    /// Back brought it out of the browser's memory.
    pub fn returned(self, restored: bool) {
        untrack(|| {
            self.tick();
            self.session.page_returned(restored);
        });
    }

    /// The user does something in the page.
    pub fn activity(self) {
        untrack(|| self.session.extend());
    }

    /// The browser has lost or found its network.
    pub fn network_changed(self) {
        untrack(|| {
            self.network.update();
            self.list.network_changed();
        });
    }

    /// Another tab has changed what the browser stores.
    pub fn storage_changed(self) {
        untrack(|| {
            self.preferences.read_only.reload();
            self.preferences.single_key_shortcuts.reload();
            self.notes.load();
        });
    }

    /// Another tab has sent a message.
    pub fn tab_message(self, message: TabMessage) {
        untrack(|| self.session.tab_message(message));
    }
}

//! The slices that know no address: all that signing in needs, and what the others stand on.

use model::wire::Config;
use reactive_graph::graph::untrack;

use crate::leak;
use crate::machines::MachinesSlice;
use crate::network::NetworkSlice;
use crate::permissions::PermissionsSlice;
use crate::ports::{Ports, TabMessage};
use crate::preferences::PreferencesSlice;
use crate::request_log::RequestLogSlice;
use crate::requests::RequestsSlice;
use crate::session::SessionSlice;
use crate::task::every;
use crate::time::TimeSlice;
use crate::toasts::ToastsSlice;

/// One of each, for as long as the page lives. A slice takes out those it uses.
#[derive(Clone, Copy)]
pub struct Foundation {
    pub(crate) ports: &'static Ports,
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
}

impl Foundation {
    /// The foundation of a page without a session. Called once.
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
        let foundation = Self {
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
        };
        session.on_end(Box::new(move |_| foundation.reset()));
        every(ports, 1_000, move || _ = session.check_limits());
        foundation
    }

    /// Empties everything that belongs to a session.
    fn reset(self) {
        self.machines.reset();
        self.requests.reset();
        self.request_log.reset();
        self.toasts.reset();
    }
}

/// What happens outside, for the page to report.
impl Foundation {
    /// The page is in view or can run again; with `restored` it was left, and
    /// Back brought it out of the browser's memory.
    pub fn returned(self, restored: bool) {
        untrack(|| self.session.page_returned(restored));
    }

    /// The user does something in the page.
    pub fn activity(self) {
        untrack(|| self.session.extend());
    }

    /// Another tab has sent a message.
    pub fn tab_message(self, message: TabMessage) {
        untrack(|| self.session.tab_message(message));
    }
}

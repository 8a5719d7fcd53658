//! The directory of machines, read in the background. Optional: without it the panel shows ids.

use std::cell::{Cell, OnceCell};

use model::domain::{Address, Assignee, Machine, MachineId, PublicIp, left_over_from};
use model::state::Directory;
use model::wire::{decode_machines, machines};
use reactive_graph::owner::LocalStorage;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Set, Update, With, Write};

use crate::ports::Ports;
use crate::requests::RequestsSlice;
use crate::session::SessionSlice;
use crate::task::spawn;
use crate::toasts::ToastsSlice;

/// Says whether something more important is under way.
type IsBusy = Box<dyn Fn() -> bool>;

/// The machines that addresses are assigned to, by id.
pub struct MachinesSlice {
    ports: &'static Ports,
    toasts: &'static ToastsSlice,
    session: &'static SessionSlice,
    requests: &'static RequestsSlice,
    directory: RwSignal<Directory, LocalStorage>,
    has_begun: Cell<bool>,
    has_reported: Cell<bool>,
    is_list_busy: OnceCell<IsBusy>,
}

impl MachinesSlice {
    pub(crate) fn new(
        ports: &'static Ports,
        toasts: &'static ToastsSlice,
        session: &'static SessionSlice,
        requests: &'static RequestsSlice,
    ) -> Self {
        Self {
            ports,
            toasts,
            session,
            requests,
            directory: RwSignal::new_local(Directory::default()),
            has_begun: Cell::new(false),
            has_reported: Cell::new(false),
            is_list_busy: OnceCell::new(),
        }
    }

    pub(crate) fn reset(&self) {
        self.has_begun.set(false);
        self.has_reported.set(false);
        self.directory.set(Directory::default());
    }

    /// Reads the directory, as far as it is known.
    pub fn with<R>(&self, read: impl FnOnce(&Directory) -> R) -> R {
        self.directory.with(read)
    }

    /// Whether every machine of the team is known.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.directory.with(Directory::is_complete)
    }

    /// The name of a machine where it is known, else its id.
    #[must_use]
    pub fn name_of(&self, machine: &MachineId) -> String {
        let id = machine.as_str();
        self.directory.with(|directory| {
            let name = directory.get(id).map(Machine::label);
            name.unwrap_or(id).to_owned()
        })
    }

    /// The name of what an address is assigned to, in the middle of a sentence.
    #[must_use]
    pub fn name_of_assignee(&self, assignee: &Assignee) -> String {
        self.or_unknown(assignee, Self::name_of)
    }

    /// The name and the id of what an address is assigned to, in the middle of a sentence.
    #[must_use]
    pub fn display_assignee(&self, assignee: &Assignee) -> String {
        self.or_unknown(assignee, Self::display_name)
    }

    fn or_unknown(&self, assignee: &Assignee, name: fn(&Self, &MachineId) -> String) -> String {
        match assignee {
            Assignee::Machine(id) => name(self, id),
            Assignee::Unreadable => "a machine whose ID can't be read".to_owned(),
        }
    }

    /// The name and the id of a machine, or the id alone.
    #[must_use]
    pub fn display_name(&self, machine: &MachineId) -> String {
        let (name, id) = (self.name_of(machine), machine.as_str());
        if name == id {
            name
        } else {
            format!("{name} ({id})")
        }
    }

    /// Whether an address is left over from a machine that no longer exists: then no machine loses
    /// it. `false` until every machine is known.
    #[must_use]
    pub fn is_orphan(&self, ip: &PublicIp) -> bool {
        let id = ip.machine_id();
        id.is_some_and(|id| self.with(|directory| directory.is_orphan(id.as_str())))
    }

    /// The name of the machine that says it has an address which the list calls idle.
    #[must_use]
    pub fn disputed_by(&self, ip: &PublicIp) -> Option<String> {
        self.with(|directory| {
            let holder = directory.holder(ip.address);
            holder
                .filter(|_| ip.machine.is_none())?
                .label()
                .to_owned()
                .into()
        })
    }

    /// The use of an address in a few words, for a list of addresses.
    #[must_use]
    pub fn describe_use(&self, ip: &PublicIp) -> String {
        match &ip.machine {
            None if self.disputed_by(ip).is_some() => "Idle, disputed".to_owned(),
            None => "Idle".to_owned(),
            Some(Assignee::Unreadable) => "Unknown machine".to_owned(),
            Some(Assignee::Machine(id)) if self.is_orphan(ip) => {
                format!("Orphaned, {}", id.as_str())
            }
            Some(Assignee::Machine(id)) => self.name_of(id),
        }
    }

    /// Takes in a change that this page shows.
    pub(crate) fn note_change(&self, address: Address, machine: Option<&MachineId>) {
        self.directory
            .try_maybe_update(|directory| (directory.note_change(address, machine), ()));
    }

    /// Says that an address is orphaned; `None` if it is not.
    #[must_use]
    pub fn orphan_words(&self, ip: &PublicIp) -> Option<String> {
        let id = ip.machine_id().filter(|_| self.is_orphan(ip))?;
        Some(left_over_from(id.as_str()))
    }

    /// While the list is loaded to its end, its pages go first.
    pub(crate) fn set_list_busy(&self, is_busy: IsBusy) {
        let is_first = self.is_list_busy.set(is_busy).is_ok();
        debug_assert!(is_first, "the application is wired once");
    }

    /// Loads the directory, once in a session.
    pub(crate) fn begin(&'static self) {
        if !self.has_begun.replace(true) {
            self.load();
        }
    }

    /// Loads the directory again, page after page, unless that is under way.
    pub(crate) fn load(&'static self) {
        if !self.directory.write().start() {
            return;
        }
        let session = self.session.token();
        spawn(async move {
            loop {
                while self.must_wait() {
                    self.ports.clock.sleep(1_000).await;
                }
                if session.is_cancelled() {
                    return;
                }
                let wanted = self.directory.write().next_page();
                let Some((ticket, after)) = wanted else {
                    return self.report_missing_names();
                };
                let Some(answer) = self.requests.send(machines(after.as_ref()), None).await else {
                    return;
                };
                let page = answer.and_then(|body| decode_machines(&body));
                self.directory.write().settle(ticket, page);
            }
        });
    }

    /// Loads the directory again when an address is on a machine that is not
    /// in it, or idle while a machine says that it has it: the list may be newer.
    pub(crate) fn recheck(&'static self, ip: &PublicIp) {
        if self.is_orphan(ip) || self.disputed_by(ip).is_some() {
            self.load();
        }
    }

    fn must_wait(&self) -> bool {
        let is_list_busy = || self.is_list_busy.get().is_some_and(|is_busy| is_busy());
        self.requests.pause().is_some() || is_list_busy()
    }

    /// Once a session: the names are an extra.
    fn report_missing_names(&'static self) {
        if self.directory.with(Directory::has_failed) && !self.has_reported.replace(true) {
            self.toasts
                .success("Couldn't load machine names. Showing IDs.");
        }
    }
}

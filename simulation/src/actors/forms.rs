//! What a person does to addresses, in forms.

use app::changes::machine_field::MachineField;
use app::dialog::{Dialog, FormState};
use model::domain::{Address, KNOWN_REGIONS, MachineId, Operation, PublicIp, Region};
use model::state::ItemStatus;

use crate::record::tell;
use crate::run::Run;

impl Run {
    pub(crate) fn claim(&mut self, at: usize) {
        let app = self.tabs[at].app();
        self.close_dialog(at);
        let is_refused = app.changes.in_flight().is_claiming() || app.permissions.is_read_only();
        app.claim.open();
        // The form of claims that are under way is shown again, and takes no others.
        let is_free = app.dialog.form().is_some_and(|form| !form.is_blocked());
        assert_eq!(is_free, !is_refused, "one claim at a time");
        if is_refused {
            return self.close_dialog(at);
        }
        let region = self.pick(&KNOWN_REGIONS).unwrap();
        let machine = app.changes.machine_field(None);
        let count = match self.below(4) {
            0 => 3,
            1 if let Some(id) = self.some_machine(&region) => {
                machine.type_text(id.as_str());
                1
            }
            _ => 1,
        };
        tell("person", || format!("claims {count} in {}", region.name()));
        self.tabs[at].seen.claims_asked += usize::from(count);
        assert_eq!(app.claim.submit(region, count, machine), Ok(()));
        self.may_close_dialog(at);
    }

    /// Opens the form of a change of one of the first addresses, so that operations meet.
    pub(crate) fn open_form(&mut self, at: usize) {
        let app = self.tabs[at].app();
        let Some(ip) = self.pick(&self.first_rows(at)) else {
            return;
        };
        let operation = match self.below(4) {
            0 => Operation::Release,
            1 if ip.machine.is_some() => Operation::Unassign,
            _ if ip.machine.is_some() => Operation::Move,
            _ => Operation::Assign,
        };
        self.close_dialog(at);
        let is_allowed = app.changes.check(operation, &ip).is_ok();
        tell("person", || {
            format!("opens {} {}", operation.verb(), ip.address)
        });
        app.changes.open(operation, ip.address);
        assert_eq!(app.dialog.is_open(), is_allowed, "one operation at a time");
    }

    /// Fills the open form in and submits it, and may close it before the answer.
    pub(crate) fn submit_form(&mut self, at: usize) {
        let app = self.tabs[at].app();
        let Some(Dialog::Change {
            operation,
            about,
            form,
            ..
        }) = app.dialog.get()
        else {
            return;
        };
        let ip = about.ip().clone();
        if form.is_blocked() || matches!(form.state, FormState::Failed(..)) && self.below(2) == 0 {
            return self.close_dialog(at);
        }
        let field = match operation {
            Operation::Assign | Operation::Move => match self.filled_in(at, &ip) {
                Some(field) => Some(field),
                None => return self.close_dialog(at),
            },
            _ => None,
        };
        self.confirm(at, &ip);
        let submitted = match operation {
            Operation::Release => {
                tell("person", || format!("releases {}", ip.address));
                app.changes.submit_release(&ip.address.to_string())
            }
            Operation::Unassign => {
                tell("person", || format!("unassigns {}", ip.address));
                app.changes.submit_unassign();
                Ok(())
            }
            Operation::Assign | Operation::Move => {
                let field = field.unwrap();
                let swap = field.swaps_with();
                if let Some(other) = &swap {
                    self.confirm(at, other.ip());
                }
                let swap = swap.map(|other| other.address());
                tell("person", || {
                    format!("assigns {} to {:?}, swap: {swap:?}", ip.address, field.id())
                });
                app.changes.submit_machine(field)
            }
            Operation::SignIn | Operation::List | Operation::Claim => Ok(()),
        };
        assert_eq!(submitted, Ok(()));
        self.may_close_dialog(at);
    }

    /// The field for a machine, with one in it.
    fn filled_in(&mut self, at: usize, ip: &PublicIp) -> Option<MachineField> {
        // Machines that exist and have another address of the region: a swap is offered then.
        let rows = self.rows(at, usize::MAX);
        let others = rows
            .iter()
            .filter(|it| it.region == ip.region && it.address != ip.address);
        let others = others.filter_map(|it| it.machine_id().cloned());
        let is_known = |id: &MachineId| self.truth.machines.iter().any(|it| it == id.as_str());
        let others: Vec<_> = others.filter(is_known).collect();
        let is_swap = ip.machine.is_some() && self.below(3) > 0;
        let machine = match self.pick(&others).filter(|_| is_swap) {
            Some(machine) => machine,
            None => self.some_machine(&ip.region)?,
        };
        let field = self.tabs[at].app().changes.machine_field(Some(ip.clone()));
        field.type_text(machine.as_str());
        Some(field)
    }

    /// Undoes a change, or completes a swap, if a toast offers that.
    pub(crate) fn accept_offer(&mut self, at: usize) {
        let app = self.tabs[at].app();
        self.close_dialog(at);
        let Some(toast) = app.toasts.actionable() else {
            return;
        };
        let told = format!("{toast:?}");
        tell("person", || format!("takes the offer of {:?}", toast.title));
        let words = told.split(|c: char| !c.is_ascii_digit() && c != '.');
        let parsed = words.map(|word| word.trim_matches('.').parse::<Address>());
        let locked = self.tabs[at].locked();
        let free = |address: &Address| !locked.contains(address);
        for address in parsed.filter_map(Result::ok).filter(free) {
            // The list may be behind, or show what was read since.
            let left = self.tabs[at].seen.confirmations.left(address);
            // What the toast says of it was read for the offer.
            let is_idle = told.contains(&format!("{address} is idle"));
            let as_told = |ip: PublicIp| PublicIp {
                machine: ip.machine.filter(|_| !is_idle),
                ..ip
            };
            match left.or_else(|| app.list.get(address).map(as_told)) {
                Some(ip) => self.confirm(at, &ip),
                None => _ = self.tabs[at].seen.pressed.insert(address),
            }
        }
        app.changes.accept_offer();
    }

    /// Begins an operation on several addresses, or changes how the last one goes on.
    pub(crate) fn bulk(&mut self, at: usize) {
        let app = self.tabs[at].app();
        self.close_dialog(at);
        let (is_running, has_failed) = app.bulk.with(|bulk| {
            let bulk = bulk.filter(|bulk| !bulk.is_confirming());
            let has_failed = bulk.is_some_and(|it| it.is_finished() && it.counts().failed > 0);
            (bulk.is_some_and(|it| it.is_running()), has_failed)
        });
        match self.below(4) {
            0 if is_running => return app.bulk.cancel(),
            _ if is_running => return app.bulk.toggle_pause(),
            0 if has_failed => {
                tell("person", || "retries what has failed".to_owned());
                return app.bulk.retry();
            }
            _ => {}
        }
        if self.below(3) > 0 {
            app.selection.clear();
            for ip in self.first_rows(at) {
                if self.below(2) == 0 {
                    app.selection.toggle(ip.address);
                }
            }
        }
        let operation = [Operation::Release, Operation::Unassign][self.below(2)];
        app.bulk.open(operation);
        if self.below(2) == 0 {
            self.confirm_bulk(at);
        }
    }

    /// Confirms the operation on several addresses that the dialog asks about.
    pub(crate) fn confirm_bulk(&mut self, at: usize) {
        let app = self.tabs[at].app();
        let is_asked = app.dialog.get() == Some(Dialog::Bulk)
            && app
                .bulk
                .with(|bulk| bulk.is_some_and(|it| it.is_confirming()));
        if !is_asked {
            return;
        }
        let (operation, ips, count) = app.bulk.with(|bulk| {
            let bulk = bulk.unwrap();
            let items = bulk.items().iter();
            let items = items.filter(|item| item.status == ItemStatus::Waiting);
            let ips: Vec<_> = items.map(|item| item.confirmed.ip().clone()).collect();
            (bulk.operation(), ips, bulk.counts().total)
        });
        tell("person", || {
            format!("{} in bulk: {ips:?}", operation.verb())
        });
        let moment = self.truth.moment;
        let seen = &mut self.tabs[at].seen;
        seen.confirmed_in_bulk = ips.iter().map(|ip| ip.address).collect();
        let in_flight = app.changes.in_flight();
        for ip in &ips {
            // One that is being changed alone was confirmed for that.
            if in_flight.operation_on(ip.address).is_none() {
                seen.confirmations.confirm(ip, moment, true);
            }
        }
        assert_eq!(app.bulk.confirm(&count.to_string()), Ok(()));
        self.may_close_dialog(at);
    }

    /// Confirms a change of an address, as it is shown, unless one is under way: then the form refuses it.
    fn confirm(&mut self, at: usize, ip: &PublicIp) {
        let in_flight = self.tabs[at].app().changes.in_flight();
        if in_flight.operation_on(ip.address).is_some() {
            return;
        }
        let moment = self.truth.moment;
        let seen = &mut self.tabs[at].seen;
        seen.pressed.insert(ip.address);
        seen.confirmations.confirm(ip, moment, false);
    }

    /// Closes the dialog at times: what is under way goes on.
    fn may_close_dialog(&self, at: usize) {
        if self.below(2) == 0 {
            self.close_dialog(at);
        }
    }

    pub(crate) fn close_dialog(&self, at: usize) {
        let dialog = self.tabs[at].app().dialog;
        if dialog.is_open() {
            dialog.close();
        }
    }

    pub(crate) fn first_rows(&self, at: usize) -> Vec<PublicIp> {
        self.rows(at, 8)
    }

    fn rows(&self, at: usize, most: usize) -> Vec<PublicIp> {
        self.tabs[at].app().list.with(|list| {
            let rows = list.rows().iter().take(most);
            rows.map(|row| list.columns().ip(*row)).collect()
        })
    }

    /// Mostly one that the API accepts.
    fn some_machine(&mut self, region: &Region) -> Option<MachineId> {
        let is_fit = self.below(5) > 0;
        let mut ids = self.truth.machines.clone();
        let account = self.truth.account();
        if is_fit {
            ids.retain(|id| {
                let machine = account.machine(id);
                let is_here = machine.is_some_and(|it| Region::parse(it.region) == *region);
                is_here && account.assigned_to(id).is_none()
            });
        }
        MachineId::parse(&self.pick(&ids)?).ok()
    }
}

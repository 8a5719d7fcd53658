//! What a user does, with any control that the panel shows then.

use app::claim::CheckProgress;
use app::dialog::Dialog;
use model::domain::{KNOWN_REGIONS, MachineId, Operation, PublicIp, Region};
use model::state::{Route, Sort, SortBy, Verdict};
use model::wire::Order;

use crate::run::Run;

impl Run {
    pub(crate) fn turn_to_another_view(&self) {
        let tokyo = Region::Other("tyo9".to_owned());
        let regions = KNOWN_REGIONS.into_iter().chain([tokyo]).map(Some);
        let regions: Vec<_> = regions.chain([None, None]).collect();
        let route = Route {
            region: self.pick(&regions).unwrap(),
            sort: Sort {
                by: SortBy::Claimed,
                order: [Order::Desc, Order::Asc][self.below(2)],
            },
            ..self.world.app.route.get()
        };
        self.world.app.fragment_changed(&route.fragment());
    }

    /// Begins or cancels to load the list to its end.
    pub(crate) fn load_all(&self) {
        let list = self.world.app.list;
        if list.load_all_progress().is_some() && self.below(4) == 0 {
            list.cancel_load_all();
        } else if list.has_rest() {
            list.load_all();
        }
    }

    pub(crate) fn claim(&mut self) {
        let app = self.world.app;
        self.close_dialog();
        let is_claiming = app.changes.in_flight().is_claiming();
        app.claim.open();
        assert_eq!(app.dialog.is_open(), !is_claiming, "one claim at a time");
        if !app.dialog.is_open() {
            return;
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
        self.claims_asked += usize::from(count);
        assert_eq!(app.claim.submit(region, count, machine), Ok(()));
    }

    /// Uses one of the buttons that the card of a lost claim has; it has none while it looks.
    pub(crate) fn use_claim_card(&mut self) {
        let claim = self.world.app.claim;
        let Some(CheckProgress::Over(verdict)) = claim.check().map(|check| check.progress) else {
            return;
        };
        match (verdict, self.below(4)) {
            (Verdict::NotSeen, 0) => {
                self.claims_asked += 1;
                claim.claim_again();
            }
            (Verdict::NotSeen | Verdict::Unknown(_), 1 | 2) => claim.look_again(),
            _ => claim.dismiss(),
        }
    }

    /// Changes one of the first addresses, so that operations meet.
    pub(crate) fn change(&mut self) {
        let rows = self.first_rows();
        let Some(ip) = self.pick(&rows) else { return };
        match self.below(4) {
            0 => self.submit(Operation::Release, &ip, None),
            1 if ip.machine.is_some() => self.submit(Operation::Unassign, &ip, None),
            _ => {
                let others = rows.iter().filter(|it| it.region == ip.region);
                let others: Vec<_> = others.filter_map(|it| it.machine.clone()).collect();
                let (operation, machine) = match ip.machine {
                    Some(_) if self.below(4) == 0 => (Operation::Move, self.pick(&others)),
                    Some(_) => (Operation::Move, self.some_machine(&ip.region)),
                    None => (Operation::Assign, self.some_machine(&ip.region)),
                };
                if machine.is_some() {
                    self.submit(operation, &ip, machine);
                }
            }
        }
    }

    /// Opens a form, fills it in, submits it, and may close it before the answer.
    fn submit(&self, operation: Operation, ip: &PublicIp, machine: Option<MachineId>) {
        let changes = self.world.app.changes;
        self.close_dialog();
        let address = ip.address;
        changes.open(operation, address);
        if changes.in_flight().operation_on(address).is_some() {
            assert!(!self.world.app.dialog.is_open(), "one operation at a time");
            return;
        }
        let submitted = match machine {
            _ if operation == Operation::Release => changes.submit_release(&address.to_string()),
            None => {
                changes.submit_unassign();
                Ok(())
            }
            Some(machine) => {
                let field = changes.machine_field(Some(ip.clone()));
                field.type_text(machine.as_str());
                changes.submit_machine(field)
            }
        };
        assert_eq!(submitted, Ok(()));
        if self.below(2) == 0 {
            self.close_dialog();
        }
    }

    /// Undoes the last change or completes a swap, if a toast offers that.
    pub(crate) fn accept_offer(&self) {
        self.close_dialog();
        self.world.app.changes.accept_offer();
    }

    /// Begins an operation on several addresses, or changes how the last one goes on.
    pub(crate) fn bulk(&self) {
        let app = self.world.app;
        self.close_dialog();
        let (is_running, has_failed) = app.bulk.with(|bulk| {
            let bulk = bulk.filter(|bulk| !bulk.is_confirming());
            let has_failed = bulk.is_some_and(|it| it.is_finished() && it.counts().failed > 0);
            (bulk.is_some_and(|it| it.is_running()), has_failed)
        });
        match self.below(4) {
            0 if is_running => return app.bulk.cancel(),
            _ if is_running => return app.bulk.toggle_pause(),
            0 if has_failed => return app.bulk.retry(),
            _ => {}
        }
        app.selection.clear();
        for ip in self.first_rows() {
            if self.below(2) == 0 {
                app.selection.toggle(ip.address);
            }
        }
        let operation = [Operation::Release, Operation::Unassign][self.below(2)];
        app.bulk.open(operation);
        if app.dialog.get() == Some(Dialog::Bulk) {
            let count = app.bulk.with(|bulk| bulk.unwrap().counts().total);
            assert_eq!(app.bulk.confirm(&count.to_string()), Ok(()));
            if self.below(2) == 0 {
                self.close_dialog();
            }
        }
    }

    fn close_dialog(&self) {
        if self.world.app.dialog.is_open() {
            self.world.app.dialog.close();
        }
    }

    fn first_rows(&self) -> Vec<PublicIp> {
        self.world.app.list.with(|list| {
            let rows = list.rows().iter().take(8);
            rows.map(|row| list.columns().ip(*row)).collect()
        })
    }

    /// Mostly one that the service accepts.
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

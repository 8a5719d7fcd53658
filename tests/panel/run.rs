//! One run: a person and somebody else who act, and a network that fails.

use std::collections::BTreeSet;

use model::domain::{KNOWN_REGIONS, MachineId, Operation, Region};
use model::state::{AddressList, ListEnd, Tail};
use model::wire::{ListQuery, Order};

use crate::flight::Job;
use crate::state::Panel;
use crate::test_rng::TestRng;

impl Panel {
    pub(crate) fn step(&mut self) {
        self.now += [0, 1, 700, 20_000][self.rng.below(4)];
        match self.rng.below(40) {
            0 if self.signed_in && self.rng.below(4) == 0 => self.leave(),
            _ if !self.signed_in => {
                self.sign_in();
                self.travel();
            }
            1..=3 => self.load(AddressList::next_page),
            4 => self.load(AddressList::retry),
            5 => {
                let query = self.some_query();
                self.turn_to(query);
            }
            6 | 7 => self.reload(),
            8 | 9 => {
                let region = self.rng.pick(&KNOWN_REGIONS).unwrap();
                self.claim(region);
            }
            10 if self.check.is_some() => match self.rng.below(2) {
                0 => self.end_claim(),
                _ => self.check_again(),
            },
            11..=17 => self.act(),
            18 | 19 => self.somebody_acts(),
            _ => self.travel(),
        }
        self.check_all();
    }

    fn some_query(&mut self) -> ListQuery {
        let tokyo = Region::Other("tyo9".to_owned());
        let regions = KNOWN_REGIONS.into_iter().chain([tokyo]).map(Some);
        let regions: Vec<_> = regions.chain([None, None]).collect();
        ListQuery {
            region: self.rng.pick(&regions).unwrap(),
            order: [Order::Desc, Order::Asc][self.rng.below(2)],
        }
    }

    /// A person changes one of the first addresses, so that operations meet.
    fn act(&mut self) {
        let rows = self.feed.rows();
        let rows = rows[..rows.len().min(8)].to_vec();
        let Some(row) = self.rng.pick(&rows) else {
            return;
        };
        let ip = self.feed.columns().ip(row);
        match self.rng.below(4) {
            0 => self.press(Operation::Release, ip, None),
            1 if ip.machine.is_some() => self.press(Operation::Unassign, ip, None),
            _ => {
                let Some(machine) = self.some_machine(&ip.region) else {
                    return;
                };
                let operation = match ip.machine {
                    Some(_) => Operation::Move,
                    None => Operation::Assign,
                };
                self.press(operation, ip, Some(machine));
            }
        }
    }

    /// Mostly one that the service accepts.
    fn some_machine(&mut self, region: &Region) -> Option<MachineId> {
        let is_fit = self.rng.below(5) > 0;
        let mut ids = self.truth.machines.clone();
        let account = self.truth.account();
        if is_fit {
            ids.retain(|id| {
                let machine = account.machine(id);
                let is_here = machine.is_some_and(|it| Region::parse(it.region) == *region);
                is_here && account.assigned_to(id).is_none()
            });
        }
        MachineId::parse(&self.rng.pick(&ids)?).ok()
    }

    fn somebody_acts(&mut self) {
        let some = self
            .rng
            .pick(self.truth.held())
            .map(|ip| ip.address.to_string());
        let now = self.now;
        match (self.rng.below(3), some) {
            (0, _) => {
                let region = self.rng.pick(&["ny2", "ca1", "ams1"]).unwrap();
                self.truth
                    .somebody(|account| drop(account.claim(region, now)));
            }
            (1, Some(ip)) => self.truth.somebody(|account| account.release(&ip).unwrap()),
            (_, Some(ip)) => {
                let machines = self.truth.machines.clone();
                let machine = self.rng.pick(&machines).filter(|_| self.rng.below(2) == 0);
                self.truth
                    .somebody(|account| drop(account.assign(&ip, machine.as_deref())));
            }
            (_, None) => {}
        }
    }

    fn check_all(&self) {
        let mut changing = BTreeSet::new();
        let mut claiming = 0;
        for flight in self.flights.iter().filter(|it| it.epoch == self.epoch) {
            match &flight.job {
                Job::Change(change) | Job::ConfirmChange(change, ..) => {
                    let address = change.before.address;
                    assert!(changing.insert(address), "two operations on {address}");
                    assert_eq!(self.locks.operation_on(address), Some(change.operation));
                }
                Job::Claim(_) | Job::Look(..) => claiming += 1,
                Job::SignIn | Job::Page(_) | Job::Refresh(_) | Job::Nobody => {}
            }
        }
        assert!(
            claiming <= usize::from(self.locks.is_claiming()),
            "two claims"
        );
        assert!(self.signed_in || self.feed.is_empty(), "shown to nobody");
        self.truth.check_rows(&self.feed, |address| {
            self.locks.operation_on(address).is_some()
        });
    }

    /// Everything arrives, nothing fails any more, and the list is loaded again to its end.
    pub(crate) fn finish(&mut self) {
        self.settle_all();
        self.faulty = false;
        self.sign_in();
        self.settle_all();
        if self.check.is_some() {
            self.end_claim();
        }
        assert!(!self.locks.is_busy(), "nothing is under way");
        self.reload();
        self.settle_all();
        while matches!(self.feed.tail(), Tail::Ready(_) | Tail::Failed(..)) {
            self.load(AddressList::next_page);
            self.load(AddressList::retry);
            self.settle_all();
        }
        assert_eq!(self.feed.tail(), &Tail::End(ListEnd::Complete));
        let columns = self.feed.columns();
        let rows = self.feed.rows().iter();
        let shown: Vec<_> = rows.map(|row| columns.ip(*row)).collect();
        let shown: Vec<_> = shown.iter().collect();
        assert_eq!(shown, self.truth.listed(self.feed.query()));
    }

    fn settle_all(&mut self) {
        let mut steps = 0;
        while !self.flights.is_empty() {
            steps += 1;
            assert!(steps < 10_000, "it comes to no end");
            self.travel();
            self.check_all();
        }
    }
}

/// Names the run that failed.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("in run {}", self.0);
        }
    }
}

/// Plays one run.
pub(crate) fn play(seed: u64) -> Panel {
    let _seed = Seed(seed);
    let mut panel = Panel::new(TestRng::new(seed));
    for _ in 0..50 {
        panel.step();
    }
    panel.finish();
    panel
}

//! One run: two users who act, and a network that fails.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use app::claim::CheckProgress;
use app::toasts::Toast;
use model::domain::Address;
use model::state::{ListEnd, Tail};

use crate::changes::Change;
use crate::coverage::Coverage;
use crate::observe::Cause;
use crate::refreshes::Refreshes;
use crate::support::{self, SharedRng, World};
use crate::test_rng::TestRng;
use crate::truth::Truth;

pub(crate) struct Run {
    rng: SharedRng,
    pub(crate) world: World,
    pub(crate) truth: Truth,
    pub(crate) coverage: Coverage,
    /// How many addresses a page holds at most.
    pub(crate) limit: usize,
    pub(crate) is_faulty: bool,
    pub(crate) was_signed_in: bool,
    /// The changes that are under way.
    pub(crate) changes: BTreeMap<Address, Change>,
    pub(crate) refreshes: Refreshes,
    /// How many claims the user has asked for, and how many were sent.
    pub(crate) claims_asked: usize,
    pub(crate) claims_sent: usize,
    /// What was claimed since the last report.
    pub(crate) claimed: Vec<Address>,
    /// The claim that was answered last.
    pub(crate) last_claim: Option<usize>,
    /// The look for a lost claim that is under way, and the moment at which it began.
    pub(crate) look: Option<(usize, usize)>,
    pub(crate) toasts: Vec<Toast>,
    /// The request of the log that was counted last.
    pub(crate) logged: Option<usize>,
}

impl Run {
    fn new(seed: u64) -> Self {
        let mut rng = TestRng::new(seed);
        let truth = Truth::new(&mut rng);
        let limit = [5, 20, 60][rng.below(3)];
        let is_faulty = rng.below(5) > 0;
        let rng = Rc::new(RefCell::new(rng));
        Self {
            world: World::new(&rng),
            rng,
            truth,
            coverage: Coverage::default(),
            limit,
            is_faulty,
            was_signed_in: false,
            changes: BTreeMap::new(),
            refreshes: Refreshes::default(),
            claims_asked: 0,
            claims_sent: 0,
            claimed: Vec::new(),
            last_claim: None,
            look: None,
            toasts: Vec::new(),
            logged: None,
        }
    }

    pub(crate) fn below(&self, sides: usize) -> usize {
        self.rng.borrow_mut().below(sides)
    }

    pub(crate) fn pick<T: Clone>(&self, list: &[T]) -> Option<T> {
        self.rng.borrow_mut().pick(list)
    }

    pub(crate) fn is_signed_in(&self) -> bool {
        self.world.app.session.mode().is_some()
    }

    async fn step(&mut self) {
        let app = self.world.app;
        let ms = [0, 1, 700, 20_000][self.below(4)];
        self.world.pass(ms).await;
        self.observe(&Cause::Time).await;
        let mut cause = Cause::Act;
        match self.below(44) {
            0 if self.is_signed_in() && self.below(4) == 0 => app.sign_out(),
            _ if !self.is_signed_in() => {
                app.sign_in("random-runs", false);
                self.observe(&Cause::Act).await;
                self.travel().await;
            }
            1..=3 => app.list.load_more(),
            4 => app.list.retry(),
            5 => self.turn_to_another_view(),
            6 | 7 if !app.list.is_refreshing() => {
                app.list.refresh();
                cause = Cause::Refresh;
            }
            8 | 9 => self.claim(),
            10 => self.use_claim_card(),
            11..=17 => self.change(),
            18 | 19 => self.another_user_acts(),
            20 => self.accept_offer(),
            21 => self.bulk(),
            22 => self.load_all(),
            _ => self.travel().await,
        }
        self.observe(&cause).await;
        // Nothing of a run is to end by the time limit of a session in which nothing is done.
        app.activity();
    }

    fn another_user_acts(&mut self) {
        let some = self.pick(self.truth.held());
        let some = some.map(|ip| ip.address.to_string());
        let now = self.world.now();
        match (self.below(3), some) {
            (0, _) => {
                let region = self.pick(&["ny2", "ca1", "ams1"]).unwrap();
                self.truth
                    .another_user(|account| drop(account.claim(region, now)));
            }
            (1, Some(ip)) => self
                .truth
                .another_user(|account| account.release(&ip).unwrap()),
            (_, Some(ip)) => {
                let machine = self.pick(&self.truth.machines);
                let machine = machine.filter(|_| self.below(2) == 0);
                self.truth
                    .another_user(|account| drop(account.assign(&ip, machine.as_deref())));
            }
            (_, None) => {}
        }
    }

    /// Everything arrives, nothing fails any more, and the list is loaded again to its end.
    async fn finish(&mut self) {
        let app = self.world.app;
        // Nothing is refreshed unasked any more.
        self.world.page.is_hidden.set(true);
        app.bulk.cancel();
        self.settle_all().await;
        self.is_faulty = false;
        if !self.is_signed_in() {
            app.sign_in("random-runs", false);
            self.settle_all().await;
        }
        let check = app.claim.check().map(|check| check.progress);
        if matches!(check, Some(CheckProgress::Over(_))) {
            app.claim.dismiss();
            self.observe(&Cause::Act).await;
        }
        assert!(!app.changes.is_busy(), "nothing is under way");
        app.list.refresh();
        self.observe(&Cause::Refresh).await;
        self.settle_all().await;
        let tail = || app.list.with(|list| list.tail().clone());
        while matches!(tail(), Tail::Ready(_) | Tail::Failed(..)) {
            app.list.load_more();
            app.list.retry();
            self.observe(&Cause::Act).await;
            self.settle_all().await;
        }
        assert_eq!(tail(), Tail::End(ListEnd::Complete));
        assert!(self.truth.doubtful.is_empty(), "all of it is known");
        app.list.with(|list| {
            let columns = list.columns();
            let rows = list.rows().iter();
            let shown: Vec<_> = rows.map(|row| columns.ip(*row)).collect();
            let shown: Vec<_> = shown.iter().collect();
            assert_eq!(shown, self.truth.listed(list.query()));
        });
    }

    /// Lets everything arrive, and time pass until nothing more is sent.
    async fn settle_all(&mut self) {
        let app = self.world.app;
        let (mut quiet_seconds, mut steps) = (0, 0);
        // Longer than any wait that a request, a toast or a lost claim has.
        while quiet_seconds < 65 {
            steps += 1;
            assert!(steps < 10_000, "it comes to no end");
            app.activity();
            if self.world.network.flights.borrow().is_empty() {
                self.world.pass(1_000).await;
                quiet_seconds += 1;
            } else {
                quiet_seconds = 0;
                self.observe(&Cause::Time).await;
                self.travel().await;
            }
        }
    }
}

/// Names the run that failed.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let seed = self.0;
            eprintln!("in run {seed}; SEED={seed} in the environment plays it alone");
        }
    }
}

/// Plays one run.
pub(crate) fn play(seed: u64) -> Coverage {
    let _seed = Seed(seed);
    support::run(async move {
        let mut run = Run::new(seed);
        for _ in 0..50 {
            run.step().await;
        }
        run.finish().await;
        run.coverage
    })
}

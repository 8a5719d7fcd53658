//! One run: who acts when, and the rest at the end.

use std::cell::RefCell;
use std::rc::Rc;

use model::domain::Address;
use model::state::{ListEnd, Tail};
use tokio::time::{Duration, sleep};

use crate::checks::observe::Cause;
use crate::checks::secret::KEY;
use crate::record::{count, tell};
use crate::rules::{Rule, require};
use crate::tab::Tab;
use crate::test_rng::TestRng;
use crate::world::SharedRng;
use crate::world::browser::Browser;
use crate::world::network::{Flight, PageId};
use crate::world::service::Truth;

pub(crate) struct Run {
    rng: SharedRng,
    pub(crate) browser: Browser,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) has_two_tabs: bool,
    pub(crate) truth: Truth,
    /// How many addresses a page holds at most.
    pub(crate) limit: usize,
    pub(crate) is_faulty: bool,
    /// The next request is likely to fail too.
    pub(crate) is_troubled: bool,
    pub(crate) last_fault: Option<&'static str>,
    /// How far behind the API may answer, in milliseconds.
    pub(crate) lag: i64,
    steps: usize,
}

impl Run {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = TestRng::new(seed);
        let truth = Truth::new(&mut rng);
        let limit = [5, 20, 60][rng.below(3)];
        let is_faulty = rng.below(5) > 0;
        let lag = [0, 0, 0, 1_500, 4_000][rng.below(5)];
        let has_two_tabs = rng.below(4) == 0;
        let steps = 20 + rng.below(41);
        let rng = Rc::new(RefCell::new(rng));
        let browser = Browser::new(&rng);
        let tabs = vec![Tab::open(&browser)];
        tell("account", || {
            let (key, held) = (truth.key(), truth.held().len());
            format!("{key} with {held} addresses; pages of {limit}; lag {lag} ms")
        });
        Self {
            rng,
            browser,
            tabs,
            has_two_tabs,
            truth,
            limit,
            is_faulty,
            is_troubled: false,
            last_fault: None,
            lag,
            steps,
        }
    }

    pub(crate) fn below(&self, sides: usize) -> usize {
        self.rng.borrow_mut().below(sides)
    }

    pub(crate) fn pick<T: Clone>(&self, list: &[T]) -> Option<T> {
        self.rng.borrow_mut().pick(list)
    }

    /// The tab that shows a page, unless that is gone.
    pub(crate) fn tab_of(&self, page: PageId) -> Option<usize> {
        self.tabs.iter().position(|tab| tab.open.id == page)
    }

    pub(crate) fn open_tab(&mut self) {
        tell("person", || "opens a second tab".to_owned());
        count("two tabs");
        let tab = Tab::open(&self.browser);
        self.tabs.push(tab);
    }

    /// Tells each tab's watch that addresses have changed: by a request that its page waits
    /// for, or by anything else.
    pub(crate) fn changed(
        &mut self,
        addresses: &[Address],
        by: Option<&Flight>,
        claim: Option<u32>,
    ) {
        for tab in &mut self.tabs {
            let is_own = by.is_some_and(|flight| flight.page == tab.open.id);
            let claim = claim.filter(|_| is_own);
            let moment = self.truth.moment;
            tab.seen.knowledge.changed(addresses, moment, is_own, claim);
        }
    }

    /// Lets time pass, with all timers in it.
    pub(crate) async fn pass(&self, ms: u64) {
        // The clock is paused: it moves on only once nothing else is left to do.
        sleep(Duration::from_millis(ms)).await;
    }

    /// Lets what has happened in a tab take its course, then observes all of them.
    pub(crate) async fn observe(&mut self, at: Option<usize>, cause: &Cause) {
        loop {
            self.pass(1).await;
            if !self.exchange_messages() {
                break;
            }
        }
        let now = self.browser.clock.at_the_api();
        for (index, tab) in self.tabs.iter_mut().enumerate() {
            let is_here = at == Some(index);
            let cause = if is_here { cause } else { &Cause::Time };
            tab.observe(&mut self.truth, cause, now);
        }
    }

    /// Delivers what tabs tell each other. Whether there was anything.
    pub(crate) fn exchange_messages(&self) -> bool {
        let mut any = false;
        for (from, tab) in self.tabs.iter().enumerate() {
            for message in tab.open.take_messages() {
                for (to, other) in self.tabs.iter().enumerate() {
                    if to != from {
                        any = true;
                        other.app().tab_message(message);
                        let is_over = !other.app().session.is_live();
                        require!(Rule::SessionEnds, is_over, "{message:?} in another tab");
                    }
                }
            }
        }
        any
    }

    async fn step(&mut self) {
        let ms = [0, 1, 700, 20_000][self.below(4)];
        if ms > 1 {
            tell("time", || format!("{ms} ms pass"));
        }
        self.pass(ms).await;
        self.observe(None, &Cause::Time).await;
        let at = self.below(self.tabs.len());
        if !self.tabs[at].is_signed_in() {
            self.sign_in(at).await;
            return self.travel().await;
        }
        match self.below(20) {
            0 => {
                self.colleague_acts();
                self.observe(None, &Cause::Time).await;
            }
            1..=9 => self.person_acts(at).await,
            _ => self.travel().await,
        }
    }

    async fn sign_in(&mut self, at: usize) {
        if self.tabs[at].app().sign_in(KEY, self.below(8) == 0) {
            tell("person", || "signs in".to_owned());
        }
        self.observe(Some(at), &Cause::Press).await;
    }

    /// Plays the run to its end.
    pub(crate) async fn play(&mut self) {
        for _ in 0..self.steps {
            self.step().await;
        }
        self.finish().await;
    }

    /// Everything arrives, nothing fails any more, and each list is loaded again to its end.
    async fn finish(&mut self) {
        tell("time", || "nothing fails any more".to_owned());
        for tab in &self.tabs {
            // Nothing is refreshed unasked any more.
            tab.open.page.is_hidden.set(true);
            tab.app().bulk.cancel();
        }
        self.settle_all().await;
        (self.is_faulty, self.lag) = (false, 0);
        for at in 0..self.tabs.len() {
            self.finish_tab(at).await;
        }
    }

    async fn finish_tab(&mut self, at: usize) {
        let app = self.tabs[at].app();
        while !self.tabs[at].is_signed_in() {
            self.sign_in(at).await;
            self.settle_all().await;
        }
        let tail = || app.list.with(|list| list.tail().clone());
        loop {
            // Claims that earlier sessions left open are taken up one after another, the first once
            // a refresh has told whose key this is.
            while app.claim.check().is_some() {
                app.claim.dismiss();
                self.observe(Some(at), &Cause::Press).await;
                self.settle_all().await;
            }
            app.list.refresh();
            self.observe(Some(at), &Cause::Refresh).await;
            self.settle_all().await;
            while matches!(tail(), Tail::Ready(_) | Tail::Failed(..)) {
                app.list.load_more();
                app.list.retry();
                self.observe(Some(at), &Cause::Press).await;
                self.settle_all().await;
            }
            if app.claim.check().is_none() {
                break;
            }
        }
        let tail = tail();
        let is_whole = tail == Tail::End(ListEnd::Complete);
        require!(Rule::RestIsTrue, is_whole, "the list ends in {tail:?}");
        self.tabs[at].check_at_rest(&self.truth);
    }

    /// Lets everything arrive, and time pass until nothing more is sent.
    async fn settle_all(&mut self) {
        let (mut quiet_seconds, mut steps) = (0, 0);
        // Longer than any wait that a request, a toast or a lost claim has.
        while quiet_seconds < 65 {
            steps += 1;
            require!(Rule::OneOutcome, steps < 10_000, "it comes to no end");
            for tab in &self.tabs {
                tab.app().activity();
            }
            if self.browser.network.flights.borrow().is_empty() {
                self.pass(1_000).await;
                quiet_seconds += 1;
            } else {
                quiet_seconds = 0;
                self.observe(None, &Cause::Time).await;
                self.travel().await;
            }
        }
        self.observe(None, &Cause::Time).await;
    }
}

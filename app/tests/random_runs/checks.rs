//! What must hold at any time.

use std::collections::BTreeSet;

use app::claim::CheckProgress;
use model::domain::{Operation, Region};
use model::state::{AddressList, Row, Verdict};
use model::wire::{ListQuery, Method, Order};

use crate::observe::changed_by;
use crate::run::Run;

impl Run {
    pub(crate) fn check_all(&self) {
        self.check_requests();
        let app = self.world.app;
        let locked = self.locked();
        app.list.with(|list| {
            assert!(
                self.is_signed_in() || list.is_empty(),
                "shown while signed out"
            );
            self.truth
                .check_rows(list, |address| locked.contains(&address));
            self.check_counts(list);
        });
        self.check_view();
    }

    /// One change of an address is under way at a time, and one claim.
    fn check_requests(&self) {
        let in_flight = self.world.app.changes.in_flight();
        let mut changing = BTreeSet::new();
        let mut claiming = 0;
        for flight in &*self.world.network.flights.borrow() {
            let request = &flight.request;
            if !flight.is_awaited() {
                continue;
            }
            claiming += usize::from(request.method == Method::Post);
            if let Some(address) = changed_by(request) {
                assert!(changing.insert(address), "two operations on {address}");
                let locked_for = in_flight.operation_on(address).expect("it is locked");
                let is_release = request.method == Method::Delete;
                assert_eq!(is_release, locked_for == Operation::Release, "{request:?}");
            }
        }
        let is_locked = in_flight.is_claiming();
        match self.world.app.claim.check().map(|check| check.progress) {
            Some(CheckProgress::Looking { .. }) => claiming += 1,
            Some(CheckProgress::Over(verdict)) => {
                let is_unknown = matches!(verdict, Verdict::Unknown(_));
                assert_eq!(
                    is_locked, is_unknown,
                    "another claim is a matter of {verdict:?}"
                );
            }
            None => {}
        }
        assert!(claiming <= usize::from(is_locked), "two claims");
    }

    /// The regions of a whole list have as many addresses as is said.
    fn check_counts(&self, list: &AddressList) {
        let app = self.world.app;
        let query = list.query();
        let is_certain = self.truth.doubtful.is_empty() && !app.changes.is_busy();
        if !is_certain || !list.covers(query) {
            return;
        }
        let check = |region: Option<&Region>| {
            let query = ListQuery {
                region: region.cloned(),
                ..ListQuery::default()
            };
            let held = self.truth.listed(&query).len();
            assert_eq!(app.list.region_count(region), Some(held), "{region:?}");
        };
        check(query.region.as_ref());
        if query.region.is_none() {
            app.list.regions().iter().map(Some).for_each(check);
        }
    }

    /// What is shown is what is loaded of the tab that the URL names, in its order.
    fn check_view(&self) {
        let list = self.world.app.list;
        let (wanted, options) = (list.query(), list.view_options());
        list.with_view(|view| {
            let is_right = view.list.covers(&wanted) || *view.list.query() == wanted;
            assert!(
                is_right || !self.is_signed_in(),
                "of another tab: {wanted:?}"
            );
            let columns = view.columns();
            let is_here = |row: &&Row| {
                let region = columns.region(**row);
                options.region.as_ref().is_none_or(|it| it == region)
            };
            let loaded: BTreeSet<_> = view.list.rows().iter().filter(is_here).collect();
            let shown: BTreeSet<_> = view.rows().iter().collect();
            assert_eq!(shown, loaded, "{options:?}");
            assert_eq!(view.rows().len(), shown.len(), "twice");
            let dates: Vec<_> = view
                .rows()
                .iter()
                .map(|row| columns.claimed(*row))
                .collect();
            let is_sorted = match options.sort.order {
                Order::Asc => dates.is_sorted(),
                Order::Desc => dates.iter().rev().is_sorted(),
            };
            assert!(is_sorted, "{options:?}: {dates:?}");
        });
    }
}

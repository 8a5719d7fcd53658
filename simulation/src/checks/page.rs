//! What must hold of a page at any time.

use std::collections::BTreeSet;

use app::claim::CheckProgress;
use model::domain::{Operation, Region};
use model::state::{AddressList, Row, Verdict};
use model::wire::{ListQuery, Method, Order};

use super::observe::{changed_by, describe};
use crate::rules::{Rule, require};
use crate::tab::Tab;
use crate::world::service::Truth;

impl Tab {
    pub(crate) fn check_page(&self, truth: &Truth) {
        self.check_requests();
        let locked = self.locked();
        self.app().list.with(|list| {
            let is_empty = self.is_signed_in() || list.is_empty();
            require!(Rule::SessionEnds, is_empty, "shown while signed out");
            let is_locked = |address| locked.contains(&address);
            self.seen.knowledge.check_rows(truth, list, is_locked);
            self.check_counts(truth, list);
        });
        self.check_view();
    }

    /// One change of an address is under way at a time, and one claim.
    fn check_requests(&self) {
        let app = self.app();
        let in_flight = app.changes.in_flight();
        let mut changing = BTreeSet::new();
        let mut claiming = 0;
        self.open.each_awaited(|id, request| {
            claiming += usize::from(request.method == Method::Post);
            if let Some(address) = changed_by(request) {
                let is_first = changing.insert(address);
                require!(Rule::LocksAreTrue, is_first, "two operations on {address}");
                let locked_for = in_flight.operation_on(address);
                let is_release = request.method == Method::Delete;
                let is_locked =
                    locked_for.is_some_and(|it| is_release == (it == Operation::Release));
                let request = describe(id, request);
                require!(
                    Rule::LocksAreTrue,
                    is_locked,
                    "{locked_for:?}, but {request}"
                );
            }
        });
        let is_locked = in_flight.is_claiming();
        match app.claim.check().map(|check| check.progress) {
            Some(CheckProgress::Looking { .. }) => claiming += 1,
            Some(CheckProgress::Over(verdict)) => {
                let is_unknown = matches!(verdict, Verdict::Unknown { .. });
                let is_right = is_locked == is_unknown || claiming > 0;
                require!(
                    Rule::LocksAreTrue,
                    is_right,
                    "{verdict:?}, locked: {is_locked}"
                );
            }
            None => {}
        }
        let most = usize::from(is_locked);
        require!(
            Rule::LocksAreTrue,
            claiming <= most,
            "{claiming} claims at once"
        );
    }

    /// The regions of a whole list have as many addresses as is said.
    fn check_counts(&self, truth: &Truth, list: &AddressList) {
        let app = self.app();
        let query = list.query();
        let is_certain = self.seen.knowledge.doubtful.is_empty() && !app.changes.is_busy();
        if !is_certain || !list.covers(query) {
            return;
        }
        let check = |region: Option<&Region>| {
            let query = ListQuery {
                region: region.cloned(),
                ..ListQuery::default()
            };
            let held = truth.listed(&query).len();
            let said = app.list.region_count(region);
            require!(
                Rule::CountsAreTrue,
                said == Some(held),
                "{region:?}: {said:?}, not {held}"
            );
        };
        check(query.region.as_ref());
        if query.region.is_none() {
            app.list.regions().iter().map(Some).for_each(check);
        }
    }

    /// What is shown is what is loaded of the tab that the URL names, in its order.
    fn check_view(&self) {
        let list = self.app().list;
        let (wanted, options) = (list.query(), list.view_options());
        list.with_view(|view| {
            let is_right = view.list.covers(&wanted) || *view.list.query() == wanted;
            let is_right = is_right || !self.is_signed_in();
            require!(Rule::ViewIsTrue, is_right, "of another tab: {wanted:?}");
            let columns = view.columns();
            let is_here = |row: &&Row| {
                let region = columns.region(**row);
                options.region.as_ref().is_none_or(|it| it == region)
            };
            let loaded: BTreeSet<_> = view.list.rows().iter().filter(is_here).collect();
            let shown: BTreeSet<_> = view.rows().iter().collect();
            require!(
                Rule::ViewIsTrue,
                shown == loaded,
                "{shown:?}, not {loaded:?}: {options:?}"
            );
            let count = view.rows().len();
            require!(
                Rule::ViewIsTrue,
                count == shown.len(),
                "a row twice: {options:?}"
            );
            let rows = view.rows().iter();
            // One without a readable date stands where the API has it.
            let dates: Vec<_> = rows.filter_map(|row| columns.claimed(*row)).collect();
            let is_sorted = match options.sort.order {
                Order::Asc => dates.is_sorted(),
                Order::Desc => dates.iter().rev().is_sorted(),
            };
            let is_sorted = is_sorted || self.seen.has_looped;
            require!(Rule::ViewIsTrue, is_sorted, "{options:?}: {dates:?}");
        });
    }
}

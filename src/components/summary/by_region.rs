//! Usage by region, as a table in a popover.

use dom::html::{caption, div, table, tbody, td, th, thead, tr};
use dom::{El, Show, switch};
use model::domain::{Price, Region, format_count};
use model::state::UsageCounts;

use crate::store::Store;
use crate::ui::{button, lazy_children, popover};

const COLUMNS: [&str; 5] = ["Region", "Assigned", "Idle", "Orphaned", "Idle a month"];

pub(super) fn by_region(store: Store) -> El {
    let popup = div().class("popup");
    let content = lazy_children(popup, move || vec![div().child(regions_table(store))]);
    popover("by-region", button("btn btn-quiet", "By region"), content)
}

fn regions_table(store: Store) -> Show {
    let regions = move || -> Vec<Region> {
        let tabs = store.census.with(|census| census.tabs());
        let used = |region: &Region| store.count(Some(region)).total() > 0;
        tabs.into_iter().filter(used).collect()
    };
    switch(regions, move |regions| {
        let lines = regions.into_iter().map(Some).chain([None]);
        table()
            .child(caption().child("Addresses by region"))
            .child(head())
            .child(tbody().child(lines.map(|region| line(store, region))))
    })
}

fn head() -> El {
    let names = COLUMNS.map(|name| th().attr("scope", "col").child(name));
    thead().child(tr().child(names))
}

fn line(store: Store, region: Option<Region>) -> El {
    let name = region.as_ref().map_or("All regions", Region::name);
    let row = tr().child(th().attr("scope", "row").child(name));
    let count = move || store.count(region.as_ref());
    let cells: [fn(&UsageCounts, Price) -> String; 4] = [
        |count, _| format_count(count.assigned),
        |count, _| format_count(count.idle),
        |count, _| format_count(count.orphaned),
        |count, price| price.times(count.idle),
    ];
    row.child(cells.map(|words| {
        let count = count.clone();
        td().child(move || words(&count(), store.price.get()))
    }))
}

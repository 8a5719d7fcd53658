//! Usage by region, as a table in a popover.

use app::App;
use dom::html::{caption, div, table, tbody, td, th, thead, tr};
use dom::{El, switch};
use model::domain::{Price, Region, format_count};
use model::state::UsageCounts;

use crate::ui::{button, lazy_children, popover};

pub(super) fn by_region(app: App) -> El {
    let regions = move || -> Vec<Region> {
        let mut regions = app.list.regions();
        regions.retain(|region| app.list.usage_counts(Some(region)).total() > 0);
        regions
    };
    let content = lazy_children(div().class("popup"), move || {
        vec![div().child(switch(regions, move |regions| regions_table(app, regions)))]
    });
    popover("by-region", button("btn btn-quiet", "By region"), content)
}

fn regions_table(app: App, regions: Vec<Region>) -> El {
    let names = ["Region", "Assigned", "Idle", "Orphaned", "Idle a month"];
    let names = names.map(|name| th().attr("scope", "col").child(name));
    let lines = regions.into_iter().map(Some).chain([None]);
    table()
        .child(caption().child("Addresses by region"))
        .child(thead().child(tr().child(names)))
        .child(tbody().child(lines.map(|region| line(app, region))))
}

fn line(app: App, region: Option<Region>) -> El {
    let name = region.as_ref().map_or("All regions", Region::name);
    let row = tr().child(th().attr("scope", "row").child(name));
    let counts = move || app.list.usage_counts(region.as_ref());
    let cells: [fn(&UsageCounts, Price) -> String; 4] = [
        |counts, _| format_count(counts.assigned),
        |counts, _| format_count(counts.idle),
        |counts, _| format_count(counts.orphaned),
        |counts, price| price.times(counts.idle),
    ];
    row.child(cells.map(|words| {
        let counts = counts.clone();
        td().child(move || words(&counts(), app.preferences.price.get()))
    }))
}

//! Usage by region, as a table in a popover.

use app::App;
use dom::html::{caption, div, table, tbody, td, th, thead, tr};
use dom::{El, switch};
use model::domain::{Region, format_count};
use model::state::UsageCounts;

use crate::components::load_all::{part_note, so_far};
use crate::ui::{button, lazy_children, popover};

pub(super) fn by_region(app: App) -> El {
    let lines = move || -> Vec<Option<Region>> {
        let mut regions = app.list.regions();
        regions.retain(|region| app.list.usage_counts(Some(region)).total() > 0);
        // The list of one region counts no other.
        let all = app.list.query().region.is_none().then_some(None);
        regions.into_iter().map(Some).chain(all).collect()
    };
    let content = lazy_children(div().class("popup"), move || {
        let table = div().child(switch(lines, move |lines| regions_table(app, lines)));
        vec![part_note(app.list), table]
    });
    popover("by-region", button("btn btn-quiet", "By region"), content)
}

fn regions_table(app: App, lines: Vec<Option<Region>>) -> El {
    let names = ["Region", "Assigned", "Idle", "Orphaned", "Idle cost"];
    let names = names.map(|name| th().attr("scope", "col").child(name));
    table()
        .child(caption().child(move || format!("Addresses by region{}", so_far(app.list))))
        .child(thead().child(tr().child(names)))
        .child(tbody().child(lines.into_iter().map(|region| line(app, region))))
}

fn line(app: App, region: Option<Region>) -> El {
    let name = match &region {
        Some(region) => th().child(region.name()),
        None => th().child(move || format!("All regions{}", so_far(app.list))),
    };
    let row = tr().child(name.attr("scope", "row"));
    let counts = move || app.list.usage_counts(region.as_ref());
    let cells: [fn(App, &UsageCounts) -> String; 4] = [
        |_, counts| format_count(counts.assigned),
        |_, counts| format_count(counts.idle),
        |app, counts| match app.machines.is_complete() {
            true => format_count(counts.orphaned),
            false => "unknown".to_owned(),
        },
        |app, counts| app.preferences.price.get().times(counts.idle),
    ];
    row.child(cells.map(|words| {
        let counts = counts.clone();
        td().child(move || words(app, &counts()))
    }))
}

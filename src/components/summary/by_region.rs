//! Usage by region, as a table in a popover.

use app::App;
use dom::html::{caption, div, table, tbody, td, th, thead, tr};
use dom::{El, switch};
use model::domain::{Region, format_count};
use model::state::UsageCounts;

use crate::components::load_all::{part_note, so_far};
use crate::ui::{button, lazy_children, popover};

/// A column: its head, and what it says of the counts of a region.
type Column = (&'static str, fn(App, &UsageCounts) -> String);

const COLUMNS: [Column; 5] = [
    ("Assigned", |_, counts| format_count(counts.assigned)),
    ("Idle", |_, counts| format_count(counts.idle)),
    ("Disputed", |_, counts| format_count(counts.disputed)),
    ("Orphaned", |app, counts| match app.machines.is_complete() {
        true => format_count(counts.orphaned),
        false => "unknown".to_owned(),
    }),
    ("Idle cost", |app, counts| {
        app.preferences.price.get().times(counts.idle)
    }),
];

pub(super) fn by_region(app: App, is_hidden: impl Fn() -> bool + 'static) -> El {
    let lines = move || -> (Vec<Option<Region>>, bool) {
        let mut regions = app.list.regions();
        regions.retain(|region| app.list.usage_counts(Some(region)).total() > 0);
        // The list of one region counts no other.
        let all = app.list.query().region.is_none().then_some(None);
        // Rare, so its column is there only when it has a number.
        let has_disputed = app.list.usage_counts(None).disputed > 0;
        (
            regions.into_iter().map(Some).chain(all).collect(),
            has_disputed,
        )
    };
    let content = lazy_children(div().class("popup"), move || {
        let table = switch(lines, move |(lines, has_disputed)| {
            let columns = COLUMNS.into_iter();
            let columns = columns.filter(|(name, _)| has_disputed || *name != "Disputed");
            regions_table(app, &columns.collect::<Vec<_>>(), lines)
        });
        vec![part_note(app.list), div().child(table)]
    });
    let opener = button("btn btn-quiet regions-opener", "By region").attr("hidden", is_hidden);
    popover("by-region", opener, content)
}

fn regions_table(app: App, columns: &[Column], lines: Vec<Option<Region>>) -> El {
    let names = ["Region"].into_iter().chain(columns.iter().map(|it| it.0));
    let names = names.map(|name| th().attr("scope", "col").child(name));
    table()
        .child(caption().child(move || format!("Addresses by region{}", so_far(app.list))))
        .child(thead().child(tr().child(names)))
        .child(tbody().child(lines.into_iter().map(|region| line(app, columns, region))))
}

fn line(app: App, columns: &[Column], region: Option<Region>) -> El {
    let name = match &region {
        Some(region) => th().child(region.name()),
        None => th().child(move || format!("All regions{}", so_far(app.list))),
    };
    let row = tr().child(name.attr("scope", "row"));
    let counts = move || app.list.usage_counts(region.as_ref());
    row.child(columns.iter().map(|(name, words)| {
        let (counts, words) = (counts.clone(), *words);
        td().attr("data-name", *name)
            .child(move || words(app, &counts()))
    }))
}

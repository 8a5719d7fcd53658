//! The same numbers as a table, region by region.

use model::domain::{Price, Region, format_count};
use model::state::UsageCounts;

use crate::store::Store;
use crate::ui::{El, Value, el};

const BUTTON: &str = "By region";
const CAPTION: &str = "Addresses by region";
const COLUMNS: [&str; 5] = ["Region", "Assigned", "Idle", "Orphaned", "Idle a month"];
const ALL: &str = "All regions";
const ID: &str = "by-region";

/// The button, and the table that it opens.
pub(super) fn by_region(store: Store) -> El {
    let button = el("button")
        .class("btn btn-quiet")
        .attr("type", "button")
        .attr("popovertarget", ID)
        .text(BUTTON);
    let rows = move || {
        let tabs = store.census.with(|census| census.tabs());
        let regions: Vec<Region> = tabs
            .into_iter()
            .filter(|region| store.count(Some(region)).total() > 0)
            .collect();
        regions
    };
    // Made when it is opened for the first time: most people never do.
    let opened = Value::new(false);
    let opens = opened.clone();
    let shown = move || opened.get().then(&rows);
    let table = el("div").choose(shown, move |regions| {
        let lines = regions
            .as_ref()?
            .iter()
            .map(|region| line(store, Some(region.clone())));
        Some(
            el("table")
                .child(el("caption").text(CAPTION))
                .child(head())
                .child(el("tbody").children(lines).child(line(store, None))),
        )
    });
    let popup = el("div")
        .class("popup")
        .attr("id", ID)
        .attr("popover", "auto")
        .on("beforetoggle", move |_| opens.set(true))
        .child(table);
    el("span").class("popup-place").child(button).child(popup)
}

fn head() -> El {
    let names = COLUMNS.map(|name| el("th").attr("scope", "col").text(name));
    el("thead").child(el("tr").children(names))
}

fn line(store: Store, region: Option<Region>) -> El {
    let name = region.as_ref().map_or(ALL, Region::name);
    let row = el("tr").child(el("th").attr("scope", "row").text(name));
    let count = move || store.count(region.as_ref());
    let cells: [fn(&UsageCounts, Price) -> String; 4] = [
        |count, _| format_count(count.assigned),
        |count, _| format_count(count.idle),
        |count, _| format_count(count.orphaned),
        |count, price| price.times(count.idle),
    ];
    row.children(cells.map(|words| {
        let count = count.clone();
        el("td").bind_text(move || words(&count(), store.price.get()))
    }))
}

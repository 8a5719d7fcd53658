//! The panel: every address of the team, and what can be done with it.

use crate::components::{
    address_list, bulk_bar, claim_check, demo_banner, filter_group, found_line, guarded,
    offline_banner, page_keys, region_tabs, search_box, session_end, status_line, summary, top_bar,
};
use crate::forms::{bulk_dialog, open_form};
use crate::sheets::open_sheet;
use crate::store::{Form, Store};
use crate::ui::{El, Icon, el, icon};

const CLAIM: &str = "Claim IP";

/// The page of a signed-in person.
#[must_use]
pub fn addresses_page(store: Store) -> El {
    page_keys(store);
    let claim = el("button")
        .class("btn btn-primary")
        .attr("id", "claim")
        .attr("type", "button")
        .child(icon(Icon::PLUS))
        .then_text(CLAIM)
        .on_press(move || store.open(Form::Claim));
    let claim = guarded(store, claim);
    let panel = el("main")
        .class("panel")
        .child(summary(store))
        .child(region_tabs(store))
        .child(found_line(store))
        .child(search_box(store))
        .child(filter_group(store))
        .child(el("div").class("toolbar").child(claim))
        .child(address_list(store))
        .child(bulk_bar(store))
        .child(status_line(store))
        .child(session_end(store, false));
    let banners = el("div")
        .class("banners")
        .child(demo_banner(store))
        .child(offline_banner(store))
        .child(claim_check(store));
    el("div")
        .class("frame")
        .child(top_bar(store))
        .child(banners)
        .child(panel)
        .choose(
            move || store.form.get(),
            move |form| form.as_ref().map(|form| open_form(store, form)),
        )
        .choose(
            move || store.bulk_is_open.get(),
            move |open| open.then(|| bulk_dialog(store)),
        )
        .choose(
            move || store.sheet.get(),
            move |sheet| sheet.map(|sheet| open_sheet(store, sheet)),
        )
}

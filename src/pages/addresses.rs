//! Page of a signed-in user: all addresses of the team.

use dom::html::{div, main};
use dom::{El, ev, show, show_let};

use crate::components::{
    address_list, bulk_bar, demo_banner, disable_if_read_only, filter_group, lost_claim,
    offline_banner, page_keys, region_tabs, result_summary, search_box, status_line, summary,
    timeout_warning, top_bar,
};
use crate::dialogs::open_dialog;
use crate::forms::{bulk_dialog, open_form};
use crate::store::{Form, Store};
use crate::ui::{Icon, button, icon};

#[must_use]
pub fn addresses_page(store: Store) -> El {
    page_keys(store);
    let claim = button("btn btn-primary", icon(Icon::PLUS))
        .id("claim")
        .child("Claim IP")
        .on(ev::click, move |_| store.open(Form::Claim));
    let claim = disable_if_read_only(store, claim);
    let panel = main()
        .class("panel")
        .child(summary(store))
        .child(region_tabs(store))
        .child(result_summary(store))
        .child(search_box(store))
        .child(filter_group(store))
        .child(div().class("toolbar").child(claim))
        .child(address_list(store))
        .child(bulk_bar(store))
        .child(status_line(store))
        .child(timeout_warning(store, false));
    let banners = div()
        .class("banners")
        .child(demo_banner(store))
        .child(offline_banner(store))
        .child(lost_claim(store));
    div()
        .class("frame")
        .child(top_bar(store))
        .child(banners)
        .child(panel)
        .child(show_let(
            move || store.form.get(),
            move |form| open_form(store, &form),
        ))
        .child(show(
            move || store.bulk_is_open.get(),
            move || bulk_dialog(store),
        ))
        .child(show_let(
            move || store.sheet.get(),
            move |sheet| open_dialog(store, sheet),
        ))
}

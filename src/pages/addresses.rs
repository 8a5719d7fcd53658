//! Page of a signed-in user: all addresses of the team.

use app::App;
use app::commands::Command;
use dom::html::{div, main};
use dom::{El, ev};

use crate::components::{
    address_list, bulk_bar, demo_banner, disable_if_read_only, filter_group, lost_claim,
    offline_banner, page_keys, region_tabs, result_summary, search_box, status_line, summary,
    timeout_warning, top_bar,
};
use crate::dialogs::open_dialog;
use crate::parts::Parts;
use crate::ui::{Icon, button, icon};

/// The page of a signed-in user.
pub fn addresses_page(app: App, parts: &'static Parts) -> El {
    page_keys(app);
    let claim = button("btn btn-primary", icon(Icon::PLUS))
        .id("claim")
        .child("Claim IP")
        .on(ev::click, move |_| Command::Claim.run(app));
    let banners = div()
        .class("banners")
        .child(demo_banner(app.session))
        .child(offline_banner(app.network))
        .child(lost_claim(app));
    let panel = main()
        .class("panel")
        .child(summary(app))
        .child(region_tabs(app))
        .child(result_summary(app.list))
        .child(search_box(app.route))
        .child(filter_group(app))
        .child(
            div()
                .class("toolbar")
                .child(disable_if_read_only(app.permissions, claim)),
        )
        .child(address_list(app))
        .child(bulk_bar(app))
        .child(status_line(app))
        .child(timeout_warning(app, false));
    div()
        .class("frame")
        .child(top_bar(app))
        .child(banners)
        .child(panel)
        .child(open_dialog(app, &parts.dialogs))
}

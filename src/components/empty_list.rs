//! Empty and failed list, in place of the table.

use app::App;
use dom::html::{div, h2, p};
use dom::{El, IntoChild, ev, switch};
use model::domain::{KNOWN_REGIONS, Operation, Region, format_count};
use model::state::{AddressList, Tail};

use super::cors_help::cors_help;
use super::disable_if_read_only;
use crate::ui::{Icon, button, icon};

/// Loaded to its end without an address: in the team, or in a region. Only a whole and readable
/// list says that there is none.
pub fn empty_list(app: App) -> El {
    let known = move || app.list.is_whole().then(|| app.list.query().region);
    div()
        .class("state")
        .child(switch(known, move |known| match known {
            None => unread_list(app),
            Some(None) => empty_team(app),
            Some(Some(region)) => empty_region(app, region),
        }))
}

fn empty_team(app: App) -> El {
    let first_step = "Claim an address in a region, then assign it to a machine there. It's billed until you release it, assigned or not.";
    placeholder(
        Icon::GLOBE,
        "Your team has no public IPs",
        p().child(first_step),
        actions().child(claim_button(app, "Claim the first address")),
    )
}

/// The list has ended without an address that can be shown, which does not mean that there is none.
fn unread_list(app: App) -> El {
    let words = move || match app.list.with(AddressList::skipped) {
        0 => "The API ended the list too early, so there may be more.".to_owned(),
        1 => "The API sent 1 address that couldn't be read.".to_owned(),
        more => format!(
            "The API sent {} addresses that couldn't be read.",
            format_count(more as usize)
        ),
    };
    let refresh = button("btn", "Refresh").on(ev::click, move |_| app.list.refresh());
    placeholder(
        Icon::WARNING,
        "No address could be read",
        p().child(move || format!("{} Refresh, or look in the Paperspace console.", words())),
        actions().child(refresh),
    )
}

fn empty_region(app: App, region: Region) -> El {
    let claim = KNOWN_REGIONS
        .contains(&region)
        .then(|| claim_button(app, &format!("Claim in {}", region.name())));
    let show_all = button("btn btn-quiet", "Show all regions")
        .on(ev::click, move |_| app.route.show_region(None));
    placeholder(
        Icon::GLOBE,
        format!("No addresses in {}", region.name()),
        p().child("A machine can only have an address in its own region."),
        actions().child(claim).child(show_all),
    )
}

/// Not even the first page loaded.
pub fn failed_list(app: App) -> El {
    let state = div().class("state").attr("role", "alert");
    let retry = button("btn btn-primary", "Retry").on(ev::click, move |_| app.list.retry());
    app.list.with(|list| match list.tail() {
        Tail::Failed(_, failure) => {
            let words = failure.words(Operation::List);
            let text = [p().child(&words.what), p().child(words.next)];
            let actions = actions().child(retry);
            state
                .child(placeholder(Icon::WARNING, words.title, text, actions))
                .child(cors_help(app.config, failure))
        }
        Tail::Ready(_) | Tail::Loading(..) | Tail::End(_) => state,
    })
}

fn claim_button(app: App, text: &str) -> El {
    disable_if_read_only(app.permissions, button("btn", text))
        .on(ev::click, move |_| app.claim.open())
}

pub(super) fn actions() -> El {
    div().class("state-actions")
}

pub(super) fn placeholder<M, N>(
    drawing: Icon,
    title: impl IntoChild<M>,
    text: impl IntoChild<N>,
    actions: El,
) -> El {
    div()
        .class("state-words")
        .child(icon(drawing))
        .child(h2().child(title))
        .child(text)
        .child(actions)
}

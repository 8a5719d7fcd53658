//! Sign-in page.

mod session_ended;

use dom::html::{div, form, h2, input, main, p};
use dom::{El, effect, ev, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, Update};
use model::domain::{Operation, format_minutes};
use model::state::{Session, SignedOut};
use session_ended::{has_ended, session_ended};
use web_sys::HtmlInputElement;

use crate::browser::{focus, storage};
use crate::components::{brand, cors_help, theme_switch};
use crate::store::Store;
use crate::ui::{
    Icon, button, checkbox, error_notice, field, followed_icon, icon_button, notice, submit_button,
};

const PURPOSE: &str =
    "See, claim, assign and release the public IP addresses of a Paperspace team.";
const NOT_KEPT: &str =
    "This browser does not let the page keep anything, so the key is forgotten at a reload.";
const WHERE_TO_GET: &str = "No key yet? Make one in the Paperspace console under Team settings, API keys. The demo needs no key and no network.";

#[must_use]
pub fn sign_in_page(store: Store) -> El {
    let page = main().class("alone").child(theme_switch(store)).child(
        div()
            .class("intro")
            .child(brand())
            .child(p().child(PURPOSE)),
    );
    let end = show_let(
        move || store.session.with(has_ended),
        move |reason| session_ended(store, &reason),
    );
    page.child(store.config.notice.as_deref().map(host_notice))
        .child(div().class("slot").child(end))
        .child(key_form(store))
        .child(
            div()
                .class("small-print")
                .id("key-hint")
                .child(p().child(where_it_goes(store)))
                .child(p().child(WHERE_TO_GET)),
        )
}

/// The host's notice from config.json.
fn host_notice(text: &str) -> El {
    notice(Icon::INFO)
        .attr("role", "note")
        .child(p().child(text))
}

fn key_form(store: Store) -> El {
    let (shown, until_reload) = (RwSignal::new_local(false), RwSignal::new_local(false));
    let checking = move || store.session.with(|session| *session == Session::Checking);
    let input = key_input(store, shown);
    let node: HtmlInputElement = input.node_as();
    let submit = submit_button("btn btn-primary btn-wide", "Sign in")
        .aria("disabled", checking)
        .attr("data-busy", checking);
    let demo = button("btn btn-wide", "Explore the demo")
        .aria("disabled", checking)
        .on(ev::click, move |_| {
            if !checking() {
                store.explore_demo();
            }
        });
    let group = div()
        .class("input-group")
        .child(input)
        .child(show_key(shown));
    let problem = show_let(
        move || {
            store.session.with(|session| match session {
                Session::SignedOut(reason) => Some(reason.clone()),
                Session::Checking | Session::SignedIn(_) => None,
            })
        },
        move |reason| problem(store, &reason),
    );
    form()
        .class("sign-in")
        .attr("novalidate", true)
        .child(h2().child("Sign in"))
        .child(field("key", "API key", group))
        .child(div().class("slot").child(problem))
        .child(how_long(until_reload))
        .child(div().class("buttons").child(submit).child(demo))
        .on(ev::submit, move |event| {
            event.prevent_default();
            if store.sign_in(&node.value(), until_reload.get()) {
                // From here on the key is nowhere else in the page.
                node.set_value("");
                shown.set(false);
            }
        })
}

fn key_input(store: Store, shown: RwSignal<bool, LocalStorage>) -> El {
    let input = input()
        .class("input mono")
        .id("key")
        .attr("name", "key")
        .attr("autocomplete", "current-password")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("required", true)
        .aria("describedby", "key-hint")
        .attr(
            "type",
            move || if shown.get() { "text" } else { "password" },
        )
        .attr("readonly", move || {
            store.session.with(|session| *session == Session::Checking)
        })
        .aria("invalid", move || store.session.with(is_field_problem));
    let field: HtmlInputElement = input.node_as();
    focus::take_soon(&field);
    effect(move || {
        if store.session.with(is_field_problem) {
            focus::take_soon(&field);
        }
    });
    input
}

fn show_key(shown: RwSignal<bool, LocalStorage>) -> El {
    let name = move || if shown.get() { "Hide key" } else { "Show key" };
    let drawing = followed_icon(move || {
        if shown.get() {
            Icon::EYE_OFF
        } else {
            Icon::EYE
        }
    });
    icon_button(drawing, name)
        .attr("title", name)
        .on(ev::click, move |_| shown.update(|shown| *shown = !*shown))
}

/// How long the key is kept, where the browser leaves a choice.
fn how_long(until_reload: RwSignal<bool, LocalStorage>) -> El {
    if !storage::is_allowed() {
        return p().class("hint").child(NOT_KEPT);
    }
    checkbox(
        "Forget the key when the page is reloaded",
        false,
        move |is_ticked| {
            until_reload.set(is_ticked);
        },
    )
}

/// Why the last sign-in failed.
fn problem(store: Store, reason: &SignedOut) -> Option<El> {
    match reason {
        SignedOut::NotAKey(problem) => {
            Some(error_notice("This cannot be a key", &[problem.words()]))
        }
        SignedOut::Unverified(failure) => {
            let words = failure.words(Operation::SignIn);
            let notice = error_notice(words.title, &[&words.what, words.next]);
            Some(notice.child(cors_help(store, failure)))
        }
        SignedOut::FirstVisit
        | SignedOut::ByChoice
        | SignedOut::Locked
        | SignedOut::Elsewhere { .. }
        | SignedOut::Expired(_)
        | SignedOut::Left
        | SignedOut::KeyRefused => None,
    }
}

/// Whether the key itself is wrong, by its form or by the API.
fn is_field_problem(session: &Session) -> bool {
    match session {
        Session::SignedOut(SignedOut::NotAKey(_)) => true,
        Session::SignedOut(SignedOut::Unverified(failure)) => failure.is_unauthorized(),
        Session::SignedOut(_) | Session::Checking | Session::SignedIn(_) => false,
    }
}

fn where_it_goes(store: Store) -> String {
    let api = &store.config.api_base;
    let base = api.as_str();
    let place = if base.starts_with('/') {
        "this site, at "
    } else {
        ""
    };
    let whose = if api.is_vendor() {
        ""
    } else {
        " That is not the vendor’s own address."
    };
    let limits = store.config.limits;
    let (session, idle) = (format_minutes(limits.session), format_minutes(limits.idle));
    format!(
        "The key stays in this tab until it is closed or signed out, for {session} at most, and no longer than {idle} \
         unused. It is sent to {place}{base} and nowhere else.{whose}"
    )
}

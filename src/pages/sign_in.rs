//! Where the key is entered.

mod ended;

use ended::{ended, has_ended};
use model::domain::{Operation, format_minutes};
use model::state::{Session, SignedOut};
use web_sys::HtmlInputElement;

use crate::browser::{focus, storage};
use crate::components::{brand, remedy, theme_switch};
use crate::store::Store;
use crate::ui::{El, Icon, Value, el, error_notice, icon, icon_of, run};

const PURPOSE: &str =
    "See, claim, assign and release the public IP addresses of a Paperspace team.";
const TITLE: &str = "Sign in";
const LABEL: &str = "API key";
const SHOW: &str = "Show key";
const HIDE: &str = "Hide key";
const SUBMIT: &str = "Sign in";
const DEMO: &str = "Explore the demo";
const UNTIL_RELOAD: &str = "Forget the key when the page is reloaded";
const NOT_KEPT: &str =
    "This browser does not let the page keep anything, so the key is forgotten at a reload.";
const KEY_STAYS: &str = "The key stays in this tab until it is closed or signed out, for ";
const AT_MOST: &str = " at most, and no longer than ";
const UNUSED: &str = " unused. It is sent to ";
const NOWHERE_ELSE: &str = " and nowhere else.";
const NOT_THE_VENDOR: &str = " That is not the vendor’s own address.";
const THIS_SITE: &str = "this site, at ";
const WHERE_TO_GET: &str = "No key yet? Make one in the Paperspace console under Team settings, API keys. The demo needs no key and no network.";
const NOT_A_KEY: &str = "This cannot be a key";

/// The sign-in page.
#[must_use]
pub fn sign_in_page(store: Store) -> El {
    let page = el("main").class("alone").child(theme_switch(store)).child(
        el("div")
            .class("intro")
            .child(brand())
            .child(el("p").text(PURPOSE)),
    );
    let page = match &store.config.notice {
        Some(notice) => page.child(host_notice(notice)),
        None => page,
    };
    page.child(el("div").class("slot").choose(
        move || store.session.with(has_ended),
        move |reason| reason.as_ref().and_then(|reason| ended(store, reason)),
    ))
    .child(key_form(store))
    .child(
        el("div")
            .class("small-print")
            .attr("id", "key-hint")
            .child(el("p").text(&where_it_goes(store)))
            .child(el("p").text(WHERE_TO_GET)),
    )
}

/// The line that the host set in config.json.
fn host_notice(text: &str) -> El {
    el("div")
        .class("notice")
        .attr("role", "note")
        .child(icon(Icon::INFO))
        .child(el("p").text(text))
}

fn key_form(store: Store) -> El {
    let (shown, until_reload) = (Value::new(false), Value::new(false));
    let checking = move || store.session.with(|session| *session == Session::Checking);
    let input = key_input(store, shown.clone());
    let hidden = shown.clone();
    let field: HtmlInputElement = input.node_as();
    let submit = el("button")
        .class("btn btn-primary btn-wide")
        .attr("type", "submit")
        .bind_flag("aria-disabled", checking)
        .bind_flag("data-busy", checking)
        .text(SUBMIT);
    let demo = el("button")
        .class("btn btn-wide")
        .attr("type", "button")
        .bind_flag("aria-disabled", checking)
        .text(DEMO)
        .on_press(move || {
            if !checking() {
                store.explore_demo();
            }
        });
    el("form")
        .class("sign-in")
        .attr("novalidate", "")
        .child(el("h2").text(TITLE))
        .child(
            el("div")
                .class("field")
                .child(el("label").class("label").attr("for", "key").text(LABEL))
                .child(
                    el("div")
                        .class("input-group")
                        .child(input)
                        .child(show_key(shown)),
                ),
        )
        .child(el("div").class("slot").choose(
            move || {
                store.session.with(|session| match session {
                    Session::SignedOut(reason) => Some(reason.clone()),
                    Session::Checking | Session::SignedIn(_) => None,
                })
            },
            move |reason| problem(store, reason.as_ref()?),
        ))
        .child(how_long(until_reload.clone()))
        .child(el("div").class("buttons").child(submit).child(demo))
        .on("submit", move |event| {
            event.prevent_default();
            if store.sign_in(&field.value(), until_reload.get_untracked()) {
                // From here on the key is where it is used, and nowhere else in the page.
                field.set_value("");
                hidden.set(false);
            }
        })
}

fn key_input(store: Store, shown: Value<bool>) -> El {
    let input = el("input")
        .class("input mono")
        .attr("id", "key")
        .attr("name", "key")
        .attr("autocomplete", "current-password")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("required", "")
        .attr("aria-describedby", "key-hint")
        .bind("type", move || {
            Some(if shown.get() { "text" } else { "password" }.to_owned())
        })
        .bind_flag("readonly", move || {
            store.session.with(|session| *session == Session::Checking)
        })
        .bind_flag("aria-invalid", move || store.session.with(is_field_problem));
    let field: HtmlInputElement = input.node_as();
    focus::take_soon(&field);
    run(Box::new(move || {
        if store.session.with(is_field_problem) {
            focus::take_soon(&field);
        }
    }));
    input
}

fn show_key(shown: Value<bool>) -> El {
    let (named, drawn) = (shown.clone(), shown.clone());
    let name = move || Some(if named.get() { HIDE } else { SHOW }.to_owned());
    el("button")
        .class("icon-btn")
        .attr("type", "button")
        .bind("aria-label", name.clone())
        .bind("title", name)
        .child(icon_of(move || {
            if drawn.get() {
                Icon::EYE_OFF
            } else {
                Icon::EYE
            }
        }))
        .on_press(move || shown.update(|shown| *shown = !*shown))
}

/// The choice of how long the key is kept, where the browser leaves one.
fn how_long(until_reload: Value<bool>) -> El {
    if !storage::is_allowed() {
        return el("p").class("hint").text(NOT_KEPT);
    }
    let input = el("input").attr("type", "checkbox");
    let node: HtmlInputElement = input.node_as();
    el("label")
        .class("check")
        .child(input.on("change", move |_| until_reload.set(node.checked())))
        .then_text(UNTIL_RELOAD)
}

/// Why nobody got in, if somebody tried.
fn problem(store: Store, reason: &SignedOut) -> Option<El> {
    match reason {
        SignedOut::NotAKey(problem) => Some(error_notice(NOT_A_KEY, &[problem.words()])),
        SignedOut::Unverified(failure) => {
            let words = failure.words(Operation::SignIn);
            let notice = error_notice(words.title, &[&words.what, words.next]);
            Some(notice.children(remedy(store, failure)))
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

/// Whether it is the key itself that is wrong, by its look or by the API's word.
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
    let place = if base.starts_with('/') { THIS_SITE } else { "" };
    let whose = if api.is_vendor() { "" } else { NOT_THE_VENDOR };
    let limits = store.config.limits;
    let (session, idle) = (format_minutes(limits.session), format_minutes(limits.idle));
    [
        KEY_STAYS,
        &session,
        AT_MOST,
        &idle,
        UNUSED,
        place,
        base,
        NOWHERE_ELSE,
        whose,
    ]
    .concat()
}

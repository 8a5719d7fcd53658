//! Sign-in page: the one of `index.html`, which has its elements and words, with what they do.

mod session_ended;

use app::foundation::Foundation;
use dom::html::p;
use dom::{El, effect, ev, keep, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, Update};
use model::domain::{Operation, format_minutes};
use model::state::{Session, SignedOut};
use model::wire::Config;
use session_ended::session_ended;
use web_sys::HtmlInputElement;

use crate::browser::{focus, task};
use crate::components::{bind_theme_switch, cors_help};
use crate::parts::Parts;
use crate::ui::{Icon, error_notice, notice};

/// Binds the page, and keeps what has been typed, chosen and shown in it.
pub fn sign_in_page(page: El, foundation: Foundation, parts: &'static Parts) -> El {
    let config = foundation.config;
    let host_notice = config.notice.as_deref().map(|text| {
        notice(Icon::INFO)
            .attr("role", "note")
            .child(p().child(text))
    });
    _ = bind_theme_switch(page.find(".theme"), foundation.preferences);
    _ = page.find("#host-notice").child(host_notice);
    _ = page.find("#session-ended").child(show_let(
        move || reason(foundation),
        |reason| session_ended(config.limits, &reason),
    ));
    bind_key_form(&page, foundation);
    bind_demo_button(&page, foundation, parts);
    let where_it_goes = where_the_key_goes(config);
    let goes = page.find("#key-goes");
    goes.node().set_text_content(Some(&where_it_goes));
    page
}

/// Why there is no session.
fn reason(foundation: Foundation) -> Option<SignedOut> {
    match foundation.session.get() {
        Session::SignedOut(reason) => Some(reason),
        Session::Checking | Session::SignedIn(_) => None,
    }
}

/// Whether the session is being opened by a key.
fn is_checking(foundation: Foundation) -> bool {
    foundation.session.get() == Session::Checking
}

fn bind_key_form(page: &El, foundation: Foundation) {
    let input = page.find("#key");
    let field: HtmlInputElement = input.node_as();
    let is_visible = RwSignal::new_local(field.type_() == "text");
    bind_key_input(input, foundation, is_visible);
    bind_show_key_button(page.find("#show-key"), is_visible);
    _ = page.find("#sign-in-problem").child(show_let(
        move || reason(foundation),
        |reason| problem(foundation.config, &reason),
    ));
    let can_store = foundation.session.can_store_key();
    _ = page.find(".check").attr("hidden", !can_store);
    _ = page.find("#no-storage").attr("hidden", can_store);
    _ = page
        .find(".btn-primary")
        .aria("disabled", move || is_checking(foundation))
        .attr("data-busy", move || is_checking(foundation));
    let until_reload: HtmlInputElement = page.find("[type=checkbox]").node_as();
    _ = page.find("form").on(ev::submit, move |event| {
        event.prevent_default();
        if foundation.sign_in(&field.value(), until_reload.checked()) {
            // A refused key stays, so that a missing letter can be mended.
            is_visible.set(false);
        }
    });
}

/// Opens the demo once its part of the program is here.
fn bind_demo_button(page: &El, foundation: Foundation, parts: &'static Parts) {
    let fault = RwSignal::new_local(None);
    _ = page.find("#demo-problem").child(show_let(
        move || fault.get(),
        |fault: String| error_notice("The demo didn't load", &[&fault]),
    ));
    let is_opening = RwSignal::new_local(false);
    let is_blocked = move || is_checking(foundation) || is_opening.get();
    _ = page
        .find("#demo")
        .aria("disabled", is_blocked)
        .attr("data-busy", move || is_opening.get())
        .on(ev::click, move |_| {
            if is_blocked() {
                return;
            }
            is_opening.set(true);
            fault.set(None);
            // Both at once: the demo is drawn by the list.
            task::spawn(async { _ = parts.list.prefetch().await });
            task::spawn(async move {
                let demo = parts.demo.get().await;
                let list = parts.list.get().await;
                if foundation.session.mode().is_some() {
                    // This page is gone.
                    return;
                }
                is_opening.set(false);
                match list.and(demo) {
                    Ok(_) if foundation.session.get() == Session::Checking => {}
                    Ok(open) => foundation.explore_demo(open()),
                    Err(words) => fault.set(Some(words)),
                }
            });
        });
}

fn bind_key_input(input: El, foundation: Foundation, is_visible: RwSignal<bool, LocalStorage>) {
    let is_refused = move || reason(foundation).is_some_and(|reason| is_field_problem(&reason));
    let input = input
        .attr(
            "type",
            move || {
                if is_visible.get() { "text" } else { "password" }
            },
        )
        .attr("readonly", move || is_checking(foundation))
        .aria("invalid", is_refused);
    let field: HtmlInputElement = input.node_as();
    if focus::is_nowhere() {
        focus::take_soon(&field);
    }
    keep(KeyField(field.clone()));
    effect(move || {
        if is_refused() {
            focus::take_soon(&field);
        }
    });
}

/// The field, emptied as it leaves the page: once signed in, no element has the key.
struct KeyField(HtmlInputElement);

impl Drop for KeyField {
    fn drop(&mut self) {
        self.0.set_value("");
    }
}

/// Its drawing follows the field, by the styles.
fn bind_show_key_button(button: El, is_visible: RwSignal<bool, LocalStorage>) {
    let name = move || {
        if is_visible.get() {
            "Hide key"
        } else {
            "Show key"
        }
    };
    _ = button
        .aria("label", name)
        .attr("title", name)
        .on(ev::click, move |_| is_visible.update(|it| *it = !*it));
}

/// Why the last attempt to sign in failed.
fn problem(config: &Config, reason: &SignedOut) -> Option<El> {
    match reason {
        SignedOut::NotAKey(problem) => {
            let notice = error_notice("Check your API key", &[problem.words()]);
            Some(notice.id("key-problem"))
        }
        SignedOut::Insecure => Some(error_notice(
            "This page isn't secure",
            &[
                "It came over http, so anyone on the network could read your API key or change the page. Open the panel over https to sign in.",
            ],
        )),
        SignedOut::Unverified(failure) => {
            let words = failure.words(Operation::SignIn);
            let notice = error_notice(words.title, &[&words.what, words.next]);
            Some(notice.id("key-problem").child(cors_help(config, failure)))
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

/// Whether the key itself is wrong, by its form or by the API's word.
fn is_field_problem(reason: &SignedOut) -> bool {
    match reason {
        SignedOut::NotAKey(_) => true,
        SignedOut::Unverified(failure) => failure.is_unauthorized(),
        SignedOut::FirstVisit
        | SignedOut::ByChoice
        | SignedOut::Insecure
        | SignedOut::Locked
        | SignedOut::Elsewhere { .. }
        | SignedOut::Expired(_)
        | SignedOut::Left
        | SignedOut::KeyRefused => false,
    }
}

fn where_the_key_goes(config: &Config) -> String {
    let base = config.api_base.as_str();
    let place = if base.starts_with('/') {
        "this site, at "
    } else {
        ""
    };
    let whose = if config.api_base.is_vendor() {
        ""
    } else {
        " This isn't Paperspace's own API."
    };
    let limits = config.limits;
    let (session, idle) = (format_minutes(limits.session), format_minutes(limits.idle));
    format!(
        "Your API key stays in this tab until you sign out, for at most {session} or {idle} \
         of inactivity. It's sent to {place}{base} and nowhere else.{whose}"
    )
}

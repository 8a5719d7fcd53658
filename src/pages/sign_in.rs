//! Sign-in page.

mod session_ended;

use app::foundation::Foundation;
use dom::html::{div, form, h2, input, main, p};
use dom::{El, effect, ev, keep, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, Update};
use model::domain::{Operation, format_minutes};
use model::state::{Session, SignedOut};
use model::wire::Config;
use session_ended::session_ended;
use web_sys::HtmlInputElement;

use crate::browser::{focus, task};
use crate::components::{brand, cors_help, theme_switch};
use crate::parts::Parts;
use crate::ui::{
    Icon, button, checkbox, error_notice, field, followed_icon, icon_button, notice, submit_button,
};

pub fn sign_in_page(foundation: Foundation, parts: &'static Parts) -> El {
    let purpose = "See, claim, assign and release your Paperspace team's public IP addresses.";
    let where_to_get = "No API key yet? Create one in the Paperspace console under Team settings, API keys. The demo needs no key and no network.";
    let host_notice = foundation.config.notice.as_deref().map(|text| {
        notice(Icon::INFO)
            .attr("role", "note")
            .child(p().child(text))
    });
    let end = show_let(
        move || reason(foundation),
        |reason| session_ended(foundation.config.limits, &reason),
    );
    main()
        .class("alone")
        .child(theme_switch(foundation.preferences))
        .child(
            div()
                .class("intro")
                .child(brand())
                .child(p().child(purpose)),
        )
        .child(host_notice)
        .child(div().class("slot").child(end))
        .child(key_form(foundation, parts))
        .child(
            div()
                .class("small-print")
                .id("key-hint")
                .child(p().child(where_the_key_goes(foundation.config)))
                .child(p().child(where_to_get)),
        )
}

/// Why there is no session.
fn reason(foundation: Foundation) -> Option<SignedOut> {
    match foundation.session.get() {
        Session::SignedOut(reason) => Some(reason),
        Session::Checking | Session::SignedIn(_) => None,
    }
}

fn key_form(foundation: Foundation, parts: &'static Parts) -> El {
    let (is_visible, until_reload) = (RwSignal::new_local(false), RwSignal::new_local(false));
    let is_checking = move || foundation.session.get() == Session::Checking;
    let input = key_input(foundation, is_visible);
    let node: HtmlInputElement = input.node_as();
    let submit = submit_button("btn btn-primary btn-wide", "Sign in")
        .aria("disabled", is_checking)
        .attr("data-busy", is_checking);
    let fault = RwSignal::new_local(None);
    let group = div()
        .class("input-group")
        .child(input)
        .child(show_key_button(is_visible));
    let problem = show_let(
        move || reason(foundation),
        |reason| problem(foundation.config, &reason),
    );
    let how_long = if foundation.session.can_store_key() {
        let name = "Forget the key when the page is reloaded";
        checkbox(name, false, move |is_ticked| until_reload.set(is_ticked))
    } else {
        p().class("hint")
            .child("This browser blocks storage, so your API key is forgotten when you reload.")
    };
    form()
        .class("sign-in")
        .attr("novalidate", true)
        .child(h2().child("Sign in"))
        .child(field("key", "API key", group))
        .child(div().class("slot").child(problem))
        .child(how_long)
        .child(
            div()
                .class("buttons")
                .child(submit)
                .child(demo_button(foundation, parts, fault)),
        )
        .child(div().class("slot").child(show_let(
            move || fault.get(),
            |fault: String| error_notice("The demo didn't load", &[&fault]),
        )))
        .on(ev::submit, move |event| {
            event.prevent_default();
            if foundation.sign_in(&node.value(), until_reload.get()) {
                // A refused key stays, so that a missing letter can be mended.
                is_visible.set(false);
            }
        })
}

/// Opens the demo once its part of the program is here.
fn demo_button(
    foundation: Foundation,
    parts: &'static Parts,
    fault: RwSignal<Option<String>, LocalStorage>,
) -> El {
    let is_opening = RwSignal::new_local(false);
    let is_blocked = move || foundation.session.get() == Session::Checking || is_opening.get();
    button("btn btn-wide", "Explore the demo")
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
        })
}

fn key_input(foundation: Foundation, is_visible: RwSignal<bool, LocalStorage>) -> El {
    let is_refused = move || reason(foundation).is_some_and(|reason| is_field_problem(&reason));
    let input = input()
        .class("input mono")
        .id("key")
        .attr("name", "key")
        .attr("autocomplete", "current-password")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("required", true)
        // The first is there only while something is wrong.
        .aria("describedby", "key-problem key-hint")
        .attr(
            "type",
            move || {
                if is_visible.get() { "text" } else { "password" }
            },
        )
        .attr("readonly", move || {
            foundation.session.get() == Session::Checking
        })
        .aria("invalid", is_refused);
    let field: HtmlInputElement = input.node_as();
    focus::take_soon(&field);
    keep(KeyField(field.clone()));
    effect(move || {
        if is_refused() {
            focus::take_soon(&field);
        }
    });
    input
}

/// The field, emptied as it leaves the page: once signed in, no element has the key.
struct KeyField(HtmlInputElement);

impl Drop for KeyField {
    fn drop(&mut self) {
        self.0.set_value("");
    }
}

fn show_key_button(is_visible: RwSignal<bool, LocalStorage>) -> El {
    let name = move || {
        if is_visible.get() {
            "Hide key"
        } else {
            "Show key"
        }
    };
    let drawing = followed_icon(move || {
        if is_visible.get() {
            Icon::EYE_OFF
        } else {
            Icon::EYE
        }
    });
    icon_button(drawing, name)
        .attr("title", name)
        .on(ev::click, move |_| is_visible.update(|it| *it = !*it))
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

//! Where the key is entered.

use leptos::ev;
use leptos::prelude::*;
use model::domain::Operation;
use model::state::{Session, SignedOut};

use crate::browser::focus;
use crate::components::ThemeSwitch;
use crate::store::Store;
use crate::ui::{ErrorNotice, Icon, Mark};

const PRODUCT: &str = "Public IPs";
const PURPOSE: &str =
    "See, claim, assign and release the public IP addresses of a Paperspace team.";
const TITLE: &str = "Sign in";
const LABEL: &str = "API key";
const SHOW: &str = "Show key";
const HIDE: &str = "Hide key";
const SUBMIT: &str = "Sign in";
const DEMO: &str = "Explore the demo";
const WHERE_TO_GET: &str = "No key yet? Make one in the Paperspace console under Team settings, API keys. The demo needs no key and no network.";
const NOT_A_KEY: &str = "This cannot be a key";
const ENDED: &str = "You were signed out";
const REFUSED: &str =
    "The API no longer accepts the key that was in use. Sign in again to go on where you were.";

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let store = Store::of_app();
    view! {
        <main class="alone">
            <ThemeSwitch />
            <div class="intro">
                <h1 class="brand"><Mark />{PRODUCT}</h1>
                <p>{PURPOSE}</p>
            </div>
            <HostNotice />
            <KeyForm />
            <div class="small-print" id="key-hint">
                <p>{where_it_goes(store)}</p>
                <p>{WHERE_TO_GET}</p>
            </div>
        </main>
    }
}

/// The line that the host set in config.json.
#[component]
fn HostNotice() -> impl IntoView {
    let notice = Store::of_app()
        .config
        .with_value(|config| config.notice.clone());
    notice.map(|text| {
        view! {
            <div class="notice" role="note">
                <Icon icon=Icon::Info />
                <p>{text}</p>
            </div>
        }
    })
}

#[component]
fn KeyForm() -> impl IntoView {
    let store = Store::of_app();
    let field = NodeRef::<leptos::html::Input>::new();
    let shown = RwSignal::new(false);
    let checking = Memo::new(move |_| store.session.with(|session| *session == Session::Checking));
    let problem = Memo::new(move |_| store.session.with(is_field_problem));
    field.on_load(|field| {
        request_animation_frame(move || {
            focus::take(&field);
        })
    });
    // A key that was refused is of no use to anybody; one that could not be checked is tried again.
    Effect::new(move |_| {
        let refused = store.session.with(is_refused);
        if let Some(field) = field.get_untracked().filter(|_| refused) {
            field.set_value("");
            focus::take(&field);
        }
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            store.sign_in(&field.value());
        }
    };
    view! {
        <form class="sign-in" novalidate on:submit=submit>
            <h2>{TITLE}</h2>
            <div class="field">
                <label class="label" for="key">{LABEL}</label>
                <div class="input-group">
                    <input
                        class="input mono"
                        id="key"
                        node_ref=field
                        type=move || if shown.get() { "text" } else { "password" }
                        autocomplete="current-password"
                        autocapitalize="off"
                        spellcheck="false"
                        required
                        readonly=checking
                        aria-describedby="key-hint"
                        aria-invalid=move || problem.get().then_some("true")
                    />
                    <button
                        class="icon-btn"
                        type="button"
                        aria-label=move || if shown.get() { HIDE } else { SHOW }
                        title=move || if shown.get() { HIDE } else { SHOW }
                        on:click=move |_| shown.update(|shown| *shown = !*shown)
                    >
                        <Icon icon=Signal::derive(move || if shown.get() { Icon::EyeOff } else { Icon::Eye }) />
                    </button>
                </div>
            </div>
            <div class="slot">{move || store.session.with(reason)}</div>
            <div class="buttons">
                <button
                    class="btn btn-primary btn-wide"
                    type="submit"
                    aria-disabled=move || checking.get().then_some("true")
                    data-busy=checking
                >
                    {SUBMIT}
                </button>
                <button
                    class="btn btn-wide"
                    type="button"
                    aria-disabled=move || checking.get().then_some("true")
                    on:click=move |_| if !checking.get_untracked() { store.explore_demo() }
                >
                    {DEMO}
                </button>
            </div>
        </form>
    }
}

/// Why the page is shown, if there is anything to say.
fn reason(session: &Session) -> Option<AnyView> {
    let Session::SignedOut(reason) = session else {
        return None;
    };
    let (title, paragraphs) = match reason {
        SignedOut::FirstVisit | SignedOut::ByChoice => return None,
        SignedOut::KeyRefused => (ENDED, vec![REFUSED.to_owned()]),
        SignedOut::NotAKey(problem) => (NOT_A_KEY, vec![problem.words().to_owned()]),
        SignedOut::Unverified(failure) => {
            let words = failure.words(Operation::SignIn);
            (words.title, vec![words.what, words.next.to_owned()])
        }
    };
    Some(view! { <ErrorNotice title paragraphs /> }.into_any())
}

/// Whether it is the key itself that is wrong, by its look or by the API's word.
fn is_field_problem(session: &Session) -> bool {
    matches!(session, Session::SignedOut(SignedOut::NotAKey(_))) || is_refused(session)
}

fn is_refused(session: &Session) -> bool {
    matches!(session, Session::SignedOut(SignedOut::Unverified(failure)) if failure.is_unauthorized())
}

fn where_it_goes(store: Store) -> String {
    store.config.with_value(|config| {
        let base = config.api_base.as_str();
        let place = if base.starts_with('/') {
            "this site, at "
        } else {
            ""
        };
        let whose = if config.api_base.is_vendor() {
            ""
        } else {
            " That is not the vendor’s own address."
        };
        [
            "The key stays in this tab until it is closed or signed out. It is sent to ",
            place,
            base,
            " and nowhere else.",
            whose,
        ]
        .concat()
    })
}

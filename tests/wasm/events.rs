//! The whole application on the ports of the browser: what happens in the page reaches it.

use std::mem;
use std::rc::Rc;

use app::App;
use app::foundation::Foundation;
use app::ports::{Clock, Storage};
use app::preferences::Theme;
use dom::html::button;
use js_sys::Function;
use leptos::prelude::{Owner, document, untrack, window};
use model::domain::{ApiKey, Region, Timestamp};
use model::state::{Mode, Session, SignedOut, StoredSession};
use model::wire::{ApiBase, Config};
use public_ips::browser::api::DemoApi;
use public_ips::browser::tabs::TabChannel;
use public_ips::browser::time::BrowserClock;
use public_ips::browser::web_storage::WebStorage;
use public_ips::browser::{events, ports};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{BroadcastChannel, Event};

use crate::allocations;
use crate::requests::Requests;
use crate::stage::{Property, Stage, heard, until};

const KEY: &str = "public-ips.key";

/// A browser that has stored nothing, and an application that nobody has signed in to, which lives as long as the page of the tests, and a
/// stage with the element that takes the focus after the sign-in.
fn start() -> (App, Stage) {
    for storage in [WebStorage::of_tab(), WebStorage::of_browser()] {
        storage.remove_all("");
    }
    open()
}

/// The same with what is stored.
fn open() -> (App, Stage) {
    let stage = Stage::draw(|| button().id("brand"));
    let config = Config {
        api_base: ApiBase::parse(concat!(env!("PUBLIC_IPS_TEST_API"), "/v1")).unwrap(),
        ..Config::default()
    };
    let owner = Owner::new();
    let app = owner.with(|| {
        let tabs = Rc::new(TabChannel::open());
        let foundation = Foundation::new(ports::ports(tabs.clone()), config);
        events::listen(foundation, &tabs);
        let app = App::new(foundation);
        events::report_to(app);
        app
    });
    mem::forget(owner);
    (app, stage)
}

async fn sign_in(app: App) {
    assert!(app.sign_in("demo", false));
    until("the API has accepted the key", || app.session.is_live()).await;
    until("the list is there", || app.list.shown_len() > 0).await;
}

fn dispatch(event: &Event) {
    window().dispatch_event(event).unwrap();
}

fn dispatch_named(name: &str) {
    dispatch(&Event::new(name).unwrap());
}

/// The page is shown again; with `persisted` Back brought it out of the browser's memory.
fn show_page(persisted: bool) {
    let make = "return new PageTransitionEvent('pageshow', { persisted })";
    let event = Function::new_with_args("persisted", make)
        .call1(&JsValue::NULL, &persisted.into())
        .unwrap();
    dispatch(event.unchecked_ref());
}

#[wasm_bindgen_test]
async fn the_fragment_names_the_view() {
    let (app, _stage) = start();
    assert_eq!(app.route.get().region, None);
    heard(&window(), "hashchange", || {
        window().location().set_hash("region=ny2").unwrap();
    })
    .await;
    assert_eq!(app.route.get().region, Some(Region::Ny2));
    heard(&window(), "hashchange", || {
        app.route.show_region(Some(Region::Ca1));
    })
    .await;
    assert_eq!(app.route.get().region, Some(Region::Ca1));
    heard(&window(), "hashchange", || app.route.show_region(None)).await;
}

#[wasm_bindgen_test]
fn another_tab_switches_read_only() {
    let (app, _stage) = start();
    let storage = WebStorage::of_browser();
    assert!(storage.set("public-ips.read-only", "on"));
    assert!(!app.preferences.read_only.get());
    dispatch_named("storage");
    assert!(app.preferences.read_only.get());
    storage.remove("public-ips.read-only");
}

#[wasm_bindgen_test]
fn the_network_is_lost_and_found() {
    let (app, _stage) = start();
    let lost = Property::replace(&window().navigator(), "onLine", "return false");
    dispatch_named("offline");
    assert!(!app.network.is_online());
    drop(lost);
    dispatch_named("online");
    assert!(app.network.is_online());
}

#[wasm_bindgen_test]
async fn another_tab_ends_the_session() {
    let (app, _stage) = start();
    let tab = WebStorage::of_tab();
    assert!(tab.set("another.page", "x") && tab.set("public-ips.claim", "x"));
    sign_in(app).await;
    let key = tab.get(KEY).unwrap();
    assert!(key.ends_with("\ndemo"), "{key}");
    let shared = window().local_storage().unwrap().unwrap();
    assert_eq!(shared.length(), Ok(0), "the key stays in its tab");
    let other_tab = BroadcastChannel::new("public-ips").unwrap();
    other_tab.post_message(&"locked".into()).unwrap();
    until("the session has ended", || app.session.mode().is_none()).await;
    let reason = SignedOut::Elsewhere { locked: true };
    assert_eq!(app.session.get(), Session::SignedOut(reason));
    assert_eq!(app.list.shown_len(), 0);
    assert_eq!((tab.get(KEY), tab.get("public-ips.claim")), (None, None));
    assert_eq!(tab.get("another.page").as_deref(), Some("x"));
    other_tab.close();
}

#[wasm_bindgen_test]
async fn back_brings_out_no_session_that_its_tab_has_lost() {
    let (app, _stage) = start();
    let tab = WebStorage::of_tab();
    sign_in(app).await;
    show_page(true);
    assert!(app.session.is_live());
    tab.remove(KEY);
    show_page(false);
    assert!(app.session.is_live(), "the page was not left");
    show_page(true);
    assert_eq!(app.session.get(), Session::SignedOut(SignedOut::Left));
}

#[wasm_bindgen_test]
async fn a_session_is_restored_and_what_the_user_does_extends_it() {
    let (app, _stage) = start();
    let tab = WebStorage::of_tab();
    let a_minute_ago = Timestamp(BrowserClock.now().0 - 60_000);
    let stored = StoredSession::new(ApiKey::parse("demo").unwrap(), a_minute_ago).to_stored_text();
    assert!(tab.set(KEY, &stored));
    app.restore();
    assert!(app.session.is_live());
    for event in ["pointermove", "scroll", "blur"] {
        dispatch_named(event);
        assert_eq!(tab.get(KEY), Some(stored.clone()), "{event}");
    }
    dispatch_named("click");
    let extended = tab.get(KEY).unwrap();
    let lines = |text: &str| -> [String; 3] {
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.try_into().unwrap()
    };
    let ([began, active, key], [began_then, active_then, key_then]) =
        (lines(&stored), lines(&extended));
    assert_eq!((began, key), (began_then, key_then));
    assert!(active < active_then, "{active} {active_then}");
    app.sign_out();
    assert_eq!(tab.get(KEY), None);
}

#[wasm_bindgen_test]
fn what_is_no_session_is_not_restored_and_does_not_stay() {
    let (app, _stage) = start();
    let tab = WebStorage::of_tab();
    for mangled in ["", "a-key", "1\n2\ntwo words", &"k".repeat(100_000)] {
        assert!(tab.set(KEY, mangled));
        app.restore();
        assert_eq!(app.session.mode(), None, "{mangled:.20?}");
        assert_eq!(tab.get(KEY), None, "{mangled:.20?}");
    }
}

#[wasm_bindgen_test]
fn the_theme_is_applied_and_remembered() {
    let (app, _stage) = start();
    let (storage, root) = (WebStorage::of_browser(), document().document_element());
    let applied = || root.as_ref().unwrap().get_attribute("data-theme");
    for theme in [Theme::Light, Theme::Dark, Theme::System] {
        app.preferences.next_theme();
        let name = (theme != Theme::System).then(|| theme.name().to_owned());
        assert_eq!(
            (applied(), storage.get("public-ips.theme")),
            (name.clone(), name)
        );
        assert_eq!(open().0.preferences.theme.get(), theme);
    }
    assert!(storage.set("public-ips.theme", "plaid"));
    assert_eq!(open().0.preferences.theme.get(), Theme::System);
    storage.remove("public-ips.theme");
}

#[wasm_bindgen_test]
async fn the_demo_runs_without_a_request_and_stores_no_key() {
    let requests = Requests::watch();
    let (app, _stage) = start();
    app.explore_demo(Rc::new(DemoApi::default()));
    assert_eq!(app.session.mode(), Some(Mode::Demo));
    until("the list is there", || app.list.shown_len() == 36).await;
    assert_eq!(WebStorage::of_tab().get(KEY), None);
    app.sign_out();
    assert_eq!(requests.lines(), [""; 0]);
}

#[wasm_bindgen_test]
async fn reading_the_shown_rows_again_allocates_nothing() {
    let (app, _stage) = start();
    app.explore_demo(Rc::new(DemoApi::default()));
    until("the list is there", || app.list.shown_len() == 36).await;
    app.route.search("203.0");
    assert_eq!(app.list.shown_len(), 16);
    let read = || app.list.with_view(|view| assert_eq!(view.rows().len(), 16));
    // As in a handler: elsewhere a debug build warns of a read that tracks nothing.
    let allocated = untrack(|| allocations::during(|| (0..100).for_each(|_| read())));
    assert_eq!(allocated, 0);
    app.route.search("");
    app.sign_out();
}

//! What `public/boot.js` shows when the panel does not start or stops. The
//! script runs as it is, on a document of its own so that the page of the
//! tests stays.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use app::ports::Storage;
use js_sys::{Function, Object, Reflect};
use leptos::prelude::window;
use public_ips::browser::crash;
use public_ips::browser::web_storage::WebStorage;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CustomEvent, Document, Element, Response};

use crate::stage::{frame, heard, until};

/// A module that starts nothing, and the smallest program there is.
const MODULE: &str = "data:text/javascript,export default async () => {}";
const PROGRAM: &str = "data:application/wasm;base64,AGFzbQEAAAA=";

/// A checksum that no browser knows, and so does not check; and one of other bytes.
const UNCHECKED: &str = "unchecked";
const OTHER: &str = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// A start of the panel in a document of its own.
struct Boot {
    document: Document,
    reloads: Rc<Cell<u32>>,
    /// How often the requests of the panel were aborted.
    stops: Rc<Cell<u32>>,
}

impl Boot {
    /// With the two files of the panel, given as URL and checksum; framed or not.
    async fn start(files: Option<[(&str, &str); 2]>, framed: bool) -> Self {
        let make = Function::new_no_args("return document.implementation.createHTMLDocument()");
        let document: Document = make.call0(&JsValue::NULL).unwrap().unchecked_into();
        let kinds = [("modulepreload", "script"), ("preload", "fetch")];
        for ((rel, kind), (href, integrity)) in kinds.into_iter().zip(files.into_iter().flatten()) {
            let link = document.create_element("link").unwrap();
            let type_of = ("type", "application/wasm");
            for (name, value) in [("rel", rel), ("as", kind), ("href", href), type_of] {
                link.set_attribute(name, value).unwrap();
            }
            link.set_attribute("data-integrity", integrity).unwrap();
            document.head().unwrap().append_child(&link).unwrap();
        }
        let reloads = Rc::new(Cell::new(0));
        let count = reloads.clone();
        let reload = Closure::<dyn FnMut()>::new(move || count.set(count.get() + 1));
        let page = object(&[("href", &address("").into()), ("reload", reload.as_ref())]);
        let outside = object(&[]);
        let stops = Rc::new(Cell::new(0));
        let count = stops.clone();
        let stop = Closure::<dyn FnMut()>::new(move || count.set(count.get() + 1));
        let inside = object(&[
            ("self", &outside),
            ("top", &outside),
            ("dispatchEvent", stop.as_ref()),
        ]);
        if framed {
            Reflect::set(&inside, &"top".into(), &object(&[])).unwrap();
        }
        Function::new_with_args("window, document, location", &script().await)
            .call3(&JsValue::NULL, &inside, &document, &page)
            .unwrap();
        // The script listens for as long as the page of the tests lives, and calls them.
        reload.forget();
        stop.forget();
        Self {
            document,
            reloads,
            stops,
        }
    }

    fn alert(&self) -> Option<Element> {
        self.document.query_selector("main [role=alert]").unwrap()
    }

    /// Waits for the message, and returns its title and the rest of it.
    async fn message(&self) -> (String, String) {
        until("a message is shown", || self.alert().is_some()).await;
        let alert = self.alert().unwrap();
        let text = |element: &Element| element.text_content().unwrap();
        let title = alert.query_selector("h1").unwrap().unwrap();
        (text(&title), text(&alert).replace(&text(&title), ""))
    }
}

fn object(fields: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).unwrap();
    }
    object.into()
}

/// A path on the server that the tests come from.
fn address(path: &str) -> String {
    [&window().location().origin().unwrap(), "/", path].concat()
}

async fn script() -> String {
    let answer = JsFuture::from(window().fetch_with_str("/public/boot.js"));
    let answer: Response = answer.await.unwrap().unchecked_into();
    assert_eq!(answer.status(), 200);
    let text = JsFuture::from(answer.text().unwrap()).await.unwrap();
    text.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn what_is_wrong_with_the_files_is_said_with_what_to_do() {
    let icon = address("public/icon.svg");
    let cases = [
        (
            None,
            "doesn't name its own files.",
            "needs to upload the release again.",
        ),
        (
            Some([(MODULE, UNCHECKED), (&*icon, OTHER)]),
            "The file icon.svg doesn't match this release, so the browser refused it.",
            "don't enter a key",
        ),
        (
            Some([(MODULE, UNCHECKED), (&*icon, UNCHECKED)]),
            "The server sends the file icon.svg as \"image/svg+xml\" instead of \"application/wasm\".",
            "needs to set this MIME type",
        ),
    ];
    for (files, cause, advice) in cases {
        let boot = Boot::start(files, false).await;
        let (title, rest) = boot.message().await;
        assert_eq!(title, "The panel didn't start");
        assert!(rest.contains(cause), "{rest}");
        assert!(rest.contains(advice), "{rest}");
        let button = boot.document.query_selector("main > button").unwrap();
        assert_eq!(button.unwrap().text_content().as_deref(), Some("Reload"));
        assert_eq!(boot.reloads.get(), 0);
    }
}

#[wasm_bindgen_test]
async fn a_missing_file_is_asked_for_past_the_cache_once() {
    let gone = address("gone.js");
    let files = Some([(&*gone, UNCHECKED), (&*gone, UNCHECKED)]);
    let first = Boot::start(files, false).await;
    until("the page was reloaded", || first.reloads.get() == 1).await;
    assert!(first.alert().is_none());

    let second = Boot::start(files, false).await;
    let (title, rest) = second.message().await;
    assert_eq!(title, "The panel didn't start");
    assert!(
        rest.starts_with("The file gone.js isn't on the server."),
        "{rest}"
    );
    assert_eq!(second.reloads.get(), 0);
    window()
        .session_storage()
        .unwrap()
        .unwrap()
        .clear()
        .unwrap();
}

#[wasm_bindgen_test]
async fn the_panel_does_not_run_inside_another_page() {
    let boot = Boot::start(Some([(MODULE, UNCHECKED), (PROGRAM, UNCHECKED)]), true).await;
    let (title, _) = boot.message().await;
    assert_eq!(title, "The panel doesn't run inside another page");
    assert!(boot.document.query_selector("main > a").unwrap().is_some());
}

#[wasm_bindgen_test]
async fn the_theme_is_there_before_the_panel() {
    let storage = WebStorage::of_browser();
    for (stored, applied) in [("dark", Some("dark")), ("plaid", None)] {
        assert!(storage.set("public-ips.theme", stored));
        let boot = Boot::start(None, false).await;
        let root = boot.document.document_element().unwrap();
        assert_eq!(root.get_attribute("data-theme").as_deref(), applied);
    }
    storage.remove("public-ips.theme");
}

#[wasm_bindgen_test]
async fn a_panic_ends_in_a_page_that_says_where_and_no_more() {
    let boot = Boot::start(Some([(MODULE, UNCHECKED), (PROGRAM, UNCHECKED)]), false).await;
    for _ in 0..10 {
        frame().await;
    }
    assert!(boot.alert().is_none(), "the panel has started");

    // Wasm cannot unwind, so the panic ends the call from JavaScript that it happened in.
    let panics = Closure::<dyn FnMut()>::new(|| panic!("of a secret"));
    let call: Function = panics.as_ref().unchecked_ref::<Function>().clone();
    panics.forget();
    // A hook cannot be changed after a panic, so it is settled before: ours once, then that of the tests again.
    let of_the_tests = std::panic::take_hook();
    crash::report_panics();
    let of_the_panel = std::panic::take_hook();
    let ours = AtomicBool::new(true);
    std::panic::set_hook(Box::new(move |panic| {
        if ours.swap(false, Relaxed) {
            of_the_panel(panic);
        } else {
            of_the_tests(panic);
        }
    }));
    let event = heard(&window(), "public-ips-crash", || {
        assert!(call.call0(&JsValue::NULL).is_err());
    })
    .await;
    let event: CustomEvent = event.unchecked_into();
    let place = event.detail().as_string().unwrap();
    assert!(place.starts_with("tests/wasm/boot.rs:"), "{place}");

    let (title, rest) = boot.message().await;
    assert_eq!(title, "The panel stopped");
    assert!(rest.contains(&place), "{rest}");
    assert!(!rest.contains("secret"), "{rest}");
    assert_eq!(boot.stops.get(), 1, "its requests are aborted");
}

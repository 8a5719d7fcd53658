//! The crash screen: shown after every fault of the panel's program, without key and address. No request follows it.

use e2e::{Key, Panel, Role, panel_test};

/// Not a word of the page.
const KEY: &str = "large-1000";

/// Starts "Load all", which sends one request after another, provokes a fault, and expects the crash screen with these
/// details.
fn crashes(console: &str, details: &[&[&str]], provoke: impl AsyncFnOnce(&Panel<'_>)) {
    panel_test(async |panel| {
        panel.expect_script_error(console);
        panel.reach_memory().await;
        panel.sign_in(KEY).await;
        panel.shows("60 loaded, more exist").await;
        panel.evaluate(PARTS_ARRIVED).await;
        let pages = [
            panel.server.hold("GET", "/v1/public-ips?limit=120"),
            panel.server.hold("GET", "/v1/public-ips?limit=120"),
        ];
        panel.button("Load all").click().await;
        for page in &pages {
            assert!(page.reached().await);
        }
        provoke(panel).await;

        panel.heading("The panel stopped").visible().await;
        panel
            .alert_says("A bug in the panel, not a problem with your account.")
            .await;
        panel
            .alert_says("check the list before you repeat it")
            .await;
        // The screen is written in one go.
        let alerts = panel.alerts().await.concat();
        for spellings in details {
            let is_said = spellings.iter().any(|it| alerts.contains(it));
            assert!(is_said, "none of {spellings:?} in {alerts}");
        }
        let source = panel.source().await;
        for secret in [KEY, "Bearer", "203.0.113.", "198.51."] {
            assert!(!source.contains(secret), "{secret} is in {source}");
        }
        assert_eq!(panel.all(Role::Button).names().await, ["Reload"]);
        for role in [Role::Row, Role::Tab, Role::Field, Role::Dialog] {
            assert_eq!(panel.all(role).count().await, 0);
        }

        let last = panel.last_request();
        for page in pages {
            page.release();
        }
        panel.evaluate(A_SECOND_OF_FRAMES).await;
        panel.type_keys("/").await;
        assert_eq!(panel.requests_since(last), [""; 0], "nothing was sent");
        panel.heading("The panel stopped").visible().await;

        panel.button("Reload").click().await;
        panel.shows("60 loaded").await;
    });
}

/// Waits until the browser has every part of the program, and two frames more: the fault is for a request of the list.
const PARTS_ARRIVED: &str = "const frame = () => new Promise(requestAnimationFrame); \
    const arrived = ({ name, responseEnd }) => /part-(list|dialogs|demo)/.test(name) && responseEnd > 0; \
    while (performance.getEntriesByType('resource').filter(arrived).length < 3) await frame(); \
    await frame(); await frame();";

/// Longer than any answer of the server on this machine takes to arrive.
const A_SECOND_OF_FRAMES: &str = "const frame = () => new Promise(requestAnimationFrame); \
    for (const end = performance.now() + 1000; performance.now() < end;) await frame();";

#[test]
fn a_panic_names_its_file_and_line_and_not_its_message() {
    // gloo-net panics, with the value in its message, when `fetch` returns no `Response`.
    let fetch = "const fetch = window.fetch; \
        window.fetch = async () => { window.fetch = fetch; return 'large-1000 203.0.113.7'; };";
    crashes(
        "RuntimeError",
        &[&["/crates/gloo-net-0.6.0/src/http/request.rs:"]],
        async |panel| {
            panel.evaluate(fetch).await;
            panel.button("Refresh").click().await;
        },
    );
}

#[test]
fn a_trap_is_named() {
    // The session timer traps within a second.
    crashes("RuntimeError", &[&["RuntimeError: "]], async |panel| {
        panel.corrupt_memory().await;
    });
}

#[test]
fn a_stack_overflow_is_named() {
    // The session timer starts a task within a second. The stack ends in the program or in its JavaScript.
    let places: &[&str] = &[".js:1:", ".wasm:wasm-function["];
    crashes("RangeError", &[&["RangeError"], places], async |panel| {
        panel.exhaust_stack().await;
    });
}

#[test]
fn an_error_that_javascript_throws_through_the_program_is_named_without_its_message() {
    // The message of this error quotes the text.
    let script = "const get = JSON.parse.bind(null, 'large-1000 203.0.113.7'); \
        Object.defineProperty(KeyboardEvent.prototype, 'key', { get });";
    crashes(
        "SyntaxError",
        &[&["SyntaxError"], &["public-ips-"]],
        async |panel| {
            panel.evaluate(script).await;
            panel.type_keys("/").await;
        },
    );
}

#[test]
fn nothing_more_of_a_bulk_operation_leaves_the_page() {
    panel_test(async |panel| {
        panel.expect_script_error("RuntimeError");
        panel.reach_memory().await;
        panel.sign_in_to_demo().await;
        let first = panel.addresses().await[0].clone();
        let tick = panel.row(&first).checkbox(&format!("Select {first}"));
        tick.click().await;
        panel.button("Select all idle").click().await;
        panel.status_says("25 selected").await;
        panel.button("Release").click().await;
        let dialog = panel.dialog("Release 25 addresses");
        let field = dialog.field("Type 25 to release 25 addresses");
        field.fill("25").await;
        let held = [(); 4].map(|()| panel.server.hold("DELETE", "/v1/public-ips"));
        panel.press(Key::Enter).await;
        for request in &held {
            assert!(request.reached().await);
        }
        let last = panel.last_request();
        // The session timer traps within a second.
        panel.corrupt_memory().await;
        panel.heading("The panel stopped").visible().await;
        for request in held {
            request.release();
        }
        panel.evaluate(A_SECOND_OF_FRAMES).await;
        assert_eq!(panel.requests_since(last), [""; 0], "nothing was sent");
        assert_eq!(panel.requests("DELETE").len(), 4);
        panel.button("Reload").click().await;
        panel.shows("all loaded").await;
    });
}

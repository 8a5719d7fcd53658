//! The parts of the program: fetched ahead of need, waited for, refused with the cause, and asked for again.

use e2e::{FileFault, Page, Role, StaticHost, page_test, panel_test};

const LIST: &str = "part-list-*.wasm";
const DIALOGS: &str = "part-dialogs-*.wasm";
const DEMO: &str = "part-demo-*.wasm";
/// What list and dialogs have in common.
const SHARED: &str = "shared-*.wasm";
const ROWS: &str = "36 addresses, all loaded";

async fn open(host: &StaticHost, page: &Page) {
    page.visit(&host.url()).await;
    page.heading("Sign in").visible().await;
}

async fn explore(page: &Page) {
    page.button("Explore the demo").click().await;
    page.shows(ROWS).await;
}

#[test]
fn the_rest_is_fetched_before_it_is_needed_and_then_works_without_a_host() {
    page_test(async |page| {
        page.expect_console("Failed to load resource");
        let host = StaticHost::start().await;
        open(&host, page).await;
        host.requested(LIST).await;
        assert_eq!(host.request_count(DIALOGS), 0);
        assert_eq!(host.request_count(DEMO), 0);
        explore(page).await;
        host.requested(DIALOGS).await;
        for name in [LIST, DIALOGS, DEMO, SHARED, "config.json"] {
            host.set_fault(name, FileFault::Status(503));
        }
        page.button("Claim IP").click().await;
        page.dialog("Claim a public IP")
            .button("Cancel")
            .click()
            .await;
        page.button("Sign out").click().await;
        page.heading("Sign in").visible().await;
        explore(page).await;
        for name in [LIST, DIALOGS, DEMO] {
            assert_eq!(host.request_count(name), 1, "{name}");
        }
    });
}

#[test]
fn a_press_waits_for_its_part() {
    page_test(async |page| {
        let host = StaticHost::start().await;
        for name in [LIST, DIALOGS, DEMO] {
            host.set_fault(name, FileFault::Late);
        }
        open(&host, page).await;
        let demo = page.button("Explore the demo");
        demo.click().await;
        demo.enabled(false).await;
        page.shows(ROWS).await;
        page.named(Role::Heading, "Public IPs").focused().await;
        page.button("Claim IP").click().await;
        page.dialog("Loading").visible().await;
        page.dialog("Claim a public IP").visible().await;
        page.dialog("Loading").gone().await;
        page.radio("East Coast (NY2)").focused().await;
    });
}

/// Returns once the part of the dialogs is there and has been taken in.
pub(crate) const ARRIVED: &str = "const isHere = ({ name, responseEnd }) => name.includes('part-dialogs') && responseEnd > 0; \
    const frame = () => new Promise(requestAnimationFrame); \
    while (!performance.getEntriesByType('resource').some(isHere)) await frame(); \
    await frame(); await frame();";

#[test]
fn a_press_whose_part_is_late_can_be_taken_back() {
    page_test(async |page| {
        let host = StaticHost::start().await;
        host.set_fault(DIALOGS, FileFault::Late);
        open(&host, page).await;
        explore(page).await;
        page.button("Claim IP").click().await;
        page.dialog("Loading").button("Cancel").click().await;
        page.dialog("Loading").gone().await;
        page.button("Claim IP").focused().await;
        page.evaluate(ARRIVED).await;
        assert_eq!(page.all(Role::Dialog).count().await, 0);
    });
}

/// The causes of faults of a part that no reload repairs.
const FAULTS: [(FileFault, &str); 4] = [
    (FileFault::Flipped, "doesn't match this release"),
    (FileFault::Status(503), "The server returned 503"),
    (
        FileFault::Type("text/plain"),
        "as \"text/plain\" instead of",
    ),
    (FileFault::Never, "didn't arrive within 30 seconds"),
];

#[test]
fn a_dialog_whose_part_does_not_arrive_says_why_and_can_be_tried_again() {
    for (fault, cause) in FAULTS {
        page_test(async |page| {
            page.expect_console("Failed to load resource");
            page.expect_script_error("integrity");
            page.before_every_page(SHORT_LIMIT).await;
            let host = StaticHost::start().await;
            host.set_fault(DIALOGS, fault.clone());
            open(&host, page).await;
            explore(page).await;
            // What is fetched ahead of need has failed by then, and does not arrive meanwhile.
            host.requested(DIALOGS).await;
            page.button("Claim IP").click().await;
            let dialog = page.dialog("This dialog didn't load");
            dialog.has_text(cause).await;
            host.clear_faults();
            dialog.button("Try again").click().await;
            page.dialog("Claim a public IP").visible().await;
        });
    }
}

#[test]
fn a_demo_whose_part_does_not_arrive_says_why_and_can_be_tried_again() {
    let flipped = [LIST, DEMO, SHARED].map(|name| (name, &FAULTS[0]));
    let others = [(LIST, &FAULTS[1]), (DEMO, &FAULTS[2])];
    for (name, (fault, cause)) in flipped.into_iter().chain(others) {
        page_test(async |page| {
            page.expect_console("Failed to load resource");
            page.expect_script_error("integrity");
            let host = StaticHost::start().await;
            host.set_fault(name, fault.clone());
            open(&host, page).await;
            page.button("Explore the demo").click().await;
            page.alert_says("The demo didn't load").await;
            page.alert_says(cause).await;
            host.clear_faults();
            explore(page).await;
        });
    }
}

/// Requests for the list fail as without a network, until `window.isBack`.
const NO_LIST: &str = "const get = window.fetch; \
    window.fetch = (url, init) => String(url).includes('/part-list-') && !window.isBack \
        ? Promise.reject(new TypeError('no network')) : get(url, init);";

#[test]
fn a_session_whose_list_does_not_arrive_goes_on_once_it_does() {
    panel_test(async |panel| {
        panel.before_every_page(NO_LIST).await;
        panel.open("").await;
        panel.submit_key("demo").await;
        panel.alert_says("The list didn't load").await;
        panel.alert_says("Couldn't load the file part-list-").await;
        panel.evaluate("window.isBack = true").await;
        panel.button("Try again").click().await;
        panel.shows(ROWS).await;
        panel.named(Role::Heading, "Public IPs").focused().await;

        // The key is kept for the reload.
        panel.reload().await;
        panel.alert_says("The list didn't load").await;
        panel.evaluate("window.isBack = true").await;
        panel.button("Try again").click().await;
        panel.shows(ROWS).await;
    });
}

/// The limit of thirty seconds is one second.
const SHORT_LIMIT: &str = "const limit = AbortSignal.timeout; AbortSignal.timeout = (time) => limit.call(AbortSignal, Math.min(time, 1000));";

#[test]
fn a_part_that_a_newer_release_has_removed_reloads_the_page_once() {
    page_test(async |page| {
        page.expect_console("404");
        page.expect_script_error("integrity");
        let host = StaticHost::start().await;
        host.set_fault(DIALOGS, FileFault::Missing);
        open(&host, page).await;
        explore(page).await;
        page.button("Claim IP").click().await;
        // The demo does not survive a reload.
        page.heading("Sign in").visible().await;
        explore(page).await;
        let before = host.request_count("index.html");
        page.button("Claim IP").click().await;
        let dialog = page.dialog("This dialog didn't load");
        dialog.has_text("isn't on the server").await;
        dialog.button("Close").click().await;
        dialog.gone().await;
        assert_eq!(host.request_count("index.html"), before);
    });
}

//! Every state of the panel, scanned by axe-core: all A, AA and best-practice rules, light and dark, at three widths.

use crate::menu::open_menu;
use crate::overlays;
use crate::steps::*;
use e2e::{Axe, Config, Fault, Key, Options, Panel, Role, options, panel_test, panel_test_with};

/// A width without collapsed controls.
const WIDE: u32 = 1280;

/// Requests of the list, without the check of a key.
const LIST: &str = "/v1/public-ips?limit=60";

/// Disables timeouts of ten seconds and more: a test holds requests for longer.
const NO_TIMEOUTS: &str = "const wait = window.setTimeout.bind(window); \
    window.setTimeout = (call, ms, ...rest) => wait(call, ms >= 10000 ? 1e8 : ms, ...rest);";

fn refusal() -> Fault {
    Fault::Status(
        403,
        r#"{"code":"FORBIDDEN","message":"Not for this key."}"#.into(),
    )
}

fn nothing(axe: Axe<'_>) {
    let findings = axe.end();
    assert!(findings.is_empty(), "\n{findings}");
}

/// Opens a form, scans it, submits it against a refusal, scans it again, and closes it.
async fn form(
    panel: &Panel<'_>,
    axe: &mut Axe<'_>,
    act: &str,
    ip: &str,
    typed: Option<(&str, &str)>,
) {
    panel.viewport(1280, 900).await;
    let dialog = open_dialog(panel, act, ip).await;
    axe.scan(&format!("{act} {ip}")).await;
    if let Some((field, text)) = typed {
        dialog.field(field).fill(text).await;
    }
    let method = if act == "Release" { "DELETE" } else { "PUT" };
    panel.server.fault(method, "/v1/public-ips", refusal());
    dialog.button(act).click().await;
    dialog.all(Role::Alert).has_text("Not for this key").await;
    axe.scan(&format!("{act} {ip}, refused")).await;
    dialog.button("Cancel").click().await;
    dialog.gone().await;
}

/// Scans a state and restores the width of the window.
async fn look(panel: &Panel<'_>, axe: &mut Axe<'_>, state: &str) {
    axe.scan(state).await;
    panel.viewport(WIDE, 900).await;
}

/// Scans the states over the list, signed in once.
fn goes_through(states: impl AsyncFnOnce(&Panel<'_>, &mut Axe<'_>)) {
    panel_test(async |panel| {
        panel.before_every_page(NO_TIMEOUTS).await;
        panel.viewport(WIDE, 900).await;
        panel.sign_in_to_demo().await;
        let mut axe = panel.axe();
        states(panel, &mut axe).await;
        nothing(axe);
    });
}

#[test]
fn what_is_wrong_is_found() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.heading("Sign in").visible().await;
        panel
            .evaluate(
                "const pale = document.createElement('p'); pale.textContent = 'Pale'; \
                 pale.style.cssText = 'color: #bbb; background: #fff'; \
                 const small = (name) => { const button = document.createElement('button'); button.textContent = name; \
                     button.style.cssText = 'inline-size: 12px; block-size: 12px; overflow: hidden'; return button; }; \
                 const row = document.createElement('div'); row.append(small('One'), small('')); \
                 document.querySelector('form').append(pale, row);",
            )
            .await;
        let mut axe = panel.axe();
        axe.scan_phone("spoiled").await;
        let findings = axe.end();
        for rule in ["color-contrast", "button-name", "target-size"] {
            assert!(findings.contains(rule), "{rule} is not in {findings}");
        }
    });
}

#[test]
fn sign_in() {
    panel_test(async |panel| {
        panel.expect_console("401");
        panel.before_every_page(NO_TIMEOUTS).await;
        let mut axe = panel.axe();
        panel.open("").await;
        panel.heading("Sign in").visible().await;
        axe.scan("first visit").await;
        panel.button("Sign in").click().await;
        panel.alert_says("Enter your API key.").await;
        axe.scan("no key").await;
        panel.submit_key("no-such-key").await;
        panel.alert_says("UNAUTHORIZED").await;
        axe.scan("a refused key").await;
        let gate = panel.server.hold("GET", "/v1/public-ips?limit=1");
        panel.submit_key("demo").await;
        assert!(gate.reached().await);
        axe.scan("a key that is being checked").await;
        gate.release();
        panel.viewport(WIDE, 900).await;
        panel.button("Lock").click().await;
        panel.alert_says("Locked").await;
        axe.scan("locked").await;
        nothing(axe);
    });
}

#[test]
fn pages_that_stand_alone() {
    let mut options: Options = options();
    options.config = Config::Text(r#"{"apiBase": 7}"#.into());
    panel_test_with(options, async |panel| {
        panel.open("").await;
        panel.shows("Can't use config.json").await;
        let mut axe = panel.axe();
        axe.scan("a wrong config.json").await;
        nothing(axe);
    });
    panel_test(async |panel| {
        panel.expect_script_error("RuntimeError");
        panel.reach_memory().await;
        panel.sign_in("demo").await;
        panel.corrupt_memory().await;
        panel.heading("The panel stopped").visible().await;
        let mut axe = panel.axe();
        axe.scan("a crash").await;
        nothing(axe);
    });
}

#[test]
fn an_api_that_cannot_be_called() {
    let mut options: Options = options();
    options.api_base = Some(format!("http://{}/v1", e2e::free_address()));
    panel_test_with(options, async |panel| {
        panel.expect_console("net::ERR_");
        panel.open("").await;
        panel.submit_key("demo").await;
        panel.alert_says("Couldn't check the API key").await;
        panel
            .evaluate("document.querySelector('details').open = true;")
            .await;
        let mut axe = panel.axe();
        axe.scan("no answer, and what to do").await;
        nothing(axe);
    });
}

#[test]
fn the_list() {
    panel_test(async |panel| {
        panel.before_every_page(NO_TIMEOUTS).await;
        let mut axe = panel.axe();
        panel.open("").await;
        let gate = panel.server.hold("GET", LIST);
        panel.submit_key("demo").await;
        assert!(gate.reached().await);
        panel.button("Sign out").visible().await;
        axe.scan("loading").await;
        gate.release();
        panel.shows("36 addresses, all loaded").await;
        axe.scan("loaded").await;
        panel.field("Search").fill("113.7").await;
        panel.shows("found in 36").await;
        axe.scan("found").await;
        panel.field("Search").fill("nothing like it").await;
        panel.button("Clear search").visible().await;
        axe.scan("no match").await;
        panel.button("Clear search").click().await;
        panel.offline(true).await;
        panel.status_says("Offline.").await;
        axe.scan("offline").await;
        panel.offline(false).await;
        panel.does_not_show("Offline.").await;
        nothing(axe);
    });
}

#[test]
fn a_long_list() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.before_every_page(NO_TIMEOUTS).await;
        panel.sign_in("large-300").await;
        panel.shows("60 loaded, more exist").await;
        let mut axe = panel.axe();
        axe.scan("partly loaded").await;
        panel.server.fault("GET", LIST, refusal());
        panel.scroll_to_end().await;
        panel.alert_says("Not for this key").await;
        axe.scan("a page that failed").await;
        panel.viewport(1280, 900).await;
        let ends = ["desc", "asc"].map(|order| {
            let page = format!("/v1/public-ips?limit=120&orderBy=dtCreated&order={order}");
            panel.server.hold("GET", &page)
        });
        panel.button("Load all").click().await;
        for end in &ends {
            assert!(end.reached().await);
        }
        panel.shows("Loading all").await;
        axe.scan("loading all").await;
        ends.iter().for_each(e2e::Gate::release);
        // Before the server stops.
        panel.shows("300 addresses, all loaded").await;
        nothing(axe);
    });
}

#[test]
fn no_list() {
    panel_test(async |panel| {
        panel.expect_console("403");
        let mut axe = panel.axe();
        panel.sign_in("empty").await;
        panel.shows("no public IPs").await;
        axe.scan("empty").await;
        panel.sign_out().await;
        panel.server.fault("GET", LIST, refusal());
        panel.submit_key("demo").await;
        panel.alert_says("Not for this key").await;
        axe.scan("failed").await;
        nothing(axe);
    });
}

#[test]
fn the_demo() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.button("Explore the demo").click().await;
        panel.shows("36 addresses, all loaded").await;
        panel
            .row(ASSIGNED)
            .button(&format!("Copy {ASSIGNED}"))
            .click()
            .await;
        let mut axe = panel.axe();
        axe.scan("demo, and a message").await;
        nothing(axe);
    });
}

#[test]
fn forms() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.sign_in_to_demo().await;
        let mut axe = panel.axe();
        panel.button("Claim IP").click().await;
        let claim = panel.dialog("Claim a public IP");
        claim.visible().await;
        axe.scan("Claim").await;
        panel.server.fault("POST", "/v1/public-ips", refusal());
        claim.button("Claim").click().await;
        claim.all(Role::Alert).has_text("Not for this key").await;
        axe.scan("Claim, refused").await;
        claim.button("Cancel").click().await;
        claim.gone().await;
        let machine = Some(("Machine", FREE_MACHINE));
        form(panel, &mut axe, "Assign", IDLE, machine).await;
        form(panel, &mut axe, "Move", ASSIGNED, machine).await;
        nothing(axe);
    });
}

#[test]
fn confirmations() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.sign_in_to_demo().await;
        let mut axe = panel.axe();
        form(panel, &mut axe, "Unassign", ASSIGNED, None).await;
        form(panel, &mut axe, "Release", IDLE, None).await;
        let label = format!("Type {ASSIGNED} to confirm");
        let typed = Some((label.as_str(), ASSIGNED));
        form(panel, &mut axe, "Release", ASSIGNED, typed).await;
        nothing(axe);
    });
}

#[test]
fn many_addresses() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.sign_in_to_demo().await;
        // Few rows, none half under the bar: a checkbox half out of view would count as a small target.
        panel.field("Search").fill("198.51.100.1").await;
        panel.shows("found in 36").await;
        let mut axe = panel.axe();
        let [one, other] = ["198.51.100.10", "198.51.100.14"];
        for ip in [one, other] {
            panel
                .row(ip)
                .checkbox(&format!("Select {ip}"))
                .click()
                .await;
        }
        panel.shows("2 selected").await;
        axe.scan("two selected").await;
        panel.viewport(1280, 900).await;
        panel.button("Copy").click().await;
        axe.scan("the formats to copy").await;
        panel.press(e2e::Key::Escape).await;
        panel.viewport(1280, 900).await;
        panel.button("Release").click().await;
        let dialog = panel.dialog("Release 2 addresses");
        panel
            .server
            .fault("DELETE", &format!("/v1/public-ips/{one}"), refusal());
        let gate = panel
            .server
            .hold("DELETE", &format!("/v1/public-ips/{other}"));
        dialog
            .field("Type 2 to release 2 addresses")
            .fill("2")
            .await;
        dialog.button("Release 2 addresses").click().await;
        assert!(gate.reached().await);
        dialog.has_text("1 failed, 1 in progress").await;
        dialog.button("Close").click().await;
        dialog.gone().await;
        axe.scan("under way without its dialog").await;
        gate.release();
        panel.alert_says("1 released, 1 failed").await;
        nothing(axe);
    });
}

#[test]
fn the_actions_of_a_row_on_a_phone() {
    panel_test(async |panel| {
        panel.viewport(390, 844).await;
        panel.sign_in_to_demo().await;
        panel
            .row(IDLE)
            .button(&format!("Actions for {IDLE}"))
            .click()
            .await;
        let mut axe = panel.axe();
        axe.scan_phone("the sheet of actions").await;
        nothing(axe);
    });
}

#[test]
fn a_claim_that_is_looked_for_and_a_session_that_ends() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        panel.speed_up_timers().await;
        let mut axe = panel.axe();
        panel.server.fault("POST", "/v1/public-ips", Fault::Reset);
        panel.button("Claim IP").click().await;
        let claim = panel.dialog("Claim a public IP");
        claim.button("Claim").click().await;
        claim.gone().await;
        panel.status_says("Probably not claimed").await;
        axe.scan("a claim that is looked for").await;
        panel
            .dialog("Claim in East Coast (NY2)")
            .button("Close")
            .click()
            .await;
        panel.viewport(1280, 900).await;
        panel.advance_clock(14 * 60_000).await;
        panel.button("Stay signed in").visible().await;
        axe.scan("a session that ends soon").await;
        panel.viewport(1280, 900).await;
        panel.button("Stay signed in").click().await;
        open_dialog(panel, "Assign", IDLE).await;
        panel.advance_clock(14 * 60_000).await;
        panel.button("Stay signed in").visible().await;
        axe.scan("a session that ends soon, in a form").await;
        nothing(axe);
    });
}

#[test]
fn what_opens_over_the_list() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let mut axe = panel.axe();
        open_menu(panel).await;
        axe.scan("the menu").await;
        panel.viewport(1280, 900).await;
        panel.menu_item("Read-only").click().await;
        panel.press(Key::Escape).await;
        panel.button("Claim IP").enabled(false).await;
        axe.scan("read-only").await;
        panel.viewport(1280, 900).await;
        open_menu(panel).await;
        panel.menu_item("Read-only").click().await;
        panel.press(Key::Escape).await;
        panel.button("Claim IP").enabled(true).await;
        panel
            .row(IDLE)
            .checkbox(&format!("Select {IDLE}"))
            .click()
            .await;
        axe.scan("a selection").await;
        panel.viewport(1280, 900).await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.button("Show as curl").click().await;
        axe.scan("the call").await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.button("Undo").visible().await;
        axe.scan("an offer to undo").await;
        nothing(axe);
    });
}

#[test]
fn the_palette_the_popovers_and_what_the_dialogs_tell() {
    goes_through(async |panel, axe| {
        overlays::palette(panel, async |state| look(panel, axe, state).await).await;
        overlays::popovers(panel, async |state| look(panel, axe, state).await).await;
        overlays::dialogs(panel, async |state| look(panel, axe, state).await).await;
    });
}

#[test]
fn notes_and_pickers() {
    goes_through(async |panel, axe| {
        overlays::notes(panel, WIDE, async |state| look(panel, axe, state).await).await;
        overlays::pickers(panel, WIDE, async |state| look(panel, axe, state).await).await;
    });
}

#[test]
fn a_swap_and_a_release_of_many() {
    goes_through(async |panel, axe| {
        panel.expect_console("409");
        panel.expect_console("403");
        overlays::swap(panel, WIDE, async |state| look(panel, axe, state).await).await;
        overlays::bulk(panel, async |state| look(panel, axe, state).await).await;
    });
}

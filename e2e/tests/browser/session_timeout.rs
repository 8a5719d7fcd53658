//! The session timeout: idle, age, clock changes; warning and message.

use crate::steps::open_claim;
use e2e::{Config, Key, Options, Panel, Role, options, panel_test, panel_test_with};

const SOON: &str = "You'll be signed out within a minute.";
const IDLE: &str = "You were inactive for 15 minutes.";
const MINUTE: i64 = 60_000;

/// The session has ended for this reason, and left no data.
async fn ended(panel: &Panel<'_>, why: &str) {
    panel.heading("Sign in").visible().await;
    panel.alert_says(why).await;
    assert_eq!(panel.stored("sessionStorage").await, []);
    let html = panel.source().await;
    assert!(
        !html.contains("203.0.113.") && !html.contains("psuo4b7xk93t"),
        "an address or a machine stayed in the page"
    );
}

/// Advances the clock by a quarter of an hour without an event, as during sleep.
const SLEPT: &str = "const now = Date.now; Date.now = () => now() + 900000;";

/// Moves the stored session's times back, and reloads the page.
async fn reload_later(panel: &Panel<'_>, minutes: i64) {
    panel
        .evaluate(&format!(
            "const lines = sessionStorage['public-ips.key'].split('\\n'); \
             const earlier = (time) => String(Number(time) - {minutes} * 60000); \
             sessionStorage['public-ips.key'] = [earlier(lines[0]), earlier(lines[1]), lines[2]].join('\\n');"
        ))
        .await;
    panel.reload().await;
}

#[test]
fn the_last_minute_of_an_idle_session_warns_without_taking_the_focus() {
    panel_test(async |panel| {
        panel.open("#region=ny2").await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.4").visible().await;
        panel.field("Search").focus().await;
        let before = panel.stored("sessionStorage").await;
        panel.advance_clock(14 * MINUTE).await;
        panel.alert_says(SOON).await;
        panel.field("Search").focused().await;
        let said = panel.alerts().await.concat();
        assert!(
            !said.contains(|letter: char| letter.is_ascii_digit()),
            "what is announced does not count down: {said}"
        );
        panel.button("Stay signed in").click().await;
        panel.button("Stay signed in").gone().await;
        panel.row("203.0.113.4").visible().await;
        assert_ne!(panel.stored("sessionStorage").await, before);

        panel.advance_clock(14 * MINUTE).await;
        panel.alert_says(SOON).await;
        panel.advance_clock(MINUTE).await;
        ended(panel, IDLE).await;
        panel.fragment_is("region=ny2").await;
        panel.field("API key").focused().await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.4").visible().await;
        panel.does_not_show("You've been inactive").await;
    });
}

#[test]
fn whoever_types_stays_signed_in_and_goes_on_typing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.field("Search").focus().await;
        panel.advance_clock(14 * MINUTE).await;
        panel.alert_says(SOON).await;
        panel.type_keys("203").await;
        panel.does_not_show(SOON).await;
        assert_eq!(panel.field("Search").value().await, "203");
        panel.advance_clock(13 * MINUTE).await;
        panel.press(Key::Tab).await;
        panel.advance_clock(13 * MINUTE).await;
        panel.row("203.0.113.4").visible().await;
    });
}

#[test]
fn a_dialog_shows_the_warning_too_and_stays_open() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_claim(panel).await;
        panel.advance_clock(14 * MINUTE).await;
        let stay = dialog.button("Stay signed in");
        stay.visible().await;
        assert!(stay.uncovered().await);
        stay.click().await;
        stay.gone().await;
        dialog.visible().await;
        panel.advance_clock(15 * MINUTE).await;
        ended(panel, IDLE).await;
        assert_eq!(panel.all(Role::Dialog).count().await, 0);
    });
}

#[test]
fn the_warning_covers_no_title_of_a_dialog() {
    panel_test(async |panel| {
        for (width, height, is_text_doubled) in [
            (1280, 800, false),
            (1280, 500, false),
            (640, 400, false),
            (390, 640, false),
            (320, 640, false),
            (390, 800, true),
        ] {
            panel.viewport(width, height).await;
            panel.sign_in_to_demo().await;
            if is_text_doubled {
                panel.double_text().await;
            }
            let dialog = open_claim(panel).await;
            panel.advance_clock(14 * MINUTE).await;
            let stay = dialog.button("Stay signed in");
            stay.visible().await;
            let size = format!("{width} x {height}, text doubled: {is_text_doubled}");
            assert!(
                dialog.heading("Claim a public IP").uncovered().await,
                "{size}"
            );
            assert!(stay.uncovered().await, "{size}");
            stay.click().await;
            stay.gone().await;
            dialog.button("Cancel").click().await;
            panel.sign_out().await;
        }
    });
}

#[test]
fn the_warning_fits_a_phone() {
    panel_test(async |panel| {
        panel.viewport(390, 844).await;
        panel.sign_in_to_demo().await;
        panel.advance_clock(14 * MINUTE).await;
        let stay = panel.button("Stay signed in");
        stay.visible().await;
        assert!(stay.uncovered().await && stay.within_width().await);
        let wide = panel
            .measure("document.documentElement.scrollWidth - innerWidth")
            .await;
        assert!(wide <= 0.0, "the page is {wide} px too wide");
    });
}

#[test]
fn a_session_ends_by_its_age_whatever_is_done() {
    let mut short: Options = options();
    short.config = Config::Text(r#"{"apiBase":"/v1","sessionMinutes":2}"#.into());
    panel_test_with(short, async |panel| {
        panel.open("").await;
        panel.shows("for at most 2 minutes").await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.4").visible().await;
        panel.advance_clock(MINUTE + 5_000).await;
        panel.alert_says("A session lasts 2 minutes at most.").await;
        assert_eq!(panel.button("Stay signed in").count().await, 0);
        panel.press(Key::Tab).await;
        panel.button("Refresh").click().await;
        panel.alert_says(SOON).await;
        panel.advance_clock(MINUTE).await;
        ended(panel, "A session lasts 2 minutes at most.").await;
    });
}

#[test]
fn a_clock_that_goes_back_more_than_five_minutes_ends_it() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.advance_clock(-4 * MINUTE).await;
        let gate = panel.server.hold("GET", "/v1/public-ips");
        panel.button("Refresh").click().await;
        assert!(gate.reached().await, "a small step is put up with");
        gate.release();
        panel.row("203.0.113.4").visible().await;
        panel.advance_clock(-6 * MINUTE).await;
        ended(panel, "This device's clock went back").await;
    });
}

#[test]
fn each_return_to_the_page_looks_at_the_clock() {
    for (target, event) in [
        ("document", "visibilitychange"),
        ("window", "pageshow"),
        ("window", "focus"),
        ("window", "online"),
    ] {
        panel_test(async |panel| {
            // No timer runs during sleep.
            panel
                .before_every_page("window.setInterval = () => 0;")
                .await;
            panel.sign_in_to_demo().await;
            panel.row("203.0.113.4").visible().await;
            // In one go: an event of the browser's own in between would look at the clock too.
            let script = format!(
                "{SLEPT} const isShown = document.body.textContent.includes('203.0.113.4'); \
                 {target}.dispatchEvent(new Event('{event}', {{ bubbles: true }})); return isShown;"
            );
            assert_eq!(panel.evaluate(&script).await, true, "{event}");
            ended(panel, IDLE).await;
        });
    }
}

#[test]
fn a_request_is_not_sent_with_a_key_whose_time_is_over() {
    panel_test(async |panel| {
        panel
            .before_every_page("window.setInterval = () => 0;")
            .await;
        panel.sign_in("large-200").await;
        panel.shows("60 loaded, more exist").await;
        let last = panel.last_request();
        panel.evaluate(SLEPT).await;
        panel.evaluate("location.hash = '#region=ny2';").await;
        ended(panel, IDLE).await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn a_reload_does_not_make_a_session_younger() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        reload_later(panel, 10).await;
        panel.row("203.0.113.4").visible().await;
        let last = panel.last_request();
        reload_later(panel, 10).await;
        ended(panel, IDLE).await;
        assert_eq!(
            panel.requests_since(last),
            [""; 0],
            "the key is not used once more"
        );
        panel.reload().await;
        panel.heading("Sign in").visible().await;
        assert_eq!(panel.alerts().await, [""; 0]);
    });
}

#[test]
fn a_session_of_a_time_to_come_is_not_gone_on_with() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        reload_later(panel, -6).await;
        ended(panel, "This device's clock went back").await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn a_mangled_record_is_no_key_and_does_not_stay() {
    panel_test(async |panel| {
        panel.open("").await;
        for record in [
            "'demo'",
            "''",
            "JSON.stringify({ key: 'demo', since: Date.now(), last_active: Date.now() })",
            "`${Date.now()}\\n${Date.now()}\\ntwo words`",
            "`${Date.now()}\\n${Date.now() - 5000}\\ndemo`",
            "`NaN\\n${Date.now()}\\ndemo`",
            "`${Date.now()}\\n${Date.now()}\\n${'k'.repeat(1000000)}`",
        ] {
            let script = format!("sessionStorage['public-ips.key'] = {record};");
            panel.evaluate(&script).await;
            panel.reload().await;
            panel.heading("Sign in").visible().await;
            assert_eq!(panel.alerts().await, [""; 0], "{record}");
            assert_eq!(panel.stored("sessionStorage").await, [], "{record}");
        }
        assert_eq!(panel.requests_since(0), [""; 0]);
    });
}

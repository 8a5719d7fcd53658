//! A claim whose answer was lost: it is never sent twice; the list shows its result.

use crate::steps::*;
use e2e::{Fault, Locator, Panel, panel_test};

/// The request of each check.
const LOOK: &str = "/v1/public-ips?limit=120&orderBy=dtCreated&order=desc";

const TITLE: &str = "Claim in West Coast (CA1)";

/// The first address that the simulator assigns in CA1.
const NEW: &str = "198.51.100.1";

/// Signs in and claims in CA1, with this fault.
async fn claim(panel: &Panel<'_>, fault: Fault) -> Locator {
    panel.expect_console("Failed to load resource");
    panel.sign_in_to_demo().await;
    send(panel, fault).await
}

async fn send(panel: &Panel<'_>, fault: Fault) -> Locator {
    panel.speed_up_timers().await;
    panel.server.fault("POST", "/v1/public-ips", fault);
    let form = open_claim(panel).await;
    form.radio("West Coast (CA1)").select().await;
    form.button("Claim").click().await;
    form.gone().await;
    panel.dialog(TITLE)
}

/// Claims as another user of the team.
fn another_user_claims(panel: &Panel<'_>, region: &str) -> String {
    let claimed = panel.with_account("demo", |account| account.claim(region, e2e::now()));
    claimed.map(|held| held.ip()).unwrap_or_default()
}

fn sent_once(panel: &Panel<'_>) {
    assert_eq!(panel.requests("POST").len(), 1);
}

#[test]
fn carried_out_it_is_found_at_once() {
    panel_test(async |panel| {
        let check = claim(panel, Fault::LostAnswer).await;
        panel.status_says("Claimed; the answer was lost").await;
        panel.status_says(NEW).await;
        panel.row(NEW).has_text("Idle").await;
        sent_once(panel);
        assert_eq!(
            panel.stored("sessionStorage").await.len(),
            1,
            "the key alone"
        );
        check.button("Close").click().await;
        check.gone().await;
        panel.button("Claim IP").focused().await;
    });
}

#[test]
fn with_half_an_answer_it_is_found_too() {
    panel_test(async |panel| {
        claim(panel, Fault::Truncated).await;
        panel.status_says("Claimed; the answer was lost").await;
        panel.row(NEW).visible().await;
        sent_once(panel);
    });
}

#[test]
fn not_carried_out_it_is_looked_for_four_times_and_can_be_sent_again() {
    panel_test(async |panel| {
        let body = r#"{"code":"INTERNAL_SERVER_ERROR","message":"Broken."}"#;
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let look = panel.server.hold("GET", LOOK);
        let check = send(panel, Fault::Status(500, body.into())).await;
        assert!(look.reached().await);
        panel.status_says("1 of 4").await;
        check.focused().await;
        look.release();
        panel
            .status_says("Not claimed, as far as the list shows")
            .await;
        let looks = panel.requests("GET /public-ips?limit=120").len();
        assert_eq!(looks, 4);
        sent_once(panel);
        check.button("Claim again").click().await;
        panel.status_says(&format!("Claimed {NEW}")).await;
        check.gone().await;
        assert_eq!(panel.requests("POST").len(), 2);
    });
}

#[test]
fn shown_late_it_is_found_by_a_later_look() {
    panel_test(async |panel| {
        claim(panel, Fault::Reset).await;
        panel.status_says("2 of 4").await;
        let late = another_user_claims(panel, "ca1");
        panel.status_says("Claimed; the answer was lost").await;
        panel.row(&late).visible().await;
        sent_once(panel);
    });
}

#[test]
fn beside_a_claim_of_somebody_else_both_are_shown() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let look = panel.server.hold("GET", LOOK);
        let check = send(panel, Fault::LostAnswer).await;
        assert!(look.reached().await);
        let other = another_user_claims(panel, "ca1");
        look.release();
        panel.status_says("Several addresses have come").await;
        for address in [NEW, &other] {
            panel.status_says(address).await;
            panel.row(address).visible().await;
        }
        sent_once(panel);
        // The user decides about the claim, and may start another.
        check.button("Close").click().await;
        panel.button("Claim IP").click().await;
        panel.dialog("Claim a public IP").visible().await;
    });
}

#[test]
fn an_address_of_another_region_is_not_taken_for_it() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let look = panel.server.hold("GET", LOOK);
        send(panel, Fault::Reset).await;
        assert!(look.reached().await);
        another_user_claims(panel, "ny2");
        look.release();
        panel
            .status_says("Not claimed, as far as the list shows")
            .await;
        sent_once(panel);
    });
}

#[test]
fn without_a_list_nobody_knows_and_it_is_looked_again_when_asked() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        panel.faults(4, "GET", LOOK, &Fault::Html(403));
        let check = send(panel, Fault::LostAnswer).await;
        panel.status_says("It is not known whether").await;
        // Another claim has to wait until this one is resolved.
        panel.button("Claim IP").click().await;
        check.focused().await;
        panel.dialog("Claim a public IP").gone().await;
        check.button("Look again").click().await;
        panel.status_says("Claimed; the answer was lost").await;
        panel.row(NEW).visible().await;
        sent_once(panel);
    });
}

#[test]
fn a_reload_in_the_middle_goes_on_looking() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let look = panel.server.hold("GET", LOOK);
        send(panel, Fault::LostAnswer).await;
        assert!(look.reached().await);
        let stored = panel.stored("sessionStorage").await;
        let marker = stored.iter().find(|(name, _)| name == "public-ips.claim");
        let marker = &marker.expect("the claim is kept").1;
        assert!(
            marker.ends_with(" ca1") && !marker.contains("demo"),
            "{marker}"
        );
        panel.reload().await;
        look.release();
        panel.status_says("Claimed; the answer was lost").await;
        panel.row(NEW).visible().await;
        sent_once(panel);
        panel.dialog(TITLE).button("Close").click().await;
        panel.reload().await;
        panel.row(NEW).visible().await;
        panel.dialog(TITLE).gone().await;
    });
}

#[test]
fn a_reload_before_any_answer_goes_on_looking() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let claim = panel.server.hold("POST", "/v1/public-ips");
        let form = open_claim(panel).await;
        form.radio("West Coast (CA1)").select().await;
        form.button("Claim").click().await;
        assert!(claim.reached().await);
        panel.reload().await;
        panel.dialog(TITLE).visible().await;
        claim.release();
        // The server may or may not finish the claim of a closed page; the panel shows the actual result.
        panel.dialog(TITLE).button("Close").visible().await;
        let is_held = panel.with_account("demo", |account| account.address(NEW).is_some());
        let verdict = if is_held {
            "Claimed; the answer was lost"
        } else {
            "Not claimed"
        };
        panel.status_says(verdict).await;
        sent_once(panel);
    });
}

#[test]
fn meanwhile_the_rest_of_the_panel_works() {
    panel_test(async |panel| {
        claim(panel, Fault::Reset).await;
        panel.status_says("of 4").await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine ID").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        panel.tab("Europe (AMS1)").click().await;
        panel.row(IDLE).gone().await;
        panel
            .status_says("Not claimed, as far as the list shows")
            .await;
        sent_once(panel);
    });
}

#[test]
fn a_claim_that_is_refused_needs_no_looking() {
    panel_test(async |panel| {
        panel.expect_console("409");
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let body = r#"{"code":"CONFLICT","message":"No."}"#;
        panel
            .server
            .fault("POST", "/v1/public-ips", Fault::Status(409, body.into()));
        let form = open_claim(panel).await;
        form.button("Claim").click().await;
        panel.alert_says("Nothing was changed").await;
        assert_eq!(panel.requests_since(last).len(), 1);
        assert_eq!(panel.stored("sessionStorage").await.len(), 1);
    });
}

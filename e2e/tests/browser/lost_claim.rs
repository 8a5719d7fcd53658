//! A claim whose answer was lost: it is never sent twice; the list shows its result.

use crate::steps::*;
use e2e::{Fault, Gate, Locator, Panel, panel_test};

/// The request before a claim, and of each check.
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

/// As [`send`], and holds the first check. `meanwhile` is called once the list is being read before the claim.
async fn send_and_hold(
    panel: &Panel<'_>,
    fault: Fault,
    meanwhile: impl FnOnce(),
) -> (Locator, Gate) {
    panel.speed_up_timers().await;
    panel.server.fault("POST", "/v1/public-ips", fault);
    let before = panel.server.hold("GET", LOOK);
    let check = panel.server.hold("GET", LOOK);
    let form = open_claim(panel).await;
    form.radio("West Coast (CA1)").select().await;
    form.button("Claim").click().await;
    assert!(before.reached().await);
    meanwhile();
    before.release();
    form.gone().await;
    assert!(check.reached().await);
    (panel.dialog(TITLE), check)
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
fn carried_out_it_is_found_by_two_looks() {
    panel_test(async |panel| {
        let check = claim(panel, Fault::LostAnswer).await;
        panel.status_says("Claimed. The response was lost").await;
        panel.status_says(NEW).await;
        assert_eq!(panel.requests("GET /public-ips?limit=120").len(), 3);
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
        panel.status_says("Claimed. The response was lost").await;
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
        let (check, look) = send_and_hold(panel, Fault::Status(500, body.into()), || ()).await;
        panel.status_says("1 of 4").await;
        check.focused().await;
        look.release();
        panel.status_says("Probably not claimed").await;
        let looks = panel.requests("GET /public-ips?limit=120").len();
        assert_eq!(looks, 5, "one before the claim, and four");
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
        panel.status_says("Claimed. The response was lost").await;
        panel.row(&late).visible().await;
        sent_once(panel);
    });
}

#[test]
fn beside_a_claim_of_somebody_else_both_are_shown() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let (check, look) = send_and_hold(panel, Fault::LostAnswer, || ()).await;
        let other = another_user_claims(panel, "ca1");
        look.release();
        panel.status_says("Several new addresses appeared").await;
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
        let (_, look) = send_and_hold(panel, Fault::Reset, || ()).await;
        another_user_claims(panel, "ny2");
        look.release();
        panel.status_says("Probably not claimed").await;
        sent_once(panel);
    });
}

#[test]
fn without_a_list_nobody_knows_and_it_is_looked_again_when_asked() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let fail = || panel.faults(4, "GET", LOOK, &Fault::Html(403));
        let (check, look) = send_and_hold(panel, Fault::LostAnswer, fail).await;
        look.release();
        panel.status_says("Couldn't confirm that").await;
        // Another claim has to wait until this one is resolved.
        panel.button("Claim IP").click().await;
        check.focused().await;
        panel.dialog("Claim a public IP").gone().await;
        check.button("Look again").click().await;
        panel.status_says("Claimed. The response was lost").await;
        panel.row(NEW).visible().await;
        sent_once(panel);
    });
}

#[test]
fn a_reload_in_the_middle_goes_on_looking() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        let (_, look) = send_and_hold(panel, Fault::LostAnswer, || ()).await;
        let stored = panel.stored("sessionStorage").await;
        let marker = stored.iter().find(|(name, _)| name == "public-ips-open");
        let marker = &marker.expect("the claim is kept").1;
        assert!(
            marker.ends_with(" ca1") && !marker.contains("demo"),
            "{marker}"
        );
        panel.reload().await;
        look.release();
        panel.status_says("Claimed. The response was lost").await;
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
            "Claimed. The response was lost"
        } else {
            "Probably not claimed"
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
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        panel.tab("Europe (AMS1)").click().await;
        panel.row(IDLE).gone().await;
        panel.status_says("Probably not claimed").await;
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
        let requests = panel.requests_since(last);
        assert_eq!(requests.len(), 2, "{requests:?}");
        assert_eq!(panel.stored("sessionStorage").await.len(), 1);
    });
}

#[test]
fn without_the_list_before_it_nothing_is_claimed_and_the_form_stays() {
    panel_test(async |panel| {
        panel.expect_console("Failed to load resource");
        panel.sign_in_to_demo().await;
        panel.faults(1, "GET", LOOK, &Fault::Html(403));
        let form = open_claim(panel).await;
        form.radio("West Coast (CA1)").select().await;
        form.button("Claim").click().await;
        panel
            .alert_says("The list is loaded before each claim")
            .await;
        panel.alert_says("Nothing was changed").await;
        assert_eq!(panel.requests("POST"), [""; 0]);
        form.button("Claim").click().await;
        panel.status_says(&format!("Claimed {NEW}")).await;
    });
}

#[test]
fn a_second_new_address_beside_the_claimed_one_is_named() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let before = panel.server.hold("GET", LOOK);
        let after = panel.server.hold("GET", LOOK);
        let form = open_claim(panel).await;
        form.radio("West Coast (CA1)").select().await;
        form.button("Claim").click().await;
        assert!(before.reached().await);
        before.release();
        panel.status_says(&format!("Claimed {NEW}")).await;
        assert!(after.reached().await);
        let other = another_user_claims(panel, "ca1");
        after.release();
        panel.alert_says("More than one new address").await;
        panel.alert_says(&other).await;
        panel.row(&other).visible().await;
        sent_once(panel);
    });
}

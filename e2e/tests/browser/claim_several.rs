//! Claiming several addresses, and claiming one for a machine.

use crate::steps::open_claim;
use e2e::{Fault, Key, Locator, Panel, Role, panel_test};

async fn begin(panel: &Panel<'_>) -> Locator {
    panel.sign_in_to_demo().await;
    let dialog = open_claim(panel).await;
    dialog.radio("East Coast (NY2)").select().await;
    dialog
}

async fn count(panel: &Panel<'_>, dialog: &Locator, count: &str) {
    dialog.field("How many").focus().await;
    panel.type_keys(count).await;
}

/// The requests since then that were to change something: before and after each the list is read.
fn changes_since(panel: &Panel<'_>, last: u64) -> Vec<String> {
    let mut requests = panel.requests_since(last);
    requests.retain(|request| !request.starts_with("GET"));
    requests
}

fn post() -> String {
    r#"POST /public-ips {"region":"ny2"}"#.to_owned()
}

#[test]
fn three_addresses_are_claimed_one_after_another() {
    panel_test(async |panel| {
        let dialog = begin(panel).await;
        dialog.has_text("About $3 a month (estimate).").await;
        count(panel, &dialog, "3").await;
        dialog.has_text("About $9 a month (estimate).").await;
        let last = panel.last_request();
        let gate = panel.server.hold("POST", "/v1/public-ips");
        dialog.button("Claim").click_times(20).await;
        assert!(gate.reached().await);
        assert_eq!(changes_since(panel, last), [post()]);
        gate.release();
        dialog.gone().await;
        panel
            .status_says("Claimed 3 of 3: 203.0.113.1, 203.0.113.10, 203.0.113.13.")
            .await;
        panel.status_says("About $9 a month").await;
        panel.shows("39 addresses, all loaded").await;
        assert_eq!(changes_since(panel, last), [post(), post(), post()]);
    });
}

#[test]
fn it_stops_at_the_first_failure_and_says_what_was_claimed() {
    panel_test(async |panel| {
        panel.expect_console("422");
        panel.with_account("demo", |account| account.set_quota(38));
        let dialog = begin(panel).await;
        count(panel, &dialog, "5").await;
        let last = panel.last_request();
        dialog.button("Claim").click().await;
        panel.alert_says("Couldn't finish the claim").await;
        panel
            .alert_says("Claimed 2 of 5: 203.0.113.1, 203.0.113.10.")
            .await;
        panel.alert_says("limit of 38 public IPs").await;
        dialog.gone().await;
        panel.row("203.0.113.10").visible().await;
        assert_eq!(changes_since(panel, last).len(), 3);
    });
}

#[test]
fn a_lost_answer_stops_it_and_is_looked_for() {
    panel_test(async |panel| {
        panel.expect_console("ERR_EMPTY_RESPONSE");
        panel.expect_console("404");
        let dialog = begin(panel).await;
        count(panel, &dialog, "4").await;
        panel
            .server
            .fault("POST", "/v1/public-ips", Fault::LostAnswer);
        dialog.button("Claim").click().await;
        let check = panel.dialog("Claim in East Coast (NY2)");
        check
            .has_text("the list has a new address: 203.0.113.1")
            .await;
        panel.alert_says("Couldn't finish the claim").await;
        panel.alert_says("no more were sent").await;
        assert_eq!(panel.requests("POST").len(), 1);
    });
}

#[test]
fn an_address_is_claimed_and_assigned_in_one_go() {
    panel_test(async |panel| {
        let dialog = begin(panel).await;
        dialog.field("Assign to (optional)").focus().await;
        panel.type_keys("batch").await;
        dialog
            .name_starts_with(Role::Option, "batch-west")
            .click()
            .await;
        let west = dialog.radio("West Coast (CA1)").visible().await;
        assert!(
            west.is_selected().await.unwrap_or(false),
            "the region follows"
        );
        let last = panel.last_request();
        dialog.button("Claim").click().await;
        dialog.gone().await;
        panel
            .status_says(
                "Claimed 198.51.100.1 and assigned it to batch-west. Undo only unassigns it.",
            )
            .await;
        panel.row("198.51.100.1").has_text("psqh6z1ko").await;
        assert_eq!(
            changes_since(panel, last),
            [
                r#"POST /public-ips {"region":"ca1"}"#,
                r#"PUT /public-ips/198.51.100.1 {"machineId":"psqh6z1ko"}"#,
            ]
        );
    });
}

#[test]
fn a_part_of_a_name_buys_an_address_only_if_it_means_one_machine() {
    panel_test(async |panel| {
        let dialog = begin(panel).await;
        let last = panel.last_request();
        let field = dialog.field("Assign to (optional)");
        field.focus().await;
        dialog
            .name_starts_with(Role::Option, "build-runner")
            .visible()
            .await;
        panel.type_keys("buidl").await;
        panel.press(Key::Enter).await;
        panel
            .alert_says("“buidl” is not a machine of this team. Claim without assigning?")
            .await;
        field.fill("ps").await;
        dialog.button("Claim without assigning").gone().await;
        dialog.button("Claim").click().await;
        panel
            .alert_says("Several machines match. Choose one.")
            .await;
        field.fill("buidl").await;
        dialog.button("Claim").click().await;
        assert_eq!(panel.requests_since(last), [""; 0]);
        dialog.button("Claim without assigning").click().await;
        dialog.gone().await;
        panel.status_says("Claimed 203.0.113.1").await;
        panel.row("203.0.113.1").has_text("Idle").await;

        let dialog = open_claim(panel).await;
        dialog.field("Assign to (optional)").fill("build").await;
        dialog.button("Claim").click().await;
        panel.status_says("and assigned it to build-runner").await;
        assert_eq!(
            changes_since(panel, last),
            [
                r#"POST /public-ips {"region":"ny2"}"#,
                r#"POST /public-ips {"region":"ny2"}"#,
                r#"PUT /public-ips/203.0.113.10 {"machineId":"psw51yb8m"}"#,
            ]
        );
    });
}

#[test]
fn claimed_but_not_assigned_is_said_plainly() {
    panel_test(async |panel| {
        panel.expect_console("409");
        let dialog = begin(panel).await;
        dialog.field("Assign to (optional)").focus().await;
        panel.type_keys("build-runner").await;
        let body = r#"{"code":"CONFLICT","message":"The machine is busy."}"#;
        panel
            .server
            .fault("PUT", "/v1/public-ips", Fault::Status(409, body.into()));
        panel.press(Key::Enter).await;
        panel
            .alert_says("Claimed 203.0.113.1, but couldn't assign it")
            .await;
        panel.alert_says("The machine is busy").await;
        dialog.gone().await;
        panel.row("203.0.113.1").has_text("Idle").await;
        assert_eq!(panel.button("Undo").count().await, 0);
        panel
            .row("203.0.113.1")
            .button("Assign 203.0.113.1")
            .focused()
            .await;
        assert_eq!(panel.requests("POST").len(), 1);
        panel.button("Assign…").click().await;
        let dialog = panel.dialog("Assign 203.0.113.1");
        dialog.field("Machine").fill("build-runner").await;
        assert_eq!(panel.alerts().await, [""; 0], "the form is open");
        dialog.button("Assign").click().await;
        panel.row("203.0.113.1").has_text("build-runner").await;
    });
}

#[test]
fn a_closed_dialog_has_a_way_back_in_the_status_line_and_by_claim_ip() {
    panel_test(async |panel| {
        let dialog = begin(panel).await;
        count(panel, &dialog, "4").await;
        let gate = panel.server.hold("POST", "/v1/public-ips");
        dialog.button("Claim").click().await;
        assert!(gate.reached().await);
        panel.press(Key::Escape).await;
        dialog.gone().await;
        panel.shows("Claiming, 0 of 4").await;
        panel.button("Show progress").click().await;
        dialog.visible().await;
        dialog.has_attribute("aria-busy", Some("true")).await;
        assert_eq!(dialog.field("How many").value().await, "4");
        panel.press(Key::Escape).await;
        dialog.gone().await;
        panel.button("Claim IP").click().await;
        dialog.visible().await;
        gate.release();
        dialog.gone().await;
        panel.status_says("Claimed 4 of 4").await;
        assert_eq!(panel.requests("POST").len(), 4);
    });
}

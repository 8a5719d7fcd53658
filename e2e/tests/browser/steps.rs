//! Steps that several flows share.

use e2e::{Fault, Key, Locator, Panel, Role};

/// An idle address of the demo, and a free machine in its region.
pub(crate) const IDLE: &str = "203.0.113.7";
pub(crate) const FREE_MACHINE: &str = "psw51yb8m";
/// An assigned address of the demo, and its machine.
pub(crate) const ASSIGNED: &str = "203.0.113.8";
pub(crate) const ITS_MACHINE: &str = "psn83hxw6";
/// The orphan of the demo, and the id of its deleted machine.
pub(crate) const ORPHAN: &str = "198.51.100.8";
pub(crate) const DELETED_MACHINE: &str = "psrb40kzc7xd";
/// A machine in another region, and an unknown one.
pub(crate) const MACHINE_ELSEWHERE: &str = "psqh6z1ko";
pub(crate) const NO_MACHINE: &str = "psnothere";

/// The read before a change of an address of the first page.
pub(crate) const READ: &str = "GET /public-ips?limit=120&orderBy=dtCreated&order=desc";

/// The name of a file that is saved today, with the team of every account.
pub(crate) async fn file_name(panel: &Panel<'_>, contents: &str, extension: &str) -> String {
    let day = panel
        .evaluate("return new Date().toISOString().slice(0, 10);")
        .await;
    let day = day.as_str().unwrap_or_default().to_owned();
    format!("public-ips-example-research-{contents}-{day}.{extension}")
}

/// Waits until the team is known, which the name of a file has.
pub(crate) async fn team_is_known(panel: &Panel<'_>) {
    panel.shows("Example Research").await;
}

pub(crate) async fn search(panel: &Panel<'_>, text: &str) {
    panel.field("Search").fill(text).await;
}

/// Waits until the list shows exactly these addresses, in this order.
pub(crate) async fn shows_only(panel: &Panel<'_>, addresses: &[&str]) {
    let rows = panel.named(Role::Table, "Public IPs").all(Role::Row);
    rows.names_start_with(addresses).await;
    assert_eq!(panel.addresses().await, addresses);
}

/// The answer to a key without permission.
pub(crate) fn refusal() -> Fault {
    let body = r#"{"code":"FORBIDDEN","message":"Not for this key."}"#;
    Fault::Status(403, body.into())
}

/// Opens the dialog of a row button, such as "Assign 203.0.113.7".
pub(crate) async fn open_dialog(panel: &Panel<'_>, act: &str, ip: &str) -> Locator {
    let name = format!("{act} {ip}");
    panel.row(ip).button(&name).click().await;
    let dialog = panel.dialog(&name);
    dialog.visible().await;
    dialog
}

/// Picks the machine of 203.0.113.2 in the dialog that moves [`ASSIGNED`], which is then about a swap.
pub(crate) async fn pick_a_swap(panel: &Panel<'_>) -> Locator {
    panel.type_keys("bastion").await;
    // No other machine matches.
    let dialog = panel.dialog("Swap 203.0.113.8 and 203.0.113.2");
    dialog.visible().await;
    let offer = dialog.name_starts_with(Role::Option, "bastion-ny");
    offer.has_text("Swap with 203.0.113.2").await;
    offer.click().await;
    dialog
}

/// Opens the claim dialog.
pub(crate) async fn open_claim(panel: &Panel<'_>) -> Locator {
    panel.button("Claim IP").click().await;
    let dialog = panel.dialog("Claim a public IP");
    dialog.visible().await;
    dialog
}

/// Closes a row's dialog with Cancel and with Esc: no request, and the focus returns to the button.
pub(crate) async fn closing_changes_nothing(panel: &Panel<'_>, act: &str, ip: &str) {
    let last = panel.last_request();
    let opener = panel.row(ip).button(&format!("{act} {ip}"));
    open_dialog(panel, act, ip)
        .await
        .button("Cancel")
        .click()
        .await;
    panel.dialog(&format!("{act} {ip}")).gone().await;
    opener.focused().await;
    let dialog = open_dialog(panel, act, ip).await;
    panel.press(Key::Escape).await;
    dialog.gone().await;
    opener.focused().await;
    assert_eq!(panel.requests_since(last), [""; 0]);
}

/// Holds the answer to `method` and clicks the button twenty times: one request, and the dialog shows that it waits.
pub(crate) async fn twenty_clicks_make_one_request(
    panel: &Panel<'_>,
    method: &str,
    dialog: &Locator,
    act: &str,
) {
    let last = panel.last_request();
    let gate = panel.server.hold(method, "/v1/public-ips");
    dialog.button(act).click_times(20).await;
    assert!(gate.reached().await);
    dialog.button("Close").enabled(true).await;
    dialog.has_attribute("aria-busy", Some("true")).await;
    dialog.visible().await;
    gate.release();
    dialog.gone().await;
    let mut requests = panel.requests_since(last);
    requests.retain(|request| !request.starts_with("GET"));
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert!(requests[0].starts_with(method), "{requests:?}");
}

/// Claims an address in NY2, and releases it.
pub(crate) async fn claim_and_release(panel: &Panel<'_>) {
    panel.button("Claim IP").click().await;
    let claim = panel.dialog("Claim a public IP");
    claim.radio("East Coast (NY2)").select().await;
    claim.button("Claim").click().await;
    panel.row("203.0.113.1").has_text("Idle").await;
    open_dialog(panel, "Release", "203.0.113.1")
        .await
        .button("Release")
        .click()
        .await;
    panel.row("203.0.113.1").gone().await;
}

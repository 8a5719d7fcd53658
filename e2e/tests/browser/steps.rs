//! What several flows do alike.

use e2e::{Fault, Key, Locator, Panel, Role};

/// An address of the demo that is idle, and the machine in its region that is free.
pub(crate) const IDLE: &str = "203.0.113.7";
pub(crate) const FREE_MACHINE: &str = "psw51yb8m";
/// An address of the demo that is assigned, and its machine.
pub(crate) const ASSIGNED: &str = "203.0.113.8";
pub(crate) const ITS_MACHINE: &str = "psn83hxw6";
/// A machine in another region, and one that never was.
pub(crate) const MACHINE_ELSEWHERE: &str = "psqh6z1ko";
pub(crate) const NO_MACHINE: &str = "psnothere";

/// Searches for a text.
pub(crate) async fn search(panel: &Panel<'_>, text: &str) {
    panel.field("Search").fill(text).await;
}

/// Waits until the list shows these addresses, in this order, and no other.
pub(crate) async fn shows_only(panel: &Panel<'_>, addresses: &[&str]) {
    let rows = panel.named(Role::Table, "Public IPs").all(Role::Row);
    rows.names_start_with(addresses).await;
    assert_eq!(panel.addresses().await, addresses);
}

/// The answer to a key that may not do something.
pub(crate) fn refusal() -> Fault {
    let body = r#"{"code":"FORBIDDEN","message":"Not for this key."}"#;
    Fault::Status(403, body.into())
}

/// Opens the dialog behind the button of a row, such as "Assign 203.0.113.7".
pub(crate) async fn open_dialog(panel: &Panel<'_>, act: &str, ip: &str) -> Locator {
    let name = format!("{act} {ip}");
    panel.row(ip).button(&name).click().await;
    let dialog = panel.dialog(&name);
    dialog.visible().await;
    dialog
}

/// Opens the dialog in which addresses are claimed.
pub(crate) async fn open_claim(panel: &Panel<'_>) -> Locator {
    panel.button("Claim IP").click().await;
    let dialog = panel.dialog("Claim a public IP");
    dialog.visible().await;
    dialog
}

/// Closes the dialog of a row by Cancel and by Esc: nothing is sent, and the focus returns to the button.
pub(crate) async fn leaving_changes_nothing(panel: &Panel<'_>, act: &str, ip: &str) {
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

/// Holds the answer to `method` and clicks the button twenty times: one request is made, and the dialog says that it waits.
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
    assert_eq!(
        panel.requests_since(last).len(),
        1,
        "{:?}",
        panel.requests_since(last)
    );
}

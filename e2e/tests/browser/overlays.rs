//! Dialogs, menus and popovers over the list, one state after another. The caller checks each state, by axe-core or for
//! its layout, and restores the width of the window.

use crate::menu::open_menu;
use crate::steps::*;
use e2e::{Fault, Key, Locator, Panel, Role};

/// Below this width rows are cards, and their actions are behind one button.
pub(crate) const CARDS_BELOW: u32 = 832;

const LONG_NOTE: &str = "Mail relay of the office in Amsterdam, ask Dana before it is released";

/// Opens the dialog of a row action, at any width.
async fn open_action(panel: &Panel<'_>, width: u32, act: &str, ip: &str) -> Locator {
    if width < CARDS_BELOW {
        let more = format!("Actions for {ip}");
        panel.row(ip).button(&more).click().await;
    }
    open_dialog(panel, act, ip).await
}

async fn open_from_menu(panel: &Panel<'_>, name: &str) -> Locator {
    open_menu(panel).await;
    panel.menu_item(name).click().await;
    let dialog = panel.dialog(name);
    dialog.visible().await;
    dialog
}

async fn leave(dialog: &Locator, word: &str) {
    dialog.button(word).click().await;
    dialog.gone().await;
}

/// The command palette: with results, without, and with a disabled command.
pub(crate) async fn palette(panel: &Panel<'_>, mut look: impl AsyncFnMut(&str)) {
    panel.press_with(Key::Control, "k").await;
    let palette = panel.dialog("Command palette");
    let field = palette.field("Command or address");
    field.focused().await;
    look("the palette").await;
    field.fill("203.0.113").await;
    look("the palette with addresses").await;
    field.fill("there is no such thing").await;
    panel.status_says("No results").await;
    look("the palette without a result").await;
    field.fill(IDLE).await;
    palette.has_text(&format!("Copy {IDLE}")).await;
    panel.press(Key::Up).await;
    panel.press(Key::Enter).await;
    panel
        .status_says("This address isn't assigned to a machine.")
        .await;
    look("the palette with a refusal").await;
    panel.press(Key::Escape).await;
    palette.gone().await;
}

/// A note in its dialog and its row, all notes after an import, and the question at sign-out.
pub(crate) async fn notes(panel: &Panel<'_>, width: u32, mut look: impl AsyncFnMut(&str)) {
    let note = open_action(panel, width, "Note on", IDLE).await;
    look("a note").await;
    note.field("Note").fill(LONG_NOTE).await;
    leave(&note, "Save").await;
    panel.row(IDLE).has_text("Mail relay").await;
    look("a note in its row").await;
    let notes = open_from_menu(panel, "Notes").await;
    panel.select_file("bad.json", "not a list").await;
    panel.alert_says("isn't a JSON list of notes").await;
    look("notes that cannot be read").await;
    let file = format!(r#"[{{"ip":"{ASSIGNED}","note":"Mail"}},{{}}]"#);
    panel.select_file("notes.json", &file).await;
    panel.status_says("Imported 1 note").await;
    look("imported notes").await;
    leave(&notes, "Close").await;
    panel.sign_out().await;
    let sign_out = panel.dialog("Sign out");
    sign_out.visible().await;
    look("signing out with notes").await;
    leave(&sign_out, "Cancel").await;
}

/// Dialogs without a form.
pub(crate) async fn dialogs(panel: &Panel<'_>, mut look: impl AsyncFnMut(&str)) {
    for name in ["Session log", "Keyboard shortcuts"] {
        let dialog = open_from_menu(panel, name).await;
        look(name).await;
        leave(&dialog, "Close").await;
    }
}

/// Closes the sheet around a button; on a wide screen there is none.
async fn close_sheet(panel: &Panel<'_>, button: &Locator) {
    if panel.is_narrow().await {
        panel.press(Key::Escape).await;
        button.gone().await;
    }
}

/// Popovers: the price with and without an error, the regions, the formats.
pub(crate) async fn popovers(panel: &Panel<'_>, mut look: impl AsyncFnMut(&str)) {
    panel.unfold("Regions and cost").await;
    panel.name_starts_with(Role::Button, "≈ ").click().await;
    let price = panel.dialog("Price per address");
    look("the price").await;
    price.field("Dollars a month").fill("free").await;
    price.button("Save").click().await;
    panel.alert_says("Enter a price").await;
    look("no price").await;
    leave(&price, "Cancel").await;
    panel.button("By region").click().await;
    let regions = panel.named(Role::Table, "Addresses by region");
    regions.visible().await;
    look("the numbers by region").await;
    panel.press(Key::Escape).await;
    regions.gone().await;
    close_sheet(panel, &panel.button("By region")).await;
    panel.unfold("More actions").await;
    panel.button("Export as…").click().await;
    let formats = panel.named(Role::Menu, "Export as…");
    formats.visible().await;
    look("the formats to export").await;
    panel.press(Key::Escape).await;
    formats.gone().await;
    close_sheet(panel, &panel.button("Export as…")).await;
}

/// The machine picker, with and without ineligible machines, and a claim of several addresses.
pub(crate) async fn pickers(panel: &Panel<'_>, width: u32, mut look: impl AsyncFnMut(&str)) {
    let assign = open_action(panel, width, "Assign", IDLE).await;
    assign.field("Machine").click().await;
    assign
        .name_starts_with(Role::Option, "inference-gateway")
        .visible()
        .await;
    look("the machines to choose from").await;
    panel.press(Key::Escape).await;
    leave(&assign, "Cancel").await;
    panel.button("Claim IP").click().await;
    let claim = panel.dialog("Claim a public IP");
    claim.field("How many").focus().await;
    panel.type_keys("3").await;
    claim.has_text("About $9 a month").await;
    look("several to claim").await;
    leave(&claim, "Cancel").await;
}

/// A swap: before, rolled back, in progress.
pub(crate) async fn swap(panel: &Panel<'_>, width: u32, mut look: impl AsyncFnMut(&str)) {
    open_action(panel, width, "Move", ASSIGNED).await;
    let dialog = pick_a_swap(panel).await;
    dialog.button("Swap").visible().await;
    look("a swap").await;
    let step = format!("/v1/public-ips/{ASSIGNED}");
    let busy = r#"{"code":"CONFLICT","message":"The machine is busy."}"#;
    let fault = Fault::Status(409, busy.into());
    panel.server.fault("PUT", &step, fault);
    dialog.button("Swap").click().await;
    panel.alert_says("The machine is busy").await;
    look("a swap taken back").await;
    let gate = panel.server.hold("PUT", &step);
    dialog.button("Swap").click().await;
    assert!(gate.reached().await);
    dialog.has_text("in progress").await;
    look("a swap under way").await;
    gate.release();
    dialog.gone().await;
}

/// A release of two addresses: before, in progress, finished with a failure.
pub(crate) async fn bulk(panel: &Panel<'_>, mut look: impl AsyncFnMut(&str)) {
    let [one, other] = ["198.51.100.10", "198.51.100.14"];
    // Few rows, none half under the bar: a checkbox half out of view would count as a small target.
    panel.field("Search").fill("198.51.100.1").await;
    panel.shows("found in 36").await;
    for ip in [one, other] {
        let tick = panel.row(ip).checkbox(&format!("Select {ip}"));
        tick.click().await;
    }
    panel.shows("2 selected").await;
    panel.button("Release").click().await;
    let dialog = panel.dialog("Release 2 addresses");
    dialog.visible().await;
    look("a release of two").await;
    let path = |ip: &str| format!("/v1/public-ips/{ip}");
    panel.server.fault("DELETE", &path(one), refusal());
    let gate = panel.server.hold("DELETE", &path(other));
    dialog
        .field("Type 2 to release 2 addresses")
        .fill("2")
        .await;
    dialog.button("Release 2 addresses").click().await;
    assert!(gate.reached().await);
    dialog.has_text("1 failed, 1 in progress").await;
    look("a release of two under way").await;
    gate.release();
    dialog.has_text("1 released, 1 failed").await;
    look("a release of two, of which one failed").await;
    leave(&dialog, "Close").await;
}

//! Copying and exporting the selection, or else the result of a search, in every format.

use crate::notes;
use crate::steps::*;
use e2e::{Panel, panel_test};

async fn select(panel: &Panel<'_>, addresses: &[&str]) {
    for ip in addresses {
        let tick = panel.row(ip).checkbox(&format!("Select {ip}"));
        tick.click().await;
        tick.checked(true).await;
    }
}

#[test]
fn what_is_selected_is_copied_and_saved_and_nothing_else() {
    panel_test(async |panel| {
        panel.allow_downloads().await;
        panel.allow_clipboard(&panel.server.url()).await;
        panel.sign_in_to_demo().await;
        team_is_known(panel).await;
        notes::write(panel, ASSIGNED, "ask \"ops\"").await;
        select(panel, &[ASSIGNED, IDLE]).await;
        panel.button("Export").click().await;
        panel.menu_item("Save JSON").click().await;
        panel.status_says("Exported 2 addresses as JSON").await;
        let name = file_name(panel, "2-selected", "json").await;
        let file = panel.downloaded(&name).await;
        let read: serde_json::Value = serde_json::from_str(&file).expect("it is JSON");
        assert_eq!(read[0]["address"], IDLE);
        assert!(read[0]["machineId"].is_null());
        assert!(read[0]["note"].is_null());
        assert_eq!(read[1]["machineId"], ITS_MACHINE);
        assert_eq!(read[1]["machineName"], "inference-gateway");
        assert_eq!(read[1]["note"], "ask \"ops\"");
        assert_eq!(read.as_array().map(Vec::len), Some(2));
        panel.button("Copy").click().await;
        panel.menu_item("Copy ssh config").click().await;
        panel
            .status_says("Copied 1 address as ssh config, 1 idle or orphaned left out")
            .await;
    });
}

#[test]
fn without_a_selection_all_pages_that_are_loaded_are_saved() {
    panel_test(async |panel| {
        panel.allow_downloads().await;
        panel.sign_in("large-130").await;
        team_is_known(panel).await;
        panel.button("Load all").click().await;
        panel.shows("130 addresses, all loaded").await;
        panel.button("Export as…").click().await;
        panel.menu_item("Save /32 list").click().await;
        panel
            .status_says("Exported 130 addresses as a /32 list")
            .await;
        let name = file_name(panel, "130-all", "txt").await;
        let file = panel.downloaded(&name).await;
        assert_eq!(file.lines().count(), 130);
        assert!(file.lines().all(|line| line.ends_with("/32")));
    });
}

#[test]
fn the_filter_stays_after_an_action_on_many() {
    panel_test(async |panel| {
        panel.open("#show=idle").await;
        panel.submit_key("demo").await;
        panel.shows("found in 36").await;
        let idle = panel.addresses().await.len();
        select(panel, &[IDLE, "203.0.113.23"]).await;
        panel.button("Release").click().await;
        let dialog = panel.dialog("Release 2 addresses");
        dialog
            .field("Type 2 to release 2 addresses")
            .fill("2")
            .await;
        dialog.button("Release 2 addresses").click().await;
        panel.status_says("2 released").await;
        dialog.button("Close").click().await;
        panel.row(IDLE).gone().await;
        panel.fragment_is("show=idle").await;
        assert_eq!(panel.addresses().await.len(), idle - 2);
    });
}

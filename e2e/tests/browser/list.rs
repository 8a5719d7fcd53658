//! The table: columns, order, rows, and the empty list.

use crate::steps::{IDLE, open_dialog};
use e2e::{Fault, Key, Role, panel_test};

#[test]
fn the_table_has_the_columns_and_a_header_for_each_row() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let table = panel.named(Role::Table, "Public IPs");
        let columns = table.all(Role::ColumnHeader).names().await;
        let wanted = [
            "Select all found",
            "IP address",
            "Region",
            "Assigned to",
            "Claimed",
            "Actions",
        ];
        assert_eq!(columns.len(), wanted.len(), "{columns:?}");
        assert!(
            columns
                .iter()
                .zip(wanted)
                .all(|(have, name)| have.starts_with(name)),
            "{columns:?}"
        );
        assert_eq!(panel.addresses().await.len(), 36);
        table.has_attribute("aria-rowcount", Some("37")).await;
        // The head counts, and is numbered like the rows.
        let places = "JSON.stringify([...document.querySelectorAll('[role=row]')].slice(0, 3).map(row => row.ariaRowIndex))";
        let places = panel.evaluate(&format!("return {places};")).await;
        assert_eq!(places.as_str(), Some(r#"["1","2","3"]"#));
        let newest = ["203.0.113.4", "198.51.100.9", "192.0.2.10", "203.0.113.6"];
        table.all(Role::Row).names_start_with(&newest).await;
    });
}

#[test]
fn a_row_shows_its_region_machine_and_actions() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let idle = panel.row("203.0.113.4");
        idle.has_text("NY2").await;
        idle.has_text("Idle").await;
        for act in ["Copy", "Assign", "Release"] {
            idle.button(&format!("{act} 203.0.113.4")).visible().await;
        }
        assert_eq!(idle.button("Move 203.0.113.4").count().await, 0);
        let assigned = panel.row("198.51.100.6");
        assigned.has_text("CA1").await;
        assigned.has_text("psx3gm58rnaj").await;
        for act in ["Copy", "Move", "Unassign", "Release"] {
            assigned
                .button(&format!("{act} 198.51.100.6"))
                .visible()
                .await;
        }
        assert_eq!(assigned.button("Assign 198.51.100.6").count().await, 0);
    });
}

#[test]
fn the_claimed_column_asks_for_the_other_order_while_not_all_is_loaded() {
    panel_test(async |panel| {
        panel.sign_in("large-150").await;
        panel.shows("60 loaded, more exist").await;
        let names = panel.all(Role::Row).names().await;
        let newest = names[0].split(' ').next().unwrap_or_default();
        let claimed = panel.column("Claimed");
        claimed.has_attribute("aria-sort", Some("descending")).await;
        claimed.all(Role::Button).click().await;
        claimed.has_attribute("aria-sort", Some("ascending")).await;
        panel.requested(&["order=asc"]).await;
        panel.fragment_is("order=asc").await;
        claimed.all(Role::Button).click().await;
        panel.all(Role::Row).names_start_with(&[newest]).await;
        let last = panel.requests_since(0).pop().unwrap_or_default();
        assert!(last.contains("order=desc"), "{last}");
        panel.fragment_is("").await;
    });
}

#[test]
fn skeleton_rows_stand_in_while_the_first_page_loads() {
    panel_test(async |panel| {
        panel.open("").await;
        let gate = panel.server.hold("GET", "/v1/public-ips?limit=60");
        panel.submit_key("demo").await;
        assert!(gate.reached().await);
        panel
            .named(Role::Table, "Public IPs")
            .has_attribute("aria-busy", Some("true"))
            .await;
        panel.column("Claimed").visible().await;
        let waiting = panel
            .measure("document.querySelector('thead').getBoundingClientRect().top")
            .await;
        gate.release();
        panel.shows("36 addresses, all loaded").await;
        let busy = panel
            .named(Role::Table, "Public IPs")
            .attribute("aria-busy")
            .await;
        assert_ne!(busy.as_deref(), Some("true"));
        let loaded = panel
            .measure("document.querySelector('thead').getBoundingClientRect().top")
            .await;
        assert_eq!(
            waiting, loaded,
            "the table does not move when its rows arrive"
        );
    });
}

#[test]
fn the_copy_button_copies_the_address() {
    panel_test(async |panel| {
        panel.allow_clipboard(&panel.server.url()).await;
        panel.sign_in_to_demo().await;
        panel
            .row("198.51.100.6")
            .button("Copy 198.51.100.6")
            .click()
            .await;
        panel.status_says("198.51.100.6").await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").focus().await;
        panel.press_with(Key::Control, "v").await;
        assert_eq!(dialog.field("Machine").value().await, "198.51.100.6");
    });
}

#[test]
fn an_empty_account_has_its_own_words_and_a_next_step() {
    panel_test(async |panel| {
        panel.sign_in("empty").await;
        panel.shows("no public IPs").await;
        assert_eq!(panel.addresses().await, [""; 0]);
        panel.button("Claim the first address").click().await;
        panel
            .dialog("Claim a public IP")
            .button("Claim")
            .click()
            .await;
        panel.row("203.0.113.1").visible().await;
        panel.shows("1 address, all loaded").await;
    });
}

#[test]
fn an_empty_region_has_its_own_words() {
    panel_test(async |panel| {
        panel.with_account("demo", |account| {
            let gone: Vec<_> = account
                .addresses()
                .filter(|address| address.region == "ams1")
                .collect();
            for address in gone {
                account.release(&address.ip()).expect("it is there");
            }
        });
        panel.sign_in("demo").await;
        panel.shows("27 addresses, all loaded").await;
        panel.tab("Europe (AMS1)").click().await;
        panel.shows("No addresses in Europe (AMS1)").await;
        panel.row("203.0.113.4").gone().await;
        panel.button("Show all regions").click().await;
        panel.row("203.0.113.4").visible().await;
        panel.tab("Europe (AMS1)").click().await;
        panel.button("Claim in Europe (AMS1)").click().await;
        panel
            .dialog("Claim a public IP")
            .button("Claim")
            .click()
            .await;
        panel.row("192.0.2.1").visible().await;
    });
}

#[test]
fn refresh_shows_what_somebody_else_changed() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.with_account("demo", |account| {
            account.release("203.0.113.4").expect("it is there");
            account
                .assign(IDLE, Some("psw51yb8m"))
                .expect("the machine is free");
        });
        panel.button("Refresh").click().await;
        panel.row("203.0.113.4").gone().await;
        panel.row(IDLE).has_text("psw51yb8m").await;
        panel.shows("35 addresses, all loaded").await;
    });
}

#[test]
fn a_refresh_that_fails_keeps_the_list_and_says_so() {
    panel_test(async |panel| {
        panel.expect_console("500");
        panel.sign_in_to_demo().await;
        let body = r#"{"code":"INTERNAL_SERVER_ERROR","message":"Out of order."}"#;
        let fault = Fault::Status(500, body.into());
        panel.faults(3, "GET", "/v1/public-ips", &fault);
        panel.button("Refresh").click().await;
        panel.alert_says("Out of order").await;
        assert_eq!(panel.addresses().await.len(), 36);
    });
}

//! Background data: machine names, the owner of the key, and the totals.

use crate::steps::{DELETED_MACHINE, ORPHAN, refusal};
use e2e::{Role, panel_test};
use serde_json::json;
use server::Fault;

#[test]
fn a_row_names_its_machine_its_state_and_its_id_and_an_orphan_is_flagged() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let row = panel.row("203.0.113.2");
        for text in ["bastion-ny", "ready", "psm9u09bwu5i"] {
            row.has_text(text).await;
        }
        panel.row("203.0.113.5").has_text("off").await;
        panel.row(ORPHAN).has_text("Orphaned").await;
        panel.row(ORPHAN).has_text(DELETED_MACHINE).await;
        panel.row("203.0.113.4").has_text("Idle").await;
        panel.shows("Example Research · dana@example.com").await;
    });
}

#[test]
fn machines_are_asked_for_once_after_the_first_addresses_and_again_with_a_refresh() {
    panel_test(async |panel| {
        panel.sign_in("large-300").await;
        panel.shows("60 loaded, more exist").await;
        panel.shows("worker-0000").await;
        let journal = panel.server.journal();
        let of = |path: &str| {
            let places = journal.iter().filter(|it| it.path.starts_with(path));
            places.map(|it| it.order).collect::<Vec<_>>()
        };
        let machines = of("/v1/machines");
        assert!(of("/v1/public-ips?limit=60")[0] < machines[0]);
        panel.radio("Orphaned").enabled(true).await;
        panel.read_times("/v1/machines", 3).await;
        panel.read_times("/v1/auth/session", 1).await;
        panel.button("Refresh").click().await;
        panel.read_times("/v1/machines", 6).await;
    });
}

#[test]
fn without_machines_and_session_the_panel_says_so_once_and_works_with_ids() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.expect_console("404");
        panel.server.fault("GET", "/v1/machines", refusal());
        let unknown = r#"{"code":"NOT_FOUND","message":"There is no such path."}"#;
        panel.server.fault(
            "GET",
            "/v1/auth/session",
            Fault::Status(404, unknown.into()),
        );
        panel.sign_in_to_demo().await;
        panel
            .status_says("Couldn't load machine names. Showing IDs.")
            .await;
        assert_eq!(panel.alerts().await.concat(), "");
        panel.row("203.0.113.2").has_text("psm9u09bwu5i").await;
        panel.row(ORPHAN).has_text(DELETED_MACHINE).await;
        panel.does_not_show("bastion-ny").await;
        panel.shows("11 assigned").await;
        panel.shows("orphans unknown").await;
        panel.does_not_show("orphaned").await;
        panel.radio("Orphaned").enabled(false).await;
        panel
            .radio("Orphaned")
            .has_attribute(
                "aria-description",
                Some("Not available: couldn't load machines"),
            )
            .await;
        // A manual refresh tries again.
        panel.button("Refresh").click().await;
        panel.row("203.0.113.2").has_text("bastion-ny").await;
        panel.shows("10 assigned").await;
        panel.radio("Orphaned").enabled(true).await;
    });
}

#[test]
fn nothing_is_called_orphaned_before_every_machine_is_known() {
    panel_test(async |panel| {
        let machines = panel.server.hold("GET", "/v1/machines");
        panel.sign_in_to_demo().await;
        assert!(machines.reached().await);
        panel.shows("11 assigned").await;
        panel.shows("orphans not known yet").await;
        panel.does_not_show("1 orphaned").await;
        machines.release();
        panel.shows("1 orphaned").await;
        panel.shows("10 assigned").await;
        panel.does_not_show("orphans not known yet").await;
    });
}

#[test]
fn a_refused_key_at_the_machines_ends_the_session_as_anywhere() {
    panel_test(async |panel| {
        panel.expect_console("401");
        let body = r#"{"code":"UNAUTHORIZED","message":"You must be logged in."}"#;
        panel
            .server
            .fault("GET", "/v1/machines", Fault::Status(401, body.into()));
        panel.open("").await;
        panel.submit_key("demo").await;
        panel.shows("no longer").await;
    });
}

#[test]
fn the_summary_counts_uses_and_the_cost_of_the_idle_at_a_price_that_is_remembered() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        for text in ["10 assigned", "25 idle", "1 orphaned"] {
            panel.shows(text).await;
        }
        panel.button("≈ $75 a month at $3 each").click().await;
        let dialog = panel.dialog("Price per address");
        dialog
            .has_text("From 0 to 1,000 dollars. An estimate")
            .await;
        for refused in ["free", "1,000.01"] {
            dialog.field("Dollars a month").fill(refused).await;
            dialog.button("Save").click().await;
            panel
                .alert_says("Enter a price from 0 to 1,000 dollars, such as 3.50.")
                .await;
        }
        dialog.field("Dollars a month").fill("1,000").await;
        dialog.button("Save").click().await;
        panel
            .button("≈ $25,000 a month at $1,000 each")
            .click()
            .await;
        dialog.field("Dollars a month").fill("3.5").await;
        dialog.button("Save").click().await;
        dialog.gone().await;
        panel
            .button("≈ $87.50 a month at $3.50 each")
            .visible()
            .await;
        panel.reload().await;
        panel.button("≈ $87.50 a month at $3.50 each").click().await;
        panel
            .dialog("Price per address")
            .button("Use $3")
            .click()
            .await;
        panel.tab("Europe (AMS1)").click().await;
        panel.button("≈ $18 a month at $3 each").visible().await;
    });
}

#[test]
fn the_numbers_are_a_table_by_region() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.shows("1 orphaned").await;
        panel.button("By region").click().await;
        let table = panel.named(Role::Table, "Addresses by region");
        for (row, numbers) in [
            ("East Coast (NY2)", "4120$36"),
            ("West Coast (CA1)", "371$21"),
            ("Europe (AMS1)", "360$18"),
            ("All regions", "10251$75"),
        ] {
            table
                .named(Role::Row, row)
                .has_text(&[row, numbers].concat())
                .await;
        }
    });
}

#[test]
fn disputed_addresses_are_counted_in_a_column_of_their_own() {
    panel_test(async |panel| {
        let machine = json!({"id": "psdisputes", "name": "web-09", "region": "East Coast (NY2)",
            "state": "ready", "publicIp": "203.0.113.7", "publicIpType": "static"});
        let machines = json!({"items": [machine], "hasMore": false});
        let machines = Fault::Status(200, machines.to_string());
        panel.server.fault("GET", "/v1/machines", machines);
        panel.sign_in_to_demo().await;
        panel.shows("1 disputed").await;
        panel.button("By region").click().await;
        let table = panel.named(Role::Table, "Addresses by region");
        table
            .has_text("RegionAssignedIdleDisputedOrphanedIdle cost")
            .await;
        let row = table.named(Role::Row, "East Coast (NY2)");
        row.has_text("East Coast (NY2)01114$33").await;
    });
}

#[test]
fn the_oldest_idle_address_is_named_and_shown_first() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let oldest = panel.name_starts_with(Role::Button, "Oldest idle: 203.0.113.40, 4 y ago");
        oldest.click().await;
        panel.fragment_is("show=idle&order=asc").await;
        panel.shows("25 found in 36").await;
        let rows = panel.named(Role::Table, "Public IPs").all(Role::Row);
        rows.names_start_with(&["203.0.113.40"]).await;
        panel.back().await;
        panel.does_not_show("found in").await;
    });
}

#[test]
fn what_is_not_all_loaded_is_summed_up_so_far() {
    panel_test(async |panel| {
        panel.sign_in("large-300").await;
        panel.shows("60 loaded so far").await;
        let price = panel.name_starts_with(Role::Button, "≈ ");
        price.has_text("each, so far").await;
        panel.does_not_show("Oldest idle").await;
        let all = panel.radio("All");
        all.has_attribute("aria-description", Some("60 loaded so far"))
            .await;
        panel.button("By region").click().await;
        let table = panel.named(Role::Table, "Addresses by region, so far");
        table.has_text("All regions, so far").await;
        panel.shows("Counts the 60 addresses loaded so far.").await;
        price.click().await;
        let dialog = panel.dialog("Price per address");
        dialog
            .has_text("Counts the 60 addresses loaded so far.")
            .await;
        dialog.button("Load the rest").click().await;
        panel.shows("300 addresses").await;
        panel.does_not_show("so far").await;
        panel.shows("Oldest idle").await;
    });
}

#[test]
fn the_rest_of_a_list_that_was_whole_before_has_its_number_of_requests() {
    for (key, requests) in [
        ("large-300", "1 request"),
        ("large-1000", "about 4 requests"),
    ] {
        panel_test(async |panel| {
            let all = panel.with_account(key, |account| {
                let of_region = account.addresses().filter(|it| it.region == "ny2");
                of_region.count()
            });
            let whole = format!("{all} addresses in East Coast (NY2), all loaded");
            panel.sign_in(key).await;
            panel.tab("East Coast (NY2)").click().await;
            panel
                .shows("60 loaded in East Coast (NY2), more exist")
                .await;
            panel.button("Load all").click().await;
            panel.shows(&whole).await;
            // Nobody has counted the other regions yet.
            panel.tab("All regions").click().await;
            panel.shows("60 loaded, more exist").await;
            let price = panel.name_starts_with(Role::Button, "≈ ");
            let dialog = panel.dialog("Price per address");
            price.click().await;
            dialog.button("Load the rest").visible().await;
            dialog.button("Cancel").click().await;
            dialog.gone().await;
            panel.tab("East Coast (NY2)").click().await;
            panel
                .shows("60 loaded in East Coast (NY2), more exist")
                .await;
            price.click().await;
            let rest = format!("Load the rest, {requests}");
            panel.shows(&rest).await;
            dialog.button(&rest).click().await;
            panel.shows(&whole).await;
            panel.does_not_show("Load the rest").await;
        });
    }
}

//! Answers of proxies and CDNs instead of the API's, after sign-in.

use crate::steps::*;
use e2e::{Fault, panel_test};

#[test]
fn a_page_of_html_in_place_of_an_answer_is_told_in_clear_words() {
    panel_test(async |panel| {
        panel.expect_console("502");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        for _ in 0..2 {
            panel
                .server
                .fault("PUT", "/v1/public-ips", Fault::Html(502));
        }
        dialog.button("Assign").click().await;
        for text in ["isn't from the API", "502", "shows no change"] {
            panel.alert_says(text).await;
        }
        let alerts = panel.alerts().await.concat();
        assert!(!alerts.contains('<'), "no markup in the words: {alerts}");
        assert_eq!(dialog.field("Machine").value().await, FREE_MACHINE);
    });
}

#[test]
fn a_login_page_in_front_of_the_api_is_said_to_be_one_and_ends_no_session() {
    panel_test(async |panel| {
        panel.expect_console("401");
        panel.sign_in_to_demo().await;
        panel
            .server
            .fault("GET", "/v1/public-ips", Fault::Html(401));
        panel.button("Refresh").click().await;
        for text in [
            "Something in front of the API",
            "status 401",
            "nothing about your API key",
        ] {
            panel.alert_says(text).await;
        }
        panel.row(IDLE).visible().await;
        panel.button("Refresh").click().await;
        panel.does_not_show("Something in front of the API").await;
    });
}

#[test]
fn markup_in_a_message_is_shown_as_text() {
    panel_test(async |panel| {
        panel.expect_console("400");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        let body = r#"{"code":"BAD_REQUEST","message":"<img src=x onerror=alert(1)> is wrong"}"#;
        panel
            .server
            .fault("PUT", "/v1/public-ips", Fault::Status(400, body.into()));
        dialog.field("Machine").fill("<b>x</b>").await;
        dialog.button("Assign").click().await;
        panel
            .alert_says("<img src=x onerror=alert(1)> is wrong")
            .await;
    });
}

#[test]
fn issues_of_older_services_are_read_too() {
    panel_test(async |panel| {
        panel.expect_console("400");
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        let body = r#"{"code":"BAD_REQUEST","message":"Input validation failed","issues":[{"message":"machineId is odd"}]}"#;
        panel
            .server
            .fault("PUT", "/v1/public-ips", Fault::Status(400, body.into()));
        dialog.field("Machine").fill("odd").await;
        dialog.button("Assign").click().await;
        panel.alert_says("machineId is odd").await;
    });
}

#[test]
fn an_answer_of_five_megabytes_is_refused_unread() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let large = || Fault::Api(simulator::Fault::Malformed(simulator::Malformed::Large));
        panel.server.fault("GET", "/v1/public-ips", large());
        panel.button("Refresh").click().await;
        let words =
            "The response isn't from the API (status 200). It begins: “more than 2 MiB, not read”.";
        panel.alert_says(words).await;
        panel.row(IDLE).visible().await;
        panel.button("Refresh").click().await;
        panel.does_not_show(words).await;

        // The list shows the result of a change that was carried out.
        panel.faults(2, "PUT", "/v1/public-ips", &large());
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.status_says(&format!("Assigned {IDLE}")).await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
    });
}

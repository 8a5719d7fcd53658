//! "Export CSV": the shown rows as a file.

use crate::notes;
use crate::steps::{IDLE, file_name, shows_only, team_is_known};
use e2e::{Role, panel_test};

#[test]
fn the_shown_rows_are_saved_in_their_order() {
    panel_test(async |panel| {
        panel.allow_downloads().await;
        panel.sign_in_to_demo().await;
        team_is_known(panel).await;
        panel.field("Search").fill("100.1").await;
        panel.shows("found in 36").await;
        panel.column("IP address").all(Role::Button).click().await;
        panel
            .column("IP address")
            .has_attribute("aria-sort", Some("ascending"))
            .await;
        let shown = panel.addresses().await;
        panel.button("Export CSV").click().await;
        panel
            .status_says(&format!("Exported {} addresses", shown.len()))
            .await;
        let name = file_name(panel, &format!("{}-of-36", shown.len()), "csv").await;
        let file = panel.downloaded(&name).await;
        let mut lines = file.split("\r\n");
        assert_eq!(
            lines.next(),
            Some("IP address,Region,Machine ID,Claimed,Machine name,Note")
        );
        for address in shown {
            let line = lines.next().unwrap_or_default();
            assert!(line.starts_with(&format!("{address},ca1,")), "{line}");
        }
        assert_eq!(lines.collect::<Vec<_>>(), [""], "the last line has its end");
    });
}

#[test]
fn a_note_is_in_the_file_and_is_never_calculated() {
    panel_test(async |panel| {
        panel.allow_downloads().await;
        panel.sign_in_to_demo().await;
        team_is_known(panel).await;
        notes::write(panel, IDLE, "=HYPERLINK(\"https://example.com\",1), ask").await;
        panel.field("Search").fill("ask").await;
        shows_only(panel, &[IDLE]).await;
        panel.button("Export CSV").click().await;
        panel.status_says("Exported 1 address").await;
        let name = file_name(panel, "1-of-36", "csv").await;
        let file = panel.downloaded(&name).await;
        let note = r#""'=HYPERLINK(""https://example.com"",1), ask""#;
        let line = file.lines().nth(1).unwrap_or_default();
        assert!(line.starts_with(IDLE) && line.ends_with(note), "{line}");
        assert_eq!(file.lines().count(), 2);
    });
}

#[test]
fn the_name_of_the_file_says_that_more_exist_and_an_empty_list_is_not_exported() {
    panel_test(async |panel| {
        panel.allow_downloads().await;
        panel.sign_in("large-500").await;
        panel.shows("loaded, more exist").await;
        team_is_known(panel).await;
        panel.field("Search").fill("zzz").await;
        panel.shows("0 found in").await;
        panel.button("Export CSV").enabled(false).await;
        panel.button("Clear search").click().await;
        panel.button("Export CSV").enabled(true).await;
        panel.button("Export CSV").click().await;
        panel.status_says("Exported").await;
        let told = panel.statuses().await.concat();
        let count: String = told.chars().filter(char::is_ascii_digit).collect();
        let name = file_name(panel, &format!("{count}-loaded-more-exist"), "csv").await;
        let file = panel.downloaded(&name).await;
        assert_eq!((file.lines().count() - 1).to_string(), count);
    });
}

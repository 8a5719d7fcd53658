//! Virtual scroll: few elements, full semantics.

use e2e::{Panel, Role, panel_test};

/// The maximum number of elements, for any number of addresses.
const ELEMENTS: f64 = 700.0;

/// Signs in to 1,000 addresses and loads all. Returns the newest and the oldest.
async fn all_loaded(panel: &Panel<'_>) -> (String, String) {
    let list: Vec<_> = panel.with_account("large-1000", |account| {
        account.addresses().map(|address| address.ip()).collect()
    });
    panel.sign_in("large-1000").await;
    panel.button("Load all").click().await;
    panel.shows("1,000 addresses, all loaded").await;
    let end = |address: Option<&String>| address.cloned().unwrap_or_default();
    (end(list.first()), end(list.last()))
}

#[test]
fn a_page_has_few_elements_however_far_the_list_is_scrolled() {
    panel_test(async |panel| {
        all_loaded(panel).await;
        for (width, height) in [(1280, 800), (1920, 1080), (390, 844), (320, 640)] {
            panel.viewport(width, height).await;
            for place in ["0", "list.scrollHeight / 3", "list.scrollHeight"] {
                let count = format!(
                    "(() => {{ const list = document.querySelector('[role=tabpanel]'); list.scrollTop = {place}; \
                     return document.querySelectorAll('*').length; }})()"
                );
                let elements = panel.measure(&count).await;
                assert!(
                    elements <= ELEMENTS,
                    "{elements} elements at {width} by {height}, {place}"
                );
            }
        }
    });
}

#[test]
fn the_table_says_where_its_rows_stand() {
    panel_test(async |panel| {
        let (first, last) = all_loaded(panel).await;
        let table = panel.named(Role::Table, "Public IPs");
        table.has_attribute("aria-rowcount", Some("1001")).await;
        panel.scroll_to_end().await;
        panel
            .row(&last)
            .has_attribute("aria-rowindex", Some("1001"))
            .await;
        panel
            .row(&first)
            .has_attribute("aria-rowindex", Some("2"))
            .await;
    });
}

#[test]
fn the_last_rows_can_be_acted_on_and_keep_the_focus() {
    panel_test(async |panel| {
        let (_, last) = all_loaded(panel).await;
        panel.scroll_to_end().await;
        // After it is drawn: the driver scrolls to an element to click it.
        panel
            .row(&last)
            .has_attribute("aria-rowindex", Some("1001"))
            .await;
        panel
            .row(&last)
            .button(&format!("Release {last}"))
            .click()
            .await;
        let dialog = panel.dialog(&format!("Release {last}"));
        dialog.button("Cancel").click().await;
        panel.button(&format!("Release {last}")).focused().await;
    });
}

//! Tests of the tools themselves, on a page without a server.

use e2e::{Key, Page, Role, StaticHost, page_test};

async fn fixture(page: &Page) {
    page.visit(&format!(
        "file://{}/fixtures/page.html",
        env!("CARGO_MANIFEST_DIR")
    ))
    .await;
}

#[test]
fn elements_are_found_by_role_and_name() {
    page_test(async |page| {
        fixture(page).await;
        page.heading("Fixture").visible().await;
        page.field("API key").fill("secret").await;
        assert_eq!(page.field("API key").value().await, "secret");
        page.button("Sign out").visible().await;
        assert_eq!(
            page.button("Hidden").count().await,
            0,
            "what is not shown does not count"
        );
        assert_eq!(
            page.name_starts_with(Role::Button, "Release").count().await,
            2
        );
        let rows = page.all(Role::Row).names().await;
        assert_eq!(rows, ["203.0.113.7 Copy 203.0.113.7", "203.0.113.70"]);
        let row = page.row("203.0.113.7");
        row.button("Copy 203.0.113.7").visible().await;
        assert_eq!(row.all(Role::Button).count().await, 2);
        page.row("203.0.113.70")
            .button("Release 203.0.113.70")
            .enabled(false)
            .await;
        page.column("Claimed").visible().await;
    });
}

#[test]
fn waiting_ends_when_the_condition_holds() {
    page_test(async |page| {
        fixture(page).await;
        page.button("Add later").click().await;
        page.button("Claim IP").click().await;
        page.status_says("Claimed").await;
        page.alert_says("CONFLICT").await;
        page.button("Count").click_times(20).await;
        page.all(Role::Status).names().await;
        page.shows("20").await;
    });
}

#[test]
fn dialogs_hold_the_keyboard() {
    page_test(async |page| {
        fixture(page).await;
        page.tab_to(&page.button("Open")).await;
        page.press(Key::Enter).await;
        let dialog = page.dialog("Assign 203.0.113.7");
        dialog.radio("East Coast (NY2)").select().await;
        dialog.named(Role::RadioGroup, "Region").visible().await;
        dialog.field("Machine").fill("ps1").await;
        dialog.field("Machine").focused().await;
        page.press_with(Key::Control, "a").await;
        page.press_with(Key::Control, "c").await;
        page.press(Key::Escape).await;
        dialog.gone().await;
        page.button("Open").focused().await;
        page.field("API key").focus().await;
        page.press_with(Key::Control, "v").await;
        assert_eq!(page.field("API key").value().await, "ps1");
    });
}

#[test]
fn a_phone_is_320_pixels_wide() {
    page_test(async |page| {
        fixture(page).await;
        page.viewport(320, 640).await;
        assert_eq!(page.measure("window.innerWidth").await, 320.0);
        assert!(page.button("Open").within_width().await);
    });
}

#[test]
#[should_panic(expected = "no Button \"Buy\"; of that role there is [\"Add later\",\"Sign out\"")]
fn a_failure_says_what_was_there_instead() {
    page_test(async |page| {
        fixture(page).await;
        page.button("Buy").click().await;
    });
}

#[test]
#[should_panic(expected = "errors that the test does not expect")]
fn an_error_in_the_console_fails_the_test() {
    page_test(async |page| {
        fixture(page).await;
        // An expected request error does not cover an error of a script.
        page.expect_console("broken");
        page.measure("console.error('broken') ?? 0").await;
    });
}

#[test]
#[should_panic(expected = "style-src-attr")]
fn a_violation_of_the_policy_fails_the_test() {
    page_test(async |page| {
        let host = StaticHost::start().await;
        page.visit(&host.url()).await;
        page.heading("Sign in").visible().await;
        page.expect_script_error("Content Security Policy");
        page.evaluate("document.body.setAttribute('style', 'color: red')")
            .await;
    });
}

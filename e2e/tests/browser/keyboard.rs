//! All five actions by keyboard alone.

use crate::steps::{FREE_MACHINE, IDLE, open_claim};
use e2e::{Key, Locator, Panel, panel_test};

/// Moves to a button with Tab and presses Enter.
async fn press(panel: &Panel<'_>, button: &Locator) {
    panel.tab_to(button).await;
    panel.press(Key::Enter).await;
}

#[test]
fn the_whole_panel_works_without_a_mouse() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.tab_to(&panel.field("API key")).await;
        panel.type_keys("demo").await;
        panel.press(Key::Enter).await;
        panel.heading("Public IPs").focused().await;
        panel.shows("36 addresses, all loaded").await;

        press(panel, &panel.button("Claim IP")).await;
        let claim = panel.dialog("Claim a public IP");
        claim.radio("East Coast (NY2)").focused().await;
        panel.press(Key::Down).await;
        claim.radio("West Coast (CA1)").focused().await;
        press(panel, &claim.button("Claim")).await;
        panel.row("198.51.100.1").has_text("Idle").await;
        panel.button("Claim IP").focused().await;

        press(panel, &panel.row(IDLE).button(&format!("Assign {IDLE}"))).await;
        panel
            .dialog(&format!("Assign {IDLE}"))
            .field("Machine")
            .focused()
            .await;
        panel.type_keys(FREE_MACHINE).await;
        panel.press(Key::Enter).await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        panel.focus_on(IDLE).await;

        press(panel, &panel.row(IDLE).button(&format!("Move {IDLE}"))).await;
        panel
            .dialog(&format!("Move {IDLE}"))
            .field("Machine")
            .focused()
            .await;
        panel.type_keys("ps2fj0q9tzle").await;
        panel.press(Key::Enter).await;
        panel.row(IDLE).has_text("ps2fj0q9tzle").await;
        panel.focus_on(IDLE).await;

        press(panel, &panel.row(IDLE).button(&format!("Unassign {IDLE}"))).await;
        let unassign = panel.dialog(&format!("Unassign {IDLE}"));
        press(panel, &unassign.button("Unassign")).await;
        panel.row(IDLE).has_text("Idle").await;
        panel.focus_on(IDLE).await;

        press(panel, &panel.row(IDLE).button(&format!("Release {IDLE}"))).await;
        let release = panel.dialog(&format!("Release {IDLE}"));
        press(panel, &release.button("Release")).await;
        panel.row(IDLE).gone().await;
        panel.focus_on("203.0.113.23").await;
        press(panel, &panel.button("Sign out")).await;
        panel.heading("Sign in").visible().await;
    });
}

#[test]
fn a_dialog_keeps_the_focus_inside() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        open_claim(panel).await;
        for _ in 0..8 {
            panel.press(Key::Tab).await;
            let inside = "document.activeElement.closest('dialog') || document.activeElement === document.body ? 1 : 0";
            assert_eq!(
                panel.measure(inside).await,
                1.0,
                "{}",
                panel.focus_text().await
            );
        }
    });
}

#[test]
fn the_row_that_the_keyboard_is_in_is_marked() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let marked = "[...document.querySelectorAll('tbody tr')].filter((row) => getComputedStyle(row).outlineStyle !== 'none')\
            .map((row) => row === document.activeElement.closest('tr') ? 1 : 100).reduce((sum, row) => sum + row, 0)";
        let tick = panel.row(IDLE).checkbox(&format!("Select {IDLE}"));
        tick.click().await;
        tick.focused().await;
        assert_eq!(panel.measure(marked).await, 0.0, "by mouse");
        panel.press(Key::Tab).await;
        assert_eq!(panel.measure(marked).await, 1.0, "by keyboard");
        panel.field("Search").focus().await;
        assert_eq!(panel.measure(marked).await, 0.0, "in the search");
    });
}

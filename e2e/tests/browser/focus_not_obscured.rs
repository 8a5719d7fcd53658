//! What has the focus is not hidden under a bar or a toast (WCAG 2.4.11), and the primary button stays in reach.

use crate::steps::ASSIGNED;
use e2e::{Panel, panel_test};

const SIZES: [(u32, u32); 6] = [
    (1280, 800),
    (1024, 600),
    (768, 1024),
    (740, 360),
    (640, 256),
    (390, 800),
];

/// Focuses everything, and finds nothing of it hidden.
async fn nothing_is_hidden(panel: &Panel<'_>, state: &str) {
    let walk = panel.hidden_focus_stops().await;
    assert!(walk.walked > 110, "{state}: {} focus stops", walk.walked);
    assert!(
        walk.hidden.is_empty(),
        "{state}: {} of {} are hidden: {:#?}",
        walk.hidden.len(),
        walk.walked,
        walk.hidden
    );
}

/// Signs in with a link that opens nothing, which a toast says until it is dismissed.
async fn sign_in_with_a_toast(panel: &Panel<'_>) {
    panel.open("#do=sell").await;
    panel.submit_key("demo").await;
    panel.shows("36 addresses, all loaded").await;
    panel.alert_says("Couldn't open the link").await;
}

#[test]
fn no_focus_is_hidden_under_a_toast() {
    panel_test(async |panel| {
        for (width, height) in SIZES {
            panel.viewport(width, height).await;
            sign_in_with_a_toast(panel).await;
            nothing_is_hidden(panel, &format!("{width} x {height}")).await;
            panel.button("Details").click().await;
            nothing_is_hidden(panel, &format!("{width} x {height}, unfolded")).await;
            panel.sign_out().await;
        }
    });
}

#[test]
fn no_focus_is_hidden_under_the_bar_of_the_selection() {
    panel_test(async |panel| {
        for (width, height) in SIZES {
            panel.viewport(width, height).await;
            sign_in_with_a_toast(panel).await;
            panel.button("Dismiss").click().await;
            panel
                .row(ASSIGNED)
                .checkbox(&format!("Select {ASSIGNED}"))
                .click()
                .await;
            panel.shows("1 selected").await;
            nothing_is_hidden(panel, &format!("{width} x {height}")).await;
            panel.sign_out().await;
        }
    });
}

#[test]
fn a_failure_is_one_line_until_it_is_unfolded() {
    panel_test(async |panel| {
        sign_in_with_a_toast(panel).await;
        let details = panel.button("Details");
        details.has_attribute("aria-expanded", Some("false")).await;
        let height = "document.querySelector('[role=alert]').getBoundingClientRect().height";
        let folded = panel.measure(height).await;
        assert!(folded <= 44.0, "one line: {folded}");
        details.click().await;
        details.has_attribute("aria-expanded", Some("true")).await;
        assert!(panel.measure(height).await > folded + 16.0);
    });
}

#[test]
fn the_primary_button_stays_in_reach_in_a_low_window_and_with_large_text() {
    panel_test(async |panel| {
        for (width, height, is_text_doubled) in [
            (740, 360, false),
            (640, 256, false),
            (390, 400, false),
            (390, 800, true),
        ] {
            let size = format!("{width} x {height}, text doubled: {is_text_doubled}");
            panel.viewport(width, height).await;
            panel.sign_in_to_demo().await;
            if is_text_doubled {
                panel.double_text().await;
            }
            for end in ["0", "document.documentElement.scrollHeight"] {
                panel.evaluate(&format!("scrollTo(0, {end});")).await;
                let claim = panel.button("Claim IP");
                assert!(claim.uncovered().await, "{size}");
                let bar = panel
                    .measure("document.querySelector('footer').getBoundingClientRect().height / innerHeight")
                    .await;
                assert!(bar < 0.4, "the status bar has {bar} of {size}");
            }
            panel.sign_out().await;
        }
    });
}

//! Forced colours, reduced motion, right to left, print.

use crate::steps::*;
use e2e::{Key, panel_test};

/// Width and style of the focus outline.
const OUTLINE: &str = "(() => { const style = getComputedStyle(document.activeElement); \
    return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth); })()";

#[test]
fn with_forced_colours_focus_selection_and_edges_are_seen() {
    panel_test(async |panel| {
        panel.emulate(&[("forced-colors", "active")]).await;
        panel.sign_in_to_demo().await;
        panel.tab("West Coast (CA1)").focus().await;
        panel.press(Key::Enter).await;
        panel.shows("in West Coast (CA1), all loaded").await;
        panel.press(Key::Tab).await;
        assert!(panel.measure(OUTLINE).await >= 2.0, "the focus is seen");
        let line = panel
            .measure("parseFloat(getComputedStyle(document.querySelector('[aria-selected=true]'), '::after').borderBlockEndWidth)")
            .await;
        assert!(line >= 2.0, "the selected tab is seen: {line}");
        let edges = panel
            .measure("[...document.querySelectorAll('.toolbar .btn, .search .input')].filter((el) => parseFloat(getComputedStyle(el).borderTopWidth) < 1).length")
            .await;
        assert!(edges == 0.0, "{edges} controls have no edge");
    });
}

#[test]
fn with_reduced_motion_nothing_moves() {
    panel_test(async |panel| {
        panel.emulate(&[("prefers-reduced-motion", "reduce")]).await;
        panel.open("").await;
        let gate = panel.server.hold("GET", "/v1/public-ips?limit=60");
        panel.submit_key("demo").await;
        assert!(gate.reached().await);
        panel.button("Sign out").visible().await;
        assert_eq!(panel.motion().await, [""; 0], "while the list loads");
        gate.release();
        panel.shows("36 addresses, all loaded").await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        assert_eq!(panel.motion().await, [""; 0], "when a form opens");
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        assert_eq!(panel.motion().await, [""; 0], "when a row changes");
    });
}

#[test]
fn from_right_to_left_the_page_is_mirrored_and_not_broken() {
    panel_test(async |panel| {
        for width in [390, 1280] {
            panel.viewport(width, 800).await;
            panel.open("").await;
            panel
                .evaluate("document.documentElement.dir = 'rtl';")
                .await;
            panel.submit_key("demo").await;
            panel.shows("36 addresses, all loaded").await;
            assert!(panel.overflow().await <= 0.0, "too wide at {width}");
            let overlaps = panel.overlaps().await;
            assert!(overlaps.is_empty(), "at {width}: {overlaps:#?}");
            // The title and the buttons have changed sides.
            let mirrored = panel
                .measure("document.querySelector('.brand').getBoundingClientRect().left - document.querySelector('.topbar-end').getBoundingClientRect().right")
                .await;
            assert!(mirrored >= 0.0, "the bar at {width}: {mirrored}");
            panel.sign_out().await;
        }
    });
}

#[test]
fn on_paper_there_are_all_rows_and_no_controls() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.print_media().await;
        let seen = panel
            .measure("document.querySelectorAll('tbody .row').length")
            .await;
        assert_eq!(seen, 36.0);
        let text = panel.visible_text().await;
        for address in ["203.0.113.4", "198.51.100.6", ITS_MACHINE] {
            assert!(text.contains(address), "{address} is not on paper");
        }
        let controls = panel
            .measure("[...document.querySelectorAll('.toolbar, .search, .topbar-end, .actions, .copy, .more, .statusline .btn')].filter((el) => el.checkVisibility({ visibilityProperty: true })).length")
            .await;
        assert!(controls == 0.0, "{controls} controls are on paper");
        let pages = panel.printed_pages().await;
        assert!((1..=3).contains(&pages), "36 rows take {pages} pages");
    });
}

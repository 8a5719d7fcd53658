//! Layout from small phones to wide screens: no overflow, no overlaps, no small targets.

use crate::overlays;
use crate::steps::*;
use e2e::{Fault, Panel, Role, panel_test};
use serde_json::json;

const WIDTHS: [u32; 5] = [320, 390, 768, 1280, 2560];

/// Checks the layout of a state at this width.
async fn holds(panel: &Panel<'_>, state: &str, width: u32) {
    let overflow = panel.overflow().await;
    assert!(
        overflow <= 0.0,
        "{state} at {width}: {overflow} pixels too wide"
    );
    let overlaps = panel.overlaps().await;
    assert!(overlaps.is_empty(), "{state} at {width}: {overlaps:#?}");
    if width < 640 {
        let small = panel.small_targets().await;
        assert!(small.is_empty(), "{state} at {width}: {small:#?}");
    }
}

async fn every_state(panel: &Panel<'_>, width: u32) {
    panel.viewport(width, 800).await;
    panel.open("").await;
    panel.heading("Sign in").visible().await;
    holds(panel, "sign-in", width).await;
    panel.submit_key("demo").await;
    panel.shows("36 addresses, all loaded").await;
    holds(panel, "list", width).await;
    panel.field("Search").fill("113").await;
    panel.shows("found in 36").await;
    holds(panel, "search", width).await;
    panel.field("Search").fill("").await;
    panel.button("Claim IP").click().await;
    panel.dialog("Claim a public IP").visible().await;
    holds(panel, "claim", width).await;
    panel
        .dialog("Claim a public IP")
        .button("Cancel")
        .click()
        .await;
    if width < overlays::CARDS_BELOW {
        panel
            .row(ASSIGNED)
            .button(&format!("Actions for {ASSIGNED}"))
            .click()
            .await;
        holds(panel, "actions", width).await;
    }
    panel
        .row(ASSIGNED)
        .button(&format!("Move {ASSIGNED}"))
        .click()
        .await;
    panel.dialog(&format!("Move {ASSIGNED}")).visible().await;
    holds(panel, "move", width).await;
    panel
        .dialog(&format!("Move {ASSIGNED}"))
        .button("Cancel")
        .click()
        .await;
    panel.sign_out().await;
}

#[test]
fn nothing_overflows_overlaps_or_is_too_small_at_any_width() {
    panel_test(async |panel| {
        for width in WIDTHS {
            every_state(panel, width).await;
        }
    });
}

/// Checks each state over the list.
async fn every_state_over_the_list(panel: &Panel<'_>, width: u32, mut look: impl AsyncFnMut(&str)) {
    overlays::palette(panel, &mut look).await;
    overlays::popovers(panel, &mut look).await;
    overlays::dialogs(panel, &mut look).await;
    overlays::notes(panel, width, &mut look).await;
    overlays::pickers(panel, width, &mut look).await;
    overlays::swap(panel, width, &mut look).await;
    overlays::bulk(panel, &mut look).await;
}

/// Checks the states over the list at a width, with text enlarged `times`-fold.
fn what_opens_over_the_list_fits(width: u32, times: u32) {
    panel_test(async |panel| {
        panel.expect_console("409");
        panel.expect_console("403");
        panel.viewport(width, 800).await;
        panel.sign_in_to_demo().await;
        if times == 2 {
            panel.double_text().await;
        }
        // The layout follows the width in characters.
        every_state_over_the_list(panel, width / times, async |state| {
            holds(panel, state, width).await;
            let dialog = panel.all(Role::Dialog);
            if dialog.count().await == 1 {
                assert!(dialog.within_width().await, "{state} at {width}");
            }
        })
        .await;
    });
}

#[test]
fn what_opens_over_the_list_fits_at_any_width() {
    for width in WIDTHS {
        what_opens_over_the_list_fits(width, 1);
    }
}

#[test]
fn what_opens_over_the_list_fits_with_text_twice_as_large() {
    for width in [390, 1000] {
        what_opens_over_the_list_fits(width, 2);
    }
}

#[test]
fn a_finger_hits_what_it_aims_at_on_a_wide_screen_too() {
    panel_test(async |panel| {
        panel.touch().await;
        panel.sign_in_to_demo().await;
        let small = panel.small_targets().await;
        assert!(small.is_empty(), "{small:#?}");
    });
}

#[test]
fn text_may_be_twice_as_large() {
    panel_test(async |panel| {
        for width in [320, 390, 768, 1280] {
            panel.viewport(width, 800).await;
            panel.open("").await;
            panel.double_text().await;
            panel.heading("Sign in").visible().await;
            panel.submit_key("demo").await;
            panel.shows("36 addresses, all loaded").await;
            let overflow = panel.overflow().await;
            assert!(overflow <= 0.0, "at {width}: {overflow} pixels too wide");
            let overlaps = panel.overlaps().await;
            assert!(overlaps.is_empty(), "at {width}: {overlaps:#?}");
            panel.button("Claim IP").click().await;
            let claim = panel.dialog("Claim a public IP");
            assert!(claim.within_width().await, "the form at {width}");
            // Neither it nor one of its regions scrolls sideways or is cut off.
            let cut = panel.outside().await;
            assert!(cut.is_empty(), "the form at {width}: {cut:#?}");
            assert!(
                claim.button("Claim").within_width().await,
                "its button at {width}"
            );
            claim.button("Cancel").click().await;
            overlays::popovers(panel, async |state: &str| {
                let cut = panel.outside().await;
                assert!(cut.is_empty(), "{state} at {width}: {cut:#?}");
            })
            .await;
            panel.sign_out().await;
        }
    });
}

/// The answer with one machine in it, whose name is as long as a name may be.
fn long_name() -> Fault {
    let name = "x".repeat(200);
    let machine =
        json!({"id": ITS_MACHINE, "name": name, "state": "ready", "region": "East Coast (NY2)"});
    let body = json!({"hasMore": false, "items": [machine]});
    Fault::Status(200, body.to_string())
}

#[test]
fn a_long_name_takes_some_lines_and_stays_whole() {
    panel_test(async |panel| {
        let whole = "x".repeat(200);
        for width in [1280, 390] {
            panel.faults(1, "GET", "/v1/machines", &long_name());
            panel.viewport(width, 800).await;
            panel.sign_in_to_demo().await;
            panel.row(ASSIGNED).has_text(&whole).await;
            for act in ["Move", "Unassign"] {
                if width < 640 {
                    let more = format!("Actions for {ASSIGNED}");
                    panel.row(ASSIGNED).button(&more).click().await;
                }
                let dialog = open_dialog(panel, act, ASSIGNED).await;
                dialog.has_text(&whole).await;
                let cut = panel.overflow().await;
                assert!(cut <= 0.0, "{act} at {width}");
                let height = panel
                    .measure("document.querySelector('dialog').getBoundingClientRect().height")
                    .await;
                assert!(height < 700.0, "{act} at {width} is {height} high");
                if act == "Move" {
                    dialog.button("Cancel").click().await;
                    dialog.gone().await;
                } else {
                    dialog.button("Unassign").click().await;
                    dialog.gone().await;
                }
            }
            panel.status_says(&whole).await;
            let height = panel
                .measure("[...document.querySelectorAll('[role=status]')].find((it) => it.textContent.includes('xxx')).getBoundingClientRect().height")
                .await;
            assert!(height < 100.0, "the toast at {width} is {height} high");
            panel.button("Undo").click().await;
            panel.row(ASSIGNED).has_text(&whole).await;
            panel.sign_out().await;
        }
    });
}

#[test]
fn the_name_of_a_machine_is_whole_by_touch_at_any_width() {
    panel_test(async |panel| {
        panel.touch().await;
        panel.sign_in_to_demo().await;
        panel.row(ASSIGNED).has_text(ITS_MACHINE).await;
        for width in [320, 360, 390, 640, 768, 820] {
            panel.viewport(width, 800).await;
            // The longest name that is meant to be read whole.
            let cut = panel.cut_off(".machine", 117).await;
            assert!(cut.is_empty(), "at {width}: {cut:#?}");
        }
    });
}

#[test]
fn the_table_becomes_cards_before_its_columns_run_into_each_other() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let holds = async |width: u32, text: u32| {
            panel.viewport(width, 800).await;
            let overlaps = panel.overlaps().await;
            assert!(overlaps.is_empty(), "{width} at {text} %: {overlaps:#?}");
            let cut = panel.cut_off("tbody .chip", u32::MAX).await;
            assert!(cut.is_empty(), "{width} at {text} %: {cut:#?}");
        };
        for width in (640..=800).step_by(16) {
            holds(width, 100).await;
        }
        panel.double_text().await;
        for width in [1280, 1500, 1536, 1600] {
            holds(width, 200).await;
        }
    });
}

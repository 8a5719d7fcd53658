//! The main flows in WebKit, and what looked wrong there alone. `cargo xtask test` runs them where WebKit is installed or installable.

use crate::main_flows;
use crate::steps::{ASSIGNED, IDLE, ITS_MACHINE};
use e2e::{Key, Role, webkit_test};

#[test]
#[ignore = "needs WebKit"]
fn a_key_is_refused_another_lets_in_and_out_again() {
    webkit_test(main_flows::a_key_is_refused_another_lets_in_and_out_again);
}

#[test]
#[ignore = "needs WebKit"]
fn a_long_list_is_scrolled_and_searched() {
    webkit_test(main_flows::a_long_list_is_scrolled_and_searched);
}

#[test]
#[ignore = "needs WebKit"]
fn an_address_is_claimed_assigned_moved_unassigned_and_released() {
    webkit_test(main_flows::an_address_is_claimed_assigned_moved_unassigned_and_released);
}

#[test]
#[ignore = "needs WebKit"]
fn a_form_is_left_by_escape_and_the_focus_is_where_it_was() {
    webkit_test(main_flows::a_form_is_left_by_escape_and_the_focus_is_where_it_was);
}

#[test]
#[ignore = "needs WebKit"]
fn the_theme_is_switched_and_remembered() {
    webkit_test(main_flows::the_theme_is_switched_and_remembered);
}

#[test]
#[ignore = "needs WebKit"]
fn menus_and_popovers_are_opaque_once_they_are_open() {
    webkit_test(async |panel| {
        panel.sign_in_to_demo().await;
        let buttons = [
            panel.button("Menu"),
            panel.button("By region"),
            panel.name_starts_with(Role::Button, "≈ "),
            panel.button("Export as…"),
        ];
        for button in buttons {
            button.click().await;
            let opacity =
                "Number(getComputedStyle(document.querySelector(':popover-open')).opacity)";
            panel.measure_is(opacity, 1.0).await;
            panel.press(Key::Escape).await;
            let open = "document.querySelectorAll(':popover-open').length";
            panel.measure_is(open, 0.0).await;
        }
    });
}

#[test]
#[ignore = "needs WebKit"]
fn the_actions_of_a_row_take_no_more_of_a_phone_than_they_need() {
    webkit_test(async |panel| {
        panel.viewport(390, 844).await;
        panel.sign_in_to_demo().await;
        let actions = format!("Actions for {IDLE}");
        panel.row(IDLE).button(&actions).click().await;
        panel
            .row(IDLE)
            .button(&format!("Release {IDLE}"))
            .visible()
            .await;
        let box_of_sheet = "document.querySelector(':popover-open').getBoundingClientRect()";
        let bottom = format!("{box_of_sheet}.bottom - innerHeight");
        panel.measure_is(&bottom, 0.0).await;
        let height = panel.measure(&format!("{box_of_sheet}.height")).await;
        assert!(height < 844.0 / 2.0, "the sheet is {height} high");
    });
}

/// Sets a mark on the baseline of each text of a cell, and returns how far apart the marks are.
const BASELINES: &str = "(() => { \
    const rows = [...document.querySelectorAll('tbody [role=row]')]; \
    const cell = rows.find((row) => row.querySelector('[role=rowheader]').textContent.trim() === '203.0.113.8').children[3]; \
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), texts = []; \
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode); \
    const baselines = texts.map((text) => { \
        const mark = document.createElement('span'), box = document.createElement('span'); \
        mark.style.display = 'inline-block'; \
        text.replaceWith(box); box.append(mark, text); \
        const { bottom } = mark.getBoundingClientRect(); \
        box.replaceWith(text); \
        return bottom; }); \
    return texts.length < 3 ? NaN : Math.max(...baselines) - Math.min(...baselines); })()";

#[test]
#[ignore = "needs WebKit"]
fn a_machine_its_state_and_its_id_stand_on_one_line() {
    webkit_test(async |panel| {
        panel.sign_in_to_demo().await;
        let row = panel.row(ASSIGNED);
        row.has_text(ITS_MACHINE).await;
        let apart = panel.measure(BASELINES).await;
        assert!(apart <= 2.0, "their baselines are {apart} pixels apart");
    });
}

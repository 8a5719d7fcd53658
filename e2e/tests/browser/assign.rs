//! Assigning an idle address.

use crate::steps::*;
use e2e::{Key, panel_test};

#[test]
fn an_idle_address_is_assigned_and_its_row_shows_the_answer() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").focused().await;
        dialog
            .field("Machine")
            .fill(&format!(" {FREE_MACHINE} "))
            .await;
        dialog.button("Assign").click().await;
        dialog.gone().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        panel
            .row(IDLE)
            .button(&format!("Unassign {IDLE}"))
            .visible()
            .await;
        panel
            .status_says(&format!("Assigned {IDLE} to build-runner"))
            .await;
        panel.focus_on(IDLE).await;
        let sent = format!(r#"PUT /public-ips/{IDLE} {{"machineId":"{FREE_MACHINE}"}}"#);
        assert_eq!(panel.requests_since(last), [READ, &sent]);
    });
}

#[test]
fn enter_in_the_field_assigns() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        panel.press(Key::Enter).await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
    });
}

#[test]
fn an_empty_field_is_refused_without_a_request() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill("  ").await;
        dialog.button("Assign").click().await;
        panel.alert_says("Enter a machine ID.").await;
        dialog.field("Machine").focused().await;
        assert_eq!(panel.requests_since(last), [""; 0]);
    });
}

#[test]
fn what_the_api_refuses_is_said_and_the_input_kept() {
    let refusals = [
        (
            NO_MACHINE,
            "404",
            "There is no machine psnothere",
            "NOT_FOUND",
            "the API doesn't know the machine",
        ),
        (
            MACHINE_ELSEWHERE,
            "409",
            "must be in the same region",
            "CONFLICT",
            "Nothing was changed",
        ),
        (
            ITS_MACHINE,
            "409",
            "already has the static IP 203.0.113.8",
            "CONFLICT",
            "Nothing was changed",
        ),
    ];
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        for (machine, status, message, code, changed) in refusals {
            panel.expect_console(status);
            dialog.field("Machine").fill(machine).await;
            dialog.button("Assign").click().await;
            for text in [message, code, changed] {
                panel.alert_says(text).await;
            }
            assert_eq!(dialog.field("Machine").value().await, machine);
        }
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
    });
}

#[test]
fn a_key_that_may_only_read_is_told_so() {
    panel_test(async |panel| {
        panel.expect_console("403");
        panel.sign_in("read-only").await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.alert_says("FORBIDDEN").await;
        dialog.button("Cancel").click().await;
        panel.row(IDLE).has_text("Idle").await;
    });
}

#[test]
fn escape_while_it_is_sent_gives_the_focus_back_to_the_row() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        let gate = panel.server.hold("PUT", "/v1/public-ips");
        panel.press(Key::Enter).await;
        assert!(gate.reached().await);
        panel.press(Key::Escape).await;
        dialog.gone().await;
        let copy = panel.row(IDLE).button(&format!("Copy {IDLE}"));
        copy.focused().await;
        gate.release();
        panel.status_says(&format!("Assigned {IDLE}")).await;
        copy.focused().await;
    });
}

#[test]
fn leaving_the_dialog_changes_nothing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        closing_changes_nothing(panel, "Assign", IDLE).await;
    });
}

#[test]
fn twenty_clicks_make_one_assign() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        twenty_clicks_make_one_request(panel, "PUT", &dialog, "Assign").await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
    });
}

#[test]
fn a_changed_row_does_not_look_selected() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        // The mark stays.
        panel
            .evaluate(
                "const wait = window.setTimeout.bind(window); \
                 window.setTimeout = (call, ms, ...rest) => wait(call, ms === 2000 ? 1e8 : ms, ...rest);",
            )
            .await;
        let dialog = open_dialog(panel, "Assign", IDLE).await;
        dialog.field("Machine").fill(FREE_MACHINE).await;
        dialog.button("Assign").click().await;
        panel.status_says(&format!("Assigned {IDLE}")).await;
        let tick = panel.checkbox(&format!("Select {ASSIGNED}"));
        tick.click().await;
        tick.checked(true).await;
        let looks = panel
            .evaluate(&format!(
                "document.activeElement.blur(); \
                 const row = (ip) => [...document.querySelectorAll('tbody tr')].find((row) => row.querySelector('th').textContent.trim() === ip); \
                 const changed = row('{IDLE}'), selected = row('{ASSIGNED}'); \
                 changed.style.animation = 'none'; void changed.offsetWidth; changed.style.animation = ''; \
                 for (const flash of changed.getAnimations()) {{ flash.pause(); flash.currentTime = 0; }} \
                 const ground = (row) => getComputedStyle(row).backgroundColor; \
                 return [ground(row('203.0.113.4')), ground(changed), ground(selected), \
                     getComputedStyle(changed, '::before').borderInlineStartColor, \
                     getComputedStyle(selected.querySelector('input'), '::before').backgroundColor];"
            ))
            .await;
        let looks: Vec<_> = looks.as_array().into_iter().flatten().collect();
        let [at_rest, changed, selected, bar, tick] = looks[..] else {
            panic!("{looks:?}");
        };
        assert_ne!(changed, at_rest);
        assert_ne!(changed, selected);
        assert_ne!(bar, tick);
    });
}

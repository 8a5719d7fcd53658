//! Keyboard shortcuts of rows and page, and where they do not apply.

use crate::menu::open_menu;
use crate::steps::{ASSIGNED, IDLE};
use e2e::{Key, Panel, Role, panel_test};

/// Focuses the copy button of a row.
async fn stand_on(panel: &Panel<'_>, ip: &str) {
    panel.row(ip).button(&format!("Copy {ip}")).focus().await;
}

#[test]
fn j_k_and_the_arrows_go_from_row_to_row() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        stand_on(panel, "203.0.113.4").await;
        panel.type_keys("j").await;
        panel.focus_on("Copy 198.51.100.9").await;
        panel.press(Key::Down).await;
        panel.focus_on("Copy 192.0.2.10").await;
        panel.press(Key::Up).await;
        panel.type_keys("k").await;
        panel.focus_on("Copy 203.0.113.4").await;
        panel.type_keys("k").await;
        panel.focus_on("Copy 203.0.113.4").await;
        // The same button of the next row, or else its copy button.
        let assign = panel.row("203.0.113.9").button("Assign 203.0.113.9");
        assign.focus().await;
        panel.type_keys("j").await;
        panel.focus_on("Move 192.0.2.9").await;
        panel.type_keys("k").await;
        panel.focus_on("Assign 203.0.113.9").await;
    });
}

#[test]
fn the_list_is_entered_from_wherever_the_focus_is() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let first = format!("Copy {}", panel.addresses().await[0]);
        for key in ["j", "k"] {
            panel.button("Refresh").focus().await;
            panel.type_keys(key).await;
            panel.focus_on(&first).await;
        }
        // Arrows keep their meaning among tabs and filters.
        panel.tab("All regions").focus().await;
        panel.press(Key::Down).await;
        panel.focus_on("All regions").await;
        panel.type_keys("j").await;
        panel.focus_on(&first).await;
        // A button of a dialog, which types nothing, keeps the focus.
        panel.button("Claim IP").click().await;
        let claim = panel.dialog("Claim a public IP");
        claim.button("Cancel").focus().await;
        panel.type_keys("j").await;
        claim.button("Cancel").focused().await;
    });
}

#[test]
fn arrow_and_enter_go_from_the_search_to_the_first_result() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        for key in [Key::Down, Key::Enter] {
            panel.type_keys("/").await;
            panel.field("Search").focused().await;
            panel.type_keys("192.0.2.1").await;
            panel.shows("found in 36").await;
            let first = format!("Copy {}", panel.addresses().await[0]);
            panel.press(key).await;
            panel.focus_on(&first).await;
        }
        // With nothing found it stays in the search.
        panel.type_keys("/").await;
        panel.type_keys("nothing").await;
        panel
            .heading("No address matches “nothing”")
            .visible()
            .await;
        panel.press(Key::Enter).await;
        panel.field("Search").focused().await;
    });
}

#[test]
fn the_whole_list_can_be_gone_through_and_the_row_is_always_in_view() {
    panel_test(async |panel| {
        panel.sign_in("large-600").await;
        panel.shows("loaded").await;
        panel.row("203.0.113.4").count().await;
        panel.press(Key::Escape).await;
        panel
            .evaluate("document.getElementById('list').focus();")
            .await;
        let visible = "(() => { const box = document.activeElement.closest('tr').getBoundingClientRect(); \
            const list = document.getElementById('list').getBoundingClientRect(); \
            const head = document.querySelector('thead').getBoundingClientRect(); \
            return box.top >= head.bottom - 1 && box.bottom <= list.bottom + 1 ? 1 : 0; })()";
        let index = "Number(document.activeElement.closest('tr').getAttribute('aria-rowindex'))";
        for step in 0..50 {
            panel.type_keys("j").await;
            assert_eq!(panel.measure(index).await, f64::from(step + 2));
            assert_eq!(panel.measure(visible).await, 1.0, "row {step}");
        }
        for step in (0..49).rev() {
            panel.type_keys("k").await;
            assert_eq!(panel.measure(index).await, f64::from(step + 2));
            assert_eq!(panel.measure(visible).await, 1.0, "row {step}");
        }
    });
}

#[test]
fn a_letter_acts_on_the_row_or_says_why_not() {
    panel_test(async |panel| {
        panel.allow_clipboard(&panel.server.url()).await;
        panel.sign_in_to_demo().await;
        stand_on(panel, IDLE).await;
        panel.type_keys("c").await;
        panel.status_says(&format!("Copied {IDLE}")).await;
        for (key, ip, dialog) in [
            ("a", IDLE, "Assign"),
            ("r", IDLE, "Release"),
            ("n", IDLE, "Note on"),
            ("m", ASSIGNED, "Move"),
            ("u", ASSIGNED, "Unassign"),
        ] {
            stand_on(panel, ip).await;
            panel.type_keys(key).await;
            let dialog = panel.dialog(&format!("{dialog} {ip}"));
            dialog.button("Cancel").click().await;
            dialog.gone().await;
        }
        stand_on(panel, IDLE).await;
        for (key, reason) in [
            ("m", "This address isn't assigned to a machine."),
            ("u", "This address isn't assigned to a machine."),
        ] {
            panel.type_keys(key).await;
            panel.status_says(reason).await;
        }
        stand_on(panel, ASSIGNED).await;
        panel.type_keys("a").await;
        panel
            .status_says("This address is assigned. Move it instead.")
            .await;
        panel.type_keys("x").await;
        let tick = panel.row(ASSIGNED).checkbox(&format!("Select {ASSIGNED}"));
        assert!(
            tick.visible()
                .await
                .is_selected()
                .await
                .expect("a checkbox")
        );
        assert_eq!(panel.all(Role::Dialog).count().await, 0);
    });
}

#[test]
fn keys_do_nothing_while_something_is_typed_or_held_or_a_dialog_is_open() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.type_keys("/").await;
        panel.field("Search").focused().await;
        panel.type_keys("jack/?").await;
        assert_eq!(panel.field("Search").value().await, "jack/?");
        assert_eq!(panel.all(Role::Dialog).count().await, 0);
        panel.press(Key::Escape).await;
        panel.row(IDLE).visible().await;

        stand_on(panel, IDLE).await;
        panel.press_with(Key::Alt, "r").await;
        assert_eq!(panel.all(Role::Dialog).count().await, 0);
        panel.type_keys("a").await;
        let dialog = panel.dialog(&format!("Assign {IDLE}"));
        dialog.field("Machine").focused().await;
        panel.type_keys("r?").await;
        assert_eq!(dialog.field("Machine").value().await, "r?");
        dialog.button("Cancel").focus().await;
        panel.type_keys("r?j").await;
        assert_eq!(panel.all(Role::Dialog).count().await, 1);
    });
}

#[test]
fn the_help_lists_the_keys_and_the_menu_switches_them_off() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.type_keys("?").await;
        let help = panel.dialog("Keyboard shortcuts");
        let text = help.text().await;
        for words in [
            "Search /",
            "Go to the next row j or ↓",
            "Copy the address c",
            "Release it r",
        ] {
            assert!(text.contains(words), "{words:?} in {text:?}");
        }
        panel.press(Key::Escape).await;
        help.gone().await;

        open_menu(panel).await;
        panel
            .menu_item("Single-key shortcuts")
            .has_attribute("aria-checked", Some("true"))
            .await;
        panel.menu_item("Single-key shortcuts").click().await;
        panel
            .menu_item("Single-key shortcuts")
            .has_attribute("aria-checked", Some("false"))
            .await;
        panel.press(Key::Escape).await;
        panel.type_keys("?/").await;
        stand_on(panel, IDLE).await;
        panel.type_keys("rj?/").await;
        panel.focus_on(&format!("Copy {IDLE}")).await;
        assert_eq!(panel.all(Role::Dialog).count().await, 0);
        panel.reload().await;
        panel.row(IDLE).visible().await;
        panel.type_keys("?").await;
        open_menu(panel).await;
        panel.menu_item("Keyboard shortcuts").click().await;
        help.has_text("Single-key shortcuts are off. Turn them on in the Menu.")
            .await;
    });
}

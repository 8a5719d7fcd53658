//! The panel on phones, from 320 pixels.

use crate::steps::{ASSIGNED, FREE_MACHINE, IDLE, ITS_MACHINE};
use e2e::{Key, Locator, Panel, Role, panel_test};

async fn fits(panel: &Panel<'_>, width: f64) {
    let widest = panel.measure("document.documentElement.scrollWidth").await;
    assert!(
        widest <= width,
        "the page is {widest} wide and scrolls sideways"
    );
}

/// Opens the actions of a row, and selects one.
async fn act(panel: &Panel<'_>, act: &str, ip: &str) -> Locator {
    panel
        .row(ip)
        .button(&format!("Actions for {ip}"))
        .click()
        .await;
    let button = panel.row(ip).button(&format!("{act} {ip}"));
    assert!(button.within_width().await);
    button.click().await;
    let dialog = panel.dialog(&format!("{act} {ip}"));
    assert!(dialog.within_width().await);
    assert!(dialog.button("Cancel").within_width().await);
    assert!(dialog.button(act).within_width().await);
    dialog
}

#[test]
fn nothing_scrolls_sideways_at_any_width() {
    panel_test(async |panel| {
        for width in [320, 390, 1280] {
            panel.viewport(width, 720).await;
            panel.open("").await;
            panel.heading("Sign in").visible().await;
            fits(panel, f64::from(width)).await;
            panel.submit_key("demo").await;
            panel.shows("36 addresses, all loaded").await;
            fits(panel, f64::from(width)).await;
            for name in ["Claim IP", "Menu", "Refresh"] {
                assert!(panel.button(name).within_width().await, "{name} at {width}");
                assert!(
                    panel.button(name).uncovered().await,
                    "{name} is covered at {width}"
                );
            }
            panel.sign_out().await;
        }
    });
}

#[test]
fn every_action_is_within_reach_on_a_phone() {
    panel_test(async |panel| {
        panel.viewport(320, 640).await;
        panel.sign_in_to_demo().await;
        panel.button("Claim IP").click().await;
        let claim = panel.dialog("Claim a public IP");
        assert!(claim.within_width().await);
        claim.radio("East Coast (NY2)").select().await;
        claim.button("Claim").click().await;
        panel.row("203.0.113.1").has_text("Idle").await;

        let assign = act(panel, "Assign", IDLE).await;
        assign.field("Machine").fill(FREE_MACHINE).await;
        assign.button("Assign").click().await;
        panel.row(IDLE).has_text(FREE_MACHINE).await;
        panel.focus_on(IDLE).await;

        let mover = act(panel, "Move", IDLE).await;
        mover.field("Machine").fill("ps2fj0q9tzle").await;
        mover.button("Move").click().await;
        panel.row(IDLE).has_text("ps2fj0q9tzle").await;

        act(panel, "Unassign", IDLE)
            .await
            .button("Unassign")
            .click()
            .await;
        panel.row(IDLE).has_text("Idle").await;

        let release = act(panel, "Release", ASSIGNED).await;
        release
            .field(&format!("Type {ASSIGNED} to confirm"))
            .fill(ASSIGNED)
            .await;
        release.button("Release").click().await;
        panel.row(ASSIGNED).gone().await;
        fits(panel, 320.0).await;
    });
}

#[test]
fn a_card_keeps_the_meaning_of_a_row() {
    panel_test(async |panel| {
        panel.viewport(320, 640).await;
        panel.sign_in_to_demo().await;
        let table = panel.named(Role::Table, "Public IPs");
        assert_eq!(panel.addresses().await.len(), 36);
        let row = table.row(ASSIGNED);
        row.has_text("NY2").await;
        row.has_text("psn83hxw6").await;
        assert!(row.within_width().await);
        let height = panel
            .measure("document.querySelector('tbody tr').getBoundingClientRect().height")
            .await;
        assert!(height > 56.0, "a card has more than one line: {height}");
        let target = panel
            .measure("document.querySelector('[aria-label^=\"Actions for\"]').getBoundingClientRect().height")
            .await;
        assert!(target >= 44.0, "a thumb needs 44 pixels: {target}");
    });
}

#[test]
fn a_card_has_the_address_then_the_name_alone_then_the_state_and_the_age() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.row(ASSIGNED).has_text("inference-gateway").await;
        for width in [320, 390, 700] {
            panel.viewport(width, 760).await;
            let lines = panel.row(ASSIGNED).lines().await;
            let [first, second, third] = &lines[..] else {
                panic!("at {width}: {lines:?}");
            };
            assert_eq!([&**first, second], ["203.0.113.8 NY2", "inference-gateway"]);
            assert!(third.starts_with("ready 1") && third.ends_with(" d ago"));
            let lines = panel.row(IDLE).lines().await;
            assert_eq!(lines[..2], ["203.0.113.7 NY2", "Idle"], "at {width}");
        }
    });
}

#[test]
fn the_actions_of_a_card_are_headed_by_all_that_the_card_is_about() {
    panel_test(async |panel| {
        panel.viewport(320, 640).await;
        panel.sign_in_to_demo().await;
        panel.row(ASSIGNED).has_text("inference-gateway").await;
        let more = panel
            .row(ASSIGNED)
            .button(&format!("Actions for {ASSIGNED}"));
        more.click().await;
        let note = panel.row(ASSIGNED).button(&format!("Note on {ASSIGNED}"));
        note.click().await;
        let dialog = panel.dialog(&format!("Note on {ASSIGNED}"));
        let words = "Mail relay of the office in Amsterdam, ask Dana before it is released";
        dialog.field("Note").fill(words).await;
        dialog.button("Save").click().await;
        dialog.gone().await;
        more.click().await;
        note.visible().await;
        let sheet = panel
            .evaluate("return document.querySelector(':popover-open').innerText;")
            .await;
        let sheet = sheet.as_str().unwrap_or_default();
        for text in [
            ASSIGNED,
            "inference-gateway",
            "ready",
            ITS_MACHINE,
            words,
            "Move",
        ] {
            assert!(sheet.contains(text), "{text:?} is not in {sheet:?}");
        }
        assert_eq!(panel.cut_off(":popover-open *", u32::MAX).await, [""; 0]);
    });
}

#[test]
fn the_tabs_can_be_reached_by_keyboard_on_a_phone() {
    panel_test(async |panel| {
        panel.viewport(320, 640).await;
        panel.sign_in_to_demo().await;
        panel.tab_to(&panel.tab("All regions")).await;
        panel.press(Key::End).await;
        panel.tab("Europe (AMS1)").focused().await;
        assert!(
            panel.tab("Europe (AMS1)").within_width().await,
            "the tabs scroll to the focus"
        );
        panel.press(Key::Enter).await;
        panel
            .shows("9 addresses in Europe (AMS1), all loaded")
            .await;
        fits(panel, 320.0).await;
        // The longest status line leaves room for the buttons.
        for name in ["Claim IP", "Refresh"] {
            assert!(panel.button(name).uncovered().await, "{name} is covered");
        }
    });
}

#[test]
fn the_order_can_be_turned_on_a_phone() {
    panel_test(async |panel| {
        panel.viewport(320, 640).await;
        panel.sign_in_to_demo().await;
        panel.column("Claimed").all(Role::Button).click().await;
        panel
            .all(Role::Row)
            .names_start_with(&["203.0.113.40"])
            .await;
    });
}

#[test]
fn the_numbers_of_a_list_that_is_not_whole_fit_a_phone() {
    panel_test(async |panel| {
        panel.viewport(390, 760).await;
        panel.sign_in("large-300").await;
        panel.unfold("Regions and cost").await;
        panel.button("By region").click().await;
        let table = panel.named(Role::Table, "Addresses by region, so far");
        for width in [390, 375, 360, 320] {
            panel.viewport(width, 760).await;
            table.visible().await;
            assert!(table.within_width().await, "at {width} pixels");
            // The padding of the sheet stays free on both sides.
            let free = panel
                .measure("(() => { const { left, right } = document.querySelector(':popover-open table').getBoundingClientRect(); return Math.min(left, innerWidth - right); })()")
                .await;
            assert!(free >= 12.0, "{free} pixels beside it at {width}");
        }
    });
}

/// Selects an address, which brings up the bar of the selection.
async fn select(panel: &Panel<'_>) {
    let tick = panel.row(ASSIGNED).checkbox(&format!("Select {ASSIGNED}"));
    tick.click().await;
    panel.shows("1 selected").await;
}

#[test]
fn the_list_has_most_of_a_phone() {
    panel_test(async |panel| {
        for width in [390, 320] {
            panel.viewport(width, 800).await;
            panel.sign_in_to_demo().await;
            let share = panel.share_of_list().await;
            assert!(share >= 0.6, "{share} of {width} x 800");
            panel.viewport(width, 640).await;
            select(panel).await;
            let share = panel.share_of_list().await;
            assert!(share >= 0.45, "{share} of {width} x 640, with a selection");
            panel.sign_out().await;
        }
    });
}

#[test]
fn what_has_no_room_on_a_phone_keeps_its_name_in_the_menu_or_a_sheet() {
    panel_test(async |panel| {
        panel.viewport(390, 800).await;
        panel.sign_in_to_demo().await;
        panel.button("Menu").click().await;
        panel.menu_item("Theme: system").click().await;
        // The Menu stays open, so that the change is seen.
        panel.menu_item("Theme: light").visible().await;
        panel.menu_item("Lock").visible().await;
        panel.press(Key::Escape).await;

        panel.button("Filter: All").click().await;
        panel.named(Role::Radio, "Idle").click().await;
        panel.button("Filter: Idle").visible().await;
        panel.named(Role::Radio, "Idle").gone().await;
        panel.shows("25 found in 36").await;

        panel.button("More actions").click().await;
        panel
            .button("Auto-refresh")
            .has_attribute("aria-pressed", Some("true"))
            .await;
        panel.button("Export as…").visible().await;
        panel.button("Auto-refresh").click().await;
        panel.button("Auto-refresh").gone().await;

        panel.button("Menu").click().await;
        panel.menu_item("Lock").click().await;
        panel.heading("Sign in").visible().await;
        panel.alert_says("Locked").await;
    });
}

#[test]
fn no_key_is_named_where_there_is_no_keyboard() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.button("Menu").click().await;
        panel.menu_item("Command palette").has_text("K").await;
        let keys =
            "[...document.querySelectorAll('kbd')].filter((key) => key.checkVisibility()).length";
        assert!(panel.measure(keys).await > 0.0);
        panel.touch().await;
        assert!(panel.measure(keys).await < 1.0);
    });
}

//! The command palette.

use crate::menu::open_menu;
use crate::steps::{ASSIGNED, IDLE, ITS_MACHINE};
use e2e::{Key, Locator, Panel, Role, panel_test};

/// Opens the palette and types a text.
async fn type_in_palette(panel: &Panel<'_>, text: &str) -> Locator {
    panel.press_with(Key::Control, "k").await;
    let palette = panel.dialog("Command palette");
    let field = palette.field("Command or address");
    field.focused().await;
    panel.type_keys(text).await;
    palette
}

/// Asserts the text of the active option.
async fn marked(panel: &Panel<'_>, words: &str) {
    let script = "return document.getElementById(document.querySelector('[role=combobox]').getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';";
    let text = panel.evaluate(script).await;
    let text = text.as_str().unwrap_or_default().to_owned();
    assert!(text.starts_with(words), "{words:?} is not {text:?}");
}

#[test]
fn an_address_is_found_and_released_without_a_mouse() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let palette = type_in_palette(panel, "113.7").await;
        marked(panel, IDLE).await;
        panel.press(Key::Enter).await;
        palette.has_text(&format!("Copy {IDLE}")).await;
        assert_eq!(palette.field("Command or address").value().await, IDLE);
        marked(panel, &format!("Assign {IDLE}")).await;
        // Unassign is disabled: last, with the reason.
        panel.press(Key::Up).await;
        marked(panel, &format!("Unassign {IDLE}")).await;
        panel.press(Key::Enter).await;
        panel
            .status_says("This address isn't assigned to a machine.")
            .await;
        palette.visible().await;
        panel.press(Key::Down).await;
        panel.press(Key::Down).await;
        marked(panel, &format!("Release {IDLE}")).await;
        panel.press(Key::Enter).await;
        let release = panel.dialog(&format!("Release {IDLE}"));
        release.button("Release").click().await;
        panel.status_says(&format!("Released {IDLE}")).await;
        panel.row(IDLE).gone().await;
    });
}

#[test]
fn a_verb_is_found_and_asks_for_its_address_in_a_second_step() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let palette = type_in_palette(panel, "release").await;
        marked(panel, "Release…").await;
        panel.press(Key::Enter).await;
        panel.status_says("Release which address?").await;
        let field = palette.field("Release which address?");
        field.focused().await;
        panel.status_says("20 of 36 results").await;
        // Backspace leads back, and so does a button.
        panel.press(Key::Backspace).await;
        palette.field("Command or address").focused().await;
        panel.type_keys("move").await;
        panel.press(Key::Enter).await;
        panel.status_says("11 results").await;
        palette.button("Back").click().await;
        palette.field("Command or address").focused().await;
        panel.type_keys("release").await;
        panel.press(Key::Enter).await;
        field.focused().await;
        panel.type_keys("113.7").await;
        marked(panel, IDLE).await;
        panel.press(Key::Enter).await;
        let release = panel.dialog(&format!("Release {IDLE}"));
        release.button("Release").click().await;
        panel.status_says(&format!("Released {IDLE}")).await;
    });
}

#[test]
fn entries_stand_in_groups_with_their_keys() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let palette = type_in_palette(panel, "").await;
        let groups = palette.all(Role::Group);
        let wanted = ["Actions", "Views", "Panel", "Not available now"];
        assert_eq!(groups.names().await, wanted);
        let release = palette.named(Role::Option, "Release…");
        release.has_attribute("aria-keyshortcuts", Some("r")).await;
        release.has_text("r").await;
        panel.type_keys("203.0.113").await;
        panel.status_says("16 results").await;
        assert_eq!(groups.names().await, ["Addresses"]);
    });
}

#[test]
fn commands_tabs_and_machines_are_found_by_their_words() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        type_in_palette(panel, "ny2").await;
        panel.press(Key::Enter).await;
        panel.fragment_is("region=ny2").await;

        type_in_palette(panel, "idle").await;
        marked(panel, "Filter: idle").await;
        panel.press(Key::Enter).await;
        panel.fragment_is("region=ny2&show=idle").await;

        let palette = type_in_palette(panel, ITS_MACHINE).await;
        marked(panel, ASSIGNED).await;
        panel.status_says("1 result").await;
        panel.press(Key::Escape).await;
        palette.gone().await;

        type_in_palette(panel, "sess lo").await;
        panel.press(Key::Enter).await;
        panel.dialog("Session log").button("Close").click().await;

        type_in_palette(panel, "there is no such thing").await;
        panel.status_says("No results").await;
        panel.press(Key::Enter).await;
        panel.press(Key::Escape).await;
        palette.gone().await;

        type_in_palette(panel, "search").await;
        panel.press(Key::Enter).await;
        panel.field("Search").focused().await;

        type_in_palette(panel, "theme").await;
        panel.press(Key::Enter).await;
        panel.button("Theme: light").visible().await;

        type_in_palette(panel, "sign out").await;
        panel.press(Key::Enter).await;
        panel.heading("Sign in").visible().await;
    });
}

#[test]
fn it_opens_from_the_menu_gives_the_focus_back_and_refuses_what_is_refused() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        open_menu(panel).await;
        panel.menu_item("Command palette").click().await;
        let palette = panel.dialog("Command palette");
        palette.field("Command or address").focused().await;
        panel.press(Key::Escape).await;
        palette.gone().await;
        panel.button("Menu").focused().await;

        type_in_palette(panel, "read-only").await;
        marked(panel, "Turn on read-only").await;
        panel.press(Key::Enter).await;
        palette.gone().await;
        let last = panel.last_request();
        type_in_palette(panel, "claim").await;
        marked(panel, "Claim IP").await;
        panel.press(Key::Enter).await;
        panel
            .status_says("Read-only is on. Turn it off in the Menu")
            .await;
        palette.visible().await;
        panel.press(Key::Escape).await;
        type_in_palette(panel, ASSIGNED).await;
        // The first enabled command is active; disabled ones follow, with the reason.
        marked(panel, &format!("Copy {ASSIGNED}")).await;
        palette.has_text("Read-only is on.").await;
        panel.press(Key::Escape).await;
        assert_eq!(panel.requests_since(last), [""; 0]);
        assert_eq!(panel.all(Role::Dialog).count().await, 0);
    });
}

#[test]
fn it_offers_every_command_and_what_cannot_be_done_now_last() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let palette = type_in_palette(panel, "").await;
        panel.status_says("30 results").await;
        let options = palette.all(Role::Option);
        assert_eq!(options.count().await, 30);
        options
            .names_start_with(&["Claim IP", "Search", "Refresh", "Export CSV"])
            .await;
        marked(panel, "Claim IP").await;
        panel.type_keys("all").await;
        panel.status_says("4 results").await;
        let names = options.names().await;
        let refused = [
            "Load all Everything is loaded.",
            "Show all regions Already shown.",
            "Filter: all Already shown.",
        ];
        assert!(names.ends_with(&refused.map(str::to_owned)), "{names:?}");
        panel.press(Key::Up).await;
        panel.press(Key::Enter).await;
        panel.status_says("Already shown.").await;
        palette.visible().await;
    });
}

#[test]
fn no_palette_opens_over_a_dialog() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.button("Claim IP").click().await;
        panel.dialog("Claim a public IP").visible().await;
        panel.press_with(Key::Control, "k").await;
        assert_eq!(panel.all(Role::Dialog).count().await, 1);
    });
}

#[test]
fn a_long_list_is_looked_through_while_typing() {
    panel_test(async |panel| {
        panel.viewport(390, 720).await;
        panel.sign_in("large-3000").await;
        panel.button("Load all").click().await;
        panel.shows("3,000 addresses, all loaded").await;
        let palette = type_in_palette(panel, "9.9.9").await;
        assert!(palette.within_width().await);
        // A text without matches compares every row; many rows match the last one.
        let script = "const field = document.querySelector('[role=combobox]'); \
            for (const text of ['zz', 'zzz', 'zzzz', '9', '9.']) { field.value = text; field.dispatchEvent(new Event('input')); }";
        panel.evaluate(script).await;
        let options = panel
            .measure("document.querySelectorAll('[role=option]').length")
            .await;
        assert!(options <= 20.0, "{options} results");
    });
}

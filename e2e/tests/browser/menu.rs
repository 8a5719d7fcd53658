//! The menu of the top bar: mouse, keyboard, phone.

use e2e::{Key, Panel, Role, panel_test};

pub(crate) async fn open_menu(panel: &Panel<'_>) {
    panel.button("Menu").click().await;
    panel.named(Role::Menu, "Menu").visible().await;
}

#[test]
fn the_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        panel.tab_to(&panel.button("Menu")).await;
        panel.press(Key::Enter).await;
        let items = panel.all(Role::MenuItem);
        let names = items.names().await;
        let (first, last) = (&names[0], &names[names.len() - 1]);
        panel.menu_item(first).focused().await;
        panel.press(Key::Up).await;
        panel.menu_item(last).focused().await;
        panel.press(Key::Down).await;
        panel.menu_item(first).focused().await;
        panel.press(Key::End).await;
        panel.menu_item(last).focused().await;
        panel.press(Key::Home).await;
        panel.menu_item(first).focused().await;
        panel.press(Key::Escape).await;
        panel.named(Role::Menu, "Menu").gone().await;
        panel.button("Menu").focused().await;
        panel.press(Key::Space).await;
        panel.menu_item(first).focused().await;
        panel.press(Key::Tab).await;
        panel.named(Role::Menu, "Menu").gone().await;
        panel.button("Lock").focused().await;
    });
}

#[test]
fn the_menu_is_within_reach_at_any_width() {
    panel_test(async |panel| {
        for width in [320, 390, 1280] {
            panel.viewport(width, 720).await;
            panel.sign_in_to_demo().await;
            open_menu(panel).await;
            let menu = panel.named(Role::Menu, "Menu");
            assert!(menu.within_width().await, "at {width}");
            assert!(panel.menu_item("Read-only").uncovered().await, "at {width}");
            // A click elsewhere closes it.
            panel.heading("Public IPs").click().await;
            menu.gone().await;
            panel.sign_out().await;
        }
    });
}

//! The theme: system, switch, remembered choice.

use e2e::{Panel, Role, panel_test};

/// Brightness of the page's background, drawn on one pixel, from 0 to 255.
const BRIGHTNESS: &str = "(() => { \
    const paint = document.createElement('canvas').getContext('2d'); \
    for (const el of [document.documentElement, document.body]) { \
        paint.fillStyle = getComputedStyle(el).backgroundColor; paint.fillRect(0, 0, 1, 1); } \
    return paint.getImageData(0, 0, 1, 1).data[1]; })()";

async fn is(panel: &Panel<'_>, name: &str, bright: bool) {
    panel.button(&format!("Theme: {name}")).visible().await;
    let brightness = panel.measure(BRIGHTNESS).await;
    assert_eq!(
        brightness > 127.0,
        bright,
        "{name} has the brightness {brightness}"
    );
}

#[test]
fn the_system_decides_until_the_switch_does_and_the_choice_is_remembered() {
    panel_test(async |panel| {
        panel.system_theme("dark").await;
        panel.open("").await;
        is(panel, "system", false).await;
        panel.name_starts_with(Role::Button, "Theme:").click().await;
        is(panel, "light", true).await;
        panel.reload().await;
        is(panel, "light", true).await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.4").visible().await;
        is(panel, "light", true).await;
        panel.name_starts_with(Role::Button, "Theme:").click().await;
        is(panel, "dark", false).await;
        panel.button("Sign out").click().await;
        panel.reload().await;
        is(panel, "dark", false).await;
        panel.name_starts_with(Role::Button, "Theme:").click().await;
        is(panel, "system", false).await;
        panel.system_theme("light").await;
        is(panel, "system", true).await;
    });
}

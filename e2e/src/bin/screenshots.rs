//! Takes pictures of the demo, for `cargo xtask screenshots`. Its dates follow the clock and animations have ended, so
//! two runs differ only where the panel does.
//!
//! The arguments are a folder and the browsers, such as `chromium`. Without a browser, these are the pictures of the
//! README.

#![allow(clippy::expect_used, reason = "a failure is a bug, and stops it")]

use e2e::{Panel, Role, firefox_test, panel_test, webkit_test};
use std::path::{Path, PathBuf};

/// File name, theme, and size of each picture of the README.
const PICTURES: [(&str, &str, u32, u32); 3] = [
    ("list-light", "light", 1280, 800),
    ("list-dark", "dark", 1280, 800),
    ("phone", "light", 390, 800),
];

/// An assigned address in view, in the order of the pictures.
const ASSIGNED: &str = "198.51.100.3";

fn main() {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().expect("a folder for the pictures"));
    std::fs::create_dir_all(&folder).expect("the folder");
    let browsers: Vec<String> = words.collect();
    if browsers.is_empty() {
        panel_test(async |panel| of_readme(panel, &folder).await);
    }
    for browser in browsers {
        let take = async |panel: &Panel<'_>| to_compare(panel, &folder, &browser).await;
        match browser.as_str() {
            "firefox" => firefox_test(take),
            "webkit" => webkit_test(take),
            _ => panel_test(take),
        }
    }
}

async fn of_readme(panel: &Panel<'_>, folder: &Path) {
    for (name, theme, width, height) in PICTURES {
        panel.viewport(width, height).await;
        let features = [
            ("prefers-color-scheme", theme),
            ("prefers-reduced-motion", "reduce"),
        ];
        panel.emulate(&features).await;
        show(panel).await;
        save(panel, &folder.join(format!("{name}.png"))).await;
        panel.sign_out().await;
    }
}

/// The same states in any browser, so without emulation.
async fn to_compare(panel: &Panel<'_>, folder: &Path, browser: &str) {
    let path = |state: &str| folder.join(format!("{state}-{browser}.png"));
    panel.viewport(1280, 800).await;
    panel.open("").await;
    choose_theme(panel, "light").await;
    show(panel).await;
    save(panel, &path("list")).await;
    panel.button("Menu").click().await;
    panel.named(Role::Menu, "Menu").visible().await;
    save(panel, &path("menu")).await;
    panel.button("Menu").click().await;
    let act = format!("Move {ASSIGNED}");
    panel.row(ASSIGNED).button(&act).click().await;
    panel.dialog(&act).visible().await;
    save(panel, &path("dialog")).await;
    panel.dialog(&act).button("Cancel").click().await;
    panel.viewport(390, 800).await;
    rest(panel).await;
    save(panel, &path("phone")).await;
    panel.viewport(1280, 800).await;
    choose_theme(panel, "dark").await;
    rest(panel).await;
    save(panel, &path("dark")).await;
}

/// Shows the whole list without hover and focus.
async fn show(panel: &Panel<'_>) {
    panel.sign_in_to_demo().await;
    // Sorted by address, idle and assigned ones alternate.
    panel.button("IP address").click().await;
    panel.row("203.0.113.4").visible().await;
    rest(panel).await;
}

async fn choose_theme(panel: &Panel<'_>, theme: &str) {
    let chosen = panel.button(&format!("Theme: {theme}"));
    while chosen.count().await == 0 {
        panel.name_starts_with(Role::Button, "Theme:").click().await;
    }
}

/// Takes focus and pointer away.
async fn rest(panel: &Panel<'_>) {
    panel.evaluate("document.activeElement.blur();").await;
    panel.move_pointer_away().await;
}

/// Saves a picture once nothing moves.
async fn save(panel: &Panel<'_>, path: &Path) {
    panel
        .measure_is("document.getAnimations().length", 0.0)
        .await;
    let picture = panel.screenshot().await.expect("a picture");
    std::fs::write(path, picture).expect("the picture is written");
    println!("{}", path.display());
}

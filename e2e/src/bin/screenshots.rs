//! Takes the pictures of the README: `cargo xtask screenshots`. The demo's dates follow the clock and animations are
//! off, so two runs differ only where the panel does.

#![allow(clippy::expect_used, reason = "a failure is a bug, and stops it")]

use e2e::{Panel, panel_test};
use std::path::PathBuf;

/// File name, theme, and size of each picture.
const PICTURES: [(&str, &str, u32, u32); 3] = [
    ("list-light", "light", 1280, 800),
    ("list-dark", "dark", 1280, 800),
    ("phone", "light", 390, 800),
];

fn main() {
    let folder = std::env::args().nth(1).expect("a folder for the pictures");
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder).expect("the folder");
    panel_test(async |panel| {
        for (name, theme, width, height) in PICTURES {
            panel.viewport(width, height).await;
            let features = [
                ("prefers-color-scheme", theme),
                ("prefers-reduced-motion", "reduce"),
            ];
            panel.emulate(&features).await;
            show(panel).await;
            let path = folder.join(format!("{name}.png"));
            let picture = panel.screenshot().await.expect("a picture");
            std::fs::write(&path, picture).expect("the picture is written");
            println!("{}", path.display());
            panel.sign_out().await;
        }
    });
}

/// Shows the whole list without hover and focus.
async fn show(panel: &Panel<'_>) {
    panel.sign_in_to_demo().await;
    // Sorted by address, idle and assigned ones alternate.
    panel.button("IP address").click().await;
    panel.row("203.0.113.4").visible().await;
    panel.evaluate("document.activeElement.blur();").await;
    panel.move_pointer_away().await;
}

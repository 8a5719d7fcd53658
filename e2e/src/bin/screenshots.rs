//! Takes the pictures of the README from the release: `cargo xtask screenshots`.
//!
//! The account is the demo's, whose dates follow the clock, and nothing moves, so that two runs differ only where the
//! panel does.

#![allow(
    clippy::expect_used,
    reason = "without its pictures it has nothing to do"
)]

use e2e::{Panel, panel_test};
use std::path::PathBuf;

/// What a picture shows, by the name of its file: the system's theme, and the size of the window.
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
            let picture = panel.picture().await.expect("a picture");
            std::fs::write(&path, picture).expect("the picture is written");
            println!("{}", path.display());
            panel.button("Sign out").click().await;
        }
    });
}

/// The whole list, with nothing pointed at and nothing in the focus.
async fn show(panel: &Panel<'_>) {
    panel.sign_in_to_demo().await;
    // By address, so that idle and assigned ones stand beside each other.
    panel.button("IP address").click().await;
    panel.row("203.0.113.4").here().await;
    panel.inside("document.activeElement.blur();").await;
    panel.point_away().await;
}

//! Contrast of the two themes by WCAG, computed from the tokens: texts 4.5:1, edges and drawings 3:1.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[path = "contrast/colour.rs"]
mod colour;
#[path = "contrast/sheet.rs"]
mod sheet;

use colour::{Rgb, Theme, Tokens};

const TEXT: f64 = 4.5;
const EDGE: f64 = 3.0;

/// What anything may stand on.
const GROUNDS: [&str; 4] = [
    "var(--bg)",
    "var(--raised)",
    "var(--sunken)",
    "var(--hover)",
];

/// A row of the list: at rest, pointed at, selected, and just changed.
const ROW: [&str; 4] = [
    "var(--bg)",
    "var(--hover)",
    "var(--accent-tint)",
    "var(--ok-tint)",
];

/// What is drawn over a ground and lets it through.
const POINTED_AT: &str = "color-mix(in srgb, var(--text) 8%, transparent)";
const CHIP: &str = "color-mix(in srgb, var(--text) 7%, transparent)";

/// Each way in which the styles put something in front of something else: the least contrast, what is in front, the
/// layer between if there is one, and the grounds.
const IN_USE: &[(f64, &str, &str, &[&str])] = &[
    (TEXT, "var(--text)", "", &GROUNDS),
    (TEXT, "var(--text)", POINTED_AT, &GROUNDS),
    (TEXT, "var(--text)", CHIP, &ROW),
    (
        TEXT,
        "var(--text)",
        "",
        &[
            "var(--accent-tint)",
            "var(--ok-tint)",
            "var(--warn-tint)",
            "var(--danger-tint)",
        ],
    ),
    // What a search has found.
    (TEXT, "var(--text)", "", &["var(--mark)"]),
    (TEXT, "var(--muted)", "", &GROUNDS),
    (
        TEXT,
        "var(--muted)",
        "",
        &[
            "var(--accent-tint)",
            "var(--ok-tint)",
            "var(--warn-tint)",
            "var(--danger-tint)",
        ],
    ),
    (TEXT, "var(--muted)", CHIP, &ROW),
    // Links, pressed buttons, and the words of what was found.
    (TEXT, "var(--accent)", "", &GROUNDS),
    (TEXT, "var(--accent)", POINTED_AT, &GROUNDS),
    (TEXT, "var(--accent)", "", &["var(--accent-tint)"]),
    (
        TEXT,
        "var(--danger)",
        "",
        &[
            "var(--bg)",
            "var(--raised)",
            "var(--sunken)",
            "var(--danger-tint)",
        ],
    ),
    (
        TEXT,
        "var(--warn)",
        "",
        &[
            "var(--bg)",
            "var(--raised)",
            "var(--sunken)",
            "var(--hover)",
            "var(--warn-tint)",
        ],
    ),
    (
        TEXT,
        "var(--on-fill)",
        "",
        &["var(--accent-fill)", "var(--accent-fill-hover)"],
    ),
    (
        TEXT,
        "var(--on-fill)",
        "",
        &["var(--danger-fill)", "var(--danger-fill-hover)"],
    ),
    // The edges of controls, and the ring of the focus.
    (EDGE, "var(--edge)", "", &GROUNDS),
    // The row that the keyboard is in.
    (EDGE, "var(--edge)", "", &ROW),
    (EDGE, "var(--accent)", "", &ROW),
    (EDGE, "var(--danger)", "", &GROUNDS),
    (EDGE, "var(--warn)", "", &ROW),
    // A button without an edge is seen by its fill.
    (EDGE, "var(--accent-fill)", "", &GROUNDS),
    (EDGE, "var(--danger-fill)", "", &GROUNDS),
    // Drawings.
    (EDGE, "var(--ok)", "", &["var(--raised)"]),
    (EDGE, "var(--ok)", "", &ROW),
    (
        EDGE,
        "color-mix(in srgb, var(--muted) 75%, var(--bg))",
        "",
        &ROW,
    ),
];

/// Hairlines between things that are apart without them, places that are still empty, and what dims the page: nobody
/// has to see these to use the panel. The patterns of the chart are drawn in colours of the table.
const DECORATION: [&str; 6] = [
    "line",
    "bone",
    "backdrop",
    "shadow",
    "accent-fill-hover",
    "pattern",
];

/// What falls short with these tokens.
fn shortfalls(tokens: &Tokens) -> Vec<String> {
    let mut found = Vec::new();
    for theme in [Theme::Light, Theme::Dark] {
        for (least, front, layer, grounds) in IN_USE {
            for ground in *grounds {
                let colour = |text: &str| tokens.colour(text, theme);
                let behind = match *layer {
                    "" => colour(ground),
                    layer => colour(layer).over(colour(ground)),
                };
                let ratio = contrast(colour(front).over(behind), behind);
                if ratio < *least {
                    found.push(format!(
                        "{theme:?}: {front} on {layer} {ground} has {ratio:.2}:1, not {least}:1"
                    ));
                }
            }
        }
    }
    found
}

/// The ratio of WCAG 2.2, from 1 to 21.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_that_is_in_use_has_enough_contrast() {
    let shortfalls = shortfalls(&Tokens::read(&sheet::text("tokens.css")));
    assert!(shortfalls.is_empty(), "\n{}", shortfalls.join("\n"));
}

#[test]
fn every_colour_that_the_styles_use_is_in_the_table() {
    let mut missing = Vec::new();
    for (file, property, value) in sheet::colours() {
        let is_ground = property.starts_with("background");
        let known = IN_USE.iter().any(|(_, front, layer, grounds)| {
            if is_ground {
                *layer == value || *front == value || grounds.contains(&value.as_str())
            } else {
                *front == value
            }
        });
        let decoration = DECORATION
            .iter()
            .any(|name| value == format!("var(--{name})"));
        if !known && !decoration {
            missing.push(format!("style/{file}, {property}: {value}"));
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn a_token_that_is_made_worse_is_noticed() {
    let good = sheet::text("tokens.css");
    for (from, to) in [
        ("--muted: light-dark(#565d68", "--muted: light-dark(#8a9099"),
        ("#9ba2ad)", "#666d78)"),
        ("--edge: light-dark(#828892", "--edge: light-dark(#c8ccd2"),
        ("--on-fill: #ffffff", "--on-fill: #9ba2ad"),
        (
            "--hover: light-dark(#f1f3f6, #1c2026)",
            "--hover: light-dark(#c1c3c6, #1c2026)",
        ),
    ] {
        let worse = good.replacen(from, to, 1);
        assert_ne!(worse, good, "{from} is not in the tokens");
        assert!(!shortfalls(&Tokens::read(&worse)).is_empty(), "{to}");
    }
}

#[test]
fn the_ratio_is_that_of_the_standard() {
    let tokens = Tokens::read("--a: #000000; --b: #ffffff; --c: light-dark(#777777, #767676);");
    let ratio = |one: &str, other: &str, theme| {
        let ratio = contrast(tokens.colour(one, theme), tokens.colour(other, theme));
        (ratio * 100.0).round() / 100.0
    };
    assert_eq!(ratio("var(--a)", "var(--b)", Theme::Light), 21.0);
    assert_eq!(ratio("var(--c)", "#ffffff", Theme::Light), 4.48);
    assert_eq!(ratio("var(--c)", "#ffffff", Theme::Dark), 4.54);
    // Half of black over white is the grey in the middle.
    let half = tokens.colour(
        "color-mix(in srgb, var(--a) 50%, transparent)",
        Theme::Light,
    );
    let grey = half.over(tokens.colour("var(--b)", Theme::Light));
    assert_eq!(contrast(grey, tokens.colour("#808080", Theme::Light)), 1.0);
}

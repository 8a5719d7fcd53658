//! The styles, and which colours their rules use.

use std::fs;
use std::path::Path;

const SHEETS: [&str; 4] = ["base.css", "layout.css", "ui.css", "pages.css"];

/// What gives something a colour.
const PROPERTIES: [&str; 12] = [
    "color",
    "background",
    "background-color",
    "fill",
    "stroke",
    "outline",
    "outline-color",
    "border",
    "border-color",
    "border-block-end",
    "border-block-start",
    "border-inline-start",
];

/// A file of `style`, without comments.
pub(crate) fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("style")
        .join(name);
    let text = fs::read_to_string(&path).expect("a style file");
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        kept + part.split_once("*/").map_or("", |(_, rest)| rest)
    })
}

/// Every colour by token, with its file and its property.
pub(crate) fn colours() -> Vec<(&'static str, String, String)> {
    let mut found = Vec::new();
    for sheet in SHEETS {
        for part in text(sheet).split([';', '{', '}']) {
            let Some((property, value)) = part.trim().split_once(':') else {
                continue;
            };
            if PROPERTIES.contains(&property) {
                let values = expressions(value).into_iter();
                found.extend(values.map(|value| (sheet, property.to_owned(), value)));
            }
        }
    }
    assert!(found.len() > 50, "only {} colours were found", found.len());
    found
}

/// The outermost calls of `var()` and `color-mix()` in a value.
fn expressions(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some(at) = ["var(--", "color-mix("]
        .iter()
        .filter_map(|start| rest.find(start))
        .min()
    {
        let mut depth = 0;
        let end = rest[at..].find(|letter: char| {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            letter == ')' && depth == 0
        });
        let end = end.map_or(rest.len(), |end| at + end + 1);
        found.push(rest[at..end].to_owned());
        rest = &rest[end..];
    }
    found
}

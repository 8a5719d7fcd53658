//! Styles hold in either writing direction, and at any size of the text.

use crate::files::{check, files, lines_with};

#[test]
fn styles_know_no_left_and_no_right() {
    check(&files(&["style"], &[".css"]), |file| one_sided(&file.text));
}

/// The declarations of a style sheet that are for one side of the page.
fn one_sided(sheet: &str) -> Vec<String> {
    // A mask of one gradient is the same in both directions.
    let sheet = without_comments(sheet).replace("to right", "");
    let declarations = sheet.split([';', '{', '}']).map(str::trim);
    let one_sided = declarations.filter(|declaration| {
        let mut words = declaration.split(|letter: char| !letter.is_ascii_alphabetic());
        words.any(|word| matches!(word, "left" | "right")) || has_unequal_sides(declaration)
    });
    one_sided.map(str::to_owned).collect()
}

fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").unwrap().1)
}

/// Whether a shorthand of four values has another one for the left than for the right.
fn has_unequal_sides(declaration: &str) -> bool {
    let Some((property, value)) = declaration.split_once(':') else {
        return false;
    };
    let mut depth = 0;
    let values: Vec<_> = value
        .trim()
        .split(|letter| {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            letter == ' ' && depth == 0
        })
        .collect();
    matches!(property, "margin" | "padding" | "inset" | "scroll-padding")
        && matches!(*values, [_, right, _, left] if right != left)
}

#[test]
fn a_style_for_one_side_is_found() {
    for sheet in [
        "p { margin-left: 1px }",
        "p { text-align: right; }",
        "p { left: 0 }",
        "p { padding: 1px 2px 3px 4px; }",
        "p { inset: 0 auto max(1px, 2px) 0 }",
    ] {
        assert_eq!(one_sided(sheet).len(), 1, "{sheet}");
    }
    let sheet = "/* left */ p { margin-inline-start: 1px; padding: 1px 2px 3px 2px; inset: auto 0 0; mask: linear-gradient(to right, #000) }";
    assert_eq!(one_sided(sheet), [""; 0]);
}

#[test]
fn what_the_styles_draw_grows_with_the_text() {
    // A path is in pixels, whatever the size of its box.
    check(&files(&["style"], &[".css"]), |file| {
        lines_with(&file.text, &[" path("])
    });
}

#[test]
fn nothing_begins_transparent_that_the_browser_may_place_elsewhere() {
    // In WebKit such a popover stays transparent.
    check(&files(&["style"], &[".css"]), |file| {
        let rules = outer_rules(&file.text).into_iter();
        let bad = rules.filter(|rule| {
            rule.contains("@starting-style") && rule.contains("position-try-fallbacks")
        });
        bad.map(str::to_owned).collect()
    });
}

/// The rules directly in the layer of a style sheet, with all that is nested in them.
fn outer_rules(sheet: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut rules) = (0, 0, Vec::new());
    for (at, letter) in sheet.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 1 {
            rules.extend(sheet.get(begin..=at));
            begin = at + 1;
        }
    }
    rules
}

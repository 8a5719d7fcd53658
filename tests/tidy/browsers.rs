//! The oldest browsers: documents and boot script agree, and the boot script finds every older one.

use crate::files::read;

const BROWSERS: [&str; 3] = ["Chrome", "Firefox", "Safari"];

/// A needed feature with the version of each of [`BROWSERS`] that brought it.
fn needed() -> Vec<(String, Vec<f64>)> {
    let browsers = read("docs/browsers.md");
    let (_, table) = browsers.split_once("| needed |").unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let feature = cells.next().unwrap().replace('`', "");
        (feature, cells.map(|cell| cell.parse().unwrap()).collect())
    })
    .collect()
}

/// The version after a browser's name, as in "Firefox 125, Safari 17.5 or newer" or "Chrome and Edge 123".
fn version(text: &str, browser: &str) -> f64 {
    let (_, after) = text.split_once(browser).unwrap();
    let number = after.split([' ', ',']).find_map(|word| {
        let word = word.trim_end_matches('.');
        word.parse().ok()
    });
    number.unwrap()
}

#[test]
fn the_oldest_browsers_are_those_that_the_needed_features_leave() {
    let needed = needed();
    let boot = read("public/boot.js");
    let (_, boot) = boot.split_once("const OLDEST_BROWSERS = \"").unwrap();
    let browsers = read("docs/browsers.md");
    let (_, browsers) = browsers
        .split_once("The oldest that run the panel")
        .unwrap();
    let readme = read("README.md");
    let (_, readme) = readme.split_once("It runs in ").unwrap();
    for (column, browser) in BROWSERS.into_iter().enumerate() {
        let versions = needed.iter().map(|(_, versions)| versions[column]);
        let oldest = versions.fold(0.0, f64::max);
        for text in [boot, browsers, readme] {
            assert_eq!(version(text, browser), oldest, "{browser}");
        }
    }
    assert_eq!(version(boot, "Edge"), version(boot, "Chrome"));
}

#[test]
fn the_boot_script_looks_for_the_feature_that_came_last_to_each_browser() {
    let boot = read("public/boot.js");
    let (_, checks) = boot.split_once("function missingFeature").unwrap();
    let (checks, _) = checks.split_once("\n}").unwrap();
    let needed = needed();
    for (column, browser) in BROWSERS.into_iter().enumerate() {
        let last = needed
            .iter()
            .max_by(|(_, a), (_, b)| a[column].total_cmp(&b[column]));
        let (feature, _) = last.unwrap();
        assert!(
            checks.contains(&format!("return \"{feature}\"")),
            "{browser}: {feature}"
        );
    }
}

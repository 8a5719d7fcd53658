//! Replays the inputs that the fuzz targets have kept.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "../fuzz/checks.rs"]
mod checks;
#[allow(dead_code, reason = "this test picks by number")]
mod test_rng;

use std::fs;
use std::path::Path;

use test_rng::TestRng;

/// Names of members in answers, and one of none.
const NAMES: [&str; 12] = [
    "ip",
    "region",
    "dtCreated",
    "assignedMachineId",
    "assignedMachine\\u0049d",
    "items",
    "hasMore",
    "nextPage",
    "code",
    "message",
    "details",
    "x",
];

/// Values of any type, and those that the members above have.
const VALUES: [&str; 20] = [
    "null",
    r#""""#,
    r#"" ""#,
    r#""203.0.113.7""#,
    r#"" 203.0.113.8 ""#,
    r#""203.0.113.07""#,
    r#""2001:db8::7""#,
    r#""ny2""#,
    r#""East Coast (NY2)""#,
    r#""2026-11-30T10:00:00Z""#,
    r#""psm9u09bwu5i""#,
    r#""\u0070s1 ""#,
    r#""CONFLICT""#,
    "true",
    "false",
    "7",
    "-1.5e3",
    "[]",
    "{}",
    r#"["203.0.113.7"]"#,
];

/// An object with up to five members, one of which may be a list of such objects.
fn object(rng: &mut TestRng, depth: usize) -> String {
    let members = (0..rng.below(6)).map(|_| {
        let name = NAMES[rng.below(NAMES.len())];
        let value = if depth > 0 && (name == "items" || rng.below(12) == 0) {
            let items: Vec<String> = (0..rng.below(4)).map(|_| object(rng, depth - 1)).collect();
            format!("[{}]", items.join(", "))
        } else {
            VALUES[rng.below(VALUES.len())].to_owned()
        };
        format!(r#""{name}": {value}"#)
    });
    let members: Vec<String> = members.collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn a_strict_reader_finds_the_same_values() {
    for seed in 0..20_000 {
        let text = object(&mut TestRng::new(seed), 2);
        for name in ["answer", "error", "json"] {
            checks::run(name, &text);
        }
    }
}

#[test]
fn no_input_that_was_kept_breaks_a_decoder() {
    for (name, _) in checks::CHECKS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fuzz/corpus")
            .join(name);
        let files =
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut count = 0;
        for file in files {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            // libFuzzer skips invalid UTF-8 in the same way.
            if let Ok(text) = String::from_utf8(bytes) {
                checks::run(name, &text);
                count += 1;
            }
        }
        assert!(count >= 10, "{name}: {count} files are hardly a corpus");
    }
}

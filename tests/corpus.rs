//! Replays the inputs that the fuzz targets have kept.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

#[path = "../fuzz/checks.rs"]
mod checks;

use std::fs;
use std::path::Path;

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

//! `.br` and `.gz` beside each compressible file of the release.

use crate::failure::Failure;
use crate::{process, workspace};
use std::fs;
use std::path::{Path, PathBuf};

const SCRIPT: &str = include_str!("compress.mjs");

/// Compresses the files of `dist`. config.json stays as it is: a host edits it, and a compressed copy of
/// the old text would be sent in its place.
pub(crate) fn dist(dist: &Path) -> Result<(), Failure> {
    let files: Vec<PathBuf> = files(dist)?
        .into_iter()
        .filter(|file| worth_compressing(file))
        .collect();
    let mut node = workspace::command("node");
    node.args(["--input-type=module", "--eval", SCRIPT, "--"])
        .args(&files);
    process::run(
        &mut node,
        "node could not compress the release; Node.js 20 or later is needed.",
    )
}

/// The files directly in `dist`, sorted by name.
pub(crate) fn files(dist: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(dist).map_err(|error| Failure::file("read", dist, &error))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    Ok(files)
}

fn worth_compressing(file: &Path) -> bool {
    let extension = file
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    file.file_name().is_some_and(|name| name != "config.json")
        && ["css", "html", "js", "json", "svg", "wasm", "webmanifest"].contains(&extension)
}

#[cfg(test)]
mod tests {
    use super::worth_compressing;
    use std::path::Path;

    #[test]
    fn text_and_wasm_are_compressed_and_nothing_twice() {
        for name in [
            "index.html",
            "panel-1a2b_bg.wasm",
            "manifest.webmanifest",
            "icon.svg",
        ] {
            assert!(worth_compressing(Path::new(name)), "{name}");
        }
        for name in [
            "config.json",
            "icon.png",
            "index.html.br",
            "index.html.gz",
            "LICENSE",
        ] {
            assert!(!worth_compressing(Path::new(name)), "{name}");
        }
    }
}

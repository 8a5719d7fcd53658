//! Compressed copies of the release's files, `.br` and `.gz`.

use crate::failure::Failure;
use crate::{process, workspace};
use std::fs;
use std::path::{Path, PathBuf};

const SCRIPT: &str = include_str!("compress.mjs");

/// Compresses the files of `dist`, except config.json: a host edits it, and would go on sending the compressed copy.
pub(crate) fn dist(dist: &Path) -> Result<(), Failure> {
    let files: Vec<PathBuf> = files(dist)?
        .into_iter()
        .filter(|file| is_compressible(file))
        .collect();
    let mut node = workspace::command("node");
    node.args(["--input-type=module", "--eval", SCRIPT, "--"])
        .args(&files);
    process::run(
        &mut node,
        "node could not compress the release; it needs Node.js 20 or later.",
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

fn is_compressible(file: &Path) -> bool {
    let extension = file
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    file.file_name().is_some_and(|name| name != "config.json")
        && ["css", "html", "js", "json", "svg", "wasm", "webmanifest"].contains(&extension)
}

#[cfg(test)]
mod tests {
    use super::is_compressible;
    use std::path::Path;

    #[test]
    fn text_and_wasm_are_compressed_once() {
        for name in [
            "index.html",
            "panel-1a2b_bg.wasm",
            "manifest.webmanifest",
            "icon.svg",
        ] {
            assert!(is_compressible(Path::new(name)), "{name}");
        }
        for name in [
            "config.json",
            "icon.png",
            "index.html.br",
            "index.html.gz",
            "LICENSE",
        ] {
            assert!(!is_compressible(Path::new(name)), "{name}");
        }
    }
}

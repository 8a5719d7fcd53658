//! Reads the files of the repository, and searches them.

use std::fs;
use std::path::{MAIN_SEPARATOR, Path};

/// A text file; its path begins at the root of the repository.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The files at or below these places with one of these endings, sorted. Fails for a place that
/// has none, since a check of nothing passes.
pub(crate) fn files(places: &[&str], endings: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    for place in places {
        let before = files.len();
        add_files(&root().join(place), endings, &mut files);
        assert!(files.len() > before, "no {endings:?} in {place}");
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn add_files(path: &Path, endings: &[&str], files: &mut Vec<File>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            if !matches!(
                entry.file_name().to_str(),
                Some("target" | "dist" | "node_modules")
            ) {
                add_files(&entry.path(), endings, files);
            }
        }
        return;
    }
    let path = path.strip_prefix(root()).unwrap().to_str().unwrap();
    let path = path.replace(MAIN_SEPARATOR, "/");
    if endings.iter().any(|ending| path.ends_with(ending)) {
        files.push(File {
            text: read(&path),
            path,
        });
    }
}

/// Fails with everything that `find` reports of these files.
pub(crate) fn check(files: &[File], find: impl Fn(&File) -> Vec<String>) {
    let mut found = Vec::new();
    for file in files {
        found.extend(
            find(file)
                .iter()
                .map(|found| format!("{}: {found}", file.path)),
        );
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// The lines that contain one of these patterns, with their numbers.
pub(crate) fn lines_with(text: &str, patterns: &[&str]) -> Vec<String> {
    let lines = text.lines().zip(1..);
    lines
        .filter(|(line, _)| patterns.iter().any(|pattern| line.contains(pattern)))
        .map(|(line, number)| format!("line {number}: {}", line.trim()))
        .collect()
}

//! `cargo xtask simulate --broken`: breaks each rule on purpose, in a copy of the sources, and has the runs find it.

use crate::failure::Failure;
use crate::{process, simulate, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Runs after which a defect counts as not found.
const SEEDS: &str = "50000";

/// A deliberate defect: a text of one source file, and what it is replaced with.
#[derive(Debug, PartialEq, Eq)]
struct Defect {
    /// Its file in `simulation/broken/`, without the ending.
    name: String,
    /// The rule that it breaks.
    rule: String,
    /// The source file.
    file: String,
    old: String,
    new: String,
}

/// Breaks each rule, one after another. Fails when a defect no longer applies, or is not found.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let (tree, target) = (folder("tree"), folder("target"));
    copy_sources(&tree)?;
    let defects = all()?;
    let mut missed = Vec::new();
    for defect in &defects {
        match try_out(defect, &tree, &target) {
            Ok(found) => println!("{:<40} {found}", defect.name),
            Err(failure) => {
                println!("{:<40} NOT FOUND: {failure}", defect.name);
                missed.push(defect.name.as_str());
            }
        }
    }
    println!("{} defects, {} not found", defects.len(), missed.len());
    if missed.is_empty() {
        Ok(ExitCode::SUCCESS)
    } else {
        Err(Failure::new(format!("not found: {}.", missed.join(", "))))
    }
}

fn folder(name: &str) -> PathBuf {
    workspace::root().join("target").join("broken").join(name)
}

/// Copies the sources that Cargo needs, but for those that are the same already: an older copy is not compiled again.
fn copy_sources(tree: &Path) -> Result<(), Failure> {
    let mut git = workspace::command("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let files = process::output(&mut git).ok_or_else(|| Failure::new("git lists no files."))?;
    let is_source = |path: &&str| {
        [".rs", ".toml", ".lock"]
            .iter()
            .any(|end| path.ends_with(end))
    };
    for path in files.lines().filter(is_source) {
        let Ok(text) = fs::read(workspace::root().join(path)) else {
            // It is deleted, and not committed yet.
            continue;
        };
        let copy = tree.join(path);
        if fs::read(&copy).is_ok_and(|copied| copied == text) {
            continue;
        }
        write(&copy, &text)?;
    }
    Ok(())
}

fn write(path: &Path, text: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file("create", folder, &error))?;
    }
    fs::write(path, text).map_err(|error| Failure::file("write", path, &error))
}

/// The defects in `simulation/broken/`, by name.
fn all() -> Result<Vec<Defect>, Failure> {
    let folder = workspace::root().join("simulation").join("broken");
    let entries = fs::read_dir(&folder).map_err(|error| Failure::file("read", &folder, &error))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let mut defects = Vec::new();
    for path in paths {
        let text =
            fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let defect = parse(&name, &text);
        defects.push(defect.ok_or_else(|| Failure::new(format!("{name} is no defect.")))?);
    }
    Ok(defects)
}

/// Reads `rule: …`, `file: …`, and the texts behind `--- old` and `--- new`.
fn parse(name: &str, text: &str) -> Option<Defect> {
    let (head, texts) = text.split_once("--- old\n")?;
    let (old, new) = texts.split_once("--- new\n")?;
    let field = |name: &str| {
        let mut lines = head.lines();
        Some(
            lines
                .find_map(|line| line.strip_prefix(name))?
                .trim()
                .to_owned(),
        )
    };
    Some(Defect {
        name: name.to_owned(),
        rule: field("rule:")?,
        file: field("file:")?,
        old: old.to_owned(),
        new: new.to_owned(),
    })
}

/// Plays runs of the copy with a defect in it, and says which of them found it.
fn try_out(defect: &Defect, tree: &Path, target: &Path) -> Result<String, Failure> {
    let path = tree.join(&defect.file);
    let text = fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))?;
    if text.matches(&defect.old).count() != 1 {
        let message = format!("the old text is not in {} once.", defect.file);
        return Err(Failure::new(message));
    }
    write(&path, text.replace(&defect.old, &defect.new).as_bytes())?;
    let found = build(tree, target).and_then(|()| find(target));
    write(&path, text.as_bytes())?;
    Ok(format!("{}; {}", found?, defect.rule))
}

fn build(tree: &Path, target: &Path) -> Result<(), Failure> {
    let mut cargo = workspace::cargo();
    cargo
        .current_dir(tree)
        .args(["build", "--quiet"])
        .args(simulate::PACKAGE)
        .env("CARGO_TARGET_DIR", target)
        .env_remove("CARGO_MANIFEST_DIR");
    let log = target.join("build.log");
    process::run_logged(&mut cargo, &log, "it does not compile.")
}

fn find(target: &Path) -> Result<String, Failure> {
    let mut program: Command = simulate::program(target);
    let output = program
        .args(["--seeds", SEEDS, "--first"])
        .output()
        .map_err(|error| process::not_started(&program, &error))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let found = text.lines().find_map(|line| line.strip_prefix("found "));
    found
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("no rule is broken in {SEEDS} runs.")))
}

#[cfg(test)]
mod tests {
    use super::{Defect, all, parse, workspace};
    use std::fs;

    #[test]
    fn a_defect_names_its_rule_its_file_and_both_texts() {
        let text = "rule: One press sends one claim.\nfile: a/b.rs\n--- old\nx\n--- new\ny\nz\n";
        let defect = Defect {
            name: "twice".to_owned(),
            rule: "One press sends one claim.".to_owned(),
            file: "a/b.rs".to_owned(),
            old: "x\n".to_owned(),
            new: "y\nz\n".to_owned(),
        };
        assert_eq!(parse("twice", text), Some(defect));
        assert_eq!(parse("twice", "rule: none\n"), None);
    }

    #[test]
    fn every_defect_applies() {
        let defects = all().unwrap();
        assert!(defects.len() >= 20, "only {}", defects.len());
        for Defect {
            name, file, old, ..
        } in defects
        {
            let text = fs::read_to_string(workspace::root().join(&file)).unwrap();
            assert_eq!(
                text.matches(&old).count(),
                1,
                "{name}: the old text in {file}"
            );
        }
    }
}

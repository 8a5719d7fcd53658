//! `cargo xtask bench`: the panel measured beside the same screen in hand-written JavaScript.
//!
//! What measures is `bench/run.mjs`, since it needs packages that drive a browser. Nothing here passes or
//! fails by a time: the machine is shared, and `docs/performance.md` says what was found.

use crate::arguments::{split_at_equals, value};
use crate::failure::Failure;
use crate::install::Job;
use crate::{browser, dist, process, serve, tools, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to measure, and how often.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Bench {
    /// Options that the script takes as they are; it knows the names of the measures.
    passed_on: Vec<String>,
}

impl Bench {
    /// Reads the words after `bench`; an unknown word is refused rather than ignored.
    pub(crate) fn parse(words: Vec<String>) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut words = words.into_iter().flat_map(split_at_equals);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--only" => {
                    let names = value(&word, words.next())?;
                    options.passed_on.extend([word, names]);
                }
                "--samples" => {
                    let count = samples(&value(&word, words.next())?)?;
                    options.passed_on.extend([word, count]);
                }
                _ => {
                    return Err(Failure::new(format!(
                        "`bench` has no option `{word}`; `cargo xtask` lists them."
                    )));
                }
            }
        }
        Ok(options)
    }
}

fn samples(text: &str) -> Result<String, Failure> {
    match text.parse::<u8>() {
        Ok(count @ 1..) => Ok(count.to_string()),
        _ => Err(Failure::new(format!(
            "--samples takes a number from 1 to 255, not `{text}`."
        ))),
    }
}

/// Sets up, builds, measures, and writes what was found.
pub(crate) fn run(options: &Bench) -> Result<ExitCode, Failure> {
    let mut jobs = vec![server()];
    jobs.extend(packages());
    jobs.extend(browser::missing());
    dist::make(jobs)?;
    let folder = folder();
    let mut script = workspace::command("node");
    script.arg(folder.join("run.mjs"));
    for (name, path) in [
        ("--dist", workspace::dist()),
        ("--reference", folder.join("reference")),
        ("--site", workspace::target().join("bench-site")),
        (
            "--server",
            workspace::target().join("release/public-ips-server"),
        ),
        ("--document", workspace::root().join("docs/performance.md")),
    ] {
        script.arg(name).arg(path);
    }
    script.args(&options.passed_on);
    process::run(
        &mut script,
        "not everything could be measured; the reasons stand above.",
    )?;
    Ok(ExitCode::SUCCESS)
}

fn folder() -> PathBuf {
    workspace::root().join("bench")
}

/// An unoptimised server would take a core from the browser that is measured.
fn server() -> Job {
    Job::new(
        "server",
        "Compiling the server with optimisation. A minute the first time, then a second.",
        || {
            process::run_logged(
                workspace::cargo()
                    .args(["build", "--release"])
                    .args(serve::SERVER),
                &tools::log("bench-server"),
                "The server does not compile.",
            )
        },
    )
}

/// The installation of the packages, if others than the locked ones are there.
fn packages() -> Option<Job> {
    let (lock, installed) = (
        folder().join("package-lock.json"),
        folder().join("node_modules/.installed-lock.json"),
    );
    let same = match (fs::read(&lock), fs::read(&installed)) {
        (Ok(wanted), Ok(there)) => wanted == there,
        _ => false,
    };
    (!same).then(|| {
        Job::new(
            "packages",
            "Fetching puppeteer-core and Lighthouse with npm, which drive and judge the browser that is there. Once; half a minute.",
            move || fetch(&lock, &installed),
        )
    })
}

fn fetch(lock: &Path, installed: &Path) -> Result<(), Failure> {
    let mut npm = workspace::command("npm");
    npm.current_dir(folder())
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::run_logged(
        &mut npm,
        &tools::log("bench-npm"),
        "The packages of bench/ could not be fetched with npm.",
    )?;
    fs::copy(lock, installed)
        .map(drop)
        .map_err(|error| Failure::file("write", installed, &error))
}

#[cfg(test)]
mod tests {
    use super::Bench;

    fn parse(line: &str) -> Result<Vec<String>, String> {
        Bench::parse(line.split_whitespace().map(str::to_owned).collect())
            .map(|options| options.passed_on)
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn what_and_how_often_are_passed_on() {
        assert_eq!(
            parse("--only=load,list --samples 3").unwrap(),
            ["--only", "load,list", "--samples", "3"]
        );
        assert!(parse("").unwrap().is_empty());
    }

    #[test]
    fn mistakes_are_named() {
        for (line, words) in [
            ("--only", "needs a value"),
            ("--samples 0", "1 to 255"),
            ("--samples many", "1 to 255"),
            ("--sample 3", "no option `--sample`"),
        ] {
            let failure = parse(line).unwrap_err();
            assert!(failure.contains(words), "{line}: {failure}");
        }
    }
}

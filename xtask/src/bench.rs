//! `cargo xtask bench`: measures the panel against the same screen in hand-written JavaScript, with `bench/run.mjs`. No
//! measured time fails the command, since machines are shared; `docs/performance.md` has the results.

use crate::arguments::{split_at_equals, value};
use crate::failure::Failure;
use crate::install::Job;
use crate::{chromium, dist, process, serve, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `cargo xtask bench`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Bench {
    /// Options for the script, which knows the names of the measures.
    passed_on: Vec<String>,
}

impl Bench {
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
                        "`bench` has no option `{word}`; see `cargo xtask`."
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

pub(crate) fn run(options: &Bench) -> Result<ExitCode, Failure> {
    let mut jobs = vec![server()];
    jobs.extend(packages());
    jobs.extend(chromium::missing());
    dist::build_if_changed(jobs)?;
    let folder = folder();
    let mut script = workspace::command("node");
    script.arg(folder.join("run.mjs"));
    for (name, path) in [
        ("--dist", workspace::dist()),
        ("--reference", folder.join("reference")),
        ("--site", workspace::target().join("bench-site")),
        (
            "--server",
            workspace::target().join("release").join(serve::BINARY),
        ),
        ("--document", workspace::root().join("docs/performance.md")),
    ] {
        script.arg(name).arg(path);
    }
    script.args(&options.passed_on);
    process::run(&mut script, "some measures failed; see above.")?;
    Ok(ExitCode::SUCCESS)
}

fn folder() -> PathBuf {
    workspace::root().join("bench")
}

/// Compiles the server with optimisation: an unoptimised one would take a core from the browser.
fn server() -> Job {
    Job::new(
        "server",
        "Compiling the server with optimisation. A minute the first time.",
        || {
            process::run_logged(
                workspace::cargo()
                    .args(["build", "--release"])
                    .args(serve::SERVER),
                &workspace::log("bench-server"),
                "the server does not compile.",
            )
        },
    )
}

/// The installation of the locked packages, if missing.
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
            "Installing puppeteer-core and Lighthouse with npm. First run only, half a minute.",
            move || npm_ci(&lock, &installed),
        )
    })
}

fn npm_ci(lock: &Path, installed: &Path) -> Result<(), Failure> {
    let mut npm = workspace::command("npm");
    npm.current_dir(folder())
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::run_logged(
        &mut npm,
        &workspace::log("bench-npm"),
        "npm could not install the packages of bench/.",
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
    fn options_are_passed_on() {
        assert_eq!(
            parse("--only=load,list --samples 3").unwrap(),
            ["--only", "load,list", "--samples", "3"]
        );
        assert!(parse("").unwrap().is_empty());
    }

    #[test]
    fn errors_name_the_option() {
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

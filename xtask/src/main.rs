//! The project's commands. `cargo xtask` alone lists them.
//!
//! Few dependencies, all for `package`: the first command of a fresh clone compiles them. For Linux, macOS and WSL: the server
//! replaces this process, which Windows cannot do.

mod apt;
mod arguments;
mod bench;
mod binary;
mod broken;
mod check;
mod chromium;
mod compress;
mod dist;
mod failure;
mod fingerprint;
mod firefox;
mod fuzz_and_mutants;
mod hosts;
mod install;
mod load;
mod lockfile;
mod npm;
mod package;
mod parts;
mod patch_index;
mod ports;
mod process;
mod progress;
mod screenshots;
mod serve;
mod simulate;
mod size;
mod suites;
mod test_counts;
mod test_server;
mod tools;
mod web_servers;
mod webkit;
mod workspace;

use failure::Failure;
use std::process::ExitCode;

const COMMANDS: &str = "\
cargo xtask serve        build the release and serve it with a simulated account
    --port N             listen on this port (default 4600)
    --open               open the browser when the panel answers
    --live               proxy /v1 to the live API instead of the simulator
    --upstream URL       proxy /v1 to another server with the same API
    --cors ORIGIN        allow cross-origin requests from this origin
    --api-base URL       write this base to config.json and allow it in the page's policy
cargo xtask test         run everything: format, clippy, native, wasm and browser tests
    --firefox            run only the main flows in Firefox
    --webkit             run only the main flows in WebKit
cargo xtask check        run format, clippy and native tests: the loop while working
cargo xtask dist         build the static release in dist/ with .br and .gz copies; settings for nginx, Caddy and
                         Apache go to dist-hosts/
cargo xtask binary       build public-ips, one static file that serves the panel: target/package-binary/public-ips
cargo xtask package      write the files of a release to target/package/: archives of the static files, the binary,
                         a container image, checksums and an SBOM
    --verify             try the files that are there, from an empty folder
cargo xtask load         measure that binary under load, beside nginx, and the processor time of its proxy
cargo xtask size         print the bytes of the first load (raw, gzip, brotli) and the largest items of the wasm
cargo xtask fuzz         fuzz each decoder for a minute, with the corpus in fuzz/corpus/; needs a nightly compiler
cargo xtask mutants      list the mutants of model and app that no test catches; takes hours
    --package NAME       only this package; may be repeated
    --shard K/N          only the part K of N, counted from 0
cargo xtask simulate     play 10,000 runs of the whole application under a seed
    --seeds N            play so many
    --from S             from this seed on
    --replay SEED        tell the story of one run
    --broken             break each rule on purpose, and have the runs find it; takes half an hour or more
cargo xtask screenshots  take the pictures of the README, from the demo account
    --all                take list, dialog, menu, phone and dark in each browser, to compare: target/screenshots/
cargo xtask bench        measure the panel against bench/reference/ and write docs/performance.md; 15 minutes
    --only A,B           only these measures, printed and not written: bytes, load, list, sizes, load-all, cycles,
                         interactions, lighthouse
    --samples N          samples of each side (default 5)";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    match run(&command, arguments.collect()) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: Vec<String>) -> Result<ExitCode, Failure> {
    if command == "serve" {
        return serve::run(&arguments::Serve::parse(rest)?);
    }
    if command == "open-browser" {
        return serve::open_browser(&rest);
    }
    if command == "package" {
        return package::run(&rest);
    }
    if command == "bench" {
        return bench::run(&bench::Bench::parse(rest)?);
    }
    if command == "mutants" {
        return fuzz_and_mutants::mutants(&fuzz_and_mutants::Mutants::parse(rest)?);
    }
    if command == "simulate" {
        return simulate::run(&simulate::Simulate::parse(rest)?);
    }
    if command == "test" && rest == ["--firefox"] {
        return suites::main_flows(
            "Firefox",
            "firefox",
            firefox::missing(),
            firefox::is_installed,
        );
    }
    if command == "test" && rest == ["--webkit"] {
        let missing = webkit::missing().into_iter().collect();
        return suites::main_flows("WebKit", "webkit", missing, webkit::is_installed);
    }
    if command == "screenshots" && rest == ["--all"] {
        return screenshots::all();
    }
    if let Some(extra) = rest.first() {
        return Err(Failure::new(format!(
            "`{command}` takes no argument, got `{extra}`."
        )));
    }
    match command {
        "test" => suites::run(),
        "check" => check::run(),
        "dist" => dist::run(),
        "binary" => binary::run(),
        "load" => load::run(),
        "fuzz" => fuzz_and_mutants::fuzz(),
        "screenshots" => screenshots::run(),
        "size" => size::run(),
        // Trunk's hook after each build; see Trunk.toml.
        "patch-index" => patch_index::run(),
        "" | "help" | "--help" | "-h" => {
            println!("{COMMANDS}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => {
            println!("{COMMANDS}");
            Err(Failure::new(format!(
                "unknown command `{unknown}`; see the list above."
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::COMMANDS;

    #[test]
    fn each_command_of_a_workflow_exists() {
        for workflow in [
            include_str!("../../.github/workflows/checks.yml"),
            include_str!("../../.github/workflows/release.yml"),
        ] {
            let steps: Vec<&str> = workflow
                .lines()
                .filter_map(|line| line.trim().strip_prefix("- run: "))
                .collect();
            assert!(!steps.is_empty());
            for step in steps {
                let (command, flag) = step.split_once(" --").unwrap_or((step, ""));
                assert!(COMMANDS.contains(&format!("{command} ")), "{step}");
                assert!(COMMANDS.contains(&format!("    --{flag}")), "{step}");
            }
        }
    }
}

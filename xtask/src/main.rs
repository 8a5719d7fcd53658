//! The project's commands. `cargo xtask` alone lists them.
//!
//! Standard library only, so that the first command of a fresh clone starts within seconds. Written for
//! Linux, macOS and WSL: the server takes over this process, which Windows has no way to do.

mod api_server;
mod apt;
mod arguments;
mod bench;
mod browser;
mod check;
mod compress;
mod dist;
mod failure;
mod fingerprint;
mod firefox;
mod hosts;
mod install;
mod lockfile;
mod nginx;
mod npm;
mod page;
mod ports;
mod process;
mod proof;
mod screenshots;
mod serve;
mod size;
mod step;
mod suites;
mod tally;
mod tools;
mod workspace;

use failure::Failure;
use std::process::ExitCode;

const COMMANDS: &str = "\
cargo xtask serve   set up, build the release and serve it with a simulated account
    --port N        port to listen on (default 4600)
    --open          open the browser once the panel answers
    --live          pass /v1 on to the live API instead of the simulator
    --upstream URL  pass /v1 on to another server of the same contract
    --cors ORIGIN   answer cross-origin calls from this origin
    --api-base URL  write this base into config.json and allow it in the page's policy
cargo xtask test    set up and run everything: format, clippy, native, wasm and browser tests
    --firefox       the main flows in Firefox, and nothing else
cargo xtask check   format, clippy and native tests: the loop while working
cargo xtask dist    the static release in dist/, with .br and .gz beside each compressible file; settings for nginx and
                    Caddy in dist-hosts/
cargo xtask fuzz    a minute of fuzzing for each decoder, from fuzz/corpus/ and into it; needs a nightly compiler
cargo xtask mutants every small change of the model that no test notices; an hour and a half
cargo xtask screenshots
                    the pictures of the README, from the release with the demo account
cargo xtask size    bytes of each file of the first load: raw, gzip, brotli
cargo xtask bench   measures the panel beside bench/reference/ and writes docs/performance.md; 15 minutes
    --only A,B      only these of bytes, load, list, sizes, load-all, cycles, interactions, lighthouse: prints, writes nothing
    --samples N     how often each of both is measured (default 5)";

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
    if command == "open-when-answering" {
        return serve::open_when_answering(&rest);
    }
    if command == "bench" {
        return bench::run(&bench::Bench::parse(rest)?);
    }
    if command == "test" && rest == ["--firefox"] {
        return suites::firefox();
    }
    if let Some(extra) = rest.first() {
        return Err(Failure::new(format!(
            "`{command}` takes no argument, but got `{extra}`."
        )));
    }
    match command {
        "test" => suites::run(),
        "check" => check::run(),
        "dist" => dist::run(),
        "fuzz" => proof::fuzz(),
        "mutants" => proof::mutants(),
        "screenshots" => screenshots::run(),
        "size" => size::run(),
        // Trunk calls this after each build; see Trunk.toml.
        "page" => page::run(),
        "" | "help" | "--help" | "-h" => {
            println!("{COMMANDS}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => {
            println!("{COMMANDS}");
            Err(Failure::new(format!(
                "there is no command `{unknown}`; the list above has them all."
            )))
        }
    }
}

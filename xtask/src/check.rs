//! `cargo xtask check`: the loop while working.

use crate::failure::Failure;
use crate::suites::Report;
use crate::tools;
use std::process::ExitCode;

pub(crate) fn run() -> Result<ExitCode, Failure> {
    tools::wasm_target()?;
    let mut report = Report::default();
    report.static_checks();
    report.native_tests();
    Ok(report.end())
}

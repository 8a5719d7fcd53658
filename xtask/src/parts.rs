//! Cuts the program into its parts, after each build: Trunk knows one wasm alone. `src/parts.rs` has where.

use crate::failure::Failure;
use crate::{process, workspace};
use std::fs;
use std::path::{Path, PathBuf};

/// Replaces the program in Trunk's staging folder by its parts.
pub(crate) fn cut(staging: &Path, profile: &str) -> Result<(), Failure> {
    let program = workspace::target()
        .join(workspace::WASM)
        .join(profile)
        .join("public-ips.wasm");
    let (cut, bound) = (emptied("cut")?, emptied("bound")?);
    let mut split = workspace::command("wasm-split-cli");
    split
        .args(["--out-name", "public-ips"])
        .arg(&program)
        .arg(&cut);
    process::run(
        &mut split,
        "wasm-split-cli could not cut the program; see above.",
    )?;
    let mut bindgen = workspace::command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
        .args(["--out-name", "public-ips", "--out-dir"])
        .arg(&bound)
        .arg(cut.join("public-ips.wasm"));
    process::run(
        &mut bindgen,
        "wasm-bindgen could not read the first part; see above.",
    )?;
    let mut node = workspace::command("node");
    node.arg(workspace::root().join("xtask/src/parts.mjs"));
    node.arg(staging).arg(&cut).arg(&bound);
    process::run(
        &mut node,
        "node could not put the parts into the page's folder; see above.",
    )
}

/// An empty folder for what comes between the tools.
fn emptied(name: &str) -> Result<PathBuf, Failure> {
    let folder = workspace::target().join("parts").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Failure::file("remove", &folder, &error))?;
    }
    fs::create_dir_all(&folder).map_err(|error| Failure::file("create", &folder, &error))?;
    Ok(folder)
}

//! Paths of the workspace, and the environment of child processes.

use crate::process;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Target of the panel.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The folder of the workspace's Cargo.toml.
pub(crate) fn root() -> PathBuf {
    // At run time first: a copied workspace may run a binary compiled elsewhere.
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest
        .parent()
        .map_or_else(|| manifest.clone(), Path::to_path_buf)
}

/// Cargo's output folder.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Folder of the release.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Settings for web servers, outside the release: they are not for visitors.
pub(crate) fn dist_hosts() -> PathBuf {
    root().join("dist-hosts")
}

/// Folder of installed tools; inside the project, wherever Cargo's output goes.
pub(crate) fn tools() -> PathBuf {
    root().join("target").join("tools")
}

/// Log file of a job that runs in parallel with others.
pub(crate) fn log(name: &str) -> PathBuf {
    tools().join("log").join(format!("{name}.log"))
}

/// A command that runs in the workspace's root, with the installed tools first on its PATH.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", path_with_tools());
    command
}

/// The cargo of this run.
pub(crate) fn cargo() -> Command {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&cargo)
}

/// Folder of the last release's parts with function names, for `cargo xtask size`.
pub(crate) fn named_parts() -> PathBuf {
    root().join("target").join("parts-with-names")
}

/// Cargo settings of a release build.
pub(crate) fn release_environment() -> [(&'static str, OsString); 1] {
    [(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        format!("{} {STACK}", public_names()).into(),
    )]
}

/// Cargo settings of a build of the static binary for this target.
pub(crate) fn static_environment(target: &str) -> [(String, String); 1] {
    let target = target.to_ascii_uppercase().replace('-', "_");
    [(format!("CARGO_TARGET_{target}_RUSTFLAGS"), public_names())]
}

/// Compiler flags that give folders of this machine public names: two machines build the same bytes, and a panic names
/// a short path. Cargo splits the flags at spaces, so a folder with a space keeps its name.
fn public_names() -> String {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    // The last name that fits is taken, so the registry comes after the folder it is in.
    let mut folders = vec![(root(), "/panel".to_owned())];
    if let Some(home) = cargo_home {
        folders.push((home.clone(), "/cargo".to_owned()));
        folders.extend(registries(&home).map(|folder| (folder, "/crates".to_owned())));
    }
    folders.extend(standard_library());
    let flags = folders.iter().filter_map(|(folder, name)| {
        let folder = folder.to_str()?;
        (!folder.contains(' ')).then(|| format!("--remap-path-prefix={folder}={name}"))
    });
    flags.collect::<Vec<_>>().join(" ")
}

/// Cargo's folders of unpacked crates, one for each registry or mirror.
fn registries(cargo_home: &Path) -> impl Iterator<Item = PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(cargo_home.join("registry/src"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    // A stable order: other flags make Cargo compile everything again.
    folders.sort();
    folders.into_iter()
}

/// Folder of the standard library's sources, where installed, and their name on other machines.
fn standard_library() -> Option<(PathBuf, String)> {
    let answer = |flag: &[&str]| process::output(command("rustc").args(flag));
    let root = answer(&["--print", "sysroot"])?;
    let version = answer(&["-vV"])?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))?;
    let sources = Path::new(root.trim()).join("lib/rustlib/src/rust");
    Some((sources, format!("/rustc/{commit}")))
}

/// A quarter of Rust's default stack, which takes its memory at start; no code recurses deeply.
const STACK: &str = "-Clink-arg=-zstack-size=262144";

fn path_with_tools() -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(tools().join("bin")).chain(env::split_paths(&path));
    env::join_paths(folders).unwrap_or(path)
}

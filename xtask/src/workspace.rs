//! Where things are, and the environment that child processes get.

use crate::process;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the panel's own package.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The folder with the workspace's Cargo.toml.
pub(crate) fn root() -> PathBuf {
    // The run-time variable comes first: a copied workspace may run a binary that was compiled elsewhere.
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

/// The finished release.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Settings for servers that serve the release; beside it, because they are not for visitors.
pub(crate) fn for_hosts() -> PathBuf {
    root().join("dist-hosts")
}

/// Tools that the set-up installs; always inside the project, wherever cargo's own output goes.
pub(crate) fn tools() -> PathBuf {
    root().join("target").join("tools")
}

/// A command in the workspace's root that finds our tools before the user's.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", path_with_tools());
    command
}

/// The cargo that runs this task.
pub(crate) fn cargo() -> Command {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&cargo)
}

/// The wasm of the last release with the names of its functions, for `cargo xtask size`.
pub(crate) fn names_of_functions() -> PathBuf {
    root().join("target").join("panel-with-names.wasm")
}

/// Cargo settings of a release build.
pub(crate) fn release_environment() -> [(&'static str, OsString); 1] {
    [(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        release_rustflags().into(),
    )]
}

/// Compiler flags of the release. Folders of this machine get public names: two machines build the same bytes, and
/// a panic names a short path. Cargo splits the flags at spaces, so a folder with a space keeps its name.
fn release_rustflags() -> String {
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
    flags
        .chain([STACK.to_owned()])
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where Cargo has unpacked crates: a folder for each registry or mirror, named by its address.
fn registries(cargo_home: &Path) -> impl Iterator<Item = PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(cargo_home.join("registry/src"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    // In the same order each time, or Cargo compiles everything again.
    folders.sort();
    folders.into_iter()
}

/// Where the sources of the standard library are on a machine that has them, and the name that they have on
/// every other.
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

/// A quarter of Rust's usual stack, which is taken from the start: nothing here calls itself without end.
const STACK: &str = "-Clink-arg=-zstack-size=262144";

fn path_with_tools() -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(tools().join("bin")).chain(env::split_paths(&path));
    env::join_paths(folders).unwrap_or(path)
}

//! What follows each build: parts, patches of index.html; Trunk's hook (see Trunk.toml).

use crate::failure::Failure;
use crate::{parts, process, workspace};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Cuts the program in Trunk's staging folder into its parts, patches the page and, for a release, optimises the rest.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| {
            Failure::new("`cargo xtask patch-index` is a hook of Trunk; use `cargo xtask dist`.")
        })?;
    let profile = env::var("TRUNK_PROFILE").unwrap_or_default();
    parts::cut(&folder, &profile)?;
    let path = folder.join("index.html");
    let page = fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))?;
    let page = without_policy_for_live_reload(&move_integrity(&page)?);
    fs::write(&path, page).map_err(|error| Failure::file("write", &path, &error))?;
    if profile == "release" {
        optimize(&folder)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn optimize(folder: &Path) -> Result<(), Failure> {
    let mut node = workspace::command("node");
    node.arg(workspace::root().join("xtask/src/release.mjs"));
    node.arg(folder).arg(workspace::tools().join("npm"));
    node.arg(workspace::named_parts());
    process::run(
        &mut node,
        "could not optimise the release; `cargo xtask dist` installs the tools for it.",
    )
}

/// Moves the wasm preload's `integrity` to `data-integrity`. Browsers ignore it there and warn in the console; the boot
/// script passes it to `fetch`, which checks it.
fn move_integrity(page: &str) -> Result<String, Failure> {
    let missing = || {
        Failure::new(
            "Trunk's page has no wasm preload with an integrity, which boot.js needs; see Trunk.toml.",
        )
    };
    let preload = tags(page)
        .find(|tag| is_wasm_preload(tag))
        .ok_or_else(missing)?;
    let renamed = preload.replacen(" integrity=", " data-integrity=", 1);
    if renamed == preload {
        Err(missing())
    } else {
        Ok(page.replacen(preload, &renamed, 1))
    }
}

/// Removes the policy from a page of `trunk serve`: its inline script for live reload needs that. A release has no
/// inline script and keeps the policy.
fn without_policy_for_live_reload(page: &str) -> String {
    let inline = tags(page).any(|tag| tag == "<script>");
    let policy = tags(page).find(|tag| {
        tag.starts_with("<meta") && tag.to_ascii_lowercase().contains("content-security-policy")
    });
    match policy {
        Some(policy) if inline => page.replacen(policy, "", 1),
        _ => page.to_owned(),
    }
}

fn is_wasm_preload(tag: &str) -> bool {
    tag.starts_with("<link") && tag.contains("application/wasm")
}

/// Start tags. No attribute value of this page contains `>`.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices('<').filter_map(|(start, _)| {
        let rest = page.get(start..)?;
        rest.get(..=rest.find('>')?)
    })
}

#[cfg(test)]
mod tests {
    use super::{move_integrity, without_policy_for_live_reload};

    const PRELOAD: &str = r#"<link rel="preload" href="./a_bg.wasm" crossorigin="anonymous" integrity="sha384-x" as="fetch" type="application/wasm">"#;
    const MODULE: &str =
        r#"<link rel="modulepreload" href="./a.js" crossorigin="anonymous" integrity="sha384-y">"#;

    #[test]
    fn only_the_integrity_of_the_wasm_preload_moves() {
        let page = move_integrity(&format!("<head>{MODULE}{PRELOAD}</head>")).unwrap();
        assert!(page.contains(MODULE));
        assert!(
            page.contains(r#" data-integrity="sha384-x""#)
                && !page.contains(r#" integrity="sha384-x""#),
            "{page}"
        );
    }

    #[test]
    fn a_page_without_integrity_is_refused() {
        assert!(move_integrity("<head></head>").is_err());
        assert!(move_integrity(&PRELOAD.replace(" integrity=", " other=")).is_err());
    }

    #[test]
    fn the_policy_stays_unless_live_reload_is_in_the_page() {
        let policy = r#"<meta http-equiv=Content-Security-Policy content="default-src 'none'">"#;
        let release = format!(r#"<head>{policy}</head><script src="./boot.js"></script>"#);
        assert_eq!(without_policy_for_live_reload(&release), release);
        let live = format!("<head>{policy}</head><script>reload()</script>");
        assert_eq!(
            without_policy_for_live_reload(&live),
            "<head></head><script>reload()</script>"
        );
    }

    #[test]
    fn every_public_file_reaches_the_release() {
        let root = crate::workspace::root();
        let page = std::fs::read_to_string(root.join("index.html")).unwrap();
        for entry in std::fs::read_dir(root.join("public")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(
                page.contains(&format!("\"public/{name}\"")),
                "index.html does not copy public/{name}"
            );
        }
    }
}

//! The last touch on index.html, called by Trunk after each build (see Trunk.toml).

use crate::failure::Failure;
use crate::{process, workspace};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Edits the page that Trunk has just written, and finishes the other files of a release.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("`cargo xtask page` is for Trunk; use `cargo xtask dist`."))?;
    let path = folder.join("index.html");
    let page = fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))?;
    let page = without_policy_for_live_reload(&checked_by_boot_script(&page)?);
    fs::write(&path, page).map_err(|error| Failure::file("write", &path, &error))?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        finish_release(&folder)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn finish_release(folder: &Path) -> Result<(), Failure> {
    let mut node = workspace::command("node");
    node.arg(workspace::root().join("xtask/src/release.mjs"));
    node.arg(folder).arg(workspace::tools().join("npm"));
    node.arg(workspace::names_of_functions());
    process::run(
        &mut node,
        "the wasm and the scripts of the release could not be made smaller; `cargo xtask dist` fetches what that needs.",
    )
}

/// Moves the wasm preload's `integrity` to `data-integrity`. Browsers ignore it on that kind of preload
/// and warn in the console at each load; the boot script reads it and hands it to `fetch`, which checks it.
fn checked_by_boot_script(page: &str) -> Result<String, Failure> {
    let unknown = || {
        Failure::new(
            "Trunk's page has no wasm preload with an integrity: boot.js needs it, see Trunk.toml.",
        )
    };
    let preload = tags(page)
        .find(|tag| is_wasm_preload(tag))
        .ok_or_else(unknown)?;
    let renamed = preload.replacen(" integrity=", " data-integrity=", 1);
    if renamed == preload {
        Err(unknown())
    } else {
        Ok(page.replacen(preload, &renamed, 1))
    }
}

/// `trunk serve` appends an inline script that reloads the page. The policy would stop it, so the page of
/// live reload goes without; a release has no inline script and keeps the policy.
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

/// Start tags. Attribute values of this page hold no `>`, so no parser is needed.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices('<').filter_map(|(start, _)| {
        let rest = page.get(start..)?;
        rest.get(..=rest.find('>')?)
    })
}

#[cfg(test)]
mod tests {
    use super::{checked_by_boot_script, without_policy_for_live_reload};

    const PRELOAD: &str = r#"<link rel="preload" href="./a_bg.wasm" crossorigin="anonymous" integrity="sha384-x" as="fetch" type="application/wasm">"#;
    const MODULE: &str =
        r#"<link rel="modulepreload" href="./a.js" crossorigin="anonymous" integrity="sha384-y">"#;

    #[test]
    fn only_the_wasm_preload_hands_its_integrity_to_the_boot_script() {
        let page = checked_by_boot_script(&format!("<head>{MODULE}{PRELOAD}</head>")).unwrap();
        assert!(page.contains(MODULE));
        assert!(
            page.contains(r#" data-integrity="sha384-x""#)
                && !page.contains(r#" integrity="sha384-x""#),
            "{page}"
        );
    }

    #[test]
    fn a_page_without_checksum_is_refused() {
        assert!(checked_by_boot_script("<head></head>").is_err());
        assert!(checked_by_boot_script(&PRELOAD.replace(" integrity=", " other=")).is_err());
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

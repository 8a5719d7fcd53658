//! The crates in the panel and in the binary, by `cargo metadata`.

use crate::failure::Failure;
use crate::{process, workspace};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A crate from a registry.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Component {
    name: String,
    version: String,
    licence: Option<String>,
}

/// What the panel and the binary are compiled from, each for its target.
pub(super) fn read() -> Result<Vec<Component>, Failure> {
    let musl = format!("{}-unknown-linux-musl", std::env::consts::ARCH);
    let mut found = BTreeSet::new();
    for (package, target) in [("public-ips", workspace::WASM), ("server", &musl)] {
        let text = process::output(workspace::cargo().args([
            "metadata",
            "--locked",
            "--format-version",
            "1",
            "--filter-platform",
            target,
        ]));
        let metadata = text
            .and_then(|text| serde_json::from_str(&text).ok())
            .ok_or_else(|| Failure::new("`cargo metadata --locked` failed; run it to see why."))?;
        let crates = components(&metadata, package);
        if crates.is_empty() {
            return Err(Failure::new(format!("cargo names no crates of {package}.")));
        }
        found.extend(crates);
    }
    Ok(found.into_iter().collect())
}

/// Crates that a package of the workspace is compiled with; those of tests are left out.
fn components(metadata: &Value, package: &str) -> BTreeSet<Component> {
    let packages = list(metadata, "/packages");
    let nodes = list(metadata, "/resolve/nodes");
    let find =
        |all: &[Value], id: &str| all.iter().find(|one| text(one, "id") == Some(id)).cloned();
    let root = packages
        .iter()
        .find(|one| text(one, "name") == Some(package))
        .and_then(|one| text(one, "id"));
    let mut waiting: Vec<String> = root.map(str::to_owned).into_iter().collect();
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        if let Some(one) = find(packages, &id).filter(|one| text(one, "source").is_some()) {
            let owned = |field| text(&one, field).map(str::to_owned);
            found.insert(Component {
                name: owned("name").unwrap_or_default(),
                version: owned("version").unwrap_or_default(),
                // The older form of "or" is not part of SPDX.
                licence: owned("license").map(|text| text.replace(" / ", "/").replace('/', " OR ")),
            });
        }
        let node = find(nodes, &id).unwrap_or_default();
        for dependency in list(&node, "/deps") {
            let kinds = list(dependency, "/dep_kinds");
            if kinds.iter().any(|kind| text(kind, "kind") != Some("dev")) {
                waiting.extend(text(dependency, "pkg").map(str::to_owned));
            }
        }
    }
    found
}

/// THIRD-PARTY.txt.
pub(super) fn licences(components: &[Component]) -> String {
    let mut page = String::from(
        "Crates that the panel and the binary are compiled with.\n\
         This file lists names, versions and licence expressions, as the crates state them. It does not hold the \
         texts of the licences.\n\n",
    );
    for one in components {
        let licence = one.licence.as_deref().unwrap_or("not stated");
        page.push_str(&format!("{} {}: {licence}\n", one.name, one.version));
    }
    page
}

/// The same as CycloneDX 1.5. Without serial number and time, which would differ each time.
pub(super) fn sbom(components: &[Component], version: &str) -> Value {
    let component = |one: &Component| {
        let reference = format!("pkg:cargo/{}@{}", one.name, one.version);
        let licences = one.licence.iter().map(|text| json!({ "expression": text }));
        json!({
            "type": "library",
            "bom-ref": reference,
            "name": one.name,
            "version": one.version,
            "purl": reference,
            "licenses": licences.collect::<Vec<_>>(),
        })
    };
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": "public-ips", "version": version } },
        "components": components.iter().map(component).collect::<Vec<_>>(),
    })
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    let list = value.pointer(pointer).and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::{components, licences, sbom};
    use serde_json::json;

    #[test]
    fn the_sbom_lists_crates_of_the_program_and_none_of_its_tests() {
        let metadata = json!({
            "packages": [
                { "id": "p", "name": "panel", "version": "1.0.0", "source": null },
                { "id": "a", "name": "a", "version": "2.0.0", "source": "r", "license": "MIT/Apache-2.0" },
                { "id": "t", "name": "t", "version": "3.0.0", "source": "r", "license": "MIT" },
            ],
            "resolve": { "nodes": [
                { "id": "p", "deps": [
                    { "pkg": "a", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "t", "dep_kinds": [{ "kind": "dev" }] },
                ] },
                { "id": "a", "deps": [] },
            ] },
        });
        let found: Vec<_> = components(&metadata, "panel").into_iter().collect();
        assert!(licences(&found).ends_with("\n\na 2.0.0: MIT OR Apache-2.0\n"));
        let sbom = sbom(&found, "1.0.0");
        assert_eq!(sbom["specVersion"], "1.5");
        assert_eq!(sbom["components"].as_array().unwrap().len(), 1);
        assert_eq!(sbom["components"][0]["purl"], "pkg:cargo/a@2.0.0");
        assert_eq!(
            sbom["components"][0]["licenses"][0]["expression"],
            "MIT OR Apache-2.0"
        );
    }
}

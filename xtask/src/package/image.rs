//! The container image, as an OCI archive: one layer that holds the static binary and nothing else.
//!
//! OCI's config has no health check, and the binary has no command for one, so a host that wants one asks for `/`.

use super::archive::{self, Entry};
use super::digest;
use crate::failure::Failure;
use serde_json::{Value, json};

const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// The archive, an OCI layout in a tar.
pub(super) fn archive(program: &[u8]) -> Result<Vec<u8>, Failure> {
    let layer = archive::tar(vec![Entry {
        path: "public-ips".into(),
        mode: 0o755,
        content: program.to_vec(),
    }])?;
    let config = config(&digest(&layer)).to_string().into_bytes();
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": descriptor(CONFIG, &config),
        "layers": [descriptor(LAYER, &layer)],
    });
    let manifest = manifest.to_string().into_bytes();
    let mut listed = descriptor(MANIFEST, &manifest);
    if let Some(fields) = listed.as_object_mut() {
        let name = json!({ "org.opencontainers.image.ref.name": super::VERSION });
        fields.insert("annotations".into(), name);
    }
    let index = json!({ "schemaVersion": 2, "manifests": [listed] });
    let layout = br#"{"imageLayoutVersion":"1.0.0"}"#.to_vec();
    let mut entries = vec![
        Entry::file("oci-layout".into(), layout),
        Entry::file("index.json".into(), index.to_string().into_bytes()),
    ];
    entries.extend([layer, config, manifest].map(|blob| {
        let path = format!("blobs/sha256/{}", digest(&blob));
        Entry::file(path, blob)
    }));
    archive::tar(entries)
}

/// Without arguments the container shows the demo. Beyond loopback the binary takes the keys of a live API only with
/// TLS or behind a proxy that ends it, which the image cannot know of.
fn config(layer: &str) -> Value {
    let architecture = match std::env::consts::ARCH {
        "aarch64" => "arm64",
        _ => "amd64",
    };
    json!({
        "architecture": architecture,
        "os": "linux",
        "config": {
            "User": "65532:65532",
            "ExposedPorts": { "4600/tcp": {} },
            "Entrypoint": ["/public-ips"],
            "Cmd": ["--host", "0.0.0.0", "--demo"],
            "WorkingDir": "/",
        },
        "rootfs": { "type": "layers", "diff_ids": [format!("sha256:{layer}")] },
    })
}

fn descriptor(kind: &str, blob: &[u8]) -> Value {
    let digest = format!("sha256:{}", digest(blob));
    json!({ "mediaType": kind, "digest": digest, "size": blob.len() })
}

/// The program in the layer of an archive, found by its digests as a runtime finds it.
pub(super) fn program(archive: &[u8]) -> Option<Vec<u8>> {
    let blob = |descriptor: &Value| {
        let wanted = descriptor
            .get("digest")?
            .as_str()?
            .strip_prefix("sha256:")?;
        let content = entry(archive, &format!("blobs/sha256/{wanted}"))?;
        (digest(&content) == wanted).then_some(content)
    };
    let json = |bytes: Vec<u8>| serde_json::from_slice::<Value>(&bytes).ok();
    let index = json(entry(archive, "index.json")?)?;
    let manifest = json(blob(index.pointer("/manifests/0")?)?)?;
    let config = json(blob(manifest.get("config")?)?)?;
    let layer = manifest.pointer("/layers/0")?;
    let same = config.pointer("/rootfs/diff_ids/0") == layer.get("digest");
    entry(&blob(layer)?, "public-ips").filter(|_| same)
}

fn entry(archive: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = tar::Archive::new(archive);
    for entry in archive.entries().ok()? {
        let mut entry = entry.ok()?;
        if entry.path().ok()?.to_str() == Some(name) {
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut content).ok()?;
            return Some(content);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{archive, config, program};

    #[test]
    fn every_digest_of_the_image_leads_to_its_content() {
        let image = archive(b"a program").unwrap();
        assert_eq!(program(&image).as_deref(), Some(&b"a program"[..]));
        assert!(image == archive(b"a program").unwrap());
    }

    #[test]
    fn a_changed_program_is_not_found() {
        let mut image = archive(b"a program").unwrap();
        let at = image.windows(9).position(|part| part == b"a program");
        image[at.unwrap()] = b'A';
        assert_eq!(program(&image), None);
    }

    #[test]
    fn the_image_runs_the_program_without_rights() {
        let config = config("0");
        let of = |field: &str| config.pointer(&format!("/config/{field}")).unwrap().clone();
        assert_eq!(of("User"), "65532:65532");
        assert_eq!(of("Entrypoint/0"), "/public-ips");
        assert!(of("ExposedPorts").get("4600/tcp").is_some());
    }
}

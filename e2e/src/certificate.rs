//! A certificate for TLS on this machine, made by openssl for this run of the tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The names that the web servers answer to, and the API's, whose place nginx takes behind its proxy.
const NAMES: &str =
    "subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:panel.example,DNS:api.paperspace.com";

/// The SHA-256 of the public key, as Chromium's `--ignore-certificate-errors-spki-list` takes it.
const HASH: &str = "openssl x509 -in certificate.pem -pubkey -noout | openssl pkey -pubin -outform der \
    | openssl dgst -sha256 -binary | openssl base64";

/// A self-signed certificate and its key.
pub(crate) struct Certificate {
    folder: PathBuf,
    /// The hash of its public key.
    pub(crate) spki: String,
}

impl Certificate {
    /// The one of all tests; the first call makes it.
    pub(crate) fn of_tests() -> &'static Self {
        static CERTIFICATE: OnceLock<Certificate> = OnceLock::new();
        CERTIFICATE.get_or_init(Self::make)
    }

    fn make() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/e2e-certificate");
        std::fs::create_dir_all(&folder).expect("a folder");
        output(
            Command::new("openssl")
                .args(["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"])
                .args(["-pkeyopt", "ec_paramgen_curve:prime256v1"])
                .args(["-subj", "/CN=panel.example", "-addext", NAMES])
                .args(["-keyout", "key.pem", "-out", "certificate.pem"])
                .current_dir(&folder),
        );
        let spki = output(Command::new("sh").args(["-c", HASH]).current_dir(&folder));
        Self {
            folder,
            spki: spki.trim().to_owned(),
        }
    }

    pub(crate) fn certificate(&self) -> PathBuf {
        self.folder.join("certificate.pem")
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.folder.join("key.pem")
    }
}

fn output(command: &mut Command) -> String {
    let output = command
        .output()
        .expect("openssl, which comes with the web servers");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("text")
}

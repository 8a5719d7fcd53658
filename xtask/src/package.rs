//! `cargo xtask package`: the files of a release, in target/package/.
//!
//! The same sources give the same bytes: entries are sorted, and times, owners and modes are fixed.

mod archive;
mod image;
mod inventory;
mod verify;

use crate::failure::Failure;
use crate::{binary, workspace};
use archive::Entry;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const VERSION: &str = env!("CARGO_PKG_VERSION");
const SUMS: &str = "SHA256SUMS";

/// Names of the files of a release.
struct Names {
    web: String,
    binary: String,
    image: String,
    sbom: String,
}

impl Names {
    fn new() -> Self {
        let (name, arch) = (format!("public-ips-{VERSION}"), std::env::consts::ARCH);
        Self {
            web: format!("{name}-web"),
            binary: format!("{name}-{arch}-linux"),
            image: format!("{name}-{arch}-image.tar"),
            sbom: format!("{name}-sbom.cdx.json"),
        }
    }
}

/// Writes the package, or with `--verify` tries the one that is there.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let (folder, names) = (workspace::root().join("target/package"), Names::new());
    match arguments {
        [] => write(&folder, &names)?,
        [flag] if flag == "--verify" => return verify::run(&folder, &names),
        _ => return Err(Failure::new("`package` takes `--verify` or nothing.")),
    }
    println!("The package is in {}.", folder.display());
    Ok(ExitCode::SUCCESS)
}

fn write(folder: &Path, names: &Names) -> Result<(), Failure> {
    let program = read(&binary::build_binary()?)?;
    let components = inventory::read()?;
    let web = web(&names.web, &components)?;
    // Emptied: a file of an older version would be listed in the checksums.
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Failure::file("remove", folder, &error))?;
    }
    let sbom = inventory::sbom(&components, VERSION).to_string() + "\n";
    let files = [
        (
            format!("{}.tar.gz", names.web),
            archive::tar_gz(web.clone())?,
        ),
        (format!("{}.zip", names.web), archive::zip(web)?),
        (names.image.clone(), image::archive(&program)?),
        (names.binary.clone(), program),
        (names.sbom.clone(), sbom.into_bytes()),
    ];
    for (name, bytes) in &files {
        put(&folder.join(name), bytes)?;
    }
    make_executable(&folder.join(&names.binary))?;
    put(&folder.join(SUMS), sums(&files).as_bytes())
}

/// The static files with their settings for hosts and their licences, in one folder of this name.
fn web(name: &str, components: &[inventory::Component]) -> Result<Vec<Entry>, Failure> {
    let root = workspace::root();
    let mut entries = Vec::new();
    collect(&workspace::dist(), &format!("{name}/dist"), &mut entries)?;
    collect(
        &workspace::dist_hosts(),
        &format!("{name}/hosts"),
        &mut entries,
    )?;
    for file in ["headers.txt", "headers-v1.txt"] {
        let content = read(&root.join("hosts").join(file))?;
        entries.push(Entry::file(format!("{name}/hosts/{file}"), content));
    }
    entries.push(Entry::file(
        format!("{name}/LICENSE"),
        read(&root.join("LICENSE"))?,
    ));
    let licences = inventory::licences(components).into_bytes();
    entries.push(Entry::file(format!("{name}/THIRD-PARTY.txt"), licences));
    Ok(entries)
}

fn collect(folder: &Path, name: &str, entries: &mut Vec<Entry>) -> Result<(), Failure> {
    let fail = |error| Failure::file("read", folder, &error);
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{name}/{file}");
        if path.is_dir() {
            collect(&path, &name, entries)?;
        } else {
            entries.push(Entry::file(name, read(&path)?));
        }
    }
    Ok(())
}

/// Checksums in the form of `sha256sum`, sorted by name.
fn sums(files: &[(String, Vec<u8>)]) -> String {
    let mut lines: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (name, digest(bytes)))
        .collect();
    lines.sort();
    let lines = lines.iter().map(|(name, sum)| format!("{sum}  {name}\n"));
    lines.collect()
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::file("read", path, &error))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| Failure::file("write", path, &error))
}

fn make_executable(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|error| Failure::file("change", path, &error))
}

#[cfg(test)]
mod tests {
    use super::{collect, sums};
    use crate::package::archive;
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    #[test]
    fn checksums_are_sorted_and_read_as_sha256sum_writes_them() {
        let files = [("b".into(), b"abc".to_vec()), ("a".into(), Vec::new())];
        assert_eq!(
            sums(&files),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n"
        );
    }

    #[test]
    fn archives_depend_on_names_and_contents_alone() {
        let base = std::env::temp_dir().join(format!("public-ips-package-{}", std::process::id()));
        let made = [["a", "b"], ["b", "a"]].map(|order| {
            let folder = base.join(order.join("-"));
            fs::create_dir_all(&folder).unwrap();
            for (name, age) in order.iter().zip([0, 90_000]) {
                fs::write(folder.join(name), format!("content of {name}")).unwrap();
                let time = SystemTime::now() - Duration::from_secs(age);
                let file = File::options().write(true).open(folder.join(name)).unwrap();
                file.set_modified(time).unwrap();
            }
            let mut entries = Vec::new();
            collect(&folder, "x", &mut entries).unwrap();
            (
                archive::tar_gz(entries.clone()).unwrap(),
                archive::zip(entries).unwrap(),
            )
        });
        fs::remove_dir_all(&base).unwrap();
        assert!(made[0] == made[1]);
    }
}

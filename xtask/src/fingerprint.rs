//! A hash over many files: the release is built again only when it changes.

use crate::failure::Failure;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// Hashes names and contents of all files at or under `paths`. A missing path counts as empty.
pub(crate) fn of(base: &Path, paths: &[&str]) -> Result<String, Failure> {
    let mut files = Vec::new();
    for path in paths {
        collect(&base.join(path), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let content = fs::read(&file).map_err(|error| Failure::file("read", &file, &error))?;
        let name = file
            .strip_prefix(base)
            .unwrap_or(&file)
            .as_os_str()
            .as_encoded_bytes();
        // With lengths: bytes that move from one file to the next change the hash.
        hasher.write_usize(name.len());
        hasher.write(name);
        hasher.write_usize(content.len());
        hasher.write(&content);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if path.is_file() {
        files.push(path.to_path_buf());
    }
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(|error| Failure::file("read", path, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Failure::file("read", path, &error))?;
            collect(&entry.path(), files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::of;
    use std::fs;

    #[test]
    fn every_change_of_name_or_content_changes_the_fingerprint() {
        let folder =
            std::env::temp_dir().join(format!("public-ips-fingerprint-{}", std::process::id()));
        fs::create_dir_all(folder.join("src/deep")).unwrap();
        fs::write(folder.join("src/deep/a"), "one").unwrap();
        fs::write(folder.join("other"), "two").unwrap();
        let first = of(&folder, &["src", "missing"]).unwrap();
        assert_eq!(of(&folder, &["src"]).unwrap(), first, "nothing changed");

        fs::write(folder.join("other"), "three").unwrap();
        assert_eq!(
            of(&folder, &["src"]).unwrap(),
            first,
            "a file outside changed"
        );

        fs::write(folder.join("src/deep/a"), "two").unwrap();
        let second = of(&folder, &["src"]).unwrap();
        assert_ne!(second, first, "content changed");

        fs::rename(folder.join("src/deep/a"), folder.join("src/deep/b")).unwrap();
        assert_ne!(of(&folder, &["src"]).unwrap(), second, "a name changed");
        fs::remove_dir_all(&folder).unwrap();
    }
}

//! Versions from Cargo.lock.

use crate::failure::Failure;
use crate::workspace;

/// The locked version of a package, such as `0.2.129`.
pub(crate) fn version(package: &str) -> Result<String, Failure> {
    let path = workspace::root().join("Cargo.lock");
    let text =
        std::fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))?;
    find(&text, package).ok_or_else(|| {
        Failure::new(format!(
            "Cargo.lock has no single version of {package}; restore the committed Cargo.lock."
        ))
    })
}

/// The version of `package`; `None` if the lock file has none or several.
fn find(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut versions = lock
        .split("[[package]]")
        .filter(|entry| entry.lines().any(|line| line == name))
        .filter_map(version_line);
    let version = versions.next()?;
    versions.next().is_none().then_some(version)
}

fn version_line(entry: &str) -> Option<String> {
    entry
        .lines()
        .find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::find;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\ndependencies = [\n \"wasm-bindgen-macro\",\n]\n\n[[package]]\nname = \"twice\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"twice\"\nversion = \"2.0.0\"\n";

    #[test]
    fn the_version_of_exactly_this_package_is_found() {
        assert_eq!(find(LOCK, "wasm-bindgen").as_deref(), Some("0.2.129"));
    }

    #[test]
    fn no_version_and_two_versions_are_refused() {
        assert_eq!(find(LOCK, "wasm"), None);
        assert_eq!(find(LOCK, "twice"), None);
    }
}

//! Packages of npm, each set in a folder of its own under target/tools.

use crate::failure::Failure;
use crate::{process, tools, workspace};
use std::path::PathBuf;

/// A folder with packages in exact versions.
pub(crate) struct Folder {
    name: &'static str,
    packages: Vec<(&'static str, &'static str)>,
}

impl Folder {
    /// `packages` are names with versions.
    pub(crate) fn new(name: &'static str, packages: &[(&'static str, &'static str)]) -> Self {
        Self {
            name,
            packages: packages.to_vec(),
        }
    }

    /// Whether it has them all.
    pub(crate) fn is_there(&self) -> bool {
        self.packages.iter().all(|(name, version)| {
            let manifest = self
                .path()
                .join(format!("node_modules/{name}/package.json"));
            let version = format!("\"version\": \"{version}\"");
            std::fs::read_to_string(manifest).is_ok_and(|text| text.contains(&version))
        })
    }

    /// Fetches them.
    pub(crate) fn fetch(&self) -> Result<(), Failure> {
        let folder = self.path();
        std::fs::create_dir_all(&folder)
            .map_err(|error| Failure::file("create", &folder, &error))?;
        let mut npm = workspace::command("npm");
        npm.current_dir(&folder);
        npm.args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--save-exact",
            "--prefix",
        ]);
        let packages = self.packages.iter();
        npm.arg(&folder)
            .args(packages.map(|(name, version)| format!("{name}@{version}")));
        let names: Vec<_> = self.packages.iter().map(|(name, _)| *name).collect();
        process::run_logged(
            &mut npm,
            &tools::log(self.name),
            &format!("{} could not be fetched with npm.", names.join(" and ")),
        )
    }

    fn path(&self) -> PathBuf {
        workspace::tools().join(self.name)
    }
}

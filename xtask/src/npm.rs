//! npm packages, each set in its own folder under target/tools.

use crate::failure::Failure;
use crate::{process, workspace};
use std::path::PathBuf;

/// Packages in exact versions, in a folder.
pub(crate) struct Packages {
    folder: &'static str,
    packages: Vec<(&'static str, &'static str)>,
}

impl Packages {
    /// `packages` are names with versions.
    pub(crate) fn new(folder: &'static str, packages: &[(&'static str, &'static str)]) -> Self {
        Self {
            folder,
            packages: packages.to_vec(),
        }
    }

    pub(crate) fn is_installed(&self) -> bool {
        self.packages.iter().all(|(name, version)| {
            let manifest = self
                .path()
                .join(format!("node_modules/{name}/package.json"));
            let version = format!("\"version\": \"{version}\"");
            std::fs::read_to_string(manifest).is_ok_and(|text| text.contains(&version))
        })
    }

    pub(crate) fn install(&self) -> Result<(), Failure> {
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
            &workspace::log(self.folder),
            &format!("npm could not install {}.", names.join(" and ")),
        )
    }

    fn path(&self) -> PathBuf {
        workspace::tools().join(self.folder)
    }
}

//! Writes the table of the panel's files for the binary: those of the folder that `PUBLIC_IPS_EMBED` names, or none, so
//! that the server compiles without a built panel.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Names the folder of the built panel to embed.
const FOLDER: &str = "PUBLIC_IPS_EMBED";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={FOLDER}");
    let mut table = "&[\n".to_owned();
    if let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) {
        // Cargo looks at a folder's files too, added and removed ones among them.
        println!("cargo::rerun-if-changed={}", folder.display());
        if !folder.is_absolute() || !folder.join("index.html").is_file() {
            let named = folder.display();
            return Err(
                format!("{FOLDER} is {named}: give the full path of a built panel.").into(),
            );
        }
        for file in files(&folder)? {
            let path = file.strip_prefix(&folder)?.to_str().ok_or("no UTF-8")?;
            let source = file.to_str().ok_or("no UTF-8")?;
            writeln!(
                table,
                "EmbeddedFile {{ path: {path:?}, bytes: include_bytes!({source:?}) }},"
            )?;
        }
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    Ok(fs::write(out.join("embedded.rs"), table)?)
}

/// The files in a folder and below it, in an order that is the same on every machine.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

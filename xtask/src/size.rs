//! `cargo xtask size`: what the first load weighs.

use crate::failure::Failure;
use crate::{compress, dist, workspace};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Bytes of one file as it is, with gzip, and with brotli.
#[derive(Clone, Copy, Default)]
struct Bytes([u64; 3]);

/// Prints the files of the first load and their sum.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    dist::make(Vec::new())?;
    let folder = workspace::dist();
    let page = folder.join("index.html");
    let page = fs::read_to_string(&page).map_err(|error| Failure::file("read", &page, &error))?;
    println!(
        "{:<52}{:>10}{:>10}{:>10}",
        "first load", "raw", "gzip", "brotli"
    );
    let mut total = Bytes::default();
    for file in compress::files(&folder)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if is_first_load(&name, &page) {
            let bytes = measure(&file)?;
            total = total.plus(bytes);
            bytes.print(&name);
        }
    }
    total.print("total");
    Ok(ExitCode::SUCCESS)
}

/// The page, what it names, and the configuration that the panel reads at its start.
fn is_first_load(name: &str, page: &str) -> bool {
    let is_copy = name.ends_with(".br") || name.ends_with(".gz");
    !is_copy
        && (name == "index.html" || name == "config.json" || page.contains(&format!("./{name}")))
}

fn measure(file: &Path) -> Result<Bytes, Failure> {
    let length = |path: &Path| fs::metadata(path).map(|data| data.len());
    let raw = length(file).map_err(|error| Failure::file("read", file, &error))?;
    // A file without compressed copy travels as it is.
    let beside = |extension: &str| {
        length(Path::new(&format!("{}.{extension}", file.display()))).unwrap_or(raw)
    };
    Ok(Bytes([raw, beside("gz"), beside("br")]))
}

impl Bytes {
    fn plus(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a + d, b + e, c + f])
    }

    fn print(self, name: &str) {
        let [raw, gzip, brotli] = self.0;
        println!("{name:<52}{raw:>10}{gzip:>10}{brotli:>10}");
    }
}

#[cfg(test)]
mod tests {
    use super::is_first_load;

    #[test]
    fn the_first_load_is_the_page_and_what_it_names() {
        let page = r#"<script src="./boot-1.js">"#;
        assert!(
            is_first_load("index.html", page)
                && is_first_load("config.json", page)
                && is_first_load("boot-1.js", page)
        );
        assert!(!is_first_load("404.html", page) && !is_first_load("boot-1.js.br", page));
    }
}

//! `cargo xtask size`: the bytes of the first load and the largest items of the wasm.

mod items;

use crate::failure::Failure;
use crate::{compress, dist, workspace};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Bytes of a file: raw, gzip, brotli.
#[derive(Clone, Copy, Default)]
struct Bytes([u64; 3]);

/// Budget of the first load, in bytes of brotli. The goal is 219,000, which a server sends in four round trips on a new
/// connection (14.6, 43.8, 102, then 219 KB); the demo's simulator in a wasm of its own is the next step towards it.
/// Until then nothing may grow. `docs/performance.md` has the cost of each part.
const BUDGET: u64 = 243_000;

/// Number of wasm items printed.
const LARGEST: usize = 20;

pub(crate) fn run() -> Result<ExitCode, Failure> {
    dist::build_if_changed(Vec::new())?;
    println!(
        "{:<52}{:>10}{:>10}{:>10}",
        "first load", "raw", "gzip", "brotli"
    );
    let files = first_load()?;
    for (name, bytes) in &files {
        bytes.print(name);
    }
    total(&files).print("total");
    println!("{:<72}{BUDGET:>10}", "budget");
    print_largest_items()?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the largest items of the wasm, before compression.
fn print_largest_items() -> Result<(), Failure> {
    let path = workspace::named_wasm();
    let wasm = fs::read(&path).map_err(|error| Failure::file("read", &path, &error))?;
    let items = items::of(&wasm).ok_or_else(|| {
        Failure::new(format!(
            "{} is not a wasm file with function names.",
            path.display()
        ))
    })?;
    let all: usize = items.iter().map(|(_, size)| size).sum();
    #[allow(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    let print = |name: &str, size: usize| {
        let share = 100.0 * size as f64 / all as f64;
        println!("{size:>8}{share:>7.1} %  {name}");
    };
    println!("\nlargest of {} items in the wasm, raw", items.len());
    for (name, size) in items.iter().take(LARGEST) {
        print(name, *size);
    }
    print(
        "sum of these",
        items.iter().take(LARGEST).map(|(_, size)| size).sum(),
    );
    print("all", all);
    Ok(())
}

/// Fails if the first load exceeds the budget.
pub(crate) fn check() -> Result<(), Failure> {
    check_budget(total(&first_load()?).brotli(), BUDGET)
}

fn check_budget(bytes: u64, budget: u64) -> Result<(), Failure> {
    if bytes <= budget {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the first load has {bytes} bytes of brotli, {} more than its budget; see `cargo xtask size`.",
        bytes - budget
    )))
}

fn first_load() -> Result<Vec<(String, Bytes)>, Failure> {
    let folder = workspace::dist();
    let page = folder.join("index.html");
    let page = fs::read_to_string(&page).map_err(|error| Failure::file("read", &page, &error))?;
    let mut found = Vec::new();
    for file in compress::files(&folder)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if is_first_load(&name, &page) {
            found.push((name, measure(&file)?));
        }
    }
    Ok(found)
}

fn total(files: &[(String, Bytes)]) -> Bytes {
    files
        .iter()
        .fold(Bytes::default(), |sum, (_, bytes)| sum.plus(*bytes))
}

/// The page, the files it names, and config.json, which the panel reads at start.
fn is_first_load(name: &str, page: &str) -> bool {
    let is_copy = name.ends_with(".br") || name.ends_with(".gz");
    !is_copy
        && (name == "index.html" || name == "config.json" || page.contains(&format!("./{name}")))
}

fn measure(file: &Path) -> Result<Bytes, Failure> {
    let length = |path: &Path| fs::metadata(path).map(|data| data.len());
    let raw = length(file).map_err(|error| Failure::file("read", file, &error))?;
    // A file without a compressed copy is sent as it is.
    let compressed = |extension: &str| {
        length(Path::new(&format!("{}.{extension}", file.display()))).unwrap_or(raw)
    };
    Ok(Bytes([raw, compressed("gz"), compressed("br")]))
}

impl Bytes {
    fn plus(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a + d, b + e, c + f])
    }

    fn brotli(self) -> u64 {
        self.0[2]
    }

    fn print(self, name: &str) {
        let [raw, gzip, brotli] = self.0;
        println!("{name:<52}{raw:>10}{gzip:>10}{brotli:>10}");
    }
}

#[cfg(test)]
mod tests {
    use super::{check_budget, is_first_load};

    #[test]
    fn a_release_over_its_budget_fails_with_the_excess() {
        assert_eq!(check_budget(100, 100), Ok(()));
        let refused = check_budget(103, 100).unwrap_err().to_string();
        assert!(
            refused.contains("103 bytes") && refused.contains(" 3 more"),
            "{refused}"
        );
    }

    #[test]
    fn the_first_load_is_the_page_and_the_files_it_names() {
        let page = r#"<script src="./boot-1.js">"#;
        assert!(
            is_first_load("index.html", page)
                && is_first_load("config.json", page)
                && is_first_load("boot-1.js", page)
        );
        assert!(!is_first_load("404.html", page) && !is_first_load("boot-1.js.br", page));
    }
}

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

/// Number of items printed of each part.
const LARGEST: usize = 12;

/// Bytes from which on the name of a function tells what it is. The compiler merges equal ones, such as the drops of
/// closures, under the name of any.
const NAMED: usize = 100;

/// When something is usable, which needs the files of the moments before as well.
struct Moment {
    name: &'static str,
    /// The part that is needed, by its name in `src/parts.rs`; `None` for what the page itself names, `*` for all.
    part: Option<&'static str>,
    /// Bytes of brotli. A server sends 102 KB in three round trips on a new connection, and 219 KB in four.
    /// `docs/performance.md` has what was tried.
    budget: u64,
    /// What no function of its files may have in its name: it belongs to a later moment.
    later: &'static [&'static str],
}

const MOMENTS: [Moment; 3] = [
    Moment {
        name: "usable sign-in",
        part: None,
        budget: 115_000,
        later: &[
            "public_ips::dialogs",
            "public_ips::pages::addresses",
            "app::changes",
            "app::claim",
            "app::commands",
            "app::list",
            "simulator",
        ],
    },
    Moment {
        name: "rows",
        part: Some("list"),
        budget: 267_000,
        later: &["simulator", "palette::palette"],
    },
    Moment {
        name: "everything",
        part: Some("*"),
        budget: 326_000,
        later: &[],
    },
];

pub(crate) fn run() -> Result<ExitCode, Failure> {
    dist::build_if_changed(Vec::new())?;
    let loads = loads()?;
    let mut sum = Bytes::default();
    for (moment, files) in MOMENTS.iter().zip(&loads) {
        println!(
            "{:<52}{:>10}{:>10}{:>10}",
            moment.name, "raw", "gzip", "brotli"
        );
        for (name, bytes) in files {
            bytes.print(name);
        }
        sum = sum.plus(total(files));
        sum.print("total so far");
        println!("{:<72}{:>10}\n", "budget", moment.budget);
    }
    for (name, _) in loads.iter().flatten() {
        if name.ends_with(".wasm") {
            print_largest_items(name)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the largest items of a part, before compression.
fn print_largest_items(name: &str) -> Result<(), Failure> {
    let items = items_of(name)?;
    let all: usize = items.iter().map(|(_, size)| size).sum();
    #[allow(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    let print = |name: &str, size: usize| {
        let share = 100.0 * size as f64 / all as f64;
        println!("{size:>8}{share:>7.1} %  {name}");
    };
    println!("largest of {} items in {name}, raw", items.len());
    for (name, size) in items.iter().take(LARGEST) {
        print(name, *size);
    }
    print("all", all);
    println!();
    Ok(())
}

fn items_of(name: &str) -> Result<Vec<(String, usize)>, Failure> {
    let path = workspace::named_parts().join(without_hash(name));
    let wasm = fs::read(&path).map_err(|error| Failure::file("read", &path, &error))?;
    items::of(&wasm).ok_or_else(|| {
        Failure::new(format!(
            "{} is not a wasm file with function names.",
            path.display()
        ))
    })
}

/// Name of a file of the release without the hash in it.
fn without_hash(name: &str) -> String {
    let is_hash =
        |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (start, end) = name.rsplit_once('-').unwrap_or((name, ""));
    match end.split_at_checked(16) {
        Some((hash, end)) if is_hash(hash) => format!("{start}{end}"),
        _ => name.to_owned(),
    }
}

/// Fails if a moment exceeds its budget, or has something of a later one.
pub(crate) fn check() -> Result<(), Failure> {
    let mut sum = 0;
    for (moment, files) in MOMENTS.iter().zip(loads()?) {
        sum += total(&files).brotli();
        check_budget(moment.name, sum, moment.budget)?;
        for (file, _) in files.iter().filter(|(name, _)| name.ends_with(".wasm")) {
            check_names(file, &items_of(file)?, moment.later)?;
        }
    }
    Ok(())
}

fn check_names(file: &str, items: &[(String, usize)], later: &[&str]) -> Result<(), Failure> {
    let early = items
        .iter()
        .filter(|(_, size)| *size >= NAMED)
        .find(|(name, _)| later.iter().any(|part| name.contains(part)));
    early.map_or(Ok(()), |(name, _)| {
        Err(Failure::new(format!(
            "{file} has {name}, which is not needed that early; see src/parts.rs."
        )))
    })
}

fn check_budget(moment: &str, bytes: u64, budget: u64) -> Result<(), Failure> {
    if bytes <= budget {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{moment}: {bytes} bytes of brotli, {} more than the budget; see `cargo xtask size`.",
        bytes - budget
    )))
}

/// The files of each moment that are not of one before.
fn loads() -> Result<[Vec<(String, Bytes)>; 3], Failure> {
    let folder = workspace::dist();
    let page = folder.join("index.html");
    let page = fs::read_to_string(&page).map_err(|error| Failure::file("read", &page, &error))?;
    let mut found = [const { Vec::new() }; 3];
    for file in compress::files(&folder)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let first = MOMENTS
            .iter()
            .position(|moment| is_needed(&name, &page, moment.part));
        if let Some(files) = first.and_then(|at| found.get_mut(at)) {
            files.push((name, measure(&file)?));
        }
    }
    Ok(found)
}

fn total(files: &[(String, Bytes)]) -> Bytes {
    files
        .iter()
        .fold(Bytes::default(), |sum, (_, bytes)| sum.plus(*bytes))
}

/// Whether a file is needed for a part, or if there is none for the first load: the page, the files it names that are
/// no parts, and config.json, which the panel reads at start.
fn is_needed(name: &str, page: &str, part: Option<&str>) -> bool {
    if name.ends_with(".br") || name.ends_with(".gz") {
        return false;
    }
    let link = page
        .split('<')
        .find(|tag| tag.contains("data-for=") && tag.contains(&format!("./{name}\"")));
    match (part, link) {
        (None, None) => {
            name == "index.html" || name == "config.json" || page.contains(&format!("./{name}"))
        }
        (Some("*"), Some(_)) => true,
        (Some(part), Some(link)) => link
            .split_once("data-for=\"")
            .and_then(|(_, rest)| rest.split('"').next())
            .is_some_and(|parts| parts.split(' ').any(|other| other == part)),
        (None, Some(_)) | (Some(_), None) => false,
    }
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
    use super::{check_budget, check_names, is_needed, without_hash};

    #[test]
    fn a_release_over_its_budget_fails_with_the_excess() {
        assert_eq!(check_budget("rows", 100, 100), Ok(()));
        let refused = check_budget("rows", 103, 100).unwrap_err().to_string();
        assert!(
            refused.contains("rows: 103 bytes") && refused.contains(" 3 more"),
            "{refused}"
        );
    }

    #[test]
    fn a_file_is_needed_with_the_first_part_that_it_belongs_to() {
        let page = r#"<script src="./boot-1.js"><link rel="part" href="./shared-1.wasm" data-part="chunk_1" data-for="dialogs list" data-integrity="x">"#;
        for name in ["index.html", "config.json", "boot-1.js"] {
            assert!(is_needed(name, page, None), "{name}");
            assert!(!is_needed(name, page, Some("list")), "{name}");
        }
        assert!(!is_needed("404.html", page, None) && !is_needed("boot-1.js.br", page, None));
        assert!(!is_needed("shared-1.wasm", page, None));
        for part in ["list", "dialogs", "*"] {
            assert!(is_needed("shared-1.wasm", page, Some(part)), "{part}");
        }
        assert!(!is_needed("shared-1.wasm", page, Some("demo")));
    }

    #[test]
    fn what_a_part_may_not_have_is_found_by_name() {
        let items = [("app::list::ListSlice::new".to_owned(), 100)];
        assert_eq!(check_names("a.wasm", &items, &["simulator"]), Ok(()));
        let refused = check_names("a.wasm", &items, &["simulator", "app::list"]);
        let refused = refused.unwrap_err().to_string();
        assert!(
            refused.contains("a.wasm has app::list::ListSlice::new"),
            "{refused}"
        );
        let merged = [("app::list::drop".to_owned(), 99)];
        assert_eq!(check_names("a.wasm", &merged, &["app::list"]), Ok(()));
    }

    #[test]
    fn a_name_loses_its_hash_alone() {
        assert_eq!(
            without_hash("public-ips-0123456789abcdef_bg.wasm"),
            "public-ips_bg.wasm"
        );
        assert_eq!(
            without_hash("shared-4-0123456789abcdef.wasm"),
            "shared-4.wasm"
        );
        assert_eq!(without_hash("404.html"), "404.html");
    }
}

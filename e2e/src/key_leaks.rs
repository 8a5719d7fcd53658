//! The search for a leaked key.
//!
//! A key belongs in the `Authorization` header of a request to the API and in one record of session storage. All other
//! data of page, browser and server is searched.

use crate::panel::Panel;

/// Records data that leaves the page.
const RECORD: &str = include_str!("key_leaks_record.js");

/// Collects data in the page.
const COLLECT: &str = include_str!("key_leaks_collect.js");

impl Panel<'_> {
    /// Records data that leaves the page, from the next page on. [`Panel::key_leaks`] needs it.
    pub async fn record_leaks(&self) {
        self.before_every_page(RECORD).await;
        self.allow_downloads().await;
    }

    /// The places that leak `key`, in any letter case. The record of a page lasts until the next load.
    pub async fn key_leaks(&self, key: &str) -> Vec<String> {
        let key = key.to_ascii_lowercase();
        let collected = self.evaluate(COLLECT).await;
        let places = collected.as_array().expect("pairs of a place and a text");
        let mut places: Vec<(String, String)> = places
            .iter()
            .map(|pair| {
                let text = |at: usize| pair[at].as_str().unwrap_or_default().to_owned();
                (text(0), text(1))
            })
            .collect();
        let lines = self.console_lines().await;
        places.extend(lines.into_iter().map(|line| ("the log".to_owned(), line)));
        places.extend(self.downloaded_files());
        for entry in self.server.journal() {
            places.push(("the path of a request".into(), entry.path));
            places.push(("the body of a request".into(), entry.body));
        }
        places.retain(|(_, text)| text.to_ascii_lowercase().contains(&key));
        let mut names: Vec<String> = places.into_iter().map(|(place, _)| place).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Asserts that no place leaks `key`.
    pub async fn assert_no_leak(&self, key: &str, after: &str) {
        let places = self.key_leaks(key).await;
        assert!(places.is_empty(), "after {after} the key is in {places:?}");
    }

    /// Names and contents of the downloads.
    fn downloaded_files(&self) -> Vec<(String, String)> {
        let Ok(folder) = std::fs::read_dir(self.browser.downloads()) else {
            return Vec::new();
        };
        let files = folder.flatten().map(|file| {
            let text = std::fs::read(file.path()).unwrap_or_default();
            let name = file.file_name().to_string_lossy().into_owned();
            let text = String::from_utf8_lossy(&text).into_owned();
            ("a saved file".to_owned(), format!("{name}{text}"))
        });
        files.collect()
    }
}

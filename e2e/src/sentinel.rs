//! Searching for a key wherever it could have been left.
//!
//! A key may stand in two places: in the header `Authorization` of a request to the API, and in the one record of
//! session storage. Everything else that the page, the browser and the server can be asked for is searched.

use crate::panel::Panel;

/// Notes what leaves the page, from before its first script.
const NOTE: &str = include_str!("sentinel.js");

/// Collects what the page holds.
const COLLECT: &str = include_str!("sentinel_search.js");

impl Panel<'_> {
    /// From the next page on, notes what leaves the page. Needed for [`Panel::finds`].
    pub async fn watch_for_keys(&self) {
        self.before_every_page(NOTE).await;
        self.allow_downloads().await;
    }

    /// The places where `key` stands and should not, in any case. What left a page is known until it is loaded anew.
    pub async fn finds(&self, key: &str) -> Vec<String> {
        let key = key.to_lowercase();
        let collected = self.inside(COLLECT).await;
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
        places.extend(self.saved_files());
        for entry in self.server.journal() {
            places.push(("the path of a request".into(), entry.path));
            places.push(("the body of a request".into(), entry.body));
        }
        places.retain(|(_, text)| text.to_lowercase().contains(&key));
        let mut names: Vec<String> = places.into_iter().map(|(place, _)| place).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Asserts that `key` stands nowhere where it should not.
    pub async fn holds_nowhere(&self, key: &str, after: &str) {
        let places = self.finds(key).await;
        assert!(
            places.is_empty(),
            "after {after} the key stands in {places:?}"
        );
    }

    /// The names of the files that were saved, and what is in them.
    fn saved_files(&self) -> Vec<(String, String)> {
        let Ok(folder) = std::fs::read_dir(self.browser.downloads()) else {
            return Vec::new();
        };
        let files = folder.flatten().map(|file| {
            let text = std::fs::read(file.path()).unwrap_or_default();
            let name = file.file_name().to_string_lossy().into_owned();
            let text = String::from_utf8_lossy(&text).into_owned();
            ("a saved file".to_owned(), [name, text].concat())
        });
        files.collect()
    }
}

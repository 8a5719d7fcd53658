//! Addresses as a text: copied, or saved as a file. It is about what is
//! selected or, if nothing is, about all rows that are shown.

use model::domain::format_count;
use model::state::{Format, Row, Selection, file_name};

use super::Store;
use crate::browser::{clipboard, download, task};

/// So many rows are written at once.
const ROWS_A_PIECE: usize = 1_000;

const NOT_EXPORTED: &str = "Nothing was exported";
const NO_FILE: &str = "The browser could not make the file.";
const NOT_COPIED: &str = "Nothing was copied";
const NO_CLIPBOARD: &str =
    "The browser does not let this page use the clipboard. Export a file instead.";

impl Store {
    /// Saves the addresses as a file.
    pub fn export(self, format: Format) {
        let selected = Some(self.selection.with_untracked(Selection::len));
        let selected = selected.filter(|count| *count > 0);
        self.save_file(format, selected);
    }

    /// Saves all rows that are shown as a file, whatever is selected.
    pub fn export_found(self) {
        self.save_file(Format::Csv, None);
    }

    /// Copies the addresses.
    pub fn copy_many(self, format: Format) {
        let rows = self.chosen_rows();
        let text = self.written(format, &rows).concat();
        let told = self.told_of("Copied ", format, &rows);
        task::spawn(async move {
            if clipboard::copy(&text).await {
                self.tell(told);
            } else {
                self.warn_plainly(NOT_COPIED, NO_CLIPBOARD);
            }
        });
    }

    fn save_file(self, format: Format, selected: Option<usize>) {
        let rows = match selected {
            Some(_) => self.chosen_rows(),
            None => self.found_rows(),
        };
        let look = self.look();
        let name = self.with_view_untracked(|feed, view| file_name(feed, view, &look, selected));
        let (end, kind) = format.file();
        let text = self.written(format, &rows).into_iter();
        if download::save(&[&name, end].concat(), kind, text).is_some() {
            self.tell(self.told_of("Exported ", format, &rows));
        } else {
            self.warn_plainly(NOT_EXPORTED, NO_FILE);
        }
    }

    /// The selected rows, the lowest address first, or else all that are shown.
    fn chosen_rows(self) -> Vec<Row> {
        if self.selection.with_untracked(Selection::is_empty) {
            return self.found_rows();
        }
        self.feed.with_untracked(|feed| {
            self.selection.with_untracked(|selection| {
                let addresses = selection.addresses();
                addresses.filter_map(|it| feed.columns().find(it)).collect()
            })
        })
    }

    fn found_rows(self) -> Vec<Row> {
        self.with_view_untracked(|feed, view| view.rows(feed).to_vec())
    }

    /// The text in pieces, so that no text as long as all of it is needed for a file.
    fn written(self, format: Format, rows: &[Row]) -> Vec<String> {
        let mut pieces = vec![format.header().to_owned()];
        self.feed.with_untracked(|feed| {
            self.directory.with_untracked(|machines| {
                self.notes.with_untracked(|notes| {
                    for (place, rows) in rows.chunks(ROWS_A_PIECE).enumerate() {
                        let first = place == 0;
                        pieces.push(format.rows(feed.columns(), rows, machines, notes, first));
                    }
                });
            });
        });
        pieces.push(format.footer().to_owned());
        pieces
    }

    /// What was done, with the count that is in the text.
    fn told_of(self, done: &str, format: Format, rows: &[Row]) -> String {
        let idle = self.feed.with_untracked(|feed| {
            let columns = feed.columns();
            let idle = rows.iter().filter(|row| columns.machine(**row).is_none());
            idle.count()
        });
        let left_out = if format.skips_idle() { idle } else { 0 };
        let count = rows.len() - left_out;
        let noun = if count == 1 { " address" } else { " addresses" };
        let mut told = [done, &format_count(count), noun, format.phrase()].concat();
        if left_out > 0 {
            told.push_str(&[", ", &format_count(left_out), " idle left out"].concat());
        }
        told
    }
}

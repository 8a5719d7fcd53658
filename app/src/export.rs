//! Copies and exports of addresses: the selected ones or, if none is, all shown ones.

use model::domain::{Address, format_count};
use model::state::{Format, Row, Selection, file_contents, file_name};

use crate::account::AccountSlice;
use crate::foundation::Foundation;
use crate::list::ListSlice;
use crate::machines::MachinesSlice;
use crate::notes::NotesSlice;
use crate::ports::Ports;
use crate::recent_mark::RecentMark;
use crate::selection::SelectionSlice;
use crate::task::spawn;
use crate::toasts::ToastsSlice;

/// Rows in one part of a file. Parts avoid one long string in memory.
const ROWS_IN_PART: usize = 1_000;

/// How long the copy button of an address shows its success, in milliseconds.
const COPIED_MARK_MS: u32 = 1_500;

/// Copies and exports addresses.
pub struct ExportSlice {
    ports: &'static Ports,
    toasts: &'static ToastsSlice,
    machines: &'static MachinesSlice,
    account: &'static AccountSlice,
    notes: &'static NotesSlice,
    list: &'static ListSlice,
    selection: &'static SelectionSlice,
    last_copied: RecentMark,
}

impl ExportSlice {
    pub(crate) fn new(
        foundation: Foundation,
        account: &'static AccountSlice,
        notes: &'static NotesSlice,
        list: &'static ListSlice,
        selection: &'static SelectionSlice,
    ) -> Self {
        Self {
            ports: foundation.ports,
            toasts: foundation.toasts,
            machines: foundation.machines,
            account,
            notes,
            list,
            selection,
            last_copied: RecentMark::new(foundation.ports, COPIED_MARK_MS),
        }
    }

    pub(crate) fn reset(&self) {
        self.last_copied.reset();
    }

    /// The address with a mark after a copy.
    #[must_use]
    pub fn last_copied(&self) -> Option<Address> {
        self.last_copied.get()
    }

    /// Copies one address.
    pub fn copy(&'static self, address: Address) {
        spawn(async move {
            let text = address.to_string();
            if self.ports.device.copy(&text).await {
                self.last_copied.set(address);
                self.toasts.success(format!("Copied {text}"));
            } else {
                self.toasts.error(
                    "Couldn't copy the address",
                    "The browser blocked clipboard access. Select the address and copy it.",
                );
            }
        });
    }

    /// Copies the selected or else all shown addresses.
    pub fn copy_as(&'static self, format: Format) {
        let rows = self.selected_or_shown();
        let text = self.parts(format, &rows).concat();
        let summary = self.summary(format, &rows);
        spawn(async move {
            if self.ports.device.copy(&text).await {
                self.toasts.success(format!("Copied {summary}"));
            } else {
                self.toasts.error(
                    "Couldn't copy the addresses",
                    "The browser blocked clipboard access. Export a file instead.",
                );
            }
        });
    }

    /// Saves the selected or else all shown addresses as a file.
    pub fn export_as(&'static self, format: Format) {
        let selected = self.selection.with(Selection::len);
        let rows = self.selected_or_shown();
        self.save(format, &rows, (selected > 0).then_some(selected));
    }

    /// Saves all shown addresses as CSV, selected or not.
    pub fn export_shown(&'static self) {
        let rows = self.shown();
        self.save(Format::Csv, &rows, None);
    }

    fn save(&'static self, format: Format, rows: &[Row], selected: Option<usize>) {
        let options = self.list.view_options();
        let contents = self
            .list
            .with_view(|view| file_contents(view.list, view.view, &options, selected));
        let team = self.account.user().map(|user| user.team);
        let name = file_name(team.as_deref(), &contents, self.ports.clock.now());
        let (extension, mime) = format.file();
        let parts = self.parts(format, rows);
        let device = &self.ports.device;
        if device.save_file(&format!("{name}{extension}"), mime, parts) {
            let summary = self.summary(format, rows);
            self.toasts.success(format!("Exported {summary}"));
        } else {
            self.toasts.error(
                "Couldn't export the addresses",
                "The browser couldn't create the file.",
            );
        }
    }

    /// The selected rows, the lowest address first, or else all shown ones.
    fn selected_or_shown(&self) -> Vec<Row> {
        if self.selection.is_empty() {
            return self.shown();
        }
        self.list.with(|list| {
            self.selection.with(|selection| {
                let addresses = selection.addresses();
                addresses
                    .filter_map(|address| list.columns().find(address))
                    .collect()
            })
        })
    }

    fn shown(&self) -> Vec<Row> {
        self.list.with_view(|view| view.rows().to_vec())
    }

    fn parts(&self, format: Format, rows: &[Row]) -> Vec<String> {
        let mut parts = vec![format.header().to_owned()];
        self.list.with(|list| {
            self.machines.with(|machines| {
                self.notes.with(|notes| {
                    for (at, rows) in rows.chunks(ROWS_IN_PART).enumerate() {
                        let is_first = at == 0;
                        parts.push(format.rows(list.columns(), rows, machines, notes, is_first));
                    }
                });
            });
        });
        parts.push(format.footer().to_owned());
        parts
    }

    /// Contents of a text in words: `25 addresses as CSV`.
    fn summary(&self, format: Format, rows: &[Row]) -> String {
        let skipped = self.list.with(|list| {
            self.machines.with(|machines| {
                let is_skipped = |row: &&Row| format.skips(list.columns(), **row, machines);
                rows.iter().filter(is_skipped).count()
            })
        });
        let count = rows.len() - skipped;
        let noun = if count == 1 { "address" } else { "addresses" };
        let mut summary = format!("{} {noun}{}", format_count(count), format.phrase());
        if skipped > 0 {
            summary.push_str(&format!(
                ", {} idle or orphaned left out",
                format_count(skipped)
            ));
        }
        if self.selection.is_empty() && !self.list.is_whole() {
            summary.push_str(", of those loaded so far");
        }
        summary
    }
}

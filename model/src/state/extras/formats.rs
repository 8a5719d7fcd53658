//! Formats to copy or save addresses in.

use serde::Serialize;

use super::csv::{CSV_HEAD, csv_lines};
use crate::domain::{Address, Timestamp, push_address};
use crate::state::{Columns, Directory, Notes, Row};

/// A format of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One address a line.
    Lines,
    /// One `/32` network a line, for firewalls.
    Cidr,
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
    /// For `~/.ssh/config`: a host for each machine.
    Ssh,
}

impl Format {
    /// All formats, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Lines, Self::Cidr, Self::Csv, Self::Json, Self::Ssh];

    /// The name in a menu, after a verb.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lines => "addresses",
            Self::Cidr => "/32 list",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Ssh => "ssh config",
        }
    }

    /// The words after the count in a message: "25 addresses as a /32 list".
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Lines => "",
            Self::Cidr => " as a /32 list",
            Self::Csv => " as CSV",
            Self::Json => " as JSON",
            Self::Ssh => " as ssh config",
        }
    }

    /// The file extension and the media type.
    #[must_use]
    pub fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Lines | Self::Cidr => (".txt", "text/plain"),
            Self::Csv => (".csv", "text/csv"),
            Self::Json => (".json", "application/json"),
            Self::Ssh => (".ssh-config.txt", "text/plain"),
        }
    }

    /// Whether idle addresses are left out: no host answers at them.
    #[must_use]
    pub fn skips_idle(self) -> bool {
        self == Self::Ssh
    }

    /// The text before all rows.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::Csv => CSV_HEAD,
            Self::Json => "[",
            Self::Lines | Self::Cidr | Self::Ssh => "",
        }
    }

    /// The text after all rows.
    #[must_use]
    pub fn footer(self) -> &'static str {
        match self {
            Self::Json => "\n]\n",
            Self::Lines | Self::Cidr | Self::Csv | Self::Ssh => "",
        }
    }

    /// Some rows; `first` if nothing was written before them. A long list is written piece by
    /// piece, so that its whole text is never held.
    #[must_use]
    pub fn rows(
        self,
        columns: &Columns,
        rows: &[Row],
        machines: &Directory,
        notes: &Notes,
        first: bool,
    ) -> String {
        if self == Self::Csv {
            return csv_lines(columns, rows, machines, notes);
        }
        let mut text = String::new();
        for (place, row) in rows.iter().enumerate() {
            match self {
                Self::Lines | Self::Csv => {
                    push_address(&mut text, columns.address(*row));
                    text.push('\n');
                }
                Self::Cidr => {
                    push_address(&mut text, columns.address(*row));
                    text.push_str("/32\n");
                }
                Self::Json => {
                    text.push_str(if first && place == 0 { "\n  " } else { ",\n  " });
                    push_object(&mut text, columns, *row, machines, notes);
                }
                Self::Ssh => push_host(&mut text, columns, *row, machines),
            }
        }
        text
    }
}

/// A row as an object. Unknown and missing values are `null`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonRow<'a> {
    address: Address,
    region: &'a str,
    machine_id: Option<&'a str>,
    machine_name: Option<&'a str>,
    claimed: &'a str,
    note: Option<&'a str>,
}

fn push_object(
    text: &mut String,
    columns: &Columns,
    row: Row,
    machines: &Directory,
    notes: &Notes,
) {
    let address = columns.address(row);
    let machine_id = columns.machine(row);
    let mut claimed = String::new();
    match columns.claimed(row) {
        Some(seconds) => Timestamp::from_seconds(seconds).push_iso(&mut claimed),
        None => claimed.push_str(columns.unreadable(row)),
    }
    let object = JsonRow {
        address,
        region: columns.region(row).code(),
        machine_id,
        machine_name: machine_id.and_then(|id| machines.name(id)),
        claimed: &claimed,
        note: notes.get(address),
    };
    text.push_str(&serde_json::to_string(&object).unwrap_or_default());
}

/// A host for an assigned address, by the name of the machine or by its ID. Characters that mean
/// something to ssh are replaced.
fn push_host(text: &mut String, columns: &Columns, row: Row, machines: &Directory) {
    let Some(id) = columns.machine(row) else {
        return;
    };
    text.push_str("Host ");
    let start = text.len();
    text.extend(machines.name(id).unwrap_or(id).chars().map(|letter| {
        if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-') {
            letter
        } else {
            '-'
        }
    }));
    let host = text.get(start..).unwrap_or_default();
    if !host.contains(|letter: char| letter.is_ascii_alphanumeric()) || host.starts_with('-') {
        text.truncate(start);
        push_address(text, columns.address(row));
    }
    text.push_str("\n    HostName ");
    push_address(text, columns.address(row));
    text.push('\n');
}

#[cfg(test)]
mod tests;

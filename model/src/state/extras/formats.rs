//! Formats to copy or save addresses in.

use std::collections::BTreeSet;

use serde::Serialize;

use super::csv::{CSV_HEAD, csv_lines};
use crate::domain::{Address, Assignee, Timestamp, push_address};
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

    /// Whether a row is left out: no host answers at an idle or orphaned address.
    #[must_use]
    pub fn skips(self, columns: &Columns, row: Row, machines: &Directory) -> bool {
        let is_orphan = |id| machines.is_orphan(id);
        self == Self::Ssh
            && (columns.is_idle(row) || columns.machine_id(row).is_some_and(is_orphan))
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
        let shared = if self == Self::Ssh {
            shared_hosts(machines)
        } else {
            BTreeSet::new()
        };
        for (place, row) in rows.iter().enumerate() {
            match self {
                Self::Lines | Self::Csv => {
                    push_address(&mut text, columns.address(*row));
                    text.push('\n');
                }
                Self::Cidr => {
                    let address = columns.address(*row);
                    push_address(&mut text, address);
                    text.push_str(match address.text() {
                        None => "/32\n",
                        Some(other) if other.contains(':') => "/128\n",
                        Some(_) => "\n",
                    });
                }
                Self::Json => {
                    text.push_str(if first && place == 0 { "\n  " } else { ",\n  " });
                    push_object(&mut text, columns, *row, machines, notes);
                }
                Self::Ssh if self.skips(columns, *row, machines) => {}
                Self::Ssh => push_host(&mut text, columns, *row, machines, &shared),
            }
        }
        text
    }
}

/// The machine ID in a file. An unreadable one is not left out: a program would take the address for
/// idle.
pub(super) fn exported_id(assignee: Assignee<&str>) -> &str {
    assignee.into_id().unwrap_or("(unreadable)")
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
    let machine_id = columns.assignee(row).map(exported_id);
    let mut claimed = String::new();
    match columns.claimed(row) {
        Some(seconds) => Timestamp::from_seconds(seconds).push_iso(&mut claimed),
        None => claimed.push_str(columns.unreadable(row)),
    }
    let object = JsonRow {
        address,
        region: columns.region(row).code(),
        machine_id,
        machine_name: columns.machine_id(row).and_then(|id| machines.name(id)),
        claimed: &claimed,
        note: notes.get(address),
    };
    text.push_str(&serde_json::to_string(&object).unwrap_or_default());
}

/// A host for an assigned address, by the name of the machine or by its ID, or by the address if
/// that is unreadable. A name that several machines share gets the ID: of equal hosts ssh would take
/// the first.
fn push_host(
    text: &mut String,
    columns: &Columns,
    row: Row,
    machines: &Directory,
    shared: &BTreeSet<String>,
) {
    let id = columns.machine_id(row).unwrap_or_default();
    let mut host = host(machines.name(id).unwrap_or(id));
    if shared.contains(&host.to_ascii_lowercase()) {
        host = self::host(&format!("{host}-{id}"));
    }
    text.push_str("Host ");
    if !host.contains(|letter: char| letter.is_ascii_alphanumeric()) || host.starts_with('-') {
        push_address(text, columns.address(row));
    } else {
        text.push_str(&host);
    }
    text.push_str("\n    HostName ");
    push_address(text, columns.address(row));
    text.push('\n');
}

/// The hosts that several machines would have, in lower case: ssh compares without case.
fn shared_hosts(machines: &Directory) -> BTreeSet<String> {
    let (mut all, mut shared) = (BTreeSet::new(), BTreeSet::new());
    for machine in machines.machines() {
        let name = machines.name(machine.id.as_str());
        let host = host(name.unwrap_or(machine.id.as_str())).to_ascii_lowercase();
        if !all.insert(host.clone()) {
            shared.insert(host);
        }
    }
    shared
}

/// A name without the characters that mean something to ssh.
fn host(name: &str) -> String {
    let safe = |letter: char| match letter {
        '.' | '_' | '-' => letter,
        _ if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    };
    name.chars().map(safe).collect()
}

#[cfg(test)]
mod tests;

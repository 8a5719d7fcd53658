//! Assignee column: the machine an address is assigned to.

use model::domain::Machine;
use model::state::{Columns, Directory, Row};

#[derive(Clone, Copy, Default)]
pub(super) struct Assignee<'a> {
    /// The name of the machine, or the word in its place.
    pub(super) name: &'a str,
    /// Empty when unknown.
    pub(super) state: &'a str,
    /// The id of the machine, unless it stands in place of a name.
    pub(super) id: &'a str,
    pub(super) looks: Looks,
    pub(super) tone: Tone,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Looks {
    #[default]
    Idle,
    Named,
    Bare,
    Orphaned,
}

/// Each state has a shape beside its word, not only a colour.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tone {
    Runs,
    #[default]
    Off,
    /// On the way from one to the other, or a word that the panel does not know.
    Between,
}

impl<'a> Assignee<'a> {
    pub(super) fn of(columns: &'a Columns, row: Row, directory: &'a Directory) -> Self {
        let assignee =
            |looks: Looks, name: &'a str, id: &'a str, machine: Option<&'a Machine>| Self {
                name,
                state: machine.map(Machine::state_words).unwrap_or_default(),
                id,
                looks,
                tone: match machine.map(|machine| &*machine.state) {
                    Some("ready") => Tone::Runs,
                    Some("off") | None => Tone::Off,
                    Some(_) => Tone::Between,
                },
            };
        let Some(id) = columns.machine(row) else {
            return assignee(Looks::Idle, "Idle", "", None);
        };
        match directory.get(id) {
            Some(machine) if !machine.name.is_empty() => {
                assignee(Looks::Named, &machine.name, id, Some(machine))
            }
            None if directory.is_complete() => assignee(Looks::Orphaned, "Orphaned", id, None),
            machine => assignee(Looks::Bare, id, "", machine),
        }
    }
}

impl Looks {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Idle => "chip chip-idle",
            Self::Named => "machine",
            Self::Bare => "machine mono",
            Self::Orphaned => "chip chip-orphan",
        }
    }
}

impl Tone {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Runs => "state-word state-runs",
            Self::Off => "state-word state-off",
            Self::Between => "state-word",
        }
    }
}

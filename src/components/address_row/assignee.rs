//! Assignee column: the machine an address is assigned to.

use model::domain::{Assignee as Assigned, Machine};
use model::state::{Columns, Directory, Row};

/// Follows the name of the machine that says it has an idle address.
const SAYS_SO: &str = "says it has this address";

pub(super) struct Assignee<'a> {
    /// The name of the machine, or the word in its place.
    pub(super) name: &'a str,
    /// Empty when unknown.
    pub(super) state: &'a str,
    /// The id of the machine, unless it stands in place of a name.
    pub(super) id: &'a str,
    pub(super) kind: AssigneeKind,
    pub(super) tone: Tone,
}

/// What is shown of the user of an address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AssigneeKind {
    Idle,
    Named,
    Unnamed,
    Orphaned,
    /// Idle in the list, while a machine says that it has the address.
    Disputed,
    /// Assigned to a machine whose ID cannot be read.
    Unreadable,
}

/// The look of the state of a machine: each has a shape of its own beside its word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Runs,
    Off,
    /// On the way from one to the other, or a word that the panel does not know.
    Between,
}

impl<'a> Assignee<'a> {
    pub(super) fn of(columns: &'a Columns, row: Row, directory: &'a Directory) -> Self {
        let assignee =
            |kind: AssigneeKind, name: &'a str, id: &'a str, machine: Option<&'a Machine>| Self {
                name,
                state: machine.map(Machine::state_words).unwrap_or_default(),
                id,
                kind,
                tone: match machine.map(|machine| &*machine.state) {
                    Some("ready") => Tone::Runs,
                    Some("off") | None => Tone::Off,
                    Some(_) => Tone::Between,
                },
            };
        let id = match columns.assignee(row) {
            None => {
                return match directory.holder(columns.address(row)) {
                    None => assignee(AssigneeKind::Idle, "Idle", "", None),
                    Some(machine) => Self {
                        state: machine.label(),
                        ..assignee(AssigneeKind::Disputed, "Idle", SAYS_SO, None)
                    },
                };
            }
            Some(Assigned::Unreadable) => {
                return assignee(AssigneeKind::Unreadable, "Unknown machine", "", None);
            }
            Some(Assigned::Machine(id)) => id,
        };
        match directory.get(id) {
            Some(machine) if !machine.name.is_empty() => {
                assignee(AssigneeKind::Named, &machine.name, id, Some(machine))
            }
            None if directory.is_complete() => {
                assignee(AssigneeKind::Orphaned, "Orphaned", id, None)
            }
            machine => assignee(AssigneeKind::Unnamed, id, "", machine),
        }
    }
}

impl AssigneeKind {
    /// Whether the list has the address assigned.
    pub(super) fn is_assigned(self) -> bool {
        match self {
            Self::Idle | Self::Disputed => false,
            Self::Named | Self::Unnamed | Self::Orphaned | Self::Unreadable => true,
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Idle => "chip chip-idle",
            Self::Named => "machine",
            Self::Unnamed => "machine mono",
            Self::Orphaned | Self::Unreadable => "chip chip-orphan",
            Self::Disputed => "chip chip-orphan chip-disputed",
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

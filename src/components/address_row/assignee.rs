//! Who uses an address, as its row shows it.

use model::domain::Machine;
use model::state::{Columns, Directory, Row};

/// What stands in place of a machine.
const IDLE: &str = "Idle";

/// What stands in place of one that no longer exists.
const ORPHANED: &str = "Orphaned";

/// Who uses an address.
#[derive(Clone, Copy, Default)]
pub(super) struct Assignee<'a> {
    /// The name of the machine, or what is said in its place.
    pub(super) name: &'a str,
    /// What the machine does; empty when that is not known.
    pub(super) state: &'a str,
    /// The id of the machine, unless it is shown for want of a name.
    pub(super) id: &'a str,
    /// How it looks.
    pub(super) looks: Looks,
    /// How its state looks.
    pub(super) tone: Tone,
}

/// How the user of an address looks.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Looks {
    /// There is none.
    #[default]
    Idle,
    /// A machine by its name.
    Named,
    /// A machine by its id.
    Bare,
    /// A machine that no longer exists.
    Orphaned,
}

/// How the state of a machine looks: each has a shape of its own beside its word.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tone {
    /// It runs.
    Runs,
    /// It does not.
    #[default]
    Off,
    /// It is on the way from one to the other, or the panel does not know the word.
    Between,
}

impl<'a> Assignee<'a> {
    pub(super) fn of(columns: &'a Columns, row: Row, directory: &'a Directory) -> Self {
        let Some(id) = columns.machine(row) else {
            return Self {
                name: IDLE,
                ..Self::default()
            };
        };
        match directory.get(id) {
            Some(machine) if !machine.name.is_empty() => Self {
                name: &machine.name,
                id,
                looks: Looks::Named,
                ..Self::in_state(machine)
            },
            Some(machine) => Self {
                name: id,
                looks: Looks::Bare,
                ..Self::in_state(machine)
            },
            None if directory.is_complete() => Self {
                name: ORPHANED,
                id,
                looks: Looks::Orphaned,
                ..Self::default()
            },
            None => Self {
                name: id,
                looks: Looks::Bare,
                ..Self::default()
            },
        }
    }

    fn in_state(machine: &'a Machine) -> Self {
        Self {
            state: machine.state_words(),
            tone: match &*machine.state {
                "ready" => Tone::Runs,
                "off" => Tone::Off,
                _ => Tone::Between,
            },
            ..Self::default()
        }
    }
}

impl Looks {
    /// The classes of the element that holds the name.
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
    /// The classes of the element that holds the state.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Runs => "state-word state-runs",
            Self::Off => "state-word state-off",
            Self::Between => "state-word",
        }
    }
}

//! Assignee column: the machine an address is assigned to.

use model::domain::Machine;
use model::state::{Columns, Directory, Row};

const IDLE: &str = "Idle";

const ORPHANED: &str = "Orphaned";

#[derive(Clone, Copy, Default)]
pub(super) struct Assignee<'a> {
    /// Name of the machine, or the word in its place.
    pub(super) name: &'a str,
    /// Empty when unknown.
    pub(super) state: &'a str,
    /// Id of the machine, unless `name` shows it.
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
    /// In transition, or a state the panel does not know.
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

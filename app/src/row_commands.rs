//! Commands on one address, and the buttons of its row.

use model::domain::Operation;

use crate::commands::shortcuts::{Binding, SHORTCUTS, ShortcutAction};

/// A command on one address: a button of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowCommand {
    /// Copies the address.
    Copy,
    /// Opens the form to assign it.
    Assign,
    /// Opens the form to move it.
    Move,
    /// Opens the form to unassign it.
    Unassign,
    /// Opens the form to release it.
    Release,
    /// Opens the note on it.
    Note,
    /// Selects it, or deselects it.
    Select,
}

impl RowCommand {
    /// All of them, each at its [`Self::index`].
    pub const ALL: [Self; 7] = [
        Self::Copy,
        Self::Assign,
        Self::Move,
        Self::Unassign,
        Self::Release,
        Self::Note,
        Self::Select,
    ];

    /// Its place in [`Self::ALL`], which the button of a row carries.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its word, which the address completes: `Assign 203.0.113.7`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Copy => "Copy",
            Self::Assign => Operation::Assign.verb(),
            Self::Move => Operation::Move.verb(),
            Self::Unassign => Operation::Unassign.verb(),
            Self::Release => Operation::Release.verb(),
            Self::Note => "Note on",
            Self::Select => "Select",
        }
    }

    /// Its line in the table of shortcuts.
    #[must_use]
    pub fn shortcut(self) -> Option<&'static Binding> {
        let action = ShortcutAction::Row(self);
        SHORTCUTS.iter().find(|binding| binding.action == action)
    }

    /// The operation whose form it opens.
    #[must_use]
    pub fn operation(self) -> Option<Operation> {
        match self {
            Self::Assign => Some(Operation::Assign),
            Self::Move => Some(Operation::Move),
            Self::Unassign => Some(Operation::Unassign),
            Self::Release => Some(Operation::Release),
            Self::Copy | Self::Note | Self::Select => None,
        }
    }

    /// The command of an operation on one address.
    #[must_use]
    pub fn of(operation: Operation) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|command| command.operation() == Some(operation))
    }
}

/// A button in the row of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowButton {
    /// The button of a command.
    Command(RowCommand),
    /// The button that opens the actions of a row on a phone.
    More,
}

impl RowButton {
    /// Its number, which the element in the page carries: the index of its command, or the next one.
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::Command(command) => command.index(),
            Self::More => RowCommand::ALL.len(),
        }
    }

    /// The button of a number.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Self> {
        match RowCommand::ALL.get(index) {
            Some(command) => Some(Self::Command(*command)),
            None => (index == Self::More.index()).then_some(Self::More),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_command_stands_at_its_index_and_opens_one_form_at_most() {
        for (index, command) in RowCommand::ALL.into_iter().enumerate() {
            assert_eq!(command.index(), index);
            if let Some(operation) = command.operation() {
                assert_eq!(RowCommand::of(operation), Some(command));
                assert_eq!(command.name(), operation.verb());
            }
        }
        for operation in [Operation::SignIn, Operation::List, Operation::Claim] {
            assert_eq!(RowCommand::of(operation), None);
        }
    }

    #[test]
    fn each_button_of_a_row_has_a_number_of_its_own() {
        let commands = RowCommand::ALL.map(RowButton::Command);
        for (index, button) in commands.into_iter().chain([RowButton::More]).enumerate() {
            assert_eq!(button.index(), index);
            assert_eq!(RowButton::from_index(index), Some(button));
        }
        assert_eq!(RowButton::from_index(RowCommand::ALL.len() + 1), None);
    }
}

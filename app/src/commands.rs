//! Every command of the panel, in one table: its label, its key, why it cannot
//! be used now, and what it does. The palette, the shortcuts, the buttons of a
//! row, the Menu and deep links are views of it.

pub mod palette;
pub mod shortcuts;

use model::domain::{Address, Operation, Reason, Region};
use model::state::{Directory, Filter, Usage};

use crate::App;
use crate::dialog::Dialog;
use crate::ports::FocusTarget;
pub use crate::row_commands::RowCommand;
use shortcuts::{Binding, SHORTCUTS, ShortcutAction};

/// Something the user can ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Opens the form to claim addresses.
    Claim,
    /// Moves the focus to the search.
    Search,
    /// Reloads the list.
    Refresh,
    /// Loads the list to its end.
    LoadAll,
    /// Saves the shown rows as a CSV file.
    ExportCsv,
    /// Turns to the tab of a region, or of all.
    ShowRegion(Option<Region>),
    /// Shows addresses by their use.
    SetFilter(Filter),
    /// Switches read-only on or off.
    ToggleReadOnly,
    /// Opens all notes.
    Notes,
    /// Opens the session log.
    SessionLog,
    /// Opens the help on shortcuts.
    Shortcuts,
    /// Opens the palette.
    Palette,
    /// Switches single-key shortcuts on or off.
    ToggleSingleKeys,
    /// Turns to the next theme.
    NextTheme,
    /// Ends the session in all tabs, for a user who comes back. Asks first if it would cut something off.
    Lock,
    /// Ends the session in all tabs. Asks first if it would delete notes or cut something off.
    SignOut,
    /// Undoes what a toast offers to undo.
    Undo,
    /// Deselects everything.
    ClearSelection,
    /// Acts on one address.
    Row(RowCommand, Address),
}

impl Command {
    /// Its words in the palette and the Menu.
    #[must_use]
    pub fn label(&self, app: App) -> String {
        match self {
            Self::Claim => "Claim IP".to_owned(),
            Self::Search => "Search".to_owned(),
            Self::Refresh => "Refresh".to_owned(),
            Self::LoadAll => "Load all".to_owned(),
            Self::ExportCsv => "Export CSV".to_owned(),
            Self::ShowRegion(None) => "Show all regions".to_owned(),
            Self::ShowRegion(Some(region)) => format!("Show {}", region.name()),
            Self::SetFilter(Filter::LongIdle) => "Filter: idle over 90 d".to_owned(),
            Self::SetFilter(filter) => format!("Filter: {}", filter.name()),
            Self::ToggleReadOnly => {
                format!("Turn {} read-only", other(app.permissions.is_read_only()))
            }
            Self::Notes => "Notes".to_owned(),
            Self::SessionLog => "Session log".to_owned(),
            Self::Shortcuts => "Keyboard shortcuts".to_owned(),
            Self::Palette => "Command palette".to_owned(),
            Self::ToggleSingleKeys => {
                let is_on = app.preferences.single_key_shortcuts.get();
                format!("Turn {} single-key shortcuts", other(is_on))
            }
            Self::NextTheme => "Change theme".to_owned(),
            Self::Lock => "Lock".to_owned(),
            Self::SignOut => "Sign out".to_owned(),
            Self::Undo => "Undo".to_owned(),
            Self::ClearSelection => "Clear selection".to_owned(),
            Self::Row(command, address) => format!("{} {address}", command.name()),
        }
    }

    /// Its line in the table of shortcuts.
    #[must_use]
    pub fn shortcut(&self) -> Option<&'static Binding> {
        if let Self::Row(command, _) = self {
            return command.shortcut();
        }
        let run = |action: &ShortcutAction| matches!(action, ShortcutAction::Run(it) if it == self);
        SHORTCUTS.iter().find(|binding| run(&binding.action))
    }

    /// Why it cannot be used now; none while it can.
    #[must_use]
    pub fn blocked_by(&self, app: App) -> Option<&'static str> {
        let (is_blocked, reason) = match self {
            Self::Claim => return app.permissions.blocked_by().map(Reason::words),
            Self::LoadAll => (app.list.is_at_end(), "Everything is loaded."),
            Self::ExportCsv => (app.list.shown_len() == 0, "No addresses to export."),
            Self::ShowRegion(region) => (app.route.get().region == *region, "Already shown."),
            Self::SetFilter(Filter::Only(Usage::Orphaned))
                if !app.machines.with(Directory::is_complete) =>
            {
                (true, "Not all machines are loaded.")
            }
            Self::SetFilter(filter) => (app.route.get().filter == *filter, "Already shown."),
            Self::ToggleReadOnly => (app.permissions.is_set_by_host(), "Set by the host."),
            Self::Row(command, address) => {
                let ip = app.list.get(*address)?;
                let refused = app.changes.check(command.operation()?, &ip).err();
                return refused.map(Reason::words);
            }
            Self::Search
            | Self::Refresh
            | Self::Notes
            | Self::SessionLog
            | Self::Shortcuts
            | Self::Palette
            | Self::ToggleSingleKeys
            | Self::NextTheme
            | Self::Lock
            | Self::SignOut
            | Self::Undo
            | Self::ClearSelection => return None,
        };
        is_blocked.then_some(reason)
    }

    /// Runs it. A blocked one tells why, or does nothing.
    pub fn run(self, app: App) {
        match self {
            Self::Claim => app.claim.open(),
            Self::Search => app.focus([FocusTarget::Id("search")]),
            Self::Refresh => app.list.refresh(),
            Self::LoadAll => app.list.load_all(),
            Self::ExportCsv => app.export.export_shown(),
            Self::ShowRegion(region) => app.route.show_region(region),
            Self::SetFilter(filter) => app.route.set_filter(filter),
            Self::ToggleReadOnly => app.permissions.toggle_read_only(),
            Self::Notes => app.dialog.open(Dialog::Notes),
            Self::SessionLog => app.dialog.open(Dialog::SessionLog),
            Self::Shortcuts => app.dialog.open(Dialog::Shortcuts),
            Self::Palette => {
                // One dialog at a time.
                if !app.dialog.is_open() {
                    app.dialog.open(Dialog::Palette);
                }
            }
            Self::ToggleSingleKeys => app.preferences.single_key_shortcuts.toggle(),
            Self::NextTheme => app.preferences.next_theme(),
            Self::Lock => {
                if app.describe_open_work().is_empty() {
                    app.lock();
                } else {
                    app.dialog.open(Dialog::Lock);
                }
            }
            Self::SignOut => {
                if app.notes.would_be_lost() || !app.describe_open_work().is_empty() {
                    app.dialog.open(Dialog::SignOut);
                } else {
                    app.sign_out();
                }
            }
            Self::Undo => app.changes.undo(),
            Self::ClearSelection => app.selection.clear(),
            Self::Row(command, address) => match command {
                RowCommand::Copy => app.export.copy(address),
                RowCommand::Assign => app.changes.open(Operation::Assign, address),
                RowCommand::Move => app.changes.open(Operation::Move, address),
                RowCommand::Unassign => app.changes.open(Operation::Unassign, address),
                RowCommand::Release => app.changes.open(Operation::Release, address),
                RowCommand::Note => app.dialog.open(Dialog::Note(address)),
                RowCommand::Select => app.selection.toggle(address),
            },
        }
    }
}

impl App {
    /// The command of a key press; none where the key does nothing now. `row` is
    /// the address of the focused row.
    #[must_use]
    pub fn command_for_key(
        self,
        press: shortcuts::KeyPress<'_>,
        row: Option<Address>,
    ) -> Option<Command> {
        let is_on = self.preferences.single_key_shortcuts.get();
        match &shortcuts::find_shortcut(press, is_on)?.action {
            // With nothing to undo or to clear the key stays the browser's own.
            ShortcutAction::Run(Command::Undo) if !self.changes.can_undo() => None,
            ShortcutAction::Run(Command::ClearSelection) if self.selection.is_empty() => None,
            ShortcutAction::Run(command) => Some(command.clone()),
            ShortcutAction::Row(command) => Some(Command::Row(*command, row?)),
            ShortcutAction::NextRow | ShortcutAction::PreviousRow | ShortcutAction::FirstRow => {
                None
            }
        }
    }
}

fn other(is_on: bool) -> &'static str {
    if is_on { "off" } else { "on" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_the_key_of_its_line() {
        let address = Address::new(203, 0, 113, 7);
        let key = |command: Command| command.shortcut().map(|binding| binding.keys[0]);
        assert_eq!(key(Command::Palette), Some("k"));
        assert_eq!(key(Command::Search), Some("/"));
        assert_eq!(key(Command::Row(RowCommand::Release, address)), Some("r"));
        assert_eq!(key(Command::Refresh), None);
    }
}

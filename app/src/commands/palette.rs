//! The entries of the command palette for a typed text, and the choice of one.

use model::domain::{Address, KNOWN_REGIONS, format_count};
use model::state::{AddressList, Filter, Row, find_rows};
use reactive_graph::graph::untrack;

use super::{Command, RowCommand};
use crate::App;

/// More results than a user reads.
const MAX_RESULTS: usize = 20;

/// A line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteEntry {
    /// What it does.
    pub action: PaletteAction,
    /// Its words.
    pub label: String,
    /// What stands beside them.
    pub detail: String,
    /// Why it cannot be chosen now; none while it can.
    pub blocked_by: Option<&'static str>,
}

/// What the palette finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteResults {
    /// The entries that are shown.
    pub entries: Vec<PaletteEntry>,
    /// The number of all that were found.
    pub total: usize,
    /// All addresses were searched; otherwise only those loaded so far.
    pub is_whole: bool,
}

impl PaletteResults {
    /// The number of results in words, and of how many.
    #[must_use]
    pub fn words(&self) -> String {
        let (shown, total) = (self.entries.len(), format_count(self.total));
        let words = match shown {
            0 => "No results".to_owned(),
            _ if shown < self.total => format!("{shown} of {total} results"),
            1 => "1 result".to_owned(),
            _ => format!("{total} results"),
        };
        if self.is_whole {
            words
        } else {
            format!("{words} so far")
        }
    }
}

/// What an entry of the palette does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteAction {
    /// Runs a command.
    Run(Command),
    /// Types an address into the palette, which then offers the commands on it.
    Show(Address),
}

/// The entries for a text, as things stand now; tracks nothing. For an address
/// of the list the commands on it come first, then other commands, then
/// addresses. Blocked entries come after all others.
#[must_use]
pub fn entries(app: App, typed: &str) -> PaletteResults {
    untrack(|| {
        let whole: Option<Address> = typed.trim().parse().ok();
        let of_address = whole.map(|address| commands_on(app, address));
        let mut entries = of_address.unwrap_or_default();
        let commands = commands(app).into_iter();
        let commands = commands.map(|command| command_entry(app, command));
        entries.extend(commands.filter(|entry| matches_word_starts(&entry.label, typed)));
        let mut total = entries.len();
        app.list.with(|list| {
            let (rows, count) = app.machines.with(|machines| {
                app.notes
                    .with(|notes| find_rows(typed, list, machines, notes, MAX_RESULTS))
            });
            // Of a whole address the commands are shown in place of its row.
            let is_whole = |row: &Row| Some(list.columns().address(*row)) == whole;
            total += count - rows.iter().filter(|row| is_whole(row)).count();
            let others = rows.into_iter().filter(|row| !is_whole(row));
            let room = MAX_RESULTS.saturating_sub(entries.len());
            entries.extend(others.take(room).map(|row| address_entry(app, list, row)));
        });
        PaletteResults {
            entries: enabled_first(entries),
            total,
            is_whole: app.list.is_whole(),
        }
    })
}

/// Runs a command chosen in the palette, which makes way for it.
pub fn choose(app: App, command: Command) {
    let opens_in_its_place = matches!(
        command,
        Command::Notes
            | Command::SessionLog
            | Command::Shortcuts
            | Command::Row(RowCommand::Note, _)
            | Command::SignOut
            | Command::Lock
    );
    if command == Command::Search {
        // It moves the focus itself.
        app.dialog.reset();
    } else if !opens_in_its_place {
        app.dialog.close();
    }
    command.clone().run(app);
    // With the palette its label is gone, which would show the new setting.
    if let Some(setting) = new_setting(app, &command) {
        app.toasts.success(setting);
    }
}

/// The setting after a command has switched it.
fn new_setting(app: App, command: &Command) -> Option<String> {
    let preferences = app.preferences;
    if *command == Command::ToggleReadOnly {
        let is_on = app.permissions.is_read_only();
        Some(format!("Read-only is {}.", on_or_off(is_on)))
    } else if *command == Command::ToggleSingleKeys {
        let is_on = preferences.single_key_shortcuts.get();
        Some(format!("Single-key shortcuts are {}.", on_or_off(is_on)))
    } else if *command == Command::NextTheme {
        Some(format!("Theme: {}", preferences.theme.get().name()))
    } else {
        None
    }
}

/// The commands without an address, in their order.
fn commands(app: App) -> Vec<Command> {
    let mut commands = vec![
        Command::Claim,
        Command::Search,
        Command::Refresh,
        Command::LoadAll,
        Command::ExportCsv,
        Command::ShowRegion(None),
    ];
    commands.extend(KNOWN_REGIONS.map(|region| Command::ShowRegion(Some(region))));
    commands.extend(Filter::ALL.map(Command::SetFilter));
    commands.extend([
        Command::ToggleReadOnly,
        Command::Notes,
        Command::SessionLog,
        Command::Shortcuts,
        Command::ToggleSingleKeys,
        Command::NextTheme,
    ]);
    // A demo has no key to lock away.
    if app.session.is_live() {
        commands.push(Command::Lock);
    }
    commands.push(Command::SignOut);
    commands
}

/// The commands on an address, if it is in the list.
fn commands_on(app: App, address: Address) -> Vec<PaletteEntry> {
    if app.list.get(address).is_none() {
        return Vec::new();
    }
    [
        RowCommand::Assign,
        RowCommand::Move,
        RowCommand::Unassign,
        RowCommand::Release,
        RowCommand::Copy,
        RowCommand::Note,
    ]
    .map(|command| PaletteEntry {
        detail: String::new(),
        ..command_entry(app, Command::Row(command, address))
    })
    .into()
}

fn command_entry(app: App, command: Command) -> PaletteEntry {
    let detail = if command == Command::NextTheme {
        Some(app.preferences.theme.get().name().to_owned())
    } else {
        command
            .shortcut()
            .and_then(|binding| binding.key_labels().next())
    };
    PaletteEntry {
        label: command.label(app),
        detail: detail.unwrap_or_default(),
        blocked_by: command.blocked_by(app),
        action: PaletteAction::Run(command),
    }
}

/// An address, with its machine and its note beside it.
fn address_entry(app: App, list: &AddressList, row: Row) -> PaletteEntry {
    let columns = list.columns();
    let address = columns.address(row);
    let machine = app.machines.describe_use(&columns.ip(row));
    let detail = app.notes.with(|notes| match notes.get(address) {
        Some(note) if !note.is_empty() => format!("{machine} · {note}"),
        _ => machine,
    });
    PaletteEntry {
        action: PaletteAction::Show(address),
        label: address.to_string(),
        detail,
        blocked_by: None,
    }
}

/// Whether each typed word begins a word of a text, in either case of
/// ASCII letters. Blank matches everything.
fn matches_word_starts(text: &str, typed: &str) -> bool {
    let begins = |word: &str, piece: &str| {
        let begin = word.as_bytes().get(..piece.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(piece.as_bytes()))
    };
    typed
        .split_whitespace()
        .all(|piece| text.split([' ', '(']).any(|word| begins(word, piece)))
}

/// Sorts blocked entries behind the others, and keeps no more than a user reads.
fn enabled_first(entries: Vec<PaletteEntry>) -> Vec<PaletteEntry> {
    let is_blocked = |entry: &PaletteEntry| entry.blocked_by.is_some();
    let (blocked, mut first): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_blocked);
    first.extend(blocked);
    first.truncate(MAX_RESULTS);
    first
}

fn on_or_off(is_on: bool) -> &'static str {
    if is_on { "on" } else { "off" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginnings() {
        for (text, typed, fits) in [
            ("Session log", "", true),
            ("Session log", "  ", true),
            ("Session log", "log", true),
            ("Session log", "LO ses", true),
            ("Session log", "sessions", false),
            ("Session log", "og", false),
            ("Session log", "log x", false),
            ("Show East Coast (NY2)", "ny2", true),
            ("Show East Coast (NY2)", "sh ny", true),
            ("Büro", "büro", true),
            ("Büro", "bü", true),
            ("é", "e", false),
        ] {
            assert_eq!(
                matches_word_starts(text, typed),
                fits,
                "{typed:?} in {text:?}"
            );
        }
    }

    #[test]
    fn the_number_of_results_says_of_how_many() {
        let entry = PaletteEntry {
            action: PaletteAction::Run(Command::Refresh),
            label: String::new(),
            detail: String::new(),
            blocked_by: None,
        };
        for (shown, total, words) in [
            (0, 0, "No results"),
            (1, 1, "1 result"),
            (20, 20, "20 results"),
            (20, 254, "20 of 254 results"),
            (20, 12_345, "20 of 12,345 results"),
        ] {
            let entries = vec![entry.clone(); shown];
            let mut results = PaletteResults {
                entries,
                total,
                is_whole: true,
            };
            assert_eq!(results.words(), words);
            results.is_whole = false;
            assert_eq!(results.words(), format!("{words} so far"));
        }
    }

    #[test]
    fn what_can_be_chosen_comes_first_and_no_more_than_is_read() {
        let entry = |number: u8| PaletteEntry {
            action: PaletteAction::Run(Command::Refresh),
            label: number.to_string(),
            detail: String::new(),
            blocked_by: (number >= 100).then_some("Already shown."),
        };
        for (entries, expected) in [
            (vec![], vec![]),
            (vec![101, 1, 100, 2], vec![1, 2, 101, 100]),
            (vec![102, 101], vec![102, 101]),
            // One too many: the last blocked one makes way.
            (
                (0..=17).chain([101, 102, 18]).collect(),
                (0..=18).chain([101]).collect(),
            ),
        ] {
            let entries: Vec<u8> = entries;
            let sorted = enabled_first(entries.into_iter().map(entry).collect());
            let labels: Vec<_> = sorted.into_iter().map(|entry| entry.label).collect();
            let expected: Vec<u8> = expected;
            assert_eq!(
                labels,
                expected.iter().map(u8::to_string).collect::<Vec<_>>()
            );
        }
    }
}

//! The entries of the command palette for a typed text, and the choice of one.

use model::domain::{Address, KNOWN_REGIONS, Reason, capability, format_count};
use model::state::{AddressList, Filter, Row, find_rows};
use reactive_graph::graph::untrack;

use super::shortcuts::Binding;
use super::{Command, RowCommand};
use crate::App;

/// More addresses than a user reads.
const MAX_ADDRESSES: usize = 20;

/// Groups of entries, in their order.
const ACTIONS: &str = "Actions";
const VIEWS: &str = "Views";
const PANEL: &str = "Panel";
const ADDRESSES: &str = "Addresses";
const BLOCKED: &str = "Not available now";

/// A line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteEntry {
    /// The heading it stands under.
    pub group: &'static str,
    /// What it does.
    pub action: PaletteAction,
    /// Its words.
    pub label: String,
    /// What stands beside them.
    pub detail: String,
    /// The key that does the same.
    pub key: Option<String>,
    /// Why it cannot be chosen now; none while it can.
    pub blocked_by: Option<&'static str>,
}

/// What the palette finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteResults {
    /// The entries that are shown, those of a group one after another.
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
    /// Has the palette ask which address to do something to.
    Ask(Verb),
}

/// Something that is done to an address, before the address is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Its word.
    pub name: &'static str,
    command: RowCommand,
}

impl Verb {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::new("Assign", RowCommand::Assign),
        Self::new("Move", RowCommand::Move),
        // A move to a machine that has an address.
        Self::new("Swap", RowCommand::Move),
        Self::new("Unassign", RowCommand::Unassign),
        Self::new("Release", RowCommand::Release),
        Self::new("Copy", RowCommand::Copy),
        Self::new("Note on", RowCommand::Note),
    ];

    const fn new(name: &'static str, command: RowCommand) -> Self {
        Self { name, command }
    }

    /// What the palette asks: `Release which address?`
    #[must_use]
    pub fn question(self) -> String {
        format!("{} which address?", self.name)
    }

    fn entry(self, app: App) -> PaletteEntry {
        let changes = self.command.operation().is_some();
        let blocked_by = app.permissions.blocked_by().filter(|_| changes);
        let is_swap = self.name != self.command.name();
        PaletteEntry {
            group: ACTIONS,
            action: PaletteAction::Ask(self),
            label: format!("{}…", self.name),
            detail: String::new(),
            key: key(app, self.command.shortcut()).filter(|_| !is_swap),
            blocked_by: blocked_by.map(Reason::words),
        }
    }
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
        entries.extend(commands.filter(|entry| matches_word_starts(&entry.label, typed)));
        let mut total = entries.len();
        // Without a text there would be no end of addresses.
        let is_blank = typed.trim().is_empty();
        app.list.with(|list| {
            let (rows, count) = find(app, list, typed, |_| !is_blank);
            // Of a whole address the commands are shown in place of its row.
            let is_whole = |row: &Row| Some(list.columns().address(*row)) == whole;
            total += count - rows.iter().filter(|row| is_whole(row)).count();
            let others = rows.into_iter().filter(|row| !is_whole(row));
            let room = MAX_ADDRESSES.saturating_sub(entries.len());
            entries.extend(others.take(room).map(|row| address_entry(app, list, row)));
        });
        PaletteResults {
            entries: enabled_first(entries),
            total,
            is_whole: app.list.is_whole(),
        }
    })
}

/// The addresses that something can be done to, by a text; tracks nothing.
#[must_use]
pub fn addresses(app: App, verb: Verb, typed: &str) -> PaletteResults {
    untrack(|| {
        app.list.with(|list| {
            let columns = list.columns();
            let applies = |row| {
                let operation = verb.command.operation();
                operation.is_none_or(|operation| {
                    capability::check(operation, !columns.is_idle(row), None).is_ok()
                })
            };
            let (rows, total) = find(app, list, typed, applies);
            let entries = rows.into_iter().map(|row| {
                let command = Command::Row(verb.command, columns.address(row));
                PaletteEntry {
                    blocked_by: command.blocked_by(app),
                    action: PaletteAction::Run(command),
                    ..address_entry(app, list, row)
                }
            });
            PaletteResults {
                entries: enabled_first(entries.collect()),
                total,
                is_whole: app.list.is_whole(),
            }
        })
    })
}

fn find(
    app: App,
    list: &AddressList,
    typed: &str,
    accepts: impl Fn(Row) -> bool,
) -> (Vec<Row>, usize) {
    app.machines.with(|machines| {
        app.notes
            .with(|notes| find_rows(typed, list, machines, notes, MAX_ADDRESSES, accepts))
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

/// The commands without an address and the verbs, in their order.
fn commands(app: App) -> Vec<PaletteEntry> {
    let entry = |group| move |command| command_entry(app, group, command);
    let mut entries: Vec<PaletteEntry> = [
        Command::Claim,
        Command::Search,
        Command::Refresh,
        Command::LoadAll,
        Command::ExportCsv,
    ]
    .map(entry(ACTIONS))
    .into();
    entries.extend(Verb::ALL.map(|verb| verb.entry(app)));
    let regions = KNOWN_REGIONS.map(Some).into_iter();
    let regions = [None].into_iter().chain(regions).map(Command::ShowRegion);
    let filters = Filter::ALL.map(Command::SetFilter);
    entries.extend(regions.chain(filters).map(entry(VIEWS)));
    // A demo has no key to lock away.
    let lock = app.session.is_live().then_some(Command::Lock);
    let panel = [
        Command::ToggleReadOnly,
        Command::Notes,
        Command::SessionLog,
        Command::Shortcuts,
        Command::ToggleSingleKeys,
        Command::NextTheme,
    ];
    let panel = panel.into_iter().chain(lock).chain([Command::SignOut]);
    entries.extend(panel.map(entry(PANEL)));
    entries
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
    .map(|command| command_entry(app, ACTIONS, Command::Row(command, address)))
    .into()
}

fn command_entry(app: App, group: &'static str, command: Command) -> PaletteEntry {
    let detail = if command == Command::NextTheme {
        app.preferences.theme.get().name()
    } else {
        ""
    };
    PaletteEntry {
        group,
        label: command.label(app),
        detail: detail.to_owned(),
        key: key(app, command.shortcut()),
        blocked_by: command.blocked_by(app),
        action: PaletteAction::Run(command),
    }
}

/// The first key of a line, unless single keys are switched off.
fn key(app: App, binding: Option<&Binding>) -> Option<String> {
    let are_on = app.preferences.single_key_shortcuts.get();
    let binding = binding.filter(|binding| are_on || binding.takes_modifier());
    binding?.key_labels().next()
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
        group: ADDRESSES,
        action: PaletteAction::Show(address),
        label: address.to_string(),
        detail,
        key: None,
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

/// Sorts blocked entries behind the others, into a group of their own.
fn enabled_first(entries: Vec<PaletteEntry>) -> Vec<PaletteEntry> {
    let is_blocked = |entry: &PaletteEntry| entry.blocked_by.is_some();
    let (blocked, mut first): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_blocked);
    first.extend(blocked.into_iter().map(|entry| PaletteEntry {
        group: BLOCKED,
        ..entry
    }));
    first
}

fn on_or_off(is_on: bool) -> &'static str {
    if is_on { "on" } else { "off" }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An entry named by a number; blocked from 100 on.
    fn entry(number: u8) -> PaletteEntry {
        PaletteEntry {
            group: ACTIONS,
            action: PaletteAction::Run(Command::Refresh),
            label: number.to_string(),
            detail: String::new(),
            key: None,
            blocked_by: (number >= 100).then_some("Already shown."),
        }
    }

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
        let entry = entry(0);
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
    fn what_can_be_chosen_comes_first_and_the_rest_in_a_group_of_its_own() {
        for (entries, expected) in [
            (vec![], vec![]),
            (vec![101, 1, 100, 2], vec![1, 2, 101, 100]),
            (vec![102, 101], vec![102, 101]),
        ] {
            let sorted = enabled_first(entries.into_iter().map(entry).collect());
            for entry in &sorted {
                let is_blocked = entry.blocked_by.is_some();
                assert_eq!(entry.group, if is_blocked { BLOCKED } else { ACTIONS });
            }
            let labels: Vec<_> = sorted.into_iter().map(|entry| entry.label).collect();
            let expected: Vec<u8> = expected;
            assert_eq!(
                labels,
                expected.iter().map(u8::to_string).collect::<Vec<_>>()
            );
        }
    }
}

//! What the command palette offers.

mod choose;

use model::domain::{Address, KNOWN_REGIONS, Operation, Region};
use model::state::{
    AddressList, Directory, Filter, MAX_RESULTS, Mode, Row, Tail, Usage, enabled_first, find_rows,
    matches_word_starts,
};

use super::{Sheet, Store};

const ALL_LOADED: &str = "Everything is loaded.";
const NOTHING_SHOWN: &str = "No address is shown.";
const SHOWN: &str = "Shown now.";
const BY_HOST: &str = "Set by the host.";
const NO_MACHINES: &str = "The machines are not all known.";
const NOTE_ON: &str = "Note on ";

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Opens the form to claim.
    Claim,
    /// Loads the list again.
    Refresh,
    /// Loads the list to its end.
    LoadAll,
    /// Saves what is shown.
    Export,
    /// Goes to the search.
    Search,
    /// Opens another dialog.
    Open(Sheet),
    /// Switches changes off or on.
    ReadOnly,
    /// Switches single keys off or on.
    Keys,
    /// Goes on to the next theme.
    Theme,
    /// Locks the panel.
    Lock,
    /// Signs out.
    SignOut,
    /// Turns to a tab.
    Tab(Option<Region>),
    /// Shows what is used in a way.
    Filter(Filter),
    /// Offers what can be done with an address.
    Address(Address),
    /// Copies an address.
    Copy(Address),
    /// Opens the form of an operation.
    On(Operation, Address),
}

/// A line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it does.
    pub command: Command,
    /// Its words.
    pub words: String,
    /// What stands beside them.
    pub beside: String,
    /// Why it cannot be chosen now.
    pub refused: Option<&'static str>,
}

impl Store {
    /// What is offered for a text: when it is an address of the list, what can
    /// be done with it; then commands, then addresses; and what cannot be done
    /// now comes after all that can.
    #[must_use]
    pub fn choices(self, typed: &str) -> Vec<Choice> {
        let whole: Option<Address> = typed.trim().parse().ok();
        let mut choices = whole.map_or_else(Vec::new, |address| self.of_address(address));
        let fits = |choice: &Choice| matches_word_starts(&choice.words, typed);
        choices.extend(self.commands().into_iter().filter(fits));
        let room = MAX_RESULTS.saturating_sub(choices.len());
        self.feed.with_untracked(|feed| {
            let rows = self.directory.with_untracked(|directory| {
                self.notes
                    .with_untracked(|notes| find_rows(typed, feed, directory, notes, room))
            });
            let others = rows
                .into_iter()
                .filter(|row| Some(feed.columns().address(*row)) != whole);
            choices.extend(others.map(|row| self.found(feed, row)));
        });
        enabled_first(choices, |choice| choice.refused.is_some())
    }

    fn commands(self) -> Vec<Choice> {
        let blocked_by = leptos::prelude::untrack(|| self.blocked_by());
        let is_live = self
            .session
            .with_untracked(|session| session.mode() == Some(Mode::Live));
        let all_loaded = self
            .feed
            .with_untracked(|feed| matches!(feed.tail(), Tail::End(_)));
        let route = self.route.get_untracked();
        let nothing_shown = self.with_view_untracked(|feed, view| view.rows(feed).is_empty());
        let read_only = if self.is_read_only() {
            "Switch read-only off"
        } else {
            "Switch read-only on"
        };
        let keys = if self.has_keys.get_untracked() {
            "Switch single keys off"
        } else {
            "Switch single keys on"
        };
        let mut all = vec![
            choice(Command::Claim, "Claim IP").refuse(blocked_by.map(model::domain::Reason::words)),
            choice(Command::Search, "Search").beside("/"),
            choice(Command::Refresh, "Refresh"),
            choice(Command::LoadAll, "Load all").refuse(all_loaded.then_some(ALL_LOADED)),
            choice(Command::Export, "Export CSV").refuse(nothing_shown.then_some(NOTHING_SHOWN)),
            choice(Command::Tab(None), "Show All regions")
                .refuse(route.region.is_none().then_some(SHOWN)),
        ];
        all.extend(KNOWN_REGIONS.map(|region| {
            let words = ["Show ", region.name()].concat();
            let is_shown = route.region.as_ref() == Some(&region);
            choice(Command::Tab(Some(region)), &words).refuse(is_shown.then_some(SHOWN))
        }));
        let knows_machines = self.directory.with_untracked(Directory::is_complete);
        all.extend(Filter::ALL.map(|filter| {
            let is_unknown = filter == Filter::Only(Usage::Orphaned) && !knows_machines;
            let is_shown = filter == route.filter;
            let words = ["Filter: ", filter.name()].concat();
            choice(Command::Filter(filter), &words).refuse(if is_unknown {
                Some(NO_MACHINES)
            } else {
                is_shown.then_some(SHOWN)
            })
        }));
        all.extend([
            choice(Command::ReadOnly, read_only).refuse(self.config.read_only.then_some(BY_HOST)),
            choice(Command::Open(Sheet::Notes), "Notes"),
            choice(Command::Open(Sheet::Log), "Session log"),
            choice(Command::Open(Sheet::Keys), "Keyboard shortcuts").beside("?"),
            choice(Command::Keys, keys),
            choice(Command::Theme, "Change the theme").beside(self.theme.get_untracked().name()),
        ]);
        if is_live {
            all.push(choice(Command::Lock, "Lock"));
        }
        all.push(choice(Command::SignOut, "Sign out"));
        all
    }

    /// What can be done with an address, and why not.
    fn of_address(self, address: Address) -> Vec<Choice> {
        let Some(ip) = self.feed.with_untracked(|feed| feed.get(address)) else {
            return Vec::new();
        };
        let text = address.to_string();
        let on = |operation: Operation| {
            let words = [operation.verb(), " ", &text].concat();
            let refused = self.allows(operation, &ip).err();
            choice(Command::On(operation, address), &words)
                .refuse(refused.map(model::domain::Reason::words))
        };
        let operations = Operation::ON_ADDRESS.map(on);
        let note = [NOTE_ON, &text].concat();
        let rest = [
            choice(Command::Copy(address), &["Copy ", &text].concat()),
            choice(Command::Open(Sheet::Note(address)), &note),
        ];
        operations.into_iter().chain(rest).collect()
    }

    /// An address, with its machine and its note beside it.
    fn found(self, feed: &AddressList, row: Row) -> Choice {
        let columns = feed.columns();
        let address = columns.address(row);
        let machine = columns.machine(row).map(|id| {
            self.directory.with_untracked(|directory| {
                directory
                    .get(id)
                    .map_or_else(|| id.to_owned(), |machine| machine.name.clone())
            })
        });
        let machine = machine.unwrap_or_else(|| "Idle".to_owned());
        let note = self
            .notes
            .with_untracked(|notes| notes.get(address).unwrap_or_default().to_owned());
        let mark = if note.is_empty() { "" } else { " · " };
        choice(Command::Address(address), &address.to_string())
            .beside(&[&machine, mark, &note].concat())
    }
}

fn choice(command: Command, words: &str) -> Choice {
    Choice {
        command,
        words: words.to_owned(),
        beside: String::new(),
        refused: None,
    }
}

impl Choice {
    fn beside(mut self, text: &str) -> Self {
        self.beside = text.to_owned();
        self
    }

    fn refuse(mut self, reason: Option<&'static str>) -> Self {
        self.refused = reason;
        self
    }
}

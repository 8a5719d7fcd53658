//! Every key of the panel, in one table: what acts on a key press and what
//! explains the keys both come from it.

use super::{Command, RowCommand};

/// What a key does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShortcutAction {
    /// Runs a command.
    Run(Command),
    /// Runs a command on the focused row.
    Row(RowCommand),
    /// Moves the focus to the row below.
    NextRow,
    /// Moves the focus to the row above.
    PreviousRow,
    /// Moves the focus to the first visible row.
    FirstRow,
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortcutScope {
    /// Anywhere, even while something is typed, with Ctrl or ⌘.
    Always,
    /// Anywhere but in a field or a dialog, with Ctrl or ⌘ too.
    Modified,
    /// Anywhere but in a field or a dialog.
    Page,
    /// Where [`Self::Page`] works, and in the search.
    PageAndSearch,
    /// In the search.
    Search,
    /// In the list; its letters where [`Self::Page`] works, unlike the arrows, which tabs and filters use too.
    Rows,
    /// In the list.
    List,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What it does.
    pub action: ShortcutAction,
    /// The keys, as the browser names them; each does it. Some are pressed with Ctrl or ⌘.
    pub keys: &'static [&'static str],
    /// Where it works.
    pub scope: ShortcutScope,
    /// What it does, in words.
    pub label: &'static str,
}

impl Binding {
    /// Whether its key is pressed with Ctrl or ⌘. Such a key cannot be switched off: it is no single one.
    #[must_use]
    pub fn takes_modifier(&self) -> bool {
        matches!(self.scope, ShortcutScope::Always | ShortcutScope::Modified)
    }

    /// The keys as they are printed on a keyboard: `Ctrl K`, `↓`.
    pub fn key_labels(&self) -> impl Iterator<Item = String> {
        self.keys.iter().map(|key| match *key {
            key if self.takes_modifier() => format!("Ctrl {}", key.to_ascii_uppercase()),
            "ArrowDown" => "↓".to_owned(),
            "ArrowUp" => "↑".to_owned(),
            "Escape" => "Esc".to_owned(),
            key => key.to_owned(),
        })
    }
}

/// The table.
pub static SHORTCUTS: [Binding; 15] = [
    Binding {
        action: ShortcutAction::Run(Command::Palette),
        keys: &["k"],
        scope: ShortcutScope::Always,
        label: "Open the command palette",
    },
    Binding {
        action: ShortcutAction::Run(Command::Undo),
        keys: &["z"],
        scope: ShortcutScope::Modified,
        label: "Undo the last change, while offered",
    },
    Binding {
        action: ShortcutAction::Run(Command::Search),
        keys: &["/"],
        scope: ShortcutScope::Page,
        label: "Search",
    },
    Binding {
        action: ShortcutAction::FirstRow,
        keys: &["ArrowDown", "Enter"],
        scope: ShortcutScope::Search,
        label: "Go from the search to the first result",
    },
    Binding {
        action: ShortcutAction::Run(Command::ClearSelection),
        keys: &["Escape"],
        scope: ShortcutScope::PageAndSearch,
        label: "Clear the selection",
    },
    Binding {
        action: ShortcutAction::Run(Command::Shortcuts),
        keys: &["?"],
        scope: ShortcutScope::Page,
        label: "Show keyboard shortcuts",
    },
    Binding {
        action: ShortcutAction::NextRow,
        keys: &["j", "ArrowDown"],
        scope: ShortcutScope::Rows,
        label: "Go to the next row",
    },
    Binding {
        action: ShortcutAction::PreviousRow,
        keys: &["k", "ArrowUp"],
        scope: ShortcutScope::Rows,
        label: "Go to the previous row",
    },
    on_row(RowCommand::Copy, &["c"], "Copy the address"),
    on_row(RowCommand::Assign, &["a"], "Assign it"),
    on_row(RowCommand::Move, &["m"], "Move it to another machine"),
    on_row(RowCommand::Unassign, &["u"], "Unassign it"),
    on_row(RowCommand::Release, &["r"], "Release it"),
    on_row(RowCommand::Note, &["n"], "Edit its note"),
    on_row(RowCommand::Select, &["x"], "Select or deselect it"),
];

const fn on_row(
    command: RowCommand,
    keys: &'static [&'static str],
    label: &'static str,
) -> Binding {
    Binding {
        action: ShortcutAction::Row(command),
        keys,
        scope: ShortcutScope::List,
        label,
    }
}

/// A pressed key.
#[derive(Clone, Copy, Debug)]
pub struct KeyPress<'a> {
    /// Its name; a letter in either case.
    pub key: &'a str,
    /// With Ctrl or ⌘, and nothing else.
    pub command: bool,
    /// With any of Ctrl, ⌘ and Alt.
    pub modified: bool,
    /// While something is typed, or in a dialog or a menu.
    pub busy: bool,
    /// In the list.
    pub in_list: bool,
    /// In the search, which is a field too.
    pub in_search: bool,
}

/// The line of a key press. Without single keys (`on`) only those with Ctrl or ⌘ count.
#[must_use]
pub fn find_shortcut(press: KeyPress<'_>, on: bool) -> Option<&'static Binding> {
    let is_single = on && !press.modified;
    let in_page = is_single && !press.busy;
    SHORTCUTS.iter().find(|binding| {
        let works_here = match binding.scope {
            ShortcutScope::Always => press.command,
            ShortcutScope::Modified => press.command && !press.busy,
            ShortcutScope::Page => in_page,
            ShortcutScope::PageAndSearch => in_page || is_single && press.in_search,
            ShortcutScope::Search => is_single && press.in_search,
            ShortcutScope::Rows => in_page && (press.in_list || !press.key.starts_with("Arrow")),
            ShortcutScope::List => in_page && press.in_list,
        };
        let mut keys = binding.keys.iter();
        works_here && keys.any(|key| key.eq_ignore_ascii_case(press.key))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRESS: KeyPress<'_> = KeyPress {
        key: "",
        command: false,
        modified: false,
        busy: false,
        in_list: true,
        in_search: false,
    };

    /// A press in the search, with nothing open above it.
    fn in_search(key: &str) -> KeyPress<'_> {
        KeyPress {
            key,
            busy: true,
            in_list: false,
            in_search: true,
            ..PRESS
        }
    }

    #[test]
    fn no_key_stands_twice_and_each_does_what_its_line_says() {
        for binding in &SHORTCUTS {
            let command = binding.takes_modifier();
            for key in binding.keys {
                let press = KeyPress {
                    key,
                    command,
                    modified: command,
                    ..PRESS
                };
                let press = if binding.scope == ShortcutScope::Search {
                    in_search(key)
                } else {
                    press
                };
                assert_eq!(find_shortcut(press, true), Some(binding), "{key}");
            }
            assert!(!binding.label.is_empty());
        }
        let with = |always: bool| {
            let lines = SHORTCUTS
                .iter()
                .filter(move |it| it.takes_modifier() == always)
                .filter(|it| it.scope != ShortcutScope::Search);
            let mut keys: Vec<_> = lines
                .flat_map(|it| it.keys)
                .map(|key| key.to_ascii_lowercase())
                .collect();
            let count = keys.len();
            keys.sort();
            keys.dedup();
            (keys.len(), count)
        };
        for (different, count) in [with(true), with(false)] {
            assert_eq!(different, count);
        }
    }

    #[test]
    fn keys_keep_out_of_the_way() {
        let key = |key| KeyPress { key, ..PRESS };
        for press in [
            KeyPress {
                busy: true,
                ..key("c")
            },
            KeyPress {
                modified: true,
                ..key("c")
            },
            KeyPress {
                command: true,
                modified: true,
                ..key("c")
            },
            KeyPress {
                in_list: false,
                ..key("c")
            },
            KeyPress {
                modified: true,
                ..key("k")
            },
            key("x y"),
            key(""),
            key("Home"),
            key("PageDown"),
        ] {
            assert_eq!(find_shortcut(press, true), None, "{press:?}");
        }
        let page = KeyPress {
            in_list: false,
            ..key("/")
        };
        let action = |press| find_shortcut(press, true).map(|binding| &binding.action);
        assert_eq!(action(page), Some(&ShortcutAction::Run(Command::Search)));
        assert_eq!(
            action(key("C")),
            Some(&ShortcutAction::Row(RowCommand::Copy))
        );
    }

    #[test]
    fn letters_enter_the_list_from_anywhere_and_arrows_from_the_search() {
        let action = |press| find_shortcut(press, true).map(|binding| &binding.action);
        let elsewhere = |key| KeyPress {
            key,
            in_list: false,
            ..PRESS
        };
        assert_eq!(action(elsewhere("j")), Some(&ShortcutAction::NextRow));
        assert_eq!(action(elsewhere("k")), Some(&ShortcutAction::PreviousRow));
        // Tabs and filters move by arrows too.
        assert_eq!(action(elsewhere("ArrowDown")), None);
        assert_eq!(action(elsewhere("Enter")), None);
        for key in ["ArrowDown", "Enter"] {
            assert_eq!(action(in_search(key)), Some(&ShortcutAction::FirstRow));
        }
        assert_eq!(action(in_search("j")), None);
        assert_eq!(action(in_search("ArrowUp")), None);
        let clear = ShortcutAction::Run(Command::ClearSelection);
        assert_eq!(action(elsewhere("Escape")), Some(&clear));
        assert_eq!(action(in_search("Escape")), Some(&clear));
        let in_field = KeyPress {
            in_search: false,
            ..in_search("Escape")
        };
        assert_eq!(action(in_field), None);
    }

    #[test]
    fn switched_off_no_single_key_does_anything() {
        for binding in &SHORTCUTS {
            for key in binding.keys {
                for press in [KeyPress { key, ..PRESS }, in_search(key)] {
                    assert_eq!(find_shortcut(press, false), None, "{key}");
                }
            }
        }
        let palette = KeyPress {
            key: "k",
            command: true,
            modified: true,
            busy: true,
            ..PRESS
        };
        let found = find_shortcut(palette, false).map(|binding| &binding.action);
        assert_eq!(found, Some(&ShortcutAction::Run(Command::Palette)));
    }

    #[test]
    fn keys_are_labelled_as_they_are_printed() {
        let labels = |at: usize| SHORTCUTS[at].key_labels().collect::<Vec<_>>();
        assert_eq!(labels(0), ["Ctrl K"]);
        assert_eq!(labels(2), ["/"]);
        assert_eq!(labels(3), ["↓", "Enter"]);
        assert_eq!(labels(4), ["Esc"]);
        assert_eq!(labels(6), ["j", "↓"]);
        assert_eq!(labels(7), ["k", "↑"]);
    }
}

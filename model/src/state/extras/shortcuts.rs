//! The table of keyboard shortcuts: it handles key presses and explains the keys.

/// The action of a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Opens the palette.
    Palette,
    /// Undoes the last change, while that is offered.
    Undo,
    /// Focuses the search.
    Search,
    /// Shows the shortcuts.
    Keys,
    /// Goes to the row below.
    Next,
    /// Goes to the row above.
    Previous,
    /// Copies the address of the row.
    Copy,
    /// Assigns it.
    Assign,
    /// Moves it.
    Move,
    /// Unassigns it.
    Unassign,
    /// Releases it.
    Release,
    /// Opens its note.
    Note,
    /// Selects or deselects the row.
    Select,
}

/// The scope of a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortcutScope {
    /// Anywhere, even in a field, with Ctrl or ⌘.
    Always,
    /// Anywhere outside fields and dialogs, with Ctrl or ⌘ too.
    Modified,
    /// Anywhere outside fields and dialogs.
    Page,
    /// In the list.
    List,
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The action.
    pub shortcut: Shortcut,
    /// The keys by their browser names; each triggers it, some with Ctrl or ⌘.
    pub keys: &'static [&'static str],
    /// The scope.
    pub scope: ShortcutScope,
    /// The action in words.
    pub words: &'static str,
}

impl Binding {
    /// Whether it takes Ctrl or ⌘. Only single keys can be switched off.
    #[must_use]
    pub fn takes_modifier(self) -> bool {
        matches!(self.scope, ShortcutScope::Always | ShortcutScope::Modified)
    }
}

/// The table of shortcuts.
pub const SHORTCUTS: [Binding; 13] = [
    bind(
        Shortcut::Palette,
        &["k"],
        ShortcutScope::Always,
        "Open the command palette",
    ),
    bind(
        Shortcut::Undo,
        &["z"],
        ShortcutScope::Modified,
        "Undo, while it is offered",
    ),
    bind(Shortcut::Search, &["/"], ShortcutScope::Page, "Search"),
    bind(
        Shortcut::Keys,
        &["?"],
        ShortcutScope::Page,
        "Show these keys",
    ),
    bind(
        Shortcut::Next,
        &["j", "ArrowDown"],
        ShortcutScope::List,
        "Go to the next row",
    ),
    bind(
        Shortcut::Previous,
        &["k", "ArrowUp"],
        ShortcutScope::List,
        "Go to the previous row",
    ),
    bind(
        Shortcut::Copy,
        &["c"],
        ShortcutScope::List,
        "Copy the address",
    ),
    bind(Shortcut::Assign, &["a"], ShortcutScope::List, "Assign it"),
    bind(
        Shortcut::Move,
        &["m"],
        ShortcutScope::List,
        "Move it to another machine",
    ),
    bind(
        Shortcut::Unassign,
        &["u"],
        ShortcutScope::List,
        "Unassign it",
    ),
    bind(Shortcut::Release, &["r"], ShortcutScope::List, "Release it"),
    bind(
        Shortcut::Note,
        &["n"],
        ShortcutScope::List,
        "Write a note on it",
    ),
    bind(
        Shortcut::Select,
        &["x"],
        ShortcutScope::List,
        "Select it, or no longer",
    ),
];

const fn bind(
    shortcut: Shortcut,
    keys: &'static [&'static str],
    place: ShortcutScope,
    words: &'static str,
) -> Binding {
    Binding {
        shortcut,
        keys,
        scope: place,
        words,
    }
}

/// A key press.
#[derive(Clone, Copy, Debug)]
pub struct KeyPress<'a> {
    /// The key's browser name; a letter in either case.
    pub key: &'a str,
    /// With Ctrl or ⌘, and no other modifier.
    pub command: bool,
    /// With any of Ctrl, ⌘ and Alt.
    pub modified: bool,
    /// In a field, a dialog or a menu.
    pub busy: bool,
    /// In the list.
    pub in_list: bool,
}

/// The shortcut of a press. `on`: single keys are switched on.
#[must_use]
pub fn find_shortcut(press: KeyPress<'_>, on: bool) -> Option<Shortcut> {
    let fits = |binding: &&Binding| {
        let here = match binding.scope {
            ShortcutScope::Always => press.command,
            ShortcutScope::Modified => press.command && !press.busy,
            ShortcutScope::Page => on && !press.modified && !press.busy,
            ShortcutScope::List => on && !press.modified && !press.busy && press.in_list,
        };
        here && binding
            .keys
            .iter()
            .any(|key| key.eq_ignore_ascii_case(press.key))
    };
    SHORTCUTS.iter().find(fits).map(|binding| binding.shortcut)
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
    };

    #[test]
    fn no_key_stands_twice_and_each_does_what_its_line_says() {
        for binding in SHORTCUTS {
            let command = binding.takes_modifier();
            for key in binding.keys {
                let press = KeyPress {
                    key,
                    command,
                    modified: command,
                    ..PRESS
                };
                assert_eq!(find_shortcut(press, true), Some(binding.shortcut), "{key}");
            }
            assert!(!binding.words.is_empty());
        }
        let with = |always: bool| {
            let lines = SHORTCUTS
                .iter()
                .filter(move |it| it.takes_modifier() == always);
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
        assert_eq!(find_shortcut(page, true), Some(Shortcut::Search));
        assert_eq!(find_shortcut(key("C"), true), Some(Shortcut::Copy));
    }

    #[test]
    fn switched_off_no_single_key_does_anything() {
        for binding in SHORTCUTS {
            for key in binding.keys {
                assert_eq!(
                    find_shortcut(KeyPress { key, ..PRESS }, false),
                    None,
                    "{key}"
                );
            }
        }
        let palette = KeyPress {
            key: "k",
            command: true,
            modified: true,
            busy: true,
            ..PRESS
        };
        assert_eq!(find_shortcut(palette, false), Some(Shortcut::Palette));
    }
}

//! The table of commands, and the palette and the keys that are views of it.

use app::commands::palette::{
    PaletteAction, PaletteEntry, PaletteResults, Verb, addresses, choose, entries,
};
use app::commands::shortcuts::KeyPress;
use app::commands::{Command, RowCommand};
use app::dialog::Dialog;
use model::domain::{Operation, Region};
use model::state::{Filter, Usage};

use crate::desk::{ASSIGNED, Desk, IDLE, at_desk};

fn labels(entries: &[PaletteEntry]) -> Vec<&str> {
    entries.iter().map(|entry| &*entry.label).collect()
}

fn entry(desk: &Desk, label: &str) -> PaletteEntry {
    let entries = entries(desk.app, label).entries.into_iter();
    let mut found = entries.filter(|entry| entry.label == label);
    found.next().unwrap_or_else(|| panic!("no {label}"))
}

#[test]
fn the_palette_offers_what_can_be_done_first_and_twenty_addresses_at_most() {
    at_desk(async |desk| {
        let all = entries(desk.app, "").entries;
        let labels = labels(&all);
        assert_eq!(labels.len(), 30);
        let results = entries(desk.app, "1");
        assert_eq!((results.entries.len(), results.total), (20, 36));
        let results = entries(desk.app, "203.0.113.7");
        assert_eq!(results.total, results.entries.len());
        assert_eq!(labels[..4], ["Claim IP", "Search", "Refresh", "Export CSV"]);
        assert_eq!(labels[26..28], ["Sign out", "Load all"]);
        let whole = "Everything is loaded.";
        assert_eq!(all[27].blocked_by, Some(whole));
        let mut groups: Vec<_> = all.iter().map(|entry| entry.group).collect();
        groups.dedup();
        assert_eq!(groups, ["Actions", "Views", "Panel", "Not available now"]);
        assert_eq!(entry(&desk, "Change theme").detail, "system");
        assert_eq!(entry(&desk, "Lock").blocked_by, None);
    });
}

#[test]
fn an_entry_has_the_key_that_does_the_same() {
    at_desk(async |desk| {
        let key = |label| entry(&desk, label).key;
        assert_eq!(key("Search").as_deref(), Some("/"));
        assert_eq!(key("Keyboard shortcuts").as_deref(), Some("?"));
        assert_eq!(key("Release…").as_deref(), Some("r"));
        assert_eq!(key("Note on…").as_deref(), Some("n"));
        assert_eq!(key("Swap…"), None);
        assert_eq!(key("Refresh"), None);
        let found = entries(desk.app, "203.0.113.7").entries;
        assert_eq!(found[0].key.as_deref(), Some("a"));
        Command::ToggleSingleKeys.run(desk.app);
        assert_eq!(key("Search"), None);
        assert_eq!(key("Release…"), None);
    });
}

#[test]
fn a_verb_is_found_by_its_word_and_asks_which_address() {
    at_desk(async |desk| {
        let app = desk.app;
        let ask = |word: &str| {
            let PaletteAction::Ask(verb) = entry(&desk, &format!("{word}…")).action else {
                panic!("{word} asks nothing");
            };
            verb
        };
        let found = entries(app, "rel").entries;
        assert_eq!(labels(&found), ["Release…"]);
        let count = |verb: Verb, typed| addresses(app, verb, typed).total;
        for (word, applies) in [
            ("Assign", 25),
            ("Move", 11),
            ("Swap", 11),
            ("Unassign", 11),
            ("Release", 36),
            ("Copy", 36),
            ("Note on", 36),
        ] {
            let verb = ask(word);
            assert_eq!(verb.question(), format!("{word} which address?"));
            assert_eq!(count(verb, ""), applies, "{word}");
        }
        let PaletteResults { entries, total, .. } = addresses(app, ask("Release"), "");
        assert_eq!((entries.len(), total), (20, 36));
        // It can be narrowed to an address, by its machine too; an idle one cannot be moved.
        let narrowed = addresses(app, ask("Release"), "bastion").entries;
        assert_eq!(labels(&narrowed), ["203.0.113.2"]);
        assert_eq!(narrowed[0].detail, "bastion-ny");
        assert_eq!(count(ask("Move"), "203.0.113.7"), 0);
        let release = Command::Row(RowCommand::Release, ASSIGNED);
        assert_eq!(narrowed[0].action, PaletteAction::Run(release.clone()));
        choose(app, release);
        assert!(app.dialog.form().is_some());
    });
}

#[test]
fn a_verb_that_changes_nothing_is_there_in_read_only_too() {
    at_desk(async |desk| {
        desk.app.permissions.toggle_read_only();
        for (label, is_blocked) in [("Release…", true), ("Swap…", true), ("Copy…", false)] {
            let reason = entry(&desk, label).blocked_by;
            assert_eq!(reason.is_some(), is_blocked, "{label}");
        }
    });
}

#[test]
fn an_address_comes_with_what_can_be_done_to_it() {
    at_desk(async |desk| {
        desk.app.notes.set(ASSIGNED, "Ours").unwrap();
        let found = entries(desk.app, "bastion").entries;
        assert_eq!(labels(&found), ["203.0.113.2"]);
        assert_eq!(found[0].detail, "bastion-ny · Ours");
        assert_eq!(found[0].action, PaletteAction::Show(ASSIGNED));
        let found = entries(desk.app, " 203.0.113.7 ").entries;
        assert_eq!(
            labels(&found),
            [
                "Assign 203.0.113.7",
                "Release 203.0.113.7",
                "Copy 203.0.113.7",
                "Note on 203.0.113.7",
                "Move 203.0.113.7",
                "Unassign 203.0.113.7",
            ]
        );
        let idle = "This address isn't assigned to a machine.";
        assert_eq!(found[5].blocked_by, Some(idle));
        desk.app.permissions.toggle_read_only();
        let found = entries(desk.app, "203.0.113.7").entries;
        assert_eq!(
            labels(&found)[..2],
            ["Copy 203.0.113.7", "Note on 203.0.113.7"]
        );
    });
}

#[test]
fn a_command_says_why_it_cannot_be_used() {
    at_desk(async |desk| {
        let app = desk.app;
        let region = Command::ShowRegion(Some(Region::Ca1));
        let orphaned = Command::SetFilter(Filter::Only(Usage::Orphaned));
        let (claim, release) = (Command::Claim, Command::Row(RowCommand::Release, IDLE));
        for command in [&region, &orphaned, &claim, &release] {
            assert_eq!(command.blocked_by(app), None, "{command:?}");
        }
        region.clone().run(app);
        desk.serve().await;
        assert_eq!(desk.fragment(), "region=ca1");
        assert_eq!(region.blocked_by(app), Some("Already shown."));
        orphaned.clone().run(app);
        assert_eq!(desk.fragment(), "region=ca1&show=orphaned");
        assert_eq!(orphaned.blocked_by(app), Some("Already shown."));
        Command::ToggleReadOnly.run(app);
        for command in [&claim, &release] {
            let reason = command.blocked_by(app).unwrap();
            assert!(reason.starts_with("Read-only is on."));
            command.clone().run(app);
            assert!(!app.dialog.is_open());
            assert_eq!(desk.told(), reason);
        }
    });
}

#[test]
fn the_palette_makes_way_for_what_was_chosen() {
    at_desk(async |desk| {
        let app = desk.app;
        for (command, told) in [
            (Command::ToggleReadOnly, "Read-only is on."),
            (Command::ToggleReadOnly, "Read-only is off."),
            (Command::ToggleSingleKeys, "Single-key shortcuts are off."),
            (Command::ToggleSingleKeys, "Single-key shortcuts are on."),
            (Command::NextTheme, "Theme: light"),
        ] {
            Command::Palette.run(app);
            assert_eq!(app.dialog.get(), Some(Dialog::Palette));
            choose(app, command);
            assert!(!app.dialog.is_open());
            assert_eq!(desk.told(), told);
        }
        for (command, dialog) in [
            (Command::Notes, Dialog::Notes),
            (Command::SessionLog, Dialog::SessionLog),
            (Command::Shortcuts, Dialog::Shortcuts),
            (Command::Row(RowCommand::Note, IDLE), Dialog::Note(IDLE)),
        ] {
            Command::Palette.run(app);
            choose(app, command);
            assert_eq!(app.dialog.get(), Some(dialog));
            app.dialog.close();
        }
        Command::Palette.run(app);
        choose(app, Command::Row(RowCommand::Release, IDLE));
        assert!(app.dialog.form().is_some());
        // One dialog at a time.
        Command::Palette.run(app);
        assert!(app.dialog.form().is_some());
        app.dialog.close();
        Command::Palette.run(app);
        choose(app, Command::Search);
        assert_eq!(desk.focused(), ["Id(\"search\")"]);
        choose(app, Command::Lock);
        assert_eq!(app.session.mode(), None);
    });
}

#[test]
fn signing_out_asks_first_where_that_deletes_notes() {
    at_desk(async |desk| {
        let app = desk.app;
        app.notes.set(IDLE, "Ours").unwrap();
        Command::SignOut.run(app);
        assert_eq!(app.dialog.get(), Some(Dialog::SignOut));
        assert!(app.session.mode().is_some());
        app.preferences.keep_notes.set(true);
        app.dialog.close();
        Command::SignOut.run(app);
        assert_eq!(app.session.mode(), None);
    });
}

#[test]
fn a_note_closes_to_its_row_or_the_list() {
    at_desk(async |desk| {
        Command::Row(RowCommand::Note, IDLE).run(desk.app);
        desk.app.dialog.close();
        let targets = [
            "Row(203.0.113.7, Command(Note))",
            "Row(203.0.113.7, More)",
            "Id(\"list\")",
        ];
        assert_eq!(desk.focused(), targets);
    });
}

#[test]
fn keys_run_commands_on_the_row_that_has_the_focus() {
    at_desk(async |desk| {
        let app = desk.app;
        let press = |key| KeyPress {
            key,
            command: false,
            modified: false,
            busy: false,
            in_list: true,
            in_search: false,
        };
        let held = |key| KeyPress {
            command: true,
            modified: true,
            ..press(key)
        };
        let release = Command::Row(RowCommand::Release, IDLE);
        assert_eq!(app.command_for_key(press("r"), Some(IDLE)), Some(release));
        assert_eq!(app.command_for_key(press("r"), None), None);
        assert_eq!(app.command_for_key(press("j"), Some(IDLE)), None);
        assert_eq!(
            app.command_for_key(press("?"), None),
            Some(Command::Shortcuts)
        );
        assert_eq!(app.command_for_key(held("k"), None), Some(Command::Palette));
        // With nothing to undo or to clear the key stays the browser's own.
        assert_eq!(app.command_for_key(held("z"), None), None);
        assert_eq!(app.command_for_key(press("Escape"), None), None);
        app.selection.toggle(IDLE);
        let clear = app.command_for_key(press("Escape"), None);
        assert_eq!(clear, Some(Command::ClearSelection));
        Command::ClearSelection.run(app);
        assert!(app.selection.is_empty());
        app.changes.open(Operation::Unassign, ASSIGNED);
        app.changes.submit_unassign();
        desk.serve().await;
        assert_eq!(app.command_for_key(held("z"), None), Some(Command::Undo));
        Command::ToggleSingleKeys.run(app);
        assert_eq!(app.command_for_key(press("r"), Some(IDLE)), None);
        assert_eq!(app.command_for_key(held("z"), None), Some(Command::Undo));
    });
}

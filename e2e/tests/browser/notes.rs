//! Notes on addresses: edit, keep, export and import, delete.

use crate::menu::open_menu;
use crate::payloads::{all_in_one, assert_nothing_ran};
use crate::steps::{ASSIGNED, IDLE, file_name, search, shows_only, team_is_known};
use e2e::{Key, Locator, Panel, panel_test};

const NOTES: &str = "public-ips.notes";

/// The number of highlighted matches.
const MARKS: &str = "CSS.highlights.get('found').size";

/// Opens the note on an address from its row.
async fn open_note(panel: &Panel<'_>, ip: &str) -> Locator {
    let name = format!("Note on {ip}");
    panel.row(ip).button(&name).click().await;
    panel.dialog(&name)
}

pub(crate) async fn write(panel: &Panel<'_>, ip: &str, text: &str) {
    let dialog = open_note(panel, ip).await;
    dialog.field("Note").focused().await;
    dialog.field("Note").fill(text).await;
    dialog.button("Save").click().await;
    dialog.gone().await;
}

/// Opens the dialog "Notes".
async fn open_notes(panel: &Panel<'_>) -> Locator {
    open_menu(panel).await;
    panel.menu_item("Notes").click().await;
    panel.dialog("Notes")
}

async fn stored(panel: &Panel<'_>) -> Option<String> {
    let entries = panel.stored("localStorage").await;
    let mut notes = entries.into_iter().filter(|(name, _)| name == NOTES);
    notes.next().map(|(_, text)| text)
}

#[test]
fn a_note_is_written_changed_kept_over_a_reload_and_taken_away() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let last = panel.last_request();
        write(panel, IDLE, "  Mail of the office ").await;
        panel.row(IDLE).has_text("Mail of the office").await;
        panel
            .row(IDLE)
            .button(&format!("Note on {IDLE}"))
            .focused()
            .await;
        assert_eq!(panel.requests_since(last), [""; 0]);
        panel.reload().await;
        panel.row(IDLE).has_text("Mail of the office").await;

        let dialog = open_note(panel, IDLE).await;
        assert_eq!(dialog.field("Note").value().await, "Mail of the office");
        dialog
            .has_text("in this browser only and never sent anywhere")
            .await;
        dialog.field("Note").fill("Fax").await;
        panel.press(Key::Enter).await;
        dialog.gone().await;
        panel.row(IDLE).has_text("Fax").await;

        write(panel, IDLE, "").await;
        panel.does_not_show("Fax").await;
        assert_eq!(stored(panel).await.as_deref(), Some("[\n]\n"));
    });
}

#[test]
fn a_note_that_is_too_long_is_not_cut_but_refused() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let dialog = open_note(panel, IDLE).await;
        let field = dialog.field("Note");
        field.fill(&"a".repeat(201)).await;
        dialog.button("Save").click().await;
        panel
            .alert_says("A note can't be longer than 200 characters.")
            .await;
        assert_eq!(field.value().await.len(), 201);
        assert_eq!(stored(panel).await, None);
        field.fill(&"a".repeat(200)).await;
        dialog.button("Save").click().await;
        dialog.gone().await;
        panel.row(IDLE).has_text(&"a".repeat(200)).await;
    });
}

#[test]
fn addresses_are_found_by_what_was_noted_about_them() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        write(panel, IDLE, "Mail of the office").await;
        write(panel, ASSIGNED, "Old mail").await;
        let last = panel.last_request();
        search(panel, "MAIL").await;
        panel.status_says("2 found in 36").await;
        shows_only(panel, &[ASSIGNED, IDLE]).await;
        // The match is highlighted in each note.
        panel.measure_is(MARKS, 2.0).await;
        search(panel, "mail of").await;
        panel.status_says("1 found in 36").await;
        shows_only(panel, &[IDLE]).await;
        panel.measure_is(MARKS, 1.0).await;
        // A deleted note no longer matches.
        write(panel, IDLE, "").await;
        panel.shows("0 found in 36").await;
        // Its row has gone, so the list gets the focus.
        panel.focus_on("tabpanel").await;
        search(panel, "mail").await;
        shows_only(panel, &[ASSIGNED]).await;
        assert_eq!(
            panel.requests_since(last),
            [""; 0],
            "notes are asked of nobody"
        );
        panel.reload().await;
        shows_only(panel, &[ASSIGNED]).await;
        panel.measure_is(MARKS, 1.0).await;
    });
}

#[test]
fn leaving_a_note_changes_nothing() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        for leave in ["Cancel", "Escape"] {
            let dialog = open_note(panel, IDLE).await;
            dialog.field("Note").fill("never kept").await;
            if leave == "Cancel" {
                dialog.button(leave).click().await;
            } else {
                panel.press(Key::Escape).await;
            }
            dialog.gone().await;
            panel
                .row(IDLE)
                .button(&format!("Note on {IDLE}"))
                .focused()
                .await;
        }
        panel.does_not_show("never kept").await;
        assert_eq!(stored(panel).await, None);
    });
}

#[test]
fn signing_out_says_that_it_deletes_notes_and_keeps_them_if_that_is_wanted() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        write(panel, IDLE, "mine").await;
        panel.button("Sign out").click().await;
        let dialog = panel.dialog("Sign out");
        dialog
            .has_text("1 note is saved in this browser only.")
            .await;
        dialog.button("Cancel").click().await;
        panel.button("Sign out").focused().await;
        panel.row(IDLE).has_text("mine").await;

        // Locking keeps the notes.
        panel.button("Lock").click().await;
        panel.heading("Sign in").visible().await;
        panel.does_not_show("mine").await;
        assert!(stored(panel).await.is_some());
        panel.submit_key("demo").await;
        panel.row(IDLE).has_text("mine").await;

        panel.button("Sign out").click().await;
        let keep = dialog.checkbox("Keep notes in this browser when I sign out");
        keep.click().await;
        dialog.button("Sign out").click().await;
        panel.heading("Sign in").visible().await;
        assert!(stored(panel).await.is_some());
        panel.submit_key("demo").await;
        panel.row(IDLE).has_text("mine").await;

        let notes = open_notes(panel).await;
        notes
            .checkbox("Keep notes in this browser when I sign out")
            .click()
            .await;
        notes.button("Close").click().await;
        panel.button("Menu").focused().await;
        panel.button("Sign out").click().await;
        dialog.button("Sign out").click().await;
        panel.heading("Sign in").visible().await;
        assert_eq!(stored(panel).await, None);
        panel.submit_key("demo").await;
        panel.row(IDLE).visible().await;
        panel.does_not_show("mine").await;
        // Without notes there is no question.
        panel.button("Sign out").click().await;
        panel.heading("Sign in").visible().await;
    });
}

#[test]
fn notes_of_the_demo_stay_in_the_page() {
    panel_test(async |panel| {
        panel.open("").await;
        panel.button("Explore the demo").click().await;
        panel.row(IDLE).visible().await;
        write(panel, IDLE, "only here").await;
        panel.row(IDLE).has_text("only here").await;
        assert_eq!(stored(panel).await, None);
        panel.button("Sign out").click().await;
        panel.button("Explore the demo").click().await;
        panel.row(IDLE).visible().await;
        panel.does_not_show("only here").await;
    });
}

#[test]
fn notes_go_from_browser_to_browser_as_a_file() {
    panel_test(async |panel| {
        panel.allow_downloads().await;
        panel.sign_in_to_demo().await;
        let dialog = open_notes(panel).await;
        dialog.has_text("No notes yet.").await;
        dialog.button("Export notes").enabled(false).await;
        dialog.button("Close").click().await;
        write(panel, IDLE, "one").await;
        write(panel, ASSIGNED, "two").await;
        team_is_known(panel).await;
        open_notes(panel).await;
        dialog.has_text("2 addresses have a note.").await;
        dialog.button("Export notes").click().await;
        let name = file_name(panel, "notes", "json").await;
        let text = panel.downloaded(&name).await;
        panel.status_says("Exported 2 notes.").await;
        let line = format!("{{\"ip\":\"{IDLE}\",\"note\":\"one\"}}");
        assert!(text.contains(&line), "{text}");

        let file = format!(
            "[{{\"ip\":\"{IDLE}\",\"note\":\"uno\"}},{{\"ip\":\"203.0.113.4\",\"note\":\"new\"}},{{}}]"
        );
        panel.select_file("notes.json", &file).await;
        panel
            .status_says("Imported 2 notes: 1 new, 1 replaced. 1 entry couldn't be read.")
            .await;
        dialog.has_text("3 addresses have a note.").await;
        for (bad, why) in [
            ("not a list", "isn't a JSON list of notes"),
            ("[{\"ip\":\"x\"}]", "No entry in the file"),
        ] {
            panel.select_file("bad.json", bad).await;
            panel.alert_says(why).await;
        }
        dialog.has_text("3 addresses have a note.").await;
        dialog.button("Close").click().await;
        panel.row(IDLE).has_text("uno").await;
        panel.row(ASSIGNED).has_text("two").await;
        panel.row("203.0.113.4").has_text("new").await;
    });
}

#[test]
fn what_another_tab_notes_appears_here() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        write(panel, IDLE, "before").await;
        let other = format!(
            "localStorage[{NOTES:?}] = JSON.stringify([{{ ip: {IDLE:?}, note: 'after' }}]); dispatchEvent(new StorageEvent('storage'));"
        );
        panel.evaluate(&other).await;
        panel.row(IDLE).has_text("after").await;
        panel
            .evaluate("localStorage.clear(); dispatchEvent(new StorageEvent('storage'));")
            .await;
        panel.does_not_show("after").await;
    });
}

#[test]
fn a_hostile_note_is_shown_as_the_text_it_is() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        let texts = crate::payloads::PAYLOADS;
        let notes: Vec<_> = texts
            .iter()
            .chain([&all_in_one().as_str()])
            .zip(1..)
            .map(
                |(text, last)| serde_json::json!({"ip": format!("203.0.113.{last}"), "note": text}),
            )
            .collect();
        open_notes(panel).await;
        panel
            .select_file("notes.json", &serde_json::json!(notes).to_string())
            .await;
        panel.status_says("Imported").await;
        panel.dialog("Notes").button("Close").click().await;
        assert_nothing_ran(panel).await;
        let dialog = open_note(panel, IDLE).await;
        dialog.field("Note").visible().await;
        assert_nothing_ran(panel).await;
        dialog.button("Save").click().await;
        dialog.gone().await;
        assert_nothing_ran(panel).await;
    });
}

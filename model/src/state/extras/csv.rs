//! CSV export (RFC 4180), and file names.

use super::formats::exported_id;
use crate::domain::{Region, Timestamp, push_address};
use crate::state::{AddressList, Columns, ListEnd, Row, Tail};
use crate::state::{Directory, Notes};
use crate::state::{View, ViewOptions};

/// The header line: the columns of the table, and what else is known.
pub(crate) const CSV_HEAD: &str = "IP address,Region,Machine ID,Claimed,Machine name,Note\r\n";

/// Characters that start a formula in a spreadsheet.
const FORMULA: &str = "=+-@";

/// Characters that some spreadsheets skip, or take for the end of a cell: a semicolon where the
/// comma is the decimal point. A formula may follow them.
const CELL_END: &str = ";\t\r\n";

/// The longest name of a team in a file name.
const MAX_SLUG: usize = 40;

/// CSV lines of some rows. A long list is written piece by piece, so that its whole text is never
/// held.
pub(crate) fn csv_lines(
    columns: &Columns,
    rows: &[Row],
    machines: &Directory,
    notes: &Notes,
) -> String {
    let mut text = String::new();
    for row in rows {
        let address = columns.address(*row);
        match address.text() {
            Some(other) => push_value(&mut text, other),
            None => push_address(&mut text, address),
        }
        text.push(',');
        push_value(&mut text, columns.region(*row).code());
        text.push(',');
        let id = columns.assignee(*row).map(exported_id);
        push_value(&mut text, id.unwrap_or_default());
        text.push(',');
        match columns.claimed(*row) {
            Some(seconds) => Timestamp::from_seconds(seconds).push_iso(&mut text),
            None => push_value(&mut text, columns.unreadable(*row)),
        }
        text.push(',');
        let id = columns.machine_id(*row);
        let name = id.and_then(|id| machines.name(id));
        push_value(&mut text, name.unwrap_or_default());
        text.push(',');
        let note = notes.get(columns.address(*row));
        push_value(&mut text, note.unwrap_or_default());
        text.push_str("\r\n");
    }
    text
}

/// Writes a value from the service or the user. An apostrophe before a formula makes it text in a
/// spreadsheet.
fn push_value(text: &mut String, value: &str) {
    let quoted = value.contains([',', '"', '\r', '\n', ';']);
    if quoted {
        text.push('"');
    }
    if value.starts_with(|first| CELL_END.contains(first)) {
        text.push('\'');
    }
    let mut starts_cell = true;
    for letter in value.chars() {
        if starts_cell && FORMULA.contains(letter) {
            text.push('\'');
        }
        starts_cell = CELL_END.contains(letter);
        if letter == '"' {
            text.push('"');
        }
        text.push(letter);
    }
    if quoted {
        text.push('"');
    }
}

/// The name of a file without its extension: `public-ips-acme-36-all-2026-11-24`. The team is that of
/// the key, if it is known; the day is that of Greenwich, like all dates in the file.
#[must_use]
pub fn file_name(team: Option<&str>, contents: &str, now: Timestamp) -> String {
    let team = slug(team.unwrap_or_default());
    let day = now.iso();
    let parts = [
        "public-ips",
        &team,
        contents,
        day.get(..10).unwrap_or_default(),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// How much of the list a file has, for its name: `36-all`, `ny2-3-of-16`,
/// `3-of-120-loaded-more-exist`, `3-selected`.
#[must_use]
pub fn file_contents(
    list: &AddressList,
    view: &View,
    options: &ViewOptions,
    selected: Option<usize>,
) -> String {
    if let Some(selected) = selected {
        return format!("{selected}-selected");
    }
    let mut name = String::new();
    let region = options.region.as_ref().map_or("", Region::code);
    name.extend(region.chars().map(safe));
    if !region.is_empty() {
        name.push('-');
    }
    name.push_str(&view.rows(list).len().to_string());
    if options.is_filtered() {
        name.push_str("-of-");
        name.push_str(&view.total().to_string());
    }
    name.push_str(match list.tail() {
        Tail::End(ListEnd::Complete) if options.is_filtered() => "",
        Tail::End(ListEnd::Complete) => "-all",
        Tail::End(ListEnd::Incomplete(_)) => "-loaded-more-may-exist",
        Tail::Ready(_) | Tail::Loading(..) | Tail::Failed(..) => "-loaded-more-exist",
    });
    name
}

/// The letters and digits of a name, its words joined by hyphens, and no more than a file name has
/// room for: nothing in it means anything to a file system or a shell.
fn slug(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut slug = words.join("-").to_ascii_lowercase();
    slug.truncate(MAX_SLUG);
    slug.trim_end_matches('-').to_owned()
}

/// Replaces a character that some file system refuses.
fn safe(letter: char) -> char {
    if letter.is_ascii_alphanumeric() {
        letter.to_ascii_lowercase()
    } else {
        '-'
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Address, Assignee, Claimed, PublicIp};
    use crate::state::test_support::fixtures;
    use crate::wire::{Cursor, ListQuery, Next};

    fn ip(last: u8, region: &str, machine: &str, claimed: &str) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::parse(region),
            claimed: Claimed::parse(claimed),
            machine: Assignee::parse(machine),
        }
    }

    #[test]
    fn each_row_is_a_line_of_what_the_table_shows() {
        let list = fixtures::list(vec![
            ip(
                7,
                "East Coast (NY2)",
                "psm9u09bwu5i",
                "2026-11-24T16:15:22.5+02:00",
            ),
            ip(8, "tyo9, \"new\"", "", "last, Tuesday"),
        ]);
        let none = Directory::default();
        let mut notes = Notes::default();
        notes
            .set(Address::new(203, 0, 113, 8), "ask \"ops\", then")
            .unwrap();
        notes
            .set(Address::new(203, 0, 113, 9), "of another list")
            .unwrap();
        let lines = csv_lines(list.columns(), list.rows(), &none, &notes);
        assert_eq!(
            lines,
            "203.0.113.7,ny2,psm9u09bwu5i,2026-11-24T14:15:22Z,,\r\n\
             203.0.113.8,\"tyo9, \"\"new\"\"\",,\"last, Tuesday\",,\"ask \"\"ops\"\", then\"\r\n"
        );
        assert_eq!(csv_lines(list.columns(), &[], &none, &notes), "");
    }

    #[test]
    fn a_value_is_quoted_when_it_must_be_and_never_calculated() {
        for (value, written) in [
            ("", ""),
            ("plain id-1", "plain id-1"),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("a\r\nb", "\"a\r\nb\""),
            ("=1+2", "'=1+2"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "\"'\r'=1\""),
            ("\n@a", "\"'\n'@a\""),
            (";x", "\"';x\""),
            ("a;b", "\"a;b\""),
            ("a;=1;-2;b=c", "\"a;'=1;'-2;b=c\""),
            ("a\n+1", "\"a\n'+1\""),
            ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
            ("1=1", "1=1"),
        ] {
            let mut text = String::new();
            push_value(&mut text, value);
            assert_eq!(text, written, "{value:?}");
        }
    }

    #[test]
    fn no_note_is_calculated_or_leaves_its_place() {
        let list = fixtures::list(vec![ip(7, "ny2", "", ""), ip(8, "ny2", "", "")]);
        for (note, written) in [
            ("=1+2", "'=1+2"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'=1"),
            ("\u{7} =1", "'=1"),
            ("\r\n=1\r\n203.0.113.9,ny2", "\"'=1203.0.113.9,ny2\""),
            ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
            ("a;b", "\"a;b\""),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
        ] {
            let mut notes = Notes::default();
            notes.set(Address::new(203, 0, 113, 7), note).unwrap();
            let none = Directory::default();
            let lines = csv_lines(list.columns(), list.rows(), &none, &notes);
            let wanted = format!("203.0.113.7,ny2,,,,{written}\r\n203.0.113.8,ny2,,,,\r\n");
            assert_eq!(lines, wanted, "{note:?}");
        }
    }

    #[test]
    fn the_name_says_how_much_is_in_the_file() {
        let name = |next: Next, region: &str, search: &str| {
            let items = vec![
                ip(1, "ny2", "", ""),
                ip(12, "ny2", "", ""),
                ip(13, "ca1", "", ""),
            ];
            let list = fixtures::list_of(ListQuery::default(), items, next);
            let options = ViewOptions {
                region: Some(Region::parse(region)).filter(|_| !region.is_empty()),
                search: search.to_owned(),
                ..ViewOptions::default()
            };
            file_contents(&list, &fixtures::view(&list, &options), &options, None)
        };
        assert_eq!(name(Next::End, "", ""), "3-all");
        assert_eq!(name(Next::End, "ny2", ""), "ny2-2-all");
        assert_eq!(name(Next::End, "ny2", "113.12"), "ny2-1-of-2");
        assert_eq!(name(Next::End, "../a b é", "1"), "---a-b---0-of-0");
        let more = Next::Page(Cursor::parse("more").unwrap());
        assert_eq!(name(more.clone(), "", "113.1"), "3-of-3-loaded-more-exist");
        assert_eq!(name(more, "", ""), "3-loaded-more-exist");
        assert_eq!(name(Next::MissingCursor, "", ""), "3-loaded-more-may-exist");
        let list = fixtures::list(vec![ip(1, "ny2", "", "")]);
        let options = ViewOptions::default();
        let selected = file_contents(&list, &fixtures::view(&list, &options), &options, Some(1));
        assert_eq!(selected, "1-selected");
    }

    #[test]
    fn the_name_has_the_team_and_the_day_and_nothing_that_a_file_system_refuses() {
        let now = Timestamp::parse("2026-11-24T23:59:59Z").unwrap();
        for (team, name) in [
            (Some("Acme"), "public-ips-acme-36-all-2026-11-24"),
            (
                Some("Büro & Söhne GmbH"),
                "public-ips-b-ro-s-hne-gmbh-36-all-2026-11-24",
            ),
            (
                Some("../../etc/passwd"),
                "public-ips-etc-passwd-36-all-2026-11-24",
            ),
            (Some("-rf \u{202e}x"), "public-ips-rf-x-36-all-2026-11-24"),
            (Some("東京"), "public-ips-36-all-2026-11-24"),
            (None, "public-ips-36-all-2026-11-24"),
        ] {
            assert_eq!(file_name(team, "36-all", now), name, "{team:?}");
        }
        let long = file_name(Some(&"ab ".repeat(500)), "36-all", now);
        assert_eq!(long.len(), "public-ips--36-all-2026-11-24".len() + MAX_SLUG);
        assert!(!long.contains("--"), "{long}");
    }
}

//! 10,000 answers, each written in one of the ways that the contract leaves open, and damaged:
//! readable parts are read, and damage stays where it is.

use serde::de::IgnoredAny;

use super::*;
use crate::domain::Timestamp;
use crate::state::test_support::TestRng;

const CASES: u64 = 10_000;

/// Pieces of texts, with JSON's own characters.
const PIECES: [&str; 26] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "\\",
    "\\u",
    "d83d",
    "0",
    "-1",
    ".5",
    "e9",
    "null",
    "true",
    "ip",
    "é",
    "\u{1F600}",
    "\0",
    "\u{7f}",
    "\n",
    " ",
    "(",
    "<b>",
    "%",
];

fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

fn pieces(rng: &mut TestRng, most: usize) -> String {
    (0..rng.below(most + 1))
        .map(|_| rng.pick(&PIECES))
        .collect()
}

/// A JSON string of this text, its characters escaped or not.
fn quoted(rng: &mut TestRng, text: &str) -> String {
    let mut json = String::from("\"");
    for letter in text.chars() {
        if rng.below(6) == 0 || letter < ' ' || matches!(letter, '"' | '\\') {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                json.push_str(&match rng.below(2) {
                    0 => format!("\\u{unit:04x}"),
                    _ => format!("\\u{unit:04X}"),
                });
            }
        } else {
            json.push(letter);
        }
    }
    json + "\""
}

fn space(rng: &mut TestRng) -> &'static str {
    ["", "", "", " ", "\n  ", "\t\r\n"][rng.below(6)]
}

/// A value that the panel does not know.
fn any_value(rng: &mut TestRng, depth: usize) -> String {
    match rng.below(if depth == 0 { 4 } else { 6 }) {
        0 => "null".to_owned(),
        1 => ["true", "false"][rng.below(2)].to_owned(),
        2 => format!("{}.{}E-{}", rng.below(99), rng.below(9), rng.below(9)),
        3 => {
            let text = pieces(rng, 4);
            quoted(rng, &text)
        }
        4 => {
            let items: Vec<String> = (0..rng.below(3))
                .map(|_| any_value(rng, depth - 1))
                .collect();
            format!("[{}]", items.join(" , "))
        }
        _ => {
            let members = (0..rng.below(3)).map(|n| (format!("m{n}"), any_value(rng, depth - 1)));
            let members = members.collect();
            object(rng, members)
        }
    }
}

/// An object of these members in any order.
fn object(rng: &mut TestRng, mut members: Vec<(String, String)>) -> String {
    for at in (1..members.len()).rev() {
        members.swap(at, rng.below(at + 1));
    }
    let members: Vec<String> = members
        .into_iter()
        .map(|(name, value)| {
            let name = quoted(rng, &name);
            let [before, after, left, right] = [(); 4].map(|()| space(rng));
            format!("{before}{name}{after}:{left}{value}{right}")
        })
        .collect();
    format!("{{{}}}", members.join(","))
}

/// Adds a member: its value, or one of the ways to send none.
fn member(rng: &mut TestRng, to: &mut Vec<(String, String)>, name: &str, value: Option<String>) {
    let value = value.or_else(|| match rng.below(7) {
        0 | 1 => None,
        2 => Some("null".to_owned()),
        3 => Some("\"\"".to_owned()),
        4 => Some(["0", "-1.5e3", "17"][rng.below(3)].to_owned()),
        5 => Some(["[]", "[\"ny2\"]", "{}"][rng.below(3)].to_owned()),
        _ => Some("{\"id\":\"ps1\"}".to_owned()),
    });
    to.extend(value.map(|value| (name.to_owned(), value)));
}

/// Adds up to two members of a newer service.
fn strange_members(rng: &mut TestRng, to: &mut Vec<(String, String)>) {
    for name in ["name", "IP", "price", "é\""].iter().take(rng.below(3)) {
        to.push(((*name).to_owned(), any_value(rng, 3)));
    }
}

/// A text with white space around it, as JSON.
fn padded(rng: &mut TestRng, text: &str) -> String {
    let text = format!("{}{text}{}", space(rng), space(rng));
    quoted(rng, &text)
}

fn region(rng: &mut TestRng) -> (Region, Option<&'static str>) {
    match rng.below(8) {
        0 => (Region::Ny2, Some("ny2")),
        1 => (Region::Ny2, Some("East Coast (NY2)")),
        2 => (Region::Ca1, Some("Ca1")),
        3 => (Region::Ams1, Some("Europe ( ams1 )")),
        4 => (Region::Other(String::new()), None),
        _ => {
            let text = rng.pick(&[
                "tyo9",
                "East Asia (TYO9)",
                "<b>\0",
                "é\u{1F600}",
                "(",
                "ny2)",
            ]);
            (Region::Other(text.to_owned()), Some(text))
        }
    }
}

fn date(rng: &mut TestRng) -> (Claimed, Option<String>) {
    if rng.below(4) == 0 {
        let text = rng.pick(&["", "yesterday", "2019-02-29T00:00:00Z", "1566656122"]);
        let sent = (!text.is_empty()).then(|| text.to_owned());
        return (Claimed::Unreadable(text.to_owned()), sent);
    }
    // The offset is at most a day, and the date stays within the panel's range.
    let at = Timestamp::from_seconds(100_000 + rng.next_u32() % 4_000_000_000);
    let minutes = i64::try_from(rng.below(24 * 60)).unwrap();
    let (sign, shift) = [("+", minutes), ("-", -minutes)][rng.below(2)];
    let (shift, offset) = match rng.below(3) {
        0 => (0, "Z".to_owned()),
        1 => (0, "z".to_owned()),
        _ => (
            shift,
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60),
        ),
    };
    let clock = Timestamp(at.0 + shift * 60_000).iso();
    let clock = clock.trim_end_matches('Z');
    let between = ["T", "t", " "][rng.below(3)];
    let fraction = ["", ".0", ".25", ".123456789"][rng.below(4)];
    let text = format!("{}{fraction}{offset}", clock.replace('T', between));
    (Claimed::At(at), Some(text))
}

/// Adds the machine of an address. Only what is absent, null or empty is idle.
fn machine(rng: &mut TestRng, to: &mut Vec<(String, String)>) -> Option<Assignee> {
    let (machine, sent) = match rng.below(8) {
        0 => (None, None),
        1 => (None, Some("null".to_owned())),
        2 => (None, Some("\"\"".to_owned())),
        3 | 4 => {
            let text = rng.pick(&[
                "17",
                "true",
                "[]",
                "{\"id\":\"ps1\"}",
                "\" \"",
                "\"\\ud800\"",
            ]);
            (Some(Assignee::Unreadable), Some(text.to_owned()))
        }
        _ => {
            let id = rng.pick(&["ps1", "web 01/é", "m\"\\\0"]);
            (Assignee::parse(id), Some(padded(rng, id)))
        }
    };
    to.extend(sent.map(|sent| ("assignedMachineId".to_owned(), sent)));
    machine
}

/// An item, and its address.
fn good(rng: &mut TestRng) -> (PublicIp, String) {
    let address = match rng.below(6) {
        0 => Address::read(rng.pick(&[
            "2001:db8::7",
            "gateway.example",
            "240.0.0.1",
            "a/b é",
            "203.0.113.07",
        ]))
        .unwrap(),
        _ => Address::from_bits(rng.next_u32() >> 1),
    };
    let (region, region_text) = region(rng);
    let (claimed, date) = date(rng);
    let mut members = Vec::new();
    let ip = padded(rng, &address.to_string());
    members.push(("ip".to_owned(), ip));
    for (name, text) in [("region", region_text), ("dtCreated", date.as_deref())] {
        let text = text.map(|text| padded(rng, text));
        member(rng, &mut members, name, text);
    }
    let machine = machine(rng, &mut members);
    strange_members(rng, &mut members);
    let ip = PublicIp {
        address,
        region,
        claimed,
        machine,
    };
    (ip, object(rng, members))
}

/// An item without a readable address.
fn bad(rng: &mut TestRng) -> String {
    let (_, item) = good(rng);
    match rng.below(5) {
        0 => any_value(rng, 2),
        1 => format!("[{item}]"),
        2 => {
            let again = any_value(rng, 1);
            format!(r#"{{"ip":"203.0.113.7","\u0069p":{again}}}"#)
        }
        3 => {
            let text = rng.pick(&[".", "..", "203.0.113.7\n.8", "\u{7f}"]);
            format!(r#"{{"ip":{},"region":"ny2"}}"#, quoted(rng, text))
        }
        _ => {
            let mut members = Vec::new();
            member(rng, &mut members, "ip", None);
            strange_members(rng, &mut members);
            object(rng, members)
        }
    }
}

/// A page that continues in this way.
fn page(rng: &mut TestRng, items: &[String]) -> (Next, String) {
    let more = [Some(true), Some(false), None][rng.below(3)];
    let cursor = ["c1", " ", "é\u{1F600}\"\\\n=="].get(rng.below(5)).copied();
    let mut members = Vec::new();
    let items: Vec<String> = items
        .iter()
        .map(|item| format!("{}{item}{}", space(rng), space(rng)))
        .collect();
    members.push(("items".to_owned(), format!("[{}]", items.join(","))));
    member(
        rng,
        &mut members,
        "hasMore",
        more.map(|more| more.to_string()),
    );
    let sent = cursor.map(|cursor| quoted(rng, cursor));
    member(rng, &mut members, "nextPage", sent);
    strange_members(rng, &mut members);
    let next = match (more, cursor) {
        (Some(false), _) => Next::End,
        (Some(true) | None, None) => Next::MissingCursor,
        (Some(true) | None, Some(cursor)) => Next::Page(Cursor::parse(cursor).unwrap()),
    };
    let page = object(rng, members);
    (next, format!("{}{page}{}", space(rng), space(rng)))
}

/// A text with a few pieces removed, inserted, doubled or cut off.
fn damaged(rng: &mut TestRng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=rng.below(3) {
        let at = rng.below(letters.len() + 1);
        let end = (at + 1 + rng.below(4)).min(letters.len());
        match rng.below(9) {
            0 | 1 => drop(letters.drain(at..end)),
            2 | 3 => drop(letters.splice(at..end, rng.pick(&PIECES).chars())),
            4 | 5 => drop(letters.splice(at..at, rng.pick(&PIECES).chars())),
            6 | 7 => {
                let part = letters[at..end].to_vec();
                drop(letters.splice(at..at, part));
            }
            _ => letters.truncate(at + 30),
        }
    }
    letters.into_iter().collect()
}

#[test]
fn a_page_is_what_was_meant_however_it_is_written() {
    for case in 0..CASES {
        let rng = &mut TestRng::for_run(case);
        let (mut meant, mut sent, mut skipped) = (Vec::new(), Vec::new(), 0);
        for _ in 0..rng.below(6) {
            if rng.below(4) == 0 {
                sent.push(bad(rng));
                skipped += 1;
            } else {
                let (ip, item) = good(rng);
                assert_eq!(decode_address(&item).as_ref(), Ok(&ip), "{case}: {item}");
                assert_eq!(decode_released(&item), Ok(ip.address), "{case}: {item}");
                meant.push(ip);
                sent.push(item);
            }
        }
        let (next, text) = page(rng, &sent);
        let meant = Page {
            items: meant,
            skipped,
            next,
        };
        assert_eq!(decode_page(&text), Ok(meant), "{case}: {text}");
    }
}

#[test]
fn damage_to_one_item_leaves_the_others_as_they_are() {
    let mut still_an_item = 0;
    for case in 0..CASES {
        let rng = &mut TestRng::for_run(case);
        let [(before, first), (_, middle), (after, last)] = [(); 3].map(|()| good(rng));
        let middle = damaged(rng, &middle);
        let (next, text) = page(rng, &[first, middle.clone(), last]);
        let read = decode_page(&text);
        if is_json(&middle) {
            still_an_item += 1;
            let middle = decode_address(&middle).ok();
            let skipped = u32::from(middle.is_none());
            let items = [before].into_iter().chain(middle).chain([after]).collect();
            assert_eq!(
                read,
                Ok(Page {
                    items,
                    skipped,
                    next
                }),
                "{case}: {text}"
            );
        } else if !is_json(&text) {
            assert!(read.is_err(), "{case}: {text}");
        }
    }
    assert!(still_an_item > 1_000, "{still_an_item}");
}

#[test]
fn whatever_arrives_is_read_or_shown_and_nothing_panics() {
    let mut read = 0;
    for case in 0..CASES {
        let rng = &mut TestRng::for_run(case);
        let text = if rng.below(3) == 0 {
            let bytes: Vec<u8> = (0..rng.below(60))
                .map(|_| rng.next_u32().to_le_bytes()[0])
                .collect();
            String::from_utf8_lossy(&bytes).into_owned() + &pieces(rng, 20)
        } else {
            let items = [good(rng).1, good(rng).1];
            let (_, text) = page(rng, &items);
            damaged(rng, &text)
        };
        match decode_page(&text) {
            Ok(_) => {
                read += 1;
                assert!(is_json(&text), "{case}: {text}");
            }
            Err(Failure::Unreadable {
                status: 200,
                excerpt,
                ..
            }) => {
                assert!(excerpt.chars().count() <= 200, "{case}: {text}");
            }
            Err(other) => panic!("{case}: {other:?}"),
        }
        assert_eq!(Failure::from_answer(503, &text).status(), Some(503));
        let released = decode_released(&text).ok();
        let address = decode_address(&text).ok();
        assert_eq!(released, address.map(|ip| ip.address), "{case}: {text}");
    }
    assert!(read > 1_000, "only {read} could still be read");
}

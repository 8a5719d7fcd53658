//! 10,000 answers, each written in one of the ways that the contract leaves
//! open, and damaged: what was meant is read, and damage stays where it is.

use serde::de::IgnoredAny;

use super::*;
use crate::domain::Timestamp;
use crate::state::dice::Dice;

const CASES: u64 = 10_000;

/// What a text may be made of, JSON's own signs among it.
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

fn pieces(dice: &mut Dice, most: usize) -> String {
    (0..dice.roll(most + 1))
        .map(|_| dice.pick(&PIECES))
        .collect()
}

/// A JSON string of this text, its characters escaped or not.
fn quoted(dice: &mut Dice, text: &str) -> String {
    let mut json = String::from("\"");
    for letter in text.chars() {
        if dice.roll(6) == 0 || letter < ' ' || matches!(letter, '"' | '\\') {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                json.push_str(&match dice.roll(2) {
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

fn space(dice: &mut Dice) -> &'static str {
    ["", "", "", " ", "\n  ", "\t\r\n"][dice.roll(6)]
}

/// A value of which the panel knows nothing.
fn any_value(dice: &mut Dice, depth: usize) -> String {
    match dice.roll(if depth == 0 { 4 } else { 6 }) {
        0 => "null".to_owned(),
        1 => ["true", "false"][dice.roll(2)].to_owned(),
        2 => format!("{}.{}E-{}", dice.roll(99), dice.roll(9), dice.roll(9)),
        3 => {
            let text = pieces(dice, 4);
            quoted(dice, &text)
        }
        4 => {
            let items: Vec<String> = (0..dice.roll(3))
                .map(|_| any_value(dice, depth - 1))
                .collect();
            ["[", &items.join(" , "), "]"].concat()
        }
        _ => {
            let members = (0..dice.roll(3)).map(|n| (format!("m{n}"), any_value(dice, depth - 1)));
            let members = members.collect();
            object(dice, members)
        }
    }
}

/// An object of these members in any order.
fn object(dice: &mut Dice, mut members: Vec<(String, String)>) -> String {
    for at in (1..members.len()).rev() {
        members.swap(at, dice.roll(at + 1));
    }
    let members: Vec<String> = members
        .into_iter()
        .map(|(name, value)| {
            let name = quoted(dice, &name);
            [
                space(dice),
                &name,
                space(dice),
                ":",
                space(dice),
                &value,
                space(dice),
            ]
            .concat()
        })
        .collect();
    ["{", &members.join(","), "}"].concat()
}

/// Adds a member: its value, or one of the ways to say that there is none.
fn member(dice: &mut Dice, to: &mut Vec<(String, String)>, name: &str, value: Option<String>) {
    let value = value.or_else(|| match dice.roll(7) {
        0 | 1 => None,
        2 => Some("null".to_owned()),
        3 => Some("\"\"".to_owned()),
        4 => Some(["0", "-1.5e3", "17"][dice.roll(3)].to_owned()),
        5 => Some(["[]", "[\"ny2\"]", "{}"][dice.roll(3)].to_owned()),
        _ => Some("{\"id\":\"ps1\"}".to_owned()),
    });
    to.extend(value.map(|value| (name.to_owned(), value)));
}

/// Adds up to two members of a newer service.
fn strange_members(dice: &mut Dice, to: &mut Vec<(String, String)>) {
    for name in ["name", "IP", "price", "é\""].iter().take(dice.roll(3)) {
        to.push(((*name).to_owned(), any_value(dice, 3)));
    }
}

/// A text with white space around it, as JSON.
fn padded(dice: &mut Dice, text: &str) -> String {
    let text = [space(dice), text, space(dice)].concat();
    quoted(dice, &text)
}

fn region(dice: &mut Dice) -> (Region, Option<&'static str>) {
    match dice.roll(8) {
        0 => (Region::Ny2, Some("ny2")),
        1 => (Region::Ny2, Some("East Coast (NY2)")),
        2 => (Region::Ca1, Some("Ca1")),
        3 => (Region::Ams1, Some("Europe ( ams1 )")),
        4 => (Region::Other(String::new()), None),
        _ => {
            let text = dice.pick(&[
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

fn date(dice: &mut Dice) -> (Claimed, Option<String>) {
    if dice.roll(4) == 0 {
        let text = dice.pick(&["", "yesterday", "2019-02-29T00:00:00Z", "1566656122"]);
        let sent = (!text.is_empty()).then(|| text.to_owned());
        return (Claimed::Unreadable(text.to_owned()), sent);
    }
    // The offset is at most a day, and the date stays one that the panel holds.
    let at = Timestamp::from_seconds(100_000 + dice.number() % 4_000_000_000);
    let minutes = i64::try_from(dice.roll(24 * 60)).unwrap();
    let (sign, shift) = [("+", minutes), ("-", -minutes)][dice.roll(2)];
    let (shift, offset) = match dice.roll(3) {
        0 => (0, "Z".to_owned()),
        1 => (0, "z".to_owned()),
        _ => (
            shift,
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60),
        ),
    };
    let clock = Timestamp(at.0 + shift * 60_000).iso();
    let clock = clock.trim_end_matches('Z');
    let between = ["T", "t", " "][dice.roll(3)];
    let fraction = ["", ".0", ".25", ".123456789"][dice.roll(4)];
    let text = [&clock.replace('T', between), fraction, &offset].concat();
    (Claimed::At(at), Some(text))
}

/// An item, and what it says.
fn good(dice: &mut Dice) -> (PublicIp, String) {
    let address = Address::from_bits(dice.number());
    let (region, region_text) = region(dice);
    let (claimed, date) = date(dice);
    let machine = ["ps1", "web 01/é", "m\"\\\0"].get(dice.roll(6)).copied();
    let mut members = Vec::new();
    let ip = padded(dice, &address.to_string());
    members.push(("ip".to_owned(), ip));
    for (name, text) in [
        ("region", region_text),
        ("dtCreated", date.as_deref()),
        ("assignedMachineId", machine),
    ] {
        let text = text.map(|text| padded(dice, text));
        member(dice, &mut members, name, text);
    }
    strange_members(dice, &mut members);
    let ip = PublicIp {
        address,
        region,
        claimed,
        machine: machine.map(|text| MachineId::parse(text).unwrap()),
    };
    (ip, object(dice, members))
}

/// An item of which no address can be read.
fn bad(dice: &mut Dice) -> String {
    let (_, item) = good(dice);
    match dice.roll(5) {
        0 => any_value(dice, 2),
        1 => ["[", &item, "]"].concat(),
        2 => [
            "{\"ip\":\"203.0.113.7\",\"\\u0069p\":",
            &any_value(dice, 1),
            "}",
        ]
        .concat(),
        3 => {
            let text = dice.pick(&[
                "203.0.113.256",
                "203.0.113.07",
                "203.0.113",
                "2001:db8::7",
                "x",
            ]);
            ["{\"ip\":", &quoted(dice, text), ",\"region\":\"ny2\"}"].concat()
        }
        _ => {
            let mut members = Vec::new();
            member(dice, &mut members, "ip", None);
            strange_members(dice, &mut members);
            object(dice, members)
        }
    }
}

/// A page that says what comes next in this way.
fn page(dice: &mut Dice, items: &[String]) -> (Next, String) {
    let more = [Some(true), Some(false), None][dice.roll(3)];
    let cursor = ["c1", " ", "é\u{1F600}\"\\\n=="].get(dice.roll(5)).copied();
    let mut members = Vec::new();
    let items: Vec<String> = items
        .iter()
        .map(|item| [space(dice), item, space(dice)].concat())
        .collect();
    members.push(("items".to_owned(), ["[", &items.join(","), "]"].concat()));
    member(
        dice,
        &mut members,
        "hasMore",
        more.map(|more| more.to_string()),
    );
    let sent = cursor.map(|cursor| quoted(dice, cursor));
    member(dice, &mut members, "nextPage", sent);
    strange_members(dice, &mut members);
    let next = match (more, cursor) {
        (Some(false), _) | (None, None) => Next::End,
        (Some(true), None) => Next::Lost,
        (Some(true) | None, Some(cursor)) => Next::Page(Cursor::parse(cursor).unwrap()),
    };
    let page = object(dice, members);
    (next, [space(dice), &page, space(dice)].concat())
}

/// A text with a few pieces taken out, put in, doubled or cut off.
fn damaged(dice: &mut Dice, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(letters.len() + 1);
        let end = (at + 1 + dice.roll(4)).min(letters.len());
        match dice.roll(9) {
            0 | 1 => drop(letters.drain(at..end)),
            2 | 3 => drop(letters.splice(at..end, dice.pick(&PIECES).chars())),
            4 | 5 => drop(letters.splice(at..at, dice.pick(&PIECES).chars())),
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
        let dice = &mut Dice::of(case);
        let (mut meant, mut sent, mut skipped) = (Vec::new(), Vec::new(), 0);
        for _ in 0..dice.roll(6) {
            if dice.roll(4) == 0 {
                sent.push(bad(dice));
                skipped += 1;
            } else {
                let (ip, item) = good(dice);
                assert_eq!(decode_address(&item).as_ref(), Ok(&ip), "{case}: {item}");
                assert_eq!(decode_released(&item), Ok(ip.address), "{case}: {item}");
                meant.push(ip);
                sent.push(item);
            }
        }
        let (next, text) = page(dice, &sent);
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
        let dice = &mut Dice::of(case);
        let [(before, first), (_, middle), (after, last)] = [(); 3].map(|()| good(dice));
        let middle = damaged(dice, &middle);
        let (next, text) = page(dice, &[first, middle.clone(), last]);
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
        let dice = &mut Dice::of(case);
        let text = if dice.roll(3) == 0 {
            let bytes: Vec<u8> = (0..dice.roll(60))
                .map(|_| dice.number().to_le_bytes()[0])
                .collect();
            String::from_utf8_lossy(&bytes).into_owned() + &pieces(dice, 20)
        } else {
            let items = [good(dice).1, good(dice).1];
            let (_, text) = page(dice, &items);
            damaged(dice, &text)
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

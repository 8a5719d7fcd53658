//! Holds for any input of a decoder. The fuzz targets search for input that breaks it;
//! `tests/corpus.rs` replays the inputs that they have kept.

mod strict;

use model::domain::{Address, ApiKey, Assignee, Claimed, MachineId, PublicIp, Region, Timestamp};
use model::state::{Notes, OwnedWork, Route, StoredSession};
use model::wire::{
    ApiBase, Config, Evidence, Failure, Lenient, Next, decode_address, decode_page,
    decode_released, object,
};
use serde::Deserialize;
use serde_json::Value;

type Check = fn(&str);

/// The checks by name: that of the fuzz target and of the folder of its corpus.
pub const CHECKS: [(&str, Check); 6] = [
    ("answer", answer),
    ("config", config),
    ("error", error),
    ("json", json),
    ("stored", stored),
    ("typed", typed),
];

pub fn run(name: &str, text: &str) {
    for (_, check) in CHECKS.into_iter().filter(|(other, _)| *other == name) {
        check(text);
    }
}

/// Decodes the answers to a list, to a claim or assignment, and to a release.
fn answer(text: &str) {
    if let Ok(page) = decode_page(text) {
        let most = text.len() / 2;
        assert!(
            page.items.len() + page.skipped as usize <= most,
            "no item comes from nothing"
        );
    }
    if let Ok(ip) = decode_address(text) {
        let shown = ip.address.to_string();
        assert_eq!(
            shown.parse().ok(),
            Some(ip.address),
            "an address is shown as it is read"
        );
    }
    let _ = decode_released(text);
    strict_answer(text);
}

/// Where a strict reader reads an answer too, both find the same values in it.
fn strict_answer(text: &str) {
    let Some(strict) = strict::read(text) else {
        return;
    };
    let items = strict.get("items").and_then(Value::as_array);
    let page = decode_page(text).ok();
    assert_eq!(page.is_some(), items.is_some(), "a page has items");
    if let Some((page, items)) = page.zip(items) {
        let expected: Vec<PublicIp> = items.iter().filter_map(strict_item).collect();
        assert_eq!(page.items, expected);
        assert_eq!(page.skipped as usize, items.len() - expected.len());
        let more = strict.get("hasMore").and_then(Value::as_bool);
        let cursor = strict_text(&strict, "nextPage").filter(|cursor| !cursor.is_empty());
        match page.next {
            Next::Page(read) => {
                assert_eq!((Some(read.as_str()), more != Some(false)), (cursor, true))
            }
            Next::MissingCursor => assert_eq!((cursor, more == Some(false)), (None, false)),
            Next::End => assert_eq!(more, Some(false)),
        }
    }
    let item = strict_item(&strict);
    assert_eq!(
        decode_released(text).ok(),
        item.as_ref().map(|ip| ip.address)
    );
    assert_eq!(decode_address(text).ok(), item);
}

/// An item as a strict reader reads it: its address, and each member that is a string.
fn strict_item(item: &Value) -> Option<PublicIp> {
    let address = Address::read(strict_text(item, "ip")?)?;
    let text = |name| strict_text(item, name).unwrap_or_default().trim();
    Some(PublicIp {
        address,
        region: Region::parse(text("region")),
        claimed: Claimed::parse(text("dtCreated")),
        machine: match item.get("assignedMachineId") {
            None | Some(Value::Null) => None,
            Some(Value::String(id)) => Assignee::parse(id),
            Some(_) => Some(Assignee::Unreadable),
        },
    })
}

fn strict_text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str)
}

/// Reads `config.json`: an accepted base leads to https, to this machine, or to the origin of the page.
fn config(text: &str) {
    let bases = [
        Config::parse(text).ok().map(|config| config.api_base),
        ApiBase::parse(text).ok(),
    ];
    for base in bases.into_iter().flatten() {
        let base = base.as_str();
        let allowed = ["https://", "/", "http://localhost", "http://127.0.0.1"];
        assert!(
            allowed.iter().any(|begin| base.starts_with(begin)),
            "{base}"
        );
        assert!(!base.starts_with("//"), "{base}");
        assert!(!base.contains(['?', '#', '@', '\\']), "{base}");
    }
}

/// Reads an error of the API or of a proxy before it.
fn error(text: &str) {
    let failure = Failure::from_answer(502, text);
    if let Failure::Unreadable { excerpt, .. } = &failure {
        assert!(excerpt.chars().count() <= 200);
    }
    strict_error(text);
    for operation in [
        model::domain::Operation::List,
        model::domain::Operation::Claim,
    ] {
        let words = failure.words(operation);
        assert!(!words.what.is_empty() && !words.next.is_empty());
    }
}

/// An error is the API's own exactly if a strict reader finds a code and a message in it.
fn strict_error(text: &str) {
    let Some(strict) = strict::read(text) else {
        return;
    };
    let member = |name| strict.get(name).and_then(Value::as_str).map(str::trim);
    let (code, message) = (member("code"), member("message"));
    let own = code
        .zip(message)
        .filter(|(code, message)| !code.is_empty() && !message.is_empty());
    let failure = Failure::from_answer(409, text);
    let read = if let Failure::Refused { code, message, .. } = &failure {
        Some((code.as_str(), message.as_str()))
    } else {
        None
    };
    assert_eq!(read.map(|(code, _)| code), own.map(|(code, _)| code));
    if let (Some((_, read)), Some((_, strict))) = (read, own) {
        assert!(read.starts_with(strict), "{read} begins with {strict}");
    }
    let is_certain = failure.evidence() == Evidence::NotDone;
    assert_eq!(
        is_certain,
        own.is_some(),
        "only the API's own error proves anything"
    );
}

/// Compares the lenient fields of all answers with the values that serde_json reads, which is
/// strict: it also refuses half of a surrogate pair and numbers beyond its range.
fn json(text: &str) {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Fields<'a> {
        #[serde(borrow)]
        item: Lenient<'a, String>,
        items: Lenient<'a, Vec<Lenient<'a, bool>>>,
    }
    let read: Option<Fields> = object(text);
    let strict = serde_json::from_str::<Value>(text);
    if let (Some(read), Ok(strict)) = (read, strict) {
        assert!(strict.is_object(), "nothing else is an object");
        let member = |name| strict.get(name);
        let item = member("item").and_then(Value::as_str);
        let item = item.filter(|item| !item.is_empty());
        assert_eq!(read.item.value().as_deref(), item);
        let flags = read.items.value().map(|items| {
            let flags = items.iter().map(Lenient::value);
            flags.collect::<Vec<_>>()
        });
        let items = member("items").and_then(Value::as_array);
        let strict_flags = items.map(|items| items.iter().map(Value::as_bool).collect());
        assert_eq!(flags, strict_flags);
    }
}

/// Reads storage, a file of notes and the address bar: what the panel writes reads back the same.
fn stored(text: &str) {
    let route = Route::parse(text);
    assert_eq!(Route::parse(&route.fragment()), route);
    if let Some(owned) = OwnedWork::parse(text) {
        assert_eq!(OwnedWork::parse(&owned.to_text()), Some(owned));
    }
    let _ = StoredSession::parse(text);
    stored_notes(text);
}

/// Imports notes from a file.
fn stored_notes(text: &str) {
    let mut notes = Notes::parse(text);
    for (_, note) in notes.iter() {
        assert!(!note.is_empty() && note.trim() == note, "{note:?}");
        assert!(note.chars().count() <= 200, "{note:?}");
        assert!(!note.contains(char::is_control), "{note:?}");
    }
    let written = notes.to_text();
    assert_eq!(Notes::parse(&written), notes);
    if let Ok(done) = notes.import(&written) {
        assert_eq!((done.same, done.unreadable), (notes.len(), 0));
        assert_eq!((done.added, done.replaced, done.too_long), (0, 0, 0));
    }
    // Any text that is short enough can be a note, and a file does not change it.
    let mut one = Notes::default();
    let is_set = one
        .set(model::domain::Address::new(127, 0, 0, 1), text)
        .is_ok();
    assert!(is_set || one.is_empty() && text.chars().count() > 200);
    assert_eq!(Notes::parse(&one.to_text()), one);
}

/// Parses single words: typed by a person or sent by the API.
#[expect(clippy::disallowed_methods, reason = "a header can carry every key")]
fn typed(text: &str) {
    if let Ok(key) = ApiKey::parse(text) {
        let header = key.authorization();
        let secret = header.strip_prefix("Bearer ").unwrap();
        assert!(secret.bytes().all(|byte| byte.is_ascii_graphic()));
        let other = ApiKey::parse("another");
        let shown = format!("{:?}", Ok::<_, ()>(&key));
        assert_eq!(
            shown,
            format!("{:?}", other.as_ref().map_err(|_| ())),
            "no key is shown"
        );
    }
    if let Ok(machine) = MachineId::parse(text) {
        assert_eq!(machine.as_str(), text.trim());
    }
    let region = Region::parse(text);
    assert_eq!(Region::parse(region.code()), region);
    if let Claimed::At(claimed) = Claimed::parse(text) {
        let read = Timestamp::parse(text).and_then(Timestamp::to_seconds);
        assert_eq!(claimed.to_seconds(), read, "a date is kept to the second");
    }
}

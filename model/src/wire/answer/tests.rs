use super::*;
use crate::domain::Timestamp;

const ADDRESS: Address = Address::new(203, 0, 113, 7);

/// A page of one item with these fields.
fn item(fields: &str) -> Result<Page, Failure> {
    decode_page(&format!(
        r#"{{"hasMore":false,"items":[{{"ip":"203.0.113.7",{fields}}}]}}"#
    ))
}

fn one(fields: &str) -> PublicIp {
    let page = item(fields).unwrap();
    assert_eq!((page.items.len(), page.skipped), (1, 0), "{fields}");
    page.items[0].clone()
}

/// What follows an empty page with these further fields.
fn next(fields: &str) -> Next {
    decode_page(&format!(r#"{{{fields}"items":[]}}"#))
        .unwrap()
        .next
}

fn excerpt_of(failure: Failure) -> String {
    let Failure::Unreadable {
        status: 200,
        excerpt,
        retry_after: None,
    } = failure
    else {
        panic!("{failure:?}")
    };
    excerpt
}

#[test]
fn the_list_example_of_the_reference_is_read() {
    // The example says "string" in place of an address, and any text is one.
    let example = r#"{"hasMore":true,"items":[{"assignedMachineId":"string","dtCreated":"2019-08-24T14:15:22Z","ip":"string","region":"ny2"}],"nextPage":"string"}"#;
    let page = decode_page(example).unwrap();
    let named = |text| PublicIp {
        address: Address::read(text).unwrap(),
        ..example_address()
    };
    assert_eq!((page.items, page.skipped), (vec![named("string")], 0));
    assert_eq!(page.next, Next::Page(Cursor::parse("string").unwrap()));

    let page = decode_page(&example.replace(r#""ip":"string""#, r#""ip":"203.0.113.7""#)).unwrap();
    assert_eq!(page.items, [example_address()]);
    assert_eq!(page.skipped, 0);
}

#[test]
fn the_item_examples_of_the_reference_are_read() {
    let body = r#"{
  "assignedMachineId": "string",
  "dtCreated": "2019-08-24T14:15:22Z",
  "ip": "203.0.113.7",
  "region": "ny2"
}"#;
    assert_eq!(decode_address(body), Ok(example_address()));
    assert_eq!(decode_released(r#"{"ip": "203.0.113.7"}"#), Ok(ADDRESS));
    for odd in [r#"{"ip": ".."}"#, r#"{"ip": 7}"#] {
        assert_eq!(excerpt_of(decode_released(odd).unwrap_err()), odd);
        assert_eq!(excerpt_of(decode_address(odd).unwrap_err()), odd);
    }
}

fn example_address() -> PublicIp {
    PublicIp {
        address: ADDRESS,
        region: Region::Ny2,
        claimed: Claimed::At(Timestamp(1_566_656_122_000)),
        machine: Assignee::parse("string"),
    }
}

#[test]
fn what_comes_next_is_read_from_both_fields() {
    let page = Next::Page(Cursor::parse("c1").unwrap());
    for (fields, expected) in [
        (r#""hasMore":true,"nextPage":"c1","#, &page),
        (r#""nextPage":"c1","#, &page),
        (r#""hasMore":null,"nextPage":"c1","#, &page),
        (r#""hasMore":"yes","nextPage":"c1","#, &page),
        (r#""hasMore":false,"nextPage":"c1","#, &Next::End),
        (r#""hasMore":false,"nextPage":null,"#, &Next::End),
        (r#""hasMore":false,"nextPage":"","#, &Next::End),
        (r#""hasMore":false,"#, &Next::End),
        (r#""nextPage":null,"#, &Next::MissingCursor),
        (r#""hasMore":null,"nextPage":null,"#, &Next::MissingCursor),
        ("", &Next::MissingCursor),
        (r#""hasMore":true,"nextPage":null,"#, &Next::MissingCursor),
        (r#""hasMore":true,"nextPage":"","#, &Next::MissingCursor),
        (r#""hasMore":true,"nextPage":17,"#, &Next::MissingCursor),
        (r#""hasMore":true,"#, &Next::MissingCursor),
    ] {
        assert_eq!(next(fields), *expected, "{fields}");
    }
}

#[test]
fn a_cursor_is_kept_to_the_last_character() {
    for (json, cursor) in [
        (r#"" a==\n""#, " a==\n"),
        (r#""\u00e9\ud83d\ude00""#, "é\u{1F600}"),
        (r#"" ""#, " "),
    ] {
        let fields = format!(r#""hasMore":true,"nextPage":{json},"#);
        let Next::Page(read) = next(&fields) else {
            panic!("{json}")
        };
        assert_eq!(read.as_str(), cursor);
    }
    assert_eq!(Cursor::parse(""), None);
}

#[test]
fn a_machine_may_be_absent_null_or_empty() {
    let rest = r#""region":"ny2","dtCreated":"2019-08-24T14:15:22Z""#;
    for machine in [
        "",
        r#""assignedMachineId":null,"#,
        r#""assignedMachineId":"","#,
    ] {
        assert_eq!(one(&format!("{machine}{rest}")).machine, None, "{machine}");
    }
    let read = one(&format!(r#""assignedMachineId":" psm9u09bwu5i ",{rest}"#));
    assert_eq!(read.machine_id().unwrap().as_str(), "psm9u09bwu5i");
}

#[test]
fn a_machine_that_cannot_be_read_leaves_no_address_idle() {
    let long = format!("\"{}\"", "m".repeat(257));
    for machine in [
        "12",
        "0",
        "false",
        "true",
        "[]",
        r#"{"id":"ps1"}"#,
        r#""  ""#,
        r#""\ud800""#,
        r#""psm9\udc00""#,
        &long,
    ] {
        let read = one(&format!(r#""region":"ny2","assignedMachineId":{machine}"#));
        assert_eq!(read.machine, Some(Assignee::Unreadable), "{machine}");
        let body = format!(r#"{{"ip":"203.0.113.7","assignedMachineId":{machine}}}"#);
        assert_eq!(decode_address(&body).unwrap().machine, read.machine);
        let answer = decode_assignment(&body);
        assert!(
            matches!(answer, Err(Failure::Unreadable { .. })),
            "{machine}"
        );
    }
}

#[test]
fn a_region_is_read_from_its_code_its_long_name_or_as_it_came() {
    for (json, region) in [
        (r#""ny2""#, Region::Ny2),
        (r#""CA1""#, Region::Ca1),
        (r#""East Coast (NY2)""#, Region::Ny2),
        (r#""West Coast (CA1)""#, Region::Ca1),
        (r#""Europe (AMS1)""#, Region::Ams1),
        (
            r#""East Asia (TYO9)""#,
            Region::Other("East Asia (TYO9)".into()),
        ),
        (r#""<b>\u0000""#, Region::Other("<b>\0".into())),
        ("null", Region::Other(String::new())),
        (r#""""#, Region::Other(String::new())),
        ("7", Region::Other(String::new())),
        // A lone surrogate is valid JSON, but no text.
        (r#""\ud800""#, Region::Other(String::new())),
    ] {
        assert_eq!(one(&format!(r#""region":{json}"#)).region, region, "{json}");
    }
    let read = one(r#""dtCreated":"2019-08-24T14:15:22Z""#);
    assert_eq!(read.region, Region::Other(String::new()));
}

#[test]
fn a_bad_date_is_kept_as_it_came() {
    for (json, claimed) in [
        (
            r#""2019-08-24T14:15:22Z""#,
            Claimed::At(Timestamp(1_566_656_122_000)),
        ),
        (
            r#""2019-08-24T14:15:22.000+00:00""#,
            Claimed::At(Timestamp(1_566_656_122_000)),
        ),
        (
            r#""last Tuesday""#,
            Claimed::Unreadable("last Tuesday".into()),
        ),
        (
            r#""2019-02-30T00:00:00Z""#,
            Claimed::Unreadable("2019-02-30T00:00:00Z".into()),
        ),
        ("null", Claimed::Unreadable(String::new())),
        ("1566656122", Claimed::Unreadable(String::new())),
    ] {
        let read = one(&format!(r#""region":"ny2","dtCreated":{json}"#));
        assert_eq!(read.claimed, claimed, "{json}");
    }
    assert_eq!(
        one(r#""region":"ny2""#).claimed,
        Claimed::Unreadable(String::new())
    );
}

#[test]
fn unknown_fields_are_passed_over_however_deep() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let read = one(&format!(
        r#""region":"ny2","name":"web","tags":["a"],"price":3.0e2,"deep":{deep}"#
    ));
    assert_eq!(read.region, Region::Ny2);
    let page = decode_page(&format!(
        r#"{{"total":{deep},"items":[],"hasMore":false,"links":{{"self":null}}}}"#
    ));
    assert_eq!(page.unwrap().next, Next::End);
}

#[test]
fn a_bad_item_is_skipped_and_counted() {
    let good = r#"{"ip":"203.0.113.7","region":"ny2","dtCreated":"2019-08-24T14:15:22Z"}"#;
    let bad = [
        "null",
        "7",
        r#""203.0.113.7""#,
        r#"["203.0.113.7","ny2"]"#,
        "{}",
        r#"{"region":"ny2"}"#,
        r#"{"ip":null}"#,
        r#"{"ip":""}"#,
        r#"{"ip":3405803783}"#,
        r#"{"ip":".."}"#,
        r#"{"ip":"203.0.113.7\n203.0.113.8"}"#,
        r#"{"ip":"203.0.113.7","ip":"203.0.113.8"}"#,
    ];
    let items = bad.map(|item| format!("{item},{good},")).concat();
    let page = decode_page(&format!(r#"{{"items":[{items}{good}]}}"#)).unwrap();
    assert_eq!(page.skipped as usize, bad.len());
    assert_eq!(page.items.len(), bad.len() + 1);
    assert!(page.items.iter().all(|ip| ip.address == ADDRESS));
}

#[test]
fn an_address_that_is_not_ipv4_is_listed_with_its_text() {
    for text in [
        "2001:db8::7",
        "gateway.example",
        "203.0.113.256",
        "203.0.113.07",
    ] {
        let item = format!(r#"{{"ip":"{text}","region":"ny2"}}"#);
        let page = decode_page(&format!(r#"{{"items":[{item}]}}"#)).unwrap();
        assert_eq!((page.skipped, page.items.len()), (0, 1), "{text}");
        assert_eq!(page.items[0].address.to_string(), text);
        assert_eq!(decode_released(&item), Ok(page.items[0].address));
    }
}

#[test]
fn what_is_not_a_list_is_unreadable_and_shown() {
    for (body, excerpt) in [
        ("", ""),
        ("null", "null"),
        ("true", "true"),
        ("[]", "[]"),
        ("[true,[],null]", "[true,[],null]"),
        ("{}", "{}"),
        (r#"{"items":null}"#, r#"{"items":null}"#),
        (r#"{"items":{}}"#, r#"{"items":{}}"#),
        (r#"{"items":[]}x"#, r#"{"items":[]}x"#),
        (
            r#"{"hasMore":false,"items":[{"ip":"203.0.1"#,
            r#"{"hasMore":false,"items":[{"ip":"203.0.1"#,
        ),
        (
            "<!doctype html><html><head><title>Gone</title></head><body><h1>Bad\n gateway</h1></body></html>",
            "Bad gateway",
        ),
    ] {
        assert_eq!(excerpt_of(decode_page(body).unwrap_err()), excerpt);
    }
}

#[test]
fn what_is_not_an_address_is_unreadable() {
    for body in [
        "",
        "null",
        "[]",
        r#"["203.0.113.7"]"#,
        r#"{"ip":null}"#,
        r#"{"ip":"203.0.113.7""#,
        r#"{"items":[]}"#,
        "<p>no</p>",
    ] {
        assert!(decode_address(body).is_err(), "{body}");
        assert!(decode_released(body).is_err(), "{body}");
    }
}

#[test]
fn a_list_cut_off_anywhere_is_unreadable_never_a_shorter_list() {
    let body = r#"{"hasMore":true,"items":[{"assignedMachineId":null,"ip":"203.0.113.7","region":"ny2"}],"nextPage":"é"}"#;
    assert!(decode_page(body).is_ok());
    for (end, _) in body.char_indices() {
        assert!(decode_page(&body[..end]).is_err(), "{}", &body[..end]);
    }
}

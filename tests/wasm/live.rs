//! The live API against the server of the project, from another origin.

use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use app::cancel::Cancel;
use app::ports::{Api, Connect, LocalFuture};
use js_sys::{Date, Reflect};
use leptos::prelude::window;
use model::domain::{Address, ApiKey, Assignee, MachineId, Region};
use model::wire::{self, ApiBase, Diagnosis, Failure, ListQuery, Method, Next, Order, Request};
use public_ips::browser::api::ApiConnector;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

use crate::requests::{Answers, Requests, held};
use crate::stage::Property;

/// The address of the server, without a path.
const API: &str = env!("PUBLIC_IPS_TEST_API");

const LIMIT: u32 = 15_000;

const UNREACHABLE: Failure = Failure::Unreachable(Diagnosis::Unknown);

/// A machine in ny2 without an address (`docs/simulator.md`, Machines).
const FREE: &str = "psw51yb8m";

/// A refusal that says when to come back.
const REFUSE: &str =
    "return new Response('{}', { status: 429, headers: { 'Retry-After': given } });";

/// A body that never ends, in parts of 64 KiB. It counts the parts that were asked for.
const ENDLESS: &str = "window.parts = 0;
    return new Response(new ReadableStream({
        pull(to) { window.parts += 1; to.enqueue(new Uint8Array(65536).fill(32)); },
        cancel() { window.given_up = true; },
    }));";

/// The text, a byte at a time.
const BYTE_BY_BYTE: &str = "const bytes = new TextEncoder().encode(given);
    return new Response(new ReadableStream({
        start(to) { for (const byte of bytes) to.enqueue(new Uint8Array([byte])); to.close(); },
    }));";

fn at(base: &str, key: &str) -> Rc<dyn Api> {
    let key = ApiKey::parse(key).unwrap();
    ApiConnector.live(&ApiBase::parse(base).unwrap(), &key)
}

fn live(key: &str) -> Rc<dyn Api> {
    at(&format!("{API}/v1"), key)
}

/// Sends a request that nothing cancels.
async fn send(api: &Rc<dyn Api>, request: &Request) -> Result<String, Failure> {
    api.send(request, LIMIT, &Cancel::default()).await
}

/// Has a request leave the page. No answer can be there yet: the browser has not had a turn.
async fn begin(sending: &mut LocalFuture<Result<String, Failure>>) {
    let first = poll_fn(|context| Poll::Ready(sending.as_mut().poll(context))).await;
    assert!(first.is_pending());
}

fn code(answer: Result<String, Failure>) -> (u16, String) {
    match answer {
        Err(Failure::Refused { status, code, .. }) => (status, code),
        other => panic!("this is no refusal: {other:?}"),
    }
}

#[wasm_bindgen_test]
async fn a_list_comes_page_by_page() {
    let live = live("demo");
    let query = ListQuery {
        region: None,
        order: Order::Asc,
    };
    let mut found = Vec::new();
    let mut after = None;
    for size in [20, 16] {
        let request = wire::list(&query, after.as_ref(), 20);
        let page = wire::decode_page(&send(&live, &request).await.unwrap()).unwrap();
        assert_eq!((page.items.len(), page.skipped), (size, 0));
        found.extend(page.items.iter().map(|ip| ip.address));
        after = match page.next {
            Next::Page(cursor) => Some(cursor),
            Next::End | Next::MissingCursor => None,
        };
    }
    assert_eq!(after, None, "36 addresses are two pages of 20");
    assert_eq!(found.first(), Some(&Address::new(203, 0, 113, 40)));
    assert_eq!(found.last(), Some(&Address::new(203, 0, 113, 4)));
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 36);
}

#[wasm_bindgen_test]
async fn an_address_is_claimed_assigned_unassigned_and_released() {
    let live = live("demo");
    let machine = MachineId::parse(FREE).unwrap();
    let claimed = send(&live, &wire::claim(&Region::Ny2)).await.unwrap();
    let claimed = wire::decode_address(&claimed).unwrap();
    assert_eq!((&claimed.region, &claimed.machine), (&Region::Ny2, &None));

    let address = claimed.address;
    let assigned = send(&live, &wire::assign(&held(address), &machine))
        .await
        .unwrap();
    let assigned = wire::decode_address(&assigned).unwrap();
    assert_eq!(
        (assigned.address, assigned.machine),
        (address, Some(Assignee::Machine(machine)))
    );

    let idle = send(&live, &wire::unassign(&held(address))).await.unwrap();
    assert_eq!(wire::decode_address(&idle).unwrap(), claimed);

    let released = send(&live, &wire::release(&held(address))).await.unwrap();
    assert_eq!(wire::decode_released(&released), Ok(address));
    let again = send(&live, &wire::release(&held(address))).await;
    assert_eq!(code(again), (404, "NOT_FOUND".to_owned()));
}

#[wasm_bindgen_test]
async fn refusals_arrive_with_status_and_code() {
    let idle = Address::new(203, 0, 113, 7);
    let elsewhere = MachineId::parse("psqh6z1ko").unwrap();
    let invalid = Request {
        method: Method::Get,
        target: "/public-ips?limit=0".to_owned(),
        body: None,
    };
    let cases = [
        ("wrong", wire::verify(), 401, "UNAUTHORIZED"),
        ("revoked", wire::claim(&Region::Ny2), 401, "UNAUTHORIZED"),
        ("read-only", wire::claim(&Region::Ny2), 403, "FORBIDDEN"),
        (
            "demo",
            wire::assign(&held(idle), &elsewhere),
            409,
            "CONFLICT",
        ),
        ("demo", invalid, 400, "BAD_REQUEST"),
    ];
    for (key, request, status, expected) in cases {
        let answer = send(&live(key), &request).await;
        assert_eq!(code(answer), (status, expected.to_owned()), "{key}");
    }
}

#[wasm_bindgen_test]
async fn a_refusal_may_say_when_to_come_back_in_seconds_or_by_a_date() {
    let in_half_a_minute = Date::new(&(Date::now() + 30_000.0).into());
    let in_half_a_minute = String::from(in_half_a_minute.to_utc_string());
    for (wait, least, most) in [
        ("7", Some(7), Some(7)),
        (" 0 ", Some(0), Some(0)),
        // A date has whole seconds, and a slow machine is granted ten.
        (in_half_a_minute.as_str(), Some(19), Some(30)),
        ("Wed, 21 Oct 2015 07:28:00 GMT", Some(0), Some(0)),
        ("a while", None, None),
    ] {
        let _refusals = Answers::of(REFUSE, wait);
        let answer = send(&live("demo"), &wire::verify()).await;
        let asked = answer.unwrap_err().retry_after();
        assert!(least <= asked && asked <= most, "{wait}: {asked:?}");
    }
}

#[wasm_bindgen_test]
async fn a_request_is_what_was_asked_for_and_nothing_else() {
    let requests = Requests::watch();
    let live = live("read-only");
    let query = ListQuery {
        region: Some(Region::Ams1),
        order: Order::Desc,
    };
    send(&live, &wire::list(&query, None, 60)).await.unwrap();
    send(&live, &wire::claim(&Region::Ny2)).await.unwrap_err();
    let gone = Address::new(192, 0, 2, 250);
    send(&live, &wire::release(&held(gone))).await.unwrap_err();
    assert_eq!(
        requests.lines(),
        [
            format!("GET {API}/v1/public-ips?limit=60&orderBy=dtCreated&order=desc&region=ams1"),
            format!("POST {API}/v1/public-ips"),
            format!("DELETE {API}/v1/public-ips/192.0.2.250"),
        ]
    );
    let types = [None, Some("application/json"), None];
    for (request, content_type) in requests.seen().iter().zip(types) {
        let header = |name| request.headers().get(name).unwrap();
        assert_eq!(header("authorization").as_deref(), Some("Bearer read-only"));
        assert_eq!(header("content-type").as_deref(), content_type);
        assert_eq!(request.credentials(), RequestCredentials::Omit);
        assert_eq!(request.cache(), RequestCache::NoStore);
        assert_eq!(request.redirect(), RequestRedirect::Error);
        assert_eq!(request.referrer_policy(), ReferrerPolicy::NoReferrer);
    }
}

#[wasm_bindgen_test]
async fn an_ended_session_cancels_what_is_under_way_and_what_comes_later() {
    let (live, session) = (live("demo"), Cancel::default());
    let list = session.child();
    let mut sending = live.send(&wire::verify(), LIMIT, &list);
    begin(&mut sending).await;
    session.cancel();
    assert_eq!(sending.await, Err(Failure::Cancelled));
    let late = live.send(&wire::verify(), LIMIT, &list).await;
    assert_eq!(late, Err(Failure::Cancelled));
    let another = send(&live, &wire::verify()).await;
    assert!(another.is_ok(), "another session goes on: {another:?}");
}

#[wasm_bindgen_test]
async fn a_closed_port_is_unreachable() {
    // Above the ports that systems give out by themselves.
    let nobody = at("http://127.0.0.1:65535/v1", "demo");
    assert_eq!(send(&nobody, &wire::verify()).await, Err(UNREACHABLE));
}

#[wasm_bindgen_test]
async fn no_answer_within_the_limit_is_a_time_out() {
    let cancel = Cancel::default();
    let late = live("demo").send(&wire::verify(), 0, &cancel).await;
    assert_eq!(late, Err(Failure::TimedOut));
    assert!(!cancel.is_cancelled());
}

#[wasm_bindgen_test]
async fn what_is_no_longer_wanted_is_cancelled_alone() {
    let (live, session) = (live("demo"), Cancel::default());
    let (cancelled, other) = (session.child(), session.child());
    let mut sending = live.send(&wire::verify(), LIMIT, &cancelled);
    let mut wanted = live.send(&wire::verify(), LIMIT, &other);
    begin(&mut sending).await;
    begin(&mut wanted).await;
    cancelled.cancel();
    assert_eq!(sending.await, Err(Failure::Cancelled));
    let wanted = wanted.await;
    assert!(wanted.is_ok(), "{wanted:?}");
}

#[wasm_bindgen_test]
async fn without_a_network_nothing_is_sent() {
    let requests = Requests::watch();
    let network = Property::replace(&window().navigator(), "onLine", "return false");
    let answer = send(&live("demo"), &wire::verify()).await;
    assert_eq!(answer, Err(Failure::Offline));
    assert_eq!(requests.lines(), [""; 0]);
    drop(network);
    assert!(send(&live("demo"), &wire::verify()).await.is_ok());
}

#[wasm_bindgen_test]
async fn who_answers_without_a_key_tells_why_there_was_no_answer() {
    let nobody = at("http://127.0.0.1:65535/v1", "demo");
    let pages = at(&format!("{API}/pages"), "demo");
    let requests = Requests::watch();
    // The host of the test page serves no config.json, but it answers. The server forbids its
    // answers to other origins, so that this one looks like one that is not there.
    for silent in [&nobody, &pages] {
        let found = silent.diagnose(UNREACHABLE).await;
        assert_eq!(found, Failure::Unreachable(Diagnosis::NoAnswer));
    }
    for request in requests.seen() {
        assert_eq!(request.headers().get("authorization").unwrap(), None);
        assert_eq!(request.credentials(), RequestCredentials::Omit);
    }
    let other = pages.diagnose(Failure::TimedOut).await;
    assert_eq!(
        other,
        Failure::TimedOut,
        "only a failure without a reason is diagnosed"
    );
}

#[wasm_bindgen_test]
async fn an_api_that_does_not_allow_this_origin_is_unreachable() {
    // The server allows it for `/v1` alone. Its pages are there, but not for us.
    let pages = at(&format!("{API}/pages"), "demo");
    assert_eq!(send(&pages, &wire::verify()).await, Err(UNREACHABLE));
    assert!(send(&live("demo"), &wire::verify()).await.is_ok());
}

#[wasm_bindgen_test]
async fn a_body_is_given_up_as_soon_as_it_is_too_long() {
    let number = |name: &str| Reflect::get(&window(), &name.into()).unwrap().as_f64();
    let _endless = Answers::of(ENDLESS, "");
    let answer = send(&live("demo"), &wire::verify()).await;
    let too_long = Failure::unreadable(200, "more than 2 MiB, not read");
    assert_eq!(answer, Err(too_long));
    let parts = number("parts").unwrap();
    assert!((32.0..=40.0).contains(&parts), "{parts} parts of 64 KiB");
    let given_up = Reflect::get(&window(), &"given_up".into()).unwrap();
    assert_eq!(given_up.as_bool(), Some(true));
}

#[wasm_bindgen_test]
async fn a_body_of_2_mib_is_read() {
    let body = " ".repeat(2 * 1_024 * 1_024);
    let answers = Answers::with(200, &body);
    let answer = send(&live("demo"), &wire::verify()).await;
    assert!(answer.is_ok_and(|text| text.len() == body.len()));
    drop(answers);
    let _answers = Answers::with(200, &(body + " "));
    let answer = send(&live("demo"), &wire::verify()).await;
    assert!(answer.is_err());
}

#[wasm_bindgen_test]
async fn a_character_that_is_cut_by_the_network_is_whole() {
    for text in ["{}", "é\u{1F600}ü", ""] {
        let _answers = Answers::of(BYTE_BY_BYTE, text);
        let answer = send(&live("demo"), &wire::verify()).await;
        assert_eq!(answer.as_deref(), Ok(text));
    }
    let _answers = Answers::with(200, "\u{feff}{}");
    let answer = send(&live("demo"), &wire::verify()).await;
    assert_eq!(answer.as_deref(), Ok("{}"), "a byte order mark is no text");
}

#[wasm_bindgen_test]
async fn a_key_that_an_answer_repeats_is_taken_out_before_anything_is_made_of_it() {
    const KEY: &str = "s3cr3t/Key";
    let live = live(KEY);
    let item = r#"{"ip":"203.0.113.7","region":"s3cr3t\/Key","dtCreated":"s3cr3t/Key","assignedMachineId":"s3cr3t\u002fKey"}"#;
    let bodies = [
        format!(r#"{{"hasMore":true,"nextPage":"{KEY}","items":[{item}]}}"#),
        item.to_owned(),
        format!(r#"{{"code":"{KEY}","message":"{KEY}","details":{{"sent":"{KEY}"}}}}"#),
        r#"{"code":"C","message":"s3cr3t\u002fKey","issues":[{"message":"s3cr3t\/Key"}]}"#
            .to_owned(),
        format!("<h1>{KEY}</h1>"),
        format!("{}{KEY}", "x".repeat(195)),
    ];
    for body in bodies {
        for status in [200, 400, 401, 502] {
            let _answers = Answers::with(status, &body);
            let answer = send(&live, &wire::verify()).await;
            let made = format!(
                "{answer:?} {:?} {:?}",
                answer.clone().map(|body| wire::decode_page(&body)),
                answer.clone().map(|body| wire::decode_address(&body)),
            );
            assert!(made.contains('…'), "{made}");
            for spelled in ["s3cr3", r"s3cr3t\/Key", "Key"] {
                assert!(!made.contains(spelled), "{status} {body}: {made}");
            }
        }
    }
}

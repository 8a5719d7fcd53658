//! The transport against the server of the project, from another origin.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use js_sys::Date;
use model::domain::{Address, ApiKey, MachineId, Region};
use model::wire::{self, ApiBase, Diagnosis, Failure, ListQuery, Method, Next, Order, Request};
use public_ips::browser::transport::{Cancel, Live, Transport};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

use crate::requests::{Refusals, Requests};

/// The address of the server, without a path.
const API: &str = env!("PUBLIC_IPS_TEST_API");

const LIMIT: u32 = 15_000;

const UNREACHABLE: Failure = Failure::Unreachable(Diagnosis::Unknown);

/// A machine in ny2 without an address (`docs/simulator.md`, Machines).
const FREE: &str = "psw51yb8m";

fn at(base: &str, key: &str) -> Transport {
    let key = ApiKey::parse(key).unwrap();
    Transport::Live(Live::new(ApiBase::parse(base).unwrap(), key))
}

fn live(key: &str) -> Transport {
    at(&[API, "/v1"].concat(), key)
}

fn code(answer: Result<String, Failure>) -> (u16, String) {
    match answer {
        Err(Failure::Refused { status, code, .. }) => (status, code.unwrap_or_default()),
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
        let page = wire::decode_page(&live.send(&request, LIMIT, None).await.unwrap()).unwrap();
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
    let claimed = live
        .send(&wire::claim(&Region::Ny2), LIMIT, None)
        .await
        .unwrap();
    let claimed = wire::decode_address(&claimed).unwrap();
    assert_eq!((&claimed.region, &claimed.machine), (&Region::Ny2, &None));

    let address = claimed.address;
    let assigned = live
        .send(&wire::assign(address, &machine), LIMIT, None)
        .await
        .unwrap();
    let assigned = wire::decode_address(&assigned).unwrap();
    assert_eq!(
        (assigned.address, assigned.machine),
        (address, Some(machine))
    );

    let idle = live
        .send(&wire::unassign(address), LIMIT, None)
        .await
        .unwrap();
    assert_eq!(wire::decode_address(&idle).unwrap(), claimed);

    let released = live
        .send(&wire::release(address), LIMIT, None)
        .await
        .unwrap();
    assert_eq!(wire::decode_released(&released), Ok(address));
    let again = live.send(&wire::release(address), LIMIT, None).await;
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
        ("demo", wire::assign(idle, &elsewhere), 409, "CONFLICT"),
        ("demo", invalid, 400, "BAD_REQUEST"),
    ];
    for (key, request, status, expected) in cases {
        let answer = live(key).send(&request, LIMIT, None).await;
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
        let _refusals = Refusals::until(wait);
        let answer = live("demo").send(&wire::verify(), LIMIT, None).await;
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
    live.send(&wire::list(&query, None, 60), LIMIT, None)
        .await
        .unwrap();
    live.send(&wire::claim(&Region::Ny2), LIMIT, None)
        .await
        .unwrap_err();
    let gone = Address::new(192, 0, 2, 250);
    live.send(&wire::release(gone), LIMIT, None)
        .await
        .unwrap_err();
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
    let live = live("demo");
    let request = wire::verify();
    let mut sending = pin!(live.send(&request, LIMIT, None));
    // Begun, and no answer can be there: the page has not given the browser a turn.
    let begun = poll_fn(|context| Poll::Ready(sending.as_mut().poll(context))).await;
    assert!(begun.is_pending());
    live.clone().abort();
    assert_eq!(sending.await, Err(Failure::Cancelled));
    assert_eq!(
        live.send(&request, LIMIT, None).await,
        Err(Failure::Cancelled)
    );
    let another = self::live("demo").send(&request, LIMIT, None).await;
    assert!(another.is_ok(), "another session goes on: {another:?}");
}

#[wasm_bindgen_test]
async fn a_closed_port_is_unreachable() {
    // Above the ports that systems give out by themselves.
    let nobody = at("http://127.0.0.1:65535/v1", "demo");
    assert_eq!(
        nobody.send(&wire::verify(), LIMIT, None).await,
        Err(UNREACHABLE)
    );
}

#[wasm_bindgen_test]
async fn no_answer_within_the_limit_is_a_time_out() {
    let late = live("demo").send(&wire::verify(), 0, None).await;
    assert_eq!(late, Err(Failure::TimedOut));
}

#[wasm_bindgen_test]
async fn what_is_no_longer_wanted_is_cancelled_alone() {
    let (live, cancel) = (live("demo"), Cancel::new());
    let request = wire::verify();
    let mut sending = pin!(live.send(&request, LIMIT, Some(&cancel)));
    let begun = poll_fn(|context| Poll::Ready(sending.as_mut().poll(context))).await;
    assert!(begun.is_pending() && !cancel.is_aborted());
    cancel.abort();
    assert!(cancel.is_aborted());
    assert_eq!(sending.await, Err(Failure::Cancelled));
    assert!(live.send(&request, LIMIT, None).await.is_ok());
}

#[wasm_bindgen_test]
async fn who_answers_without_a_key_tells_why_there_was_no_answer() {
    let nobody = at("http://127.0.0.1:65535/v1", "demo");
    let pages = at(&[API, "/pages"].concat(), "demo");
    let requests = Requests::watch();
    // The host of the test page serves no config.json, but it answers. The server forbids its
    // answers to other origins, so that this one looks like one that is not there.
    for silent in [&nobody, &pages] {
        let found = silent.look_into(UNREACHABLE).await;
        assert_eq!(found, Failure::Unreachable(Diagnosis::NoAnswer));
    }
    for request in requests.seen() {
        assert_eq!(request.headers().get("authorization").unwrap(), None);
        assert_eq!(request.credentials(), RequestCredentials::Omit);
    }
    let other = pages.look_into(Failure::TimedOut).await;
    assert_eq!(
        other,
        Failure::TimedOut,
        "only what has no reason is looked into"
    );
}

#[wasm_bindgen_test]
async fn an_api_that_does_not_allow_this_origin_is_unreachable() {
    // The server allows it for `/v1` alone. Its pages are there, but not for us.
    let pages = at(&[API, "/pages"].concat(), "demo");
    assert_eq!(
        pages.send(&wire::verify(), LIMIT, None).await,
        Err(UNREACHABLE)
    );
    assert!(
        live("demo")
            .send(&wire::verify(), LIMIT, None)
            .await
            .is_ok()
    );
}

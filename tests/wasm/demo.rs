//! The demo: the same calls and refusals, and no network.

use std::rc::Rc;

use app::cancel::Cancel;
use app::ports::Api;
use model::domain::{Address, MachineId, Region};
use model::wire::{self, Failure, ListQuery, Page, Request};
use public_ips::browser::api::DemoApi;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::requests::{Requests, held};

const LIMIT: u32 = 15_000;

fn demo() -> Rc<dyn Api> {
    Rc::new(DemoApi::default())
}

async fn send(demo: &Rc<dyn Api>, request: &Request) -> Result<String, Failure> {
    demo.send(request, LIMIT, &Cancel::default()).await
}

async fn list(demo: &Rc<dyn Api>) -> Page {
    let request = wire::list(&ListQuery::default(), None, 60);
    wire::decode_page(&send(demo, &request).await.unwrap()).unwrap()
}

#[wasm_bindgen_test]
async fn the_demo_answers_every_call_without_a_request() {
    let requests = Requests::watch();
    let demo = demo();
    assert_eq!(list(&demo).await.items.len(), 36);

    let machine = MachineId::parse("psqh6z1ko").unwrap();
    let claimed = send(&demo, &wire::claim(&Region::Ca1)).await.unwrap();
    let claimed = wire::decode_address(&claimed).unwrap();
    assert_eq!(claimed.region, Region::Ca1);
    let assign = wire::assign(&held(claimed.address), &machine);
    let assigned = wire::decode_address(&send(&demo, &assign).await.unwrap()).unwrap();
    assert!(assigned.has_machine(Some(&machine)));
    assert_eq!(list(&demo).await.items.first(), Some(&assigned));
    let idle = send(&demo, &wire::unassign(&held(claimed.address)))
        .await
        .unwrap();
    assert_eq!(wire::decode_address(&idle).unwrap(), claimed);
    let released = send(&demo, &wire::release(&held(claimed.address)))
        .await
        .unwrap();
    assert_eq!(wire::decode_released(&released), Ok(claimed.address));

    assert_eq!(requests.lines(), [""; 0]);
}

#[wasm_bindgen_test]
async fn the_demo_refuses_as_the_api_does() {
    let demo = demo();
    let idle = Address::new(203, 0, 113, 7);
    for (machine, expected) in [("psqh6z1ko", 409), ("psnothere", 404)] {
        let request = wire::assign(&held(idle), &MachineId::parse(machine).unwrap());
        match send(&demo, &request).await {
            Err(Failure::Refused { status, .. }) => assert_eq!(status, expected),
            other => panic!("{machine}: {other:?}"),
        }
    }
}

#[wasm_bindgen_test]
async fn each_demo_begins_anew() {
    let left = demo();
    send(&left, &wire::release(&held(Address::new(203, 0, 113, 7))))
        .await
        .unwrap();
    assert_eq!(list(&left).await.items.len(), 35);
    assert_eq!(list(&demo()).await.items.len(), 36);
}

#[wasm_bindgen_test]
async fn what_is_cancelled_does_not_reach_the_demo() {
    let (demo, cancel) = (demo(), Cancel::default());
    cancel.cancel();
    let release = wire::release(&held(Address::new(203, 0, 113, 7)));
    let answer = demo.send(&release, LIMIT, &cancel).await;
    assert_eq!(answer, Err(Failure::Cancelled));
    assert_eq!(list(&demo).await.items.len(), 36);
}

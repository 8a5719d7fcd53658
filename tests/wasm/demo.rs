//! The demo: the same calls and refusals, and no network.

use model::domain::{Address, MachineId, Region};
use model::wire::{self, Failure, ListQuery, Page};
use public_ips::browser::transport::{Demo, Transport};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::requests::Requests;

const LIMIT: u32 = 15_000;

async fn list(demo: &Transport) -> Page {
    let request = wire::list(&ListQuery::default(), None, 60);
    wire::decode_page(&demo.send(&request, LIMIT, None).await.unwrap()).unwrap()
}

#[wasm_bindgen_test]
async fn the_demo_answers_every_call_without_a_request() {
    let requests = Requests::watch();
    let demo = Transport::Demo(Demo::new());
    assert_eq!(list(&demo).await.items.len(), 36);

    let machine = MachineId::parse("psqh6z1ko").unwrap();
    let claimed = demo
        .send(&wire::claim(&Region::Ca1), LIMIT, None)
        .await
        .unwrap();
    let claimed = wire::decode_address(&claimed).unwrap();
    assert_eq!(claimed.region, Region::Ca1);
    let assign = wire::assign(claimed.address, &machine);
    let assigned = wire::decode_address(&demo.send(&assign, LIMIT, None).await.unwrap()).unwrap();
    assert_eq!(assigned.machine, Some(machine));
    assert_eq!(list(&demo).await.items.first(), Some(&assigned));
    let idle = demo
        .send(&wire::unassign(claimed.address), LIMIT, None)
        .await
        .unwrap();
    assert_eq!(wire::decode_address(&idle).unwrap(), claimed);
    let released = demo
        .send(&wire::release(claimed.address), LIMIT, None)
        .await
        .unwrap();
    assert_eq!(wire::decode_released(&released), Ok(claimed.address));

    assert_eq!(requests.lines(), [""; 0]);
}

#[wasm_bindgen_test]
async fn the_demo_refuses_as_the_api_does() {
    let demo = Transport::Demo(Demo::new());
    let idle = Address::new(203, 0, 113, 7);
    for (machine, expected) in [("psqh6z1ko", 409), ("psnothere", 404)] {
        let request = wire::assign(idle, &MachineId::parse(machine).unwrap());
        match demo.send(&request, LIMIT, None).await {
            Err(Failure::Refused {
                status,
                message: Some(_),
                ..
            }) => assert_eq!(status, expected),
            other => panic!("{machine}: {other:?}"),
        }
    }
}

#[wasm_bindgen_test]
async fn each_demo_begins_anew() {
    let left = Transport::Demo(Demo::new());
    left.send(&wire::release(Address::new(203, 0, 113, 7)), LIMIT, None)
        .await
        .unwrap();
    assert_eq!(list(&left.clone()).await.items.len(), 35);
    assert_eq!(list(&Transport::Demo(Demo::new())).await.items.len(), 36);
}

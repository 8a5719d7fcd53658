//! The wall clock and timers.

use std::future::poll_fn;
use std::task::Poll;

use app::ports::Clock;
use public_ips::browser::time::BrowserClock;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_sleep_ends_once_its_time_has_passed() {
    let before = BrowserClock.now();
    let (mut long, mut short) = (BrowserClock.sleep(u32::MAX), BrowserClock.sleep(0));
    poll_fn(|context| {
        assert_eq!(long.as_mut().poll(context), Poll::Pending);
        short.as_mut().poll(context)
    })
    .await;
    assert!(before <= BrowserClock.now());
}

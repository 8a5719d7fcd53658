//! Numbers and dates in the browser's locale.

use crate::steps::search;
use e2e::panel_test;

const IP: &str = "203.0.113.40";

/// The number of tooltips with a German date, nine hours ahead of the UTC date beside it.
const DATES: &str = r"[...document.querySelectorAll('[title]')].filter(({ title }) => {
    const parts = /^(\d\d)\.(\d\d)\.(\d{4}), (\d\d):(\d\d):(\d\d) · (\S+) (\S+) UTC$/.exec(title);
    if (!parts) return false;
    const [, day, month, year, hour, minute, second, date, time] = parts;
    const there = Date.UTC(year, month - 1, day, hour, minute, second);
    return there - Date.parse(`${date}T${time}Z`) === 9 * 3600 * 1000;
}).length";

#[test]
fn numbers_money_and_dates_are_written_as_where_the_browser_is() {
    panel_test(async |panel| {
        panel.set_locale("de-DE", "Asia/Tokyo").await;
        panel.sign_in("large-3000").await;
        panel.button("Load all").click().await;
        panel.shows("3.000 addresses, all loaded").await;
        panel.shows("≈ 3.648 $ a month at 3 $ each").await;
        panel.button("Sign out").click().await;

        panel.sign_in_to_demo().await;
        search(panel, IP).await;
        panel.shows("1 found").await;
        panel.button(&format!("Copy {IP}")).focus().await;
        panel.measure_is(DATES, 1.0).await;
    });
}

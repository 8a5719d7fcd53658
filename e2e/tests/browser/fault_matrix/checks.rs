//! Checks after a fault.

use super::addresses;
use super::faults::{Case, Claim};
use super::operations::{End, Operation};
use e2e::{Locator, Panel};

/// The result is announced, the form has closed, there is no alert, and the next action has the focus.
pub(super) async fn done(panel: &Panel<'_>, operation: Operation, case: &Case, form: &Locator) {
    if operation == Operation::Claim && case.claim != Claim::Done {
        panel.status_says("Claimed. The response was lost").await;
        close_lost_claim(panel).await;
    } else {
        panel.status_says(&operation.told(case)).await;
    }
    form.gone().await;
    panel.button(&operation.goes_to()).focused().await;
    assert_eq!(panel.alerts().await, [""; 0], "{}", case.name);
}

/// The form says what happened and whether anything changed, and keeps the focus until it is closed.
pub(super) async fn failed(panel: &Panel<'_>, operation: Operation, case: &Case, form: &Locator) {
    let is_seen = !matches!(operation.end(case), End::Refused);
    if operation == Operation::Claim && is_seen {
        panel.status_says("Probably not claimed").await;
        form.gone().await;
        return close_lost_claim(panel).await;
    }
    let changed = if is_seen {
        "The refreshed list shows no change"
    } else {
        "Nothing was changed"
    };
    for words in [operation.failed(), changed, case.words] {
        panel.alert_says(words).await;
    }
    form.button(operation.verb()).focused().await;
    form.button("Cancel").click().await;
    form.gone().await;
    panel.button(&operation.opener()).focused().await;
}

/// Closes the card of a lost claim, which has the focus.
async fn close_lost_claim(panel: &Panel<'_>) {
    let check = panel.dialog("Claim in West Coast (CA1)");
    check.focused().await;
    check.button("Close").click().await;
    check.gone().await;
    panel.button("Claim IP").focused().await;
}

/// The sign-in page gives the reason; no key is stored, and there was no retry.
pub(super) async fn signed_out(panel: &Panel<'_>, operation: Operation, case: &Case, last: u64) {
    panel.alert_says(case.words).await;
    panel.field("API key").focused().await;
    // The read before a change, and the change.
    let requests = panel.requests_since(last);
    assert_eq!(requests.len(), 2, "{requests:?}");
    // No key, but what the next sign-in is told of a change that was under way.
    let stored = panel.stored("sessionStorage").await;
    let names: Vec<_> = stored.iter().map(|(name, _)| name.as_str()).collect();
    if operation == Operation::Claim {
        assert_eq!(names, [""; 0], "a claim that was refused is not open");
    } else {
        assert_eq!(names, ["public-ips-open"]);
    }
    assert!(!operation.is_done(panel));
}

/// The list equals the account, row by row.
pub(super) async fn assert_list_equals_account(panel: &Panel<'_>, case: &Case) {
    let held = panel.with_account("demo", |account| addresses(account));
    let held: Vec<_> = held
        .into_iter()
        .map(|address| {
            (
                address.ip(),
                address.machine.unwrap_or_else(|| "Idle".into()),
            )
        })
        .collect();
    assert_eq!(panel.machines().await, held, "{}", case.name);
}

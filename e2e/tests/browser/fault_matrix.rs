//! The fault matrix: each operation with each fault. Checks the message, the number of requests, the list against the
//! account, and the focus.

mod checks;
mod faults;
mod operations;

use checks::{assert_list_equals_account, done, failed, signed_out};
use e2e::{Gate, Locator, Panel, free_address, options, panel_test_with, start};
use faults::{Case, Claim, Happens, faults};
use operations::{End, Operation};
use server::Point;
use simulator::{Account, Address};

const IP: &str = "/v1/public-ips";

#[test]
fn a_claim_meets_each_fault() {
    test_each_fault(Operation::Claim);
}

#[test]
fn an_assignment_meets_each_fault() {
    test_each_fault(Operation::Assign);
}

#[test]
fn an_unassignment_meets_each_fault() {
    test_each_fault(Operation::Unassign);
}

#[test]
fn a_release_meets_each_fault() {
    test_each_fault(Operation::Release);
}

/// Panel and API have different origins, so files and requests share no connection: Chromium repeats a request by itself
/// when a reused connection breaks (`docs/threat-model.md`).
fn test_each_fault(operation: Operation) {
    let (mut host, mut api) = (options(), options());
    (host.listen, api.listen) = (free_address(), free_address());
    host.api_base = Some(format!("http://{}/v1", api.listen));
    api.cors = Some(format!("http://{}", host.listen));
    panel_test_with(api, async |panel| {
        panel.expect_console("Failed to load resource");
        panel.expect_console("has been blocked by CORS policy");
        let account = shorten(panel);
        let host = start(host).await;
        panel.visit(&host.url()).await;
        panel.submit_key("demo").await;
        panel.button("Sign out").visible().await;
        for case in faults() {
            meets(panel, operation, &case, &account).await;
        }
        host.stop().await;
    });
}

/// Removes addresses until the whole list, with one more, is drawn at once.
fn shorten(panel: &Panel<'_>) -> Vec<Address> {
    panel.with_account("demo", |account| {
        for address in addresses(account) {
            if address.region == "ams1" {
                account.release(&address.ip()).expect("it is there");
            }
        }
        addresses(account)
    })
}

fn addresses(account: &Account) -> Vec<Address> {
    account.addresses().collect()
}

async fn meets(panel: &Panel<'_>, operation: Operation, case: &Case, account: &[Address]) {
    // The last printed line names the case that failed.
    println!("{} meets {}", operation.verb(), case.name);
    restore_account(panel, account).await;
    let form = operation.form(panel).await;
    let last = panel.last_request();
    let gates = arrange(panel, operation, case);
    form.button(operation.verb()).click().await;
    pass(panel, case, &form, gates).await;

    let end = operation.end(case);
    let is_done = match end {
        End::Done(..) => {
            done(panel, operation, case, &form).await;
            true
        }
        End::NotSeen(..) | End::Refused => {
            failed(panel, operation, case, &form).await;
            false
        }
        End::SignedOut => return signed_out(panel, operation, case, last).await,
    };
    let (sent, looked) = match end {
        End::Done(sent, looked) | End::NotSeen(sent, looked) => (sent, looked),
        End::Refused | End::SignedOut => (1, 0),
    };
    let requests = panel.requests_since(last);
    assert_eq!(
        count(&requests, operation.method()),
        sent,
        "{}: {requests:#?}",
        case.name
    );
    assert_eq!(
        count(&requests, "GET"),
        looked,
        "{}: {requests:#?}",
        case.name
    );
    // A pending late change no longer applies.
    panel
        .server
        .simulator(|service| service.run_delayed(e2e::now()));
    assert_eq!(operation.is_done(panel), is_done, "{}", case.name);
    assert_list_equals_account(panel, case).await;
}

/// Restores the account and reloads the page, which also resets the retry budget.
async fn restore_account(panel: &Panel<'_>, account: &[Address]) {
    panel.with_account("demo", |now| {
        for address in addresses(now) {
            now.release(&address.ip()).expect("it is there");
        }
        for address in account {
            let machine = address.machine.as_deref();
            now.put(&address.ip(), &address.region, machine, address.created);
        }
    });
    panel.reload().await;
    panel.speed_up_timers().await;
    let loaded = format!("{} addresses, all loaded", account.len());
    panel.shows(&loaded).await;
}

/// Plans the faults of the case, and returns the gates to open.
fn arrange(panel: &Panel<'_>, operation: Operation, case: &Case) -> Vec<Gate> {
    let is_claim = operation == Operation::Claim;
    match &case.happens {
        Happens::Held(point) => vec![panel.server.hold_at(*point, operation.method(), IP)],
        Happens::Fault(times, fault) => {
            let times = if is_claim { 1 } else { *times };
            panel.faults(times.into(), operation.method(), IP, fault);
            let is_late = is_claim && case.claim == Claim::FoundLate;
            let look = is_late.then(|| panel.server.hold_at(Point::Answer, "GET", IP));
            look.into_iter().collect()
        }
    }
}

/// Waits for the held request, carries out the delayed change, and opens the gate.
async fn pass(panel: &Panel<'_>, case: &Case, form: &Locator, gates: Vec<Gate>) {
    for gate in gates {
        assert!(gate.reached().await);
        if matches!(case.happens, Happens::Held(_)) {
            form.has_attribute("aria-busy", Some("true")).await;
        }
        panel
            .server
            .simulator(|service| service.run_delayed(e2e::now()));
        gate.release();
    }
}

fn count(requests: &[String], method: &str) -> usize {
    let of_method = |line: &&String| line.starts_with(method);
    requests.iter().filter(of_method).count()
}

//! The fault matrix: each operation meets each fault. Of each it is seen what is said, how many requests were made, that
//! the list is the account's, and where the focus is.

mod checks;
mod faults;
mod operations;

use checks::{done, failed, shows_the_account, signed_out};
use e2e::{Gate, Locator, Panel, free_address, options, panel_test_with, start};
use faults::{Case, Claim, Happens, faults};
use operations::{End, Operation};
use server::Point;
use simulator::{Account, Address};

const IP: &str = "/v1/public-ips";

#[test]
fn a_claim_meets_each_fault() {
    meets_each_fault(Operation::Claim);
}

#[test]
fn an_assignment_meets_each_fault() {
    meets_each_fault(Operation::Assign);
}

#[test]
fn an_unassignment_meets_each_fault() {
    meets_each_fault(Operation::Unassign);
}

#[test]
fn a_release_meets_each_fault() {
    meets_each_fault(Operation::Release);
}

/// The panel stands on another origin than the API. Files and calls then share no connection: Chromium sends a request again
/// by itself, unasked, when a connection breaks that has brought something before (`docs/threat-model.md`).
fn meets_each_fault(operation: Operation) {
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

/// Leaves so few addresses that one more is still drawn with the whole list.
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
    // The last of these lines names the case that failed.
    println!("{} meets {}", operation.verb(), case.name);
    begin_anew(panel, account).await;
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
    // What was still to be carried out changes nothing any more.
    panel
        .server
        .simulator(|service| service.run_delayed(e2e::now()));
    assert_eq!(operation.is_done(panel), is_done, "{}", case.name);
    shows_the_account(panel, case).await;
}

/// Puts the account back as it was, and loads the page again: with it comes a new budget of retries.
async fn begin_anew(panel: &Panel<'_>, account: &[Address]) {
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

/// What happens to the requests that come now, and the gates to be opened.
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

/// Waits until the request is held, has what was delayed carried out, and opens the gate.
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

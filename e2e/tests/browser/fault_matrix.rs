//! The fault matrix: each operation with each fault. Checks the message, the number of requests, the list against the
//! account, and the focus.

mod checks;
mod faults;
mod operations;
mod ways;

use checks::{assert_list_equals_account, done, failed, signed_out};
use e2e::{Gate, Locator, Panel, panel_test_with};
use faults::{Case, Claim, Happens, faults};
use operations::{End, Operation};
use server::Point;
use simulator::{Account, Address};
use ways::Way;

const IP: &str = "/v1/public-ips";

#[test]
fn a_claim_meets_each_fault() {
    test_each_fault(Operation::Claim, Way::OtherOrigin);
}

#[test]
fn an_assignment_meets_each_fault() {
    test_each_fault(Operation::Assign, Way::OtherOrigin);
}

#[test]
fn an_unassignment_meets_each_fault() {
    test_each_fault(Operation::Unassign, Way::OtherOrigin);
}

#[test]
fn a_move_meets_each_fault() {
    test_each_fault(Operation::Move, Way::OtherOrigin);
}

#[test]
fn a_swap_meets_each_fault_in_its_first_step() {
    test_each_fault(Operation::Swap, Way::OtherOrigin);
}

#[test]
fn a_release_meets_each_fault() {
    test_each_fault(Operation::Release, Way::OtherOrigin);
}

/// The same faults of the API on the panel's own origin.
mod through_a_proxy {
    use super::{Operation, Way, test_each_fault};

    #[test]
    fn a_claim_meets_each_fault() {
        test_each_fault(Operation::Claim, Way::Proxy);
    }

    #[test]
    fn an_assignment_meets_each_fault() {
        test_each_fault(Operation::Assign, Way::Proxy);
    }

    #[test]
    fn an_unassignment_meets_each_fault() {
        test_each_fault(Operation::Unassign, Way::Proxy);
    }

    #[test]
    fn a_move_meets_each_fault() {
        test_each_fault(Operation::Move, Way::Proxy);
    }

    #[test]
    fn a_swap_meets_each_fault_in_its_first_step() {
        test_each_fault(Operation::Swap, Way::Proxy);
    }

    #[test]
    fn a_release_meets_each_fault() {
        test_each_fault(Operation::Release, Way::Proxy);
    }
}

/// The two operations that cannot be undone, on a host.
macro_rules! on_a_host {
    ($module:ident, $way:expr) => {
        mod $module {
            use super::{Operation, Way, test_each_fault};

            #[test]
            #[ignore = "needs the host"]
            fn a_claim_meets_each_fault() {
                test_each_fault(Operation::Claim, $way);
            }

            #[test]
            #[ignore = "needs the host"]
            fn a_release_meets_each_fault() {
                test_each_fault(Operation::Release, $way);
            }
        }
    };
}

on_a_host!(through_nginx, Way::Web(e2e::Software::Nginx));
on_a_host!(through_caddy, Way::Web(e2e::Software::Caddy));
on_a_host!(through_apache, Way::Web(e2e::Software::Apache));
on_a_host!(beside_python, Way::Subfolder);

fn test_each_fault(operation: Operation, way: Way) {
    let (host, api) = way.options();
    panel_test_with(api, async |panel| {
        panel.expect_console("Failed to load resource");
        panel.expect_console("has been blocked by CORS policy");
        let account = shorten(panel);
        let host = way.host(host, panel).await;
        panel.visit(&host.url()).await;
        panel.submit_key("demo").await;
        panel.button("Sign out").visible().await;
        for case in faults(way).iter().filter(|case| operation.can_meet(case)) {
            meets(panel, operation, case, &account).await;
        }
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
        End::Done(..) | End::Gone(..) => {
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
        End::Done(sent, looked) | End::Gone(sent, looked) | End::NotSeen(sent, looked) => {
            (sent, looked)
        }
        End::Refused | End::SignedOut => (1, operation.reads_first()),
    };
    let requests = panel.requests_since(last);
    assert_eq!(
        count(&requests, operation.method()),
        sent,
        "{}: {requests:#?}",
        case.name
    );
    let checked = usize::from(operation != Operation::Claim);
    assert_eq!(
        count(&requests, "GET"),
        checked + looked,
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
        Happens::Held(point) => {
            // A claim that is answered is between two reads of the list.
            let reads = [(); 2].map(|()| is_claim.then(|| panel.server.hold("GET", IP)));
            let [before, after] = reads;
            let held = panel.server.hold_at(*point, operation.method(), IP);
            before.into_iter().chain([held]).chain(after).collect()
        }
        Happens::Faults(faults) => {
            let met = if is_claim { 1 } else { faults.len() };
            for fault in faults.iter().take(met) {
                panel.faults(1, operation.method(), IP, fault);
            }
            let is_late = is_claim && case.claim == Claim::FoundLate;
            if !is_late {
                return Vec::new();
            }
            let before = panel.server.hold("GET", IP);
            vec![before, panel.server.hold_at(Point::Answer, "GET", IP)]
        }
    }
}

/// Waits for the held request, carries out the delayed change, and opens the gate.
async fn pass(panel: &Panel<'_>, case: &Case, form: &Locator, gates: Vec<Gate>) {
    for (number, gate) in gates.into_iter().enumerate() {
        assert!(gate.reached().await);
        if number == 0 && matches!(case.happens, Happens::Held(_)) {
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

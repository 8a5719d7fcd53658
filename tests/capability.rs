//! The table of `model::domain::capability` against the simulator, in every state an
//! address can be in: whatever the table allows, the account carries out; and
//! whatever it refuses would do nothing, or be another action than its name says.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helper functions too"
)]

mod client;

use client::{NOW, send};
use model::domain::{Address, Assignee, MachineId, Operation, PublicIp, Reason, capability};
use model::wire::{self, Failure, ListQuery, Page, Rechecked};
use simulator::Account;

/// Idle, in ny2 (`docs/simulator.md`, Addresses, newest first).
const IDLE: Address = Address::new(203, 0, 113, 7);
/// Assigned to [`OLD`], in ny2.
const ASSIGNED: Address = Address::new(203, 0, 113, 2);
/// Assigned to a machine that was deleted, in ca1.
const ORPHAN: Address = Address::new(198, 51, 100, 8);
/// The machine of [`ASSIGNED`].
const OLD: &str = "psm9u09bwu5i";
/// Machines without a static address, in ny2 and ca1.
const FREE: [&str; 2] = ["psw51yb8m", "psqh6z1ko"];

fn list(account: &mut Account) -> Page {
    let request = wire::list(&ListQuery::default(), None, 120);
    wire::decode_page(&send(account, &request, NOW).unwrap()).unwrap()
}

fn find(account: &mut Account, address: Address) -> Option<PublicIp> {
    let mut items = list(account).items.into_iter();
    items.find(|ip| ip.address == address)
}

fn machine(id: &str) -> MachineId {
    MachineId::parse(id).unwrap()
}

/// A machine in the region of an address that has no address yet.
fn free_machine(ip: &PublicIp) -> MachineId {
    machine(if ip.address == ORPHAN {
        FREE[1]
    } else {
        FREE[0]
    })
}

fn put(account: &mut Account, ip: &PublicIp, to: Option<&MachineId>) -> Result<PublicIp, Failure> {
    let request = match to {
        Some(machine) => wire::assign(&Rechecked::claimed(ip.clone()), machine),
        None => wire::unassign(&Rechecked::claimed(ip.clone())),
    };
    wire::decode_address(&send(account, &request, NOW)?)
}

/// Runs a check with each address on an account of its own.
fn each_state(check: impl Fn(&mut Account, PublicIp)) {
    for address in [IDLE, ASSIGNED, ORPHAN] {
        let mut account = Account::demo(NOW);
        let ip = find(&mut account, address).unwrap();
        assert_eq!(ip.machine.is_none(), address == IDLE, "{address}");
        check(&mut account, ip);
    }
}

#[test]
fn the_states_are_what_they_are_called() {
    let mut account = Account::demo(NOW);
    let ip = find(&mut account, ASSIGNED).unwrap();
    assert!(ip.has_machine(Some(&machine(OLD))));
    let orphan = find(&mut account, ORPHAN).unwrap();
    let orphan = orphan.machine_id().unwrap();
    assert!(account.machine(OLD).is_some());
    assert!(account.machine(orphan.as_str()).is_none());
    for id in FREE {
        assert!(account.machine(id).is_some());
        assert_eq!(account.assigned_to(id), None);
    }
}

#[test]
fn assign_and_move_are_one_call_that_their_state_tells_apart() {
    each_state(|account, ip| {
        let to = free_machine(&ip);
        let answer = put(account, &ip, Some(&to)).unwrap();
        assert_eq!(find(account, ip.address), Some(answer.clone()));
        let expected = PublicIp {
            machine: Some(Assignee::Machine(to)),
            ..ip.clone()
        };
        assert_eq!(answer, expected);
        // A machine that lost its address makes it a move.
        match &ip.machine {
            None => {
                assert_eq!(
                    capability::check(Operation::Assign, ip.machine.is_some(), None),
                    Ok(())
                );
                assert_eq!(
                    capability::check(Operation::Move, ip.machine.is_some(), None),
                    Err(Reason::Idle)
                );
            }
            Some(old) => {
                let old = old.id().unwrap();
                assert_eq!(account.assigned_to(old.as_str()), None);
                assert_eq!(
                    capability::check(Operation::Assign, ip.machine.is_some(), None),
                    Err(Reason::Assigned)
                );
                assert_eq!(
                    capability::check(Operation::Move, ip.machine.is_some(), None),
                    Ok(())
                );
            }
        }
    });
}

#[test]
fn unassign_is_allowed_exactly_where_it_changes_something() {
    each_state(|account, ip| {
        let answer = put(account, &ip, None).unwrap();
        assert_eq!(answer.machine, None);
        assert_eq!(find(account, ip.address), Some(answer.clone()));
        let changed = answer != ip;
        assert_eq!(
            capability::check(Operation::Unassign, ip.machine.is_some(), None).is_ok(),
            changed
        );
        assert_eq!(
            capability::check(Operation::Unassign, answer.machine.is_some(), None),
            Err(Reason::Idle)
        );
    });
}

#[test]
fn release_is_allowed_in_every_state_and_frees_the_machine() {
    each_state(|account, ip| {
        assert_eq!(
            capability::check(Operation::Release, ip.machine.is_some(), None),
            Ok(())
        );
        let before = account.count();
        let answer = send(
            account,
            &wire::release(&Rechecked::claimed(ip.clone())),
            NOW,
        )
        .unwrap();
        assert_eq!(wire::decode_released(&answer), Ok(ip.address));
        assert_eq!(account.count(), before - 1);
        assert_eq!(find(account, ip.address), None);
        if let Some(old) = ip.machine_id() {
            assert_eq!(account.assigned_to(old.as_str()), None);
        }
    });
}

#[test]
fn a_released_address_is_refused_everything() {
    each_state(|account, ip| {
        let to = free_machine(&ip);
        account.release(&ip.address.to_string()).unwrap();
        let before = list(account);
        for request in [
            wire::assign(&Rechecked::claimed(ip.clone()), &to),
            wire::unassign(&Rechecked::claimed(ip.clone())),
            wire::release(&Rechecked::claimed(ip.clone())),
        ] {
            let failure = send(account, &request, NOW).unwrap_err();
            let Failure::Refused { status, code, .. } = &failure else {
                panic!("{failure:?}")
            };
            assert_eq!((*status, code.as_str()), (404, "NOT_FOUND"));
        }
        assert_eq!(list(account), before);
    });
}

#[test]
fn what_the_table_cannot_know_is_refused_and_changes_nothing() {
    // The panel does not know every machine, so these are the service's to refuse.
    each_state(|account, ip| {
        let elsewhere = if ip.address == ORPHAN {
            FREE[0]
        } else {
            FREE[1]
        };
        for (to, status) in [(elsewhere, 409), ("psn83hxw6", 409), ("psnothere", 404)] {
            let before = list(account);
            let failure = put(account, &ip, Some(&machine(to))).unwrap_err();
            assert!(
                matches!(&failure, Failure::Refused { status: found, .. } if *found == status),
                "{to}: {failure:?}"
            );
            assert_eq!(list(account), before);
        }
    });
}

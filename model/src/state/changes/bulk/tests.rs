use super::*;
use crate::domain::{Claimed, MachineId, Region};
use crate::state::test_support::TestRng;

fn ip(last: u8, machine: &str) -> PublicIp {
    PublicIp {
        address: Address::new(203, 0, 113, last),
        region: Region::Ny2,
        claimed: Claimed::parse("2026-01-01T00:00:00Z"),
        machine: MachineId::parse(machine).ok(),
    }
}

fn of(operation: Operation, count: u8) -> Bulk {
    Bulk::new(operation, (0..count).map(|last| (ip(last, ""), Ok(()))))
}

fn begin_all(bulk: &mut Bulk) -> Vec<Address> {
    std::iter::from_fn(|| bulk.start_next().map(|ip| ip.address)).collect()
}

#[test]
fn nothing_begins_before_it_was_confirmed_and_four_begin_then() {
    let mut bulk = of(Operation::Release, 6);
    assert!(bulk.is_confirming());
    assert!(begin_all(&mut bulk).is_empty());
    for act in [Bulk::pause, Bulk::resume, Bulk::cancel, Bulk::retry_failed] {
        act(&mut bulk);
        assert!(bulk.is_confirming());
    }
    bulk.start();
    assert!(bulk.is_running() && !bulk.is_confirming());
    let sent = begin_all(&mut bulk);
    assert_eq!(sent.len(), 4);
    bulk.settle(sent[2], Ok(()));
    assert_eq!(begin_all(&mut bulk), [Address::new(203, 0, 113, 4)]);
    // An answer out of turn changes nothing.
    bulk.settle(sent[2], Err("late".to_owned()));
    bulk.settle(Address::new(203, 0, 113, 5), Ok(()));
    let counts = bulk.counts();
    assert_eq!((counts.done, counts.running, counts.waiting), (1, 4, 1));
    assert_eq!(bulk.progress(), "1 of 6 released, 4 under way");
}

#[test]
fn what_does_not_apply_is_skipped_and_said() {
    let items = [
        (ip(1, "web"), Ok(())),
        (ip(2, ""), Err(Reason::Idle)),
        (ip(3, "db"), Err(Reason::Busy(Operation::Move))),
    ];
    let mut bulk = Bulk::new(Operation::Unassign, items);
    assert_eq!(bulk.title(), "Unassign 1 address");
    assert_eq!(bulk.assigned_count(), 1);
    assert!(bulk.consequence().starts_with("Its machine will no longer"));
    bulk.start();
    assert_eq!(begin_all(&mut bulk), [Address::new(203, 0, 113, 1)]);
    bulk.settle(Address::new(203, 0, 113, 1), Ok(()));
    assert!(bulk.is_finished() && !bulk.is_running());
    assert_eq!(bulk.outcome(), "1 unassigned, 2 skipped");
    let words: Vec<String> = bulk
        .items()
        .iter()
        .map(|(_, status)| status.words())
        .collect();
    assert_eq!(
        words,
        [
            "Done",
            "Skipped. This address is not assigned to a machine.",
            "Skipped. Moving…"
        ]
    );
}

#[test]
fn a_run_of_nothing_is_over_at_once() {
    let mut bulk = Bulk::new(Operation::Unassign, [(ip(2, ""), Err(Reason::Idle))]);
    bulk.start();
    assert!(bulk.is_finished());
    bulk.retry_failed();
    assert!(bulk.is_finished());
}

#[test]
fn a_pause_lets_what_is_under_way_finish_and_begins_nothing() {
    let mut bulk = of(Operation::Release, 6);
    bulk.start();
    let sent = begin_all(&mut bulk);
    assert!(!bulk.is_paused());
    bulk.pause();
    assert!(bulk.is_paused() && bulk.is_running());
    for address in sent {
        bulk.settle(address, Ok(()));
    }
    assert!(begin_all(&mut bulk).is_empty());
    assert!(!bulk.is_finished());
    bulk.resume();
    assert!(!bulk.is_paused());
    for address in begin_all(&mut bulk) {
        bulk.settle(address, Ok(()));
    }
    assert!(bulk.is_finished());
    assert_eq!(bulk.outcome(), "6 released");
}

#[test]
fn cancel_says_how_many_were_not_begun_and_a_retry_is_about_what_failed() {
    let mut bulk = of(Operation::Release, 7);
    bulk.start();
    let sent = begin_all(&mut bulk);
    bulk.settle(sent[0], Err("Refused.".to_owned()));
    bulk.cancel();
    assert!(bulk.is_running());
    assert!(begin_all(&mut bulk).is_empty());
    bulk.cancel();
    for address in &sent[1..] {
        bulk.settle(*address, Ok(()));
    }
    assert!(bulk.is_finished());
    assert_eq!(bulk.outcome(), "3 released, 1 failed, 3 not begun");
    assert_eq!(bulk.items()[0].1.words(), "Failed. Refused.");
    bulk.retry_failed();
    assert_eq!(begin_all(&mut bulk), [sent[0]]);
    bulk.settle(sent[0], Ok(()));
    assert_eq!(bulk.outcome(), "4 released, 3 not begun");
    assert_eq!(bulk.counts().settled(), 7);
}

#[test]
fn what_the_api_has_no_time_for_waits_for_its_turn_unless_it_was_cancelled() {
    let mut bulk = of(Operation::Release, 5);
    bulk.start();
    let sent = begin_all(&mut bulk);
    bulk.requeue(sent[1]);
    assert_eq!((bulk.counts().running, bulk.counts().waiting), (3, 2));
    assert_eq!(begin_all(&mut bulk), [sent[1]]);
    bulk.cancel();
    bulk.requeue(sent[1]);
    for address in [sent[0], sent[2], sent[3]] {
        assert!(!bulk.is_finished());
        bulk.settle(address, Ok(()));
    }
    assert!(bulk.is_finished());
    assert_eq!(bulk.outcome(), "3 released, 2 not begun");
}

#[test]
fn a_pause_after_which_everything_is_answered_is_over_after_cancel() {
    let mut bulk = of(Operation::Release, 5);
    bulk.start();
    let sent = begin_all(&mut bulk);
    bulk.pause();
    bulk.cancel();
    for address in sent {
        bulk.settle(address, Ok(()));
    }
    assert!(bulk.is_finished());
    assert_eq!(bulk.outcome(), "4 released, 1 not begun");
}

#[test]
fn the_words_name_the_count_and_what_is_lost() {
    let release = |machines: &[&str]| {
        let items = machines.iter().zip(1..);
        Bulk::new(
            Operation::Release,
            items.map(|(machine, last)| (ip(last, machine), Ok(()))),
        )
    };
    let words = |machines: &[&str]| release(machines).consequence();
    assert_eq!(release(&["", "web", "db"]).title(), "Release 3 addresses");
    assert_eq!(
        words(&["", "web", "db"]),
        "The team gives these addresses up. Nothing can bring them back. \
         2 are assigned to machines, which will no longer be reachable at them."
    );
    assert!(
        words(&["", "web"])
            .ends_with("1 is assigned to a machine, which will no longer be reachable at it.")
    );
    assert!(words(&["", ""]).ends_with("All are idle."));
    assert!(words(&[""]).ends_with("Nothing can bring it back. It is idle."));
    let unassign = Bulk::new(
        Operation::Unassign,
        [(ip(1, "a"), Ok(())), (ip(2, "b"), Ok(()))],
    );
    // An unassign has the same consequence for all its addresses, so nothing is said about some of
    // them.
    let all_of_it = unassign.consequence();
    assert!(all_of_it.starts_with("Their machines will no longer"));
    assert!(all_of_it.ends_with("they are billed while they are idle."));
}

/// 10,000 runs with answers in any order, pauses, cancels and retries.
#[test]
fn no_address_is_under_way_twice_never_more_than_four_and_the_counts_add_up() {
    for run in 0..10_000 {
        let mut rng = TestRng::for_run(run);
        let count = 1 + rng.below(12);
        let items = (0..count).map(|at| {
            let allowed = if rng.below(5) == 0 {
                Err(Reason::Idle)
            } else {
                Ok(())
            };
            (ip(u8::try_from(at).unwrap(), "web"), allowed)
        });
        let mut bulk = Bulk::new(Operation::Unassign, items.collect::<Vec<_>>());
        let mut sent: Vec<Address> = Vec::new();
        let mut done: Vec<Address> = Vec::new();
        let mut cancelled = false;
        for _ in 0..200 {
            match rng.below(12) {
                0 => bulk.start(),
                1 => bulk.pause(),
                2 | 3 => bulk.resume(),
                4 if rng.below(6) == 0 => {
                    cancelled |= bulk.is_running();
                    bulk.cancel();
                }
                5 => bulk.retry_failed(),
                6..9 => {
                    if let Some(ip) = bulk.start_next() {
                        assert!(!sent.contains(&ip.address), "run {run}: sent twice at once");
                        assert!(!done.contains(&ip.address), "run {run}: done twice");
                        sent.push(ip.address);
                    }
                }
                _ if !sent.is_empty() => {
                    let address = sent.swap_remove(rng.below(sent.len()));
                    if rng.below(5) == 0 {
                        bulk.requeue(address);
                        continue;
                    }
                    let failed = rng.below(3) == 0;
                    if !failed {
                        done.push(address);
                    }
                    bulk.settle(
                        address,
                        if failed {
                            Err("No.".to_owned())
                        } else {
                            Ok(())
                        },
                    );
                }
                _ => {}
            }
            let counts = bulk.counts();
            assert!(
                counts.running <= 4 && counts.running == sent.len(),
                "run {run}"
            );
            assert_eq!(counts.done, done.len(), "run {run}");
            assert_eq!(counts.total + counts.skipped, count, "run {run}");
            assert_eq!(
                counts.settled() + counts.running + counts.waiting,
                counts.total,
                "run {run}"
            );
            let rests = counts.running + counts.waiting == 0;
            assert!(!bulk.is_finished() || rests, "run {run}");
            assert!(cancelled || counts.not_started == 0, "run {run}");
        }
        // Whatever happened, it finishes.
        bulk.start();
        bulk.resume();
        while !bulk.is_finished() {
            let next = bulk.start_next().map(|ip| ip.address);
            sent.extend(next);
            if let Some(address) = sent.pop() {
                bulk.settle(address, Ok(()));
            }
        }
        assert_eq!(bulk.counts().settled(), bulk.counts().total, "run {run}");
    }
}

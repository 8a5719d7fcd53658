use super::*;
use crate::domain::{Assignee, Claimed, Price, PublicIp, Region};
use crate::state::test_support::TestRng;
use crate::wire::Effect;

const NOW: Timestamp = Timestamp(1_000_000);

fn ip(last: u8, machine: &str) -> PublicIp {
    PublicIp {
        address: Address::new(203, 0, 113, last),
        region: Region::Ny2,
        claimed: Claimed::parse("2026-01-01T00:00:00Z"),
        machine: Assignee::parse(machine),
    }
}

/// An operation on addresses that are as they were when they were selected.
fn bulk(
    operation: Operation,
    addresses: impl IntoIterator<Item = (PublicIp, Result<(), Reason>)>,
) -> Bulk {
    let addresses = addresses.into_iter();
    let items = addresses.map(|(ip, allowed)| (Confirmed::as_shown(ip), None, allowed));
    Bulk::new(operation, items)
}

/// Not made, for this reason.
fn refused(why: &str) -> NotMade {
    (Outcome::Failed(Effect::Nothing), why.to_owned())
}

fn of(operation: Operation, count: u8) -> Bulk {
    bulk(operation, (0..count).map(|last| (ip(last, ""), Ok(()))))
}

/// Reads what is due, which is all as confirmed. Returns how many that are.
fn read_at(bulk: &mut Bulk, now: Timestamp) -> usize {
    let Some((ticket, due)) = bulk.start_read(now) else {
        return 0;
    };
    let count = due.len();
    let checked = due.into_iter();
    let checked = checked.map(|it| (it.address(), Ok((Rechecked::claimed(it.ip().clone()), now))));
    bulk.settle_read(ticket, checked);
    count
}

fn next(bulk: &mut Bulk) -> Option<Address> {
    next_at(bulk, NOW)
}

fn next_at(bulk: &mut Bulk, now: Timestamp) -> Option<Address> {
    let (confirmed, proof) = bulk.start_next(now)?;
    assert_eq!(confirmed.ip(), proof.ip());
    Some(confirmed.address())
}

/// Reads what is due, and begins all that can be.
fn begin_all(bulk: &mut Bulk) -> Vec<Address> {
    read_at(bulk, NOW);
    std::iter::from_fn(|| next(bulk)).collect()
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
    bulk.settle(sent[2], Err(refused("late")));
    bulk.settle(Address::new(203, 0, 113, 5), Ok(()));
    let counts = bulk.counts();
    assert_eq!((counts.done, counts.running, counts.waiting), (1, 4, 1));
    assert_eq!(bulk.progress(), "1 of 6 released, 4 in progress");
}

#[test]
fn what_does_not_apply_is_skipped_and_said() {
    let items = [
        (ip(1, "web"), Ok(())),
        (ip(2, ""), Err(Reason::Idle)),
        (ip(3, "db"), Err(Reason::Busy(Operation::Move))),
    ];
    let mut bulk = bulk(Operation::Unassign, items);
    assert_eq!(bulk.title(), "Unassign 1 address");
    assert_eq!(bulk.assigned_count(), 1);
    assert!(
        bulk.consequence(0)
            .starts_with("Its machine will no longer")
    );
    bulk.start();
    assert_eq!(begin_all(&mut bulk), [Address::new(203, 0, 113, 1)]);
    bulk.settle(Address::new(203, 0, 113, 1), Ok(()));
    assert!(bulk.is_finished() && !bulk.is_running());
    assert_eq!(bulk.outcome(), "1 unassigned, 2 skipped");
    let words: Vec<String> = bulk
        .items()
        .iter()
        .map(|item| item.status.words())
        .collect();
    assert_eq!(
        words,
        [
            "Done",
            "Skipped. This address isn't assigned to a machine.",
            "Skipped. Moving…"
        ]
    );
}

#[test]
fn a_run_of_nothing_is_over_at_once() {
    let mut bulk = bulk(Operation::Unassign, [(ip(2, ""), Err(Reason::Idle))]);
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
    bulk.settle(sent[0], Err(refused("Refused.")));
    bulk.cancel();
    assert!(bulk.is_running());
    assert!(begin_all(&mut bulk).is_empty());
    bulk.cancel();
    for address in &sent[1..] {
        bulk.settle(*address, Ok(()));
    }
    assert!(bulk.is_finished());
    assert_eq!(bulk.outcome(), "3 released, 1 failed, 3 not started");
    assert_eq!(bulk.items()[0].status.words(), "Failed. Refused.");
    bulk.retry_failed();
    assert_eq!(begin_all(&mut bulk), [sent[0]]);
    bulk.settle(sent[0], Ok(()));
    assert_eq!(bulk.outcome(), "4 released, 3 not started");
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
    assert_eq!(bulk.outcome(), "3 released, 2 not started");
}

#[test]
fn after_ten_waits_in_a_row_it_stops_and_says_why() {
    let mut bulk = of(Operation::Release, 6);
    bulk.start();
    // Four answers at once are one wait.
    for _ in 1..10 {
        for address in begin_all(&mut bulk) {
            bulk.requeue(address);
        }
        assert_eq!((bulk.counts().waiting, bulk.stopped()), (6, None));
    }
    let sent = begin_all(&mut bulk);
    bulk.requeue(sent[0]);
    assert!(begin_all(&mut bulk).is_empty());
    assert!(!bulk.is_finished(), "three are under way");
    bulk.settle(sent[1], Err(refused("Refused.")));
    for address in &sent[2..] {
        bulk.requeue(*address);
    }
    assert!(bulk.is_finished());
    assert_eq!(bulk.outcome(), "0 released, 1 failed, 5 not started");
    let why = bulk.stopped().unwrap();
    assert!(why.starts_with("The API asked to wait ten times in a row."));
    assert!(bulk.progress().ends_with(why));
    bulk.retry_failed();
    assert_eq!(bulk.stopped(), None);
}

#[test]
fn a_slow_run_that_gets_on_is_not_stopped() {
    let mut bulk = of(Operation::Release, 30);
    bulk.start();
    while !bulk.is_finished() {
        let sent = begin_all(&mut bulk);
        for address in &sent[1..] {
            bulk.requeue(*address);
        }
        bulk.settle(sent[0], Ok(()));
    }
    assert_eq!(bulk.outcome(), "30 released");
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
    assert_eq!(bulk.outcome(), "4 released, 1 not started");
}

#[test]
fn the_words_name_the_count_and_what_is_lost() {
    let release = |machines: &[&str]| {
        let items = machines.iter().zip(1..);
        bulk(
            Operation::Release,
            items.map(|(machine, last)| (ip(last, machine), Ok(()))),
        )
    };
    let words = |machines: &[&str]| release(machines).consequence(0);
    assert_eq!(release(&["", "web", "db"]).title(), "Release 3 addresses");
    assert_eq!(
        words(&["", "web", "db"]),
        "Your team loses these addresses. This can't be undone. \
         2 are assigned to machines, which will no longer be reachable at those addresses."
    );
    assert!(words(&["", "web"]).ends_with(
        "1 is assigned to a machine, which will no longer be reachable at that address."
    ));
    assert!(words(&["", ""]).ends_with("All are idle."));
    assert!(words(&[""]).ends_with("This can't be undone. It's idle."));
    let unassign = bulk(
        Operation::Unassign,
        [(ip(1, "a"), Ok(())), (ip(2, "b"), Ok(()))],
    );
    // An unassign has the same consequence for all its addresses, so nothing is said about some of
    // them.
    let all_of_it = unassign.consequence(0);
    assert!(all_of_it.starts_with("Their machines will no longer"));
    assert!(all_of_it.ends_with("is billed for them while they're idle."));
}

#[test]
fn a_release_names_what_it_saves_until_it_is_confirmed() {
    let saving = |bulk: &Bulk| bulk.saving(Price::default());
    let mut release = bulk(
        Operation::Release,
        [
            (ip(1, ""), Ok(())),
            (ip(2, "web"), Ok(())),
            (ip(3, ""), Err(Reason::Busy(Operation::Assign))),
        ],
    );
    let words = saving(&release);
    assert_eq!(words.as_deref(), Some("Saves about $6 a month (estimate)."));
    release.start();
    assert_eq!(saving(&release), None);
    assert_eq!(saving(&of(Operation::Unassign, 2)), None);
    assert_eq!(saving(&of(Operation::Release, 0)), None);
}

#[test]
fn orphaned_addresses_are_counted_apart_and_lost_by_no_machine() {
    let words = |operation, machines: &[&str], orphaned| {
        let items = machines.iter().zip(1..);
        let items = items.map(|(machine, last)| (ip(last, machine), Ok(())));
        bulk(operation, items).consequence(orphaned)
    };
    let release = |machines: &[&str], orphaned| words(Operation::Release, machines, orphaned);
    assert_eq!(
        release(&["gone"], 1),
        "Your team loses this address. This can't be undone. 1 orphaned. No machine loses it."
    );
    assert_eq!(
        release(&["gone", "web", ""], 1),
        "Your team loses these addresses. This can't be undone. \
         1 assigned, 1 orphaned. No machine loses an orphaned one. \
         1 is assigned to a machine, which will no longer be reachable at that address."
    );
    let unassign = |machines: &[&str], orphaned| words(Operation::Unassign, machines, orphaned);
    assert_eq!(
        unassign(&["gone", "gone too"], 2),
        "2 orphaned. No machine loses them. \
         Your team keeps the addresses and is billed for them while they're idle."
    );
    let mixed = unassign(&["gone", "web"], 1);
    assert!(
        mixed.contains("at all. 1 assigned, 1 orphaned. No machine loses an orphaned one. Your")
    );
}

#[test]
fn nothing_begins_before_it_was_read_and_a_read_holds_for_thirty_seconds() {
    let mut bulk = of(Operation::Release, 6);
    assert_eq!(bulk.start_read(NOW), None, "not confirmed yet");
    bulk.start();
    assert_eq!(next(&mut bulk), None);
    let (ticket, due) = bulk.start_read(NOW).unwrap();
    assert_eq!(due.len(), 6);
    assert!(bulk.is_reading());
    assert_eq!(bulk.start_read(NOW), None, "one read at a time");
    assert_eq!(bulk.progress(), "0 of 6 released, checking the rest");
    // An answer to another read is none to this one.
    bulk.settle_read(Ticket::draw(), []);
    assert!(bulk.is_reading());
    let checked = due.into_iter();
    let checked = checked.map(|it| (it.address(), Ok((Rechecked::claimed(it.ip().clone()), NOW))));
    bulk.settle_read(ticket, checked);
    let sent = begin_all(&mut bulk);
    assert_eq!(sent.len(), 4);
    bulk.settle(sent[0], Ok(()));
    let later = |ms| Timestamp(NOW.0 + ms);
    assert_eq!(read_at(&mut bulk, later(30_000)), 0);
    assert_eq!(
        read_at(&mut bulk, later(30_001)),
        2,
        "what waits, and nothing else"
    );
    assert_eq!(
        read_at(&mut bulk, later(-1)),
        2,
        "a clock that was set back"
    );
    assert!(next_at(&mut bulk, later(-1)).is_some());
}

#[test]
fn the_age_of_each_proof_counts_from_the_arrival_of_its_page() {
    let mut bulk = of(Operation::Release, 2);
    bulk.start();
    let (ticket, due) = bulk.start_read(NOW).unwrap();
    let [early, late] = [due[0].clone(), due[1].clone()];
    let later = |ms| Timestamp(NOW.0 + ms);
    let proof = |it: &Confirmed, at| Ok((Rechecked::claimed(it.ip().clone()), at));
    let checked = [
        (early.address(), proof(&early, NOW)),
        (late.address(), proof(&late, later(20_000))),
    ];
    bulk.settle_read(ticket, checked);
    // The second page took so long that the first no longer holds.
    assert_eq!(
        bulk.start_read(later(30_001)),
        None,
        "one can be sent first"
    );
    assert_eq!(next_at(&mut bulk, later(30_001)), Some(late.address()));
    assert_eq!(next_at(&mut bulk, later(30_001)), None);
    assert_eq!(read_at(&mut bulk, later(30_001)), 1);
    assert_eq!(next_at(&mut bulk, later(30_001)), Some(early.address()));
}

#[test]
fn after_a_pause_a_wait_or_before_a_retry_the_rest_is_read_again() {
    let mut bulk = of(Operation::Release, 6);
    bulk.start();
    let sent = begin_all(&mut bulk);
    bulk.pause();
    bulk.settle(sent[0], Ok(()));
    assert_eq!(read_at(&mut bulk, NOW), 0, "paused");
    bulk.resume();
    assert_eq!(next(&mut bulk), None);
    assert_eq!(read_at(&mut bulk, NOW), 2);
    bulk.requeue(sent[1]);
    assert_eq!(next(&mut bulk), None);
    assert_eq!(read_at(&mut bulk, NOW), 3);
    let more = begin_all(&mut bulk);
    assert_eq!(more.len(), 2);
    for address in more {
        bulk.settle(address, Err(refused("No.")));
    }
    for address in begin_all(&mut bulk)
        .into_iter()
        .chain(sent[2..].iter().copied())
    {
        bulk.settle(address, Ok(()));
    }
    assert!(bulk.is_finished());
    bulk.retry_failed();
    assert_eq!(read_at(&mut bulk, NOW), 2);
}

#[test]
fn a_read_that_ends_during_a_pause_counts_for_nothing() {
    let mut bulk = of(Operation::Release, 1);
    bulk.start();
    let (ticket, due) = bulk.start_read(NOW).unwrap();
    bulk.pause();
    let proof = Rechecked::claimed(due[0].ip().clone());
    bulk.settle_read(ticket, [(due[0].address(), Ok((proof, NOW)))]);
    bulk.resume();
    assert_eq!(next(&mut bulk), None);
    assert_eq!(begin_all(&mut bulk), [due[0].address()]);
}

#[test]
fn what_is_not_as_confirmed_is_not_sent() {
    let mut bulk = of(Operation::Release, 2);
    bulk.start();
    let (ticket, due) = bulk.start_read(NOW).unwrap();
    let [one, other] = [due[0].clone(), due[1].clone()];
    let checked = [
        (one.address(), Err(refused("Now assigned."))),
        (
            other.address(),
            Ok((Rechecked::claimed(other.ip().clone()), NOW)),
        ),
    ];
    bulk.settle_read(ticket, checked);
    assert_eq!(bulk.items()[0].status.words(), "Failed. Now assigned.");
    assert_eq!(begin_all(&mut bulk), [other.address()]);
    bulk.settle(other.address(), Ok(()));
    assert_eq!(bulk.outcome(), "1 released, 1 failed");
    // If that holds of all, it is over.
    let mut bulk = of(Operation::Release, 1);
    bulk.start();
    let (ticket, _) = bulk.start_read(NOW).unwrap();
    bulk.settle_read(ticket, [(one.address(), Err(refused("Gone.")))]);
    assert!(bulk.is_finished());
}

#[test]
fn a_cancelled_read_changes_nothing() {
    let mut bulk = of(Operation::Release, 1);
    bulk.start();
    let (ticket, due) = bulk.start_read(NOW).unwrap();
    bulk.cancel();
    assert!(bulk.is_finished());
    bulk.settle_read(ticket, [(due[0].address(), Err(refused("Gone.")))]);
    assert_eq!(bulk.outcome(), "0 released, 1 not started");
}

#[test]
fn what_changes_while_the_dialog_asks_is_marked_and_confirmed_as_it_is_then() {
    let assigned = ip(1, "web");
    let mut bulk = bulk(
        Operation::Unassign,
        [(assigned.clone(), Ok(())), (ip(2, "db"), Ok(()))],
    );
    assert_eq!(bulk.changed_count(), 0);
    let idle = ip(1, "");
    let difference = Difference::Changed(idle.clone());
    bulk.mark(idle.address, difference.clone(), Err(Reason::Idle));
    assert_eq!(bulk.changed_count(), 1);
    assert_eq!(bulk.title(), "Unassign 1 address");
    assert_eq!(bulk.items()[0].difference, Some(difference));
    assert_eq!(bulk.items()[0].confirmed.ip(), &idle);
    bulk.mark(idle.address, Difference::Changed(assigned.clone()), Ok(()));
    assert_eq!(bulk.title(), "Unassign 2 addresses");
    bulk.mark(idle.address, Difference::NotFound(idle.address), Ok(()));
    assert_eq!(bulk.items()[0].confirmed.ip(), &assigned);
    // Once confirmed, the read decides.
    bulk.start();
    bulk.mark(
        ip(2, "").address,
        Difference::Changed(ip(2, "")),
        Err(Reason::Idle),
    );
    assert_eq!(begin_all(&mut bulk).len(), 2);
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
        let mut bulk = bulk(Operation::Unassign, items.collect::<Vec<_>>());
        let mut sent: Vec<Address> = Vec::new();
        let mut done: Vec<Address> = Vec::new();
        let mut cancelled = false;
        let mut now = NOW;
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
                    now.0 += i64::try_from(rng.below(20_000)).unwrap();
                    if rng.below(3) > 0 {
                        read_at(&mut bulk, now);
                    }
                    if let Some(address) = next_at(&mut bulk, now) {
                        assert!(!sent.contains(&address), "run {run}: sent twice at once");
                        assert!(!done.contains(&address), "run {run}: done twice");
                        sent.push(address);
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
                    bulk.settle(address, if failed { Err(refused("No.")) } else { Ok(()) });
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
            let stopped = cancelled || bulk.stopped().is_some();
            assert!(stopped || counts.not_started == 0, "run {run}");
        }
        // Whatever happened, it finishes.
        bulk.start();
        bulk.resume();
        while !bulk.is_finished() {
            read_at(&mut bulk, now);
            sent.extend(next_at(&mut bulk, now));
            if let Some(address) = sent.pop() {
                bulk.settle(address, Ok(()));
            }
        }
        assert_eq!(bulk.counts().settled(), bulk.counts().total, "run {run}");
    }
}

#[test]
fn what_is_not_known_is_named_up_to_three_and_the_rest_counted() {
    let words = |unknown: usize| {
        let mut bulk = of(Operation::Release, 6);
        bulk.start();
        for at in 0..6 {
            read_at(&mut bulk, NOW);
            let address = next(&mut bulk).unwrap();
            let effect = if at < unknown {
                Effect::Unknown
            } else {
                Effect::NotSeen
            };
            bulk.settle(address, Err((Outcome::Failed(effect), String::new())));
        }
        assert_eq!(bulk.has_unknown(), unknown > 0);
        bulk.unknown_words()
    };
    assert_eq!(words(0), None);
    let named = |unknown| words(unknown).unwrap();
    assert_eq!(named(1), "Not known whether 203.0.113.0 was released.");
    assert_eq!(
        named(3),
        "Not known whether 203.0.113.0, 203.0.113.1, 203.0.113.2 were released."
    );
    assert_eq!(
        named(5),
        "Not known whether 203.0.113.0, 203.0.113.1, 203.0.113.2 and 2 more were released."
    );
}

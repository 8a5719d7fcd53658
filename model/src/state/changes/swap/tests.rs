use super::*;
use crate::domain::{Address, Claimed, Region, Timestamp};

const ONE: Address = Address::new(203, 0, 113, 1);
const OTHER: Address = Address::new(203, 0, 113, 2);

fn machine(id: &str) -> MachineId {
    MachineId::parse(id).unwrap()
}

fn ip(address: Address, id: &str) -> PublicIp {
    PublicIp {
        address,
        region: Region::Ny2,
        claimed: Claimed::At(Timestamp(0)),
        machine: Assignee::parse(id),
    }
}

fn swap() -> Swap {
    Swap::new(ip(ONE, "ps1"), ip(OTHER, "ps2")).unwrap()
}

/// Two addresses at a service that allows a machine one address.
struct Account([(Address, Option<MachineId>); 2]);

impl Account {
    fn get(&self, address: Address) -> Option<MachineId> {
        let held = self.0.iter().find(|(held, _)| *held == address);
        held.and_then(|(_, machine)| machine.clone())
    }

    /// Whether the change was made.
    fn put(&mut self, address: Address, machine: Option<MachineId>) -> bool {
        let taken = self
            .0
            .iter()
            .any(|(held, other)| *held != address && other.is_some() && *other == machine);
        for (held, place) in &mut self.0 {
            if *held == address && !taken {
                place.clone_from(&machine);
            }
        }
        !taken
    }
}

/// The outcomes of a request.
const OUTCOMES: [&str; 6] = [
    "done",
    "refused",
    "lost, done",
    "lost, not",
    "not seen",
    "other",
];

/// Carries a swap out with these outcomes; returns the number of requests.
fn run(swap: &mut Swap, account: &mut Account, outcomes: &[usize]) -> usize {
    let mut sent = 0;
    while let Some(SwapStep { ip, machine, .. }) = swap.next_step() {
        let address = ip.address;
        let outcome = outcomes
            .get(sent)
            .map_or("done", |outcome| OUTCOMES[*outcome]);
        sent += 1;
        swap.settle(match outcome {
            "done" if account.put(address, machine.clone()) => {
                StepOutcome::Machine(account.get(address))
            }
            "done" | "refused" => StepOutcome::Unchanged,
            "lost, done" => {
                account.put(address, machine);
                StepOutcome::Unknown
            }
            "lost, not" => StepOutcome::Unknown,
            "not seen" => StepOutcome::Machine(account.get(address)),
            // The service answers with another state than requested.
            _ => {
                account.put(address, None);
                StepOutcome::Machine(None)
            }
        });
    }
    sent
}

fn account() -> Account {
    Account([(ONE, Some(machine("ps1"))), (OTHER, Some(machine("ps2")))])
}

#[test]
fn three_steps_exchange_the_machines() {
    let (mut swap, mut account) = (swap(), account());
    let first = swap.next_step().unwrap();
    assert_eq!(
        (first.operation, first.ip.address, first.machine),
        (Operation::Unassign, OTHER, None)
    );
    assert_eq!(
        swap.steps(),
        [
            StepStatus::Running,
            StepStatus::Waiting,
            StepStatus::Waiting
        ]
    );
    assert_eq!(swap.result(), None);
    assert_eq!(run(&mut swap, &mut account, &[]), 3);
    assert_eq!(swap.steps(), [StepStatus::Done; 3]);
    assert_eq!(swap.result(), Some(SwapResult::Swapped));
    assert_eq!(account.get(ONE), Some(machine("ps2")));
    assert_eq!(account.get(OTHER), Some(machine("ps1")));
}

#[test]
fn a_step_that_fails_takes_those_before_it_back() {
    let (mut swap, mut account) = (swap(), account());
    assert_eq!(run(&mut swap, &mut account, &[0, 0, 1]), 5);
    assert_eq!(
        swap.steps(),
        [
            StepStatus::Reverted,
            StepStatus::Reverted,
            StepStatus::Failed
        ]
    );
    assert_eq!(swap.result(), Some(SwapResult::Unchanged));
    assert_eq!(account.get(ONE), Some(machine("ps1")));
}

#[test]
fn a_machine_that_nobody_asked_for_is_taken_back_like_one_that_may_have_been_given() {
    let mut swap = swap();
    swap.settle(StepOutcome::Machine(Some(machine("ps3"))));
    let back = swap.next_step().unwrap();
    assert_eq!(
        (back.operation, back.ip.address, back.machine),
        (Operation::Assign, OTHER, Some(machine("ps2")))
    );
}

#[test]
fn a_step_back_that_fails_ends_it_and_what_is_left_is_known() {
    let (mut swap, mut account) = (swap(), account());
    assert_eq!(run(&mut swap, &mut account, &[0, 1, 1]), 3);
    assert_eq!(swap.result(), Some(SwapResult::Partial));
    assert_eq!(swap.current(), &[Some(Some(machine("ps1"))), Some(None)]);
    assert_eq!(
        swap.steps(),
        [StepStatus::Failed, StepStatus::Failed, StepStatus::Waiting]
    );
}

#[test]
fn what_stopped_halfway_says_which_assignment_ends_it() {
    for (outcomes, end, bare) in [
        ([0, 1, 1, 0], SwapResult::Unchanged, "ps2"),
        ([0, 0, 1, 1], SwapResult::Swapped, "ps1"),
    ] {
        let (mut swap, mut account) = (swap(), account());
        assert_eq!(swap.completion(), None, "it goes on");
        run(&mut swap, &mut account, &outcomes);
        let remaining = Some((end, ip(OTHER, ""), machine(bare)));
        assert_eq!(swap.completion(), remaining, "{outcomes:?}");
    }
    for outcomes in [[0, 0, 0, 0], [1, 0, 0, 0], [0, 1, 2, 0]] {
        let (mut swap, mut account) = (swap(), account());
        run(&mut swap, &mut account, &outcomes);
        assert_eq!(swap.completion(), None, "{outcomes:?}");
    }
}

#[test]
fn an_address_on_a_third_machine_leaves_nothing_that_one_request_could_end() {
    let mut swap = swap();
    swap.settle(StepOutcome::Machine(None));
    swap.settle(StepOutcome::Machine(Some(machine("ps3"))));
    swap.settle(StepOutcome::Unchanged);
    assert_eq!(swap.current(), &[Some(Some(machine("ps3"))), Some(None)]);
    assert_eq!(
        (swap.result(), swap.completion()),
        (Some(SwapResult::Partial), None)
    );
}

#[test]
fn there_is_nothing_to_swap_with_itself_or_without_a_known_machine() {
    assert_eq!(Swap::new(ip(ONE, "ps1"), ip(OTHER, "")), None);
    assert_eq!(Swap::new(ip(ONE, ""), ip(OTHER, "ps2")), None);
    assert_eq!(Swap::new(ip(ONE, "ps1"), ip(OTHER, " ")), None);
    assert_eq!(Swap::new(ip(ONE, " "), ip(OTHER, "ps2")), None);
    assert_eq!(Swap::new(ip(ONE, "ps1"), ip(OTHER, "ps1")), None);
    assert_eq!(Swap::new(ip(ONE, "ps1"), ip(ONE, "ps2")), None);
}

/// Every sequence of outcomes of up to six requests.
#[test]
fn after_every_sequence_of_failures_it_is_all_or_nothing_or_said_exactly() {
    let (mut ends, mut rests) = ([0; 3], 0);
    for sequence in 0..OUTCOMES.len().pow(6) {
        let mut remaining = sequence;
        let outcomes = [(); 6].map(|()| {
            let outcome = remaining % OUTCOMES.len();
            remaining /= OUTCOMES.len();
            outcome
        });
        let (mut swap, mut account) = (swap(), account());
        let sent = run(&mut swap, &mut account, &outcomes);
        assert!(sent <= 6, "{outcomes:?}");
        let truth = [account.get(ONE), account.get(OTHER)];
        for (outcome, truth) in swap.current().iter().zip(&truth) {
            assert!(
                outcome.as_ref().is_none_or(|outcome| outcome == truth),
                "{outcomes:?}"
            );
        }
        if let [Some(None), Some(Some(held))] = swap.current() {
            panic!("the first is idle beside {held:?}: {outcomes:?}");
        }
        let (one, two) = (Some(machine("ps1")), Some(machine("ps2")));
        if let Some((end, idle, bare)) = swap.completion() {
            assert!(account.put(idle.address, Some(bare)), "{outcomes:?}");
            let now = [account.get(ONE), account.get(OTHER)];
            let both = end == SwapResult::Swapped;
            let ends = [[one.clone(), two.clone()], [two.clone(), one.clone()]];
            assert_eq!(now, ends[usize::from(both)], "{outcomes:?}");
            rests += 1;
        }
        match swap.result().unwrap() {
            SwapResult::Swapped => {
                assert_eq!(truth, [two, one], "{outcomes:?}");
                ends[0] += 1;
            }
            SwapResult::Unchanged => {
                assert_eq!(truth, [one, two], "{outcomes:?}");
                ends[1] += 1;
            }
            SwapResult::Partial => ends[2] += 1,
        }
        assert!(!swap.steps().contains(&StepStatus::Running), "{outcomes:?}");
    }
    assert!(ends.iter().all(|count| *count > 100), "{ends:?}");
    assert!((100..=ends[2]).contains(&rests), "{rests} of {ends:?}");
}

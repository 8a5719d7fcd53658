use super::*;
use crate::state::test_support::TestRng;
use crate::wire::Diagnosis;

const NOW: Timestamp = Timestamp(1_700_000_000_000);
const UNREACHABLE: Failure = Failure::Unreachable(Diagnosis::Unknown);

fn refused(status: u16, retry_after: Option<u32>) -> Failure {
    Failure::Refused {
        status,
        code: "CODE".to_owned(),
        message: "No.".to_owned(),
        retry_after,
    }
}

/// The decisions when every attempt fails in the same way, each after a tenth of a second.
fn all(method: Method, failure: &Failure) -> Vec<RetryDecision> {
    let (mut budget, mut now) = (RetryBudget::default(), NOW);
    let mut attempts = Attempts::new(method, now);
    let mut all = Vec::new();
    loop {
        now.0 += 100;
        let then = attempts.decide(failure, now, u32::MAX, &mut budget);
        all.push(then);
        match then {
            RetryDecision::Retry { wait, .. } => now.0 += i64::from(wait),
            RetryDecision::Fail | RetryDecision::ConfirmChange => return all,
        }
    }
}

fn again(wait: u32) -> RetryDecision {
    RetryDecision::Retry { wait, asked: false }
}

fn asked(seconds: u32) -> RetryDecision {
    RetryDecision::Retry {
        wait: seconds * 1_000,
        asked: true,
    }
}

#[test]
fn what_only_reads_is_sent_three_times_at_most() {
    let passing = [
        UNREACHABLE,
        Failure::TimedOut,
        refused(408, None),
        refused(500, None),
        Failure::unreadable(502, "<h1>Bad gateway</h1>"),
        refused(504, None),
    ];
    for failure in passing {
        let expected = [again(300), again(600), RetryDecision::Fail];
        assert_eq!(all(Method::Get, &failure), expected, "{failure:?}");
    }
    for status in [429, 503] {
        let expected = [again(1_000), again(2_000), RetryDecision::Fail];
        assert_eq!(all(Method::Get, &refused(status, None)), expected);
    }
    let final_ones = [
        Failure::Offline,
        Failure::Cancelled,
        Failure::ReadOnly,
        refused(400, None),
        refused(401, None),
        refused(403, Some(5)),
        refused(404, None),
        refused(501, None),
        Failure::unreadable(200, "{"),
    ];
    for failure in final_ones {
        assert_eq!(
            all(Method::Get, &failure),
            [RetryDecision::Fail],
            "{failure:?}"
        );
    }
}

#[test]
fn a_wait_that_is_asked_for_is_kept_up_to_a_minute() {
    let expected = [asked(7), asked(7), RetryDecision::Fail];
    assert_eq!(all(Method::Get, &refused(429, Some(7))), expected);
    let expected = [asked(60), asked(60), RetryDecision::Fail];
    assert_eq!(all(Method::Get, &refused(503, Some(60))), expected);
    assert_eq!(
        all(Method::Get, &refused(503, Some(61))),
        [RetryDecision::Fail]
    );
    assert_eq!(
        all(Method::Get, &refused(503, Some(u32::MAX))),
        [RetryDecision::Fail]
    );
    // "At once" is no reason to retry all at once.
    let now = RetryDecision::Retry {
        wait: 1_000,
        asked: true,
    };
    assert_eq!(all(Method::Get, &refused(429, Some(0)))[0], now);
}

#[test]
fn a_claim_is_never_sent_twice() {
    for failure in [UNREACHABLE, Failure::TimedOut, refused(503, Some(1))] {
        assert_eq!(all(Method::Post, &failure), [RetryDecision::Fail]);
    }
}

#[test]
fn a_change_is_sent_twice_at_most_and_looked_up_when_it_is_not_known() {
    for method in [Method::Put, Method::Delete] {
        for failure in [UNREACHABLE, Failure::TimedOut, refused(502, None)] {
            assert_eq!(
                all(method, &failure),
                [again(300), RetryDecision::ConfirmChange]
            );
        }
        assert_eq!(
            all(method, &refused(503, Some(9))),
            [asked(9), RetryDecision::ConfirmChange]
        );
        for failure in [
            refused(500, None),
            refused(302, None),
            refused(404, None),
            refused(408, None),
            refused(425, None),
            refused(499, None),
            Failure::unreadable(200, "<p>"),
            Failure::unreadable(404, "<h1>Not found</h1>"),
            Failure::unreadable(429, "").with_retry_after(Some(3)),
        ] {
            assert_eq!(
                all(method, &failure),
                [RetryDecision::ConfirmChange],
                "{failure:?}"
            );
        }
        for failure in [
            refused(409, None),
            refused(429, Some(3)),
            Failure::Offline,
            Failure::ReadOnly,
        ] {
            assert_eq!(all(method, &failure), [RetryDecision::Fail], "{failure:?}");
        }
    }
}

/// The decision after a timeout and then this failure.
fn after_a_timeout(method: Method, failure: &Failure) -> RetryDecision {
    let mut budget = RetryBudget::default();
    let mut attempts = Attempts::new(method, NOW);
    let first = attempts.decide(&Failure::TimedOut, NOW, 0, &mut budget);
    assert_eq!(first, again(0));
    attempts.decide(failure, NOW, 0, &mut budget)
}

#[test]
fn no_later_answer_takes_back_that_an_attempt_may_have_been_carried_out() {
    for method in [Method::Put, Method::Delete] {
        for second in [
            refused(404, None),
            Failure::unreadable(404, "<h1>Not found</h1>"),
            refused(409, None),
            Failure::Offline,
            Failure::ReadOnly,
        ] {
            let decision = after_a_timeout(method, &second);
            assert_eq!(decision, RetryDecision::ConfirmChange, "{second:?}");
        }
    }
}

#[test]
fn all_attempts_together_take_45_seconds_at_most() {
    let mut budget = RetryBudget::default();
    let mut attempts = Attempts::new(Method::Get, NOW);
    let at = |ms| Timestamp(NOW.0 + ms);
    assert_eq!(attempts.timeout(NOW), 15_000);
    let then = attempts.decide(&Failure::TimedOut, at(15_000), u32::MAX, &mut budget);
    assert_eq!(then, again(300));
    assert_eq!(attempts.timeout(at(15_300)), 15_000);
    let then = attempts.decide(&Failure::TimedOut, at(30_300), u32::MAX, &mut budget);
    assert_eq!(then, again(600));
    assert_eq!(attempts.timeout(at(30_900)), 14_100);
    assert_eq!(attempts.timeout(at(90_000)), 1);
    // The clock was set back: no attempt gets longer.
    assert_eq!(attempts.timeout(at(-90_000)), 15_000);
    let mut late = Attempts::new(Method::Get, NOW);
    let then = late.decide(&Failure::TimedOut, at(44_900), u32::MAX, &mut budget);
    assert_eq!(then, RetryDecision::Fail);
}

#[test]
fn ten_retries_a_minute_for_the_whole_page() {
    let mut budget = RetryBudget::default();
    for n in 0..10 {
        assert!(budget.spend(Timestamp(NOW.0 + n)));
    }
    assert!(!budget.spend(Timestamp(NOW.0 + 59_999)));
    assert!(budget.spend(Timestamp(NOW.0 + 60_000)));
    assert!(!budget.spend(Timestamp(NOW.0 + 60_000)));
    // A clock that was set back does not lock the budget.
    assert!(budget.spend(Timestamp(NOW.0 - 86_400_000)));
    let mut spent = RetryBudget(vec![NOW; 10]);
    let mut attempts = Attempts::new(Method::Get, NOW);
    assert_eq!(
        attempts.decide(&UNREACHABLE, NOW, 0, &mut spent),
        RetryDecision::Fail
    );
}

#[test]
fn load_all_is_patient_but_not_for_ever() {
    let pauses = |failure: &Failure| [1, 2, 3].map(|failures| load_all_delay(failure, failures));
    assert_eq!(pauses(&Failure::TimedOut), [Some(1), Some(2), None]);
    assert_eq!(pauses(&refused(429, None)), [Some(4), Some(8), None]);
    assert_eq!(pauses(&refused(503, Some(30))), [Some(30), Some(30), None]);
    assert_eq!(pauses(&refused(429, Some(0))), [Some(1), Some(2), None]);
    assert_eq!(pauses(&refused(429, Some(61))), [None; 3]);
    assert_eq!(pauses(&refused(403, None)), [None; 3]);
    assert_eq!(pauses(&Failure::Offline), [None; 3]);
}

fn any_failure(rng: &mut TestRng) -> Failure {
    const STATUS: [u16; 16] = [
        200, 302, 400, 401, 404, 408, 409, 422, 425, 429, 499, 500, 502, 503, 504, 520,
    ];
    const AFTER: [Option<u32>; 6] = [None, None, Some(0), Some(20), Some(60), Some(4_000)];
    match rng.below(6) {
        0 => UNREACHABLE,
        1 => Failure::TimedOut,
        2 => Failure::Offline,
        3 => {
            Failure::unreadable(STATUS[rng.below(16)], "<p>").with_retry_after(AFTER[rng.below(6)])
        }
        _ => refused(STATUS[rng.below(16)], AFTER[rng.below(6)]),
    }
}

/// 10,000 requests under 10,000 clocks: the rules hold in all of them.
#[test]
fn no_request_is_repeated_for_ever_and_no_claim_at_all() {
    for seed in 1..=10_000_u64 {
        let mut rng = TestRng::for_run(seed);
        let methods = [Method::Get, Method::Post, Method::Put, Method::Delete];
        let method = methods[rng.below(4)];
        let (mut budget, mut now) = (RetryBudget::default(), NOW);
        let mut attempts = Attempts::new(method, now);
        let (mut sent, mut waited, mut maybe_done) = (0, 0, false);
        let last = loop {
            sent += 1;
            let limit = attempts.timeout(now);
            assert!((1..=15_000).contains(&limit));
            // Sleep and clock corrections of any length, both ways.
            now.0 += [3, i64::from(limit), 40_000_000, -40_000_000][rng.below(4)];
            let failure = any_failure(&mut rng);
            maybe_done |= method != Method::Get && failure.evidence() != Evidence::NotDone;
            let then = attempts.decide(&failure, now, rng.next_u32(), &mut budget);
            let RetryDecision::Retry { wait, asked } = then else {
                break then;
            };
            assert!(wait <= if asked { 60_000 } else { 20_000 });
            assert_eq!(asked, failure.retry_after().is_some());
            waited += 1;
            now.0 += i64::from(wait);
        };
        let most = match method {
            Method::Get => 3,
            Method::Post => 1,
            Method::Put | Method::Delete => 2,
        };
        assert!(sent <= most && waited == sent - 1);
        // A change that may have been carried out is never reported as one that was not.
        if method == Method::Put || method == Method::Delete {
            assert_eq!(last == RetryDecision::Fail, !maybe_done, "seed {seed}");
        } else {
            assert_eq!(last, RetryDecision::Fail);
        }
        assert!(budget.0.len() < sent.max(1) + 1);
    }
}

#[test]
fn the_pause_before_an_attempt_is_drawn_from_nothing_to_its_longest() {
    for (chance, wait) in [(0, 0), (1 << 31, 150), (u32::MAX, 300)] {
        let mut attempts = Attempts::new(Method::Get, NOW);
        let then = attempts.decide(&Failure::TimedOut, NOW, chance, &mut RetryBudget::default());
        assert_eq!(then, again(wait));
    }
}

#[test]
fn a_wait_that_is_asked_for_is_not_counted() {
    let at = |ms| Timestamp(NOW.0 + ms);
    let mut attempts = Attempts::new(Method::Get, NOW);
    let busy = refused(503, Some(60));
    let then = attempts.decide(&busy, at(44_000), 0, &mut RetryBudget::default());
    assert_eq!(then, asked(60));
    assert_eq!(attempts.timeout(at(44_000 + 60_000)), 1_000);
}

#![expect(clippy::disallowed_methods, reason = "its own tests")]

use super::*;
use crate::state::test_support::TestRng;

const CASES: usize = 10_000;
const SECOND: i64 = 1_000;
const START: i64 = 1_790_000_000_000;

fn key() -> ApiKey {
    ApiKey::parse("a-key").unwrap()
}

fn begun() -> StoredSession {
    StoredSession::new(key(), Timestamp(START))
}

/// The status of `begun` this long after its start.
fn after(minutes: i64, seconds: i64) -> SessionStatus {
    let now = START + minutes * MINUTE + seconds * SECOND;
    begun().status(Timestamp(now), Limits::LONGEST)
}

fn ended(status: SessionStatus) -> bool {
    matches!(status, SessionStatus::Expired(_))
}

/// A time span up to a day: often seconds, sometimes a night, sometimes exactly a limit.
fn span(rng: &mut TestRng) -> i64 {
    let near = |rng: &mut TestRng, at: i64| at + rng.below(2_001) as i64 - 1_000;
    match rng.below(8) {
        0..3 => rng.below(90_000) as i64,
        3 => rng.below(20 * 60_000) as i64,
        4 => rng.below(24 * 60 * 60_000) as i64,
        5 => near(rng, CLOCK_SLACK),
        6 => near(rng, 15 * MINUTE),
        _ => near(rng, 8 * 60 * MINUTE),
    }
}

fn limits(rng: &mut TestRng) -> Limits {
    Limits {
        idle: 2 + rng.below(14) as u16,
        session: 2 + rng.below(479) as u16,
    }
}

#[test]
fn idle_for_fifteen_minutes_ends_it_and_the_last_minute_warns() {
    let why = Expiry::Idle;
    assert_eq!(after(0, 0), SessionStatus::Active);
    assert_eq!(after(13, 59), SessionStatus::Active);
    assert_eq!(after(14, 0), SessionStatus::Expiring { seconds: 60, why });
    assert_eq!(after(14, 59), SessionStatus::Expiring { seconds: 1, why });
    assert_eq!(after(15, 0), SessionStatus::Expired(why));
    assert_eq!(after(10_000_000, 0), SessionStatus::Expired(why));
}

#[test]
fn eight_hours_end_it_whatever_is_done() {
    let mut session = begun();
    let (mut now, why) = (START, Expiry::Age);
    while now < START + (8 * 60 - 1) * MINUTE {
        assert_eq!(
            session.check(Timestamp(now), Limits::LONGEST),
            SessionStatus::Active
        );
        now += MINUTE;
        assert!(session.touch(Timestamp(now), Limits::LONGEST));
    }
    let at = |session: &StoredSession, now| session.status(Timestamp(now), Limits::LONGEST);
    assert_eq!(
        at(&session, now),
        SessionStatus::Expiring { seconds: 60, why }
    );
    assert!(session.touch(Timestamp(now + 30 * SECOND), Limits::LONGEST));
    let warned = at(&session, now + 30 * SECOND);
    assert_eq!(
        warned,
        SessionStatus::Expiring { seconds: 30, why },
        "no sign of life prolongs it"
    );
    assert_eq!(at(&session, now + MINUTE), SessionStatus::Expired(why));
}

#[test]
fn a_clock_that_goes_back_ends_it_above_five_minutes_and_makes_nothing_younger_below() {
    let now = START + 10 * MINUTE;
    let mut session = begun();
    assert_eq!(
        session.check(Timestamp(now), Limits::LONGEST),
        SessionStatus::Active
    );
    let at = |minutes: i64, seconds: i64| {
        session.status(
            Timestamp(now + minutes * MINUTE + seconds * SECOND),
            Limits::LONGEST,
        )
    };
    assert_eq!(at(-5, 0), SessionStatus::Active);
    assert_eq!(at(-5, -1), SessionStatus::Expired(Expiry::Clock));
    assert_eq!(at(-10_000_000, 0), SessionStatus::Expired(Expiry::Clock));
    // Ten idle minutes stay ten once the clock has been set back by four; four more by that clock
    // are fourteen.
    let mut session = session.clone();
    let back = now - 4 * MINUTE;
    session.check(Timestamp(back), Limits::LONGEST);
    let why = Expiry::Idle;
    let later = session.status(Timestamp(back + 4 * MINUTE), Limits::LONGEST);
    assert_eq!(later, SessionStatus::Expiring { seconds: 60, why });
    // By the text stored then, too.
    assert!(session.touch(Timestamp(back + 2 * MINUTE), Limits::LONGEST));
    let stored = StoredSession::parse(&session.to_stored_text()).unwrap();
    assert_eq!(stored.since, Timestamp(START - 4 * MINUTE));
    assert_eq!(stored.last_active, Timestamp(back + 2 * MINUTE));
}

#[test]
fn a_clock_that_is_set_back_again_and_again_holds_no_session_still() {
    for (busy, end, why) in [(false, 15, Expiry::Idle), (true, 480, Expiry::Age)] {
        let mut session = begun();
        let mut now = START;
        for minute in 1..=end {
            now += MINUTE;
            if busy {
                session.touch(Timestamp(now), Limits::LONGEST);
            }
            let status = session.check(Timestamp(now), Limits::LONGEST);
            assert_eq!(ended(status), minute == end, "minute {minute}");
            now -= 4 * MINUTE;
            let set_back = session.check(Timestamp(now), Limits::LONGEST);
            assert_eq!(set_back, status, "it is as old as before");
            assert!(!ended(status) || status == SessionStatus::Expired(why));
        }
    }
}

#[test]
fn a_clock_that_is_set_forward_in_small_steps_ends_an_idle_session_by_what_it_shows() {
    let mut session = begun();
    let mut status_after = |minutes: i64, seconds: i64| {
        let now = START + minutes * MINUTE + seconds * SECOND;
        session.check(Timestamp(now), Limits::LONGEST)
    };
    // Five minutes pass, four are skipped; one passes, and two are skipped.
    assert_eq!(status_after(5, 0), SessionStatus::Active);
    assert_eq!(status_after(9, 0), SessionStatus::Active);
    assert_eq!(status_after(10, 0), SessionStatus::Active);
    assert_eq!(status_after(12, 0), SessionStatus::Active);
    // Three are left, also once both steps are set back.
    let why = Expiry::Idle;
    assert_eq!(status_after(10, 0), SessionStatus::Active);
    assert_eq!(status_after(6, 0), SessionStatus::Active);
    assert_eq!(
        status_after(8, 0),
        SessionStatus::Expiring { seconds: 60, why }
    );
    assert_eq!(
        status_after(8, 59),
        SessionStatus::Expiring { seconds: 1, why }
    );
    assert_eq!(status_after(9, 0), SessionStatus::Expired(why));
}

#[test]
fn a_clock_that_is_set_forward_by_four_and_two_minutes_and_back_at_once_ends_it() {
    let mut session = begun();
    for minutes in [4, 6] {
        let now = Timestamp(START + minutes * MINUTE);
        assert_eq!(session.check(now, Limits::LONGEST), SessionStatus::Active);
    }
    let back = session.check(Timestamp(START), Limits::LONGEST);
    assert_eq!(back, SessionStatus::Expired(Expiry::Clock));
}

#[test]
fn times_before_1970_are_not_stored() {
    let mut session = StoredSession::new(key(), Timestamp(MINUTE));
    session.check(Timestamp(2 * MINUTE), Limits::LONGEST);
    session.check(Timestamp(0), Limits::LONGEST);
    assert_eq!(session.to_stored_text(), "0\n0\na-key");
}

#[test]
fn signs_of_life_are_noted_every_five_seconds_at_most() {
    let mut session = begun();
    let mut touch = |millis| session.touch(Timestamp(START + millis), Limits::LONGEST);
    assert!(!touch(4_999));
    assert!(touch(5_000));
    assert!(!touch(5_001));
    assert!(!touch(1_000), "the clock was set back a little");
    assert!(touch(10_000));
    assert!(
        !touch(10_000 + 15 * MINUTE),
        "what has ended is not revived"
    );
}

#[test]
fn it_ends_exactly_when_a_rule_says_so() {
    let mut rng = TestRng(1);
    for _ in 0..CASES {
        let limits = limits(&mut rng);
        let (since, active, unseen) = (span(&mut rng), span(&mut rng), span(&mut rng));
        let last_active = START + since + active;
        let seen = last_active + unseen;
        let now = seen
            + if rng.below(2) == 0 {
                span(&mut rng)
            } else {
                -span(&mut rng)
            };
        let session = StoredSession {
            key: key(),
            since: Timestamp(START),
            last_active: Timestamp(last_active),
            seen: Timestamp(seen),
        };
        let latest = now.max(seen);
        let idle = i64::from(limits.idle) * MINUTE - (latest - last_active);
        let age = i64::from(limits.session) * MINUTE - (latest - START);
        let expected = if seen - now > 5 * MINUTE {
            SessionStatus::Expired(Expiry::Clock)
        } else {
            let (left, why) = if idle < age {
                (idle, Expiry::Idle)
            } else {
                (age, Expiry::Age)
            };
            if left <= 0 {
                SessionStatus::Expired(why)
            } else if left <= MINUTE {
                let seconds = u8::try_from(left.unsigned_abs().div_ceil(1_000)).unwrap();
                SessionStatus::Expiring { seconds, why }
            } else {
                SessionStatus::Active
            }
        };
        let status = session.status(Timestamp(now), limits);
        assert_eq!(status, expected, "{session:?} at {now} with {limits:?}");
    }
}

/// Work, sleep and clock corrections in any order: by the time that really passes, a key is never
/// used beyond a limit, but for what the clock hides.
#[test]
fn no_course_of_events_keeps_a_key_alive_beyond_its_limits() {
    let mut rng = TestRng(2);
    let mut reasons = [0_usize; 3];
    for _ in 0..CASES {
        let limits = limits(&mut rng);
        let mut session = begun();
        let (mut real, mut clock) = (START, START);
        // Hidden from the clock: what it was set back by between two checks.
        let (mut last_touch, mut hidden, mut hidden_since) = (START, 0, 0);
        for _ in 0..200 {
            // Time awake or asleep, without a check.
            let passed = span(&mut rng);
            real += passed;
            clock += passed;
            if rng.below(20) == 0 {
                let moved = span(&mut rng);
                let back = rng.below(2) == 0;
                clock += if back { -moved } else { moved };
                if back {
                    hidden += moved.min(passed);
                    hidden_since += moved.min(passed);
                }
            }
            let status = session.check(Timestamp(clock), limits);
            if let SessionStatus::Expired(why) = status {
                reasons[why as usize] += 1;
                let again = session.touch(Timestamp(clock), limits);
                assert!(!again, "a sign of life came too late");
                break;
            }
            let (idle, age) = (i64::from(limits.idle), i64::from(limits.session));
            assert!(real - last_touch < idle * MINUTE + hidden_since);
            assert!(real - START < age * MINUTE + hidden);
            if rng.below(2) == 0 && session.touch(Timestamp(clock), limits) {
                (last_touch, hidden_since) = (real, 0);
            }
        }
    }
    assert!(reasons.iter().all(|count| *count > 100), "{reasons:?}");
}

#[test]
fn what_is_stored_is_read_back() {
    let mut rng = TestRng(3);
    for _ in 0..CASES {
        let letters = 1 + rng.below(40);
        let text: String = (0..letters)
            .map(|_| char::from(b'!' + rng.below(94) as u8))
            .collect();
        let key = ApiKey::parse(&text).unwrap();
        let mut session = StoredSession::new(key, Timestamp(i64::from(rng.next_u32())));
        let later = Timestamp(session.since.0 + rng.below(800_000) as i64);
        session.touch(later, Limits::LONGEST);
        // The time seen since the last sign of life is not stored.
        session.seen = session.last_active;
        assert_eq!(
            StoredSession::parse(&session.to_stored_text()),
            Some(session)
        );
    }
}

#[test]
fn what_is_no_record_is_no_key() {
    for text in [
        "",
        "a-key",
        "\n\n",
        "1\n2\n",
        "1\n2\n ",
        "1\n2\ntwo words",
        "1\n2\na\nb",
        "1\n2\nschlüssel",
        "2\n1\na-key",
        "-2\n-1\na-key",
        "1.5\n2\na-key",
        "1e3\n2000\na-key",
        " 1\n2\na-key",
        "null\nnull\na-key",
        "99999999999999999999\n99999999999999999999\na-key",
        r#"{"key":"a-key","since":1,"last_active":2}"#,
        &format!("1\n2\n{}", "k".repeat(4097)),
        &format!("1\n2\na{}", " ".repeat(10_000)),
    ] {
        assert_eq!(StoredSession::parse(text), None, "{text:.60?}");
    }
    let late = i64::MAX.to_string();
    let longest = format!("{late}\n{late}\n{}", "k".repeat(4096));
    assert!(StoredSession::parse(&longest).is_some());
    assert_eq!(StoredSession::parse(&format!("{longest}\n")), None);
}

#[test]
fn a_record_of_a_time_to_come_is_of_a_clock_that_went_back() {
    for time in [START + CLOCK_SLACK + 1, i64::MAX] {
        let time = time.to_string();
        let session = StoredSession::parse(&format!("{time}\n{time}\na-key")).unwrap();
        let status = session.status(Timestamp(START), Limits::LONGEST);
        assert_eq!(status, SessionStatus::Expired(Expiry::Clock));
    }
    let old = StoredSession::parse("0\n9223372036854775807\na-key").unwrap();
    assert!(ended(old.status(Timestamp(i64::MAX), Limits::LONGEST)));
}

#[test]
fn mangled_records_are_refused_or_hold_what_a_record_holds() {
    const SPARE: [char; 10] = ['\n', '0', '9', '-', ' ', 'k', '\u{0}', 'é', '"', '\u{200b}'];
    let mut rng = TestRng(4);
    let whole = begun().to_stored_text();
    let mut taken = 0;
    for _ in 0..CASES {
        let mut letters: Vec<char> = whole.chars().collect();
        for _ in 0..=rng.below(4) {
            let at = rng.below(letters.len());
            match rng.below(3) {
                0 => drop(letters.remove(at)),
                1 => letters.insert(at, SPARE[rng.below(SPARE.len())]),
                _ => letters[at] = SPARE[rng.below(SPARE.len())],
            }
        }
        let text: String = letters.into_iter().collect();
        if let Some(session) = StoredSession::parse(&text) {
            taken += 1;
            assert!(0 <= session.since.0 && session.since <= session.last_active);
            assert!(
                text.contains(session.key.secret()),
                "the key is of the text: {text:?}"
            );
            for now in [i64::MIN, i64::MAX] {
                assert!(ended(session.status(Timestamp(now), Limits::LONGEST)));
            }
        }
    }
    assert!((100..CASES - 100).contains(&taken), "{taken} were taken");
}

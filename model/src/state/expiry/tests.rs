use super::*;
use crate::state::dice::Dice;

const CASES: usize = 10_000;
const SECOND: i64 = 1_000;
const START: i64 = 1_790_000_000_000;

fn key() -> ApiKey {
    ApiKey::parse("a-key").unwrap()
}

fn begun() -> Record {
    Record::new(key(), Timestamp(START))
}

/// The session of `begun` so long after its start.
fn after(minutes: i64, seconds: i64) -> Standing {
    let now = START + minutes * MINUTE + seconds * SECOND;
    begun().standing(Timestamp(now), Limits::LONGEST)
}

fn ended(standing: Standing) -> bool {
    matches!(standing, Standing::Expired(_))
}

/// A length of time up to a day: often seconds, sometimes a night, sometimes exactly at a limit.
fn span(dice: &mut Dice) -> i64 {
    let near = |dice: &mut Dice, at: i64| at + dice.roll(2_001) as i64 - 1_000;
    match dice.roll(8) {
        0..3 => dice.roll(90_000) as i64,
        3 => dice.roll(20 * 60_000) as i64,
        4 => dice.roll(24 * 60 * 60_000) as i64,
        5 => near(dice, SLACK),
        6 => near(dice, 15 * MINUTE),
        _ => near(dice, 8 * 60 * MINUTE),
    }
}

fn limits(dice: &mut Dice) -> Limits {
    Limits {
        idle: 2 + dice.roll(14) as u16,
        session: 2 + dice.roll(479) as u16,
    }
}

#[test]
fn idle_for_fifteen_minutes_ends_it_and_the_last_minute_warns() {
    let why = Expiry::Idle;
    assert_eq!(after(0, 0), Standing::Active);
    assert_eq!(after(13, 59), Standing::Active);
    assert_eq!(after(14, 0), Standing::Warn { seconds: 60, why });
    assert_eq!(after(14, 59), Standing::Warn { seconds: 1, why });
    assert_eq!(after(15, 0), Standing::Expired(why));
    assert_eq!(after(10_000_000, 0), Standing::Expired(why));
}

#[test]
fn eight_hours_end_it_whatever_is_done() {
    let mut record = begun();
    let (mut now, why) = (START, Expiry::Age);
    while now < START + (8 * 60 - 1) * MINUTE {
        assert_eq!(
            record.look(Timestamp(now), Limits::LONGEST),
            Standing::Active
        );
        now += MINUTE;
        assert!(record.touch(Timestamp(now), Limits::LONGEST));
    }
    let at = |record: &Record, now| record.standing(Timestamp(now), Limits::LONGEST);
    assert_eq!(at(&record, now), Standing::Warn { seconds: 60, why });
    assert!(record.touch(Timestamp(now + 30 * SECOND), Limits::LONGEST));
    let warned = at(&record, now + 30 * SECOND);
    assert_eq!(
        warned,
        Standing::Warn { seconds: 30, why },
        "no sign of life prolongs it"
    );
    assert_eq!(at(&record, now + MINUTE), Standing::Expired(why));
}

#[test]
fn a_clock_that_goes_back_ends_it_above_five_minutes_and_makes_nothing_younger_below() {
    let now = START + 10 * MINUTE;
    let mut record = begun();
    assert_eq!(
        record.look(Timestamp(now), Limits::LONGEST),
        Standing::Active
    );
    let at = |minutes: i64, seconds: i64| {
        record.standing(
            Timestamp(now + minutes * MINUTE + seconds * SECOND),
            Limits::LONGEST,
        )
    };
    assert_eq!(at(-5, 0), Standing::Active);
    assert_eq!(at(-5, -1), Standing::Expired(Expiry::Clock));
    assert_eq!(at(-10_000_000, 0), Standing::Expired(Expiry::Clock));
    // Ten minutes idle are ten minutes idle, also once the clock has been set back by four,
    // and four more by that clock are fourteen.
    let mut record = record.clone();
    let back = now - 4 * MINUTE;
    record.look(Timestamp(back), Limits::LONGEST);
    let why = Expiry::Idle;
    let later = record.standing(Timestamp(back + 4 * MINUTE), Limits::LONGEST);
    assert_eq!(later, Standing::Warn { seconds: 60, why });
    // By the record that is stored then, too.
    assert!(record.touch(Timestamp(back + 2 * MINUTE), Limits::LONGEST));
    let stored = Record::parse(&record.stored_text()).unwrap();
    assert_eq!(stored.since, Timestamp(START - 4 * MINUTE));
    assert_eq!(stored.last_active, Timestamp(back + 2 * MINUTE));
}

#[test]
fn a_clock_that_is_set_back_again_and_again_holds_no_session_still() {
    for (busy, end, why) in [(false, 15, Expiry::Idle), (true, 480, Expiry::Age)] {
        let mut record = begun();
        let mut now = START;
        for minute in 1..=end {
            now += MINUTE;
            if busy {
                record.touch(Timestamp(now), Limits::LONGEST);
            }
            let standing = record.look(Timestamp(now), Limits::LONGEST);
            assert_eq!(ended(standing), minute == end, "minute {minute}");
            now -= 4 * MINUTE;
            let set_back = record.look(Timestamp(now), Limits::LONGEST);
            assert_eq!(set_back, standing, "it is as old as before");
            assert!(!ended(standing) || standing == Standing::Expired(why));
        }
    }
}

#[test]
fn a_clock_that_is_set_forward_in_small_steps_ends_an_idle_session_by_what_it_shows() {
    let mut record = begun();
    let mut look = |minutes: i64, seconds: i64| {
        let now = START + minutes * MINUTE + seconds * SECOND;
        record.look(Timestamp(now), Limits::LONGEST)
    };
    // Five minutes pass, four are skipped; one passes, and two are skipped.
    assert_eq!(look(5, 0), Standing::Active);
    assert_eq!(look(9, 0), Standing::Active);
    assert_eq!(look(10, 0), Standing::Active);
    assert_eq!(look(12, 0), Standing::Active);
    // The last three are those that are left, also once both steps are set back.
    let why = Expiry::Idle;
    assert_eq!(look(10, 0), Standing::Active);
    assert_eq!(look(6, 0), Standing::Active);
    assert_eq!(look(8, 0), Standing::Warn { seconds: 60, why });
    assert_eq!(look(8, 59), Standing::Warn { seconds: 1, why });
    assert_eq!(look(9, 0), Standing::Expired(why));
}

#[test]
fn a_clock_that_is_set_forward_by_four_and_two_minutes_and_back_at_once_ends_it() {
    let mut record = begun();
    for minutes in [4, 6] {
        let now = Timestamp(START + minutes * MINUTE);
        assert_eq!(record.look(now, Limits::LONGEST), Standing::Active);
    }
    let back = record.look(Timestamp(START), Limits::LONGEST);
    assert_eq!(back, Standing::Expired(Expiry::Clock));
}

#[test]
fn times_before_1970_are_not_stored() {
    let mut record = Record::new(key(), Timestamp(MINUTE));
    record.look(Timestamp(2 * MINUTE), Limits::LONGEST);
    record.look(Timestamp(0), Limits::LONGEST);
    assert_eq!(record.stored_text(), "0\n0\na-key");
}

#[test]
fn signs_of_life_are_noted_every_five_seconds_at_most() {
    let mut record = begun();
    let mut touch = |millis| record.touch(Timestamp(START + millis), Limits::LONGEST);
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
    let mut dice = Dice(1);
    for _ in 0..CASES {
        let limits = limits(&mut dice);
        let (since, active, unseen) = (span(&mut dice), span(&mut dice), span(&mut dice));
        let last_active = START + since + active;
        let seen = last_active + unseen;
        let now = seen
            + if dice.roll(2) == 0 {
                span(&mut dice)
            } else {
                -span(&mut dice)
            };
        let record = Record {
            key: key(),
            since: Timestamp(START),
            last_active: Timestamp(last_active),
            seen: Timestamp(seen),
        };
        let latest = now.max(seen);
        let idle = i64::from(limits.idle) * MINUTE - (latest - last_active);
        let age = i64::from(limits.session) * MINUTE - (latest - START);
        let expected = if seen - now > 5 * MINUTE {
            Standing::Expired(Expiry::Clock)
        } else {
            let (left, why) = if idle < age {
                (idle, Expiry::Idle)
            } else {
                (age, Expiry::Age)
            };
            if left <= 0 {
                Standing::Expired(why)
            } else if left <= MINUTE {
                let seconds = u8::try_from(left.unsigned_abs().div_ceil(1_000)).unwrap();
                Standing::Warn { seconds, why }
            } else {
                Standing::Active
            }
        };
        let standing = record.standing(Timestamp(now), limits);
        assert_eq!(standing, expected, "{record:?} at {now} with {limits:?}");
    }
}

/// Somebody works, sleeps, and sets the clock, in any order: by the time that
/// really passes a key is never used beyond a limit, but for what the clock hides.
#[test]
fn no_course_of_events_keeps_a_key_alive_beyond_its_limits() {
    let mut dice = Dice(2);
    let mut reasons = [0_usize; 3];
    for _ in 0..CASES {
        let limits = limits(&mut dice);
        let mut record = begun();
        let (mut real, mut clock) = (START, START);
        // What no clock shows: what it was set back by while nothing looked.
        let (mut last_touch, mut hidden, mut hidden_since) = (START, 0, 0);
        for _ in 0..200 {
            // What passes by is time awake, or asleep: nothing looks meanwhile.
            let passed = span(&mut dice);
            real += passed;
            clock += passed;
            if dice.roll(20) == 0 {
                let moved = span(&mut dice);
                let back = dice.roll(2) == 0;
                clock += if back { -moved } else { moved };
                if back {
                    hidden += moved.min(passed);
                    hidden_since += moved.min(passed);
                }
            }
            let standing = record.look(Timestamp(clock), limits);
            if let Standing::Expired(why) = standing {
                reasons[why as usize] += 1;
                let again = record.touch(Timestamp(clock), limits);
                assert!(!again, "a sign of life came too late");
                break;
            }
            let (idle, session) = (i64::from(limits.idle), i64::from(limits.session));
            assert!(real - last_touch < idle * MINUTE + hidden_since);
            assert!(real - START < session * MINUTE + hidden);
            if dice.roll(2) == 0 && record.touch(Timestamp(clock), limits) {
                (last_touch, hidden_since) = (real, 0);
            }
        }
    }
    assert!(reasons.iter().all(|count| *count > 100), "{reasons:?}");
}

#[test]
fn what_is_stored_is_read_back() {
    let mut dice = Dice(3);
    for _ in 0..CASES {
        let letters = 1 + dice.roll(40);
        let text: String = (0..letters)
            .map(|_| char::from(b'!' + dice.roll(94) as u8))
            .collect();
        let key = ApiKey::parse(&text).unwrap();
        let mut record = Record::new(key, Timestamp(i64::from(dice.number())));
        let later = Timestamp(record.since.0 + dice.roll(800_000) as i64);
        record.touch(later, Limits::LONGEST);
        // What was seen since the last sign of life is not stored.
        record.seen = record.last_active;
        assert_eq!(Record::parse(&record.stored_text()), Some(record));
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
        &["1\n2\n", &"k".repeat(4097)].concat(),
        &["1\n2\na", &" ".repeat(10_000)].concat(),
    ] {
        assert_eq!(Record::parse(text), None, "{text:.60?}");
    }
    let late = i64::MAX.to_string();
    let longest = [&late, "\n", &late, "\n", &"k".repeat(4096)].concat();
    assert!(Record::parse(&longest).is_some());
    assert_eq!(Record::parse(&[&longest, "\n"].concat()), None);
}

#[test]
fn a_record_of_a_time_to_come_is_of_a_clock_that_went_back() {
    for time in [START + SLACK + 1, i64::MAX] {
        let time = time.to_string();
        let record = Record::parse(&[&time, "\n", &time, "\na-key"].concat()).unwrap();
        let standing = record.standing(Timestamp(START), Limits::LONGEST);
        assert_eq!(standing, Standing::Expired(Expiry::Clock));
    }
    let old = Record::parse("0\n9223372036854775807\na-key").unwrap();
    assert!(ended(old.standing(Timestamp(i64::MAX), Limits::LONGEST)));
}

#[test]
fn mangled_records_are_refused_or_hold_what_a_record_holds() {
    const SPARE: [char; 10] = ['\n', '0', '9', '-', ' ', 'k', '\u{0}', 'é', '"', '\u{200b}'];
    let mut dice = Dice(4);
    let whole = begun().stored_text();
    let mut taken = 0;
    for _ in 0..CASES {
        let mut letters: Vec<char> = whole.chars().collect();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(letters.len());
            match dice.roll(3) {
                0 => drop(letters.remove(at)),
                1 => letters.insert(at, SPARE[dice.roll(SPARE.len())]),
                _ => letters[at] = SPARE[dice.roll(SPARE.len())],
            }
        }
        let text: String = letters.into_iter().collect();
        if let Some(record) = Record::parse(&text) {
            taken += 1;
            assert!(0 <= record.since.0 && record.since <= record.last_active);
            assert!(
                text.contains(record.key.secret()),
                "the key is of the text: {text:?}"
            );
            for now in [i64::MIN, i64::MAX] {
                assert!(ended(record.standing(Timestamp(now), Limits::LONGEST)));
            }
        }
    }
    assert!((100..CASES - 100).contains(&taken), "{taken} were taken");
}

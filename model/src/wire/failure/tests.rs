use super::*;

const OPERATIONS: [Operation; 7] = [
    Operation::SignIn,
    Operation::List,
    Operation::Claim,
    Operation::Assign,
    Operation::Move,
    Operation::Unassign,
    Operation::Release,
];

const REACHES: [Diagnosis; 5] = [
    Diagnosis::Unknown,
    Diagnosis::NoConnection,
    Diagnosis::NoAnswer,
    Diagnosis::Blocked,
    Diagnosis::Broken,
];

fn refused(status: u16, message: Option<&str>) -> Failure {
    Failure::Refused {
        status,
        code: Some("CODE".to_owned()),
        message: message.map(str::to_owned),
        retry_after: None,
    }
}

/// One failure of every kind, of every status with its own words, and of the neighbours of each
/// border.
fn failures() -> Vec<Failure> {
    let mut failures = vec![
        Failure::Offline,
        Failure::TimedOut,
        Failure::Cancelled,
        Failure::ReadOnly,
    ];
    failures.extend(REACHES.map(Failure::Unreachable));
    for status in [
        200, 302, 399, 400, 401, 403, 404, 408, 409, 422, 429, 499, 500, 502, 503, 504, 599,
    ] {
        failures.push(refused(status, Some("Said.")));
        failures.push(refused(status, None));
        failures.push(Failure::unreadable(status, "<h1>Odd</h1>"));
        failures.push(Failure::unreadable(status, ""));
    }
    failures
}

#[test]
fn every_failure_of_every_operation_says_its_three_things() {
    for failure in failures() {
        for operation in OPERATIONS {
            let words = failure.words(operation);
            let case = format!("{failure:?} {operation:?}");
            assert!(!words.what.is_empty(), "{case}");
            let unsure = words.title.starts_with("It is not known");
            assert_eq!(
                unsure,
                failure.effect(operation) == Effect::Unknown,
                "{case}"
            );
            assert!(!words.next.is_empty(), "{case}");
            assert_eq!(words.changed.is_empty(), !operation.changes(), "{case}");
            let sentence = words.sentence();
            for part in [&*words.what, words.changed, words.next] {
                assert!(sentence.contains(part), "{case}");
            }
            assert!(!sentence.contains("  "), "{case}: {sentence}");
        }
    }
}

#[test]
fn only_a_refusal_by_4xx_and_what_was_not_sent_are_certain_to_have_changed_nothing() {
    for failure in failures() {
        let certain = matches!(
            failure,
            Failure::Offline
                | Failure::ReadOnly
                | Failure::Refused {
                    status: 400..=499,
                    ..
                }
                | Failure::Unreadable {
                    status: 400..=499,
                    ..
                }
        );
        for operation in OPERATIONS {
            let expected = if certain || !operation.changes() {
                Effect::Nothing
            } else {
                Effect::Unknown
            };
            assert_eq!(failure.effect(operation), expected, "{failure:?}");
            let changed = failure.words(operation).changed;
            let says_nothing_changed = changed == "Nothing was changed.";
            assert_eq!(
                says_nothing_changed,
                certain && operation.changes(),
                "{failure:?} {operation:?}"
            );
        }
    }
}

#[test]
fn an_ambiguous_claim_never_suggests_to_claim_again_at_once() {
    for failure in failures() {
        let words = failure.words(Operation::Claim);
        let warns = words.next.starts_with("Do not claim again yet");
        assert_eq!(
            warns,
            failure.effect(Operation::Claim) == Effect::Unknown,
            "{failure:?}"
        );
        assert_eq!(warns, words.changed.contains("all the same"));
    }
}

#[test]
fn the_words_are_these() {
    for (failure, operation, sentence) in [
        (
            refused(409, Some("The machine is in another region.")),
            Operation::Assign,
            "The machine is in another region (CODE, 409). Nothing was changed. Correct what it names, then try again.",
        ),
        (
            Failure::TimedOut,
            Operation::List,
            "The API did not answer in time. Try again.",
        ),
        (
            Failure::TimedOut,
            Operation::Move,
            "The API did not answer in time. It may have been carried out all the same. Refresh the list to see what is true, then decide.",
        ),
        (
            refused(500, None),
            Operation::Release,
            "The API gave no reason (CODE, 500). It may have been carried out all the same. Refresh the list to see what is true, then decide.",
        ),
        (
            refused(403, Some("No.")),
            Operation::Claim,
            "No (CODE, 403). Nothing was changed. Ask an owner of the team: this key may not do that.",
        ),
        (
            refused(429, Some("Slow down.")),
            Operation::List,
            "Slow down (CODE, 429). Too many requests were sent. Wait a minute, then try again.",
        ),
        (
            refused(503, Some("Later.")),
            Operation::SignIn,
            "Later (CODE, 503). Try again in a moment.",
        ),
        (
            refused(404, Some("Not here.")),
            Operation::List,
            "Not here (CODE, 404). Try again.",
        ),
    ] {
        assert_eq!(failure.words(operation).sentence(), sentence);
    }
    let what = |failure: Failure| failure.words(Operation::List).what;
    assert_eq!(
        what(Failure::unreadable(502, "<b>Bad gateway</b>")),
        "The answer is not the API’s (status 502). It begins: “Bad gateway”."
    );
    assert_eq!(
        what(Failure::unreadable(200, "")),
        "The answer is not the API’s (status 200). It is empty."
    );
    assert_eq!(
        what(Failure::from_answer(418, r#"{"message":"Tea."}"#)),
        "Tea (418)."
    );
    assert!(
        Failure::unreadable(200, "x")
            .words(Operation::List)
            .next
            .contains("apiBase")
    );
}

#[test]
fn an_error_is_read_whatever_shape_its_service_gives_it() {
    for (body, code, message) in [
        // The live API, for a missing or wrong key.
        (
            r#"{"message":"You must be logged in to access this method.","code":"UNAUTHORIZED"}"#,
            Some("UNAUTHORIZED"),
            Some("You must be logged in to access this method."),
        ),
        // The reference's example.
        (
            r#"{"code":"string","message":"string"}"#,
            Some("string"),
            Some("string"),
        ),
        // Older services list issues.
        (
            r#"{"code":"BAD_REQUEST","message":"Input validation failed","issues":[{"message":"Required"},{"path":["region"],"message":"Expected string"}]}"#,
            Some("BAD_REQUEST"),
            Some("Input validation failed Required Expected string"),
        ),
        (
            r#"{"code":"BAD_REQUEST","issues":[{"message":"Required"}]}"#,
            Some("BAD_REQUEST"),
            Some("Required"),
        ),
        (
            r#"{"code":"A","message":"m","details":[{"message":"d"}]}"#,
            Some("A"),
            Some("m d"),
        ),
        // A repeated sentence is said once.
        (
            r#"{"code":"A","message":"Required","issues":[{"message":"Required"}]}"#,
            Some("A"),
            Some("Required"),
        ),
        // Details of another shape are shown unchanged; issues are then left out.
        (
            r#"{"code":"A","message":"m","details":{"limit":"1 to 120"}}"#,
            Some("A"),
            Some(r#"m Details: {"limit":"1 to 120"}"#),
        ),
        (
            r#"{"code":"A","message":"m","details":null,"issues":"none"}"#,
            Some("A"),
            Some("m"),
        ),
        (
            r#"{"code":"A","message":"m","issues":[7,null,{"message":"kept"},["c","no"],{"message":7}]}"#,
            Some("A"),
            Some("m kept"),
        ),
        (r#"{"message":" m ","code":""}"#, None, Some("m")),
        (r#"{"message":null,"code":"A"}"#, Some("A"), None),
        (r#"{"message":["m"],"code":"A","x":1}"#, Some("A"), None),
    ] {
        assert_eq!(
            Failure::from_answer(400, body),
            Failure::Refused {
                status: 400,
                code: code.map(str::to_owned),
                message: message.map(str::to_owned),
                retry_after: None
            },
            "{body}"
        );
    }
}

#[test]
fn what_is_no_error_of_the_api_is_unreadable() {
    for body in [
        "",
        "null",
        "{}",
        r#"["CODE","message"]"#,
        r#"{"error":"x"}"#,
        r#"{"code":7}"#,
        r#"{"message":"cut of"#,
        "<html></html>",
        "upstream timed out",
    ] {
        assert!(
            matches!(
                Failure::from_answer(502, body),
                Failure::Unreadable { status: 502, .. }
            ),
            "{body}"
        );
    }
}

#[test]
fn only_401_is_about_the_key() {
    for status in [200, 400, 402, 403, 404, 500] {
        assert!(!refused(status, None).is_unauthorized());
        assert!(!Failure::unreadable(status, "").is_unauthorized());
    }
    assert!(!Failure::Unreachable(Diagnosis::Unknown).is_unauthorized());
    assert!(!Failure::Offline.is_unauthorized());
    assert!(!Failure::TimedOut.is_unauthorized());
    assert!(!Failure::Cancelled.is_unauthorized());
    for body in ["<h1>401</h1>", "", "null", r#"{"code":"UNAUTHORIZED"}"#] {
        let failure = Failure::from_answer(401, body);
        assert!(failure.is_unauthorized(), "{body}");
        for operation in OPERATIONS {
            assert_eq!(
                failure.words(operation).next,
                "Check that the key is complete and has not been revoked."
            );
        }
    }
}

#[test]
fn an_excerpt_holds_what_a_reader_would_see() {
    for (body, expected) in [
        ("", ""),
        ("<p></p>", ""),
        ("plain text", "plain text"),
        (" a\n\tb ", "a b"),
        ("<p>a</p><p>b</p>", "a b"),
        ("<p class=\"x\">a<br/>b", "a b"),
        ("1 > 0", "1 > 0"),
        ("cut <scr", "cut"),
        (
            "<html><head><style>p{}</style></head><body class=x>Hello</body></html>",
            "Hello",
        ),
        (
            "<HTML><HEAD><TITLE>T</TITLE></HEAD><BODY>Hello</BODY></HTML>",
            "Hello",
        ),
    ] {
        assert_eq!(excerpt(body), expected, "{body}");
    }
}

#[test]
fn an_excerpt_is_at_most_200_characters_long() {
    for letter in ["x", "é", "\u{1F600}"] {
        assert_eq!(excerpt(&letter.repeat(200)), letter.repeat(200));
        assert_eq!(excerpt(&letter.repeat(5_000)), letter.repeat(200));
    }
    let wide = format!("{}{}", "<br>".repeat(100), "x".repeat(5_000));
    assert_eq!(excerpt(&wide), "x".repeat(200));
}

#[test]
fn an_excerpt_is_not_looked_for_in_all_of_a_long_body() {
    let after = |blanks: usize| excerpt(&format!("{}text", " ".repeat(blanks)));
    assert_eq!(after(EXCERPT_LENGTH * 8 - 3), "text");
    assert_eq!(after(EXCERPT_LENGTH * 8), "t");
    assert_eq!(after(EXCERPT_LENGTH * 8 + 1), "");
}

#[test]
fn the_wait_that_an_answer_asks_for_stays_with_it() {
    for failure in [
        refused(429, None),
        Failure::unreadable(429, "<h1>Slow</h1>"),
    ] {
        assert_eq!(failure.retry_after(), None);
        assert_eq!(failure.with_retry_after(Some(7)).retry_after(), Some(7));
    }
    let timed_out = Failure::TimedOut.with_retry_after(Some(7));
    assert_eq!(timed_out.retry_after(), None);
}

/// Each says something that the others do not, and none says more than is known.
#[test]
fn a_request_without_an_answer_is_told_by_what_was_found_out() {
    let words = REACHES.map(|reach| Failure::Unreachable(reach).words(Operation::List));
    for (at, one) in words.iter().enumerate() {
        assert!(
            words
                .iter()
                .skip(at + 1)
                .all(|other| other.what != one.what)
        );
    }
    let [_, no_connection, silent, blocked, _] = words;
    assert!(no_connection.next.contains("network of this device"));
    assert!(silent.next.contains("apiBase") && silent.next.contains("does not say which"));
    assert!(blocked.next.contains("CORS") && blocked.next.contains("proxy"));
    assert!(blocked.next.contains("say which"));
}

#[test]
fn what_was_read_back_is_said() {
    for operation in OPERATIONS.into_iter().filter(|it| it.changes()) {
        let words = Failure::TimedOut.words_with_effect(operation, Effect::NotSeen);
        assert!(!words.title.starts_with("It is not known"));
        assert_eq!(words.changed, "The list, read again, shows no change.");
        assert_eq!(words.next, "Try again.");
    }
}

#[test]
fn a_key_that_is_refused_at_sign_in_is_told_from_one_that_could_not_be_checked() {
    let title = |failure: Failure| failure.words(Operation::SignIn).title;
    let refused = Failure::from_answer(401, "{}");
    assert_eq!(title(refused), "This key was not accepted");
    for other in [Failure::TimedOut, Failure::from_answer(500, "{}")] {
        assert_eq!(title(other), "The key could not be checked");
    }
}

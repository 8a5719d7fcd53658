use super::*;
use crate::domain::Operation;

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

fn refused(status: u16, message: &str) -> Failure {
    Failure::Refused {
        status,
        code: "CODE".to_owned(),
        message: message.to_owned(),
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
        Failure::NotShown,
        Failure::NoBaseline(Box::new(Failure::unreadable(502, "<h1>Odd</h1>"))),
    ];
    failures.extend(REACHES.map(Failure::Unreachable));
    for status in [
        200, 302, 399, 400, 401, 403, 404, 407, 408, 409, 422, 424, 425, 426, 429, 498, 499, 500,
        502, 503, 504, 599,
    ] {
        failures.push(refused(status, "Said."));
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
            let unsure = words.title.starts_with("Couldn't confirm");
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

/// The table of `docs/api.md`, What an answer proves.
#[test]
fn only_the_apis_own_refusal_and_what_was_not_sent_prove_that_nothing_was_changed() {
    for failure in failures() {
        let expected = match &failure {
            Failure::Offline | Failure::ReadOnly | Failure::NoBaseline(_) => Evidence::NotDone,
            Failure::Refused { status: 404, .. } => Evidence::NotThere,
            Failure::Refused { status, .. }
                if (400..=499).contains(status) && ![408, 425, 499].contains(status) =>
            {
                Evidence::NotDone
            }
            Failure::Refused { .. }
            | Failure::Unreadable { .. }
            | Failure::Unreachable(_)
            | Failure::TimedOut
            | Failure::IncompleteList(_)
            | Failure::NotShown
            | Failure::Cancelled => Evidence::Nothing,
        };
        assert_eq!(failure.evidence(), expected, "{failure:?}");
        for operation in OPERATIONS {
            // A claim names nothing that could be missing.
            let is_certain = expected == Evidence::NotDone
                || (expected, operation) == (Evidence::NotThere, Operation::Claim);
            let effect = if is_certain || !operation.changes() {
                Effect::Nothing
            } else {
                Effect::Unknown
            };
            assert_eq!(failure.effect(operation), effect, "{failure:?}");
            let says_nothing_changed = failure.words(operation).changed == "Nothing was changed.";
            assert_eq!(
                says_nothing_changed,
                is_certain && operation.changes(),
                "{failure:?} {operation:?}"
            );
        }
    }
}

#[test]
fn an_answer_without_code_and_message_is_not_the_apis() {
    for (body, is_own) in [
        (r#"{"code":"CONFLICT","message":"Busy."}"#, true),
        (
            r#"{"code":"CONFLICT","message":"Busy.","details":{}}"#,
            true,
        ),
        // AWS, Google and Cloudflare answer in these shapes.
        (r#"{"message":"Forbidden"}"#, false),
        (r#"{"error":{"code":409,"message":"Busy."}}"#, false),
        (
            r#"{"success":false,"errors":[{"code":1010,"message":"No."}]}"#,
            false,
        ),
        (r#"{"code":"CONFLICT"}"#, false),
        (r#"{"code":409,"message":"Busy."}"#, false),
        (r#"{"code":" ","message":"Busy."}"#, false),
        ("<h1>409 Conflict</h1>", false),
        ("", false),
    ] {
        let expected = if is_own {
            Evidence::NotDone
        } else {
            Evidence::Nothing
        };
        assert_eq!(
            Failure::from_answer(409, body).evidence(),
            expected,
            "{body}"
        );
    }
}

#[test]
fn an_ambiguous_claim_never_suggests_to_claim_again_at_once() {
    for failure in failures() {
        let words = failure.words(Operation::Claim);
        let warns = words.next.starts_with("Don't claim again yet");
        assert_eq!(
            warns,
            failure.effect(Operation::Claim) == Effect::Unknown,
            "{failure:?}"
        );
        assert_eq!(warns, words.changed.contains("anyway"));
    }
}

#[test]
fn the_words_are_these() {
    for (failure, operation, sentence) in [
        (
            refused(409, "The machine is in another region."),
            Operation::Assign,
            "The machine is in another region (CODE, 409). Nothing was changed. Fix this and try again.",
        ),
        (
            Failure::TimedOut,
            Operation::List,
            "The API didn't respond in time. Try again.",
        ),
        (
            Failure::TimedOut,
            Operation::Move,
            "The API didn't respond in time. The change may have gone through anyway. Refresh the list before you try again.",
        ),
        (
            refused(500, "Broken."),
            Operation::Release,
            "Broken (CODE, 500). The change may have gone through anyway. Refresh the list before you try again.",
        ),
        (
            refused(403, "No."),
            Operation::Claim,
            "No (CODE, 403). Nothing was changed. This API key isn't allowed to do that. Ask a team owner.",
        ),
        (
            refused(429, "Slow down."),
            Operation::List,
            "Slow down (CODE, 429). Rate limited. Wait a minute, then try again.",
        ),
        (
            refused(503, "Later."),
            Operation::SignIn,
            "Later (CODE, 503). Try again in a moment.",
        ),
        (
            refused(404, "Not here."),
            Operation::List,
            "Not here (CODE, 404). Try again.",
        ),
    ] {
        assert_eq!(failure.words(operation).sentence(), sentence);
    }
    let what = |failure: Failure| failure.words(Operation::List).what;
    assert_eq!(
        what(Failure::unreadable(502, "<b>Bad gateway</b>")),
        "The response isn't from the API (status 502). It begins: “Bad gateway”."
    );
    assert_eq!(
        what(Failure::unreadable(200, "")),
        "The response isn't from the API (status 200). It's empty."
    );
    assert_eq!(
        what(Failure::unreadable(401, "<h1>Log in</h1>")),
        "Something in front of the API, such as a proxy, requires its own sign-in. The response isn't from the API (status 401). It begins: “Log in”."
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
            "UNAUTHORIZED",
            "You must be logged in to access this method.",
        ),
        // The reference's example.
        (
            r#"{"code":"string","message":"string"}"#,
            "string",
            "string",
        ),
        // Older services list issues.
        (
            r#"{"code":"BAD_REQUEST","message":"Input validation failed","issues":[{"message":"Required"},{"path":["region"],"message":"Expected string"}]}"#,
            "BAD_REQUEST",
            "Input validation failed Required Expected string",
        ),
        (
            r#"{"code":"A","message":"m","details":[{"message":"d"}]}"#,
            "A",
            "m d",
        ),
        // A repeated sentence is said once.
        (
            r#"{"code":"A","message":"Required","issues":[{"message":"Required"}]}"#,
            "A",
            "Required",
        ),
        // Details of another shape are shown unchanged; issues are then left out.
        (
            r#"{"code":"A","message":"m","details":{"limit":"1 to 120"}}"#,
            "A",
            r#"m Details: {"limit":"1 to 120"}"#,
        ),
        (
            r#"{"code":"A","message":"m","details":null,"issues":"none"}"#,
            "A",
            "m",
        ),
        (
            r#"{"code":"A","message":"m","issues":[7,null,{"message":"kept"},["c","no"],{"message":7}]}"#,
            "A",
            "m kept",
        ),
        (r#"{"message":" m ","code":" A ","x":1}"#, "A", "m"),
    ] {
        assert_eq!(
            Failure::from_answer(400, body),
            Failure::Refused {
                status: 400,
                code: code.to_owned(),
                message: message.to_owned(),
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
        r#"{"code":"A"}"#,
        r#"{"message":"m","code":""}"#,
        r#"{"message":null,"code":"A"}"#,
        r#"{"message":["m"],"code":"A"}"#,
        r#"{"code":"BAD_REQUEST","issues":[{"message":"Required"}]}"#,
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
fn only_the_apis_own_401_is_about_the_key() {
    for status in [200, 400, 402, 403, 404, 500] {
        assert!(!refused(status, "No.").is_unauthorized());
    }
    for failure in [
        Failure::unreadable(401, "<h1>Log in</h1>"),
        Failure::from_answer(401, ""),
        Failure::from_answer(401, "null"),
        Failure::from_answer(401, r#"{"message":"Unauthorized"}"#),
        Failure::Unreachable(Diagnosis::Unknown),
        Failure::Offline,
        Failure::TimedOut,
        Failure::Cancelled,
    ] {
        assert!(!failure.is_unauthorized(), "{failure:?}");
    }
    let failure = refused(401, "You must be logged in to access this method.");
    assert!(failure.is_unauthorized());
    for operation in OPERATIONS {
        assert_eq!(
            failure.words(operation).next,
            "Check that the API key is complete and hasn't been revoked."
        );
    }
    let of_a_proxy = Failure::unreadable(401, "<h1>Log in</h1>").words(Operation::List);
    assert!(of_a_proxy.next.contains("nothing about your API key"));
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
        refused(429, "Slow."),
        Failure::unreadable(429, "<h1>Slow</h1>"),
    ] {
        assert_eq!(failure.retry_after(), None);
        let asked = |seconds| failure.clone().with_retry_after(Some(seconds));
        assert_eq!(asked(7).retry_after(), Some(7));
        for (seconds, granted) in [(0, 0), (60, 60), (61, 60), (u32::MAX, 60)] {
            assert_eq!(asked(seconds).granted_wait(), Some(granted));
        }
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
    assert!(no_connection.next.contains("Check your network"));
    assert!(silent.next.contains("apiBase") && silent.next.contains("doesn't say which"));
    assert!(blocked.next.contains("CORS") && blocked.next.contains("proxy"));
    assert!(blocked.next.contains("say which"));
}

#[test]
fn what_was_read_back_is_said() {
    for operation in OPERATIONS.into_iter().filter(|it| it.changes()) {
        let words = Failure::TimedOut.words_with_effect(operation, Effect::NotSeen);
        assert!(!words.title.starts_with("Couldn't confirm"));
        assert_eq!(words.changed, "The refreshed list shows no change.");
        assert_eq!(words.next, "Try again.");
        let missing = refused(404, "No.").words_with_effect(operation, Effect::NoMachine);
        assert!(!missing.title.starts_with("Couldn't confirm"));
        assert!(
            missing
                .changed
                .ends_with("the API doesn't know the machine.")
        );
        assert_eq!(missing.next, "Check the machine ID, then try again.");
    }
}

#[test]
fn a_key_that_is_refused_at_sign_in_is_told_from_one_that_could_not_be_checked() {
    let title = |failure: Failure| failure.words(Operation::SignIn).title;
    assert_eq!(title(refused(401, "No.")), "API key not accepted");
    for other in [
        Failure::TimedOut,
        Failure::from_answer(401, "{}"),
        refused(500, "No."),
    ] {
        assert_eq!(title(other), "Couldn't check the API key");
    }
}

//! Claims: one after another, and what the list tells of a lost one.

use app::claim::CheckProgress;
use app::dialog::{Dialog, Field};
use model::domain::{Address, Region};
use model::state::Verdict;
use model::wire::Failure;

use crate::desk::{Desk, FREE_MACHINE, FREE_NAME, at_desk, conflict};

/// The first address that a claim in ny2 brings (`docs/simulator.md`, The demo account).
const FIRST: Address = Address::new(203, 0, 113, 1);

fn submit(desk: &Desk, count: u8, machine: &str) {
    desk.app.claim.open();
    let field = desk.machine_field(machine);
    let submitted = desk.app.claim.submit(Region::Ny2, count, field);
    assert_eq!(submitted, Ok(()));
}

fn progress(desk: &Desk) -> Option<CheckProgress> {
    desk.app.claim.check().map(|check| check.progress)
}

#[test]
fn a_claim_is_sent_once_and_told() {
    at_desk(async |desk| {
        submit(&desk, 1, "");
        assert_eq!(desk.under_way().await, 1);
        desk.app.claim.open();
        assert_eq!(desk.told(), "A claim is under way. Wait for its answer.");
        desk.serve().await;
        assert_eq!(desk.told(), "Claimed 203.0.113.1 in East Coast (NY2)");
        assert_eq!(desk.focused(), ["Id(\"claim\")"]);
        assert_eq!(desk.app.list.last_changed(), Some(FIRST));
        assert_eq!(desk.sent(), [r#"POST /public-ips {"region":"ny2"}"#]);
    });
}

#[test]
fn several_are_claimed_one_after_another_and_the_first_failure_stops_them() {
    at_desk(async |desk| {
        submit(&desk, 3, "");
        assert_eq!(desk.under_way().await, 1);
        desk.serve_one().await;
        assert_eq!(desk.under_way().await, 1);
        let words = desk.app.dialog.with(|dialog| match dialog {
            Some(Dialog::Claim { batch, .. }) => batch.as_ref().unwrap().words(),
            _ => panic!("{dialog:?}"),
        });
        assert_eq!(words, "Claimed 1 of 3: 203.0.113.1.");
        desk.fail(conflict()).await;
        assert!(!desk.app.dialog.is_open());
        let (title, details) = desk.toast();
        assert_eq!(title, "Not everything was claimed");
        assert!(details.starts_with(&words), "{details}");
        assert_eq!(desk.under_way().await, 0);

        submit(&desk, 2, "");
        desk.serve().await;
        let told = "Claimed 2 of 2: 203.0.113.10, 203.0.113.13. About $6 a month, an estimate.";
        assert_eq!(desk.told(), told);
    });
}

#[test]
fn a_claim_that_fails_alone_is_said_in_its_form() {
    at_desk(async |desk| {
        submit(&desk, 1, "");
        desk.fail(conflict()).await;
        assert!(desk.app.dialog.form().unwrap().state.failure().is_some());
        assert_eq!(desk.app.toasts.get(), []);
        assert!(!desk.app.changes.is_busy());
    });
}

#[test]
fn a_claimed_address_goes_to_its_machine_and_undo_unassigns_it_alone() {
    at_desk(async |desk| {
        submit(&desk, 5, FREE_NAME);
        desk.serve().await;
        let told = "Claimed 203.0.113.1 and assigned it to build-runner. \
            Undo unassigns it; it stays claimed.";
        assert_eq!(desk.told(), told);
        assert_eq!(desk.held_by(FIRST).as_deref(), Some(FREE_MACHINE));
        desk.app.changes.undo();
        desk.serve().await;
        let told = "Undone: 203.0.113.1 is idle again and stays claimed";
        assert_eq!(desk.told(), told);
    });
}

#[test]
fn a_claim_that_is_not_assigned_says_so() {
    at_desk(async |desk| {
        desk.app.claim.open();
        let wrong = desk.machine_field(&"x".repeat(257));
        let submitted = desk.app.claim.submit(Region::Ny2, 1, wrong);
        assert_eq!(submitted.map_err(|error| error.field), Err(Field::Machine));
        assert_eq!(desk.under_way().await, 0);
        desk.app.dialog.close();

        submit(&desk, 1, FREE_MACHINE);
        desk.serve_one().await;
        desk.fail(conflict()).await;
        let (title, details) = desk.toast();
        assert_eq!(title, "Claimed 203.0.113.1, but it was not assigned");
        assert!(details.contains("The machine is busy"), "{details}");
        assert_eq!(desk.focused()[0], "Row(203.0.113.1, Command(Assign))");
    });
}

#[test]
fn a_lost_claim_is_found_in_the_list() {
    at_desk(async |desk| {
        submit(&desk, 3, "");
        desk.lose_answer().await;
        assert!(!desk.app.dialog.is_open());
        assert_eq!(desk.focused()[0], "Id(\"claim-check\")");
        let (title, details) = desk.toast();
        assert_eq!(title, "Not everything was claimed");
        let lost = "The answer to a claim was lost, so no more of them are sent.";
        assert_eq!(details, lost);
        let looking = CheckProgress::Looking { look: 1, looks: 4 };
        assert_eq!(progress(&desk), Some(looking));
        desk.app.claim.open();
        assert!(!desk.app.dialog.is_open());
        assert_eq!(desk.focused(), ["Id(\"claim-check\")"]);
        desk.serve().await;
        assert!(matches!(
            progress(&desk),
            Some(CheckProgress::Over(Verdict::Claimed(ip))) if ip.address == FIRST
        ));
        assert!(desk.app.list.get(FIRST).is_some());
        assert!(!desk.app.changes.is_busy());
        desk.app.claim.dismiss();
        assert_eq!(progress(&desk), None);
        assert_eq!(desk.sent().len(), 1, "a claim is never sent twice");
    });
}

#[test]
fn several_that_a_lost_claim_may_have_brought_are_shown_and_counted() {
    at_desk(async |desk| {
        submit(&desk, 1, "");
        desk.lose_answer().await;
        let other = desk.behind(|account| account.claim("ny2", crate::wire::NOW));
        desk.serve().await;
        let Some(CheckProgress::Over(Verdict::Several(found))) = progress(&desk) else {
            panic!("{:?}", progress(&desk));
        };
        let found: Vec<_> = found.iter().map(|ip| ip.address.to_string()).collect();
        assert_eq!(found.len(), 2);
        assert!(found.contains(&other.unwrap().ip()) && found.contains(&FIRST.to_string()));
        let list = desk.app.list;
        assert_eq!(list.with(|list| list.len()), 38);
        assert_eq!(list.region_count(None), Some(38));
    });
}

#[test]
fn the_list_is_read_after_0_2_5_and_10_seconds_and_then_once_more_on_demand() {
    at_desk(async |desk| {
        submit(&desk, 1, "");
        desk.fail(Failure::TimedOut).await;
        for (look, wait) in [(1, 2_000), (2, 3_000), (3, 5_000), (4, 0)] {
            let looking = CheckProgress::Looking { look, looks: 4 };
            assert_eq!(progress(&desk), Some(looking));
            assert_eq!(desk.under_way().await, 1);
            desk.serve().await;
            if wait > 0 {
                desk.world.pass(wait - 100).await;
                assert_eq!(desk.under_way().await, 0);
                desk.world.pass(100).await;
            }
        }
        let over = Some(CheckProgress::Over(Verdict::NotSeen));
        assert_eq!(progress(&desk), over);
        assert!(!desk.app.changes.is_busy(), "another claim may be sent");

        desk.app.claim.look_again();
        assert!(desk.app.changes.is_busy());
        desk.serve().await;
        assert_eq!(progress(&desk), over);
        desk.app.claim.claim_again();
        assert_eq!(progress(&desk), None);
        desk.serve().await;
        assert_eq!(desk.told(), "Claimed 203.0.113.1 in East Coast (NY2)");
        assert_eq!(desk.sent().len(), 2);
    });
}

#[test]
fn while_nothing_is_known_no_other_claim_is_sent_until_the_card_is_dismissed() {
    at_desk(async |desk| {
        submit(&desk, 1, "");
        desk.fail(Failure::TimedOut).await;
        for _ in 0..100 {
            if matches!(progress(&desk), Some(CheckProgress::Over(_))) {
                break;
            }
            desk.world.pass(6_000).await;
            if desk.under_way().await > 0 {
                desk.fail(Failure::TimedOut).await;
            }
        }
        let over = progress(&desk);
        assert!(
            matches!(over, Some(CheckProgress::Over(Verdict::Unknown(_)))),
            "{over:?}"
        );
        assert!(desk.app.changes.is_busy());
        desk.app.claim.claim_again();
        assert_eq!(desk.under_way().await, 0);
        desk.app.claim.dismiss();
        assert!(!desk.app.changes.is_busy());
    });
}

#[test]
fn no_claim_card_survives_signing_out() {
    at_desk(async |desk| {
        submit(&desk, 1, "");
        desk.lose_answer().await;
        assert!(matches!(
            progress(&desk),
            Some(CheckProgress::Looking { .. })
        ));
        desk.app.sign_out();
        assert_eq!(progress(&desk), None);
    });
}

#[test]
fn a_reload_goes_on_looking_for_a_claim_that_was_under_way() {
    at_desk(async |desk| {
        submit(&desk, 1, "");
        // The page is left before the answer comes.
        let flight = desk.next().await;
        desk.behind(|account| account.claim("ny2", crate::wire::NOW).map(drop))
            .unwrap();
        let reloaded = desk.reload();
        reloaded.app.restore();
        assert!(reloaded.app.changes.in_flight().is_claiming());
        reloaded.serve().await;
        assert!(matches!(
            progress(&reloaded),
            Some(CheckProgress::Over(Verdict::Claimed(ip))) if ip.address == FIRST
        ));
        let again = reloaded.reload();
        again.app.restore();
        assert_eq!(again.app.claim.check(), None, "it was found");
        drop(flight);
    });
}

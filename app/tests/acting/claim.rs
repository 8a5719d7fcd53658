//! Claims: one after another, and what the list tells of a lost one.

use app::claim::CheckProgress;
use app::dialog::{Dialog, Field};
use model::domain::{Address, Operation, Region};
use model::state::Verdict;
use model::wire::{Effect, Failure};

use crate::desk::{Desk, FREE_MACHINE, FREE_NAME, IDLE, at_desk, conflict, refused, too_many};

/// The first address that a claim in ny2 brings (`docs/simulator.md`, The demo account).
const FIRST: Address = Address::new(203, 0, 113, 1);

fn submit(desk: &Desk, count: u8, machine: &str) {
    desk.app.claim.open();
    let field = desk.machine_field(machine);
    let submitted = desk.app.claim.submit(Region::Ny2, count, field);
    assert_eq!(submitted, Ok(()));
}

/// Submits the form, and answers the read of the list before the claim.
async fn send(desk: &Desk, count: u8, machine: &str) {
    submit(desk, count, machine);
    desk.serve_one().await;
}

/// Answers the looks that are due now and two seconds later.
async fn two_looks(desk: &Desk) {
    desk.serve().await;
    desk.world.pass(2_000).await;
    desk.serve().await;
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
        assert!(desk.app.dialog.form().unwrap().state.is_saving());
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
        send(&desk, 3, "").await;
        assert_eq!(desk.sent().len(), 1);
        desk.serve_one().await;
        assert_eq!(desk.sent().len(), 0, "the list is read before the next");
        let words = desk.app.claim.run().unwrap().batch.words();
        assert_eq!(words, "Claimed 1 of 3: 203.0.113.1.");
        desk.serve_one().await;
        desk.fail(conflict()).await;
        assert!(!desk.app.dialog.is_open());
        let (title, details) = desk.toast();
        assert_eq!(title, "Couldn't finish the claim");
        assert!(details.starts_with(&words), "{details}");
        assert_eq!(desk.sent().len(), 1);
        desk.serve().await;
        assert_eq!(desk.sent().len(), 0);

        submit(&desk, 2, "");
        desk.serve().await;
        let told = "Claimed 2 of 2: 203.0.113.10, 203.0.113.13. About $6 a month (estimate).";
        assert_eq!(desk.told(), told);
    });
}

#[test]
fn a_claim_that_fails_alone_is_said_in_its_form() {
    at_desk(async |desk| {
        send(&desk, 1, "").await;
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
            Undo only unassigns it.";
        assert_eq!(desk.told(), told);
        assert_eq!(desk.held_by(FIRST).as_deref(), Some(FREE_MACHINE));
        desk.app.changes.undo();
        desk.serve().await;
        let told = "Undone: 203.0.113.1 is idle again and stays claimed";
        assert_eq!(desk.told(), told);
    });
}

#[test]
fn a_text_that_means_no_machine_of_the_team_buys_no_address() {
    at_desk(async |desk| {
        desk.app.claim.open();
        let field = desk.machine_field("buidl");
        let submit = |field| desk.app.claim.submit(Region::Ny2, 1, field);
        assert_eq!(submit(field), Ok(()));
        assert_eq!(desk.under_way().await, 0);
        let asked = "“buidl” is not a machine of this team. Claim without assigning?";
        assert_eq!(field.question().as_deref(), Some(asked));

        field.type_text("ps");
        assert_eq!(field.question(), None, "it was about another text");
        let several = submit(field).unwrap_err();
        assert_eq!(several.field, Field::Machine);
        assert_eq!(several.message, "Several machines match. Choose one.");
        assert_eq!(desk.under_way().await, 0);

        field.type_text("");
        assert_eq!(submit(field), Ok(()));
        desk.serve().await;
        assert_eq!(desk.sent(), [r#"POST /public-ips {"region":"ny2"}"#]);
    });
}

#[test]
fn the_only_machine_that_a_text_matches_gets_the_address() {
    at_desk(async |desk| {
        submit(&desk, 1, "build");
        desk.serve().await;
        assert_eq!(desk.held_by(FIRST).as_deref(), Some(FREE_MACHINE));

        desk.app.changes.open(Operation::Assign, IDLE);
        let field = desk.machine_field("jupyter");
        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        desk.serve().await;
        assert_eq!(desk.held_by(IDLE).as_deref(), Some("ps2fj0q9tzle"));
    });
}

#[test]
fn where_machines_could_not_be_read_any_id_is_claimed_for() {
    const MACHINES: &str = "/machines?limit=120";
    at_desk(async |desk| {
        let desk = desk.reload();
        desk.app.restore();
        desk.serve_but(MACHINES).await;
        submit(&desk, 1, FREE_MACHINE);
        let asked = desk.app.changes.machine_field(None).question();
        assert_eq!(asked, None, "a form that opens asks nothing");
        let field = desk.machine_field(FREE_MACHINE);
        assert_eq!(desk.app.claim.submit(Region::Ny2, 1, field), Ok(()));
        let asked = "“psw51yb8m” is not among the machines loaded so far. Claim without assigning?";
        assert_eq!(field.question().as_deref(), Some(asked));

        let machines = desk.flight_to(MACHINES).await.unwrap();
        machines.reply(Err(refused(403)));
        desk.world.settle().await;
        assert_eq!(desk.app.claim.submit(Region::Ny2, 1, field), Ok(()));
        desk.serve().await;
        assert_eq!(desk.held_by(FIRST).as_deref(), Some(FREE_MACHINE));
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

        send(&desk, 1, FREE_MACHINE).await;
        desk.serve_one().await;
        desk.fail(conflict()).await;
        let (title, details) = desk.toast();
        assert_eq!(title, "Claimed 203.0.113.1, but couldn't assign it");
        let said = "The machine is busy (CONFLICT, 409). The address is your team's, and idle. Fix this and try again.";
        assert_eq!(details, said);
        assert_eq!(desk.focused()[0], "Row(203.0.113.1, Command(Assign))");
    });
}

#[test]
fn a_claim_that_is_not_assigned_leads_to_the_form_that_assigns_it() {
    at_desk(async |desk| {
        let action = || desk.app.toasts.actionable()?.action;
        let about = || match desk.app.dialog.get() {
            Some(Dialog::Change {
                operation, about, ..
            }) => (operation, about.address()),
            other => panic!("{other:?}"),
        };
        send(&desk, 1, FREE_MACHINE).await;
        desk.serve_one().await;
        desk.world.page.is_offline.set(true);
        desk.fail(Failure::Offline).await;
        let (_, details) = desk.toast();
        assert!(!details.contains("Nothing was changed"), "{details}");
        desk.world.page.is_offline.set(false);
        desk.app.network_changed();
        assert_eq!(
            action().unwrap().label,
            "Assign…",
            "it says what was claimed"
        );
        desk.serve().await;
        desk.app.changes.accept_offer();
        assert_eq!(about(), (Operation::Assign, FIRST));
        assert_eq!(action(), None, "the form has taken its place");
        let field = desk.machine_field(FREE_MACHINE);
        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        desk.serve().await;
        assert_eq!(desk.held_by(FIRST).as_deref(), Some(FREE_MACHINE));

        // Of what is not known the message stays, whatever else is done.
        send(&desk, 1, "jupyter").await;
        desk.serve_one().await;
        for _ in 0..8 {
            if desk.under_way().await > 0 {
                desk.fail(Failure::TimedOut).await;
            }
            desk.world.pass(2_000).await;
        }
        let (title, details) = desk.toast();
        assert_eq!(
            title,
            "Claimed 203.0.113.10, but couldn't confirm that it was assigned"
        );
        assert!(!details.contains("Nothing was changed"), "{details}");
        desk.app.changes.accept_offer();
        assert_eq!(about().1.to_string(), "203.0.113.10");
        assert_eq!(desk.toast().0, title);

        // One in another region than the tab's, and one that a colleague has released.
        desk.app.dialog.close();
        desk.open_link("region=ny2");
        desk.serve().await;
        desk.app.claim.open();
        let field = desk.machine_field("batch-west");
        assert_eq!(desk.app.claim.submit(Region::Ca1, 1, field), Ok(()));
        desk.serve_one().await;
        desk.serve_one().await;
        desk.fail(conflict()).await;
        desk.serve().await;
        assert!(desk.toast().0.starts_with("Claimed 198.51.100.1, but"));
        desk.app.changes.accept_offer();
        assert_eq!(about().1.to_string(), "198.51.100.1");
    });
}

#[test]
fn a_lost_claim_is_found_in_the_list() {
    at_desk(async |desk| {
        send(&desk, 3, "").await;
        desk.lose_answer().await;
        assert!(!desk.app.dialog.is_open());
        assert_eq!(desk.focused()[0], "Id(\"claim-check\")");
        let (title, details) = desk.toast();
        assert_eq!(title, "Couldn't finish the claim");
        let lost = "The response to a claim was lost, so no more were sent.";
        assert_eq!(details, lost);
        let looking = CheckProgress::Looking { look: 1, looks: 4 };
        assert_eq!(progress(&desk), Some(looking));
        desk.app.claim.open();
        assert!(!desk.app.dialog.is_open());
        assert_eq!(desk.focused(), ["Id(\"claim-check\")"]);
        two_looks(&desk).await;
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
        send(&desk, 1, "").await;
        desk.lose_answer().await;
        let other = desk.behind(|account| account.claim("ny2", crate::wire::NOW));
        two_looks(&desk).await;
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
        send(&desk, 1, "").await;
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
        let looking = CheckProgress::Looking { look: 4, looks: 4 };
        assert_eq!(progress(&desk), Some(looking));
        desk.serve().await;
        assert_eq!(progress(&desk), None);
        assert_eq!(desk.told(), "Claimed 203.0.113.1 in East Coast (NY2)");
        assert_eq!(desk.sent().len(), 2);
    });
}

#[test]
fn while_nothing_is_known_no_other_claim_is_sent_until_the_card_is_dismissed() {
    at_desk(async |desk| {
        send(&desk, 1, "").await;
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
            matches!(over, Some(CheckProgress::Over(Verdict::Unknown { .. }))),
            "{over:?}"
        );
        assert!(desk.app.changes.is_busy());
        desk.app.claim.claim_again();
        assert_eq!(desk.under_way().await, 0);
        desk.world.page.is_hidden.set(false);
        desk.world.pass(120_000).await;
        assert_eq!(desk.under_way().await, 1, "the list goes on refreshing");
        desk.serve().await;
        desk.app.claim.dismiss();
        assert!(!desk.app.changes.is_busy());
    });
}

#[test]
fn no_claim_card_survives_signing_out() {
    at_desk(async |desk| {
        send(&desk, 1, "").await;
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
        send(&desk, 1, "").await;
        // The page is left before the answer comes.
        let flight = desk.next().await;
        desk.behind(|account| account.claim("ny2", crate::wire::NOW).map(drop))
            .unwrap();
        let reloaded = desk.reload();
        reloaded.app.restore();
        assert!(reloaded.app.changes.in_flight().is_claiming());
        two_looks(&reloaded).await;
        assert!(matches!(
            progress(&reloaded),
            Some(CheckProgress::Over(Verdict::Claimed(ip))) if ip.address == FIRST
        ));
        let again = reloaded.reload();
        again.app.restore();
        again.serve().await;
        assert_eq!(again.app.claim.check(), None, "it was found");
        drop(flight);
    });
}

#[test]
fn without_the_list_before_it_nothing_is_claimed_and_the_form_stays() {
    at_desk(async |desk| {
        submit(&desk, 1, "");
        desk.fail(too_many(120)).await;
        let form = desk.app.dialog.form().unwrap();
        let (failure, effect) = form.state.failure().unwrap();
        assert!(matches!(failure, Failure::NoBaseline(_)), "{failure:?}");
        assert_eq!((effect, form.retry_in), (Effect::Nothing, Some(60)));
        assert_eq!(desk.sent(), [""; 0]);
        assert!(!desk.app.changes.is_busy());

        desk.app.dialog.close();
        send(&desk, 2, "").await;
        desk.serve_one().await;
        desk.sent();
        desk.fail(too_many(120)).await;
        desk.serve().await;
        assert_eq!(desk.sent(), [""; 0]);
        let (_, details) = desk.toast();
        let claimed = "Claimed 1 of 2: 203.0.113.1. The list is loaded before each claim";
        assert!(details.starts_with(claimed), "{details}");
    });
}

#[test]
fn a_second_new_address_beside_the_claimed_one_is_named_until_it_is_dismissed() {
    at_desk(async |desk| {
        send(&desk, 1, "").await;
        desk.serve_one().await;
        assert_eq!(desk.told(), "Claimed 203.0.113.1 in East Coast (NY2)");
        let claims = |region| desk.behind(|account| account.claim(region, crate::wire::NOW));
        claims("ca1").unwrap();
        let other = claims("ny2").unwrap().ip();
        desk.serve().await;
        let toast = desk.app.toasts.get().pop().unwrap();
        let title = format!("More than one new address: 203.0.113.1, {other}");
        assert!(toast.title == title && toast.is_sticky, "{toast:?}");
        assert_eq!(desk.app.list.region_count(Some(&Region::Ny2)), Some(18));
        // Each is told once, by whichever read comes first.
        desk.app.toasts.dismiss(toast.id);
        submit(&desk, 1, "");
        desk.serve().await;
        assert!(!format!("{:?}", desk.app.toasts.get()).contains("More than one"));

        send(&desk, 1, "").await;
        desk.serve_one().await;
        claims("ny2").unwrap();
        submit(&desk, 1, "");
        desk.serve().await;
        assert!(format!("{:?}", desk.app.toasts.get()).contains("More than one"));
    });
}

#[test]
fn before_a_claim_is_sent_again_the_list_is_read_once_more() {
    at_desk(async |desk| {
        send(&desk, 1, "").await;
        desk.fail(Failure::TimedOut).await;
        for wait in [2_000, 3_000, 5_000, 0] {
            desk.serve().await;
            desk.world.pass(wait).await;
        }
        assert_eq!(progress(&desk), Some(CheckProgress::Over(Verdict::NotSeen)));
        // It was carried out after all.
        let late = desk.behind(|account| account.claim("ny2", crate::wire::NOW));
        desk.app.claim.claim_again();
        desk.serve().await;
        assert!(matches!(
            progress(&desk),
            Some(CheckProgress::Over(Verdict::Claimed(ip))) if ip.address.to_string() == late.unwrap().ip()
        ));
        assert_eq!(desk.sent().len(), 1, "a claim is never sent twice");
    });
}

#[test]
fn regions_are_counted_right_after_several_found_claims_whatever_a_refresh_has_shown() {
    at_desk(async |desk| {
        send(&desk, 1, "").await;
        desk.lose_answer().await;
        desk.behind(|account| account.claim("ny2", crate::wire::NOW))
            .unwrap();
        desk.app.list.refresh();
        two_looks(&desk).await;
        let verdict = progress(&desk);
        assert!(
            matches!(&verdict, Some(CheckProgress::Over(Verdict::Several(found))) if found.len() == 2),
            "{verdict:?}"
        );
        desk.app.claim.dismiss();
        send(&desk, 1, "").await;
        desk.lose_answer().await;
        two_looks(&desk).await;
        let held =
            desk.behind(|account| account.addresses().map(|it| it.region).collect::<Vec<_>>());
        let list = desk.app.list;
        assert_eq!(list.region_count(None), Some(held.len()));
        let ny2 = held.iter().filter(|region| *region == "ny2").count();
        assert_eq!(list.region_count(Some(&Region::Ny2)), Some(ny2));
        assert_eq!(list.with(|list| list.len()), held.len());
    });
}

#[test]
fn claims_whose_dialog_was_closed_have_a_way_back_to_it() {
    at_desk(async |desk| {
        send(&desk, 4, "").await;
        assert_eq!(desk.app.claim.background(), None, "the dialog shows them");
        desk.app.dialog.close();
        let background = || desk.app.claim.background();
        assert_eq!(background().as_deref(), Some("Claiming, 0 of 4"));
        desk.serve_one().await;
        assert_eq!(background().as_deref(), Some("Claiming, 1 of 4"));
        assert_eq!(desk.app.describe_open_work(), ["Claiming, 1 of 4."]);

        desk.app.claim.open();
        assert_eq!(background(), None);
        let run = desk.app.claim.run().unwrap();
        assert_eq!((run.region, run.batch.wanted()), (Region::Ny2, 4));
        assert!(desk.app.dialog.form().unwrap().state.is_saving());
        desk.serve_one().await;
        desk.fail(conflict()).await;
        assert!(!desk.app.dialog.is_open());
        assert!(
            desk.toast().1.starts_with("Claimed 1 of 4"),
            "{:?}",
            desk.toast()
        );

        // One that fails alone says so in the form that was opened last.
        send(&desk, 1, "").await;
        desk.app.dialog.close();
        desk.app.claim.show_progress();
        desk.fail(conflict()).await;
        assert!(desk.app.dialog.form().unwrap().state.failure().is_some());
        assert_eq!(desk.app.claim.run(), None);
    });
}

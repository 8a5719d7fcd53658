//! Work that outlives its session: taken up by the next sign-in of its team, whatever ended it.

use app::changes::machine_field::MachineField;
use app::claim::CheckProgress;
use app::commands::Command;
use app::dialog::Dialog;
use app::ports::{Storage, TabMessage};
use model::domain::{Address, Operation, Region};
use model::state::Verdict;
use model::wire::{Effect, Failure, Outcome};

use crate::desk::{ASSIGNED, Desk, IDLE, ITS_MACHINE, OTHER, OTHER_MACHINE, at_desk};

/// The first address that a claim in ny2 brings (`docs/simulator.md`, The demo account).
const FIRST: Address = Address::new(203, 0, 113, 1);

const MINUTE: u64 = 60_000;

/// What the tab keeps beside the session.
fn kept(desk: &Desk) -> String {
    let storage = &desk.world.page.tab_storage;
    storage.get("public-ips-open").unwrap_or_default()
}

async fn sign_in(desk: &Desk) {
    desk.app.sign_in("demo", false);
    desk.serve().await;
}

async fn send_claim(desk: &Desk) {
    desk.app.claim.open();
    let machine = desk.app.changes.machine_field(None);
    assert_eq!(desk.app.claim.submit(Region::Ny2, 1, machine), Ok(()));
    desk.serve_one().await;
    assert_eq!(desk.sent().len(), 1);
}

/// Answers reads of the list until a change is sent.
async fn until_sent(desk: &Desk) {
    loop {
        desk.under_way().await;
        if !desk.sent().is_empty() {
            return;
        }
        desk.serve_one().await;
    }
}

/// Begins to move an address to the machine of another one, which swaps them.
async fn begin_swap(desk: &Desk) {
    desk.app.changes.open(Operation::Move, ASSIGNED);
    let field: MachineField = desk.machine_field(OTHER_MACHINE);
    assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
    until_sent(desk).await;
}

async fn found(desk: &Desk) {
    desk.world.pass(2_000).await;
    desk.serve().await;
    let check = desk.app.claim.check().map(|check| check.progress);
    assert!(
        matches!(&check, Some(CheckProgress::Over(Verdict::Claimed(ip))) if ip.address == FIRST),
        "{check:?}"
    );
    assert_eq!(kept(desk), "");
    assert_eq!(desk.sent(), [""; 0], "a claim is never sent twice");
}

#[test]
fn a_lost_claim_is_taken_up_whatever_has_ended_its_session() {
    let ends: [fn(&Desk); 4] = [
        |desk| desk.app.lock(),
        |desk| desk.app.sign_out(),
        |desk| desk.app.tab_message(TabMessage::SignedOut),
        |_| (),
    ];
    for end in ends {
        at_desk(async |desk| {
            send_claim(&desk).await;
            let flight = desk.next().await;
            desk.behind(|account| account.claim("ny2", crate::wire::NOW))
                .unwrap();
            end(&desk);
            desk.world.pass(16 * MINUTE).await;
            assert_eq!(desk.app.session.mode(), None);
            let text = kept(&desk);
            assert!(text.starts_with("te7h2k9x1 claim 1 "), "{text}");
            assert!(!text.contains("demo"), "no key: {text}");
            sign_in(&desk).await;
            assert!(desk.app.changes.in_flight().is_claiming());
            found(&desk).await;
            drop(flight);
        });
    }
}

#[test]
fn claims_that_a_reload_cuts_off_between_two_are_taken_up_too() {
    at_desk(async |desk| {
        desk.app.claim.open();
        let machine = desk.app.changes.machine_field(None);
        assert_eq!(desk.app.claim.submit(Region::Ny2, 3, machine), Ok(()));
        desk.serve_one().await;
        desk.serve_one().await;
        let _read_before_the_second = desk.next().await;
        let reloaded = desk.reload();
        reloaded.app.restore();
        reloaded.serve().await;
        found(&reloaded).await;
    });
}

#[test]
fn a_key_that_is_refused_meanwhile_leaves_the_claim_open_and_one_refused_for_it_does_not() {
    let refused = || Failure::from_answer(401, r#"{"code":"UNAUTHORIZED","message":"No."}"#);
    at_desk(async |desk| {
        send_claim(&desk).await;
        let flight = desk.next().await;
        desk.app.list.refresh();
        desk.fail(refused()).await;
        assert_eq!(desk.app.session.mode(), None);
        assert_ne!(kept(&desk), "");
        drop(flight);
    });
    at_desk(async |desk| {
        send_claim(&desk).await;
        desk.fail(refused()).await;
        assert_eq!(desk.app.session.mode(), None);
        assert_eq!(kept(&desk), "", "nothing was claimed");
    });
}

#[test]
fn the_work_of_a_team_waits_for_its_own_sign_in() {
    const OTHER_TEAM: &str = r#"{"team":{"id":"tother","namespace":"other"}}"#;
    at_desk(async |desk| {
        send_claim(&desk).await;
        desk.lose_answer().await;
        desk.app.lock();
        let refused = Failure::from_answer(403, r#"{"code":"FORBIDDEN","message":"No."}"#);
        for answer in [Ok(OTHER_TEAM.to_owned()), Err(refused)] {
            desk.app.sign_in("demo", false);
            desk.serve_but("/auth/session").await;
            let flight = desk.flight_to("/auth/session").await;
            flight.expect("it is asked").reply(answer.clone());
            desk.serve().await;
            assert_eq!(desk.app.claim.check(), None, "{answer:?}");
            assert_ne!(kept(&desk), "", "{answer:?}");
            if answer.is_ok() {
                // Another claim can be made meanwhile, and leaves it alone.
                send_claim(&desk).await;
                desk.serve().await;
                assert_ne!(kept(&desk), "");
                desk.app.lock();
            }
        }
        // The API says it with the next page.
        desk.app.list.refresh();
        desk.serve().await;
        assert!(desk.app.changes.in_flight().is_claiming());
        desk.world.pass(2_000).await;
        desk.serve().await;
        assert!(desk.app.claim.check().is_some());
    });
}

#[test]
fn a_swap_between_its_steps_is_taken_up_and_can_be_completed() {
    at_desk(async |desk| {
        begin_swap(&desk).await;
        desk.serve_one().await;
        assert_eq!(desk.held_by(OTHER), None, "the first step");
        let text = kept(&desk);
        let machines = format!("swap {ASSIGNED} {ITS_MACHINE} {OTHER} {OTHER_MACHINE}");
        assert!(text.ends_with(&machines), "{text}");
        let _second_step = desk.next().await;
        desk.app.lock();
        sign_in(&desk).await;
        let toast = desk.app.toasts.get().pop().unwrap();
        let title = format!("The swap of {ASSIGNED} and {OTHER} was interrupted");
        assert!(toast.title == title && toast.is_sticky, "{toast:?}");
        let label = toast.action.unwrap().label;
        assert_eq!(label, format!("Assign {OTHER} to inference-gateway"));
        assert_ne!(kept(&desk), "", "as long as the message is shown");
        let open = format!("The swap of {ASSIGNED} and {OTHER} stopped halfway.");
        assert_eq!(desk.app.describe_open_work(), [open]);
        Command::Lock.run(desk.app);
        assert_eq!(desk.app.dialog.get(), Some(Dialog::Lock));
        desk.app.dialog.close();
        desk.app.changes.accept_offer();
        desk.serve().await;
        assert_eq!(desk.held_by(OTHER).as_deref(), Some(OTHER_MACHINE));
        assert_eq!(kept(&desk), "");
    });
}

#[test]
fn a_swap_that_is_complete_or_has_changed_nothing_is_told_and_forgotten() {
    for (is_complete, says) in [(false, "All is as it was."), (true, "It is complete.")] {
        at_desk(async |desk| {
            begin_swap(&desk).await;
            let _first_step = desk.next().await;
            if is_complete {
                for (address, machine) in [
                    (OTHER, None),
                    (ASSIGNED, Some(OTHER_MACHINE)),
                    (OTHER, Some(ITS_MACHINE)),
                ] {
                    let address = address.to_string();
                    desk.behind(|account| account.assign(&address, machine))
                        .unwrap();
                }
            }
            desk.app.lock();
            sign_in(&desk).await;
            let (_, details) = desk.toast();
            assert!(details.starts_with(says), "{details}");
            assert_eq!(kept(&desk), "");
        });
    }
}

#[test]
fn a_bulk_operation_is_taken_up_with_what_is_left_selected() {
    const SIX: [Address; 6] = [
        Address::new(203, 0, 113, 4),
        Address::new(203, 0, 113, 6),
        Address::new(203, 0, 113, 9),
        IDLE,
        Address::new(203, 0, 113, 15),
        Address::new(203, 0, 113, 17),
    ];
    at_desk(async |desk| {
        desk.select(&SIX).await;
        desk.app.bulk.open(Operation::Release);
        assert_eq!(desk.app.bulk.confirm("6"), Ok(()));
        until_sent(&desk).await;
        // One is released and told, one released and not told.
        desk.serve_one().await;
        desk.app.bulk.toggle_pause();
        desk.world.settle().await;
        let flights: Vec<_> = desk.world.network.flights.take();
        let unheard = flights[0]
            .request
            .target
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        desk.behind(|account| account.release(&unheard)).unwrap();
        desk.app.lock();
        assert!(kept(&desk).contains(" Release "), "{}", kept(&desk));
        drop(flights);
        sign_in(&desk).await;
        let toast = desk.app.toasts.get().pop().unwrap();
        assert_eq!(toast.title, "Releasing 6 addresses was interrupted");
        let details = toast.details.unwrap();
        assert!(details.starts_with("1 of 6 released"), "{details}");
        assert!(
            details.contains(&format!("{unheard}: no longer your team's.")),
            "{details}"
        );
        assert!(details.ends_with("What is left is selected."), "{details}");
        let left = desk
            .app
            .selection
            .with(|it| it.addresses().collect::<Vec<_>>());
        assert_eq!(left.len(), 4);
        assert!(left.iter().all(|it| it.to_string() != unheard));
        let reloaded = desk.reload();
        reloaded.app.restore();
        reloaded.serve().await;
        assert_eq!(reloaded.toast().0, toast.title, "until it is dismissed");
        desk.app.toasts.dismiss(toast.id);
        desk.world.settle().await;
        assert_eq!(kept(&desk), "");
    });
}

#[test]
fn leaving_the_page_locking_and_signing_out_ask_while_something_is_under_way() {
    at_desk(async |desk| {
        let asks = || desk.world.page.asks_before_leaving.get();
        assert!(!asks());
        send_claim(&desk).await;
        assert!(asks());
        desk.app.dialog.close();
        for (command, dialog) in [
            (Command::Lock, Dialog::Lock),
            (Command::SignOut, Dialog::SignOut),
        ] {
            command.run(desk.app);
            assert_eq!(desk.app.dialog.get(), Some(dialog));
            assert_eq!(desk.app.describe_open_work(), ["Claiming."]);
            desk.app.dialog.close();
        }
        desk.serve().await;
        assert!(!asks());
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.app.changes.submit_unassign();
        let open = [format!("Unassigning {ASSIGNED}.")];
        assert_eq!(desk.app.describe_open_work(), open);
        desk.serve().await;
        Command::Lock.run(desk.app);
        assert_eq!(desk.app.session.mode(), None);
        assert!(!asks());
    });
}

/// Fails every request until none is left.
async fn fail_all(desk: &Desk) {
    for _ in 0..30 {
        while desk.under_way().await > 0 {
            desk.fail(Failure::TimedOut).await;
        }
        desk.world.pass(2_000).await;
    }
}

#[test]
fn a_change_that_is_not_known_to_be_made_is_told_again_after_a_reload_until_that_is_dismissed() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Release, IDLE);
        assert_eq!(desk.app.changes.submit_release(""), Ok(()));
        desk.read_again().await;
        assert_eq!(kept(&desk), "*te7h2k9x1 change Release 203.0.113.7");
        desk.app.dialog.close();
        fail_all(&desk).await;
        assert_eq!(
            desk.toast().0,
            "Couldn't confirm that the address was released"
        );
        assert_ne!(kept(&desk), "");

        let reloaded = desk.reload();
        reloaded.app.restore();
        // The first page is read again, and the address looked for in vain.
        reloaded.serve_but("/none").await;
        let (title, details) = reloaded.toast();
        assert_eq!(title, "Releasing 203.0.113.7 was interrupted");
        assert_eq!(details, "203.0.113.7 is idle.");
        assert_eq!(kept(&reloaded), "", "that is known now");

        let toast = desk.app.toasts.get().remove(0);
        desk.app.toasts.dismiss(toast.id);
        desk.world.settle().await;
        assert_eq!(kept(&desk), "");
    });
}

#[test]
fn what_is_still_not_known_after_a_reload_stays_told() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.app.changes.submit_unassign();
        desk.read_again().await;
        let lost = desk.next().await;
        let reloaded = desk.reload();
        drop(lost);
        reloaded.app.restore();
        fail_all(&reloaded).await;
        let toasts = reloaded.app.toasts.get();
        let told = toasts
            .iter()
            .find(|toast| toast.title == "Unassigning 203.0.113.2 was interrupted");
        let told = told.unwrap_or_else(|| panic!("{toasts:?}"));
        assert_eq!(told.outcome, Some(Outcome::Failed(Effect::Unknown)));
        assert!(told.is_sticky);
        assert_ne!(kept(&reloaded), "");
        let open = reloaded.app.describe_open_work();
        assert_eq!(open, ["Unassigning 203.0.113.2 isn't confirmed."]);
        reloaded.app.toasts.dismiss(told.id);
        reloaded.world.settle().await;
        assert_eq!(kept(&reloaded), "");
    });
}

#[test]
fn a_form_that_shows_an_unknown_outcome_keeps_it_until_it_is_closed() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.app.changes.submit_unassign();
        desk.read_again().await;
        fail_all(&desk).await;
        let failed = desk.app.dialog.form().unwrap().state;
        assert_eq!(failed.failure().unwrap().1, Effect::Unknown);
        assert_eq!(kept(&desk), "*te7h2k9x1 change Unassign 203.0.113.2");
        desk.app.dialog.close();
        desk.world.settle().await;
        assert_eq!(kept(&desk), "");
    });
}

#[test]
fn an_operation_that_ended_with_something_unknown_is_kept_until_that_is_dismissed() {
    at_desk(async |desk| {
        desk.select(&[IDLE]).await;
        desk.app.bulk.open(Operation::Release);
        assert_eq!(desk.app.bulk.confirm("1"), Ok(()));
        desk.app.dialog.close();
        desk.read_again().await;
        fail_all(&desk).await;
        assert_eq!(desk.toast().0, "0 released, 1 failed");
        assert_eq!(kept(&desk), "*te7h2k9x1 Release 203.0.113.7?");
        let open = desk.app.describe_open_work();
        assert_eq!(open, ["Release 1 address: 0 of 1 released, 1 failed."]);
        let toast = desk.app.toasts.get().pop().unwrap();
        assert!(toast.is_sticky);
        desk.app.toasts.dismiss(toast.id);
        desk.world.settle().await;
        assert_eq!(kept(&desk), "");
    });
}

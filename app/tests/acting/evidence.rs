//! What an answer proves of a change: only the API's own word, or the list read again.

use app::claim::CheckProgress;
use app::toasts::ToastKind;
use model::domain::{Operation, Region};
use model::state::{Session, SignedOut, Verdict};
use model::wire::{Effect, Failure};

use crate::desk::{
    ASSIGNED, Desk, FREE_MACHINE, IDLE, ITS_MACHINE, at_desk, html, refused, too_many,
};

const GONE: &str = "203.0.113.7 is no longer your team's.";

async fn release(desk: &Desk) {
    desk.app.changes.open(Operation::Release, IDLE);
    assert_eq!(desk.app.changes.submit_release(""), Ok(()));
    desk.read_again().await;
}

async fn assign(desk: &Desk, machine: &str) {
    desk.app.changes.open(Operation::Assign, IDLE);
    let field = desk.machine_field(machine);
    assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
    desk.read_again().await;
}

fn a_colleague_releases_it(desk: &Desk) {
    desk.behind(|account| account.release("203.0.113.7"))
        .unwrap();
}

/// The effect that the open form tells.
fn effect(desk: &Desk) -> Effect {
    let form = desk.app.dialog.form().unwrap();
    form.state.failure().unwrap().1
}

/// The number of `DELETE`s and `PUT`s.
fn changes(desk: &Desk) -> usize {
    desk.sent().len()
}

#[test]
fn a_4xx_that_may_come_after_the_work_is_read_back() {
    for failure in [
        refused(408),
        refused(425),
        refused(499),
        html(404),
        html(403),
        html(429),
    ] {
        at_desk(async |desk| {
            release(&desk).await;
            desk.carry_out_but(failure.clone()).await;
            desk.serve().await;
            assert_eq!(desk.told(), "Released 203.0.113.7", "{failure:?}");
            assert!(desk.app.list.get(IDLE).is_none());
            assert_eq!(changes(&desk), 1);

            desk.app.changes.open(Operation::Unassign, ASSIGNED);
            desk.app.changes.submit_unassign();
            desk.read_again().await;
            desk.fail(failure.clone()).await;
            desk.serve().await;
            assert_eq!(effect(&desk), Effect::NotSeen, "{failure:?}");
            assert_eq!(desk.machine_of(ASSIGNED).as_deref(), Some(ITS_MACHINE));
            assert_eq!(changes(&desk), 1);
        });
    }
}

#[test]
fn the_apis_own_refusal_is_not_read_back() {
    for failure in [refused(400), refused(403), refused(409), too_many(1)] {
        at_desk(async |desk| {
            release(&desk).await;
            desk.fail(failure).await;
            assert_eq!(desk.under_way().await, 0);
            assert_eq!(effect(&desk), Effect::Nothing);
        });
    }
}

#[test]
fn a_404_of_a_proxy_after_a_502_proves_no_release() {
    at_desk(async |desk| {
        release(&desk).await;
        desk.fail(html(502)).await;
        desk.world.pass(1_000).await;
        desk.fail(html(404)).await;
        desk.serve().await;
        assert_eq!(effect(&desk), Effect::NotSeen);
        assert!(desk.app.list.get(IDLE).is_some());
        assert_eq!(changes(&desk), 2);
    });
}

#[test]
fn a_release_of_an_address_that_is_gone_says_so_and_its_row_goes() {
    at_desk(async |desk| {
        release(&desk).await;
        a_colleague_releases_it(&desk);
        desk.serve().await;
        assert_eq!(desk.told(), GONE);
        assert_eq!(desk.app.toasts.get()[0].kind, ToastKind::Reason);
        assert!(desk.app.list.get(IDLE).is_none() && !desk.app.dialog.is_open());
        assert_eq!(desk.focused()[0], "Row(203.0.113.23, Command(Assign))");
        assert_eq!(changes(&desk), 1);
    });
}

#[test]
fn nothing_is_called_gone_by_an_answer_without_a_known_address() {
    for body in [
        r#"{"hasMore":false,"items":[]}"#,
        r#"{"hasMore":false,"items":[{"ip":"192.0.2.250","region":"ny2"}]}"#,
        r#"{"hasMore":true,"items":[{"ip":"203.0.113.4","region":"ny2"}]}"#,
        r#"{"hasMore":false,"items":[{"ip":"203.0.113.4","region":"ny2"},7]}"#,
    ] {
        at_desk(async |desk| {
            release(&desk).await;
            desk.carry_out_but(html(504)).await;
            desk.world.pass(1_000).await;
            desk.serve_one().await;
            desk.reply(body).await;
            assert_eq!(effect(&desk), Effect::Unknown, "{body}");
            assert!(desk.app.list.get(IDLE).is_some(), "{body}");
        });
    }
}

#[test]
fn an_assignment_that_is_not_found_says_what_is_missing() {
    at_desk(async |desk| {
        assign(&desk, "psnothere").await;
        desk.serve().await;
        assert_eq!(effect(&desk), Effect::NoMachine);
        assert_eq!(desk.machine_of(IDLE), None);
        desk.app.dialog.close();

        assign(&desk, FREE_MACHINE).await;
        a_colleague_releases_it(&desk);
        desk.serve().await;
        let told = ("Couldn't assign the address".to_owned(), GONE.to_owned());
        assert_eq!(desk.toast(), told);
        assert!(desk.app.list.get(IDLE).is_none() && !desk.app.dialog.is_open());
    });
}

#[test]
fn a_login_page_in_front_of_the_api_ends_no_session() {
    at_desk(async |desk| {
        assign(&desk, FREE_MACHINE).await;
        desk.fail(html(401)).await;
        desk.fail(html(401)).await;
        assert_eq!(effect(&desk), Effect::Unknown);
        assert!(desk.app.session.is_live());
        desk.app.dialog.close();

        assign(&desk, FREE_MACHINE).await;
        desk.fail(refused(401)).await;
        let ended = Session::SignedOut(SignedOut::KeyRefused);
        assert_eq!(desk.app.session.get(), ended);
    });
}

#[test]
fn a_claim_is_looked_for_unless_the_api_itself_refused_it() {
    let proves_nothing = [
        refused(408),
        refused(425),
        refused(499),
        html(403),
        html(404),
        html(429),
    ];
    for failure in proves_nothing {
        at_desk(async |desk| {
            claim(&desk).await;
            desk.carry_out_but(failure.clone()).await;
            desk.serve().await;
            desk.world.pass(2_000).await;
            desk.serve().await;
            let progress = desk.app.claim.check().map(|check| check.progress);
            let Some(CheckProgress::Over(Verdict::Claimed(ip))) = progress else {
                panic!("{failure:?}: {progress:?}");
            };
            assert_eq!(ip.address.to_string(), "203.0.113.1");
        });
    }
    for failure in [refused(404), refused(409), too_many(1), Failure::Offline] {
        at_desk(async |desk| {
            claim(&desk).await;
            desk.fail(failure.clone()).await;
            assert_eq!(desk.app.claim.check(), None, "{failure:?}");
            assert_eq!(effect(&desk), Effect::Nothing);
        });
    }
}

async fn claim(desk: &Desk) {
    desk.app.claim.open();
    let field = desk.machine_field("");
    assert_eq!(desk.app.claim.submit(Region::Ny2, 1, field), Ok(()));
    // The list, as it is before.
    desk.serve_one().await;
}

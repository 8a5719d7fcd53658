//! Several tabs of one browser: what a tab that was asleep knows of a sign-out in another.

use std::rc::Rc;

use app::ports::Storage;
use model::state::{Mode, Session, SignedOut};

use crate::desk::{Desk, at_desk};
use crate::support::Connection;

fn is_signed_in(desk: &Desk) -> bool {
    desk.app.session.get() == Session::SignedIn(Mode::Live)
}

fn has_ended(desk: &Desk, locked: bool) {
    let reason = SignedOut::Elsewhere { locked };
    assert_eq!(desk.app.session.get(), Session::SignedOut(reason));
    assert_eq!(desk.app.list.with(|list| list.len()), 0);
    let key = desk.world.page.tab_storage.get("public-ips.key");
    assert_eq!(key, None, "the key is gone");
}

#[test]
fn a_tab_that_was_discarded_or_closed_does_not_come_back_signed_in() {
    for locked in [false, true] {
        at_desk(async |desk| {
            let saved = desk.saved_tab();
            let other = desk.beside(Rc::default());
            other.app.sign_in("demo", false);
            other.serve().await;
            if locked {
                other.app.lock();
            } else {
                other.app.sign_out();
            }
            let restored = desk.beside(saved.clone());
            restored.app.restore();
            has_ended(&restored, locked);
            assert_eq!(restored.under_way().await, 0, "nothing was sent");

            // Whoever signs in again has a session of their own.
            other.app.sign_in("demo", false);
            other.serve().await;
            let reloaded = other.reload();
            reloaded.app.restore();
            assert!(is_signed_in(&reloaded));
            desk.beside(saved).app.restore();
        });
    }
}

#[test]
fn a_tab_that_was_frozen_ends_its_session_before_it_sends_anything() {
    at_desk(async |desk| {
        let other = desk.beside(Rc::default());
        other.app.sign_in("demo", false);
        other.serve().await;
        other.app.sign_out();
        assert!(is_signed_in(&desk), "it hears nothing while it is frozen");
        desk.app.list.refresh();
        assert_eq!(desk.under_way().await, 0);
        has_ended(&desk, false);
    });
}

#[test]
fn a_tab_comes_back_where_nobody_has_signed_out_since() {
    at_desk(async |desk| {
        let other = desk.beside(Rc::default());
        let account = Connection(other.world.network.clone());
        other.app.explore_demo(Rc::new(account));
        other.app.sign_out();
        let restored = desk.beside(desk.saved_tab());
        restored.app.restore();
        assert!(is_signed_in(&restored));
    });
}

//! Where a key is accepted.

use std::cell::RefCell;
use std::rc::Rc;

use model::state::{Session, SignedOut};

use crate::support::{self, Connection, Page, TestClock, World};
use crate::test_rng::TestRng;

#[test]
fn a_page_that_is_not_secure_accepts_no_key() {
    support::run(async {
        let page = Page::default();
        page.is_insecure.set(true);
        let rng = Rc::new(RefCell::new(TestRng::new(1)));
        let world = World::with_page(&rng, Rc::new(TestClock::start()), page);
        let insecure = Session::SignedOut(SignedOut::Insecure);
        assert_eq!(world.app.session.get(), insecure);
        world
            .app
            .explore_demo(Rc::new(Connection(world.network.clone())));
        world.app.sign_out();
        assert!(!world.app.sign_in("demo", false));
        world.settle().await;
        assert_eq!(world.app.session.get(), insecure);
        assert!(world.network.sent.borrow().is_empty());
    });
}

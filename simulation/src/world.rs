//! What is around the application: a browser, a network, and the API with its account.

pub(crate) mod browser;
pub(crate) mod clock;
pub(crate) mod history;
pub(crate) mod network;
pub(crate) mod service;

use std::cell::RefCell;
use std::rc::Rc;

use crate::test_rng::TestRng;

/// The generator of a run, which the ports draw from too.
pub(crate) type SharedRng = Rc<RefCell<TestRng>>;

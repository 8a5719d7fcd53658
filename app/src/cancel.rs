//! Cancellation of requests: a session's token is the parent of its lists'.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Cancels what was begun under it. A clone is the same token.
#[derive(Clone, Default)]
pub struct Cancel(Rc<Token>);

/// What is called once, when a token is cancelled.
type Callback = Box<dyn FnOnce()>;

#[derive(Default)]
struct Token {
    is_cancelled: Cell<bool>,
    next_id: Cell<u32>,
    /// A few, in the order of their registration.
    callbacks: RefCell<Vec<(u32, Callback)>>,
    /// Ends with the token, so that a parent keeps nothing of its past children.
    parent: RefCell<Option<OnCancel>>,
}

/// Keeps a callback registered until it is dropped.
pub struct OnCancel {
    token: Weak<Token>,
    id: u32,
}

impl Cancel {
    /// A token that is cancelled with this one, or alone.
    #[must_use]
    pub fn child(&self) -> Self {
        let child = Self::default();
        let token = Rc::downgrade(&child.0);
        let parent = self.on_cancel(Box::new(move || {
            if let Some(token) = token.upgrade() {
                Self(token).cancel();
            }
        }));
        child.0.parent.replace(Some(parent));
        child
    }

    /// Cancels this token and its children, and calls what waits for that. Once.
    pub fn cancel(&self) {
        if self.0.is_cancelled.replace(true) {
            return;
        }
        // Taken first: a callback may drop its own registration.
        for (_, callback) in self.0.callbacks.take() {
            callback();
        }
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled.get()
    }

    /// Calls back on cancellation, at once if that has happened, unless the registration is dropped before.
    #[must_use = "dropping it takes the callback back"]
    pub fn on_cancel(&self, callback: Callback) -> OnCancel {
        let id = self.0.next_id.get();
        self.0.next_id.set(id.wrapping_add(1));
        if self.is_cancelled() {
            callback();
        } else {
            self.0.callbacks.borrow_mut().push((id, callback));
        }
        OnCancel {
            token: Rc::downgrade(&self.0),
            id,
        }
    }
}

impl Drop for OnCancel {
    fn drop(&mut self) {
        if let Some(token) = self.token.upgrade() {
            // Dropped after the borrow has ended: a callback may hold another registration.
            let callback = {
                let mut callbacks = token.callbacks.borrow_mut();
                let at = callbacks.iter().position(|(id, _)| *id == self.id);
                at.map(|at| callbacks.remove(at))
            };
            drop(callback);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counter(cancel: &Cancel) -> (Rc<Cell<u32>>, OnCancel) {
        let calls = Rc::new(Cell::new(0));
        let counted = calls.clone();
        let registration = cancel.on_cancel(Box::new(move || counted.set(counted.get() + 1)));
        (calls, registration)
    }

    #[test]
    fn a_parent_cancels_its_children_and_a_child_only_itself() {
        let session = Cancel::default();
        let (one, other) = (session.child(), session.child());
        one.cancel();
        assert!(one.is_cancelled() && !session.is_cancelled() && !other.is_cancelled());
        session.clone().cancel();
        assert!(session.is_cancelled() && other.is_cancelled());
        assert!(session.child().is_cancelled());
    }

    #[test]
    fn callbacks_run_once_and_not_after_they_were_dropped() {
        let cancel = Cancel::default();
        let (first, _kept) = counter(&cancel);
        let (second, dropped) = counter(&cancel);
        drop(dropped);
        cancel.cancel();
        cancel.cancel();
        let (third, _late) = counter(&cancel);
        assert_eq!((first.get(), second.get(), third.get()), (1, 0, 1));
    }

    #[test]
    fn a_parent_keeps_nothing_of_dropped_children() {
        let cancel = Cancel::default();
        drop(cancel.child());
        assert!(cancel.0.callbacks.borrow().is_empty());
    }
}

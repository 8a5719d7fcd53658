//! A value that views follow.
//!
//! Leptos' `RwSignal<T>` compiles its machinery (arena, guards, locks,
//! subscribers) once for each type that is held; `docs/performance.md` has the
//! figures. Here the value is a plain cell, and what tells its followers is
//! Leptos' trigger, which is one type whatever the value.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcTrigger, Notify, Track};

/// A handle to a value. Reading it inside an effect or a binding makes that
/// run again when the value is written.
pub struct Value<T>(Rc<(RefCell<T>, ArcTrigger)>);

impl<T> Value<T> {
    /// Holds a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Rc::new((RefCell::new(value), ArcTrigger::new())))
    }

    /// Reads the value, and follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.0.1.track();
        self.with_untracked(read)
    }

    /// Reads the value as it is now.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.0.0.borrow())
    }

    /// Changes the value, and tells its followers. Returns what the change says.
    pub fn update<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let said = change(&mut self.0.0.borrow_mut());
        self.0.1.notify();
        said
    }

    /// Replaces the value, and tells its followers.
    pub fn set(&self, value: T) {
        self.0.0.replace(value);
        self.0.1.notify();
    }
}

impl<T: Clone> Value<T> {
    /// A copy of the value, which is followed.
    #[must_use]
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value as it is now.
    #[must_use]
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T> Clone for Value<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

//! Parts of an element that come and go with signals. What was made for a part
//! ends with it.

use std::cell::RefCell;

use leptos::prelude::Owner;

use super::El;
use super::bind::run;
use super::place::{Part, Place};

impl El {
    /// Appends the element that belongs to a choice, if any. It is made anew
    /// when the choice changes, and only then.
    #[must_use]
    pub fn choose<K: PartialEq + 'static>(
        self,
        choice: impl Fn() -> K + 'static,
        make: impl Fn(&K) -> Option<El> + 'static,
    ) -> Self {
        let last = RefCell::new(None);
        self.swap_when(Box::new(move |show| {
            let now = choice();
            let mut last = last.borrow_mut();
            if last.as_ref() != Some(&now) {
                show(&|| make(&now));
                *last = Some(now);
            }
        }));
        self
    }

    /// Appends an element for each key. A key that stays keeps its element.
    #[must_use]
    pub fn each(
        self,
        keys: impl Fn() -> Vec<String> + 'static,
        make: impl Fn(&str) -> El + 'static,
    ) -> Self {
        self.keep_each(Box::new(keys), Box::new(make));
        self
    }

    /// Appends the content of a popover when it is opened for the first time:
    /// most people never open most of them.
    #[must_use]
    pub fn fill_on_opening(self, make: impl FnOnce() -> Vec<El> + 'static) -> Self {
        self.fill_later(Box::new(make));
        self
    }

    // What the generic methods above have in common is written once, for boxed closures.

    fn swap_when(&self, step: Step) {
        let place = Place::at_end_of(self);
        let shown = RefCell::new(None::<Part>);
        run(Box::new(move || {
            step(&mut |make| place.swap(&mut shown.borrow_mut(), make))
        }));
    }

    fn fill_later(&self, make: Box<dyn FnOnce() -> Vec<El>>) {
        let (place, owner) = (self.clone(), Owner::current().unwrap_or_default());
        let mut make = Some(make);
        let fill = move |_| {
            if let Some(make) = make.take() {
                let _filled = place.clone().children(owner.with(make));
            }
        };
        self.listen("beforetoggle", Box::new(fill));
    }

    fn keep_each(&self, keys: Box<dyn Fn() -> Vec<String>>, make: Box<dyn Fn(&str) -> El>) {
        let place = Place::at_end_of(self);
        let parts = RefCell::new(Vec::<(String, Part)>::new());
        run(Box::new(move || {
            let keys = keys();
            // What goes leaves first: what stays is then in its place already, and keeps its focus.
            let (mut old, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut *parts.borrow_mut())
                .into_iter()
                .partition(|(key, _)| keys.contains(key));
            gone.into_iter().for_each(|(_, part)| place.end(part));
            let mut new = Vec::new();
            let mut before = place.start.clone();
            for key in keys {
                let known = old.iter().position(|(other, _)| *other == key);
                let part = match known.map(|at| old.remove(at)) {
                    Some((_, part)) => part,
                    None => place.make(&|| make(&key)),
                };
                before = place.put_after(&before, &part.element);
                new.push((key, part));
            }
            old.into_iter().for_each(|(_, part)| place.end(part));
            parts.replace(new);
        }));
    }
}

/// Calls back with what is to be shown, if that is something new.
type Step = Box<dyn Fn(&mut dyn FnMut(&dyn Fn() -> Option<El>))>;

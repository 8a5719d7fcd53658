//! Where parts of the page come and go.

use std::cell::RefCell;

use leptos::prelude::{Owner, document, untrack};
use leptos::wasm_bindgen::UnwrapThrowExt;
use leptos::web_sys::{Comment, Element, Node};

use super::El;

/// A part of the page that was made under an owner of its own, and ends with it.
pub(super) struct Part {
    /// Its one element.
    pub(super) element: Element,
    owner: Owner,
}

/// Where parts come and go: after a mark among the children of an element.
pub(super) struct Place {
    parent: Element,
    /// The mark.
    pub(super) start: Node,
    owner: Owner,
    /// Owners of parts that have ended, for the next ones: an owner remembers
    /// each child that it ever had, so a new one for each part would be a leak.
    spare: RefCell<Vec<Owner>>,
}

impl Place {
    /// After what the element holds now.
    pub(super) fn at_end_of(parent: &El) -> Self {
        let mark: Comment = document().create_comment("");
        let parent = parent.node().clone();
        parent.append_child(&mark).unwrap_throw();
        Self {
            parent,
            start: mark.into(),
            owner: Owner::current().unwrap_or_default(),
            spare: RefCell::new(Vec::new()),
        }
    }

    fn owner(&self) -> Owner {
        let spare = self.spare.borrow_mut().pop();
        spare.unwrap_or_else(|| self.owner.child())
    }

    /// Takes a part out of the page and ends what was made for it.
    pub(super) fn end(&self, part: Part) {
        part.element.remove();
        self.give_back(part.owner);
    }

    fn give_back(&self, owner: Owner) {
        owner.cleanup();
        self.spare.borrow_mut().push(owner);
    }

    /// Makes a part, not yet in the page.
    pub(super) fn make(&self, make: &dyn Fn() -> El) -> Part {
        let owner = self.owner();
        let element = owner.with(|| untrack(make)).node().clone();
        Part { element, owner }
    }

    /// Takes the shown part away and makes another in its place, if there is one.
    pub(super) fn swap(&self, shown: &mut Option<Part>, make: &dyn Fn() -> Option<El>) {
        if let Some(part) = shown.take() {
            self.end(part);
        }
        let owner = self.owner();
        match owner.with(|| untrack(make)) {
            Some(el) => {
                self.put_after(&self.start, el.node());
                *shown = Some(Part {
                    element: el.node().clone(),
                    owner,
                });
            }
            None => self.give_back(owner),
        }
    }

    /// Puts an element after another, unless it is there: to move it would take its focus away.
    pub(super) fn put_after(&self, before: &Node, element: &Element) -> Node {
        let next = before.next_sibling();
        if next.as_ref() != Some(element.as_ref()) {
            self.parent
                .insert_before(element, next.as_ref())
                .unwrap_throw();
        }
        element.clone().into()
    }
}

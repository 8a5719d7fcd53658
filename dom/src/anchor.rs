//! Where content comes and goes.

use std::cell::RefCell;

use leptos::prelude::{Owner, document, untrack};
use wasm_bindgen::UnwrapThrowExt;
use web_sys::{Element, Node};

use crate::El;

/// An element that stands at an anchor. All that was made with it ends with its owner.
pub(crate) struct Mounted {
    pub(crate) element: Element,
    owner: Owner,
}

/// A comment among the children of an element, behind which content comes and goes.
pub(crate) struct Anchor {
    parent: Element,
    pub(crate) node: Node,
    owner: Owner,
    /// Owners of content that is gone, for the next: an owner remembers each child that it ever had, so a new one each
    /// time would be a leak.
    spare: RefCell<Vec<Owner>>,
}

impl Anchor {
    /// Behind what the element holds now.
    pub(crate) fn at_end_of(parent: &El) -> Self {
        let node: Node = document().create_comment("").into();
        parent.append(&node);
        Self {
            parent: parent.node().clone(),
            node,
            owner: Owner::current().unwrap_or_default(),
            spare: RefCell::default(),
        }
    }

    /// Makes content, not yet in the page. Signals read meanwhile are not tracked.
    pub(crate) fn make(&self, view: impl FnOnce() -> Option<El>) -> Option<Mounted> {
        let spare = self.spare.borrow_mut().pop();
        let owner = spare.unwrap_or_else(|| self.owner.child());
        match owner.with(|| untrack(view)) {
            Some(El(element)) => Some(Mounted { element, owner }),
            None => {
                self.end(owner);
                None
            }
        }
    }

    /// Takes content out of the page and ends what was made with it.
    pub(crate) fn remove(&self, Mounted { element, owner }: Mounted) {
        element.remove();
        self.end(owner);
    }

    fn end(&self, owner: Owner) {
        owner.cleanup();
        self.spare.borrow_mut().push(owner);
    }

    /// Shows content. What is in its parent already stays where it is, and the anchor goes before it.
    pub(crate) fn show(&self, element: &Element) {
        if element.parent_element().as_ref() == Some(&self.parent) {
            self.parent
                .insert_before(&self.node, Some(element))
                .unwrap_throw();
        } else {
            self.put_behind(&self.node, element);
        }
    }

    /// Puts an element behind a node, unless it is there: to move it would take its focus away.
    pub(crate) fn put_behind(&self, node: &Node, element: &Element) {
        let next = node.next_sibling();
        if next.as_ref() != Some(element.as_ref()) {
            self.parent
                .insert_before(element, next.as_ref())
                .unwrap_throw();
        }
    }
}

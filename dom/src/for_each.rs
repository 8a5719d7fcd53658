//! A keyed list.

use web_sys::Node;

use crate::El;
use crate::anchor::{Anchor, Mounted};
use crate::effect;

/// Shows an element for each item. An item whose key stays keeps its element, and the focus in it.
/// As in Leptos' `<For>`, what changes of an item whose key stays is followed by signals in its view.
pub fn for_each<T: 'static, K: PartialEq + 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> K + 'static,
    view: impl Fn(T) -> El + 'static,
) -> ForEach {
    ForEach(Box::new(Keyed {
        items,
        key,
        view,
        keys: Vec::new(),
        unseen: Vec::new(),
    }))
}

/// What [`for_each`] returns, a child of an element.
#[must_use]
pub struct ForEach(Box<dyn Items>);

trait Items {
    /// Reads the items. Says for each at which place its key was before.
    fn places_before(&mut self) -> Vec<Option<usize>>;
    /// The element of the item at a place.
    fn view(&mut self, place: usize) -> Option<El>;
}

struct Keyed<I, F, V, T, K> {
    items: I,
    key: F,
    view: V,
    keys: Vec<K>,
    /// The items that were read, until each has its element.
    unseen: Vec<Option<T>>,
}

impl<I, F, V, T, K> Items for Keyed<I, F, V, T, K>
where
    I: Fn() -> Vec<T>,
    F: Fn(&T) -> K,
    V: Fn(T) -> El,
    K: PartialEq,
{
    fn places_before(&mut self) -> Vec<Option<usize>> {
        let items = (self.items)();
        let keys: Vec<K> = items.iter().map(&self.key).collect();
        let before = |key| self.keys.iter().position(|old| old == key);
        let places = keys.iter().map(before).collect();
        self.keys = keys;
        self.unseen = items.into_iter().map(Some).collect();
        places
    }

    fn view(&mut self, place: usize) -> Option<El> {
        self.unseen.get_mut(place)?.take().map(&self.view)
    }
}

impl ForEach {
    pub(crate) fn attach(self, parent: &El) {
        let (anchor, mut items) = (Anchor::at_end_of(parent), self.0);
        let mut shown: Vec<Mounted> = Vec::new();
        effect(move || {
            let places = items.places_before();
            let mut old: Vec<Option<Mounted>> = shown.drain(..).map(Some).collect();
            // What goes leaves first: what stays is then in its place already, and keeps its focus.
            for (place, gone) in old.iter_mut().enumerate() {
                if !places.contains(&Some(place))
                    && let Some(gone) = gone.take()
                {
                    anchor.remove(gone);
                }
            }
            let mut last: Node = anchor.node.clone();
            for (place, before) in places.into_iter().enumerate() {
                let kept = before.and_then(|before| old.get_mut(before)?.take());
                if let Some(mounted) = kept.or_else(|| anchor.make(|| items.view(place))) {
                    anchor.put_behind(&last, &mounted.element);
                    last = mounted.element.clone().into();
                    shown.push(mounted);
                }
            }
        });
    }
}

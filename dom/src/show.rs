//! Content that comes and goes with signals, made once each time it comes.

use crate::El;
use crate::anchor::{Anchor, Mounted};
use crate::effect;

/// Shows content while a condition holds.
pub fn show(when: impl Fn() -> bool + 'static, children: impl Fn() -> El + 'static) -> Show {
    show_let(move || when().then_some(()), move |()| children())
}

/// Shows the content of a value while there is one; for another value, other content.
pub fn show_let<T, C>(
    some: impl Fn() -> Option<T> + 'static,
    children: impl Fn(T) -> C + 'static,
) -> Show
where
    T: Clone + PartialEq + 'static,
    C: Into<Option<El>> + 'static,
{
    Show(Box::new(Let {
        some,
        children,
        value: None,
    }))
}

/// Shows the content of a value; for another value, other content.
pub fn switch<T, C>(value: impl Fn() -> T + 'static, children: impl Fn(T) -> C + 'static) -> Show
where
    T: Clone + PartialEq + 'static,
    C: Into<Option<El>> + 'static,
{
    show_let(move || Some(value()), children)
}

/// What [`show`], [`show_let`] and [`switch`] return, a child of an element.
#[must_use]
pub struct Show(Box<dyn Content>);

trait Content {
    /// Reads the value; whether it differs from the last.
    fn has_changed(&mut self) -> bool;
    /// The content of the value, if there is one.
    fn view(&self) -> Option<El>;
}

struct Let<S, F, T> {
    some: S,
    children: F,
    value: Option<T>,
}

impl<S, F, T, C> Content for Let<S, F, T>
where
    S: Fn() -> Option<T>,
    F: Fn(T) -> C,
    T: Clone + PartialEq,
    C: Into<Option<El>>,
{
    fn has_changed(&mut self) -> bool {
        let now = (self.some)();
        let has_changed = self.value != now;
        self.value = now;
        has_changed
    }

    fn view(&self) -> Option<El> {
        (self.children)(self.value.clone()?).into()
    }
}

impl Show {
    pub(crate) fn attach(self, parent: &El) {
        let (anchor, mut content) = (Anchor::at_end_of(parent), self.0);
        let mut shown: Option<Mounted> = None;
        effect(move || {
            if content.has_changed() {
                if let Some(old) = shown.take() {
                    anchor.remove(old);
                }
                shown = anchor.make(|| content.view());
                if let Some(new) = &shown {
                    anchor.show(&new.element);
                }
            }
        });
    }
}

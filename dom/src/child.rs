//! What an element can hold.

use std::borrow::Cow;

use crate::{El, ForEach, Show};

/// Text, or a number in its plain digits.
pub trait IntoText<'a> {
    /// The text.
    fn into_text(self) -> Cow<'a, str>;
}

impl<'a> IntoText<'a> for &'a str {
    fn into_text(self) -> Cow<'a, str> {
        Cow::Borrowed(self)
    }
}

impl<'a> IntoText<'a> for &'a String {
    fn into_text(self) -> Cow<'a, str> {
        Cow::Borrowed(self)
    }
}

impl<'a> IntoText<'a> for String {
    fn into_text(self) -> Cow<'a, str> {
        Cow::Owned(self)
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(
            impl<'a> IntoText<'a> for $number {
                fn into_text(self) -> Cow<'a, str> {
                    Cow::Owned(self.to_string())
                }
            }
        )*
    };
}

numbers! { u8 u32 usize i32 }

/// Text, an element, [`show`](crate::show) and its kin, [`for_each`](crate::for_each), an `Option`, `Vec`, array or
/// iterator of these, or a closure that returns text. The marker `M` keeps them apart for the compiler.
pub trait IntoChild<M> {
    /// Appends it to an element.
    fn append_to(self, parent: &El);
}

/// Marks none, one or several children.
pub struct Several<M>(M);

impl<'a, T: IntoText<'a>> IntoChild<&'a str> for T {
    fn append_to(self, parent: &El) {
        parent.append_text(&self.into_text());
    }
}

impl<F, T> IntoChild<fn() -> T> for F
where
    F: Fn() -> T + 'static,
    T: IntoText<'static>,
{
    fn append_to(self, parent: &El) {
        parent.append_followed_text(Box::new(move || self().into_text()));
    }
}

impl IntoChild<()> for El {
    fn append_to(self, parent: &El) {
        parent.append(self.node());
    }
}

impl IntoChild<()> for Show {
    fn append_to(self, parent: &El) {
        self.attach(parent);
    }
}

impl IntoChild<()> for ForEach {
    fn append_to(self, parent: &El) {
        self.attach(parent);
    }
}

impl<I, C, M> IntoChild<Several<M>> for I
where
    I: IntoIterator<Item = C>,
    C: IntoChild<M>,
{
    fn append_to(self, parent: &El) {
        self.into_iter().for_each(|child| child.append_to(parent));
    }
}

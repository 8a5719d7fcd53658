//! Elements of one type that follow Leptos' signals, in the words of Leptos' own builder.
//!
//! ```ignore
//! let count = RwSignal::new(0);
//! div()
//!     .class("counter")
//!     .child(button().on(ev::click, move |_| count.update(|n| *n += 1)).child("One more"))
//!     .child(show(move || count.get() > 0, move || span().child(move || count.get())))
//! ```
//!
//! Leptos gives each element a type of its own, for which the compiler writes code; here all are [`El`], and what is
//! generic boxes its closure at once. `docs/architecture.md` has the table "Leptos, here" and the measured difference.
//! Signals, memos and owners are Leptos' own. Listeners, effects and content end with the owner they were made under.

#![cfg(target_arch = "wasm32")]

mod anchor;
mod attribute;
mod child;
mod effect;
mod element;
mod for_each;
pub mod html;
mod show;
pub mod svg;

pub use attribute::{Attribute, AttributeValue, IntoAttribute, Value};
pub use child::{IntoChild, IntoText};
pub use effect::{effect, keep};
pub use element::El;
pub use for_each::{ForEach, for_each};
pub use leptos::ev;
pub use show::{Show, show, show_let, switch};

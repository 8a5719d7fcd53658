//! A part of the program that is fetched when it is needed, or before.

use std::cell::OnceCell;

use app::ports::LocalFuture;
use leptos::prelude::{Get, LocalStorage, RwSignal, Set};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_split_helpers::SplitLoaderError;

use super::task::spawn;

#[wasm_bindgen]
extern "C" {
    /// Why the last part did not arrive, and what to do. If a newer release has removed it, the page reloads
    /// (`public/boot.js`).
    #[wasm_bindgen(js_namespace = publicIps, js_name = partFault)]
    fn part_fault() -> String;
}

/// How far a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not here yet.
    Awaited,
    /// Here, to stay.
    Here,
    /// Needed, and did not arrive: why, and what to do.
    Failed(String),
}

/// Fetches a part.
type Load<T> = fn() -> LocalFuture<Result<T, SplitLoaderError>>;

/// A part of the program. `T` is what it holds: functions, for the rest of the program to call.
pub struct Part<T: 'static> {
    load: Load<T>,
    held: OnceCell<T>,
    stage: RwSignal<Stage, LocalStorage>,
}

impl<T: Copy> Part<T> {
    /// A part that is not here yet.
    pub fn new(load: Load<T>) -> Self {
        Self {
            load,
            held: OnceCell::new(),
            stage: RwSignal::new_local(Stage::Awaited),
        }
    }

    /// How far it is.
    pub fn stage(&self) -> Stage {
        self.stage.get()
    }

    /// What it holds, once it is here.
    pub fn held(&self) -> Option<T> {
        self.held.get().copied()
    }

    /// Fetches it ahead of need. If that fails, it is fetched again when it is needed.
    pub async fn prefetch(&self) -> Option<T> {
        if self.held.get().is_none() {
            let held = (self.load)().await.ok()?;
            if self.held.set(held).is_ok() {
                self.stage.set(Stage::Here);
            }
        }
        self.held()
    }

    /// Fetches it for someone who waits for it.
    ///
    /// # Errors
    /// Why it did not arrive, and what to do.
    pub async fn get(&self) -> Result<T, String> {
        self.prefetch().await.ok_or_else(part_fault)
    }

    /// Fetches it for a view that follows its stage.
    pub fn need(&'static self) {
        spawn(async {
            if let Err(fault) = self.get().await {
                self.stage.set(Stage::Failed(fault));
            }
        });
    }

    /// Has a view that follows its stage need it again.
    pub fn forget_fault(&self) {
        self.stage.set(Stage::Awaited);
    }
}

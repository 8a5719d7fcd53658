//! Plays runs, each alone and the same on every machine.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

use any_spawner::Executor;
use reactive_graph::diagnostics::SpecialNonReactiveFuture;
use reactive_graph::owner::Owner;
use tokio::runtime::Builder;
use tokio::task::LocalSet;

use crate::coverage::Coverage;
use crate::record;
use crate::run::Run;

/// What became of a run.
pub struct Played {
    /// The rule that did not hold, and where.
    pub violation: Option<String>,
    /// Who did what when, what the API held and what the screen said; empty unless wanted.
    pub story: Vec<String>,
    /// How often everything came about.
    pub coverage: Coverage,
}

thread_local! {
    static IS_PLAYING: Cell<bool> = const { Cell::new(false) };
    /// The first panic of the run: one in a task of the panel ends that task alone.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Plays the run of a seed.
#[must_use]
pub fn play(seed: u64, is_told: bool) -> Played {
    catch_panics();
    PANIC.take();
    IS_PLAYING.set(true);
    record::begin(is_told);
    let owner = Owner::new();
    // What it reports is in the hook.
    _ = panic::catch_unwind(AssertUnwindSafe(|| {
        owner.with(|| {
            let runtime = Builder::new_current_thread()
                .enable_time()
                .start_paused(true)
                .build()
                .unwrap();
            let run = async move { Run::new(seed).play().await };
            LocalSet::new().block_on(&runtime, SpecialNonReactiveFuture::new(run));
        });
    }));
    // The signals of an application live as long as its page.
    owner.cleanup();
    IS_PLAYING.set(false);
    let (story, coverage) = record::end();
    Played {
        violation: PANIC.take(),
        story,
        coverage,
    }
}

fn catch_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Every run of this process comes by here, and the first one sets it.
        _ = Executor::init_tokio();
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if IS_PLAYING.get() {
                note(info);
            } else {
                print(info);
            }
        }));
    });
}

fn note(info: &PanicHookInfo) {
    let message = info.payload_as_str().unwrap_or("a panic");
    let place = info.location().map(ToString::to_string);
    PANIC.with_borrow_mut(|first| {
        let text = || format!("{message} ({})", place.unwrap_or_default());
        first.get_or_insert_with(text);
    });
}

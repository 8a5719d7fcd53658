//! Runs a test: opens a browser, runs the body, checks the console, and saves the evidence of a failure.

use crate::browser::BrowserKind;
use crate::page::Page;
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::pin::pin;
use std::task::Poll;
use tokio::sync::Semaphore;

/// Two browsers at once: more would exceed deadlines on two cores.
static BROWSERS: Semaphore = Semaphore::const_new(2);

/// Runs a test on a page in a fresh browser. An unexpected error in the console fails it.
pub fn page_test(body: impl AsyncFnOnce(&Page)) {
    runtime().block_on(with_page(BrowserKind::Chromium, body));
}

/// A runtime for one test, whose tasks end with it.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Runs the body on a page and closes the page. The body's value is dropped later: the page may still load from the
/// server.
pub(crate) async fn with_page<T>(kind: BrowserKind, body: impl AsyncFnOnce(&Page) -> T) -> T {
    let _permit = BROWSERS.acquire().await.expect("it is never closed");
    let page = Page::open(kind).await;
    let outcome = caught(body(&page)).await;
    let errors = page.unexpected_errors().await;
    let outcome = match outcome {
        Err(panic) => Err(reason(panic.as_ref())),
        Ok(kept) if errors.is_empty() => Ok(kept),
        Ok(_) => Err(format!(
            "the console has errors that the test does not expect: {errors:#?}"
        )),
    };
    let outcome = match outcome {
        Err(reason) => Err(format!("{reason}\n{}", save_evidence(&page, &errors).await)),
        kept => kept,
    };
    page.close().await;
    outcome.unwrap_or_else(|failure| end(failure))
}

/// Fails the test. Bypasses the panic hook, whose backtrace would only show this file.
pub(crate) fn end(failure: String) -> ! {
    eprintln!("{failure}");
    std::panic::resume_unwind(Box::new(failure));
}

/// The value of a future, or its panic.
async fn caught<T>(future: impl Future<Output = T>) -> std::thread::Result<T> {
    let mut future = pin!(future);
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(panic) => Poll::Ready(Err(panic)),
        },
    )
    .await
}

fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "the test panicked without a message".into())
}

/// Saves screenshot and text of the page in the target folder, and returns their paths.
async fn save_evidence(page: &Page, console: &[String]) -> String {
    let test = std::thread::current()
        .name()
        .unwrap_or("test")
        .replace("::", "-");
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/e2e-failures");
    let text = format!(
        "{}\n\nstatus: {:#?}\nalert: {:#?}\nfocus: {}\nconsole: {console:#?}\n",
        page.visible_text().await,
        page.statuses().await,
        page.alerts().await,
        page.focus_text().await,
    );
    let picture = page.screenshot().await.unwrap_or_default();
    let saved = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join(format!("{test}.txt")), text))
        .and_then(|()| std::fs::write(folder.join(format!("{test}.png")), picture));
    match saved {
        Ok(()) => format!("see target/e2e-failures/{test}.png and {test}.txt"),
        Err(error) => format!("the page could not be saved: {error}"),
    }
}

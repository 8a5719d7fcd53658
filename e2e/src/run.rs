//! Running one test: a browser, the body, the check of the console, and what is kept of a failure.

use crate::browser::Kind;
use crate::page::Page;
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::pin::pin;
use std::task::Poll;
use tokio::sync::Semaphore;

/// Two browsers at once: more would slow each other down past the deadline on two cores.
static SEATS: Semaphore = Semaphore::const_new(2);

/// Runs a test on a page in a fresh browser. The console must stay free of errors.
///
/// Panics with the body's reason, and with the place of the picture and text of the page.
pub fn page_test(body: impl AsyncFnOnce(&Page)) {
    runtime().block_on(seated(Kind::Chromium, body));
}

/// A runtime of its own for each test, so that nothing outlives it.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Runs the body on a page of its own and closes the page. What the body gives back lives on past that, so that a page
/// that still loads when the body ends does not find its server gone.
pub(crate) async fn seated<T>(kind: Kind, body: impl AsyncFnOnce(&Page) -> T) -> T {
    let _seat = SEATS.acquire().await.expect("the seats are never closed");
    let page = Page::open(kind).await;
    let outcome = caught(body(&page)).await;
    let surprises = page.surprises().await;
    let outcome = match outcome {
        Err(panic) => Err(reason(panic.as_ref())),
        Ok(kept) if surprises.is_empty() => Ok(kept),
        Ok(_) => Err(format!(
            "the console shows errors that the test did not expect: {surprises:#?}"
        )),
    };
    let outcome = match outcome {
        Err(reason) => Err(format!("{reason}\n{}", keep(&page, &surprises).await)),
        kept => kept,
    };
    page.close().await;
    outcome.unwrap_or_else(|failure| end(failure))
}

/// Ends the test. Past the panic hook, whose backtrace would only show this file.
pub(crate) fn end(failure: String) -> ! {
    eprintln!("{failure}");
    std::panic::resume_unwind(Box::new(failure));
}

/// The future's value, or its panic.
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
        .unwrap_or_else(|| "the test panicked without a text".into())
}

/// Saves a picture and the text of the page under the target folder; the answer says where.
async fn keep(page: &Page, console: &[String]) -> String {
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
    let picture = page.picture().await.unwrap_or_default();
    let saved = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join(format!("{test}.txt")), text))
        .and_then(|()| std::fs::write(folder.join(format!("{test}.png")), picture));
    match saved {
        Ok(()) => format!("see target/e2e-failures/{test}.png and {test}.txt"),
        Err(error) => format!("the page could not be saved: {error}"),
    }
}

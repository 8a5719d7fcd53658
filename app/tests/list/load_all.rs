use app::list::LoadAllPhase;
use app::toasts::ToastKind;
use model::state::Tail;
use model::wire::Failure;

use crate::panel::{Panel, refused, with_panel};

fn phase(panel: &Panel) -> Option<LoadAllPhase> {
    let progress = panel.app.list.load_all_progress();
    progress.map(|progress| progress.phase)
}

fn too_many(seconds: u32) -> Failure {
    let failure = Failure::from_answer(429, r#"{"code":"TOO_MANY","message":"Wait."}"#);
    failure.with_retry_after(Some(seconds))
}

#[test]
fn a_list_is_loaded_from_both_ends() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        list.load_all();
        list.load_more();
        panel.world.settle().await;
        let sent = panel.sent();
        assert_eq!(sent.len(), 2, "{sent:?}");
        assert!(sent[0].contains("order=desc&after=") && sent[1].ends_with("order=asc"));
        assert_eq!(phase(&panel), Some(LoadAllPhase::Loading));
        panel.serve_one().await;
        panel.serve_one().await;
        let progress = list.load_all_progress().unwrap();
        // What comes from the other end is counted, but not shown yet.
        assert_eq!((progress.loaded, panel.loaded()), (300, 180));
        panel.serve().await;
        assert_eq!((panel.loaded(), phase(&panel)), (500, None));
        assert_eq!(list.region_count(None), Some(500));
        let told = panel.toasts(ToastKind::Success);
        assert_eq!(told, ["All 500 addresses loaded"]);
    });
}

#[test]
fn one_that_was_cancelled_resumes() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        list.load_all();
        panel.serve_one().await;
        list.cancel_load_all();
        assert_eq!(phase(&panel), None);
        panel.serve().await;
        let loaded = panel.loaded();
        assert!(loaded < 500 && list.has_rest());
        panel.sent();
        list.load_all();
        panel.serve().await;
        assert_eq!(panel.loaded(), 500);
        // Nothing that was loaded is requested again.
        assert!(panel.sent().len() <= 3);
    });
}

#[test]
fn it_waits_as_long_as_the_api_has_asked() {
    with_panel("large-500", |panel| async move {
        panel.app.list.load_all();
        panel.fail(too_many(3)).await;
        let waiting = |seconds| LoadAllPhase::Waiting {
            seconds,
            too_many: true,
        };
        assert_eq!(phase(&panel), Some(waiting(3)));
        panel.world.pass(1_000).await;
        assert_eq!(phase(&panel), Some(waiting(2)));
        panel.serve_one().await;
        panel.sent();
        panel.world.pass(900).await;
        assert!(panel.sent().is_empty());
        panel.world.pass(1_500).await;
        panel.serve().await;
        assert_eq!((panel.loaded(), phase(&panel)), (500, None));
    });
}

#[test]
fn a_failure_is_told_once_and_it_resumes_on_request() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        list.load_all();
        panel.fail(refused()).await;
        let told = panel.app.toasts.get();
        panel.fail(refused()).await;
        assert_eq!(phase(&panel), Some(LoadAllPhase::Failed));
        assert_eq!(panel.app.toasts.get(), told);
        let errors = panel.toasts(ToastKind::Error);
        assert_eq!(errors, ["Couldn't load all addresses"]);
        assert_eq!(panel.loaded(), 60);
        list.load_all();
        assert!(panel.toasts(ToastKind::Error).is_empty());
        panel.serve().await;
        assert_eq!(panel.loaded(), 500);
    });
}

#[test]
fn a_refresh_gives_it_up() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        list.load_all();
        panel.fail(refused()).await;
        panel.serve().await;
        assert_eq!(phase(&panel), Some(LoadAllPhase::Failed));
        list.refresh();
        panel.serve().await;
        assert_eq!(phase(&panel), None);
        assert!(list.has_rest() && !list.is_refreshing());
    });
}

#[test]
fn the_machines_wait_until_all_is_loaded() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        panel.app.sign_out();
        panel.app.sign_in("large-500", false);
        panel.serve_one().await;
        panel.serve_one().await;
        list.load_all();
        panel.sent();
        panel.serve().await;
        let sent = panel.sent();
        assert!(
            sent.iter().all(|it| it.starts_with("/public-ips")),
            "{sent:?}"
        );
        assert_eq!(panel.loaded(), 500);
        assert!(!panel.app.machines.with(|machines| machines.is_complete()));
        panel.world.pass(1_000).await;
        panel.serve().await;
        assert!(panel.app.machines.with(|machines| machines.is_complete()));
    });
}

#[test]
fn it_takes_the_place_of_a_refresh() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        list.refresh();
        list.load_all();
        assert!(!list.is_refreshing());
        panel.fail(refused()).await;
        panel.serve().await;
        assert_eq!(panel.loaded(), 500);
        assert!(!list.is_stale() && panel.toasts(ToastKind::Error).is_empty());
    });
}

#[test]
fn one_that_was_cancelled_says_nothing_when_its_last_page_comes() {
    with_panel("large-150", |panel| async move {
        let list = panel.app.list;
        list.load_all();
        panel.world.settle().await;
        list.cancel_load_all();
        panel.serve().await;
        assert_eq!((panel.loaded(), list.is_at_end()), (150, true));
        assert!(panel.app.toasts.get().is_empty());
    });
}

#[test]
fn it_does_not_say_all_when_an_item_could_not_be_read() {
    with_panel("large-150", |panel| async move {
        panel.app.list.load_all();
        panel.world.settle().await;
        let (flight, answer) = panel.answered_flight("order=desc");
        flight.reply(Ok(answer.replacen("\"items\":[", "\"items\":[0,", 1)));
        panel.serve().await;
        assert_eq!(panel.app.list.with(|list| list.skipped()), 1);
        let told = panel.toasts(ToastKind::Success);
        assert_eq!(told, ["150 addresses loaded"]);
    });
}

#[test]
fn nothing_else_requests_a_page_while_it_waits() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        list.load_all();
        panel.world.settle().await;
        let (far, _) = panel.answered_flight("order=asc");
        far.reply(Err(too_many(3)));
        panel.serve().await;
        assert!(list.with(|list| matches!(list.tail(), Tail::Ready(_))));
        panel.sent();
        list.load_more();
        panel.world.settle().await;
        assert!(panel.sent().is_empty());
    });
}

#[test]
fn its_retries_come_out_of_the_budget_of_the_page() {
    with_panel("large-5000", |panel| async move {
        panel.app.list.load_all();
        for _ in 0..10 {
            panel.fail(Failure::TimedOut).await;
            assert!(matches!(phase(&panel), Some(LoadAllPhase::Waiting { .. })));
            panel.serve().await;
            panel.world.pass(1_000).await;
            // A page of each end: a failure in a row would wait for longer.
            panel.serve_one().await;
            panel.serve_one().await;
        }
        panel.fail(Failure::TimedOut).await;
        assert_eq!(phase(&panel), Some(LoadAllPhase::Failed));
        panel.world.pass(60_000).await;
        panel.app.list.load_all();
        panel.serve().await;
        assert_eq!(panel.loaded(), 5_000);
    });
}

use super::*;
use crate::domain::{Address, Claimed, Region, Timestamp};
use crate::state::{AddressList, ClaimBatch};
use crate::wire::{Cursor, ListQuery, Next, decode_page};

const NOW: i64 = 1_700_000_000_000;
const OLD: i64 = NOW - 86_400_000;
const TWO_YEARS_AGO: i64 = NOW - 63_072_000_000;

fn ip(last: u8, region: Region, at: i64) -> PublicIp {
    PublicIp {
        address: Address::new(203, 0, 113, last),
        region,
        claimed: Claimed::At(Timestamp(at)),
        machine: None,
    }
}

fn undated(last: u8) -> PublicIp {
    PublicIp {
        claimed: Claimed::Unreadable("soon".to_owned()),
        ..ip(last, Region::Ny2, 0)
    }
}

fn page(items: &[PublicIp], more: bool) -> Page {
    Page {
        items: items.to_vec(),
        skipped: 0,
        next: if more {
            Next::Page(Cursor::parse("c").unwrap())
        } else {
            Next::End
        },
    }
}

fn with_unreadable(page: Page) -> Page {
    Page { skipped: 1, ..page }
}

fn without_cursor(page: Page) -> Page {
    Page {
        next: Next::MissingCursor,
        ..page
    }
}

fn nothing_shown() -> AddressList {
    AddressList::new(ListQuery::default())
}

fn baseline_of(page: Page) -> Baseline {
    match BaselineRead::default().receive(Ok(page), &nothing_shown()) {
        BaselineStep::Done(baseline) => baseline,
        other @ (BaselineStep::NextPage | BaselineStep::Failed(_)) => panic!("{other:?}"),
    }
}

fn sent(baseline: Baseline) -> SentClaim {
    SentClaim {
        region: Region::Ny2,
        batch: ClaimBatch::new(1),
        baseline,
    }
}

/// A lost claim beside these addresses.
fn claim(known: &[PublicIp]) -> LostClaim {
    LostClaim::new(sent(baseline_of(page(known, false))))
}

/// A lost claim after its first look.
fn second_look(known: &[PublicIp]) -> LostClaim {
    let mut lost = claim(known);
    let first = lost.receive(Ok(page(known, false)));
    assert_eq!(first, LostClaimStep::Wait(2_000));
    lost
}

/// The verdict when each look reads this page.
fn verdict(mut lost: LostClaim, page: &Page) -> Verdict {
    for _ in 0..4 {
        match lost.receive(Ok(page.clone())) {
            LostClaimStep::Wait(_) => {}
            LostClaimStep::Done(verdict) => return verdict,
            LostClaimStep::NextPage => panic!("one page is enough"),
        }
    }
    panic!("a fifth look");
}

fn incomplete(gap: ListGap, candidates: &[PublicIp]) -> Verdict {
    Verdict::Unknown {
        why: Failure::IncompleteList(gap),
        candidates: candidates.to_vec(),
    }
}

#[test]
fn one_new_address_is_the_claimed_one_once_the_second_look_shows_it_alone_too() {
    let known = [ip(1, Region::Ny2, OLD)];
    let new = ip(2, Region::Ny2, NOW + 200);
    let all = page(&[new.clone(), known[0].clone()], false);
    let mut lost = claim(&known);
    assert_eq!(
        lost.request().target,
        "/public-ips?limit=120&orderBy=dtCreated&order=desc"
    );
    assert_eq!(lost.receive(Ok(all.clone())), LostClaimStep::Wait(2_000));
    let second = lost.receive(Ok(all));
    assert_eq!(second, LostClaimStep::Done(Verdict::Claimed(new.clone())));

    // The service is slower to show one claim than another.
    let other = ip(3, Region::Ny2, NOW + 100);
    let mut lost = claim(&known);
    let first = lost.receive(Ok(page(&[new.clone(), known[0].clone()], false)));
    assert_eq!(first, LostClaimStep::Wait(2_000));
    let both = [new, other];
    let second = lost.receive(Ok(page(&both, false)));
    let several = Verdict::Several(both.to_vec());
    assert_eq!(second, LostClaimStep::Done(several));
}

#[test]
fn it_looks_four_times_before_it_says_that_none_is_there() {
    let known = [ip(1, Region::Ny2, OLD)];
    let mut lost = claim(&known);
    for (attempt, wait) in [(1, 2_000), (2, 3_000), (3, 5_000)] {
        assert_eq!(lost.attempt(), (attempt, 4));
        let next = lost.receive(Ok(page(&known, false)));
        assert_eq!(next, LostClaimStep::Wait(wait));
    }
    assert_eq!(lost.attempt(), (4, 4));
    let last = lost.receive(Ok(page(&known, false)));
    assert_eq!(last, LostClaimStep::Done(Verdict::NotSeen));
}

#[test]
fn a_claim_that_the_service_is_slow_to_show_is_found_later() {
    let new = ip(2, Region::Ny2, NOW + 200);
    let mut lost = second_look(&[]);
    assert_eq!(
        lost.receive(Err(Failure::TimedOut)),
        LostClaimStep::Wait(3_000)
    );
    let third = lost.receive(Ok(page(std::slice::from_ref(&new), false)));
    assert_eq!(third, LostClaimStep::Done(Verdict::Claimed(new)));
}

#[test]
fn what_is_known_older_or_elsewhere_is_not_the_claimed_one() {
    let known = ip(1, Region::Ny2, NOW - 1_000);
    let others = [
        ip(2, Region::Ca1, NOW + 200),
        known.clone(),
        ip(3, Region::Ny2, NOW - 20_000),
    ];
    let lost = claim(std::slice::from_ref(&known));
    assert_eq!(verdict(lost, &page(&others, false)), Verdict::NotSeen);
}

#[test]
fn an_old_address_that_was_not_listed_before_is_never_named_as_the_claimed_one() {
    let known = [
        ip(1, Region::Ny2, NOW - 60_000),
        ip(2, Region::Ny2, TWO_YEARS_AGO - 1_000),
    ];
    let old = ip(3, Region::Ny2, TWO_YEARS_AGO);
    let all = [known[0].clone(), old.clone(), known[1].clone()];
    let doubtful = incomplete(ListGap::Contradiction, std::slice::from_ref(&old));
    assert_eq!(verdict(claim(&known), &page(&all, false)), doubtful);
    // Beside the claimed one it is nothing.
    let new = ip(4, Region::Ny2, NOW);
    let all = [[new.clone()].as_slice(), &all].concat();
    let claimed = Verdict::Claimed(new);
    assert_eq!(verdict(claim(&known), &page(&all, false)), claimed);
}

#[test]
fn a_date_in_the_future_does_not_hide_the_claimed_one() {
    let known = [ip(1, Region::Ny2, NOW * 2), ip(2, Region::Ny2, OLD)];
    let new = ip(3, Region::Ny2, NOW);
    let all = [known[0].clone(), new.clone(), known[1].clone()];
    let doubtful = incomplete(ListGap::Contradiction, &[new]);
    assert_eq!(verdict(claim(&known), &page(&all, false)), doubtful);
}

#[test]
fn only_the_dates_of_the_service_count() {
    // Its clock may be years behind that of this machine; its own machines agree to a few seconds.
    let known = [
        ip(2, Region::Ca1, TWO_YEARS_AGO),
        ip(1, Region::Ny2, TWO_YEARS_AGO - 9_000),
    ];
    for ahead in [-5_000, 0, 200] {
        let new = ip(3, Region::Ny2, TWO_YEARS_AGO + ahead);
        let all = [[new.clone()].as_slice(), &known].concat();
        let claimed = Verdict::Claimed(new);
        assert_eq!(verdict(claim(&known), &page(&all, false)), claimed);
    }
}

#[test]
fn after_a_reload_what_was_known_before_is_still_known() {
    let known = [ip(2, Region::Ny2, NOW - 60_000), ip(1, Region::Ny2, OLD)];
    let before = sent(baseline_of(page(&known, false)));
    let kept = SentClaim::parse(&before.to_text()).unwrap();
    assert_eq!(kept, before);
    let lost = LostClaim::new(kept.clone());
    assert_eq!(verdict(lost, &page(&known, false)), Verdict::NotSeen);
    // Of the same second as the newest known one.
    let new = ip(3, Region::Ny2, NOW - 60_000);
    let all = page(&[known[0].clone(), new.clone()], false);
    let lost = LostClaim::new(kept);
    assert_eq!(verdict(lost, &all), Verdict::Claimed(new));
}

#[test]
fn an_address_that_was_released_and_claimed_again_is_the_claimed_one() {
    let known = ip(2, Region::Ny2, OLD);
    let again = ip(2, Region::Ny2, NOW + 200);
    let known = [ip(1, Region::Ny2, NOW), known];
    let all = page(&[again.clone(), known[0].clone()], false);
    assert_eq!(verdict(claim(&known), &all), Verdict::Claimed(again));
}

#[test]
fn what_was_claimed_here_before_and_is_not_yet_listed_is_known() {
    let mut shown = nothing_shown();
    let listed = ip(1, Region::Ny2, OLD);
    let here = ip(2, Region::Ny2, NOW);
    shown.upsert(here.clone());
    let mut read = BaselineRead::default();
    let step = read.receive(Ok(page(std::slice::from_ref(&listed), false)), &shown);
    let BaselineStep::Done(baseline) = step else {
        panic!("{step:?}");
    };
    let all = page(&[here, listed], false);
    let lost = LostClaim::new(sent(baseline));
    assert_eq!(verdict(lost, &all), Verdict::NotSeen);
}

#[test]
fn an_empty_list_says_nothing_where_the_panel_shows_addresses() {
    let mut shown = nothing_shown();
    let wanted = shown.next_page().unwrap();
    let old = ip(1, Region::Ny2, OLD);
    let settled = shown.settle(wanted.ticket, Ok(page(std::slice::from_ref(&old), false)));
    assert!(settled);
    let step = BaselineRead::default().receive(Ok(page(&[], false)), &shown);
    let BaselineStep::Done(baseline) = step else {
        panic!("{step:?}");
    };
    let older = ip(2, Region::Ny2, TWO_YEARS_AGO);
    let lost = LostClaim::new(sent(baseline));
    assert_eq!(verdict(lost, &page(&[old, older], false)), Verdict::NotSeen);
}

#[test]
fn a_look_reads_on_while_the_page_is_new_and_five_pages_at_most() {
    let known = [ip(1, Region::Ny2, OLD)];
    let mut lost = second_look(&known);
    let new = ip(2, Region::Ny2, NOW + 200);
    let elsewhere = page(&[ip(9, Region::Ca1, NOW)], true);
    let first = lost.receive(Ok(elsewhere.clone()));
    assert_eq!(first, LostClaimStep::NextPage);
    assert!(lost.request().target.ends_with("&after=c"));
    let rest = [new.clone(), ip(8, Region::Ny2, TWO_YEARS_AGO)];
    let second = lost.receive(Ok(page(&rest, true)));
    assert_eq!(second, LostClaimStep::Done(Verdict::Claimed(new)));

    let mut endless = claim(&known);
    for wait in [2_000, 3_000, 5_000] {
        for _ in 1..5 {
            let step = endless.receive(Ok(elsewhere.clone()));
            assert_eq!(step, LostClaimStep::NextPage);
        }
        let fifth = endless.receive(Ok(elsewhere.clone()));
        assert_eq!(fifth, LostClaimStep::Wait(wait));
        assert!(!endless.request().target.contains("after"));
    }
    for _ in 1..5 {
        assert_eq!(
            endless.receive(Ok(elsewhere.clone())),
            LostClaimStep::NextPage
        );
    }
    let last = endless.receive(Ok(elsewhere));
    let too_many = incomplete(ListGap::TooManyPages, &[]);
    assert_eq!(last, LostClaimStep::Done(too_many));
}

#[test]
fn what_could_not_be_read_is_not_called_not_claimed() {
    let known = [ip(1, Region::Ny2, OLD)];
    let new = ip(2, Region::Ny2, NOW);
    let both = [new.clone(), known[0].clone()];
    let odd = [
        (with_unreadable(page(&known, false)), vec![]),
        (with_unreadable(page(&both, false)), vec![new.clone()]),
    ];
    for (page, candidates) in odd {
        let unknown = incomplete(ListGap::UnreadableItems, &candidates);
        assert_eq!(verdict(claim(&known), &page), unknown);
    }
    let lost = without_cursor(page(&[ip(9, Region::Ca1, NOW)], false));
    let unknown = incomplete(ListGap::MissingCursor, &[]);
    assert_eq!(verdict(claim(&known), &lost), unknown);
    // Beyond the date of the baseline nothing is missing.
    let far_enough = without_cursor(page(&[ip(8, Region::Ny2, TWO_YEARS_AGO)], false));
    assert_eq!(verdict(claim(&known), &far_enough), Verdict::NotSeen);

    // An item that was unreadable before the claim only looks new.
    let part = baseline_of(with_unreadable(page(&known, false)));
    let part = sent(SentClaim::parse(&sent(part).to_text()).unwrap().baseline);
    let unknown = incomplete(ListGap::UnreadableItems, &[new]);
    let lost = LostClaim::new(part.clone());
    assert_eq!(verdict(lost, &page(&both, false)), unknown);
    let lost = LostClaim::new(part);
    assert_eq!(verdict(lost, &page(&known, false)), Verdict::NotSeen);
}

#[test]
fn what_was_new_and_is_gone_is_not_called_not_claimed() {
    let known = [ip(1, Region::Ny2, OLD)];
    let new = ip(2, Region::Ny2, NOW);
    let mut lost = claim(&known);
    let first = lost.receive(Ok(page(&[new.clone(), known[0].clone()], false)));
    assert_eq!(first, LostClaimStep::Wait(2_000));
    for wait in [3_000, 5_000] {
        let next = lost.receive(Ok(page(&known, false)));
        assert_eq!(next, LostClaimStep::Wait(wait));
    }
    let last = lost.receive(Ok(page(&known, false)));
    let unknown = incomplete(ListGap::Contradiction, &[new]);
    assert_eq!(last, LostClaimStep::Done(unknown));
}

#[test]
fn a_list_that_cannot_be_read_proves_nothing() {
    let mut lost = claim(&[]);
    for wait in [2_000, 3_000, 5_000] {
        let next = lost.receive(Ok(page(&[], false)));
        assert_eq!(next, LostClaimStep::Wait(wait));
    }
    let unreadable = decode_page("<h1>Bad gateway</h1>");
    let unknown = Verdict::Unknown {
        why: unreadable.clone().unwrap_err(),
        candidates: Vec::new(),
    };
    let last = lost.receive(unreadable);
    assert_eq!(last, LostClaimStep::Done(unknown));
    // A retry ends with the verdict of its own attempt.
    lost.retry();
    assert_eq!(lost.attempt(), (4, 4));
    let again = lost.receive(Ok(page(&[], false)));
    assert_eq!(again, LostClaimStep::Done(Verdict::NotSeen));
}

#[test]
fn an_address_whose_date_cannot_be_read_is_new_by_its_place() {
    let known = [ip(1, Region::Ny2, OLD), ip(3, Region::Ny2, TWO_YEARS_AGO)];
    let odd = undated(2);
    let first = page(&[odd.clone(), known[0].clone(), known[1].clone()], false);
    let claimed = Verdict::Claimed(odd.clone());
    assert_eq!(verdict(claim(&known), &first), claimed);
    let last = page(&[known[0].clone(), known[1].clone(), odd.clone()], false);
    assert_eq!(verdict(claim(&known), &last), Verdict::NotSeen);

    // Without any date before it only the places are left.
    let known = [undated(1), undated(3)];
    let first = page(&[odd.clone(), known[0].clone()], false);
    assert_eq!(verdict(claim(&known), &first), claimed);
    let last = page(&[known[0].clone(), odd.clone()], false);
    assert_eq!(verdict(claim(&known), &last), Verdict::NotSeen);
    let alone = page(std::slice::from_ref(&odd), false);
    let doubtful = incomplete(ListGap::Contradiction, &[odd]);
    assert_eq!(verdict(claim(&known), &alone), doubtful);
}

#[test]
fn a_baseline_has_all_that_is_as_new_as_the_newest_or_is_none() {
    let shown = nothing_shown();
    let mut read = BaselineRead::default();
    let newest = [ip(1, Region::Ca1, NOW), ip(2, Region::Ny2, NOW - 5_000)];
    let step = read.receive(Ok(page(&newest, true)), &shown);
    assert_eq!(step, BaselineStep::NextPage);
    assert!(read.request().target.ends_with("&after=c"));
    let rest = page(&[ip(3, Region::Ny2, NOW - 5_001)], true);
    let step = read.receive(Ok(rest), &shown);
    assert!(matches!(step, BaselineStep::Done(_)), "{step:?}");

    let failed = |gap| BaselineStep::Failed(Failure::IncompleteList(gap));
    let step = BaselineRead::default().receive(Ok(without_cursor(page(&newest, true))), &shown);
    assert_eq!(step, failed(ListGap::MissingCursor));
    let mut endless = BaselineRead::default();
    for _ in 1..5 {
        let step = endless.receive(Ok(page(&[], true)), &shown);
        assert_eq!(step, BaselineStep::NextPage);
    }
    let step = endless.receive(Ok(page(&[], true)), &shown);
    assert_eq!(step, failed(ListGap::TooManyPages));
    let step = BaselineRead::default().receive(Err(Failure::TimedOut), &shown);
    assert_eq!(step, BaselineStep::Failed(Failure::TimedOut));
}

#[test]
fn the_marker_of_a_claim_is_read_back_and_nothing_else_is() {
    let mut batch = ClaimBatch::new(4);
    batch.add(Address::new(203, 0, 113, 9));
    let baseline = baseline_of(page(&[ip(1, Region::Ny2, OLD), undated(2)], false));
    let marker = SentClaim {
        batch,
        ..sent(baseline)
    };
    let text = "4 203.0.113.9 1699913595000 all 203.0.113.1@1699913600000,203.0.113.2 ny2";
    assert_eq!(marker.to_text(), text);
    assert_eq!(SentClaim::parse(text), Some(marker));
    for baseline in [
        baseline_of(page(&[], false)),
        baseline_of(with_unreadable(page(&[undated(1)], false))),
    ] {
        let marker = sent(baseline);
        assert_eq!(SentClaim::parse(&marker.to_text()), Some(marker));
    }
    for odd in [
        "",
        "1",
        "1  1700000000000 all ny2",
        "1  1700000000000 some  ny2",
        "1  soon all  ny2",
        "x  - all  ny2",
        "1 .. - all  ny2",
        "1  - all ..,203.0.113.2 ny2",
        "1  - all 203.0.113.1@ ny2",
        "1  - all @3 ny2",
    ] {
        assert_eq!(SentClaim::parse(odd), None, "{odd}");
    }
}

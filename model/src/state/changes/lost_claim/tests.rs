use super::sent_claim::{CLOCK_SKEW, KnownClaim};
use super::*;
use crate::domain::{Address, Claimed, Region, Timestamp};
use crate::state::AddressList;
use crate::wire::decode_page;

const NOW: i64 = 1_700_000_000_000;

fn ip(last: u8, region: Region, at: i64) -> PublicIp {
    PublicIp {
        address: Address::new(203, 0, 113, last),
        region,
        claimed: Claimed::At(Timestamp(at)),
        machine: None,
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

/// A list that is shown, newest first.
fn shown(items: &[PublicIp]) -> AddressList {
    let mut list = AddressList::new(ListQuery::default());
    let wanted = list.next_page().unwrap();
    assert!(list.settle(wanted.ticket, Ok(page(items, true))));
    list
}

fn sent(known: &[PublicIp]) -> SentClaim {
    SentClaim::new(Region::Ny2, Timestamp(NOW), &shown(known))
}

fn claim(known: &[PublicIp]) -> LostClaim {
    LostClaim::new(sent(known))
}

const OLD: i64 = NOW - 86_400_000;

#[test]
fn one_new_address_is_the_claimed_one() {
    let known = [ip(1, Region::Ny2, OLD)];
    let new = ip(2, Region::Ny2, NOW + 200);
    let mut lost_claim = claim(&known);
    assert_eq!(
        lost_claim.request().target,
        "/public-ips?limit=120&orderBy=dtCreated&order=desc"
    );
    let attempt = lost_claim.receive(Ok(page(&[new.clone(), known[0].clone()], false)));
    assert_eq!(attempt, LostClaimStep::Done(Verdict::Claimed(new)));
}

#[test]
fn it_looks_four_times_before_it_says_that_none_is_there() {
    let known = [ip(1, Region::Ny2, OLD)];
    let mut lost_claim = claim(&known);
    for (attempt, wait) in [(1, 2_000), (2, 3_000), (3, 5_000)] {
        assert_eq!(lost_claim.attempt(), (attempt, 4));
        let next = lost_claim.receive(Ok(page(&known, false)));
        assert_eq!(next, LostClaimStep::Wait(wait));
    }
    assert_eq!(lost_claim.attempt(), (4, 4));
    let last = lost_claim.receive(Ok(page(&known, false)));
    assert_eq!(last, LostClaimStep::Done(Verdict::NotSeen));
}

#[test]
fn a_claim_that_the_service_is_slow_to_show_is_found_later() {
    let new = ip(2, Region::Ny2, NOW + 200);
    let mut lost_claim = claim(&[]);
    assert_eq!(
        lost_claim.receive(Ok(page(&[], false))),
        LostClaimStep::Wait(2_000)
    );
    assert_eq!(
        lost_claim.receive(Err(Failure::TimedOut)),
        LostClaimStep::Wait(3_000)
    );
    let attempt = lost_claim.receive(Ok(page(std::slice::from_ref(&new), false)));
    assert_eq!(attempt, LostClaimStep::Done(Verdict::Claimed(new)));
}

#[test]
fn several_new_addresses_are_all_shown() {
    let both = [ip(2, Region::Ny2, NOW + 200), ip(3, Region::Ny2, NOW - 900)];
    let mut lost_claim = claim(&[]);
    let attempt = lost_claim.receive(Ok(page(&both, false)));
    assert_eq!(
        attempt,
        LostClaimStep::Done(Verdict::Several(both.to_vec()))
    );
    // A retry ends with the verdict of its own attempt, whichever attempt it interrupted.
    lost_claim.retry();
    assert_eq!(lost_claim.attempt(), (4, 4));
    let again = lost_claim.receive(Ok(page(&[], false)));
    assert_eq!(again, LostClaimStep::Done(Verdict::NotSeen));
}

#[test]
fn what_is_known_older_or_elsewhere_is_not_the_claimed_one() {
    let known = ip(1, Region::Ny2, NOW - 1_000);
    let others = [
        known.clone(),
        ip(2, Region::Ca1, NOW + 200),
        ip(3, Region::Ny2, NOW - 2_000),
    ];
    let mut lost_claim = claim(std::slice::from_ref(&known));
    let attempt = lost_claim.receive(Ok(page(&others, false)));
    assert_eq!(attempt, LostClaimStep::Wait(2_000));
}

#[test]
fn where_the_newest_is_not_known_five_minutes_are_granted_to_the_clocks() {
    let late = [
        ip(4, Region::Ny2, NOW - CLOCK_SKEW),
        ip(3, Region::Ny2, NOW - CLOCK_SKEW - 1),
    ];
    let attempt = claim(&[]).receive(Ok(page(&late, false)));
    assert_eq!(
        attempt,
        LostClaimStep::Done(Verdict::Claimed(late[0].clone()))
    );
}

#[test]
fn a_service_whose_clock_is_an_hour_behind_hides_nothing() {
    let hour = 3_600_000;
    let known = [
        ip(2, Region::Ca1, NOW - hour - 1_000),
        ip(1, Region::Ny2, OLD),
    ];
    let mut lost_claim = claim(&known);
    let new = ip(3, Region::Ny2, NOW - hour);
    let all = [new.clone(), known[0].clone(), known[1].clone()];
    let attempt = lost_claim.receive(Ok(page(&all, true)));
    assert_eq!(attempt, LostClaimStep::Done(Verdict::Claimed(new)));
}

#[test]
fn after_a_reload_what_was_known_before_is_still_known() {
    let known = [ip(2, Region::Ny2, NOW - 60_000), ip(1, Region::Ny2, OLD)];
    let kept = SentClaim::parse(&sent(&known).to_text()).unwrap();
    assert_eq!(kept, sent(&known));
    let mut lost_claim = LostClaim::new(kept);
    let attempt = lost_claim.receive(Ok(page(&known, false)));
    assert_eq!(attempt, LostClaimStep::Wait(2_000));
    // Of the same second as the newest known one.
    let new = ip(3, Region::Ny2, NOW - 60_000);
    let attempt = lost_claim.receive(Ok(page(&[known[0].clone(), new.clone()], false)));
    assert_eq!(attempt, LostClaimStep::Done(Verdict::Claimed(new)));
}

#[test]
fn an_address_that_was_released_and_claimed_again_is_the_claimed_one() {
    let known = ip(2, Region::Ny2, NOW - 60_000);
    let again = ip(2, Region::Ny2, NOW + 200);
    let sent = SentClaim::parse(&sent(std::slice::from_ref(&known)).to_text()).unwrap();
    let mut lost = LostClaim::new(sent);
    assert_eq!(
        lost.receive(Ok(page(std::slice::from_ref(&known), false))),
        LostClaimStep::Wait(2_000)
    );
    let step = lost.receive(Ok(page(std::slice::from_ref(&again), false)));
    assert_eq!(step, LostClaimStep::Done(Verdict::Claimed(again)));
}

#[test]
fn what_was_claimed_here_before_in_a_region_that_is_not_shown_is_known() {
    let of_ca1 = ListQuery {
        region: Some(Region::Ca1),
        ..ListQuery::default()
    };
    let mut list = AddressList::new(ListQuery::default());
    list.switch_to(of_ca1.clone());
    let wanted = list.next_page().unwrap();
    let shown = ip(1, Region::Ca1, NOW - 60_000);
    assert!(list.settle(wanted.ticket, Ok(page(std::slice::from_ref(&shown), true))));
    let before = ip(2, Region::Ny2, NOW - 30_000);
    let older = ip(3, Region::Ny2, NOW - 90_000);
    let released = ip(4, Region::Ny2, NOW - 20_000);
    for ip in [&before, &older, &released, &shown] {
        list.upsert(ip.clone());
    }
    list.remove(released.address);
    // Neither another tab nor a reloaded list makes it forgotten.
    let mut fresh = AddressList::new(of_ca1.clone());
    let wanted = fresh.next_page().unwrap();
    assert!(fresh.settle(wanted.ticket, Ok(page(std::slice::from_ref(&shown), true))));
    list.replace(fresh);
    let mut another = list.clone();
    another.switch_to(ListQuery::default());
    let known_without_list = SentClaim::new(Region::Ny2, Timestamp(NOW), &another).known;
    assert_eq!(
        known_without_list,
        [&before, &older, &shown].map(KnownClaim::new)
    );

    let sent = SentClaim::new(Region::Ny2, Timestamp(NOW), &list);
    assert_eq!(sent.known, [&shown, &before].map(KnownClaim::new));
    let mut lost_claim = LostClaim::new(sent);
    let list = [before.clone(), shown.clone()];
    assert_eq!(
        lost_claim.receive(Ok(page(&list, false))),
        LostClaimStep::Wait(2_000)
    );
    let new = ip(5, Region::Ny2, NOW);
    let attempt = lost_claim.receive(Ok(page(&[new.clone(), before, shown], false)));
    assert_eq!(attempt, LostClaimStep::Done(Verdict::Claimed(new)));
}

#[test]
fn a_look_reads_on_while_the_page_is_new_and_five_pages_at_most() {
    let mut lost_claim = claim(&[]);
    let new = ip(2, Region::Ny2, NOW + 200);
    let elsewhere = page(&[ip(9, Region::Ca1, NOW)], true);
    assert_eq!(
        lost_claim.receive(Ok(elsewhere.clone())),
        LostClaimStep::NextPage
    );
    assert!(lost_claim.request().target.ends_with("&after=c"));
    let rest = [new.clone(), ip(1, Region::Ny2, OLD)];
    let attempt = lost_claim.receive(Ok(page(&rest, true)));
    assert_eq!(attempt, LostClaimStep::Done(Verdict::Claimed(new)));

    let mut endless = claim(&[]);
    for _ in 1..5 {
        assert_eq!(
            endless.receive(Ok(elsewhere.clone())),
            LostClaimStep::NextPage
        );
    }
    assert_eq!(endless.receive(Ok(elsewhere)), LostClaimStep::Wait(2_000));
    assert!(!endless.request().target.contains("after"));
}

#[test]
fn a_list_that_cannot_be_read_proves_nothing() {
    let mut lost_claim = claim(&[]);
    for _ in 1..4 {
        assert_eq!(
            lost_claim.receive(Ok(page(&[], false))),
            LostClaimStep::Wait([2_000, 3_000, 5_000][lost_claim.attempt().0 - 2])
        );
    }
    let unreadable = decode_page("<h1>Bad gateway</h1>");
    let failure = unreadable.clone().unwrap_err();
    let last = lost_claim.receive(unreadable);
    assert_eq!(last, LostClaimStep::Done(Verdict::Unknown(failure)));
    // A retry ends with the verdict of its own attempt.
    lost_claim.retry();
    assert_eq!(lost_claim.attempt(), (4, 4));
    let again = lost_claim.receive(Ok(page(&[], false)));
    assert_eq!(again, LostClaimStep::Done(Verdict::NotSeen));
}

#[test]
fn an_address_whose_date_cannot_be_read_is_looked_at() {
    let mut odd = ip(2, Region::Ny2, 0);
    odd.claimed = Claimed::Unreadable("soon".to_owned());
    let attempt = claim(&[]).receive(Ok(page(std::slice::from_ref(&odd), false)));
    assert_eq!(attempt, LostClaimStep::Done(Verdict::Claimed(odd)));
}

#[test]
fn the_marker_of_a_claim_is_read_back_and_nothing_else_is() {
    let marker = sent(&[ip(1, Region::Ny2, OLD)]);
    let text = "1700000000000 1699913600000 203.0.113.1@1699913600000 ny2";
    assert_eq!(marker.to_text(), text);
    assert_eq!(SentClaim::parse(text), Some(marker));
    let mut undated = ip(1, Region::Ny2, OLD);
    undated.claimed = Claimed::Unreadable("soon".to_owned());
    let undated = sent(&[undated]);
    assert_eq!(SentClaim::parse(&undated.to_text()), Some(undated));
    let nothing_known = sent(&[]);
    assert_eq!(
        SentClaim::parse(&nothing_known.to_text()),
        Some(nothing_known)
    );
    for odd in [
        "",
        "1700000000000",
        "1700000000000 ny2",
        "ny2 1 2 3",
        "1 2 ny2",
        "1 2 203.0.113.1;203.0.113.2 ny2",
        "1 2 203.0.113.1@ ny2",
        "1 2 @3 ny2",
        "x 2  ny2",
    ] {
        assert_eq!(SentClaim::parse(odd), None, "{odd}");
    }
}

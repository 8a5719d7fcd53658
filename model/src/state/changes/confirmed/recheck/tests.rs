use super::*;
use crate::domain::{Address, Assignee, Region, Timestamp};

const NOW: Timestamp = Timestamp(1_000_000);

/// An address that was claimed in this second.
fn ip(last: u8, date: u32, machine: &str) -> PublicIp {
    PublicIp {
        address: Address::new(203, 0, 113, last),
        region: Region::Ny2,
        claimed: Claimed::At(Timestamp::from_seconds(date)),
        machine: Assignee::parse(machine),
    }
}

fn cursor(text: &str) -> Option<Cursor> {
    Cursor::parse(text)
}

fn page(items: &[PublicIp], next: &str) -> Result<Page, Failure> {
    Ok(Page {
        items: items.to_vec(),
        skipped: 0,
        next: cursor(next).map_or(Next::End, Next::Page),
    })
}

/// The place of a row on the page behind this cursor, in a list of all regions.
fn on(after: &str) -> RowPlace {
    RowPlace {
        page: Some(ListPage {
            query: ListQuery::default(),
            after: cursor(after),
        }),
        order: Order::Desc,
    }
}

fn check(rows: &[(PublicIp, RowPlace)]) -> Recheck {
    let rows = rows.iter().cloned();
    Recheck::new(rows.map(|(ip, place)| (Confirmed::as_shown(ip), place)))
}

/// Where the next request reads: what follows the size of the page.
fn reads(check: &mut Recheck) -> Option<String> {
    let request = check.next_read()?;
    let target = request.target;
    let rest = target.strip_prefix("/public-ips?limit=120&orderBy=dtCreated&order=");
    Some(rest.unwrap().to_owned())
}

fn outcomes(mut check: Recheck) -> Vec<RecheckOutcome> {
    assert_eq!(check.next_read(), None, "all is known");
    check.outcomes().map(|(_, outcome)| outcome).collect()
}

fn unchanged(ip: PublicIp) -> RecheckOutcome {
    RecheckOutcome::Unchanged(Rechecked::new(ip), NOW)
}

fn not_found() -> RecheckOutcome {
    RecheckOutcome::Differs(Difference::NotFound(ip(7, 0, "").address))
}

fn refusal(status: u16) -> Failure {
    Failure::from_answer(status, r#"{"code":"BAD_REQUEST","message":"No."}"#)
}

#[test]
fn one_request_is_enough_however_long_the_list_is() {
    let own = ip(7, 50, "psa");
    let mut check = check(&[(own.clone(), on("deep"))]);
    assert_eq!(reads(&mut check).unwrap(), "desc&after=deep");
    assert_eq!(
        reads(&mut check).unwrap(),
        "desc&after=deep",
        "until it is answered"
    );
    check.receive(
        page(&[ip(9, 60, ""), own.clone(), ip(8, 40, "")], "deeper"),
        NOW,
    );
    assert_eq!(outcomes(check), [unchanged(own)]);
}

#[test]
fn a_difference_says_what_the_address_is_now() {
    let (moved, freed, again) = (ip(7, 50, "psb"), ip(7, 50, ""), ip(7, 70, "psa"));
    for difference in [
        Difference::Changed(moved),
        Difference::Changed(freed),
        Difference::ClaimedAgain(again),
    ] {
        let now = difference.now().unwrap();
        let mut check = check(&[(ip(7, 50, "psa"), on(""))]);
        assert_eq!(reads(&mut check).unwrap(), "desc");
        check.receive(page(std::slice::from_ref(now), "b"), NOW);
        assert_eq!(outcomes(check), [RecheckOutcome::Differs(difference)]);
    }
}

#[test]
fn many_rows_of_one_page_are_one_read_and_each_further_page_is_one_more() {
    let ips: Vec<PublicIp> = (0..25)
        .map(|last| ip(last, 90 - u32::from(last), ""))
        .collect();
    let places = |last: u8| if last < 20 { on("") } else { on("b") };
    let rows: Vec<_> = ips
        .iter()
        .map(|ip| (ip.clone(), places(ip.address.octets()[3])))
        .collect();
    let mut check = check(&rows);
    assert_eq!(reads(&mut check).unwrap(), "desc");
    check.receive(page(&ips[..20], "b"), NOW);
    assert_eq!(reads(&mut check).unwrap(), "desc&after=b");
    check.receive(page(&ips[20..], ""), NOW);
    let all: Vec<_> = ips.into_iter().map(unchanged).collect();
    assert_eq!(outcomes(check), all);
}

#[test]
fn what_came_with_the_page_of_another_is_not_read_again() {
    let (one, other) = (ip(1, 50, ""), ip(2, 40, ""));
    let mut check = check(&[(one.clone(), on("")), (other.clone(), on("b"))]);
    assert!(check.next_read().is_some());
    check.receive(page(&[one.clone(), other.clone()], "b"), NOW);
    assert_eq!(outcomes(check), [unchanged(one), unchanged(other)]);
}

#[test]
fn what_is_no_longer_on_its_page_is_looked_for_from_the_nearer_end_of_its_region() {
    let own = ip(7, 50, "");
    let mut place = on("b");
    place.order = Order::Asc;
    let mut check = check(&[(own.clone(), place)]);
    assert_eq!(reads(&mut check).unwrap(), "desc&after=b");
    check.receive(page(&[ip(8, 40, "")], "c"), NOW);
    assert_eq!(reads(&mut check).unwrap(), "asc&region=ny2");
    check.receive(page(&[ip(1, 10, "")], "second"), NOW);
    assert_eq!(reads(&mut check).unwrap(), "asc&region=ny2&after=second");
    check.receive(page(std::slice::from_ref(&own), "third"), NOW);
    assert_eq!(outcomes(check), [unchanged(own)]);
}

#[test]
fn an_address_that_no_page_brought_is_read_from_the_nearer_end() {
    let own = ip(7, 50, "");
    let mut check = check(&[(own.clone(), RowPlace::default())]);
    assert_eq!(reads(&mut check).unwrap(), "desc&region=ny2");
    check.receive(page(std::slice::from_ref(&own), "b"), NOW);
    assert_eq!(outcomes(check), [unchanged(own)]);
    let nowhere = PublicIp {
        region: Region::parse(""),
        ..ip(7, 50, "")
    };
    let mut check = self::check(&[(nowhere, RowPlace::default())]);
    assert_eq!(reads(&mut check).unwrap(), "desc", "all regions");
}

#[test]
fn five_pages_without_it_are_not_known() {
    let mut check = check(&[(ip(7, 50, ""), RowPlace::default())]);
    for n in 0..5 {
        assert!(check.next_read().is_some(), "page {n}");
        check.receive(page(&[ip(9, 90, "")], &format!("c{n}")), NOW);
    }
    assert_eq!(outcomes(check), [not_found()]);
}

#[test]
fn a_list_that_has_passed_its_date_or_is_read_whole_is_not_read_on() {
    let absent = || (ip(7, 50, ""), RowPlace::default());
    let mut passed = check(&[absent()]);
    for items in [[ip(9, 60, "")], [ip(8, 50, "")], [ip(6, 49, "")]] {
        assert!(passed.next_read().is_some());
        passed.receive(page(&items, "more"), NOW);
    }
    assert_eq!(outcomes(passed), [not_found()]);
    // Oldest first, the other way round.
    let place = RowPlace {
        page: None,
        order: Order::Asc,
    };
    let mut passed = check(&[(ip(7, 50, ""), place)]);
    for items in [[ip(9, 40, "")], [ip(8, 51, "")]] {
        assert!(passed.next_read().is_some());
        passed.receive(page(&items, "more"), NOW);
    }
    assert_eq!(outcomes(passed), [not_found()]);
    // A list of one page needs no second look.
    let mut whole = check(&[(ip(7, 50, ""), on(""))]);
    assert!(whole.next_read().is_some());
    whole.receive(page(&[ip(9, 60, "")], ""), NOW);
    assert_eq!(outcomes(whole), [not_found()]);
}

#[test]
fn a_page_with_an_unreadable_item_or_of_another_region_is_not_the_whole() {
    let mut unreadable = page(&[ip(9, 60, "")], "").unwrap();
    unreadable.skipped = 1;
    let mut of_ca1 = on("");
    if let Some(page) = &mut of_ca1.page {
        page.query.region = Some(Region::Ca1);
    }
    for (place, answer) in [(on(""), unreadable), (of_ca1, page(&[], "").unwrap())] {
        let mut check = check(&[(ip(7, 50, ""), place)]);
        assert!(check.next_read().is_some());
        check.receive(Ok(answer), NOW);
        assert_eq!(reads(&mut check).unwrap(), "desc&region=ny2");
    }
}

#[test]
fn a_missing_cursor_ends_the_search() {
    let mut check = check(&[(ip(7, 50, ""), RowPlace::default())]);
    assert!(check.next_read().is_some());
    let mut lost = page(&[ip(9, 60, "")], "").unwrap();
    lost.next = Next::MissingCursor;
    check.receive(Ok(lost), NOW);
    assert_eq!(outcomes(check), [not_found()]);
}

#[test]
fn a_cursor_that_has_ended_is_only_a_hint() {
    let own = ip(7, 50, "");
    let mut check = check(&[(own.clone(), on("old"))]);
    assert!(check.next_read().is_some());
    check.receive(Err(refusal(400)), NOW);
    assert_eq!(reads(&mut check).unwrap(), "desc&region=ny2");
    check.receive(page(std::slice::from_ref(&own), "b"), NOW);
    assert_eq!(outcomes(check), [unchanged(own)]);
}

#[test]
fn what_could_not_be_read_fails_and_what_was_read_before_counts() {
    for failure in [Failure::TimedOut, Failure::Offline, refusal(403)] {
        let (one, other) = (ip(1, 50, ""), ip(2, 40, ""));
        let mut check = check(&[(one.clone(), on("")), (other, on("b"))]);
        assert!(check.next_read().is_some());
        check.receive(page(std::slice::from_ref(&one), "b"), NOW);
        assert!(check.next_read().is_some());
        check.receive(Err(failure.clone()), NOW);
        assert_eq!(
            outcomes(check),
            [unchanged(one), RecheckOutcome::Failed(failure)]
        );
    }
    let mut first = check(&[(ip(1, 50, ""), on(""))]);
    assert!(first.next_read().is_some());
    first.receive(Err(refusal(400)), NOW);
    assert_eq!(outcomes(first), [RecheckOutcome::Failed(refusal(400))]);
}

#[test]
fn the_first_of_two_items_with_the_same_address_counts_and_an_answer_unasked_does_not() {
    let own = ip(7, 50, "");
    let mut check = check(&[(own.clone(), on(""))]);
    check.receive(page(&[ip(7, 50, "psb")], ""), NOW);
    assert!(check.next_read().is_some());
    check.receive(page(&[own.clone(), ip(7, 50, "psb")], ""), NOW);
    assert_eq!(outcomes(check), [unchanged(own)]);
}

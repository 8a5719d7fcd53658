//! `GET /machines`.

use serde_json::{Value, json};
use simulator::Account;

use crate::client::{NOW, all_texts, get, pages, texts};

fn item(account: &mut Account, name: &str) -> Value {
    let page = get(account, &format!("/machines?name={name}"));
    assert_eq!(texts(&page, "name"), [name]);
    page["items"][0].clone()
}

#[test]
fn an_item_names_the_region_in_full_and_the_address_it_has() {
    let account = &mut Account::demo(NOW);
    let gateway = item(account, "inference-gateway");
    assert_eq!(gateway["id"], "psn83hxw6");
    assert_eq!(gateway["state"], "ready");
    assert_eq!(gateway["region"], "East Coast (NY2)");
    assert_eq!(
        (&gateway["publicIp"], &gateway["publicIpType"]),
        (&json!("203.0.113.8"), &json!("static"))
    );
    assert!(gateway["ram"].is_string() && gateway["cpus"].is_number());
    let runner = item(account, "build-runner");
    assert_eq!(
        (&runner["publicIp"], &runner["publicIpType"]),
        (&Value::Null, &json!("none"))
    );
    let jupyter = item(account, "jupyter-research");
    assert_eq!(
        (&jupyter["publicIp"], &jupyter["publicIpType"]),
        (&json!("203.0.113.200"), &json!("dynamic"))
    );
    assert_eq!(account.address("203.0.113.200"), None);
    let private = [&gateway, &runner].map(|item| item["privateIp"].as_str().unwrap().to_owned());
    assert!(
        private.iter().all(|ip| ip.starts_with("10.")),
        "{private:?}"
    );
    assert_ne!(private[0], private[1]);
}

#[test]
fn it_follows_assign_release_and_deletion() {
    let account = &mut Account::demo(NOW);
    account.assign("203.0.113.7", Some("ps2fj0q9tzle")).unwrap();
    assert_eq!(item(account, "jupyter-research")["publicIp"], "203.0.113.7");
    assert_eq!(item(account, "jupyter-research")["publicIpType"], "static");
    account.release("203.0.113.7").unwrap();
    assert_eq!(item(account, "jupyter-research")["publicIpType"], "dynamic");
    account.delete_machine("ps2fj0q9tzle");
    assert_eq!(
        get(account, "/machines?name=jupyter-research")["items"],
        json!([])
    );
}

/// Pages of any size, in every order, add up to the sorted list.
#[test]
fn sorted_by_each_field_in_both_orders_over_any_pages() {
    for account in [&mut Account::demo(NOW), &mut Account::generated(333, NOW)] {
        let count = texts(&get(account, "/machines?limit=120"), "id")
            .len()
            .max(14);
        for field in ["dtCreated", "name", "state"] {
            let ascending = pages(
                account,
                &format!("/machines?orderBy={field}&order=asc&limit=120"),
            );
            let ids = all_texts(&ascending, "id");
            assert!(all_texts(&ascending, field).is_sorted());
            assert!(ids.len() >= count);
            let mut reversed = ids.clone();
            reversed.reverse();
            for limit in [1, 5, 7, 60] {
                let target = format!("/machines?orderBy={field}&limit={limit}");
                assert_eq!(
                    all_texts(&pages(account, &format!("{target}&order=asc")), "id"),
                    ids
                );
                assert_eq!(all_texts(&pages(account, &target), "id"), reversed);
            }
        }
    }
}

#[test]
fn region_filters_by_the_short_code() {
    for account in [&mut Account::demo(NOW), &mut Account::generated(500, NOW)] {
        let all = all_texts(&pages(account, "/machines?limit=120"), "region");
        for (code, name) in [
            ("ny2", "East Coast (NY2)"),
            ("ca1", "West Coast (CA1)"),
            ("ams1", "Europe (AMS1)"),
        ] {
            let expected = all.iter().filter(|region| *region == name).count();
            assert!(expected > 0);
            for order in ["dtCreated", "state"] {
                let target = format!("/machines?region={code}&orderBy={order}&limit=9");
                let found = all_texts(&pages(account, &target), "region");
                assert_eq!(found, vec![name; expected]);
            }
        }
        assert_eq!(get(account, "/machines?region=mars9")["items"], json!([]));
    }
}

#[test]
fn a_machine_deleted_between_two_pages_hides_no_other() {
    for account in [&mut Account::demo(NOW), &mut Account::generated(14, NOW)] {
        let first = get(account, "/machines?orderBy=name&limit=5");
        let rest =
            all_texts(&pages(account, "/machines?orderBy=name&limit=120"), "id").split_off(5);
        account.delete_machine(texts(&first, "id").last().unwrap());
        let after = crate::client::cursor(&first).unwrap();
        let second = get(
            account,
            &format!("/machines?orderBy=name&limit=120&after={after}"),
        );
        assert_eq!(texts(&second, "id"), rest);
    }
}

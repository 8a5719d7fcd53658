//! Pages that a refresh may consist of. A list that was refreshed is known as it
//! was when the refresh began, whoever had changed it before.

use std::collections::BTreeMap;

use model::wire::{Method, Request, decode_page};

use super::observe::Cause;

/// What a list is known by that was asked for from its first page on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// The moment at which the first page was asked for.
    pub(crate) since: usize,
    /// An address was being claimed or checked then, and may still be shown in its earlier state.
    pub(crate) is_claiming: bool,
}

/// The pages of the largest size that are on their way, and those before them.
#[derive(Default)]
pub(crate) struct Refreshes {
    under_way: BTreeMap<u32, Known>,
    /// What may be asked for once more.
    failed: Vec<(String, Known)>,
    /// The page that was answered last.
    answered: Option<Known>,
}

impl Refreshes {
    /// What was asked for before belongs to no refresh any more.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Follows an answer, before the requests that follow from it.
    pub(crate) fn arrived(&mut self, cause: &Cause) {
        self.answered = None;
        let Cause::Answer(answered) = cause else {
            return;
        };
        let Some(known) = self.under_way.remove(&answered.id) else {
            return;
        };
        let known = Known {
            since: known.since.min(answered.as_of),
            ..known
        };
        match &answered.answer {
            Ok(body) if decode_page(body).is_ok() => self.answered = Some(known),
            _ => {
                let target = answered.request.target.clone();
                self.failed.push((target, known));
            }
        }
    }

    /// Follows a request. A page that was asked for once more counts from the
    /// first time on, and one that may belong to several from the earliest of them.
    pub(crate) fn sent(&mut self, (id, request): (u32, &Request), now: Known) {
        let Some((120, is_first)) = page(request) else {
            return;
        };
        let failed = self.failed.iter().filter(|it| it.0 == request.target);
        let before = failed.map(|(_, known)| known);
        let known = if is_first {
            before.chain([&now]).min_by_key(|it| it.since)
        } else {
            before.chain(&self.answered).min_by_key(|it| it.since)
        };
        if let Some(known) = known.copied() {
            self.under_way.insert(id, known);
        }
    }

    /// Follows the request for the first page of a list in the place of the one before. Asked for
    /// once more, it counts from the first time on.
    pub(crate) fn begun(&mut self, (id, request): (u32, &Request), now: Known) -> Known {
        self.failed.retain(|(target, _)| *target == request.target);
        let failed = self.failed.iter().map(|(_, known)| *known);
        let known = failed.fold(
            now,
            |one, other| if other.since < one.since { other } else { one },
        );
        self.under_way = BTreeMap::from([(id, known)]);
        self.answered = None;
        known
    }

    /// The list was replaced by an answer: what it is known by, if that was the last page of a refresh.
    pub(crate) fn complete(&mut self) -> Option<Known> {
        let known = self.answered.take()?;
        self.clear();
        Some(known)
    }
}

/// The size of a page of the list that is asked for, and whether it is the first.
pub(crate) fn page(request: &Request) -> Option<(u8, bool)> {
    if request.method != Method::Get {
        return None;
    }
    let query = request.target.strip_prefix("/public-ips?limit=")?;
    // The list of one address, which verifies a key, has no other part.
    let (size, rest) = query.split_once('&')?;
    Some((size.parse().unwrap(), !rest.contains("&after=")))
}

//! The newest addresses, read before each claim and once more after the last. New ones identify the
//! address of a lost claim, and reveal claims made by someone else.

use model::domain::{Address, Region};
use model::state::{Baseline, BaselineRead, BaselineStep, News};
use model::wire::Failure;

use super::ClaimSlice;
use crate::cancel::Cancel;
use crate::task::spawn;
use crate::toasts::Toast;

/// An answered claim, with the list before it.
pub(super) struct AnsweredClaim {
    pub(super) region: Region,
    pub(super) baseline: Baseline,
    pub(super) address: Address,
}

impl ClaimSlice {
    /// Reads the newest addresses, and reports those that the claim before does not account for.
    /// `None` when the session has ended, or `cancel` was cancelled.
    pub(super) async fn read_baseline(
        &'static self,
        cancel: &Cancel,
    ) -> Option<Result<Baseline, Failure>> {
        let mut read = BaselineRead::default();
        loop {
            let answer = self.requests.send(read.request(), Some(cancel)).await?;
            if cancel.is_cancelled() {
                return None;
            }
            let page = self.list.read_page(answer, read.began());
            match self.list.with(|list| read.receive(page, list)) {
                BaselineStep::NextPage => {}
                BaselineStep::Failed(failure) => return Some(Err(failure)),
                BaselineStep::Done(baseline) => {
                    self.report_surplus(&read);
                    return Some(Ok(baseline));
                }
            }
        }
    }

    /// Reads the newest addresses once more in the background, unless another claim does so.
    pub(super) fn look_for_surplus(&'static self) {
        let look = self.session.token().child();
        self.surplus_look.replace(look.clone());
        spawn(async move {
            // Without an answer the panel knows no less than before.
            drop(self.read_baseline(&look).await);
        });
    }

    /// Reports new addresses beside the one that was claimed: a browser may repeat a claim by
    /// itself, and a page gets one answer only.
    fn report_surplus(&'static self, read: &BaselineRead) {
        let Some(claim) = self.answered.take() else {
            return;
        };
        let News { mut new, .. } = claim.baseline.news(read.items(), &claim.region);
        new.retain(|ip| ip.address != claim.address);
        if new.is_empty() {
            return;
        }
        for ip in &new {
            self.show_found(ip, read.began());
        }
        let others: Vec<_> = new.iter().map(|ip| ip.address.to_string()).collect();
        let others = others.join(", ");
        let details = format!(
            "You claimed {}, and {others} is new in {} too. The browser may have repeated your claim, or a teammate \
             claimed. Ask your team before you release any of them.",
            claim.address,
            claim.region.name()
        );
        let title = format!("More than one new address: {}, {others}", claim.address);
        self.toasts.add(Toast::error(title, details).sticky());
    }
}

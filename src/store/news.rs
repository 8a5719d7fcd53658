//! What somebody else has changed.

use model::domain::grouped;
use model::state::News;

use super::Store;

const ELSEWHERE: &str = "Changed elsewhere: ";

impl Store {
    /// Marks what was changed elsewhere, and says how much that is.
    pub(super) fn tell_news(self, news: News) {
        let (changed, gone) = (news.changed.len(), news.gone);
        self.news.update(|marked| {
            for address in news.changed {
                if !marked.contains(&address) {
                    marked.push(address);
                }
            }
        });
        let words = match (changed, gone) {
            (0, 0) => return,
            (0, gone) => [&grouped(gone), " gone"].concat(),
            (changed, 0) => [&grouped(changed), " new or moved"].concat(),
            (changed, gone) => [
                &grouped(changed),
                " new or moved, ",
                &grouped(gone),
                " gone",
            ]
            .concat(),
        };
        self.tell([ELSEWHERE, &words].concat());
    }
}

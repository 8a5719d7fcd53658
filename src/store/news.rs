//! What somebody else has changed.

use model::domain::format_count;
use model::state::RemoteChanges;

use super::Store;

const ELSEWHERE: &str = "Changed elsewhere: ";

impl Store {
    /// Marks what was changed elsewhere, and says how much that is.
    pub(super) fn tell_news(self, news: RemoteChanges) {
        let (changed, gone) = (news.changed.len(), news.removed);
        self.news.update(|marked| {
            for address in news.changed {
                if !marked.contains(&address) {
                    marked.push(address);
                }
            }
        });
        let words = match (changed, gone) {
            (0, 0) => return,
            (0, gone) => [&format_count(gone), " gone"].concat(),
            (changed, 0) => [&format_count(changed), " new or moved"].concat(),
            (changed, gone) => [
                &format_count(changed),
                " new or moved, ",
                &format_count(gone),
                " gone",
            ]
            .concat(),
        };
        self.tell([ELSEWHERE, &words].concat());
    }
}

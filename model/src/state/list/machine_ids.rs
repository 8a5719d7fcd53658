//! The machine IDs of a list, one after another in one text.

use crate::domain::Assignee;

/// Unused bytes tolerated in the text before it is packed.
const SLACK: usize = 4_096;

/// A range of the text, in bytes. Empty means idle, or unreadable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct TextRange {
    start: u32,
    length: u16,
}

/// The machine ID of each row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MachineIds {
    spans: Vec<TextRange>,
    text: String,
    lost: usize,
    /// Counts how often the text was packed.
    packs: u16,
}

impl MachineIds {
    /// Adds an idle row.
    pub(crate) fn push_idle(&mut self) {
        self.spans.push(TextRange::default());
    }

    /// Reserves room for exactly this many more rows.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.spans.reserve_exact(more);
    }

    /// The machine of a row; `None` if idle.
    pub(crate) fn get(&self, row: usize) -> Option<Assignee<&str>> {
        let span = self.spans.get(row).copied().unwrap_or_default();
        match span.slice(&self.text) {
            "" => (span == TextRange::UNREADABLE).then_some(Assignee::Unreadable),
            id => Some(Assignee::Machine(id)),
        }
    }

    /// A number that changes whenever the row's machine may have changed.
    pub(crate) fn mark(&self, row: usize) -> u64 {
        let span = self.spans.get(row).copied().unwrap_or_default();
        u64::from(span.start) | u64::from(span.length) << 32 | u64::from(self.packs) << 48
    }

    /// Assigns a row to a machine; `None` unassigns it.
    pub(crate) fn set(&mut self, row: usize, machine: Option<Assignee<&str>>) {
        let Some(span) = self.spans.get_mut(row) else {
            return;
        };
        self.lost += usize::from(span.length);
        *span = TextRange::default();
        match machine {
            None => {}
            Some(Assignee::Unreadable) => *span = TextRange::UNREADABLE,
            Some(Assignee::Machine(id)) => {
                *span = TextRange::at_end(&self.text, id);
                self.text.push_str(id);
            }
        }
        if self.lost > SLACK && self.lost > self.text.len() / 2 {
            self.pack();
        }
    }

    /// The length of the text in bytes.
    #[cfg(test)]
    pub(crate) fn length(&self) -> usize {
        self.text.len()
    }

    fn pack(&mut self) {
        let old = std::mem::take(&mut self.text);
        for span in self.spans.iter_mut().filter(|span| span.length > 0) {
            let id = span.slice(&old);
            *span = TextRange::at_end(&self.text, id);
            self.text.push_str(id);
        }
        self.lost = 0;
        self.packs = self.packs.wrapping_add(1);
    }
}

impl TextRange {
    /// The range of an unreadable ID: empty, and where no text can be.
    const UNREADABLE: Self = Self {
        start: u32::MAX,
        length: 0,
    };

    /// The range of an ID appended to `text`. An ID has at most 256 bytes
    /// ([`crate::domain::MachineId`]).
    fn at_end(text: &str, id: &str) -> Self {
        Self {
            start: u32::try_from(text.len()).unwrap_or_default(),
            length: u16::try_from(id.len()).unwrap_or_default(),
        }
    }

    fn slice(self, text: &str) -> &str {
        let start = self.start as usize;
        text.get(start..start + usize::from(self.length))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_made_for_rows_that_come() {
        let mut machines = MachineIds::default();
        machines.reserve(1_000);
        assert!(machines.spans.capacity() >= 1_000);
    }

    #[test]
    fn a_machine_in_the_place_of_another_after_writing_anew_has_another_mark() {
        let mut machines = MachineIds::default();
        for (row, id) in ["aa", "bb"].into_iter().enumerate() {
            machines.push_idle();
            machines.set(row, Some(Assignee::Machine(id)));
        }
        let (before, place) = (machines.mark(1), machines.spans.get(1).copied());
        machines.set(0, Some(Assignee::Machine("cc")));
        machines.set(1, Some(Assignee::Machine("dd")));
        machines.pack();
        assert_eq!(machines.spans.get(1).copied(), place, "the same place");
        assert_ne!(machines.mark(1), before);
    }

    #[test]
    fn an_unreadable_id_stays_one_when_the_text_is_written_anew() {
        let mut machines = MachineIds::default();
        for row in 0..3 {
            machines.push_idle();
            machines.set(row, Some(Assignee::Machine("ps1")));
        }
        machines.set(1, Some(Assignee::Unreadable));
        machines.set(2, None);
        let marks = [1, 2].map(|row| machines.mark(row));
        assert_ne!(marks[0], marks[1]);
        machines.pack();
        let read = [0, 1, 2].map(|row| machines.get(row));
        let id = Some(Assignee::Machine("ps1"));
        assert_eq!(read, [id, Some(Assignee::Unreadable), None]);
        machines.set(1, id);
        assert_eq!(machines.get(1), id);
    }

    const ID: &str = "a text as long as the longest id of a machine";

    /// A machine ID of 256 bytes.
    fn long() -> String {
        ID.repeat(6).get(..256).unwrap().to_owned()
    }

    #[test]
    fn a_short_text_is_not_written_anew() {
        let mut machines = MachineIds::default();
        machines.push_idle();
        for times in 1..=17 {
            machines.set(0, Some(Assignee::Machine(&long())));
            assert_eq!(machines.length(), 256 * times);
        }
        // More than the tolerated bytes are unused now, and more than half of the text.
        machines.set(0, Some(Assignee::Machine(&long())));
        assert_eq!(
            (machines.length(), machines.get(0)),
            (256, Some(Assignee::Machine(&*long())))
        );
    }

    #[test]
    fn a_long_text_is_written_anew_when_more_than_half_of_it_is_lost() {
        let mut machines = MachineIds::default();
        for row in 0..20 {
            machines.push_idle();
            machines.set(row, Some(Assignee::Machine(&long())));
        }
        for row in 0..20 {
            machines.set(row, Some(Assignee::Machine(&long())));
        }
        assert_eq!(machines.length(), 256 * 40, "half of it is lost");
        machines.set(0, Some(Assignee::Machine("ps1")));
        assert_eq!(machines.length(), 256 * 19 + 3);
        assert_eq!(
            (machines.get(0), machines.get(19)),
            (
                Some(Assignee::Machine("ps1")),
                Some(Assignee::Machine(&*long()))
            )
        );
    }
}

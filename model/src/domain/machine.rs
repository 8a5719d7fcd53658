//! Machines, as far as an address needs them.

use super::{Address, Region};

/// The longest machine ID sent, in bytes. The vendor documents no grammar; this keeps a pasted
/// novel out of a request.
const MAX_BYTES: usize = 256;

/// The ID of a machine, such as `psm9u09bwu5i`. Opaque: the vendor documents no grammar, so none is
/// enforced (`docs/api.md`, Machines).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MachineId(String);

/// A machine of the team (`docs/api.md`, Machines).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The ID that an address is assigned to.
    pub id: MachineId,
    /// The display name; may be empty.
    pub name: String,
    /// The region of the machine.
    pub region: Region,
    /// The state in the service's words, such as `ready`; may be empty.
    pub state: String,
    /// The current public address.
    pub public: Option<Address>,
    /// Whether the public address is static: one of the team's list.
    pub is_static: bool,
    /// The address inside the team's network.
    pub private: Option<String>,
}

impl Machine {
    /// The name, or the ID of a machine without one.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() {
            self.id.as_str()
        } else {
            &self.name
        }
    }

    /// The state in words. `serviceready` means that the machine runs but its own services do not
    /// yet; an unknown word is shown unchanged.
    #[must_use]
    pub fn state_words(&self) -> &str {
        match &*self.state {
            "serviceready" => "almost ready",
            other => other,
        }
    }
}

/// The reason a text cannot be sent as a machine ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MachineIdProblem {
    /// Only white space.
    Empty,
    /// More than 256 bytes.
    TooLong,
    /// It matches several machines.
    Several,
}

impl MachineId {
    /// Reads a typed or received ID, without outer white space.
    ///
    /// # Errors
    /// [`MachineIdProblem`] if nothing remains, or too much.
    pub fn parse(text: &str) -> Result<Self, MachineIdProblem> {
        let text = text.trim();
        if text.is_empty() {
            Err(MachineIdProblem::Empty)
        } else if text.len() > MAX_BYTES {
            Err(MachineIdProblem::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The ID as sent and shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Says of an orphaned address where it comes from, and that its release cuts nothing off.
#[must_use]
pub fn left_over_from(id: &str) -> String {
    format!("Left over from {id}, which no longer exists. No machine loses this address.")
}

impl MachineIdProblem {
    /// The sentence under the field.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Empty => "Enter a machine ID.",
            Self::TooLong => "A machine ID can't be longer than 256 characters.",
            Self::Several => "Several machines match. Choose one.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_trimmed_and_otherwise_left_alone() {
        for text in ["psm9u09bwu5i", " psm9u09bwu5i\n"] {
            assert_eq!(MachineId::parse(text).unwrap().as_str(), "psm9u09bwu5i");
        }
        assert_eq!(MachineId::parse("web 01/é").unwrap().as_str(), "web 01/é");
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(MachineId::parse(" \t"), Err(MachineIdProblem::Empty));
        assert!(MachineId::parse(&"m".repeat(256)).is_ok());
        assert_eq!(
            MachineId::parse(&"m".repeat(257)),
            Err(MachineIdProblem::TooLong)
        );
    }

    #[test]
    fn each_problem_has_its_sentence() {
        for (problem, words) in [
            (MachineIdProblem::Empty, "Enter a machine ID."),
            (
                MachineIdProblem::TooLong,
                "A machine ID can't be longer than 256 characters.",
            ),
            (
                MachineIdProblem::Several,
                "Several machines match. Choose one.",
            ),
        ] {
            assert_eq!(problem.words(), words);
        }
    }
}

//! Comparing texts in a search.

/// Whether a text contains a piece, with ASCII letters in either case.
#[must_use]
pub fn contains_ignoring_case(text: &str, piece: &str) -> bool {
    let piece = piece.as_bytes();
    let Some(first) = piece.first() else {
        return true;
    };
    // Most places differ in the first byte, which spares the call.
    text.as_bytes().windows(piece.len()).any(|part| {
        part.first()
            .is_some_and(|it| it.eq_ignore_ascii_case(first))
            && part.eq_ignore_ascii_case(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_found_anywhere_in_either_case_of_ascii_letters() {
        for (text, piece, found) in [
            ("Web-Proxy", "web", true),
            ("Web-Proxy", "PROXY", true),
            ("Web-Proxy", "b-p", true),
            ("Web-Proxy", "bp", false),
            ("Web-Proxy", "", true),
            ("", "", true),
            ("", "a", false),
            ("ab", "abc", false),
            ("aab", "ab", true),
            ("Büro", "büro", true),
            ("Büro", "BÜRO", false),
        ] {
            assert_eq!(
                contains_ignoring_case(text, piece),
                found,
                "{piece} in {text}"
            );
        }
    }
}

//! Strings, in and out.

use std::str::Chars;

use crate::reader::Reader;

/// The text of a value that is a string, and of no other. `None` also when it
/// holds half of a surrogate pair, which no text can.
#[must_use]
pub fn string(json: &str) -> Option<String> {
    unescaped(Reader::whole_string(json)?)
}

/// What stands between quotation marks, as the text that it means.
pub(crate) fn unescaped(inside: &str) -> Option<String> {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside.chars();
    while let Some(letter) = rest.next() {
        text.push(match letter {
            '\\' => match rest.next()? {
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => unicode(&mut rest)?,
                itself => itself,
            },
            letter => letter,
        });
    }
    Some(text)
}

/// A character of one code unit, or of two that are a surrogate pair.
fn unicode(rest: &mut Chars<'_>) -> Option<char> {
    let first = unit(rest)?;
    if !(0xd800..0xdc00).contains(&first) {
        return char::from_u32(first);
    }
    if rest.next() != Some('\\') || rest.next() != Some('u') {
        return None;
    }
    let second = unit(rest)?;
    let pair = (0xdc00..0xe000).contains(&second);
    pair.then(|| char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)))?
}

fn unit(rest: &mut Chars<'_>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit * 16 + rest.next()?.to_digit(16)?;
    }
    Some(unit)
}

/// Writes a text as a string, quotation marks included.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\0'..='\x1f' => {
                out.push_str("\\u00");
                for digit in [u32::from(letter) / 16, u32::from(letter) % 16] {
                    // A digit below 16 fits.
                    out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

//! The size of each function and of the data in a wasm file with function names.

use std::collections::HashMap;

/// Section IDs (WebAssembly 3.0, Binary Format, Modules).
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// Names and sizes of the items, the largest first. `None` if this is not wasm.
pub(crate) fn of(wasm: &[u8]) -> Option<Vec<(String, usize)>> {
    let mut rest = Reader(wasm.strip_prefix(b"\0asm\x01\0\0\0")?);
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), HashMap::new());
    let mut items = Vec::new();
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let length = rest.number()?;
        let mut section = Reader(rest.bytes(length)?);
        match id {
            IMPORT => imported = section.imported_functions()?,
            CODE => sizes = section.sizes()?,
            DATA => items.push(("data (texts, tables)".to_owned(), length)),
            CUSTOM if section.text()? == "name" => names = section.function_names()?,
            _ => {}
        }
    }
    for (at, size) in sizes.into_iter().enumerate() {
        let index = imported + at;
        let name = names.remove(&index);
        items.push((name.unwrap_or_else(|| format!("function {index}")), size));
    }
    items.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Some(items)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        self.bytes(1)?.first().copied()
    }

    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.bytes(length)?).into_owned())
    }

    /// The number of imported functions, which come first in the index space. wasm-bindgen imports nothing else.
    fn imported_functions(&mut self) -> Option<usize> {
        let count = self.number()?;
        for _ in 0..count {
            self.text()?;
            self.text()?;
            if self.byte()? != 0 {
                return None;
            }
            self.number()?;
        }
        Some(count)
    }

    fn sizes(&mut self) -> Option<Vec<usize>> {
        (0..self.number()?)
            .map(|_| {
                let length = self.number()?;
                self.bytes(length).map(<[u8]>::len)
            })
            .collect()
    }

    /// Function names, from the name section.
    fn function_names(&mut self) -> Option<HashMap<usize, String>> {
        while !self.0.is_empty() {
            let id = self.byte()?;
            let length = self.number()?;
            let mut part = Reader(self.bytes(length)?);
            if id == 1 {
                return (0..part.number()?)
                    .map(|_| Some((part.number()?, part.text()?)))
                    .collect();
            }
        }
        Some(HashMap::new())
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn functions_come_with_names_the_largest_first() {
        let section = |id: u8, content: &[u8]| {
            let length = u8::try_from(content.len()).unwrap();
            [&[id, length][..], content].concat()
        };
        let wasm = [
            b"\0asm\x01\0\0\0".to_vec(),
            section(2, b"\x01\x01a\x01b\0\0"),
            section(10, b"\x02\x02\0\x0b\x03\0\0\x0b"),
            section(11, b"\x01\0\x41\0\x0b\x01x"),
            section(0, b"\x04name\x01\x06\x01\x01\x03fun"),
        ]
        .concat();
        let items = of(&wasm).unwrap();
        let items: Vec<(&str, usize)> = items.iter().map(|(name, size)| (&**name, *size)).collect();
        assert_eq!(
            items,
            [("data (texts, tables)", 7), ("function 2", 3), ("fun", 2)]
        );
        assert_eq!(of(b"<!doctype html>"), None);
        assert_eq!(of(&wasm[..wasm.len() - 1]), None);
    }
}

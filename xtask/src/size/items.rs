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
        let name = name.map(|name| readable(&name).unwrap_or(name));
        items.push((name.unwrap_or_else(|| format!("function {index}")), size));
    }
    items.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Some(items)
}

/// The path in a name that the compiler has mangled, such as `_ZN3app4list3new17h0123456789abcdefE`. wasm-bindgen writes
/// those of the first part so.
fn readable(name: &str) -> Option<String> {
    let mut rest = name.strip_prefix("_ZN")?;
    let mut path = Vec::new();
    while !rest.starts_with('E') {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let (length, text) = rest.split_at(digits);
        let (part, next) = text.split_at_checked(length.parse().ok()?)?;
        path.push(part);
        rest = next;
    }
    Some(path.join("::"))
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

    /// The number of imported functions, which come first in the index space. A part imports a table, a memory and
    /// globals as well.
    fn imported_functions(&mut self) -> Option<usize> {
        let mut functions = 0;
        for _ in 0..self.number()? {
            self.text()?;
            self.text()?;
            match self.byte()? {
                0 => {
                    self.number()?;
                    functions += 1;
                }
                1 => {
                    self.byte()?;
                    self.limits()?;
                }
                2 => self.limits()?,
                3 => _ = self.bytes(2)?,
                _ => return None,
            }
        }
        Some(functions)
    }

    /// The limits of a table or memory: whether there is a maximum, the minimum, the maximum.
    fn limits(&mut self) -> Option<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Some(())
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
    use super::{of, readable};

    #[test]
    fn a_mangled_name_is_read_as_a_path() {
        let name = "_ZN3app4list3new17h0123456789abcdefE";
        let path = "app::list::new::h0123456789abcdef";
        assert_eq!(readable(name).as_deref(), Some(path));
        assert_eq!(readable("_ZN9app"), None);
        assert_eq!(readable("memcpy"), None);
    }

    #[test]
    fn imports_of_other_kinds_are_no_functions() {
        let import = |kind: &[u8]| [b"\x01a\x01b", kind].concat();
        let imports = [
            import(b"\x01\x70\0\x05"),
            import(b"\x02\x01\x01\x02"),
            import(b"\x03\x7f\x01"),
            import(b"\0\0"),
        ]
        .concat();
        let content = [b"\x04", &*imports].concat();
        let code = b"\x0a\x04\x01\x02\0\x0b";
        let names = b"\0\x0d\x04name\x01\x06\x01\x01\x03fun";
        let length = u8::try_from(content.len()).unwrap();
        let wasm = [b"\0asm\x01\0\0\0", &[2, length][..], &content, code, names].concat();
        assert_eq!(of(&wasm), Some(vec![("fun".to_owned(), 2)]));
    }

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

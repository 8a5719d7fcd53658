//! Where a value begins and ends, and whether it is JSON.

/// Called with the name (empty in an array) and the text of each value.
type Each<'e, 'a> = &'e mut dyn FnMut(&'a str, &'a str);

pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads a text that is one object (`{`) or one array (`[`) and nothing else.
    pub(crate) fn whole(text: &'a str, bracket: u8, each: Each<'_, 'a>) -> Option<()> {
        let mut reader = Self { text, at: 0 };
        reader.space();
        if reader.peek()? != bracket {
            return None;
        }
        reader.entries(each)?;
        reader.at_end()
    }

    /// What stands between the quotation marks of a text that is one string.
    pub(crate) fn whole_string(text: &'a str) -> Option<&'a str> {
        let mut reader = Self { text, at: 0 };
        reader.space();
        let inside = reader.quoted()?;
        reader.at_end().map(|()| inside)
    }

    fn at_end(mut self) -> Option<()> {
        self.space();
        (self.at == self.text.len()).then_some(())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes this character, if it comes next after white space.
    fn take(&mut self, byte: u8) -> Option<()> {
        self.space();
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn entries(&mut self, each: Each<'_, 'a>) -> Option<()> {
        let close = self.open()?;
        if self.take(close).is_some() {
            return Some(());
        }
        loop {
            let name = self.name_before(close)?;
            self.space();
            let start = self.at;
            self.value()?;
            each(name, self.text.get(start..self.at)?);
            if self.take(close).is_some() {
                return Some(());
            }
            self.take(b',')?;
        }
    }

    /// Takes an opening bracket, and returns the one that closes it.
    fn open(&mut self) -> Option<u8> {
        let close = match self.peek()? {
            b'{' => b'}',
            b'[' => b']',
            _ => return None,
        };
        self.at += 1;
        Some(close)
    }

    /// The name of a member with its colon; nothing in an array.
    fn name_before(&mut self, close: u8) -> Option<&'a str> {
        if close == b']' {
            return Some("");
        }
        self.space();
        let name = self.quoted()?;
        self.take(b':').map(|()| name)
    }

    /// Any value. What is open is kept in a list and not by recursion, so that
    /// a value may be nested as deep as it likes.
    fn value(&mut self) -> Option<()> {
        let mut open = Vec::new();
        loop {
            self.space();
            if let Some(close) = self.open() {
                if self.take(close).is_none() {
                    open.push(close);
                    self.name_before(close)?;
                    continue;
                }
            } else {
                self.scalar()?;
            }
            loop {
                let Some(close) = open.last().copied() else {
                    return Some(());
                };
                if self.take(close).is_none() {
                    self.take(b',')?;
                    self.name_before(close)?;
                    break;
                }
                open.pop();
            }
        }
    }

    fn scalar(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.quoted().map(drop),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let follows = self.text.get(self.at..)?.starts_with(word);
        follows.then(|| self.at += word.len())
    }

    fn number(&mut self) -> Option<()> {
        self.one_of(b"-");
        if self.one_of(b"0").is_none() {
            self.digits()?;
        }
        if self.one_of(b".").is_some() {
            self.digits()?;
        }
        if self.one_of(b"eE").is_some() {
            self.one_of(b"+-");
            self.digits()?;
        }
        Some(())
    }

    fn one_of(&mut self, bytes: &[u8]) -> Option<()> {
        bytes.contains(&self.peek()?).then(|| self.at += 1)
    }

    fn digits(&mut self) -> Option<()> {
        self.one_of(b"0123456789")?;
        while self.one_of(b"0123456789").is_some() {}
        Some(())
    }

    /// A string; what stands between its quotation marks.
    fn quoted(&mut self) -> Option<&'a str> {
        self.one_of(b"\"")?;
        let start = self.at;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    self.at += 1;
                    if self.one_of(b"u").is_some() {
                        for _ in 0..4 {
                            self.one_of(b"0123456789abcdefABCDEF")?;
                        }
                    } else {
                        self.one_of(b"\"\\/bfnrt")?;
                    }
                }
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        self.text.get(start..self.at - 1)
    }
}

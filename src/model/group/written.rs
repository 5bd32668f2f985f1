//! A text in one writing of letters, digits and signs, with the place of each in the text itself.

/// A text without invisible characters; full-width forms, digits and slashes are in ASCII.
pub(super) struct PlainText {
    chars: Vec<PlainChar>,
    /// All of it, with its capitals.
    plain: String,
    /// The length of the text itself, in bytes.
    length: usize,
}

/// A character: where it stands in the text and in the plain one, and in lower case without accents.
struct PlainChar {
    from: usize,
    plain_from: usize,
    plain: char,
    folded: char,
}

impl PlainText {
    pub(super) fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len());
        let mut plain = String::with_capacity(text.len());
        for (from, c) in text.char_indices() {
            if let Some(c) = plainly(c) {
                chars.push(PlainChar {
                    from,
                    plain_from: plain.len(),
                    plain: c,
                    folded: folded(c),
                });
                plain.push(c);
            }
        }
        Self { chars, plain, length: text.len() }
    }

    /// How many characters there are.
    pub(super) fn length(&self) -> usize {
        self.chars.len()
    }

    /// Where a character stands in the text itself.
    pub(super) fn offset(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.length, |sign| sign.from)
    }

    /// A character as it is.
    pub(super) fn plain(&self, at: usize) -> char {
        self.chars.get(at).map_or('\0', |sign| sign.plain)
    }

    /// A character in lower case, without accents.
    pub(super) fn folded(&self, at: usize) -> char {
        self.chars.get(at).map_or('\0', |sign| sign.folded)
    }

    /// All from a character on.
    pub(super) fn rest(&self, at: usize) -> &str {
        let from = self.chars.get(at).map(|sign| sign.plain_from);
        from.and_then(|from| self.plain.get(from..)).unwrap_or("")
    }

    /// The place behind spaces.
    pub(super) fn spaces(&self, at: usize) -> usize {
        (at..).find(|at| self.folded(*at) != ' ').unwrap_or(at)
    }

    /// The place behind a word.
    pub(super) fn behind(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at..;
        let is_here = word.chars().all(|c| end.next().map(|at| self.folded(at)) == Some(folded(c)));
        is_here.then_some(end.start)
    }

    /// The place behind the longest of some words.
    pub(super) fn one_of<'w>(
        &self,
        at: usize,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Option<usize> {
        words.into_iter().filter_map(|word| self.behind(at, word)).max()
    }

    pub(super) fn has_digit(&self, at: usize) -> bool {
        self.folded(at).is_ascii_digit()
    }

    /// Whether all of some characters are capitals.
    pub(super) fn is_capital(&self, mut range: std::ops::Range<usize>) -> bool {
        range.all(|at| self.plain(at).is_uppercase())
    }

    /// A number from 1 to 99, and the place behind it.
    pub(super) fn number(&self, at: usize) -> Option<(u8, usize)> {
        if !self.has_digit(at) {
            return self.numeral(at);
        }
        let end = (at..at + 4).find(|at| !self.has_digit(*at))?;
        let digits: String = (at..end).map(|at| self.folded(at)).collect();
        let number = digits.parse::<u8>().ok().filter(|number| (1..=99).contains(number))?;
        Some((number, end))
    }

    /// A Chinese numeral from 一 to 九十九, and the place behind it.
    fn numeral(&self, at: usize) -> Option<(u8, usize)> {
        let digit = |at: usize| {
            let value = "一二三四五六七八九".chars().zip(1..).find(|(c, _)| *c == self.folded(at));
            value.map(|(_, value)| value)
        };
        let first = digit(at);
        let ten = if first.is_some() { at + 1 } else { at };
        if self.folded(ten) != '十' {
            return Some((first?, ten));
        }
        let tens = first.unwrap_or(1) * 10;
        Some(digit(ten + 1).map_or((tens, ten + 1), |unit| (tens + unit, ten + 2)))
    }

    /// Whether a number goes on behind a place: "9:30", "10.30".
    pub(super) fn goes_on(&self, at: usize) -> bool {
        matches!(self.folded(at), ':' | '.') && self.has_digit(at + 1)
    }
}

/// Whether a character needs no space beside it.
pub(super) fn is_ideograph(c: char) -> bool {
    c >= '\u{2E80}'
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '~' | '\u{301C}' | '\u{2010}'..='\u{2015}' | '−')
}

/// A character in ASCII; nothing for an invisible one.
fn plainly(c: char) -> Option<char> {
    let shifted = |zero: char, to: u32| char::from_u32(u32::from(c) - u32::from(zero) + to);
    match c {
        // Full-width forms.
        '\u{FF01}'..='\u{FF5E}' => shifted('\u{FF01}', 0x21).and_then(plainly),
        '٠'..='٩' => shifted('٠', 0x30),
        '۰'..='۹' => shifted('۰', 0x30),
        // Slashes of fractions, of division and of Windows.
        '⁄' | '∕' | '⧸' | '\\' => Some('/'),
        // Soft, zero-width and bidirectional signs, accents by themselves, Arabic vowel signs.
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{300}'..='\u{301}'
        | '\u{640}'
        | '\u{64B}'..='\u{652}' => None,
        _ if c.is_whitespace() => Some(' '),
        _ => Some(c),
    }
}

pub(super) fn folded(c: char) -> char {
    // Most letters are small ones already, and few have an accent.
    match c {
        '\0'..='\u{7F}' => return c.to_ascii_lowercase(),
        'а'..='я' | '\u{620}'..='\u{64A}' | '\u{3400}'..='\u{9FFF}' => return c,
        _ => {}
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'é' | 'è' | 'ê' => 'e',
        'á' | 'à' => 'a',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        'ё' => 'е',
        '’' => '\'',
        _ => lower,
    }
}

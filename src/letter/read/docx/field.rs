//! Fields: what Word computes, of which a letter needs the result and where a link leads
//! (ISO 29500-1 section 17.16).

/// How deep fields may be nested; of more the outermost are given up.
const DEEPEST: usize = 32;
/// How long an address may be.
const LONGEST_ADDRESS: usize = 4096;

/// The fields that are open at a place.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

/// A field that has begun.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Where its result begins; none while the instruction goes on.
    result: Option<usize>,
}

impl Fields {
    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() >= DEEPEST {
            self.open.remove(0);
        }
        self.open.push(Field::default());
    }

    /// A piece of the instruction of the innermost field.
    pub(super) fn instruct(&mut self, piece: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.result.is_none()) {
            field.instruction.push_str(piece);
        }
    }

    /// The result begins, at a place in the text.
    pub(super) fn separate(&mut self, at: usize) {
        if let Some(field) = self.open.last_mut() {
            field.result = Some(at);
        }
    }

    /// A field ends. Of a link: where its text begins, and its address.
    pub(super) fn end(&mut self) -> Option<(usize, String)> {
        let field = self.open.pop()?;
        Some((field.result?, address(&field.instruction)?))
    }

    /// Whether text here is an instruction, or belongs to one.
    pub(super) fn is_instruction(&self) -> bool {
        self.open.iter().any(|field| field.result.is_none())
    }

    /// A paragraph ends. An instruction is not longer than that, and what a damaged one would swallow
    /// is worth more.
    pub(super) fn end_paragraph(&mut self) {
        self.open.retain(|field| field.result.is_some());
    }
}

/// The address in the instruction of a link (ISO 29500-1 section 17.16.5.25). A link to a place in the
/// document itself has none.
pub(super) fn address(instruction: &str) -> Option<String> {
    let (name, rest) = instruction.trim_start().split_once(char::is_whitespace)?;
    if !name.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let mut words = InstructionWords { rest };
    let mut address = None;
    let mut place = None;
    while let Some((word, is_quoted)) = words.next() {
        match word.as_str() {
            "\\l" if !is_quoted => place = words.next().map(|(place, _)| place),
            // These two have a value.
            "\\o" | "\\t" if !is_quoted => drop(words.next()),
            _ if !is_quoted && word.starts_with('\\') => {}
            _ => {
                address.get_or_insert(word);
            }
        }
    }
    with_place(address.filter(|address| !address.is_empty())?, place.as_deref())
}

/// An address with the place in the document that it leads to; none if it is absurdly long.
pub(super) fn with_place(address: String, place: Option<&str>) -> Option<String> {
    let address = match place.filter(|place| !place.is_empty()) {
        Some(place) => format!("{address}#{place}"),
        None => address,
    };
    (address.len() <= LONGEST_ADDRESS).then_some(address)
}

/// The words of an instruction; quotation marks hold one together, and `\\` is a backslash in it.
struct InstructionWords<'a> {
    rest: &'a str,
}

impl InstructionWords<'_> {
    /// The next word, and whether it stands in quotation marks.
    fn next(&mut self) -> Option<(String, bool)> {
        let rest = self.rest.trim_start();
        let Some(quoted) = rest.strip_prefix('"') else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, rest) = rest.split_at_checked(end)?;
            self.rest = rest;
            return (!word.is_empty()).then(|| (word.to_owned(), false));
        };
        let mut word = String::new();
        let mut chars = quoted.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => break,
                '\\' => word.extend(chars.next()),
                c => word.push(c),
            }
        }
        self.rest = chars.as_str();
        Some((word, true))
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::field::*;

    #[test]
    fn an_instruction_gives_its_address() {
        let cases = [
            (" HYPERLINK \"http://itu.int/go/tsg16\" ", Some("http://itu.int/go/tsg16")),
            ("hyperlink mailto:a@b.int \\h", Some("mailto:a@b.int")),
            (
                r#"HYPERLINK "https://a.int/" \l "part" \o "see there" \n"#,
                Some("https://a.int/#part"),
            ),
            (r#"HYPERLINK \o "tip" "file:\\\\host\\x""#, Some(r"file:\\host\x")),
            (r#"HYPERLINK \l "_Toc1""#, None),
            ("HYPERLINK \"\"", None),
            ("HYPERLINK", None),
            ("PAGE \\* MERGEFORMAT", None),
            ("HYPERLINK \"http://open", Some("http://open")),
        ];
        for (instruction, expected) in cases {
            assert_eq!(address(instruction).as_deref(), expected, "{instruction}");
        }
        assert_eq!(address(&format!("HYPERLINK {}", "x".repeat(LONGEST_ADDRESS + 1))), None);
    }

    #[test]
    fn fields_nest_and_are_given_up() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct("HYPERLINK ");
        fields.begin();
        fields.instruct("DOCPROPERTY x");
        assert!(fields.is_instruction());
        fields.separate(3);
        assert!(fields.is_instruction(), "the outer one goes on");
        assert_eq!(fields.end(), None);
        fields.instruct("http://a");
        fields.separate(5);
        assert!(!fields.is_instruction());
        assert_eq!(fields.end(), Some((5, "http://a".to_owned())));
        for _ in 0..1000 {
            fields.begin();
        }
        assert_eq!(fields.open.len(), DEEPEST);
        fields.end_paragraph();
        assert_eq!(fields.end(), None);
    }
}

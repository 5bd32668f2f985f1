//! The lines of any feed as components, even if they are damaged (RFC 5545 section 3.1).

/// Components nested deeper than this are skipped; those of RFC 5545 are three deep.
const DEEPEST: usize = 16;

/// A component and its contents.
#[derive(Debug, Default)]
pub(super) struct ComponentLines {
    /// Its name in capitals.
    pub(super) name: String,
    pub(super) lines: Vec<PropertyLine>,
    pub(super) parts: Vec<ComponentLines>,
    /// Whether the next component or the end of the feed cut it off.
    pub(super) is_cut_off: bool,
    /// The line of its BEGIN.
    number: usize,
}

/// A content line.
#[derive(Debug)]
pub(super) struct PropertyLine {
    /// The name in capitals.
    pub(super) name: String,
    /// Names in capitals and values without quotation marks.
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

/// A part of a feed that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl ComponentLines {
    /// The first line of a name.
    pub(super) fn get(&self, name: &str) -> Option<&PropertyLine> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// All lines of a name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s PropertyLine> {
        self.lines.iter().filter(move |line| line.name == name)
    }
}

impl PropertyLine {
    /// Reads a content line.
    fn read(text: &str) -> Option<Self> {
        let mut fields = Vec::new();
        let (mut from, mut is_quoted) = (0, false);
        for (at, c) in text.char_indices() {
            match c {
                '"' => is_quoted = !is_quoted,
                ';' | ':' if !is_quoted => {
                    fields.push(text.get(from..at)?);
                    from = at + 1;
                    if c == ':' {
                        break;
                    }
                }
                _ => {}
            }
        }
        let value = text.get(from..)?.to_owned();
        let (name, parameters) = fields.split_first()?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let name = Some(name.to_ascii_uppercase()).filter(|name| name.chars().all(is_name))?;
        let ends_at_colon = text.get(..from)?.ends_with(':') && !name.is_empty();
        let parameters = parameters.iter().filter_map(|parameter| parameter.split_once('='));
        let parameters = parameters
            .map(|(name, value)| (name.to_ascii_uppercase(), value.trim_matches('"').to_owned()));
        let parameters = parameters.collect();
        ends_at_colon.then_some(Self { name, parameters, value })
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The line with its parameters in a fixed order.
    pub(super) fn written(&self) -> String {
        let mut parameters: Vec<String> =
            self.parameters.iter().map(|(name, value)| format!(";{name}={value}")).collect();
        parameters.sort_unstable();
        format!("{}{}:{}", self.name, parameters.concat(), self.value)
    }
}

/// The outermost components of a feed, and the first thing that cannot be read.
pub(super) fn components(feed: &[u8]) -> (Vec<ComponentLines>, Option<Flaw>) {
    let mut tree = ComponentTree::default();
    for (number, octets) in unfolded(feed) {
        let text = String::from_utf8_lossy(&octets);
        tree.last = number;
        if std::str::from_utf8(&octets).is_err() {
            tree.flaw(number, "it is not UTF-8".to_owned());
        }
        let Some(line) = PropertyLine::read(&text) else {
            tree.flaw(number, "it is not a property".to_owned());
            continue;
        };
        match line.name.as_str() {
            "BEGIN" => tree.begin(line.value.trim().to_ascii_uppercase(), number),
            "END" => tree.end(&line.value.trim().to_ascii_uppercase(), number),
            _ => {
                if let Some(open) = tree.open.last_mut() {
                    open.lines.push(line);
                }
            }
        }
    }
    tree.cut_off_down_to(0);
    (tree.outermost, tree.flaw)
}

#[derive(Default)]
struct ComponentTree {
    outermost: Vec<ComponentLines>,
    open: Vec<ComponentLines>,
    flaw: Option<Flaw>,
    /// The number of the last line.
    last: usize,
}

impl ComponentTree {
    fn flaw(&mut self, line: usize, what: String) {
        self.flaw.get_or_insert(Flaw { line, what });
    }

    fn begin(&mut self, name: String, number: usize) {
        // A component that must be directly in a calendar closes one without an END.
        let into = match name.as_str() {
            "VCALENDAR" => Some(0),
            "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VTIMEZONE" => Some(1),
            _ if self.open.len() >= DEEPEST => Some(DEEPEST - 1),
            _ => None,
        };
        if let Some(into) = into {
            let in_calendar = self.open.first().is_some_and(|part| part.name == "VCALENDAR");
            self.cut_off_down_to(if in_calendar { into } else { 0 });
        }
        self.open.push(ComponentLines { name, number, ..ComponentLines::default() });
    }

    fn end(&mut self, name: &str, number: usize) {
        match self.open.iter().rposition(|part| part.name == name) {
            Some(at) => {
                self.cut_off_down_to(at + 1);
                self.close();
            }
            None => self.flaw(number, format!("END:{name} has no BEGIN")),
        }
    }

    /// Closes components without an END until this many are open.
    fn cut_off_down_to(&mut self, remaining: usize) {
        while self.open.len() > remaining {
            let Some(part) = self.open.last_mut() else { return };
            part.is_cut_off = true;
            let (name, number) = (&part.name, part.number);
            let what = format!("BEGIN:{name} has no END:{name}");
            self.flaw.get_or_insert(Flaw { line: number, what });
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(part) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(outer) => outer.parts.push(part),
            None => self.outermost.push(part),
        }
    }
}

/// The content lines with the numbers of their first lines. Lines are unfolded as octets, because
/// some programs fold within a character; lines end with CR and LF, or with one of them.
fn unfolded(feed: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let feed = feed.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(feed);
    let mut contents: Vec<(usize, Vec<u8>)> = Vec::new();
    for (number, whole) in (1..).zip(feed.split(|octet| *octet == b'\n')) {
        for line in whole.split(|octet| *octet == b'\r').filter(|line| !line.is_empty()) {
            match (line, contents.last_mut()) {
                ([b' ' | b'\t', rest @ ..], Some((_, content))) => content.extend_from_slice(rest),
                _ => contents.push((number, line.to_vec())),
            }
        }
    }
    contents.retain(|(_, content)| !content.trim_ascii().is_empty());
    contents
}

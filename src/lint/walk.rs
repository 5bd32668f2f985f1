//! The walk through a feed: its properties in their order, and each component when it is complete.

use super::property::FeedProperty;
use super::rule::{LintReport, Rule, fault, named, quoted};
use super::source::FeedSource;
use crate::finding::Place;

/// Components deeper than this are not looked into; those of RFC 5545 are three deep.
const DEEPEST: usize = 16;

/// The most properties and components within one component of a calendar that are looked at
/// together; likewise in the head of a calendar.
const MOST_PARTS: usize = 20_000;

/// The most BEGIN and END of one line that are read.
const MOST_GLUED: usize = 10;

/// What the walk itself finds.
pub(super) const RULES: [Rule; 4] = [SYNTAX, GLUED, NESTING, TOO_LONG];

const SYNTAX: Rule = fault(
    "syntax",
    "RFC 5545, 3.1",
    "after a raw line break Thunderbird drops the event, and seven of nine parsers the file",
    "write NAME:value; a line break within a text is `\\n`, a long line goes on behind a line break and one space, and a parameter with `:`, `;` or `,` stands between quotation marks",
);

const GLUED: Rule = fault(
    "glued",
    "RFC 5545, 3.1",
    "programs look for BEGIN and END at the beginning of a line, and lose the component or the whole calendar",
    "write each BEGIN and END on a line of its own, and nothing before the first one",
);

const NESTING: Rule = fault(
    "nesting",
    "RFC 5545, 3.6",
    "nothing says where a component ends and what belongs to it",
    "close each BEGIN with its own END, inside the component that it belongs to",
);

const TOO_LONG: Rule = fault(
    "too-long",
    "a bound of this program",
    "this program keeps no more of a component: what follows is judged property by property",
    "look for a missing END",
);

/// A component that is complete, or that the next one or the end of the feed cut off.
pub(super) struct FeedComponent<'a> {
    /// Its name in capitals.
    pub(super) name: String,
    pub(super) begin: Place,
    pub(super) properties: Vec<FeedProperty<'a>>,
    pub(super) components: Vec<FeedComponent<'a>>,
}

impl<'a> FeedComponent<'a> {
    /// Its first property of a name.
    pub(super) fn get(&self, name: &str) -> Option<&FeedProperty<'a>> {
        self.properties.iter().find(|property| property.name == name)
    }

    fn is_calendar(&self) -> bool {
        self.name == "VCALENDAR"
    }

    /// All its properties of a name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s FeedProperty<'a>> {
        self.properties.iter().filter(move |property| property.name == name)
    }
}

/// The receiver of what the walk meets.
pub(super) trait Visitor<'a> {
    /// A property of the component of a name.
    fn property(&mut self, property: &FeedProperty<'a>, component: &str, report: &mut LintReport);
    /// A component of a calendar, or one that stands alone, with all within it; a calendar comes
    /// last and has no components.
    fn component(&mut self, component: FeedComponent<'a>, report: &mut LintReport);
}

/// Walks through a feed.
pub(super) fn walk<'a>(
    source: &'a FeedSource<'a>,
    visitor: &mut dyn Visitor<'a>,
    report: &mut LintReport,
) {
    let mut walk = ComponentWalk { visitor, report, open: Vec::new(), deep: 0 };
    for mut content in source.contents() {
        let mut glued = Vec::new();
        while let Some(at) = glued_at(&content.text)
            && glued.len() < MOST_GLUED
        {
            let rest = content.split_off(at);
            let line = rest.text.trim_end();
            let message = match content.text.trim() {
                "" => format!("white space stands before {line} on its line"),
                text => format!("text stands before {line} on its line: {}", quoted(text)),
            };
            walk.report.add(&GLUED, rest.place(0, line.len()), message);
            glued.push(rest);
        }
        // What stood before it may be a property, and else it is named already.
        let is_glued = !glued.is_empty();
        match FeedProperty::read(content) {
            Ok(property) => walk.property(property, is_glued),
            Err(_) if is_glued => {}
            Err(wrong) => walk.report.add(&SYNTAX, wrong.place, wrong.message),
        }
        for property in glued.into_iter().rev().flat_map(FeedProperty::read) {
            walk.property(property, false);
        }
    }
    walk.cut_off_down_to(0);
}

/// Where a BEGIN or END of a component begins that does not stand at the beginning of its line.
pub(super) fn glued_at(line: &str) -> Option<usize> {
    let (start, name) = line.trim_end().rsplit_once(':')?;
    let is_end = |word: &str| {
        let at = start.len().checked_sub(word.len())?;
        start.get(at..)?.eq_ignore_ascii_case(word).then_some(at)
    };
    let at = is_end("BEGIN").or_else(|| is_end("END")).filter(|at| *at > 0)?;
    belongs_into(&name.to_ascii_uppercase())?;
    let before = start.get(..at)?;
    // Within a text it stands behind a space, a mark or a line break.
    let is_text = before.ends_with([':', '=', '"', '`']) || before.ends_with("\\n");
    let is_apart = before.ends_with(char::is_whitespace) && !before.trim().is_empty();
    (!is_text && !is_apart).then_some(at)
}

struct ComponentWalk<'a, 'v> {
    visitor: &'v mut dyn Visitor<'a>,
    report: &'v mut LintReport,
    open: Vec<OpenComponent<'a>>,
    /// How many components too deep to be kept are open.
    deep: usize,
}

/// A component that has no END yet.
struct OpenComponent<'a> {
    component: FeedComponent<'a>,
    /// How many properties and components it has, with all that is within them; only its own
    /// properties if it is a calendar.
    parts: usize,
}

impl<'a> ComponentWalk<'a, '_> {
    /// Takes a property in; `is_glued` if it stands before a BEGIN or END on one line.
    fn property(&mut self, property: FeedProperty<'a>, is_glued: bool) {
        match property.name.as_str() {
            "BEGIN" => self.begin(&property),
            "END" => self.end(&property),
            _ if self.deep > 0 => {}
            name => {
                let Some(open) = self.open.last() else {
                    if is_glued {
                        return;
                    }
                    let message = format_args!("{} stands outside of every component", named(name));
                    self.report.add(&NESTING, property.name_place(), message);
                    return;
                };
                self.visitor.property(&property, &open.component.name, self.report);
                if self.has_room(property.name_place())
                    && let Some(open) = self.open.last_mut()
                {
                    open.component.properties.push(property);
                }
            }
        }
    }

    /// Counts a property or a component of the innermost open component. Whether it is kept.
    fn has_room(&mut self, place: Place) -> bool {
        let in_calendar = self.open.first().is_some_and(|open| open.component.is_calendar());
        let counted = usize::from(in_calendar && self.open.len() > 1);
        let Some(open) = self.open.get_mut(counted) else { return false };
        open.parts += 1;
        if open.parts == MOST_PARTS + 1 {
            let message = format_args!(
                "{} has more than {MOST_PARTS} properties; from this one on they were looked at one by one only",
                named(&open.component.name)
            );
            self.report.add(&TOO_LONG, place, message);
        }
        open.parts <= MOST_PARTS
    }

    fn begin(&mut self, begin: &FeedProperty<'a>) {
        let name = begin.value().trim_end().to_ascii_uppercase();
        if let Some(into) = belongs_into(&name) {
            let outer = self.position(|open| into.contains(&open));
            match outer {
                // The one before has no END: what follows is read all the same.
                Some(outer) => self.cut_off_down_to(outer + 1),
                None if into.is_empty() => self.cut_off_down_to(0),
                None if self.deep > 0 => {}
                None => {
                    let message = format_args!("{name} stands outside of {}", into.join(" and "));
                    self.report.add(&NESTING, begin.place(), message);
                }
            }
        }
        if self.open.len() >= DEEPEST {
            if self.deep == 0 {
                let message = format_args!(
                    "{} is the {DEEPEST}th component within another; what is in it was not looked at",
                    named(&name)
                );
                self.report.add(&NESTING, begin.place(), message);
            }
            self.deep += 1;
            return;
        }
        let component = FeedComponent {
            name,
            begin: begin.place(),
            properties: Vec::new(),
            components: Vec::new(),
        };
        self.open.push(OpenComponent { component, parts: 0 });
    }

    fn end(&mut self, end: &FeedProperty<'a>) {
        let name = end.value().trim_end().to_ascii_uppercase();
        let at = self.position(|open| open == name);
        // One of the names of the RFC does not stand so deep.
        if self.deep > 0 && (at.is_none() || belongs_into(&name).is_none()) {
            self.deep -= 1;
            return;
        }
        let Some(at) = at else {
            let message = format_args!("END:{} has no BEGIN", named(&name));
            self.report.add(&NESTING, end.place(), message);
            return;
        };
        self.cut_off_down_to(at + 1);
        self.close();
    }

    /// The innermost open component with a certain name.
    fn position(&self, is_it: impl Fn(&str) -> bool) -> Option<usize> {
        self.open.iter().rposition(|open| is_it(&open.component.name))
    }

    /// Closes the components that have no END, those too deep to be kept too, until so many are open.
    fn cut_off_down_to(&mut self, remaining: usize) {
        self.deep = 0;
        while self.open.len() > remaining {
            if let Some(OpenComponent { component, .. }) = self.open.last() {
                let message = format_args!("BEGIN:{} has no END", named(&component.name));
                self.report.add(&NESTING, component.begin, message);
            }
            self.close();
        }
    }

    /// Closes the innermost component.
    fn close(&mut self) {
        let Some(OpenComponent { component, .. }) = self.open.pop() else { return };
        if self.open.last().is_none_or(|outer| outer.component.is_calendar()) {
            self.visitor.component(component, self.report);
        } else if self.has_room(component.begin)
            && let Some(outer) = self.open.last_mut()
        {
            outer.component.components.push(component);
        }
    }
}

/// Where a component of RFC 5545 stands: nowhere within another, or within one of these.
fn belongs_into(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "VCALENDAR" => Some(&[]),
        "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VTIMEZONE" => Some(&["VCALENDAR"]),
        "STANDARD" | "DAYLIGHT" => Some(&["VTIMEZONE"]),
        "VALARM" => Some(&["VEVENT", "VTODO"]),
        _ => None,
    }
}

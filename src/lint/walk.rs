//! The walk through a feed: its properties in their order, and each component when it is complete.

use super::property::Property;
use super::rule::{Report, Rule, fault};
use super::source::Source;
use crate::finding::Place;

/// Components deeper than this are not looked into; those of RFC 5545 are three deep.
const DEEPEST: usize = 16;

/// The most properties of one component, with all that is within it, that are looked at together.
const MOST_PROPERTIES: usize = 20_000;

/// What the walk itself finds.
pub(super) const RULES: [Rule; 3] = [SYNTAX, NESTING, TOO_LONG];

const SYNTAX: Rule = fault(
    "syntax",
    "RFC 5545, 3.1",
    "after a raw line break Thunderbird drops the event, and seven of nine parsers the file",
    "write NAME:value; a line break within a text is `\\n`, a long line goes on behind a line break and one space, and a parameter with `:`, `;` or `,` stands between quotation marks",
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
pub(super) struct Component<'a> {
    /// Its name in capitals.
    pub(super) name: String,
    /// The place of its BEGIN.
    pub(super) begin: Place,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) components: Vec<Component<'a>>,
}

impl<'a> Component<'a> {
    /// Its first property of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Property<'a>> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// All its properties of a name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Property<'a>> {
        self.properties.iter().filter(move |property| property.name == name)
    }
}

/// Who is told of what the walk meets.
pub(super) trait Visitor<'a> {
    /// A property of the component of a name.
    fn property(&mut self, property: &Property<'a>, component: &str, report: &mut Report);
    /// A component of a calendar, or one that stands alone, with all within it; a calendar comes
    /// last and has no components.
    fn component(&mut self, component: Component<'a>, report: &mut Report);
}

/// Walks through a feed.
pub(super) fn walk<'a>(source: &'a Source<'a>, visitor: &mut dyn Visitor<'a>, report: &mut Report) {
    let mut walk = Walk { visitor, report, open: Vec::new(), deep: 0, kept: 0 };
    for content in source.contents() {
        match Property::read(content) {
            Ok(property) => walk.property(property),
            Err(wrong) => walk.report.add(&SYNTAX, Some(wrong.place), wrong.message, None),
        }
    }
    walk.deep = 0;
    while !walk.open.is_empty() {
        walk.cut_off();
    }
}

struct Walk<'a, 'v> {
    visitor: &'v mut dyn Visitor<'a>,
    report: &'v mut Report,
    open: Vec<Component<'a>>,
    /// How many components too deep to be kept are open.
    deep: usize,
    /// How many properties are kept of the component of the calendar that is open.
    kept: usize,
}

impl<'a> Walk<'a, '_> {
    fn property(&mut self, property: Property<'a>) {
        match property.name.as_str() {
            "BEGIN" => self.begin(&property),
            "END" => self.end(&property),
            _ if self.deep > 0 => {}
            name => match self.open.last_mut() {
                None => {
                    let message = format!("{name} stands outside of every component");
                    self.report.add(&NESTING, Some(property.name_place()), message, None);
                }
                Some(component) => {
                    self.visitor.property(&property, &component.name, self.report);
                    self.kept += 1;
                    if self.kept < MOST_PROPERTIES && component.properties.len() < MOST_PROPERTIES {
                        component.properties.push(property);
                    } else if self.kept == MOST_PROPERTIES {
                        let message = format!(
                            "{} has more than {MOST_PROPERTIES} properties; those behind this one were looked at one by one only",
                            component.name
                        );
                        self.report.add(&TOO_LONG, Some(property.name_place()), message, None);
                    }
                }
            },
        }
    }

    fn begin(&mut self, begin: &Property<'a>) {
        let name = begin.value().trim_end().to_ascii_uppercase();
        let belongs = belongs_into(&name);
        // The one before has no END: what follows is read all the same.
        if let Some(into) = belongs.filter(|_| self.deep == 0) {
            let outer = self.open.iter().rposition(|open| into.contains(&open.name.as_str()));
            match outer {
                Some(outer) => {
                    while self.open.len() > outer + 1 {
                        self.cut_off();
                    }
                }
                None if into.is_empty() && !self.open.is_empty() => {
                    while !self.open.is_empty() {
                        self.cut_off();
                    }
                }
                None if into.is_empty() => {}
                None => {
                    let message = format!("{name} stands outside of {}", into.join(" and "));
                    self.report.add(&NESTING, Some(begin.place()), message, None);
                }
            }
        }
        if self.open.len() >= DEEPEST || self.kept >= MOST_PROPERTIES {
            if self.deep == 0 && self.open.len() >= DEEPEST {
                let message = format!(
                    "{name} is the {DEEPEST}th component within another; what is in it was not looked at"
                );
                self.report.add(&NESTING, Some(begin.place()), message, None);
            }
            self.deep += 1;
            return;
        }
        if self.open.len() <= 1 {
            self.kept = 0;
        }
        self.kept += 1;
        self.open.push(Component {
            name,
            begin: begin.place(),
            properties: Vec::new(),
            components: Vec::new(),
        });
    }

    fn end(&mut self, end: &Property<'a>) {
        let name = end.value().trim_end().to_ascii_uppercase();
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
            let message = format!("END:{name} has no BEGIN");
            self.report.add(&NESTING, Some(end.place()), message, None);
            return;
        };
        while self.open.len() > at + 1 {
            self.cut_off();
        }
        self.close();
    }

    /// Closes the innermost component, which has no END.
    fn cut_off(&mut self) {
        if let Some(open) = self.open.last() {
            let message = format!("BEGIN:{} has no END", open.name);
            self.report.add(&NESTING, Some(open.begin), message, None);
        }
        self.close();
    }

    fn close(&mut self) {
        let Some(component) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(outer) if outer.name != "VCALENDAR" => outer.components.push(component),
            _ => {
                self.kept = 0;
                self.visitor.component(component, self.report);
            }
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

//! Lists: their definitions (ISO 29500-1 section 17.9).

use crate::letter::read::docx::figures::Figures;
use crate::letter::read::docx::xml::{XmlNode, XmlTree};
use std::collections::BTreeMap;

/// How many levels a list has.
pub(super) const LEVELS: usize = 9;
/// How long the text of a level may be, in characters.
const LONGEST_TEXT: usize = 64;
/// How many definitions may refer to one another by styles; more are a circle.
const LONGEST_CHAIN: usize = 8;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<i64, NumberedList>,
    definitions: BTreeMap<i64, Definition>,
}

/// A list: a definition with what it has otherwise.
#[derive(Debug, Default)]
struct NumberedList {
    definition: i64,
    levels: BTreeMap<usize, ListLevel>,
    starts: BTreeMap<usize, u32>,
}

/// A definition that lists share, and with it their counters.
#[derive(Debug, Default)]
struct Definition {
    levels: BTreeMap<usize, ListLevel>,
    /// The style of lists that this definition makes.
    makes_style: Option<String>,
    /// The style of lists whose definition stands for this one.
    has_style: Option<String>,
}

/// A level of a list.
#[derive(Debug, Default)]
pub(super) struct ListLevel {
    /// The number of the first paragraph.
    start: u32,
    /// How numbers are written.
    pub(super) figures: Option<Figures>,
    /// The number with what stands about it: `%1.%2)`.
    pub(super) text: String,
    /// Whether all numbers in it are decimal.
    pub(super) is_legal: bool,
    /// The level, counted from 1, after which it starts anew; 0 is never.
    pub(super) restart: Option<usize>,
    /// The style of paragraphs that belong to it.
    style: Option<String>,
}

impl ListLevel {
    fn read(node: XmlNode<'_>) -> Self {
        let unsigned = |name| node.number_of(name).and_then(|number| u32::try_from(number).ok());
        let restart = node.number_of("lvlRestart");
        Self {
            // ISO 29500-1 section 17.9.25: without a start a level begins at 0.
            start: unsigned("start").unwrap_or(0),
            figures: node.value_of("numFmt").map(|name| Figures::of_name(&name)),
            text: node.value_of("lvlText").unwrap_or_default().chars().take(LONGEST_TEXT).collect(),
            is_legal: node.switch("isLgl").unwrap_or(false),
            restart: restart.and_then(|level| usize::try_from(level).ok()),
            style: node.value_of("pStyle").map(String::from),
        }
    }
}

/// The level that a `w:lvl` or `w:lvlOverride` is about.
fn level_of(node: XmlNode<'_>) -> Option<usize> {
    node.attribute("ilvl")?.trim().parse().ok().filter(|&level| level < LEVELS)
}

fn levels(node: XmlNode<'_>) -> BTreeMap<usize, ListLevel> {
    let levels = node.children().filter(|child| child.name() == "lvl");
    levels.filter_map(|level| Some((level_of(level)?, ListLevel::read(level)))).collect()
}

fn id(node: XmlNode<'_>, attribute: &str) -> Option<i64> {
    node.attribute(attribute)?.trim().parse().ok()
}

impl Numbering {
    /// Reads the part with the lists.
    pub(super) fn read(tree: &XmlTree<'_>) -> Self {
        let mut numbering = Self::default();
        for node in tree.root().into_iter().flat_map(|root| root.children()) {
            match node.name() {
                "abstractNum" => numbering.add_definition(node),
                "num" => numbering.add_list(node),
                _ => {}
            }
        }
        numbering.resolve_styles();
        numbering
    }

    /// Leads each list to the definition that stands for its own (ISO 29500-1 section 17.9.21).
    fn resolve_styles(&mut self) {
        let made = self.definitions.iter();
        let made: BTreeMap<&String, i64> =
            made.filter_map(|(&id, made)| Some((made.makes_style.as_ref()?, id))).collect();
        for list in self.lists.values_mut() {
            for _ in 0..LONGEST_CHAIN {
                let style =
                    self.definitions.get(&list.definition).and_then(|d| d.has_style.as_ref());
                let Some(&id) = style.and_then(|style| made.get(style)) else { break };
                list.definition = id;
            }
        }
    }

    fn add_definition(&mut self, node: XmlNode<'_>) {
        let Some(id) = id(node, "abstractNumId") else { return };
        let definition = Definition {
            levels: levels(node),
            makes_style: node.value_of("styleLink").map(String::from),
            has_style: node.value_of("numStyleLink").map(String::from),
        };
        self.definitions.insert(id, definition);
    }

    fn add_list(&mut self, node: XmlNode<'_>) {
        let Some((id, definition)) = id(node, "numId").zip(node.number_of("abstractNumId")) else {
            return;
        };
        let mut list = NumberedList { definition, ..NumberedList::default() };
        for changed in node.children().filter(|child| child.name() == "lvlOverride") {
            let Some(level) = level_of(changed) else { continue };
            if let Some(definition) = changed.child("lvl") {
                list.levels.insert(level, ListLevel::read(definition));
            }
            let start = changed.number_of("startOverride");
            if let Some(start) = start.and_then(|start| u32::try_from(start).ok()) {
                list.starts.insert(level, start);
            }
        }
        self.lists.insert(id, list);
    }

    /// The definition whose counters a list uses.
    pub(super) fn definition(&self, list: i64) -> Option<i64> {
        self.lists.get(&list).map(|list| list.definition)
    }

    /// A level of a list.
    pub(super) fn level(&self, list: i64, level: usize) -> Option<&ListLevel> {
        let own = self.lists.get(&list)?.levels.get(&level);
        own.or_else(|| self.definitions.get(&self.definition(list)?)?.levels.get(&level))
    }

    /// Whether a list starts a level anew although its definition goes on elsewhere.
    pub(super) fn starts_anew(&self, list: i64, level: usize) -> bool {
        self.lists.get(&list).is_some_and(|list| list.starts.contains_key(&level))
    }

    /// The number of the first paragraph of a level.
    pub(super) fn start(&self, list: i64, level: usize) -> u32 {
        let own = self.lists.get(&list).and_then(|list| list.starts.get(&level)).copied();
        own.or_else(|| self.level(list, level).map(|level| level.start)).unwrap_or(0)
    }

    /// The level of a list that is a style's.
    pub(super) fn level_of_style(&self, list: i64, style: &str) -> Option<usize> {
        (0..LEVELS).find(|&level| {
            self.level(list, level).is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }
}

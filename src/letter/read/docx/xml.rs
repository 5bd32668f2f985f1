//! XML as a tree: a part of the package, parsed at once within bounds.
//!
//! Names are compared without their prefix: the transitional and the strict form of the format differ
//! in their namespaces and in nothing that a letter needs (ISO 29500-4), and any prefix may stand for
//! them. The tree is one list and borrows from the part's text, so that a bomb has little to unfold.

use crate::letter::read::document::UnreadableDocument;
use crate::letter::read::docx::refusal;
use memchr::memmem;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// How deep elements may be nested; the readers of the tree call themselves this often at most.
const DEEPEST: usize = 256;
/// How many elements and texts a part may have.
const LARGEST: usize = 1 << 20;
/// Stands for no node; the list is never as long.
const NONE: u32 = u32::MAX;

/// A part as a tree.
#[derive(Debug)]
pub(in crate::letter::read) struct XmlTree<'a> {
    nodes: Vec<RawXml<'a>>,
    /// Whether the outermost element says that white space is kept.
    keeps_space: bool,
}

#[derive(Debug)]
struct RawXml<'a> {
    content: XmlContent<'a>,
    first: u32,
    next: u32,
}

#[derive(Debug)]
enum XmlContent<'a> {
    /// A tag without its angle brackets, and how long its name is.
    Element(&'a str, u32),
    Text(&'a str),
    Char(char),
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub(in crate::letter::read) struct XmlNode<'t> {
    tree: &'t XmlTree<'t>,
    raw: &'t RawXml<'t>,
}

impl<'a> XmlTree<'a> {
    /// Parses a part.
    pub(in crate::letter::read) fn parse(source: &'a str) -> Result<Self, UnreadableDocument> {
        let mut reader = Reader::from_str(source);
        let mut growing = XmlBuilder { nodes: Vec::new(), open: Vec::new(), last: NONE };
        let mut before = 0;
        loop {
            let (event, after) = next(&mut reader)?;
            let piece = source.get(before..after).unwrap_or("");
            before = after;
            match event {
                Event::Start(tag) => {
                    let node = growing.add(element(piece, &tag)?)?;
                    growing.open(node)?;
                }
                Event::Empty(tag) => {
                    growing.add(element(piece, &tag)?)?;
                }
                Event::End(_) => growing.close(),
                Event::Text(_) => growing.add_text(XmlContent::Text(piece))?,
                Event::CData(text) => {
                    let inside = piece.get("<![CDATA[".len()..).unwrap_or("");
                    growing.add_text(XmlContent::Text(inside.get(..text.len()).unwrap_or("")))?;
                }
                Event::GeneralRef(name) => growing.add_text(XmlContent::Char(character(&name)?))?,
                // ISO 29500-2 section 10.1.2 (ECMA-376-2 8.1.4): a part has no DTD.
                Event::DocType(_) => return Err(refusal::doctype()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof => break,
            }
        }
        if !growing.open.is_empty() || growing.nodes.is_empty() {
            return Err(too_early());
        }
        let mut tree = Self { nodes: growing.nodes, keeps_space: false };
        tree.keeps_space = tree.root().is_some_and(XmlNode::says_preserve);
        Ok(tree)
    }

    /// The outermost element.
    pub(in crate::letter::read) fn root(&self) -> Option<XmlNode<'_>> {
        self.nodes.first().map(|raw| XmlNode { tree: self, raw })
    }

    fn raw(&self, at: u32) -> Option<&RawXml<'a>> {
        self.nodes.get(usize::try_from(at).ok()?)
    }
}

/// An element that is parsed when it is asked for.
#[derive(Debug)]
pub(super) struct Unparsed<'a> {
    tag: XmlContent<'a>,
    source: &'a str,
}

impl<'a> Unparsed<'a> {
    /// The elements in the outermost one of a part. A document uses a few of its hundreds of styles, and
    /// to parse all of them takes longer than to read it. None may hold another one of its name.
    pub(super) fn all_in(source: &'a str) -> Result<Vec<Self>, UnreadableDocument> {
        let (mut all, mut rest, mut is_inside) = (Vec::new(), source, false);
        loop {
            let mut reader = Reader::from_str(rest);
            reader.config_mut().allow_unmatched_ends = true;
            let (event, mut after) = next(&mut reader)?;
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) if is_inside => {
                    if all.len() >= LARGEST {
                        return Err(refusal::too_large());
                    }
                    if !is_empty {
                        after = behind(rest, tag.name().0).ok_or_else(too_early)?;
                    }
                    let source = rest.get(..after).unwrap_or("");
                    all.push(Self { tag: element(source, &tag)?, source });
                }
                Event::Start(_) => is_inside = true,
                Event::End(_) | Event::Empty(_) => return Ok(all),
                Event::DocType(_) => return Err(refusal::doctype()),
                Event::Eof => return Err(too_early()),
                _ => {}
            }
            rest = rest.get(after..).unwrap_or("");
        }
    }

    /// Its name without a prefix.
    pub(super) fn name(&self) -> &'a str {
        self.tag.name()
    }

    /// An attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.tag.attribute(name)
    }

    /// Parses it.
    pub(super) fn parse(&self) -> Result<XmlTree<'a>, UnreadableDocument> {
        XmlTree::parse(self.source)
    }
}

/// What stands next, and where it ends.
fn next<'a>(reader: &mut Reader<&'a [u8]>) -> Result<(Event<'a>, usize), UnreadableDocument> {
    let event =
        reader.read_event().map_err(|_| refusal::not_xml("its tags do not fit together"))?;
    Ok((event, usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)))
}

/// The place behind the end tag of a name.
fn behind(source: &str, name: &str) -> Option<usize> {
    let tag = format!("</{name}");
    memmem::find_iter(source.as_bytes(), &tag).find_map(|at| {
        let rest = source.get(at + tag.len()..)?.trim_start().strip_prefix('>')?;
        Some(source.len() - rest.len())
    })
}

fn too_early() -> UnreadableDocument {
    refusal::not_xml("it ends too early")
}

/// A tree while it is parsed.
struct XmlBuilder<'a> {
    nodes: Vec<RawXml<'a>>,
    open: Vec<u32>,
    /// The node before the next one in the same element.
    last: u32,
}

impl<'a> XmlBuilder<'a> {
    fn add(&mut self, content: XmlContent<'a>) -> Result<u32, UnreadableDocument> {
        if self.nodes.len() >= LARGEST {
            return Err(refusal::too_large());
        }
        let at = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let (before, is_first) = match (self.last, self.open.last()) {
            (NONE, Some(&parent)) => (parent, true),
            (last, _) => (last, false),
        };
        let before = usize::try_from(before).ok().and_then(|before| self.nodes.get_mut(before));
        if let Some(before) = before {
            *(if is_first { &mut before.first } else { &mut before.next }) = at;
        }
        self.nodes.push(RawXml { content, first: NONE, next: NONE });
        self.last = at;
        Ok(at)
    }

    /// Adds a text if it stands in an element whose text counts; all other text is white space.
    fn add_text(&mut self, content: XmlContent<'a>) -> Result<(), UnreadableDocument> {
        let parent = self.open.last().and_then(|&at| self.nodes.get(usize::try_from(at).ok()?));
        match parent.map(|parent| parent.content.name()) {
            Some("t" | "instrText" | "v") => self.add(content).map(|_| ()),
            _ => Ok(()),
        }
    }

    fn open(&mut self, node: u32) -> Result<(), UnreadableDocument> {
        if self.open.len() >= DEEPEST {
            return Err(refusal::too_deep());
        }
        self.open.push(node);
        self.last = NONE;
        Ok(())
    }

    fn close(&mut self) {
        self.last = self.open.pop().unwrap_or(NONE);
    }
}

fn element<'a>(piece: &'a str, tag: &BytesStart<'_>) -> Result<XmlContent<'a>, UnreadableDocument> {
    let inside = piece.get(1..).and_then(|inside| inside.get(..tag.len()));
    let name = u32::try_from(tag.name().0.len());
    match (inside, name) {
        (Some(inside), Ok(name)) => Ok(XmlContent::Element(inside, name)),
        _ => Err(refusal::not_xml("a tag is too long")),
    }
}

/// One of the five entities of XML, or a character by its number.
fn character(name: &str) -> Result<char, UnreadableDocument> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    let found = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix("#x") {
            Some(digits) => number(digits, 16).and_then(char::from_u32),
            None => name
                .strip_prefix('#')
                .and_then(|digits| number(digits, 10))
                .and_then(char::from_u32),
        },
    };
    found.ok_or_else(|| refusal::not_xml(&format!("it has no entity `{name}`")))
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    // Names are short, and compared at each step in the tree.
    let colon = name.bytes().rposition(|byte| byte == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

impl<'a> XmlContent<'a> {
    /// The local name of an element; a text has none.
    fn name(&self) -> &'a str {
        match *self {
            Self::Element(tag, name) => {
                let name = usize::try_from(name).ok().and_then(|name| tag.get(..name));
                local(name.unwrap_or(""))
            }
            Self::Text(_) | Self::Char(_) => "",
        }
    }

    /// An attribute by its local name.
    fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let Self::Element(tag, length) = *self else { return None };
        let mut attributes = Attributes::new(tag, usize::try_from(length).ok()?);
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| local(attribute.key.0) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }
}

impl<'t> XmlNode<'t> {
    /// Its name without a prefix.
    pub(in crate::letter::read) fn name(self) -> &'t str {
        self.raw.content.name()
    }

    /// The elements in it.
    pub(in crate::letter::read) fn children(self) -> impl Iterator<Item = XmlNode<'t>> {
        self.nodes().filter(|node| matches!(node.raw.content, XmlContent::Element(..)))
    }

    fn nodes(self) -> impl Iterator<Item = XmlNode<'t>> {
        let node = |at: u32| self.tree.raw(at).map(|raw| XmlNode { tree: self.tree, raw });
        std::iter::successors(node(self.raw.first), move |before| node(before.raw.next))
    }

    /// The first element of a name in it.
    pub(in crate::letter::read) fn child(self, name: &str) -> Option<XmlNode<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// An attribute by its local name.
    pub(in crate::letter::read) fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        self.raw.content.attribute(name)
    }

    /// The attribute `val`, in which most elements of the format hold their value.
    pub(super) fn value(self) -> Option<Cow<'t, str>> {
        self.attribute("val")
    }

    /// The attribute `val` of a child.
    pub(super) fn value_of(self, child: &str) -> Option<Cow<'t, str>> {
        self.child(child)?.value()
    }

    /// The attribute `val` of a child as a number.
    pub(super) fn number_of(self, child: &str) -> Option<i64> {
        self.value_of(child)?.trim().parse().ok()
    }

    /// Whether a property is switched on or off by a child (ISO 29500-1 section 17.17.4).
    pub(super) fn switch(self, child: &str) -> Option<bool> {
        let value = self.child(child)?.value();
        Some(!matches!(value.as_deref(), Some("0" | "false" | "off")))
    }

    /// The text in it. White space is kept as ISO 29500-1 section 17.3.3.31 has it, and a line break in
    /// the XML is a space.
    pub(super) fn text(self) -> String {
        let mut text = String::new();
        for node in self.nodes() {
            match node.raw.content {
                XmlContent::Text(piece) => {
                    text.extend(piece.chars().filter(|&c| c != '\r').map(spaced))
                }
                XmlContent::Char(c) => text.push(spaced(c)),
                XmlContent::Element(..) => {}
            }
        }
        if self.tree.keeps_space || self.says_preserve() {
            return text;
        }
        text.trim_matches(' ').to_owned()
    }

    /// The text in it with its line breaks, as a cell of a workbook has them.
    pub(in crate::letter::read) fn lines(self) -> String {
        let mut text = String::new();
        for node in self.nodes() {
            match node.raw.content {
                XmlContent::Text(piece) => text.extend(piece.chars().filter(|&c| c != '\r')),
                XmlContent::Char(c) => text.push(c),
                XmlContent::Element(..) => {}
            }
        }
        text
    }

    fn says_preserve(self) -> bool {
        self.attribute("space").as_deref() == Some("preserve")
    }
}

/// No character inside of a paragraph but `w:br` breaks its line.
fn spaced(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::xml::*;

    fn refused(source: &str) -> String {
        XmlTree::parse(source).unwrap_err().message
    }

    #[test]
    fn names_lose_their_prefix_and_texts_their_entities() {
        let source = "<a:x xmlns:a='u'>\n <a:y b:val='1 &amp; 2'/><t> q &lt;&#x41;<![CDATA[<&]]> </t>\
                      <t xml:space='preserve'> a\r\nb </t></a:x>";
        let tree = XmlTree::parse(source).unwrap();
        let root = tree.root().unwrap();
        assert_eq!(root.name(), "x");
        assert_eq!(root.children().map(XmlNode::name).collect::<Vec<_>>(), ["y", "t", "t"]);
        assert_eq!(root.value_of("y").as_deref(), Some("1 & 2"));
        let texts: Vec<_> = root.children().skip(1).map(XmlNode::text).collect();
        assert_eq!(texts, ["q <A<&", " a b "]);
    }

    #[test]
    fn elements_wait_to_be_parsed() {
        let source = "<?xml?><!-- <s> --><x:a> <s id='1'><n/></s ><sn/><s id='2'/><s><n></s></x:a>";
        let all = Unparsed::all_in(source).unwrap();
        let names: Vec<_> = all.iter().map(|one| (one.name(), one.attribute("id"))).collect();
        let id = |id: &'static str| Some(Cow::Borrowed(id));
        assert_eq!(names, [("s", id("1")), ("sn", None), ("s", id("2")), ("s", None)]);
        let parsed: Vec<_> = all.iter().map(|one| one.parse().is_ok()).collect();
        assert_eq!(parsed, [true, true, true, false]);
        assert!(Unparsed::all_in("<a/>").unwrap().is_empty());
        for (wrong, why) in [("<a><s>", "early"), ("<a><s/>", "early"), ("<!DOCTYPE a>", "DTD")] {
            assert!(Unparsed::all_in(wrong).unwrap_err().message.contains(why), "{wrong}");
        }
    }

    #[test]
    fn a_switch_is_on_unless_it_says_otherwise() {
        let tree = XmlTree::parse("<r><a/><b val='0'/><c val='true'/><d val='off'/></r>").unwrap();
        let root = tree.root().unwrap();
        let switches = ["a", "b", "c", "d", "e"].map(|name| root.switch(name));
        assert_eq!(switches, [Some(true), Some(false), Some(true), Some(false), None]);
    }

    #[test]
    fn what_is_no_part_is_refused() {
        assert!(refused("<a><b></a>").contains("damaged"));
        assert!(refused("<a><b>").contains("damaged"));
        assert!(refused("").contains("damaged"));
        assert!(refused("<a><t>&laugh;</t></a>").contains("`laugh`"));
        let laughs = "<!DOCTYPE a [<!ENTITY l 'ha'><!ENTITY m '&l;&l;'>]><a><t>&m;</t></a>";
        assert!(refused(laughs).contains("DTD"));
    }

    #[test]
    fn depth_and_size_have_bounds() {
        let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert!(XmlTree::parse(&nested(DEEPEST)).is_ok());
        assert!(refused(&nested(DEEPEST + 1)).contains("deep"));
        assert!(refused(&nested(100_000)).contains("deep"));
        let wide = format!("<a>{}</a>", "<b/>".repeat(LARGEST + 1));
        assert!(refused(&wide).contains("large"));
        assert!(Unparsed::all_in(&wide).unwrap_err().message.contains("large"));
    }
}

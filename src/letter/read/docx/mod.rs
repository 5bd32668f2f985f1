//! Word's format: Office Open XML, ISO 29500 and ECMA-376.
//!
//! ```text
//! bytes ─▶ Package ─▶ Tree of each part ─▶ Styles, Counters ─▶ stories, paragraph by paragraph
//! ```
//! What is read is what the reader of the letter sees when all tracked changes are accepted. Headers
//! and footers are left out: they repeat the letter's number, and the telephone numbers in them are
//! the switchboard's.

mod cells;
mod counters;
mod field;
mod figures;
mod grid;
mod notes;
mod numbering;
pub(super) mod package;
mod refusal;
mod run;
#[cfg(test)]
pub(super) mod sample;
mod shade;
mod story;
mod styles;
mod symbols;
mod table;
pub(super) mod xml;

use crate::letter::read::document::{Document, UnreadableDocument};
use counters::Counters;
use numbering::Numbering;
use package::{Package, Relations};
use story::StoryReader;
use styles::Styles;
use xml::XmlTree;

/// Reads a document of Word's.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, UnreadableDocument> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let text = package.part(&main)?.ok_or_else(|| refusal::damaged(&main))?;
    let tree = XmlTree::parse(&text)?;
    let root = tree.root().ok_or_else(|| refusal::damaged(&main))?;
    if root.name() != "document" {
        return Err(refusal::no_document(Some(root.name())));
    }
    let body = root.child("body").ok_or_else(|| refusal::damaged(&main))?;
    let relations = package.relations(&main)?;
    let text = related(&mut package, &relations, "styles")?;
    let styles = text.as_deref().map_or_else(|| Ok(Styles::default()), Styles::read)?;
    let numbering = match related(&mut package, &relations, "numbering")? {
        Some(text) => Numbering::read(&XmlTree::parse(&text)?),
        None => Numbering::default(),
    };
    let mut reading = StoryReader::new(&styles, Counters::new(numbering), &relations);
    let mut blocks = reading.blocks(body);
    let none = Relations::default();
    for is_endnote in [false, true] {
        let kind = if is_endnote { "endnotes" } else { "footnotes" };
        if !reading.notes.iter().any(|note| note.is_endnote == is_endnote) {
            continue;
        }
        let Some(part) = relations.part_of_kind(kind) else { continue };
        let Some(text) = package.part(part)? else { continue };
        let (tree, relations) = (XmlTree::parse(&text)?, package.relations(part)?);
        let mut notes = reading.in_part(&styles, &relations);
        blocks.extend(notes.notes(&tree, is_endnote));
        reading = notes.in_part(&styles, &none);
    }
    if let Some(refused) = styles.refused() {
        return Err(refused);
    }
    let mut links = reading.links;
    // A link by a field is known at its end, and those inside of it before.
    links.sort_by_key(|link| link.span.start);
    Ok(Document { text: reading.text, blocks, links, ..Document::default() })
}

/// The part that is the document.
fn main_part(package: &mut Package<'_>) -> Result<String, UnreadableDocument> {
    const USUAL: &str = "word/document.xml";
    let said = package.relations("")?.part_of_kind("officeDocument").map(str::to_owned);
    said.or_else(|| package.has(USUAL).then(|| USUAL.to_owned()))
        .ok_or_else(|| refusal::no_document(None))
}

/// The text of the part to which a relationship of a kind leads.
fn related(
    package: &mut Package<'_>,
    relations: &Relations,
    kind: &str,
) -> Result<Option<String>, UnreadableDocument> {
    relations.part_of_kind(kind).map_or(Ok(None), |part| package.part(part))
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::sample::{
        STRICT, SampleDocx, TRANSITIONAL, archive, check, lines, of,
    };
    use crate::letter::read::docx::*;

    fn refused(bytes: &[u8]) -> String {
        read(bytes).unwrap_err().message
    }

    fn letter() -> Vec<u8> {
        let list = "<w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr>";
        let box_ = "<w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict>";
        let field = "<w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK http://a</w:instrText>\
                     <w:fldChar w:fldCharType='separate'/><w:t>a</w:t><w:fldChar w:fldCharType='end'/>";
        let table = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>\
            <w:shd w:fill='AABBCC'/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/>\
            <w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>";
        let body = format!(
            "<w:p>{list}<w:r><w:t>é &amp; &#x4E2D;</w:t></w:r></w:p><w:p><w:r>{box_}{field}\
             <w:footnoteReference w:id='1'/></w:r></w:p>{table}"
        );
        let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='1'><w:start w:val='3'/>\
            <w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>\
            <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
        SampleDocx::new(&body)
            .related("numbering", numbering)
            .related("styles", "<w:styles><w:style w:styleId='a'/></w:styles>")
            .related(
                "footnotes",
                "<w:footnotes><w:footnote w:id='1'><w:p/></w:footnote></w:footnotes>",
            )
            .bytes()
    }

    #[test]
    fn a_strict_document_with_other_prefixes_is_the_same() {
        let document = of_body_with(&format!("xmlns='{STRICT}'"), "");
        assert_eq!(lines(&document), ["a", "table 1x1", "0,0 1x1: b"]);
        assert_eq!(of_body_with(&format!("xmlns:q='{TRANSITIONAL}'"), "q:"), document);
    }

    fn of_body_with(namespace: &str, prefix: &str) -> Document {
        let text = "<@document NS><@body><@p><@r><@t>a</@t></@r></@p><@tbl><@tr><@tc><@p><@r><@t>b</@t></@r>\
                    </@p></@tc></@tr></@tbl></@body></@document>";
        let text = text.replace('@', prefix).replace("NS", namespace);
        let relations = "<Relationships><Relationship Id='x' Target='/Main/Doc.XML' \
            Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument'/></Relationships>";
        of(SampleDocx::new("").part("_rels/.rels", relations).part("main/doc.xml", &text))
    }

    #[test]
    fn what_is_no_word_document_is_named() {
        let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ";
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(refused(&[old.as_slice(), &name].concat()).contains("password"));
        assert!(refused(b"").contains("empty"));
        assert!(refused(b"%PDF-1.7").contains("PDF"));
        assert!(refused(b"hello").contains("not a Word document"));
        let file = |name: &str, text: &str| vec![(name.to_owned(), text.into())];
        assert!(refused(&archive(&file("a.txt", "a"))).contains("ZIP archive"));
        assert!(refused(&archive(&file("word/document.xml", "<workbook/>"))).contains("Excel"));
        assert!(refused(&archive(&file("word/document.xml", "<document/>"))).contains("damaged"));
    }

    #[test]
    fn a_document_that_is_cut_off_is_refused_at_every_length() {
        let bytes = letter();
        assert!(read(&bytes).is_ok());
        for length in (0..bytes.len()).step_by(7) {
            let message = refused(&bytes[..length]);
            assert!(length < 4 || message.contains("damaged or cut off"), "{length}: {message}");
        }
    }

    #[test]
    fn a_bomb_is_refused_before_it_unfolds() {
        let zeros = "\0".repeat(33 << 20);
        let bomb = SampleDocx::new("").part("word/document.xml", &zeros).bytes();
        assert!(bomb.len() < 100_000);
        assert!(refused(&bomb).contains("too large"));
        // The size that the directory says may be a lie, local and central.
        let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
        let mut lie = bomb;
        for at in 0..lie.len() - 4 {
            if lie[at..at + 4] == size {
                lie[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
            }
        }
        let message = refused(&lie);
        assert!(message.contains("too large") || message.contains("damaged"), "{message}");
    }

    #[test]
    fn bombs_of_many_parts_or_elements_are_refused() {
        let mut many = SampleDocx::new("");
        many.parts.extend((0..5000).map(|at| (format!("{at}"), Vec::new())));
        assert!(refused(&many.bytes()).contains("too large"));
        let empty = "<w:p/>".repeat((1 << 20) + 1);
        assert!(refused(&SampleDocx::new(&empty).bytes()).contains("too large"));
    }

    #[test]
    fn nesting_is_refused_or_read_on_a_small_stack() {
        let nested = |outer: &str, inner: &str, depth: usize| {
            let close = |tags: &str| {
                let tags: Vec<_> = tags.split_inclusive('>').rev().collect();
                tags.concat().replace('<', "</")
            };
            let body = format!("{}{inner}{}", outer.repeat(depth), close(outer).repeat(depth));
            SampleDocx::new(&body).bytes()
        };
        let table = "<w:tbl><w:tr><w:tc>";
        let shape = "<w:p><w:r><w:pict><w:txbxContent>";
        let span = "<w:ins>";
        let read_all = move || {
            for outer in [table, shape, span] {
                assert!(refused(&nested(outer, "<w:p/>", 20_000)).contains("nested too deeply"));
                let deepest = 253 / outer.matches('<').count();
                check(&read(&nested(outer, "<w:p/>", deepest)).unwrap());
            }
            check(&read(&nested("<w:p><w:ins>", "<w:r/>", 126)).unwrap());
        };
        std::thread::Builder::new().stack_size(1 << 20).spawn(read_all).unwrap().join().unwrap();
    }

    #[test]
    fn a_dtd_is_refused() {
        let laughs = "<!DOCTYPE d [<!ENTITY l 'ha'>]><document><body><p><r><t>&l;</t></r></p></body></document>";
        let sample = SampleDocx::new("").part("word/document.xml", laughs);
        assert!(refused(&sample.bytes()).contains("DTD"));
        let sample = SampleDocx::new("").related("styles", laughs);
        assert!(refused(&sample.bytes()).contains("DTD"));
    }

    #[test]
    fn mutations_of_a_document_never_panic() {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut random = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
        };
        let archived = letter();
        let mut parts = Vec::new();
        let mut package = Package::open(&archived).unwrap();
        for name in [
            "_rels/.rels",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/numbering.xml",
            "word/styles.xml",
            "word/footnotes.xml",
        ] {
            parts.push((name.to_owned(), package.part(name).unwrap().unwrap().into_bytes()));
        }
        let pieces: [&[u8]; 12] = [
            b"<",
            b">",
            b"/>",
            b"</w:p>",
            b"<w:p>",
            b"'",
            b"&",
            b"0",
            b"99999999999",
            b"-1",
            b"\xFF",
            b"<w:tbl>",
        ];
        let mut good = 0;
        for round in 0..4000 {
            let bytes = if round % 2 == 0 {
                let mut bytes = archived.clone();
                for _ in 0..=random(4) {
                    let at = random(bytes.len());
                    bytes[at] = u8::try_from(random(256)).unwrap();
                }
                bytes
            } else {
                let mut parts = parts.clone();
                for _ in 0..=random(3) {
                    let which = random(parts.len());
                    let part = &mut parts[which].1;
                    let at = random(part.len() + 1);
                    let end = (at + random(8)).min(part.len());
                    part.splice(at..end, pieces[random(pieces.len())].iter().copied());
                }
                archive(&parts)
            };
            if let Ok(document) = read(&bytes) {
                check(&document);
                good += 1;
            }
        }
        assert!((200..3800).contains(&good), "{good} of 4000 were read");
    }
}

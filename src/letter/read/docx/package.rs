//! The package: a ZIP archive of parts that name each other by relationships (ISO 29500-2).

use crate::letter::read::document::UnreadableDocument;
use crate::letter::read::docx::refusal;
use crate::letter::read::docx::xml::XmlTree;
use memchr::memmem;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How large a file may be.
const LARGEST_FILE: usize = 64 << 20;
/// How many parts a package may have.
const MOST_PARTS: usize = 4096;
/// How large a part may be when unpacked.
const LARGEST_PART: u64 = 32 << 20;
/// How large all parts together may be that are unpacked.
const LARGEST_SUM: u64 = 64 << 20;

/// A package.
pub(in crate::letter::read) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// The relationships of a part.
#[derive(Debug, Default)]
pub(in crate::letter::read) struct Relations {
    by_id: BTreeMap<String, Relation>,
}

#[derive(Debug)]
struct Relation {
    kind: String,
    target: String,
    is_external: bool,
}

impl<'a> Package<'a> {
    /// Opens a package. Nothing is unpacked yet.
    pub(in crate::letter::read) fn open(bytes: &'a [u8]) -> Result<Self, UnreadableDocument> {
        // Each part has a header in the central directory, so the crate meets no more of them.
        let headers = memmem::find_iter(bytes, b"PK\x01\x02");
        if bytes.len() > LARGEST_FILE || headers.take(MOST_PARTS + 1).count() > MOST_PARTS {
            return Err(refusal::too_large());
        }
        let archive = ZipArchive::new(Cursor::new(bytes));
        let archive = archive.map_err(|_| refusal::no_archive(bytes))?;
        Ok(Self { archive, left: LARGEST_SUM })
    }

    /// Whether it has a part of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// Part names are compared without case (ISO 29500-2 section 6.2.2.3); some writers use `\`.
    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            (0..self.archive.len()).find(|&at| {
                let other = self.archive.name_for_index(at).and_then(Result::ok);
                other.is_some_and(|other| other.replace('\\', "/").eq_ignore_ascii_case(name))
            })
        })
    }

    /// The text of a part, if there is one of that name.
    pub(in crate::letter::read) fn part(
        &mut self,
        name: &str,
    ) -> Result<Option<String>, UnreadableDocument> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let mut file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => refusal::encrypted(),
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                refusal::packed_otherwise(name)
            }
            _ => refusal::damaged(name),
        })?;
        let size = Some(file.size()).filter(|size| *size <= self.left.min(LARGEST_PART));
        let size = size.ok_or_else(refusal::too_large)?;
        self.left -= size;
        let mut bytes = vec![0; usize::try_from(size).unwrap_or_default()];
        // What the directory says may be a lie.
        let is_whole = file.read_exact(&mut bytes).is_ok() && matches!(file.read(&mut [0]), Ok(0));
        if is_whole { text(bytes).map(Some) } else { Err(refusal::damaged(name)) }
    }

    /// The relationships of a part, or with an empty name those of the package.
    pub(in crate::letter::read) fn relations(
        &mut self,
        of: &str,
    ) -> Result<Relations, UnreadableDocument> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let slash = if folder.is_empty() { "" } else { "/" };
        match self.part(&format!("{folder}{slash}_rels/{name}.rels"))? {
            Some(text) => Relations::parse(&text, folder),
            None => Ok(Relations::default()),
        }
    }
}

/// A part is UTF-8 or UTF-16 (ISO 29500-2 section 6.2.5); a byte order mark tells.
fn text(bytes: Vec<u8>) -> Result<String, UnreadableDocument> {
    let is_marked = encoding_rs::Encoding::for_bom(&bytes).is_some();
    match String::from_utf8(bytes) {
        Ok(text) if !is_marked => Ok(text),
        other => {
            let bytes = other.map_or_else(|error| error.into_bytes(), String::into_bytes);
            match encoding_rs::UTF_8.decode(&bytes) {
                (text, _, false) => Ok(text.into_owned()),
                _ => Err(refusal::not_xml("it is not in UTF-8")),
            }
        }
    }
}

impl Relations {
    fn parse(text: &str, folder: &str) -> Result<Self, UnreadableDocument> {
        let tree = XmlTree::parse(text)?;
        let relations = tree.root().into_iter().flat_map(|root| root.children());
        let by_id = relations.filter_map(|relation| {
            let kind = relation.attribute("Type")?.into_owned();
            let is_external = relation.attribute("TargetMode").as_deref() == Some("External");
            let target = relation.attribute("Target")?;
            let target = if is_external { target.into_owned() } else { resolved(folder, &target) };
            Some((relation.attribute("Id")?.into_owned(), Relation { kind, target, is_external }))
        });
        Ok(Self { by_id: by_id.collect() })
    }

    /// The part to which a relationship of a kind leads. The kind is the last part of an address that
    /// differs between the transitional and the strict form.
    pub(in crate::letter::read) fn part_of_kind(&self, kind: &str) -> Option<&str> {
        let mut parts = self.by_id.values().filter(|relation| !relation.is_external);
        let part = parts.find(|relation| relation.kind.rsplit('/').next() == Some(kind))?;
        Some(&part.target)
    }

    /// The part to which a relationship leads.
    pub(in crate::letter::read) fn part(&self, id: &str) -> Option<&str> {
        let relation = self.by_id.get(id)?;
        (!relation.is_external).then_some(relation.target.as_str())
    }

    /// The address outside of the package to which a relationship leads.
    pub(super) fn address(&self, id: &str) -> Option<&str> {
        let relation = self.by_id.get(id)?;
        relation.is_external.then_some(relation.target.as_str())
    }
}

/// A reference from a part in a folder as the name of a part.
fn resolved(folder: &str, target: &str) -> String {
    let (base, path) = match target.strip_prefix('/') {
        Some(path) => ("", path),
        None => (folder, target),
    };
    let mut name: Vec<&str> = base.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                name.pop();
            }
            step => name.push(step),
        }
    }
    name.join("/")
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::package::*;

    #[test]
    fn references_become_names() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/word/document.xml"), "word/document.xml");
        assert_eq!(resolved("word/a", "../../x/./y.xml"), "x/y.xml");
        assert_eq!(resolved("", "../../x.xml"), "x.xml");
    }

    #[test]
    fn a_part_may_be_utf_16() {
        let utf16: Vec<u8> = "\u{FEFF}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(utf16).unwrap(), "<a>é</a>");
        assert_eq!(text("\u{FEFF}<a/>".into()).unwrap(), "<a/>");
        assert!(text(b"<a>\xE9</a>".to_vec()).is_err());
    }
}

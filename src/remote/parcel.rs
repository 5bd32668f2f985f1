//! A tree ready to be sent: each file with its fields, checked to come from one build.

use super::place::FileContent;
use crate::render::{
    CACHE_CONTROL, FeedIndex, content_type, disposition, layout, read_index, saved_as,
};
use layout::Rank;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The list of feeds, which is sent last.
pub(super) const INDEX: &str = "feeds.json";

/// A file of a tree, ready to be sent.
#[derive(Clone, Debug)]
pub(super) struct Parcel {
    pub(super) rank: Rank,
    pub(super) path: String,
    pub(super) content: FileContent,
    /// A digest of the content and its fields: a file with changed fields is sent again.
    pub(super) digest: String,
}

/// The files of a tree by their paths.
pub type FilesByPath = BTreeMap<String, Vec<u8>>;

/// Prepares a tree for sending, in this order: feeds of several meetings, pages, the meetings' own
/// feeds, `feeds.json`. An error is a sentence.
pub(super) fn parcels(files: FilesByPath) -> Result<Vec<Parcel>, String> {
    let index = index(&files)?;
    let parcel = |(path, bytes): (String, Vec<u8>)| {
        let rank = layout::rank(&path)?;
        let name = index.get(&path).and_then(|feed| saved_as(&path, &feed.language));
        let content = FileContent {
            content_type: content_type(&path),
            cache_control: CACHE_CONTROL,
            disposition: name.as_deref().map(disposition),
            bytes: bytes.into(),
        };
        let digest = digest(&content);
        Some(Parcel { rank, path, content, digest })
    };
    let mut parcels: Vec<Parcel> = files.into_iter().filter_map(parcel).collect();
    parcels.sort_by(|one, other| (one.rank, &one.path).cmp(&(other.rank, &other.path)));
    Ok(parcels)
}

/// The index of a tree, if all feeds match it.
pub(super) fn index(files: &FilesByPath) -> Result<FeedIndex, String> {
    let Some(index) = files.get(INDEX) else {
        return Err("there is no feeds.json; run `timeplan build` first".to_owned());
    };
    let index = read_index(index);
    for feed in index.values() {
        let is_written = files.get(&feed.path).is_some_and(|bytes| hex(bytes) == feed.sha256);
        if !is_written {
            let path = &feed.path;
            return Err(format!(
                "{path} does not match feeds.json: a build was interrupted or the file was \
                 changed; run `timeplan build` again"
            ));
        }
    }
    Ok(index)
}

/// The digest of a file and its fields.
fn digest(content: &FileContent) -> String {
    let FileContent { bytes, content_type, cache_control, disposition } = content;
    let disposition = disposition.as_deref().unwrap_or_default();
    let mut digest = Sha256::new();
    for field in [content_type, cache_control, disposition] {
        digest.update(field);
        digest.update(b"\n");
    }
    digest.update(bytes);
    written(&digest.finalize())
}

/// The SHA-256 of some bytes.
pub(super) fn hex(bytes: &[u8]) -> String {
    written(&Sha256::digest(bytes))
}

fn written(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{FilesByPath, parcels};

    fn tree(index: &str) -> FilesByPath {
        let feed = b"BEGIN:VCALENDAR\r\n".to_vec();
        let sha = super::hex(&feed);
        let index = index.replace("SHA", &sha);
        let files = [("all.ics", feed), ("index.html", b"<p>".to_vec()), (".timeplan", vec![])];
        let files = files.into_iter().chain([("feeds.json", index.into_bytes())]);
        files.map(|(path, bytes)| (path.to_owned(), bytes)).collect()
    }

    const INDEX: &str = r#"[{"path": "all.ics", "title": "", "language": "LANGUAGE", "events": 1,
        "first": "", "last": "", "sha256": "SHA", "last_modified": ""}]"#;

    #[test]
    fn a_file_is_sent_again_when_its_fields_change() {
        let digests = |language: &str| {
            let parcels = parcels(tree(&INDEX.replace("LANGUAGE", language))).unwrap();
            let paths: Vec<&str> = parcels.iter().map(|parcel| parcel.path.as_str()).collect();
            assert_eq!(paths, ["all.ics", "index.html", "feeds.json"]);
            parcels.into_iter().map(|parcel| parcel.digest).collect::<Vec<_>>()
        };
        let (english, french) = (digests("en"), digests("fr"));
        assert_ne!(english[0], french[0], "it is saved as all-en.ics, then as all-fr.ics");
        assert_eq!(english[1], french[1]);
    }

    #[test]
    fn a_tree_is_of_one_build() {
        assert!(parcels(FilesByPath::new()).unwrap_err().starts_with("there is no feeds.json"));
        let mut files = tree(INDEX);
        files.remove("all.ics");
        assert!(parcels(files).unwrap_err().starts_with("all.ics does not match feeds.json"));
    }
}

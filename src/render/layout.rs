//! Which paths of a published tree are ours to write and to remove, and by what its files are known to
//! be ours.

use super::folders::behind_folder;
use super::{GENERATOR, MADE_BY, PRODID, ROBOTS_MARK};
use crate::model::Language;

/// So many bytes at the beginning of a file say whose it is.
pub const BEGINNING: u64 = 256;

/// What a path of the output tree holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Feeds of several meetings, and what changed.
    Others,
    /// What people look at.
    Pages,
    /// A meeting's own feed: the memory of what was published. It comes after the others, so that a
    /// build that is broken off finds the same changes again.
    Memory,
    /// The list of feeds.
    Index,
}

/// Whether a relative path is that of a folder of the output tree.
pub fn is_folder(path: &str) -> bool {
    ["meetings", "groups", "views"].contains(&behind_folder(path))
        || path.parse::<Language>().is_ok()
}

/// What a relative path holds, if it is one of the output tree's.
pub fn rank(path: &str) -> Option<Rank> {
    if path == "feeds.json" {
        return Some(Rank::Index);
    }
    let own = behind_folder(path);
    match own.split_once('/') {
        None if ["index.html", "help.html"].contains(&own) => Some(Rank::Pages),
        None if ["style.css", "timeplan.js", "robots.txt"].contains(&path) => Some(Rank::Pages),
        None => {
            let top = ["all.ics", "deadlines.ics", "changes.json", "changes.atom"];
            top.contains(&own).then_some(Rank::Others)
        }
        Some((folder, name)) if name.ends_with(".ics") && !name.contains('/') => match folder {
            "meetings" => Some(Rank::Memory),
            "groups" | "views" => Some(Rank::Others),
            _ => None,
        },
        Some((folder, name)) if name.ends_with(".html") && !name.contains('/') => {
            ["meetings", "groups"].contains(&folder).then_some(Rank::Pages)
        }
        Some(_) => None,
    }
}

/// Whether a file of the output tree is of this program by its first bytes. Forms that cannot say whose
/// they are count as ours.
pub fn is_ours(path: &str, beginning: &[u8]) -> bool {
    let mark = match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "ics" => PRODID,
        "html" => GENERATOR,
        "css" | "js" => MADE_BY,
        "txt" => ROBOTS_MARK,
        _ => return true,
    };
    String::from_utf8_lossy(beginning).contains(mark)
}

#[cfg(test)]
mod tests {
    use super::{Rank, is_folder, is_ours, rank};

    #[test]
    fn a_file_says_whose_it_is() {
        assert!(is_ours(
            "a.ics",
            b"BEGIN:VCALENDAR\r\nPRODID:-//timeplan//meeting calendars//EN\r\n"
        ));
        assert!(!is_ours("a.ics", b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n"));
        assert!(!is_ours("index.html", b"<!doctype html><title>Welcome</title>"));
        assert!(is_ours("feeds.json", b"[]"));
    }

    #[test]
    fn only_paths_of_the_output_tree_are_ours() {
        assert_eq!(rank("all.ics"), Some(Rank::Others));
        assert_eq!(rank("zh/groups/q7-12.ics"), Some(Rank::Others));
        assert_eq!(rank("zh/meetings/a.ics"), Some(Rank::Memory));
        assert_eq!(rank("feeds.json"), Some(Rank::Index));
        for page in
            ["index.html", "zh/help.html", "zh/groups/q7-12.html", "style.css", "robots.txt"]
        {
            assert_eq!(rank(page), Some(Rank::Pages), "{page}");
        }
        for other in [
            "zh/style.css",
            "zh/robots.txt",
            "views/a.html",
            "about.html",
            "copy/all.ics",
            "old.ics",
            "meetings/a.ics.kept",
            "zh/x/a.ics",
            "meetings/a/b.ics",
            ".timeplan",
        ] {
            assert_eq!(rank(other), None, "{other}");
        }
        for folder in ["meetings", "zh", "zh/groups", "views"] {
            assert!(is_folder(folder), "{folder}");
        }
        for other in ["", "copy", "meetings/a", "zh/zh", "zh/meetings/a", "meetings/groups"] {
            assert!(!is_folder(other), "{other}");
        }
    }
}

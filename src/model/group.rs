//! Groups, written as ITU-T writes them: `SG12`, `WP1/12`, `Q7/12`, `TSAG`, `WP1/TSAG`,
//! `SG12RG-AFR`, `JCA-MMeS`, `FG-AI4H`. [`spelling`] knows the other ways in which people write
//! them.

mod lists;
mod marks;
pub(super) mod nearly;
mod numbers;
mod reader;
pub(super) mod spelling;
pub(super) mod value;
pub mod words;
mod written;

use std::fmt;

/// A body that meets.
///
/// Groups are ordered as a reader expects them: study groups, their working parties, Questions,
/// regional groups, then all others by name, then their working parties; numbers by value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// A study group: `SG12`.
    Study(u8),
    /// A working party of a study group: `WP1/12`.
    WorkingParty(u8, u8),
    /// A Question of a study group: `Q7/12`.
    Question(u8, u8),
    /// A regional group of a study group: `SG12RG-AFR`.
    Regional(u8, String),
    /// Any other body by its name: `TSAG`, `JCA-MMeS`, `FG-AI4H`, `ITU-R WP8A`.
    Named(String),
    /// A working party of another body than a study group: `WP1/TSAG`.
    PartyOf(u8, String),
}

/// Bodies whose names are complete.
const NAMES: [&str; 8] = ["TSAG", "TDAG", "RAG", "WTSA", "WTDC", "WRC", "RA", "SCV"];
/// Prefixes of bodies, which a name follows.
const BEGINNINGS: [&str; 8] = ["JCA-", "FG-", "CG-", "CWG-", "IRG-", "RPM-", "ITU-R ", "ITU-D "];
/// Suffixes of bodies.
const ENDS: [&str; 1] = ["-GSI"];

impl Group {
    /// The name in file names and UIDs: `sg12`, `wp1-11`, `q7-12`.
    pub fn slug(&self) -> String {
        self.to_string().to_ascii_lowercase().replace(['/', ' '], "-")
    }

    /// Whether it is a Question.
    pub fn is_question(&self) -> bool {
        matches!(self, Self::Question(..)) || self.study_group_of_development().is_some()
    }

    /// The study group of ITU-D of which this is a Question: `ITU-D Q3/2`.
    fn study_group_of_development(&self) -> Option<Self> {
        let Self::Named(name) = self else { return None };
        let (_, study) = name.strip_prefix("ITU-D Q")?.split_once('/')?;
        Some(Self::Named(format!("ITU-D SG{study}")))
    }

    /// Whether it is a working party.
    pub fn is_party(&self) -> bool {
        matches!(self, Self::WorkingParty(..) | Self::PartyOf(..))
    }

    /// The study group or other body that this is a part of.
    pub fn parent(&self) -> Option<Self> {
        match self {
            Self::WorkingParty(_, study) | Self::Question(_, study) | Self::Regional(study, _) => {
                Some(Self::Study(*study))
            }
            Self::PartyOf(_, body) => Some(Self::Named(body.clone())),
            Self::Named(_) => self.study_group_of_development(),
            Self::Study(_) => None,
        }
    }

    /// The study group or other body that this is, or is a part of.
    pub fn body(&self) -> Self {
        self.parent().unwrap_or_else(|| self.clone())
    }

    /// Whether this is a working party or a Question, which meets within the meetings of its parent.
    pub fn meets_within(&self) -> bool {
        self.is_party() || self.is_question()
    }

    /// The number of the study group that this is, or is a part of.
    pub fn study_number(&self) -> Option<u8> {
        match self {
            Self::Study(number)
            | Self::WorkingParty(_, number)
            | Self::Question(_, number)
            | Self::Regional(number, _) => Some(*number),
            Self::Named(_) | Self::PartyOf(..) => None,
        }
    }

    /// Whether events of this group concern all of `other`: the same group, or the body it is part
    /// of.
    pub fn covers(&self, other: &Self) -> bool {
        self == other || other.parent().as_ref() == Some(self)
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Study(n) => write!(f, "SG{n}"),
            Self::WorkingParty(n, study) => write!(f, "WP{n}/{study}"),
            Self::Question(n, study) => write!(f, "Q{n}/{study}"),
            Self::Regional(study, region) => write!(f, "SG{study}RG-{region}"),
            Self::Named(name) => f.write_str(name),
            Self::PartyOf(n, body) => write!(f, "WP{n}/{body}"),
        }
    }
}

/// The groups that a title begins with (`Q7/12: ad hoc`, `WP1,2,3/11 …`), and the rest of the
/// title.
pub fn leading_group(title: &str) -> Option<(Vec<Group>, &str)> {
    let (groups, rest) = lone(title)?;
    // `Q7/12bis` and `SG12X` are other words.
    let inside = rest.chars().next().is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
    (!inside).then_some((groups, rest))
}

/// Groups in short, as a title begins with them: `WP1,2,3/11`, `SG11, SG13`.
pub fn compact(groups: &[Group]) -> String {
    let mut text = String::new();
    let mut rest = groups;
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|group| same_family(first, group)).count().max(1);
        let (family, after) = rest.split_at(alike);
        if !text.is_empty() {
            text.push_str(", ");
        }
        match first {
            Group::WorkingParty(_, study) => {
                text.push_str(&format!("WP{}/{study}", numbers(family)))
            }
            Group::PartyOf(_, body) => text.push_str(&format!("WP{}/{body}", numbers(family))),
            Group::Question(_, study) => text.push_str(&format!("Q{}/{study}", numbers(family))),
            other => text.push_str(&other.to_string()),
        }
        rest = after;
    }
    text
}

fn same_family(a: &Group, b: &Group) -> bool {
    match (a, b) {
        (Group::WorkingParty(_, a), Group::WorkingParty(_, b))
        | (Group::Question(_, a), Group::Question(_, b)) => a == b,
        (Group::PartyOf(_, a), Group::PartyOf(_, b)) => a == b,
        _ => false,
    }
}

fn numbers(family: &[Group]) -> String {
    let numbers: Vec<String> = family
        .iter()
        .filter_map(|group| match group {
            Group::WorkingParty(n, _) | Group::Question(n, _) | Group::PartyOf(n, _) => {
                Some(n.to_string())
            }
            _ => None,
        })
        .collect();
    numbers.join(",")
}

/// Reads the group at the beginning of a text; `WP1,2/11` is several.
fn lone(text: &str) -> Option<(Vec<Group>, &str)> {
    for (mark, make) in [("WP", Group::WorkingParty as fn(u8, u8) -> Group), ("Q", Group::Question)]
    {
        let Some(mut rest) = text.strip_prefix(mark) else { continue };
        let mut members = Vec::new();
        while let Some((n, after)) = number(rest) {
            members.push(n);
            rest = after.strip_prefix(',').unwrap_or(after);
            if rest.len() == after.len() {
                break;
            }
        }
        let Some(whole) = rest.strip_prefix('/').filter(|_| !members.is_empty()) else { continue };
        if let Some((study, after)) = number(whole) {
            return Some((members.into_iter().map(|n| make(n, study)).collect(), after));
        }
        if let Some((Group::Named(body), after)) = other_body(whole)
            && mark == "WP"
        {
            let party = |n| Group::PartyOf(n, body.clone());
            return Some((members.into_iter().map(party).collect(), after));
        }
    }
    if let Some((study, after)) = text.strip_prefix("SG").and_then(number) {
        if let Some(region) = after.strip_prefix("RG-") {
            let (name, after) = region.split_at(name_length(region));
            return (!name.is_empty())
                .then(|| (vec![Group::Regional(study, name.to_owned())], after));
        }
        return Some((vec![Group::Study(study)], after));
    }
    other_body(text).map(|(body, after)| (vec![body], after))
}

fn other_body(text: &str) -> Option<(Group, &str)> {
    let named = |length: usize| {
        let (name, after) = text.split_at_checked(length)?;
        Some((Group::Named(name.to_owned()), after))
    };
    for beginning in BEGINNINGS {
        if let Some(rest) = text.strip_prefix(beginning) {
            let own = question_length(rest).unwrap_or_else(|| name_length(rest));
            if own > 0 {
                return named(beginning.len() + own);
            }
        }
    }
    let whole = name_length(text);
    let word = text.get(..whole)?;
    let is_name = NAMES.contains(&word)
        || ENDS.iter().any(|end| word.len() > end.len() && word.ends_with(end));
    is_name.then(|| named(whole)).flatten()
}

/// The length of a Question of another Sector at the beginning: `Q3/2`.
fn question_length(text: &str) -> Option<usize> {
    let (_, rest) = number(text.strip_prefix('Q')?)?;
    let (_, rest) = number(rest.strip_prefix('/')?)?;
    Some(text.len() - rest.len())
}

/// A number from 1 to 99, without leading zeros.
fn number(text: &str) -> Option<(u8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    let fits = (1..=2).contains(&digits) && !number.starts_with('0');
    fits.then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

/// The length in characters of the name at the beginning: letters, digits and inner hyphens.
fn name_length(text: &str) -> usize {
    let long = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count().min(24);
    text.get(..long).map_or(0, |name| name.trim_end_matches('-').len())
}

#[cfg(test)]
mod tests {
    use super::spelling::named_in;
    use super::{Group, compact, leading_group};

    fn groups(text: &str) -> Vec<Group> {
        text.split_whitespace().map(|group| group.replace('_', " ").parse().unwrap()).collect()
    }

    #[test]
    fn a_group_reads_what_it_prints() {
        for text in [
            "SG12",
            "WP1/11",
            "Q17/13",
            "TSAG",
            "SG12RG-AFR",
            "JCA-MMeS",
            "FG-AI4H",
            "IoT-GSI",
            "CWG-NR",
            "ITU-R WP8A",
            "ITU-D Q3/2",
            "RPM-AFR",
            "WP1/TSAG",
            "WP12/FG-AI4H",
        ] {
            assert_eq!(text.parse::<Group>().unwrap().to_string(), text);
        }
        for bad in [
            "",
            "Study Group",
            "Q7-12",
            "Q7",
            "Q7/9/12",
            "Q7/12-Q9/12",
            "Q7/12: ad hoc",
            "SG",
            "SG0",
            "SG123",
            "Q1,2/12",
            "WP/12",
            "FG-",
            "SG12RG-",
            "WP1/XYZ",
            "XYZ",
            "JCA- x",
        ] {
            assert!(bad.parse::<Group>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn slugs_stand_in_file_names() {
        let slugs: Vec<String> = groups("SG12 WP1/11 Q7/12 TSAG WP1/TSAG SG12RG-AFR ITU-R_WP8A")
            .iter()
            .map(Group::slug)
            .collect();
        let wanted = ["sg12", "wp1-11", "q7-12", "tsag", "wp1-tsag", "sg12rg-afr", "itu-r-wp8a"];
        assert_eq!(slugs, wanted);
    }

    #[test]
    fn groups_in_titles() {
        assert_eq!(leading_group("Q7/12: ad hoc").unwrap().1, ": ad hoc");
        assert_eq!(leading_group("WP1,2,3/11 close").unwrap().0, groups("WP1/11 WP2/11 WP3/11"));
        assert!(leading_group("Opening of WP1/12").is_none());
        assert!(leading_group("Q7/12bis").is_none());
        assert_eq!(
            named_in("Joint Q7/12 & Q1,2/13 (with SG9), Q7/12"),
            groups("Q7/12 Q1/13 Q2/13 SG9")
        );
        assert_eq!(named_in("各工作组和Q1/12依次开幕"), groups("Q1/12"));
        assert_eq!(named_in("FAQ7/12, 1SG2, WP, 会议"), groups(""));
    }

    #[test]
    fn a_study_group_covers_its_parts() {
        let [sg, wp, q, rg, other] =
            groups("SG12 WP1/12 Q7/12 SG12RG-AFR Q7/13").try_into().unwrap();
        assert!(sg.covers(&wp) && sg.covers(&q) && sg.covers(&rg) && sg.covers(&sg));
        assert!(!sg.covers(&other) && !wp.covers(&sg) && !wp.covers(&q));
        let [tsag, first, ninth, other] =
            groups("TSAG WP1/TSAG WP9/TSAG WP1/FG-AI4H").try_into().unwrap();
        assert!(tsag.covers(&first) && tsag.covers(&ninth) && !tsag.covers(&other));
    }

    #[test]
    fn lists_are_short() {
        for (list, short) in [
            ("WP1/11 WP2/11 WP3/11", "WP1,2,3/11"),
            ("SG11 SG13", "SG11, SG13"),
            ("WP1/TSAG WP2/TSAG", "WP1,2/TSAG"),
            ("Q7/12 Q8/12 Q1/13", "Q7,8/12, Q1/13"),
            ("", ""),
        ] {
            assert_eq!(compact(&groups(list)), short);
        }
    }
}

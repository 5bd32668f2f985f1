//! Who meets when, in short: enough to see that two files describe the same meeting.

use super::{Days, Group, Meeting, MeetingId, Misread, RgmDates, Status, parse_date};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::{fmt, str::FromStr};

/// The outline of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Who meets, in the order of the names.
    pub groups: String,
    /// First and last day; none for a season.
    pub days: Option<Days>,
    /// The days on which each group meets in a season.
    pub sessions: BTreeSet<(String, NaiveDate)>,
    /// Whether it takes place, as far as is known.
    pub is_live: bool,
    /// The meetings whose events it takes over.
    pub formerly: Vec<MeetingId>,
    /// Whether the file says that it is not another one's meeting.
    pub is_apart: bool,
}

impl Outline {
    /// The outline of a meeting of some groups that takes place.
    pub fn new(groups: &[Group], days: Option<Days>) -> Self {
        let groups = names(groups);
        let (sessions, formerly) = (BTreeSet::new(), Vec::new());
        Self { groups, days, sessions, is_live: true, formerly, is_apart: false }
    }

    /// The outline of a meeting.
    pub fn of(meeting: &Meeting) -> Self {
        let mut outline = Self::new(&meeting.groups, meeting.days);
        outline.is_live = !matches!(meeting.status, Status::Postponed | Status::Cancelled);
        outline.formerly.clone_from(&meeting.formerly);
        if meeting.days.is_some() {
            return outline;
        }
        for rgm in &meeting.rgm {
            match &rgm.dates {
                RgmDates::Range(days, _) => outline.meets(&rgm.groups, days.working()),
                RgmDates::Series(series) => {
                    outline
                        .meets(&rgm.groups, series.dates().into_iter().map(|held| held.day.date));
                }
            }
        }
        outline
    }

    /// Adds days on which some groups meet in a season.
    pub fn meets(&mut self, groups: &[Group], days: impl Iterator<Item = NaiveDate>) {
        let groups = names(groups);
        self.sessions.extend(days.map(|day| (groups.clone(), day)));
    }

    /// The days that two meetings of the same groups share; for two seasons, the days on which the
    /// same groups meet in both. A season and a meeting share nothing: rapporteur groups may meet
    /// at the same time as the study group.
    fn shared(&self, other: &Self) -> Option<Days> {
        match (self.days, other.days) {
            (Some(own), Some(other)) => {
                let (first, last) = (own.first.max(other.first), own.last.min(other.last));
                (first <= last).then_some(Days { first, last })
            }
            (None, None) => {
                let days = || self.sessions.intersection(&other.sessions).map(|(_, day)| *day);
                Some(Days { first: days().min()?, last: days().max()? })
            }
            _ => None,
        }
    }
}

/// Groups in the order of their names, each once.
fn names(groups: &[Group]) -> String {
    let names: BTreeSet<String> = groups.iter().map(ToString::to_string).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// Why a meeting conflicts with another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingConflict {
    /// The other one, which is older.
    pub of: MeetingId,
    /// Who meets in both.
    pub groups: String,
    /// On which days of both.
    pub days: Days,
}

/// The meetings that are others under a second id: of two, the unpublished one is newer, or else
/// the one with the later id. Meetings in `left` are published but no longer have a file.
pub fn doubles(
    meetings: &BTreeMap<MeetingId, Outline>,
    left: &BTreeMap<MeetingId, Outline>,
    is_published: impl Fn(&MeetingId) -> bool,
) -> BTreeMap<MeetingId, MeetingConflict> {
    let mut by_groups: BTreeMap<&str, Vec<(&MeetingId, &Outline)>> = BTreeMap::new();
    for (id, outline) in meetings.iter().filter(|(_, outline)| outline.is_live) {
        by_groups.entry(&outline.groups).or_default().push((id, outline));
    }
    let mut doubles = BTreeMap::new();
    let mut add = |newer: &MeetingId, older: &MeetingId, groups: &str, days| {
        let double = MeetingConflict { of: older.clone(), groups: groups.to_owned(), days };
        doubles.entry(newer.clone()).or_insert(double);
    };
    for (groups, alike) in &by_groups {
        let mut rest = alike.as_slice();
        while let [(id, outline), others @ ..] = rest {
            for (later, other) in others {
                if outline.is_apart || other.is_apart {
                    continue;
                }
                let is_newer = is_published(later) && !is_published(id);
                match outline.shared(other) {
                    Some(days) if is_newer => add(id, later, groups, days),
                    Some(days) => add(later, id, groups, days),
                    None => {}
                }
            }
            rest = others;
        }
    }
    for (id, gone) in left.iter().filter(|(_, outline)| outline.is_live) {
        for (newer, outline) in by_groups.get(gone.groups.as_str()).into_iter().flatten() {
            let is_heir = outline.is_apart || outline.formerly.contains(id);
            if is_heir || is_published(newer) {
                continue;
            }
            if let Some(days) = outline.shared(gone) {
                add(newer, id, &gone.groups, days);
            }
        }
    }
    doubles
}

/// The form in which the next build reads it: groups, days, days of a season, former ids and flags.
impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.days.map(|days| days.to_string()).unwrap_or_default();
        let sessions = self.sessions.iter().map(|(groups, day)| format!("{groups}@{day}"));
        let formerly = self.formerly.iter().map(ToString::to_string);
        write!(
            f,
            "{}|{days}|{}|{}|{}{}",
            self.groups,
            sessions.collect::<Vec<_>>().join("+"),
            formerly.collect::<Vec<_>>().join("+"),
            if self.is_live { "live" } else { "off" },
            if self.is_apart { " apart" } else { "" },
        )
    }
}

impl FromStr for Outline {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        let misread = || Misread::new("an outline", "build again without `.timeplan`");
        let [groups, days, sessions, formerly, rest] =
            text.split('|').collect::<Vec<_>>().try_into().map_err(|_| misread())?;
        let each = |list| str::split(list, '+').filter(|part| !part.is_empty());
        let session = |part: &str| {
            let (groups, day) = part.rsplit_once('@').ok_or_else(misread)?;
            Ok((groups.to_owned(), parse_date(day)?))
        };
        Ok(Self {
            groups: groups.to_owned(),
            days: (!days.is_empty()).then(|| days.parse()).transpose()?,
            sessions: each(sessions).map(session).collect::<Result<_, Misread>>()?,
            is_live: rest.starts_with("live"),
            formerly: each(formerly).map(str::parse).collect::<Result<_, Misread>>()?,
            is_apart: rest.ends_with(" apart"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Outline, doubles};
    use crate::model::MeetingId;
    use std::collections::BTreeMap;

    fn meeting(groups: &str, days: &str) -> Outline {
        let groups: Vec<_> = groups.split(", ").map(|group| group.parse().unwrap()).collect();
        Outline::new(&groups, Some(days.parse().unwrap()))
    }

    fn id(text: &str) -> MeetingId {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let mut season = meeting("WP2/11, SG12, WP1/11", "2025-01-14/2025-01-23");
        assert_eq!(season.to_string().parse(), Ok(season.clone()));
        season.days = None;
        season.meets(
            &["Q7/12".parse().unwrap()],
            "2025-02-01/2025-02-03".parse::<crate::model::Days>().unwrap().each(),
        );
        (season.is_live, season.is_apart) = (false, true);
        season.formerly = vec![id("a"), id("b-1")];
        assert_eq!(season.to_string().parse(), Ok(season));
    }

    #[test]
    fn the_one_that_was_not_published_is_newer_else_the_later_id() {
        let two = BTreeMap::from([
            (id("a"), meeting("SG12, SG13", "2025-01-14/2025-01-23")),
            (id("b"), meeting("SG13, SG12", "2025-01-23/2025-01-24")),
            (id("c"), meeting("SG12", "2025-01-14/2025-01-23")),
            (id("d"), meeting("SG12, SG13", "2025-01-25")),
        ]);
        let newer = |published: &[&str]| {
            let found = doubles(&two, &BTreeMap::new(), |id| published.contains(&id.as_str()));
            let found =
                found.iter().map(|(id, double)| format!("{id} {} {}", double.of, double.days));
            found.collect::<Vec<_>>().join("; ")
        };
        for published in [&[] as &[&str], &["a"], &["a", "b"]] {
            assert_eq!(newer(published), "b a 2025-01-23");
        }
        assert_eq!(newer(&["b"]), "a b 2025-01-23");
    }

    #[test]
    fn what_left_is_older_than_what_is_new() {
        let (old, mut new) =
            (meeting("SG12", "2025-01-14"), meeting("SG12", "2025-01-13/2025-01-15"));
        let left = BTreeMap::from([(id("z"), old)]);
        let found = |new: &Outline, is_published| {
            doubles(&BTreeMap::from([(id("a"), new.clone())]), &left, |_| is_published).len()
        };
        assert_eq!((found(&new, false), found(&new, true)), (1, 0));
        new.formerly = vec![id("z")];
        assert_eq!(found(&new, false), 0);
    }
}

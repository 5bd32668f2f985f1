//! The settings for all meetings in a folder: the file `timeplan.yaml`.

use super::{Action, Group, Kind, Language, MeetingId, Misread, Text, WebAddress};
use crate::finding::Place;
use std::{fmt, str::FromStr};

/// The settings of a folder of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The name of the feed of all meetings; the default is a fixed name in each language.
    pub title: Option<Text>,
    /// Where the output tree is published.
    pub base_url: Option<WebAddress>,
    /// The part after the `@` in every UID.
    pub uid_domain: String,
    /// The languages of the feeds; the first is at the top level of the output tree.
    pub languages: Vec<Language>,
    /// What happens to cancelled events.
    pub cancelled: Cancelled,
    /// How long before a session its alarm rings; the default is no alarm.
    pub alarm: Option<FeedDuration>,
    /// How often a calendar program should check for updates.
    pub refresh: FeedDuration,
    /// Personal views.
    pub views: Vec<View>,
    /// Whether this program serves the tree, so that everybody can build a view.
    pub personal_views: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: None,
            base_url: None,
            uid_domain: "timeplan.invalid".to_owned(),
            languages: vec![Language::En],
            cancelled: Cancelled::Mark,
            alarm: None,
            refresh: FeedDuration { minutes: 6 * 60 },
            views: Vec::new(),
            personal_views: false,
        }
    }
}

impl Settings {
    /// The name of the feed of all meetings in a language, if given.
    pub fn title_in(&self, language: Language) -> Option<&str> {
        self.title.as_ref().map(|title| title.in_language(language))
    }

    /// The folder of a language's part of the tree: empty for the first, or with a `/` behind.
    pub fn folder(&self, language: Language) -> String {
        let is_first = self.languages.first() == Some(&language);
        if is_first { String::new() } else { format!("{language}/") }
    }

    /// The address of a meeting's page in a language, where that of the tree is known. A language that
    /// has no folder is sent to the first one's page.
    pub fn page_of(&self, id: &MeetingId, language: Language) -> Option<String> {
        let base = self.base_url.as_ref()?;
        let own = self.languages.iter().find(|own| **own == language).or(self.languages.first());
        let folder = own.map(|language| self.folder(*language)).unwrap_or_default();
        Some(format!("{base}/{folder}meetings/{id}.html"))
    }
}

/// What happens to cancelled events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancelled {
    /// They stay, marked as cancelled, until their day is past.
    Mark,
    /// They are left out.
    Drop,
}

impl FromStr for Cancelled {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        match text {
            "mark" => Ok(Self::Mark),
            "drop" => Ok(Self::Drop),
            _ => Err(Misread::new("a setting for cancelled events", "write `mark` or `drop`")),
        }
    }
}

/// A duration from a minute to thirty days, as in RFC 5545 section 3.3.6: `PT15M`, `PT6H`, `P1D`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedDuration {
    minutes: u32,
}

impl FeedDuration {
    /// Thirty days, in minutes.
    const LONGEST: u32 = 30 * 24 * 60;
}

impl fmt::Display for FeedDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, hours, minutes) =
            (self.minutes / 1440, self.minutes / 60 % 24, self.minutes % 60);
        f.write_str("P")?;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if hours > 0 || minutes > 0 {
            f.write_str("T")?;
        }
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        Ok(())
    }
}

impl FromStr for FeedDuration {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        let wrong = || {
            Misread::new(
                "a duration",
                "write a duration such as `PT15M`, `PT6H` or `P1D`, at most `P30D`",
            )
        };
        let (mut rest, mut minutes, mut in_time) =
            (text.strip_prefix('P').ok_or_else(wrong)?, 0_u32, false);
        let mut last_unit = u32::MAX;
        while !rest.is_empty() {
            if let Some(time) = rest.strip_prefix('T').filter(|time| !in_time && !time.is_empty()) {
                (rest, in_time) = (time, true);
                continue;
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = rest.split_at_checked(digits).ok_or_else(wrong)?;
            let unit = match after.chars().next() {
                Some('W') if !in_time => 7 * 1440,
                Some('D') if !in_time => 1440,
                Some('H') if in_time => 60,
                Some('M') if in_time => 1,
                _ => return Err(wrong()),
            };
            let number: u32 = number.parse().map_err(|_| wrong())?;
            if unit >= last_unit || number > Self::LONGEST {
                return Err(wrong());
            }
            minutes += number.saturating_mul(unit).min(Self::LONGEST + 1);
            last_unit = unit;
            rest = after.get(1..).unwrap_or("");
        }
        if (1..=Self::LONGEST).contains(&minutes) { Ok(Self { minutes }) } else { Err(wrong()) }
    }
}

/// A personal view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name, which is also in its address.
    pub name: MeetingId,
    /// What it shows; empty means everything.
    pub show: Vec<Term>,
    /// What it hides, even if `show` matches.
    pub hide: Vec<Term>,
    /// How long before a session its alarm rings; the default is as in all feeds.
    pub alarm: Option<FeedDuration>,
    /// The language of the view at every address; the default is that of the address.
    pub language: Option<Language>,
    /// Its place in the source.
    pub place: Place,
}

/// A term of `show` and `hide`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Events of a kind.
    Kind(Kind),
    /// Deadlines of an action.
    Action(Action),
    /// Events of a group, named as in file names (`q7-12`), or of a meeting, named by its id.
    Name(String),
}

impl Term {
    /// The term as written in the query of a view.
    pub fn key(&self) -> &str {
        match self {
            Self::Kind(kind) => kind.key(),
            Self::Action(action) => action.key(),
            Self::Name(name) => name,
        }
    }
}

impl FromStr for Term {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        if let Some(kind) = Kind::from_key(text) {
            return Ok(Self::Kind(kind));
        }
        if let Ok(action) = text.parse::<Action>() {
            return Ok(Self::Action(action));
        }
        // A meeting's id, or a group as in file names.
        if let Ok(name) = text.parse::<MeetingId>() {
            return Ok(Self::Name(name.to_string()));
        }
        text.parse::<Group>().map(|group| Self::Name(group.slug())).map_err(|_| {
            Misread::new(
                "a filter term",
                "write a group (`Q7/12` or `q7-12`), a kind (`plenary`), a deadline action \
                 (`captioning`) or a meeting id",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{FeedDuration, Term};
    use crate::model::{Action, Kind};

    #[test]
    fn spans() {
        for text in ["PT15M", "PT6H", "P1D", "P1DT1H30M", "P30D"] {
            assert_eq!(text.parse::<FeedDuration>().unwrap().to_string(), text);
        }
        assert_eq!("P1W".parse::<FeedDuration>().unwrap().to_string(), "P7D");
        for bad in [
            "",
            "P",
            "PT",
            "15",
            "PT0M",
            "P31D",
            "PT15",
            "P1H",
            "PT1D",
            "PT1M1H",
            "-PT1M",
            "P99999999999D",
            "PTT1M",
        ] {
            assert!(bad.parse::<FeedDuration>().is_err(), "{bad}");
        }
    }

    #[test]
    fn terms() {
        assert_eq!("plenary".parse(), Ok(Term::Kind(Kind::Plenary)));
        assert_eq!("captioning".parse(), Ok(Term::Action(Action::Captioning)));
        for text in ["Q7/12", "q7-12", "Q 7/12", "q7/12", "Question 7/12"] {
            assert_eq!(text.parse(), Ok(Term::Name("q7-12".to_owned())));
        }
        assert!("Study Group".parse::<Term>().is_err());
    }
}

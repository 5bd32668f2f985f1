//! Series: "every Tuesday from 4 February to 25 March 2025, 1400-1600 hours", `每周二`.

use crate::finding::{Findings, Said};
use crate::letter::fact::rgm::Reader;
use crate::letter::lex::dates::dates;
use crate::letter::lex::groups::groups;
use crate::letter::lex::times::hours;
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::{self, Sense};
use crate::model::{Group, Step};
use crate::source::DraftRgm;
use chrono::Weekday;

impl Reader<'_> {
    /// Reads a series from a sentence. Gives whether the sentence speaks of one, certain or not.
    pub(super) fn series(&mut self, sentence: &Span, findings: &mut Findings) -> bool {
        let normal = self.normal;
        let text = normal.folded(sentence);
        let Some((step, weekdays)) = rhythm(text) else { return false };
        let named = groups(normal.text(), normal.tokens_in(sentence), self.study_group());
        let questions: Vec<Group> = named
            .into_iter()
            .flat_map(|mention| mention.groups)
            .filter(|group| matches!(group, Group::Question(..)))
            .collect();
        let is_about = prose::has(text, Sense::RapporteurMeetings);
        if questions.is_empty() && !is_about {
            return false;
        }
        let groups = if questions.is_empty() { self.study_groups() } else { questions };
        let tokens = normal.tokens_in(sentence);
        let mentions = dates(tokens);
        let times = hours(tokens);
        let place = normal.place(sentence);
        let is_alone = !prose::has(text, Sense::Except) && !prose::has_other_zone(text);
        let is_past = prose::has(text, Sense::PastMeeting);
        let certain = match (mentions.as_slice(), times.as_slice()) {
            ([range], [time]) if is_alone && !range.is_guess && !range.is_pair => {
                let days = range.days().filter(|days| !days.is_single());
                days.filter(|days| self.is_ahead(*days)).map(|days| (days, time.hours))
            }
            _ => None,
        };
        if is_past {
            return true;
        }
        let Some((days, hours)) = certain else {
            findings
                .doubt("rgm-series", Some(place), "a series of meetings is named here")
                .help("its days or hours are not certain; add it as `rgm` with `every: week`");
            return true;
        };
        let draft = DraftRgm {
            groups: groups.into_iter().map(|value| Said { value, place }).collect(),
            start: Some(Said { value: days.first, place }),
            end: Some(Said { value: days.last, place }),
            every: Some(Said { value: step, place }),
            on: weekdays.into_iter().map(|value| Said { value, place }).collect(),
            time: Some(Said { value: hours, place }),
            remote: self.remote(text),
            place,
            ..DraftRgm::default()
        };
        self.add(draft, format!("{days}, {hours}"));
        true
    }
}

/// How often and on which days of the week a series meets.
fn rhythm(text: &str) -> Option<(Step, Vec<Weekday>)> {
    let read = |of: Sense, weeks: u8| {
        words::all(of).find_map(|phrase| {
            let at = prose::find(text, phrase)?;
            let days = weekdays(text.get(at + phrase.len()..)?);
            (!days.is_empty()).then_some((Step::Weeks(weeks), days))
        })
    };
    read(Sense::EveryOther, 2).or_else(|| read(Sense::Every, 1))
}

/// The days of the week that a text begins with: "tuesday and thursday".
fn weekdays(text: &str) -> Vec<Weekday> {
    let mut days = Vec::new();
    let mut rest = text.trim_start();
    while let Some((day, behind)) = weekday(rest) {
        days.push(day);
        let behind = behind.trim_start().trim_start_matches([',', '、', '،']).trim_start();
        rest = prose::after(behind, Sense::AndGroup).unwrap_or(behind).trim_start();
        if days.len() >= 5 {
            break;
        }
    }
    days
}

/// A day of the week at the beginning of a text, in any case or number, and what follows it.
fn weekday(text: &str) -> Option<(Weekday, &str)> {
    let names = words::rows().filter_map(|(sense, names)| match sense {
        Sense::Day(day) => Some((day, names)),
        _ => None,
    });
    let names = names.flat_map(|(day, names)| names.iter().map(move |name| (day, *name)));
    // Arabic has them with and without its article.
    let names = names.flat_map(|(day, name)| {
        [Some(name), name.strip_prefix("ال")].into_iter().flatten().map(move |name| (day, name))
    });
    let fits = names.filter_map(|(day, name)| {
        // Russian and the plurals of others change the end of the word.
        let is_cyrillic = name.starts_with(|c| matches!(c, '\u{400}'..='\u{4FF}'));
        let cut = if is_cyrillic { name.char_indices().next_back()?.0 } else { name.len() };
        let stem = name.get(..cut).filter(|stem| !is_cyrillic || stem.len() >= 8)?;
        let behind = text.strip_prefix(stem)?;
        let ending = if stem.ends_with(prose::is_ideograph) {
            0
        } else {
            behind.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum()
        };
        let short = behind.get(..ending)?;
        let is_same = short.is_empty() || matches!(short, "s" | "es") || is_cyrillic && ending <= 6;
        is_same.then_some((stem.len(), day, behind.get(ending..)?))
    });
    let (_, day, behind) = fits.max_by_key(|(length, ..)| *length)?;
    Some((day, behind))
}

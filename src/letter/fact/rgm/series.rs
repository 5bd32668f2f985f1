//! Series: "every Tuesday from 4 February to 25 March 2025, 1400-1600 hours", `每周二`.

use crate::finding::Said;
use crate::letter::fact::rgm::{RgmReader, is_elsewhere};
use crate::letter::lex::dates::dates;
use crate::letter::lex::times::hours;
use crate::letter::lex::{DateMention, Mark, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Days, Group, Hours, SeriesStep, Zone};
use crate::source::DraftRgm;
use chrono::{Datelike, NaiveDate, Weekday};

/// When a series meets.
struct CertainSeries {
    days: Days,
    hours: Hours,
    /// None is the meeting's.
    zone: Option<Zone>,
    except: Vec<Days>,
}

impl RgmReader<'_> {
    /// Reads a series from a sentence. Gives whether the sentence speaks of one, certain or not.
    /// `known` are who meets, if the words around it say so.
    pub(super) fn series(&mut self, sentence: &Span, known: &[Group]) -> bool {
        let normal = self.normal;
        let Some((step, weekdays)) = self.rhythm(sentence) else { return false };
        let named = self.groups(sentence).into_iter().flat_map(|mention| mention.groups);
        let questions: Vec<Group> = named.filter(Group::is_question).collect();
        let questions = if known.is_empty() { questions } else { known.to_vec() };
        if questions.is_empty() && !normal.marks.has(Sense::RapporteurMeetings, sentence) {
            return false;
        }
        if normal.marks.has(Sense::PastMeeting, sentence) {
            return true;
        }
        let groups = if questions.is_empty() { self.study_groups() } else { questions };
        let place = normal.place(sentence);
        let Some(certain) = self.certain(sentence, !known.is_empty(), &weekdays) else {
            self.letter.doubt_at(
                "rgm-series",
                Some(place),
                "a series of meetings is named here",
                "its days or hours are not certain; add it as `rgm` with `every: week`",
            );
            return true;
        };
        let CertainSeries { days, hours, zone, except } = certain;
        let draft = DraftRgm {
            groups: groups.into_iter().map(|value| Said { value, place }).collect(),
            start: Some(Said { value: days.first, place }),
            end: Some(Said { value: days.last, place }),
            every: Some(Said { value: step, place }),
            on: weekdays.into_iter().map(|value| Said { value, place }).collect(),
            time: Some(Said { value: hours, place }),
            zone: zone.map(|value| Said { value, place }),
            except: except.into_iter().map(|value| Said { value, place }).collect(),
            remote: self.remote(sentence),
            place,
            ..DraftRgm::default()
        };
        self.add(draft, format!("{days}, {hours}"));
        true
    }

    /// When a series meets, if its sentence leaves no doubt. Where it is known who meets, it stands in a
    /// list.
    fn certain(
        &self,
        sentence: &Span,
        is_list: bool,
        weekdays: &[Weekday],
    ) -> Option<CertainSeries> {
        let tokens = self.normal.tokens_in(sentence);
        let (mentions, hours) = (dates(tokens), hours(tokens));
        let ([range, others @ ..], [time]) = (mentions.as_slice(), hours.as_slice()) else {
            return None;
        };
        let days = range.days().filter(|_| !range.is_guess && !range.is_pair)?;
        // A list without dates of its own is of what comes.
        let is_ahead = self.is_ahead(days) || is_list && self.is_undated();
        let zone = match time.zone {
            ZoneSaid::Unsaid if is_elsewhere(self.normal, sentence) => return None,
            said => self.zone_of(said)?,
        };
        let except = self.left_out(sentence, range, days, others, weekdays)?;
        let times = CertainSeries { days, hours: time.hours, zone, except };
        (is_ahead && !days.is_single()).then_some(times)
    }

    /// The days of a series on which nobody meets: the dates behind "except", each of them a day of
    /// the series.
    fn left_out(
        &self,
        sentence: &Span,
        range: &DateMention,
        days: Days,
        others: &[DateMention],
        weekdays: &[Weekday],
    ) -> Option<Vec<Days>> {
        let behind = range.span.end..others.last().map_or(sentence.end, |last| last.span.start);
        if self.normal.marks.has(Sense::Except, sentence) == others.is_empty()
            || !others.is_empty() && !self.normal.marks.has(Sense::Except, &behind)
        {
            return None;
        }
        let mut left_out = Vec::new();
        for other in others {
            let own = other.days_in(Some(days.first.year()))?;
            let all = if other.is_pair { vec![own.first, own.last] } else { vec![own.first] };
            let is_of_series =
                |day: &NaiveDate| days.contains(*day) && weekdays.contains(&day.weekday());
            if !(own.is_single() || other.is_pair) || !all.iter().all(is_of_series) {
                return None;
            }
            left_out.extend(all.into_iter().map(Days::one));
        }
        Some(left_out)
    }

    /// How often and on which days of the week a series meets.
    pub(super) fn rhythm(&self, sentence: &Span) -> Option<(SeriesStep, Vec<Weekday>)> {
        let normal = self.normal;
        let days = normal.marks.like(Sense::Day(Weekday::Mon), sentence);
        let days: Vec<(Weekday, &Mark)> = days
            .filter_map(|mark| match mark.sense {
                Sense::Day(day) => Some((day, mark)),
                _ => None,
            })
            .collect();
        let read = |of: Sense, weeks: u8| {
            normal.marks.like(of, sentence).find_map(|every| {
                let mut weekdays = Vec::new();
                let mut end = every.end;
                let first = days.partition_point(|(_, mark)| mark.start < every.end);
                for (day, mark) in days.get(first..).unwrap_or_default() {
                    if mark.start < end {
                        continue;
                    }
                    let between = end..mark.start;
                    // "and" stands between two of them, and nothing before the first.
                    let words = normal.slice(&between).split(|c: char| !c.is_alphabetic());
                    let words = words.filter(|word| !word.is_empty()).take(2).count();
                    let is_other = normal.marks.has_any(&[Sense::FromDay, Sense::ToDay], &between);
                    // Between the day before and those behind this one stands as much and more.
                    if is_other || words > usize::from(!weekdays.is_empty()) {
                        break;
                    }
                    if !weekdays.contains(day) {
                        weekdays.push(*day);
                    }
                    end = mark.end;
                }
                (!weekdays.is_empty()).then_some((SeriesStep::Weeks(weeks), weekdays))
            })
        };
        read(Sense::EveryOther, 2).or_else(|| read(Sense::Every, 1))
    }
}

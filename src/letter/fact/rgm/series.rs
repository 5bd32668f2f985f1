//! Series: "every Tuesday from 4 February to 25 March 2025, 1400-1600 hours", `每周二`.

use crate::finding::Said;
use crate::letter::fact::rgm::rhythm::rhythm;
use crate::letter::fact::rgm::{RgmReader, is_elsewhere};
use crate::letter::lex::dates::dates;
use crate::letter::lex::times::hours;
use crate::letter::lex::{DateMention, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Days, Group, Hours, Zone};
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
        let Some(rhythm) = rhythm(self.letter, sentence) else { return false };
        let named = self.groups(sentence).into_iter().flat_map(|mention| mention.groups);
        let questions: Vec<Group> = named.filter(Group::is_question).collect();
        let is_named =
            !questions.is_empty() || normal.marks.has(Sense::RapporteurMeetings, sentence);
        let questions = match known {
            [] if !is_named => self.of_notice(sentence),
            [] => questions,
            known => known.to_vec(),
        };
        // "Q1/9 holds monthly calls" says nothing that a meeting could be made of.
        let is_undated = dates(normal.tokens_in(sentence)).is_empty();
        let is_empty = rhythm.weekdays.is_empty() && is_undated && known.is_empty();
        if is_empty || questions.is_empty() && !is_named {
            return false;
        }
        if normal.marks.has(Sense::PastMeeting, sentence) {
            return true;
        }
        let groups = if questions.is_empty() { self.study_groups() } else { questions };
        let place = normal.place(sentence);
        let weekdays = rhythm.weekdays.clone();
        let certain = self.certain(sentence, !known.is_empty(), &weekdays);
        let Some((step, certain)) = rhythm.step().zip(certain) else {
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

    /// The Questions of a notice, in a sentence that says of no one that they meet.
    fn of_notice(&self, sentence: &Span) -> Vec<Group> {
        let says = [Sense::TakesPlace, Sense::EMeeting, Sense::NamesMeeting];
        let is_notice = self.known.groups.iter().all(Group::is_question)
            && self.letter.groups_in(sentence).is_empty()
            && says.into_iter().any(|of| self.normal.marks.has(of, sentence));
        if is_notice { self.known.groups.to_vec() } else { Vec::new() }
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
}

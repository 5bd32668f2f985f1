//! Lists of meetings: a row is a line ("Q14/20: 3-5 March 2026, e-meeting") or the row of a table.
//! Each gives an entry for each of its dates, or a doubt with its words.

use crate::finding::{Place, Said};
use crate::letter::fact::agenda::of_script;
use crate::letter::fact::cities::with_country;
use crate::letter::fact::rgm::notice::one_of;
use crate::letter::fact::rgm::rhythm::rhythm;
use crate::letter::fact::rgm::{MOST, RgmReader, is_elsewhere};
use crate::letter::lex::dates::dates;
use crate::letter::lex::times::{hours, times};
use crate::letter::lex::zones::inside;
use crate::letter::lex::{DateMention, GroupMention, Number, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{
    Action, Days, Group, Hours, SeriesStep, Text, TimeUnit, ZURICH, compact, is_working_day,
};
use crate::source::DraftRgm;
use crate::zone::Zone;
use crate::zone::place::{nominative, zone};

/// The longest place before a meeting, in bytes.
const LONGEST_PLACE: usize = 80;

/// Where a row says what.
#[derive(Default)]
pub(super) struct RgmRow {
    pub(super) whole: Span,
    pub(super) who: Vec<Group>,
    /// The dates; of two stretches the first has the first day and the second the last one.
    pub(super) when: Vec<Span>,
    /// The hours; of two stretches the first has their beginning and the second their end.
    pub(super) hours: Vec<Span>,
    /// What is stated of the hours of all rows.
    pub(super) zone: Vec<Span>,
    pub(super) place: Option<Span>,
    /// The year of days that have none, as the head of their column has it.
    pub(super) year: Option<i32>,
    /// The month of days that have none, as a row above has it.
    pub(super) month: Option<u32>,
    /// The unit of lengths that have none, as the head of their column has it.
    pub(super) unit: Option<TimeUnit>,
}

/// A month in a row of its own, above those of its meetings.
#[derive(Clone, Copy)]
pub(super) struct RowMonth {
    pub(super) month: u32,
    pub(super) year: Option<i32>,
}

impl RgmReader<'_> {
    /// Reads a line that begins with groups or with dates as a row. Gives whether it is one.
    pub(super) fn line(&mut self, line: &Span) -> bool {
        let is_series = rhythm(self.letter, line).is_some();
        let row = if is_series { None } else { self.row_of_line(line) };
        let is_row = row.is_some();
        if let Some(row) = row {
            self.row(row);
        }
        is_row
    }

    fn row_of_line(&self, line: &Span) -> Option<RgmRow> {
        let normal = self.normal;
        let named = self.groups(line);
        let group = named.first().map(|mention| &mention.span)?;
        let dated = dates(normal.tokens_in(line));
        let date = dated.first().map(|date| &date.span);
        let before = date.filter(|date| date.start < group.start);
        // "Lomé (Togo), 1-3 March 2027: Q1/3"
        let lead = self.without_signs(&(line.start..before.unwrap_or(group).start));
        let has_words = normal.slice(&lead).contains(char::is_alphabetic);
        let is_place = has_words
            && date.is_some()
            && lead.len() <= LONGEST_PLACE
            && (zone(normal.slice(&lead)).is_some() || self.remote(&lead).is_some());
        if has_words && !is_place || self.is_deadline(line, &dated) {
            return None;
        }
        let until = date.filter(|_| before.is_none()).map_or(line.end, |date| date.start);
        let who: Vec<&GroupMention> = named.iter().filter(|it| it.span.start < until).collect();
        let last = who.last().map_or(line.start, |mention| mention.span.end);
        let end = dated.last().map_or(line.end, |date| date.span.end);
        let when = match (before, date) {
            // The place before them and the number of an item are none of the dates.
            (Some(date), _) => {
                let number = normal.slice(&(line.start..date.start)).trim();
                let is_item = number.ends_with(['.', ')']) && Number::alone(number).is_some();
                let from = if is_place || is_item { date.start } else { line.start };
                from..group.start
            }
            // What stands in parentheses is the topic.
            (None, Some(date)) => {
                let topic = normal.slice(&(last..date.start)).rfind(')').map_or(0, |at| at + 1);
                last + topic..end
            }
            (None, None) => last..line.end,
        };
        let words = normal.slice(&when).trim_start();
        let is_prose =
            words.starts_with(char::is_alphabetic) || !words.contains(|c: char| c.is_ascii_digit());
        let open = [Sense::ToBeDecided, Sense::CalledOff];
        if date.is_none() && is_prose && !normal.marks.has_any(&open, &when) {
            return None;
        }
        // "Q1/3, Lomé (Togo), 1-3 March 2027"
        let between = last..date.map_or(last, |date| date.start.max(last));
        let beside =
            || self.place_in(&(end.max(last)..line.end)).or_else(|| self.known_place(&between));
        Some(RgmRow {
            whole: line.clone(),
            who: who.into_iter().flat_map(|mention| mention.groups.clone()).collect(),
            when: vec![when],
            hours: vec![line.clone()],
            place: Some(lead).filter(|_| is_place).or_else(beside),
            ..RgmRow::default()
        })
    }

    /// Whether a line is that of a deadline.
    fn is_deadline(&self, line: &Span, dated: &[DateMention]) -> bool {
        let is_in_date = |at: &Span| {
            let last = dated.partition_point(|date| date.span.end <= at.start);
            dated.get(last).is_some_and(|date| date.span.contains(&at.start))
        };
        let mut asks = self.normal.marks.like(Sense::Asks(Action::Contributions), line);
        let remote = Sense::Asks(Action::RemoteParticipationRequest);
        self.normal.marks.all(Sense::Limit, line).any(|limit| !is_in_date(&limit))
            || asks.any(|mark| mark.sense != remote)
    }

    /// Takes an entry for each date of a row.
    pub(super) fn row(&mut self, row: RgmRow) {
        let (Some(from), Some(to)) = (row.when.first(), row.when.last()) else { return };
        let place = self.normal.place(&(from.start..to.end));
        if self.is_left_out(&row, place) {
            return;
        }
        if rhythm(self.letter, &row.whole).is_some() {
            self.series(&row.whole, &row.who);
            return;
        }
        let all = self.coming(&row, place);
        if all.is_empty() {
            return;
        }
        self.tell_unsure(&row);
        let location = row.place.clone().filter(|span| {
            let words = self.normal.slice(span);
            let is_open = self.normal.marks.has(Sense::ToBeDecided, span);
            words.contains(char::is_alphabetic) && !is_open && self.remote(span).is_none()
        });
        let hours = self.hours(&row, &location);
        let location = location.filter(|span| hours.is_some() || !self.is_at_meeting(span));
        let location = location.and_then(|span| {
            let words = nominative(&self.normal.words(&span));
            let words = if words.contains('(') { with_country(&words) } else { words };
            Text::new(of_script(&words, self.of_letter), words)
        });
        let of_hours = row.hours.iter().cloned().reduce(|first, last| first.start..last.end);
        let of_hours = self.normal.place(&of_hours.unwrap_or(row.whole.clone()));
        let entry = DraftRgm {
            groups: row.who.iter().cloned().map(|value| Said { value, place }).collect(),
            location,
            remote: self.remote(&row.whole),
            place,
            ..DraftRgm::default()
        };
        for days in all {
            let [start, end] = [days.first, days.last].map(|value| Some(Said { value, place }));
            let entry = DraftRgm { start, end, ..entry.clone() };
            // With hours an entry is a series of its days; without them nothing is stated of its
            // sessions.
            // "14 April, 09:30" and "16 April, 17:30" are no hours of each day.
            let is_of_ends = row.hours == row.when && row.when.len() > 1 && !days.is_single();
            let is_each = !is_of_ends && days.each().all(is_working_day);
            let draft = match hours.filter(|_| is_each) {
                Some((hours, zone)) => DraftRgm {
                    every: Some(Said { value: SeriesStep::Day, place }),
                    time: Some(Said { value: hours, place: of_hours }),
                    zone: zone.map(|value| Said { value, place }),
                    ..entry
                },
                None => DraftRgm { slots: Some(Said { value: Vec::new(), place }), ..entry },
            };
            if hours.is_some() && draft.time.is_none() {
                let what = match is_of_ends {
                    true => "the hours at which a meeting of several days begins and ends",
                    false => "the hours of a meeting at a weekend",
                };
                self.doubtful_hours(&row.whole, what);
            }
            self.add(draft, days.to_string());
        }
    }

    /// Whether a row names no group, or its meeting does not take place; that is reported.
    fn is_left_out(&self, row: &RgmRow, place: Place) -> bool {
        if row.who.is_empty() {
            let message = "the group of this meeting is not named here";
            let help = "add the meeting as `rgm` with its group";
            self.letter.doubt_at("rgm-unread", Some(place), message, help);
            return true;
        }
        let is_off = self.normal.marks.has(Sense::CalledOff, &row.whole);
        if is_off {
            let names = compact(&row.who);
            let message = format!("the meeting of {names} is cancelled or postponed here");
            let help = "check whether it has new days; it was left out";
            self.letter.doubt("rgm-called-off", &row.whole, message, help);
        }
        is_off
    }

    /// The days of a row that are still to come; a doubt where they are not understood.
    fn coming(&self, row: &RgmRow, place: Place) -> Vec<Days> {
        let Some(mut days) = self.all_days(row) else {
            let marks = &self.normal.marks;
            let is_open = row.when.iter().any(|span| marks.has(Sense::ToBeDecided, span));
            let what = if is_open { "are not known yet" } else { "cannot be read" };
            self.without_dates(&row.who, what, place);
            return Vec::new();
        };
        days.retain(|days| self.is_undated() || self.is_ahead(*days));
        days.truncate(MOST.saturating_sub(self.found.len()));
        days
    }

    fn without_dates(&self, who: &[Group], what: &str, place: Place) {
        let message = format!("the dates of the meeting of {} {what}", compact(who));
        let help = "add it as `rgm`, once they are known";
        self.letter.doubt_at("rgm-without-dates", Some(place), message, help);
    }

    /// Reports a line whose dates may be those of anything. Gives whether it is a row.
    pub(super) fn open_line(&self, line: &Span) -> bool {
        let row = self.row_of_line(line);
        let place = self.normal.place(line);
        row.iter().for_each(|row| self.without_dates(&row.who, "cannot be read", place));
        row.is_some()
    }

    /// Reports that a meeting is not certain. Of a place that is not known yet the days may be.
    fn tell_unsure(&self, row: &RgmRow) {
        let is_of_place =
            |said: &Span| row.place.as_ref().is_some_and(|place| place.contains(&said.start));
        let mut unsure = self.normal.marks.all(Sense::ToBeDecided, &row.whole);
        if let Some(said) = unsure.find(|said| !is_of_place(said)) {
            let (names, words) = (compact(&row.who), self.normal.words(&said));
            let message = format!("the meeting of {names} is not certain: `{words}`");
            let help = "it was used; check later whether it still holds";
            self.letter.doubt("rgm-tentative", &said, message, help);
        }
    }

    /// The hours of a row, and their zone if it is not the meeting's.
    fn hours(&self, row: &RgmRow, location: &Option<Span>) -> Option<(Hours, Option<Zone>)> {
        let normal = self.normal;
        let tokens = |span: &Span| normal.tokens_in(span);
        // A cell of hours with a number holds some: "9.30".
        let is_empty = |span: &Span| {
            *span == row.whole || !normal.slice(span).contains(|c: char| c.is_ascii_digit())
        };
        let alone = match row.hours.as_slice() {
            [from, to] => match (times(tokens(from)).as_slice(), times(tokens(to)).as_slice()) {
                ([from], [to]) => Hours::new(from.time, to.time).map(|hours| (hours, to.zone)),
                ([], []) if is_empty(from) && is_empty(to) => return None,
                _ => None,
            },
            [span] => match one_of(&hours(tokens(span))) {
                Ok(only) => Some((only.hours, only.zone)),
                Err(0) if is_empty(span) && !times(tokens(span)).iter().any(|it| it.is_sure) => {
                    None?
                }
                _ => None,
            },
            _ => return None,
        };
        let Some((found, beside)) = alone else {
            self.doubtful_hours(row.hours.first().unwrap_or(&row.whole), "these hours");
            return None;
        };
        let heads = || row.zone.iter().find_map(|span| self.zone_in_head(span));
        // "Asia/Tokyo"
        let named = || {
            let words = normal.words(&row.whole);
            let mut names = words.split_whitespace().filter(|word| word.contains('/'));
            names.find_map(|name| name.parse().ok()).map(ZoneSaid::Of)
        };
        let said = match beside {
            ZoneSaid::Unsaid => named().or_else(heads).unwrap_or(ZoneSaid::Unsaid),
            said => said,
        };
        let own = location.as_ref().map(|span| zone(normal.slice(span)));
        let is_abroad = own.is_some_and(|own| own != Some(ZURICH));
        let zone = match said {
            ZoneSaid::Local => own.flatten().map(Some),
            ZoneSaid::Unsaid if is_abroad || is_elsewhere(normal, &row.whole) => None,
            said => self.zone_of(said),
        };
        if zone.is_none() {
            let what = "hours that may not be those of the meeting's zone";
            self.doubtful_hours(&row.whole, what);
        }
        let zone = zone?.filter(|zone| *zone != self.letter.zone.get());
        Some((found, zone))
    }

    /// The zone that the head of a column of hours names: "Time (UTC)", "Time (Geneva)".
    fn zone_in_head(&self, span: &Span) -> Option<ZoneSaid> {
        let of_geneva = self.normal.marks.has(Sense::GenevaHours, span);
        inside(self.normal.tokens_in(span)).or_else(|| of_geneva.then_some(ZoneSaid::Geneva))
    }

    fn doubtful_hours(&self, row: &Span, what: &str) {
        let help = "add them as `time` in the zone of the meeting";
        self.letter.doubt("rgm-hours", row, format!("{what} were not read"), help);
    }
}

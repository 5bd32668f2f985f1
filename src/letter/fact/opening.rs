//! The hours of opening and registration.

use crate::finding::Said;
use crate::letter::fact::opens::{Opener, opener};
use crate::letter::fact::rules;
use crate::letter::fact::spoken::Spoken;
use crate::letter::fact::units::is_filler;
use crate::letter::lex::dates::weekday_at;
use crate::letter::lex::times::{are_joined, hours};
use crate::letter::lex::{NormalLine, TimeMention, TokenKind, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions, floor, trim, within};
use crate::letter::words::Sense;
use crate::model::{Days, Group, Slot, SlotRange, TimeOfDay};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// How long before the first day registration may begin on the spot, in days.
const LONGEST_BEFORE: i64 = 7;

/// Before this hour nothing opens: "2:30" is of a clock of twelve hours.
const EARLIEST: TimeOfDay = TimeOfDay::at(6, 0);

/// How near words are that say what others mean, in bytes, and lines of a row of a table.
const NEAR: usize = 80;
const WIDEST: usize = 32;

/// An hour with its day, if one is named, and the place behind it.
#[derive(Clone, Debug)]
pub(crate) struct Hour {
    pub(crate) time: TimeOfDay,
    /// The day that the sentence names.
    pub(crate) date: Option<NaiveDate>,
    pub(crate) span: Span,
    /// Where, if the words behind the hour say it.
    pub(crate) place: Option<Span>,
    /// When it is over, if these are the hours of the whole meeting.
    pub(crate) until: Option<TimeOfDay>,
}

impl Hour {
    /// The slot in which it begins, or the next one.
    pub(crate) fn slot(&self) -> Option<SlotRange> {
        let slot = Slot::SESSIONS.into_iter().find(|slot| self.time < slot.standard().end);
        slot.unwrap_or(Slot::S5).key().parse().ok()
    }
}

/// The hour at which the meeting opens. Of several the one in a sentence about the meeting itself,
/// on its first day.
pub(crate) fn opening(
    found: &LetterText<'_>,
    regions: &Regions,
    days: Option<Days>,
    groups: &[Said<Group>],
) -> Option<Hour> {
    let body = regions.body.start..found.normal.text().len();
    let mut candidates: Vec<Hour> = Vec::new();
    let mut taken = BTreeSet::new();
    let anchors = found.all(&body, Sense::Opens).into_iter().chain(plenaries(found, regions));
    for anchor in anchors {
        let sentence = found.sentence(anchor.start, &body);
        if opener(found, &anchor, &sentence, groups) != Opener::Meeting
            || in_list(found, anchor.start, days, groups)
        {
            continue;
        }
        let Some(time) = time_of_opening(found, &anchor, &sentence, &body) else { continue };
        let before = sentence.start..time.start.max(sentence.start);
        let weekday =
            weekday_behind(found, time.end).or_else(|| weekday_before(found, &anchor, &before));
        if is_not_first(weekday, days) {
            continue;
        }
        let date = date_of_opening(found, &anchor, time, [&sentence, &body], days);
        let is_outside = days.zip(date).is_some_and(|(days, date)| !days.contains(date));
        // Two phrases may announce one hour: "the opening plenary will begin at".
        if !is_outside && taken.insert(time.start) {
            candidates.extend(hour(found, &anchor, time, date, days));
        }
    }
    // The first one is the meeting's; a second one that says otherwise is worth a doubt.
    let Some(first) = candidates.first() else { return behind_date(found, &body, days) };
    let is_first_day =
        |hour: &&Hour| days.zip(hour.date).is_none_or(|(days, date)| date == days.first);
    let chosen = candidates.iter().find(is_first_day).unwrap_or(first);
    let is_other = |other: &&Hour| {
        let are_dated = other.date.is_some() || chosen.date.is_some();
        other.time != chosen.time && !are_dated && other.span.end < regions.annexes.start
    };
    if let Some(other) = candidates.iter().find(is_other) {
        let said =
            format!("the meeting opens at {} here and at {} before", other.time, chosen.time);
        let help = "check which of them is the opening of the meeting";
        found.doubt("two-openings", &other.span, said, help);
    }
    Some(chosen.clone())
}

/// The day that the words around an hour name, in its sentence or, below a heading, in its cell.
fn date_of_opening(
    found: &LetterText<'_>,
    anchor: &Span,
    time: &TimeMention,
    [sentence, body]: [&Span; 2],
    days: Option<Days>,
) -> Option<NaiveDate> {
    // "It closes on 20 January; it opens at 10:00 on 18 January"
    let date = date_in(found, &(anchor.start..sentence.end), days)
        .or_else(|| date_in(found, sentence, days))
        .or_else(|| {
            cell_at(found, anchor.start)?;
            date_in(found, &found.sentence(time.start, body), days)
        });
    let is_own = |(day, at): &(NaiveDate, Span)| {
        days.is_some_and(|days| days.first == *day) || !is_of_other_hour(found, at, time, sentence)
    };
    let before = || date_in(found, &(sentence.start..time.start), days);
    date.filter(is_own).or_else(before).map(|(day, _)| day)
}

/// Whether what begins stands in a row of a table beside another day or other groups: a session of a list.
fn in_list(found: &LetterText<'_>, at: usize, days: Option<Days>, groups: &[Said<Group>]) -> bool {
    let lines = &found.normal.lines;
    let row = |line: &NormalLine| line.cell.map(|(table, row, _)| (table, row));
    let own = lines.partition_point(|line| line.span.end < at);
    let Some(cell) = lines.get(own).and_then(row) else { return false };
    let is_in_row = |line: &&NormalLine| row(line) == Some(cell);
    let (before, behind) = lines.split_at(own);
    let before = before.iter().rev().take(WIDEST).take_while(is_in_row).last();
    let last = behind.iter().take(WIDEST).take_while(is_in_row).last();
    let span = before.map_or(at, |line| line.span.start)..last.map_or(at, |line| line.span.end);
    let day = date_in(found, &span, days).zip(days);
    let is_known = |group: &Group| groups.iter().any(|own| own.value == *group);
    day.is_some_and(|((day, _), days)| day != days.first) || !found.named_in(&span).all(is_known)
}

/// The hour that words announce, which is no former one. Below the heading of a column stands its own hour;
/// those of other columns are others'.
fn time_of_opening<'a>(
    found: &'a LetterText<'_>,
    anchor: &Span,
    sentence: &Span,
    body: &Span,
) -> Option<&'a TimeMention> {
    let cell = cell_at(found, anchor.start);
    let (end, longest) = if cell.is_some() { (body.end, 400) } else { (sentence.end, 160) };
    let end = end.min(anchor.end + longest).max(anchor.end);
    let mut reach = floor(found, anchor.start..end);
    // What follows an "and" about registration is another hour.
    let stops = [Sense::Registration, Sense::RegistrationAlone].into_iter();
    let stop = stops.filter_map(|of| found.first(&reach, of)).map(|at| at.start).min();
    reach.end = stop.unwrap_or(reach.end);
    // "moved from 09:30 to 14:30"
    let around = around(found, anchor, sentence).start..reach.end;
    let spans: Vec<Span> = found.times_in(&around).map(TimeMention::span).collect();
    times_behind(found, anchor, &reach).find(|time| {
        let is_beside = |(table, row, column): (usize, usize, usize)| {
            let own = cell_at(found, time.start);
            own.is_some_and(|own| own.0 == table && (own.1 == row || own.2 == column))
        };
        !rules::is_former(found, &time.span(), &spans, &around) && cell.is_none_or(is_beside)
    })
}

/// An hour on a day, unless nothing opens then; that of another zone may be any.
fn hour(
    found: &LetterText<'_>,
    anchor: &Span,
    time: &TimeMention,
    date: Option<NaiveDate>,
    days: Option<Days>,
) -> Option<Hour> {
    let day = date.or(days.map(|days| days.first));
    let here = Spoken::of(time).on(day, found)?;
    let is_at_night = time.zone == ZoneSaid::Unsaid && time.time < EARLIEST;
    let span = anchor.start..time.end;
    (!is_at_night).then_some(Hour { time: here, date, span, place: None, until: None })
}

/// The first day in a stretch, in the year of the meeting, which is not said as a week, and where its date
/// stands.
fn date_in(found: &LetterText<'_>, span: &Span, days: Option<Days>) -> Option<(NaiveDate, Span)> {
    let year = days.map(|days| days.first.year());
    let mut dates = found.dates_in(span).filter(|date| !rules::is_week(found.normal, &date.span));
    dates.find_map(|date| Some((date.days_in(year)?.first, date.span.clone())))
}

/// Where the letter itself names its opening plenary: "the opening plenary of SG20 at 10:00". In a plan
/// it is a session.
fn plenaries(found: &LetterText<'_>, regions: &Regions) -> Vec<Span> {
    let openings = found.all(&regions.body, Sense::Opening).into_iter();
    let beside = openings.filter_map(|opening| {
        let sentence = found.sentence(opening.start, &regions.body);
        let near = found.all(&around(found, &opening, &sentence), Sense::Plenary);
        let plenary = near.into_iter().find(|plenary| {
            let between = opening.end.min(plenary.end)..opening.start.max(plenary.start);
            found.normal.tokens_in(&between).all.len() <= 2
        })?;
        Some(opening.start.min(plenary.start)..opening.end.max(plenary.end))
    });
    beside.filter(|at| cell_at(found, at.start).is_none()).collect()
}

/// Whether a date behind an hour touches another one and not this one: "at 9:30, the closing plenary on
/// Friday 12 March at 14:00". The same hour in another zone is no other one.
fn is_of_other_hour(
    found: &LetterText<'_>,
    date: &Span,
    time: &TimeMention,
    sentence: &Span,
) -> bool {
    let touches = |hour: &Span| {
        let (end, start) = (hour.end.min(date.end), hour.start.max(date.start));
        is_filler(found, &(end..start.max(end)))
    };
    let (own, behind) = (time.span(), time.end..sentence.end.max(time.end));
    let is_other = |other: &Span| {
        let between = found.normal.slice(&(own.end..other.start));
        !between.trim_end().ends_with('(') && !are_joined(found.normal.tokens(), &own, other)
    };
    let mut others = found.times_in(&behind).map(|other| other.span());
    // "at 10:00, on 19 January at 9:00"
    let is_parted = |between: &str| between.contains([',', '،', '，']);
    within(date, &behind)
        && (!touches(&own) || is_parted(found.normal.slice(&(own.end..date.start))))
        && others.any(|other| is_other(&other) && touches(&other))
}

/// What stands near some words in their sentence.
fn around(found: &LetterText<'_>, words: &Span, sentence: &Span) -> Span {
    let start = words.start.saturating_sub(NEAR).max(sentence.start);
    floor(found, start..(words.end + NEAR).min(sentence.end))
}

/// The hours in a stretch: those that can be nothing else, and one just behind the words that announce
/// it: "запланировано на 9.30".
fn times_behind<'a>(
    found: &'a LetterText<'_>,
    anchor: &Span,
    reach: &Span,
) -> impl Iterator<Item = &'a TimeMention> {
    let first = found.times.partition_point(|time| time.start < reach.start);
    let (begin, end) = (anchor.end, reach.end);
    let inside = found.times.get(first..).unwrap_or_default().iter();
    inside.take_while(move |time| time.end <= end).filter(move |time| {
        let words = found.normal.slice(&(time.span()));
        let between = found.normal.slice(&(begin..time.start.max(begin)));
        time.is_sure || words.contains('.') && begin <= time.start && between.trim().is_empty()
    })
}

/// The table, row and column in which a byte stands.
fn cell_at(found: &LetterText<'_>, at: usize) -> Option<(usize, usize, usize)> {
    found.normal.line_of(at)?.cell
}

/// The hour at which registration begins, and where.
pub(crate) fn registration(
    found: &LetterText<'_>,
    regions: &Regions,
    days: Option<Days>,
) -> Option<Hour> {
    let body = regions.body.start..found.normal.text().len();
    let is_registration = |verb: &Span| {
        let sentence = found.sentence(verb.start, &body);
        opener(found, verb, &sentence, &[]) == Opener::Registration
    };
    let mut anchors = found.all(&body, Sense::Registration);
    anchors.extend(found.all(&body, Sense::Opens).into_iter().filter(is_registration));
    anchors.sort_by_key(|anchor| anchor.start);
    for anchor in anchors {
        let sentence = found.sentence(anchor.start, &body);
        let reach = floor(found, anchor.start..sentence.end.min(anchor.end + 200).max(anchor.end));
        // "at 1300 on Monday and at 0900 on Tuesday"
        let mut times = times_behind(found, &anchor, &reach);
        let Some(time) = times.find(|time| !is_not_first(weekday_behind(found, time.end), days))
        else {
            continue;
        };
        let day_before = || {
            days.filter(|_| rules::is_day_before(found, &time.span(), &sentence))?.first.pred_opt()
        };
        let date = date_in(found, &(anchor.start..sentence.end), days).map(|(day, _)| day);
        let date = date.or_else(day_before);
        // Until when one may register is another matter.
        let is_limit = days.zip(date).is_some_and(|(days, date)| {
            date > days.last || (days.first - date).num_days() > LONGEST_BEFORE
        });
        if !is_limit && let Some(hour) = hour(found, &anchor, time, date, days) {
            return Some(Hour { place: place(found, &(time.end..sentence.end)), ..hour });
        }
    }
    None
}

/// The first hour of a meeting of one day, where its hours stand just behind the date: "on 19 March
/// 2014, 14:30 to 17:30 hours".
fn behind_date(found: &LetterText<'_>, body: &Span, days: Option<Days>) -> Option<Hour> {
    let days = days.filter(|days| days.is_single())?;
    let of_day = found.dates_in(body).filter(|date| date.days() == Some(days));
    of_day.take(8).find_map(|date| {
        let reach = floor(found, date.span.end..body.end.min(date.span.end + 48));
        let line = found.normal.slice(&reach).split('\n').next().unwrap_or("");
        let reach = reach.start..reach.start + line.len();
        let hours = hours(found.normal.tokens_in(&reach)).into_iter().next()?;
        let between = found.normal.slice(&(reach.start..hours.span.start));
        let is_near = between.chars().count() <= 10 && !between.contains(['.', ';', ')']);
        let (span, said) = (hours.span, hours.hours);
        let spoken = Spoken { time: said.start, zone: hours.zone, words: span.clone() };
        let here = is_near.then(|| spoken.on(Some(days.first), found))??;
        let lasts = said.end.minutes() - said.start.minutes();
        let until = Some(here.minutes() + lasts).filter(|end| *end <= 24 * 60);
        let until = until.map(|end| TimeOfDay::at(end / 60, end % 60));
        Some(Hour { time: here, date: None, span, place: None, until })
    })
}

/// The last day of the week before an hour, but for those of dates and those of another part of the
/// sentence: "opens on Tuesday at 14:00".
fn weekday_before(found: &LetterText<'_>, anchor: &Span, before: &Span) -> Option<Weekday> {
    let tokens = found.normal.tokens_in(before);
    let named = tokens.each(|at| {
        let (weekday, length) = weekday_at(tokens, at)?;
        Some(((weekday, at), at + length))
    });
    // "Monday to Friday" names the days of the meeting.
    let is_end = |at: usize| {
        let before = at.checked_sub(1);
        before.is_some_and(|at| tokens.text(at) == "-" || tokens.is_one_of(at, Sense::ToDay))
    };
    let is_dated = |at: usize| tokens.all.get(at).is_some_and(|it| found.is_of_date(it.start));
    let mut named = named.into_iter().filter(|(_, at)| !is_dated(*at) && !is_end(*at));
    let (weekday, at) = named.next_back()?;
    // "Arrive on Sunday, the meeting opens at 10:00", but "On Tuesday, it opens at 10:00"
    let mut between = at..tokens.at_byte(anchor.start);
    let is_apart = at > 1
        && between.any(|at| {
            matches!(tokens.text(at), "," | ";" | "，" | "；" | "،" | "؛")
                || tokens.is_one_of(at, Sense::AndDay)
        });
    (!is_apart).then_some(weekday)
}

/// The day of the week just behind an hour.
fn weekday_behind(found: &LetterText<'_>, from: usize) -> Option<Weekday> {
    let tokens = found.normal.tokens();
    let at = tokens.at_byte(from);
    let ends = |at: &usize| {
        tokens.kind(*at) == Some(TokenKind::LineEnd)
            || matches!(tokens.text(*at), "." | ";" | "(")
            // "opens at 10.30 and closes on Friday"
            || tokens.is_one_of(*at, Sense::AndDay)
    };
    let end = (at..at + 4).find(ends).unwrap_or(at + 4);
    (at..end).find_map(|at| weekday_at(tokens, at)).map(|(weekday, _)| weekday)
}

/// Whether a day of the week is not that of the first day.
fn is_not_first(weekday: Option<Weekday>, days: Option<Days>) -> bool {
    weekday.zip(days).is_some_and(|(weekday, days)| weekday != days.first.weekday())
}

/// Where registration takes place: the words behind the hour and its preposition, or the entrance that
/// a sentence just behind names.
fn place(found: &LetterText<'_>, behind: &Span) -> Option<Span> {
    let prepositions = found.all(behind, Sense::RegistrationAt);
    let own = prepositions.into_iter().find_map(|preposition| {
        let span = part(found, preposition.end..behind.end)?;
        let letters = found.normal.slice(&span).chars().filter(|c| c.is_alphabetic()).count();
        let has_time = found.times.iter().any(|time| within(&time.span(), &span));
        let is_dated = found.dates_in(&span).next().is_some();
        ((4..=90).contains(&letters) && !has_time && !is_dated).then_some(span)
    });
    own.or_else(|| {
        let next = found.sentence(behind.end, &found.normal.whole());
        let via = found.first(&(behind.start..next.end), Sense::RegistrationVia)?;
        part(found, via.end..next.end)
    })
}

/// A stretch up to the sign or the words that end a place: "entrance on each day of", "入口处进行".
fn part(found: &LetterText<'_>, span: Span) -> Option<Span> {
    let text = found.normal.slice(&span);
    let stop = text.find(['.', ',', ';', '\n', '。', '،', '؛'])?;
    let end = found.first(&span, Sense::PlaceEnds).map_or(span.end, |end| end.start);
    let part = trim(found, span.start..end.min(span.start + stop));
    (!part.is_empty()).then_some(part)
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::invitation;
    use crate::letter::{LetterFormat, read};

    /// The opening and the findings of a letter on Study Group 20.
    fn opening(body: &str) -> String {
        let text = format!(
            "Geneva, 2 November 2026\nRef: TSB Collective letter 3/20\nSubject: Meeting of Study Group 20; Geneva, \
             18-22 January 2027\n\nDear Sir/Madam,\nI invite you to the meeting of Study Group 20. {body}\nYours faithfully,\n\
             ANNEX A\nDraft time plan\n\n\tMonday 18\tTuesday 19\n1\tOpening plenary\tQ2/20\n2\tQ3/20\tQ4/20\n"
        );
        let letter = read(text.as_bytes(), LetterFormat::Text).unwrap();
        let opening = letter.draft.opening.and_then(|opening| {
            let day = opening.date.map(|date| format!(" on {}", date.value));
            Some(format!("{}{}", opening.time?.value, day.unwrap_or_default()))
        });
        let told = letter.findings.sorted();
        let told = told.iter().filter(|finding| finding.message.contains("hour"));
        let told: String = told.map(|finding| format!(" {}", finding.message)).collect();
        format!("{}{told}", opening.as_deref().unwrap_or("-"))
    }

    #[test]
    fn what_begins_in_a_row_of_another_session_is_not_the_meeting() {
        let letter = |row: &str| {
            let html = format!(
                "<html lang=en><p>Geneva, 2 November 2026<p>Ref: TSB Collective letter 3/9<p>Subject: Meeting of \
                 Study Group 9; Geneva, 18-22 January 2027<p>Dear Sir,<p>I invite you to the meeting of Study Group 9.\
                 <p>Yours faithfully,<p>ANNEX A<p>Draft time plan<table><tr><td>Date<td>Time<td>Session\
                 <tr><td>18 January 2027<td>09:30-10:45<td>Opening plenary<tr>{row}</table>"
            );
            let draft = read(html.as_bytes(), LetterFormat::Html).unwrap().draft;
            draft.opening.and_then(|opening| Some(opening.time?.value.to_string()))
        };
        for row in [
            "<td>19 January 2027<td>Starts at 10:00<td>Workshop on video",
            "<td>18 January 2027<td>Begins at 10:00<td>Q4/9",
        ] {
            assert_eq!(letter(row), None, "{row}");
        }
    }

    #[test]
    fn a_meeting_of_one_day_may_last_until_midnight() {
        let text = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; \
                    Geneva, 19 January 2027\n\nDear Sir/Madam,\nI invite you to the meeting of Study Group 9 in \
                    Geneva on 19 January 2027, 20:00 to 24:00 hours.\n";
        let plan = read(text.as_bytes(), LetterFormat::Text).unwrap().draft.time_plan;
        let cells = plan.iter().flat_map(|entry| &entry.day.cells).flat_map(|(_, cells)| cells);
        let hours =
            cells.map(|cell| (cell.start.unwrap().to_string(), cell.end.unwrap().to_string()));
        assert_eq!(hours.collect::<Vec<_>>(), [("20:00".to_owned(), "24:00".to_owned())]);
    }

    #[test]
    fn registration_begins_when_the_doors_open() {
        let text = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; \
                    Geneva, 18-22 January 2027\n\nDear Sir/Madam,\nI invite you. Doors open 8.00.\n";
        let registration = read(text.as_bytes(), LetterFormat::Text).unwrap().draft.registration;
        let time = registration.and_then(|said| said.time).map(|time| time.value.to_string());
        assert_eq!(time.as_deref(), Some("08:00"));
    }

    #[test]
    fn registration_on_the_eve_is_the_day_before() {
        for body in [
            "Registration opens on the eve of the meeting at 1600 hours.",
            "Registration will begin at 1600 hours on the day before the meeting.",
            "L'enregistrement des participants débutera à 16 h 00, la veille de la réunion.",
            "La inscripción comenzará a las 16.00 horas del día anterior a la reunión.",
            "Регистрация участников начнется накануне собрания в 16:00.",
            "与会者注册将于会议前一天16时开始。",
        ] {
            let letter = invitation(body);
            let registration = letter.draft.registration.unwrap();
            let day = registration.date.map(|day| day.value.to_string());
            assert_eq!(day.as_deref(), Some("2027-01-17"), "{body}");
        }
        for body in [
            "Registration will open at 0830 hours; badges may be collected the day before.",
            "Registration will open at 0830 hours, and those who arrive early may register the day before.",
        ] {
            let registration = invitation(body).draft.registration.unwrap();
            assert!(registration.date.is_none(), "{body}");
        }
    }

    #[test]
    fn the_opening_plenary_is_the_opening() {
        for (body, expected) in [
            ("The opening plenary of SG20 at 10:00 is webcast.", "10:00"),
            ("The meeting will begin at 10:00 hours, Geneva time.", "10:00"),
            (
                "The closing plenary will start at 10:00 on 22 January 2027.",
                "- this hour was not understood: `10:00`",
            ),
            ("There is an opening plenary on Monday, 18 January 2027, at 10:00.", "10:00"),
            (
                "The opening plenary is on Monday at 10:00, the closing plenary on 22 January at 14:00.",
                "10:00 this hour was not understood: `14:00`",
            ),
            (
                "The meeting opens at 10:00 on 19 January and closes at 14:00 on 22 January.",
                "10:00 on 2027-01-19 this hour was not understood: `14:00`",
            ),
            (
                "The meeting opens at 10:00 (09:00 UTC) on 19 January.",
                "10:00 on 2027-01-19 this hour was not understood: `09:00`",
            ),
            (
                "On 18 January the opening plenary is at 10:00, on 19 January at 9:00 there is a seminar.",
                "10:00 this hour was not understood: `9:00`",
            ),
            (
                "The meeting opens at 10:00, not at 9:00, on 18 January.",
                "10:00 this hour was not understood: `9:00`",
            ),
            ("La séance plénière d'ouverture a lieu le 18 janvier 2027 à 10 h 00.", "10:00"),
            (
                "Participants arriving on Sunday are welcome; the meeting will open at 10:00 hours on Monday.",
                "10:00",
            ),
            ("Comme annoncé vendredi, la réunion s'ouvrira à 9 h 30.", "09:30"),
            ("The meeting opens on Tuesday, at 14:00.", "- this hour was not understood: `14:00`"),
            ("On Tuesday, the meeting opens at 14:00.", "- this hour was not understood: `14:00`"),
            ("Открытие собрания запланировано на 10.30.", "10:30"),
            ("开幕全体会议将于1月18日上午10时举行。", "10:00"),
            ("The opening plenary has been moved from 09:30 to 14:30 hours.", "14:30"),
            (
                "The meeting will open at 2:30 on the first day.",
                "- this hour was not understood: `2:30`",
            ),
            ("It will open at half past nine on the first day.", "09:30"),
            ("It opens at half past nine in the evening.", "21:30"),
            ("La réunion s'ouvrira à neuf heures quarante-cinq.", "09:45"),
            (
                "It will open at half past two on the first day.",
                "- this hour was not understood: `half past two`",
            ),
            (
                "La réunion s'ouvrira à dix heures moins dix.",
                "- this hour was not understood: `dix heures moins dix`",
            ),
            (
                "It will open at twenty to ten a.m.",
                "- this hour was not understood: `twenty to ten a.m.`",
            ),
            (
                "The opening plenary is at twelve o'clock at night.",
                "- this hour was not understood: `twelve o'clock at night`",
            ),
        ] {
            assert_eq!(opening(body), expected, "{body}");
        }
    }
}

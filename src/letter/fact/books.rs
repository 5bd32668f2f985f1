//! The books: every date and hour of the letter itself has an owner, or a reason why it is none. What
//! has neither is reported with its words.

use crate::finding::{Findings, Place, Said};
use crate::letter::Reason;
use crate::letter::fact::agree::PlannedHours;
use crate::letter::fact::rules;
use crate::letter::lex::dates::{DateMention, weekday_at};
use crate::letter::lex::times;
use crate::letter::lex::tokens::Tokens;
use crate::letter::read::document::Span;
use crate::letter::shape::found::{LetterText, within};
use crate::letter::shape::regions::Regions;
use crate::letter::words::Sense;
use crate::model::{Days, TimeOfDay};
use crate::source::{Draft, DraftRgm};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// Looks at every date and hour of head and body after all facts were read. Known are the days of the
/// meeting, and where its plan stands. The usual slots do not stand in for hours that nothing took.
pub(crate) fn keep(
    found: &mut LetterText<'_>,
    regions: &Regions,
    draft: &mut Draft,
    (days, plan): (Option<Days>, Option<Span>),
    findings: &mut Findings,
) {
    let owners = owners(found, draft, findings);
    let letter = 0..regions.body.end;
    let dates: Vec<DateMention> = found.dates_in(&letter).cloned().collect();
    for date in &dates {
        if is_owned(found, &date.span, &owners) {
            continue;
        }
        let is_known = |span: &Span| {
            is_owned(found, span, &owners) || plan.as_ref().is_some_and(|plan| within(span, plan))
        };
        match why(found, regions, date, draft, days, is_known) {
            Some(reason) => found.none(&date.span, reason),
            None => tell(found, "date-unread", "date", &date.span, findings),
        }
    }
    weekdays(found, &dates, (days, plan.as_ref()), findings);
    let unread = hours(found, regions, draft, (days, plan), &owners, findings);
    opening(draft, days, findings);
    if draft.time_plan.is_empty() && draft.slots.is_none() && days.is_some() {
        draft.slots = unread.map(|place| Said { value: Vec::new(), place });
    }
}

/// Reports days of the meeting with another weekday beside them: one of both is a mistake. Those of the
/// plan are looked at where it is read.
fn weekdays(
    found: &LetterText<'_>,
    dates: &[DateMention],
    (meeting, plan): (Option<Days>, Option<&Span>),
    findings: &mut Findings,
) {
    let Some(meeting) = meeting else { return };
    let is_in_plan = |date: &DateMention| plan.is_some_and(|plan| within(&date.span, plan));
    for date in dates.iter().filter(|date| !date.is_guess && !is_in_plan(date)) {
        let days = date.days_in(Some(meeting.first.year()));
        let Some(days) = days.filter(|days| meeting.contains(days.first)) else { continue };
        let tokens = found.normal.tokens_in(&date.span);
        let named =
            tokens.each(|at| weekday_at(tokens, at).map(|(day, length)| (day, at + length)));
        // "Monday to Friday, 18-22 January"
        let before = weekday_before(found.normal.tokens(), date).filter(|_| !days.is_single());
        let (first, last) = match before {
            Some(first) => (Some(first), date.weekday),
            None => (date.weekday, named.iter().skip(1).last().copied()),
        };
        let ends = [(days.first, first), (days.last, last)];
        let mut ends = ends.into_iter().filter_map(|(day, weekday)| Some((day, weekday?)));
        if let Some((day, weekday)) = ends.find(|(day, weekday)| day.weekday() != *weekday) {
            let place = Some(found.normal.place(&date.span));
            findings
                .doubt("weekday", place, other_weekday(day, weekday))
                .help("check the date; the weekday was not used");
        }
    }
}

/// The first of the weekdays before the one that begins a date.
fn weekday_before(tokens: Tokens<'_>, date: &DateMention) -> Option<Weekday> {
    let begin = tokens.at_byte(date.span.start);
    let words = (begin..begin + 3).take_while(|at| tokens.digits(*at).is_empty());
    let mut at = words.into_iter().find(|at| weekday_at(tokens, *at).is_some())?;
    let mut first = None;
    let joins = |at: usize| {
        let of = [Sense::ToDay, Sense::AndDay, Sense::FromDay];
        matches!(tokens.text(at), "-" | "," | "،" | "、" | "." | "el" | "al")
            || of.into_iter().any(|of| tokens.is_one_of(at, of))
    };
    // A weekday has up to three tokens, and up to two join it to the next one.
    while let Some((start, weekday)) = (at.saturating_sub(5)..at).find_map(|start| {
        let (weekday, length) = weekday_at(tokens, start)?;
        let mut between = start + length..at;
        (!between.is_empty() && between.all(joins)).then_some((start, weekday))
    }) {
        (at, first) = (start, Some(weekday));
    }
    first
}

/// That a day is another one of the week than the letter says.
pub(crate) fn other_weekday(day: NaiveDate, said: Weekday) -> String {
    let said = match said {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    };
    format!("{day} is a {}, the letter says {said}", day.format("%A"))
}

/// Reports a meeting that opens when no session of its plan begins.
fn opening(draft: &Draft, meeting: Option<Days>, findings: &mut Findings) {
    let Some(opening) = &draft.opening else { return };
    let day = opening.date.as_ref().map(|date| date.value);
    let day = day.or(meeting.map(|days| days.first)).map(Days::one);
    let (Some(time), Some(day)) = (&opening.time, day) else { return };
    let planned = PlannedHours::of(draft);
    if planned.has_day(day) && !planned.has(time.value, &[day], false) {
        let message = format!(
            "the meeting opens at {} here, and no session of its time plan begins then",
            time.value
        );
        findings
            .doubt("opening-differs", Some(time.place), message)
            .help("check the sessions of that day in `time_plan`; they were not changed");
    }
}

/// Looks at the hours of the body, those of one sentence together, and at those of the meeting in
/// sentences of the annexes.
fn hours(
    found: &mut LetterText<'_>,
    regions: &Regions,
    draft: &Draft,
    (meeting, plan): (Option<Days>, Option<Span>),
    owners: &[Place],
    findings: &mut Findings,
) -> Option<Place> {
    let said = draft.opening.iter().chain(&draft.registration);
    let said = said.filter_map(|said| said.time.as_ref()).map(|time| time.value);
    let due = draft.deadlines.iter().filter_map(|deadline| deadline.time);
    let met = draft.rgm.iter().filter_map(|rgm| rgm.time.as_ref());
    let met = met.flat_map(|time| [time.value.start, time.value.end]);
    let cells = draft.time_plan.iter().flat_map(|entry| &entry.day.cells);
    let cells = cells.flat_map(|(_, cells)| cells).flat_map(|cell| [cell.start, cell.end]);
    let known: BTreeSet<TimeOfDay> = said.chain(due).chain(met).chain(cells.flatten()).collect();
    let planned = PlannedHours::of(draft);
    let has_plan = !(draft.time_plan.is_empty() && draft.session_times.is_empty());
    let body = &(regions.body.start..regions.annexes.end);
    let is_of_letter = |at: usize| {
        let is_prose = || found.normal.line_of(at).is_none_or(|line| line.cell.is_none());
        let of_meeting = [Sense::Plenary, Sense::Opens, Sense::TakesPlace];
        let sentence = || found.sentence(at, &regions.annexes);
        at < regions.body.end
            || is_prose() && of_meeting.into_iter().any(|of| found.has(&sentence(), of))
    };
    let sure = found.times_in(body).map(|time| (time.start..time.end, time.time));
    // "Working hours: 0900-1200": numbers that are hours only together.
    let ranges = times::hours(found.normal.tokens_in(&regions.body)).into_iter();
    let of_hours = [Sense::SessionTimes, Sense::HoursColumn, Sense::Slot, Sense::Daily];
    let ranges = ranges.filter(|hours| {
        let sentence = found.sentence(hours.span.start, body);
        found.times_in(&hours.span).next().is_none()
            && of_hours.into_iter().any(|of| found.has(&sentence, of))
    });
    let mut all: Vec<(Span, TimeOfDay)> =
        sure.chain(ranges.map(|hours| (hours.span, hours.hours.start))).collect();
    all.retain(|(span, _)| is_of_letter(span.start));
    all.sort_by_key(|(span, _)| span.start);
    let mut unread: Vec<Span> = Vec::new();
    for (span, time) in all {
        if is_owned(found, &span, owners) {
            continue;
        }
        let sentence = found.sentence(span.start, body);
        let of_plan =
            [Sense::Slot, Sense::SessionTimes, Sense::Lunch, Sense::Pause, Sense::Plenary];
        // An hour of a plenary is one of the plan, and on the days that its sentence names.
        let is_in_plan = plan.as_ref().is_some_and(|plan| within(&span, plan));
        let is_plenary = has_plan && !is_in_plan && found.has(&sentence, Sense::Plenary);
        let days = found.dates_in(&sentence);
        let days: Vec<Days> = days
            .filter_map(|date| date.days_in(meeting.map(|days| days.first.year())))
            .filter(|days| meeting.is_some_and(|it| it.contains(days.first) && it != *days))
            .collect();
        let agrees = planned.has(time, &days, true);
        let reason = match () {
            () if is_in_plan => Some(Reason::Plan),
            () if is_plenary && !agrees && (!days.is_empty() || !known.contains(&time)) => None,
            () if known.contains(&time) => Some(Reason::Repeated),
            () if has_plan && of_plan.iter().any(|of| found.has(&sentence, *of)) => {
                Some(Reason::Plan)
            }
            () => is_of_other_event(found, &sentence, draft).then_some(Reason::OtherEvent),
        };
        match (reason, unread.last_mut()) {
            (Some(reason), _) => found.none(&span, reason),
            (None, Some(last)) if sentence.start <= last.start => last.end = span.end,
            (None, _) => unread.push(span),
        }
    }
    // Nothing took these, whatever stands around them.
    let is_in_plan = |span: &Span| plan.as_ref().is_some_and(|plan| within(span, plan));
    let in_words = found.unread_in(body);
    let of_letter = in_words.filter(|span| span.end <= regions.body.end || !is_in_plan(span));
    unread.extend(of_letter.cloned());
    let first = unread.iter().find(|span| is_range(found, span, body));
    let first = first.map(|span| found.normal.place(span));
    for span in unread {
        tell(found, "hour-unread", "hour", &span, findings);
    }
    first
}

/// Whether hours that nothing took are those of a range, or some of several of each day. "1200-1500" may
/// be no hours at all.
fn is_range(found: &LetterText<'_>, span: &Span, body: &Span) -> bool {
    let sentence = found.sentence(span.start, body);
    let touches = |other: &Span| other.start < span.end && span.start < other.end;
    let is_sure = |hours: &Span| {
        let mut sure = found.times_in(hours);
        sure.any(|time| time.start == hours.start || found.has(hours, Sense::Hours))
    };
    let ranges = times::hours(found.normal.tokens_in(&sentence));
    let unread = found.unread_in(&sentence).cloned();
    let sure = found.times_in(&sentence).map(|time| time.start..time.end);
    let mut all: Vec<Span> = sure.chain(unread).collect();
    all.sort_by_key(|hour| hour.start);
    let is_daily = found.has(&sentence, Sense::Daily);
    // "from 12 am to 2 pm", "every day between 13:00 and 16:00"
    let mut pairs = all.iter().zip(all.iter().skip(1));
    ranges.iter().any(|hours| touches(&hours.span) && is_sure(&hours.span))
        || pairs.any(|(one, other)| {
            touches(&(one.start..other.end))
                && (is_daily || times::are_joined(found.normal.tokens(), one, other))
        })
}

/// Whether a sentence is about another event. Registration is one only where its hour is known, and
/// something is due otherwise: "Pre-registration … no later than …".
fn is_of_other_event(found: &LetterText<'_>, sentence: &Span, draft: &Draft) -> bool {
    let has = |of| found.has(sentence, of);
    let is_named = found.all(sentence, Sense::OtherEvent).into_iter().any(|event| {
        draft.registration.is_some() && !has(Sense::Limit)
            || found.normal.marks.at(Sense::RegistrationAlone, event.start).is_none()
    });
    is_named || has(Sense::Workshop) || has(Sense::Social)
}

/// Where facts, deadlines and meetings stand, and what was told: stretches in their order, none over
/// another.
fn owners(found: &LetterText<'_>, draft: &Draft, findings: &Findings) -> Vec<Place> {
    let mut owners: Vec<Place> = found.evidence.iter().map(|evidence| evidence.place).collect();
    owners.extend(found.passed.iter().map(|passed| passed.place));
    owners.extend(draft.deadlines.iter().flat_map(|deadline| {
        [Some(deadline.place), deadline.date.as_ref().map(|date| date.place)].into_iter().flatten()
    }));
    owners.extend(draft.rgm.iter().flat_map(|rgm| {
        let days = [rgm.start.as_ref(), rgm.end.as_ref()].into_iter().flatten();
        days.map(|said| said.place).chain(rgm.time.as_ref().map(|said| said.place))
    }));
    owners.extend(draft.time_plan.iter().map(|entry| entry.days.place));
    owners.extend(findings.sorted().iter().filter_map(|finding| finding.place));
    owners.sort_unstable();
    let mut apart: Vec<Place> = Vec::new();
    for owner in owners {
        match apart.last_mut().filter(|last| owner.start < last.end) {
            Some(last) => last.end = last.end.max(owner.end),
            None => apart.push(owner),
        }
    }
    apart
}

fn is_owned(found: &LetterText<'_>, span: &Span, owners: &[Place]) -> bool {
    let place = found.normal.place(span);
    let next = owners.partition_point(|owner| owner.end <= place.start);
    owners.get(next).is_some_and(|owner| owner.start < place.end)
}

/// Why a date that no fact took is none of the meeting's.
fn why(
    found: &LetterText<'_>,
    regions: &Regions,
    date: &DateMention,
    draft: &Draft,
    meeting: Option<Days>,
    is_known: impl Fn(&Span) -> bool,
) -> Option<Reason> {
    let whole = 0..regions.body.end;
    let sentence = found.sentence(date.span.start, &whole);
    let all = rules::dates_beside(found, &date.span, &sentence);
    // "until Friday, 6 March" has the year of the meeting, or of its end.
    let year = meeting.map(|days| days.first.year());
    let in_meeting = |date: &DateMention| {
        let meeting = meeting?;
        let mut years = [meeting.first.year(), meeting.last.year()].into_iter();
        years.find_map(|year| {
            let is_in = |days: &Days| meeting.contains(days.first) && meeting.contains(days.last);
            date.days_in(Some(year)).filter(is_in)
        })
    };
    let days = in_meeting(date).or_else(|| date.days_in(year))?;
    // "7 December (six weeks before)" is none after a meeting in January.
    let is_later = |days: Days| meeting.is_some_and(|meeting| meeting.last < days.first);
    let last_year = date.days_in(year.map(|year| year - 1)).filter(|_| is_later(days));
    let days = match draft.letter.date.zip(last_year) {
        Some((written, before)) if written < before.first => before,
        _ => days,
    };
    if draft.letter.date.is_some_and(|written| days == Days::one(written)) {
        return Some(Reason::LetterDate);
    }
    let named = found.groups_in(&sentence);
    if meeting.is_some_and(|meeting| meeting.contains(days.first) && meeting.contains(days.last)) {
        // Some days of the meeting that a group has to itself may stand nowhere else.
        let mut others = found.dates.iter().filter(|other| is_known(&other.span));
        let is_own = !days.is_single()
            && !named.is_empty()
            && found.has(&sentence, Sense::TakesPlace)
            && !others.any(|other| in_meeting(other) == Some(days));
        return (meeting == Some(days) || !is_own).then_some(Reason::Repeated);
    }
    let due = draft.deadlines.iter().filter_map(|deadline| deadline.date.as_ref());
    let is_due = due.map(|date| Days::one(date.value)).any(|due| due == days);
    // The days of one group stand elsewhere only if they are those of that group.
    let has_group = |rgm: &DraftRgm| {
        named.is_empty()
            || named.iter().flat_map(|mention| &mention.groups).any(|group| {
                rgm.groups.iter().any(|own| own.value.covers(group) || group.covers(&own.value))
            })
    };
    let is_met = draft.rgm.iter().any(|rgm| {
        let ends = rgm.start.as_ref().zip(rgm.end.as_ref());
        let is_on =
            ends.is_some_and(|(start, end)| days == Days { first: start.value, last: end.value });
        is_on && has_group(rgm)
    });
    if is_due || is_met {
        return Some(Reason::Repeated);
    }
    if rules::is_former(found, &date.span, &all, &sentence) {
        return Some(Reason::Former);
    }
    if rules::is_of_document(found, date, &sentence) {
        return Some(Reason::Document);
    }
    if date.span.end <= regions.head.end && date.span.start < regions.body.start {
        return Some(Reason::Head);
    }
    let has = |of| found.has(&sentence, of);
    let is_past = draft.letter.date.map(|written| days.last < written);
    if is_past.unwrap_or_else(|| has(Sense::WasHeld) || has(Sense::PastMeeting)) {
        return Some(Reason::Past);
    }
    // Where a meeting does not take place, a later one may be in its place.
    // Nor is another one in the same sentence: "… on 12-13 April and Study Group 5 will meet from 10 May".
    let mut beside = found.dates_in(&sentence).filter_map(DateMention::days);
    let is_second = !days.is_single()
        && found.has(&sentence, Sense::TakesPlace)
        && beside.any(|beside| Some(beside) == meeting);
    if draft.status.is_none() && !is_second && !has(Sense::MeetingPart) && is_later(days) {
        return Some(Reason::Later);
    }
    if has(Sense::RapporteurMeetings) || is_of_other_event(found, &sentence, draft) {
        return Some(Reason::OtherEvent);
    }
    has(Sense::Advice).then_some(Reason::Advice)
}

/// Reports words that nothing took.
fn tell(
    found: &LetterText<'_>,
    check: &'static str,
    what: &str,
    span: &Span,
    findings: &mut Findings,
) {
    let words = found.normal.words(span);
    findings
        .doubt(
            check,
            Some(found.normal.place(span)),
            format!("this {what} was not understood: `{words}`"),
        )
        .help("check what it is for, and add it if it belongs to the meeting");
}

#[cfg(test)]
mod tests {
    use crate::letter::{LetterFormat, read};

    /// The reasons and the findings of the books for a letter of SG9 in January 2027.
    fn books(text: &str) -> (Vec<&'static str>, Vec<String>) {
        let letter = format!(
            "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; \
             Geneva, 18-22 January 2027\n\nDear Sir/Madam,\nThe meeting of Study Group 9 will be held in Geneva from \
             18 to 22 January 2027. It will open at 0930 hours. {text}\nYours faithfully,\n"
        );
        let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
        let passed = letter.passed.iter().map(|passed| passed.reason.words()).collect();
        let told = letter.findings.sorted();
        let told = told.iter().filter(|finding| finding.message.contains("was not understood"));
        (passed, told.map(|finding| finding.message.clone()).collect())
    }

    #[test]
    fn days_of_the_meeting_with_another_weekday_are_told() {
        for (days, times) in [
            ("Tuesday 18 to Friday 22 January 2027", 1),
            ("Monday 18 to Thursday 22 January 2027", 1),
            ("Monday 18 to Friday 22 January 2027", 0),
            ("du mardi 18 au vendredi 22 janvier 2027", 1),
            ("del martes 18 al viernes 22 de enero de 2027", 1),
            ("со вторника, 18, по пятницу, 22 января 2027 года", 1),
            ("2027年1月18日（星期二）至22日（星期五）", 1),
            ("من الثلاثاء 18 إلى الجمعة 22 يناير 2027", 1),
            ("Monday to Friday, 18-22 January 2027", 0),
            ("Mon-Fri, 18-22 January 2027", 0),
            ("Tuesday to Friday, 18-22 January 2027", 1),
            ("Monday to Thursday, 18-22 January 2027", 1),
            ("du lundi au vendredi, 18-22 janvier 2027", 0),
            ("de lunes a viernes, 18-22 de enero de 2027", 0),
            ("с понедельника по пятницу, 18–22 января 2027 года", 0),
            ("с вторника по пятницу, 18–22 января 2027 года", 1),
            ("星期一至星期五，2027年1月18日至22日", 0),
            ("من الاثنين إلى الجمعة، 18-22 يناير 2027", 0),
        ] {
            let letter = format!(
                "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; Geneva, {days}\n\n\
                 Dear Sir/Madam,\nI invite you to the meeting of Study Group 9.\n"
            );
            let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
            let start = letter.draft.start.map(|start| start.value.to_string());
            assert_eq!(start.as_deref(), Some("2027-01-18"), "{days}");
            let told = letter.findings.sorted();
            let told = told.iter().filter(|finding| finding.message.contains("the letter says"));
            assert_eq!(told.count(), times, "{days}");
        }
    }

    #[test]
    fn a_weekday_of_a_plan_that_differs_is_told_once() {
        let letter = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; \
             Geneva, 18-19 January 2027\n\nDear Sir/Madam,\nI invite you to the meeting of Study Group 9.\n\n\
             ANNEX B\nDraft time plan\n\tTue 18/01/2027\tTue 19/01/2027\n1\tPlenary\tQ1/9\n3\tQ2/9\tClosing plenary\n";
        let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
        let told = letter.findings.sorted();
        let told: Vec<String> = told
            .iter()
            .map(|finding| format!("{:?}", finding.level))
            .filter(|level| level.contains("weekday"))
            .collect();
        assert_eq!(told, [r#"Doubt("weekday-differs")"#]);
    }

    #[test]
    fn an_hour_in_words_that_nothing_took_is_told() {
        for (text, words) in [
            ("Registration begins at half past two on that day.", "half past two"),
            ("Coffee is served at twenty past nine.", "twenty past nine"),
            (
                "The deadline for contributions is 5 January 2027 at ten minutes to nine.",
                "ten minutes to nine",
            ),
            ("La date limite est le 5 janvier 2027 à midi et demi.", "midi et demi"),
            (
                "\nAnnex A\nThe closing plenary ends at four in the afternoon.",
                "four in the afternoon",
            ),
            ("\nAnnex A\nThe closing plenary on Friday ends at 16:00.", "16:00"),
        ] {
            let told = books(text).1;
            let words = format!("this hour was not understood: `{words}`");
            assert_eq!(told, [words], "{text}");
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        books(&"at nine and ".repeat(8_000));
        books(&"2026-06-15 ".repeat(8_000));
        books(&"until 3 March 2026; ".repeat(5_000));
        books(&"1 ".repeat(40_000));
        books(&"Key deadlines: ".repeat(6_000));
    }

    #[test]
    fn an_hour_of_a_plenary_is_that_of_the_plan_or_told() {
        let plan = "\n\nANNEX B\nDraft time plan\n\tMon 18 January\tFri 22 January\n1\tPlenary\tQ1/9\n3\tQ2/9\tClosing plenary";
        for (text, doubts) in [
            ("The closing plenary will begin at 1430 hours on 22 January.", 0),
            ("The closing plenary will end at 1545 hours.", 0),
            ("The closing plenary will begin at 1600 hours on 22 January.", 1),
            ("The closing plenary will begin at 0930 hours on 22 January.", 1),
        ] {
            let (_, told) = books(&format!("{text}{plan}"));
            assert_eq!(told.len(), doubts, "{text}: {told:?}");
        }
    }

    #[test]
    fn days_before_a_letter_that_is_to_be_seen_are_those_of_the_meeting() {
        for text in [
            "The meeting will take place from 5 to 7 May 2027, see Collective letter 2/9.",
            "La réunion aura lieu du 5 au 7 mai 2027, voir la Lettre collective 2/9.",
            "La reunión se celebrará del 5 al 7 de mayo de 2027, véase la Carta Colectiva 2/9.",
            "Собрание состоится 5–7 мая 2027 года, см. Коллективное письмо 2/9.",
            "会议将于2027年5月5日至7日召开，见第2/9号集体函。",
            "سيعقد الاجتماع من 5 إلى 7 مايو 2027، انظر الرسالة الجماعية 2/9.",
        ] {
            let letter = format!(
                "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9\n\n\
                 Dear Sir/Madam,\n{text}\n"
            );
            let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
            let start = letter.draft.start.map(|start| start.value.to_string());
            assert_eq!(start.as_deref(), Some("2027-05-05"), "{text}");
        }
    }

    #[test]
    fn hours_that_are_not_understood_are_no_usual_sessions() {
        let letter = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; \
            Geneva, 18-22 January 2027\n\nDear Sir/Madam,\nThe meeting will be held in Geneva from 18 to 22 January \
            2027. The experts sit from 1300 to 1600.\n";
        let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
        assert!(letter.draft.slots.is_some_and(|slots| slots.value.is_empty()));
    }

    #[test]
    fn only_what_is_hours_takes_the_usual_sessions_away() {
        for (text, is_empty) in [
            ("The experts sit every day between 13:00 and 16:00.", true),
            ("Lunch is from 12 am to 2 pm.", true),
            ("The hall is open 0900-1200 hours.", true),
            ("Between 1200-1500 delegates are expected.", false),
            ("A room costs 1200-1400 per week.", false),
            ("预计有1000至1200人参加。", false),
            ("Ожидается от 1000 до 1200 участников.", false),
            ("Working hours: 0900-1200.", false),
            ("Coffee is served at twenty past nine.", false),
        ] {
            let letter = format!(
                "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; Geneva, \
                 18-22 January 2027\n\nDear Sir/Madam,\nThe meeting will be held in Geneva from 18 to 22 January \
                 2027.\n\n{text}\n"
            );
            let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
            let slots = letter.draft.slots.map(|slots| slots.value.is_empty());
            assert_eq!(slots.unwrap_or_default(), is_empty, "{text}");
        }
        let (_, told) = books("Between 1200-1500 delegates are expected.");
        assert_eq!(told, Vec::<String>::new());
    }

    #[test]
    fn days_of_one_group_in_a_meeting_over_the_end_of_a_year_are_told() {
        let letter = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; \
            Geneva, 28 December 2026 – 8 January 2027\n\nDear Sir/Madam,\nThe meeting of Study Group 9 will be held \
            in Geneva from 28 December 2026 to 8 January 2027. Working Party 2/9 will meet from 4 to 5 January.\n";
        let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
        let told = letter.findings.sorted();
        assert!(told.iter().any(|finding| finding.message.contains("`from 4 to 5 January`")));
    }

    #[test]
    fn a_meeting_that_opens_when_nothing_begins_is_told() {
        let told = |opening: &str| {
            let letter = format!(
                "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; Geneva, \
                 18-19 January 2027\n\nDear Sir/Madam,\nThe meeting will be held in Geneva from 18 to 19 January \
                 2027. It will open at {opening} hours.\n\nANNEX B\nDraft time plan\n\tMon 18 January\tTue 19 \
                 January\n2\tQ1/9\tQ1/9\n3\tQ2/9\tClosing plenary\n"
            );
            let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
            letter.findings.sorted().iter().any(|finding| finding.message.contains("opens at"))
        };
        assert!(told("0930") && !told("1115"));
    }

    #[test]
    fn what_no_fact_took_has_a_reason_or_is_told() {
        for (text, reason) in [
            ("A seminar follows on 17 January 2027.", "of another event"),
            ("The last meeting ended on 5 March 2026.", "before the date of the letter"),
            ("The next meeting is in July, from 5 July 2027.", "after the meeting"),
            ("See Collective letter 2/9 of 20 November 2026.", "the date of a document"),
        ] {
            let (passed, told) = books(text);
            assert!(passed.contains(&reason) && told.is_empty(), "{text}: {passed:?} {told:?}");
        }
        let (_, told) = books(
            "Study Group 9 will meet from 18 to 22 January 2027 and its regional group from 1 to 3 February 2027.",
        );
        assert_eq!(told.len(), 1, "{told:?}");
        // The days of one group are none of another's.
        let (_, told) = books(
            "\nThe following rapporteur group meetings will be held:\n- Q1/9: 7-9 December 2026, Geneva\n\n\
             - Q2/9: 7-9 December 2026, Geneva. Contributions must be received by 4 January 2027.",
        );
        assert_eq!(told.len(), 1, "{told:?}");
        let (_, told) = books("The secretariat asks for slides, 7 December (six weeks).");
        assert_eq!(told.len(), 1, "{told:?}");
        let (_, told) = books("Working hours: 0900-1200 and 1400-1700.");
        assert_eq!(told, ["this hour was not understood: `0900-1200 and 1400-1700`"]);
        let own = "Working Party 2/9 will meet from 19 to 20 January 2027.";
        assert_eq!(books(own).1.len(), 1);
        assert_eq!(books(&format!("{own} {own}")).1.len(), 2);
        // A plenary on another day of the week is not the opening.
        let (_, told) = books("The closing plenary opens on Friday at 16:00.");
        assert_eq!(told, ["this hour was not understood: `16:00`"]);
        let (_, told) = books("On 7 December 2026 the lift is repaired.");
        assert_eq!(told, ["this date was not understood: `7 December 2026`"]);
    }
}

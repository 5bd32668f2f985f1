//! The books: every date and hour of the letter itself has an owner, or a reason why it is none. What
//! has neither is reported with its words.

use crate::finding::{Place, Said};
use crate::letter::Reason;
use crate::letter::fact::ledger::LetterBooks;
use crate::letter::fact::loose_date::LooseDate;
use crate::letter::lex::dates::weekday_at;
use crate::letter::lex::{DateMention, Tokens, times};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions};
use crate::letter::words::Sense;
use crate::model::{Days, Group, TimeOfDay};
use crate::source::Draft;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// Looks at every date and hour of head and body after all facts were read. Known are the days of the
/// meeting, and where its plan stands. The usual slots do not stand in for hours that nothing took.
pub(crate) fn keep(
    found: &LetterText<'_>,
    regions: &Regions,
    draft: &mut Draft,
    meeting: Option<Days>,
    plan: Option<Span>,
) {
    let ledger = LetterBooks::of(found, regions, draft, meeting, plan);
    let letter = 0..regions.body.end;
    for date in found.dates_in(&letter).filter(|date| !ledger.is_owned(&date.span)) {
        match LooseDate::of(&ledger, date).and_then(|date| date.why()) {
            Some(reason) => found.none(&date.span, reason),
            None => tell(found, "date-unread", "date", &date.span),
        }
    }
    ledger.weekdays(&letter);
    let unread = ledger.hours();
    ledger.opening();
    if draft.time_plan.is_empty() && draft.slots.is_none() && meeting.is_some() {
        draft.slots = unread.map(|place| Said { value: Vec::new(), place });
    }
}

impl LetterBooks<'_> {
    /// Reports days of the meeting with another weekday beside them: one of both is a mistake. Those of
    /// the plan are looked at where it is read.
    fn weekdays(&self, letter: &Span) {
        let (found, Some(meeting)) = (self.found, self.meeting) else { return };
        for date in
            found.dates_in(letter).filter(|date| !date.is_guess && !self.is_in_plan(&date.span))
        {
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
                found.doubt_at(
                    "weekday",
                    place,
                    other_weekday(day, weekday),
                    "check the date; the weekday was not used",
                );
            }
        }
    }

    /// Reports a meeting that opens when no session of its plan begins.
    fn opening(&self) {
        let Some(opening) = &self.draft.opening else { return };
        let day = opening.date.as_ref().map(|date| date.value);
        let day = day.or(self.meeting.map(|days| days.first)).map(Days::one);
        let (Some(time), Some(day)) = (&opening.time, day) else { return };
        if self.planned.has_day(day) && !self.planned.has(time.value, &[day], false) {
            let time_of_day = time.value;
            let message = format!(
                "the meeting opens at {time_of_day} here, and no session of its time plan begins then"
            );
            let help = "check the sessions of that day in `time_plan`; they were not changed";
            self.found.doubt_at("opening-differs", Some(time.place), message, help);
        }
    }

    /// Looks at the hours of the body, those of one sentence together, and at those of the meeting in
    /// sentences of the annexes. Gives the first range that nothing took.
    fn hours(&self) -> Option<Place> {
        let found = self.found;
        let body = &(self.regions.body.start..self.regions.annexes.end);
        let known = known_hours(self.draft);
        let mut unread: Vec<Span> = Vec::new();
        for (span, time) in self.loose_hours(body) {
            let sentence = found.sentence(span.start, body);
            let part = self.own_part(&sentence, &span).unwrap_or(sentence.clone());
            let reason = match self.is_in_plan(&span) {
                true => Some(Reason::Plan),
                false if self.ends_registration(&sentence, &span) => Some(Reason::OtherEvent),
                false => self.why_hour(&part, time, known.contains(&time)),
            };
            match (reason, unread.last_mut()) {
                (Some(reason), _) => found.none(&span, reason),
                (None, Some(last)) if sentence.start <= last.start => last.end = span.end,
                (None, _) => unread.push(span),
            }
        }
        // Nothing took these, whatever stands around them.
        let is_of_letter =
            |span: &&Span| span.end <= self.regions.body.end || !self.is_in_plan(span);
        unread.extend(found.unread_in(body).filter(is_of_letter).cloned());
        let first = unread.iter().find(|span| is_range(found, span, body));
        let first = first.map(|span| found.normal.place(span));
        for span in unread {
            tell(found, "hour-unread", "hour", &span);
        }
        first
    }

    /// The hours that have no owner, in their order.
    fn loose_hours(&self, body: &Span) -> Vec<(Span, TimeOfDay)> {
        let found = self.found;
        let sure = found.times_in(body).map(|time| (time.span(), time.time));
        // "Working hours: 0900-1200": numbers that are hours only together.
        let of_hours = [Sense::SessionTimes, Sense::HoursColumn, Sense::Slot, Sense::Daily];
        let ranges = times::hours(found.normal.tokens_in(&self.regions.body)).into_iter();
        let ranges = ranges.filter(|hours| {
            let sentence = found.sentence(hours.span.start, body);
            found.times_in(&hours.span).next().is_none() && found.has_any(&sentence, &of_hours)
        });
        let of_meeting = [Sense::Plenary, Sense::Opens, Sense::TakesPlace];
        let is_of_letter = |at: usize| {
            let is_prose = || found.normal.line_of(at).is_none_or(|line| line.cell.is_none());
            let sentence = || found.sentence(at, &self.regions.annexes);
            at < self.regions.body.end || is_prose() && found.has_any(&sentence(), &of_meeting)
        };
        let mut all: Vec<(Span, TimeOfDay)> =
            sure.chain(ranges.map(|hours| (hours.span, hours.hours.start))).collect();
        all.retain(|(span, _)| is_of_letter(span.start) && !self.is_owned(span));
        all.sort_by_key(|(span, _)| span.start);
        all
    }

    /// Whether an hour is the end of the range that the hour of registration begins: "from 08:00 until 17:00".
    fn ends_registration(&self, sentence: &Span, hour: &Span) -> bool {
        let registration = self.draft.registration.as_ref().and_then(|it| it.time.as_ref());
        let Some(begins) = registration else { return false };
        let earlier = self.found.times.partition_point(|time| time.start < hour.start);
        let earlier = earlier.checked_sub(1).and_then(|at| self.found.times.get(at));
        earlier.is_some_and(|earlier| {
            let registers = [Sense::Registration, Sense::RegistrationAlone];
            earlier.time == begins.value
                && self.found.has_any(&(sentence.start..earlier.start), &registers)
                && times::are_joined(self.found.normal.tokens(), &earlier.span(), hour)
        })
    }

    /// The part of a sentence behind another hour in which an hour is that of those who meet: "The
    /// Forum starts at 0900 hours, the meeting of Study Group 20 at 0930 hours".
    fn own_part(&self, sentence: &Span, hour: &Span) -> Option<Span> {
        let earlier = self.found.times_in(&(sentence.start..hour.start)).last()?.end;
        let is_own = |group: &Group| self.draft.groups.iter().any(|own| own.value == *group);
        let names_own = self.found.named_in(&(earlier..hour.start)).any(is_own);
        names_own.then_some(earlier..hour.end)
    }

    /// Why an hour of a sentence is none of the meeting's.
    fn why_hour(&self, sentence: &Span, time: TimeOfDay, is_known: bool) -> Option<Reason> {
        let found = self.found;
        let has_plan = !(self.draft.time_plan.is_empty() && self.draft.session_times.is_empty());
        // An hour of a plenary is one of the plan, and on the days that its sentence names.
        if has_plan && found.has(sentence, Sense::Plenary) {
            let year = self.meeting.map(|days| days.first.year());
            let mut days: Vec<Days> =
                found.dates_in(sentence).filter_map(|date| date.days_in(year)).collect();
            days.retain(|days| {
                self.meeting.is_some_and(|it| it.contains(days.first) && it != *days)
            });
            if !self.planned.has(time, &days, true) && (!days.is_empty() || !is_known) {
                return None;
            }
        }
        let of_plan =
            [Sense::Slot, Sense::SessionTimes, Sense::Lunch, Sense::Pause, Sense::Plenary];
        if is_known {
            Some(Reason::Repeated)
        } else if has_plan && found.has_any(sentence, &of_plan) {
            Some(Reason::Plan)
        } else {
            self.is_of_other_event(sentence).then_some(Reason::OtherEvent)
        }
    }
}

/// The hours that a fact has.
fn known_hours(draft: &Draft) -> BTreeSet<TimeOfDay> {
    let said = draft.opening.iter().chain(&draft.registration);
    let said = said.filter_map(|said| said.time.as_ref()).map(|time| time.value);
    let due = draft.deadlines.iter().filter_map(|deadline| deadline.time);
    let met = draft.rgm.iter().filter_map(|rgm| rgm.time.as_ref());
    let met = met.flat_map(|time| [time.value.start, time.value.end]);
    let cells = draft.time_plan.iter().flat_map(|entry| &entry.day.cells);
    let cells = cells.flat_map(|(_, cells)| cells).flat_map(|cell| [cell.start, cell.end]);
    said.chain(due).chain(met).chain(cells.flatten()).collect()
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
    let said = day.week(said).first_day();
    format!("{day} is a {}, the letter says {}", day.format("%A"), said.format("%A"))
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
    let sure = found.times_in(&sentence).map(|time| time.span());
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

/// Reports words that nothing took.
fn tell(found: &LetterText<'_>, check: &'static str, what: &str, span: &Span) {
    let message = format!("this {what} was not understood: `{}`", found.normal.words(span));
    let help = "check what it is for, and add it if it belongs to the meeting";
    found.doubt(check, span, message, help);
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
        books(&"by 18 January 2027 ".repeat(20_000));
        books(&"All times are UTC at 0930 hours\n".repeat(12_000));
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
        let (_, told) =
            books("KDDI offers to host experts on Question 4/9 from 1 to 3 March 2027.");
        assert_eq!(told, ["this date was not understood: `from 1 to 3 March 2027`"]);
        for (text, words) in [
            (
                "The dates of the meeting have been changed to 25-29 January 2027.",
                "25-29 January 2027",
            ),
            ("The new dates of the meeting are 25-29 January 2027.", "25-29 January 2027"),
            ("The meeting will now start on Tuesday 19 January 2027.", "Tuesday 19 January 2027"),
            (
                "La réunion se tiendra désormais du 25 au 29 janvier 2027.",
                "du 25 au 29 janvier 2027",
            ),
            ("会议日期有变：会议将于2027年1月25日至29日举行。", "于2027年1月25日至29日"),
        ] {
            let told = books(text).1;
            assert_eq!(told, [format!("this date was not understood: `{words}`")], "{text}");
        }
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
        let (_, told) =
            books("The Forum starts at 0900 hours, that of Study Group 9 at 1000 hours.");
        assert_eq!(told, ["this hour was not understood: `1000 hours`"]);
        // A working party may meet on a day of its own, and a meeting may be made longer.
        let own = "Working Party 2/9 will meet on 19 January.";
        assert_eq!(books(own).1, ["this date was not understood: `19 January`"]);
        assert!(books("Study Group 9 will meet in Room H on 19 January.").1.is_empty());
        let (_, told) = books(
            "The meeting, scheduled to take place from 18 to 22 January 2027, will end on 25 January 2027.",
        );
        assert_eq!(told, ["this date was not understood: `25 January 2027`"]);
        // A plenary on another day of the week is not the opening.
        let (_, told) = books("The closing plenary opens on Friday at 16:00.");
        assert_eq!(told, ["this hour was not understood: `16:00`"]);
        let (_, told) = books("On 7 December 2026 the lift is repaired.");
        assert_eq!(told, ["this date was not understood: `7 December 2026`"]);
    }
}

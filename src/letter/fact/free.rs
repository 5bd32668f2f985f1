//! Days of the meeting on which nobody meets, as a sentence says.

use crate::finding::Said;
use crate::letter::Reason;
use crate::letter::lex::DateMention;
use crate::letter::shape::{LetterText, prose};
use crate::letter::words::Sense;
use crate::model::{Days, is_working_day};
use crate::source::{Draft, DraftDay, DraftPlanEntry};
use chrono::{Datelike, NaiveDate};

/// Gives such days no sessions: "There will be no sessions on 1 January". Where the plan has some on
/// them, or only a part of them is meant, that is reported.
pub(crate) fn free_days(found: &LetterText<'_>, meeting: Option<Days>, draft: &mut Draft) {
    let Some(meeting) = meeting else { return };
    let letter = prose::letter(found.normal);
    for said in found.all(&letter, Sense::DayFree) {
        let sentence = found.sentence(said.start, &letter);
        let parts = [Sense::Morning, Sense::Afternoon, Sense::Evening];
        let behind = found.normal.slice(&(said.end..sentence.end)).trim_start();
        let begin = sentence.end - behind.len();
        let is_date = found.dates_in(&sentence).any(|date| date.span.start == begin);
        let groups = found.groups_in(&sentence);
        let mut groups = groups.iter().flat_map(|mention| &mention.groups);
        // "no sessions in the afternoon", "no session 5", "Q7/9 will not meet on 26 May"
        let is_part = found.has_any(&sentence, &parts)
            || behind.starts_with(|c: char| c.is_ascii_digit()) && !is_date
            || groups.any(|group| draft.groups.iter().all(|own| own.value != *group));
        let named: Vec<DateMention> = found.dates_in(&sentence).cloned().collect();
        let is_beside = named.len() > 1;
        for date in named {
            let place = found.normal.place(&date.span);
            let free = days(&date, meeting);
            // "The meeting is from 28 December to 8 January. On 1 January …": not all of its days.
            if !meeting.is_single() && date.days() == Some(meeting) {
                continue;
            }
            if !meeting.is_single() && is_beside && free.iter().copied().eq(meeting.each()) {
                found.none(&date.span, Reason::Repeated);
                continue;
            }
            let is_planned = |day: &NaiveDate| {
                let mut entries = draft.time_plan.iter();
                entries.any(|entry| entry.days.value.contains(*day) && !entry.day.cells.is_empty())
            };
            if !free.is_empty() && (is_part || free.iter().any(is_planned)) {
                let message = "this says that there are no sessions then, or not all of them";
                let help = "check the sessions of these days in `time_plan`";
                found.doubt_at("session-unclear", Some(place), message, help);
                continue;
            }
            for day in &free {
                let is_known = draft.time_plan.iter().any(|it| it.days.value.contains(*day));
                if !is_known && is_working_day(*day) {
                    let days = Said { value: Days::one(*day), place };
                    draft.time_plan.push(DraftPlanEntry { days, day: DraftDay::default() });
                }
            }
            if !free.is_empty() {
                found.none(&date.span, Reason::NoSession);
            }
        }
    }
    draft.time_plan.sort_by_key(|entry| entry.days.value.first);
}

/// The days of the meeting that a date names.
fn days(date: &DateMention, meeting: Days) -> Vec<NaiveDate> {
    let years = [meeting.first.year(), meeting.last.year()];
    let in_meeting = |day: &NaiveDate| meeting.contains(*day);
    let ends = [Some(date.first), date.last];
    let ends = ends.into_iter().flatten().filter_map(|day| {
        years.into_iter().filter_map(|year| day.in_year(Some(year))).find(in_meeting)
    });
    let ends: Vec<NaiveDate> = ends.collect();
    match *ends.as_slice() {
        [first, last] if !date.is_pair && !date.is_listed && first <= last => {
            Days { first, last }.each().filter(in_meeting).collect()
        }
        _ => ends,
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::{LetterFormat, read};

    /// The days without sessions of a meeting over the end of a year, and the doubts of it.
    fn free(head: &str, text: &str) -> (Vec<String>, usize) {
        let letter = read(format!("{head}\n\n{text}\n").as_bytes(), LetterFormat::Text).unwrap();
        let entries = letter.draft.time_plan.iter();
        let free = entries.filter(|entry| entry.day.cells.is_empty());
        (free.map(|entry| entry.days.value.to_string()).collect(), letter.findings.doubts())
    }

    const EN: &str = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; \
        Geneva, 28 December 2026 – 8 January 2027\n\nDear Sir/Madam,\nThe meeting of Study Group 9 will be held in \
        Geneva from 28 December 2026 to 8 January 2027.";

    #[test]
    fn days_on_which_nobody_meets_have_no_sessions() {
        for text in [
            "There will be no sessions on 31 December and 1 January.",
            "Pas de séance les 31 décembre et 1er janvier.",
            "No habrá sesiones el 31 de diciembre de 2026 ni el 1 de enero de 2027.",
            "Заседания не проводятся 31 декабря 2026 года и 1 января 2027 года.",
            "2026年12月31日和2027年1月1日不举行会议。",
            "لن تعقد جلسات في 31 ديسمبر 2026 و1 يناير 2027.",
        ] {
            let expected = (vec!["2026-12-31".to_owned(), "2027-01-01".to_owned()], 0);
            assert_eq!(free(EN, text), expected, "{text}");
        }
        let head = "Женева, 3 сентября 2026 года\nОсн.: Коллективное письмо 63/3 БСЭ\nПредмет: Собрание РГ1/3 (Женева, \
            28 декабря 2026 года – 8 января 2027 года)\n\nУважаемый господин,";
        let text = "Собрание состоится в Женеве с 28 декабря 2026 года по 8 января 2027 года. 31 декабря и 1 января \
            заседаний не будет.";
        assert_eq!(free(head, text).0, ["2026-12-31", "2027-01-01"]);
    }

    #[test]
    fn the_days_of_the_meeting_beside_free_ones_are_not_free() {
        for text in [
            "The meeting from 28 December to 8 January has no sessions on 1 January.",
            "The meeting from 28 December 2026 to 8 January 2027 has no sessions on 1 January.",
        ] {
            assert_eq!(free(EN, text), (vec!["2027-01-01".to_owned()], 0), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_day_or_another_group_is_told() {
        for text in [
            "There will be no sessions in the afternoon of 31 December 2026.",
            "There will be no session 5 on 31 December 2026.",
            "Q7/9 will not meet on 31 December 2026.",
        ] {
            assert_eq!(free(EN, text), (Vec::new(), 1), "{text}");
        }
    }
}

//! Days that are stated apart: those of several groups that meet together.

use crate::finding::Said;
use crate::letter::Reason;
use crate::letter::fact::rules::{self, Inviting};
use crate::letter::fact::subject::Subject;
use crate::letter::fact::tentative;
use crate::letter::lex::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::prose::sentences;
use crate::letter::shape::{LetterText, Regions};
use crate::letter::words::Sense;
use crate::model::{Days, Group};
use crate::source::Draft;

/// The days of each group where several groups of the letter have days of their own, in one stretch or
/// over several: "Study Group 1: 12-21 October 2025 and Study Group 2: 21-30 October 2025".
pub(crate) fn of_each(
    found: &LetterText<'_>,
    stretches: &[Span],
    own: &[&Group],
    formers: &[(Days, Span)],
) -> Option<Vec<(Days, Span)>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut each: Vec<(Days, Span)> = Vec::new();
    for stretch in stretches {
        let dates: Vec<&DateMention> = found.dates_in(stretch).collect();
        let first = found.groups_in(stretch).first().map(|mention| mention.span.start);
        // "on 18-20 January WP1/9 will meet, and on 21-22 January WP2/9"
        let is_behind = dates.first().is_some_and(|date| first > Some(date.span.start));
        for (at, date) in dates.iter().enumerate() {
            let earlier = at.checked_sub(1).and_then(|at| dates.get(at));
            let later = dates.get(at + 1..).unwrap_or_default();
            // "on 18-20 January and WP2/9 on 21-22 January 2027"
            let year = later.iter().find_map(|later| later.first.year);
            let holds = !formers.iter().any(|(_, span)| *span == date.span)
                && !rules::is_of_document(found, date, stretch);
            let Some(days) = date.days_in(year).filter(|_| holds) else { continue };
            let next = later.first().map_or(stretch.end, |later| later.span.start);
            let behind = found.groups_in(&(date.span.end..next)).first();
            // "from 3 to 7 May (Study Group 1)"
            let is_beside = behind.as_ref().is_some_and(|behind| {
                let between = found.normal.slice(&(date.span.end..behind.span.start));
                between.contains('(') && !between.contains(char::is_alphanumeric)
            });
            let named = match is_behind || is_beside {
                true => behind,
                false => {
                    let begin = earlier.map_or(stretch.start, |earlier| earlier.span.end);
                    found.groups_in(&(begin..date.span.start)).last()
                }
            };
            let Some(mention) = named else { continue };
            let is_own = mention.groups.iter().all(|group| own.contains(&group));
            if is_own && !mention.groups.iter().any(|group| groups.contains(group)) {
                groups.extend(mention.groups.iter().cloned());
                each.push((days, date.span.clone()));
            }
        }
    }
    let differ = each.iter().any(|(days, _)| each.first().is_some_and(|(first, _)| first != days));
    differ.then_some(each)
}

/// Where the days of each of several groups may stand: in the subject; or in the sentences that invite,
/// and in lines that begin with a group.
pub(crate) fn stretches(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    inviting: &[Inviting],
) -> Vec<Vec<Span>> {
    let begins_with_group = |part: &Span| {
        found.groups_in(part).first().is_some_and(|mention| {
            let before = found.normal.slice(&(part.start..mention.span.start));
            !before.contains(char::is_alphanumeric)
        })
    };
    let invites = |part: &Span| {
        let mut sentences = inviting.iter().map(|one| &one.sentence);
        sentences.any(|sentence| sentence.start < part.end && part.start < sentence.end)
    };
    let mut parts = sentences(found.normal, &rules::opening_part(found, regions));
    parts.retain(|part| begins_with_group(part) || invites(part));
    vec![subject.map(|subject| subject.span.clone()).into_iter().collect(), parts]
}

/// Takes the days of several groups that meet on days of their own.
pub(crate) fn take_each(
    found: &LetterText<'_>,
    each: &[(Days, Span)],
    draft: &mut Draft,
) -> Option<Days> {
    let days = all_of(found, each)?;
    let (first, last) = (&each.first()?.1, &each.last()?.1);
    let place = found.normal.place(&(first.start..last.end));
    found.note("start", days.first, first);
    found.note("end", days.last, last);
    for (_, span) in each {
        found.none(span, Reason::Repeated);
    }
    draft.start = Some(Said { value: days.first, place });
    draft.end = Some(Said { value: days.last, place });
    // A session on each of the days would be one of every group.
    draft.slots = Some(Said { value: Vec::new(), place });
    Some(days)
}

/// From the first day of several groups to the last one of all, if no day of work is without one. That
/// each has days of its own is reported.
fn all_of(found: &LetterText<'_>, each: &[(Days, Span)]) -> Option<Days> {
    let first = each.iter().map(|(days, _)| days.first).min()?;
    let last = each.iter().map(|(days, _)| days.last).max()?;
    let days = Days { first, last };
    let is_one = days.working().all(|day| each.iter().any(|(days, _)| days.contains(day)));
    let help = match is_one {
        true => format!(
            "{days} was used for all of them; write to `time_plan` on which days each of them meets: without a time \
             plan the meeting has no sessions"
        ),
        false => "write a meeting file for each of them; no days were used".to_owned(),
    };
    let said = "several groups meet on days of their own here";
    found.doubt("days-listed", &each.first()?.1, said, help);
    is_one.then_some(days)
}

/// What else than the meeting may have the days behind it in a subject.
const OTHERS: [Sense; 5] = [
    Sense::OtherEvent,
    Sense::Workshop,
    Sense::Limit,
    Sense::PastMeeting,
    Sense::RapporteurMeetings,
];

/// Reports later days in a subject that are of the same meeting, "in two parts: 18-22 January and 1-5
/// March", and that those of the meeting may be tentative.
pub(crate) fn tell_parts(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    (days, at): (Days, &Span),
) {
    tentative::tell(found, subject, at);
    let Some(span) = subject.map(|subject| &subject.span) else { return };
    let dates: Vec<&DateMention> = found.dates_in(span).collect();
    for (one, next) in dates.iter().zip(dates.iter().skip(1)) {
        let between = one.span.end..next.span.start;
        let is_other = found.has_any(&between, &OTHERS)
            || !found.groups_in(&(between.start..span.end)).is_empty();
        let Some(part) = next.days().filter(|part| part.first > days.last && !is_other) else {
            continue;
        };
        if one.days() == Some(days) && !rules::is_former(found, &next.span, &[], span) {
            let message = format!("the meeting is on {days}, and the subject also gives {part}");
            let help = "check on which days it meets; those of a second part need a meeting file of their own";
            found.doubt("days-listed", &next.span, message, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::letter;

    /// The first day, and the checks that doubt something.
    fn days(subject: &str, body: &str) -> (Option<String>, Vec<String>) {
        let letter = letter(subject, body);
        let checks = letter.findings.sorted();
        let checks = checks.iter().map(|finding| format!("{:?}", finding.level)).collect();
        (letter.draft.start.map(|start| start.value.to_string()), checks)
    }

    #[test]
    fn a_week_is_not_its_first_day() {
        for subject in [
            "Meeting of Study Group 9; Geneva, w/c 18 January 2027",
            "Meeting of Study Group 9; Geneva, week of 18 January 2027",
            "Réunion de la Commission d'études 9; Genève, semaine du 18 janvier 2027",
            "Reunión de la Comisión de Estudio 9; Ginebra, semana del 18 de enero de 2027",
            "Собрание 9-й Исследовательской комиссии; Женева, неделя с 18 января 2027 года",
            "第9研究组会议，2027年1月18日当周，日内瓦",
            "اجتماع لجنة الدراسات 9؛ جنيف، أسبوع 18 يناير 2027",
        ] {
            let (start, checks) = days(subject, "I invite you to the meeting of Study Group 9.");
            assert_eq!(start, None, "{subject}");
            assert!(
                checks.contains(&r#"Doubt("days-unsure")"#.to_owned()),
                "{subject}: {checks:?}"
            );
        }
        let body = "The following Rapporteur group meetings will be held:\nQ1/9: w/c 7 December 2026\n\
                    Q2/9: 7 December 2026";
        let rgm = letter("Meeting of Study Group 9; Geneva, 18-22 January 2027", body).draft.rgm;
        assert_eq!(rgm.len(), 1);
    }

    #[test]
    fn a_meeting_takes_place_on_the_days_to_which_it_is_put_off() {
        for (body, is_put_off) in [
            ("La réunion de la CE 9 est reportée aux 18-22 janvier 2027.", false),
            ("La réunion de la CE 9 est reportée du 4-8 janvier au 18-22 janvier 2027.", false),
            ("La reunión de la CE 9 queda aplazada al 18-22 de enero de 2027.", false),
            (
                "La reunión de la CE 9 ha sido aplazada y se celebrará del 18 al 22 de enero de 2027.",
                false,
            ),
            ("第9研究组会议推迟到2027年1月18日至22日。", false),
            ("أُجِّل اجتماع لجنة الدراسات 9 إلى الفترة 18-22 يناير 2027.", false),
            (
                "The meeting of SG9 is postponed. It was to take place from 18 to 22 January 2027.",
                true,
            ),
            (
                "La réunion de la CE 9 (18-22 janvier 2027) est reportée à une date ultérieure.",
                true,
            ),
        ] {
            let letter = letter("Meeting of Study Group 9", body);
            assert_eq!(letter.draft.status.is_some(), is_put_off, "{body}");
        }
    }

    #[test]
    fn a_meeting_is_convened() {
        let body = "The meeting will be convened fully electronically from 18 to 22 January 2027.";
        let (start, _) = days("Meeting of Study Group 9", body);
        assert_eq!(start.as_deref(), Some("2027-01-18"));
    }

    #[test]
    fn a_second_part_of_a_meeting_is_told() {
        let body = "The second part of the meeting will be held online from 1 to 5 March 2027, each day \
                    from 1200 to 1500 hours.";
        for (subject, told) in [
            (
                "Meeting of Study Group 9 in two parts: 18-22 January 2027, Geneva, and 1-5 March 2027",
                1,
            ),
            ("Meeting of Study Group 9; Geneva, 18-22 January 2027", 0),
            (
                "Meeting of Study Group 9; Geneva, 18-22 January 2027, and Rapporteur group meetings, 25-27 January 2027",
                0,
            ),
        ] {
            let (start, checks) = days(subject, body);
            assert_eq!(start.as_deref(), Some("2027-01-18"), "{subject}");
            let count = |check: &str| checks.iter().filter(|it| it.contains(check)).count();
            assert_eq!(
                (count("days-listed"), count("date-unread"), count("hour-unread")),
                (told, 1, 1)
            );
        }
    }

    #[test]
    fn the_days_of_a_part_are_not_those_of_all() {
        let subject = "Meetings of Study Group 9 (Geneva, 18-22 January 2027) and its Working Party 2/9 (20 January 2027)";
        let draft = letter(subject, "I invite you to these meetings.").draft;
        let groups: Vec<String> = draft.groups.iter().map(|said| said.value.to_string()).collect();
        assert_eq!(groups, ["SG9"]);
        let subject = "Meetings of Study Group 9 and Working Party 2/9; Geneva, 18-22 January 2027";
        let draft = letter(subject, "I invite you to these meetings.").draft;
        let groups: Vec<String> = draft.groups.iter().map(|said| said.value.to_string()).collect();
        assert_eq!(groups, ["SG9", "WP2/9"]);
        let subject =
            "Meeting of Question 3/9 of Study Group 9 and Question 4/9; Geneva, 18-22 January 2027";
        let draft = letter(subject, "I invite you to this meeting.").draft;
        let groups: Vec<String> = draft.groups.iter().map(|said| said.value.to_string()).collect();
        assert_eq!(groups, ["Q3/9", "Q4/9"]);
    }
}

//! The days of the meeting.

use crate::finding::Said;
use crate::letter::Reason;
use crate::letter::fact::arbiter::{Arbitration, Candidate, choose};
use crate::letter::fact::each::{of_each, stretches, take_each, tell_parts};
use crate::letter::fact::last_day::{lasting, until};
use crate::letter::fact::moved::{formers, moved_end, moved_to};
use crate::letter::fact::rules::{self, Inviting};
use crate::letter::fact::subject::Subject;
use crate::letter::fact::units::is_open;
use crate::letter::fact::workshop::is_of_workshop;
use crate::letter::lex::{DateMention, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::prose::clauses;
use crate::letter::shape::{LetterText, Regions, within};
use crate::letter::words::Sense;
use crate::model::{Days, Group};
use crate::source::Draft;

/// What the places weigh in which days stand.
mod weight {
    /// A sentence about this very group, within the days of the subject, or one that says which of its
    /// several days are meant.
    pub(super) const GROUP: u32 = 6;
    /// The subject; the section of a notice that says when; a sentence about this meeting.
    pub(super) const SAID: u32 = 4;
    /// The first of several days in a subject.
    pub(super) const AMONG: u32 = 3;
    /// A sentence that may be about something else.
    pub(super) const OTHER: u32 = 2;
    /// A dash was lost and put back.
    pub(super) const GUESS: u32 = 1;
}

/// The days of the meeting, if what the letter says of them has one clear best.
pub(crate) fn days(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    draft: &mut Draft,
) -> Option<Days> {
    rules::tell_ambiguous(found);
    let inviting = rules::inviting(found, regions);
    let formers = formers(found, subject, &inviting);
    let own: Vec<&Group> = draft.groups.iter().map(|said| &said.value).collect();
    if own.len() > 1
        && let Some(each) = stretches(found, subject, regions, &inviting)
            .iter()
            .find_map(|parts| of_each(found, parts, &own, &formers))
    {
        return take_each(found, &each, draft);
    }
    let of_subject = subject.and_then(|subject| of_subject(found, subject));
    let mut candidates: Vec<_> = of_subject.into_iter().chain(labelled(found, regions)).collect();
    let wanted = candidates.first().map(|said| said.value);
    let body = of_sentences(found, regions, subject, &inviting, &formers)
        .or_else(|| days_alone(found, regions, subject?));
    candidates.extend(body.and_then(|date| weighed(found, subject, wanted, &date)));
    // Days that were moved hold no longer if others do.
    let holds = |days: &Days| !formers.iter().any(|(former, _)| former == days);
    if candidates.iter().any(|said| holds(&said.value)) {
        for (_, span) in
            formers.iter().filter(|(days, _)| candidates.iter().any(|said| said.value != *days))
        {
            found.none(span, Reason::Former);
        }
        candidates.retain(|said| holds(&said.value));
    }
    let chosen = chosen(found, subject, regions, &candidates)?;
    let days = chosen.value;
    if let Some(date) = draft.letter.date.filter(|date| *date > days.last) {
        let message = format!("the meeting ends before the date of the letter, {date}");
        found.doubt(
            "meeting-before-letter",
            &chosen.span,
            message,
            "one of the two dates is a mistake; check both",
        );
    }
    take(found, days, &chosen.span, draft);
    Some(days)
}

/// The best of several days, if it is clearly so and nothing speaks against it.
fn chosen(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    candidates: &[Candidate<Days>],
) -> Option<Candidate<Days>> {
    let listed = subject.and_then(|it| found.dates_in(&it.span).find(|date| date.has_gaps()));
    let best = match choose(candidates, |one, other| one == other) {
        Arbitration::None => {
            tell_listed(found, &listed?.span);
            return None;
        }
        Arbitration::Clear(best, other) => {
            if let Some(other) = other.filter(|other| other.value.overlaps(best.value)) {
                differ(found, &best, &other, &best.value.to_string());
            }
            best
        }
        Arbitration::Tie(best, other) => {
            differ(found, &best, &other, "neither");
            return None;
        }
    };
    let days = best.value;
    // The subject names several stretches of days, and a sentence the first of them.
    let is_first = |all: Days| all != days && all.contains(days.first);
    if let Some(listed) = listed.filter(|listed| listed.days().is_some_and(is_first)) {
        tell_listed(found, &listed.span);
        return None;
    }
    if let Some(listed) = day_before(found, &best.span) {
        tell_listed(found, &listed);
        return None;
    }
    if days.is_single() && rules::is_week(found.normal, &best.span) {
        let message = format!("the letter gives only a week here: that of {}", days.first);
        tell_unsure(found, &best.span, message);
        return None;
    }
    if let Some(moved) = moved_end(found, regions, days) {
        let message =
            format!("the meeting is on {days}, and another first or last day is named here");
        tell_unsure(found, &moved, message);
        return None;
    }
    tell_parts(found, subject, (days, &best.span));
    let mut said = found.dates.iter().filter(|date| date.days() == Some(days)).peekable();
    if said.peek().is_some() && said.all(|date| date.is_guess) {
        let message = format!("these may be the days {days}; they are not written as a range is");
        let help = "check the days of the meeting; they were not used";
        found.doubt("days-unsure", &best.span, message, help);
        return None;
    }
    Some(best)
}

fn take(found: &LetterText<'_>, days: Days, span: &Span, draft: &mut Draft) {
    let place = found.normal.place(span);
    found.note("start", days.first, span);
    draft.start = Some(Said { value: days.first, place });
    if !days.is_single() {
        found.note("end", days.last, span);
        draft.end = Some(Said { value: days.last, place });
    }
}

/// The day that stands alone before days, with nothing but a comma or "and" between: "Geneva, 18, 19 January".
fn day_before(found: &LetterText<'_>, days: &Span) -> Option<Span> {
    let tokens = found.normal.tokens();
    let sign = tokens.at_byte(days.start).checked_sub(1)?;
    let at = sign.checked_sub(1)?;
    let begins = at.checked_sub(1).is_none_or(|before| {
        tokens.kind(before) != Some(TokenKind::Word) || tokens.is_one_of(before, Sense::OnDay)
    });
    let is_day = tokens.digits(at).parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    let span = tokens.span(at, sign);
    let is_listed = tokens.text(sign) == "," || tokens.is_one_of(sign, Sense::AndDay);
    (is_listed && is_day && begins && !found.is_of_group(span.start)).then_some(span)
}

fn tell_listed(found: &LetterText<'_>, listed: &Span) {
    let help = "check whether each is a separate meeting; no days were used";
    found.doubt("days-listed", listed, "several days are named one after another here", help);
}

/// Reports days that are not sure, and that none were used.
fn tell_unsure(found: &LetterText<'_>, span: &Span, message: String) {
    let help = "write the first and last day of the meeting; no days were used";
    found.doubt("days-unsure", span, message, help);
}

/// Reports two places that say different days, and which of them were used.
fn differ(found: &LetterText<'_>, best: &Candidate<Days>, other: &Candidate<Days>, used: &str) {
    let (first, then) =
        if best.span.start <= other.span.start { (best, other) } else { (other, best) };
    let line = found.normal.place(&first.span).line;
    let message =
        format!("the meeting is on {} here, and on {} in line {line}", then.value, first.value);
    let help = format!("check the days of the meeting; {used} was used");
    found.doubt("days-differ", &then.span, message, help);
}

/// The days in the subject. Of several that differ the first one weighs most.
fn of_subject(found: &LetterText<'_>, subject: &Subject) -> Option<Candidate<Days>> {
    let first = subject.date.as_ref()?;
    let value = first.days()?;
    let mut all = found.dates_in(&subject.span).filter_map(DateMention::days);
    let weight = match all.all(|days| days == value) {
        _ if first.is_guess => weight::GUESS,
        true => weight::SAID,
        false => weight::AMONG,
    };
    Some(Candidate { value, span: first.span.clone(), weight })
}

/// The days behind the label of a notice: "1. Date", "Date: 24-26 March 2026". One day alone may be
/// that of the letter, except in a numbered section.
fn labelled(found: &LetterText<'_>, regions: &Regions) -> Option<Candidate<Days>> {
    let tokens = found.normal.tokens();
    let reach = regions.subject.as_ref().map_or(regions.body.start, |subject| subject.end);
    let reach = reach.min(regions.body.start)..rules::opening_part(found, regions).end;
    found.all(&reach, Sense::DateColumn).into_iter().find_map(|label| {
        let at = tokens.at_byte(label.start);
        let before = at.checked_sub(1);
        let is_numbered = before.is_some_and(|at| matches!(tokens.text(at), "1" | "." | ")"))
            && (at.saturating_sub(2)..at).any(|at| tokens.digits(at) == "1");
        let begins_line = before.is_none_or(|at| tokens.kind(at) == Some(TokenKind::LineEnd));
        let behind = found.dates_in(&(label.end..reach.end)).next()?;
        // Rules of signs may stand below a heading.
        let between = found.normal.slice(&(label.end..behind.span.start));
        let is_near = !between.contains(char::is_alphanumeric);
        let is_range = || behind.last.is_some() || rules::has_hours_below(found, &behind.span);
        let is_meant = is_numbered || begins_line && is_range();
        let value = behind.days().filter(|_| is_near && is_meant)?;
        Some(Candidate { value, span: behind.span.clone(), weight: weight::SAID })
    })
}

/// The days in the sentences that invite: those of the subject if one of them names them, else the
/// first that are of nothing else.
fn of_sentences(
    found: &LetterText<'_>,
    regions: &Regions,
    subject: Option<&Subject>,
    inviting: &[Inviting],
    formers: &[(Days, Span)],
) -> Option<DateMention> {
    let early = rules::opening_part(found, regions);
    let wanted = subject.and_then(|subject| subject.date.as_ref()).and_then(DateMention::days);
    let is_wanted = |date: &&DateMention| {
        wanted.is_some()
            && date.days() == wanted
            && !formers.iter().any(|(days, _)| Some(*days) == wanted)
    };
    let holds = |date: &DateMention| {
        date.days().is_some() && !formers.iter().any(|(_, span)| within(span, &date.span))
    };
    // A subject with several dates does not say which of them is the meeting's; the sentence does.
    let is_one = subject.is_none_or(|subject| {
        found.dates_in(&subject.span).all(|date| date.days().is_none() || date.days() == wanted)
    });
    if let Some(same) = found.dates_in(&early).find(is_wanted).filter(|_| is_one) {
        return Some(same.clone());
    }
    if wanted.is_none()
        && regions.subject.is_none()
        && let Some(coming) = coming(found, &early)
    {
        return Some(coming);
    }
    let again = inviting.iter().find_map(|one| found.dates_in(&one.sentence).find(is_wanted));
    if let Some(again) = again {
        return Some(again.clone());
    }
    for Inviting { sentence, .. } in inviting {
        // "on 3 March, 7 April and 5 May 2026": the last of them is not when the meeting begins.
        if wanted.is_none()
            && let Some(listed) =
                found.dates_in(sentence).find(|date| date.has_gaps() && date.days().is_some())
        {
            tell_listed(found, &listed.span);
            return None;
        }
        let is_about_other = found.has(sentence, Sense::OtherEvent)
            && !names_own_group(found, subject, sentence)
            || wanted.is_some() && found.has(sentence, Sense::MeetingPart);
        let mut dates = found.dates_in(sentence).map(|date| until(found, date, sentence));
        let own = dates.find(|date| holds(date) && !is_other(found, date, sentence));
        if let Some(own) = own.filter(|_| !is_about_other) {
            if let Some(other) = moved_to(found, &own, sentence) {
                let message = "two ranges of days are named for one meeting here".to_owned();
                tell_unsure(found, &other, message);
                return None;
            }
            let Some((lasting, read)) = lasting(found, &own, sentence) else { return Some(own) };
            if read.is_none() {
                let words = found.normal.words(&lasting);
                let message =
                    format!("the meeting lasts `{words}` here, and its last day was not read");
                tell_unsure(found, &lasting, message);
            }
            return read;
        }
    }
    None
}

/// The days of a page: "upcoming meetings", and those in the lines below.
fn coming(found: &LetterText<'_>, early: &Span) -> Option<DateMention> {
    let at = found.first(early, Sense::Invites)?;
    let date = found.dates_in(&(at.end..early.end)).next()?;
    let between = found.normal.slice(&(at.end..date.span.start));
    let is_near = between.lines().count() <= 2 && !between.contains(['.', '。']);
    (is_near && date.days().is_some()).then(|| date.clone())
}

/// Whether a date is that of an earlier meeting, of a document, of a workshop or in parentheses.
fn is_other(found: &LetterText<'_>, date: &DateMention, sentence: &Span) -> bool {
    let parts = clauses(found.normal, sentence);
    let own = parts.iter().find(|part| part.start <= date.span.start && date.span.start < part.end);
    let clause = own.unwrap_or(sentence);
    let before = clause.start..date.span.start;
    // "The meeting of Study Group 17 will take place …" is this one.
    let past = found.last(&before, Sense::PastMeeting);
    let is_past = past.is_some_and(|past| !found.has(&(past.end..before.end), Sense::TakesPlace));
    is_open(found.normal.slice(&(sentence.start..date.span.start)))
        || is_past
        || rules::is_of_document(found, date, sentence)
        || is_of_workshop(found, &date.span, clause, sentence)
}

/// What the days of a sentence weigh beside those of the subject.
fn weighed(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    wanted: Option<Days>,
    date: &DateMention,
) -> Option<Candidate<Days>> {
    let value = date.days()?;
    let sentence = found.sentence(date.span.start, &found.normal.whole());
    let is_own = names_own_group(found, subject, &sentence);
    let is_of_part = is_own && !names(found, subject, &sentence, |own, other| own == other);
    let others = [Sense::OtherEvent, Sense::Workshop];
    let names_other = subject.is_some_and(|subject| found.has_any(&subject.span, &others));
    let is_among = subject.is_some_and(|subject| {
        found.dates_in(&subject.span).any(|date| date.days() == Some(value))
    });
    let weight = match wanted {
        _ if date.is_guess => weight::GUESS,
        None => weight::SAID,
        Some(wanted) if value == wanted => weight::SAID,
        Some(wanted)
            if wanted.covers(value) && !names_other && (value.is_single() || is_of_part) =>
        {
            // "Working Party 1/9 will meet on 17 June" says when a part of the meeting takes place. In a sentence
            // that invites, one day is an end of the range that is written in a way that is not understood.
            if !found.has(&sentence, Sense::Invites) {
                return None;
            }
            weight::OTHER
        }
        Some(wanted) if is_among || is_own && wanted.covers(value) => weight::GROUP,
        Some(wanted) if is_own || value.overlaps(wanted) => weight::SAID,
        Some(_) => weight::OTHER,
    };
    Some(Candidate { value, span: date.span.clone(), weight })
}

/// The days of the group alone, where the subject names those of a workshop with them: the only ones
/// inside the subject's that stand in a sentence about the group, and not behind the workshop.
fn days_alone(found: &LetterText<'_>, regions: &Regions, subject: &Subject) -> Option<DateMention> {
    let date = subject.date.as_ref().filter(|_| found.has(&subject.span, Sense::Workshop))?;
    let whole = date.days()?;
    let early = rules::opening_part(found, regions);
    let is_own = |date: &&DateMention| {
        let sentence = found.sentence(date.span.start, &early);
        date.days().is_some_and(|days| days != whole && whole.covers(days))
            && !is_other(found, date, &sentence)
            && names_own_group(found, Some(subject), &sentence)
    };
    let own: Vec<&DateMention> = found.dates_in(&early).filter(is_own).collect();
    let first = *own.first()?;
    own.iter().all(|date| date.days() == first.days()).then(|| first.clone())
}

/// Whether the days no longer hold, or are those of another letter.
pub(crate) fn is_former(found: &LetterText<'_>, date: &DateMention, sentence: &Span) -> bool {
    let all = rules::dates_beside(found, &date.span, sentence);
    rules::is_former(found, &date.span, &all, sentence)
        || rules::is_of_document(found, date, sentence)
}

/// Whether a sentence names a group of the title, or a part of it.
fn names_own_group(found: &LetterText<'_>, subject: Option<&Subject>, sentence: &Span) -> bool {
    names(found, subject, sentence, |own, other| own == other || own.covers(other))
}

/// Whether a sentence names a group that is of one of the title.
fn names(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    sentence: &Span,
    is_of: impl Fn(&Group, &Group) -> bool,
) -> bool {
    let mut own = subject.into_iter().flat_map(|subject| found.named_in(&subject.title));
    own.any(|own| found.named_in(sentence).any(|other| is_of(own, other)))
}

#[cfg(test)]
mod tests {
    use crate::finding::Level;
    use crate::letter::fact::tests::letter;
    use crate::letter::{LetterFormat, read};

    #[test]
    fn the_date_of_the_letter_below_its_subject_is_none_of_the_meeting() {
        for (letter, start) in [
            (
                "Subject: Meeting of Study Group 9\nGeneva, 18 May 2026\n\nDear Sir/Madam,\nStudy Group 9 will meet in Geneva on 21 October 2026.",
                "2026-10-21",
            ),
            (
                "Objet: Réunion de la Commission d'études 9\nGenève, le 18 mai 2026\n\nMadame, Monsieur,\nLa réunion de la Commission d'études 9 aura lieu à Genève du 21 au 22 octobre 2026.",
                "2026-10-21",
            ),
            (
                "事由：第9研究组会议\n2026年5月18日，日内瓦\n\n尊敬的先生/女士：\n谨邀请您参加第9研究组将于2026年10月21日至22日在日内瓦召开的会议。",
                "2026-10-21",
            ),
            (
                "Subject: Meeting of Study Group 9\nGeneva, 18 May 2026\n\nDear Sir/Madam,\nI invite you to this meeting. Please register by 4 May 2026.",
                "2026-05-18",
            ),
        ] {
            let letter = format!("Ref: TSB Collective letter 3/9\n{letter}");
            let draft = read(letter.as_bytes(), LetterFormat::Text).unwrap().draft;
            let first = draft.start.map(|start| start.value.to_string());
            assert_eq!(first.as_deref(), Some(start), "{letter}");
            let written = draft.letter.date.map(|date| date.to_string());
            assert_eq!(written.is_some(), start != "2026-05-18", "{letter}");
        }
    }

    #[test]
    fn one_day_behind_its_label_with_hours_below_is_the_meeting() {
        for notice in [
            "Rapporteur Group e-meeting of Q1/9\n\nDate: 7 April 2027\nTime: 13:00-15:00 (Geneva)",
            "Réunion électronique de la Q1/9\n\nDate: 7 avril 2027\nHeure: 13 h 00 - 15 h 00",
            "Reunión electrónica de la C1/9\n\nFecha: 7 de abril de 2027\nHora: 13.00-15.00 horas",
            "第1/9号课题电子会议\n\n日期：2027年4月7日\n时间：13:00-15:00",
        ] {
            let letter = read(notice.as_bytes(), LetterFormat::Text).unwrap();
            let start = letter.draft.start.map(|said| said.value.to_string());
            assert_eq!(start.as_deref(), Some("2027-04-07"), "{notice}");
            assert!(letter.is_invitation, "{notice}");
        }
    }

    #[test]
    fn two_ranges_of_one_meeting_are_told() {
        for body in [
            "Please note that the meeting announced for 18-22 January 2027 will now be held from 25 to 29 January 2027.",
            "La réunion annoncée pour le 18-22 janvier 2027 aura lieu du 25 au 29 janvier 2027.",
        ] {
            let letter = letter("Meeting of Study Group 9; Geneva", body);
            assert_eq!(letter.draft.start, None, "{body}");
            assert!(!letter.findings.sorted().is_empty(), "{body}");
        }
    }

    #[test]
    fn a_day_of_a_part_does_not_move_a_meeting_and_days_of_each_group_are_told() {
        let told = |body: &str| {
            let letter = letter("Meeting of Study Group 9; Geneva, 18-22 January 2027", body);
            let start = letter.draft.start.map(|said| said.value.to_string());
            assert!(start.is_none_or(|start| start == "2027-01-18"), "{body}");
            let findings = letter.findings.sorted();
            let days =
                |level: &Level| matches!(level, Level::Doubt(check) if check.starts_with("day"));
            findings.iter().filter(|finding| days(&finding.level)).count()
        };
        for sentence in [
            "Working Party 1/9 will meet on 20 and 21 January 2027.",
            "A joint session with Study Group 20 will be held on 20 January 2027.",
            "The closing plenary will take place on 22 January 2027 from 1430 to 1730 hours.",
            "第1/9工作组将于2027年1月20日16时召开闭幕全体会议。",
        ] {
            assert_eq!(
                told(&format!("I invite you to this meeting.\n{sentence}")),
                0,
                "{sentence}"
            );
        }
        for sentence in [
            "The meeting will end on 21 January 2027 instead of 22 January 2027.",
            "The meeting will open on 19 January 2027 and not on 18 January 2027 as previously announced.",
            "La réunion s'achèvera le 21 janvier 2027 au lieu du 22 janvier 2027.",
            "La reunión finalizará el 21 de enero de 2027 en lugar del 22 de enero de 2027.",
            "Собрание завершится 21 января 2027 года вместо 22 января 2027 года.",
            "会议将于2027年1月21日而非2027年1月22日闭幕。",
            "سيختتم الاجتماع في 21 يناير 2027 بدلا من 22 يناير 2027.",
        ] {
            assert_eq!(told(sentence), 1, "{sentence}");
        }
        let parties = "It is my pleasure to invite you to the meetings of Working Party 1/9 on 18 January 2027 and \
                       Working Party 2/9 on 22 January 2027 in Geneva.";
        assert_eq!(told(parties), 1);
    }
}

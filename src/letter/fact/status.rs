//! Whether the meeting is postponed or cancelled.

use crate::finding::Said;
use crate::letter::fact::opens::{Opener, behind, concerned, object_end};
use crate::letter::fact::subject::Subject;
use crate::letter::fact::{days, rules};
use crate::letter::lex::dates::month_at;
use crate::letter::lex::{DateMention, Mark, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::prose::clauses;
use crate::letter::shape::{LetterText, Regions, floor, within};
use crate::letter::words::Sense;
use crate::model::{Days, Group, Status};
use chrono::Datelike;

/// What says that a meeting does not take place on its days.
const KINDS: [(Sense, Status); 3] = [
    (Sense::Cancelled, Status::Cancelled),
    (Sense::NotHeld, Status::Cancelled),
    (Sense::Postponed, Status::Postponed),
];

/// How many words may stand between "not" and what it denies: "has not been cancelled".
const DENIED: usize = 3;

/// What some words say of the meeting.
enum StatusReading {
    Is(Status),
    /// They may be about it, or there may be new days.
    Unsure,
    /// They are about something else, or there are new days.
    Stays,
}

/// Postponed or cancelled, as the subject or the first sentences say of this meeting. A meeting that
/// is put off to days which the letter names takes place on them.
pub(super) fn status(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    days: Option<Days>,
    groups: &[Said<Group>],
) -> Option<Said<Status>> {
    let body = &regions.body;
    let early = floor(found, body.start..body.end.min(body.start + 900));
    let title = subject.map(|subject| subject.span.clone()).unwrap_or(0..0);
    let reader = StatusReader { found, title: &title, early: &early, days, groups };
    let mut unsure = None;
    for (of, status) in KINDS {
        for span in [&title, &early] {
            for at in found.all(span, of) {
                match reader.reading(&at, of, status) {
                    StatusReading::Is(value) => {
                        return Some(Said { value, place: found.normal.place(&at) });
                    }
                    StatusReading::Unsure => unsure = unsure.or(Some(at)),
                    StatusReading::Stays => {}
                }
            }
        }
    }
    if let Some(at) = unsure {
        let sentence = found.sentence(at.start, &found.normal.whole());
        let message =
            format!("the meeting may not take place: `{}`", found.normal.words(&sentence));
        found.doubt(
            "status-unsure",
            &at,
            message,
            "add `status: cancelled` or `status: postponed` if it does not",
        );
    }
    None
}

/// What is needed to tell what a sentence says of the meeting.
struct StatusReader<'a, 'l> {
    found: &'a LetterText<'l>,
    /// What the letter is about.
    title: &'a Span,
    /// The first sentences.
    early: &'a Span,
    days: Option<Days>,
    groups: &'a [Said<Group>],
}

impl StatusReader<'_, '_> {
    fn reading(&self, at: &Span, of: Sense, status: Status) -> StatusReading {
        let found = self.found;
        let is_early = at.start >= self.early.start;
        let within = if is_early { self.early.clone() } else { self.title.clone() };
        let sentence = found.sentence(at.start, &within);
        // "if the meeting is cancelled", "the deadline is postponed", "postponement of the deadline"
        let before = sentence.start..at.start;
        let next = behind(found, at.end, &sentence);
        let is_of_others = found.has(&sentence, Sense::Supposed)
            || found.has(&before, Sense::LimitNoun)
            || next.is_some_and(|next| found.normal.tokens().begins(next, Sense::LimitNoun));
        if is_of_others || self.is_denied(at) {
            return StatusReading::Stays;
        }
        let whose = concerned(found, at, &sentence, self.groups);
        let said = match status {
            // "will not be held in Geneva"
            _ if of == Sense::NotHeld && self.goes_on(at, &sentence) => StatusReading::Unsure,
            // "This meeting replaces the cancelled one", "is cancelled and replaced by a workshop"
            _ if found.has(&sentence, Sense::Replaces) => StatusReading::Unsure,
            Status::Postponed => self.postponed(at, &sentence),
            _ if self.is_of_other_day(&sentence, is_early) => StatusReading::Stays,
            _ if self.is_replaced(at, &sentence)
                || self.is_held(at, &sentence)
                || self
                    .days
                    .is_some_and(|days| rules::names_other_month(self.found, &sentence, days)) =>
            {
                StatusReading::Unsure
            }
            _ => StatusReading::Is(status),
        };
        match (whose, said) {
            (Some(Opener::Meeting), said) => said,
            (None, StatusReading::Is(_)) => StatusReading::Unsure,
            (None, said) => said,
            (Some(_), _) => StatusReading::Stays,
        }
    }

    /// Whether another form of the meeting takes place, as the sentence or the next one says: "the physical
    /// meeting is cancelled and will be held virtually", "is cancelled and replaced by an e-meeting".
    fn is_replaced(&self, at: &Span, sentence: &Span) -> bool {
        let found = self.found;
        let next = found.sentence(sentence.end, &(0..self.early.end.max(sentence.end)));
        let is_held = found.has(&(sentence.start..next.end), Sense::TakesPlace);
        let online = [Sense::EMeeting, Sense::VirtualMeeting, Sense::Remote];
        let says = |span: &Span| found.has_any(span, &online);
        says(sentence)
            || is_held && says(&(sentence.end..next.end))
            || found.has(&(at.end..sentence.end), Sense::TakesPlace)
            || self.own_dates().any(|date| {
                let its = found.sentence(date.span.start, self.early);
                its.start >= sentence.end && found.has(&its, Sense::TakesPlace)
            })
    }

    /// Whether another clause of a sentence says that the meeting takes place on its days: "will meet from 18
    /// to 22 January, since its meeting in March was cancelled".
    fn is_held(&self, at: &Span, sentence: &Span) -> bool {
        let found = self.found;
        let all = clauses(found.normal, sentence);
        self.own_dates().any(|date| {
            let own = all.iter().find(|part| within(&date.span, part));
            own.is_some_and(|part| {
                !within(at, part)
                    && found.has(part, Sense::TakesPlace)
                    && !days::is_former(found, date, part)
            })
        })
    }

    /// Whether it is the month of the meeting to which words put it off: "had been postponed to January".
    fn is_to_own_month(&self, at: &Span, sentence: &Span) -> bool {
        let tokens = self.found.normal.tokens();
        let (first, end) = (tokens.at_byte(at.end), tokens.at_byte(sentence.end));
        let own = |(month, next): (u32, usize)| {
            self.days.is_some_and(|days| {
                let year = tokens.digits(next).parse::<i32>().ok().filter(|year| *year > 1_900);
                let ends = [days.first, days.last];
                ends.iter()
                    .any(|day| day.month() == month && year.is_none_or(|it| day.year() == it))
            })
        };
        (first..end).any(|to| {
            let month = month_at(tokens, to + 1).map(|(month, length)| (month, to + 1 + length));
            month.is_some_and(own) && tokens.is_one_of(to, Sense::ToDay)
        })
    }

    /// Whether "not" stands just before words.
    fn is_denied(&self, at: &Span) -> bool {
        let tokens = self.found.normal.tokens();
        let own = tokens.at_byte(at.start);
        let before = own.saturating_sub(DENIED)..own;
        before
            .into_iter()
            .rev()
            .take_while(|before| tokens.kind(*before) != Some(TokenKind::Sign))
            .any(|before| tokens.begins(before, Sense::Not))
    }

    /// Whether a clause says more behind some words than why.
    fn goes_on(&self, at: &Span, sentence: &Span) -> bool {
        let tokens = self.found.normal.tokens();
        let next = tokens.at_byte(object_end(self.found, at.end, sentence));
        matches!(tokens.kind(next), Some(TokenKind::Word | TokenKind::Number))
            && !tokens.begins(next, Sense::Because)
    }

    /// Whether one day of a series does not take place; the others do.
    fn is_of_other_day(&self, sentence: &Span, is_early: bool) -> bool {
        let (found, days) = (self.found, self.days);
        let mut named = found.dates_in(sentence).filter(|_| is_early);
        let one = named.next().filter(|date| date.last.is_none());
        one.is_some_and(|date| days.is_none_or(|days| date.days_in(None) != Some(days)))
            && !found.dates_in(sentence).any(|date| days.is_some() && date.days() == days)
    }

    /// What a letter says of a meeting that is put off: whether it names the new days.
    fn postponed(&self, at: &Span, sentence: &Span) -> StatusReading {
        let found = self.found;
        let later = found.last(&(at.end..sentence.end), Sense::Later);
        if self.is_to_own_month(at, sentence) {
            return StatusReading::Stays;
        }
        let is_held = self.is_held(at, sentence);
        let mut reading =
            if is_held { StatusReading::Unsure } else { StatusReading::Is(Status::Postponed) };
        for date in self.own_dates() {
            let its = found.sentence(date.span.start, self.early);
            if self.is_moved(date, &its) {
                return StatusReading::Stays;
            }
            if found.has(&its, Sense::TakesPlace) && !found.has(&its, Sense::Postponed) {
                if its.start >= at.end {
                    return StatusReading::Stays;
                }
                // The days that were announced, or the new ones.
                if later.is_none() {
                    reading = StatusReading::Unsure;
                }
            }
        }
        reading
    }

    /// Where the first day of the meeting stands in the first sentences: "… to 7 September and will last until
    /// 11 September".
    fn own_dates(&self) -> impl Iterator<Item = &DateMention> {
        let first = self.days.map(|days| days.first);
        let is_own = move |date: &&DateMention| date.days().map(|days| days.first) == first;
        self.found.dates_in(self.early).filter(move |date| first.is_some() && is_own(date))
    }

    /// Whether a sentence puts the meeting off to a day.
    fn is_moved(&self, date: &DateMention, sentence: &Span) -> bool {
        let found = self.found;
        let before = sentence.start..date.span.start;
        let Some(at) = found.last(&before, Sense::Postponed) else { return false };
        // 推迟到2027年1月18日至22日之后
        if found.begins(date.span.end, Sense::Later) {
            return false;
        }
        // "to a later date than", "until after the Assembly of"
        let later = found.last(&(at.end..date.span.start), Sense::Later);
        let behind = later.map_or(at.end, |later| later.end)..date.span.start;
        let rest = behind.start..sentence.end;
        let is_held = clauses(found.normal, &rest)
            .iter()
            .skip(1)
            .any(|part| part.start <= date.span.start && found.has(part, Sense::TakesPlace))
            || found
                .all(&behind, Sense::TakesPlace)
                .iter()
                .any(|held| self.is_joined(&behind, held));
        // "est reportée au 14-18 juin", "перенесено на 14–18 июня"
        let to = found.all(&(behind.start..date.span.end), Sense::ToDay).into_iter();
        let to = to.chain(found.normal.marks.at(Sense::ChangedTo, at.start).map(Mark::span));
        let is_to = to.into_iter().any(|to| {
            let between = to.end.min(date.span.start)..date.span.start;
            to.start <= date.span.start && found.normal.is_blank(&between)
        });
        // "… originally scheduled for … is put off to …": the later days are the new ones.
        (is_held
            || is_to
            || found.dates_in(&before).any(|former| days::is_former(found, former, sentence)))
            && !days::is_former(found, date, sentence)
    }

    /// Whether "and" joins "takes place" to what stands before it: "ha sido aplazada y se celebrará", but not "and
    /// will be held at a later date; the original dates were".
    fn is_joined(&self, behind: &Span, held: &Span) -> bool {
        let found = self.found;
        let between = found.normal.tokens_in(&(behind.start..held.start));
        let last = between.all.len().checked_sub(1);
        let after = held.end..behind.end.max(held.end);
        last.is_some_and(|last| between.is_one_of(last, Sense::AndDay))
            && !found.normal.slice(&after).contains([';', '؛'])
            && !found.has(&after, Sense::AndDay)
            && !rules::names_meeting(found, &after)
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::letter;

    /// The status of a meeting of Study Group 9 that a letter begins with, `?` if it was told.
    fn status(subject: &str, sentence: &str) -> String {
        let letter = letter(subject, sentence);
        let told = letter.findings.sorted();
        let is_told = told.iter().any(|finding| finding.message.contains("may not take place"));
        let status = letter.draft.status.map(|status| status.value.to_string());
        status.unwrap_or_else(|| if is_told { "?" } else { "-" }.to_owned())
    }

    #[test]
    fn a_meeting_is_called_off_in_many_words() {
        let subject = "Meeting of Study Group 9; Geneva, 18-22 January 2027";
        for (expected, sentences) in [
            (
                "cancelled",
                &[
                    "The meeting is cancelled.",
                    "The meeting, which was to be held from 18 to 22 January 2027, is cancelled.",
                    "The meeting will not take place.",
                    "The meeting cannot be held due to the pandemic.",
                    "The meeting had to be called off.",
                    "I regret to inform you that the above-mentioned meeting has been cancelled.",
                    "We have decided to cancel the meeting of Study Group 9.",
                    "It has been decided not to hold the meeting.",
                    "TSB regrets to inform you of the cancellation of the meeting.",
                    "The meeting has, regrettably, been cancelled.",
                    "La réunion a dû être annulée.",
                    "La réunion n'aura pas lieu.",
                    "Il a été décidé d'annuler la réunion.",
                    "La reunión no se celebrará.",
                    "Se ha decidido cancelar la reunión.",
                    "С сожалением сообщаем об отмене собрания.",
                    "Собрание не состоится.",
                    "本次会议将不举行。",
                    "决定取消本次会议。",
                    "لن يعقد الاجتماع.",
                    "تم إلغاء الاجتماع.",
                ][..],
            ),
            (
                "postponed",
                &[
                    "The meeting is postponed.",
                    "The meeting has been deferred until further notice.",
                    "It has been decided to postpone this meeting.",
                    "The meeting will be held at a later date.",
                    "The meeting has been postponed until after the Assembly of 18-22 January 2027.",
                    "The meeting originally planned for 18-22 January 2027 has been postponed.",
                    "La réunion est ajournée.",
                    "Il a été décidé de reporter la réunion.",
                    "La reunión ha sido pospuesta.",
                    "Собрание перенесено на более поздний срок.",
                    "会议推迟到2027年1月18日至22日之后。",
                    "تأجل الاجتماع إلى موعد لاحق.",
                ],
            ),
            (
                "?",
                &[
                    "The meeting will not be held in Geneva but in Nairobi.",
                    "Interpretation is cancelled.",
                    "The afternoon sessions of the meeting are cancelled.",
                    "This meeting replaces the cancelled meeting of September 2026.",
                    "The meeting is cancelled and replaced by an e-meeting on the same dates.",
                    "The meeting of Study Group 9 planned for September 2026 was cancelled, and this one replaces it.",
                    "The meeting planned for September 2026 was cancelled.",
                    "Это собрание заменяет отмененное собрание в сентябре 2026 года.",
                    "本次会议取代已取消的2026年9月会议。",
                    "The physical meeting is cancelled and will be held virtually.",
                    "The meeting will be held from 18 to 22 January 2027. It has been postponed.",
                    "The meeting, postponed from June 2026, will be held from 18 to 22 January 2027.",
                    "Study Group 9 will meet from 18 to 22 January 2027, since its meeting in March 2026 was cancelled.",
                ],
            ),
            (
                "-",
                &[
                    "The reception is cancelled.",
                    "The workshop will not take place.",
                    "The meeting will not be cancelled.",
                    "Nobody has asked to cancel the meeting.",
                    "Fees are not refunded if the meeting is cancelled.",
                    "The meeting of Study Group 13 has been cancelled.",
                    "The deadline has been postponed to 8 January 2027.",
                    "The meeting has been postponed to 18-22 January 2027.",
                    "The meeting originally scheduled for June 2026 had been postponed to January.",
                    "La réunion, reportée de juin 2026, aura lieu du 18 au 22 janvier 2027.",
                    "La réunion initialement prévue en juin 2026 a été reportée à janvier 2027.",
                    "Собрание перенесено на 18–22 января 2027 года.",
                    "La réception est annulée.",
                    "En caso de que se cancele la reunión, se informará a los participantes.",
                    "会议不会取消。",
                    "1/9工作组会议取消。",
                    "ألغي اجتماع لجنة الدراسات 16.",
                    "ألغي حفل الاستقبال.",
                ],
            ),
        ] {
            for sentence in sentences {
                assert_eq!(status(subject, sentence), expected, "{sentence}");
            }
        }
    }

    #[test]
    fn a_subject_may_say_it() {
        for (subject, expected) in [
            ("Cancellation of the Study Group 9 meeting, Geneva, 18-22 January 2027", "cancelled"),
            ("Study Group 9 meeting: postponement", "postponed"),
            ("Postponement of the deadline for contributions to Study Group 9", "-"),
            ("Report de la réunion de la Commission d'études 9", "postponed"),
            ("取消第9研究组会议", "cancelled"),
        ] {
            assert_eq!(status(subject, "I write to you about this."), expected, "{subject}");
        }
    }
}

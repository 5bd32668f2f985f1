//! Sentences beside a plan that change what it says, and keys of looks. They are not read: a change may be
//! of one session, of a day, or of a group, and a look is not in the text.

use crate::letter::lex::dates::{NamedWeekday, dates, weekdays};
use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::times;
use crate::letter::plan::beside::begin;
use crate::letter::plan::forms::layout::PlanTable;
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::hours;
use crate::letter::read::document::Span;
use crate::letter::shape::prose::sentences;
use crate::letter::words::Sense;
use crate::model::{Days, TimeOfDay};
use crate::source::DraftPlanEntry;
use chrono::{Datelike, NaiveDate};

/// What takes sessions away, moves them, or says something else of them than their cells.
const CHANGES: [Sense; 12] = [
    Sense::SessionsChange,
    Sense::DayFree,
    Sense::Cancelled,
    Sense::CalledOff,
    Sense::NotHeld,
    Sense::MovedFrom,
    Sense::ChangedTo,
    Sense::IfNecessary,
    Sense::Remote,
    Sense::EMeeting,
    Sense::Joint,
    Sense::Room,
];

/// What a look may say of sessions.
const LOOKS_MEAN: [Sense; 7] = [
    Sense::CalledOff,
    Sense::Remote,
    Sense::EMeeting,
    Sense::IfNecessary,
    Sense::SessionsChange,
    Sense::Joint,
    Sense::Slot,
];

/// The notes beside a plan that its sessions do not have.
pub(super) struct PlanChanges<'a> {
    pub(super) reader: &'a TitleReader<'a>,
    pub(super) plan: &'a Span,
    pub(super) tables: &'a [PlanTable],
    /// What was read of it.
    pub(super) entries: &'a [DraftPlanEntry],
    pub(super) meeting: Option<Days>,
    /// When the meeting opens: that a plenary begins then is no change.
    pub(super) opening: Option<TimeOfDay>,
}

impl PlanChanges<'_> {
    /// Reports the sentences of some lines that are such notes.
    pub(super) fn tell(&self, lines: &[Span]) {
        let normal = self.reader.normal;
        let is_within = |line: &Span| match self.tables {
            [] => self.plan.contains(&line.start),
            tables => {
                let is_in_cell = normal.line_at(line.start).is_some_and(|line| line.cell.is_some());
                // A table that could not be read is reported as a whole.
                tables.iter().any(|table| table.span.contains(&line.start))
                    || is_in_cell && self.reader.begins_with_group(line)
            }
        };
        // Before its heading the letter speaks of other things.
        let begin = begin(normal, lines, self.plan);
        let beside = lines.iter().filter(|line| line.start >= begin && !is_within(line));
        for said in beside.flat_map(|line| sentences(normal, line)) {
            let message = if self.is_taken(&said) {
                continue;
            } else if self.is_key(&said) {
                "this key of looks was not understood"
            } else if self.is_change(&said) {
                "this note on sessions of the time plan was not applied to them"
            } else {
                continue;
            };
            let help = "check the sessions that it is about, and change them by hand";
            self.reader.doubt("plan-note", &self.reader.trim(&said), message, help);
        }
    }

    /// Whether a sentence is a footnote or a key that sessions have.
    fn is_taken(&self, sentence: &Span) -> bool {
        let plan = self.reader.normal.folded(self.plan);
        let is_there = |words: &Span| words.start < sentence.end && sentence.start < words.end;
        let mut notes = self.reader.notes.iter();
        notes.any(|note| is_there(&note.words) && plan.contains(note.sign))
    }

    fn is_key(&self, sentence: &Span) -> bool {
        let has = |of: Sense| self.reader.normal.marks.has(of, sentence);
        // A patch of the colour itself stands before "= remote participation".
        let has_colours =
            || self.tables.iter().flat_map(|it| &it.grid.cells).any(|cell| cell.fill.is_some());
        let is_patch = || self.reader.normal.slice(sentence).trim_start().starts_with('=');
        (has(Sense::Look) || is_patch() && has_colours()) && LOOKS_MEAN.into_iter().any(has)
    }

    fn is_change(&self, sentence: &Span) -> bool {
        let normal = self.reader.normal;
        let has = |of: Sense| normal.marks.has(of, sentence);
        let is_of_day = names_day(normal, sentence);
        let are_sessions = has(Sense::Slot) || has(Sense::Plenary);
        let is_of_sessions = has(Sense::Plenary)
            || names_slot(normal, sentence)
            || !self.reader.groups(sentence).is_empty()
            || is_of_day && are_sessions;
        // "Documents of Q1/9 are available online"
        let changes = || CHANGES.into_iter().any(has) && !has(Sense::AnyDocuments);
        // "Morning sessions start at 09:00", "Each session lasts 60 minutes"
        let others = [Sense::AnyDocuments, Sense::Limit, Sense::Registration, Sense::OtherEvent];
        let is_of_all = || are_sessions && !others.into_iter().any(has);
        let is_timed = || self.has_hour(sentence) || has(Sense::Minutes);
        let says = is_of_sessions && (changes() || self.has_hour(sentence))
            || is_of_all() && is_timed() && hours(normal, sentence).is_empty();
        (says || is_of_day && has(Sense::DayFree)) && !self.is_elsewhere(sentence)
    }

    /// Whether the days of a sentence are none of the meeting, or those without sessions have none anyhow.
    fn is_elsewhere(&self, sentence: &Span) -> bool {
        let normal = self.reader.normal;
        let tokens = normal.tokens_in(sentence);
        let planned = || self.entries.iter().filter(|entry| !entry.day.cells.is_empty());
        let planned = || planned().map(|entry| entry.days.value);
        let is_free = normal.marks.has(Sense::DayFree, sentence);
        let Some(meeting) = self.meeting else { return false };
        let year = Some(meeting.first.year());
        let ends = dates(tokens).into_iter().flat_map(|date| [Some(date.first), date.last]);
        let days: Vec<_> = ends.flatten().filter_map(|day| day.in_year(year)).collect();
        if days.is_empty() {
            let named = weekdays(tokens);
            let has_sessions =
                |named: &NamedWeekday| planned().any(|days| days.first.weekday() == named.day);
            return is_free && !named.is_empty() && !named.iter().any(has_sessions);
        }
        let has_sessions = |day: &NaiveDate| planned().any(|days| days.contains(*day));
        !days.iter().any(|day| meeting.contains(*day)) || is_free && !days.iter().any(has_sessions)
    }

    /// Whether a sentence gives one hour, and not that of the opening, which is read elsewhere.
    fn has_hour(&self, sentence: &Span) -> bool {
        let normal = self.reader.normal;
        if normal.marks.has(Sense::Opening, sentence) {
            return false;
        }
        let is_new = |time: TimeOfDay| self.opening != Some(time);
        let times = times(normal.tokens_in(sentence)).into_iter();
        let mut sure = times.filter(|time| time.is_sure && is_new(time.time));
        sure.next().is_some() && hours(normal, sentence).is_empty()
    }
}

/// Whether a remark on a session says something else of it than its own cell: "cancelled", "if needed", "joint
/// with Q3/9", "starts at 10:00".
pub(super) fn changes_session(normal: &Normal, remark: &Span) -> bool {
    let changes = CHANGES.into_iter().filter(|of| *of != Sense::Room);
    let mut changes = changes.chain([Sense::Postponed, Sense::NoSession, Sense::Provisionally]);
    changes.any(|of| normal.marks.has(of, remark))
        || times(normal.tokens_in(remark)).iter().any(|time| time.is_sure)
}

/// Whether a stretch names a day.
fn names_day(normal: &Normal, span: &Span) -> bool {
    let tokens = normal.tokens_in(span);
    !dates(tokens).is_empty() || !weekdays(tokens).is_empty()
}

/// Whether a stretch names a slot by its number: "session 4".
fn names_slot(normal: &Normal, span: &Span) -> bool {
    let tokens = normal.tokens_in(span);
    (0..tokens.all.len()).any(|at| {
        let word = tokens.mark(at, Sense::Slot);
        word.is_some_and(|(_, next)| tokens.digits(next).len() == 1 && tokens.text(next + 1) != "/")
    })
}
#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    /// What is reported of a line behind a plan.
    fn told(language: Language, line: &str) -> String {
        let rows = [
            " | Monday 9 March 2026 | Tuesday 10 March 2026",
            "1 | Opening plenary | Q1/12",
            "2 | Q2/12* | Q3/12",
        ];
        let sample = SampleLetter::new(language, "SG12", "2026-03-09/2026-03-10").opens("09:30");
        let short = sample.table(&rows).line(line).short();
        short.lines().skip(2).map(|line| format!("{line} ")).collect()
    }

    #[test]
    fn notes_that_change_sessions_are_told() {
        for (language, line) in [
            (Language::En, "NOTE - There will be no sessions on Tuesday afternoon."),
            (Language::En, "Q1/12 on Tuesday morning is cancelled."),
            (Language::En, "The Tuesday sessions will be held online only."),
            (Language::En, "Session 1 on Tuesday will start at 0900 hours."),
            (Language::En, "Q1/12 meets in Room K1 throughout the week."),
            (Language::En, "The closing plenary is in slot 3 instead of slot 4."),
            (Language::En, "Keys: shaded = remote participation"),
            (Language::En, "Sessions in italics are informal."),
            (Language::Fr, "La séance de la Q1/12 du mardi est reportée."),
            (Language::Fr, "En gris: participation à distance"),
            (Language::Es, "La sesión de la C1/12 del martes se ha cancelado."),
            (Language::Es, "Amarillo: si es necesario"),
            (Language::Ru, "Заседание по В1/12 перенесено на вторник."),
            (Language::Ru, "Серым цветом: дистанционное участие"),
            (Language::Zh, "星期二的第1/12号课题会议取消。"),
            (Language::Zh, "阴影：远程参与"),
            (Language::Ar, "ألغيت جلسة المسألة 1/12 يوم الثلاثاء."),
            (Language::Ar, "رمادي: المشاركة عن بعد"),
        ] {
            assert_eq!(told(language, line), "Doubt(\"plan-note\") ", "{line}");
        }
    }

    #[test]
    fn what_the_sessions_have_and_what_is_of_none_is_not_told() {
        let unread = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-13")
            .line("Draft time plan")
            .table(&[" | Monday 9 March 2026", "1 | Q1/12"])
            .table(&["Tuesday 10 March | Q2/12 (Room K2) | Q3/12"])
            .short();
        assert!(!unread.contains("plan-note"), "{unread}");
        for line in [
            "The opening plenary will start at 09:30.",
            "* Joint with SG2, in Room K1.",
            "R: remote participation",
            "Remote participation is available for all sessions.",
            "There will be no sessions on Saturday.",
            "- Q1/12: 4 to 5 May 2026, e-meeting",
            "Updates will not be sent; see the living agenda of Tuesday.",
        ] {
            assert_eq!(told(Language::En, line), "", "{line}");
        }
    }
}

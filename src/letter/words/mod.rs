//! What letters say, in each language: one constant of [`Phrases`] a language, so that a missing
//! phrase does not compile and a seventh language is one file.
//!
//! Phrases stand here as [`Normal::folded`] has them: in lower case, one hyphen for all dashes, no
//! vowel signs, `е` for `ё`. Where several fit, the longer one counts. A reader looks for the phrases
//! of all languages: annexes stay in English inside a Chinese letter.
//!
//! [`Normal::folded`]: crate::letter::lex::normal::Normal::folded

mod ar;
mod en;
mod es;
mod fr;
mod ru;
mod zh;

use crate::model::{Action, Language};

pub(crate) use crate::model::group_words::GroupWords;

/// Phrases that mean the same.
pub(crate) type Words = &'static [&'static str];

/// Chooses phrases of one kind.
pub(crate) type Choice = fn(&'static Phrases) -> Words;

/// What letters of one language say.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// The names of the months, January first; each with its short forms.
    pub months: [Words; 12],
    /// The names of the days of the week, Monday first; each with its short forms.
    pub weekdays: [Words; 7],
    /// Words in dates.
    pub dates: DateWords,
    /// Words in times of day.
    pub times: TimeWords,
    /// Names of groups.
    pub groups: GroupWords,
    /// The head of a letter.
    pub head: HeadWords,
    /// The body of a letter.
    pub body: BodyWords,
    /// Deadlines.
    pub deadlines: DeadlineWords,
    /// Time plans.
    pub plan: PlanWords,
    /// Annexes.
    pub annexes: AnnexWords,
}

/// Words in dates.
#[derive(Debug)]
pub(crate) struct DateWords {
    /// From the first to the last day: "to", "по".
    pub to: Words,
    /// Between two days: "and".
    pub and: Words,
    /// Before the first day of a range: "from", "с".
    pub from: Words,
    /// Before two days of which the second is the last day of a range: "between".
    pub between: Words,
    /// Between day, month and year: "of", "de".
    pub of: Words,
    /// After a year: "года".
    pub year: Words,
    /// After the number of a day: "st", "er".
    pub ordinal: Words,
}

/// Words in times of day.
#[derive(Debug)]
pub(crate) struct TimeWords {
    /// Before a time: "at".
    pub at: Words,
    /// After hours and minutes, or between them: "hours", "час.".
    pub hours: Words,
    /// After minutes: "мин.".
    pub minutes: Words,
    /// Before noon, after a time.
    pub am: Words,
    /// After noon, after a time.
    pub pm: Words,
    /// That times are those of UTC.
    pub utc: Words,
    /// That times are those of the place, which may not be Geneva.
    pub local: Words,
    /// That times are those of Geneva.
    pub geneva: Words,
    /// The same where a meeting is elsewhere: "Geneva time".
    pub geneva_time: Words,
    /// That times are those of a zone that is neither UTC nor that of Geneva.
    pub other: Words,
}

/// The head of a letter.
#[derive(Debug)]
pub(crate) struct HeadWords {
    /// A collective letter, its number behind or before.
    pub collective_letter: Words,
    /// A circular.
    pub circular: Words,
    /// A letter of invitation of another kind.
    pub invitation: Words,
    /// A notice or announcement of a meeting of rapporteurs.
    pub rapporteur_notice: Words,
    /// A timetable as a document of its own.
    pub timetable: Words,
    /// Words between "letter" and its number: "tsb", "n°".
    pub filler: Words,
    /// "Revision n to".
    pub revision: Words,
    /// "Addendum n to".
    pub addendum: Words,
    /// "Corrigendum n to".
    pub corrigendum: Words,
    /// The meeting is put off.
    pub postponed: Words,
    /// The meeting does not take place.
    pub cancelled: Words,
    /// The label of number and reference.
    pub reference: Words,
    /// The label of the subject.
    pub subject: Words,
    /// The label of the telephone number.
    pub tel: Words,
    /// The label of the fax number.
    pub fax: Words,
    /// The label of the e-mail address.
    pub email: Words,
    /// The label of the addressees.
    pub to: Words,
    /// The salutation, at which the head ends.
    pub salutation: Words,
}

/// The body of a letter.
#[derive(Debug)]
pub(crate) struct BodyWords {
    /// Someone is invited or told of a meeting.
    pub invites: Words,
    /// A meeting takes place.
    pub takes_place: Words,
    /// A meeting without a place.
    pub virtual_meeting: Words,
    /// A meeting that was held before, or agreed to this one.
    pub past: Words,
    /// A meeting that is over, said of its days.
    pub held: Words,
    /// Before days that no longer hold: "originally scheduled", "instead of".
    pub formerly: Words,
    /// Behind days that no longer hold, before those that do: "is changed to", `改为`.
    pub changed_to: Words,
    /// Before the hour at which a meeting opens.
    pub opens: Words,
    /// What else opens at an hour: a workshop, a forum.
    pub other_events: Words,
    /// Before the hour at which registration begins.
    pub registration: Words,
    /// Between the hour of registration and its place.
    pub registration_at: Words,
    /// ITU's headquarters with their city, as a place is written.
    pub at_headquarters: &'static str,
    /// ITU's headquarters.
    pub headquarters: Words,
    /// Geneva.
    pub geneva: Words,
    /// Who chairs.
    pub chair: Words,
    /// Before the word for a chair, what makes a deputy of it.
    pub deputy: Words,
    /// Who else is named beside a chair.
    pub other_roles: Words,
    /// Forms of address before or after a name.
    pub courtesy: Words,
    /// Rapporteur group meetings.
    pub rapporteur_meetings: Words,
    /// Before the day of the week on which a series meets: "every".
    pub every: Words,
    /// Before the day of the week of a series that meets in every second week.
    pub every_other: Words,
    /// The column of the dates in a table of meetings.
    pub date_column: Words,
    /// The column of the places in a table of meetings.
    pub place_column: Words,
    /// A date that is not known yet.
    pub to_be_decided: Words,
    /// A meeting without a place: "e-meeting".
    pub e_meeting: Words,
    /// Words of a link that say nothing: "here".
    pub here: Words,
    /// Where to look, before an address: "see".
    pub see: Words,
    /// What a document says that announces nothing: minutes, an approval, a report.
    pub announces_nothing: Words,
}

/// Deadlines.
#[derive(Debug)]
pub(crate) struct DeadlineWords {
    /// The heading of the table of deadlines.
    pub heading: Words,
    /// Before a date that is a limit: "not later than".
    pub limit: Words,
    /// Behind a date that is a limit: "at the latest".
    pub limit_behind: Words,
    /// Which action a line asks for. The first that fits counts, and a line may fit several groups of
    /// one action; an empty list of actions says that the line asks for nothing.
    pub actions: &'static [(Words, Action)],
    /// That contributions are for translation, wherever their line says so.
    pub translation: Words,
    /// That they are not translated.
    pub no_translation: Words,
    /// Before the meeting or its first day, after a distance: "before the meeting".
    pub before_meeting: Words,
    /// A distance that is advice or the time that a thing takes, no limit.
    pub advice: Words,
    /// Numbers in words, from one.
    pub numbers: &'static [(&'static str, u32)],
    /// Hours, days, weeks, months.
    pub units: [Words; 4],
    /// Days of which not all count: "working", "business".
    pub working: Words,
    /// Days of which all count: "calendar".
    pub calendar: Words,
    /// Registration in general, which has a limit before the meeting only as pre-registration.
    pub registration: Words,
}

/// Time plans.
#[derive(Debug)]
pub(crate) struct PlanWords {
    /// The heading of a time plan.
    pub heading: Words,
    /// A session as one of the slots of a day, beside its number.
    pub slot: Words,
    /// The column or row of the morning.
    pub morning: Words,
    /// The column or row of the afternoon.
    pub afternoon: Words,
    /// The evening.
    pub evening: Words,
    /// A short break between sessions.
    pub pause: Words,
    /// Lunch.
    pub lunch: Words,
    /// The weekend.
    pub weekend: Words,
    /// A plenary.
    pub plenary: Words,
    /// An opening.
    pub opening: Words,
    /// A closing.
    pub closing: Words,
    /// A session that takes place only if necessary.
    pub if_necessary: Words,
    /// Groups that meet together.
    pub joint: Words,
    /// Remote participation.
    pub remote: Words,
    /// A workshop, seminar or tutorial.
    pub workshop: Words,
    /// A reception or another social event.
    pub social: Words,
    /// The hours of the sessions, before their list.
    pub session_times: Words,
    /// Before the hours of all days that have none of their own.
    pub other_days: Words,
    /// A note, before it.
    pub note: Words,
    /// "except", before other hours.
    pub except: Words,
    /// Without a session.
    pub no_session: Words,
    /// Beside the hour at which a session begins.
    pub starts: Words,
    /// Beside the hour at which it ends.
    pub ends: Words,
}

/// Annexes.
#[derive(Debug)]
pub(crate) struct AnnexWords {
    /// An annex, before its letter or number.
    pub annex: Words,
    /// The heading of an agenda.
    pub agenda: Words,
    /// The end of the letter itself.
    pub sign_off: Words,
    /// The heading of a list of draft Recommendations, or the words before it.
    pub recommendations: Words,
    /// The words of which "draft new Recommendation" before a name is made.
    pub draft: Words,
    /// What else than a Recommendation has a name in its series: "supplement".
    pub supplement: Words,
    /// What is to be done with them: approval, consent, determination.
    pub approval: Words,
}

impl Phrases {
    /// The phrases of all languages.
    pub(crate) const ALL: [&'static Self; 6] =
        [&ar::AR, &zh::ZH, &en::EN, &fr::FR, &ru::RU, &es::ES];

    /// The phrases of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::Ar => &ar::AR,
            Language::Zh => &zh::ZH,
            Language::En => &en::EN,
            Language::Fr => &fr::FR,
            Language::Ru => &ru::RU,
            Language::Es => &es::ES,
        }
    }

    /// The phrases of one kind in all languages.
    pub(crate) fn all(of: impl Fn(&'static Self) -> Words) -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().flat_map(move |phrases| of(phrases).iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::words::Phrases;
    use crate::text::{fold, normalise};

    /// A phrase that is not in the form of the folded text is never found.
    #[test]
    fn every_phrase_is_in_normal_form() {
        for phrases in Phrases::ALL {
            let written = format!("{phrases:?}");
            // In the debug form every phrase stands in quotation marks.
            for phrase in written.split('"').skip(1).step_by(2) {
                if phrase == phrases.body.at_headquarters {
                    continue;
                }
                assert_eq!(fold(&normalise(phrase).0), phrase);
            }
        }
    }
}

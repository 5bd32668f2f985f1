//! Deadlines and their controlled actions.

use super::{Group, Misread, Text, TimeOfDay, WebAddress, Zone};
use crate::finding::{Place, nearest};
use chrono::{Days, Months, NaiveDate};
use std::{fmt, str::FromStr};

/// What is due at a deadline: ITU-T's controlled vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Contributions of members.
    Contributions,
    /// Contributions for which translation is requested.
    ContributionsForTranslation,
    /// Delayed contributions.
    DelayedContributions,
    /// Requests for real-time captioning.
    Captioning,
    /// Requests for sign-language interpretation.
    SignLanguage,
    /// Requests for fellowships.
    Fellowship,
    /// Requests for interpretation.
    Interpretation,
    /// Pre-registration.
    PreRegistration,
    /// The registration form.
    RegistrationForm,
    /// Requests for visa support letters.
    VisaSupport,
    /// Input documents to rapporteur group meetings.
    RgmInputDocuments,
    /// Requests for document numbers.
    DocumentNumberRequest,
    /// Registration of documents.
    DocumentRegistration,
    /// Distribution of documents.
    DocumentDistribution,
    /// Hotel reservations.
    HotelReservation,
    /// Requests for remote participation.
    RemoteParticipationRequest,
    /// Replies of Member States.
    MemberStateReply,
    /// Anything else, described by `text` in the meeting file.
    Other,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Contributions,
        Self::ContributionsForTranslation,
        Self::DelayedContributions,
        Self::Captioning,
        Self::SignLanguage,
        Self::Fellowship,
        Self::Interpretation,
        Self::PreRegistration,
        Self::RegistrationForm,
        Self::VisaSupport,
        Self::RgmInputDocuments,
        Self::DocumentNumberRequest,
        Self::DocumentRegistration,
        Self::DocumentDistribution,
        Self::HotelReservation,
        Self::RemoteParticipationRequest,
        Self::MemberStateReply,
        Self::Other,
    ];

    /// Its key in meeting files, filters and UIDs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Contributions => "contributions",
            Self::ContributionsForTranslation => "contributions-for-translation",
            Self::DelayedContributions => "delayed-contributions",
            Self::Captioning => "captioning",
            Self::SignLanguage => "sign-language",
            Self::Fellowship => "fellowship",
            Self::Interpretation => "interpretation",
            Self::PreRegistration => "pre-registration",
            Self::RegistrationForm => "registration-form",
            Self::VisaSupport => "visa-support",
            Self::RgmInputDocuments => "rgm-input-documents",
            Self::DocumentNumberRequest => "document-number-request",
            Self::DocumentRegistration => "document-registration",
            Self::DocumentDistribution => "document-distribution",
            Self::HotelReservation => "hotel-reservation",
            Self::RemoteParticipationRequest => "remote-participation-request",
            Self::MemberStateReply => "member-state-reply",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Action {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        Self::ALL.into_iter().find(|action| action.key() == text).ok_or_else(|| {
            let help = match nearest(text, Self::ALL.map(Self::key)) {
                Some(near) => format!("write `{near}`"),
                None => {
                    let keys = Self::ALL.map(Self::key);
                    format!(
                        "write one of {}; with `other`, describe the action in `text`",
                        crate::finding::list(keys, "and")
                    )
                }
            };
            Misread::new("an action", help)
        })
    }
}

/// A unit of civil time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
}

impl TimeUnit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Hours, Self::Days, Self::Weeks, Self::Months];

    /// Its key in meeting files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
        }
    }
}

/// A distance before the first day of a meeting: "six weeks before".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: TimeUnit,
}

impl Before {
    /// The date at this distance before 00:00 on the first day. If the month lacks that day, its
    /// last day.
    pub fn date(self, first_day: NaiveDate) -> Option<NaiveDate> {
        let days = |days: u32| first_day.checked_sub_days(Days::new(u64::from(days)));
        match self.unit {
            // One hour before midnight is on the previous day, and so is 24 hours before.
            TimeUnit::Hours => days(self.amount.div_ceil(24)),
            TimeUnit::Days => days(self.amount),
            TimeUnit::Weeks => days(self.amount.checked_mul(7)?),
            TimeUnit::Months => first_day.checked_sub_months(Months::new(self.amount)),
        }
    }
}

/// A deadline of a meeting: one action at one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The date, without a zone: it is the same everywhere.
    pub date: NaiveDate,
    /// Its distance before the first day, if the source gives it.
    pub before: Option<Before>,
    /// The time on that date.
    pub time: Option<TimeOfDay>,
    /// The zone of the time: its own, or else the meeting's.
    pub zone: Zone,
    /// What is due.
    pub action: Action,
    /// The text of the source; always present for [`Action::Other`].
    pub text: Option<Text>,
    /// Where or how.
    pub url: Option<WebAddress>,
    /// The groups it concerns; by default the meeting's groups.
    pub groups: Vec<Group>,
    /// Free text.
    pub note: Option<Text>,
    /// Its place in the source.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::{Action, Before, TimeUnit};
    use crate::model::parse_date;

    #[test]
    fn an_action_reads_what_it_prints() {
        for action in Action::ALL {
            assert_eq!(action.to_string().parse(), Ok(action));
        }
        assert_eq!("captionning".parse::<Action>().unwrap_err().write, "write `captioning`");
    }

    #[test]
    fn before_counts_civil_time_back_from_the_first_day() {
        let date = |day: &str, amount, unit| {
            Before { amount, unit }.date(parse_date(day).unwrap()).unwrap().to_string()
        };
        assert_eq!(date("2025-01-14", 6, TimeUnit::Weeks), "2024-12-03");
        assert_eq!(date("2025-01-14", 1, TimeUnit::Months), "2024-12-14");
        assert_eq!(date("2025-03-31", 1, TimeUnit::Months), "2025-02-28");
        assert_eq!(date("2025-01-14", 12, TimeUnit::Days), "2025-01-02");
        assert_eq!(date("2025-01-14", 72, TimeUnit::Hours), "2025-01-11");
        assert_eq!(date("2025-01-14", 1, TimeUnit::Hours), "2025-01-13");
    }
}

//! What phrases of letters mean.

use super::kinds::{Channel, Sector};
use crate::model::{Action, TimeUnit};
use chrono::Weekday;

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sense {
    /// A month, from 1.
    Month(u32),
    Day(Weekday),
    /// From the first to the last day: "to", "по".
    ToDay,
    /// Between two days: "and".
    AndDay,
    /// Before the first day of a range: "from", "с".
    FromDay,
    /// Before two days of which the second is the last day of a range: "between".
    BetweenDays,
    /// Between day, month and year: "of", "de".
    OfMonth,
    /// Before days, with or without "from": "في الفترة", "in the period".
    AboutDays,
    /// After a year: "года".
    YearWord,
    /// After the number of a day: "st", "er".
    Ordinal,
    /// Before a time: "at".
    AtHour,
    /// After hours and minutes, or between them: "hours", "час.".
    Hours,
    /// After minutes: "мин.".
    Minutes,
    /// After an hour, by how many minutes it is later: "et demie", 半; less than none: "moins le quart".
    HourMore(i16),
    /// The same before the hour: "half past", "без четверти".
    HourParts(i16),
    /// An hour as an ordinal: "десятого", "التاسعة".
    HourNumber(u32),
    /// A number of minutes in words that is no number of days: "forty".
    ClockNumber(u32),
    /// Between or behind parts of an hour, that it is another one: "past", "moins", 差.
    HourJoin,
    /// After an hour, that there are no minutes: "sharp".
    Sharp,
    /// Before noon, after a time.
    BeforeNoon,
    /// After noon, after a time.
    AfterNoon,
    /// The same of an evening, whose twelve is no noon: "at night".
    AtNight,
    /// That times are those of UTC.
    Utc,
    /// That times are those of the place, which may not be Geneva.
    LocalTime,
    /// That times are those of Geneva.
    GenevaHours,
    /// The same where a meeting is elsewhere: "Geneva time".
    GenevaTime,
    /// Beside an hour, the name of its zone in the tz database; none where several have that name.
    ZoneName(&'static str),
    /// The same of a code that is a word elsewhere; it counts in capitals and at an end: "(ET)".
    ZoneCode(&'static str),
    /// Between an hour and its zone: "in".
    InZone,
    /// Behind a city, beside an hour: "Bangkok time".
    CityTime,
    /// Before a city, beside an hour: "heure de Tunis".
    TimeOf,
    /// Before a number that is no hour: "room", "page".
    Numbered,
    /// The same behind the number: `号`.
    NumberedBehind,
    /// That times are those of a zone that is neither UTC nor that of Geneva.
    OtherZone,
    /// A collective letter, its number behind or before.
    CollectiveLetter,
    Circular,
    /// A letter of invitation of another kind.
    Invitation,
    /// A notice or announcement of a meeting of rapporteurs.
    RapporteurNotice,
    /// A timetable as a document of its own.
    Timetable,
    /// Words between "letter" and its number: "tsb", "n°".
    LetterFiller,
    /// "Revision n to".
    Revision,
    /// "Addendum n to".
    Addendum,
    /// "Corrigendum n to".
    Corrigendum,
    Postponed,
    Cancelled,
    /// The same as a verb with "not", behind which a place or day may say where it does: "will not be held".
    NotHeld,
    /// That days are not known yet to which a meeting is put off: "to a later date".
    Later,
    /// Before what is denied or only possible: "not", "may".
    Not,
    /// Says that what a letter announced is another way now: "extended", "the new dates".
    Changes,
    /// Of words for former values those that stand just before the value: "instead of".
    InsteadOf,
    /// What a zone is stated for: "all times are".
    AllTimes,
    /// Makes a sentence one about what may come: "if".
    Supposed,
    /// Says of two meetings that one stands in for the other: "replaces".
    Replaces,
    /// Before a reason: "due to".
    Because,
    /// The label of number and reference.
    ReferenceLabel,
    SubjectLabel,
    TelLabel,
    FaxLabel,
    EmailLabel,
    AddresseeLabel,
    /// The salutation, at which the head ends.
    Salutation,
    /// The label of the date of a letter or message.
    DateLabel,
    /// The label of a number or address of the secretariat.
    Reach(Channel),
    /// Who else has numbers and addresses: a host, a hotel, the service for fellowships.
    OtherParty,
    /// Someone is invited or told of a meeting.
    Invites,
    /// A meeting takes place.
    TakesPlace,
    /// A meeting without a place.
    VirtualMeeting,
    /// A meeting that was held before, or agreed to this one.
    PastMeeting,
    /// A meeting that is over, said of its days.
    WasHeld,
    /// Before days that no longer hold: "originally scheduled", "instead of".
    Formerly,
    /// The column of days that no longer hold: "previous date".
    FormerColumn,
    /// Behind days that no longer hold, before those that do: "is changed to", `改为`.
    ChangedTo,
    /// Before days or a place that no longer hold, and those that do behind them: "moved from".
    MovedFrom,
    /// Before a place: "in".
    InPlace,
    /// A small word within the name of a place: "of".
    InName,
    /// A meeting or who meets: "meeting", "group".
    NamesMeeting,
    /// Who meets as a part of a meeting without a number: "ad hoc group".
    Subgroup,
    /// Before the hour at which a meeting opens.
    Opens,
    /// The day before the meeting: "on the eve".
    DayBefore,
    /// What else opens at an hour: a workshop, a forum.
    OtherEvent,
    /// Before the meeting of others at which this one takes place: "in the margins of".
    Beside,
    /// Before the hour at which registration begins.
    Registration,
    /// Between the hour of registration and its place.
    RegistrationAt,
    /// Before the entrance by which participants come in, without an hour.
    RegistrationVia,
    /// Behind the place of registration, where its sentence goes on.
    PlaceEnds,
    Headquarters,
    Geneva,
    Chair,
    /// Someone chairs a meeting: "is chaired by".
    Presides,
    /// Before the word for a chair, what makes a deputy or a former one of it.
    Deputy,
    /// Who else is named beside a chair.
    OtherRole,
    /// Forms of address before or after a name.
    Courtesy,
    /// A word of a name that is written small: "van".
    NameParticle,
    /// Rapporteur group meetings.
    RapporteurMeetings,
    /// Before the day of the week on which a series meets, or that day itself: "every", "Tuesdays".
    Every,
    /// That hours are those of each day of a meeting: "each day".
    Daily,
    /// Before the day of the week of a series that meets in every second week.
    EveryOther,
    /// After how many weeks a series meets again: "weekly"; 0 where that is not certain: "biweekly".
    Recurs(u8),
    /// The column of the dates in a table of meetings.
    DateColumn,
    /// The column of the places in a table of meetings.
    PlaceColumn,
    GroupColumn,
    /// The column of the first days, or of the hours at which meetings begin.
    StartColumn,
    /// The column of the last days, or of the hours at which they end.
    EndColumn,
    /// The column of how long sessions last.
    DurationColumn,
    HoursColumn,
    /// A date that is not known yet.
    ToBeDecided,
    /// The same as an adverb, which may stand some words before a date: "provisionally".
    Provisionally,
    /// In a list of meetings, one that does not take place then: "cancelled".
    CalledOff,
    /// A meeting without a place: "e-meeting".
    EMeeting,
    /// Words of a link that say nothing: "here".
    Here,
    /// Where to look, before an address: "see".
    See,
    /// What a document says that announces nothing: minutes, an approval, a report.
    AnnouncesNothing,
    /// The heading of the table of deadlines.
    DeadlineHeading,
    /// The same, where nothing else stands on its line.
    DeadlineHeadingAlone,
    /// Before a date that is a limit: "not later than".
    Limit,
    /// Behind a date that is a limit: "at the latest".
    LimitBehind,
    /// A limit as a thing, which may stand anywhere before its date in a clause: "the deadline for".
    LimitNoun,
    /// That a date holds no more, said of deadlines: `不再适用`.
    NoLonger,
    /// A small word before a day: "on", "le".
    OnDay,
    Noon,
    /// The end of a day in words, of which the hour or the day is not sure: "midnight".
    DayEnd,
    /// Documents of any kind.
    AnyDocuments,
    /// That contributions are for translation, wherever their line says so.
    Translation,
    /// What the secretariat does with documents, which is asked of nobody: "will be published".
    Published,
    /// Before what others do or what begins, which is asked of nobody: "will", "enverra", "سترسل".
    Will,
    /// Behind a day, what others do by then: `公布`.
    Does,
    /// In a line of a list of deadlines, what is asked of nobody: "available", "notification of".
    Happens,
    /// Makes a form or registration the way in which something is asked for: "tick the box".
    Means,
    /// Behind persons, what they have or need, before what they are asked to do: "requesting".
    Who,
    /// What is asked for that has no name of its own among the actions: "nominations".
    AsksOther,
    /// What names no exact day: "end of", "mid", behind a distance "of this letter".
    VagueDay,
    /// What is asked of those who read: "should", "please".
    Must,
    /// Behind [`Self::Will`], what makes a limit of its day nevertheless: "will be accepted until".
    Counts,
    /// That they are not translated.
    NoTranslation,
    /// Before the meeting or its first day, after a distance: "before the meeting".
    BeforeMeeting,
    /// A week that is named by a day of it, beside that day: "w/c", "week of".
    WeekOf,
    /// The parts of a meeting with days of their own.
    MeetingPart,
    /// Before what is not said, beside a distance: "two months before", "45 days in advance".
    Ahead,
    /// After the meeting or its first day, behind a distance: `后`.
    After,
    /// A distance that is advice or the time that a thing takes, no limit.
    Advice,
    /// Days of which not all count: "working", "business".
    WorkingDays,
    /// Days of which all count: "calendar".
    CalendarDays,
    /// Makes a day the last one of a meeting: "and ends on 3 July".
    EndsOn,
    /// Says how long a meeting lasts: "for five days".
    Lasts,
    /// Beside a number of days, that they come after a first one: "the following".
    Follow,
    /// What stands for a meeting: "it", "the proceedings".
    Proceedings,
    /// Makes what follows a part of what stands before: "registration for the meeting".
    Governs,
    /// Beside a meeting, what leaves it what it is: "next", "is due".
    Plain,
    /// Who meets as a Rapporteur group, or such a meeting: "experts", "interim".
    Experts,
    /// Before something that was spoken of: "the".
    Definite,
    /// Before something new: "a".
    Indefinite,
    /// Registration in general, which has a limit before the meeting only as pre-registration.
    RegistrationAlone,
    /// What a line of deadlines asks for; of several in one language the first row counts.
    Asks(Action),
    Number(u32),
    /// An ordinal in words: "first".
    Nth(u32),
    /// A unit of a distance in time.
    Unit(TimeUnit),
    /// The heading of a time plan.
    PlanHeading,
    /// That something comes with a letter or stands behind it: "attached", "below".
    Enclosed,
    /// The column of what takes place.
    SessionColumn,
    /// A room, beside its name, or the column of rooms.
    Room,
    /// The column of running numbers.
    NumberColumn,
    Yes,
    No,
    /// A session as one of the slots of a day, beside its number.
    Slot,
    /// The column or row of the morning.
    Morning,
    /// The column or row of the afternoon.
    Afternoon,
    Evening,
    Pause,
    Lunch,
    Weekend,
    Plenary,
    Opening,
    Closing,
    /// A session that takes place only if necessary.
    IfNecessary,
    Joint,
    /// At the end of a line, that the sessions of it are held at the same time: "in parallel".
    Parallel,
    Remote,
    /// The same where nothing else stands, in brackets or as a header: "hybrid", "via Zoom", `RP`.
    RemoteAlone,
    /// Beside it, that there is none: "without".
    Without,
    Workshop,
    Social,
    /// The hours of the sessions, before their list.
    SessionTimes,
    /// Before the hours of all days that have none of their own.
    OtherDays,
    /// A note, before it.
    Note,
    /// "except", before other hours.
    Except,
    /// At the beginning of a cell, that another one says what takes place: "ditto", an arrow.
    SameAs,
    /// Without a session.
    NoSession,
    /// The same, said in a sentence of the days that it names.
    DayFree,
    /// In a sentence beside a plan, that sessions are held elsewhere, otherwise or not at all: "moved".
    SessionsChange,
    /// How cells of a plan look: "shaded", "in bold", a colour.
    Look,
    /// Beside the hour at which a session begins.
    Starts,
    /// Beside the hour at which it ends.
    Ends,
    /// An annex, before its letter or number.
    Annex,
    /// A figure, before its number and the name of what it shows.
    Figure,
    AgendaHeading,
    /// Before the number of a point of an agenda: "item".
    PointWord,
    /// Before the number of a page.
    PageWord,
    /// The end of the letter itself.
    SignOff,
    /// The heading of a list of draft Recommendations, or the words before it.
    RecommendationsHeading,
    /// The words of which "draft new Recommendation" before a name is made.
    DraftWord,
    /// What else than a Recommendation has a name in its series: "supplement".
    Supplement,
    /// What is to be done with them: approval, consent, determination.
    Approval,
    /// A study group, with its number behind or before.
    StudyGroup,
    WorkingParty,
    Question,
    /// The regional group of a study group.
    RegionalGroup,
    /// The advisory group: TSAG.
    Tsag,
    /// Between numbers of groups: "and".
    AndGroup,
    /// Between a party and its study group: "of".
    OfGroup,
    /// A Sector of ITU, beside a group of it.
    Sector(Sector),
    /// The bureau of a Sector, which writes the letter.
    Bureau(Sector),
}

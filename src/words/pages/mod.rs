//! The fixed words of the pages.

mod ar;
mod en;
mod es;
mod fr;
mod ru;
mod zh;

use crate::model::{Kind, Language};

/// The words of pages in one language.
#[derive(Debug)]
pub struct PageWords {
    /// The language's name for itself.
    pub own_name: &'static str,
    /// The link that skips the head of a page.
    pub skip: &'static str,
    /// The name of the links at the head of a page, for screen readers.
    pub menu: &'static str,
    /// The name of the list of languages.
    pub languages: &'static str,

    /// Heading: all deadlines, soonest first.
    pub deadlines: &'static str,
    /// Heading: all meetings.
    pub meetings: &'static str,
    /// Heading: all feeds.
    pub calendars: &'static str,
    /// Heading: the groups that have a feed.
    pub groups: &'static str,
    /// Heading: the views of the settings.
    pub views: &'static str,
    /// Heading: the last changes.
    pub changed: &'static str,
    /// No deadline is left.
    pub none_to_come: &'static str,
    /// Nothing matches the filters.
    pub none_shown: &'static str,
    /// Label: search words on the page of all meetings.
    pub find: &'static str,
    /// The search has no results.
    pub none_found: &'static str,
    /// Heading: the current and next meetings.
    pub on_now: &'static str,
    /// The link to the list of all deadlines, including past ones.
    pub all_deadlines: &'static str,
    /// The current day.
    pub today: &'static str,
    /// The current session.
    pub now: &'static str,

    /// Heading: the grid of days and slots.
    pub plan: &'static str,
    /// The zone of times without a zone.
    pub geneva: &'static str,
    /// Above the slots: "Session, time".
    pub session_and_time: &'static str,
    /// A slot by its number: "Session 3".
    pub session: fn(slot: &str) -> String,
    /// The lunch break.
    pub lunch: &'static str,
    /// Heading: the key to the signs in the grid.
    pub key: &'static str,
    /// Key: a tentative session.
    pub tentative: &'static str,
    /// Key: a cancelled session.
    pub cancelled: &'static str,
    /// Key: a postponed session.
    pub postponed: &'static str,
    /// Heading: facts about a meeting.
    pub about: &'static str,
    /// Label: the days of a meeting.
    pub days: &'static str,
    /// Label: where it meets.
    pub place: &'static str,
    /// Label: a note.
    pub note: &'static str,
    /// Label: the letter of invitation.
    pub letter: &'static str,
    /// Label: further pages and documents.
    pub links: &'static str,
    /// There is remote participation, after its label.
    pub available: &'static str,
    /// There is none, after its label.
    pub unavailable: &'static str,
    /// Heading: rapporteur group meetings.
    pub rgms: &'static str,
    /// Before the boxes that select events.
    pub show: &'static str,
    /// A kind of event, as a choice: "Plenaries".
    pub kind: fn(Kind) -> &'static str,
    /// A button: print.
    pub print: &'static str,
    /// The button that opens the filter.
    pub filter: &'static str,
    /// Label: search words.
    pub search: &'static str,
    /// A button: tick all boxes.
    pub all: &'static str,
    /// A button: tick none.
    pub none: &'static str,
    /// A button after a box: tick only this one.
    pub just: &'static str,
    /// Before the boxes that select rooms.
    pub rooms: &'static str,
    /// A box: events without a room.
    pub no_room: &'static str,
    /// The choice of the time zone for display, for screen readers.
    pub zone: &'static str,
    /// In it: the zone of the reader.
    pub my_zone: &'static str,
    /// The name of a session's menu, before its title, for screen readers.
    pub options: &'static str,
    /// In it: the session's place on the page.
    pub link_here: &'static str,
    /// In it: adds the session to a calendar program.
    pub add_to: fn(program: &str) -> String,
    /// In it, a button: mark the session with a star.
    pub star: &'static str,
    /// The sessions that have a star.
    pub starred: &'static str,
    /// Before the smallest feed that contains them.
    pub nearest: &'static str,
    /// Before the day and description of the last change.
    pub last_changed: &'static str,
    /// The number of changes that are not listed.
    pub more: fn(more: usize) -> String,

    /// Heading: how to subscribe to a feed.
    pub subscribe: &'static str,
    /// The same for one feed, for screen readers: "Subscribe to SG12".
    pub subscribe_to: fn(name: &str) -> String,
    /// What a subscription is.
    pub subscribe_lead: &'static str,
    /// Label: the address to subscribe to.
    pub address: &'static str,
    /// A link for programs that support `webcal:`.
    pub webcal: &'static str,
    /// Google's form, into which the address is pasted.
    pub google_form: &'static str,
    /// A button: copy the address.
    pub copy: &'static str,
    /// The text of the button after that.
    pub copied: &'static str,
    /// A link: the file itself.
    pub download: &'static str,
    /// Before the address of a feed, where there are no links for programs.
    pub no_address: &'static str,
    /// On a filtered page: the feed is that of the whole meeting.
    pub whole: &'static str,
    /// Heading: feeds of the groups at a meeting.
    pub group_calendars: &'static str,

    /// The page for building a personal calendar, and the links to it.
    pub own_view: &'static str,
    /// Its introduction.
    pub own_view_lead: &'static str,
    /// Label: the feed to choose from.
    pub calendar: &'static str,
    /// Heading: what is shown.
    pub only: &'static str,
    /// How its boxes work together.
    pub only_lead: &'static str,
    /// Before the kinds of events that concern everyone.
    pub everyone: &'static str,
    /// Heading: what is not shown.
    pub leave_out: &'static str,
    /// How its boxes work together.
    pub leave_out_lead: &'static str,
    /// Label: the kinds of events.
    pub kinds: &'static str,
    /// Label: terms of an address without a box of their own.
    pub other_terms: &'static str,
    /// Label: the language of the feed.
    pub language: &'static str,
    /// Label: how long before a session its alarm rings.
    pub alarm: &'static str,
    /// No alarm rings.
    pub no_alarm: &'static str,
    /// 5, 15 and 30 minutes, an hour, a day; after the label above.
    pub alarms: [&'static str; 5],
    /// A button: make the chosen calendar.
    pub make_view: &'static str,
    /// Heading: the calendar that was chosen.
    pub own_result: &'static str,
    /// The text below that heading before a choice is made.
    pub not_chosen: &'static str,
    /// Label: the number of its events.
    pub count: &'static str,
    /// It has no events.
    pub empty: &'static str,
    /// Its address is longer than programs accept, and what to do.
    pub too_long: fn(length: usize, most: usize) -> String,
    /// Before a sentence about an error in a choice.
    pub not_possible: &'static str,
    /// Heading: pairs of sessions at the same time.
    pub clashes: &'static str,
    /// There are no such pairs.
    pub no_clashes: &'static str,
    /// Label: the number of pairs that are not listed.
    pub more_clashes: &'static str,

    /// Heading: there is nothing at an address.
    pub missing: &'static str,
    /// The same as a sentence.
    pub missing_lead: &'static str,

    /// The page that says how to subscribe.
    pub help: &'static str,
    /// Its introduction.
    pub help_lead: &'static str,
    /// Each program and what to do in it: Outlook new and classic, Google, Apple on a Mac and on a
    /// telephone, Thunderbird, Nextcloud.
    pub programs: [ProgramSteps; 7],
    /// Heading: how to import a file into Outlook.
    pub import: &'static str,
    /// New and classic Outlook.
    pub imports: [ProgramSteps; 2],
    /// Heading: why to subscribe rather than to import.
    pub why: &'static str,
    /// The reasons.
    pub reasons: &'static [&'static str],
    /// Heading: how soon changes appear.
    pub news: &'static str,
    /// How soon.
    pub news_of: &'static [&'static str],
}

/// What to do in a program.
#[derive(Debug)]
pub struct ProgramSteps {
    /// The program.
    pub program: &'static str,
    /// The steps, one after another.
    pub steps: &'static [&'static str],
}

impl PageWords {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Ar => &ar::PAGES,
            Language::Zh => &zh::PAGES,
            Language::En => &en::PAGES,
            Language::Fr => &fr::PAGES,
            Language::Ru => &ru::PAGES,
            Language::Es => &es::PAGES,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PageWords;
    use crate::model::{Kind, Language};
    use crate::words::Words;

    /// All fixed words of a language: what its constants hold between quotation marks, and kinds.
    fn all(language: Language) -> Vec<String> {
        let written = format!("{:?} {:?}", PageWords::of(language), Words::of(language));
        let said = written.split('"').skip(1).step_by(2).map(without_escapes);
        let kinds =
            Kind::ALL.into_iter().map(|kind| (PageWords::of(language).kind)(kind).to_owned());
        let pages = PageWords::of(language);
        let others = [
            (pages.session)("3"),
            (pages.subscribe_to)("12"),
            (pages.too_long)(312, 256),
            (pages.more)(7),
            (pages.add_to)("Google"),
        ];
        said.chain(kinds).chain(others).collect()
    }

    /// A text as it is written for debugging, without the marks that are escaped there.
    fn without_escapes(text: &str) -> String {
        let mut parts = text.split("\\u{");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + part.split_once('}').unwrap().1)
    }

    /// Names that are the same in every script.
    const NAMES: [&str; 25] = [
        "calendar.google.com",
        "timeplan.yaml",
        "Thunderbird",
        "Microsoft",
        "iCalendar",
        "vCalendar",
        "Nextcloud",
        "base_url",
        "Internet",
        "Outlook",
        "Windows",
        "https://",
        "Google",
        "iPhone",
        "Apple",
        "ITU-T",
        "iPad",
        ".ics",
        ".vcs",
        "ICS",
        "VCS",
        "URL",
        "Mac",
        "Web",
        "UIT-T",
    ];

    #[test]
    fn no_english_is_left_in_another_script() {
        let mut left = Vec::new();
        for language in [Language::Ar, Language::Zh, Language::Ru] {
            for words in all(language) {
                let rest = NAMES.iter().fold(words.clone(), |rest, name| rest.replace(name, ""));
                if rest.chars().any(|c| c.is_ascii_alphabetic()) {
                    left.push(format!("{language}: {words}"));
                }
            }
        }
        assert!(left.is_empty(), "{}", left.join("\n"));
    }

    #[test]
    fn no_english_is_left_in_french_and_spanish() {
        let english = all(Language::En);
        // Words that are the same in both, and the names of programs.
        let same = [
            "Site",
            "Dates",
            "Note",
            "Web",
            "Fax",
            "5 minutes",
            "15 minutes",
            "30 minutes",
            "iPhone",
            "Thunderbird",
            "Nextcloud",
            "Google",
        ];
        let mut left = Vec::new();
        for language in [Language::Fr, Language::Es] {
            for words in all(language) {
                let is_short = words.chars().count() < 3;
                let is_name = same.iter().any(|name| words.starts_with(name));
                let foreign = [" the ", " of ", " and ", "Choose", "Paste"];
                if english.contains(&words) && !is_short && !is_name
                    || foreign.iter().any(|word| words.contains(word))
                {
                    left.push(format!("{language}: {words}"));
                }
            }
        }
        assert!(left.is_empty(), "{}", left.join("\n"));
    }
}

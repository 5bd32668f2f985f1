//! The page of a group: its head, what each meeting adds, its foot. Meetings come one at a time, as
//! they do to feeds.

use super::card::Card;
use super::frame::{FeedAt, Frame, Subscription};
use super::plan::{DeadlineItem, PageEvent, dues};
use super::shown::{ShownMeeting, state_name};
use super::text::PageText;
use crate::model::{Kind, Language, MeetingId, Settings};
use crate::words::{PageWords, Words};
use askama::Template;
use std::ops::Range;

/// Where the meetings stand in the page around them.
const MEETINGS: &str = "<!-- meetings -->\n";
/// How what a meeting adds begins; behind it stands the meeting's id. No text of a source can look
/// so, since texts are escaped.
const BEGIN: &str = "<article class=\"meeting\" id=\"";
const END: &str = "</article>\n";

/// The page of a group, without its meetings.
#[derive(Debug, Template)]
#[template(path = "group.html", config = "src/render/pages/askama.toml")]
struct GroupPage<'a> {
    frame: Frame<'a>,
    name: &'a str,
    subscription: Subscription,
    /// The group as a personal view, if personal views are offered.
    own_view: Option<&'a str>,
}

/// The head and the foot of the page of a group by its slug and its name.
pub(super) fn around(
    settings: &Settings,
    language: Language,
    slug: &str,
    name: &str,
) -> askama::Result<(String, String)> {
    let mut frame = Frame::new(settings, language, "group", &format!("groups/{slug}.html"), name);
    frame.feed = format!("{slug}.ics");
    let path = format!("groups/{slug}.ics");
    let feed = FeedAt { settings, language, path: &path, name, home: "../" };
    let own_view = settings.personal_views.then_some(slug);
    let page = GroupPage { frame, name, subscription: feed.subscription(), own_view }.render()?;
    let (head, foot) = page.split_once(MEETINGS).unwrap_or((&page, ""));
    Ok((head.to_owned(), foot.to_owned()))
}

/// What a meeting adds to the page of a group.
#[derive(Debug, Template)]
#[template(path = "group_meeting.html", config = "src/render/pages/askama.toml")]
struct GroupPagePart<'a> {
    id: &'a str,
    title: PageText,
    state: &'a str,
    state_name: &'static str,
    first: &'a str,
    days: String,
    place: Option<PageText>,
    deadlines: Vec<DeadlineItem>,
    sessions: Vec<GroupDay<'a>>,
    said: &'static PageWords,
}

/// A day with sessions.
#[derive(Debug)]
struct GroupDay<'a> {
    date: String,
    name: String,
    events: &'a [&'a PageEvent],
}

/// What a meeting adds to the page of a group, whose feed holds the events at some places.
pub(super) fn part(
    meeting: &ShownMeeting<'_>,
    card: &Card,
    held: &[usize],
) -> askama::Result<String> {
    let (said, words) = (PageWords::of(meeting.language), Words::of(meeting.language));
    let events = held.iter().filter_map(|at| meeting.events.get(*at));
    let deadlines = events.filter(|event| event.event.entry.kind == Kind::Deadline);
    let mut deadlines = dues(deadlines, &meeting.scene());
    deadlines.iter_mut().for_each(|due| due.id.clear());
    let written = held.iter().filter_map(|at| meeting.written.get(*at)?.as_ref());
    let sessions: Vec<&PageEvent> = written.filter(|event| event.is_listed()).collect();
    let same_day = |a: &&PageEvent, b: &&PageEvent| a.day == b.day;
    let days = sessions.chunk_by(same_day).filter_map(|events| {
        let day = events.first()?.day;
        Some(GroupDay { date: day.to_string(), name: words.day(day), events })
    });
    let part = GroupPagePart {
        id: &card.id,
        title: card.title.said(),
        state: &card.state,
        state_name: state_name(said, &card.state),
        first: &card.first,
        days: card.days().map(|days| words.days(days)).unwrap_or_default(),
        place: card.place.as_ref().map(super::card::CardText::said),
        deadlines,
        sessions: days.collect(),
        said,
    };
    part.render().map(|part| part + "\n")
}

/// What each meeting added to a published page, in bytes.
pub(super) fn parts(page: &str) -> Vec<(MeetingId, Range<u64>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = page.get(from..).and_then(|rest| rest.find(BEGIN)).map(|at| at + from) {
        let rest = page.get(at..).unwrap_or("");
        let id = rest.get(BEGIN.len()..).and_then(|rest| rest.split('"').next());
        let Some(length) = rest.find(END).map(|end| end + END.len()) else { break };
        if let Some(Ok(id)) = id.map(str::parse) {
            found.push((id, at as u64..(at + length) as u64));
        }
        from = at + length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn what_meetings_added_is_found_again() {
        let (a, b) = (
            "<article class=\"meeting\" id=\"a-1\">\nx\n</article>\n",
            "<article class=\"meeting\" id=\"b\">\n</article>\n",
        );
        let page = format!("<main>\n{a}{b}</main>\n");
        let found = parts(&page);
        let text = |at: usize| {
            let (id, range) = &found[at];
            (id.as_str(), &page[range.start as usize..range.end as usize])
        };
        assert_eq!((text(0), text(1), found.len()), (("a-1", a), ("b", b), 2));
        assert!(parts("<article class=\"meeting\" id=\"a\">").is_empty());
    }
}

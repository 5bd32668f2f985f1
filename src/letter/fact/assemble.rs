//! Puts together what a letter says.

use crate::finding::{Level, Place, Said};
use crate::letter::fact::contents::contents;
use crate::letter::fact::regional::regional;
use crate::letter::fact::status::status;
use crate::letter::fact::subject::{Subject, own_part, subject, titled};
use crate::letter::fact::{
    books, contact, days, deadlines, head, kind, opening, place, rgm, rules,
};
use crate::letter::lex::{DateMention, GroupMention, Normal, groups, language};
use crate::letter::read::document::{Document, Span};
use crate::letter::shape::found::meeting;
use crate::letter::shape::regions::regions;
use crate::letter::shape::{LetterReading, LetterText, Regions, floor, narrowest};
use crate::letter::words::Sense;
use crate::letter::{DocumentKind, LetterContents};
use crate::model::{Days, Group, Hours, Kind, Language, Text};
use crate::source::{Draft, DraftAppointment, DraftPlanEntry};

/// Reads a document as a letter.
pub(crate) fn letter(document: Document) -> LetterContents {
    of(Normal::of(document))
}

/// Reads a letter in normal form.
pub(crate) fn of(normal: Normal) -> LetterContents {
    let found = LetterText::new(&normal);
    let regions = regions(&found);
    let language = language_of(&normal, &regions);
    let identity = kind::identity(&found, &regions);
    let kind = identity.kind.unwrap_or_else(|| other_kind(&found, &regions));
    let letter = head::letter(&found, &regions, kind, &identity);
    let contact = contact::contact(&found, &regions, kind);
    let mut draft = Draft { letter, contact, ..Draft::default() };
    let subject = subject(&found, &regions);
    if let Some(subject) = &subject {
        title(&found, subject, language, &mut draft);
    }
    let number = identity.number.as_ref();
    let groups = groups(&found, subject.as_ref(), &regions, kind, number);
    draft.groups = groups;
    let days = days::days(&found, subject.as_ref(), &regions, &mut draft);
    let is_invitation = announces(&found, kind, subject.as_ref(), &regions, days);
    draft.status = status(&found, subject.as_ref(), &regions, days, &draft.groups);
    let body = regions.body.start..normal.text().len();
    let invites = found.has_any(&body, &[Sense::Invites, Sense::TakesPlace]);
    let is_notice = kind == DocumentKind::RgmNotice;
    if is_invitation || is_notice {
        place::place(&found, subject.as_ref(), &regions, language, &mut draft);
        let opening = hours(&found, &regions, language, days, &mut draft);
        draft.deadlines = deadlines::deadlines(&found, &regions, language, days, &draft.letter);
        let plan = contents(&found, language, days, &mut draft);
        if draft.time_plan.is_empty() && draft.slots.is_none() {
            let kind = if is_notice { Kind::Rgm } else { Kind::Session };
            let session = opening.and_then(|hour| only_session(&found, &hour, days?, kind, &draft));
            draft.time_plan.extend(session);
        }
        books::keep(&found, &regions, &mut draft, days, plan);
        tell_unread(&found, &draft);
    }
    // A notice of a series announces meetings without days of its own.
    let is_invitation = is_invitation || is_notice && !draft.rgm.is_empty();
    if !is_invitation {
        // What announces nothing gives no days.
        draft.start = None;
        draft.end = None;
    }
    let names_days = first_range(&found);
    let LetterReading { evidence, passed, findings, .. } = found.reading.into_inner();
    let (text, pages) = normal.into_original();
    LetterContents {
        language,
        kind,
        is_invitation,
        invites,
        names_days,
        draft,
        evidence,
        passed,
        findings,
        text,
        pages,
    }
}

/// Reports an invitation whose days or groups were not read, unless a finding says why.
fn tell_unread(found: &LetterText<'_>, draft: &Draft) {
    let is_told = |of: &[&str]| {
        let reading = found.reading.borrow();
        reading.findings.sorted().iter().any(|finding| match finding.level {
            Level::Doubt(check) => of.iter().any(|of| check.starts_with(of)),
            _ => false,
        })
    };
    if draft.start.is_none() && draft.rgm.is_empty() && !is_told(&["day", "date", "rgm"]) {
        let help = "add them: `start: 2025-01-14` and `end: 2025-01-17`";
        found.doubt_at("days-unsure", None, "no days of the meeting were read", help);
    }
    if draft.groups.is_empty() && draft.rgm.is_empty() && !is_told(&["group"]) {
        found.doubt_at("group-unread", None, "no group was read", "add it: `group: SG12`");
    }
}

/// The session of a letter without a plan: from the hour at which the meeting opens to that at which it
/// ends.
fn only_session(
    found: &LetterText<'_>,
    hour: &opening::Hour,
    days: Days,
    kind: Kind,
    draft: &Draft,
) -> Option<DraftPlanEntry> {
    let hours = Hours::new(hour.time, hour.until?)?;
    let slot = Said { value: hour.slot()?, place: found.normal.place(&hour.span) };
    Some(rgm::session(days, slot, hours, &draft.groups, kind, None))
}

fn first_range(found: &LetterText<'_>) -> Option<Place> {
    let is_range = |days: Days| !days.is_single();
    let range = found.dates.iter().find(|date| date.days().is_some_and(is_range));
    range.map(|date| found.normal.place(&date.span))
}

/// The language of head and body; annexes may have another one.
pub(super) fn language_of(normal: &Normal, regions: &Regions) -> Language {
    let own = normal.slice(&(0..regions.body.end));
    language::of(own).or_else(|| language::of(normal.text())).unwrap_or(Language::En)
}

/// The kind of a document that does not say what it is.
fn other_kind(found: &LetterText<'_>, regions: &Regions) -> DocumentKind {
    let top = floor(found, 0..found.normal.text().len().min(600));
    let first = found.normal.lines.iter().map(|line| line.span.clone()).take(12);
    let is_agenda = first.into_iter().any(|line| {
        found.first(&line, Sense::AgendaHeading).is_some_and(|at| at.start == line.start)
    });
    // The number of a document: RPM-AFR17/14(Rev.1)-A.
    let is_document = found.normal.slice(&top).split_whitespace().any(|word| {
        word.contains('/')
            && word.contains(|c: char| c.is_ascii_digit())
            && word.contains(|c: char| c.is_ascii_uppercase())
            && !word.contains("://")
            && word.contains('-')
    });
    if is_agenda {
        DocumentKind::Agenda
    } else if is_document || regions.subject.is_some() {
        DocumentKind::Other
    } else {
        DocumentKind::WebPage
    }
}

pub(super) fn title(
    found: &LetterText<'_>,
    subject: &Subject,
    language: Language,
    draft: &mut Draft,
) {
    let words = found.normal.words(&subject.title);
    let words = words.trim_end_matches(['；', '，', '、', '：', ';', ',']).to_owned();
    if let Some(title) = Text::new(language, words.clone()) {
        found.note("title", &words, &subject.title);
        draft.title = Some(title);
    }
}

/// Who meets: the groups of the title, else those of the sentence that invites.
fn groups(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    kind: DocumentKind,
    number: Option<&(String, Span)>,
) -> Vec<Said<Group>> {
    let mentions = regional(found, subject, number)
        .unwrap_or_else(|| who_meets(found, subject, regions, kind));
    let place = |found: &LetterText<'_>, group: &Group| {
        let mention = mentions.iter().find(|mention| mention.groups.contains(group));
        mention.map(|mention| (found.normal.place(&mention.span), mention.span.clone()))
    };
    let mut said = Vec::new();
    for value in meeting(found, &mentions) {
        if let Some((place, span)) = place(found, &value) {
            found.note("group", &value, &span);
            said.push(Said { value, place });
        }
    }
    said
}

/// The groups that the subject names, or a sentence that says where they meet, or the lines of a notice.
fn who_meets(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    kind: DocumentKind,
) -> Vec<GroupMention> {
    let mut mentions = subject.map(|subject| titled(found, subject)).unwrap_or_default();
    // "Meetings of Working Parties 5A and 5B – Working Party 5A: …": what heads an item of a list says
    // whose topic it is.
    let heads_item = |mention: &GroupMention| {
        found.normal.slice(&(mention.span.end..found.normal.text().len())).starts_with(':')
    };
    if !mentions.iter().all(heads_item) {
        mentions.retain(|mention| !heads_item(mention));
    }
    // "Q1, 2, 3 and 7" without their study group: that of the body.
    let mut named = found.groups.iter().flat_map(|mention| &mention.groups);
    let study_group = named.find_map(Group::study_number);
    if let Some(subject) = subject
        && study_group.is_some()
    {
        let normal = found.normal;
        let again =
            groups::groups(normal.text(), normal.tokens_in(&own_part(found, subject)), study_group);
        if narrowest(&again).len() > narrowest(&mentions).len() {
            mentions = again;
        }
    }
    let is_titled = !mentions.is_empty();
    if !is_titled {
        let invites = found.first(&regions.body, Sense::TakesPlace);
        let sentence = invites.map(|at| found.sentence(at.start, &regions.body));
        mentions = sentence.map(|it| found.groups_in(&it).to_vec()).unwrap_or_default();
    }
    let is_whole = |mention: &GroupMention| {
        mention.groups.iter().all(|group| matches!(group, Group::Study(_)))
    };
    let is_sought = match kind {
        // A sentence may name only the study group of those who meet.
        DocumentKind::RgmNotice => mentions.iter().all(is_whole),
        DocumentKind::WebPage => mentions.is_empty(),
        _ => false,
    };
    if is_sought && !is_titled {
        // "To Experts of ITU-T SG13 Questions 4/13"
        let top = floor(found, 0..found.normal.text().len().min(400));
        let near = found.groups_in(&top);
        if let Some(first) = near.first() {
            let is_near = |it: &&GroupMention| it.span.start < first.span.end + 20;
            mentions = near.iter().filter(is_near).cloned().collect();
        }
    }
    mentions
}

/// Whether a document announces a meeting at all.
fn announces(
    found: &LetterText<'_>,
    kind: DocumentKind,
    subject: Option<&Subject>,
    regions: &Regions,
    days: Option<Days>,
) -> bool {
    let has = |span: &Span, of: Sense| found.has(span, of);
    let title = subject.map(|subject| subject.title.clone()).unwrap_or(0..0);
    let says_nothing = has(&title, Sense::AnnouncesNothing);
    let text = regions.body.start..found.normal.text().len();
    let early = floor(found, text.start..text.end.min(text.start + 3_000));
    let invites = has(&early, Sense::Invites) || has(&early, Sense::TakesPlace);
    // Minutes speak of the meeting's own days as of days that are over.
    let is_over = |date: &DateMention| {
        let sentence = found.sentence(date.span.start, &early);
        date.days() == days
            && has(&sentence, Sense::WasHeld)
            && !has(&sentence, Sense::TakesPlace)
            && !has(&sentence, Sense::Invites)
    };
    let says_nothing = says_nothing
        || kind != DocumentKind::CollectiveLetterRevision
            && days.is_some()
            && found.dates_in(&early).any(is_over);
    match kind {
        DocumentKind::CollectiveLetter | DocumentKind::CollectiveLetterRevision => {
            !says_nothing || days.is_some() && invites
        }
        DocumentKind::InvitationLetter | DocumentKind::RgmNotice => days.is_some() && !says_nothing,
        DocumentKind::Circular => {
            // A circular about something else may name the next meeting.
            let is_about = subject.is_none_or(|subject| {
                subject.date.is_some()
                    || rules::names_meeting(found, &title)
                    || has(&title, Sense::OtherEvent)
            });
            days.is_some() && invites && !says_nothing && is_about
        }
        DocumentKind::WebPage => {
            // An article that names no group and invites no one describes meetings of others.
            let is_own = has(&early, Sense::Invites) || !found.groups_in(&text).is_empty();
            days.is_some() && invites && is_own && !says_nothing && !is_about_the_past(found)
        }
        DocumentKind::Timetable => days.is_some() && !found.groups_in(&title).is_empty(),
        DocumentKind::Agenda | DocumentKind::Other => false,
    }
}

/// Whether one of the first lines is the heading of minutes, of a report or of an approval.
fn is_about_the_past(found: &LetterText<'_>) -> bool {
    found.normal.lines.iter().take(12).any(|line| {
        let first = found.first(&line.span, Sense::AnnouncesNothing);
        first.is_some_and(|at| at.start == line.span.start)
    })
}

fn hours(
    found: &LetterText<'_>,
    regions: &Regions,
    language: Language,
    days: Option<Days>,
    draft: &mut Draft,
) -> Option<opening::Hour> {
    let opens = opening::opening(found, regions, days, &draft.groups);
    if let Some(hour) = &opens {
        found.note("opening.time", hour.time, &hour.span);
        draft.opening = Some(appointment(found, hour.clone(), days, language));
    }
    if let Some(hour) = opening::registration(found, regions, days) {
        found.note("registration.time", hour.time, &hour.span);
        if let Some(place) = &hour.place {
            found.note("registration.place", found.normal.words(place), place);
        }
        draft.registration = Some(appointment(found, hour, days, language));
    }
    opens
}

fn appointment(
    found: &LetterText<'_>,
    hour: opening::Hour,
    days: Option<Days>,
    language: Language,
) -> DraftAppointment {
    let place = found.normal.place(&hour.span);
    let date = hour.date.filter(|date| days.is_none_or(|days| days.first != *date));
    DraftAppointment {
        date: date.map(|value| Said { value, place }),
        time: Some(Said { value: hour.time, place }),
        location: hour.place.and_then(|span| Text::new(language, found.normal.words(&span))),
        place,
    }
}

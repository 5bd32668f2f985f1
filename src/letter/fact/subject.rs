//! The subject: title, place and days of the meeting.

use crate::letter::lex::marks::phrases;
use crate::letter::lex::{DateMention, GroupMention, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions, trim};
use crate::letter::words::Sense;
use crate::model::Group;
use crate::zone::place::zone;

/// How many words one before a place or days has: "in the period".
const MOST_LINKING: usize = 3;

/// What the subject says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subject {
    /// The title, without days and place.
    pub(crate) title: Span,
    /// Where the meeting takes place.
    pub(crate) place: Option<Span>,
    /// When.
    pub(crate) date: Option<DateMention>,
    /// All of it.
    pub(crate) span: Span,
}

/// Reads the subject; of a document without one its title line.
pub(crate) fn subject(found: &LetterText<'_>, regions: &Regions) -> Option<Subject> {
    let span = regions.subject.clone().filter(|subject| !subject.is_empty());
    let span = match span {
        Some(span) => span,
        None => title_line(found, regions)?,
    };
    Some(Subject { span: span.clone(), ..part(found, span) })
}

/// The line that is the title of a document without a label: the heading of a list of meetings, else the
/// first that has a range of days, else the first that names a group, else the first of some length.
fn title_line(found: &LetterText<'_>, regions: &Regions) -> Option<Span> {
    let lines: Vec<Span> =
        found.normal.lines.iter().take(16).map(|line| line.span.clone()).collect();
    let dated = |line: &&Span| {
        // A range may be broken over lines.
        found.dates.iter().any(|date| {
            let begins = line.start < date.span.start && date.span.start < line.end;
            begins && date.last.is_some() && date.days().is_some()
        })
    };
    let grouped = |line: &&Span| !found.groups_in(line).is_empty() && line.end - line.start < 200;
    let long = |line: &&Span| {
        let words = found.normal.slice(line);
        words.chars().filter(|c| c.is_alphabetic()).count() >= 10
    };
    let both = |line: &&Span| dated(line) && grouped(line);
    let is_row = |line: &&Span| found.dates_in(line).next().is_some();
    let heads_list = |line: &&Span| {
        found.has(line, Sense::RapporteurMeetings)
            && grouped(line)
            && !is_row(line)
            && lines.iter().filter(|row| row.start > line.start).filter(is_row).count() > 1
    };
    let line = lines
        .iter()
        .find(heads_list)
        .or_else(|| lines.iter().find(both))
        .or_else(|| lines.iter().find(dated))
        .or_else(|| lines.iter().find(grouped))
        .or_else(|| lines.iter().find(long));
    // A document on one line: its title ends where its first section begins.
    let line = line.cloned()?;
    let text = found.normal.slice(&line);
    let section = [" 1 ", " 1. "].iter().filter_map(|mark| text.find(mark)).min();
    let section = section.filter(|at| *at > 40).map(|at| line.start + at);
    let mut start = line.start;
    if let Some(marker) = found.first(&line, Sense::RapporteurNotice) {
        // "MEETING ANNOUNCEMENT" stands before the title.
        let text = found.normal.slice(&marker);
        if marker.start == line.start && text.chars().all(|c| !c.is_lowercase()) {
            start = marker.end;
        }
    }
    let end = section.unwrap_or(line.end).min(regions.annexes.end);
    (start < end).then(|| trim(found, start..end))
}

/// Parts a subject into title, place and days.
fn part(found: &LetterText<'_>, span: Span) -> Subject {
    let span = behind_part(found, &span).unwrap_or(span);
    let is_whole = |date: &&DateMention| date.days().is_some() && !date.has_gaps();
    let date =
        date_of_group(found, &span).or_else(|| found.dates_in(&span).find(is_whole).cloned());
    let Some(date) = date else {
        let (title, place) = part_place(found, span);
        return Subject { title, place, ..Subject::default() };
    };
    let after = trim_parentheses(found, date.span.end..span.end);
    // "Nairobi, in the period" before the days.
    let before = trim_parentheses(found, span.start..date.span.start);
    let before = without_linking_word(found, before);
    if is_place(found, &after) && !found.has(&after, Sense::Workshop) {
        let title = without_linking_word(found, before);
        return Subject { title, place: Some(after), date: Some(date), ..Subject::default() };
    }
    let (title, place) = part_place(found, before);
    let place = place.or_else(|| geneva(found, &after));
    Subject { title, place, date: Some(date), ..Subject::default() }
}

/// Where the meeting of a whole begins behind that of its part, each with days of its own: "Rapporteur group on
/// Question 5/1 (3 April) and Study Group 1 (4-7 April)".
fn behind_part(found: &LetterText<'_>, span: &Span) -> Option<Span> {
    let mut dates = found.dates_in(span).filter(|date| date.days().is_some());
    let (first, next) = (dates.next()?, dates.find(|date| date.last.is_some())?);
    let before = span.start..first.span.start;
    let mut parts = found.named_in(&before);
    let [.., whole] = found.groups_in(&(first.span.end..next.span.start)) else { return None };
    let [whole_group] = whole.groups.as_slice() else { return None };
    let is_part = |group: &Group| group != whole_group && whole_group.covers(group);
    let others = [Sense::Beside, Sense::PastMeeting, Sense::Formerly];
    let behind = first.span.end..span.end;
    if !parts.any(is_part) || found.has_any(&behind, &others) {
        return None;
    }
    let tokens = found.normal.tokens_in(&behind);
    let is_link = |at: &usize| {
        tokens.kind(*at) == Some(TokenKind::Sign) || tokens.is_one_of(*at, Sense::AndGroup)
    };
    let begin = (0..tokens.all.len()).find(|at| !is_link(at))?;
    Some(tokens.all.get(begin)?.start..span.end)
}

/// Of several days in a subject whose first are those of a workshop, the first ones of a group:
/// "Workshop on … (25 June) and first meeting of FG-… (26-27 June)".
fn date_of_group(found: &LetterText<'_>, span: &Span) -> Option<DateMention> {
    let dates: Vec<&DateMention> =
        found.dates_in(span).filter(|date| date.days().is_some()).collect();
    let mut begin = span.start;
    let mut was_other = false;
    for date in dates {
        let before = begin..date.span.start;
        begin = date.span.end;
        let is_group = !found.groups_in(&before).is_empty();
        let is_other = found.has(&before, Sense::Workshop) && !is_group;
        if !is_other {
            return (was_other && is_group).then(|| date.clone());
        }
        was_other = true;
    }
    None
}

/// Cuts the place off the end of a title.
fn part_place(found: &LetterText<'_>, before: Span) -> (Span, Option<Span>) {
    let text = found.normal.slice(&before);
    let rules = [known_place, city_with_country, behind_border, last_city];
    if let Some(place) = rules.into_iter().find_map(|of| of(found, &before)) {
        let title = trim(found, before.start..place.start);
        return (without_linking_word(found, trim_parentheses(found, title)), Some(place));
    }
    // "…, Da Nang, Viet Nam": up to two parts between commas.
    let commas: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| matches!(c, ',' | '،' | '、'))
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let mut place = None;
    for comma in commas.iter().rev().take(2) {
        let tail = trim(found, before.start + comma..before.end);
        if !is_place(found, &tail) {
            break;
        }
        let alone = geneva(found, &tail).is_some();
        place = Some(tail);
        if alone {
            break;
        }
    }
    let Some(place) = place else { return (before, None) };
    // "Meeting in Geneva, Switzerland"
    let title = before.start..place.start;
    let links = found.all(&title, Sense::InPlace);
    let city = links.last().map(|link| trim(found, link.end..place.end));
    let place = city.filter(|city| is_place(found, city)).unwrap_or(place);
    (without_linking_word(found, trim(found, before.start..place.start)), Some(place))
}

/// The longest end of a title that is a place whose zone is known: behind a sign, a preposition or the
/// groups. "(Seoul, Korea (Rep. of)", "Study Group 13 Lima, Perú".
fn known_place(found: &LetterText<'_>, before: &Span) -> Option<Span> {
    let text = found.normal.slice(before);
    let signs =
        text.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | '(' | '\n' | '،' | '؛' | '、'));
    let mut borders: Vec<usize> = signs.map(|(at, c)| before.start + at + c.len_utf8()).collect();
    // A dash, which is alone only between the parts of a title.
    borders.extend(text.match_indices(" - ").map(|(at, dash)| before.start + at + dash.len()));
    borders.extend(found.all(before, Sense::InPlace).into_iter().map(|link| link.end));
    borders.extend(found.groups_in(before).last().map(|groups| groups.span.end));
    borders.sort_unstable();
    borders.into_iter().find_map(|border| {
        let tail = trim_parentheses(found, border..before.end);
        let words = found.normal.slice(&tail);
        let is_open = words.matches('(').count() > words.matches(')').count();
        let closes = found.normal.text().get(tail.end..).is_some_and(|rest| rest.starts_with(')'));
        let tail = tail.start..tail.end + usize::from(is_open && closes);
        let is_known = is_name(found, &tail)
            && found.groups_in(&tail).is_empty()
            && zone(found.normal.slice(&tail)).is_some();
        is_known.then_some(tail)
    })
}

/// "…, Ottawa (Canada)" at the end of a title: the city stands before the parenthesis.
fn city_with_country(found: &LetterText<'_>, before: &Span) -> Option<Span> {
    let text = found.normal.slice(before);
    let open = text.rfind('(')?;
    let (comma, sign) = text.get(..open)?.rmatch_indices([',', ';', '\n', '،', '؛']).next()?;
    let city = trim(found, before.start + comma + sign.len()..before.start + open);
    let inner = text.get(open + 1..)?;
    let close = inner.find(')').unwrap_or(inner.len());
    let rest = inner.get(close..)?.trim_matches([')', ' ', ',']);
    let country = trim(found, before.start + open + 1..before.start + open + 1 + close);
    let fits = |span: &Span| is_place(found, span) && found.groups_in(span).is_empty();
    let is_place = fits(&city) && fits(&country) && rest.is_empty();
    // "(Canada)" keeps its parenthesis, also where the title was cut before it.
    let behind = found.normal.text().get(country.end..)?;
    let end = country.end + usize::from(behind.starts_with(')'));
    (is_place && geneva(found, &country).is_none()).then_some(city.start..end)
}

/// A known city at the end of a title, glued or not: "комиссииЖенева", "Study Group 10 Geneva".
fn last_city(found: &LetterText<'_>, title: &Span) -> Option<Span> {
    let tokens = found.normal.tokens_in(title);
    let last = tokens.all.last().filter(|last| last.kind == TokenKind::Word)?.span();
    let text = found.normal.folded(&last);
    let city =
        phrases(Sense::Geneva).filter(|city| text.ends_with(city)).max_by_key(|city| city.len())?;
    let city = last.end - city.len()..last.end;
    (!found.is_zone(&city)).then_some(city)
}

/// What stands behind a sign that parts a place for certain: a semicolon, a line end, a parenthesis.
fn behind_border(found: &LetterText<'_>, before: &Span) -> Option<Span> {
    let signs = found.normal.slice(before).char_indices();
    let mut borders = signs.filter(|(_, c)| matches!(c, ';' | '\n' | '(' | '؛'));
    borders.find_map(|(at, sign)| {
        let border = before.start + at + sign.len_utf8();
        let tail = trim_parentheses(found, border..before.end);
        (is_place(found, &tail) && found.groups_in(&tail).is_empty()).then_some(tail)
    })
}

/// The groups of a title, and those behind it that have days of their own: "Study Group 13 (Geneva,
/// 2-13 March 2026) and Study Group 17 (Geneva, 16-20 March 2026)".
pub(crate) fn titled(found: &LetterText<'_>, subject: &Subject) -> Vec<GroupMention> {
    let mut mentions = found.groups_in(&own_part(found, subject)).to_vec();
    let others =
        [Sense::Beside, Sense::OtherEvent, Sense::Workshop, Sense::PastMeeting, Sense::Formerly];
    let behind = subject.title.end..subject.span.end;
    if mentions.is_empty() || found.has_any(&behind, &others) {
        return mentions;
    }
    for date in found.dates_in(&behind).filter(|date| date.last.is_some()) {
        let other = found.groups_in(&(behind.start..date.span.start)).last();
        // A part of those who meet may have days of its own among theirs.
        let own: Vec<&Group> = mentions.iter().flat_map(|mention| &mention.groups).collect();
        let is_part = |part: &Group| own.iter().any(|whole| *whole != part && whole.covers(part));
        mentions.extend(other.filter(|other| !other.groups.iter().all(is_part)).cloned());
    }
    mentions
}

/// The title without the meeting of others beside which this one takes place.
pub(crate) fn own_part(found: &LetterText<'_>, subject: &Subject) -> Span {
    let beside = found.first(&subject.title, Sense::Beside);
    subject.title.start..beside.map_or(subject.title.end, |at| at.start)
}

/// Geneva, if a stretch names it as a place.
pub(crate) fn geneva(found: &LetterText<'_>, span: &Span) -> Option<Span> {
    let city = found.all(span, Sense::Geneva).into_iter().find(|city| !found.is_zone(city))?;
    // A stem goes on to the end of its word.
    let tokens = found.normal.tokens();
    let last = tokens.all.get(tokens.at_byte(city.end).checked_sub(1)?)?;
    Some(city.start..city.end.max(last.end).min(span.end))
}

/// Whether a stretch can be a place, on one line.
pub(crate) fn is_place(found: &LetterText<'_>, span: &Span) -> bool {
    is_name(found, span) && !found.normal.slice(span).contains('\n')
}

/// Whether a stretch can be a place: a name or two, without numbers.
fn is_name(found: &LetterText<'_>, span: &Span) -> bool {
    let text = found.normal.slice(span);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_upper = text
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic());
    let tokens = found.normal.tokens_in(span);
    let words = || tokens.all.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
    // "Rio de Janeiro", "Republic of Korea".
    let has_small = words().any(|(at, token)| {
        found.normal.slice(&token.span()).starts_with(char::is_lowercase)
            && !tokens.is_one_of(at, Sense::InName)
    });
    let has_range = words().any(|(at, _)| tokens.is_one_of(at, Sense::ToDay));
    let count = words().count();
    // "في الفترة", "أيام" before days that were cut off.
    let mut of_days = [Sense::AboutDays, Sense::WeekOf].into_iter();
    let is_of_days = of_days.any(|of| found.begins(span.start, of));
    (2..=60).contains(&letters)
        && is_upper
        && !has_small
        && !has_range
        && !is_of_days
        && !is_of_form(found, span)
        && !found.is_zone(span)
        && count <= 8
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | ':' | '/' | ';'))
        && text.matches('(').count() == text.matches(')').count()
        && !found.has(span, Sense::Workshop)
        && !found.has(span, Sense::NamesMeeting)
        && !found.has(span, Sense::TakesPlace)
}

/// Whether a stretch begins with the end of "virtual meeting", which a line may part.
fn is_of_form(found: &LetterText<'_>, span: &Span) -> bool {
    let tokens = found.normal.tokens();
    let at = tokens.at_byte(span.start);
    let first = at.checked_sub(2).and_then(|at| tokens.all.get(at)).map_or(0, |token| token.start);
    let end = tokens.all.get(at).map_or(span.end, |token| token.end);
    let words = found.normal.folded(&(first..end)).replace('\n', " ");
    phrases(Sense::VirtualMeeting).any(|form| form.contains(' ') && words.ends_with(form))
}

/// A stretch without parentheses that hang at one of its ends.
fn trim_parentheses(found: &LetterText<'_>, mut span: Span) -> Span {
    loop {
        span = trim(found, span);
        let text = found.normal.slice(&span);
        let (opens, closes) = (text.matches('(').count(), text.matches(')').count());
        if text.ends_with('(') || text.ends_with(')') && closes > opens {
            span.end -= 1;
        } else if text.starts_with(')') || text.starts_with('(') && opens > closes {
            span.start += 1;
        } else {
            return span;
        }
    }
}

/// "Notice of … Meeting in", "…, from Monday, February": the words before a place or before the rest of
/// a date are none of the title.
fn without_linking_word(found: &LetterText<'_>, mut title: Span) -> Span {
    let is_link = |link: &Sense| {
        use Sense::{AboutDays, Day, FromDay, InPlace, Month};
        matches!(link, AboutDays | InPlace | FromDay | Month(_) | Day(_))
    };
    loop {
        let tokens = found.normal.tokens_in(&title).all;
        let last = tokens.iter().skip(1).rev().take(MOST_LINKING);
        let marks = last.flat_map(|token| found.normal.marks.beginning(token.start));
        let end = title.end;
        let mut links = marks.filter(|mark| mark.end == end && is_link(&mark.sense));
        let Some(link) = links.next_back() else { return title };
        title = trim_parentheses(found, title.start..link.start);
    }
}

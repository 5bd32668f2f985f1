//! Dated deadlines: the table of key deadlines, else limits in prose.

use crate::finding::{Findings, Said};
use crate::letter::fact::spoken::Spoken;
use crate::letter::lex::dates::DateMention;
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::Found;
use crate::letter::shape::regions::{Regions, trim};
use crate::letter::words::{self, Sense};
use crate::model::{Action, Days, Language, Text, TimeOfDay};
use crate::source::DraftDeadline;
use chrono::NaiveDate;

/// Reads all dated deadlines of a letter, by date. `corrects`: the letter mends another one, whose
/// words it may quote.
pub(crate) fn deadlines(
    found: &Found<'_>,
    regions: &Regions,
    language: Language,
    meeting: Option<Days>,
    corrects: bool,
    findings: &mut Findings,
) -> Vec<DraftDeadline> {
    let mut read = Vec::new();
    let whole = regions.body.start..found.normal.text().len();
    if let Some(heading) = found.first(&(0..whole.end), Sense::DeadlineHeading) {
        let end =
            if heading.start < regions.annexes.start { regions.annexes.start } else { whole.end };
        table(found, heading.end..end, language, meeting, &mut read, findings);
    }
    if read.is_empty()
        && let Some(list) = unheaded(found, &whole, language, meeting)
    {
        table(found, list, language, meeting, &mut read, findings);
    }
    if read.is_empty() {
        crate::letter::fact::limits::prose(found, &whole, language, meeting, &mut read, findings);
    }
    if corrects {
        keep_last(&mut read, findings);
    }
    read.sort_by_key(|deadline| deadline.date.as_ref().map(|date| date.value));
    read
}

/// Lines below each other that begin with a date before the meeting and, behind a colon, say what is
/// due then: a list of deadlines without a heading that is known. At least two.
fn unheaded(
    found: &Found<'_>,
    whole: &Span,
    language: Language,
    meeting: Option<Days>,
) -> Option<Span> {
    let first_day = meeting?.first;
    let says = |line: &Span| {
        let begin = trim_bullet(found, line.clone()).start;
        let date = found.dates_in(&(begin..line.end)).next()?;
        let day = date.day().filter(|day| *day < first_day && date.span.start == begin)?;
        let words = date.span.end..line.end;
        let asks = is_labelled(found.normal.slice(&words))
            && !crate::letter::fact::requests::all(found, &words, language).is_empty();
        asks.then_some(day)
    };
    let mut list: Option<(Span, u32)> = None;
    for line in found.normal.lines.iter().map(|line| &line.span) {
        if line.start < whole.start || found.normal.slice(line).trim().is_empty() {
            continue;
        }
        match (says(line), &mut list) {
            (Some(_), Some((span, count))) => {
                span.end = line.end;
                *count += 1;
            }
            (Some(_), None) => list = Some((line.clone(), 1)),
            (None, Some((_, count))) if *count >= 2 => break,
            (None, _) => list = None,
        }
    }
    list.filter(|(_, count)| *count >= 2).map(|(span, _)| span)
}

/// Whether a colon stands behind a date, perhaps with a remark before it: "(formerly 9 March 2022):".
fn is_labelled(behind: &str) -> bool {
    let behind = behind.trim_start();
    let remark = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let is_short = |(remark, _): &(&str, &str)| remark.len() <= 60 && !remark.contains('\n');
    remark.filter(is_short).map_or(behind, |(_, rest)| rest).trim_start().starts_with(':')
}

/// Of two dates for one action in a corrigendum the later words count: "for … read …".
fn keep_last(read: &mut Vec<DraftDeadline>, findings: &mut Findings) {
    let all = read.clone();
    read.retain(|deadline| {
        let is_replaced = all.iter().any(|later| {
            later.place.start > deadline.place.start
                && later
                    .actions
                    .iter()
                    .any(|action| deadline.actions.iter().any(|own| own.value == action.value))
        });
        if is_replaced {
            findings
                .doubt(
                    "deadline-corrected",
                    Some(deadline.place),
                    "another date for the same follows below",
                )
                .help("see whether this is the date that was corrected: the one below was taken");
        }
        !is_replaced
    });
}

/// A date that begins an entry, and what follows it.
struct Entry {
    date: NaiveDate,
    /// The hour behind the date.
    time: Option<TimeOfDay>,
    at: Span,
    text: Span,
}

/// The table: each entry begins with a date that stands at the beginning of a line or cell, or is
/// followed by the mark of a cell or bullet.
fn table(
    found: &Found<'_>,
    region: Span,
    language: Language,
    meeting: Option<Days>,
    read: &mut Vec<DraftDeadline>,
    findings: &mut Findings,
) {
    let mut entries: Vec<Entry> = Vec::new();
    let dates: Vec<_> = found.dates_in(&region).filter(|date| date.last.is_none()).collect();
    for mention in dates {
        let after = found.normal.slice(&(mention.span.end..region.end));
        let before =
            found.normal.folded(&(line_start(found, mention.span.start)..mention.span.start));
        let is_limit = |phrase: &str| phrase == before.trim();
        let begins = before.trim_matches([' ', '\t', '-', '•', '*', '·']).is_empty()
            || words::all(Sense::Limit).any(is_limit);
        let behind = after.trim_start_matches([' ', '\t', ':']);
        let hour = hour_behind(found, mention, region.end);
        let is_followed =
            behind.starts_with(['/', '\n', '-', '•', '|']) || behind.is_empty() || hour.is_some();
        let is_followed = is_followed || begins && is_labelled(after);
        // The table has ended where a long stretch of prose lies between.
        let gap = entries
            .last()
            .map_or(mention.span.start - region.start, |last| mention.span.start - last.at.end);
        let is_near = gap < if entries.is_empty() { 200 } else { 900 };
        // On a page without lines a bullet behind the date is enough.
        let is_bulleted = behind.starts_with('-') && !behind.starts_with("--");
        let is_entry = is_followed && (begins || behind.starts_with('/') || is_bulleted) && is_near;
        let Some(date) = mention.day().filter(|_| is_entry) else {
            // What follows a date that is not understood is not due on the one before it.
            let at = &mention.span;
            let is_unread = is_near
                && entries.last().is_some_and(|last| begins || in_other_row(found, &last.at, at));
            if let Some(last) = entries.last_mut().filter(|_| is_unread) {
                last.text.end = last.text.end.min(line_start(found, at.start));
                findings
                    .doubt(
                        "deadline-unclear",
                        Some(found.normal.place(at)),
                        "this date among the deadlines is not understood",
                    )
                    .help("what is due then is left out; write it by hand");
            }
            continue;
        };
        weekday(found, mention, findings);
        if let Some(last) = entries.last_mut() {
            last.text.end = last.text.end.min(mention.span.start);
        }
        let at = mention.span.clone();
        let (spoken, begin) = hour.map_or((None, at.end), |(hour, end)| (Some(hour), end));
        let time = spoken.and_then(|spoken| spoken.on(Some(date), found, findings));
        entries.push(Entry { date, time, text: begin..region.end, at });
    }
    // Dates one below the other without words between them: the columns were parted, and which words
    // belong to which date is lost.
    let is_bare = |entry: &&Entry| bullets(found, &entry.text).is_empty();
    if entries.iter().filter(is_bare).count() >= 2 {
        let place = entries.first().map(|entry| found.normal.place(&entry.at));
        findings
            .doubt(
                "deadlines-parted",
                place,
                "the dates and the words of these deadlines were parted",
            )
            .help("add the deadlines from the letter itself: none was taken");
        return;
    }
    for entry in entries {
        // A list of sessions below the table goes on like it: what begins with hours is no deadline.
        let has_begun = meeting.is_some_and(|days| days.first <= entry.date);
        if has_begun && begins_with_hour(found, &entry.text) {
            continue;
        }
        let mut actions = Vec::new();
        let mut others = Vec::new();
        for line in bullets(found, &entry.text) {
            let asked = crate::letter::fact::requests::all(found, &line, language);
            if asked.is_empty() {
                others.push(line);
            } else {
                actions.extend(asked);
            }
        }
        actions.dedup_by_key(|action: &mut Said<Action>| action.value);
        let place = found.normal.place(&entry.at);
        let date = Said { value: entry.date, place };
        let mut kept: Vec<Said<Action>> = Vec::new();
        for action in actions {
            if !kept.iter().any(|other| other.value == action.value) {
                kept.push(action);
            }
        }
        let text = others.first().filter(|_| kept.is_empty());
        if let Some(line) = text.filter(|_| has_begun) {
            findings
                .doubt(
                    "deadline-after-opening",
                    Some(found.normal.place(line)),
                    format!(
                        "the meeting has begun on {}, and what is due then is not known",
                        entry.date
                    ),
                )
                .help("look whether this is a deadline: it was left out");
            continue;
        }
        let text = text.and_then(|line| Text::new(language, found.normal.words(line)));
        if kept.is_empty() && text.is_some() {
            kept.push(Said { value: Action::Other, place });
        }
        if kept.is_empty() {
            findings
                .doubt(
                    "deadline-without-action",
                    Some(place),
                    format!("nothing is said to be due on {}", entry.date),
                )
                .help("look the deadline up and add it");
            continue;
        }
        let time = entry.time.filter(|_| !kept.is_empty());
        read.push(DraftDeadline { time, ..draft(date, kept, text) });
    }
}

/// The hour behind a date, with nothing else on its line but the words of hours; and where that line
/// ends.
fn hour_behind(found: &Found<'_>, date: &DateMention, end: usize) -> Option<(Spoken, usize)> {
    let rest = date.span.end..end;
    let text = found.normal.slice(&rest);
    let end = rest.start + text.find(['\n', '|', '•']).unwrap_or(text.len());
    let line = rest.start..end;
    let time = found.times_in(&line).next()?;
    let words = |span: Span| {
        let tokens = found.normal.tokens_in(&span);
        let is_word =
            |at: &usize| matches!(tokens.kind(*at), Some(TokenKind::Word | TokenKind::Number));
        (0..tokens.all.len()).filter(is_word).count()
    };
    let is_alone = words(line.start..time.start) <= 1 && words(time.end..line.end) <= 3;
    is_alone.then(|| (Spoken::of(time), end))
}

/// Whether a stretch begins with a time of day.
fn begins_with_hour(found: &Found<'_>, text: &Span) -> bool {
    let first = found.times.partition_point(|time| time.start < text.start);
    found.times.get(first).is_some_and(|time| {
        time.start < text.end && trim_bullet(found, text.start..time.start).is_empty()
    })
}

/// Whether two places stand in different rows of a table.
fn in_other_row(found: &Found<'_>, one: &Span, other: &Span) -> bool {
    let row = |span: &Span| {
        let lines = &found.normal.lines;
        let beyond = lines.partition_point(|line| line.span.start <= span.start);
        let (table, row, _) = lines.get(beyond.checked_sub(1)?)?.cell?;
        Some((table, row))
    };
    row(one).zip(row(other)).is_some_and(|(one, other)| one != other)
}

/// Where the line of a place begins.
fn line_start(found: &Found<'_>, at: usize) -> usize {
    let before = found.normal.slice(&(0..at));
    before.rfind('\n').map_or(0, |end| end + 1)
}

/// The lines of an entry: its bullets, also where they are glued, until the table ends.
fn bullets(found: &Found<'_>, text: &Span) -> Vec<Span> {
    let mut lines = Vec::new();
    let words = found.normal.slice(text);
    let mut at = text.start;
    let mut has_bullets = false;
    let mut has_cells = found.normal.line_at(text.start).is_some_and(|known| known.cell.is_some());
    for line in words.split('\n') {
        let span = trim_bullet(found, at..at + line.len());
        let known = found.normal.line_at(span.start);
        let is_bullet = line.trim_start().starts_with(['-', '•', '/'])
            || known.is_some_and(|known| known.number.is_some());
        let in_cell = known.is_some_and(|known| known.cell.is_some());
        at += line.len() + 1;
        if span.is_empty() {
            continue;
        }
        // The first line without a bullet behind those with one is prose again.
        if (has_bullets || has_cells) && !is_bullet && !in_cell {
            break;
        }
        // So is a whole sentence behind a line that needs none.
        let shown = line.trim();
        let is_sentence = shown.ends_with(['.', '。'])
            && !shown.starts_with(char::is_lowercase)
            && shown.contains([' ', '，']);
        if is_sentence && !lines.is_empty() && !is_bullet && !in_cell {
            break;
        }
        has_bullets |= is_bullet;
        has_cells |= in_cell;
        for part in glued(found, span) {
            lines.push(part);
        }
        if lines.len() >= 12 {
            break;
        }
    }
    lines
}

/// "…requested -Submit fellowship requests": two bullets on a line.
fn glued(found: &Found<'_>, span: Span) -> Vec<Span> {
    let text = found.normal.slice(&span);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['-', '•']) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + 1..).map(str::trim_start).and_then(|after| after.chars().next());
        let parts_here = before.is_some_and(|c| c == ' ' || c == '/')
            && after.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        if parts_here {
            parts.push(trim_bullet(found, span.start + start..span.start + at));
            start = at + 1;
        }
    }
    parts.push(trim_bullet(found, span.start + start..span.end));
    parts.retain(|part| !part.is_empty());
    parts
}

fn trim_bullet(found: &Found<'_>, span: Span) -> Span {
    let span = trim(found, span);
    let text = found.normal.slice(&span);
    let kept = text.trim_start_matches(['•', '*', '·', '-', '/', ' ', '\t', ':']);
    span.end - kept.len()..span.end
}

/// A doubt where the day of the week beside a date is not the date's.
pub(crate) fn weekday(found: &Found<'_>, mention: &DateMention, findings: &mut Findings) {
    if let Some(date) = mention.day().filter(|_| !mention.weekday_fits()) {
        let place = found.normal.place(&mention.span);
        findings
            .doubt("weekday", Some(place), format!("{date} is no such day of the week"))
            .help("one of the two is a slip: look the deadline up");
    }
}

pub(crate) fn draft(
    date: Said<NaiveDate>,
    actions: Vec<Said<Action>>,
    text: Option<Text>,
) -> DraftDeadline {
    let place = date.place;
    DraftDeadline {
        date: Some(date),
        before: None,
        time: None,
        actions,
        text,
        url: None,
        groups: Vec::new(),
        note: None,
        place,
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Findings;
    use crate::letter::fact::deadlines::{Found, Language, table};
    use crate::letter::shape::prose::tests::with_table;

    /// What a table of deadlines gives, and its doubts.
    fn read(rows: &[&str]) -> String {
        let normal = with_table("Key deadlines:", rows, "Yours faithfully,");
        let found = Found::new(&normal);
        let (mut read, mut findings) = (Vec::new(), Findings::default());
        let begin = normal.text().find(':').unwrap() + 1;
        let whole = begin..normal.text().len();
        table(&found, whole, Language::En, None, &mut read, &mut findings);
        let entry = |deadline: &crate::source::DraftDeadline| {
            let actions: Vec<&str> =
                deadline.actions.iter().map(|action| action.value.key()).collect();
            let time = deadline.time.map(|time| format!(" {time}")).unwrap_or_default();
            let date = deadline.date.as_ref().unwrap().value;
            format!("{date}{time} {}", actions.join(","))
        };
        let entries: Vec<String> = read.iter().map(entry).collect();
        format!("{} ({} doubts)", entries.join("; "), findings.doubts())
    }

    #[test]
    fn what_follows_a_date_is_never_due_on_the_one_before() {
        let first = "9 February 2026|- Pre-registration";
        for (date, expected) in [
            ("25 February 2026", "2026-02-25 contributions (0 doubts)"),
            ("25 February 2026, 1800 hours", "2026-02-25 18:00 contributions (0 doubts)"),
            ("25 February 2026 (18:00 Geneva time)", "2026-02-25 18:00 contributions (0 doubts)"),
            // On the next day in Geneva.
            ("25 February 2026, 23:59 UTC", "2026-02-25 contributions (1 doubts)"),
            ("25 February 2026, 17:00 UTC", "2026-02-25 18:00 contributions (1 doubts)"),
            ("25 February 2026 (18:00 local time)", "2026-02-25 18:00 contributions (0 doubts)"),
            ("No later than 25 February 2026", "2026-02-25 contributions (0 doubts)"),
            ("25 février 2026, 18 h 00", "2026-02-25 18:00 contributions (0 doubts)"),
            ("2026年2月25日18时", "2026-02-25 18:00 contributions (0 doubts)"),
            ("about 25 February 2026 or so", "(1 doubts)"),
            ("25 February 2026*", "(1 doubts)"),
        ] {
            let rows = [first, &format!("{date}|- Submit ITU-T Member contributions")];
            let expected = format!("2026-02-09 pre-registration; {expected}");
            let expected = expected.replace("; (", " (");
            assert_eq!(read(&rows), expected, "{date}");
        }
    }
}

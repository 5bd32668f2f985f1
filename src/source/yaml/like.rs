//! A new meeting file: a template, or last year's file moved to new days.

use super::days_off::days_off;
use super::node::{self, NodeContent};
use super::read_meeting;
use super::shift::{GAP, Shift, Shifted, moved, shift};
use crate::finding::{Findings, Place};
use crate::model::{Days, Group, Language, MeetingId};
use chrono::{NaiveDate, TimeDelta};
use std::ops::Range;

/// The first line of a meeting file, which names the schema for editors.
const SCHEMA: &str = "# yaml-language-server: $schema=meeting.schema.json\n";

/// The keys of last year's file that do not apply to this year's meeting.
const OPEN: [&str; 4] = ["formerly", "status", "letter", "recommendations"];

/// A meeting file with the group and the days; everything else is commented out for the editor to
/// fill in.
pub fn template(groups: &[Group], days: Days, id: &MeetingId, language: Language) -> String {
    let names: Vec<String> = groups.iter().map(Group::to_string).collect();
    let group = match names.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let Days { first, last } = days;
    let whole = names.first().map(String::as_str).unwrap_or_default();
    let language = match language {
        Language::En => String::new(),
        other => format!("language: {}                # of the texts in this file\n", other.code()),
    };
    let second = (first + TimeDelta::days(1)).min(last);
    let day = if second == first {
        String::new()
    } else {
        format!(
            "#   {second}: {{am: [Q1/12, {{title: Q2/12, room: K1}}], pm: Questions in parallel}}\n"
        )
    };
    format!(
        "{SCHEMA}\
         # Meeting of {whole}. The file builds as it is: what stands behind # is to be filled in, by removing \
         the # and the space after it.\n\
         # Each working day has the session slots 0 to 5 until `slots` or `time_plan` says otherwise.\n\n\
         id: {id}\n\
         group: {group}\n\
         {language}\
         start: {first}\n\
         end: {last}\n\
         # title: Meeting of {whole}\n\
         # place: ITU headquarters, Geneva\n\
         # timezone: Europe/Zurich     # of all hours in this file\n\
         # url: https://www.itu.int/\n\
         # letter: {{number: 1/12, date: {letter}}}\n\
         # contact: {{tel: +41 22 730 5111, email: tsb@itu.int}}\n\
         # remote: MyMeetings\n\
         # registration: {{time: 08:30, place: Montbrillant building entrance}}\n\
         # opening: {{time: 09:30}}\n\n\
         # slots: [1, 2, 3, 4]         # those of days that have no entry in `time_plan`\n\
         # deadlines:\n\
         #   - {{before: {{months: 2}}, action: contributions-for-translation}}\n\
         #   - {{before: {{weeks: 6}}, actions: [fellowship, interpretation]}}\n\
         #   - {{before: {{months: 1}}, actions: [pre-registration, visa-support]}}\n\
         #   - {{before: {{days: 12}}, time: 23:59, action: contributions}}\n\
         # time_plan:\n\
         #   {first}: {{1: {{title: {whole} opening plenary, kind: plenary}}, pm: Questions in parallel}}\n\
         {day}",
        letter = first - TimeDelta::days(75),
    )
}

/// The file of an earlier meeting, moved by whole weeks to the days of a new one; without `end`,
/// the duration stays. Unknown values are commented out under a line that says so; all other bytes
/// stay.
///
/// Returns nothing if the file has faults or cannot be changed line by line.
pub fn like(
    text: &str,
    start: NaiveDate,
    end: Option<NaiveDate>,
    id: &MeetingId,
    findings: &mut Findings,
) -> Option<String> {
    let old = read_meeting(text, findings)?;
    let before = old.clone();
    if findings.faults() > 0 {
        return None;
    }
    let Some(from) = old.start else {
        findings
            .fault_of_all("a season cannot be used here: it has no first day")
            .help("copy the file and move the copy with `timeplan shift`");
        return None;
    };
    let days = ((start - from.value).num_days() + 3).div_euclid(7) * 7;
    // A date that cannot be moved is a fault of the original file.
    let mut faults = Findings::default();
    if shift(text, Shift::By(days), &mut faults).is_none() {
        findings.extend(faults);
        return None;
    }
    let mut edits = gaps(text, findings)?;
    edits.extend(old.id.map(|own| (own.place.start..own.place.end, id.to_string())));
    if let Some(end) = end
        && old.end.is_none()
    {
        let end = end - TimeDelta::days(days);
        edits.push((from.place.end..from.place.end, format!("\nend: {end}")));
    }
    let text = edited(text, edits);
    let mut faults = Findings::default();
    let draft = read_meeting(&text, &mut faults).filter(|_| faults.faults() == 0);
    let Some(shifted) =
        draft.and_then(|draft| moved(&text, draft, Shift::By(days), old.letter.date, findings))
    else {
        by_hand(None, findings);
        return None;
    };
    let text = on_days(&shifted, start, end, findings);
    let new = read_meeting(&text, &mut Findings::default())?;
    days_off(&new, Some((&before, days)), findings);
    Some(text)
}

/// A file that was moved by whole weeks, with its first and last day. Without `end`, the last day stays.
fn on_days(
    shifted: &Shifted,
    start: NaiveDate,
    end: Option<NaiveDate>,
    findings: &mut Findings,
) -> String {
    let mut edits = Vec::new();
    if let Some(first) = &shifted.draft.start {
        if first.value != start {
            let (was, is) = (first.value.format("%A"), start.format("%A"));
            let message =
                format!("the earlier meeting began on a {was}, this one begins on a {is}");
            let help = "each date keeps its weekday: check the first and last days of `time_plan`";
            findings.doubt("other-weekday", Some(first.place), message).help(help);
        }
        edits.push((first.place.start..first.place.end, start.to_string()));
    }
    if let Some(last) = &shifted.draft.end {
        let end = end.unwrap_or(last.value.max(start));
        edits.push((last.place.start..last.place.end, end.to_string()));
    }
    edited(&shifted.text, edits)
}

/// A text with replacements at some places.
fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for (range, words) in edits {
        new.push_str(text.get(done..range.start).unwrap_or_default());
        new.push_str(&words);
        done = range.end;
    }
    new.push_str(text.get(done..).unwrap_or_default());
    new
}

/// Comments out the keys that do not apply to a new meeting.
fn gaps(text: &str, findings: &mut Findings) -> Option<Vec<(Range<usize>, String)>> {
    let NodeContent::Record(entries) = node::parse(text, findings)?.content else { return None };
    let starts: Vec<usize> = entries.iter().map(|(key, _)| key.place.start).collect();
    let mut gaps = Vec::new();
    for (key, _) in entries.iter().filter(|(key, _)| OPEN.contains(&key.value.as_str())) {
        let start = key.place.start;
        if !(start == 0 || text.get(..start)?.ends_with('\n')) {
            by_hand(Some(key.place), findings);
            return None;
        }
        let next = starts.iter().copied().find(|next| *next > start).unwrap_or(text.len());
        let block = text.get(start..next)?;
        // Comments and empty lines above the next key belong to it.
        let is_of_next = |line: &&&str| line.trim().is_empty() || line.starts_with('#');
        let lines: Vec<&str> = block.split_inclusive('\n').collect();
        let behind = lines.iter().rev().take_while(is_of_next).count();
        let lines = lines.get(..lines.len() - behind)?;
        let length: usize = lines.iter().map(|line| line.len()).sum();
        let behind: String = lines.iter().map(|line| format!("# {line}")).collect();
        gaps.push((start..start + length, format!("{GAP}\n{behind}")));
    }
    Some(gaps)
}

fn by_hand(place: Option<Place>, findings: &mut Findings) {
    let message = "this file cannot be moved line by line";
    let help = "start each key of the meeting on its own line, without braces around the file, \
                anchors or aliases";
    match place {
        Some(place) => findings.fault(place, message).help(help),
        None => findings.fault_of_all(message).help(help),
    };
}

//! Rules for the status of events (RFC 5545 sections 3.8.1.11 and 3.8.2.7): what is cancelled or not
//! sure, and what is free.

use super::events::{EventCheck, FeedEvent};
use super::rule::{Breaches, Rule, doubt, quoted};
use crate::finding::list;
use crate::ical::unescape;

pub(super) const EVENT: &[(Rule, EventCheck)] = &[
    (
        doubt(
            "busy",
            "MS-OXCICAL 2.1.3.1.1.20",
            "Outlook goes by X-MICROSOFT-CDO-BUSYSTATUS before TRANSP",
            "leave X-MICROSOFT-CDO-BUSYSTATUS out",
        ),
        busy,
    ),
    (
        doubt(
            "cancelled-busy",
            "reported of Outlook",
            "Outlook shows it as live, and the hour as busy",
            "write TRANSP:TRANSPARENT",
        ),
        cancelled_busy,
    ),
    (
        doubt(
            "cancelled-title",
            "reported of Outlook",
            "Outlook shows it as live",
            "begin the title with a word such as `CANCELLED: `",
        ),
        cancelled_title,
    ),
    (
        doubt(
            "tentative-title",
            "RFC 5545, 3.8.1.11",
            "few programs show that an event is TENTATIVE",
            "write it into the title too, as `Q7/12 (tentative)`",
        ),
        tentative_title,
    ),
];

fn busy(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    const WORDS: [&str; 5] = ["FREE", "TENTATIVE", "BUSY", "OOF", "WORKINGELSEWHERE"];
    let Some(status) = event.component.get("X-MICROSOFT-CDO-BUSYSTATUS") else { return };
    let is = |word: &str| status.value().eq_ignore_ascii_case(word);
    let value = quoted(status.value());
    if !WORDS.into_iter().any(is) {
        let message =
            format_args!("X-MICROSOFT-CDO-BUSYSTATUS is {value}, which is not one of its values");
        let remedy = format!("leave it out, or write {}", list(WORDS, "or"));
        found.remedy(status.place(), message, remedy);
    } else if is("FREE") != event.is("TRANSP", "TRANSPARENT") {
        let transp = if is("FREE") { "not TRANSPARENT" } else { "TRANSPARENT" };
        let message = format_args!("X-MICROSOFT-CDO-BUSYSTATUS is {value}, and TRANSP is {transp}");
        found.at(status.place(), message);
    }
}

fn cancelled_busy(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    if event.is("STATUS", "CANCELLED") && !event.is("TRANSP", "TRANSPARENT") {
        found.at(event.component.begin, "the event is cancelled and not TRANSPARENT");
    }
}

/// Words for cancelled, and for postponed and moved, in the six languages of ITU and in German.
const CANCELLED: [&str; 44] = [
    "cancelled",
    "canceled",
    "postponed",
    "moved",
    "annulé",
    "annulée",
    "reporté",
    "reportée",
    "déplacé",
    "déplacée",
    "cancelado",
    "cancelada",
    "anulado",
    "anulada",
    "aplazado",
    "aplazada",
    "pospuesto",
    "pospuesta",
    "trasladado",
    "отменено",
    "отменён",
    "отменен",
    "отменена",
    "отмена",
    "перенесено",
    "перенесён",
    "перенесен",
    "перенесена",
    "отложено",
    "отложен",
    "отложена",
    "取消",
    "推迟",
    "延期",
    "改期",
    "ملغى",
    "ملغاة",
    "ملغي",
    "ألغي",
    "مؤجل",
    "مؤجلة",
    "abgesagt",
    "entfällt",
    "verschoben",
];

/// Words for what is not sure.
const TENTATIVE: [&str; 28] = [
    "tentative",
    "provisional",
    "provisionally",
    "unconfirmed",
    "to be confirmed",
    "tbc",
    "tbd",
    "if necessary",
    "if needed",
    "à confirmer",
    "provisoire",
    "si nécessaire",
    "le cas échéant",
    "por confirmar",
    "tentativo",
    "tentativa",
    "si es necesario",
    "si procede",
    "предварительно",
    "при необходимости",
    "暂定",
    "待定",
    "如有必要",
    "如有需要",
    "رهن التأكيد",
    "عند الاقتضاء",
    "مؤقت",
    "vorläufig",
];

/// The most characters of a title that are read; nobody sees more of it in a calendar.
const LONGEST_TITLE: usize = 300;

/// The beginning of the title of an event in small letters.
fn title(event: &FeedEvent<'_>) -> Option<String> {
    let title = event.said("SUMMARY")?;
    let start: String = title.value().chars().take(LONGEST_TITLE).collect();
    Some(unescape(&start).to_lowercase())
}

/// What stands before and behind one of some words, wherever a title says it. Chinese does not part
/// its words.
fn around<'t>(title: &'t str, words: &'t [&str]) -> impl Iterator<Item = (&'t str, &'t str)> {
    let found = words.iter().flat_map(move |word| {
        title.match_indices(word).filter_map(move |(at, word)| {
            Some((title.get(..at)?, word, title.get(at + word.len()..)?))
        })
    });
    found.filter_map(|(before, word, behind)| {
        let is_parted = !before.ends_with(char::is_alphabetic)
            && !behind.starts_with(char::is_alphabetic)
            || word.starts_with(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        is_parted.then_some((before, behind))
    })
}

fn cancelled_title(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    if !event.is("STATUS", "CANCELLED") {
        return;
    }
    // Between other words it may be what the meeting is about.
    let says = |title: &str| {
        let mut places = around(title, &CANCELLED);
        places.any(|(before, behind)| {
            let is_outside = |text: &str| !text.contains(char::is_alphanumeric);
            is_outside(before) || is_outside(behind)
        })
    };
    if let (Some(property), Some(title)) = (event.said("SUMMARY"), title(event))
        && !says(&title)
    {
        found.at(property.place(), "the event is cancelled, and its title does not say so");
    }
}

fn tentative_title(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    if !event.is("STATUS", "TENTATIVE") {
        return;
    }
    if let (Some(property), Some(title)) = (event.said("SUMMARY"), title(event))
        && around(&title, &TENTATIVE).next().is_none()
    {
        found.at(property.place(), "the event is tentative, and its title does not say so");
    }
}

//! Rules for the status of events (RFC 5545 sections 3.8.1.11 and 3.8.2.7): what is cancelled, and
//! what is free.

use super::events::{Event, OfEvent};
use super::rule::{Found, Rule, doubt, quoted};
use crate::finding::list;

pub(super) const EVENT: &[(Rule, OfEvent)] = &[
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
];

fn busy(event: &Event<'_>, found: &mut Found<'_>) {
    const WORDS: [&str; 5] = ["FREE", "TENTATIVE", "BUSY", "OOF", "WORKINGELSEWHERE"];
    let Some(status) = event.component.get("X-MICROSOFT-CDO-BUSYSTATUS") else { return };
    let is = |word: &str| status.value().eq_ignore_ascii_case(word);
    let said = quoted(status.value());
    if !WORDS.into_iter().any(is) {
        let message =
            format_args!("X-MICROSOFT-CDO-BUSYSTATUS is {said}, which is none of its words");
        let mend = format!("leave it out, or write {}", list(WORDS, "or"));
        found.mend(status.place(), message, mend);
    } else if is("FREE") != event.is("TRANSP", "TRANSPARENT") {
        let transp = if is("FREE") { "not TRANSPARENT" } else { "TRANSPARENT" };
        let message = format_args!("X-MICROSOFT-CDO-BUSYSTATUS is {said}, and TRANSP is {transp}");
        found.at(status.place(), message);
    }
}

fn cancelled_busy(event: &Event<'_>, found: &mut Found<'_>) {
    if event.is("STATUS", "CANCELLED") && !event.is("TRANSP", "TRANSPARENT") {
        found.at(event.component.begin, "the event is cancelled and not TRANSPARENT");
    }
}

fn cancelled_title(event: &Event<'_>, found: &mut Found<'_>) {
    // Beginnings of the words for cancelled, postponed and moved in the six languages of ITU.
    const WORDS: [&str; 17] = [
        "cancel",
        "canc.",
        "annul",
        "abgesagt",
        "отмен",
        "取消",
        "ملغ",
        "ألغ",
        "postpon",
        "moved",
        "report",
        "aplaz",
        "отлож",
        "перенес",
        "推迟",
        "延期",
        "مؤجل",
    ];
    let Some(title) = event.said("SUMMARY").filter(|_| event.is("STATUS", "CANCELLED")) else {
        return;
    };
    let lower = title.value().chars().take(300).collect::<String>().to_lowercase();
    if !WORDS.iter().any(|word| lower.contains(word)) {
        found.at(title.place(), "the event is cancelled, and its title does not say so");
    }
}

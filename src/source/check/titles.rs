//! Titles that contradict the keys next to them. Kinds and places are never guessed from a title,
//! so a title that says more than the keys is probably a mistake.

use crate::finding::{Findings, Place};
use crate::model::{Cell, Group, Kind, Meeting, Remote, Text, as_written, leading_group};

/// Words for a plenary, in lower case.
const PLENARY: [&str; 14] = [
    "plenary",
    "plenaries",
    "plénière",
    "plénières",
    "plenaria",
    "plenarias",
    "пленарное",
    "пленарные",
    "الجلسة العامة",
    "جلسة عامة",
    "الجلسات العامة",
    "全体会议",
    "全会",
    "plen",
];
/// Words before "plenary" that leave open what the session is: "report to the closing plenary".
const BEFORE: [&str; 40] = [
    "to",
    "for",
    "of",
    "before",
    "after",
    "from",
    "by",
    "in",
    "at",
    "with",
    "until",
    "on",
    "pre",
    "post",
    "and",
    "no",
    "non",
    "inter",
    "semi",
    "preparing",
    "à",
    "de",
    "du",
    "pour",
    "avant",
    "après",
    "au",
    "aux",
    "a",
    "del",
    "para",
    "antes",
    "al",
    "к",
    "на",
    "для",
    "до",
    "после",
    "в",
    "перед",
];
/// Words between those and "plenary".
const BETWEEN: [&str; 14] = [
    "the", "an", "opening", "closing", "final", "first", "second", "last", "next", "la", "les",
    "las", "une", "una",
];
/// Words behind "plenary" that make it a part of something else: "plenary room".
const BEHIND: [&str; 13] = [
    "chair",
    "room",
    "hall",
    "document",
    "documents",
    "report",
    "reports",
    "preparation",
    "preparations",
    "preparatory",
    "agenda",
    "summary",
    "results",
];
/// Chinese words in titles that are only about a plenary: to, for, prepare, report, submit.
const ABOUT_IN_CHINESE: [char; 6] = ['向', '为', '备', '告', '交', '对'];

/// Whole titles, behind their groups, of the opening or closing of a meeting.
const EDGES: [&str; 26] = [
    "opening",
    "opening session",
    "opening ceremony",
    "opening meeting",
    "closing",
    "closing session",
    "closing ceremony",
    "closing meeting",
    "ouverture",
    "séance d'ouverture",
    "clôture",
    "séance de clôture",
    "apertura",
    "sesión de apertura",
    "clausura",
    "sesión de clausura",
    "открытие",
    "закрытие",
    "الافتتاح",
    "الجلسة الافتتاحية",
    "الاختتام",
    "الجلسة الختامية",
    "开幕",
    "开幕式",
    "闭幕",
    "闭幕式",
];

/// Phrases for a meeting to which nobody travels.
const VIRTUAL: [&str; 31] = [
    "e-meeting",
    "emeeting",
    "virtual meeting",
    "virtual session",
    "virtual rgm",
    "virtual plenary",
    "virtual only",
    "online meeting",
    "online session",
    "online rgm",
    "online plenary",
    "online only",
    "held online",
    "réunion virtuelle",
    "réunion électronique",
    "réunion en ligne",
    "cyberréunion",
    "reunión virtual",
    "reunión electrónica",
    "reunión en línea",
    "ciberreunión",
    "виртуальное собрание",
    "электронное собрание",
    "онлайн-собрание",
    "اجتماع افتراضي",
    "اجتماع إلكتروني",
    "电子会议",
    "电子化会议",
    "虚拟会议",
    "线上会议",
    "网络会议",
];
/// The same words alone: "Q9/12 (virtual)", or a place.
const ALONE: [&str; 10] = [
    "virtual",
    "online",
    "on-line",
    "remote",
    "virtuel",
    "en ligne",
    "en línea",
    "онлайн",
    "线上",
    "网上",
];

/// A title that says "plenary", or that is the opening or closing, needs `kind: plenary`.
pub(super) fn kind_of_title(meeting: &Meeting, findings: &mut Findings) {
    for cell in cells(meeting) {
        let Some(title) = &cell.title else { continue };
        // A workshop has plenaries of its own.
        if matches!(cell.kind, Kind::Plenary | Kind::Workshop) {
            continue;
        }
        let found = |says: fn(&str) -> Option<&'static str>| {
            title.all().find_map(|(_, words)| says(words).map(|word| as_written(words, word)))
        };
        let is_of_all = cell.groups.iter().all(|group| meeting.groups.contains(group));
        // A plenary of a working party does not concern everyone.
        let is_of_parts = !cell.groups.is_empty() && cell.groups.iter().all(Group::meets_within);
        let (check, word) = match (found(plenary), found(edge)) {
            (Some(_), _) if is_of_parts => continue,
            (Some(word), _) => ("plenary-in-title", word),
            (None, Some(word)) if is_of_all && cell.kind != Kind::Social => {
                ("opening-in-title", word)
            }
            _ => continue,
        };
        findings
            .doubt(
                check,
                Some(cell.place),
                format!("the title says `{word}`, but the kind is `{}`", cell.kind),
            )
            .help(
                "write `kind: plenary`, so that the feeds of all groups include it, or change \
                 the title",
            );
    }
}

/// A title that says "e-meeting" needs `remote` and no place.
pub(super) fn place_of_title(meeting: &Meeting, findings: &mut Findings) {
    let is_remote =
        |remote: &Option<Remote>| remote.as_ref().is_some_and(|remote| *remote != Remote::No);
    let mut look = |title: &Option<Text>, place: Option<&Text>, remote: bool, at: Option<Place>| {
        let Some(word) = title.as_ref().and_then(|title| {
            title.all().find_map(|(_, words)| Some(as_written(words, virtually(words)?)))
        }) else {
            return;
        };
        let place = place.filter(|place| !place.all().any(|(_, words)| virtually(words).is_some()));
        let message = match place {
            Some(place) => {
                let place = place.found_in(crate::model::Language::En).1;
                format!("the title says `{word}`, but the place is `{place}`")
            }
            None if !remote => format!("the title says `{word}`, but there is no `remote`"),
            None => return,
        };
        findings.doubt("e-meeting-in-title", at, message).help(match (remote, place) {
            (true, _) => "remove `place`, or change the title",
            (false, Some(_)) => "add `remote: MyMeetings` and remove `place`",
            (false, None) => "add `remote: MyMeetings`",
        });
    };
    let place = meeting.place.as_ref();
    look(&meeting.title, place, is_remote(&meeting.remote), meeting.days_at);
    for rgm in &meeting.rgm {
        let inherited = if meeting.hosts(rgm) { place } else { None };
        look(&rgm.title, rgm.place.as_ref().or(inherited), rgm.is_remote(), Some(rgm.at));
    }
    let somewhere = is_remote(&meeting.remote) || meeting.rgm.iter().any(|rgm| rgm.is_remote());
    for cell in cells(meeting) {
        // A cell has no place of its own.
        let remote = if cell.remote.is_some() { is_remote(&cell.remote) } else { somewhere };
        look(&cell.title, None, remote, Some(cell.place));
    }
}

fn cells(meeting: &Meeting) -> impl Iterator<Item = &Cell> {
    let entries = meeting.time_plan.entries.iter();
    entries.flat_map(|entry| &entry.plan.cells).flat_map(|(_, cells)| cells)
}

/// The word by which a title calls its session a plenary.
fn plenary(title: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    let words: Vec<&str> = words(&title).collect();
    let is_between =
        |word: &str| BETWEEN.contains(&word) || word.contains(|c: char| c.is_ascii_digit());
    PLENARY.into_iter().find(|word| {
        if !is_between_spaces(word) {
            return title.contains(word) && !title.contains(ABOUT_IN_CHINESE);
        }
        let mut found = words.iter().enumerate().filter(|(_, own)| *own == word);
        found.any(|(at, _)| {
            let before = words.iter().take(at).rfind(|word| !is_between(word));
            let behind = words.get(at + 1);
            !before.is_some_and(|word| BEFORE.contains(word))
                && !behind.is_some_and(|word| BEHIND.contains(word))
        })
    })
}

/// The title, if it is the opening or the closing itself.
fn edge(title: &str) -> Option<&'static str> {
    let rest = leading_group(title).map_or(title, |(_, rest)| rest);
    let rest = rest.trim_start_matches([':', '：', ' ']).to_lowercase();
    EDGES.into_iter().find(|edge| *edge == rest.trim())
}

/// The words by which a title or a place says that nobody travels.
fn virtually(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let found = VIRTUAL.into_iter().find(|phrase| {
        text.match_indices(phrase).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            !is_between_spaces(phrase) || before.is_none_or(ends_word)
        })
    });
    found.or_else(|| {
        let parts = text.split(['(', ')', ',', ':', ';', '，', '：', '（', '）', '–', '—']);
        let mut parts = parts.map(|part| {
            let is_no_group = |word: &&str| word.to_uppercase().parse::<Group>().is_err();
            part.split_whitespace().filter(is_no_group).collect::<Vec<_>>().join(" ")
        });
        parts.find_map(|part| ALONE.into_iter().find(|word| **word == part))
    })
}

/// Whether a phrase stands between spaces: Chinese has none, and Arabic writes articles to words.
fn is_between_spaces(phrase: &str) -> bool {
    phrase.starts_with(|c: char| c.is_ascii() || is_cyrillic(c))
}

/// Whether a word may begin after a character: "pre-meeting" is not an e-meeting.
fn ends_word(before: char) -> bool {
    let is_ideograph = before >= '\u{2E80}';
    is_ideograph || !before.is_alphanumeric() && before != '-'
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4FF}').contains(&c)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{edge, plenary, virtually};

    #[test]
    fn a_plenary_is_the_session_itself_and_not_what_it_is_about() {
        for title in [
            "SG12 closing plenary",
            "Plenary",
            "WP1/12 plenary (if necessary)",
            "Plenary of WP1/12",
            "Séance plénière de clôture",
            "SG12: plenaria de apertura",
            "Заключительное пленарное заседание",
            "SG12 闭幕全体会议",
            "الجلسة العامة الختامية",
        ] {
            assert!(plenary(title).is_some(), "{title}");
        }
        for title in [
            "Q7/12: report to the plenary",
            "Preparation of the SG12 closing plenary",
            "Results for WP1/12 plenary",
            "Plenary room open",
            "Pre-plenary meeting",
            "Rapport à la plénière",
            "Доклад на пленарное заседание",
            "向全体会议报告",
            "Questions in parallel",
            "Preparing closing plenary",
            "No plenary today",
            "Plenary chair's coffee",
            "Coffee with the plenary chair",
            "Inter-plenary",
            "Semi-plenary",
        ] {
            assert_eq!(plenary(title), None, "{title}");
        }
        // Titles that took a minute.
        for words in ["1, ", "Q1/12, ", "to the plenary 1 "] {
            assert_eq!(plenary(&words.repeat(20_000)), None, "{words}");
        }
    }

    #[test]
    fn an_opening_is_the_whole_title() {
        for title in ["SG12 opening", "SG12: Closing session", "Opening", "SG12 开幕"] {
            assert!(edge(title).is_some(), "{title}");
        }
        for title in ["Opening of the working parties and of Q1/12", "Opening remarks", "SG12"] {
            assert_eq!(edge(title), None, "{title}");
        }
    }

    #[test]
    fn an_e_meeting_is_named_by_itself_and_not_by_its_subject() {
        for title in [
            "e-meeting",
            "Q9/12 E-meetings",
            "Virtual meeting of SG12",
            "Q9/12 (virtual)",
            "Q9/12 online",
            "Q9/12：电子会议",
            "Réunion virtuelle",
            "第12研究组e-meeting",
            "Pre-meeting before the e-meeting",
        ] {
            assert!(virtually(title).is_some(), "{title}");
        }
        for title in [
            "Q5/11: testing of virtual BNG",
            "Child protection online",
            "Online safety",
            "Virtual reality",
            "SG12 pre-meeting",
            "Committee-meeting",
            "Stage-meeting",
            "Nonvirtual meeting",
            "ITU headquarters, Geneva",
        ] {
            assert_eq!(virtually(title), None, "{title}");
        }
    }
}

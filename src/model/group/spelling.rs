//! How people write groups: `Q 7/12`, `Question 7/12`, `Q7&9/12`, `WP1/SG12`, `第7/12号课题`, `Q7／12`.
//!
//! A text with one reading is a group. An ambiguous text is not, and its [`NamedGroups`] lists what it
//! may mean.

use super::marks::{GroupsRead, MarkReader};
use super::written::PlainText;
use super::{Group, compact, leading_group};
use std::ops::Range;

/// Groups that a text names together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedGroups {
    /// Their place, in bytes of the text.
    pub span: Range<usize>,
    /// The groups that every reading includes.
    pub groups: Vec<Group>,
    /// All groups that are probably meant; nothing if there is one reading.
    pub meant: Vec<Group>,
}

/// Every mention of groups in a text, in order. `bodies` are the study groups and other bodies that
/// a Question or a working party without a body may belong to.
pub fn mentions(text: &str, bodies: &[Group]) -> Vec<NamedGroups> {
    let written = PlainText::new(text);
    let mut found: Vec<NamedGroups> = Vec::new();
    // Whether it is beside the last mention: "TSAG WP1", "TSAG: WP1", "TSAG – WP1".
    let (mut at, mut is_beside) = (0, true);
    while at < written.length() {
        let before = found.last().filter(|_| is_beside).and_then(|last| {
            let body = last.groups.first().filter(|body| body.parent().is_none())?;
            let is_one = last.groups.len() == 1 && last.meant.is_empty();
            is_one.then(|| (last.span.start, body.clone()))
        });
        let read = |bodies| MarkReader { text: &written, bodies }.mention(at);
        let of_body = before.as_ref().and_then(|(_, body)| read(std::slice::from_ref(body)).ok());
        match of_body.map_or_else(|| read(bodies), Ok) {
            Ok(GroupsRead { mut groups, meant, end, .. }) => {
                let mut span = written.offset(at)..written.offset(end);
                let meant = if meant == groups { Vec::new() } else { meant };
                let is_part = |body: &Group| {
                    let mut meant = meant.iter();
                    groups.is_empty() && meant.all(|group| group.parent().as_ref() == Some(body))
                };
                if let Some((start, body)) = before.filter(|(_, body)| is_part(body)) {
                    found.pop();
                    span.start = start;
                    groups = vec![body];
                }
                // "WP1 (TSAG)"
                let words = text.get(span.clone()).unwrap_or_default();
                let is_open = words.contains('(') && !words.contains(')');
                let end = if is_open && written.plain(end) == ')' { end + 1 } else { end };
                span.end = written.offset(end);
                found.push(NamedGroups { span, groups, meant });
                (at, is_beside) = (end, true);
            }
            Err(next) => {
                let between =
                    |at| matches!(written.plain(at), ' ' | ':' | '(' | '的' | '-' | '–' | '—');
                is_beside = is_beside && (at..next).all(between);
                at = next;
            }
        }
    }
    found
}

/// Every group that a title names for sure, in its order, each once.
pub fn named_in(title: &str) -> Vec<Group> {
    each_once(mentions(title, &[]))
}

/// The same, if all of them are written as ITU-T writes them.
pub fn written_in(title: &str) -> Option<Vec<Group>> {
    let mentions = mentions(title, &[]);
    let is_canonical = mentions.iter().all(|NamedGroups { span, groups, .. }| {
        let written = title.get(span.clone()).unwrap_or_default();
        let is_there = |group: &Group| written.contains(&group.to_string());
        written == compact(groups) || groups.iter().all(is_there)
    });
    is_canonical.then(|| each_once(mentions))
}

fn each_once(mentions: Vec<NamedGroups>) -> Vec<Group> {
    let mut found = Vec::new();
    for group in mentions.into_iter().flat_map(|mention| mention.groups) {
        if !found.contains(&group) {
            found.push(group);
        }
    }
    found
}

/// The groups that a title begins with, however they are written.
fn beginning(title: &str) -> Option<NamedGroups> {
    let first = mentions(title, &[]).into_iter().next();
    first.filter(|first| first.span.start == 0 && !first.groups.is_empty())
}

/// Whether a title begins with a group, however it is written.
pub fn begins_with_group(title: &str) -> bool {
    beginning(title).is_some()
}

/// The most groups that fit at the beginning of a title.
const MOST_IN_TITLE: usize = 4;

/// The title with its first group in ITU-T's spelling, because a phone shows thirty characters.
/// Nothing if it already begins so, or without a group.
pub fn canonical(title: &str) -> Option<String> {
    let NamedGroups { span, groups, meant } = beginning(title)?;
    if !meant.is_empty() || groups.len() > MOST_IN_TITLE || leading_group(title).is_some() {
        return None;
    }
    let rest = title.get(span.end..)?;
    let is_close = rest.starts_with(|c: char| c.is_alphanumeric() || c == '(');
    Some(format!("{}{}{rest}", compact(&groups), if is_close { " " } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::{NamedGroups, canonical, mentions, named_in, written_in};
    use crate::model::{Group, compact};

    #[test]
    fn what_has_one_reading_is_a_group() {
        for (groups, spellings) in [
            (
                "Q7/12",
                &[
                    "Q7／12",
                    "Q.7/12",
                    "Q 7/12",
                    "q7/12",
                    "Q7/ 12",
                    "Q7 / 12",
                    "Q07/12",
                    "Q7∕12",
                    "Q7⁄12",
                    "Q7\\12",
                    "Ｑ7/12",
                    "Ｑ７／１２",
                    "Q7\u{200B}/12",
                    "Q7/SG12",
                    "Q7/SG 12",
                    "SG12/Q7",
                    "Question 7/12",
                    "question 7/12",
                    "QUESTION 7/12",
                    "Question No. 7/12",
                    "Question 7 of Study Group 12",
                    "Вопрос 7/12",
                    "Вопрос № 7/12",
                    "Вопрос 7 ИК12",
                    "В7/12",
                    "课题7/12",
                    "第7/12号课题",
                    "7/12号课题",
                    "Cuestión 7/12",
                    "Cuestio\u{301}n 7/12",
                    "cuestion 7/12",
                    "المسألة 7/12",
                    "Q7 of WP1/12",
                    "WP1/Q7/12",
                    "Q7-SG12",
                    "Q7/WP1/12",
                    "Question: 7/12",
                    "Question(s) 7/12",
                    "Q#7/12",
                    "Qu. 7/12",
                    "Qn 7/12",
                    "Quest. 7/12",
                    "Cuestión N.º 7/12",
                    "Вопр. 7/12",
                    "В. 7/12",
                    "Вопрос 7 12-й ИК",
                    "问题7/12",
                    "المسألة ٧/١٢",
                ][..],
            ),
            (
                "WP1/12",
                &[
                    "WP 1/12",
                    "wp1/12",
                    "WP1/SG12",
                    "WP1 of SG12",
                    "Working Party 1/12",
                    "Groupe de travail 1/12",
                    "GT 1/12",
                    "Grupo de Trabajo 1/12",
                    "РГ1/12",
                    "Рабочая группа 1/12",
                    "第1/12工作组",
                    "工作组1/12",
                    "فرقة العمل 1/12",
                    "Groupe de travail 1 de la Commission d’études 12",
                ],
            ),
            (
                "SG12",
                &[
                    "SG 12",
                    "SG-12",
                    "sg12",
                    "ＳＧ１２",
                    "Study Group 12",
                    "Commission d'études 12",
                    "CE 12",
                    "Comisión de Estudio 12",
                    "ИК12",
                    "12-я Исследовательская комиссия",
                    "Commission d'étude 12",
                    "第十二研究组",
                    "第12研究组",
                    "لجنة الدراسات 12",
                ],
            ),
            (
                "Q7,9/12",
                &[
                    "Q7&9/12",
                    "Q7 & 9/12",
                    "Q7+9/12",
                    "Q7 and 9/12",
                    "Qs 7 and 9/12",
                    "Q7, Q9/12",
                    "Q7/12, 9/12",
                    "Q7/12&Q9/12",
                    "Q7/Q9/12",
                    "Q7/12/Q9/12",
                    "Questions 7 et 9/12",
                    "Cuestiones 7 y 9/12",
                    "Вопросы 7/12 и 9/12",
                    "第7/12和9/12号课题",
                    "第7/12号和第9/12号课题",
                    "第7/12号及第9/12号课题",
                    "第7/12号课题和第9/12号课题",
                    "Questions: 7/12, 9/12",
                    "Q’s 7, 9/12",
                    "Q7/12 with 9/12",
                    "Q7 and 9 of WP1/12",
                    "第7和第9/12号课题",
                    "المسألتان 7/12 و9/12",
                ],
            ),
            ("Q7,9,10/12", &["第7/12号、第9/12号和第10/12号课题", "第7号、第9号和第10/12号课题"]),
            ("Q7/12, Q9/13", &["第7/12号和第9/13号课题", "Questions: 7/12, 9/13"]),
            ("Q7,9,12/12", &["Q7, 9 and 12/12", "Q7,9,12/12", "Questions 7, 9 & 12/12"]),
            (
                "Q7,8,9/12",
                &[
                    "Q7-9/12",
                    "Q7–9/12",
                    "Q7~9/12",
                    "Q7 through 9/12",
                    "Questions 7 to 9/12",
                    "Questions 7 à 9/12",
                ],
            ),
            ("Q7/12, Q9/13", &["Q7/12-Q9/13", "Questions 7/12 and 9/13", "Q7/12 with Q9/13"]),
            ("WP1,2/12", &["WPs 1 and 2/12", "Рабочие группы 1/12 и 2/12", "第1/12、第2/12工作组"]),
            (
                "SG2, SG13",
                &[
                    "Study Groups 2 and 13",
                    "SG2&13",
                    "SG2/SG13",
                    "第二和十三研究组",
                    "第二研究组和第十三研究组",
                    "2-я и 13-я исследовательские комиссии",
                ],
            ),
            (
                "WP7/TSAG",
                &[
                    "WP 7/TSAG",
                    "Working Party 7 of TSAG",
                    "РГ7/КГСЭ",
                    "TSAG/WP7",
                    "КГСЭ/РГ7",
                    "TSAG-WP7",
                    "WP7-TSAG",
                    "WP 7‑TSAG",
                ],
            ),
            ("WP7/FG-AI4H", &["FG-AI4H/WP7", "WP7-FG-AI4H"]),
            ("Q7/12, WP1/12", &["Q7 and WP1/12", "Q7 & WP1/12", "Q7, WP1/12", "Q7 et GT1/12"]),
            ("Q7,9/12, WP1/12", &["Questions 7, 9 and WP1/12"]),
            ("WP1/12, Q7/12", &["WP1 and Q7/12", "РГ1 и В7/12"]),
            (
                "TSAG",
                &["КГСЭ", "Telecommunication Standardization Advisory Group", "电信标准化顾问组"],
            ),
        ] {
            for spelling in spellings {
                for title in
                    [(*spelling).to_owned(), format!("({spelling}): x"), format!("x — {spelling}")]
                {
                    assert_eq!(compact(&named_in(&title)), groups, "{title}");
                    let is_doubtful = |mention: &NamedGroups| !mention.meant.is_empty();
                    assert!(
                        !mentions(&title, &[Group::Study(12)]).iter().any(is_doubtful),
                        "{title}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_has_several_readings_is_a_doubt() {
        for (title, sure, meant) in [
            ("Q7/9/12", "", "Q7,9/12"),
            ("Q7/12-Q9/12", "Q7,9/12", "Q7,8,9/12"),
            ("Q7/12–9/12: terms", "Q7,9/12", "Q7,8,9/12"),
            ("Q7/12 – Q9/12", "Q7,9/12", "Q7,8,9/12"),
            ("Q7/12 - Q9/12: terms", "Q7,9/12", "Q7,8,9/12"),
            ("Q7/12 - 9/12", "Q7,9/12", "Q7,8,9/12"),
            ("Вопросы 7/12 – 9/12", "Q7,9/12", "Q7,8,9/12"),
            ("WP1/12 — WP3/12", "WP1,3/12", "WP1,2,3/12"),
            ("SG12, 13", "SG12", "SG12, SG13"),
            ("SG12, 13: joint session", "SG12", "SG12, SG13"),
            ("(CE 12, 13)", "SG12", "SG12, SG13"),
            ("Q9-7/12", "", "Q9,7/12"),
            ("Q7/12 & 3/11", "Q7/12", "Q7/12, Q3/11"),
            ("Q7/12bis", "", "Q7/12"),
            ("Q7-12", "", "Q7/12"),
            ("q7-12", "", "Q7/12"),
            ("C7/12", "", "Q7/12"),
            ("SG11/13", "", "SG11, SG13"),
            ("Q7: terms", "", "Q7/12"),
            ("Opening of WP1 and WP2", "", "WP1,2/12"),
            ("Questions 7 and 9", "", "Q7,9/12"),
            ("第7号课题", "", "Q7/12"),
            ("Q7/12 with 9/13", "Q7/12", "Q7/12, Q9/13"),
            ("Вопросы с 7/12 по 9/12", "Q7,9/12", "Q7,8,9/12"),
            ("Questions from 7/12 to 9/12", "Q7,9/12", "Q7,8,9/12"),
            ("SG12 and 13", "SG12", "SG12, SG13"),
            ("SG12 & 13 joint session", "SG12", "SG12, SG13"),
            ("Study Group 12 and 13: joint session", "SG12", "SG12, SG13"),
            ("CE 12 et 13", "SG12", "SG12, SG13"),
            ("CE 12 y 13", "SG12", "SG12, SG13"),
            ("ИК 12 и 13", "SG12", "SG12, SG13"),
            ("研究组12和13", "SG12", "SG12, SG13"),
            ("TSAG WP1", "TSAG", "WP1/TSAG"),
            ("WP1 TSAG", "TSAG", "WP1/TSAG"),
            ("WP1 (TSAG)", "TSAG", "WP1/TSAG"),
            ("WP1 – TSAG", "TSAG", "WP1/TSAG"),
            ("TSAG – WP1", "TSAG", "WP1/TSAG"),
            ("Q7 (SG13)", "SG13", "Q7/13"),
            ("Q7 of WP1", "", "Q7/12"),
            ("Q7/WP1", "", "Q7/12"),
            ("Q7 (WP1)", "", "Q7/12"),
            ("Cuestión 7 del Grupo de Trabajo 1", "", "Q7/12"),
            ("Questions 3/12, 1/2", "Q3/12", "Q3/12, Q1/2"),
            ("Q7 & 2 others", "", "Q7/12"),
            ("SG13RGAFR", "", "SG13RG-AFR"),
            ("JCA IoT", "", "JCA-IoT"),
            ("FG AI4H: closing", "", "FG-AI4H"),
            ("JCA DCC", "", "JCA-DCC"),
            ("TSAG WP1 and WP2: opening", "TSAG", "WP1,2/TSAG"),
            ("TSAG第1工作组", "TSAG", "WP1/TSAG"),
            ("TSAG的第1工作组", "TSAG", "WP1/TSAG"),
            ("TSAG: WP1", "TSAG", "WP1/TSAG"),
            ("TSAG (WP1)", "TSAG", "WP1/TSAG"),
            ("КГСЭ РГ1", "TSAG", "WP1/TSAG"),
            ("GCNT GT1", "TSAG", "WP1/TSAG"),
            ("GT1", "", "WP1/12"),
            ("SG12-WP1", "SG12", "WP1/12"),
            ("SG12, 13 and 15", "SG12", "SG12, SG13, SG15"),
            ("SG13 WP1", "SG13", "WP1/13"),
            ("Q7 SG13", "SG13", "Q7/13"),
            ("第一工作组", "", "WP1/12"),
            ("SG12 RG-AFR", "SG12", "SG12RG-AFR"),
            ("SG12RG AFR", "", "SG12RG-AFR"),
            ("sg12rg-afr", "", "SG12RG-AFR"),
        ] {
            let all = mentions(title, &[Group::Study(12)]);
            let [NamedGroups { groups, meant: found, .. }] = all.as_slice() else {
                panic!("{title}: {all:?}")
            };
            assert_eq!(
                (compact(groups).as_str(), compact(found).as_str()),
                (sure, meant),
                "{title}"
            );
        }
    }

    #[test]
    fn parts_without_a_body_are_of_those_that_meet() {
        let tsag = || Group::Named("TSAG".to_owned());
        for (title, bodies, meant) in [
            ("WP1", vec![tsag()], "WP1/TSAG"),
            ("WP 2: opening", vec![tsag()], "WP2/TSAG"),
            ("WP1 and WP2", vec![tsag()], "WP1,2/TSAG"),
            ("第1工作组", vec![tsag()], "WP1/TSAG"),
            ("WP1", vec![Group::Study(12), tsag()], "WP1/12, WP1/TSAG"),
        ] {
            let found: Vec<Group> =
                mentions(title, &bodies).into_iter().flat_map(|mention| mention.meant).collect();
            assert_eq!(compact(&found), meant, "{title}");
        }
        assert_eq!(mentions("Q7", &[tsag()]), []);
    }

    #[test]
    fn what_only_looks_so_is_nothing() {
        for title in [
            "",
            "13/16",
            "Meeting 13/16 and 24/7",
            "24/7 support",
            "1/2 day",
            "Q4/2026",
            "Q4 2026",
            "Q7/12/2026",
            "FAQ7/12",
            "1SG2",
            "WP",
            "Questions in parallel",
            "Question 5 of the agenda",
            "ce 12 juin",
            "В 7/12",
            "Room 7/12",
            "第12次会议",
            "第3场",
            "www.itu.int/sg12",
            "sg12@itu.int",
            "WP5D",
            "SG12/TD5",
            "SG12X",
            "Q0/12",
            "Q100/12",
            "Item 7/12",
            "tsag",
            "session 3, 14:30-15:30",
            "Recommendation Q.50",
            "Q.12 draft",
            "Question: 5 minutes",
            "В. 7 часов",
            "第二次会议",
            "Working party: 14:30",
            "CE 5 minutes",
            "GT 3 hours",
            "FG meeting",
            "FG NEWS",
            "JCA Meeting",
        ] {
            assert_eq!(mentions(title, &[Group::Study(12)]), [], "{title}");
        }
        for (title, groups) in [
            ("Q7/12, 24/7 support", "Q7/12"),
            ("Question 7/12, 24/7 support", "Q7/12"),
            ("Question 7/12, 14/1: terms", "Q7/12"),
            ("Q7/12, 14:30-15:30", "Q7/12"),
            ("Study Group 12 and 13 January", "SG12"),
            ("SG12-TD1", "SG12"),
            ("SG12, 13 January", "SG12"),
            ("SG12, 13:30", "SG12"),
            ("SG12, 5 documents", "SG12"),
            ("Q7/12 – 9 documents", "Q7/12"),
            ("Q7/12 – 9:30", "Q7/12"),
            ("Q7/12 – 24/7 support", "Q7/12"),
            ("Q7/12 – terms", "Q7/12"),
            ("SG12 et 13 janvier", "SG12"),
            ("SG12 and 24/7 support", "SG12"),
            ("SG12和13日", "SG12"),
            ("SG12, 9 and 10 am", "SG12"),
            ("SG12和第3场", "SG12"),
            ("SG12 RG meeting", "SG12"),
            ("SG12 & 2 others", "SG12"),
            ("SG12 and 3 other groups", "SG12"),
            ("Study Groups 12, 13 and 2 others", "SG12, SG13"),
            ("CE 12 et 2 autres", "SG12"),
            ("CE 12 y 3 más", "SG12"),
            ("ИК12 и 2 другие группы", "SG12"),
            ("Q7/12 & 2 others", "Q7/12"),
            ("Q7/12 with 5 experts", "Q7/12"),
            ("TSAG Question time", "TSAG"),
            ("SG12, SG12RG-AFR", "SG12, SG12RG-AFR"),
            ("Q3/12, Q7/12/TD5", "Q3/12"),
        ] {
            let found: Vec<NamedGroups> = mentions(title, &[Group::Study(12)]);
            assert!(found.iter().all(|mention| mention.meant.is_empty()), "{title}");
            assert_eq!(compact(&named_in(title)), groups, "{title}");
        }
    }

    #[test]
    fn a_doubt_is_of_all_that_was_read() {
        for title in ["WP1 (TSAG)", "TSAG (WP1)", "Q7 (WP1)", "Q7 of WP1", "JCA IoT"] {
            let all = mentions(&format!("{title}: x"), &[Group::Study(12)]);
            assert_eq!(
                all.first().map(|first| first.span.clone()),
                Some(0..title.len()),
                "{title}"
            );
        }
    }

    #[test]
    fn long_titles_are_read_once() {
        for words in ["1, ", "Q1, ", "WP1 and ", "第1、", "Q1 and WP1, ", "TSAG ", " ", "- "] {
            let title = format!("SG12 {}", words.repeat(3_000));
            assert!(!mentions(&title, &[]).is_empty(), "{words}");
        }
    }

    #[test]
    fn what_itu_t_writes_is_canonical() {
        for title in ["", "Terms", "Q7/12: ad hoc", "WP1,2,3/11", "Q7/12, Q9/12 and Q3/11", "TSAG"]
        {
            assert!(written_in(title).is_some(), "{title}");
        }
    }

    #[test]
    fn titles_begin_as_itu_t_writes_groups() {
        for (title, wanted) in [
            ("Question 7/12: ad hoc", Some("Q7/12: ad hoc")),
            ("第12研究组全体会议", Some("SG12 全体会议")),
            ("第7/12号课题：术语", Some("Q7/12：术语")),
            ("第7/12号课题和第9/12号课题", Some("Q7,9/12")),
            ("Q 7/12", Some("Q7/12")),
            ("Q7/12: ad hoc", None),
            ("Q7/12, 9 and 12/12", None),
            ("Joint session of Question 7/12", None),
            ("Q7/9/12", None),
            ("q7/12-q9/12", None),
            ("Questions 1 to 20/12", None),
        ] {
            assert_eq!(canonical(title).as_deref(), wanted, "{title}");
            assert!(wanted.is_none() || written_in(title).is_none(), "{title}");
        }
    }
}

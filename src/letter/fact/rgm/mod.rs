//! Rapporteur group meetings that a letter announces: ranges of days in its prose, series, and the
//! rows of a table.

use crate::finding::{Findings, Said};
use crate::letter::Evidence;
use crate::letter::lex::dates::{DateMention, dates};
use crate::letter::lex::groups::{GroupMention, groups};
use crate::letter::lex::normal::Normal;
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::{Days, Group, Language, Remote, Text};
use crate::source::DraftRgm;
use chrono::{Datelike, NaiveDate};

mod series;
mod table;

/// What is known of the meeting.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'a> {
    /// Who meets.
    pub(crate) groups: &'a [Group],
    /// When.
    pub(crate) days: Option<Days>,
    /// Where.
    pub(crate) place: Option<&'a str>,
    /// When the letter was written.
    pub(crate) written: Option<NaiveDate>,
}

/// The longest range of rapporteur group meetings, in days.
const LONGEST: i64 = 60;

/// How long before the first day a range may begin if the letter's date is not known.
const EARLIEST: i64 = 100;

/// The widest stretch between the name of the meetings and their dates, in characters.
const NEAR: usize = 120;

/// The most entries of a letter.
const MOST: usize = 200;

/// Reads rapporteur group meetings. `of_letter` is the letter's language.
pub(crate) fn rgm(
    normal: &Normal,
    of_letter: Language,
    known: Known<'_>,
    skip: &[Span],
    findings: &mut Findings,
) -> (Vec<DraftRgm>, Vec<Evidence>) {
    let mut reader = Reader { normal, of_letter, known, found: Vec::new(), evidence: Vec::new() };
    for line in &normal.lines {
        if reader.found.len() >= MOST {
            break;
        }
        if line.cell.is_some() || prose::is_in(&line.span, skip) {
            continue;
        }
        let text = normal.folded(&line.span);
        // The heading of a time plan names the meetings with all days of the plan.
        let is_plan = prose::after(text, Sense::PlanHeading).is_some();
        let is_about = !is_plan && prose::has(text, Sense::RapporteurMeetings);
        let is_series = prose::has(text, Sense::Every);
        if !is_about && !is_series {
            continue;
        }
        for sentence in prose::sentences(normal, &line.span) {
            if !(is_series && reader.series(&sentence, findings)) && is_about {
                reader.range(&sentence, findings);
            }
        }
    }
    reader.tables(skip, findings);
    (reader.found, reader.evidence)
}

/// Reads sentences and tables one after another.
struct Reader<'a> {
    normal: &'a Normal,
    of_letter: Language,
    known: Known<'a>,
    found: Vec<DraftRgm>,
    evidence: Vec<Evidence>,
}

impl Reader<'_> {
    /// A range of days beside the name of the meetings.
    fn range(&mut self, sentence: &Span, findings: &mut Findings) {
        let normal = self.normal;
        let text = normal.folded(sentence);
        let Some(name) = prose::first(text, Sense::RapporteurMeetings) else {
            return;
        };
        let name = sentence.start + name.start..sentence.start + name.end;
        let mentions = dates(normal.tokens_in(sentence));
        let ranges = mentions.iter().filter_map(|mention| {
            let days = self.days(mention)?;
            let between = if mention.span.start >= name.end {
                name.end..mention.span.start
            } else {
                mention.span.end..name.start
            };
            let distance = normal.slice(&between).chars().count();
            (between.start <= between.end && distance <= NEAR).then_some((distance, mention, days))
        });
        let Some((_, mention, days)) = ranges.min_by_key(|(distance, ..)| *distance) else {
            return;
        };
        let whole = name.start.min(mention.span.start)..name.end.max(mention.span.end);
        let is_past = prose::has(normal.folded(&whole), Sense::PastMeeting);
        if is_past || !self.is_ahead(days) {
            return;
        }
        let place = normal.place(&mention.span);
        if mention.is_guess {
            findings
                .doubt(
                    "rgm-dates",
                    Some(place),
                    format!("these may be the days of rapporteur group meetings: {days}"),
                )
                .help("a sign between the days was lost; add them as `rgm`, if they are right");
            return;
        }
        let groups = self.groups(sentence, &name);
        if let Some(other) = self.overlapping(days, &groups) {
            if other != days {
                findings
                    .doubt(
                        "rgm-dates",
                        Some(place),
                        format!(
                            "rapporteur group meetings are on {days} here, and on {other} elsewhere"
                        ),
                    )
                    .help(format!("{other} was taken; see which days are meant"));
            }
            return;
        }
        let draft = DraftRgm {
            groups: groups.into_iter().map(|value| Said { value, place }).collect(),
            start: Some(Said { value: days.first, place }),
            end: Some(Said { value: days.last, place }),
            location: self.place_beside(mention),
            place,
            ..DraftRgm::default()
        };
        self.add(draft, days.to_string());
    }

    /// The days of a range of the same groups that shares days with this one.
    fn overlapping(&self, days: Days, groups: &[Group]) -> Option<Days> {
        self.found.iter().filter(|other| other.every.is_none()).find_map(|other| {
            let first = other.start.as_ref()?.value;
            let last = other.end.as_ref()?.value;
            let is_same = other.groups.iter().map(|said| &said.value).eq(groups);
            let shares = first <= days.last && days.first <= last;
            (is_same && shares).then_some(Days { first, last })
        })
    }

    /// Takes an entry, if no other one has the same days and groups.
    fn add(&mut self, draft: DraftRgm, value: String) {
        let groups = |draft: &DraftRgm| -> Vec<Group> {
            draft.groups.iter().map(|said| said.value.clone()).collect()
        };
        let is_known = self.found.iter().any(|other| {
            let start = other.start.as_ref().map(|said| said.value);
            let end = other.end.as_ref().map(|said| said.value);
            start == draft.start.as_ref().map(|said| said.value)
                && end == draft.end.as_ref().map(|said| said.value)
                && other.time.as_ref().map(|said| said.value)
                    == draft.time.as_ref().map(|said| said.value)
                && groups(other) == groups(&draft)
        });
        if is_known || draft.groups.is_empty() {
            return;
        }
        let field = format!("rgm[{}]", self.found.len());
        self.evidence.push(Evidence { field, value, place: draft.place });
        self.found.push(draft);
    }

    /// The days of a range; without a year those before the meeting.
    fn days(&self, mention: &DateMention) -> Option<Days> {
        mention.last?;
        let meeting = self.known.days;
        let days = mention.days().or_else(|| {
            let meeting = meeting?;
            let days = mention.days_in(Some(meeting.first.year()))?;
            let is_close = (meeting.first - days.first).num_days() <= EARLIEST;
            (is_close && days.last <= meeting.last).then_some(days)
        })?;
        let fits = days.count() <= LONGEST && (!mention.is_pair || days.count() == 2);
        (fits && meeting != Some(days)).then_some(days)
    }

    /// Whether days are still to come in this letter.
    fn is_ahead(&self, days: Days) -> bool {
        match (self.known.written, self.known.days) {
            (Some(written), _) => days.first > written,
            (None, Some(meeting)) => (meeting.first - days.first).num_days() <= EARLIEST,
            (None, None) => false,
        }
    }

    /// Who meets: the Questions that stand beside the name of the meetings, else the study groups
    /// of those who meet.
    fn groups(&self, sentence: &Span, name: &Span) -> Vec<Group> {
        let normal = self.normal;
        let mentions = groups(normal.text(), normal.tokens_in(sentence), self.study_group());
        let is_beside = |mention: &&GroupMention| {
            let between = if mention.span.start >= name.end {
                name.end..mention.span.start
            } else {
                mention.span.end..name.start
            };
            between.start <= between.end && normal.slice(&between).trim().chars().count() <= 10
        };
        let beside: Vec<Group> = mentions
            .iter()
            .filter(is_beside)
            .flat_map(|mention| mention.groups.clone())
            .filter(|group| matches!(group, Group::Question(..)))
            .collect();
        if beside.is_empty() { self.study_groups() } else { beside }
    }

    /// The study groups of those who meet.
    fn study_groups(&self) -> Vec<Group> {
        let mut all: Vec<Group> = Vec::new();
        for group in self.known.groups {
            let study = group.parent().unwrap_or_else(|| group.clone());
            if !all.contains(&study) {
                all.push(study);
            }
        }
        all
    }

    /// The number of the only study group.
    fn study_group(&self) -> Option<u8> {
        match self.study_groups().as_slice() {
            [Group::Study(number)] => Some(*number),
            _ => None,
        }
    }

    /// A place in the same parentheses as the dates, if it is not the meeting's.
    fn place_beside(&self, mention: &DateMention) -> Option<Text> {
        let normal = self.normal;
        let text = normal.text();
        let before = text.get(..mention.span.start)?;
        let open = before.char_indices().rev().take(60).find(|(_, c)| *c == '(')?.0;
        let after = text.get(mention.span.end..)?;
        let close = after.char_indices().take(60).find(|(_, c)| *c == ')')?.0;
        let inside = [open + 1..mention.span.start, mention.span.end..mention.span.end + close];
        let is_sign = |c: char| c.is_whitespace() || ",;-،、".contains(c);
        let words = inside.into_iter().find_map(|span| {
            let text = normal.slice(&span);
            let start = span.start + (text.len() - text.trim_start_matches(is_sign).len());
            let end = span.start + text.trim_end_matches(is_sign).len();
            let is_place = start < end
                && normal
                    .slice(&(start..end))
                    .chars()
                    .all(|c| c.is_alphabetic() || c.is_whitespace() || "-'.,".contains(c));
            is_place.then_some(start..end)
        })?;
        let meeting = self.known.place?.to_lowercase();
        let folded = normal.folded(&words);
        if meeting.contains(folded) || folded.contains(meeting.as_str()) {
            return None;
        }
        Text::new(self.of_letter, normal.words(&words))
    }

    /// How a stretch says that people take part from where they are.
    fn remote(&self, text: &str) -> Option<Remote> {
        prose::has(text, Sense::EMeeting).then_some(Remote::Yes)
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Findings;
    use crate::letter::fact::rgm::{Known, rgm};
    use crate::letter::lex::normal::Normal;
    use crate::letter::shape::prose::tests::{normal, with_table};
    use crate::model::{Days, Group, Language, compact, parse_date};
    use crate::source::DraftRgm;

    /// What a letter of 1 February 2025 to a meeting in Geneva on 12 May 2025 says.
    fn read(normal: &Normal) -> Vec<String> {
        let mut findings = Findings::default();
        let day = parse_date("2025-05-12").unwrap();
        let groups = [Group::WorkingParty(1, 9), Group::WorkingParty(2, 9)];
        let known = Known {
            groups: &groups,
            days: Some(Days::one(day)),
            place: Some("ITU headquarters, Geneva"),
            written: parse_date("2025-02-01").ok(),
        };
        let (found, evidence) = rgm(normal, Language::En, known, &[], &mut findings);
        assert_eq!(found.len(), evidence.len());
        let show = |found: &DraftRgm| {
            let groups: Vec<Group> = found.groups.iter().map(|said| said.value.clone()).collect();
            let mut shown = compact(&groups);
            for date in [&found.start, &found.end].into_iter().flatten() {
                shown.push_str(&format!(" {}", date.value));
            }
            if let (Some(step), Some(time)) = (&found.every, &found.time) {
                let on: Vec<String> = found.on.iter().map(|day| day.value.to_string()).collect();
                shown.push_str(&format!(" {:?} {} {}", step.value, on.join("+"), time.value));
            }
            if let Some((_, place)) = found.location.as_ref().and_then(|place| place.all().next()) {
                shown.push_str(&format!(" in {place}"));
            }
            if found.remote.is_some() {
                shown.push_str(" remote");
            }
            if found.slots.is_some() {
                shown.push_str(" bare");
            }
            shown.trim().to_owned()
        };
        let mut shown: Vec<String> = found.iter().map(show).collect();
        shown.extend(findings.sorted().iter().map(|finding| format!("{:?}", finding.level)));
        shown
    }

    #[test]
    fn ranges_in_six_languages() {
        for (text, expected) in [
            (
                "They rest on the Rapporteur Group meetings of the two weeks before (28 April – 9 May 2025, Geneva).",
                "SG9 2025-04-28 2025-05-09",
            ),
            (
                "From 28 April to 9 May 2025 Rapporteur Groups sit in other rooms.",
                "SG9 2025-04-28 2025-05-09",
            ),
            ("RGMs of Q3/9 (Lima, 5-9 May 2025) come first.", "Q3/9 2025-05-05 2025-05-09 in Lima"),
            (
                "以2025年4月28日至5月9日在日内瓦举行的报告人组会议为基础。",
                "SG9 2025-04-28 2025-05-09",
            ),
            (
                "Les réunions des Groupes de Rapporteur (28 avril-9 mai 2025, Genève) précèdent.",
                "SG9 2025-04-28 2025-05-09 in Genève",
            ),
            (
                "Las reuniones de los Grupos de Relator del 28 de abril al 9 de mayo de 2025 preceden.",
                "SG9 2025-04-28 2025-05-09",
            ),
            (
                "Собрания Групп Докладчиков пройдут с 28 апреля по 9 мая 2025 года.",
                "SG9 2025-04-28 2025-05-09",
            ),
            ("اجتماعات أفرقة المقررين (28 أبريل - 9 مايو 2025)", "SG9 2025-04-28 2025-05-09"),
        ] {
            assert_eq!(read(&normal(text)), [expected], "{text}");
        }
    }

    #[test]
    fn a_range_named_twice_is_one() {
        let text = "Rapporteur Group meetings (5-9 May 2025) come first.\nInputs to the RGMs, 5-9 May 2025.";
        assert_eq!(read(&normal(text)), ["SG9 2025-05-05 2025-05-09"]);
        let text = "RGMs (5-9 May 2025) come first.\nDraft time plan of RGMs and WPs (5-12 May 2025)\n\
                    The RGMs (6-10 May 2025) report.";
        assert_eq!(read(&normal(text)), ["SG9 2025-05-05 2025-05-09", "Doubt(\"rgm-dates\")"]);
    }

    #[test]
    fn what_is_over_or_is_no_range() {
        for text in [
            "The RGMs last met on 3-7 March 2025.",
            "Rapporteur Group meetings were held from 3 to 7 March 2025.",
            "The results of the RGMs (6-10 January 2025) are on the page.",
            "Inputs to the RGMs are due by 15 April 2025.",
            "The Rapporteur Groups report to the meeting (12 May 2025).",
            "A workshop takes place on 5-9 May 2025.",
            "RGMs will be held in April.",
        ] {
            assert_eq!(read(&normal(text)), Vec::<String>::new(), "{text}");
        }
        let glued = "Собрания Групп Докладчиков пройдут 2830 апреля 2025 года.";
        assert_eq!(read(&normal(glued)), ["Doubt(\"rgm-dates\")"]);
    }

    #[test]
    fn series_that_are_certain() {
        for (text, expected) in [
            (
                "Q3/9 meets online every Tuesday from 4 March to 29 April 2025, 1400-1600 hours Geneva time.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00 remote",
            ),
            (
                "Q3/9 meets every second Tuesday and Thursday, 4 March – 29 April 2025, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(2) Tue+Thu 14:00-16:00",
            ),
            (
                "第3/9号课题于2025年3月4日至4月29日每周二14:00-16:00开会。",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
            (
                "La Question 3/9 se réunit tous les mardis du 4 mars au 29 avril 2025, de 14 h 00 à 16 h 00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
            (
                "La Cuestión 3/9 se reúne todos los martes del 4 de marzo al 29 de abril de 2025, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
            (
                "Вопрос 3/9 собирается по вторникам с 4 марта по 29 апреля 2025 года, 14:00–16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
            (
                "تجتمع المسألة 3/9 كل يوم ثلاثاء من 4 مارس إلى 29 أبريل 2025، 1400-1600",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
        ] {
            assert_eq!(read(&normal(text)), [expected], "{text}");
        }
    }

    #[test]
    fn series_that_are_not() {
        for text in [
            "Q3/9 meets every Tuesday from 4 March to 29 April 2025.",
            "Q3/9 meets every Tuesday, 1400-1600 hours.",
            "Q3/9 meets every Tuesday from 4 March to 29 April 2025, 1400-1600 UTC.",
            "Q3/9 meets every Tuesday from 4 March to 29 April 2025 except 1 April, 1400-1600.",
        ] {
            assert_eq!(read(&normal(text)), ["Doubt(\"rgm-series\")"], "{text}");
        }
        for text in [
            "Coffee is free every Tuesday.",
            "Q3/9 meets every day.",
            "Every Member of Q3/9 may come.",
        ] {
            assert_eq!(read(&normal(text)), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_table_of_meetings() {
        let rows = [
            "Question(s) | Date(s) | Place/Host | Terms of reference",
            "Q3/9 | 3 March 2025 | e-meeting, 1400-1600 | Drafts",
            "Q1, Q2/9 | 7-9 April 2025 | Lima, Peru | J.cab",
            "Q4/9 | TBD | e-meeting | Work",
            "Q5/9 | 4 March 2025 | e-meeting, 1400-1600 UTC | Work",
            "Q6/9 | 6-7 January 2025 | Lima | over",
        ];
        assert_eq!(
            read(&with_table("Planned meetings", &rows, "")),
            [
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00 remote",
                "Q1,2/9 2025-04-07 2025-04-09 in Lima, Peru bare",
                "Q5/9 2025-03-04 2025-03-04 remote bare",
                "Doubt(\"rgm-without-dates\")",
                "Doubt(\"rgm-hours\")",
            ]
        );
        let plan = ["Day | Monday, 3 March 2025", "1 | Q3/9", "2 | Q4/9"];
        assert_eq!(read(&with_table("Time plan", &plan, "")), Vec::<String>::new());
    }

    #[test]
    fn hostile_texts_end_soon() {
        read(&normal(&"RGM 3-7 May 2025 every Tuesday, Q3/9, ".repeat(27_000)));
        read(&normal(&"RGM on 5-9 May 2025. Q3/9 every Tuesday.\n".repeat(25_000)));
    }
}

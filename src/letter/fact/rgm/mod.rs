//! Rapporteur group meetings that a letter announces: ranges of days in its prose, series, and the
//! rows of its lists.

use crate::finding::Said;
use crate::letter::lex::groups::groups;
use crate::letter::lex::{DateMention, GroupMention, Normal, NormalLine, ZoneSaid};
use crate::letter::read::document::{Block, Span};
use crate::letter::shape::{LetterText, prose};
use crate::letter::words::Sense;
use crate::letter::{Evidence, Reason};
use crate::model::{Days, Group, Language, Remote};
use crate::source::DraftRgm;
use crate::zone::{ZURICH, Zone};
use chrono::{Datelike, NaiveDate};

mod headed;
mod list;
mod notice;
mod place;
mod rhythm;
mod sentence;
mod series;
mod table;
mod when;
mod who;

pub(crate) use notice::{season, session, sessions};
pub(crate) use table::{has_list, is_list};

/// What is known of the meeting.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KnownMeeting<'a> {
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

/// The most entries of a letter.
const MOST: usize = 200;

/// What begins another part of a letter, in which lists are not those of meetings.
const OTHER_PARTS: [Sense; 4] =
    [Sense::PlanHeading, Sense::AgendaHeading, Sense::DeadlineHeading, Sense::SignOff];

/// Reads rapporteur group meetings. `of_letter` is the letter's language.
pub(crate) fn rgm(
    letter: &LetterText<'_>,
    of_letter: Language,
    known: KnownMeeting<'_>,
) -> Vec<DraftRgm> {
    let normal = letter.normal;
    let mut reader = RgmReader { letter, normal, of_letter, known, found: Vec::new() };
    // Whether this part of the letter is about the meetings, and the table that was read last.
    let (mut is_about, mut table) = (false, None);
    let rows = normal.lines.iter().filter(|it| it.cell.is_none() && reader.is_row(&it.span));
    let is_list = rows.take(2).count() == 2;
    let mut is_in_part = false;
    let mut is_past = false;
    // Where the lines with tabs end that were looked at, and those that were read.
    let (mut seen_to, mut read_to) = (0, 0);
    for (number, line) in normal.lines.iter().enumerate() {
        if reader.found.len() >= MOST {
            break;
        }
        if line.span.start < read_to {
            continue;
        }
        is_past = reader.is_past(line, is_past);
        if is_past {
            for date in letter.dates_in(&line.span) {
                letter.none(&date.span, Reason::Past);
            }
            continue;
        }
        if let Some((block, ..)) = line.cell {
            if table.replace(block) != Some(block)
                && let Some(Block::Table(table)) = normal.document.blocks.get(block)
            {
                reader.table(table, is_about);
            }
            continue;
        }
        if line.span.start >= seen_to
            && let Some((table, end)) =
                table::tabbed(normal, normal.lines.get(number..).unwrap_or_default())
        {
            seen_to = end;
            if reader.columns(&table, is_about) {
                read_to = end;
                continue;
            }
        }
        if let Some(end) = reader.headed(normal.lines.get(number..).unwrap_or_default()) {
            read_to = end;
            continue;
        }
        // The heading of a time plan names the meetings with all days of the plan.
        let names = normal.marks.has(Sense::RapporteurMeetings, &line.span)
            && !normal.marks.has(Sense::PlanHeading, &line.span);
        if normal.marks.begins_any(&OTHER_PARTS, line.span.start) {
            is_about = names;
            is_in_part = !is_about;
        } else if (is_about || is_list && !is_in_part && reader.is_row(&line.span))
            && reader.line(&line.span)
        {
            continue;
        }
        is_about |= names;
        reader.sentences(&line.span, names);
    }
    reader.found
}

/// Reads sentences and lists one after another.
struct RgmReader<'a> {
    letter: &'a LetterText<'a>,
    normal: &'a Normal,
    of_letter: Language,
    known: KnownMeeting<'a>,
    found: Vec<DraftRgm>,
}

/// Whether the hours of a stretch are not, or may not be, those of Geneva.
fn is_elsewhere(normal: &Normal, span: &Span) -> bool {
    normal.marks.has_any(&[Sense::Utc, Sense::LocalTime, Sense::OtherZone], span)
}

impl RgmReader<'_> {
    /// Reads the sentences of a line that names the meetings, or says of others that they are held.
    fn sentences(&mut self, line: &Span, names: bool) {
        let is_series = rhythm::rhythm(self.letter, line).is_some();
        let held = [Sense::TakesPlace, Sense::NamesMeeting];
        if !names && !is_series && !self.normal.marks.has_any(&held, line) {
            return;
        }
        for sentence in prose::sentences(self.normal, line) {
            if !(is_series && self.series(&sentence, &[])) {
                self.range(&sentence);
            }
        }
    }

    /// The groups of a stretch, of which Questions and parties without a study group are those of the only
    /// one that meets.
    fn groups(&self, span: &Span) -> Vec<GroupMention> {
        groups(self.normal.text(), self.normal.tokens_in(span), self.study_group())
    }

    /// Whether a line begins with a Question and has a date behind it: "Q1/17: 12 January 2027".
    fn is_row(&self, line: &Span) -> bool {
        let begin = self.without_signs(line).start;
        let first = self.letter.groups_in(&(begin..line.end)).first();
        first.filter(|first| first.span.start == begin).is_some_and(|first| {
            let date = self.letter.dates_in(&(first.span.end..line.end)).next();
            let is_near = |date: &DateMention| {
                let between = self.normal.slice(&(first.span.end..date.span.start));
                !between.contains(char::is_alphanumeric)
            };
            first.groups.iter().all(Group::is_question) && date.is_some_and(is_near)
        })
    }

    /// Whether a line of a list without a date of its own stands below a heading that says that its meetings
    /// are over, as the line before it does or not.
    fn is_past(&self, line: &NormalLine, is_past: bool) -> bool {
        let is_heading = line.cell.is_none() && self.letter.dates_in(&line.span).next().is_none();
        if !self.is_undated() || !is_heading || self.normal.slice(&line.span).trim().is_empty() {
            return is_past && self.is_undated();
        }
        let begin = self.without_signs(&line.span).start;
        let is_over = self.normal.marks.at(Sense::PastMeeting, begin).is_some();
        let names = [Sense::RapporteurMeetings, Sense::NamesMeeting, Sense::TakesPlace];
        let is_other = names.into_iter().any(|of| self.normal.marks.has(of, &line.span));
        is_over || is_past && !is_other
    }

    /// The zone of hours by what is stated of them, none if it is the meeting's; nothing if it is not
    /// known.
    fn zone_of(&self, said: ZoneSaid) -> Option<Option<Zone>> {
        let zone = match said {
            ZoneSaid::Unsaid | ZoneSaid::Geneva => ZURICH,
            ZoneSaid::Of(zone) => zone,
            ZoneSaid::Offset(minutes) => Zone::of_offset(minutes)?,
            ZoneSaid::Local | ZoneSaid::Unknown => return None,
        };
        Some(Some(zone).filter(|zone| *zone != self.letter.zone.get()))
    }

    /// Takes an entry, if no other one has the same days, hours and groups.
    fn add(&mut self, draft: DraftRgm, value: String) {
        let day = |said: &Option<Said<NaiveDate>>| said.as_ref().map(|said| said.value);
        let hours = |rgm: &DraftRgm| rgm.time.as_ref().map(|said| said.value);
        let when = |rgm: &DraftRgm| (day(&rgm.start), day(&rgm.end), hours(rgm));
        let is_known = self.found.iter().any(|other| {
            let groups = other.groups.iter().map(|said| &said.value);
            when(other) == when(&draft) && groups.eq(draft.groups.iter().map(|said| &said.value))
        });
        if is_known || draft.groups.is_empty() {
            return;
        }
        let field = format!("rgm[{}]", self.found.len());
        let evidence = Evidence { field, value, place: draft.place };
        self.letter.reading.borrow_mut().evidence.push(evidence);
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

    /// Whether neither the letter nor the meeting has a date.
    fn is_undated(&self) -> bool {
        self.known.written.is_none() && self.known.days.is_none()
    }

    /// Whether days are still to come in this letter.
    fn is_ahead(&self, days: Days) -> bool {
        match (self.known.written, self.known.days) {
            (Some(written), _) => days.first > written,
            (None, Some(meeting)) => (meeting.first - days.first).num_days() <= EARLIEST,
            (None, None) => false,
        }
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

    /// A stretch without the signs and blanks around it.
    fn without_signs(&self, span: &Span) -> Span {
        self.normal.without(span, |c| c.is_whitespace() || ",;:.-،、|•·".contains(c))
    }

    /// Whether a stretch is the place of the meeting.
    fn is_at_meeting(&self, span: &Span) -> bool {
        let folded = self.normal.folded(span);
        self.known.place.is_some_and(|place| {
            let place = place.to_lowercase();
            place.contains(folded) || folded.contains(place.as_str())
        })
    }

    /// How a stretch says that people take part from where they are.
    fn remote(&self, span: &Span) -> Option<Remote> {
        self.normal.marks.has(Sense::EMeeting, span).then_some(Remote::Yes)
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::rgm::{KnownMeeting, rgm};
    use crate::letter::lex::normal::Normal;
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::{normal, with_table};
    use crate::model::{Days, Group, Language, compact, parse_date};
    use crate::source::DraftRgm;

    /// What a letter of 1 February 2025 to a meeting in Geneva on 12 May 2025 says.
    fn read(normal: &Normal) -> Vec<String> {
        let day = parse_date("2025-05-12").unwrap();
        let groups = [Group::WorkingParty(1, 9), Group::WorkingParty(2, 9)];
        let known = KnownMeeting {
            groups: &groups,
            days: Some(Days::one(day)),
            place: Some("ITU headquarters, Geneva"),
            written: parse_date("2025-02-01").ok(),
        };
        let letter = LetterText::new(normal);
        let found = rgm(&letter, Language::En, known);
        assert_eq!(found.len(), letter.reading.borrow().evidence.len());
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
            if let Some(zone) = &found.zone {
                shown.push_str(&format!(" {}", zone.value));
            }
            for except in &found.except {
                shown.push_str(&format!(" without {}", except.value));
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
        shown.extend(letter.checks());
        shown
    }

    #[test]
    fn a_week_with_both_ends_has_days() {
        for week in [
            "Q1/9: week of 3-7 March 2025",
            "Q1/9: semaine du 3 au 7 mars 2025",
            "Q1/9: semana del 3 al 7 de marzo de 2025",
        ] {
            let found = read(&normal(&format!("Rapporteur group meetings:\n{week}")));
            assert_eq!(found, ["Q1/9 2025-03-03 2025-03-07 bare"], "{week}");
        }
    }

    #[test]
    fn a_sentence_names_who_meets_when_and_where() {
        for (text, place) in [
            (
                "The Rapporteur Group for Question 4/9 will meet in Tokyo from 3 to 5 March 2025.",
                "Tokyo",
            ),
            ("Q4/9 will hold a Rapporteur Group meeting from 3 to 5 March 2025 in Tokyo.", "Tokyo"),
            (
                "From 3 to 5 March 2025 the Rapporteur Group of Q4/9 will meet in Tokyo, Japan.",
                "Tokyo, Japan",
            ),
            ("An interim meeting of Q4/9 is planned for 3-5 March 2025 in Tokyo.", "Tokyo"),
            ("Experts of Question 4/9 will meet in Tokyo from 3 to 5 March 2025.", "Tokyo"),
            ("Q4/9 will meet from 3 to 5 March 2025 (Tokyo).", "Tokyo"),
            (
                "Le Groupe du Rapporteur pour la Question 4/9 se réunira à Tokyo du 3 au 5 mars 2025.",
                "Tokyo",
            ),
            (
                "El Grupo de Relator para la Cuestión 4/9 celebrará una reunión en Tokio del 3 al 5 de marzo de 2025.",
                "Tokio",
            ),
            (
                "Собрание Группы Докладчика по Вопросу 4/9 запланировано на 3–5 марта 2025 года в Токио.",
                "Токио",
            ),
            ("第4/9号课题报告人组会议将于2025年3月3日至5日在东京举行。", "东京"),
        ] {
            let expected = format!("Q4/9 2025-03-03 2025-03-05 in {place} bare");
            assert_eq!(read(&normal(text)), [expected], "{text}");
        }
        for text in [
            "A workshop on the topics of Question 4/9 will be held in Tokyo from 3 to 5 March 2025.",
            "TSAG, which will decide on Question 4/9, will meet in Paris from 3 to 5 March 2025.",
            "The Rapporteur Group for Question 4/9 will not meet in Tokyo from 3 to 5 March 2025.",
            "La réunion du Groupe du Rapporteur pour la Question 4/9, prévue du 3 au 5 mars 2025, est annulée.",
            "Question 4/9 is tentatively scheduled to meet in Tokyo from 3 to 5 March 2025.",
            "Subject to approval, Question 4/9 will meet in Tokyo from 3 to 5 March 2025.",
            "Q4/9 will meet in Tokyo on 3 March 2025.",
        ] {
            assert_eq!(read(&normal(text)), ["Doubt(\"rgm-dates\")"], "{text}");
        }
        // A place that may be another's is reported.
        assert_eq!(
            read(&normal(
                "Q4/9 will meet from 3 to 5 March 2025 at the invitation of KDDI in Tokyo."
            )),
            ["Q4/9 2025-03-03 2025-03-05", "Doubt(\"rgm-place\")"]
        );
        // On the days of the meeting it is a part of it.
        assert_eq!(read(&normal("Q4/9 will meet on 12 May 2025.")), [""; 0]);
    }

    #[test]
    fn each_group_of_a_sentence_has_its_own_days_and_place() {
        let two = ["Q1/9 2025-03-03 2025-03-05 in", "Q2/9 2025-03-10 2025-03-10 in"];
        for (text, places) in [
            (
                "Rapporteur group meetings: Q1/9, Tokyo, 3-5 March 2025; Q2/9, Paris, 10 March 2025.",
                ["Tokyo", "Paris"],
            ),
            (
                "Rapporteur group meetings: Q1/9, 3-5 March 2025, Tokyo; Q2/9, 10 March 2025, Paris.",
                ["Tokyo", "Paris"],
            ),
            (
                "The rapporteur group meetings are those of Q1/9 (Tokyo, 3-5 March 2025) and Q2/9 (Paris, 10 March 2025).",
                ["Tokyo", "Paris"],
            ),
            (
                "Réunions des groupes du Rapporteur: Q1/9, Tokyo, 3-5 mars 2025; Q2/9, Paris, 10 mars 2025.",
                ["Tokyo", "Paris"],
            ),
            (
                "Reuniones de los Grupos de Relator: C1/9, Tokio, 3-5 de marzo de 2025; C2/9, París, 10 de marzo de 2025.",
                ["Tokio", "París"],
            ),
            (
                "Собрания групп Докладчиков: В1/9, Токио, 3–5 марта 2025 года; В2/9, Париж, 10 марта 2025 года.",
                ["Токио", "Париж"],
            ),
            (
                "报告人组会议：第1/9号课题，东京，2025年3月3-5日；第2/9号课题，巴黎，2025年3月10日。",
                ["东京", "巴黎"],
            ),
            (
                "اجتماعات أفرقة المقررين: المسألة 1/9، طوكيو، 3-5 مارس 2025؛ المسألة 2/9، باريس، 10 مارس 2025.",
                ["طوكيو", "باريس"],
            ),
        ] {
            let read = read(&normal(text));
            let expected = two.iter().zip(places).map(|(one, place)| format!("{one} {place}"));
            let found: Vec<String> =
                read.iter().map(|one| one.trim_end_matches(" bare").to_owned()).collect();
            assert_eq!(found, expected.collect::<Vec<_>>(), "{text}");
        }
        let text = "Rapporteur group meetings: Q1/9 (e-meeting, 3-5 March 2025), Q2/9 (documents due by 10 March 2025).";
        assert_eq!(read(&normal(text)), ["Q1/9 2025-03-03 2025-03-05 remote bare"]);
        let lines = "Rapporteur group meetings:\nQ1/9, Tokyo (Japan), 3-5 March 2025\nQ2/9 (Paris): 10 March 2025";
        assert_eq!(
            read(&normal(lines)),
            [
                "Q1/9 2025-03-03 2025-03-05 in Tokyo (Japan) bare",
                "Q2/9 2025-03-10 2025-03-10 in Paris bare"
            ]
        );
    }

    #[test]
    fn dates_beside_groups_that_may_be_others_are_told() {
        let doubt = "Doubt(\"rgm-dates\")";
        for (text, expected) in [
            (
                "Documents for the Rapporteur group meetings of Q1/9 should reach TSB on 1 March 2025, those for Q2/9 on 8 March 2025.",
                vec![doubt, doubt],
            ),
            (
                "Registration for the Rapporteur group meetings of Q1/9 opens on 1 March 2025, that of Q2/9 on 8 March 2025.",
                vec![doubt, doubt],
            ),
            (
                "Rapporteur group meetings: Q1/9 will report on 1 March 2025, Q2/9 on 8 March 2025.",
                vec![doubt, doubt],
            ),
            (
                "No Rapporteur group meetings of Q1/9 will take place on 3 March 2025, and of Q2/9 on 4 March 2025.",
                vec![doubt, doubt],
            ),
            (
                "Rapporteur group meetings: Q1/9 (register from 1 March 2025), Q2/9 (register from 8 March 2025).",
                vec![doubt, doubt],
            ),
            (
                "Réunions des groupes du Rapporteur: Q1/9 (inscription dès le 1er mars 2025), Q2/9 (inscription dès le 8 mars 2025).",
                vec![doubt, doubt],
            ),
            (
                "Rapporteur group meetings: Q1/9, 3-5 March 2025; Q1/9, 12-14 April 2025; Q2/9, 5-6 May 2025.",
                vec![
                    "Q1/9 2025-03-03 2025-03-05 bare",
                    "Q1/9 2025-04-12 2025-04-14 bare",
                    "Q2/9 2025-05-05 2025-05-06 bare",
                ],
            ),
            (
                "Rapporteur group meetings: Q1/9, 5 March 2025; Q1/9, 12 March 2025.",
                vec!["Q1/9 2025-03-05 2025-03-05 bare", "Q1/9 2025-03-12 2025-03-12 bare"],
            ),
            (
                "Rapporteur group meetings: Q1/9 (Tokyo, 3-5 March 2025) and Q2/9 (virtual, 10 and 17 March 2025).",
                vec!["Q1/9 2025-03-03 2025-03-05 in Tokyo bare", "Doubt(\"rgm-without-dates\")"],
            ),
            (
                "Rapporteur group meetings: Q1/9, 5 March 2025 and 12 March 2025; Q2/9, 6 March 2025.",
                vec!["Q1/9 2025-03-05 2025-03-05 bare", "Q2/9 2025-03-06 2025-03-06 bare", doubt],
            ),
            (
                "Rapporteur group meetings: Q1/9, 3-5 March 2025, 09:00-11:00 Geneva time; Q2/9, 10 March 2025, 14:00-16:00 UTC.",
                vec![
                    "Q1/9 2025-03-03 2025-03-05 Day  09:00-11:00",
                    "Q2/9 2025-03-10 2025-03-10 Day  14:00-16:00 UTC",
                ],
            ),
            (
                "Rapporteur group meetings: Q1/9, 5 March 2025, 09:00-11:00; Q1/9, 5 March 2025, 14:00-16:00.",
                vec![
                    "Q1/9 2025-03-05 2025-03-05 Day  09:00-11:00",
                    "Q1/9 2025-03-05 2025-03-05 Day  14:00-16:00",
                ],
            ),
            (
                "Rapporteur group meetings of Q3/9 will be held in Tokyo (Japan) on 3-5 March 2025, Q4/9 in Seoul (Korea) on 6-7 March 2025, Q5/9 in Lima on 10 March 2025.",
                vec![
                    "Q3/9 2025-03-03 2025-03-05 in Tokyo (Japan) bare",
                    "Q4/9 2025-03-06 2025-03-07 in Seoul (Korea) bare",
                    doubt,
                ],
            ),
            ("The Rapporteur group meeting of Q1/9 will be held on 5 March 2025.", vec![doubt]),
            (
                "Rapporteur group meetings: Q1/9, hosted by NTT, 5 March 2025; Q2/9, documents by 10 March 2025.",
                vec![doubt],
            ),
            (
                "Documents for the Rapporteur group meetings of Q1/9 may come from 3 to 5 March 2025, those of Q2/9 from 10 to 12 March 2025.",
                vec![doubt, doubt],
            ),
            (
                "Documents for the Rapporteur group meetings of Q1/9 may come from 3 to 5 March 2025.",
                vec![doubt],
            ),
            (
                "Inscription aux réunions des groupes du Rapporteur pour la Q1/9: du 3 au 5 mars 2025.",
                vec![doubt],
            ),
            (
                "Please register for the Rapporteur group meeting of Q1/9 in Geneva, 3-5 March 2025.",
                vec!["Q1/9 2025-03-03 2025-03-05"],
            ),
            (
                "Documents for the Rapporteur group meeting of Q1/9 (Geneva, 3-5 March 2025) should be sent to the Rapporteur.",
                vec!["Q1/9 2025-03-03 2025-03-05"],
            ),
            (
                "Registration is open for the Rapporteur group meeting of Q1/9 on 3-5 March 2025.",
                vec!["Q1/9 2025-03-03 2025-03-05"],
            ),
            (
                "All documents are at the usual address, and the Rapporteur group meeting of Q1/9 is on 3-5 March 2025.",
                vec!["Q1/9 2025-03-03 2025-03-05"],
            ),
        ] {
            assert_eq!(read(&normal(text)), expected, "{text}");
        }
        for (line, expected) in [
            (
                "Q1/9, 3-5 March 2025, 14:00-16:00 Geneva time",
                "Q1/9 2025-03-03 2025-03-05 Day  14:00-16:00",
            ),
            ("Q1/9, 3 March 2025, 14:00-16:00", "Q1/9 2025-03-03 2025-03-03 Day  14:00-16:00"),
        ] {
            let text = format!("The following Rapporteur Group meetings will be held:\n{line}");
            assert_eq!(read(&normal(&text)), [expected], "{line}");
        }
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
            (
                "RGMs of Q3/9 (Lima, 5-9 May 2025) come first.",
                "Q3/9 2025-05-05 2025-05-09 in Lima bare",
            ),
            (
                "RGMs of Q3/9 will be held in Beijing, China (5-9 May 2025).",
                "Q3/9 2025-05-05 2025-05-09 in Beijing, China bare",
            ),
            (
                "以2025年4月28日至5月9日在日内瓦举行的报告人组会议为基础。",
                "SG9 2025-04-28 2025-05-09 in 日内瓦",
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
    fn groups_with_days_of_their_own_are_ranges_of_their_own() {
        let text = "Study Group 1 Rapporteur Groups will meet from 12 to 21 May 2025 and Study Group 2 from 21 to 30 May 2025.";
        let expected = ["SG1 2025-05-12 2025-05-21", "SG2 2025-05-21 2025-05-30"];
        assert_eq!(read(&normal(text)), expected);
        // Those of the meeting itself, which a letter to its groups names, are none.
        let day = |day| parse_date(day).unwrap();
        let known = KnownMeeting {
            groups: &[Group::Question(3, 11), Group::Question(18, 11)],
            days: Some(Days { first: day("2025-05-12"), last: day("2025-05-16") }),
            place: Some("Geneva"),
            written: parse_date("2025-02-01").ok(),
        };
        let normal = normal("The rapporteur group meetings of Q3/11 and Q18/11: 12-16 May 2025.");
        let letter = LetterText::new(&normal);
        let found = rgm(&letter, Language::En, known);
        assert_eq!((found.len(), letter.checks().len()), (0, 0));
    }

    #[test]
    fn days_of_a_question_are_not_those_of_its_study_group() {
        let day = parse_date("2025-02-01").ok();
        let groups = [Group::Question(2, 9)];
        let known = KnownMeeting { groups: &groups, written: day, ..KnownMeeting::default() };
        for text in [
            "La reunión del Grupo de Relator para la Cuestión 2/9, prevista del 5 al 9 de mayo de 2025, se cancela.",
            "La réunion du groupe du Rapporteur chargé de la Question 2/9, prévue du 5 au 9 mai 2025, est annulée.",
        ] {
            let normal = normal(text);
            let letter = LetterText::new(&normal);
            let found = rgm(&letter, Language::En, known);
            let who = found.iter().flat_map(|rgm| &rgm.groups).map(|said| said.value.clone());
            assert_eq!(who.collect::<Vec<_>>(), groups, "{text}");
        }
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
        let beside = "This Rapporteur Group meeting is held in advance of the SG9 meeting during 5-9 May 2025.";
        assert_eq!(read(&normal(beside)), ["Doubt(\"rgm-dates\")"]);
        let comments = "Comments on the RGM of Q4/9 are accepted between 5 and 9 May 2025.";
        assert_eq!(read(&normal(comments)), ["Doubt(\"rgm-dates\")"]);
        let glued = "Собрания Групп Докладчиков пройдут 2830 апреля 2025 года.";
        assert_eq!(read(&normal(glued)), ["Doubt(\"rgm-dates\")"]);
    }

    #[test]
    fn series_that_are_certain() {
        for (text, expected) in [
            (
                "Q3/9 will meet on Tuesday and Thursday from 4 March to 29 April 2025, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue+Thu 14:00-16:00",
            ),
            (
                "Q3/9 will meet from 4 March to 29 April 2025 on Tuesday, Wednesday and Friday, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue+Wed+Fri 14:00-16:00",
            ),
            (
                "La Q3/9 se réunira le mardi et le jeudi, du 4 mars au 29 avril 2025, de 14 h 00 à 16 h 00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue+Thu 14:00-16:00",
            ),
            (
                "La C3/9 se reunirá el martes y el jueves del 4 de marzo al 29 de abril de 2025, de 14.00 a 16.00 horas.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue+Thu 14:00-16:00",
            ),
            (
                "Группа Докладчика по Вопросу 3/9 соберется во вторник и четверг с 4 марта по 29 апреля 2025 года, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue+Thu 14:00-16:00",
            ),
            (
                "第3/9号课题报告人组将于2025年3月4日至4月29日的星期二和星期四14:00-16:00召开会议。",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue+Thu 14:00-16:00",
            ),
            (
                "سيجتمع فريق المقرر المعني بالمسألة 3/9 يوم الثلاثاء ويوم الخميس من 4 مارس إلى 29 أبريل 2025، 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue+Thu 14:00-16:00",
            ),
            (
                "Q3/9 meets online every Tuesday from 4 March to 29 April 2025, 1400-1600 hours Geneva time.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00 remote",
            ),
            (
                "Q3/9 meets every second Tuesday and Thursday, 4 March – 29 April 2025, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(2) Tue+Thu 14:00-16:00",
            ),
            (
                "Q3/9 meets every Tuesday from 4 March to 29 April 2025, 1400-1600 UTC.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00 UTC",
            ),
            (
                "Q3/9 meets every Tuesday from 4 March to 29 April 2025 except 1 April, 1400-1600.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00 without 2025-04-01",
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
            (
                "Q3/9 will hold weekly e-meetings on Tuesdays from 4 March to 29 April 2025, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00 remote",
            ),
            (
                "Q3/9 will meet weekly on Tuesday, 14:00-16:00, from 4 March to 29 April 2025.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
            (
                "Q3/9 will meet on Tuesdays and Thursdays from 4 March to 29 April 2025, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue+Thu 14:00-16:00",
            ),
            (
                "Fortnightly meetings of Q3/9 will be held on Tuesdays from 4 March to 29 April 2025, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(2) Tue 14:00-16:00",
            ),
            (
                "La Q3/9 se réunira les mardis du 4 mars au 29 avril 2025, de 14 h 00 à 16 h 00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
            (
                "La Q3/9 tiendra des réunions tous les quinze jours, les mardis et les jeudis, du 4 mars au 29 avril 2025, de 14 h 00 à 16 h 00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(2) Tue+Thu 14:00-16:00",
            ),
            (
                "La C3/9 celebrará reuniones los martes, del 4 de marzo al 29 de abril de 2025, 14:00-16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
            (
                "Вопрос 3/9 собирается еженедельно по вторникам с 4 марта по 29 апреля 2025 года, 14:00–16:00.",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
            (
                "第3/9号课题于2025年3月4日至4月29日双周的每周二14:00-16:00开会。",
                "Q3/9 2025-03-04 2025-04-29 Weeks(2) Tue 14:00-16:00",
            ),
            (
                "تجتمع المسألة 3/9 أسبوعيا أيام الثلاثاء من 4 مارس إلى 29 أبريل 2025، 1400-1600",
                "Q3/9 2025-03-04 2025-04-29 Weeks(1) Tue 14:00-16:00",
            ),
        ] {
            assert_eq!(read(&normal(text)), [expected], "{text}");
        }
    }

    #[test]
    fn series_that_are_not() {
        for text in [
            "Q3/9 will meet biweekly on Tuesdays from 4 March to 29 April 2025, 1400-1600.",
            "Q3/9 will hold four weekly e-meetings from 4 March 2025, 1400-1600.",
            "Q3/9 will meet on the first Tuesday of each month from 4 March to 29 April 2025, 1400-1600.",
            "La Q3/9 tiendra des réunions mensuelles les mardis du 4 mars au 29 avril 2025, de 14 h 00 à 16 h 00.",
            "第3/9号课题于2025年3月4日至4月29日每周两次14:00-16:00开会。",
            "Q3/9 meets every Tuesday from 4 March to 29 April 2025.",
            "Q3/9 meets every Tuesday, 1400-1600 hours.",
            "Q3/9 meets every Tuesday from 4 March to 29 April 2025, 1400-1600 local time.",
            "Q3/9 meets every Tuesday from 4 March to 29 April 2025 except 2 April, 1400-1600.",
        ] {
            assert_eq!(read(&normal(text)), ["Doubt(\"rgm-series\")"], "{text}");
        }
        for text in [
            "Coffee is free every Tuesday.",
            "Q3/9 meets every day.",
            "Q3/9 holds monthly calls.",
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
                "Q5/9 2025-03-04 2025-03-04 Day  14:00-16:00 UTC remote",
                "Doubt(\"rgm-without-dates\")",
            ]
        );
        let plan = ["Day | Monday, 3 March 2025", "1 | Q3/9", "2 | Q4/9"];
        assert_eq!(read(&with_table("Time plan", &plan, "")), Vec::<String>::new());
    }

    #[test]
    fn lines_of_dates_below_who_meets() {
        for (head, rows) in [
            (
                "Q3/9 will hold the following e-meetings:",
                [
                    "- 4 March 2025, 13:00-15:00 Geneva time",
                    "- 11 March 2025, 13:00-15:00 (Geneva)",
                ],
            ),
            (
                "Les prochaines réunions électroniques de la Question 3/9 sont prévues comme suit:",
                [
                    "1) 4 mars 2025, 13 h 00-15 h 00",
                    "2) 11 mars 2025, 13 h 00-15 h 00 (heure de Genève)",
                ],
            ),
            (
                "第3/9号课题将举行以下电子会议：",
                ["2025年3月4日13:00-15:00", "2025年3月11日13:00-15:00"],
            ),
        ] {
            let [one, other] = rows;
            let expected = [
                "Q3/9 2025-03-04 2025-03-04 Day  13:00-15:00",
                "Q3/9 2025-03-11 2025-03-11 Day  13:00-15:00",
            ];
            assert_eq!(read(&normal(&format!("{head}\n{one}\n{other}\nEnd"))), expected, "{head}");
        }
        for text in [
            "Contributions to Q3/9 meetings are due by:\n- 4 March 2025\n- 11 March 2025",
            "Meetings of Study Group 9:\n- 4 March 2025\n- 11 March 2025",
        ] {
            assert_eq!(read(&normal(text)), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_second_date_of_a_row() {
        let held = "Q3/9 2025-03-03 2025-03-05 bare";
        let told = "Doubt(\"rgm-without-dates\")";
        for (dates, expected) in [
            ("3-5 March 2025 (previously 24-26 February 2025)", held.to_owned()),
            ("3-5 March 2025 (was 24-26 February 2025)", held.to_owned()),
            ("3-5 March 2025 (new dates; originally 24-26 February 2025)", held.to_owned()),
            ("3-5 March 2025 (instead of 24-26 February 2025)", held.to_owned()),
            ("24-26 February 2025 moved to 3-5 March 2025", held.to_owned()),
            ("3-5 mars 2025 (au lieu du 24-26 février 2025)", held.to_owned()),
            ("3-5 mars 2025 (précédemment 24-26 février 2025)", held.to_owned()),
            ("3-5 de marzo de 2025 (antes 24-26 de febrero de 2025)", held.to_owned()),
            ("3–5 марта 2025 года (вместо 24–26 февраля 2025 года)", held.to_owned()),
            ("2025年3月3日至5日（原定2025年2月24日至26日）", held.to_owned()),
            ("3-5 مارس 2025 (بدلا من 24-26 فبراير 2025)", held.to_owned()),
            (
                "3-5 March 2025, contributions by 24 February 2025",
                format!("{held}; Doubt(\"rgm-dates\")"),
            ),
            ("3-5 March 2025 or 10-12 March 2025", told.to_owned()),
            ("3-5 March 2025 → 10-12 March 2025", told.to_owned()),
            ("3-5 March 2025 (except 4 March)", told.to_owned()),
            (
                "3-5 March 2025 and 10-12 March 2025",
                format!("{held}; Q3/9 2025-03-10 2025-03-12 bare"),
            ),
        ] {
            let row = format!("Q3/9 | {dates} | e-meeting");
            let rows = ["Question | Dates | Place", row.as_str()];
            let read = read(&with_table("Plans", &rows, "")).join("; ").replace(" remote", "");
            assert_eq!(read, expected, "{dates}");
        }
    }

    #[test]
    fn a_list_of_lines() {
        for (line, expected) in [
            ("- Q3/9: 3-5 March 2025, e-meeting", "Q3/9 2025-03-03 2025-03-05 remote bare"),
            (
                "Q3/9 (IMT-2030): 3-5 March 2025 - Lima, Peru",
                "Q3/9 2025-03-03 2025-03-05 in Lima, Peru bare",
            ),
            (
                "3 March 2025, 14:00-16:00: Q3/9, e-meeting",
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00 remote",
            ),
            (
                "- Q3/9: del 3 al 5 de marzo de 2025, reunión electrónica",
                "Q3/9 2025-03-03 2025-03-05 remote bare",
            ),
            (
                "- Q3/9: du 3 au 5 mars 2025, réunion électronique",
                "Q3/9 2025-03-03 2025-03-05 remote bare",
            ),
            (
                "- В3/9: 3−5 марта 2025 года, электронное собрание",
                "Q3/9 2025-03-03 2025-03-05 remote bare",
            ),
            ("- 第3/9号课题:2025年3月3日至5日,电子会议", "Q3/9 2025-03-03 2025-03-05 remote bare"),
            (
                "- المسألة 3/9: من 3 إلى 5 مارس 2025، اجتماع إلكتروني",
                "Q3/9 2025-03-03 2025-03-05 remote bare",
            ),
            ("- Q3/9: 3 March", "Q3/9 2025-03-03 2025-03-03 bare"),
            (
                "• Lomé (Togo), 3-5 March 2025: Q3/9",
                "Q3/9 2025-03-03 2025-03-05 in Lomé (Togo) bare",
            ),
            ("Online, 3-5 March 2025: Q3/9", "Q3/9 2025-03-03 2025-03-05 remote bare"),
            ("（2）2025年3月3日至5日：第3/9号课题", "Q3/9 2025-03-03 2025-03-05 bare"),
            (
                "- Q3/9: 3-5 March 2025, Lima (Peru)",
                "Q3/9 2025-03-03 2025-03-05 in Lima (Peru) bare",
            ),
            ("- Q3/9: cancelled", "Doubt(\"rgm-called-off\")"),
            (
                "Place\tGroup\tDates\nLima\tQ3/9\t3-5 March 2025",
                "Q3/9 2025-03-03 2025-03-05 in Lima bare",
            ),
            (
                "التواريخ\tالمكان\tالمسألة\nفي الفترة من 3 إلى 5 مارس 2025\tليما\t3/9",
                "Q3/9 2025-03-03 2025-03-05 in ليما bare",
            ),
            ("- Q3/9: 3, 10 and 17 March 2025", "Doubt(\"rgm-without-dates\")"),
            ("- Q3/9: TBD", "Doubt(\"rgm-without-dates\")"),
            ("- Q3/9: Tuesday 3 March 2025", "Doubt(\"rgm-without-dates\")"),
            (
                "- Q3/9: 3 March 2025, 14:00-16:00 UTC, e-meeting",
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00 UTC remote",
            ),
        ] {
            let text = format!("The following Rapporteur Group meetings will be held:\n{line}");
            assert_eq!(read(&normal(&text)).join("; "), expected, "{line}");
        }
        for text in [
            "The Rapporteur Groups meet.\nQ3/9 has two drafts in 2025.",
            "The Rapporteur Groups meet.\n- Q3/9: contributions by 3 March 2025",
            "The Rapporteur Groups meet.\nDraft time plan\nQ3/9: 3 March 2025, 14:00-16:00",
        ] {
            assert_eq!(read(&normal(text)), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn columns_by_their_headers() {
        for (head, row, expected) in [
            (
                "Question | Start date | End date",
                "Q3/9 | 2025-03-03 | 2025-03-05",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "No. | Place | Question | Dates",
                "1 | Lima | Q3/9 | 3-5 March 2025",
                "Q3/9 2025-03-03 2025-03-05 in Lima bare",
            ),
            (
                "Question | Date | Start time | End time",
                "Q3/9 | 3 March 2025 | 14:00 | 16:00",
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00",
            ),
            (
                "Question | Date | Time (Geneva) | Place",
                "Q3/9 | 3 March 2025 | 14:00-16:00 | Seoul",
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00 in Seoul",
            ),
            (
                "Question | Date | Time | Place",
                "Q3/9 | 3 March 2025 | 14:00-16:00 | Seoul",
                "Q3/9 2025-03-03 2025-03-03 in Seoul bare; Doubt(\"rgm-hours\")",
            ),
            (
                "Question | Date | Time (UTC) | Place",
                "Q3/9 | 3 March 2025 | 14:00-16:00 | e-meeting",
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00 UTC remote",
            ),
            (
                "Question | Date de début | Date de fin | Lieu",
                "Q3/9 | 3 mars 2025 | 5 mars 2025 | Lima",
                "Q3/9 2025-03-03 2025-03-05 in Lima bare",
            ),
            (
                "Cuestión | Fecha de inicio | Fecha de fin",
                "C3/9 | 3/03/2025 | 5/03/2025",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Вопрос | Дата начала | Дата окончания",
                "В3/9 | 3 марта 2025 г. | 5 марта 2025 г.",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "课题 | 开始日期 | 结束日期",
                "第3/9号课题 | 2025年3月3日 | 2025年3月5日",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "المسألة | تاريخ البداية | تاريخ النهاية",
                "المسألة 3/9 | 3 مارس 2025 | 5 مارس 2025",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Question | Old dates | New dates",
                "Q3/9 | 24-26 February 2025 | 3-5 March 2025",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Вопрос | Прежние даты | Новые даты",
                "В3/9 | 24–26 февраля 2025 г. | 3–5 марта 2025 г.",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "المسألة | المواعيد السابقة | المواعيد الجديدة",
                "المسألة 3/9 | 24-26 فبراير 2025 | 3-5 مارس 2025",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Study Group | Question | Dates",
                "SG12 | 3 | 3-5 March 2025",
                "Q3/12 2025-03-03 2025-03-05 bare",
            ),
            (
                "研究组 | 课题 | 日期",
                "12 | 3 | 2025年3月3日至5日",
                "Q3/12 2025-03-03 2025-03-05 bare",
            ),
            (
                "Question | Start date | Duration",
                "Q3/9 | 3 March 2025 | 3 days",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Question | Date | Durée",
                "Q3/9 | 3 mars 2025 | trois jours",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Question | Date | Duration",
                "Q3/9 | 6 March 2025 | 3 days",
                "Doubt(\"rgm-without-dates\")",
            ),
            (
                "Question | Start date | Number of days",
                "Q3/9 | 3 March 2025 | 3",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Вопрос | Дата начала | Количество дней",
                "В3/9 | 3 марта 2025 г. | 3",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "课题 | 开始日期 | 天数",
                "Q3/9 | 2025年3月3日 | 3",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Question | Start date | Duration",
                "Q3/9 | 3 March 2025 | 3",
                "Doubt(\"rgm-without-dates\")",
            ),
            (
                "المسألة | من | إلى",
                "المسألة 3/9 | 3 مارس 2025 | 5 مارس 2025",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Вопрос | с | по",
                "В3/9 | 3 марта 2025 г. | 5 марта 2025 г.",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Question | Opening | Closing",
                "Q3/9 | 3 March 2025 | 5 March 2025",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Question | Date | Until",
                "Q3/9 | 3 March 2025 | 5 March 2025",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Cuestión | Fecha | Hasta",
                "C3/9 | 3 de marzo de 2025 | 5 de marzo de 2025",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "Question | Date | Time | Until",
                "Q3/9 | 3 March 2025 | 14:00 | 16:00",
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00",
            ),
            (
                "Group | Start date | End date",
                "WP1/9 | 3 March 2025 | 5 March 2025",
                "WP1/9 2025-03-03 2025-03-05 bare",
            ),
            (
                "课题 | 开始 | 结束 | 时间",
                "Q3/9 | 2025-03-03 | 2025-03-03 | 14:00-16:00",
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00",
            ),
            (
                "Question | Start | End",
                "Q3/9 | 2025-03-03 14:00 | 2025-03-03 16:00",
                "Q3/9 2025-03-03 2025-03-03 Day  14:00-16:00",
            ),
            (
                "Question | Start | End",
                "Q3/9 | 2025-03-03 09:30 | 2025-03-05 17:30",
                "Q3/9 2025-03-03 2025-03-05 bare; Doubt(\"rgm-hours\")",
            ),
            ("Question | Dates", "all | 3-5 March 2025", "Doubt(\"rgm-unread\")"),
            (
                "Question | Dates | Place",
                "Q3/9 | | to be confirmed",
                "Doubt(\"rgm-without-dates\")",
            ),
            ("Question | Dates", "AHG 2 | 3-5 March 2025", "Doubt(\"rgm-unread\")"),
            ("Question | Dates", "3 | 3-5 March 2025", "Q3/9 2025-03-03 2025-03-05 bare"),
            (
                "Question | Dates",
                "Q3/9 | du 2025-03-03 au 2025-03-05",
                "Q3/9 2025-03-03 2025-03-05 bare",
            ),
        ] {
            assert_eq!(read(&with_table("Plans", &[head, row], "")).join("; "), expected, "{head}");
        }
        let months = [
            "Question | Dates",
            "March 2025 | ",
            "Q3/9 | 3-5",
            "April 2025 | ",
            "Q4/9 | 7",
            "Q5/9 | 7 and 9",
        ];
        assert_eq!(
            read(&with_table("Plans", &months, "")),
            [
                "Q3/9 2025-03-03 2025-03-05 bare",
                "Q4/9 2025-04-07 2025-04-07 bare",
                "Doubt(\"rgm-without-dates\")",
            ]
        );
        // What the second date is says no header.
        let open = ["Item | Day | Other day", "Q3/9 | 3 March 2025 | 5 March 2025"];
        assert_eq!(
            read(&with_table("Rapporteur Group meetings", &open, "")),
            ["Doubt(\"rgm-without-dates\")"]
        );
        let bare = ["Q3/9 | 3-5 March 2025 | e-meeting", "Q4/9 | 10 March 2025 | Lima"];
        assert_eq!(
            read(&with_table("Rapporteur Group meetings", &bare, "")),
            ["Q3/9 2025-03-03 2025-03-05 remote bare", "Q4/9 2025-03-10 2025-03-10 in Lima bare"]
        );
    }

    #[test]
    fn hostile_texts_end_soon() {
        read(&normal(&"RGM 3-7 May 2025 every Tuesday, Q3/9, ".repeat(9_000)));
        read(&normal(&"RGM on 5-9 May 2025. Q3/9 every Tuesday.\n".repeat(8_000)));
    }
}

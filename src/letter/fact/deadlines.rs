//! Dated deadlines: those of the list of key deadlines, and limits in prose.

use crate::finding::Said;
use crate::letter::Evidence;
use crate::letter::fact::books;
use crate::letter::fact::dated_list;
use crate::letter::fact::limits::limits;
use crate::letter::fact::listed::listed;
use crate::letter::fact::others::is_line_of_others;
use crate::letter::fact::pieces::trim_item;
use crate::letter::fact::requests::DeadlineReader;
use crate::letter::fact::spoken::Spoken;
use crate::letter::fact::units::{BULLETS, DueDate, DueKind, in_year, is_filler, times_of};
use crate::letter::fact::vague::tell_vague;
use crate::letter::lex::ZoneSaid;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions, narrowest};
use crate::letter::words::Sense;
use crate::model::{
    Action, Days, Group, Language, Letter, ModificationKind, Text, TimeOfDay, Zone, compact,
};
use crate::source::DraftDeadline;
use chrono::NaiveDate;

/// How far before a day the verb may stand that asks for something, in bytes.
const SPOKEN: usize = 400;

/// Reads all dated deadlines of a letter, by date. A corrigendum corrects another letter, whose
/// words it may quote.
pub(crate) fn deadlines(
    found: &LetterText<'_>,
    regions: &Regions,
    language: Language,
    meeting: Option<Days>,
    letter: &Letter,
) -> Vec<DraftDeadline> {
    let subject = regions.subject.clone().unwrap_or(0..0);
    let groups = narrowest(found.groups_in(&subject));
    let reader = DeadlineReader { found, language, meeting, groups };
    let mut read: Vec<DraftDeadline> = Vec::new();
    let (listed, list) = listed(&reader, regions);
    for deadline in listed.iter().flat_map(|due| reader.of_list(due)) {
        add(&mut read, deadline);
    }
    let with_list = read.len();
    let whole = regions.body.start..found.normal.text().len();
    tell_vague(&reader, &whole, &list);
    for due in limits(&reader, &whole, &list) {
        let Some(deadline) = reader.of_prose(&due) else { continue };
        // Beside a list of deadlines that of a hotel is its own, as the annexes have it.
        let is_hotel = |action: &Said<Action>| action.value == Action::HotelReservation;
        if with_list > 0 && deadline.actions.iter().any(is_hotel) {
            reader.unclear(&due.date.span, "this hotel date is not in the list of deadlines");
            continue;
        }
        match read.iter().take(with_list).find(|known| shares_action(known, &deadline)) {
            Some(known) if day(known) != day(&deadline) => {
                let listed = day(known).map(|date| date.to_string()).unwrap_or_default();
                let message = format!("the list of deadlines has another date for this: {listed}");
                let help = "check which one is meant; the date in the list was used";
                found.doubt_at("deadline-differs", Some(deadline.place), message, help);
            }
            Some(_) => {}
            None => add(&mut read, deadline),
        }
    }
    // The stamp of print below the last deadline is none.
    let is_stamp = |deadline: &DraftDeadline| {
        deadline.actions.iter().all(|action| action.value == Action::Other)
            && day(deadline).zip(letter.date).is_some_and(|(date, written)| date <= written)
    };
    read.retain(|deadline| !is_stamp(deadline));
    let modifies = letter.modifies.as_ref();
    if modifies.is_some_and(|modifies| modifies.kind == ModificationKind::Corrigendum) {
        keep_last(found, &mut read);
    }
    read.sort_by_key(day);
    tell_twice(found, &read);
    read
}

/// Reports that one action has two days, for the same groups.
fn tell_twice(found: &LetterText<'_>, read: &[DraftDeadline]) {
    let is_plain = |deadline: &&DraftDeadline| deadline.text.is_none();
    for (at, deadline) in read.iter().enumerate().filter(|(_, deadline)| is_plain(deadline)) {
        let mut others = read.iter().skip(at + 1).filter(is_plain);
        let other = others.find(|other| {
            other.groups == deadline.groups
                && day(other) != day(deadline)
                && shares_action(other, deadline)
        });
        if let Some((other, first)) = other.zip(day(deadline)) {
            let message = format!("the same is due on {first} too");
            let help = "check which day is meant; both were taken";
            found.doubt_at("deadline-twice", Some(other.place), message, help);
        }
    }
}

/// The deadlines of tables that have nothing else, by date.
pub(crate) fn of_tables(reader: &DeadlineReader<'_>, tables: &[Span]) -> Vec<DraftDeadline> {
    let mut all: Vec<DraftDeadline> = Vec::new();
    let listed = tables.iter().filter_map(|table| dated_list::read(reader, table.clone()).0);
    for deadline in listed.flatten().flat_map(|due| reader.of_list(&due)) {
        add(&mut all, deadline);
    }
    all.sort_by_key(day);
    all
}

/// Where each of several deadlines stands.
pub(crate) fn evidence(all: &[DraftDeadline]) -> impl Iterator<Item = Evidence> {
    all.iter().enumerate().map(|(index, deadline)| {
        let actions: Vec<&str> = deadline.actions.iter().map(|action| action.value.key()).collect();
        let date = deadline.date.as_ref().map(|date| format!("{} ", date.value));
        let value = format!("{}{}", date.unwrap_or_default(), actions.join(", "));
        Evidence { field: format!("deadlines[{index}]"), value, place: deadline.place }
    })
}

/// Adds a deadline to those of the same date, hour and groups.
fn add(read: &mut Vec<DraftDeadline>, deadline: DraftDeadline) {
    let zone = |it: &DraftDeadline| it.zone.as_ref().map(|zone| zone.value);
    let is_same = |known: &&mut DraftDeadline| {
        (day(known), known.time, zone(known)) == (day(&deadline), deadline.time, zone(&deadline))
            && known.groups == deadline.groups
            && known.text.is_none()
            && deadline.text.is_none()
    };
    match read.iter_mut().find(is_same) {
        Some(known) => known.actions = each_once([&known.actions, &deadline.actions]),
        None => read.push(deadline),
    }
}

/// Actions, each once.
fn each_once<'a>(all: impl IntoIterator<Item = &'a Vec<Said<Action>>>) -> Vec<Said<Action>> {
    let mut once: Vec<Said<Action>> = Vec::new();
    for action in all.into_iter().flatten() {
        if once.iter().all(|other| other.value != action.value) {
            once.push(action.clone());
        }
    }
    once
}

impl DeadlineReader<'_> {
    /// The deadlines of an entry of a list: one for each set of groups, and one for what is due in
    /// words of its own.
    fn of_list(&self, due: &DueDate) -> Vec<DraftDeadline> {
        let (found, normal) = (self.found, self.found.normal);
        let Some(date) = self.date(due) else { return Vec::new() };
        let (time, zone, note) = self.hour(date.value, due);
        let (place, day) = (date.place, date.value);
        let entry =
            DraftDeadline { date: Some(date), time, zone, note, place, ..DraftDeadline::default() };
        let known: Vec<_> = due.lines.iter().map(|line| self.due(line)).collect();
        let is_known = known.iter().any(|actions| !actions.is_empty());
        let (mut all, mut is_told) = (Vec::new(), false);
        for (number, (line, mut actions)) in due.lines.iter().zip(known).enumerate() {
            let has_bullet = normal.slice(line).starts_with(BULLETS)
                || normal.line_at(line.start).is_some_and(|line| line.number.is_some());
            let line = trim_item(found, line.clone());
            let is_empty = !normal.slice(&line).contains(char::is_alphabetic);
            // A remark beside what is due: the cell of a third column, a line in parentheses.
            let is_remark = actions.is_empty() && is_known && !has_bullet && number > 0;
            if is_empty || is_remark || is_filler(found, &line) {
                continue;
            }
            if is_line_of_others(normal, &line) {
                self.of_others(
                    day,
                    &(due.reach.start.min(line.start)..due.reach.end.max(line.end)),
                );
                is_told = true;
                continue;
            }
            let mut text = None;
            if actions.is_empty() {
                actions.push(Said { value: Action::Other, place });
                text = Text::new(self.language, normal.words(&line));
            }
            let groups = self.groups(&line);
            add(&mut all, DraftDeadline { actions, text, groups, ..entry.clone() });
        }
        if all.is_empty() && !is_told {
            let message = format!("no action is given for the deadline of {day}");
            let help = "check the deadline in the letter and add it";
            found.doubt_at("deadline-without-action", Some(place), message, help);
        }
        all
    }

    /// The deadline of a limit in prose. By the day of one after the opening something else may be due.
    fn of_prose(&self, due: &DueDate) -> Option<DraftDeadline> {
        let found = self.found;
        let (day, _) = in_year(&due.date, self.meeting)?;
        if self.meeting.is_some_and(|days| days.first <= day) {
            if due.kind == DueKind::Asked && (!due.lines.is_empty() || self.must(due)) {
                let message = format!("the meeting has begun by {day}, and this may be a deadline");
                let help = "check whether it is a deadline; it was left out";
                found.doubt("deadline-after-opening", &due.reach, message, help);
            }
            return None;
        }
        if due.kind == DueKind::Advised {
            let message = format!("this only advises to act by {day}; it sets no deadline");
            let help = "add it if it is a deadline; it was left out";
            found.doubt("deadline-advised", &due.reach, message, help);
            return None;
        }
        if due.kind == DueKind::OfOthers {
            self.of_others(day, &due.reach);
            return None;
        }
        let line = due.lines.first();
        let mut actions = line.map(|line| self.due(line)).unwrap_or_default();
        let text = self.in_words(due).filter(|_| actions.is_empty());
        if text.is_some() {
            actions.push(Said { value: Action::Other, place: found.normal.place(&due.reach) });
        }
        if actions.is_empty() {
            self.unclear(&due.reach, format!("what is due on {day} is unclear"));
            return None;
        }
        let groups = line.map(|line| self.groups(line)).unwrap_or_default();
        let is_own =
            |group: &Group| self.groups.iter().any(|own| own.covers(group) || group.covers(own));
        if !groups.is_empty() && !self.groups.is_empty() && !groups.iter().any(is_own) {
            let names = compact(&groups);
            let message = format!("this is a deadline of {names}, which does not meet");
            self.unclear(&due.reach, message);
            return None;
        }
        let date = self.date(due)?;
        let (time, zone, note) = self.hour(date.value, due);
        let (place, date) = (date.place, Some(date));
        Some(DraftDeadline {
            date,
            time,
            zone,
            note,
            text,
            groups,
            actions,
            place,
            ..DraftDeadline::default()
        })
    }

    /// Whether the sentence of a day asks for something.
    fn must(&self, due: &DueDate) -> bool {
        let at = due.date.span.start;
        let near = self.found.normal.text().floor_char_boundary(at.saturating_sub(SPOKEN));
        let sentence = self.found.sentence(at, &(near..due.reach.end));
        self.found.has(&sentence, Sense::Must)
    }

    /// What is due without a name of its own, in the words of its sentence up to the day if those say all.
    fn in_words(&self, due: &DueDate) -> Option<Text> {
        let normal = self.found.normal;
        let line = due.lines.first().filter(|line| self.found.has(line, Sense::AsksOther))?;
        let sentence = self.found.sentence(due.date.span.start, &normal.whole());
        let behind = normal.slice(&(due.reach.end.min(sentence.end)..sentence.end));
        let is_all = !behind.contains(char::is_alphabetic) && line.end <= due.reach.start;
        let words = if is_all { line.clone() } else { sentence };
        Text::new(self.language, normal.words(&trim_item(self.found, words)))
    }

    /// Reports what others do by a day.
    fn of_others(&self, day: NaiveDate, at: &Span) {
        let message = format!("something begins or others act by {day}; nothing is due");
        let help = "add a deadline if it is one; it was left out";
        self.found.doubt("deadline-of-others", at, message, help);
    }

    /// What a line asks for. Documents of any kind are those of the rapporteur groups that meet.
    fn due(&self, line: &Span) -> Vec<Said<Action>> {
        let mut asked = self.all(line);
        let is_rapporteurs = !self.groups.is_empty() && self.groups.iter().all(Group::is_question);
        if asked.is_empty() && is_rapporteurs && self.found.has(line, Sense::AnyDocuments) {
            let place = self.found.normal.place(line);
            asked.push(Said { value: Action::RgmInputDocuments, place });
        }
        each_once([&asked])
    }

    /// The groups that a line names, if they are not just those that meet.
    fn groups(&self, line: &Span) -> Vec<Group> {
        let named = narrowest(self.found.groups_in(line));
        let is_own = named.len() == self.groups.len()
            && named.iter().all(|group| self.groups.contains(group));
        if is_own { Vec::new() } else { named }
    }

    fn date(&self, due: &DueDate) -> Option<Said<NaiveDate>> {
        let (value, _) = in_year(&due.date, self.meeting)?;
        if let Some(weekday) = due.date.weekday.filter(|_| !due.date.weekday_fits()) {
            let message = books::other_weekday(value, weekday);
            let help = "check the date; the weekday was not used";
            self.found.doubt("weekday", &due.date.span, message, help);
        }
        Some(Said { value, place: self.found.normal.place(&due.date.span) })
    }

    /// The hour beside a date, with its zone if that is another one than the meeting's. One of a zone
    /// that is not known, and one in words that are not exact, is reported and stands in the note as the
    /// letter has it.
    fn hour(
        &self,
        date: NaiveDate,
        due: &DueDate,
    ) -> (Option<TimeOfDay>, Option<Said<Zone>>, Option<Text>) {
        let (found, reach) = (self.found, &due.reach);
        let words = || Text::new(self.language, found.normal.words(reach));
        if let Some(time) = times_of(found, reach).last() {
            let mut spoken = Spoken::of(time);
            if spoken.zone == ZoneSaid::Unsaid {
                spoken.zone = due.zone;
            }
            if let Some(zone) = spoken.elsewhere(date, found) {
                return (Some(spoken.time), Some(zone), None);
            }
            let time = spoken.on(Some(date), found);
            return (time, None, if time.is_none() { words() } else { None });
        }
        if found.has(reach, Sense::DayEnd) {
            let message = format!("`{}` is not an exact hour", found.normal.words(reach));
            let help = "add `time` to this deadline; only its date was used";
            found.doubt("deadline-hour", reach, message, help);
            return (None, None, words());
        }
        // "à midi et demi" is reported.
        let is_noon = found.has(reach, Sense::Noon) && found.unread_in(reach).next().is_none();
        (is_noon.then(|| TimeOfDay::at(12, 0)), None, None)
    }
}

/// Of two dates for one action in a corrigendum the later words count: "for … read …".
fn keep_last(found: &LetterText<'_>, read: &mut Vec<DraftDeadline>) {
    let all = read.clone();
    read.retain(|deadline| {
        let is_replaced = all.iter().any(|later| {
            later.place.start > deadline.place.start && shares_action(later, deadline)
        });
        if is_replaced {
            let message = "another date for the same follows below";
            let help = "check whether this date was corrected; the one below was used";
            found.doubt_at("deadline-corrected", Some(deadline.place), message, help);
        }
        !is_replaced
    });
}

/// Whether two deadlines are for the same thing.
fn shares_action(one: &DraftDeadline, other: &DraftDeadline) -> bool {
    one.actions.iter().any(|own| other.actions.iter().any(|it| it.value == own.value))
}

fn day(deadline: &DraftDeadline) -> Option<NaiveDate> {
    deadline.date.as_ref().map(|date| date.value)
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::deadlines::{Language, Letter, LetterText, deadlines};
    use crate::letter::fact::tests::{self, invitation};
    use crate::letter::lex::normal::Normal;
    use crate::letter::shape::prose::tests::{normal, with_table};
    use crate::letter::shape::regions::regions;

    #[test]
    fn items_that_a_text_layer_glued_and_days_that_are_two() {
        for (list, expected, twice) in [
            (
                "4 January 2027 - Submit fellowship requests- Submit interpretation requests",
                "fellowship interpretation",
                0,
            ),
            (
                "4 января 2027 года– Заявки на стипендии– Заявки на устный перевод",
                "fellowship interpretation",
                0,
            ),
            ("2027年1月4日– 提交与会补贴申请– 提交口译服务申请", "fellowship interpretation", 0),
            (
                "4 January 2027 - Fellowship requests\n5 January 2027 - Fellowship requests",
                "fellowship fellowship",
                1,
            ),
        ] {
            let letter = invitation(&format!("Key deadlines:\n{list}\n\nYours faithfully,"));
            let told = letter.findings.sorted();
            let told =
                told.iter().filter(|it| format!("{:?}", it.level).contains("deadline-twice"));
            assert_eq!((tests::due(&letter).as_str(), told.count()), (expected, twice), "{list}");
        }
    }

    /// What a table of deadlines gives, and its doubts.
    fn read(rows: &[&str]) -> String {
        read_all(&with_table("Dear Sir,\nKey deadlines:", rows, "Yours faithfully,"))
    }

    fn read_all(normal: &Normal) -> String {
        let found = LetterText::new(normal);
        let letter = Letter::default();
        let read = deadlines(&found, &regions(&found), Language::En, None, &letter);
        let entry = |deadline: &crate::source::DraftDeadline| {
            let actions: Vec<&str> =
                deadline.actions.iter().map(|action| action.value.key()).collect();
            let time = deadline.time.map(|time| format!(" {time}")).unwrap_or_default();
            let zone = deadline.zone.as_ref().map(|zone| format!(" {}", zone.value));
            let zone = zone.unwrap_or_default();
            let date = deadline.date.as_ref().unwrap().value;
            format!("{date}{time}{zone} {}", actions.join(","))
        };
        let entries: Vec<String> = read.iter().map(entry).collect();
        format!("{} ({} doubts)", entries.join("; "), found.checks().len())
    }

    #[test]
    fn several_labels_in_one_line_are_those_of_the_dates_behind_them() {
        let line = "contributions: 4 May 2026 / fellowships: 6 April 2026 / visas: 20 April 2026";
        let read =
            read_all(&normal(&format!("Dear Sir,\nKey deadlines:\n{line}\nYours faithfully,")));
        for expected in ["2026-05-04 contributions", "2026-04-06 fellowship", "2026-04-20 visa"] {
            assert!(read.contains(expected), "{read}");
        }
    }

    /// What is due by a sentence of a letter, in its words where it has no name, and how many doubts
    /// there are.
    fn due(text: &str) -> (String, usize) {
        let letter = invitation(text);
        let words = |due: &crate::source::DraftDeadline| match &due.text {
            Some(text) => text.in_language(Language::En).to_owned(),
            None => due.actions[0].value.key().to_owned(),
        };
        let due: Vec<String> = letter.draft.deadlines.iter().map(words).collect();
        (due.join(", "), letter.findings.doubts())
    }

    #[test]
    fn what_has_no_name_is_due_in_its_own_words() {
        for (text, expected) in [
            (
                "Nominations for rapporteurs should be sent to tsbsg9@itu.int by 4 January 2027.",
                "Nominations for rapporteurs should be sent to tsbsg9@itu.int",
            ),
            (
                "Please indicate by 11 January 2027 whether you will attend.",
                "Please indicate by 11 January 2027 whether you will attend",
            ),
            (
                "Les candidatures doivent être envoyées d'ici au 4 janvier 2027.",
                "Les candidatures doivent être envoyées",
            ),
            (
                "Las candidaturas a relator deben enviarse antes del 4 de enero de 2027.",
                "Las candidaturas a relator deben enviarse",
            ),
            (
                "Кандидатуры докладчиков следует направить до 4 января 2027 года.",
                "Кандидатуры докладчиков следует направить",
            ),
        ] {
            assert_eq!(due(text), (expected.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn an_item_goes_on_over_the_end_of_a_line_and_the_sign_off_is_none() {
        for (text, expected) in [
            (
                "Key deadlines:\n15 December 2026\n- Submit contributions for\nwhich translation is requested\n4 January \
                 2027\n- Submit ITU-T Member\ncontributions\nYours faithfully,",
                "contributions-for-translation, contributions",
            ),
            (
                "Key deadlines:\n15 December 2026\n- Submit ITU-T Member contributions for which translation is \
                 requested\n25 December 2026\n- Submit fellowship requests\n4 January 2027\n- Pre-registration",
                "contributions-for-translation, fellowship, pre-registration",
            ),
            (
                "Key deadlines:\n15 December 2026: Contributions (with translation)\n4 January 2027: Contributions \
                 (without translation)",
                "contributions-for-translation, contributions",
            ),
            (
                "Dates limites:\n15 décembre 2026: Contributions (avec traduction)\n4 janvier 2027: Contributions (sans \
                 traduction)",
                "contributions-for-translation, contributions",
            ),
            (
                "Предельные сроки:\n15 декабря 2026 года: Вклады (с переводом)\n4 января 2027 года: Вклады (без \
                 перевода)",
                "contributions-for-translation, contributions",
            ),
            (
                "截止日期：\n2026年12月15日：文稿（需要翻译）\n2027年1月4日：文稿（不需要翻译）",
                "contributions-for-translation, contributions",
            ),
            (
                "المواعيد النهائية:\n15 ديسمبر 2026: المساهمات (مع الترجمة)\n4 يناير 2027: المساهمات (دون ترجمة)",
                "contributions-for-translation, contributions",
            ),
            (
                "Key deadlines:\n15 December 2026 / - Submit fellowship requests / Yours faithfully,",
                "fellowship",
            ),
            (
                "Dates limites:\n15 décembre 2026 / - Demandes de bourse / Veuillez agréer",
                "fellowship",
            ),
            (
                "Further to TSB Collective letter 4/9, contributions should be submitted by 4 January 2027.",
                "contributions",
            ),
            (
                "Contributions should be submitted by 4 January 2027, in accordance with TSB Circular 45.",
                "contributions",
            ),
        ] {
            assert_eq!(due(text), (expected.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn what_is_due_when_the_meeting_has_begun_is_told() {
        for text in [
            "Member States are requested to reply to the questionnaire by 12 February 2027.",
            "Contributions can be submitted until 18 January 2027.",
            "Requests for a room must be made by 18 January 2027.",
            "Les États Membres sont priés de répondre au questionnaire d'ici le 12 février 2027.",
            "Se ruega a los Estados Miembros que respondan al cuestionario a más tardar el 12 de febrero de 2027.",
            "Государствам-Членам предлагается ответить на вопросник не позднее 12 февраля 2027 года.",
            "请各成员国在2027年2月12日之前答复问卷。",
            "يرجى من الدول الأعضاء الرد على الاستبيان في موعد أقصاه 12 فبراير 2027.",
        ] {
            assert_eq!(due(text), (String::new(), 1), "{text}");
        }
        let report = "The report will be published by 12 February 2027.";
        assert_eq!(due(report), (String::new(), 0));
    }

    #[test]
    fn a_deadline_that_was_moved_by_some_days_is_told() {
        let moved =
            "The deadline of 5 January 2027 for contributions has been extended by three days.";
        assert_eq!(due(moved), (String::new(), 1));
    }

    #[test]
    fn what_stands_below_a_list_is_none_of_it() {
        for below in [
            "A workshop on networks will be held on 27.01.2026 from 14:00 to 17:30.",
            "As agreed at its previous meeting (Tokyo, 25 April 2025), the group will go on.",
            "另见2026年6月1日电信标准化局第93号通函和SG21-TD93号文件。",
        ] {
            let text = format!(
                "Dear Sir,\nKey deadlines:\n9 February 2026: Pre-registration\n{below}\nYours faithfully,"
            );
            let read = read_all(&normal(&text));
            assert_eq!(read, "2026-02-09 pre-registration (0 doubts)", "{below}");
        }
    }

    #[test]
    fn what_stands_below_a_list_asks_for_no_documents_of_rapporteurs() {
        let text = "Subject: Meeting of the Q1/2 Rapporteur Group\nDear Sir,\nKey deadlines:\n\
                    9 February 2026: Pre-registration\n\
                    See also TSB Circular 88 of 7 April 2025 and document\nSG2-TD88.\nYours faithfully,";
        assert_eq!(read_all(&normal(text)), "2026-02-09 pre-registration (0 doubts)");
    }

    #[test]
    fn of_an_old_and_a_new_date_the_new_one_counts() {
        for head in [
            "Action|Previous date|New date",
            "Action|Old|New",
            "Action|Initial|Revised",
            "Action|Original deadline|Extended deadline",
            "Action|Ancienne date|Nouvelle date",
            "Trámite|Fecha anterior|Nueva fecha",
            "Действие|Прежний срок|Новый срок",
            "事项|原日期|新日期",
            "الإجراء|الموعد السابق|الموعد الجديد",
        ] {
            let rows = [
                head,
                "Pre-registration|2 February 2026|9 February 2026",
                "Contributions|18 February 2026|25 February 2026",
            ];
            let expected = "2026-02-09 pre-registration; 2026-02-25 contributions (0 doubts)";
            assert_eq!(read(&rows), expected, "{head}");
        }
        let rows = [
            "Previous date|New date|Action",
            "2 February 2026|9 February 2026|Pre-registration",
            "18 February 2026|25 February 2026|Contributions",
        ];
        let expected = "2026-02-09 pre-registration; 2026-02-25 contributions (0 doubts)";
        assert_eq!(read(&rows), expected);
        // Nothing says which of them holds.
        let rows = ["Action|From|To", "Pre-registration|2 February 2026|9 February 2026"];
        assert_eq!(read(&rows), " (2 doubts)");
        // An old date alone is the only one there is.
        let rows = ["Action|Original deadline", "Pre-registration|9 February 2026"];
        assert_eq!(read(&rows), "2026-02-09 pre-registration (0 doubts)");
        let text = "Dear Sir,\nKey deadlines:\n- Pre-registration: previous deadline: 2 February 2026, \
                    new deadline: 9 February 2026\nYours faithfully,";
        assert_eq!(read_all(&normal(text)), "2026-02-09 pre-registration (0 doubts)");
    }

    #[test]
    fn a_final_deadline_is_that_of_what_its_sentence_asks_for() {
        for (text, expected) in [
            (
                "Contributions are sent to TSB; the final deadline is 25 February 2026.",
                "2026-02-25 contributions (0 doubts)",
            ),
            (
                "Requests for fellowships and interpretation are sent by mail; the final deadline is 9 February 2026.",
                "2026-02-09 fellowship,interpretation (0 doubts)",
            ),
            (
                "Contributions are welcome; the final deadline for pre-registration is 9 February 2026.",
                "2026-02-09 pre-registration (0 doubts)",
            ),
            (
                "Contributions are sent by mail, and visa requests on the form; the final deadline is 9 February 2026.",
                " (1 doubts)",
            ),
            (
                "Fellowships are awarded by TSB; contributions are sent early; the final deadline is 9 February 2026.",
                " (1 doubts)",
            ),
            (
                "Fellowships are awarded by TSB; contributions are sent early. The final deadline is 9 February 2026.",
                " (1 doubts)",
            ),
            (
                "Contributions are sent by mail. A letter for a visa usually takes two weeks. The final deadline is 9 February 2026.",
                " (1 doubts)",
            ),
            ("Les contributions, les visas: le délai est fixé au 9 février 2026.", " (1 doubts)"),
        ] {
            let text = format!("Dear Sir,\n{text}\nYours faithfully,");
            assert_eq!(read_all(&normal(&text)), expected, "{text}");
        }
    }

    #[test]
    fn a_meeting_that_is_to_take_place_advises_nothing() {
        let text = "Dear Sir,\nContributions to the meeting, which is to take place in May, must be received by 5 May 2026.\n\
                    Yours faithfully,";
        assert_eq!(read_all(&normal(text)), "2026-05-05 contributions (0 doubts)");
    }

    #[test]
    fn a_day_of_the_meeting_is_no_deadline_of_the_year_before() {
        let letter = "Subject: Q10/17 interim meeting, Seoul, 7-9 April 2027\n\nDear experts,\nI invite you to the \
                      meeting.\nRegistration: by 24 March\nContributions: by 31 March\nDinner: 8 April\n";
        let letter = crate::letter::read(letter.as_bytes(), crate::letter::LetterFormat::Text);
        let due = letter.unwrap().draft.deadlines.into_iter().filter_map(|deadline| deadline.date);
        let due: Vec<String> = due.map(|date| date.value.to_string()).collect();
        assert_eq!(due, ["2027-03-24", "2027-03-31"]);
    }

    #[test]
    fn a_date_over_the_end_of_a_line_is_in_one_sentence() {
        let text = "Dear Sir,\nRequests for fellowships must be submitted by November 20, 2026, 23:59 UTC. \
                    Pre-registration must be completed online no later than December 1,\n2026, 23:59 UTC.\n\
                    Yours faithfully,";
        assert_eq!(
            read_all(&normal(text)),
            "2026-11-20 23:59 UTC fellowship; 2026-12-01 23:59 UTC pre-registration (0 doubts)"
        );
    }

    #[test]
    fn a_limit_at_the_end_of_a_line_is_that_of_the_date_below() {
        for date in ["25.02.2026", "2026-02-25", "25/02/2026"] {
            let text = format!(
                "Dear Sir,\nContributions must be received by TSB not later than\n{date}, 23:59 UTC.\n\
                 Yours faithfully,"
            );
            let expected = "2026-02-25 23:59 UTC contributions (0 doubts)";
            assert_eq!(read_all(&normal(&text)), expected, "{date}");
        }
    }

    #[test]
    fn dates_that_hold_no_longer_are_none() {
        let text = "Dear Sir,\nKey deadlines:\n26 August 2026: Contributions\n\n\
                    ولم تعد المواعيد النهائية السابقة (21 شباط/فبراير و10 نيسان/أبريل 2026) سارية.\nYours faithfully,";
        assert_eq!(read_all(&normal(text)), "2026-08-26 contributions (0 doubts)");
    }

    #[test]
    fn an_hour_on_the_line_below_its_date_ends_no_list() {
        let text = "Dear Sir,\nKey deadlines:\n- Pre-registration - 9 February 2026,\n23:59 (Geneva time)\n\
                    - Requests for a letter of support for a visa -\n10 February 2026\nYours faithfully,";
        assert_eq!(
            read_all(&normal(text)),
            "2026-02-09 23:59 pre-registration; 2026-02-10 visa-support (0 doubts)"
        );
        let text = "Dear Sir,\nKey deadlines:\n- 30 January 2026: تقديم مساهمات الأعضاء المطلوب\nترجمتها\n\
                    - 16 February 2026: Pre-registration\nYours faithfully,";
        assert_eq!(
            read_all(&normal(text)),
            "2026-01-30 contributions-for-translation; 2026-02-16 pre-registration (0 doubts)"
        );
        let text = "Dear Sir,\nDeadlines\n- Pre-registration - 9 February 2026, 23:59\nUTC\nYours faithfully,";
        assert_eq!(read_all(&normal(text)), "2026-02-09 23:59 UTC pre-registration (0 doubts)");
    }

    #[test]
    fn what_follows_a_date_is_never_due_on_the_one_before() {
        let first = "9 February 2026|- Pre-registration";
        for (date, expected) in [
            ("25 February 2026", "2026-02-25 contributions (0 doubts)"),
            ("25 February 2026, 1800 hours", "2026-02-25 18:00 contributions (0 doubts)"),
            ("25 February 2026 (18:00 Geneva time)", "2026-02-25 18:00 contributions (0 doubts)"),
            ("25 February 2026, 23:59 UTC", "2026-02-25 23:59 UTC contributions (0 doubts)"),
            ("25 February 2026 (2359 hours, UTC)", "2026-02-25 23:59 UTC contributions (0 doubts)"),
            (
                "25 February 2026, 23:59 UTC-3",
                "2026-02-25 23:59 Etc/GMT+3 contributions (0 doubts)",
            ),
            (
                "25 February 2026 (18:00, Tokyo time)",
                "2026-02-25 18:00 Asia/Tokyo contributions (0 doubts)",
            ),
            ("25 February 2026, 18:00 UTC+1", "2026-02-25 18:00 contributions (0 doubts)"),
            ("25 February 2026, 18:00 UTC+5:30", "2026-02-25 13:30 contributions (1 doubts)"),
            ("25 February 2026 by noon", "2026-02-25 12:00 contributions (0 doubts)"),
            ("25 February 2026, close of business", "2026-02-25 contributions (1 doubts)"),
            ("No later than 25 February 2026", "2026-02-25 contributions (0 doubts)"),
            ("25 février 2026, 18 h 00", "2026-02-25 18:00 contributions (0 doubts)"),
            ("2026年2月25日18时", "2026-02-25 18:00 contributions (0 doubts)"),
            ("about 25 February 2026 or so", "(2 doubts)"),
            ("25 February 2026*", "(2 doubts)"),
        ] {
            let rows = [first, &format!("{date}|- Submit ITU-T Member contributions")];
            let expected = format!("2026-02-09 pre-registration; {expected}");
            let expected = expected.replace("; (", " (");
            assert_eq!(read(&rows), expected, "{date}");
        }
    }
}

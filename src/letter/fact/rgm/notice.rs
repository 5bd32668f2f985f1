//! What a notice says of one meeting of a rapporteur group: its hours, a session each day; and what a
//! list of meetings is not: a meeting with days and an opening of its own.

use crate::finding::{Place, Said};
use crate::letter::fact::rgm::is_elsewhere;
use crate::letter::fact::rgm::rhythm::rhythm;
use crate::letter::lex::times::{hours, times};
use crate::letter::lex::{DateMention, HoursMention, TimeMention, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, prose};
use crate::letter::words::Sense;
use crate::model::{Action, Cell, Days, Group, Hours, Kind, Remote, Slot, SlotRange};
use crate::source::{Draft, DraftDay, DraftPlanEntry, DraftRgm};
use crate::zone::ZURICH;
use chrono::{Datelike, NaiveDate};

/// Takes the hours beside the days of a meeting of Questions as its sessions; those of another meeting if
/// they are stated to be those of each day. Hours of another zone are none, and then nothing is known of
/// its sessions.
pub(crate) fn sessions(found: &LetterText<'_>, draft: &mut Draft) {
    let Some(start) = draft.start.clone() else { return };
    let last = draft.end.as_ref().map_or(start.value, |end| end.value);
    let days = Days { first: start.value, last };
    let is_rapporteurs = draft.groups.iter().all(|said| said.value.is_question());
    if draft.groups.is_empty() || !draft.time_plan.is_empty() {
        return;
    }
    // "on Tuesdays from 7 to 28 April, 13:00-15:00": not on each day.
    if draft.slots.is_none()
        && let Some(series) = of_days(found, days).find(|it| rhythm(found, it).is_some())
    {
        let message = "the meeting is not on each of its days, and its sessions were not read";
        let help = "add the sessions as `time_plan`, or the meetings as `rgm` with `every: week`";
        found.doubt("rgm-series", &series, message, help);
        let place = found.normal.place(&series);
        draft.slots = Some(Said { value: Vec::new(), place });
        return;
    }
    let said = if is_rapporteurs {
        beside_days(found, days)
    } else if draft.slots.is_none() {
        of_each_day(found, days)
    } else {
        None
    };
    let Some((sentence, said)) = said else { return };
    let normal = found.normal;
    let place = normal.place(&said.span);
    if is_rapporteurs {
        draft.opening = None;
        found.reading.borrow_mut().evidence.retain(|evidence| evidence.field != "opening.time");
    }
    // "from 9:00 to 17:30 (on the last day until 13:00)"
    let is_other = |time: &TimeMention| {
        let is_apart = time.zone != ZoneSaid::Unsaid && time.zone != said.zone;
        !is_apart && (time.start < said.span.start || said.span.end <= time.start)
    };
    let named = times(normal.tokens_in(&sentence));
    let differs = named.iter().any(is_other);
    let is_elsewhere = match said.zone {
        ZoneSaid::Unsaid => is_elsewhere(normal, &sentence),
        ZoneSaid::Geneva => found.zone.get() != ZURICH,
        ZoneSaid::Of(zone) => zone != found.zone.get(),
        ZoneSaid::Local | ZoneSaid::Offset(_) | ZoneSaid::Unknown => true,
    };
    if differs || is_elsewhere {
        let message = if differs {
            "the hours are not the same every day, and were not read"
        } else {
            "hours that may not be those of the meeting's zone were not read"
        };
        let help = "add the sessions as `time_plan`, in the zone of the meeting";
        found.doubt_at("rgm-hours", Some(place), message, help);
        draft.slots = Some(Said { value: Vec::new(), place });
        return;
    }
    let remote = normal.marks.has(Sense::EMeeting, &sentence).then_some(Remote::Yes);
    let Some(slots) = slots(said.hours) else { return };
    let slots = Said { value: slots, place };
    let entry = session(days, slots, said.hours, &draft.groups, Kind::Session, remote);
    draft.time_plan.push(entry);
    found.note("time_plan", said.hours, &said.span);
}

/// The sentences that name the days of a meeting.
fn of_days(found: &LetterText<'_>, days: Days) -> impl Iterator<Item = Span> {
    let whole = 0..found.normal.text().len();
    let own = found.dates.iter().filter(move |date| date.days() == Some(days));
    own.map(move |date| found.sentence(date.span.start, &whole))
}

/// The hours beside the days of a meeting, with their sentence.
fn beside_days(found: &LetterText<'_>, days: Days) -> Option<(Span, HoursMention)> {
    let normal = found.normal;
    let whole = 0..normal.text().len();
    let mut sentences: Vec<Span> = of_days(found, days).collect();
    sentences.dedup();
    // "Time: 13:00-15:00", but no line that a mail broke before "الساعة 14:00 إلى الساعة 17:30"
    let is_labelled = |line: &Span| {
        normal.marks.begins(Sense::HoursColumn, line.start)
            && found.sentence(line.start, &whole).start == line.start
    };
    let labelled = normal.lines.iter().map(|line| line.span.clone()).filter(is_labelled);
    sentences.into_iter().chain(labelled).find_map(|sentence| {
        let named = hours(normal.tokens_in(&sentence));
        let only = one_of(&named).ok()?.clone();
        Some((sentence, only))
    })
}

/// The hours of each day: "daily from 13:00 to 16:00", "will start at 09:30 and end at 17:30 each day".
fn of_each_day(found: &LetterText<'_>, days: Days) -> Option<(Span, HoursMention)> {
    let normal = found.normal;
    let letter = prose::letter(normal);
    found.all(&letter, Sense::Daily).into_iter().find_map(|daily| {
        let sentence = found.sentence(daily.start, &letter);
        let others = [
            Sense::Asks(Action::Other),
            Sense::Registration,
            Sense::RegistrationAlone,
            Sense::OtherEvent,
            Sense::Workshop,
            Sense::Lunch,
            Sense::Pause,
        ];
        let is_said = |of| normal.marks.like(of, &sentence).next().is_some();
        // "daily, starting on 18 January"
        let own = [days, Days::one(days.first), Days::one(days.last)];
        let year = Some(days.first.year());
        let is_own = |date: &DateMention| date.days_in(year).is_some_and(|it| own.contains(&it));
        let is_other = found.dates_in(&sentence).any(|date| !is_own(date));
        // "Ad hoc groups meet at lunchtime (12:45 to 14:15) every day": not of the meeting itself.
        let of_meeting = [Sense::Slot, Sense::TakesPlace, Sense::Opens, Sense::SessionTimes];
        // Of "from 9 am to 12 am" the hours of something else would be left.
        let is_unread = found.unread_in(&sentence).next().is_some();
        if is_other
            || is_unread
            || others.into_iter().any(is_said)
            || !found.has_any(&sentence, &of_meeting)
        {
            return None;
        }
        if let Some(first) = hours(normal.tokens_in(&sentence)).into_iter().next() {
            return Some((sentence, first));
        }
        let named: Vec<TimeMention> = found.times_in(&sentence).copied().collect();
        let [first, last] = named.as_slice() else { return None };
        let hours = Hours::new(first.time, last.time)?;
        // Without a word for the end the second hour is another day's: "at 09:30 each day, and the first one at 11:00".
        let ends = [Sense::EndsOn, Sense::Ends, Sense::Closing];
        let is_end = found.has_any(&(first.end..last.start), &ends)
            || found.has_any(&(sentence.start..first.start), &[Sense::BetweenDays]);
        let end = if is_end { last.end } else { first.end };
        let (span, zone, zone_end) = (first.start..end, last.zone, last.zone_end);
        Some((sentence, HoursMention { span, hours, zone, zone_end }))
    })
}

/// The only hours of several, or those of Geneva if each is stated for a zone of its own: "07:00-09:00
/// New York / 13:00-15:00 Geneva". Else how many there are.
pub(super) fn one_of(hours: &[HoursMention]) -> Result<&HoursMention, usize> {
    if let [only] = hours {
        return Ok(only);
    }
    let of = |zone: ZoneSaid| hours.iter().filter(move |one| one.zone == zone);
    let are_apart =
        hours.iter().all(|one| one.zone != ZoneSaid::Unsaid && of(one.zone).count() == 1);
    of(ZoneSaid::Geneva).next().filter(|_| are_apart).ok_or(hours.len())
}

/// The one session of those who meet, on each of some days.
pub(crate) fn session(
    days: Days,
    slots: Said<SlotRange>,
    hours: Hours,
    groups: &[Said<Group>],
    kind: Kind,
    remote: Option<Remote>,
) -> DraftPlanEntry {
    let place = slots.place;
    let cell = Cell {
        kind,
        groups: groups.iter().map(|group| group.value.clone()).collect(),
        groups_are_given: true,
        start: Some(hours.start),
        end: Some(hours.end),
        remote,
        place,
        ..Cell::default()
    };
    let day = DraftDay { cells: vec![(slots, vec![cell])], ..DraftDay::default() };
    DraftPlanEntry { days: Said { value: days, place }, day }
}

/// The slots that hours fill in part; between two of them, the next one.
fn slots(hours: Hours) -> Option<SlotRange> {
    let filled =
        |slot: &Slot| slot.standard().start < hours.end && hours.start < slot.standard().end;
    let first = Slot::SESSIONS
        .into_iter()
        .find(filled)
        .or_else(|| Slot::SESSIONS.into_iter().find(|slot| hours.end <= slot.standard().start));
    let first = first.unwrap_or(Slot::S5);
    let last = Slot::SESSIONS.into_iter().rfind(filled).unwrap_or(first);
    let key = if first == last { first.key().to_owned() } else { format!("{first}-{last}") };
    key.parse().ok()
}

/// Whether the days of a draft are those of a row of its list. It is a season then, without days,
/// hours and sessions of its own, and its groups are those of all rows.
pub(crate) fn season(found: &LetterText<'_>, draft: &mut Draft) -> bool {
    let is_row = |place: Place| {
        draft.rgm.iter().any(|row| row.place.start <= place.start && place.end <= row.place.end)
    };
    // The days of the subject are those of a series that the body announces.
    let is_series = |row: &DraftRgm| {
        let day = |said: &Option<Said<NaiveDate>>| said.as_ref().map(|said| said.value);
        let own = (day(&draft.start), day(&draft.end).or(day(&draft.start)));
        row.every.is_some() && (day(&row.start), day(&row.end)) == own
    };
    let is_season = draft.start.as_ref().is_none_or(|start| is_row(start.place))
        || draft.rgm.iter().any(is_series);
    if draft.rgm.is_empty() || !is_season {
        return false;
    }
    (draft.start, draft.end, draft.opening, draft.registration) = (None, None, None, None);
    draft.slots = None;
    let own = ["start", "end", "opening.time", "registration.time", "registration.place"];
    found.reading.borrow_mut().evidence.retain(|evidence| !own.contains(&evidence.field.as_str()));
    // A table alone has no title: what was taken for one is a cell.
    let normal = found.normal;
    let cells = normal.lines.iter().filter(|line| line.cell.is_some());
    let cells: Vec<Place> = cells.map(|line| normal.place(&line.span)).collect();
    let is_cell = |said: &Said<Group>| {
        cells.iter().any(|cell| cell.start <= said.place.start && said.place.end <= cell.end)
    };
    if draft.groups.iter().all(is_cell) {
        if !draft.groups.is_empty() {
            draft.title = None;
        }
        draft.groups.clear();
        for said in draft.rgm.iter().flat_map(|row| &row.groups) {
            let value = said.value.parent().unwrap_or_else(|| said.value.clone());
            if !draft.groups.iter().any(|other| other.value == value) {
                draft.groups.push(Said { value, place: said.place });
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::invitation;
    use crate::letter::{LetterFormat, read};
    use crate::model::Group;

    #[test]
    fn a_line_that_was_broken_before_the_hours_of_another_event_is_no_label() {
        let text = "جنيف، 13 أغسطس 2027\n\nالموضوع: اجتماع فريق المقرر المعني بالمسألة 1/3، جنيف، من 12 إلى 15 نوفمبر 2027\n\n\
                    حضرات السادة والسيدات،\n\nيشرفني أن أدعوكم إلى الاجتماع في جنيف.\n\n\
                    ستُعقد ورشة عمل بشأن الشبكات الكمومية في الثلاثاء 9 نوفمبر 2027 من\n\
                    الساعة 14:00 إلى الساعة 17:30، ولها تسجيل مستقل.\n";
        let letter = read(text.as_bytes(), LetterFormat::Text).unwrap();
        assert!(letter.draft.start.is_some() && letter.draft.time_plan.is_empty());
    }

    #[test]
    fn a_notice_is_for_the_questions_of_its_experts() {
        let notice = "To Experts of ITU-T SG21 Questions 1/21\nSubject: Notice of Rapporteur Meeting in Geneva\n\n\
                      Dear Q1 experts,\n\nThe subject meeting of ITU-T SG21 experts will be held in Geneva.\n\n\
                      1. Date\n24-25 June 2027\n";
        let letter = read(notice.as_bytes(), LetterFormat::Text).unwrap();
        let groups: Vec<_> = letter.draft.groups.into_iter().map(|said| said.value).collect();
        assert_eq!(groups, [Group::Question(1, 21)]);
    }

    #[test]
    fn hours_of_each_day_that_are_not_the_meetings_are_told() {
        for text in [
            "Ad hoc groups meet at lunchtime (12:45 to 14:15) every day.",
            "The shuttle bus runs daily from 08:00 to 10:00.",
            "The secretariat is open from 18 to 22 January 2027, daily from 08:00 to 19:00.",
            "The meeting will be held each day from 9 am to 12 am; the building closes at 8 pm.",
            "Plenary sessions will start at 0930 hours each day, and the first one at 1100 hours.",
            "Les séances commenceront chaque jour à 9 h 30, sauf le premier jour, où la plénière commencera à 11 h 00.",
            "Las sesiones comenzarán todos los días a las 9.30 horas, salvo el primer día, a las 11.00 horas.",
            "会议每天9时30分开始，第一天11时开始。",
            "The second part will be held from 1 to 5 March 2027, each day from 12:00 to 15:00.",
        ] {
            let letter = invitation(text);
            let told = letter.findings.sorted();
            assert!(letter.draft.time_plan.is_empty(), "{text}");
            assert!(told.iter().any(|finding| finding.message.contains("hour")), "{text}");
        }
    }

    #[test]
    fn the_hours_of_each_day_are_its_session() {
        for text in [
            "The meeting will be held daily from 13:00 to 16:00 (Geneva time).",
            "The meeting will start at 13:00 hours and end at 16:00 hours each day.",
            "The meeting will be held daily from 13:00 to 16:00, starting on 18 January 2027.",
            "The meeting will start on 18 January 2027 and end on 22 January 2027, each day from 13:00 to 16:00.",
            "The meeting will work every day between 13:00 and 16:00.",
            "Les séances commenceront chaque jour à 13 heures et se termineront à 16 heures.",
            "Заседания будут начинаться ежедневно в 13:00 и заканчиваться в 16:00.",
            "Las sesiones comenzarán todos los días a las 13.00 horas y finalizarán a las 16.00 horas.",
            "Les travaux se dérouleront chaque jour de 13 h 00 à 16 h 00.",
            "Les séances auront lieu tous les jours de 13 h 00 à 16 h 00.",
            "Las sesiones se celebrarán todos los días de las 13.00 a las 16.00 horas.",
            "Собрание будет проходить ежедневно с 13:00 до 16:00.",
            "会议将于每天13时至16时举行。",
            "سيعقد الاجتماع يوميا من الساعة 1300 إلى الساعة 1600.",
        ] {
            let letter = invitation(text);
            let [entry] = letter.draft.time_plan.as_slice() else { panic!("{text}") };
            let cell = &entry.day.cells[0].1[0];
            let hours = (cell.start.unwrap().to_string(), cell.end.unwrap().to_string());
            assert_eq!(hours, ("13:00".to_owned(), "16:00".to_owned()), "{text}");
            assert_eq!(entry.days.value.to_string(), "2027-01-18/2027-01-22");
        }
    }
}

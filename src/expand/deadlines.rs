//! Deadlines: one all-day event for each, with the time in words.

use super::about::borrowed;
use super::texts::{self, DescriptionText};
use super::{EventSpan, Expansion, Origin, TextInLanguage, TimetableEvent, Wording, clock};
use crate::model::{Action, Days, Kind, compact};

impl Expansion<'_, '_> {
    /// Adds the deadlines. Their dates are never converted: a deadline has the same date all over
    /// the world.
    pub(super) fn deadlines(&mut self) {
        let meeting = self.meeting;
        for deadline in &meeting.deadlines {
            let place = Some(deadline.place);
            let zone = deadline.zone;
            let at = deadline
                .time
                .map(|time| (time, self.clock.instant(zone, deadline.date, time, place)));
            let groups = compact(&deadline.groups);
            let url = deadline.url.as_ref().or(meeting.url.as_ref());
            let wordings = self.in_each_language(|language, words| {
                let text = texts::line(deadline.text.as_ref(), language);
                // What is due has no words but its own, or some beside them.
                let (own, more) = match deadline.action {
                    Action::Other => (text.as_deref(), None),
                    _ => (None, text.as_deref()),
                };
                let action = own.unwrap_or((words.action)(deadline.action));
                let both = at.and_then(|(time, instant)| {
                    clock::on_both_clocks(words, zone, deadline.date, time, instant?)
                });
                let (local, geneva) = both.unzip();
                let time = local.or(deadline.time.map(|time| time.to_string()));
                let mut lines = DescriptionText::default();
                lines.add_some(texts::full_title(meeting, language));
                if let Some((time, Some(instant))) = at {
                    let time = clock::time_in_words(words, zone, deadline.date, time, instant);
                    lines.add((words.until)(&time));
                }
                lines.add_some(more);
                lines.add_some(texts::free(deadline.note.as_ref(), language));
                texts::letter_and_contact(&mut lines, meeting, words, url);
                Wording {
                    summary: (words.deadline)(&groups, action, time.as_deref()),
                    description: lines.finish(),
                    borrowed: own.and_then(|_| borrowed(deadline.text.as_ref(), language)),
                    aside: geneva,
                    note: deadline.note.as_ref().map(|note| TextInLanguage::free(note, language)),
                    ..Wording::default()
                }
            });
            let when = EventSpan::Days(Days::one(deadline.date));
            self.add(TimetableEvent {
                action: Some(deadline.action),
                url: url.cloned(),
                place: Some(deadline.place),
                ..TimetableEvent::new(
                    Kind::Deadline,
                    Origin::Deadline(deadline.before),
                    &deadline.groups,
                    when,
                    wordings,
                )
            });
        }
    }
}

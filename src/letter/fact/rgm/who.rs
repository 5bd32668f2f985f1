//! Who meets in a sentence about rapporteur group meetings, and what names the meetings.

use crate::letter::fact::plain::is_plain;
use crate::letter::fact::rgm::RgmReader;
use crate::letter::lex::{DateMention, GroupMention};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::Group;

/// The stretch between two others.
pub(super) fn between(one: &Span, other: &Span) -> Span {
    if other.start >= one.end { one.end..other.start } else { other.end..one.start }
}

impl RgmReader<'_> {
    /// What names the meetings of a sentence: their name, or the Questions that it says will meet on other days
    /// than those of the meeting.
    pub(super) fn name(&self, sentence: &Span) -> Option<Span> {
        let name = self.normal.marks.first(Sense::RapporteurMeetings, sentence);
        name.or_else(|| {
            let held = [Sense::TakesPlace, Sense::NamesMeeting];
            held.iter().find(|of| self.normal.marks.has(**of, sentence))?;
            let is_other = |date: &DateMention| {
                let (meeting, days) = (self.known.days?, date.days()?);
                (meeting.last < days.first || days.last < meeting.first).then_some(())
            };
            self.letter.dates_in(sentence).find_map(is_other)?;
            self.questions(sentence).into_iter().map(|it| it.span).next()
        })
    }

    /// Whether a sentence says that rapporteur groups will meet: "The Rapporteur Group for Question 4/9 will
    /// meet", or its Questions and nobody else, but not "a workshop on Question 4/9 will be held".
    pub(super) fn meet(&self, sentence: &Span) -> bool {
        let marks = &self.normal.marks;
        let held = marks.first(Sense::TakesPlace, sentence);
        let lead = sentence.start..held.as_ref().map_or(sentence.end, |held| held.start);
        let off = [Sense::NotHeld, Sense::Cancelled];
        // A letter about the meeting of a Question has a status, which says that it is off.
        let is_notice = self.known.groups.iter().all(Group::is_question);
        if !is_notice && marks.has_any(&off, sentence) {
            return false;
        }
        if let Some(name) = marks.first(Sense::RapporteurMeetings, sentence) {
            // "is tentatively scheduled to meet"
            let is_sure = !marks.has_any(&[Sense::ToBeDecided, Sense::Except], sentence)
                && !marks.has(Sense::Not, &(name.end..lead.end.max(name.end)));
            return held.is_none() || is_sure;
        }
        let own = self.questions(&lead);
        let is_own =
            |mention: &GroupMention| own.iter().any(|it| it.span.contains(&mention.span.start));
        let others =
            [Sense::Workshop, Sense::OtherEvent, Sense::Social, Sense::Formerly, Sense::Except];
        let tokens = self.normal.tokens();
        let mut words = tokens.at_byte(lead.start)..tokens.at_byte(lead.end);
        held.is_some()
            && !own.is_empty()
            && !marks.has(Sense::Not, &lead)
            && !marks.has(Sense::ToBeDecided, sentence)
            && self.letter.groups_in(&lead).iter().all(is_own)
            && !marks.has_any(&others, &lead)
            && words.all(|at| is_plain(self.letter, at) || tokens.begins(at, Sense::Experts))
    }

    /// The Questions of the letter's study groups that a sentence names.
    fn questions(&self, sentence: &Span) -> Vec<GroupMention> {
        let own = self.study_groups();
        let is_own =
            |it: &Group| it.is_question() && it.parent().is_some_and(|whole| own.contains(&whole));
        let mut all = self.groups(sentence);
        all.retain(|mention| mention.groups.iter().all(is_own));
        all
    }

    /// The last of some groups, with those that stand together with it: "Q1/16 and Q2/16".
    pub(super) fn last_together(&self, mut named: Vec<GroupMention>) -> Vec<GroupMention> {
        let is_apart = |(one, next): (&GroupMention, &GroupMention)| {
            self.normal.tokens_in(&(one.span.end..next.span.start)).all.len() > 1
        };
        let first = named.iter().zip(named.iter().skip(1)).rposition(is_apart);
        named.split_off(first.map_or(0, |at| at + 1))
    }

    /// Who meets: the Questions with at most a word between them and the name of the meetings, or those
    /// that stand together as the only ones of the sentence, else the study groups of those who meet. None if
    /// there are several and it is not certain who meets.
    pub(super) fn beside(&self, sentence: &Span, name: &Span) -> Option<Vec<Group>> {
        let questions = self.questions(sentence);
        let groups = |mentions: &mut dyn Iterator<Item = &GroupMention>| {
            mentions.flat_map(|mention| mention.groups.clone()).collect::<Vec<Group>>()
        };
        let is_beside = |mention: &&GroupMention| {
            let between = between(name, &mention.span);
            between.start <= between.end
                && self.normal.slice(&between).split_whitespace().nth(1).is_none()
        };
        let beside = groups(&mut questions.iter().filter(is_beside));
        if !beside.is_empty() {
            return Some(beside);
        }
        if questions.is_empty() {
            return Some(self.study_groups());
        }
        let all = groups(&mut questions.iter());
        let are_together = self.last_together(questions.clone()).len() == questions.len();
        let are_own = || all.iter().all(|group| self.known.groups.contains(group));
        (are_together || are_own()).then_some(all)
    }
}

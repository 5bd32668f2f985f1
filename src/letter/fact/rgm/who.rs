//! Who meets in a sentence about rapporteur group meetings, and what names the meetings.

use crate::letter::fact::rgm::RgmReader;
use crate::letter::lex::dates::DateMention;
use crate::letter::lex::groups::{GroupMention, groups};
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
            let held = self.normal.marks.first(Sense::TakesPlace, sentence)?;
            let is_other = |date: &DateMention| {
                let meeting = self.known.days?;
                let days = self.days(date)?;
                (meeting.last < days.first || days.last < meeting.first).then_some(())
            };
            self.letter.dates_in(sentence).find_map(is_other)?;
            let questions = self.questions(sentence);
            questions
                .into_iter()
                .map(|it| it.span)
                .find(|it| it.end <= held.start || held.end <= it.start)
        })
    }

    /// The Questions of the letter's study groups that a sentence names.
    fn questions(&self, sentence: &Span) -> Vec<GroupMention> {
        let own = self.study_groups();
        let is_own = |group: &Group| {
            matches!(group, Group::Question(..))
                && group.parent().is_some_and(|it| own.contains(&it))
        };
        let mut all =
            groups(self.normal.text(), self.normal.tokens_in(sentence), self.study_group());
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

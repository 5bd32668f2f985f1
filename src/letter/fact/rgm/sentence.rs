//! Days of rapporteur group meetings in sentences: "from 3 to 14 July 2017", "Q1/9, Geneva, 18-20 January
//! 2027; Q2/9 (e-meeting, 21 January 2027)".

use crate::finding::{Findings, Said};
use crate::letter::fact::days::is_former;
use crate::letter::fact::place::last_city;
use crate::letter::fact::rgm::Reader;
use crate::letter::lex::dates::{DateMention, dates};
use crate::letter::lex::groups::{GroupMention, groups};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Action, Days, Group, Text};
use crate::source::DraftRgm;
use crate::zone::place::{nominative, zone};

/// Groups with their days, and what a sentence says of them.
struct Item<'d> {
    mention: &'d DateMention,
    days: Days,
    groups: Vec<Group>,
    whole: Span,
}

/// The stretch between two others.
fn between(one: &Span, other: &Span) -> Span {
    if other.start >= one.end { one.end..other.start } else { other.end..one.start }
}

impl Reader<'_> {
    /// The days in a sentence that names the meetings: of each group those behind it, if several have days
    /// of their own, else those nearest to the name.
    pub(super) fn range(&mut self, sentence: &Span, findings: &mut Findings) {
        let normal = self.normal;
        let Some(name) = normal.marks.first(Sense::RapporteurMeetings, sentence) else { return };
        let mentions = dates(normal.tokens_in(sentence));
        let mut items = self.items(sentence, &mentions);
        let mut pairs = items.iter().zip(items.iter().skip(1));
        if items.len() < 2 || pairs.any(|(one, next)| one.groups == next.groups) {
            let apart = |mention: &&DateMention| {
                let between = between(&name, &mention.span);
                (between.start <= between.end).then_some(between.len())
            };
            let dated = mentions.iter().filter(|mention| self.days(mention).is_some());
            let nearest = dated.filter_map(|mention| Some((apart(&mention)?, mention)));
            let nearest = nearest.min_by_key(|(distance, _)| *distance);
            let item = nearest.and_then(|(_, mention)| {
                let (days, groups) = (self.days(mention)?, self.beside(sentence, &name));
                // "in Beijing, China (3-7 May 2027)"
                let earlier = self.letter.dates_in(sentence);
                let earlier = earlier.filter(|date| date.span.end <= mention.span.start);
                let begin = earlier.last().map_or(sentence.start, |date| date.span.end);
                Some(Item { mention, days, groups, whole: begin..mention.span.start })
            });
            items = item.into_iter().collect();
        }
        for item in items {
            self.announced(sentence, &name, item, findings);
        }
    }

    /// The groups of a sentence that have days behind them, each up to the next one.
    fn items<'d>(&self, sentence: &Span, mentions: &'d [DateMention]) -> Vec<Item<'d>> {
        let normal = self.normal;
        let mut begin = sentence.start;
        let mut items: Vec<Item<'d>> = Vec::new();
        for mention in mentions {
            let before = normal.slice(&(begin..mention.span.start));
            let from = before.rfind([';', '؛']).map_or(begin, |at| begin + at);
            begin = mention.span.end;
            let before = from..mention.span.start;
            let named = groups(normal.text(), normal.tokens_in(&before), self.study_group());
            let named = self.last_together(named);
            let Some(first) = named.first().map(|named| named.span.start) else { continue };
            let groups: Vec<Group> = named.into_iter().flat_map(|named| named.groups).collect();
            // One day alone may be when something is due, and the meeting's days are those of its groups.
            let is_due = [Sense::Limit, Sense::LimitNoun, Sense::Asks(Action::Other)];
            let stretch = first..mention.span.start;
            let is_due = is_due.into_iter().any(|of| normal.marks.has(of, &stretch));
            let is_known = groups.iter().any(|group| self.known.groups.contains(group));
            let alone = mention.days().filter(|days| {
                days.is_single() && !is_due || self.known.days == Some(*days) && !is_known
            });
            let Some(days) = self.days(mention).or(alone) else { continue };
            if let Some(last) = items.last_mut() {
                last.whole.end = last.whole.end.min(first);
            }
            items.push(Item { mention, days, groups, whole: first..sentence.end });
        }
        items
    }

    /// The last of some groups, with those that stand together with it: "Q1/16 and Q2/16".
    fn last_together(&self, mut named: Vec<GroupMention>) -> Vec<GroupMention> {
        let is_apart = |(one, next): (&GroupMention, &GroupMention)| {
            self.normal.tokens_in(&(one.span.end..next.span.start)).all.len() > 1
        };
        let first = named.iter().zip(named.iter().skip(1)).rposition(is_apart);
        named.split_off(first.map_or(0, |at| at + 1))
    }

    /// Days of some groups that a sentence announces.
    fn announced(&mut self, sentence: &Span, name: &Span, item: Item<'_>, findings: &mut Findings) {
        let normal = self.normal;
        let Item { mention, days, groups, whole: own } = item;
        let whole = name.start.min(mention.span.start)..name.end.max(mention.span.end);
        let is_past = normal.marks.has(Sense::PastMeeting, &whole);
        if is_past || !self.is_ahead(days) || is_former(self.letter, mention, sentence) {
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
        let around =
            [own.start..mention.span.start, mention.span.end..own.end.max(mention.span.end)];
        let city = || around.iter().find_map(|span| last_city(self.letter, span));
        let known = || around.iter().find_map(|span| self.known_place(span));
        let location = self.place_beside(sentence, mention).or_else(city).or_else(known);
        let remote = self.remote(&own);
        let location = location.filter(|span| self.remote(span).is_none());
        let location = location.filter(|span| !self.is_at_meeting(span));
        // The usual slots are those of the meeting's place.
        let zone = location.as_ref().and_then(|span| zone(&normal.words(span)));
        let is_elsewhere = zone.is_some_and(|zone| zone != self.letter.zone);
        let draft = DraftRgm {
            slots: (is_elsewhere || remote.is_some()).then(|| Said { value: Vec::new(), place }),
            groups: groups.into_iter().map(|value| Said { value, place }).collect(),
            start: Some(Said { value: days.first, place }),
            end: Some(Said { value: days.last, place }),
            location: location
                .and_then(|span| Text::new(self.of_letter, nominative(&normal.words(&span)))),
            remote,
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

    /// Who meets: the Questions with at most a word between them and the name of the meetings, else
    /// the study groups of those who meet.
    fn beside(&self, sentence: &Span, name: &Span) -> Vec<Group> {
        let normal = self.normal;
        let mentions = groups(normal.text(), normal.tokens_in(sentence), self.study_group());
        let beside = mentions.into_iter().filter(|mention| {
            let between = between(name, &mention.span);
            between.start <= between.end
                && normal.slice(&between).split_whitespace().nth(1).is_none()
        });
        let is_question = |group: &Group| matches!(group, Group::Question(..));
        let beside: Vec<Group> =
            beside.flat_map(|mention| mention.groups).filter(is_question).collect();
        if beside.is_empty() { self.study_groups() } else { beside }
    }

    /// A place in the same parentheses as the dates.
    fn place_beside(&self, sentence: &Span, mention: &DateMention) -> Option<Span> {
        let normal = self.normal;
        let before = normal.slice(&(sentence.start..mention.span.start));
        let open = sentence.start + before.rfind('(')? + 1;
        let close = normal.slice(&(mention.span.end..sentence.end)).find(')')?;
        let inside = [open..mention.span.start, mention.span.end..mention.span.end + close];
        inside.into_iter().map(|span| self.without_signs(&span)).find(|span| {
            let words = normal.slice(span);
            let is_of_name = |c: char| c.is_alphabetic() || c.is_whitespace() || "-'.,".contains(c);
            !words.is_empty() && words.chars().all(is_of_name)
        })
    }

    /// The place in what stands behind the dates of a line: its first clause with words that are
    /// nothing else, with the country behind it.
    pub(super) fn place_in(&self, rest: &Span) -> Option<Span> {
        let normal = self.normal;
        let text = normal.slice(rest);
        let ends = text
            .match_indices(|c| ",;()\t\n|،、".contains(c))
            .map(|(at, sign)| (rest.start + at, rest.start + at + sign.len()));
        let mut clauses = Vec::new();
        let mut start = rest.start;
        for (end, next) in ends.chain([(rest.end, rest.end)]) {
            clauses.push(start..end);
            start = next;
        }
        let is_place = |span: &Span| {
            let is_other = [
                Sense::EMeeting,
                Sense::Remote,
                Sense::ToBeDecided,
                Sense::GenevaTime,
                Sense::LocalTime,
                Sense::Utc,
                Sense::OtherZone,
            ];
            let words = normal.slice(span);
            words.contains(char::is_alphabetic)
                && !words.contains(|c: char| c.is_ascii_digit())
                && !is_other.into_iter().any(|sense| normal.marks.has(sense, span))
        };
        let at = clauses.iter().position(is_place)?;
        let first = clauses.get(at)?;
        // A name has a capital, or its script has none: "in Geneva".
        let words = normal.slice(first);
        let name = words.find(|c: char| c.is_alphabetic() && !c.is_lowercase())?;
        let first = self.without_signs(&(first.start + name..first.end));
        let names = |next: &&Span| normal.slice(next).contains(char::is_alphabetic);
        let with_country = clauses.get(at + 1).filter(names).map(|next| first.start..next.end);
        let with_country = with_country.filter(|span| zone(normal.slice(span)).is_some());
        let with_country = with_country.map(|span| {
            let is_open = normal.slice(&span).contains('(') && !normal.slice(&span).contains(')');
            let closes = normal.slice(&(span.end..rest.end)).starts_with(')');
            span.start..span.end + usize::from(is_open && closes)
        });
        Some(with_country.map_or(first, |span| self.without_signs(&span)))
    }

    /// The first place in a stretch whose zone is known.
    pub(super) fn known_place(&self, stretch: &Span) -> Option<Span> {
        let first = self.place_in(stretch)?;
        match zone(self.normal.slice(&first)) {
            Some(_) => Some(first),
            None => self.known_place(&(first.end..stretch.end)),
        }
    }
}

//! Days of rapporteur group meetings in sentences: "from 3 to 14 July 2017", "Q1/9, Geneva, 18-20 January
//! 2027; Q2/9 (e-meeting, 21 January 2027)".

use crate::finding::Said;
use crate::letter::fact::days::is_former;
use crate::letter::fact::rgm::list::RgmRow;
use crate::letter::fact::rgm::who::between;
use crate::letter::fact::rgm::{MOST, RgmReader};
use crate::letter::lex::dates::dates;
use crate::letter::lex::times::hours;
use crate::letter::lex::{DateMention, GroupMention, Mark};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Action, Days, Group, Text, compact};
use crate::source::DraftRgm;
use crate::zone::place::{nominative, zone};
use chrono::Datelike;

/// Groups with the date behind them.
struct AnnouncedGroups<'d> {
    mention: &'d DateMention,
    groups: Vec<Group>,
    /// From the groups to the next groups or date, or to the end of their part of the sentence.
    whole: Span,
    form: Form,
}

/// How a sentence says when groups meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As the row of a list, with nothing but a place between: "Q1/9 (Tokyo, 1 March 2027".
    Row,
    /// In words, with a range of days.
    Range(Days),
    /// With a limit, which is no matter of meetings.
    Due,
    /// It may be anything: "Q1/9 opens its registration on 1 March".
    Unsure,
}

impl RgmReader<'_> {
    /// The days in a sentence that names the meetings: of each group those behind it, if they stand as in
    /// a list or several have days of their own, else those nearest to the name. Other days are reported.
    pub(super) fn range(&mut self, sentence: &Span) {
        let Some(name) = self.name(sentence) else { return };
        let mut mentions = dates(self.normal.tokens_in(sentence));
        mentions.truncate(MOST);
        let year = mentions.iter().filter_map(DateMention::days).next_back();
        let year = year.map(|days| days.first.year());
        let items = self.items(sentence, &mentions);
        let begin = items.first().map_or(sentence.end, |item| item.whole.start);
        let several = items.iter().filter(|item| item.form != Form::Due).count() > 1;
        let is_list = several || items.iter().any(|item| item.form == Form::Row);
        let meet = self.meet(sentence);
        let near = self.nearest(sentence, &name, &mentions);
        let near =
            near.filter(|(mention, _)| meet && !is_list && self.are_held(sentence, &name, mention));
        // Dates that are read, or are no matter of meetings.
        let mut settled: Vec<&Span> = Vec::new();
        if let Some((mention, days)) = near {
            settled.push(&mention.span);
            match self.beside(sentence, &name) {
                Some(groups) => {
                    let own = self.part_of(sentence, &name, mention);
                    self.announced(sentence, &name, (mention, days, groups, own));
                }
                None => self.tell_days(sentence, &name, (mention, &[], year)),
            }
        }
        let mut named: Vec<(&Span, Vec<Group>)> = Vec::new();
        for AnnouncedGroups { mention, groups, whole, form } in items {
            match form {
                Form::Row if meet && !self.is_over(sentence, &name, mention) => {
                    settled.push(&mention.span);
                    self.sentence_row(sentence, mention, (groups, whole, year));
                }
                Form::Range(days) if meet && several => {
                    settled.push(&mention.span);
                    self.announced(sentence, &name, (mention, days, groups, whole));
                }
                Form::Row if meet => settled.push(&mention.span),
                Form::Due => settled.push(&mention.span),
                Form::Row | Form::Range(_) | Form::Unsure => named.push((&mention.span, groups)),
            }
        }
        for mention in mentions.iter().filter(|mention| !settled.contains(&&mention.span)) {
            let groups = named.iter().find(|(span, _)| **span == mention.span);
            let is_behind = near.is_none() && begin < mention.span.start;
            if groups.is_some() || is_behind || self.days(mention).is_some() {
                let groups = groups.map_or(&[][..], |(_, groups)| groups);
                self.tell_days(sentence, &name, (mention, groups, year));
            }
        }
    }

    /// Whether meetings are held on a date near their name, but not in "Documents for the RGMs may come from
    /// 3 to 5 March".
    fn are_held(&self, sentence: &Span, name: &Span, mention: &DateMention) -> bool {
        let between = between(name, &mention.span);
        let before = self.part(sentence, name)..mention.span.start.max(name.end);
        // "… is held in advance of the SG21 meeting during 12-16 April"
        let beside = self.normal.marks.first(Sense::Beside, &between);
        let is_beside =
            beside.is_some_and(|at| !self.letter.groups_in(&(at.start..between.end)).is_empty());
        self.normal.marks.has(Sense::TakesPlace, &between)
            || !is_beside && !self.is_other(&before)
            || self.is_place_before(&between)
    }

    /// The part of a sentence that is about meetings on a date: "in Beijing, China (3-7 May 2027)".
    fn part_of(&self, sentence: &Span, name: &Span, mention: &DateMention) -> Span {
        let earlier = self.letter.dates_in(sentence);
        let earlier = earlier.filter(|date| date.span.end <= mention.span.start);
        let from = earlier.last().map_or(sentence.start, |date| date.span.end);
        // "from 3 to 7 May 2027 in Beijing, China", "from 3 to 7 May 2027 Q1/9 will meet in Beijing"
        let to = match self.place_behind(mention, sentence) {
            Some(place) => place.end,
            None if mention.span.end <= name.start => sentence.end,
            None => mention.span.start,
        };
        from..to
    }

    /// The range of days nearest to the name of the meetings.
    fn nearest<'d>(
        &self,
        sentence: &Span,
        name: &Span,
        mentions: &'d [DateMention],
    ) -> Option<(&'d DateMention, Days)> {
        let found = mentions.iter().filter_map(|mention| {
            let between = between(name, &mention.span);
            let is_apart = between.start <= between.end && between.end <= sentence.end;
            Some((between.len(), mention, self.days(mention).filter(|_| is_apart)?))
        });
        let nearest = found.min_by_key(|(distance, ..)| *distance);
        nearest.map(|(_, mention, days)| (mention, days))
    }

    /// The groups of a sentence that have dates behind them.
    fn items<'d>(&self, sentence: &Span, mentions: &'d [DateMention]) -> Vec<AnnouncedGroups<'d>> {
        let normal = self.normal;
        let all = self.groups(sentence);
        let ends = mentions.iter().skip(1).map(|next| next.span.start).chain([sentence.end]);
        let mut begin = sentence.start;
        let mut items: Vec<AnnouncedGroups<'d>> = Vec::new();
        for (mention, end) in mentions.iter().zip(ends) {
            let before = normal.slice(&(begin..mention.span.start));
            let clause =
                before.rfind([';', '؛']).map_or(begin, |at| begin + at)..mention.span.start;
            begin = mention.span.end;
            let is_in = |stretch: &Span, it: &GroupMention| {
                stretch.start <= it.span.start && it.span.end <= stretch.end
            };
            let named = all.iter().filter(|it| is_in(&clause, it)).cloned().collect();
            let named = self.last_together(named);
            let (Some(first), Some(last)) = (named.first(), named.last()) else { continue };
            let behind = begin..end;
            let next = all.iter().find(|it| is_in(&behind, it)).map(|it| it.span.start);
            let sign = normal.slice(&behind).find([';', '؛']).map(|at| begin + at);
            let end = [next, sign].into_iter().flatten().fold(end, usize::min);
            let whole = first.span.start..end.max(begin);
            let lead = sentence.start..items.first().map_or(whole.start, |it| it.whole.start);
            let stretch = last.span.end..mention.span.start;
            let groups: Vec<Group> = named.into_iter().flat_map(|named| named.groups).collect();
            let form = self.form(mention, &groups, &stretch, [&lead, &clause]);
            items.push(AnnouncedGroups { mention, groups, whole, form });
        }
        items
    }

    /// How some groups have a date, by the `stretch` between and what stands before it.
    fn form(
        &self,
        mention: &DateMention,
        groups: &[Group],
        stretch: &Span,
        before: [&Span; 2],
    ) -> Form {
        let marks = &self.normal.marks;
        // "documents by 10 March", but "hosted by NTT, 10 March"
        let is_due = marks.has(Sense::LimitNoun, stretch)
            || marks
                .all(Sense::Limit, stretch)
                .any(|limit| self.normal.slice(&(limit.end..stretch.end)).trim_start().is_empty());
        let is_other =
            before.into_iter().any(|span| marks.has(Sense::Limit, span) || self.is_other(span));
        let is_known = groups.iter().any(|group| self.known.groups.contains(group));
        // The meeting's days are those of its groups.
        let is_meeting = self.known.days.is_some() && mention.days() == self.known.days;
        let of_meeting = mention.days().filter(|days| self.known.days == Some(*days) && !is_known);
        match self.days(mention).or(of_meeting.filter(|days| !days.is_single())) {
            days if is_due && days.is_none() => Form::Due,
            _ if is_other => Form::Unsure,
            _ if !is_meeting
                && groups.iter().all(Group::is_question)
                && self.is_place_alone(stretch) =>
            {
                Form::Row
            }
            Some(days) => Form::Range(days),
            None => Form::Unsure,
        }
    }

    /// Where the part of a sentence begins in which meetings are named: "…, and the RGM is on 3 March".
    fn part(&self, sentence: &Span, name: &Span) -> usize {
        let tokens = self.normal.tokens_in(&(sentence.start..name.start));
        let is_sign = |at: usize| matches!(tokens.text(at), "," | "،" | "，");
        let is_and = |at: &usize| {
            matches!(tokens.text(*at), ";" | "؛" | "；")
                || at.checked_sub(1).is_some_and(is_sign) && tokens.is_one_of(*at, Sense::AndDay)
        };
        let and = (0..tokens.all.len()).rev().find(is_and).and_then(|at| tokens.all.get(at));
        and.map_or(sentence.start, |and| and.start)
    }

    /// Whether words before a date may make it that of something else than a meeting.
    fn is_other(&self, span: &Span) -> bool {
        let marks = &self.normal.marks;
        let others = [
            Sense::LimitNoun,
            Sense::Registration,
            Sense::RegistrationAlone,
            Sense::CalledOff,
            Sense::AnyDocuments,
            Sense::AnnouncesNothing,
        ];
        // The name of the meetings asks for their documents too.
        let of_meetings = |action: Action| {
            use Action::{RemoteParticipationRequest, RgmInputDocuments};
            matches!(action, RemoteParticipationRequest | RgmInputDocuments)
        };
        let asks = |mark: &Mark| matches!(mark.sense, Sense::Asks(action) if !of_meetings(action));
        marks.has_any(&others, span) || marks.like(Sense::Asks(Action::Other), span).any(asks)
    }

    /// Whether a date is one of a meeting before this letter, or of one that was moved.
    fn is_over(&self, sentence: &Span, name: &Span, mention: &DateMention) -> bool {
        let whole = name.start.min(mention.span.start)..name.end.max(mention.span.end);
        self.normal.marks.has(Sense::PastMeeting, &whole)
            || is_former(self.letter, mention, sentence)
    }

    /// Tells days of some groups, or of whomever, that were not read.
    fn tell_days(
        &self,
        sentence: &Span,
        name: &Span,
        (mention, groups, year): (&DateMention, &[Group], Option<i32>),
    ) {
        let days = mention.days_in(year);
        // Some days of the meeting are no news, unless groups have them to themselves.
        let is_of_meeting = |days: Days| {
            self.known.days.is_some_and(|it| it == days || groups.is_empty() && it.covers(days))
        };
        if days.is_some_and(|days| !self.is_ahead(days) || is_of_meeting(days))
            || self.is_over(sentence, name, mention)
        {
            return;
        }
        let words = self.normal.words(&mention.span);
        let who = if groups.is_empty() { "rapporteur groups".to_owned() } else { compact(groups) };
        let message = format!("it is not certain whether {who} will meet then: `{words}`");
        let help = "no meeting was made of it; if there is one, add it as `rgm`";
        self.letter.doubt("rgm-dates", &mention.span, message, help);
    }

    /// Reads groups, place and date that stand as in the row of a list.
    fn sentence_row(
        &mut self,
        sentence: &Span,
        mention: &DateMention,
        (who, whole, year): (Vec<Group>, Span, Option<i32>),
    ) {
        let has_hours = !hours(self.normal.tokens_in(&whole)).is_empty();
        let days = mention.days_in(year).filter(|_| !has_hours && !mention.is_guess);
        if days.is_some_and(|days| self.is_told(days, &who, mention)) {
            return;
        }
        let named = self.groups(&whole);
        let mut before = named.iter().filter(|it| it.span.end <= mention.span.start);
        let from = before.next_back().map_or(whole.start, |it| it.span.end);
        let row = RgmRow {
            place: self.location(sentence, mention, &(from..whole.end)),
            whole: whole.clone(),
            who,
            when: std::iter::once(from..mention.span.end).collect(),
            hours: vec![whole],
            year,
            ..RgmRow::default()
        };
        self.row(row);
    }

    /// Whether the days of some groups are known, and tells days that differ.
    fn is_told(&self, days: Days, groups: &[Group], mention: &DateMention) -> bool {
        let Some(other) = self.overlapping(days, groups) else { return false };
        if other != days {
            let message =
                format!("rapporteur group meetings are on {days} here, and on {other} elsewhere");
            let help = format!("{other} was taken; see which days are meant");
            self.letter.doubt("rgm-dates", &mention.span, message, help);
        }
        true
    }

    /// Days of some groups that a sentence announces.
    fn announced(
        &mut self,
        sentence: &Span,
        name: &Span,
        (mention, days, groups, own): (&DateMention, Days, Vec<Group>, Span),
    ) {
        let normal = self.normal;
        if !self.is_ahead(days) || self.is_over(sentence, name, mention) {
            return;
        }
        let place = normal.place(&mention.span);
        if mention.is_guess {
            let message = format!("these may be the days of rapporteur group meetings: {days}");
            let help = "a sign between the days was lost; add them as `rgm`, if they are right";
            self.letter.doubt_at("rgm-dates", Some(place), message, help);
            return;
        }
        if self.is_told(days, &groups, mention) {
            return;
        }
        let location = self.location(sentence, mention, &own);
        let location = location.filter(|span| !self.is_at_meeting(span));
        let remote = self.remote(&own);
        let is_without = location.is_none() && remote.is_none();
        let city = self.last_city(&(own.end.max(mention.span.end)..sentence.end));
        if let Some(city) = city.filter(|city| is_without && !self.is_at_meeting(city)) {
            let message = format!("they may meet in {}", normal.words(&city));
            let help = "no place was taken; if it is right, add it as `place`";
            self.letter.doubt("rgm-place", &city, message, help);
        }
        // The usual slots are those of the meeting's place, and of meetings without hours.
        let zone = location.as_ref().and_then(|span| zone(&normal.words(span)));
        let is_elsewhere = zone.is_some_and(|zone| zone != self.letter.zone.get());
        let has_hours = !hours(normal.tokens_in(&own)).is_empty();
        let draft = DraftRgm {
            slots: (is_elsewhere || has_hours || remote.is_some())
                .then(|| Said { value: Vec::new(), place }),
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
}

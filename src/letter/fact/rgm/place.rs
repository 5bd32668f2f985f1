//! Places of rapporteur group meetings, by what stands around their dates.

use crate::letter::fact::cities::{city_at, closed};
use crate::letter::fact::rgm::RgmReader;
use crate::letter::lex::marks::is_phrase;
use crate::letter::lex::{DateMention, Mark};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::zone::place::zone;

impl RgmReader<'_> {
    /// Whether a stretch holds signs, and a place or that there is none, and nothing else.
    pub(super) fn is_place_alone(&self, stretch: &Span) -> bool {
        let normal = self.normal;
        let inner = normal.without(stretch, |c| !c.is_alphanumeric());
        let words = normal.slice(&inner);
        // "Rio de Janeiro", but "register in Geneva" and "opens"
        let is_name =
            |word: &str| word.chars().count() <= 3 || word.starts_with(|c: char| !c.is_lowercase());
        let is_place = || {
            !words.starts_with(char::is_lowercase)
                && words.split(|c: char| !c.is_alphanumeric()).all(is_name)
                && !words.contains(|c: char| c.is_ascii_digit())
                && !normal.marks.has(Sense::TakesPlace, &inner)
                && zone(words).is_some()
        };
        words.is_empty() || normal.marks.is(Sense::EMeeting, &inner) || is_place()
    }

    /// Whether only groups and a place, a bracket or "on" stand before a date: "of Q1/9 in Geneva".
    pub(super) fn is_place_before(&self, between: &Span) -> bool {
        let normal = self.normal;
        let named = self.groups(between);
        let from = named.last().map_or(between.start, |it| it.span.end);
        let words = normal.slice(&(from..between.end)).trim_start();
        let preposition = normal.marks.at(Sense::InPlace, between.end - words.len());
        let from = preposition.filter(|it| it.end < between.end).map_or(from, |it| it.end);
        let place = from..between.end;
        let is_named = normal.slice(&place).contains(char::is_alphanumeric);
        words.starts_with(['(', '（'])
            || is_phrase(words.trim_end(), Sense::OnDay)
            || is_named && self.is_place_alone(&place)
    }

    /// Where a meeting is, by what stands around its date.
    pub(super) fn location(
        &self,
        sentence: &Span,
        mention: &DateMention,
        own: &Span,
    ) -> Option<Span> {
        let around =
            [own.start..mention.span.start, mention.span.end..own.end.max(mention.span.end)];
        let city = || around.iter().find_map(|span| self.last_city(span));
        let known = || around.iter().find_map(|span| self.known_place(span));
        let location = self.place_beside(sentence, mention).or_else(city).or_else(known);
        location.filter(|span| self.remote(span).is_none())
    }

    /// The last city of a stretch behind a preposition whose zone is known, with its country: "in Beijing,
    /// China".
    pub(super) fn last_city(&self, stretch: &Span) -> Option<Span> {
        let mut prepositions = self.letter.all(stretch, Sense::InPlace).into_iter().rev();
        prepositions.find_map(|preposition| city_at(self.letter, preposition.end, stretch))
    }

    /// A place just behind a date: "from 3 to 7 May 2027 in Beijing, China".
    pub(super) fn place_behind(&self, mention: &DateMention, sentence: &Span) -> Option<Span> {
        let normal = self.normal;
        let behind = normal.slice(&(mention.span.end..sentence.end));
        let from = sentence.end - behind.trim_start_matches([' ', ',', '،', '，', '(', '（']).len();
        let preposition = normal.marks.at(Sense::InPlace, from).map(Mark::span);
        let from = preposition.unwrap_or(from..from);
        let stretch = from.start..sentence.end;
        let city = city_at(self.letter, from.end, &stretch);
        city.filter(|city| normal.is_blank(&(from.end..city.start)))
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
            // A name has a capital, or its script has none: "register", "inscription".
            words.starts_with(|c: char| !c.is_lowercase())
                && words.chars().all(is_of_name)
                && !normal.marks.has(Sense::RegistrationAlone, span)
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
                && !normal.marks.has_any(&is_other, span)
                && !self.letter.is_zone(&normal.without(span, char::is_whitespace))
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
        Some(with_country.map_or(first, |span| self.without_signs(&closed(normal, span))))
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

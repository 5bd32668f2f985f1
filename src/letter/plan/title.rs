//! The words of one session: title, groups, kind, and what stands in the words but is no title.

use crate::finding::{Findings, Place};
use crate::letter::lex::distinct;
use crate::letter::lex::groups::groups;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::tokens::{Token, TokenKind};
use crate::letter::plan::label::words;
use crate::letter::plan::notes::{Note, signs};
use crate::letter::read::document::Span;
use crate::letter::shape::found::narrowest;
use crate::letter::shape::prose::is_ideograph;
use crate::letter::words::Sense;
use crate::model::{Cell, Group, Kind, Language, Text, written_in};
use std::cell::RefCell;
use std::cmp::Reverse;

/// What is known of the letter that a session stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct TitleReader<'a> {
    pub(super) normal: &'a Normal,
    pub(super) language: Language,
    /// The study group of Questions that are named without one.
    pub(super) study_group: Option<u8>,
    /// The marks that a key names, and the footnotes behind the plan.
    pub(super) notes: &'a [Note<'a>],
    /// What is doubtful in the plan: all who read it add to this.
    pub(super) doubts: &'a RefCell<Findings>,
}

/// Signs between a title and what was taken out of its ends.
const LEFT_OVER: &str = ",;:-–—、，；：؛،•";

impl TitleReader<'_> {
    /// Reports that some words are doubtful or were not understood, and what to do about them.
    pub(super) fn doubt(
        &self,
        check: &'static str,
        span: &Span,
        message: impl Into<String>,
        help: &str,
    ) {
        self.doubt_at(check, self.normal.place(span), message, help);
    }

    /// The same of a place that is known.
    pub(super) fn doubt_at(
        &self,
        check: &'static str,
        place: Place,
        message: impl Into<String>,
        help: &str,
    ) {
        self.doubts.borrow_mut().doubt(check, Some(place), message).help(help);
    }

    /// How many doubts there are so far.
    pub(super) fn doubted(&self) -> usize {
        self.doubts.borrow().doubts()
    }

    /// Whether a stretch names a room and nothing else: `Room C1`, `K2`.
    pub(super) fn is_room(&self, span: &Span) -> bool {
        self.normal.marks.has(Sense::Room, span) || self.is_code(span)
    }

    /// Whether a stretch is the short name of a room: a capital letter and a number.
    pub(super) fn is_code(&self, span: &Span) -> bool {
        let mut letters = self.normal.slice(span).chars();
        // The other two begin the numbers of Questions.
        let is_letter = letters.next().is_some_and(|c| c.is_uppercase() && !matches!(c, 'Q' | 'В'));
        let number = letters.as_str();
        is_letter && (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit())
    }

    /// The groups that a stretch names.
    pub(super) fn groups(&self, span: &Span) -> Vec<Group> {
        let mut tokens = self.normal.tokens_in(span);
        // A Question and its number may stand on two lines.
        let all = tokens.all.iter().copied();
        let on_one_line: Vec<Token> = all.filter(|it| it.kind != TokenKind::LineEnd).collect();
        tokens.all = &on_one_line;
        narrowest(&groups(self.normal.text(), tokens, self.study_group))
    }

    /// Whether a stretch is groups and nothing else: "Q1/16, Q2/16".
    pub(super) fn is_groups(&self, span: &Span) -> bool {
        let named = self.named(span);
        let joined = self.normal.marks.all(Sense::AndGroup, span);
        let known: Vec<Span> = named.iter().cloned().chain(joined).collect();
        !named.is_empty() && words(self.normal, span, &known) == 0
    }

    /// Whether a stretch begins with a group.
    pub(super) fn begins_with_group(&self, span: &Span) -> bool {
        self.named(span).first().is_some_and(|named| named.start == span.start)
    }

    /// Whether a stretch names a group or a plenary.
    pub(super) fn names_session(&self, span: &Span) -> bool {
        !self.groups(span).is_empty() || self.normal.marks.has(Sense::Plenary, span)
    }

    /// Where a stretch names groups.
    fn named(&self, span: &Span) -> Vec<Span> {
        let found = groups(self.normal.text(), self.normal.tokens_in(span), self.study_group);
        found.into_iter().map(|mention| mention.span).collect()
    }

    /// Whether a line says that its session does not take place there: "Q1/16 (cancelled)", "Q2/16 moved to
    /// Wednesday", "CANCELLED: Q3/16", but not "Withdrawn documents".
    pub(super) fn is_called_off(&self, line: &Span) -> bool {
        let text = self.normal.folded(line);
        let signs: Vec<&str> = signs(text).into_iter().filter_map(|sign| text.get(sign)).collect();
        let has = |note: &Note<'_>| match note.sign.starts_with(['(', '[']) {
            true => text.contains(note.sign),
            false => signs.contains(&note.sign),
        };
        let mut off = self.notes.iter().filter(|note| note.means == Some(Sense::CalledOff));
        if off.any(has) {
            return true;
        }
        // "No Q1/16 session"
        let none = self.normal.marks.at(Sense::Without, line.start);
        if let Some(rest) = none.map(|none| none.end..line.end) {
            let named = self.named(&rest);
            if !named.is_empty() {
                return words(self.normal, &rest, &named) <= 2;
            }
        }
        let of = [Sense::CalledOff, Sense::ChangedTo];
        let said = of.into_iter().find_map(|of| self.normal.marks.first(of, line));
        let Some(said) = said else { return false };
        let before = line.start..said.start;
        let named = self.named(&before);
        let behind = self.normal.slice(&(said.end..line.end));
        let is_label = behind.trim_start_matches(char::is_alphabetic).starts_with(':');
        let is_alone = words(self.normal, line, std::slice::from_ref(&said)) == 0;
        words(self.normal, &before, &named) == 0 && (!named.is_empty() || is_label || is_alone)
    }

    /// One session of some words, one behind the other.
    pub(super) fn session(&self, pieces: &[Span]) -> Option<Cell> {
        // In a list the topic may stand before its group.
        let start = pieces.iter().map(|piece| piece.start).min()?;
        let whole = start..pieces.iter().map(|piece| piece.end).max()?;
        let title = self.title(pieces);
        let named = distinct(pieces.iter().flat_map(|piece| self.groups(piece)));
        let is_as_read = |read: Vec<Group>| {
            read.len() == named.len() && named.iter().all(|it| read.contains(it))
        };
        let groups_are_given = !named.is_empty() && !written_in(&title).is_some_and(is_as_read);
        Some(Cell {
            title: Text::new(self.language_of(&title), title),
            kind: self.kind(pieces, &named),
            groups_are_given,
            groups: named,
            place: self.normal.place(&whole),
            ..Cell::default()
        })
    }

    /// Words as a text in their language.
    pub(super) fn text(&self, span: &Span) -> Option<Text> {
        let words = self.title(std::slice::from_ref(span));
        Text::new(self.language_of(&words), words)
    }

    /// The words of some stretches on one line, without signs that are left over at the ends.
    pub(super) fn title(&self, pieces: &[Span]) -> String {
        let mut title = String::new();
        for piece in pieces {
            let mut words = self.normal.words(piece);
            let mut notes = signs(&words);
            notes.sort_unstable_by_key(|sign| Reverse(sign.start));
            notes.into_iter().for_each(|sign| words.replace_range(sign, ""));
            let words = words.trim();
            let ideographic = |c: Option<char>| {
                c.is_some_and(|c| matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF60}'))
            };
            let glued = ideographic(title.chars().next_back()) && ideographic(words.chars().next());
            if !title.is_empty() && !words.is_empty() && !glued {
                title.push(' ');
            }
            title.push_str(words);
        }
        title.trim_matches(|c: char| c.is_whitespace() || LEFT_OVER.contains(c)).to_owned()
    }

    /// The language of a title: English sessions stand in Chinese letters.
    pub(super) fn language_of(&self, title: &str) -> Language {
        let scripts = [
            ('\u{3400}'..='\u{9FFF}', Language::Zh),
            ('\u{620}'..='\u{6FF}', Language::Ar),
            ('\u{400}'..='\u{4FF}', Language::Ru),
        ];
        for (script, language) in scripts {
            if title.contains(|c: char| script.contains(&c)) {
                return language;
            }
        }
        let is_latin = matches!(self.language, Language::En | Language::Fr | Language::Es);
        let mut words = title.split(|c: char| !c.is_alphabetic());
        // "Q1/12" is of no language.
        let has_words = words.any(|word| word.chars().filter(|c| c.is_lowercase()).count() >= 3);
        if is_latin || !has_words { self.language } else { Language::En }
    }

    /// What the words say the session is. A plenary is that of the study group: those of working
    /// parties do not concern everyone.
    fn kind(&self, lines: &[Span], named: &[Group]) -> Kind {
        let says = |of: Sense| lines.iter().any(|line| self.normal.marks.has(of, line));
        if named.iter().any(Group::meets_within) || self.speaks_of_parts(lines) {
            return Kind::Session;
        }
        if says(Sense::Workshop) {
            Kind::Workshop
        } else if says(Sense::Social) {
            Kind::Social
        } else if says(Sense::Plenary)
            || !named.is_empty() && (says(Sense::Opening) || says(Sense::Closing))
        {
            Kind::Plenary
        } else {
            Kind::Session
        }
    }

    /// Whether working parties or Questions are spoken of without their numbers. "WP" and "Q" count only
    /// with numbers.
    fn speaks_of_parts(&self, lines: &[Span]) -> bool {
        [Sense::WorkingParty, Sense::Question].into_iter().any(|of| {
            let said = lines.iter().flat_map(|line| self.normal.marks.all(of, line));
            let mut words = said.map(|said| self.normal.slice(&said));
            words.any(|word| word.chars().count() > 2 || word.starts_with(is_ideograph))
        })
    }
}

//! The words of one session: title, groups, kind, and what stands in the words but is no title.

use crate::letter::lex::groups::{groups, narrowest};
use crate::letter::lex::normal::Normal;
use crate::letter::plan::words::{find, has};
use crate::letter::read::document::Span;
use crate::letter::words::{self, Sense};
use crate::model::{Cell, Group, Kind, Language, Remote, Text, is_canonical, named_in};

/// What is known of the letter that a session stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    /// The letter.
    pub(super) normal: &'a Normal,
    /// Its language.
    pub(super) language: Language,
    /// The study group of Questions that are named without one.
    pub(super) study_group: Option<u8>,
    /// The mark of sessions with remote participation, in lower case; nothing if no key names one.
    pub(super) mark: Option<&'a str>,
}

impl Reader<'_> {
    /// The groups that a stretch names.
    pub(super) fn groups(&self, span: &Span) -> Vec<Group> {
        let tokens = self.normal.tokens_in(span);
        narrowest(&groups(self.normal.text(), tokens, self.study_group))
    }

    /// Whether a stretch begins with a group.
    pub(super) fn begins_with_group(&self, span: &Span) -> bool {
        let tokens = self.normal.tokens_in(span);
        let found = groups(self.normal.text(), tokens, self.study_group);
        found.first().is_some_and(|mention| mention.span.start == span.start)
    }

    /// One session of the words of some stretches, one behind the other.
    pub(super) fn session(&self, lines: &[Span], is_remote: bool) -> Option<Cell> {
        let whole = lines.first()?.start..lines.last()?.end;
        let mut pieces = Vec::new();
        let mut tentative = false;
        for line in lines {
            tentative |= self.without_if_necessary(line.clone(), &mut pieces);
        }
        let title = self.title(&pieces);
        let text = Text::new(self.language_of(&title), title.clone());
        let named: Vec<Group> = {
            let mut all = Vec::new();
            for group in lines.iter().flat_map(|line| self.groups(line)) {
                if !all.contains(&group) {
                    all.push(group);
                }
            }
            all
        };
        let as_read = named_in(&title);
        let same = is_canonical(&title)
            && as_read.len() == named.len()
            && named.iter().all(|group| as_read.contains(group));
        Some(Cell {
            title: text,
            kind: self.kind(lines, &named),
            groups_are_given: !same && !named.is_empty(),
            groups: named,
            start: None,
            end: None,
            room: None,
            remote: is_remote.then_some(Remote::Yes),
            tentative,
            note: None,
            url: None,
            place: self.normal.place(&whole),
        })
    }

    /// Adds the stretches of a line outside of "(if needed)"; gives whether that stood there.
    fn without_if_necessary(&self, line: Span, pieces: &mut Vec<Span>) -> bool {
        let text = self.normal.text();
        let Some(mut found) = find(self.normal, &line, Sense::IfNecessary) else {
            pieces.push(line);
            return false;
        };
        let before = text.get(line.start..found.start).unwrap_or("").trim_end();
        let after = text.get(found.end..line.end).unwrap_or("");
        let closing = after.trim_start();
        if before.ends_with(['(', '[']) && closing.starts_with([')', ']']) {
            found.start = line.start + before.len() - 1;
            found.end += after.len() - closing.len() + 1;
        }
        pieces.push(line.start..found.start);
        self.without_if_necessary(found.end..line.end, pieces);
        true
    }

    /// The words of some stretches on one line, without signs that are left over at the ends.
    pub(super) fn title(&self, pieces: &[Span]) -> String {
        let mut title = String::new();
        for piece in pieces {
            let words = self.normal.words(piece);
            let ideographic = |c: Option<char>| {
                c.is_some_and(|c| matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF60}'))
            };
            let glued = ideographic(title.chars().next_back()) && ideographic(words.chars().next());
            if !title.is_empty() && !words.is_empty() && !glued {
                title.push(' ');
            }
            title.push_str(&words);
        }
        let ends = |c: char| {
            c.is_whitespace()
                || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '、' | '，' | '；' | '：' | '•')
        };
        title.trim_matches(ends).to_owned()
    }

    /// The language of a title: English sessions stand in Chinese letters.
    pub(super) fn language_of(&self, title: &str) -> Language {
        let has = |from: char, to: char| title.chars().any(|c| (from..=to).contains(&c));
        if has('\u{3400}', '\u{9FFF}') {
            return Language::Zh;
        }
        if has('\u{620}', '\u{6FF}') {
            return Language::Ar;
        }
        if has('\u{400}', '\u{4FF}') {
            return Language::Ru;
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
        let says = |of: Sense| lines.iter().any(|line| has(self.normal, line, of));
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

    /// Whether working parties or Questions are spoken of without their numbers.
    fn speaks_of_parts(&self, lines: &[Span]) -> bool {
        let words = words::all(Sense::WorkingParty).chain(words::all(Sense::Question));
        // "WP" and "Q" count only with numbers.
        let words: Vec<&str> =
            words.filter(|word| word.chars().count() > 2 || !word.is_ascii()).collect();
        let long = |word: &&str| word.chars().count() > 2 || word.chars().all(|c| c >= '\u{3400}');
        let says = |line: &Span| {
            let text = self.normal.folded(line);
            words.iter().filter(|word| long(word)).any(|word| text.contains(word))
        };
        lines.iter().any(says)
    }
}

//! What the words of a deadline ask for.

use crate::finding::Said;
use crate::letter::lex::Mark;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, prose, trim};
use crate::letter::words::{LanguageWords, Sense};
use crate::model::{Action, Days, Group, Language};

/// How many tokens an aside has that says how contributions are sent: "(if they are to be translated)".
const ASIDE: usize = 8;

/// What the deadlines of a letter are read with.
pub(crate) struct DeadlineReader<'a> {
    pub(crate) found: &'a LetterText<'a>,
    pub(crate) language: Language,
    pub(crate) meeting: Option<Days>,
    /// The groups that meet.
    pub(crate) groups: Vec<Group>,
}

impl DeadlineReader<'_> {
    /// Whether a line asks for something.
    pub(crate) fn asks(&self, line: &Span) -> bool {
        !self.all(line).is_empty()
    }

    /// Reports a deadline that is left out.
    pub(crate) fn unclear(&self, at: &Span, message: impl Into<String>) {
        let help = "check the deadline in the letter and add it; it was left out";
        self.found.doubt("deadline-unclear", at, message, help);
    }

    /// What a line of a table asks for, which may be more than one thing: "Pre-registration; visa
    /// requests", "Fellowship and interpretation requests".
    pub(crate) fn all(&self, line: &Span) -> Vec<Said<Action>> {
        let text = self.found.normal.slice(line);
        let mut asked = Vec::new();
        let mut at = line.start;
        for part in text.split([';', '；', '؛']) {
            asked.extend(self.both(&(at..at + part.len())));
            // The three semicolons are of different length.
            at += part.len();
            let sign = self.found.normal.slice(&(at..line.end)).chars().next();
            at += sign.map_or(0, char::len_utf8);
        }
        asked
    }

    /// Several things that are asked for in the same way, else one.
    fn both(&self, part: &Span) -> Vec<Said<Action>> {
        // "fellowships, interpretation and visa support"
        let commas = self.found.normal.slice(part).match_indices([',', '،', '/']);
        let commas = commas.map(|(at, sign)| part.start + at..part.start + at + sign.len());
        let ands = self.found.all(part, Sense::AndGroup);
        let mut between: Vec<Span> = ands.iter().cloned().chain(commas).collect();
        between.sort_by_key(|sign| sign.start);
        let begins = [part.start].into_iter().chain(between.iter().map(|sign| sign.end));
        let ends = between.iter().map(|sign| sign.start).chain([part.end]);
        let pieces = begins.zip(ends).filter(|(begin, end)| begin < end);
        let all: Vec<Vec<Said<Action>>> =
            pieces.map(|(begin, end)| self.asked(&(begin..end))).collect();
        let are_beside = |one: &[Said<Action>], other: &[Said<Action>]| matches!((one, other), ([one], [other]) if stands_beside(one.value, other.value));
        let mut pairs = all.iter().zip(all.iter().skip(1));
        if all.len() > 1 && pairs.all(|(one, next)| are_beside(one, next)) {
            return all.into_iter().flatten().collect();
        }
        let halves = ands.iter().map(|and| [part.start..and.start, and.end..part.end]);
        let mut halves = halves.map(|halves| halves.map(|half| self.asked(&half)));
        match halves.find(|[one, other]| are_beside(one, other)) {
            Some(both) => both.into_iter().flatten().collect(),
            None => self.asked(part),
        }
    }

    /// What a line asks for: the actions of the first group of words that fits, and those that stand
    /// beside it in the same line.
    pub(crate) fn asked(&self, line: &Span) -> Vec<Said<Action>> {
        let marks = &self.found.normal.marks;
        // What stands in parentheses says how, not what.
        let parentheses = parentheses(self.found.normal.slice(line), line.start);
        let is_outside = |span: &Span| !prose::is_in(span, &parentheses);
        let says = |sense| marks.all(sense, line).any(|span| is_outside(&span));
        // What the secretariat does with it then is asked of nobody.
        if says(Sense::Published) {
            return Vec::new();
        }
        let asks = marks.like(Sense::Asks(Action::Other), line);
        let mut actions = self.actions(asks.filter(|mark| is_outside(&mark.span())).collect());
        // "Contributions … if they are to be translated", and those that "will not be translated".
        let is_refused = says(Sense::NoTranslation);
        // "Contributions (translation)", but "(without translation)"
        let translation = [Sense::Translation, Sense::Asks(Action::ContributionsForTranslation)];
        let is_aside = |inner: &Span| {
            self.found.normal.tokens_in(inner).all.len() <= ASIDE
                && self.found.has_any(inner, &translation)
                && !marks.has(Sense::NoTranslation, inner)
        };
        let is_translated = says(Sense::Translation) || parentheses.iter().any(is_aside);
        match actions.first_mut() {
            Some(first @ Action::ContributionsForTranslation) if is_refused => {
                *first = Action::Contributions;
            }
            Some(first @ Action::Contributions) if is_translated && !is_refused => {
                *first = Action::ContributionsForTranslation;
            }
            _ => {}
        }
        // Captioning and sign language go together, and contributions may stand before them; else the first
        // counts.
        let translated = actions.contains(&Action::ContributionsForTranslation);
        let is_of_pair = |it: &&Action| matches!(it, Action::SignLanguage | Action::Captioning);
        let pair = actions.iter().take_while(is_of_pair).count();
        actions.truncate(pair.max(1));
        if pair > 0 && translated {
            actions.push(Action::ContributionsForTranslation);
        }
        // Registration alone in its line is that before the meeting.
        let outside = parentheses.first().map_or(line.end, |inner| inner.start);
        let alone = trim(self.found, line.start..outside);
        if actions.is_empty() && marks.is(Sense::RegistrationAlone, &alone) {
            actions.push(Action::PreRegistration);
        }
        actions.sort_unstable();
        let place = self.found.normal.place(line);
        actions.into_iter().map(|value| Said { value, place }).collect()
    }

    /// The actions of some marks in the order in which they count, which is that of the languages and their
    /// rows. Those of the letter's language stand before all others.
    fn actions(&self, mut asks: Vec<&Mark>) -> Vec<Action> {
        let own = &LanguageWords::of(self.language).rows;
        if asks.iter().any(|mark| own.contains(&mark.row)) {
            asks.retain(|mark| own.contains(&mark.row));
        }
        self.without_ways(&mut asks);
        asks.sort_by_key(|mark| mark.row);
        let asked = asks.into_iter().filter_map(|mark| match mark.sense {
            Sense::Asks(action) => Some(action),
            _ => None,
        });
        let mut actions: Vec<Action> = asked.collect();
        actions.dedup();
        actions
    }

    /// Leaves out a form and registration where they are the way in which something else is asked for:
    /// "visa support is requested on the registration form".
    fn without_ways(&self, asks: &mut Vec<&Mark>) {
        let of_registration = |mark: &Mark| {
            matches!(mark.sense, Sense::Asks(Action::RegistrationForm | Action::PreRegistration))
        };
        let others: Vec<usize> =
            asks.iter().filter(|mark| !of_registration(mark)).map(|mark| mark.end).collect();
        let is_way = |from: usize, to: usize| {
            let (between, text) = (from..to, self.found.normal.slice(&(from..to)));
            !text.contains([',', ';', ':', '.'])
                || !text.contains([';', '.', '。']) && self.found.has(&between, Sense::Means)
        };
        asks.retain(|mark| {
            let before = others.partition_point(|end| *end <= mark.start).checked_sub(1);
            let before = before.and_then(|at| others.get(at));
            !(of_registration(mark) && before.is_some_and(|end| is_way(*end, mark.start)))
        });
    }
}

/// Whether two things can be asked for in one breath. "Sign-language interpretation" is one.
fn stands_beside(one: Action, other: Action) -> bool {
    one != other && is_service(one) && is_service(other)
}

/// Whether a thing is done for a participant.
pub(crate) fn is_service(action: Action) -> bool {
    matches!(
        action,
        Action::Fellowship
            | Action::Interpretation
            | Action::PreRegistration
            | Action::VisaSupport
            | Action::Captioning
    )
}

/// The stretches of a text in parentheses, which begins at a byte of the letter.
pub(crate) fn parentheses(text: &str, first: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut depth, mut begin) = (0_u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => {
                if depth == 0 {
                    begin = at;
                }
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(first + begin..first + at + 1);
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        found.push(first + begin..first + text.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::requests::{DeadlineReader, Language, LetterText};
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::Document;

    #[test]
    fn a_line_may_ask_for_several_things() {
        for (line, expected) in [
            ("Fellowship and interpretation requests", "fellowship interpretation"),
            (
                "Pre-registration; requests for visa support letters",
                "pre-registration visa-support",
            ),
            ("Soumettre les demandes de bourse et d'interprétation", "fellowship interpretation"),
            (
                "Requests for captioning and/or sign language interpretation",
                "captioning sign-language",
            ),
            ("Contributions for which translation is requested", "contributions-for-translation"),
            ("Contributions if they are to be translated", "contributions-for-translation"),
            ("Contribuciones que requieran traducción", "contributions-for-translation"),
            ("Contributions (will not be translated)", "contributions"),
            ("Contributions, which will not be translated", "contributions"),
            ("Inscription (en ligne)", "pre-registration"),
            ("Fellowships, interpretation, visa", "fellowship interpretation visa-support"),
            ("bourses, interprétation et visas", "fellowship interpretation visa-support"),
            ("becas, interpretación y visados", "fellowship interpretation visa-support"),
            ("стипендии, устный перевод и визы", "fellowship interpretation visa-support"),
            ("与会补贴、口译、签证", "fellowship interpretation visa-support"),
            ("المنح، الترجمة الشفوية، التأشيرات", "fellowship interpretation visa-support"),
            ("Contributions, including those of Associates", "contributions"),
            ("提交不需要翻译的文稿", "contributions"),
            ("提交需要翻译的文稿", "contributions-for-translation"),
        ] {
            let normal = Normal::of(Document { text: line.to_owned(), ..Document::default() });
            let found = LetterText::new(&normal);
            let (meeting, groups) = (None, Vec::new());
            let reader = DeadlineReader { found: &found, language: Language::En, meeting, groups };
            let asked = reader.all(&(0..normal.text().len()));
            let keys: Vec<&str> = asked.iter().map(|said| said.value.key()).collect();
            assert_eq!(keys.join(" "), expected, "{line}");
        }
    }
}

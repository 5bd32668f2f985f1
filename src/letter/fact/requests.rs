//! What the words of a deadline ask for.

use crate::finding::Said;
use crate::letter::lex::bigrams::Bigrams;
use crate::letter::read::document::Span;
use crate::letter::shape::found::Found;
use crate::letter::words::{DeadlineWords, Phrases};
use crate::model::{Action, Language};

/// What a line of a table asks for, which may be more than one thing: "Pre-registration; visa
/// requests", "Fellowship and interpretation requests".
pub(crate) fn all(found: &Found<'_>, line: &Span, language: Language) -> Vec<Said<Action>> {
    let text = found.normal.slice(line);
    let mut asked = Vec::new();
    let mut at = line.start;
    for part in text.split([';', '；', '؛']) {
        asked.extend(both(found, &(at..at + part.len()), language));
        // The three semicolons are of different length.
        at += part.len();
        let sign = found.normal.slice(&(at..line.end)).chars().next();
        at += sign.map_or(0, char::len_utf8);
    }
    asked
}

/// Two things that are asked for in the same way, else one.
fn both(found: &Found<'_>, part: &Span, language: Language) -> Vec<Said<Action>> {
    for and in found.all(part, |phrases| phrases.groups.and) {
        let one = asked(found, &(part.start..and.start), language);
        let other = asked(found, &(and.end..part.end), language);
        if let ([first], [second]) = (one.as_slice(), other.as_slice())
            && stands_beside(first.value, second.value)
        {
            return one.into_iter().chain(other).collect();
        }
    }
    asked(found, part, language)
}

/// Whether two things can be asked for in one breath. "Sign-language interpretation" is one.
fn stands_beside(one: Action, other: Action) -> bool {
    let is_service = |action: Action| {
        matches!(
            action,
            Action::Fellowship
                | Action::Interpretation
                | Action::PreRegistration
                | Action::VisaSupport
                | Action::Captioning
        )
    };
    one != other && is_service(one) && is_service(other)
}

/// What a line asks for: the actions of the first group of words that fits, and those that stand
/// beside it in the same line.
pub(crate) fn asked(found: &Found<'_>, line: &Span, language: Language) -> Vec<Said<Action>> {
    let place = found.normal.place(line);
    let own = classify(found, line, &Phrases::of(language).deadlines);
    let read = if own.is_empty() {
        Phrases::ALL
            .iter()
            .map(|phrases| classify(found, line, &phrases.deadlines))
            .find(|read| !read.is_empty())
    } else {
        Some(own)
    };
    read.unwrap_or_default().into_iter().map(|value| Said { value, place }).collect()
}

fn classify(found: &Found<'_>, line: &Span, words: &'static DeadlineWords) -> Vec<Action> {
    // What stands in parentheses says how, not what.
    let text = found.normal.folded(line);
    let mut depth = 0_u32;
    let outside: String = text
        .chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect();
    let bigrams = Bigrams::of(&outside);
    let stands = |phrase: &str| bigrams.may_hold(phrase) && outside.contains(phrase);
    let fits = |(phrases, action): &(crate::letter::words::Words, Action)| {
        phrases.iter().any(|phrase| stands(phrase)).then_some(*action)
    };
    let mut actions: Vec<Action> = words.actions.iter().filter_map(fits).collect();
    // "Contributions … if they are to be translated", and those that "will not be translated".
    if let Some(first) = actions.first_mut() {
        let is_refused = words.no_translation.iter().any(|phrase| stands(phrase));
        let is_translated = !is_refused && words.translation.iter().any(|phrase| stands(phrase));
        *first = match *first {
            Action::Contributions if is_translated => Action::ContributionsForTranslation,
            Action::ContributionsForTranslation if is_refused => Action::Contributions,
            other => other,
        };
    }
    // Captioning and sign language go together; else the first counts.
    let pair = actions
        .iter()
        .take_while(|action| matches!(action, Action::SignLanguage | Action::Captioning))
        .count();
    actions.truncate(pair.max(1));
    // Registration alone in its line is that before the meeting.
    if actions.is_empty() && words.registration.contains(&outside.trim()) {
        actions.push(Action::PreRegistration);
    }
    actions.sort_unstable();
    actions
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::requests::{Found, Language, all};
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
            ("提交不需要翻译的文稿", "contributions"),
            ("提交需要翻译的文稿", "contributions-for-translation"),
        ] {
            let normal = Normal::of(Document { text: line.to_owned(), ..Document::default() });
            let found = Found::new(&normal);
            let asked = all(&found, &(0..normal.text().len()), Language::En);
            let keys: Vec<&str> = asked.iter().map(|said| said.value.key()).collect();
            assert_eq!(keys.join(" "), expected, "{line}");
        }
    }
}

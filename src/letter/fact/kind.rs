//! What kind of document a text is, its number, and what it changes.

use crate::letter::DocumentKind;
use crate::letter::fact::rgm::has_list;
use crate::letter::fact::rules;
use crate::letter::lex::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions, floor};
use crate::letter::words::Sense;
use crate::model::{Group, Letter, Modification, ModificationKind};

/// How far a page without a subject says in its title what it is, in bytes.
const TITLE: usize = 400;

/// How many words and signs may stand between "letter" and its number: "TSB n° ".
const MOST_FILLERS: usize = 5;

/// What a document says it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DocumentIdentity {
    /// The kind; nothing if it does not say.
    pub(crate) kind: Option<DocumentKind>,
    /// The number of the letter: `1/12`.
    pub(crate) number: Option<(String, Span)>,
    /// What it changes.
    pub(crate) modifies: Option<(Modification, Span)>,
}

/// The parts of a document in which its kind is stated.
struct DocumentParts<'a> {
    found: &'a LetterText<'a>,
    regions: &'a Regions,
    /// The subject, or the beginning of a page.
    title: Span,
    before_subject: Span,
}

impl DocumentParts<'_> {
    fn is_titled(&self, of: Sense) -> bool {
        self.found.has(&self.title, of)
    }
}

/// Whether a document is of a kind.
type KindRule = fn(&DocumentParts<'_>) -> bool;

/// What makes a document without the number of a letter or circular what it is; the first rule that
/// fits counts.
const RULES: [(DocumentKind, KindRule); 7] = [
    (DocumentKind::Timetable, |parts| {
        parts.is_titled(Sense::Timetable) && parts.regions.subject.is_none()
    }),
    (DocumentKind::RgmNotice, |parts| {
        parts.is_titled(Sense::RapporteurNotice) && parts.regions.annexes.start > 0
    }),
    (DocumentKind::InvitationLetter, |parts| {
        let is_referred = parts.found.has(&parts.before_subject, Sense::ReferenceLabel);
        parts.is_titled(Sense::Invitation) || is_referred && parts.regions.subject.is_some()
    }),
    // The head is lost; what follows is a collective letter all the same.
    (DocumentKind::CollectiveLetter, |parts| {
        let behind = parts.regions.body.start..parts.found.normal.text().len();
        parts.regions.subject.is_some() && parts.found.has(&behind, Sense::DeadlineHeading)
    }),
    // A letter or mail without a number whose subject names a meeting that it invites to.
    (DocumentKind::InvitationLetter, |parts| {
        let Regions { subject: Some(subject), body, .. } = parts.regions else { return false };
        let found = parts.found;
        let is_dated = || found.dates_in(subject).next().is_some();
        (found.has(subject, Sense::NamesMeeting) || is_dated())
            && !found.groups_in(subject).is_empty()
            && !parts.is_titled(Sense::AnnouncesNothing)
            && (found.has(body, Sense::Invites) || takes_place(found, body))
    }),
    // A notice by fields, below the group that meets.
    (DocumentKind::RgmNotice, |parts| {
        let found = parts.found;
        let mut dates = found.dates_in(&parts.title);
        let fields = dates.find(|date| rules::has_hours_below(found, &date.span));
        fields.is_some_and(|date| {
            let above = 0..date.span.start;
            found.named_in(&above).any(Group::is_question)
                && found.has_any(&above, &[Sense::NamesMeeting, Sense::EMeeting])
        })
    }),
    (DocumentKind::RgmNotice, |parts| {
        !parts.is_titled(Sense::AnnouncesNothing) && has_list(parts.found.normal)
    }),
];

/// Whether a sentence says that a meeting takes place, and does not ask it or speak of what may be.
fn takes_place(found: &LetterText<'_>, body: &Span) -> bool {
    found.all(body, Sense::TakesPlace).into_iter().any(|at| {
        let sentence = found.sentence(at.start, body);
        !found.normal.slice(&sentence).trim_end().ends_with(['?', '？', '؟'])
            && !found.has(&sentence, Sense::Supposed)
            && !found.has(&(sentence.start..at.start), Sense::Not)
    })
}

/// Reads what the head says.
pub(crate) fn identity(found: &LetterText<'_>, regions: &Regions) -> DocumentIdentity {
    let whole = found.normal.text().len();
    let head = regions.head.clone();
    let subject_start = regions.subject.as_ref().map_or(head.end, |subject| subject.start);
    let before_subject = 0..subject_start;
    if let Some((number, marker)) = numbered(found, &head, Sense::CollectiveLetter) {
        let modifies = modification(found, &head, &marker, &number);
        let kind = match modifies {
            Some(_) => DocumentKind::CollectiveLetterRevision,
            None => DocumentKind::CollectiveLetter,
        };
        return DocumentIdentity { kind: Some(kind), number, modifies };
    }
    if let Some((number, _)) = numbered(found, &before_subject, Sense::Circular) {
        let number = number.or_else(|| reference_number(found, &before_subject));
        return DocumentIdentity { kind: Some(DocumentKind::Circular), number, modifies: None };
    }
    let title = regions.subject.clone().unwrap_or(0..whole.min(TITLE));
    let parts = DocumentParts { found, regions, title, before_subject };
    let kind = RULES.iter().find(|(_, fits)| fits(&parts)).map(|(kind, _)| *kind);
    let is_letter = kind == Some(DocumentKind::InvitationLetter);
    let number = is_letter.then(|| reference_number(found, &parts.before_subject)).flatten();
    DocumentIdentity { kind, number, modifies: None }
}

/// A marker, and the number behind or before it.
type Numbered = (Option<(String, Span)>, Span);

/// The first marker of some in a stretch that has a number, else the first at all.
fn numbered(found: &LetterText<'_>, span: &Span, of: Sense) -> Option<Numbered> {
    let mut markers = found.all(span, of);
    markers.retain(|marker| is_heading(found, span, marker));
    let with_number = |marker: &Span| {
        // "第2/11号集体函": the sign for "number" belongs to the marker.
        let is_behind = !found.normal.slice(marker).starts_with('号');
        let number = is_behind.then(|| number_behind(found, marker.end)).flatten();
        let number = number.or_else(|| number_before(found, marker.start))?;
        Some((number, marker.clone()))
    };
    // Of two numbers the one with the group is whole: "TSB Collective letter 4/TSAG" and "… 4".
    let all: Vec<_> = markers.iter().filter_map(with_number).collect();
    let whole = all.iter().find(|((number, _), _)| number.contains('/')).or_else(|| all.first());
    match whole {
        Some((number, marker)) => Some((Some(number.clone()), marker.clone())),
        None => markers.first().map(|marker| (None, marker.clone())),
    }
}

/// Whether a marker names this document: it stands near the beginning of a line or behind the label
/// of the reference, not in running text.
fn is_heading(found: &LetterText<'_>, span: &Span, marker: &Span) -> bool {
    // Not more than the sixty letters that count: a line may be as long as the file.
    let before =
        floor(found, marker.start.saturating_sub(4 * 60 + 1).max(span.start)..marker.start);
    let before = found.normal.slice(&before);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let length = before.get(line..).map_or(0, |line| line.chars().count());
    let near = floor(found, marker.start.saturating_sub(90).max(span.start)..marker.start);
    length <= 60 || found.has(&near, Sense::ReferenceLabel)
}

/// "TSB 2/13", "1/SG5RG-ARB", "8/LCCE/153" behind a marker.
fn number_behind(found: &LetterText<'_>, from: usize) -> Option<(String, Span)> {
    let tokens = found.normal.tokens();
    let is_filler = |at: &usize| {
        tokens.is_one_of(*at, Sense::LetterFiller)
            || matches!(tokens.text(*at), "." | ":" | "/" | "-" | "°")
            || tokens.kind(*at) == Some(TokenKind::LineEnd)
    };
    let first = tokens.at_byte(from);
    let at = (first..=first + MOST_FILLERS).find(|at| !is_filler(at))?;
    if tokens.kind(at) != Some(TokenKind::Number) || tokens.digits(at).len() > 3 {
        return None;
    }
    let mut end = at + 1;
    // Numbers go on with a slash and a study group or a name, which may have a hyphen.
    while tokens.text(end) == "/" && tokens.touches(end - 1) && tokens.touches(end) {
        if !matches!(tokens.kind(end + 1), Some(TokenKind::Number | TokenKind::Word)) {
            break;
        }
        end += 2;
        // A number ends its part; a name goes on over digits and hyphens.
        if tokens.kind(end - 1) == Some(TokenKind::Number)
            && tokens.kind(end) != Some(TokenKind::Sign)
        {
            break;
        }
        while tokens.touches(end - 1)
            && (tokens.kind(end) == Some(TokenKind::Number)
                && tokens.kind(end - 1) == Some(TokenKind::Word)
                || is_capital(found, tokens.span(end, end + 1))
                || tokens.text(end) == "-"
                    && tokens.touches(end)
                    && is_capital(found, tokens.span(end + 1, end + 2)))
        {
            end += 1;
        }
    }
    // "5/LCCE/7716 December 2025": the day of a date is glued to it, or is all there is.
    let behind = tokens.all.get(end).map_or(0, |token| token.start);
    let is_month = tokens.marks.begins(Sense::Month(1), behind);
    let is_numeric = tokens.text(end) == "."
        && tokens.touches(end - 1)
        && tokens.touches(end)
        && tokens.kind(end + 1) == Some(TokenKind::Number);
    if is_month || is_numeric || tokens.digits(end - 1).len() > 4 {
        return None;
    }
    let span = tokens.span(at, end);
    let number = found.normal.slice(&span);
    Letter::is_number(number).then(|| (number.to_owned(), span))
}

fn is_capital(found: &LetterText<'_>, span: Span) -> bool {
    let text = found.normal.slice(&span);
    !text.is_empty() && text.chars().all(|c| c.is_ascii_uppercase())
}

/// "第2/11号集体函": the number before a marker.
fn number_before(found: &LetterText<'_>, until: usize) -> Option<(String, Span)> {
    let tokens = found.normal.tokens();
    let end = tokens.at_byte(until);
    let last = end.checked_sub(1)?;
    let sign = (last.saturating_sub(6)..=last).find(|at| tokens.text(*at) == "第");
    // "CA/171号行政通函" has no 第.
    let begins = |at: &usize| {
        let before = at.checked_sub(1).filter(|before| tokens.touches(*before));
        let before = before.and_then(|before| tokens.kind(before));
        !matches!(before, Some(TokenKind::Word | TokenKind::Number | TokenKind::Sign))
    };
    let first = match sign {
        Some(sign) => sign + 1,
        None => (last.saturating_sub(4)..=last).rev().find(begins)?,
    };
    let span = tokens.span(first, end);
    let text = found.normal.slice(&span);
    let fits = Letter::is_number(text)
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-'));
    fits.then(|| (text.to_owned(), span))
}

/// The number of a letter whose label only says "Ref": `DM-06/1043`, `BDT/CIRCULAR/041`.
fn reference_number(found: &LetterText<'_>, head: &Span) -> Option<(String, Span)> {
    let from = found.first(head, Sense::ReferenceLabel).map_or(head.start, |label| label.end);
    let text = found.normal.slice(&(from..head.end));
    let is_of_number = |c: char| {
        c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | '(' | ')')
    };
    let mut at = 0;
    for word in text.split([' ', '\n', '\t']) {
        let begin = at;
        at += word.len() + 1;
        let code = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let fits = code.contains('/') && Letter::is_number(code) && code.chars().all(is_of_number);
        let start = from + begin + word.find(code).unwrap_or(0);
        let span = start..start + code.len();
        if fits && code.len() <= 30 && found.dates_in(&span).next().is_none() {
            return Some((code.to_owned(), span));
        }
        if begin > 300 {
            break;
        }
    }
    None
}

/// "Revision 2 to", "修订1", "Revisión 2 a la" before the marker of the letter.
fn modification(
    found: &LetterText<'_>,
    head: &Span,
    marker: &Span,
    number: &Option<(String, Span)>,
) -> Option<(Modification, Span)> {
    let window = marker.start.saturating_sub(80).max(head.start)..head.end.min(marker.end + 80);
    let window = floor(found, window);
    let kinds: [(ModificationKind, Sense); 3] = [
        (ModificationKind::Revision, Sense::Revision),
        (ModificationKind::Addendum, Sense::Addendum),
        (ModificationKind::Corrigendum, Sense::Corrigendum),
    ];
    let tokens = found.normal.tokens();
    let count = |word: &Span| {
        let at = tokens.at_byte(word.end);
        let behind = (at..at + 2).find_map(|at| tokens.digits(at).parse::<u32>().ok());
        let before = tokens.at_byte(word.start).checked_sub(1);
        let count = behind.or_else(|| tokens.digits(before?).parse().ok());
        count.filter(|count| (1..100).contains(count))
    };
    kinds.into_iter().find_map(|(kind, of)| {
        // Without a number only words that stand just before the letter count.
        let is_near = |word: &Span| marker.start >= word.end && marker.start - word.end < 30;
        let words = found.all(&window, of).into_iter().map(|word| (count(&word), word));
        let (count, word) =
            words.into_iter().find(|(count, word)| count.is_some() || is_near(word))?;
        let letter = number.as_ref().map(|(number, _)| number.clone());
        let end = word.end.max(marker.end.min(window.end));
        let span = word.start.min(marker.start)..end;
        Some((Modification { kind, number: count, letter }, span))
    })
}

#[cfg(test)]
mod tests {
    use crate::letter::DocumentKind;
    use crate::letter::fact::kind::identity;
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::normal;
    use crate::letter::shape::regions::regions;

    fn kind(subject: &str, text: &str) -> Option<DocumentKind> {
        let normal = normal(&format!("Subject: {subject}\n{text}"));
        let found = LetterText::new(&normal);
        identity(&found, &regions(&found)).kind
    }

    #[test]
    fn a_mail_that_invites_has_any_salutation_or_none() {
        let invites = Some(DocumentKind::InvitationLetter);
        for (subject, text) in [
            ("SG9 meeting", "Dear all,\nSG9 will meet in Geneva from 18 to 22 January 2027."),
            ("SG9 meeting", "Please join us in Geneva from 18 to 22 January 2027."),
            ("SG9; Geneva, 18-22 January 2027", "You are invited to the meeting."),
            ("Réunion de la CE 9", "Bonjour à tous,\nElle se tiendra du 18 au 22 janvier 2027."),
            ("Reunión de la CE 9", "Buenos días:\nSe celebrará del 18 al 22 de enero de 2027."),
            ("Собрание ИК9", "Оно состоится 18-22 января 2027 года."),
            ("第9研究组会议", "会议将于2027年1月18日至22日举行。"),
            ("اجتماع لجنة الدراسات 9", "سيعقد الاجتماع من 18 إلى 22 يناير 2027."),
        ] {
            assert_eq!(kind(subject, text), invites, "{subject}: {text}");
        }
        for (subject, text) in [
            ("SG9 meeting", "Will the meeting take place from 18 to 22 January 2027?"),
            ("SG9 meeting", "We may propose that it will be held from 18 to 22 January 2027."),
            ("SG9 meeting", "Contributions are due by 5 January 2027."),
            ("SG9", "It will take place from 18 to 22 January 2027."),
        ] {
            assert_ne!(kind(subject, text), invites, "{subject}: {text}");
        }
    }
}

//! What others do by a day, which is asked of nobody: "visa letters will be issued by TSB by 8 January".

use crate::letter::fact::units::{limit_before, limit_behind};
use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::letter::words::Sense;

/// What stands around a limit in its sentence.
pub(super) struct LimitWords<'a> {
    /// Up to the day, its hour and what makes a limit of it.
    pub(super) lead: &'a Span,
    pub(super) date: &'a Span,
    /// Up to the next day.
    pub(super) behind: &'a Span,
}

/// Whether others do something by a day. That of "the deadline for contributions will be 5 January" is one.
pub(super) fn is_of_others(found: &LetterText<'_>, words: &LimitWords<'_>) -> bool {
    let LimitWords { lead, date, behind } = words;
    let limit = limit_before(found, &(lead.start..date.start), date);
    if limit.is_none() && limit_behind(found, behind).is_none() {
        return false;
    }
    let last = |sign: &[char]| {
        found.normal.slice(lead).rfind(sign).map_or(lead.start, |at| lead.start + at)
    };
    let next = found.normal.slice(behind).find(CLAUSE).map_or(behind.end, |at| behind.start + at);
    let (own, rest) = (last(&PARTS)..lead.end, behind.start..next);
    let asks = |span: &Span| {
        [Sense::Must, Sense::Counts, Sense::Supposed].into_iter().any(|of| found.has(span, of))
    };
    let will = |span: &Span| {
        let all = [Sense::Will, Sense::Published].map(|of| found.all(span, of));
        all.into_iter().flatten().max_by_key(|said| said.start)
    };
    if let Some(will) = will(&own) {
        // "The deadline will be not later than 5 January."
        let says = |span: Span| found.normal.slice(&span).contains(char::is_alphabetic);
        let is_limit =
            found.has(&(own.start..will.start), Sense::LimitNoun) && !says(will.end..own.end);
        return !is_limit && !asks(&(will.end..date.start));
    }
    // 文稿译文将于1月11日前公布
    let clause = last(&CLAUSE)..lead.end;
    if found.has(&rest, Sense::Does) || found.has(&rest, Sense::Published) {
        return !asks(&clause) && !asks(&rest);
    }
    // "By 8 January TSB will issue …"
    let is_first = !found.normal.slice(&clause).contains(char::is_alphabetic);
    is_first && will(&rest).is_some_and(|will| !asks(&(will.end..rest.end)))
}

/// What parts the clauses of a sentence, and its longer parts.
const CLAUSE: [char; 8] = [',', ';', '(', '،', '؛', '，', '；', '。'];
const PARTS: [char; 3] = [';', '؛', '；'];

#[cfg(test)]
mod tests {
    use crate::letter::{LetterFormat, read};

    /// What is due by a sentence of a letter.
    fn due(text: &str) -> String {
        let letter = format!(
            "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; Geneva, 18-22 \
             January 2027\n\nDear Sir/Madam,\nI invite you to this meeting in Geneva.\n\n{text}\n"
        );
        let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
        let due = letter.draft.deadlines.iter().flat_map(|due| &due.actions);
        let due: Vec<&str> = due.map(|action| action.value.key()).collect();
        let doubts = letter.findings.doubts();
        format!("{}{}", due.join(" "), if doubts > 0 { "?" } else { "" })
    }

    #[test]
    fn what_others_do_is_asked_of_nobody() {
        for text in [
            "Visa support letters will be issued by TSB by 8 January 2027.",
            "ITU will notify successful fellowship applicants no later than 18 December 2026.",
            "Interpretation depends on your requests; a decision will be taken by 11 December 2026.",
            "Contributions are sent to TSB. They will be translated before 13 January 2027.",
            "By 8 January 2027 TSB will issue the visa support letters.",
            "Les lettres de visa seront envoyées au plus tard le 8 janvier 2027.",
            "Le TSB communiquera les résultats des demandes de bourse d'ici au 18 décembre 2026.",
            "Las contribuciones traducidas estarán disponibles a más tardar el 11 de enero de 2027.",
            "La TSB notificará a los becarios antes del 18 de diciembre de 2026.",
            "Стипендиаты будут уведомлены до 18 декабря 2026 года.",
            "БСЭ разошлет письма для получения визы не позднее 8 января 2027 года.",
            "签证协办函将最迟于2027年1月8日发出。",
            "秘书处将于2026年12月18日前确认酒店预订。",
            "سترسل رسائل التأشيرة في موعد أقصاه 8 يناير 2027.",
        ] {
            assert_eq!(due(text), "?", "{text}");
        }
    }

    #[test]
    fn what_is_asked_for_beside_it_is_due() {
        for (text, expected) in [
            ("Contributions will be accepted until 5 January 2027.", "contributions"),
            ("Only contributions received by 5 January 2027 will be posted.", "contributions"),
            ("The deadline for contributions will be 5 January 2027.", "contributions"),
            ("Interpretation will be provided if requested by 7 December 2026.", "interpretation"),
            (
                "Delegates who will need a visa should apply before 18 December 2026.",
                "visa-support",
            ),
            ("The hotel will hold the rooms until 18 December 2026.", "hotel-reservation"),
            (
                "La date limite pour les contributions sera le 5 janvier 2027 au plus tard.",
                "contributions",
            ),
            ("Se aceptarán contribuciones hasta el 5 de enero de 2027.", "contributions"),
            ("Вклады будут приниматься до 5 января 2027 года.", "contributions"),
            ("文稿将于2027年1月5日前截止。", "contributions"),
            ("请在2027年1月5日前提交文稿。", "contributions"),
            ("سيتم قبول المساهمات حتى 5 يناير 2027.", "contributions"),
        ] {
            assert_eq!(due(text), expected, "{text}");
        }
    }
}

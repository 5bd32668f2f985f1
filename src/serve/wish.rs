//! What a query asks for: a personal view.

use super::address::decoded;
use crate::finding::nearest;
use crate::model::{FeedDuration, Language, Misread, Term};
use crate::render::read_term;

/// The keys of a query.
const KEYS: [&str; 4] = ["show", "hide", "lang", "alarm"];

/// The longest query, in bytes. A hundred terms fit into it.
pub(super) const LONGEST: usize = 1024;

/// What a query asks for; nothing said is the feed as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ViewQuery {
    pub(super) show: Vec<Term>,
    pub(super) hide: Vec<Term>,
    pub(super) language: Option<Language>,
    pub(super) alarm: Option<FeedDuration>,
}

impl ViewQuery {
    /// Reads a query. The error is a sentence that names what is wrong and what to write.
    ///
    /// A key that is nearly one of ours is a slip. All others are left alone: services that pass
    /// addresses on add keys of their own.
    pub(super) fn read(query: &str) -> Result<Self, String> {
        let mut wish = Self::default();
        for part in query.split('&') {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            // In a query a space may be a plus sign.
            let plain = |text: &str| decoded(&text.replace('+', " "));
            let (Some(key), Some(value)) = (plain(key), plain(value)) else {
                return Err(format!(
                    "`{part}` is no part of an address: its percent signs are not followed by two digits, or give no UTF-8"
                ));
            };
            let value = value.trim();
            match key.as_str() {
                "show" => read_terms(&key, value, &mut wish.show)?,
                "hide" => read_terms(&key, value, &mut wish.hide)?,
                // A form sends what was left empty.
                _ if value.is_empty() && KEYS.contains(&key.as_str()) => {}
                "lang" => wish.language = Some(read(&key, value)?),
                "alarm" => wish.alarm = Some(read(&key, value)?),
                _ => {
                    if let Some(near) = nearest(&key, KEYS) {
                        return Err(format!(
                            "unknown key `{key}` in a view; did you mean `{near}`?"
                        ));
                    }
                }
            }
        }
        Ok(wish)
    }

    /// Whether it is for a feed as it is, in whatever language.
    pub(super) fn is_whole(&self) -> bool {
        self.show.is_empty() && self.hide.is_empty() && self.alarm.is_none()
    }

    /// The query in one spelling for all: its terms in their own order. The language is in the path.
    pub(super) fn query(&self) -> String {
        let terms = |terms: &[Term]| terms.iter().map(Term::key).collect::<Vec<_>>().join(",");
        let mut parts = Vec::new();
        for (key, terms) in [("show", terms(&self.show)), ("hide", terms(&self.hide))] {
            parts.extend((!terms.is_empty()).then(|| format!("{key}={terms}")));
        }
        parts.extend(self.alarm.map(|alarm| format!("alarm={alarm}")));
        parts.join("&")
    }
}

/// Reads terms with commas between; one that stands there twice counts once.
fn read_terms(key: &str, value: &str, terms: &mut Vec<Term>) -> Result<(), String> {
    for text in value.split(',').map(str::trim).filter(|text| !text.is_empty()) {
        let term =
            read_term(text).map_err(|help| format!("unknown term `{text}` in `{key}`; {help}"))?;
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    Ok(())
}

fn read<T: std::str::FromStr<Err = Misread>>(key: &str, value: &str) -> Result<T, String> {
    let wrong = |misread: Misread| {
        format!("`{value}` in `{key}` is not {}; {}", misread.wanted, misread.write)
    };
    value.parse().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::ViewQuery;

    #[test]
    fn one_spelling_for_all() {
        let cases = [
            ("", ""),
            ("show=&hide=&lang=&alarm=", ""),
            ("show=q7-12,plenary&hide=lunch", "show=q7-12,plenary&hide=lunch"),
            ("hide=lunch&show=Q7%2F12&show=plenary,q7-12", "show=q7-12,plenary&hide=lunch"),
            ("show=+q7-12+%2C%20plenary,", "show=q7-12,plenary"),
            ("alarm=PT60M&lang=zh", "alarm=PT1H"),
            ("utm_source=x&t=1&%61larm=P1D", "alarm=P1D"),
        ];
        for (query, wanted) in cases {
            assert_eq!(ViewQuery::read(query).unwrap().query(), wanted, "{query}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            ("show=plenery", "unknown term `plenery` in `show`; did you mean `plenary`?"),
            ("hide=lunhc", "unknown term `lunhc` in `hide`; did you mean `lunch`?"),
            ("shwo=lunch", "unknown key `shwo` in a view; did you mean `show`?"),
            (
                "lang=xx",
                "`xx` in `lang` is not a language; write one of `ar`, `zh`, `en`, `fr`, `ru` and `es`",
            ),
            (
                "alarm=15",
                "`15` in `alarm` is not a duration; write a duration such as `PT15M`, `PT6H` or `P1D`, at most `P30D`",
            ),
            (
                "show=%zz",
                "`show=%zz` is no part of an address: its percent signs are not followed by two digits, or give no UTF-8",
            ),
        ];
        for (query, wanted) in cases {
            assert_eq!(ViewQuery::read(query).unwrap_err(), wanted, "{query}");
        }
        assert!(ViewQuery::read("show=Study+Group").unwrap_err().contains("write a group"));
    }
}

//! The letter of invitation, and the secretariat that sent it.

use super::{Misread, WebAddress, is_host_label};
use chrono::NaiveDate;
use std::str::FromStr;

/// The letter of invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Its number: `1/12`.
    pub number: Option<String>,
    /// Its date; the first stamp of every event.
    pub date: Option<NaiveDate>,
    /// The secretariat's reference: `SG12/MA`.
    pub reference: Option<String>,
    /// The file it was read from.
    pub source: Option<String>,
    /// The letter that it changes.
    pub modifies: Option<Modification>,
}

impl Letter {
    /// Whether a text is a number as ITU writes it: `1/12`, `3/SG12RG-LAC`, `187`.
    pub fn is_number(text: &str) -> bool {
        let fits = |c: char| c.is_ascii_alphanumeric() || "/-._()".contains(c);
        // Letters are counted from 1, and so are groups.
        let is_part = |part: &str| part.contains(|c: char| c.is_ascii_alphanumeric() && c != '0');
        text.len() <= 60
            && text.chars().all(fits)
            && text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.contains(|c: char| c.is_ascii_digit())
            && text.split('/').all(is_part)
    }
}

/// How a letter changes an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modification {
    /// In which way.
    pub kind: ModificationKind,
    /// Which one of its kind: 1 for `Revision 1`.
    pub number: Option<u32>,
    /// The number of the letter that it changes.
    pub letter: Option<String>,
}

/// The ways in which a letter changes an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModificationKind {
    /// Takes its place.
    Revision,
    /// Adds to it.
    Addendum,
    /// Corrects it.
    Corrigendum,
    /// Postpones the meeting.
    Postponement,
    /// Cancels the meeting.
    Cancellation,
}

impl ModificationKind {
    /// Its key in meeting files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Revision => "revision",
            Self::Addendum => "addendum",
            Self::Corrigendum => "corrigendum",
            Self::Postponement => "postponement",
            Self::Cancellation => "cancellation",
        }
    }
}

impl FromStr for ModificationKind {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        match text {
            "revision" => Ok(Self::Revision),
            "addendum" => Ok(Self::Addendum),
            "corrigendum" => Ok(Self::Corrigendum),
            "postponement" => Ok(Self::Postponement),
            "cancellation" => Ok(Self::Cancellation),
            _ => Err(Misread::new(
                "a kind of change",
                "write one of `revision`, `addendum`, `corrigendum`, `postponement` and `cancellation`",
            )),
        }
    }
}

/// The secretariat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Telephone.
    pub tel: Option<String>,
    /// Fax.
    pub fax: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web page.
    pub web: Option<WebAddress>,
}

impl Contact {
    /// Whether words are one e-mail address (the usual forms of RFC 5322 section 3.4.1).
    pub fn is_email(words: &str) -> bool {
        let fits = |c: char| c.is_ascii_graphic() && !"<>()[]\\,;:\"@".contains(c);
        let is_atom = |atom: &str| !atom.is_empty() && atom.chars().all(fits);
        let is_domain = |domain: &str| {
            // The last label is a name: an address of a machine is written otherwise.
            let is_name = |label: &str| label.contains(char::is_alphabetic);
            domain.len() <= 253
                && domain.split('.').all(is_host_label)
                && domain.rsplit_once('.').is_some_and(|(_, last)| is_name(last))
        };
        words.split_once('@').is_some_and(|(name, domain)| {
            name.len() <= 64 && name.split('.').all(is_atom) && is_domain(domain)
        })
    }
}

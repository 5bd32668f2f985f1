//! Groups in running text, in all six languages at once.
//!
//! Forms: `Study Group 13`, `Working Parties 1, 2 and 3/17`, `WPs 1, 2 and 3 of Study Group 12`,
//! `Q1, Q2 & Q7/20`, `Q.3-5/11`, `C1/3 y C6/3`, `9-й Исследовательской комиссии`, `РГ1/20`,
//! `第1/11、第2/11和第3/11工作组`, `第3/20和4/20号课题`, `المسألتان 6/5 و9/5`, and the names that stand
//! alone: `TSAG`, `SG5RG-ARB`, `JCA-MMeS`.

use crate::letter::lex::dates::begins_date;
use crate::letter::lex::sectors;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::group_words::Family;
use crate::model::{Group, leading_group};

/// Groups that a text names in one breath.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GroupMention {
    /// Where they stand.
    pub span: Span,
    /// The groups.
    pub groups: Vec<Group>,
}

/// Every mention of groups in a text, in its order. `study_group` is that of Questions and parties without one.
pub(crate) fn groups(text: &str, tokens: Tokens<'_>, study_group: Option<u8>) -> Vec<GroupMention> {
    let reader = GroupReader { text, tokens, study_group };
    let of_head = sectors::of_head(text, tokens);
    let mut mentions = tokens.each(|at| {
        let (groups, next) = reader.named(at)?;
        let (groups, next) = reader.parties(&groups, next).unwrap_or((groups, next));
        let span = tokens.span(at, next);
        let groups = sectors::of_sector(text, tokens, groups, &span, of_head);
        Some((GroupMention { span, groups }, next))
    });
    let each = mentions.iter_mut().map(|mention| (mention.span.clone(), &mut mention.groups));
    sectors::inherit(text, tokens, each);
    let each = mentions.iter_mut().map(|mention| (mention.span.clone(), &mut mention.groups));
    sectors::as_elsewhere(text, tokens, each);
    mentions
}

/// A number as it is written in a list, with its study group if that stands behind it.
pub(super) struct ListedNumber {
    pub(super) number: u8,
    pub(super) study_group: Option<u8>,
    /// The letter of a working party of ITU-R: 8A.
    pub(super) letter: Option<String>,
}

/// The letters of working parties of ITU-R: 4A, 3J.
pub(super) const PARTY_LETTERS: [&str; 8] = ["A", "B", "C", "D", "J", "K", "L", "M"];

/// How many ordinals a list has at most: "1-я, 2-я и 9-я Исследовательские комиссии".
pub(super) const MOST_ORDINALS: usize = 8;

/// What the words of a family mean.
fn sense(family: Family) -> Sense {
    match family {
        Family::StudyGroup => Sense::StudyGroup,
        Family::WorkingParty => Sense::WorkingParty,
        Family::Question => Sense::Question,
    }
}

/// Reads at positions in the tokens.
#[derive(Clone, Copy)]
pub(super) struct GroupReader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Tokens<'a>,
    study_group: Option<u8>,
}

impl<'a> GroupReader<'a> {
    /// The token after the words that stand at a token, the longest that fit.
    pub(super) fn after_words(self, at: usize, of: Sense) -> Option<usize> {
        let next = self.tokens.behind(at, of);
        if next.is_some() {
            return next;
        }
        // The conjunction of Arabic is written to the word behind it.
        let behind = self.tokens.text(at).strip_prefix('و')?;
        let start = self.tokens.all.get(at)?.end - behind.len();
        let mark = self.tokens.marks.at(of, start)?;
        Some(self.tokens.at_byte(mark.end))
    }

    /// The token after a marker of a family. Two letters are one only as capitals: "CE 17", not "ce 17".
    pub(super) fn after_marker(self, at: usize, family: Family) -> Option<usize> {
        let next = self.after_words(at, sense(family))?;
        let (first, last) = (self.tokens.all.get(at)?, self.tokens.all.get(next - 1)?);
        let written = self.text.get(first.start..last.end)?;
        let is_short = written.chars().count() <= 2;
        (!is_short || written.chars().all(|c| !c.is_lowercase())).then_some(next)
    }

    /// Groups that are named at a token, and the token after them.
    fn named(self, at: usize) -> Option<(Vec<Group>, usize)> {
        match self.tokens.kind(at)? {
            TokenKind::Number => self.numbers_first(at),
            TokenKind::Ideograph if self.tokens.text(at) == "第" => self.numbers_first(at),
            TokenKind::Sign | TokenKind::LineEnd => None,
            TokenKind::Word | TokenKind::Ideograph => {
                let name = self.name(at);
                // WP1/TSAG is not a WP1 of the study group that meets.
                let is_party = |(groups, _): &(Vec<Group>, _)| {
                    matches!(groups.first(), Some(Group::PartyOf(..)))
                };
                if name.as_ref().is_some_and(is_party) || !self.tokens.begins_words(at).group {
                    return name;
                }
                self.marker_first(at).or(name).or_else(|| {
                    let next = self.after_words(at, Sense::Tsag)?;
                    Some((vec![Group::Named("TSAG".to_owned())], next))
                })
            }
        }
    }

    /// `Study Group 13`, `WP1,2,3/11`, `Q1, Q2 & Q7/20`.
    fn marker_first(self, at: usize) -> Option<(Vec<Group>, usize)> {
        let read = |family: Family| {
            let next = self.after_marker(at, family)?;
            let is_short = next == at + 1 && self.tokens.text(at).chars().count() == 1;
            let dotted = if self.tokens.text(next) == "." { next + 1 } else { next };
            let touching = self.tokens.touches(next - 1) || !is_short;
            let dotted = dotted + usize::from(!is_short && self.is_cut(dotted));
            let (members, after) = self.members(dotted, Some(family))?;
            // "Q 1/16", but "в 1/16"
            let word = self.tokens.written.get(self.tokens.span(at, next))?;
            let has_parent = (dotted..after).any(|at| self.tokens.text(at) == "/");
            let is_named = touching || has_parent && word.starts_with(char::is_uppercase);
            is_named.then(|| self.make(family, members, after))?
        };
        Family::ALL.into_iter().find_map(read)
    }

    /// Whether a line ends at a token, and the number of a group begins the next one: "Study Group⏎9"; no point
    /// of a list: "9. Closing".
    fn is_cut(self, at: usize) -> bool {
        let number = at + 1;
        let is_point = matches!(self.tokens.text(number + 1), "." | ")")
            && !matches!(self.tokens.kind(number + 2), None | Some(TokenKind::LineEnd));
        self.tokens.kind(at) == Some(TokenKind::LineEnd)
            && self.small_number(number).is_some()
            && !is_point
            && !begins_date(self.tokens, number)
            && !self.is_hour(number)
    }

    /// `第1/11、第2/11和第3/11工作组`, `9-й Исследовательской комиссии`.
    fn numbers_first(self, at: usize) -> Option<(Vec<Group>, usize)> {
        let (mut members, mut marker) = self.members(at, None)?;
        // 1/9工作组, 5D工作组
        let is_ideographic = self.tokens.kind(marker) == Some(TokenKind::Ideograph);
        let is_whole = |last: &ListedNumber| last.study_group.is_some() || last.letter.is_some();
        let is_whole = is_ideographic && members.last().is_some_and(is_whole);
        if self.tokens.text(at) != "第" && !is_whole {
            marker = self.ordinal(marker)?;
            // "5-й и 15-й Исследовательских комиссий"
            while members.len() < MOST_ORDINALS {
                let comma = (self.tokens.text(marker) == ",").then_some(marker + 1);
                let next = comma.or_else(|| self.after_words(marker, Sense::AndGroup));
                let Some((member, after)) = next.and_then(|next| self.member(next)) else { break };
                let Some(after) = self.ordinal(after) else { break };
                members.push(member);
                marker = after;
            }
        }
        Family::ALL.into_iter().find_map(|family| {
            let next = self.after_marker(marker, family)?;
            let letter = |member: &ListedNumber| member.letter.clone().filter(|_| is_ideographic);
            let members =
                members.iter().map(|member| ListedNumber { letter: letter(member), ..*member });
            let (groups, _) = self.make(family, members.collect(), next)?;
            Some((groups, next))
        })
    }

    /// What stands behind the ending of an ordinal, which touches its number: "-й".
    fn ordinal(self, at: usize) -> Option<usize> {
        let at = if self.tokens.text(at) == "-" { at + 1 } else { at };
        matches!(self.tokens.text(at), "й" | "я" | "ю" | "ей" | "ой" | "го" | "ая")
            .then_some(at + 1)
    }

    /// Makes groups of numbers.
    fn make(
        self,
        family: Family,
        mut members: Vec<ListedNumber>,
        after: usize,
    ) -> Option<(Vec<Group>, usize)> {
        if family == Family::StudyGroup {
            let named = members.iter().all(|member| member.study_group.is_none());
            // SG12-TD1 is a document, and SG5RG-ARB a group of its own.
            let is_name = self.tokens.touches(after - 1)
                && (self.tokens.text(after) == "-"
                    && self.tokens.text(after + 1).starts_with("td")
                    || self.tokens.text(after) == "rg");
            let groups = members.iter().map(|member| Group::Study(member.number)).collect();
            return (named && !is_name).then_some((groups, after));
        }
        if members.iter().any(|member| member.letter.is_some()) {
            let name = |member: &ListedNumber| {
                let letter = member.letter.as_deref()?;
                Some(Group::Named(format!("ITU-R WP{}{letter}", member.number)))
            };
            let groups: Option<Vec<Group>> = members.iter().map(name).collect();
            return Some((groups.filter(|_| family == Family::WorkingParty)?, after));
        }
        if family == Family::WorkingParty
            && let Some(parties) = self.parties_behind(&members, after)
        {
            return Some(parties);
        }
        // "1, 2 and 3/17": the study group stands behind the last number.
        let mut study_group = None;
        let mut after = after;
        if members.last().is_some_and(|member| member.study_group.is_none())
            && let Some((said, next)) = self.of_study_group(after)
        {
            (study_group, after) = (Some(said), next);
        }
        for member in members.iter_mut().rev() {
            study_group = member.study_group.or(study_group);
            member.study_group = study_group;
        }
        let make = |member: &ListedNumber| {
            let study_group = member.study_group.or(self.study_group)?;
            Some(match family {
                Family::WorkingParty => Group::WorkingParty(member.number, study_group),
                _ => Group::Question(member.number, study_group),
            })
        };
        let groups: Option<Vec<Group>> = members.iter().map(make).collect();
        groups.map(|groups| (groups, after))
    }

    /// A name that stands alone: `TSAG`, `SG5RG-ARB`, `JCA-MMeS`, `ГИС-IoT`.
    pub(super) fn name(self, at: usize) -> Option<(Vec<Group>, usize)> {
        let start = self.tokens.all.get(at)?.start;
        let (before, rest) = self.text.split_at_checked(start)?;
        // All but one are written in capitals.
        let is_other = !rest.starts_with(|first: char| first.is_ascii_uppercase() || first == 'Г');
        let touches = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '@');
        if is_other || before.ends_with(touches) {
            return None;
        }
        if let Some(name) = rest.strip_prefix("ГИС-") {
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let group = format!("{}-GSI", name.get(..length)?).parse().ok()?;
            let end = start + "ГИС-".len() + length;
            return Some((vec![group], self.tokens.at_byte(end)));
        }
        let (groups, after) = leading_group(rest)?;
        // "ITU-R Associates" are members, "ITU-R Working" is the beginning of another name.
        let is_group = |group: &Group| match group {
            Group::Named(name) => name
                .split_once(' ')
                .is_none_or(|(_, own)| own.contains(|c: char| c.is_ascii_digit())),
            _ => true,
        };
        let groups: Vec<Group> = groups.into_iter().map(with_party).collect();
        // SG12-TD1 is a document, WTSA-20 an assembly.
        let mut behind = after.chars();
        let is_document = after.starts_with("-TD")
            || after.starts_with("-C")
            || behind.next() == Some('-') && behind.next().is_some_and(|c| c.is_ascii_digit());
        let end = start + rest.len() - after.len();
        let next = self.tokens.at_byte(end);
        // "JCA-ICT&CC": a part of a name is another group.
        let is_cut = after.starts_with('&') && matches!(*groups, [Group::Named(_)]);
        (!is_document && !is_cut && groups.iter().all(is_group)).then_some((groups, next))
    }
}

/// A working party of ITU-R that is named by its number and letter alone: "ITU-R 5D".
fn with_party(group: Group) -> Group {
    let Group::Named(name) = &group else { return group };
    let own = name.strip_prefix("ITU-R ").unwrap_or_default();
    let digits = own.trim_end_matches(|c: char| PARTY_LETTERS.contains(&c.to_string().as_str()));
    let is_party = !digits.is_empty()
        && digits.len() + 1 == own.len()
        && digits.bytes().all(|c| c.is_ascii_digit());
    if is_party { Group::Named(format!("ITU-R WP{own}")) } else { group }
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::groups::groups;
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::Document;
    use crate::model::compact;

    fn found(text: &str, study_group: Option<u8>) -> String {
        let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
        let mentions = groups(normal.text(), normal.tokens(), study_group);
        let short: Vec<String> = mentions.iter().map(|mention| compact(&mention.groups)).collect();
        short.join("; ")
    }

    #[test]
    fn every_way_to_name_groups() {
        for (text, expected) in [
            ("Meeting of Study Group 16", "SG16"),
            ("Meeting of TSAG Working Party 1", "WP1/TSAG"),
            ("TSAG, Working Party 1", "WP1/TSAG"),
            ("TSAG Working Parties 1 and 2", "WP1,2/TSAG"),
            ("Working Parties 1/9 and\n2/9 will meet", "WP1,2/9"),
            ("Study Groups 5\nand 20", "SG5, SG20"),
            ("Study Groups 5 and\n20; Geneva", "SG5, SG20"),
            ("Study Group\n9 will meet", "SG9"),
            ("Study Group\n9. Closing", ""),
            ("Study Group\n18-22 January 2027", ""),
            ("Meetings of WP1/9 to WP3/9", "WP1,2,3/9"),
            ("Questions 1/9 to 3/9", "Q1,2,3/9"),
            ("Questions 1/9 to 3/11", "Q1/9, Q3/11"),
            ("des Questions 1/9 à 3/9", "Q1,2,3/9"),
            ("Working Parties 3J, 3K, 3L and 3M", "ITU-R WP3J, ITU-R WP3K, ITU-R WP3L, ITU-R WP3M"),
            ("ITU-R 5D工作组", "ITU-R WP5D"),
            ("ITU-R 4A、4B和4C工作组", "ITU-R WP4A; ITU-R WP4B, ITU-R WP4C"),
            ("ITU-D Question 3/2", "ITU-D Q3/2"),
            ("the Rapporteur Group on ITU-D Q3/2", "ITU-D Q3/2"),
            ("ITU-D Questions 1/1, 2/1 and 3/2", "ITU-D Q1/1, ITU-D Q2/1, ITU-D Q3/2"),
            ("ITU-D Rapporteur Group meeting on Question 3/2", "ITU-D Q3/2"),
            ("Groupe du Rapporteur de l'UIT-D pour la Question 3/2", "ITU-D Q3/2"),
            ("Grupo de Relator del UIT-D sobre la Cuestión 3/2", "ITU-D Q3/2"),
            ("Группы Докладчика МСЭ-D по Вопросу 3/2", "ITU-D Q3/2"),
            ("ITU-D第3/2号课题报告人组", "ITU-D Q3/2"),
            ("فريق المقرر التابع لقطاع تنمية الاتصالات المعني بالمسألة 3/2", "ITU-D Q3/2"),
            ("Question 3/2\nThe work of ITU-D Question 3/2", "ITU-D Q3/2; ITU-D Q3/2"),
            ("ITU-T Question 3/2 and ITU-D Question 3/2", "Q3/2; ITU-D Q3/2"),
            ("Working Parties 1/9,\n2. Opening", "WP1/9"),
            ("Working Parties 1 and 2 of TSAG", "WP1,2/TSAG"),
            ("Groupe de travail 1 du GCNT", "WP1/TSAG"),
            ("Grupo de Trabajo 1 del GANT", "WP1/TSAG"),
            ("Рабочей группы 1 КГСЭ", "WP1/TSAG"),
            ("TSAG第1工作组会议", "WP1/TSAG"),
            ("第9研究组第1工作组", "WP1/9"),
            ("Study Group 9, Working Party 1/9", "SG9; WP1/9"),
            ("TSAG, 1-3 June", "TSAG"),
            ("ITU-D Study Group 1 (5-9 May) and Study Group 2", "ITU-D SG1; ITU-D SG2"),
            ("ITU-D Study Group 1 and ITU-T Study Group 2", "ITU-D SG1; SG2"),
            ("ITU-D Study Group 1 (5-9 May) and Study Group 2 of ITU-T", "ITU-D SG1; SG2"),
            ("ITU-D Study Group 1 thanks Study Group 2", "ITU-D SG1; SG2"),
            ("Study Groups 2 and 13", "SG2, SG13"),
            ("Meeting of Study Group 16, 15, 16 and 17 August 2028", "SG16"),
            ("Study Group 5, 17–21 and 24–28 November 2026", "SG5"),
            ("Study Groups 5, 9 and 11 meet on 3 May", "SG5, SG9, SG11"),
            ("Meetings of the Working Parties 1, 2 and 3/17", "WP1,2,3/17"),
            ("Meetings of Working Parties 1/13, 2/13 and 3/13", "WP1,2,3/13"),
            ("Meeting of WPs 1, 2 and 3 of Study Group 12", "WP1,2,3/12"),
            ("WP1/17 (Network security), WP2/17", "WP1/17; WP2/17"),
            ("Questions 1, 2, 5 and 7/12", "Q1,2,5,7/12"),
            ("Q1, Q2, Q3, Q4 & Q7/20", "Q1,2,3,4,7/20"),
            ("Q.3-5/11", "Q3,4,5/11"),
            ("Questions 1 to 4/11", "Q1,2,3,4/11"),
            ("Questions 2 à 4/11", "Q2,3,4/11"),
            ("Question 7/11 to 10 March", "Q7/11"),
            ("Q1/9, 1-3 March 2027", "Q1/9"),
            ("Q1/9, 3, 10 and 17 March 2027", "Q1/9"),
            ("Q1/9 and Q2/9, 1 March 2027", "Q1,2/9"),
            ("Questions 1 and 2 of Study Group 9, 3-5 March 2027", "Q1,2/9"),
            ("Q1/9, 1.03.2027", "Q1/9"),
            ("Q1/9, 14:00-16:00 and Q2/9, 9.30", "Q1/9; Q2/9"),
            ("C1/9, 1-3 de marzo de 2027", "Q1/9"),
            ("В1/9, 1–3 марта 2027 года", "Q1/9"),
            ("المسألة 1/9، 1-3 مارس 2027", "Q1/9"),
            ("Q1/9, 2 and 3/9, 6/9", "Q1,2,3,6/9"),
            ("Q7/11 until 11:30 and Q2/11 to 12", "Q7/11; Q2/11"),
            ("Q5,24/16 joint R", "Q5,24/16"),
            ("Q3, 5, 8 and 21/13", "Q3,5,8,21/13"),
            ("(SG5RG-ARB) and JCA-MMeS", "SG5RG-ARB; JCA-MMeS"),
            ("JCA-ICT&CC meets", ""),
            ("the Telecommunication Standardization Advisory Group (TSAG)", "TSAG; TSAG"),
            ("Working Parties 8A, 8B and 8D", "ITU-R WP8A, ITU-R WP8B, ITU-R WP8D"),
            ("第12研究组的会议", "SG12"),
            ("第1/11、第2/11和第3/11工作组", "WP1,2,3/11"),
            ("第1/20、第2/20工作组开幕会议", "WP1,2/20"),
            ("第3/20和4/20号课题（联席）", "Q3,4/20"),
            ("各工作组和第1/12号课题会议", "Q1/12"),
            ("Comisión de Estudio 13", "SG13"),
            ("Apertura del GT 1/3 y del GT 2/3", "WP1/3; WP2/3"),
            ("C1/3 y C6/3 (sesión conjunta)", "Q1,6/3"),
            ("Commission d'études 17; CE 17", "SG17; SG17"),
            ("Собрание 9й Исследовательской комиссии", "SG9"),
            ("20-й Исследовательской комиссии", "SG20"),
            ("Совместное собрание 5-й и 15-й Исследовательских комиссий", "SG5, SG15"),
            ("5-й, 9-й и 16-й исследовательских комиссий", "SG5, SG9, SG16"),
            ("на 2-й день и 3-й неделе", ""),
            ("Пленарные заседания РГ1/20 и РГ2/20", "WP1,2/20"),
            ("В4/20 и В6/20 (совместно)", "Q4,6/20"),
            ("Пленарное заседание ИК20 (открытие)", "SG20"),
            ("Мероприятие ГИС-IoT МСЭ-Т", "IoT-GSI"),
            // Longer than a group that a meeting file takes.
            ("ГИС-Marffffffffffffffffffffffffffffffffffffch", ""),
            ("اجتماع لجنة الدراسات 5", "SG5"),
            ("المسألتان 6/5 و9/5 (بالاشتراك)", "Q6,9/5"),
            ("افتتاح فرقة العمل 1/5 وفرقة العمل 2/5 R", "WP1/5; WP2/5"),
            ("للجنة الدراسات 5 R", "SG5"),
        ] {
            assert_eq!(found(text, None), expected, "{text}");
        }
    }

    #[test]
    fn groups_of_other_sectors() {
        for (text, expected) in [
            ("ITU-R Working Parties 5A and 5B", "ITU-R WP5A, ITU-R WP5B"),
            ("ITU-R Associates, ITU-R Working and ITU-D Study", ""),
            ("Radiocommunication Study Group 5; Q7/12", "ITU-R SG5; Q7/12"),
            ("ITU-D Study Groups 1 and 2", "ITU-D SG1, ITU-D SG2"),
            ("liaison from ITU-R to SG12 and ITU-R, SG9 to ITU-D", "SG12; SG9"),
            ("Commission d'études 1 de l'UIT-D", "ITU-D SG1"),
            ("1-й Исследовательской комиссии МСЭ-D", "ITU-D SG1"),
            ("Telecommunication Development Bureau (BDT)\nStudy Group 1", "ITU-D SG1"),
            ("Telecommunication Development Bureau\nITU-T Study Group 12", "SG12"),
            ("电信发展局\n第1研究组", "ITU-D SG1"),
            ("TSB, and the Radiocommunication Bureau\nSG5", "SG5"),
        ] {
            assert_eq!(found(text, None), expected, "{text}");
        }
    }

    #[test]
    fn what_names_no_group() {
        for text in [
            "see SG12-TD1 and TD2",
            "TSB Collective letter 4/12",
            "ce 17 juin",
            "a 1/12 share",
            "Resolution 1 (Rev. Hammamet, 2016)",
            "in 5/2018",
            "WTSA-20",
            "第12次会议",
            "В 2024 году",
        ] {
            assert_eq!(found(text, None), "", "{text}");
        }
    }

    #[test]
    fn a_study_group_may_be_known_from_elsewhere() {
        // Then each bare number could be one of its Questions: days and hours are none.
        for (text, expected) in [
            ("Questions 1 and 2, 3-5 March 2027", "Q1,2/9"),
            ("Questions 1 to 4", "Q1,2,3,4/9"),
            ("Questions 1 to 4/9", "Q1,2,3,4/9"),
            ("Question 1 to 10 March", "Q1/9"),
            ("Question 1 to 3-5 March", "Q1/9"),
            ("Question 1 to 10.30", "Q1/9"),
            ("Question 1 to 10:30", "Q1/9"),
            ("Question 1 to 10 hours", "Q1/9"),
            ("Question 1 to 10 am", "Q1/9"),
            ("Question 1 to 4 pm", "Q1/9"),
            ("Question 1 to 4 p.m.", "Q1/9"),
            ("Question 1 to 4 in the afternoon", "Q1/9"),
            ("Cuestión 1 a 4 de la tarde", "Q1/9"),
            ("Question 1 to 9 at night", "Q1/9"),
            ("Q1/9 to 4", "Q1/9"),
            ("Q1/9, 14:00-16:00", "Q1/9"),
            ("Q1, 14.00-16.00", "Q1/9"),
            ("Q1/9, 3, 10 and 17 March 2027", "Q1/9"),
            ("Q1/9, 3 and 10", "Q1,3,10/9"),
            ("Q1/9, 3: ad hoc", "Q1,3/9"),
            ("Q1/12/2024", ""),
        ] {
            assert_eq!(found(text, Some(9)), expected, "{text}");
        }
        assert_eq!(found("Q7: ad hoc, Question 3", Some(12)), "Q7/12; Q3/12");
    }
}

//! Regional groups of a study group, which a title may name without their abbreviation.

use crate::letter::fact::subject::Subject;
use crate::letter::lex::GroupMention;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, narrowest};
use crate::letter::words::Sense;
use crate::model::Group;

/// The regional group that a title speaks of and the letter names elsewhere: "Regional Group of Study
/// Group 17 for Africa", and SG17RG-AFR in the number of the letter. Where it does not, no group meets
/// that is known, for it is not the study group.
pub(crate) fn regional(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    number: Option<&(String, Span)>,
) -> Option<Vec<GroupMention>> {
    let title = &subject?.title;
    let own = found.groups_in(title);
    let is_regional = |group: &Group| matches!(group, Group::Regional(..));
    let named = own.iter().flat_map(|mention| &mention.groups).any(is_regional);
    let words = found.first(title, Sense::RegionalGroup).filter(|_| !named)?;
    let study_group = narrowest(own).into_iter().next();
    // "2/SG17RG-AFR"
    let numbered = number.and_then(|(number, span)| {
        let group = number.rsplit_once('/')?.1.parse::<Group>().ok()?;
        Some(GroupMention { span: span.clone(), groups: vec![group] })
    });
    let fits = |group: &&Group| {
        is_regional(group) && study_group.as_ref().is_none_or(|whole| whole.covers(group))
    };
    let all = numbered.iter().chain(&found.groups);
    let meant = all.into_iter().find_map(|mention| {
        let group = mention.groups.iter().find(fits)?;
        Some(GroupMention { span: mention.span.clone(), groups: vec![group.clone()] })
    });
    if meant.is_none() {
        let whole = study_group?;
        let message = "a regional group meets, and the letter does not give its abbreviation";
        found.doubt(
            "group-unread",
            &words,
            message,
            format!("add it, as in `group: {whole}RG-AFR`; {whole} itself was not used"),
        );
    }
    Some(meant.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use crate::letter::{LetterFormat, read};
    use crate::model::compact;

    #[test]
    fn a_regional_group_is_not_its_study_group() {
        for (label, title, named) in [
            ("Subject", "Meeting of the Regional Group of Study Group 5 for Africa", false),
            ("Subject", "Meeting of the Study Group 5 Regional Group for Africa (SG5RG-AFR)", true),
            (
                "Objet",
                "Réunion du Groupe régional de la Commission d'études 5 pour l'Afrique",
                false,
            ),
            ("Asunto", "Reunión del Grupo Regional de la Comisión de Estudio 5 para África", false),
            ("Предмет", "Собрание Региональной группы ИК5 для Африки", false),
            ("事由", "第5研究组非洲区域组会议", false),
            ("الموضوع", "اجتماع الفريق الإقليمي لإفريقيا التابع للجنة الدراسات 5", false),
        ] {
            let letter = format!(
                "Geneva, 2 November 2026\nRef: TSB Collective letter 3/5\n{label}: {title}\n\nDear Sir/Madam,\n\
                 I invite you to Kigali from 8 to 10 June 2027.\n"
            );
            let letter = read(letter.as_bytes(), LetterFormat::Text).unwrap();
            let groups: Vec<_> = letter.draft.groups.into_iter().map(|said| said.value).collect();
            assert_eq!(compact(&groups), if named { "SG5RG-AFR" } else { "" }, "{title}");
            let told = letter.findings.sorted();
            let told = told.iter().filter(|finding| finding.message.contains("regional group"));
            assert_eq!(told.count(), usize::from(!named), "{title}");
        }
    }
}

//! A seventh language is one list of rows: Portuguese, which the reader has no other word of.
//!
//! What is read here grows with the facts that ask marks and search no strings.

use crate::letter::LetterContents;
use crate::letter::fact::assemble;
use crate::letter::lex::marks::{Phrase, PhraseIndex};
use crate::letter::lex::normal::Normal;
use crate::letter::read::{LetterFormat, document};
use crate::letter::words::{self, PhraseRow, Sense::*};
use crate::model::{Action, TimeUnit};
use chrono::Weekday;

#[rustfmt::skip]
const PT: &[PhraseRow] = &[
    (Month(1), &["janeiro", "jan"]),
    (Month(2), &["fevereiro", "fev"]),
    (Month(3), &["março"]),
    (Month(4), &["abril"]),
    (Month(5), &["maio"]),
    (Month(6), &["junho"]),
    (Month(7), &["julho"]),
    (Month(8), &["agosto"]),
    (Month(9), &["setembro"]),
    (Month(10), &["outubro"]),
    (Month(11), &["novembro"]),
    (Month(12), &["dezembro"]),
    (Day(Weekday::Mon), &["segunda-feira", "segunda"]),
    (Day(Weekday::Tue), &["terça-feira", "terça"]),
    (Day(Weekday::Wed), &["quarta-feira", "quarta"]),
    (Day(Weekday::Thu), &["quinta-feira", "quinta"]),
    (Day(Weekday::Fri), &["sexta-feira", "sexta"]),
    (Day(Weekday::Sat), &["sábado"]),
    (Day(Weekday::Sun), &["domingo"]),
    (ToDay, &["a", "até"]),
    (AndDay, &["e"]),
    (FromDay, &["de", "do", "desde"]),
    (BetweenDays, &["entre"]),
    (OfMonth, &["de"]),
    (Ordinal, &["º"]),
    (AtHour, &["às"]),
    (Hours, &["horas", "h"]),
    (Minutes, &["min"]),
    (BeforeNoon, &["da manhã"]),
    (AfterNoon, &["da tarde"]),
    (LocalTime, &["hora local*"]),
    (CollectiveLetter, &["carta coletiva*"]),
    (LetterFiller, &["tsb", "n.º"]),
    (ReferenceLabel, &["ref.:", "ref:"]),
    (SubjectLabel, &["assunto:"]),
    (TelLabel, &["telefone:", "tel.:"]),
    (EmailLabel, &["correio eletrónico:"]),
    (Salutation, &["prezad*"]),
    (Invites, &["tenho o prazer de convidá*"]),
    (TakesPlace, &["terá lugar*", "realizar-se-á*"]),
    (PastMeeting, &["reunião anterior*"]),
    (Opens, &["a reunião será aberta às*"]),
    (Registration, &["a inscrição dos participantes começará às*"]),
    (Headquarters, &["sede da uit*"]),
    (Geneva, &["genebra*"]),
    (DeadlineHeading, &["prazos principais*"]),
    (Limit, &["o mais tardar*", "até*"]),
    (Asks(Action::Contributions), &["contribuições*"]),
    (Asks(Action::PreRegistration), &["pré-inscrição*"]),
    (Asks(Action::VisaSupport), &["visto*"]),
    (BeforeMeeting, &["antes da reunião*"]),
    (Number(2), &["duas"]),
    (Unit(TimeUnit::Days), &["dias"]),
    (Unit(TimeUnit::Weeks), &["semanas"]),
    (PlanHeading, &["projeto de calendário*"]),
    (Slot, &["sessão"]),
    (Morning, &["manhã"]),
    (Afternoon, &["tarde"]),
    (Lunch, &["almoço"]),
    (Plenary, &["plenário"]),
    (Opening, &["abertura"]),
    (Closing, &["encerramento"]),
    (IfNecessary, &["se necessário"]),
    (Annex, &["anexo*"]),
    (AgendaHeading, &["projeto de ordem do dia*"]),
    (SignOff, &["atenciosamente*"]),
    (StudyGroup, &["comissão de estudo"]),
    (WorkingParty, &["grupo de trabalho"]),
    (Question, &["questão"]),
];

const LETTER: &str = "\
Carta coletiva TSB 7/9
Genebra, 2 de novembro de 2026
Assunto: Reunião da Comissão de Estudo 9; Genebra, 18 a 20 de janeiro de 2027

Prezada Senhora, Prezado Senhor,
Tenho o prazer de convidá-lo para a reunião da Comissão de Estudo 9, que terá lugar na sede da UIT, em Genebra, \
de 18 a 20 de janeiro de 2027.
A reunião será aberta às 9h30 do primeiro dia.
Prazos principais
18 de dezembro de 2026 - Pré-inscrição
5 de janeiro de 2027 - Contribuições
Atenciosamente,
";

fn read(lists: &[&[PhraseRow]]) -> LetterContents {
    let document = document(LETTER.as_bytes(), LetterFormat::Text).unwrap();
    let text = words::joined_words(lists);
    let index: PhraseIndex<'_, [Phrase; words::PHRASES + 200]> = PhraseIndex::of(lists, &text);
    assemble::of(Normal::with(document, &index))
}

#[test]
fn a_seventh_language_is_one_list_of_rows() {
    let without = read(&words::LISTS);
    assert_eq!(without.draft.start, None, "the letter tells nothing without its words");
    let draft = read(&[&words::LISTS[..], &[PT]].concat()).draft;
    let day =
        |day: Option<crate::finding::Said<chrono::NaiveDate>>| day.map(|day| day.value.to_string());
    assert_eq!(
        draft.groups.iter().map(|group| group.value.to_string()).collect::<Vec<_>>(),
        ["SG9"]
    );
    assert_eq!(draft.letter.number.as_deref(), Some("7/9"));
    assert_eq!(draft.letter.date.unwrap().to_string(), "2026-11-02");
    assert_eq!(day(draft.start).as_deref(), Some("2027-01-18"));
    assert_eq!(day(draft.end).as_deref(), Some("2027-01-20"));
    let opening = draft.opening.and_then(|opening| opening.time);
    assert_eq!(opening.unwrap().value.to_string(), "09:30");
    let deadlines = draft.deadlines.into_iter().map(|deadline| {
        let actions: Vec<&str> = deadline.actions.iter().map(|action| action.value.key()).collect();
        (day(deadline.date).unwrap_or_default(), actions.join(" "))
    });
    assert_eq!(
        deadlines.collect::<Vec<_>>(),
        [
            ("2026-12-18".to_owned(), "pre-registration".to_owned()),
            ("2027-01-05".to_owned(), "contributions".to_owned()),
        ]
    );
}

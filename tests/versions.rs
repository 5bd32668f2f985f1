//! Versions of one letter in several languages become one meeting file; `versions/` has a letter in
//! three languages, of which the French one differs.

use crate::support::{Folder, Run, root};
use std::fs;

/// A letter of `versions/`, with some of its words replaced; all of them stand in it.
fn letter(name: &str, changes: &[(&str, &str)]) -> String {
    let text = fs::read_to_string(root().join("tests/versions").join(name)).unwrap();
    changes.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{name} has no {old}");
        text.replace(old, new)
    })
}

fn import(letters: &[(&str, String)], more: &[&str]) -> Run {
    let folder = Folder::new();
    for (name, text) in letters {
        folder.file(name, text);
    }
    let names = letters.iter().map(|(name, _)| *name);
    let run = folder
        .run(&["import"].into_iter().chain(names).chain(more.iter().copied()).collect::<Vec<_>>());
    // Whatever they say, together they are a meeting file without faults.
    folder.file("meetings/sg9-2027-01.yaml", &run.out);
    let check = folder.run(&["check", "meetings"]);
    assert_eq!(check.code, 0, "{}\n{}", run.shown(), check.shown());
    run
}

fn has(text: &str, words: &str) {
    assert!(text.contains(words), "not there:\n{words}\nin:\n{text}");
}

/// The first lines of all findings.
fn told(run: &Run) -> Vec<&str> {
    run.err.lines().filter(|line| line.starts_with("doubt") || line.starts_with("fault")).collect()
}

#[test]
fn of_three_languages_the_one_that_differs_is_outvoted_and_told_so() {
    let letters = ["fr.html", "en.html", "es.html"].map(|name| (name, letter(name, &[])));
    let run = import(&letters, &[]);
    assert_eq!(run.code, 0, "{}", run.shown());
    has(
        &run.out,
        "title:\n  en: Meeting of Study Group 9\n  fr: Réunion de la Commission d'études 9\n  es: Reunión",
    );
    has(&run.out, "opening: {time: 09:30}\n");
    has(
        &run.out,
        "deadlines:\n  - {date: 2026-11-18, actions: [contributions-for-translation, captioning]}\n  \
         - {date: 2026-12-18, action: pre-registration}\n  - {date: 2027-01-05, action: contributions}\ntime_plan:\n",
    );
    has(&run.out, "    2: {title: {en: Q3/9, es: C3/9}}\n");
    has(
        &run.out,
        "  - {en: Opening of the meeting, fr: Ouverture de la réunion, es: Apertura de la reunión}\n",
    );
    assert_eq!(
        run.err,
        "\
doubt[missing-language]: missing in the language `fr`: `time_plan`
--> fr.html
 = help: write `{fr: …}`; until then, another language is used instead

doubt[versions-differ]: the opening: this version says 10:30, en.html says 09:30 (line 11: “will open at 0930 hours”)
  --> fr.html:11:12
   |
11 | La réunion s'ouvrira à 10 h 30 le premier jour et l'enregistrement des participants débutera à 8 h 30 à l'entrée Montbrillant.
   |            ^^^^^^^^^^^^^^^^^^^
   |
   = help: look it up; what en.html says was taken, since 2 of 3 versions agree

doubt[versions-differ]: the deadline for contributions: this version says 2027-01-06, en.html says 2027-01-05 (line 18: “5 January 2027”)
  --> fr.html:18:1
   |
18 | 6 janvier 2027
   | ^^^^^^^^^^^^^^
   |
   = help: look it up; what en.html says was taken, since 2 of 3 versions agree

doubt[versions-differ]: 2027-01-18, slot 1: this version says SG9 from 10:30, en.html says SG9 (line 34: “SG9 opening plenary”)
  --> fr.html:34:1
   |
34 | Plénière d'ouverture de la CE 9
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: look it up; what en.html says was taken, since 2 of 3 versions agree

doubt[versions-differ]: 2027-01-20, slot 2: this version says Q4/9, en.html says Q3/9 (line 40: “Q3/9”)
  --> fr.html:40:1
   |
40 | Q4/9
   | ^^^^
   |
   = help: look it up; what en.html says was taken, since 2 of 3 versions agree

"
    );
}

#[test]
fn of_two_that_differ_the_first_is_followed() {
    let (en, fr) = (("en.html", letter("en.html", &[])), ("fr.html", letter("fr.html", &[])));
    let run = import(&[en.clone(), fr.clone()], &[]);
    has(&run.out, "opening: {time: 09:30}\n");
    has(&run.err, "   = help: look it up; what en.html says was taken, since it comes first\n");
    let run = import(&[fr, en], &[]);
    has(&run.out, "opening: {time: 10:30}\n");
    has(
        &run.err,
        "doubt[versions-differ]: the opening: this version says 09:30, fr.html says 10:30 (line 11: “s'ouvrira à 10 h 30”)\n",
    );
}

#[test]
fn what_one_version_leaves_out_another_gives() {
    let silent = [
        (" will open at 0930 hours on the first day, and participant", "'s participant"),
        ("Fax: +41 22 730 5853", ""),
    ];
    let letters = [("en.html", letter("en.html", &silent)), ("es.html", letter("es.html", &[]))];
    let run = import(&letters, &[]);
    has(&run.out, "opening: {time: 09:30}\n");
    has(&run.out, "fax: +41 22 730 5853");
    assert_eq!(
        told(&run),
        [
            "doubt[versions-differ]: the opening: this version says nothing of it, es.html says 09:30 (line 11: “La reunión \
          comenzará a las 09.30 horas”)"
        ]
    );
}

/// A deadline for two actions in one version is two deadlines in another, and one of the actions is
/// missing in the third: each is due once.
#[test]
fn deadlines_pair_by_their_actions_and_are_due_once() {
    let apart = (
        "<br>– Requests for real-time captioning</td></tr>",
        "</td></tr><tr><td>18 November 2026</td><td>– Requests for real-time captioning</td></tr>",
    );
    let missing = ("<br>– Demandes de sous-titrage en temps réel", "");
    let letters = [
        ("en.html", letter("en.html", &[apart])),
        (
            "fr.html",
            letter(
                "fr.html",
                &[missing, ("6 janvier", "5 janvier"), ("18 décembre", "19 décembre")],
            ),
        ),
        ("es.html", letter("es.html", &[("18 de diciembre", "19 de diciembre")])),
    ];
    let run = import(&letters, &[]);
    let deadlines: Vec<&str> = run.out.lines().filter(|line| line.contains("action")).collect();
    assert_eq!(
        deadlines,
        [
            "  - {date: 2026-11-18, actions: [contributions-for-translation, captioning]}",
            "  - {date: 2026-12-19, action: pre-registration}",
            "  - {date: 2027-01-05, action: contributions}",
        ]
    );
    let of_deadlines: Vec<&str> =
        told(&run).into_iter().filter(|line| line.contains("deadline for")).collect();
    assert_eq!(
        of_deadlines,
        [
            "doubt[versions-differ]: the deadline for pre-registration: this version says 2026-12-18, fr.html says 2026-12-19 \
             (line 15: “19 décembre 2026”)",
            "doubt[versions-differ]: the deadline for captioning: this version says nothing of it, en.html says 2026-11-18 \
             (line 13: “18 November 2026”)",
        ]
    );
}

#[test]
fn a_deadline_that_most_versions_lack_is_left_out() {
    let row = "<tr><td>30 de noviembre de 2026</td><td>– Solicitudes de becas</td></tr><tr><td>5 de enero de 2027";
    let more = ("<tr><td>5 de enero de 2027", row);
    let all = [
        ("en.html", letter("en.html", &[])),
        ("fr.html", letter("fr.html", &[])),
        ("es.html", letter("es.html", &[more])),
    ];
    let run = import(&all, &[]);
    assert!(!run.out.contains("fellowship"), "{}", run.out);
    has(
        &run.err,
        "doubt[versions-differ]: the deadline for fellowship, 2026-11-30: 2 of 3 versions do not have it\n  --> es.html:18:1\n",
    );
    // One of two is no majority. What is doubtful in it is told of the letter that says it.
    let run = import(&[all[0].clone(), all[2].clone()], &[]);
    has(&run.out, "  - {date: 2026-11-30, action: fellowship}\n");
    has(
        &run.err,
        "doubt[versions-differ]: the deadline for fellowship: this version says nothing of it, es.html says 2026-11-30 \
         (line 18: “30 de noviembre de 2026”)\n--> en.html\n",
    );
}

/// Sessions that reach over other slots in one version than in another are voted on together.
#[test]
fn no_two_sessions_stand_in_one_slot() {
    let joined = [
        (
            "<td>Q1/9</td><td>Q2/9</td></tr>\n<tr><th>2</th>",
            "<td rowspan=\"2\">Q1/9</td><td>Q2/9</td></tr>\n<tr><th>2</th>",
        ),
        ("plenary</td><td>Q1/9</td><td>Q3/9", "plenary</td><td>Q3/9"),
    ];
    let other = [("CE 9</td><td>C1/9</td><td>C3/9", "CE 9</td><td>C5/9</td><td>C3/9")];
    let letters = [("en.html", letter("en.html", &joined)), ("es.html", letter("es.html", &other))];
    let run = import(&letters, &[]);
    has(
        &run.err,
        "doubt[versions-differ]: 2027-01-19, slots 1, 2: this version says Q1/9 in slot 1, Q5/9 in slot 2, en.html says Q1/9",
    );
    has(&run.out, "  2027-01-19:\n    am: Q1/9\n");
}

#[test]
fn each_value_of_a_merged_meeting_is_shown_with_the_words_of_each_letter() {
    let en = [("<tr><td>18 December 2026</td><td>– Pre-registration</td></tr>\n", "")];
    let letters = [("en.html", letter("en.html", &en)), ("es.html", letter("es.html", &[]))];
    let run = import(&letters, &["--explain"]);
    has(
        &run.out,
        "# en.html, line 8: 18-20 January 2027\n# es.html, line 8: 18-20 de enero de 2027\nstart: 2027-01-18\n",
    );
    // The third deadline is the second one of the first letter.
    has(
        &run.out,
        "  # es.html, line 16: 18 de diciembre de 2026\n  - {date: 2026-12-18, action: pre-registration}\n  \
         # en.html, line 16: 5 January 2027\n  # es.html, line 18: 5 de enero de 2027\n  - {date: 2027-01-05, action: contributions}\n",
    );
    has(
        &run.out,
        "  2027-01-19:\n    # en.html, line 33: Q1/9\n    # es.html, line 35: C1/9\n    1: ",
    );
    has(&run.err, "en.html:\n");
    has(&run.err, "es.html:\n");
}

#[test]
fn the_days_of_a_series_that_differ_are_told() {
    let en = "TSB Collective letter 1/12\nGeneva, 1 November 2025\n\
              Subject: Meeting of Study Group 12; Geneva, 9-20 March 2026\nDear Sir/Madam,\n\
              I invite you to the meeting of Study Group 12, which will be held from 9 to 20 March 2026.\n\
              The rapporteur group of Question 9/12 will hold e-meetings every Tuesday from 3 February \
              2026 to 4 March 2026, 1400-1600 hours.\n";
    let fr = "Lettre collective TSB 1/12\nGenève, le 1er novembre 2025\n\
              Objet: Réunion de la Commission d'études 12; Genève, 9-20 mars 2026\nMadame, Monsieur,\n\
              J'ai l'honneur de vous inviter à la réunion de la Commission d'études 12, qui aura lieu du \
              9 au 20 mars 2026.\n\
              Le groupe du Rapporteur pour la Question 9/12 tiendra des cyberréunions tous les mercredis du \
              3 février 2026 au 4 mars 2026, de 14 h 00 à 16 h 00.\n";
    let run = import(&[("en.txt", en.to_owned()), ("fr.txt", fr.to_owned())], &[]);
    has(&run.out, "    \"on\": [tue]\n");
    has(&run.err, "this version says every week on Wed, en.txt says every week on Tue");
}

/// A doubt that may cost somebody a session is a problem: a quiet build prints it, and once.
#[test]
fn a_quiet_build_prints_where_the_versions_differ_once() {
    let folder = Folder::new();
    folder.file("en.html", letter("en.html", &[])).file("fr.html", letter("fr.html", &[]));
    let build = ["build", "--quiet", "en.html", "fr.html"];
    let run = folder.run(&build);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.shown());
    assert_eq!(told(&run).len(), 4, "{}", run.err);
    has(
        &run.err,
        "doubt[versions-differ]: 2027-01-20, slot 2: this version says Q4/9, en.html says Q3/9 (line 40: “Q3/9”)\n  --> fr.html:40:1\n",
    );
    let again = folder.run(&build);
    assert_eq!((again.code, again.err.as_str()), (0, ""), "{}", again.shown());
}

#[test]
fn an_event_of_a_merged_meeting_is_explained_with_the_words_of_each_letter() {
    let folder = Folder::new();
    folder.file("en.html", letter("en.html", &[])).file("es.html", letter("es.html", &[]));
    let run = folder.run(&["explain", "2027-01-05", "es.html", "en.html"]);
    has(
        &run.out,
        "event: SG9 deadline: contributions\n  --> en.html:18:1\n   |\n18 | 5 January 2027\n   | ^^^^^^^^^^^^^^\n   |\n  \
         ::: es.html:18:1\n   |\n18 | 5 de enero de 2027\n   | ^^^^^^^^^^^^^^^^^^\n   |\n",
    );
}

//! `import`, and letters as inputs of the other commands.

use crate::support::{Folder, root, tree};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use timeplan::expand::{Timetable, expand};
use timeplan::finding::Findings;
use timeplan::letter::{self, LetterFormat};
use timeplan::model::{Kind, Language, MeetingId};
use timeplan::source::{Draft, check, yaml};

const LETTER: &str = "\
Telecommunication Standardization Bureau
Geneva, 2 November 2026
Ref: TSB Collective letter 3/9
SG9/AB
Tel: +41 22 730 5805
Fax: +41 22 730 5853
E-mail: tsbsg9@itu.int
Subject: Meeting of Study Group 9; Geneva, 18-22 January 2027

Dear Sir/Madam,

It is my pleasure to invite you to the next meeting of Study Group 9, which will be held at ITU headquarters, Geneva, from 18 to 22 January 2027, inclusive.
The meeting will open at 0930 hours on the first day, and participant registration will begin at 0830 hours at the Montbrillant building entrance.
Key deadlines:
18 November 2026 / - Submit ITU-T Member contributions for which translation is requested
18 December 2026 / - Pre-registration
5 January 2027 / - Submit ITU-T Member contributions
Yours faithfully,
";

const LETTER_IN_FRENCH: &str = "\
Bureau de la normalisation des télécommunications
Genève, le 2 novembre 2026
Réf.: Lettre collective TSB 3/9
SG9/AB
Tél.: +41 22 730 5805
Fax: +41 22 730 5853
Courriel: tsbsg9@itu.int
Objet: Réunion de la Commission d'études 9; Genève, 18-22 janvier 2027

Madame, Monsieur,

J'ai le plaisir de vous inviter à la prochaine réunion de la Commission d'études 9, qui se tiendra au siège de l'UIT, à Genève, du 18 au 22 janvier 2027 inclus.
La réunion s'ouvrira à 10 h 30 le premier jour et l'enregistrement des participants débutera à 8 h 30 à l'entrée Montbrillant.
Principales échéances :
18 novembre 2026 / - Contributions dont la traduction est demandée
18 décembre 2026 / - Préinscription
5 janvier 2027 / - Contributions
Veuillez agréer, Madame, Monsieur, l'assurance de ma considération distinguée.
";

const MEETING: &str = "\
group: SG9
title: Meeting of Study Group 9
start: 2027-01-18
end: 2027-01-22
place: ITU headquarters, Geneva
letter: {number: 3/9, date: 2026-11-02, reference: SG9/AB, source: letter.txt}
contact: {tel: +41 22 730 5805, fax: +41 22 730 5853, email: tsbsg9@itu.int}
registration: {time: 08:30, place: Montbrillant building entrance}
opening: {time: 09:30}
deadlines:
  - {date: 2026-11-18, action: contributions-for-translation}
  - {date: 2026-12-18, action: pre-registration}
  - {date: 2027-01-05, action: contributions}
";

/// A letter as a web page, with more behind it.
fn page(more: &str) -> String {
    let lines = LETTER.lines().map(|line| format!("<p>{line}</p>"));
    lines.collect::<String>() + more
}

#[test]
fn a_plan_that_is_a_picture_gives_no_sessions_and_is_told_by_every_build() {
    let folder = Folder::new();
    folder.file("letter.html", page("<p>ANNEX A</p><p>Draft time plan</p><img src=plan.png>"));
    let run = folder.run(&["build", "--quiet", "letter.html"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert!(run.err.contains("the time plan is a picture, and was not read"), "{}", run.err);
    let kinds = folder.run(&["show", "letter.html", "--format", "csv"]).out;
    assert!(!kinds.contains("session"), "{kinds}");
    assert!(folder.run(&["import", "letter.html"]).out.contains("\nslots: []"));
    folder.file("letter.html", page(""));
    assert_eq!(folder.run(&["build", "--quiet", "letter.html"]).err, "");
}

#[test]
fn a_mail_is_read_as_the_letter_in_it() {
    let folder = Folder::new();
    folder.file("letter.txt", LETTER);
    let letter = folder.run(&["import", "--format", "json", "letter.txt"]).out;
    let head = "From: Someone <someone@example.org>\nTo: all@example.org\n\
                Date: Tue, 03 Nov 2026 09:12:00 +0100\nSubject: Fwd: =?utf-8?q?R=C3=A9union?=\n\
                MIME-Version: 1.0\n";
    folder.file("plain.eml", format!("{head}\n{LETTER}"));
    folder.file("saved.txt", format!("{head}\n{LETTER}"));
    let attached = format!(
        "{head}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n\
         Call me: +41 22 730 1111\n--x\nContent-Type: text/html; name=letter.html\n\
         Content-Disposition: attachment; filename=letter.html\n\n{}\n--x--\n",
        page("")
    );
    folder.file("attached.eml", attached);
    for name in ["plain.eml", "saved.txt", "attached.eml"] {
        let mail = folder.run(&["import", "--format", "json", name]);
        assert_eq!(mail.out, letter, "{name}: {}", mail.shown());
    }
}

#[test]
fn what_is_not_read_is_refused_with_what_to_do() {
    let folder = Folder::new();
    folder.file("letter.rtf", "{\\rtf1\\ansi Geneva, 3 March 2026\\par }");
    for command in ["import", "build", "check"] {
        let run = folder.run(&[command, "letter.rtf"]);
        assert_eq!(run.code, 1);
        let said = "letter.rtf: the file is rich text (.rtf), which is not read; open it in Word and save it \
                    as a Word document (.docx)\n";
        assert!(run.err.starts_with(said), "{}", run.err);
    }
}

#[test]
fn a_letter_becomes_a_meeting_file() {
    let folder = Folder::new();
    folder.file("letter.txt", LETTER);
    let run = folder.run(&["import", "letter.txt"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, MEETING, ""));
    let json = folder.run(&["import", "--format", "json", "letter.txt", "letter.txt"]);
    assert_eq!(json.out.lines().count(), 2, "{}", json.shown());
    let both = folder.run(&["import", "letter.txt", "letter.txt"]);
    assert_eq!(both.out, format!("{MEETING}---\n{MEETING}"));
}

#[test]
fn each_value_is_shown_with_its_words() {
    let folder = Folder::new();
    folder.file("letter.txt", LETTER);
    let run = folder.run(&["import", "--explain", "letter.txt"]);
    assert!(run.out.contains("# line 8: 18-22 January 2027\nstart: 2027-01-18\n"), "{}", run.out);
    assert!(run.out.contains("  # line 17: 5 January 2027\n  - {date: 2027-01-05"), "{}", run.out);
    let row = run.err.lines().find(|line| line.contains("opening.time")).unwrap();
    let cells: Vec<&str> = row.split(['│', '┆']).map(str::trim).collect();
    assert_eq!(cells[1..5], ["opening.time", "09:30", "will open at 0930 hours", "line 13"]);
}

#[test]
fn a_file_that_a_person_changed_is_left_alone() {
    let folder = Folder::new();
    folder.file("letter.txt", LETTER);
    let import =
        |more: &[&str]| folder.run(&[&["import", "letter.txt", "-o", "meetings"], more].concat());
    assert_eq!(import(&[]).out, "wrote meetings/sg9-2027-01.yaml\n");
    let first = folder.read("meetings/sg9-2027-01.yaml");
    let own = first.lines().next().unwrap();
    let checksum = own.rsplit(' ').next().unwrap();
    assert_eq!(
        own,
        format!(
            "# Imported by timeplan; importing again replaces this file only if you did not edit it (checksum {checksum}"
        )
    );
    assert_eq!(import(&[]).out, "meetings/sg9-2027-01.yaml: nothing changed\n");
    // As version 0.1.0 wrote it.
    let digest = checksum.trim_end_matches(')');
    let earlier = format!(
        "# Imported by timeplan; as long as its digest is {digest}, importing again may replace it."
    );
    folder.file("meetings/sg9-2027-01.yaml", first.replacen(own, &earlier, 1));
    assert_eq!(import(&[]).out, "wrote meetings/sg9-2027-01.yaml\n");
    // The letter changed, the file did not.
    folder.file("letter.txt", LETTER.replace("0930 hours", "1000 hours"));
    assert_eq!(import(&[]).out, "wrote meetings/sg9-2027-01.yaml\n");
    // A person changed the file.
    let changed =
        folder.read("meetings/sg9-2027-01.yaml").replace("place: ITU headquarters", "place: CICG");
    folder.file("meetings/sg9-2027-01.yaml", &changed);
    let refused = import(&[]);
    assert_eq!(refused.code, 3, "{}", refused.shown());
    assert_eq!(
        refused.err,
        "meetings/sg9-2027-01.yaml: a person changed this file since it was imported, or wrote it; it was not \
         changed; lines with `-` are in your file, lines with `+` are in the letter:\n- place: CICG, Geneva\n+ place: ITU headquarters, Geneva\nto replace your file, run it again with `--force`\n"
    );
    assert_eq!(folder.read("meetings/sg9-2027-01.yaml"), changed);
    assert_eq!(import(&["--force"]).code, 0);
    assert!(folder.read("meetings/sg9-2027-01.yaml").contains("place: ITU headquarters, Geneva\n"));
}

#[test]
fn the_difference_of_a_changed_file_is_told_line_by_line() {
    let folder = Folder::new();
    folder.file("letter.txt", LETTER).file(
        "meetings/sg9-2027-01.yaml",
        // A person wrote it, without a first line of ours.
        MEETING
            .replace("opening: {time: 09:30}\n", "")
            .replace("end: 2027-01-22\n", "end: 2027-01-21\nchair: Ms X\n"),
    );
    let run = folder.run(&["import", "letter.txt", "-o", "meetings"]);
    assert_eq!(run.code, 3, "{}", run.shown());
    assert!(
        run.err.ends_with(
            "are in the letter:\n- end: 2027-01-21\n- chair: Ms X\n+ end: 2027-01-22\n+ opening: {time: 09:30}\nto replace \
             your file, run it again with `--force`\n"
        ),
        "{}",
        run.err
    );
}

#[test]
fn a_second_letter_for_the_same_meeting_is_not_written_over_the_first() {
    let folder = Folder::new();
    folder.file("a.txt", LETTER).file("b.txt", LETTER.replace("3/9", "4/9"));
    let run = folder.run(&["import", "a.txt", "b.txt", "-o", "meetings"]);
    assert_eq!((run.code, run.out.as_str()), (1, "wrote meetings/sg9-2027-01.yaml\n"));
    assert_eq!(
        run.err,
        "b.txt: its meeting has the id `sg9-2027-01`, and a.txt was read for it before; nothing was written of b.txt. \
         Import it by itself into another folder, or leave one of the two out\n"
    );
    assert!(folder.read("meetings/sg9-2027-01.yaml").contains("number: 3/9"));
}

#[test]
fn what_is_doubtful_in_the_sessions_is_told_at_import_with_its_page() {
    let path = root().join("tests/letters/zh-2017-pdf.pdf");
    let folder = Folder::new();
    folder.file("zh.pdf", fs::read(path).unwrap());
    let run = folder.run(&["import", "zh.pdf"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert_eq!(
        run.err,
        "doubt[public-holiday]: 2017-09-07 is the Geneva Fast, a public holiday of Geneva (page 1)\n--> zh.pdf\n \
         = note: the text reads “2017年9月4日至15日”\n = help: if there is no meeting that day, write `{}` for it in `time_plan`\n\n"
    );
}

#[test]
fn what_announces_nothing_and_what_cannot_be_read() {
    let folder = Folder::new();
    let report = "Meeting of Question 26/16\nQuestion 26/16 met on 27-29 February 2024 and discussed captions.\n";
    let circular = "Geneva, 4 May 2026\nRef: TSB Circular 201\nSubject: Approval of new Recommendation ITU-T Q.99\n\n\
                    Dear Sir/Madam,\nThe Recommendation was approved at the meeting of Study Group 11 (3 May 2026).\n";
    folder
        .file("circular.txt", circular)
        .file("report.txt", report)
        .file("old.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
        .file("empty.txt", "");
    folder.file("letter.txt", LETTER);
    let run = folder.run(&[
        "import",
        "circular.txt",
        "report.txt",
        "old.docx",
        "missing.txt",
        "empty.txt",
        "letter.txt",
    ]);
    assert_eq!((run.code, run.out.as_str()), (1, MEETING));
    let lines: Vec<&str> = run.err.lines().collect();
    assert_eq!(lines.len(), 5, "{}", run.err);
    assert!(
        lines[0].starts_with("old.docx: this is an old Word document") || lines[0].contains("Word"),
        "{}",
        lines[0]
    );
    assert_eq!(lines[1], "missing.txt: the letter cannot be read: there is no such file or folder");
    assert_eq!(lines[2], "empty.txt: the file has no text; see that the right file was saved");
    assert_eq!(
        lines[3],
        "circular.txt: this announces no meeting (it reads as: circular); found: group “Q.99” (line 3); lacking: the days \
         of a meeting, a sentence that invites; no meeting file was made of it; if there is a meeting, write a \
         meeting file that begins with `group: Q99/11` and `start: DATE`"
    );
    assert_eq!(
        lines[4],
        "report.txt: this announces no meeting (it reads as: web-page); found: group “Question 26/16” (line 2), days \
         “27-29 February 2024” (line 2); lacking: a sentence that invites; no meeting file was made of it; if there is a \
         meeting, write a meeting file that begins with `group: Q26/16` and `start: 2024-02-27`"
    );
    let build = folder.run(&["build", "report.txt"]);
    assert_eq!(build.code, 1);
    assert!(
        build.err.contains("lacking: a sentence that invites; nothing was built of it;"),
        "{}",
        build.err
    );
}

#[test]
fn versions_of_a_letter_are_one_meeting_and_their_differences_are_shown() {
    let folder = Folder::new();
    folder.file("en.txt", LETTER).file("fr.txt", LETTER_IN_FRENCH);
    let run = folder.run(&["import", "en.txt", "fr.txt"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert!(
        run.out.contains(
            "title: {en: Meeting of Study Group 9, fr: Réunion de la Commission d'études 9}\n"
        ),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("opening: {time: 09:30}\n") && !run.out.contains("---"),
        "{}",
        run.out
    );
    assert_eq!(
        run.err,
        "doubt[versions-differ]: the opening: this version says 10:30, en.txt says 09:30 (line 13: “will open at 0930 hours”)\n\
         \x20 --> fr.txt:13:12\n   |\n13 | La réunion s'ouvrira à 10 h 30 le premier jour et l'enregistrement des participants débutera à 8 h 30 \
         à l'entrée Montbrillant.\n   |            ^^^^^^^^^^^^^^^^^^^\n   |\n   = help: look it up; what en.txt says was taken, \
         since it comes first\n\n"
    );
}

#[test]
fn letters_are_inputs_like_meeting_files() {
    let folder = Folder::new();
    folder.file("letter.txt", LETTER);
    let built = folder.run(&["build", "letter.txt", "-q"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""), "{}", built.shown());
    let from_letter = folder.tree("out");
    folder.file("meetings/sg9-2027-01.yaml", MEETING);
    assert_eq!(folder.run(&["build", "meetings/sg9-2027-01.yaml", "-o", "again"]).code, 0);
    assert_eq!(from_letter, folder.tree("again"));
    assert_eq!(
        folder.run(&["check", "letter.txt"]).out,
        "1 meeting checked: no faults, no doubts\n"
    );
    let again = folder.run(&["build", "letter.txt"]);
    assert!(again.out.contains("nothing changed"), "{}", again.shown());
}

/// Every meeting file of the repository and of its golden trees.
fn meeting_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in [root().join("meetings"), root().join("tests/feeds")] {
        for path in tree(&folder).into_keys() {
            let is_meeting = path.ends_with(".yaml") && !path.ends_with("timeplan.yaml");
            if is_meeting {
                files.push(folder.join(path));
            }
        }
    }
    assert!(files.len() > 10);
    files
}

fn timetable(draft: Draft) -> Timetable {
    let mut findings = Findings::default();
    let id: MeetingId = "sg1-2027-01".parse().unwrap();
    let meeting = check(draft, &id, &mut findings);
    let meeting = meeting.unwrap_or_else(|| panic!("{:?}", findings.sorted()));
    expand(&meeting, &Language::ALL, &mut findings)
}

/// What is written of a meeting is the same meeting: the same events, with the same texts.
#[test]
fn a_meeting_file_that_is_written_reads_back_as_the_same_meeting() {
    for path in meeting_files() {
        let text = fs::read_to_string(&path).unwrap();
        let read = |text: &str| {
            let mut findings = Findings::default();
            let draft = yaml::read_meeting(text, &mut findings);
            assert_eq!(findings.faults(), 0, "{}: {:?}\n{text}", path.display(), findings.sorted());
            draft.unwrap()
        };
        let draft = read(&text);
        let written = yaml::write(&draft, &Vec::new());
        let again = read(&written);
        let events = |draft: Draft| -> Vec<String> {
            let entries = timetable(draft).entries;
            entries
                .iter()
                .map(|entry| {
                    format!(
                        "{:?} {:?} {:?} {:?}",
                        entry.kind, entry.when, entry.groups, entry.wordings
                    )
                })
                .collect()
        };
        assert_eq!(events(draft), events(again), "{}\n{written}", path.display());
    }
}

/// Kind, time, groups and state of each event, without titles.
fn facts(timetable: &Timetable) -> BTreeSet<String> {
    let all = timetable.entries.iter();
    all.map(|entry| {
        format!("{:?} {:?} {:?} {:?}", entry.kind, entry.when, entry.groups, entry.state)
    })
    .collect()
}

/// The two real letters give the meetings of the repository: every event at its time, of its groups.
/// Of SG11's last day the letter lost the cells, so its sessions are generic.
#[test]
fn the_real_letters_give_the_meetings_of_the_repository() {
    let Some(folder) = std::env::var_os("TIMEPLAN_LETTERS").map(PathBuf::from) else { return };
    for (name, meeting) in
        [("004_3af7a1a6112480db.txt", "sg12-2025-01"), ("000_c598cac07411cb7c.txt", "sg11-2022-12")]
    {
        let bytes = fs::read(folder.join("seeds").join(name)).unwrap();
        let letter = letter::read(&bytes, LetterFormat::Text).unwrap();
        assert_eq!(letter::id(&letter.draft).unwrap().to_string(), meeting);
        let text = fs::read_to_string(root().join(format!("meetings/{meeting}.yaml"))).unwrap();
        let written = yaml::read_meeting(&text, &mut Findings::default()).unwrap();
        let (own, known) = (letter.draft.clone(), written.clone());
        assert_eq!(own.letter.number, known.letter.number);
        assert_eq!(own.letter.date, known.letter.date);
        assert_eq!(own.letter.reference, known.letter.reference);
        assert_eq!(own.contact, known.contact);
        assert_eq!(own.agenda.len(), known.agenda.len());
        let names = |draft: &Draft| -> Vec<_> {
            let each = draft.recommendations.iter();
            each.map(|each| (each.name.clone(), each.question.clone(), each.group.clone()))
                .collect()
        };
        assert_eq!(names(&own), names(&known));
        let (own, known) = (timetable(own), timetable(known));
        let lost = |fact: &String| {
            meeting == "sg11-2022-12" && fact.contains("2022-12-07") && !fact.starts_with("Meeting")
        };
        let keep = |facts: BTreeSet<String>| -> BTreeSet<String> {
            facts.into_iter().filter(|fact| !lost(fact)).collect()
        };
        let (own, known) = (keep(facts(&own)), keep(facts(&known)));
        let difference: Vec<&String> = own.symmetric_difference(&known).collect();
        assert!(difference.is_empty(), "{meeting}: {difference:#?}");
        let has_finding = letter
            .findings
            .sorted()
            .iter()
            .any(|finding| format!("{:?}", finding.level).contains("cells-lost"));
        assert_eq!(has_finding, meeting == "sg11-2022-12");
    }
    assert!(Kind::ALL.len() == 9);
}

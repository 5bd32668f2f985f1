//! `timeplan new`: a file that builds at once, from a template or from last year's.

use crate::support::Folder;

/// The lines of a template that are examples, as a person would take them in.
fn taken_in(template: &str) -> String {
    let lines = template.lines().enumerate().map(|(number, line)| {
        let is_prose = number < 3;
        line.strip_prefix("# ").filter(|_| !is_prose).unwrap_or(line)
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_template_builds_at_once_and_with_all_its_examples() {
    for (group, start, end, lang) in [
        ("SG12", "2026-01-13", "2026-01-22", "en"),
        ("WP1,2,3/11", "2026-01-12", "2026-01-12", "zh"),
        ("TSAG", "2026-05-29", "2026-06-02", "fr"),
        ("JCA-MMeS", "2026-05-28", "2026-05-29", "ar"),
    ] {
        let folder = Folder::new();
        let arguments = ["new", group, "--start", start, "--end", end, "--lang", lang];
        let run = folder.run(&arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{group}");
        folder.file("meetings/a.yaml", &run.out);
        let built = folder.run(&["build"]);
        assert_eq!(built.code, 0, "{}\n{}", built.err, run.out);
        folder.file("meetings/a.yaml", taken_in(&run.out));
        let checked = folder.run(&["check"]);
        assert_eq!(checked.code, 0, "{}\n{}", checked.err, taken_in(&run.out));
    }
}

#[test]
fn the_template_of_a_study_group() {
    let folder = Folder::new();
    let run = folder.run(&[
        "new",
        "SG12",
        "--start",
        "2026-01-13",
        "--end",
        "2026-01-22",
        "-o",
        "meetings",
    ]);
    assert_eq!(
        run.shown(),
        "exit 0\n--- standard output\nwrote meetings/sg12-2026-01.yaml\n--- standard error\n"
    );
    assert!(folder.read("meetings/meeting.schema.json").starts_with('{'));
    let text = folder.read("meetings/sg12-2026-01.yaml");
    assert!(
        text.starts_with(
            "# yaml-language-server: $schema=meeting.schema.json\n# Meeting of SG12. The file builds as it is:"
        ),
        "{text}"
    );
    assert!(
        text.contains(
            "\nid: sg12-2026-01\ngroup: SG12\nstart: 2026-01-13\nend: 2026-01-22\n# title: "
        ),
        "{text}"
    );
    let run = folder.run(&["new", "SG12", "--start", "2026-01-13", "-o", "meetings"]);
    assert_eq!(run.code, 3);
    assert_eq!(
        run.err,
        "meetings/sg12-2026-01.yaml: the file already exists; it was not changed. Give the other meeting a different `id`, or leave out -o to print the new file\n"
    );
    assert_eq!(folder.read("meetings/sg12-2026-01.yaml"), text);
}

const LAST: &str = "\
# The meeting of 2025.
id: sg12-2025-01
group: SG12
start: 2025-01-14    # Tuesday
end: 2025-01-23
# The letter came late.
letter:
  number: 1/12
  date: 2024-11-01

# Always the same.
chair: Ms Tania Villa (Mexico)
status: tentative   # until the letter came
deadlines:
  - {date: 2025-01-02, action: contributions}
time_plan:
  2025-01-14: {2: {title: SG12 opening plenary, kind: plenary}}
recommendations:
  - {name: Q.CPN, question: Q4/12}
";

#[test]
fn last_years_file_is_moved_by_whole_weeks_and_its_gaps_are_marked() {
    let folder = Folder::new();
    folder.file("last.yaml", LAST);
    let run = folder.run(&["new", "SG12", "--start", "2026-01-13", "--like", "last.yaml"]);
    assert_eq!(
        run.shown(),
        "exit 0\n--- standard output\n\
         # The meeting of 2025.\n\
         id: sg12-2026-01\n\
         group: SG12\n\
         start: 2026-01-13    # Tuesday\n\
         end: 2026-01-22\n\
         # The letter came late.\n\
         # Fill in for this meeting; last time it was:\n\
         # letter:\n\
         #   number: 1/12\n\
         #   date: 2024-11-01\n\
         \n\
         # Always the same.\n\
         chair: Ms Tania Villa (Mexico)\n\
         # Fill in for this meeting; last time it was:\n\
         # status: tentative   # until the letter came\n\
         deadlines:\n  \
         - {date: 2026-01-01, action: contributions}\n\
         time_plan:\n  \
         2026-01-13: {2: {title: SG12 opening plenary, kind: plenary}}\n\
         # Fill in for this meeting; last time it was:\n\
         # recommendations:\n\
         #   - {name: Q.CPN, question: Q4/12}\n\
         --- standard error\n\
         doubt[public-holiday]: 1 date falls on a public holiday of Geneva: 2026-01-01 is New Year's Day (line 17)\n  \
         --> sg12-2026-01.yaml:17:12\n   |\n17 |   - {date: 2026-01-01, action: contributions}\n   \
         |            ^^^^^^^^^^\n   |\n   = help: change the date if that day is not a working day\n\n"
    );
}

#[test]
fn the_first_line_of_an_import_is_not_copied() {
    let folder = Folder::new();
    folder.file("last.yaml", format!("# Imported by timeplan; … (checksum 0)\n{LAST}"));
    let run = folder.run(&["new", "SG12", "--start", "2026-01-13", "--like", "last.yaml"]);
    assert!(run.out.starts_with("# From last.yaml\n# The meeting of 2025.\n"), "{}", run.out);
}

#[test]
fn another_weekday_another_length_and_another_group_are_said() {
    let folder = Folder::new();
    folder.file("last.yaml", LAST);
    let run = folder.run(&[
        "new",
        "SG12",
        "--start",
        "2026-01-12",
        "--end",
        "2026-01-16",
        "--like",
        "last.yaml",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("\nstart: 2026-01-12    # Tuesday\nend: 2026-01-16\n"), "{}", run.out);
    assert!(run.out.contains("\n  2026-01-13: {2: "), "{}", run.out);
    assert!(
        run.err.contains(
            "doubt[other-weekday]: the earlier meeting began on a Tuesday, this one begins on a Monday\n"
        ),
        "{}",
        run.err
    );
    let run = folder.run(&["new", "SG13", "--start", "2026-01-12", "--like", "last.yaml"]);
    assert_eq!(
        run.err,
        "last.yaml: this is a meeting of SG12; use the file of an earlier meeting of the same group\n"
    );
    assert_eq!(run.code, 2);
    // What lies outside the new days is a fault of the new file, which is printed all the same.
    let run = folder.run(&[
        "new",
        "SG12",
        "--start",
        "2026-01-14",
        "--end",
        "2026-01-16",
        "--like",
        "last.yaml",
    ]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("start: 2026-01-14") && run.err.contains("2026-01-13"), "{}", run.err);
}

#[test]
fn words_of_other_tools_lead_to_new() {
    let folder = Folder::new();
    for word in ["new", "init", "create"] {
        assert_eq!(folder.run(&[word, "SG12", "--start", "2026-01-13"]).code, 0, "{word}");
    }
    let run = folder.run(&["new", "SG", "--start", "2026-01-13"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("`SG` is not a group"), "{}", run.err);
    let run = folder.run(&["new", "SG12", "--start", "2026-01-13", "--end", "2026-01-01"]);
    assert_eq!(run.err, "the meeting ends on 2026-01-01, before it starts on 2026-01-13\n");
}

#[test]
fn dates_of_the_meeting_before_are_not_reported_when_the_new_one_moves() {
    let folder = Folder::new();
    folder.file("last.yaml", LAST);
    folder.run(&["new", "SG12", "--start", "2026-01-13", "--like", "last.yaml", "-o", "meetings"]);
    let run = folder.run(&["shift", "meetings/sg12-2026-01.yaml", "--by", "1 week"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn days_off_are_reported_in_a_template_and_in_a_file_like_last_years() {
    let folder = Folder::new();
    let run = folder.run(&["new", "SG12", "--start", "2027-03-20", "--end", "2027-03-31"]);
    let said = "doubt[weekend]: 1 date falls on a weekend: 2027-03-20 is a Saturday (line 7)";
    assert!(run.err.contains(said), "{}", run.err);
    let said = "doubt[public-holiday]: 2 dates fall on a public holiday of Geneva: 2027-03-26 is Good Friday (line 7), 2027-03-29 is Easter Monday (line 7)";
    assert!(run.err.contains(said), "{}", run.err);
    let last = "group: SG12\nstart: 2026-03-17\nend: 2026-03-26\ntime_plan:\n  2026-03-18/2026-03-26: {am: Q7/12}\n";
    folder.file("last.yaml", last);
    // The days as they are given count, not those of last year.
    let run = folder.run(&[
        "new",
        "SG12",
        "--start",
        "2027-03-21",
        "--end",
        "2027-03-31",
        "--like",
        "last.yaml",
    ]);
    assert!(run.err.contains("2027-03-21 is a Sunday (line 2)"), "{}", run.err);
    assert!(run.err.contains("2027-03-29 is Easter Monday (line 2)"), "{}", run.err);
    let run = folder.run(&[
        "new",
        "SG12",
        "--start",
        "2027-03-16",
        "--end",
        "2027-03-25",
        "--like",
        "last.yaml",
    ]);
    assert_eq!(run.err, "");
}

//! Golden trees: what `timeplan build` makes of `tests/feeds/<case>/meetings/`, byte for byte.

use crate::support::{
    Folder, Run, blessing, case_names, difference, each_case, root, timeplan, tree,
};
use std::fs;

/// The cases of which pages are compared too: parallel sessions, and texts in several scripts that
/// some languages lack. In all cases every change of a word on a page would drown the rest.
const WITH_PAGES: [&str; 2] = ["five-scripts", "parallel-cells"];

fn is_compared(case: &str, path: &str) -> bool {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => WITH_PAGES.contains(&case),
        Some("css" | "js" | "txt") => false,
        _ => true,
    }
}

each_case!(case_names("feeds"), gives_its_expected_tree:
    abroad_in_a_clock_change_week, autumn_clock_change, deadlines, deadlines_in_other_zones,
    event_pages, five_hundred_events, five_scripts, group_spellings, hours_alone, over_new_year,
    overrides, own_hours, parallel_cells, ranges_of_two_groups, rgm_abroad, season_of_series,
    small_changes, spellings, spring_clock_change, status_cancelled, status_cancelled_dropped,
    status_postponed, status_tentative, tokyo_in_six_languages, views_and_groups,
    views_with_alarm_and_language, winter_week,
);

fn gives_its_expected_tree(case: &str) {
    let place = root().join("tests/feeds").join(case);
    let out = Folder::new();
    let run = Run::of(timeplan().arg("build").arg("-o").arg(out.path()).current_dir(&place));
    assert_eq!(run.code, 0, "{}", run.shown());
    let mut got = tree(out.path());
    got.retain(|path, _| is_compared(case, path));
    let expected = place.join("expected");
    if blessing() {
        let _ = fs::remove_dir_all(&expected);
        for (path, bytes) in &got {
            let place = expected.join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, bytes).unwrap();
        }
    }
    let wanted = tree(&expected);
    let mut wrong = Vec::new();
    for path in wanted.keys().filter(|path| !got.contains_key(*path)) {
        wrong.push(format!("{path} was not written"));
    }
    for (path, bytes) in &got {
        match wanted.get(path) {
            None => wrong.push(format!("{path} is not expected")),
            Some(wanted) => {
                let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                if let Some(difference) = difference(&text(wanted), &text(bytes)) {
                    wrong.push(format!("{path}: {difference}"));
                } else {
                    assert_eq!(wanted, bytes, "{path}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n(BLESS=1 writes what is expected)", wrong.join("\n"));
}

#[test]
fn the_feeds_of_the_repository_are_those_of_its_meetings() {
    let out = Folder::new();
    let run = Run::of(timeplan().arg("build").arg("-o").arg(out.path()).current_dir(root()));
    assert_eq!(run.code, 0, "{}", run.shown());
    let (got, wanted) = (tree(out.path()), tree(&root().join("out")));
    assert_eq!(got.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
    for (path, bytes) in &got {
        assert!(
            wanted[path] == *bytes,
            "out/{path} is not what `timeplan build` writes: build and commit it"
        );
    }
}

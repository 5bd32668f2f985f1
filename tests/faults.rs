//! Messages, word for word: what `timeplan check input` says in `tests/faults/<case>/`.

use crate::support::{Run, case_names, each_case, expect, root, timeplan};

each_case!(case_names("faults"), gives_its_message:
    base_url, conflict_markers, copied_with_id, dates_that_disagree, day_that_differs,
    days_of_the_plan, deadlines, doubts, duplicate_keys, everyday_slips, first_week,
    group_spellings, hash_in_text, id_of_a_device, invisible_characters, letters_and_contacts,
    nothing_to_announce, one_after_another, rgm_abroad, same_meeting, series, settings,
    spellings_that_are_right, times_that_do_not_exist, titles_that_say_more, traps_of_yaml,
    two_files_with_one_id, typographic_quotes, unknown_keys, values, view_of_a_device, wrong_types,
    zones,
);

fn gives_its_message(case: &str) {
    let folder = root().join("tests/faults").join(case);
    let run = Run::of(timeplan().args(["check", "input"]).current_dir(&folder));
    assert_ne!(run.code, 101, "the program panicked: {}", run.err);
    expect(&folder.join("expected.txt"), &run.shown());
}

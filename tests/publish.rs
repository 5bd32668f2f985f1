//! The whole way as one function: a program that embeds it gets what `build` writes and `serve` answers.

use crate::edits::{Edit, Plan, edit, plan};
use crate::support::{Folder, NOW, Run, timeplan};
use chrono::{DateTime, TimeDelta};
use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert_eq, proptest};
use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use timeplan::publish::{
    EarlierRuns, Inputs, Lasting, Outcome, Policy, RunMessage, Stopped, Verdict, publish,
};
use timeplan::render::MemoryTree;

type Files = BTreeMap<String, Vec<u8>>;

/// Publishes meeting files over what is published, some hours after the tests' clock.
fn published(
    meetings: &BTreeMap<&str, String>,
    over: &Files,
    hours: i64,
    is_server: bool,
) -> (Files, Outcome) {
    let now = DateTime::from_timestamp(NOW.parse::<i64>().unwrap() + hours * 3600, 0).unwrap();
    let mut inputs = Inputs { is_complete: true, ..Inputs::default() };
    for (name, text) in meetings {
        inputs.add_text(&format!("meetings/{name}.yaml"), text).unwrap();
    }
    let mut tree = MemoryTree::default();
    tree.published.extend(over.iter().map(|(path, bytes)| (path.as_str(), &bytes[..])));
    let lasting = Lasting::new(over.clone()).unwrap();
    let past = EarlierRuns { lasting: is_server.then_some(&lasting), ..EarlierRuns::default() };
    let outcome = publish(&mut inputs, past, &mut tree, now, Policy::default());
    (tree.files, outcome)
}

#[derive(Clone, Debug)]
enum Step {
    Edit(u8, Vec<Edit>),
    Leaves,
    Breaks,
}

fn step() -> impl Strategy<Value = (Step, u32)> {
    let edits = (0..2_u8, prop::collection::vec(edit(), 1..4));
    let step = (0..8_u8, edits).prop_map(|(which, (at, edits))| match which {
        0 => Step::Leaves,
        1 => Step::Breaks,
        _ => Step::Edit(at, edits),
    });
    (step, 1..400_u32)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn a_program_a_build_and_a_server_make_the_same_bytes(
        mut plans in prop::array::uniform2(plan()),
        steps in prop::collection::vec(step(), 2..6),
    ) {
        let (folder, mut before, mut hours) = (Folder::new(), Files::new(), 0);
        let other = Plan::yaml(&plans[1]).replace("SG12", "SG13");
        let mut meetings = BTreeMap::from([("x-1", plans[0].yaml()), ("y-1", other)]);
        for (step, later) in steps {
            match step {
                Step::Edit(at, edits) => {
                    let plan = &mut plans[usize::from(at)];
                    edits.iter().for_each(|edit| plan.edit(edit));
                    let text = plan.yaml().replace("SG12", ["SG12", "SG13"][usize::from(at)]);
                    meetings.insert(["x-1", "y-1"][usize::from(at)], text);
                }
                Step::Leaves => drop(meetings.remove("y-1")),
                Step::Breaks => drop(meetings.insert("y-1", "group: SG13\nstart: soon\n".to_owned())),
            }
            hours += i64::from(later);
            let _ = std::fs::remove_dir_all(folder.path().join("meetings"));
            for (name, text) in &meetings {
                folder.file(&format!("meetings/{name}.yaml"), text);
            }
            let clock = (NOW.parse::<i64>().unwrap() + hours * 3600).to_string();
            let mut build = timeplan();
            let run = Run::of(build.args(["build", "-q"]).env("SOURCE_DATE_EPOCH", clock).current_dir(folder.path()));
            let mut built = folder.tree("out");
            built.remove(".timeplan");
            // A server goes on from what is published; so does a program, with what was published before.
            for (over, is_server) in [(&before, false), (&built, true)] {
                let (files, outcome) = published(&meetings, over, hours, is_server);
                let code = match outcome.made.unwrap().verdict {
                    Verdict::Done => 0,
                    Verdict::Faulty => 1,
                    Verdict::Refused => 3,
                    Verdict::Failed => 4,
                };
                prop_assert_eq!(code, run.code, "{}", run.shown());
                let differs = built.iter().find(|(path, bytes)| files.get(*path) != Some(*bytes));
                let surplus = files.keys().find(|path| !built.contains_key(*path));
                let differs = differs.map(|(path, _)| path).or(surplus);
                prop_assert_eq!(differs, None, "{} {}", is_server, run.shown());
            }
            before = built;
        }
    }
}

#[test]
fn what_is_wrong_is_said_as_the_commands_say_it() {
    let faulty = BTreeMap::from([("x-1", "group: SG12\nstart: soon\n".to_owned())]);
    let (files, outcome) = published(&faulty, &Files::new(), 0, false);
    assert!(files.is_empty());
    assert_eq!(outcome.made.unwrap_err().to_string(), "there is no feed to write");
    let said: Vec<String> = outcome.reports.iter().map(ToString::to_string).collect();
    let folder = Folder::new();
    folder.file("meetings/x-1.yaml", &faulty["x-1"]);
    let check = folder.run(&["check"]);
    assert_eq!(said[0].trim_end(), check.err.trim_end());
    assert_eq!(said[1], "`x-1` was not built; nothing was published for it before");
}

#[test]
fn most_of_a_meeting_is_not_taken_away() {
    let whole = "group: SG12\nstart: 2025-07-14\nend: 2025-07-18\n".to_owned();
    let (before, outcome) = published(&BTreeMap::from([("x-1", whole)]), &Files::new(), 0, false);
    assert_eq!(outcome.made.unwrap().verdict, Verdict::Done);
    let less = "group: SG12\nstart: 2025-07-14\nslots: []\n".to_owned();
    let (after, outcome) = published(&BTreeMap::from([("x-1", less)]), &before, 1, false);
    assert_eq!(outcome.made.unwrap().verdict, Verdict::Refused);
    assert!(after == before);
    let [RunMessage::Sentence(why)] = &outcome.reports[..] else { panic!("{:?}", outcome.reports) };
    assert!(why.starts_with("`x-1` was not built: ") && why.contains("--allow-shrink"), "{why}");
}

/// A clock that is behind would give changes older stamps than subscribers have; one that is more than a
/// year ahead is most likely wrong.
#[test]
fn a_run_stops_if_its_clock_cannot_be_right() {
    let now = DateTime::from_timestamp(NOW.parse().unwrap(), 0).unwrap();
    let stopped = |last: TimeDelta, allow_clock: bool| {
        let mut inputs = Inputs { is_complete: true, ..Inputs::default() };
        inputs.add_text("meetings/x-1.yaml", "group: SG12\nstart: 2025-07-14\n").unwrap();
        let past = EarlierRuns { clock: Some(now + last), ..EarlierRuns::default() };
        let policy = Policy { allow_clock, ..Policy::default() };
        let outcome = publish(&mut inputs, past, &mut MemoryTree::default(), now, policy);
        outcome.made.err().map(|why| why.to_string())
    };
    let (second, year) = (TimeDelta::seconds(1), TimeDelta::days(366));
    for last in [TimeDelta::zero(), -second, -year] {
        assert_eq!(stopped(last, false), None, "{last}");
    }
    for (last, why) in [
        (
            second,
            "the last change or build was at 2025-06-01T00:00:01Z. Changes in `x-1` would look older \
             than what subscribers have",
        ),
        (
            -year - second,
            "the last build was at 2024-05-30T23:59:59Z, more than a year ago. If the clock is ahead, \
             changes in `x-1` would look newer than all later ones, and cancelled events would be \
             removed too early",
        ),
    ] {
        let wanted = format!(
            "the clock says 2025-06-01T00:00:00Z, but {why}. Set the clock, or build with \
             --allow-clock if it is right; nothing was written"
        );
        assert_eq!(stopped(last, false), Some(wanted));
        assert_eq!(stopped(last, true), None);
    }
}

#[test]
fn a_program_learns_what_the_machine_said() {
    let failed = Stopped::from(io::Error::other("no space left"));
    assert_eq!(failed.to_string(), "the feeds cannot be written");
    assert_eq!(failed.source().map(ToString::to_string), Some("no space left".to_owned()));
    for other in [Stopped::Nothing, Stopped::Refused("a clock".to_owned())] {
        assert!(other.source().is_none(), "{other}");
    }
}

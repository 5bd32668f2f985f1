//! `publish` to a calendar of a real CalDAV server: what is sent, what is there, and what of other people
//! stays as it is.

use crate::foreign::by_calcard;
use crate::places::{self, Act, build, meetings};
use crate::radicale::{CALENDAR, Radicale, ask, program};
use crate::support::{Folder, Run};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use timeplan::remote::{
    Calendar, CalendarFault, Client, Failure, Login, RetryLimits, Target, Upload, wanted,
};

const MOVED: &str = "sg12-2027-01-session-q9-12-1@timeplan.invalid";

/// Changes the first meeting, and builds it.
fn edit(folder: &Folder, old: &str, new: &str) {
    places::edit(folder, old, new);
    build(folder);
}

/// Runs `publish` and expects it to be done.
fn publish(server: &Radicale, folder: &Folder, arguments: &[&str]) -> String {
    let run = Run::of(&mut server.program(folder.path(), arguments));
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.shown());
    run.out.replace(&server.target(), "TARGET")
}

/// Runs it and gives how it ended and what it had to say.
fn fails(server: &Radicale, command: &mut Command) -> (i32, String) {
    let run = Run::of(command);
    (run.code, run.err.replace(&server.target(), "TARGET"))
}

/// A server with the calendar, and what it is to hold.
fn published() -> (Radicale, Folder) {
    let (server, folder) = (Radicale::start(), meetings());
    publish(&server, &folder, &["--create"]);
    server.asked();
    (server, folder)
}

/// The calendar holds the events of a feed, in a form that every program reads.
fn agrees(server: &Radicale, folder: &Folder, feed: &str) {
    let (status, calendar) = server.ask("GET", CALENDAR, "");
    assert_eq!(status, 200);
    assert_eq!(by_calcard(&calendar), by_calcard(&folder.read(&format!("out/{feed}"))));
}

#[test]
fn a_first_run_creates_the_calendar_and_a_second_sends_nothing() {
    let (server, folder) = (Radicale::start(), meetings());
    let missing = (
        4,
        "TARGET: there is no calendar at this address; correct it, or create the calendar with --create; nothing was \
         published\n"
            .to_owned(),
    );
    assert_eq!(fails(&server, &mut server.program(folder.path(), &[])), missing);
    assert!(server.changed().is_empty());
    let said = publish(&server, &folder, &["--create"]);
    assert_eq!(said, "TARGET: 9 events sent, 0 unchanged\n");
    let changed = server.changed();
    assert_eq!(changed[0], "MKCALENDAR");
    assert_eq!(changed[1..], ["PUT if-none-match"; 9]);
    agrees(&server, &folder, "all.ics");
    for (name, text) in server.resources() {
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "{name}");
        assert_eq!(text.contains("BEGIN:VTIMEZONE"), text.contains("TZID="), "{name}");
        assert!(!text.contains("METHOD"), "{name}");
    }
    let (_, said) = server.ask(
        "PROPFIND",
        CALENDAR,
        "<propfind xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><prop><displayname/><C:calendar-timezone/>\
         <C:calendar-description/></prop></propfind>",
    );
    for property in ["<displayname>ITU-T meetings<", "Published by timeplan", "TZID:Europe/Zurich"]
    {
        assert!(said.contains(property), "{said}");
    }
    for arguments in [&[][..], &["--create"], &["--feed", "all.ics"]] {
        let said = publish(&server, &folder, arguments);
        assert_eq!(said, "TARGET: nothing changed; 9 events\n");
        assert!(server.changed().is_empty());
    }
    assert_eq!(publish(&server, &folder, &["--quiet"]), "");
}

/// A feed of Radicale's, whose library counts characters where lines are folded at octets.
fn folded(feed: &str) -> String {
    let mut folded = String::new();
    for line in feed.replace("\r\n ", "").lines() {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > 75 {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(c);
            length += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

#[test]
fn what_the_server_gives_back_is_a_good_feed() {
    let (server, folder) = published();
    let (_, calendar) = server.ask("GET", CALENDAR, "");
    folder.file("back.ics", folded(&calendar));
    let run = folder.run(&["lint", "back.ics"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    for (name, text) in server.resources() {
        folder.file(&format!("back/{name}"), folded(&text));
    }
    let names: Vec<String> =
        folder.tree("back").into_keys().map(|name| format!("back/{name}")).collect();
    let arguments: Vec<&str> =
        ["lint"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let run = folder.run(&arguments);
    assert_eq!(run.code, 0, "{}", run.shown());
    let Some(judge) = std::env::var_os("TIMEPLAN_JUDGE").filter(|judge| !judge.is_empty()) else {
        return;
    };
    let mut command = Command::new(judge);
    command.args(["-q", "back.ics"]).args(&names).current_dir(folder.path());
    let run = Run::of(&mut command);
    assert_eq!(run.code, 0, "{}", run.shown());
}

#[test]
fn a_moved_session_sends_exactly_its_event() {
    let (server, folder) = published();
    let before = server.resources();
    edit(&folder, "4: Q9/12", "5: Q9/12");
    assert_eq!(publish(&server, &folder, &[]), "TARGET: 1 event sent, 8 unchanged\n");
    assert_eq!(server.changed(), ["PUT if-match"]);
    let after = server.resources();
    let changed: Vec<&String> = after
        .iter()
        .filter(|(name, text)| before.get(*name) != Some(text))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(changed.len(), 1);
    assert!(changed[0].contains(MOVED) && changed[0].contains("SEQUENCE:1"), "{}", changed[0]);
    agrees(&server, &folder, "all.ics");
}

#[test]
fn cancelled_events_follow_and_what_is_retired_is_removed_last() {
    let (server, folder) = published();
    edit(&folder, ", 4: Q9/12", "");
    publish(&server, &folder, &[]);
    assert_eq!(server.changed(), ["PUT if-match"]);
    assert!(server.resource(MOVED).1.contains("STATUS:CANCELLED"));
    agrees(&server, &folder, "all.ics");
    // A meeting whose file is gone is cancelled, and leaves when its time is over.
    std::fs::remove_file(folder.path().join("meetings/sg13-2027-03.yaml")).unwrap();
    let later = |arguments: &[&str]| {
        let mut command = crate::support::timeplan();
        command.args(arguments).current_dir(folder.path()).env("SOURCE_DATE_EPOCH", "1809043200");
        let run = Run::of(&mut command);
        assert_eq!(run.code, 0, "{}", run.shown());
    };
    let run = folder.run(&["build", "-q", "--allow-shrink"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    publish(&server, &folder, &[]);
    assert_eq!(server.changed(), ["PUT if-match"; 2]);
    agrees(&server, &folder, "all.ics");
    edit(&folder, "2: Q10/12", "3: Q10/12");
    later(&["build", "-q", "--allow-clock"]);
    let said = publish(&server, &folder, &[]);
    assert!(said.contains(" removed, "), "{said}");
    let changed = server.changed();
    let first = changed.iter().position(|change| change == "DELETE if-match").unwrap();
    assert!(
        first > 0 && changed[first..].iter().all(|change| change == "DELETE if-match"),
        "{changed:?}"
    );
    agrees(&server, &folder, "all.ics");
}

#[test]
fn one_feed_can_be_chosen() {
    let (server, folder) = published();
    publish(&server, &folder, &["--feed", "groups/q7-12.ics"]);
    agrees(&server, &folder, "groups/q7-12.ics");
    let said = fails(&server, &mut server.program(folder.path(), &["--feed", "groups/q8-12.ics"]));
    assert_eq!(
        said,
        (
            1,
            "out: there is no feed groups/q8-12.ics; feeds.json lists all feeds, for example all.ics; nothing was \
             published\n"
                .to_owned()
        )
    );
    let run = folder.run(&["publish", "s3://feeds/cal", "--feed", "all.ics"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.shown());
    assert!(run.err.contains("--feed and --create are for calendars"), "{}", run.err);
}

/// An event of somebody else's.
const THEIRS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:theirs\r\n\
    DTSTAMP:20250101T000000Z\r\nDTSTART:20270112T100000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn events_of_others_are_left_alone() {
    let (server, folder) = published();
    let (name, ours) = server.resource(MOVED);
    let (_, plenary) = server.resource("sg12-2027-01-plenary");
    let without_mark = |text: &str| {
        text.lines()
            .filter(|line| !line.starts_with("X-TIMEPLAN-PUB") && !line.starts_with(' '))
            .map(|line| format!("{line}\r\n"))
            .collect::<String>()
    };
    // Somebody's own, a task, a copy with our mark, and one that looks like ours but for the mark.
    let foreign = [
        ("theirs.ics", THEIRS.to_owned()),
        ("task.ics", THEIRS.replace("VEVENT", "VTODO").replace("UID:theirs", "UID:task")),
        ("copy.ics", plenary.replace("UID:", "UID:copy-of-")),
        (
            "import.ics",
            without_mark(&plenary).replace("UID:sg12-2027-01-plenary", "UID:sg12-2026-01-plenary"),
        ),
    ];
    for (name, text) in &foreign {
        assert_eq!(server.ask("PUT", &format!("{CALENDAR}{name}"), text).0, 201, "{name}");
    }
    let before = server.resources();
    assert_eq!(publish(&server, &folder, &[]), "TARGET: nothing changed; 9 events\n");
    // One event has lost its mark, and in the place of another stands somebody's own.
    server.ask("PUT", &format!("{CALENDAR}{name}"), &without_mark(&ours));
    let (taken, _) = server.resource("q10-12");
    assert_eq!(server.ask("DELETE", &format!("{CALENDAR}{taken}"), "").0, 200);
    let other = THEIRS.replace("UID:theirs", "UID:other");
    assert_eq!(server.ask("PUT", &format!("{CALENDAR}{taken}"), &other).0, 201);
    edit(&folder, "4: Q9/12", "5: Q9/12");
    edit(&folder, "3: Q7/12", "0: Q7/12");
    server.asked();
    let (code, said) = fails(&server, &mut server.program(folder.path(), &[]));
    let refused = |uid: &str| {
        format!(
            "TARGET: {uid} is in the calendar but was not published by this program; remove it there, or choose another calendar; it was not changed\n"
        )
    };
    let wanted =
        format!("{}{}", refused("sg12-2027-01-session-q10-12-1@timeplan.invalid"), refused(MOVED));
    assert_eq!((code, said), (3, wanted));
    assert_eq!(server.changed(), ["PUT if-match"]);
    let after = server.resources();
    for (name, _) in &foreign {
        assert_eq!(after[*name], before[*name]);
    }
    assert!(after[&taken].contains("UID:other") && !after[&name].contains("SEQUENCE:1"));
    // Nor when there is nothing else to be done, or what is ours is gone.
    publish_refused(&server, &folder);
    assert!(server.changed().is_empty());
}

fn publish_refused(server: &Radicale, folder: &Folder) {
    assert_eq!(fails(server, &mut server.program(folder.path(), &[])).0, 3);
}

#[test]
fn what_a_person_changes_is_replaced_and_reported() {
    let (server, folder) = published();
    let (name, text) = server.resource(MOVED);
    let place = format!("{CALENDAR}{name}");
    let wins = |changed: String| {
        assert_eq!(server.ask("PUT", &place, &changed).0, 204);
        server.asked();
        let (code, said) = fails(&server, &mut server.program(folder.path(), &["--quiet"]));
        let words = format!(
            "TARGET: {MOVED} was changed in the calendar; the published event replaces it\n"
        );
        assert_eq!((code, said), (0, words));
        assert_eq!(server.changed(), ["PUT if-match"]);
        assert_eq!(server.resource(MOVED).1, text);
    };
    wins(text.replace("T161500", "T151500"));
    wins(text.replace("SUMMARY:Q9/12", "SUMMARY:Q9/12 (boring)"));
    wins(
        text.replace("DTSTAMP", "RRULE:FREQ=DAILY;COUNT=3\r\nDTSTAMP")
            .replace("STATUS:CONFIRMED", "STATUS:TENTATIVE"),
    );
    // An alarm of their own stays as long as the event does not change, and so does an event that a program
    // has written anew with all that is in it.
    let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT";
    let own = text.replace("END:VEVENT", alarm).replace("DTSTAMP:2025", "DTSTAMP:2026");
    let own = own.replace("PRODID:-//timeplan//meeting calendars//EN", "PRODID:-//x//EN");
    assert_eq!(server.ask("PUT", &place, &own).0, 204);
    assert_eq!(publish(&server, &folder, &[]), "TARGET: nothing changed; 9 events\n");
    // What is removed comes back.
    assert_eq!(server.ask("DELETE", &place, "").0, 200);
    assert_eq!(publish(&server, &folder, &[]), "TARGET: 1 event sent, 8 unchanged\n");
    agrees(&server, &folder, "all.ics");
}

#[test]
fn a_dry_run_sends_nothing() {
    let (server, folder) = (Radicale::start(), meetings());
    let said = publish(&server, &folder, &["--create", "--dry-run"]);
    assert!(said.ends_with("\nTARGET: 9 events would be sent, 0 unchanged\n"), "{said}");
    assert!(server.changed().is_empty());
    publish(&server, &folder, &["--create"]);
    server.asked();
    edit(&folder, "4: Q9/12", "5: Q9/12");
    let before = folder.tree("out");
    assert_eq!(
        publish(&server, &folder, &["--dry-run"]),
        format!("send {MOVED}\nTARGET: 1 event would be sent, 8 unchanged\n")
    );
    let text = folder.read("meetings/sg12-2027-01.yaml").replace("5: Q9/12", "0: Q9/12");
    folder.file("meetings/sg12-2027-01.yaml", text);
    let said = publish(&server, &folder, &["--dry-run", "--from", "meetings"]);
    assert!(
        said.contains("Q9/12 – moved from ") && said.contains(&format!("send {MOVED}\n")),
        "{said}"
    );
    assert!(folder.tree("out") == before && server.changed().is_empty());
}

#[test]
fn what_is_wrong_is_said_in_our_words() {
    let (server, folder) = published();
    let said = |code: i32, text: &str| (code, format!("TARGET: {text}; nothing was published\n"));
    let run = |variables: &[(&str, &str)]| {
        fails(&server, server.program(folder.path(), &[]).envs(variables.iter().copied()))
    };
    assert_eq!(
        run(&[("CALDAV_PASSWORD", "wrong")]),
        said(
            4,
            "access is denied; check the user name and the password in CALDAV_USER and CALDAV_PASSWORD"
        )
    );
    assert_eq!(
        run(&[("CALDAV_USER", "you")]),
        said(
            4,
            "access is denied; the calendar must belong to `you` or be shared with that user for writing"
        )
    );
    let none = [("CALDAV_USER", ""), ("CALDAV_PASSWORD", "")];
    assert_eq!(
        run(&none),
        said(
            4,
            "the server asks for a user name and a password; set CALDAV_USER and CALDAV_PASSWORD, or write them into \
             ~/.netrc for the machine `127.0.0.1`"
        )
    );
    let alone = |text: &str| (4, format!("{text}; nothing was published\n"));
    assert_eq!(
        run(&[("CALDAV_USER", "")]),
        alone("only one of CALDAV_USER and CALDAV_PASSWORD is set; set both")
    );
    // A file of passwords.
    folder.file(".netrc", "machine 127.0.0.1 login me password wrong");
    assert_eq!(
        run(&none),
        said(4, "access is denied; check the user name and the password in ~/.netrc")
    );
    folder.file(".netrc", "machine 127.0.0.1\nlogin me secret\n");
    let (code, err) = run(&none);
    let words = ".netrc: line 2: write `machine`, `login` or `password` before each value; nothing was published\n";
    assert!(code == 4 && err.ends_with(words), "{err}");
    folder.file(".netrc", "machine 127.0.0.1 login me password secret");
    assert_eq!(run(&none), (0, String::new()));
    let (code, err) = run(&[none[0], none[1], ("NETRC", "none")]);
    assert_eq!((code, err), alone("none: it cannot be read: there is no such file or folder"));
    // Never in the target.
    let target = server.target().replace("//", "//me:secret@");
    let run_of = |target: &str| {
        Run::of(crate::support::timeplan().args(["publish", target]).current_dir(folder.path()))
    };
    let refused = run_of(&target);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("CALDAV_PASSWORD or in ~/.netrc") && !refused.err.contains("secret@"),
        "{}",
        refused.err
    );
    // Other answers.
    for (status, text) in [
        (
            301,
            "the server answers with another address; write the address that it shows for the calendar",
        ),
        (
            405,
            "the server does not offer CalDAV at this address; write the address that it shows for the calendar",
        ),
        (
            200,
            "the server does not offer CalDAV at this address; write the address that it shows for the calendar",
        ),
        (
            207,
            "the server does not offer CalDAV at this address; write the address that it shows for the calendar",
        ),
        (423, "the calendar is locked by another program; run it again later"),
        (507, "the storage quota of this user on the server is used up"),
        (400, "the server refuses the request: it answers 400"),
    ] {
        server.rule(move |_| Act::Answer(status));
        assert_eq!(run(&[]), said(4, text), "{status}");
    }
    server.calm();
    let mut command = crate::support::timeplan();
    command.args(["publish", &server.target().replace("itu/", "")]).current_dir(folder.path());
    let (code, err) =
        fails(&server, command.env("CALDAV_USER", "me").env("CALDAV_PASSWORD", "secret"));
    assert!(
        code == 4 && err.contains("not a calendar; write the address of a calendar in it"),
        "{err}"
    );
    let mut command = crate::support::timeplan();
    command
        .args(["publish", &server.target().replace("/me/", "/you/"), "--create"])
        .current_dir(folder.path());
    assert_eq!(
        fails(&server, command.env("CALDAV_USER", "me").env("CALDAV_PASSWORD", "secret")).0,
        4
    );
    assert!(server.changed().is_empty());
    // A calendar that cannot be created.
    server.rule(|asked| if asked.method == "MKCALENDAR" { Act::Answer(409) } else { Act::Pass });
    let target = server.target().replace("itu/", "other/");
    let mut command = crate::support::timeplan();
    command.args(["publish", &target, "--create"]).current_dir(folder.path());
    let failed = Run::of(command.env("CALDAV_USER", "me").env("CALDAV_PASSWORD", "secret"));
    let words = "the calendar cannot be created (the server answers 409); correct the address, \
                 or create the calendar on the server's web pages; nothing was published";
    assert_eq!((failed.code, failed.err), (4, format!("{target}: {words}\n")));
    // An event that the server does not take is named.
    edit(&folder, "4: Q9/12", "5: Q9/12");
    server.rule(|asked| if asked.method == "PUT" { Act::Answer(400) } else { Act::Pass });
    assert_eq!(run(&[]), said(4, &format!("the server refuses {MOVED}: it answers 400")));
}

#[test]
fn a_fresh_machine_continues_the_revisions() {
    let (server, folder) = published();
    edit(&folder, "4: Q9/12", "5: Q9/12");
    publish(&server, &folder, &[]);
    // The next edit on a machine that has all, and on one that has the meetings alone.
    edit(&folder, "5: Q9/12", "0: Q9/12");
    let copy = |from: &Folder| {
        let fresh = Folder::new();
        for (path, bytes) in from.tree("meetings") {
            fresh.file(&format!("meetings/{path}"), bytes);
        }
        fresh
    };
    let fresh = copy(&folder);
    server.asked();
    let said = publish(&server, &fresh, &["--from", "meetings"]);
    assert!(
        said.contains("Q9/12 – moved from ")
            && said.ends_with("TARGET: 1 event sent, 8 unchanged\n"),
        "{said}"
    );
    assert_eq!(server.changed(), ["PUT if-match"]);
    assert!(server.resource(MOVED).1.contains("SEQUENCE:2"));
    let events = |folder: &Folder, path: &str| {
        folder.read(path).split_once("BEGIN:VEVENT").unwrap().1.to_owned()
    };
    for feed in ["out/all.ics", "out/groups/q7-12.ics", "out/meetings/sg13-2027-03.ics"] {
        assert_eq!(events(&fresh, feed), events(&folder, feed));
    }
    assert_eq!(publish(&server, &folder, &[]), "TARGET: nothing changed; 9 events\n");
    assert!(
        publish(&server, &copy(&folder), &["--from", "meetings"])
            .ends_with("TARGET: nothing changed; 9 events\n")
    );
    // A meeting that is only in the calendar is not forgotten: its file may be lost.
    let third = copy(&folder);
    std::fs::remove_file(third.path().join("meetings/sg13-2027-03.yaml")).unwrap();
    server.asked();
    let run = Run::of(&mut server.program(third.path(), &["--from", "meetings"]));
    assert_eq!(run.code, 3, "{}", run.shown());
    assert!(run.err.contains("`sg13-2027-03` was not built: its file is gone"), "{}", run.err);
    assert!(server.changed().is_empty());
    agrees(&server, &folder, "all.ics");
    // A machine that begins anew, or has slept, is not let loose on the calendar.
    std::fs::remove_dir_all(fresh.path().join("out")).unwrap();
    let text = fresh.read("meetings/sg12-2027-01.yaml").replace("0: Q9/12", "5: Q9/12");
    fresh.file("meetings/sg12-2027-01.yaml", text);
    build(&fresh);
    assert_eq!(
        fails(&server, &mut server.program(fresh.path(), &[])),
        (
            3,
            "TARGET: the calendar has a later edition than out; use --from to continue from the calendar; nothing was published\n"
                .to_owned()
        )
    );
    assert!(server.changed().is_empty());
    publish(&server, &fresh, &["--from", "meetings"]);
    assert!(server.resource(MOVED).1.contains("SEQUENCE:3"));
    agrees(&server, &fresh, "all.ics");
}

#[test]
fn a_fresh_machine_continues_each_language_from_its_calendar() {
    let (english, french, folder) = (Radicale::start(), Radicale::start(), meetings());
    folder.file("meetings/timeplan.yaml", "languages: [en, fr]\n");
    edit(&folder, "group: SG12", "# timeplan: allow missing-language\ngroup: SG12");
    let both = |folder: &Folder, arguments: &[&str]| {
        let of_french = [arguments, &["--feed", "fr/all.ics"]].concat();
        [publish(&english, folder, arguments), publish(&french, folder, &of_french)]
    };
    both(&folder, &["--create"]);
    edit(&folder, "4: Q9/12", "5: Q9/12");
    let one = "TARGET: 1 event sent, 8 unchanged\n";
    assert_eq!(both(&folder, &[]), [one, one]);
    let fresh = |from: &Folder| {
        let fresh = Folder::new();
        for (path, bytes) in from.tree("meetings") {
            fresh.file(&format!("meetings/{path}"), bytes);
        }
        fresh
    };
    // Nothing has changed, then a session was moved again.
    let none = "TARGET: nothing changed; 9 events\n";
    for from in [["--from", "meetings"].as_slice(), &["--dry-run", "--from", "meetings"]] {
        for said in both(&fresh(&folder), from) {
            assert!(said.ends_with(none), "{said}");
        }
    }
    let next = fresh(&folder);
    places::edit(&next, "5: Q9/12", "0: Q9/12");
    for said in both(&next, &["--from", "meetings"]) {
        assert!(said.ends_with(one), "{said}");
    }
    for (server, feed) in [(&english, "all.ics"), (&french, "fr/all.ics")] {
        assert!(server.resource(MOVED).1.contains("SEQUENCE:2"), "{feed}");
        agrees(server, &next, feed);
    }
    // The calendar of the second language alone.
    let alone = fresh(&next);
    let from = ["--feed", "fr/all.ics", "--from", "meetings"];
    assert!(publish(&french, &alone, &from).ends_with(none));
    places::edit(&alone, "0: Q9/12", "4: Q9/12");
    assert!(publish(&french, &alone, &from).ends_with(one));
    assert!(french.resource(MOVED).1.contains("SEQUENCE:3"));
    agrees(&french, &alone, "fr/all.ics");
}

#[test]
fn words_that_change_in_one_language_alone_are_a_revision_there() {
    let (english, french, folder) = (Radicale::start(), Radicale::start(), meetings());
    folder.file("meetings/timeplan.yaml", "languages: [en, fr]\n");
    edit(&folder, "group: SG12", "# timeplan: allow missing-language\ngroup: SG12");
    let both = |folder: &Folder, arguments: &[&str]| {
        let of_french = [arguments, &["--feed", "fr/all.ics"]].concat();
        [publish(&english, folder, arguments), publish(&french, folder, &of_french)]
    };
    both(&folder, &["--create"]);
    let titles = [
        ("Q9/12, fr: Q9/12 termes", ["nothing changed; 9 events", "1 event sent, 8 unchanged"]),
        ("Q9/12, fr: Q9/12 mots", ["nothing changed; 9 events", "1 event sent, 8 unchanged"]),
        ("Q9/12 words, fr: Q9/12 mots", ["1 event sent, 8 unchanged", "nothing changed; 9 events"]),
    ];
    for (number, (title, said)) in titles.into_iter().enumerate() {
        // Each time on a machine that keeps nothing, which publishes English first.
        let fresh = Folder::new();
        for (path, bytes) in folder.tree("meetings") {
            fresh.file(&format!("meetings/{path}"), bytes);
        }
        places::edit(&fresh, "4: Q9/12", &format!("4: {{title: {{en: {title}}}}}"));
        let told = both(&fresh, &["--from", "meetings"]);
        for (told, said) in told.iter().zip(said) {
            assert!(told.ends_with(&format!("TARGET: {said}\n")), "{number}: {told}");
        }
        let sequences = [[0, 1], [0, 2], [1, 2]];
        for (server, sequence) in [&english, &french].into_iter().zip(sequences[number]) {
            let resource = server.resource(MOVED).1;
            assert!(resource.contains(&format!("SEQUENCE:{sequence}\r\n")), "{number}: {resource}");
        }
        agrees(&french, &fresh, "fr/all.ics");
    }
}

#[test]
fn two_at_once_do_no_harm() {
    // Each of them creates the calendar and sends everything.
    let (server, folder) = (Radicale::start(), meetings());
    let (address, place) = (server.server, folder.path().to_owned());
    let mut is_first = true;
    server.rule(move |asked| {
        if asked.method == "MKCALENDAR" && std::mem::take(&mut is_first) {
            assert_eq!(Run::of(&mut program(address, &place, &["--create", "-o", "out"])).code, 0);
        }
        Act::Pass
    });
    // The folder is locked as long as it is read alone.
    assert_eq!(publish(&server, &folder, &["--create"]), "TARGET: 9 events sent, 0 unchanged\n");
    agrees(&server, &folder, "all.ics");
    // A person, or another run, is faster with an event that is to be changed.
    let contest = |change: fn(std::net::SocketAddr, &Path, &str)| {
        let (name, _) = server.resource(MOVED);
        let (address, place) = (server.server, folder.path().to_owned());
        let mut is_first = true;
        server.rule(move |asked| {
            if asked.method == "PUT" && std::mem::take(&mut is_first) {
                change(address, &place, &format!("{CALENDAR}{name}"));
            }
            Act::Pass
        });
    };
    edit(&folder, "4: Q9/12", "5: Q9/12");
    contest(|address, _, place| {
        let text = ask(address, "GET", place, "").1.replace("SUMMARY:Q9/12", "SUMMARY:boring");
        assert_eq!(ask(address, "PUT", place, &text).0, 204);
    });
    publish(&server, &folder, &[]);
    agrees(&server, &folder, "all.ics");
    edit(&folder, "5: Q9/12", "0: Q9/12");
    contest(|address, _, place| assert_eq!(ask(address, "DELETE", place, "").0, 200));
    publish(&server, &folder, &[]);
    agrees(&server, &folder, "all.ics");
    edit(&folder, "0: Q9/12", "4: Q9/12");
    contest(|address, place, _| assert_eq!(Run::of(&mut program(address, place, &[])).code, 0));
    publish(&server, &folder, &[]);
    agrees(&server, &folder, "all.ics");
    // Somebody who never stops is told of.
    edit(&folder, "4: Q9/12", "5: Q9/12");
    let (name, _) = server.resource(MOVED);
    let mut turn = 0;
    server.rule(move |asked| {
        if asked.method == "PUT" {
            turn += 1;
            let place = format!("{CALENDAR}{name}");
            let text =
                ask(address, "GET", &place, "").1.replace("SUMMARY:", &format!("SUMMARY:{turn}"));
            assert_eq!(ask(address, "PUT", &place, &text).0, 204);
        }
        Act::Pass
    });
    assert_eq!(
        fails(&server, &mut server.program(folder.path(), &[])),
        (
            3,
            format!(
                "TARGET: {MOVED} was changed by somebody else in the meantime; run it again; it was not changed\n"
            )
        )
    );
}

/// Publishes in this process, with a client that is quick to try again.
fn send(server: &Radicale, folder: &Folder, tries: u32) -> Result<Upload, CalendarFault> {
    let patience = RetryLimits { tries, wait: Duration::ZERO, answer: Duration::from_secs(2) };
    let client = Client::new(&[], patience).unwrap();
    let Target::Calendar(address) = server.target().parse().unwrap() else { panic!() };
    let login = Login { user: "me".to_owned(), password: "secret".to_owned() };
    let calendar = Calendar::new(address, Some((login, "x")), client);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let contents = match calendar.contents().await? {
            Some(contents) => contents,
            None => {
                calendar.create("x").await?;
                Vec::new()
            }
        };
        let (_, events) = wanted(&folder.tree("out"), "all.ics").unwrap();
        let mut upload = Upload::new(events, contents);
        upload.send(&calendar, &|_| {}).await.map(|()| upload)
    })
}

#[test]
fn faults_in_the_middle_are_survived() {
    let folder = meetings();
    let server = Radicale::start();
    for act in [
        Act::Answer(500),
        Act::Answer(503),
        Act::Answer(429),
        Act::CutRequest,
        Act::CutAnswer,
        Act::Hang,
    ] {
        server.ask("DELETE", CALENDAR, "");
        // Each request fails once, and each third one of those that hang.
        let mut seen = BTreeSet::new();
        server.rule(move |asked| {
            let is_new = seen.insert((asked.method.clone(), asked.path.clone()));
            if is_new && (act != Act::Hang || seen.len() % 3 == 0) { act } else { Act::Pass }
        });
        let upload = send(&server, &folder, 4).unwrap();
        assert_eq!((upload.sent, upload.refused.len()), (9, 0), "{act:?}");
        server.calm();
        agrees(&server, &folder, "all.ics");
        server.asked();
        assert_eq!(send(&server, &folder, 1).unwrap().unchanged, 9, "{act:?}");
        assert!(server.changed().is_empty(), "{act:?}");
    }
}

#[test]
fn a_run_that_fails_anywhere_is_continued_by_the_next() {
    let folder = meetings();
    let server = Radicale::start();
    for n in 0..11 {
        server.ask("DELETE", CALENDAR, "");
        let mut writes = 0;
        server.rule(move |asked| {
            writes += usize::from(["PUT", "MKCALENDAR"].contains(&&*asked.method));
            match writes > n {
                true if n % 2 == 0 => Act::Answer(503),
                true => Act::CutAnswer,
                false => Act::Pass,
            }
        });
        match send(&server, &folder, 1) {
            Err(CalendarFault::Failure(Failure::Answer(..) | Failure::Silent(_))) => {
                assert!(n < 10)
            }
            Ok(_) => assert_eq!(n, 10),
            other => panic!("{n}: {other:?}"),
        }
        server.calm();
        let rest = send(&server, &folder, 1).unwrap();
        assert!(n == 0 || rest.unchanged + 1 >= n, "{n}: {rest:?}");
        agrees(&server, &folder, "all.ics");
    }
    // What the program says of it.
    server.ask("DELETE", CALENDAR, "");
    let mut writes = 0;
    server.rule(move |asked| {
        writes += usize::from(asked.method == "PUT");
        if writes > 4 { Act::Answer(507) } else { Act::Pass }
    });
    let (code, said) = fails(&server, &mut server.program(folder.path(), &["--create"]));
    assert_eq!(
        (code, said.as_str()),
        (
            4,
            "TARGET: the storage quota of this user on the server is used up; 4 of 9 events sent; run it again to continue\n"
        )
    );
}

/// What `publish` makes of a server that answers every request with the same.
fn against(
    answer: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + 'static,
) -> CalendarFault {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = format!("caldav+http://{}/cal/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let _ = client.read(&mut [0; 4096]);
            let _ = answer(&mut client);
        }
    });
    let patience = RetryLimits { tries: 1, ..RetryLimits::default() };
    let Target::Calendar(address) = target.parse().unwrap() else { panic!() };
    let calendar = Calendar::new(address, None, Client::new(&[], patience).unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(calendar.contents()).unwrap_err()
}

#[test]
fn a_hostile_server_does_no_harm() {
    let head = "HTTP/1.1 207 Multi-Status\r\nConnection: close\r\n\r\n";
    let endless = against(move |client| {
        client.write_all(head.as_bytes())?;
        loop {
            client.write_all(&[b'<'; 1 << 16])?;
        }
    });
    assert_eq!(endless, CalendarFault::Failure(Failure::TooLarge));
    for body in [
        "<a>".repeat(1_000_000),
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><multistatus>&c;</multistatus>".to_owned(),
        "<multistatus><response/></multistatus".to_owned(),
        "\u{0}".to_owned(),
    ] {
        let said = against(move |client| client.write_all(format!("{head}{body}").as_bytes()));
        assert_eq!(said, CalendarFault::Unreadable);
    }
    let moved = against(|client| {
        client.write_all(
            b"HTTP/1.1 301 No\r\nLocation: https://other/cal/\r\nContent-Length: 0\r\n\r\n",
        )
    });
    assert_eq!(moved, CalendarFault::Moved(Some("https://other/cal/".to_owned())));
}

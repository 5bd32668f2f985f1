//! Who may read what is published, and what lies in the output folder that is not a file.

use crate::support::{Folder, NOW, Run, timeplan};
use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::process::Command;

const MEETING: &str =
    "group: SG12\nstart: 2025-09-16\nend: 2025-09-18\nslots: [1, 3]\nletter: {date: 2025-05-01}\n";

/// A published meeting.
fn published() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", MEETING);
    assert_eq!(folder.run(&["build"]).code, 0);
    folder
}

/// The same meeting at other hours, with another group.
fn edit(folder: &Folder) {
    let plan = "time_plan: {2025-09-16: {2: Q7/12}}\n";
    folder.file("meetings/a.yaml", format!("{}{plan}", MEETING.replace("[1, 3]", "[1, 4]")));
}

/// Runs the program under a umask.
fn run_under(folder: &Folder, umask: &str, arguments: &str) -> Run {
    let program = timeplan().get_program().to_str().unwrap().to_owned();
    let line = format!("umask {umask}; exec '{program}' {arguments}");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).current_dir(folder.path()).env("SOURCE_DATE_EPOCH", NOW);
    Run::of(&mut shell)
}

/// Mode and group of all files and folders below a folder.
fn modes(root: &Path) -> BTreeMap<String, (u32, u32)> {
    let mut modes = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            let name = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            modes.insert(name, (metadata.mode() & 0o7777, metadata.gid()));
            folders.extend(metadata.is_dir().then(|| entry.path()));
        }
    }
    modes
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

#[test]
fn what_is_replaced_keeps_its_readers_and_what_is_new_has_those_of_its_neighbours() {
    let folder = published();
    let out = folder.path().join("out");
    let set = |path: &str, mode: u32, group: u32| {
        fs::set_permissions(out.join(path), Permissions::from_mode(mode)).unwrap();
        if is_root() {
            chown(out.join(path), None, Some(group)).unwrap();
        }
    };
    for (path, _) in modes(&out) {
        let is_folder = out.join(&path).is_dir();
        set(&path, if is_folder { 0o2775 } else { 0o664 }, 4242);
    }
    set("groups/sg12.ics", 0o644, 4343);
    let before = modes(&out);
    edit(&folder);
    folder.file("meetings/timeplan.yaml", "languages: [en, zh]\n");
    let run = run_under(&folder, "077", "build");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.shown());
    let after = modes(&out);
    for (path, access) in &before {
        assert_eq!(after.get(path), Some(access), "{path}");
    }
    // New ones: beside a feed of that group, and in a folder of its own.
    assert_eq!(after["groups/q7-12.ics"], before["groups/sg12.ics"]);
    assert_eq!(after["groups/q7-12.html"], before["groups/sg12.ics"]);
    for path in ["zh/all.ics", "zh/groups/q7-12.ics", "zh/meetings/a.html"] {
        assert_eq!(after[path], before["feeds.json"], "{path}");
    }
    for path in ["zh", "zh/meetings", "zh/groups"] {
        assert_eq!(after[path].0 & 0o777, 0o775, "{path}");
        assert_eq!(after[path].1, before["meetings"].1, "{path}");
    }
    // Where nothing was published, the umask decides.
    assert_eq!(run_under(&folder, "027", "build -q -o new").code, 0);
    let new = modes(&folder.path().join("new"));
    assert_eq!((new["all.ics"].0, new["meetings"].0), (0o640, 0o750));
}

#[test]
fn readers_who_are_lost_are_reported() {
    if !is_root() {
        return;
    }
    let folder = published();
    let out = folder.path().join("out");
    for path in modes(&out).keys().map(|path| out.join(path)).chain([out.clone()]) {
        let mode = if path.is_dir() { 0o775 } else { 0o640 };
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        chown(&path, Some(65_534), Some(4242)).unwrap();
    }
    chown(out.join("style.css"), None, Some(65_534)).unwrap();
    edit(&folder);
    fs::copy(env!("CARGO_BIN_EXE_timeplan"), folder.path().join("timeplan")).unwrap();
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "./timeplan", "build", "-q"]);
    command.current_dir(folder.path()).env("SOURCE_DATE_EPOCH", NOW);
    let run = Run::of(&mut command);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            0,
            "out/all.ics and 10 other files cannot be read by all who could read the old version: the owner or the \
             group could not be kept; change it, or run the build as a member of the group\n"
        )
    );
    assert_eq!(modes(&out)["all.ics"], (0o640, 65_534));
    // It is reported once.
    folder.file("meetings/a.yaml", MEETING);
    let run = Run::of(&mut command);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn a_link_is_read_and_never_written_through() {
    let folder = published();
    let at = |path: &str| folder.path().join(path);
    let feed = folder.read("out/meetings/a.ics");
    // The memory, a feed and a page; one that leads nowhere; one that no build needs.
    for path in ["meetings/a.ics", "all.ics", "index.html"] {
        let name = path.replace('/', "-");
        fs::rename(at("out").join(path), at(&name)).unwrap();
        symlink(at(&name), at("out").join(path)).unwrap();
    }
    fs::remove_file(at("out/deadlines.ics")).ok();
    symlink("/nowhere", at("out/views.ics")).unwrap();
    symlink("/nowhere", at("out/groups/sg99.ics")).unwrap();
    let before = folder.read("all.ics");
    let check = folder.run(&["build", "--check", "-q"]);
    assert_eq!(check.code, 1, "{}", check.shown());
    edit(&folder);
    let run = folder.run(&["build", "-q"]);
    let root = folder.path().display();
    let wanted: String = [
        ("all.ics", format!("{root}/all.ics")),
        ("groups/sg99.ics", "/nowhere".to_owned()),
        ("index.html", format!("{root}/index.html")),
        ("meetings/a.ics", format!("{root}/meetings-a.ics")),
    ]
    .map(|(path, target)| {
        format!(
            "out/{path} is a symbolic link to {target}, which was not followed; it was moved to out/{path}.kept\n"
        )
    })
    .concat();
    assert_eq!((run.code, run.err.as_str()), (0, wanted.as_str()));
    assert_eq!((folder.read("all.ics"), folder.read("meetings-a.ics")), (before, feed));
    assert_eq!(fs::read_link(at("out/all.ics.kept")).unwrap(), at("all.ics"));
    for path in ["all.ics", "index.html", "meetings/a.ics"] {
        assert!(fs::symlink_metadata(at("out").join(path)).unwrap().is_file(), "{path}");
    }
    // The memory was read: the sessions keep their UIDs, and that they moved is a revision.
    assert!(folder.read("out/meetings/a.ics").contains("SEQUENCE:1\r\n"));
    assert!(folder.read("out/all.ics").contains("T161500"));
    let again = folder.run(&["build"]);
    assert!(again.err.is_empty() && again.out.contains("nothing changed"), "{}", again.shown());
}

#[test]
fn a_link_to_a_feed_that_stays_is_replaced_too() {
    let folder = published();
    let at = |path: &str| folder.path().join(path);
    fs::rename(at("out/meetings/a.ics"), at("a.ics")).unwrap();
    symlink(at("a.ics"), at("out/meetings/a.ics")).unwrap();
    let feed = folder.read("a.ics");
    folder.file("meetings/a.yaml", "group: SG12\nstart: soon\n");
    let run = folder.run(&["build", "-q"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("out/meetings/a.ics is a symbolic link to "), "{}", run.err);
    assert!(fs::symlink_metadata(at("out/meetings/a.ics")).unwrap().is_file());
    assert_eq!((folder.read("out/meetings/a.ics"), folder.read("a.ics")), (feed.clone(), feed));
}

#[test]
fn what_is_not_a_file_stops_the_build_at_once() {
    let pipe =
        |place: &Path| assert!(Command::new("mkfifo").arg(place).status().unwrap().success());
    let file = |place: &Path| fs::write(place, "x").unwrap();
    let link = |place: &Path| symlink("/", place).unwrap();
    let device = |place: &Path| symlink("/dev/zero", place).unwrap();
    type Make<'a> = &'a dyn Fn(&Path);
    let cases: [(&str, Make<'_>, &str); 9] = [
        ("all.ics", &pipe, "a named pipe, where a file belongs"),
        ("meetings/a.ics", &pipe, "a named pipe, where a file belongs"),
        ("index.html", &pipe, "a named pipe, where a file belongs"),
        ("feeds.json", &pipe, "a named pipe, where a file belongs"),
        (".timeplan", &pipe, "a named pipe, where a file belongs"),
        ("groups/sg12.ics", &link, "a symbolic link to a folder, where a file belongs"),
        ("groups/sg12.html", &device, "a symbolic link to a device, where a file belongs"),
        ("views", &file, "a file, where a folder belongs"),
        ("zh", &link, "a symbolic link to a folder, where a folder belongs"),
    ];
    for (path, make, what) in cases {
        let folder = published();
        let place = folder.path().join("out").join(path);
        let _ = fs::remove_file(&place);
        make(&place);
        edit(&folder);
        let before = modes(&folder.path().join("out"));
        for arguments in ["build", "build --check", "build --dry-run"] {
            let run = run_under(&folder, "022", arguments);
            let message =
                format!("out/{path} is {what}; move it to another place; nothing was written\n");
            assert_eq!((run.code, run.err), (4, message), "{arguments}");
            assert_eq!(modes(&folder.path().join("out")), before, "{path}");
        }
        // Who only looks at what is published waits for nobody either.
        if path == "meetings/a.ics" {
            let run = folder.run(&["show", "a"]);
            let message = "out/meetings/a.ics: the feed cannot be read: this is not a file\n";
            assert_eq!((run.code, run.err.as_str()), (4, message));
        }
    }
}

#[test]
fn an_input_that_is_not_a_file_is_refused_at_once() {
    let at_once = |folder: &Folder, arguments: &[&str]| {
        let mut command = Command::new("timeout");
        command.arg("60").arg(timeplan().get_program()).args(arguments);
        Run::of(command.current_dir(folder.path()).env("SOURCE_DATE_EPOCH", NOW))
    };
    let pipe = |folder: &Folder, path: &str| {
        let place = folder.path().join(path);
        let _ = fs::remove_file(&place);
        assert!(Command::new("mkfifo").arg(place).status().unwrap().success());
    };
    let folder = published();
    pipe(&folder, "pipe.yaml");
    pipe(&folder, "pipe.txt");
    symlink("/dev/zero", folder.path().join("zero.yaml")).unwrap();
    for arguments in [
        &["build", "pipe.yaml"][..],
        &["build", "pipe.txt"],
        &["build", "zero.yaml"],
        &["check", "pipe.yaml"],
        &["show", "pipe.yaml"],
        &["import", "pipe.txt"],
        &["shift", "pipe.yaml", "2027-01-12"],
        &["new", "SG12", "--start", "2027-01-12", "--end", "2027-01-13", "--like", "pipe.yaml"],
    ] {
        let run = at_once(&folder, arguments);
        let is_said = run.err.contains(": this is not a file");
        assert!(run.code == 1 && is_said, "{arguments:?}: {}", run.shown());
    }
    // In a folder: the other meetings are built; nothing is without its settings.
    pipe(&folder, "meetings/p.yaml");
    let run = at_once(&folder, &["build"]);
    assert!(
        run.code == 1 && run.err.starts_with("meetings/p.yaml: this is not a file\n"),
        "{}",
        run.shown()
    );
    fs::remove_file(folder.path().join("meetings/p.yaml")).unwrap();
    pipe(&folder, "meetings/timeplan.yaml");
    let run = at_once(&folder, &["build"]);
    let message = "meetings/timeplan.yaml: this is not a file; nothing was done, because every feed depends on it\n";
    assert_eq!((run.code, run.err.as_str()), (1, message));
    fs::create_dir_all(folder.path().join("other/meetings")).unwrap();
    pipe(&folder, "other/meetings/a.ics");
    let run = at_once(&folder, &["diff", "out", "other"]);
    let message = "other: it cannot be read: other/meetings/a.ics: this is not a file; nothing was compared\n";
    assert_eq!((run.code, run.err.as_str()), (1, message));
}

#[test]
fn a_folder_where_a_file_belongs_is_moved_aside() {
    // A feed, the memory, a list, the private file, one that no build needs; with and without a change.
    let paths = ["all.ics", "meetings/a.ics", "changes.json", ".timeplan", "groups/sg99.ics"];
    for path in paths {
        for is_edited in [false, true] {
            let folder = published();
            let place = folder.path().join("out").join(path);
            let wanted = folder.tree("out");
            let _ = fs::remove_file(&place);
            folder.file(&format!("out/{path}/notes.txt"), "mine");
            if is_edited {
                edit(&folder);
            }
            let before = modes(&folder.path().join("out"));
            assert!(folder.run(&["build", "--check", "-q"]).code <= 1);
            assert_eq!(modes(&folder.path().join("out")), before, "{path}");
            let run = folder.run(&["build", "-q"]);
            let message = format!(
                "out/{path} is a folder, where a file belongs; it was moved to out/{path}.kept\n"
            );
            assert!(run.code == 0 && run.err.contains(&message), "{}", run.shown());
            assert_eq!(folder.read(&format!("out/{path}.kept/notes.txt")), "mine");
            assert_eq!(place.is_file(), path != "groups/sg99.ics", "{path}");
            assert_eq!(
                modes(&folder.path().join("out")).get(path).map(|own| own.0 & 0o111),
                place.is_file().then_some(0)
            );
            if !is_edited && path != "changes.json" {
                let mut now = folder.tree("out");
                now.retain(|path, _| !path.contains(".kept/"));
                assert_eq!(now, wanted, "{path}");
            }
            let again = folder.run(&["build"]);
            assert!(
                again.err.is_empty() && again.out.contains("nothing changed"),
                "{}",
                again.shown()
            );
        }
    }
}

#[test]
fn an_imported_file_keeps_its_readers_and_a_link_is_left_alone() {
    let folder = Folder::new();
    let letter = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\n\
        Subject: Meeting of Study Group 9; Geneva, 18-22 Jan. 2027\n\nDear Sir/Madam,\n\
        It is my pleasure to invite you to Study Group 9. The meeting will open at 0930 hours.\n";
    folder.file("letter.txt", letter).file("meetings/a.yaml", MEETING);
    let at = |path: &str| folder.path().join(path);
    let mode = |path: &str| fs::metadata(at(path)).unwrap().mode() & 0o777;
    fs::set_permissions(at("meetings/a.yaml"), Permissions::from_mode(0o664)).unwrap();
    let import = "import letter.txt -o meetings";
    assert_eq!(run_under(&folder, "077", import).code, 0);
    let file = "meetings/sg9-2027-01.yaml";
    assert_eq!(mode(file), 0o664);
    fs::set_permissions(at(file), Permissions::from_mode(0o646)).unwrap();
    folder.file("letter.txt", letter.replace("0930", "1030"));
    let run = run_under(&folder, "077", import);
    assert_eq!((run.code, mode(file)), (0, 0o646), "{}", run.shown());
    let text = folder.read(file);
    fs::rename(at(file), at("elsewhere.yaml")).unwrap();
    symlink(at("elsewhere.yaml"), at(file)).unwrap();
    folder.file("letter.txt", letter);
    let run = run_under(&folder, "022", &format!("{import} --force"));
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            3,
            "meetings/sg9-2027-01.yaml: this is a symbolic link, which is not followed; import into the folder that it \
             leads to, or remove it; nothing was written\n"
        )
    );
    assert_eq!(folder.read("elsewhere.yaml"), text);
    fs::remove_file(at(file)).unwrap();
    fs::create_dir(at(file)).unwrap();
    let run = run_under(&folder, "022", import);
    assert_eq!(
        (run.code, run.err),
        (4, format!("{file}: this is not a file; nothing was written\n"))
    );
}

//! The recipes do what they say: each is run with its paths replaced.

use crate::support::{Folder, NOW, Run, root, timeplan};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const MEETING: &str =
    "group: SG12\nstart: 2025-09-16\nend: 2025-09-18\nslots: [1, 3]\nletter: {date: 2025-05-01}\n";

/// A recipe with the paths of this machine and of a folder.
fn recipe(name: &str, folder: &Folder) -> String {
    let here = folder.path().to_str().unwrap();
    fs::read_to_string(root().join("recipes").join(name))
        .unwrap()
        .replace("/usr/local/bin/timeplan", env!("CARGO_BIN_EXE_timeplan"))
        .replace("/srv/timeplan", here)
}

/// A program's own words when it does not succeed.
fn succeeds(command: &mut Command) -> Run {
    let run = Run::of(command);
    assert_eq!(run.code, 0, "{command:?}\n{}{}", run.out, run.err);
    run
}

#[test]
fn the_line_for_cron_works_with_what_cron_gives() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", MEETING);
    let table = recipe("crontab", &folder);
    let job = table.lines().find(|line| line.starts_with('*')).unwrap();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let as_written = fs::read_to_string(root().join("recipes/crontab")).unwrap();
    assert!(readme.contains(as_written.lines().last().unwrap()), "the README has another line");
    let line = job.splitn(6, ' ').last().unwrap();
    let home = Folder::new();
    let cron = |line: &str| {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", line]).current_dir(home.path()).env_clear();
        command.env("HOME", home.path()).env("LOGNAME", "secretariat").env("SHELL", "/bin/sh");
        Run::of(command.env("PATH", "/usr/bin:/bin").env("SOURCE_DATE_EPOCH", NOW))
    };
    let run = cron(line);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "{line}");
    assert!(folder.read("out/all.ics").contains("SUMMARY:SG12 session 3"));
    // The line that also publishes is a comment; here a folder stands for the object store.
    let both = table.lines().find(|line| line.starts_with("# */15")).unwrap();
    let site = format!("file://{}", folder.path().join("site").display());
    let both = both.splitn(7, ' ').last().unwrap().replace("s3://calendars/itu-t", &site);
    let run = cron(&both);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "{both}");
    assert_eq!(folder.read("site/all.ics"), folder.read("out/all.ics"));
    // A faulty file keeps nothing from being published.
    folder.file("meetings/b.yaml", "group: SG13\nstrat: 2025-09-16\n");
    folder.file("meetings/a.yaml", MEETING.replace("[1, 3]", "[1, 4]"));
    assert!(cron(&both).err.contains("did you mean `start`?"));
    assert!(folder.read("site/all.ics").contains("SUMMARY:SG12 session 4"));
    fs::remove_file(folder.path().join("meetings/b.yaml")).unwrap();
    // What cron mails: the problem alone.
    folder.file("meetings/a.yaml", MEETING.replace("slots", "slot"));
    let run = cron(line);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("did you mean `slots`?"), "{}", run.err);
}

#[test]
fn the_units_for_systemd_are_valid_and_locked_in() {
    let folder = Folder::new();
    for unit in ["timeplan-build.service", "timeplan-build.timer", "timeplan-serve.service"] {
        // A user that every machine has.
        folder.file(unit, recipe(unit, &folder).replace("User=timeplan", "User=daemon"));
        let mut verify = Command::new("systemd-analyze");
        let run =
            succeeds(verify.args(["verify", &format!("./{unit}")]).current_dir(folder.path()));
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{unit}");
        if unit.ends_with(".service") {
            // From 0 (locked in) to 10 times ten (open); a service without any of it has 96.
            let mut security = Command::new("systemd-analyze");
            security.args(["security", "--offline=true", "--threshold=15", &format!("./{unit}")]);
            succeeds(security.current_dir(folder.path()));
        }
    }
    // What starts with the machine can be enabled; the build is started by its timer.
    for (unit, target) in
        [("timeplan-build.timer", "timers.target"), ("timeplan-serve.service", "multi-user.target")]
    {
        folder.file(&format!("root/etc/systemd/system/{unit}"), recipe(unit, &folder));
        let mut enable = Command::new("systemctl");
        enable.arg(format!("--root={}", folder.path().join("root").display()));
        succeeds(enable.args(["enable", unit]));
        let link = format!("root/etc/systemd/system/{target}.wants/{unit}");
        assert!(folder.path().join(&link).is_symlink(), "{link}");
    }
}

/// Status and fields of the answer of a server that listens on a socket in a folder.
fn ask(folder: &Folder, path: &str, arguments: &[&str]) -> (u16, BTreeMap<String, String>) {
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--show-error", "--output", "/dev/null", "--dump-header", "-"])
        .args(["--header", "Accept-Encoding: gzip", "--unix-socket"])
        .arg(folder.path().join("socket"))
        .args(arguments)
        .arg(format!("http://calendars.example.org{path}"));
    let head = succeeds(&mut curl).out;
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let fields = head.lines().filter_map(|line| line.split_once(": "));
    (status, fields.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect())
}

/// What every answer must have, whatever came of the request.
fn is_guarded(fields: &BTreeMap<String, String>, folder: &Folder, about: &str) {
    let page = folder.read("out/index.html");
    let (_, own) =
        page.split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"").unwrap();
    let (own, _) = own.split_once('"').unwrap();
    for (name, wanted) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("content-security-policy", &format!("{own}; frame-ancestors 'none'")),
        ("access-control-allow-origin", "*"),
    ] {
        assert_eq!(fields.get(name).map_or("", String::as_str), wanted, "{about}: {name}");
    }
}

/// What every server must answer for an output folder.
fn serves_the_output(folder: &Folder) {
    for (path, kind) in [
        ("/all.ics", "text/calendar; charset=utf-8"),
        ("/groups/sg12.ics", "text/calendar; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/meetings/a.html", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/changes.atom", "application/atom+xml; charset=utf-8"),
        ("/feeds.json", "application/json"),
    ] {
        let (status, fields) = ask(folder, path, &[]);
        assert_eq!(status, 200, "{path}");
        assert!(fields["content-type"].starts_with(kind), "{path}: {fields:?}");
        assert_eq!(fields["cache-control"], "public, max-age=900", "{path}");
        is_guarded(&fields, folder, path);
        // Outlook does not read a packed feed.
        let packed = fields.get("content-encoding").map(String::as_str);
        let wanted = if path.ends_with(".ics") { None } else { Some("gzip") };
        assert_eq!(packed, wanted, "{path}");
        let has = format!("If-None-Match: {}", fields["etag"]);
        let (status, fields) = ask(folder, path, &["--header", &has]);
        assert_eq!(status, 304, "{path}");
        is_guarded(&fields, folder, path);
        let (status, fields) = ask(folder, path, &["--head"]);
        assert_eq!(status, 200, "{path}");
        is_guarded(&fields, folder, path);
        // A browser asks before it sends a condition for a script of another site.
        let (status, fields) = ask(folder, path, &["--request", "OPTIONS"]);
        assert_eq!((status, fields["access-control-allow-headers"].as_str()), (204, "*"), "{path}");
        is_guarded(&fields, folder, path);
    }
    for path in [
        "/.timeplan",
        "/meetings/a.ics.kept",
        "/meetings/a.ics.kept-2",
        "/meetings/b.ics.kept/notes.txt",
        "/meetings/b.ics.kept-3/notes.txt",
        "/meetings/.tmp",
        "/nothing",
    ] {
        let (status, fields) = ask(folder, path, &[]);
        assert_eq!(status, 404, "{path}");
        is_guarded(&fields, folder, path);
    }
}

/// An output folder with what must not be published beside it.
fn published() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", MEETING);
    succeeds(timeplan().args(["build", "--quiet"]).current_dir(folder.path()));
    folder.file("out/meetings/a.ics.kept", "kept").file("out/meetings/.tmp", "half");
    // What is moved away may be a folder, and the name may be taken.
    folder.file("out/meetings/a.ics.kept-2", "kept");
    folder.file("out/meetings/b.ics.kept/notes.txt", "kept");
    folder.file("out/meetings/b.ics.kept-3/notes.txt", "kept");
    assert!(folder.path().join("out/.timeplan").exists());
    // A server that is started as root reads as another user.
    succeeds(Command::new("chmod").args(["-R", "a+rX"]).arg(folder.path()));
    folder
}

/// Ends a server when the test ends, however it ends.
struct Ends<'a>(Vec<&'a str>, &'a Path);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        let [program, arguments @ ..] = self.0.as_slice() else { return };
        let _ = Command::new(program).args(arguments).current_dir(self.1).output();
    }
}

#[test]
fn nginx_serves_the_output_with_types_and_without_what_is_private() {
    let folder = published();
    let socket = format!("listen unix:{};", folder.path().join("socket").display());
    folder.file("site", recipe("nginx.conf", &folder).replace("listen 80;", &socket));
    folder.file("proxy", recipe("nginx-proxy.conf", &folder).replace("listen 80;", &socket));
    for site in ["proxy", "site"] {
        let here = folder.path().display();
        let scratch: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {here}/{name};\n"))
            .concat();
        folder.file(
            "conf",
            format!(
                "pid {here}/pid; error_log {here}/errors;\nevents {{}}\n\
                 http {{ access_log off;\n{scratch}include {here}/{site};\n}}\n"
            ),
        );
        let mut test = Command::new("nginx");
        succeeds(test.arg("-t").arg("-c").arg(folder.path().join("conf")));
    }
    let conf = folder.path().join("conf");
    let conf = conf.to_str().unwrap();
    // It listens when this returns.
    succeeds(Command::new("nginx").args(["-c", conf]));
    let _ends = Ends(vec!["nginx", "-c", conf, "-s", "stop"], folder.path());
    serves_the_output(&folder);
}

#[test]
fn caddy_serves_the_output_with_types_and_without_what_is_private() {
    let folder = published();
    let bind = format!(
        "http://calendars.example.org {{\n\tbind unix/{}",
        folder.path().join("socket").display()
    );
    let site = recipe("Caddyfile", &folder).replace("calendars.example.org {", &bind);
    // Its own door, by which it is stopped, is a socket too.
    let door = format!("unix/{}", folder.path().join("door").display());
    folder.file("Caddyfile", format!("{{\n\tadmin {door}\n}}\n{site}"));
    let mut caddy = Command::new("caddy");
    caddy.args(["start", "--adapter", "caddyfile", "--config", "Caddyfile"]);
    // It listens when this returns, and keeps what it is given to write to.
    let said = fs::File::create(folder.path().join("said")).unwrap();
    caddy.stdout(said.try_clone().unwrap()).stderr(said).env("HOME", folder.path());
    let status = caddy.current_dir(folder.path()).status().unwrap();
    assert!(status.success(), "{}", folder.read("said"));
    let _ends = Ends(vec!["caddy", "stop", "--address", &door], folder.path());
    serves_the_output(&folder);
}

/// A repository with a meeting file, and the bare one that it was cloned from.
fn forge() -> Folder {
    let folder = Folder::new();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.org",
            "-c",
            "init.defaultBranch=main",
        ]);
        succeeds(git.args(arguments).current_dir(folder.path()))
    };
    git(&["init", "--quiet", "--bare", "forge.git"]);
    git(&["clone", "--quiet", "forge.git", "first"]);
    folder.file("first/meetings/a.yaml", MEETING);
    git(&["-C", "first", "add", "--all"]);
    git(&["-C", "first", "commit", "--quiet", "-m", "a meeting"]);
    git(&["-C", "first", "push", "--quiet", "origin", "HEAD:main"]);
    folder
}

/// Runs the step of a workflow in a new clone, as a forge does, and gives the clone's folder.
fn job(forge: &Folder, script: &str, number: usize) -> (Run, String) {
    let clone = format!("clone{number}");
    let mut git = Command::new("git");
    succeeds(
        git.args(["clone", "--quiet", "--branch", "main", "forge.git", &clone])
            .current_dir(forge.path()),
    );
    let programs = forge.path().join("bin");
    if !programs.exists() {
        fs::create_dir(&programs).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_timeplan"), programs.join("timeplan"))
            .unwrap();
    }
    let mut bash = Command::new("bash");
    bash.args(["-c", script]).current_dir(forge.path().join(&clone));
    bash.env("PATH", format!("{}:{}", programs.display(), std::env::var("PATH").unwrap()));
    bash.env("SOURCE_DATE_EPOCH", NOW).env("GITHUB_ENV", forge.path().join("environment"));
    bash.env("REMOTE", forge.path().join("forge.git")).env("CI_COMMIT_SHORT_SHA", "1234567");
    (Run::of(&mut bash), clone)
}

#[test]
fn the_workflows_of_forges_continue_revisions_from_one_run_to_the_next() {
    let yaml = |name: &str| -> serde_json::Value {
        serde_yaml::from_str(&fs::read_to_string(root().join("recipes").join(name)).unwrap())
            .unwrap()
    };
    let github = yaml("github-pages.yaml");
    let steps = github["jobs"]["calendars"]["steps"].as_array().unwrap().clone();
    let step = steps.iter().find(|step| step["name"] == "the calendars").unwrap();
    let gitlab = yaml("gitlab-pages.yml");
    for (script, pages, codes) in [
        (step["run"].as_str().unwrap(), "out", [0, 0]),
        (gitlab["pages"]["script"][0].as_str().unwrap(), "public", [0, 1]),
    ] {
        let forge = forge();
        let tip = || {
            let mut git = Command::new("git");
            succeeds(
                git.args(["-C", "forge.git", "rev-parse", "calendars"]).current_dir(forge.path()),
            )
            .out
        };
        let (run, clone) = job(&forge, script, 1);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let feed = forge.read(&format!("{clone}/{pages}/all.ics"));
        assert!(!forge.path().join(&clone).join(pages).join(".timeplan").exists());
        let first = tip();
        // Nothing changed: nothing is committed, and the pages are the same.
        let (run, clone) = job(&forge, script, 2);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        assert_eq!((forge.read(&format!("{clone}/{pages}/all.ics")), tip()), (feed, first.clone()));
        // A moved session keeps its UID and gets a new revision; a faulty file beside it is told, and
        // keeps nothing from being published.
        forge.file("first/meetings/a.yaml", MEETING.replace("[1, 3]", "[1, 4]"));
        forge.file("first/meetings/b.yaml", "group: SG13\nstrat: 2025-09-16\n");
        let mut git = Command::new("bash");
        let line = "git add --all && git -c user.name=a -c user.email=a@example.org commit -qm moved && git push -q origin HEAD:main";
        succeeds(git.args(["-c", line]).current_dir(forge.path().join("first")));
        let (run, clone) = job(&forge, script, 3);
        assert_eq!(run.code, codes[1], "{}{}", run.out, run.err);
        assert!(run.err.contains("did you mean `start`?"), "{}", run.err);
        assert!(forge.read(&format!("{clone}/{pages}/all.ics")).contains("SEQUENCE:1\r\n"));
        assert_ne!(tip(), first);
    }
    // The job that went on ends with the code of the build.
    assert_eq!(steps.last().unwrap()["run"], "exit \"$code\"");
}

#[test]
fn the_image_is_made_by_the_compiler_that_the_program_asks_for() {
    let image = fs::read_to_string(root().join("recipes/Containerfile")).unwrap();
    let version = env!("CARGO_PKG_RUST_VERSION");
    assert!(image.contains(&format!("FROM docker.io/library/rust:{version}-alpine AS made\n")));
    let gitlab = fs::read_to_string(root().join("recipes/gitlab-pages.yml")).unwrap();
    assert!(gitlab.contains(&format!("  image: rust:{version}\n")));
}

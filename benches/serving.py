"""What the benches of `timeplan serve` share: meetings, a server, and what it costs."""

import datetime
import http.client
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
TICKS = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))


def need(bench, **packages):
    """Ends the bench if commands are missing; says which Debian packages have them."""
    missing = [f"{name} (Debian: {package})" for name, package in packages.items() if not shutil.which(name)]
    if missing:
        sys.exit(f"benches/{bench}: missing are {', '.join(missing)}")


def program():
    """The program to be measured: TIMEPLAN, or a fresh build."""
    if "TIMEPLAN" in os.environ:
        return os.path.abspath(os.environ["TIMEPLAN"])
    subprocess.run(["cargo", "build", "--locked", "--release", "--quiet"], cwd=ROOT, check=True)
    return os.path.join(ROOT, "target/release/timeplan")


def write_meetings(folder, count):
    """Meetings of two weeks with 80 sessions each, a hundred events in all."""
    os.makedirs(os.path.join(folder, "meetings"))
    for n in range(1, count + 1):
        group = n % 20 + 2
        start = datetime.date(2020, 1, 6) + datetime.timedelta(weeks=n // 20 * 2)
        day = lambda at: start + datetime.timedelta(days=at)
        lines = [
            f"group: SG{group}", f"start: {start}", f"end: {day(11)}", "place: ITU headquarters, Geneva",
            f"letter: {{number: 1/{group}, date: 2019-10-08}}",
            "deadlines: [{before: {days: 12}, action: contributions}]", "time_plan:",
        ]
        for at in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11):
            lines.append(f"  {day(at)}:")
            for slot in (1, 2, 3, 4):
                one, other = (n + at) % 9 + 1, (n + slot) % 9 + 10
                lines.append(f'    {slot}: ["Q{one}/{group}: drafts", Q{other}/{group}]')
        with open(os.path.join(folder, "meetings", f"m-{n}.yaml"), "w") as file:
            file.write("\n".join(lines) + "\n")


def start(timeplan, folder, core=CORES[0]):
    """Serves the meetings of a folder; gives the process and its port."""
    command = ["taskset", "-c", str(core), timeplan, "serve", "--listen", "127.0.0.1:0"]
    server = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    for line in server.stderr:
        if line.startswith("listening on http://"):
            return server, int(line.split("/")[2].rsplit(":", 1)[1])
    sys.exit("timeplan serve has ended")


def ask(port, path, fields={}, method="GET"):
    """A request on a connection of its own; gives the answer and its content."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers=fields)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def processor_seconds(pid):
    """The processor time of a process, its threads and its children, user and system together."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        children = file.read().split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(map(processor_seconds, children))


def resident(pid):
    """Megabytes of resident memory."""
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) * 1024 / 1e6 for line in file if line.startswith("VmRSS"))


def tree_bytes(folder):
    """Megabytes of the tree that `timeplan build` writes, without its private file."""
    files = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name != ".timeplan"]
    return sum(map(os.path.getsize, files)) / 1e6

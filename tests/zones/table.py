"""Writes `zones.tsv`: when the clocks of every zone change, 1996-2099, by Python's `zoneinfo` from the package `tzdata`.

    python3 -m pip install tzdata && python3 tests/zones/table.py > tests/zones/zones.tsv

`tests/zones.rs` compares the program's own tables with it. Run it again for a new tz database.
"""

import datetime
import hashlib
import zoneinfo

import tzdata

FIRST = int(datetime.datetime(1996, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
LAST = int(datetime.datetime(2100, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
# Nowhere do the clocks change twice within this time.
STEP = 2 * 86400

zoneinfo.reset_tzpath([])


def changes(name):
    """The offset of the first second, then each change: its second and the offset behind it."""
    zone = zoneinfo.ZoneInfo(name)

    def offset(at):
        time = datetime.datetime.fromtimestamp(at, datetime.timezone.utc)
        return int(time.astimezone(zone).utcoffset().total_seconds())

    before = offset(FIRST)
    lines = [str(before)]
    for begin in range(FIRST, LAST, STEP):
        end = min(begin + STEP, LAST - 1)
        behind = offset(end)
        if behind == before:
            continue
        low, high = begin, end
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == before else (low, middle)
        lines.append(f"{high} {behind}")
        before = behind
    return lines


print("# tz database " + tzdata.IANA_VERSION + "; zone, number of changes, SHA-256 of the changes")
for name in sorted(zoneinfo.available_timezones() - {"Factory"}):
    lines = changes(name)
    digest = hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()
    print(f"{name}\t{len(lines) - 1}\t{digest[:16]}")

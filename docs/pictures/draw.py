#!/usr/bin/env python3
"""Draws the pictures of the manual: `python3 docs/pictures/draw.py` writes the SVG files beside it."""

from html import escape
from pathlib import Path

SANS = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"
MONO = "ui-monospace, Menlo, Consolas, monospace"
BLUE, SAND, GREEN, RED, GREY = "#dbe9f8", "#f6ead2", "#dcefdc", "#f8dcdc", "#eef0f2"
INK, SOFT = "#1c2733", "#5b6975"


class Picture:
    def __init__(self, width, height, title):
        self.size, self.title, self.parts = (width, height), title, []

    def box(self, x, y, w, h, fill, line="#9aa7b3", dash=""):
        dash = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="4" fill="{fill}" stroke="{line}"{dash}/>')

    def text(self, x, y, words, size=14, anchor="start", font=SANS, fill=INK, weight="normal"):
        keep = ' xml:space="preserve"' if font == MONO else ""
        self.parts.append(
            f'<text x="{x}" y="{y}" font-family="{font}" font-size="{size}" text-anchor="{anchor}" '
            f'fill="{fill}" font-weight="{weight}"{keep}>{escape(words)}</text>'
        )

    def line(self, x1, y1, x2, y2, arrow=False, colour=SOFT, dash=""):
        end = ' marker-end="url(#tip)"' if arrow else ""
        dash = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="1.5"{end}{dash}/>')

    def code(self, x, y, lines, step=19, size=12.5):
        for number, words in enumerate(lines):
            self.text(x, y + number * step, words, size, font=MONO)

    def save(self, name):
        width, height = self.size
        body = "\n".join(self.parts)
        Path(__file__).with_name(name).write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">\n'
            f"<title>{escape(self.title)}</title>\n"
            f'<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            f'<path d="M0 0 8 4 0 8z" fill="{SOFT}"/></marker></defs>\n'
            f'<rect width="{width}" height="{height}" fill="#fff"/>\n{body}\n</svg>\n'
        )


def slots():
    """The standard times of a day."""
    picture = Picture(800, 120, "The slots of a day: 0 from 08:30, 1 from 09:30, 2 from 11:15, lunch from 12:30, 3 from 14:30, 4 from 16:15, 5 from 18:00")
    at = lambda hour: 20 + (hour - 8) * 66
    for name, begin, end, fill in [
        ("0", 8.5, 9.5, BLUE), ("1", 9.5, 10.75, BLUE), ("2", 11.25, 12.5, BLUE), ("lunch", 12.5, 14.5, SAND),
        ("3", 14.5, 15.75, BLUE), ("4", 16.25, 17.5, BLUE), ("5", 18, 19.25, BLUE),
    ]:
        picture.box(at(begin), 34, at(end) - at(begin), 46, fill)
        clock = lambda hour: f"{int(hour):02}:{round(hour % 1 * 60):02}"
        middle = (at(begin) + at(end)) / 2
        picture.text(middle, 55, name, 15, "middle", weight="bold")
        picture.text(middle, 72, f"{clock(begin)}–{clock(end)}", 10.5, "middle", fill=SOFT)
    for hour in range(8, 20):
        picture.line(at(hour), 84, at(hour), 90)
        picture.text(at(hour), 104, f"{hour:02}", 11, "middle", fill=SOFT)
    for name, begin, end in [("am", 9.5, 12.5), ("pm", 14.5, 17.5)]:
        picture.line(at(begin), 24, at(end), 24)
        picture.text((at(begin) + at(end)) / 2, 18, name, 12, "middle", fill=SOFT)
    picture.save("slots.svg")


def week():
    """A time plan beside the days that it gives."""
    picture = Picture(860, 300, "Five lines of a time plan, and the three days that they give")
    picture.code(16, 36, [
        "time_plan:",
        "  2027-01-12:",
        "    2: {title: SG12 opening plenary,",
        "        kind: plenary, start: 11:00}",
        "    pm: [Q7/12, Q9/12]",
        "  2027-01-13:",
        "    am: Q7/12",
        "    3: Questions in parallel",
        "  2027-01-14:",
        "    1: {title: SG12 closing plenary,",
        "        kind: plenary}",
    ])
    left, top, wide, slot = 370, 34, 160, 42
    rows = ["1", "2", "lunch", "3", "4"]
    for day, name in enumerate(["Tue 12 January", "Wed 13 January", "Thu 14 January"]):
        picture.text(left + day * wide + wide / 2, top - 10, name, 13, "middle", weight="bold")
    for number, name in enumerate(rows):
        y = top + number * slot
        picture.text(left - 12, y + 26, name, 12, "end", fill=SOFT)
        picture.line(left - 6, y, left + 3 * wide, y, colour="#d5dbe1")
    picture.line(left - 6, top + 5 * slot, left + 3 * wide, top + 5 * slot, colour="#d5dbe1")

    def cell(day, row, words, fill, part=0, parts=1, lower=""):
        width = (wide - 8) / parts
        x, y = left + day * wide + 4 + part * width, top + row * slot + 3
        picture.box(x, y, width - (2 if parts > 1 else 0), slot - 6, fill)
        picture.text(x + width / 2, y + (22 if not lower else 16), words, 11.5, "middle")
        if lower:
            picture.text(x + width / 2, y + 30, lower, 10.5, "middle", fill=SOFT)

    cell(0, 1, "SG12 opening plenary", GREEN, lower="11:00–12:30")
    for row in (3, 4):
        cell(0, row, "Q7/12", BLUE, 0, 2)
        cell(0, row, "Q9/12", BLUE, 1, 2)
    for row in (0, 1):
        cell(1, row, "Q7/12", BLUE)
    cell(1, 3, "Questions in parallel", BLUE)
    cell(2, 0, "SG12 closing plenary", GREEN)
    for day in (0, 1):
        cell(day, 2, "lunch break", SAND)
    picture.text(left, top + 5 * slot + 24, "One event for each box. Thursday has no lunch break: nothing follows it.", 12, fill=SOFT)
    picture.save("week.svg")


def pipeline():
    """What becomes of a file."""
    picture = Picture(860, 210, "Meeting files, letters and tables are checked, laid out, compared with what was published, and written as feeds, pages and changes")
    for number, (name, what) in enumerate([("meeting file", ".yaml"), ("letter", ".docx .pdf .html .txt .eml"), ("table", ".xlsx .csv")]):
        picture.box(10, 14 + number * 56, 180, 44, GREY)
        picture.text(100, 33 + number * 56, name, 14, "middle", weight="bold")
        picture.text(100, 49 + number * 56, what, 11, "middle", fill=SOFT)
        picture.line(190, 36 + number * 56, 226, 78 + number * 14, True)
    for x, name, what in [(230, "check", "faults and doubts"), (385, "lay out", "slots become events"), (540, "compare", "what changed?")]:
        picture.box(x, 62, 125, 60, BLUE)
        picture.text(x + 62, 88, name, 15, "middle", weight="bold")
        picture.text(x + 62, 107, what, 11.5, "middle", fill=SOFT)
    picture.line(355, 92, 381, 92, True)
    picture.line(510, 92, 536, 92, True)
    for number, (name, what) in enumerate([("feeds", "out/*.ics, feeds.json"), ("pages", "out/*.html"), ("changes", "changes.json, .atom")]):
        picture.box(700, 14 + number * 56, 150, 44, GREEN)
        picture.text(775, 33 + number * 56, name, 14, "middle", weight="bold")
        picture.text(775, 49 + number * 56, what, 11, "middle", fill=SOFT)
        picture.line(665, 78 + number * 14, 696, 36 + number * 56, True)
    picture.line(775, 172, 775, 194)
    picture.line(775, 194, 602, 194)
    picture.line(602, 194, 602, 126, True)
    picture.text(690, 188, "the next build reads the feeds", 11.5, "middle", fill=SOFT)
    picture.save("pipeline.svg")


def letter():
    """A letter beside what import makes of it."""
    picture = Picture(880, 262, "A letter of invitation, and the meeting file that import makes of it")
    picture.box(10, 10, 400, 240, "#fffdf7")
    letter = [
        (34, "Geneva, 2 November 2026", "normal"),
        (56, "Ref: TSB Collective letter 3/9", "normal"),
        (86, "Subject: Meeting of Study Group 9;", "bold"),
        (104, "Geneva, 18–22 January 2027", "bold"),
        (134, "Dear Sir/Madam,", "normal"),
        (156, "It is my pleasure to invite you to the next meeting", "normal"),
        (174, "of Study Group 9. The meeting will open at", "normal"),
        (192, "0930 hours. Contributions must be received", "normal"),
        (210, "not later than 5 January 2027.", "normal"),
    ]
    for y, words, weight in letter:
        picture.text(24, y, words, 13, weight=weight)
    picture.box(520, 10, 350, 240, "#fbfcfd")
    lines = {
        34: "group: SG9",
        56: "title: Meeting of Study Group 9",
        78: "start: 2027-01-18",
        100: "end: 2027-01-22",
        122: "place: Geneva",
        144: "letter: {number: 3/9, date: 2026-11-02, …}",
        166: "opening: {time: 09:30}",
        188: "deadlines:",
        210: "  - {date: 2027-01-05, action: contributions}",
    }
    for y, words in lines.items():
        picture.text(530, y, words, 12, font=MONO)
    for begin, end in [(86, 34), (104, 78), (56, 144), (192, 166), (210, 207)]:
        picture.line(412, begin - 4, 516, end - 4, True)
    picture.save("letter.svg")


def changes():
    """Which event is which."""
    picture = Picture(860, 270, "The feed before and the file after: one session moves and keeps its UID, one is new, one is cancelled")
    for y, name, what in [(62, "published", "the feed"), (192, "now", "the file")]:
        picture.text(14, y, name, 15, weight="bold")
        picture.text(14, y + 18, what, 12, fill=SOFT)
    spots = {"1": 120, "2": 262, "3": 404, "4": 546, "5": 688}
    for slot, x in spots.items():
        picture.text(x + 62, 24, f"slot {slot}", 12, "middle", fill=SOFT)

    def session(slot, y, words, uid, fill, dash=""):
        picture.box(spots[slot], y, 124, 52, fill, dash=dash)
        picture.text(spots[slot] + 62, y + 23, words, 13 if len(words) < 10 else 11, "middle", weight="bold")
        picture.text(spots[slot] + 62, y + 41, uid, 11, "middle", font=MONO, fill=SOFT)

    session("1", 40, "Q7/12", "…-q7-12-1", BLUE)
    session("3", 40, "Q7/12", "…-q7-12-2", BLUE)
    session("4", 40, "Q9/12", "…-q9-12-1", BLUE)
    session("1", 170, "Q7/12", "…-q7-12-1", BLUE)
    session("5", 170, "Q7/12", "…-q7-12-2", GREEN)
    session("2", 170, "Q13/12", "…-q13-12-1", GREEN)
    session("4", 170, "CANCELLED: Q9/12", "…-q9-12-1", RED, "5 3")
    picture.line(182, 94, 182, 166, True)
    picture.text(190, 134, "the same", 12, fill=SOFT)
    picture.line(470, 94, 726, 166, True)
    picture.text(640, 128, "moved, same UID", 12, fill=SOFT)
    picture.line(608, 94, 608, 166, True, dash="5 3")
    picture.text(600, 156, "no line any more", 12, "end", fill=SOFT)
    picture.text(324, 160, "new", 12, "middle", fill=SOFT)
    picture.text(120, 252, "Pairs are made within one group: first what is exactly the same, then the same day and slot, then the rest in order.", 12, fill=SOFT)
    picture.save("changes.svg")


for draw in (slots, week, pipeline, letter, changes):
    draw()

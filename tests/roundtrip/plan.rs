//! Time plans: the sessions of a random meeting, and the tables or lines that say them.

use super::dice::Dice;
use super::paper::Block;
use super::when;
use super::words::{fill, say};
use chrono::{Datelike as _, NaiveDate, Weekday};
use serde_json::{Value, json};

/// The hours of the four sessions of a day, in minutes: the standard ones, and others.
const GRIDS: [(&str, [[u32; 2]; 4]); 2] = [
    ("standard", [[570, 645], [675, 750], [870, 945], [975, 1050]]),
    ("own", [[540, 630], [660, 750], [840, 930], [960, 1050]]),
];

/// What a session is: its words and, of a Question, its group.
#[derive(Clone)]
struct Topic {
    words: String,
    group: Option<String>,
    is_tentative: bool,
    is_remote: bool,
}

/// A plan in a letter.
pub(crate) struct Plan {
    pub(crate) blocks: Vec<Block>,
    pub(crate) sessions: Vec<Value>,
    /// When the first session begins, in minutes.
    pub(crate) opens: Option<u32>,
}

/// A plan while it is made.
struct Maker<'a> {
    dice: &'a mut Dice,
    language: usize,
    days: Vec<NaiveDate>,
    heads: Vec<String>,
    grid: [[u32; 2]; 4],
    hours: &'static str,
    /// The topics of each day and session.
    topics: Vec<[Vec<Topic>; 4]>,
    /// Whether it says in which sessions one can take part from elsewhere.
    says_remote: bool,
}

/// The plan of the days of a meeting of a study group.
pub(crate) fn plan(
    dice: &mut Dice,
    language: usize,
    group: usize,
    [first, last]: [NaiveDate; 2],
) -> Plan {
    let forms = [
        "none",
        "slots below days",
        "days beside slots",
        "hours below days",
        "half days",
        "list",
        "day lines",
    ];
    let form = dice.axis("plan", &forms);
    if form == "none" {
        return Plan { blocks: Vec::new(), sessions: Vec::new(), opens: None };
    }
    let days = first.iter_days().take_while(|day| *day <= last);
    let days: Vec<_> =
        days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).collect();
    let heads = when::heads(dice, language, &days);
    let (name, grid) = dice.one(&GRIDS);
    dice.note("plan hours", name);
    let hours =
        dice.axis("hours in plan", &["0930-1045", "09:30–10:45", "09.30-10.45", "9h30-10h45"]);
    let mut topics = topics(dice, language, group, days.len());
    if form == "half days" {
        // A plenary fills its half day.
        topics[0][1].clear();
        topics.last_mut().unwrap()[2].clear();
    }
    let mut maker = Maker { dice, language, days, heads, grid, hours, topics, says_remote: false };
    let mut blocks: Vec<Block> =
        ["annex C", "plan"].map(|line| Block::Line(maker.say(line))).into();
    let (in_halves, opens) = (form == "half days", (form != "half days").then_some(grid[0][0]));
    blocks.extend(match form {
        "list" => maker.list(),
        "day lines" => maker.lines(),
        "half days" => maker.halves(),
        "days beside slots" => maker.beside(),
        _ => maker.below(form == "hours below days"),
    });
    let sessions = maker.sessions(in_halves);
    Plan { blocks, sessions, opens }
}

/// What is on: a plenary first and last, and Questions between.
fn topics(dice: &mut Dice, language: usize, group: usize, days: usize) -> Vec<[Vec<Topic>; 4]> {
    let question = say(dice, language, "question");
    let plenary =
        |words: String| vec![Topic { words, group: None, is_tentative: false, is_remote: false }];
    let (open, close) = (say(dice, language, "open"), say(dice, language, "close"));
    let mut all = Vec::new();
    for day in 0..days {
        all.push([0, 1, 2, 3].map(|slot| {
            if day == 0 && slot == 0 {
                return plenary(open.clone());
            }
            if day + 1 == days && slot == 3 {
                return plenary(close.clone());
            }
            let count = dice.one(&[0, 1, 1, 1, 1, 2]);
            let first = dice.below(9) + 1;
            (0..count)
                .map(|at| {
                    let number = (first + at).to_string();
                    let gaps = [("q", number.as_str()), ("n", &group.to_string())];
                    let (is_tentative, is_remote) =
                        (count == 1 && dice.percent(8), dice.percent(40));
                    Topic {
                        words: fill(&question, &gaps),
                        group: Some(format!("Q{number}/{group}")),
                        is_tentative,
                        is_remote,
                    }
                })
                .collect()
        }));
    }
    all
}

impl Maker<'_> {
    fn say(&mut self, phrase: &str) -> String {
        say(self.dice, self.language, phrase)
    }

    /// The words of a cell.
    fn cell(&mut self, topics: &[Topic]) -> String {
        let tentative = say(self.dice, self.language, "if needed");
        let words = topics.iter().map(|topic| {
            let mark = if topic.is_tentative { tentative.as_str() } else { "" };
            format!("{}{mark}", topic.words)
        });
        words.collect::<Vec<_>>().join([", ", ", ", ", ", ", ", "، ", "、"][self.language])
    }

    /// The hours of a session, as the plan writes them.
    fn span(&self, slot: usize) -> String {
        let hour = |minutes: u32| {
            let (hour, minute) = (minutes / 60, minutes % 60);
            match self.hours {
                "0930-1045" => format!("{hour:02}{minute:02}"),
                "09:30–10:45" => format!("{hour:02}:{minute:02}"),
                "09.30-10.45" => format!("{hour:02}.{minute:02}"),
                _ => format!("{hour}h{minute:02}"),
            }
        };
        let dash = if self.hours.contains('–') { "–" } else { "-" };
        format!("{}{dash}{}", hour(self.grid[slot][0]), hour(self.grid[slot][1]))
    }

    /// The sessions as facts, in half days or with hours.
    fn sessions(&self, in_halves: bool) -> Vec<Value> {
        let mut all = Vec::new();
        for (day, slots) in self.days.iter().zip(&self.topics) {
            for (slot, topics) in slots.iter().enumerate() {
                for topic in topics {
                    let mut session = json!({"date": day.to_string()});
                    if in_halves {
                        session["slot"] = json!(if slot < 2 { "am" } else { "pm" });
                    } else {
                        let [start, end] =
                            self.grid[slot].map(|at| format!("{:02}:{:02}", at / 60, at % 60));
                        (session["start"], session["end"]) = (json!(start), json!(end));
                    }
                    match &topic.group {
                        Some(group) => session["groups"] = json!([group]),
                        None => session["title"] = json!(topic.words),
                    }
                    if topic.is_tentative {
                        session["tentative"] = json!(true);
                    }
                    if topic.is_remote && self.says_remote {
                        session["remote"] = json!(true);
                    }
                    all.push(session);
                }
            }
        }
        all
    }

    /// The hours of the numbered sessions, which standard ones can do without.
    fn legend(&mut self) -> Option<Block> {
        if self.grid == GRIDS[0].1 && self.dice.axis("legend", &["yes", "no"]) == "no" {
            return None;
        }
        let hours: Vec<_> =
            (0..4).map(|slot| format!("{} – {}", slot + 1, self.span(slot))).collect();
        let legend = self.say("legend");
        Some(Block::Line(fill(&legend, &[("l", &hours.join("; "))])))
    }

    /// A column a day, a row a session: its number, or its hours. A table a week.
    fn below(&mut self, by_hours: bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut first = 0;
        while first < self.days.len() {
            let week = self.days[first].iso_week();
            let days = self.days[first..].iter().take_while(|day| day.iso_week() == week).count();
            let mut rows =
                vec![[vec![String::new()], self.heads[first..first + days].to_vec()].concat()];
            for slot in 0..4 {
                let mut row = vec![if by_hours { self.span(slot) } else { (slot + 1).to_string() }];
                for day in first..first + days {
                    let topics = self.topics[day][slot].clone();
                    row.push(self.cell(&topics));
                }
                rows.push(row);
            }
            blocks.push(Block::Table(rows));
            first += days;
        }
        let legend = if by_hours { None } else { self.legend() };
        blocks.into_iter().chain(legend).collect()
    }

    /// A row a day, a column a session.
    fn beside(&mut self) -> Vec<Block> {
        let by_hours = self.dice.axis("columns", &["hours", "numbers"]) == "hours";
        let head =
            (0..4).map(|slot| if by_hours { self.span(slot) } else { (slot + 1).to_string() });
        let mut rows = vec![[String::new()].into_iter().chain(head).collect::<Vec<_>>()];
        for day in 0..self.days.len() {
            let mut row = vec![self.heads[day].clone()];
            for topics in self.topics[day].clone() {
                row.push(self.cell(&topics));
            }
            rows.push(row);
        }
        let legend = if by_hours { None } else { self.legend() };
        [Block::Table(rows)].into_iter().chain(legend).collect()
    }

    /// A row a day, a column a half day.
    fn halves(&mut self) -> Vec<Block> {
        let mut rows = vec![vec![String::new(), self.say("morning"), self.say("afternoon")]];
        for day in 0..self.days.len() {
            let [a, b, c, d] = self.topics[day].clone();
            let halves = [[a, b].concat(), [c, d].concat()].map(|topics| self.cell(&topics));
            rows.push([vec![self.heads[day].clone()], halves.to_vec()].concat());
        }
        vec![Block::Table(rows)]
    }

    /// A row a session, with columns in any order.
    fn list(&mut self) -> Vec<Block> {
        let mut columns = vec!["Date", "Hours", "Session"];
        if self.dice.axis("room column", &["yes", "no"]) == "yes" {
            columns.push("Room");
        }
        if self.dice.axis("remote column", &["yes", "no"]) == "yes" {
            columns.push("Remote");
            self.says_remote = true;
        }
        let columns = self.dice.shuffled(&columns);
        self.dice.note("list", &columns.join(" "));
        let once = self.dice.axis("date in list", &["each row", "first row"]) == "first row";
        let [yes, no] = ["yes", "no"].map(|word| self.say(word));
        let mut rows = vec![columns.iter().map(|column| self.say(column)).collect::<Vec<_>>()];
        for day in 0..self.days.len() {
            let mut date = self.heads[day].clone();
            for slot in 0..4 {
                for topic in self.topics[day][slot].clone() {
                    let session = self.cell(std::slice::from_ref(&topic));
                    let room = self.dice.one(&["Popov", "H", "C2", "K1", "Room A"]);
                    let row = columns.iter().map(|column| match *column {
                        "Date" => date.clone(),
                        "Hours" => self.span(slot),
                        "Session" => session.clone(),
                        "Room" => room.to_owned(),
                        _ if topic.is_remote => yes.clone(),
                        _ => no.clone(),
                    });
                    rows.push(row.collect());
                    if once {
                        date.clear();
                    }
                }
            }
        }
        vec![Block::Table(rows)]
    }

    /// A line a day.
    fn lines(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for day in 0..self.days.len() {
            let mut said = Vec::new();
            for slot in 0..4 {
                for topic in self.topics[day][slot].clone() {
                    said.push(format!("{} {}", self.span(slot), self.cell(&[topic])));
                }
            }
            if !said.is_empty() {
                blocks.push(Block::Line(format!("{}: {}", self.heads[day], said.join("; "))));
            }
        }
        blocks
    }
}

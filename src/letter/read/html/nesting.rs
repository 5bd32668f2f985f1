//! A bound on how deeply a page nests, found without building its tree.
//!
//! The parser walks the open elements again and again, so that the time for a page grows with the
//! square of its depth. What is counted here is never less than the depth of the tree: where it
//! is doubtful whether a tag closes an element, it does not.

/// How many elements may stand in each other.
pub(super) const DEEPEST: usize = 300;

/// How many attributes an element may have; the parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 500;

/// Elements that have no content, and those that the parser closes itself before the next of
/// their kind: they cannot stand directly in each other.
const SHALLOW: [&str; 24] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "html", "head", "body", "p", "li", "td", "th", "tr", "dd", "dt", "option",
];

/// Elements that style words; the parser opens them again in the blocks that follow until they
/// are closed by name.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements that a closing tag inside of them does not reach out of.
const WALLS: [&str; 12] = [
    "table",
    "caption",
    "object",
    "applet",
    "marquee",
    "template",
    "svg",
    "math",
    "select",
    "button",
    "foreignobject",
    "ruby",
];

/// Whether a page nests no deeper, and has no element with more attributes, than is read.
pub(super) fn is_bounded(page: &str) -> bool {
    let mut open = OpenElements::default();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or("");
        if let Some(comment) = rest.strip_prefix("!--") {
            // `<!-->` and `<!--->` are whole comments.
            let is_whole = comment.starts_with('>') || comment.starts_with("->");
            let ends =
                [comment.find("-->").map(|end| end + 3), comment.find("--!>").map(|end| end + 4)];
            let end = if is_whole { Some(0) } else { ends.into_iter().flatten().min() };
            rest = end.and_then(|end| comment.get(end..)).unwrap_or("");
        } else if let Some(close) = rest.strip_prefix('/') {
            let (name, after, _) = tag(close);
            open.closes(&name);
            rest = after;
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (name, after, attributes) = tag(rest);
            rest = after;
            open.opens(&name);
            if open.depth() > DEEPEST || attributes > MOST_ATTRIBUTES {
                return false;
            }
            if matches!(name.as_str(), "script" | "style") && !open.is_special() {
                rest = behind_raw_text(rest, &name);
                open.closes(&name);
            }
        } else if rest.starts_with("![CDATA[") && open.is_special() {
            // Text or not, depending on more than is known here.
            open.is_closed_for_good = true;
        }
    }
    true
}

/// The elements that may be open.
#[derive(Default)]
struct OpenElements {
    elements: Vec<String>,
    formatting: Vec<String>,
    is_closed_for_good: bool,
}

impl OpenElements {
    fn depth(&self) -> usize {
        // A table brings rows and cells along.
        let tables = self.elements.iter().filter(|name| *name == "table").count();
        self.elements.len() + self.formatting.len() + tables * 3
    }

    /// Whether text that looks like tags may be tags even in `<script>`.
    fn is_special(&self) -> bool {
        self.elements.iter().any(|name| matches!(name.as_str(), "svg" | "math" | "select"))
    }

    fn opens(&mut self, name: &str) {
        if FORMATTING.contains(&name) {
            // The parser keeps no more than three alike, and a link closes the one before it.
            let most = if name == "a" { 1 } else { usize::MAX };
            if self.formatting.iter().filter(|open| *open == name).count() < most {
                self.formatting.push(name.to_owned());
            }
        } else if !SHALLOW.contains(&name) || self.is_special() {
            self.elements.push(name.to_owned());
        }
    }

    fn closes(&mut self, name: &str) {
        if self.is_closed_for_good {
            return;
        }
        if let Some(at) = self.formatting.iter().rposition(|open| open == name) {
            self.formatting.remove(at);
        } else if let Some(at) = self.elements.iter().rposition(|open| open == name) {
            let inside = self.elements.get(at + 1..).unwrap_or_default();
            if !inside.iter().any(|open| WALLS.contains(&open.as_str())) {
                self.elements.truncate(at);
            }
        }
    }
}

/// The name of a tag, what stands behind the tag, and how many attributes it has. A `>` between
/// quotes does not end it.
fn tag(text: &str) -> (String, &str, usize) {
    let is_end = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>';
    let at = text.find(is_end).unwrap_or(text.len());
    let name = text.get(..at).unwrap_or("").to_ascii_lowercase();
    let mut rest = text.get(at..).unwrap_or("");
    let mut attributes = 0;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let Some(first) = rest.chars().next() else { return (name, "", attributes) };
        if first == '>' {
            return (name, rest.get(1..).unwrap_or(""), attributes);
        }
        attributes += 1;
        // A name may begin with `=`.
        let skip = first.len_utf8();
        let key = rest.get(skip..).unwrap_or("");
        let end = key.find(|c| is_end(c) || c == '=').unwrap_or(key.len());
        rest = key.get(end..).unwrap_or("").trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let after = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                value.get(1..).and_then(|value| value.split_once(quote)).map(|(_, after)| after)
            }
            _ => value
                .find(|c: char| c.is_ascii_whitespace() || c == '>')
                .and_then(|end| value.get(end..)),
        };
        rest = after.unwrap_or("");
    }
}

fn behind_raw_text<'a>(text: &'a str, name: &str) -> &'a str {
    let ends = text.match_indices("</").find(|(at, _)| {
        let tail = text.get(at + 2..).unwrap_or("");
        tail.get(..name.len()).is_some_and(|tail| tail.eq_ignore_ascii_case(name))
    });
    ends.and_then(|(at, _)| text.get(at..)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use crate::letter::read::html::nesting::*;
    use scraper::Html;

    fn depth(page: &str) -> usize {
        let tree = Html::parse_document(page);
        tree.tree.nodes().map(|node| node.ancestors().count()).max().unwrap_or(0)
    }

    #[test]
    fn real_pages_are_far_from_the_bound() {
        let row = "<tr><td>1<td><p>a<p>b<br><img src=x></td></tr>";
        let page = format!("<table>{}</table>", row.repeat(1000));
        assert!(is_bounded(&page));
        assert!(is_bounded(&"<div><b>x</b><span>y</span></div><ul><li>a<li>b</ul>".repeat(1000)));
        assert!(is_bounded(&"<script>if (a<b) document.write('<div>')</script>".repeat(1000)));
        assert!(is_bounded(&"<!-- <div> --><!--><!---><a href=x>1<a href='>'>2".repeat(1000)));
        assert!(is_bounded(&"<b><i>slip</b></i>".repeat(1000)));
    }

    #[test]
    fn deep_pages_are_refused_however_they_are_written() {
        let many = |piece: &str| piece.repeat(2000);
        for page in [
            many("<div>"),
            many("<DIV class=a>"),
            many("<font color=red><p>"),
            many("<table><tr><td>"),
            many("<div title='</div>'>"),
            many("<div title=\"a>b</div>\">"),
            many("<div><!-- </div> -->"),
            many("<div><object></div></object>"),
            format!("<svg>{}", many("<td>")),
            format!("<svg><style>{}", many("<div>")),
            format!("<svg><![CDATA[ > </svg> ]]>{}", many("<g>")),
            format!("<select><style></select>{}</style>", many("<div>")),
            many("<optgroup>"),
            many("<rt>"),
        ] {
            assert!(!is_bounded(&page), "{}", &page[..60]);
        }
        let attributes: String = (0..1000).map(|at| format!(" a{at}")).collect();
        assert!(!is_bounded(&format!("<p{attributes}>")));
    }

    #[test]
    fn the_bound_is_never_below_the_depth_of_the_tree() {
        let pieces = [
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<i x=1>",
            "</i>",
            "<p>",
            "<table>",
            "</table>",
            "<td>",
            "<tr>",
            "<object>",
            "</object>",
            "<svg>",
            "</svg>",
            "<span>",
            "</span>",
            "<li>",
            "<ul>",
            "</ul>",
            "<select>",
            "</select>",
            "<button>",
            "</button>",
            "<a href=x>",
            "</a>",
            "t",
            "<template>",
            "</template>",
            "<dd>",
            "<title>",
            "</title>",
            "<ruby>",
            "<rt>",
            "</ruby>",
            "<foreignObject>",
            "</foreignObject>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<h1>",
        ];
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..300 {
            // Few kinds of pieces, many times: that is how depth is made.
            let mut next = |below: usize| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                (seed % below as u64) as usize
            };
            let kinds: Vec<&str> = (0..=next(6)).map(|_| pieces[next(pieces.len())]).collect();
            let page = kinds.concat().repeat(1 + 3000 / kinds.concat().len());
            let deep = depth(&page);
            assert!(deep <= 2 * DEEPEST || !is_bounded(&page), "{deep} levels: {}", kinds.concat());
        }
    }
}

//! Letters as HTML pages: the tree becomes blocks, as a reader sees them in a browser.

use crate::letter::read::compose::{Composer, ParagraphText};
use crate::letter::read::document::{Block, Document, Paragraph, UnreadableDocument};
use crate::letter::read::encoding;
use crate::letter::read::raised::on_the_line;
use inline::Inline;
use lists::HtmlList;
use scraper::{ElementRef, Html, Node};
use style::StyleRules;

mod inline;
mod lists;
mod nesting;
mod style;
mod table;

/// The longest page that is read.
const LONGEST: usize = 8 << 20;

/// How far down the tree is read; a page that [`nesting`] lets pass has no more levels.
const DEEPEST: usize = 2 * nesting::DEEPEST;

/// Elements that a browser does not show or strikes out, or whose words are no part of the page.
const LEFT_OUT: [&str; 23] = [
    "script", "style", "noscript", "template", "head", "title", "iframe", "noembed", "noframes",
    "object", "svg", "math", "canvas", "audio", "video", "select", "datalist", "textarea", "rp",
    "dialog", "del", "s", "strike",
];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Reads a letter that is a web page in any encoding.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, UnreadableDocument> {
    if bytes.len() > LONGEST {
        return Err(UnreadableDocument::new(
            "the page is longer than 8 MiB",
            "save the page without its pictures",
        ));
    }
    let page = encoding::html(bytes);
    if !nesting::is_bounded(&page) {
        return Err(UnreadableDocument::new(
            format!("the page has more than {} elements in each other", nesting::DEEPEST),
            "save the page as plain text",
        ));
    }
    let tree = Html::parse_document(&page);
    let mut walk = HtmlWalk { rules: StyleRules::of(&tree), ..HtmlWalk::default() };
    walk.children(tree.root_element(), 0);
    walk.end_paragraph();
    let document = walk.composer.finish();
    if document.text.is_empty() {
        return Err(UnreadableDocument::new(
            "the page has no text",
            "if a browser shows text, a script puts it there: save it as plain text",
        ));
    }
    Ok(document)
}

/// A walk through the tree, from the beginning of the page to its end.
#[derive(Default)]
struct HtmlWalk<'a> {
    composer: Composer,
    rules: StyleRules,
    /// The paragraph that is being read.
    inline: Inline,
    /// The number or bullet that stands before the next paragraph.
    number: Option<String>,
    is_heading: bool,
    lists: Vec<HtmlList>,
    /// The paragraphs of the cell that is being read.
    cell: Option<Vec<Paragraph>>,
    /// The tables in the cells of the table that is read which come behind it, and their depths.
    inner: Vec<(ElementRef<'a>, usize)>,
    /// Whether the paragraph that is being read has a picture.
    has_picture: bool,
    /// Whether a picture stands in the cell that is read.
    is_shown_in_cell: bool,
}

impl<'a> HtmlWalk<'a> {
    fn children(&mut self, parent: ElementRef<'a>, depth: usize) {
        for child in parent.children() {
            match child.value() {
                Node::Text(text) => self.inline.push(text),
                Node::Element(_) if depth < DEEPEST => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'a>, depth: usize) {
        let name = element.value().name();
        if LEFT_OUT.contains(&name) || self.rules.hides(element) {
            return;
        }
        let is_block = BLOCKS.contains(&name);
        if is_block {
            self.end_paragraph();
        }
        match name {
            "br" => self.inline.line_break(),
            "sup" if let Some(raised) = self.raised(element) => self.inline.push(&raised),
            "img" => self.has_picture |= !is_small(element),
            "a" => {
                let target =
                    element.attr("href").map(str::trim).filter(|href| leads_somewhere(href));
                let outer = self.inline.enter_link(target);
                self.children(element, depth);
                self.inline.leave_link(outer);
            }
            "pre" | "listing" | "xmp" => {
                let outer = self.inline.keep_space(true);
                self.children(element, depth);
                self.end_paragraph();
                self.inline.keep_space(outer);
            }
            "ol" | "ul" | "menu" => {
                let list = HtmlList::new(element, self.lists.last());
                self.lists.push(list);
                self.children(element, depth);
                self.end_paragraph();
                self.lists.pop();
            }
            "li" => {
                let number = self.lists.last_mut().map(|list| list.number(element));
                self.number = number.unwrap_or_else(|| Some(lists::BULLET.to_owned()));
                self.children(element, depth);
                self.end_paragraph();
                self.number = None;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.is_heading = true;
                self.children(element, depth);
                self.end_paragraph();
                self.is_heading = false;
            }
            "table" => self.table(element, depth),
            _ => self.children(element, depth),
        }
        if is_block {
            self.end_paragraph();
        }
    }

    /// What stands above the line, if it is the sign of a footnote or minutes.
    fn raised(&self, element: ElementRef<'_>) -> Option<String> {
        on_the_line(&element.text().collect::<String>(), self.inline.word())
    }

    /// A table of the page; inside of a cell it comes behind the outer one or is read as paragraphs, as
    /// is one that only arranges the page.
    fn table(&mut self, element: ElementRef<'a>, depth: usize) {
        let parts = table::HtmlTableParts::of(element);
        if self.cell.is_some() && table::stands_alone(&parts.rows(&self.rules)) {
            self.inner.push((element, depth));
            return;
        }
        for caption in &parts.captions {
            self.element(*caption, depth + 1);
        }
        let rows = parts.rows(&self.rules);
        if self.cell.is_some() || table::is_layout(element, &rows) {
            for cell in rows.iter().flatten() {
                self.element(cell.element, depth + 1);
            }
            return;
        }
        let mut table = table::grid(&rows);
        for (cell, source) in table.cells.iter_mut().zip(rows.iter().flatten()) {
            self.cell = Some(Vec::new());
            let lists = std::mem::take(&mut self.lists);
            self.children(source.element, depth + 1);
            self.end_paragraph();
            self.lists = lists;
            cell.paragraphs = self.cell.take().unwrap_or_default();
            cell.has_picture = std::mem::take(&mut self.is_shown_in_cell);
        }
        if !table.cells.is_empty() {
            self.composer.block(Block::Table(table));
        }
        for (element, depth) in std::mem::take(&mut self.inner) {
            self.table(element, depth);
        }
    }

    fn end_paragraph(&mut self) {
        let is_shown = std::mem::take(&mut self.has_picture);
        self.is_shown_in_cell |= is_shown && self.cell.is_some();
        let has_picture = is_shown && self.cell.is_none();
        let (text, links) = self.inline.take();
        if text.trim().is_empty() {
            if has_picture {
                self.composer.picture();
            }
            return;
        }
        let words =
            ParagraphText { text, links, number: self.number.take(), is_heading: self.is_heading };
        let Some(paragraph) = self.composer.line(words) else { return };
        match &mut self.cell {
            Some(paragraphs) => paragraphs.push(paragraph),
            None => self.composer.block(Block::Paragraph(paragraph)),
        }
        if has_picture {
            self.composer.picture();
        }
    }
}

/// Whether a picture is too small to show anything: a sign, or a dot by which readers are counted.
fn is_small(picture: ElementRef<'_>) -> bool {
    let size = |name| picture.attr(name).and_then(|size| size.trim().parse::<u32>().ok());
    [size("width"), size("height")].into_iter().flatten().any(|size| size < 50)
}

fn leads_somewhere(href: &str) -> bool {
    let scheme = href.split(':').next().unwrap_or("").to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto") && href.contains(':')
}

#[cfg(test)]
mod tests {
    use crate::letter::read::compose::{assert_sound, mutations};
    use crate::letter::read::document::TableCell;
    use crate::letter::read::html::*;

    fn document(page: &str) -> Document {
        let document = read(page.as_bytes()).unwrap();
        assert_sound(&document);
        document
    }

    fn words(document: &Document, paragraph: &Paragraph) -> String {
        let text = &document.text[paragraph.span.clone()];
        let heading = if paragraph.is_heading { "# " } else { "" };
        match &paragraph.number {
            Some(number) => format!("{heading}({number}) {text}"),
            None => format!("{heading}{text}"),
        }
    }

    /// Paragraphs as their words, tables as rows of cells.
    fn shape(page: &str) -> Vec<String> {
        let document = document(page);
        let cell = |cell: &TableCell| {
            let lines: Vec<_> = cell.paragraphs.iter().map(|it| words(&document, it)).collect();
            lines.join("⏎")
        };
        let block = |block: &Block| match block {
            Block::Paragraph(it) => words(&document, it),
            Block::Picture(_) => "picture".to_owned(),
            Block::Table(table) => {
                let row = |row: usize| {
                    let cells = table.row(row).iter().map(cell);
                    cells.collect::<Vec<_>>().join(" ¦ ")
                };
                format!("[{}]", (0..table.rows).map(row).collect::<Vec<_>>().join(" ║ "))
            }
        };
        document.blocks.iter().map(block).collect()
    }

    #[test]
    fn white_space_is_as_a_browser_shows_it() {
        assert_eq!(
            shape("<p>  Réf.&nbsp;:\n <b> TSB </b>\t4/16 <br>\n SG16/PX <br></p>x<div> </div>y"),
            ["Réf.\u{a0}: TSB 4/16\nSG16/PX", "x", "y"]
        );
        assert_eq!(
            shape("<pre>\n1. Date\n  7\tJuly\n</pre><p>a&#1;b"),
            ["1. Date\n  7\tJuly", "a b"]
        );
    }

    #[test]
    fn raised_figures_are_the_signs_of_footnotes() {
        assert_eq!(shape("<p>Q1/16<sup>2</sup> on the 1<sup>st</sup>"), ["Q1/16² on the 1st"]);
        let two = "<p>Q1/16<sup>1,2</sup>, Q2/16<sup><a href='#a'>a</a></sup>, 9<sup>30</sup>";
        assert_eq!(shape(two), ["Q1/16¹ ², Q2/16ᵃ, 9:30"]);
    }

    #[test]
    fn what_is_hidden_is_left_out() {
        let page = "<head><title>T</title><style>.nav{display:none}</style></head><body>\
                    <div class='top nav'>Home</div><script>var a = '<p>12 May';</script>\
                    <noscript>no</noscript><template><p>t</template><p hidden>h<p style='DISPLAY : none'>d\
                    <p>a<span style='visibility:hidden'>v</span><i aria-hidden=true>b</i>";
        assert_eq!(shape(page), ["ab"]);
        let struck = "<style>.old{text-decoration:line-through}</style>\
            <p>a<span style='text-decoration: red line-through'>b</span><i class=old>c</i><s>d</s>";
        assert_eq!(shape(struck), ["a"]);
    }

    #[test]
    fn headings_are_marked() {
        assert_eq!(shape("<h1>ANEXO A</h1><h4><span>B</span></h4><p>C"), ["# ANEXO A", "# B", "C"]);
    }

    #[test]
    fn lists_are_numbered_as_the_reader_counts() {
        assert_eq!(
            shape(
                "<ol><li>a<li>b<ol><li>c<ol><li>d</ol><li>e</ol></li><li value=7>f<li><p>g<p>h</ol>"
            ),
            ["(1) a", "(2) b", "(2.1) c", "(2.1.1) d", "(2.2) e", "(7) f", "(8) g", "h"]
        );
        assert_eq!(
            shape(
                "<ol start=3 type=a><li>a<li>b</ol><ol reversed><li>c<li>d</ol><ol type=I start=4><li>e</ol>"
            ),
            ["(c) a", "(d) b", "(2) c", "(1) d", "(IV) e"]
        );
        assert_eq!(
            shape("<ul><li>a<ol><li>b</ol></ul><ul style='list-style-type: none'><li>c</ul><li>d"),
            ["(•) a", "(1) b", "c", "(•) d"]
        );
        assert_eq!(
            shape("<ol start=99999999999 type=a><li value=x>a<li value=-1>b</ol>"),
            ["(a) a", "(-1) b"]
        );
    }

    #[test]
    fn links_lead_where_they_say() {
        let document = document(
            "<p>see <a href=' https://itu.int/go '> on line </a>, <a href='mailto:a@itu.int'>a@itu.int</a>, \
             <a href='#top'>top</a> <a href='javascript:x'>x</a> https://itu.int/b.<a href='http://c'><p>c</p><p>d</a>",
        );
        let links: Vec<_> = document
            .links
            .iter()
            .map(|link| (&document.text[link.span.clone()], link.target.as_str()))
            .collect();
        assert_eq!(
            links,
            [
                ("on line", "https://itu.int/go"),
                ("a@itu.int", "mailto:a@itu.int"),
                ("https://itu.int/b", "https://itu.int/b"),
                ("c", "http://c"),
                ("d", "http://c")
            ]
        );
    }

    #[test]
    fn tables_have_their_rows_in_the_order_of_the_screen() {
        let table = "<table><caption>First week</caption><tfoot><tr><td>f<td></tfoot>\
                     <tr><td>1<td><p>Q1/3<p>Q2/3<br>R</tr><thead><tr><th>slot<th>Mon</thead></table>";
        assert_eq!(shape(table), ["First week", "[slot ¦ Mon ║ 1 ¦ Q1/3⏎Q2/3\nR ║ f ¦ ]"]);
    }

    #[test]
    fn fills_come_from_the_cell_or_its_row() {
        let page = "<style>td.q{background:#9DC3E6}</style><table><tr bgcolor=yellow><td style='background:#FC0'>\
                    <td>a<td class=q><td style='background:white'><tr><td bgcolor='#92D050'><td>b</table>";
        let document = document(page);
        let [Block::Table(table)] = document.blocks.as_slice() else { panic!("{document:?}") };
        let fills: Vec<_> = table.cells.iter().map(|cell| cell.fill).collect();
        let yellow = Some([0xff, 0xff, 0]);
        assert_eq!(
            fills,
            [
                Some([0xff, 0xcc, 0]),
                yellow,
                Some([0x9d, 0xc3, 0xe6]),
                None,
                Some([0x92, 0xd0, 0x50]),
                None
            ]
        );
    }

    #[test]
    fn tables_in_cells_come_behind_the_table() {
        let hours =
            "<table><caption>Times</caption><tr><td>1<td>0900-1015<tr><td>2<td>1045-1200</table>";
        let page = format!("<table><tr><td>Hours<td>{hours}<tr><td>a<td>b</table>end");
        assert_eq!(
            shape(&page),
            ["[Hours ¦  ║ a ¦ b]", "Times", "[1 ¦ 0900-1015 ║ 2 ¦ 1045-1200]", "end"]
        );
        let bullets = "<table><tr><td>–<td>visas<tr><td>–<td>hotels</table>";
        let page = format!("<table><tr><td>1 May<td>{bullets}<tr><td>2 May<td>b</table>");
        assert_eq!(shape(&page), ["[1 May ¦ –⏎visas⏎–⏎hotels ║ 2 May ¦ b]"]);
    }

    #[test]
    fn pictures_are_marks() {
        let page = "<p>Plan<img src=a><p><img src=b width=900><p>c<img src=d width=1 height=1>\
                    <table><tr><td>1<td><img src=e><tr><td>2<td>3</table>";
        assert_eq!(shape(page), ["Plan", "picture", "picture", "c", "[1 ¦  ║ 2 ¦ 3]"]);
    }

    #[test]
    fn tables_in_cells_are_paragraphs() {
        let table =
            "<table><tr><td>1 May<td><table><tr><td>–<td>visas</table><tr><td>2 May<td>c</table>";
        assert_eq!(shape(table), ["[1 May ¦ –⏎visas ║ 2 May ¦ c]"]);
    }

    #[test]
    fn tables_that_arrange_the_page_are_not_there() {
        let plan = "<table><tr><td>1<td>Q1<tr><td>2<td>Q2</table>";
        let expected = ["[1 ¦ Q1 ║ 2 ¦ Q2]"];
        for page in [
            format!("<table><tr><td>{plan}</table>"),
            format!("<table><tr><td> <td>{plan}<td> </table>"),
            format!("<table><tr><td><table><tr><td>{plan}<td></table><td></table>"),
        ] {
            assert_eq!(shape(&page), expected, "{page}");
        }
        let page = format!("<table role=presentation><tr><td>x<td>{plan}</table>");
        assert_eq!(shape(&page), ["x", expected[0]]);
        let menu =
            format!("<table><tr><td>menu<td><p>Geneva{}</table>", plan.replace("Q", "<td>Q"));
        assert_eq!(shape(&menu), ["menu", "Geneva", "[1 ¦  ¦ Q1 ║ 2 ¦  ¦ Q2]"]);
    }

    #[test]
    fn code_pages_and_entities() {
        let page =
            "<meta charset=windows-1252><p>Reuni&oacute;n de la Comisión &ndash; 15&#8209;19 €";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(page);
        let document = read(&bytes).unwrap();
        assert_eq!(document.text, "Reunión de la Comisión – 15‑19 €");
    }

    #[test]
    fn pages_that_cannot_be_read_say_why() {
        let message = |page: &[u8]| read(page).unwrap_err().message;
        assert_eq!(
            message("<div>".repeat(100_000).as_bytes()),
            "the page has more than 300 elements in each other"
        );
        assert_eq!(message(&vec![b' '; LONGEST + 1]), "the page is longer than 8 MiB");
        assert_eq!(message(b"<html><script>x</script>"), "the page has no text");
    }

    #[test]
    fn damaged_pages_are_read_or_refused() {
        let page = "<style>.a{background:rgb(1,2,3)}</style><h1>A</h1><ol start=2><li>a<ol><li>b</ol></ol>\
                    <table><tr><td rowspan=2 class=a>x<td colspan=3>y<tr><td><table><tr><td>z</table></table>\
                    <p>Geneva&nbsp;é <a href='https://itu.int'>on<br>line</a><!-- c --><pre> d\n</pre>";
        for bytes in mutations(page.as_bytes(), 1000) {
            if let Ok(document) = read(&bytes) {
                assert_sound(&document);
            }
        }
    }
}

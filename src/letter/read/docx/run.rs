//! What stands inside of a paragraph: runs of text, and what holds them (ISO 29500-1 section 17.3).

use crate::letter::read::docx::field;
use crate::letter::read::docx::story::{NoteReference, StoryReader};
use crate::letter::read::docx::styles::is_raised;
use crate::letter::read::docx::symbols;
use crate::letter::read::docx::xml::XmlNode;
use crate::letter::read::raised::on_the_line;

impl<'t> StoryReader<'t> {
    /// Reads the runs in an element. What is not known is entered, for only runs hold text.
    pub(super) fn inline(&mut self, container: XmlNode<'t>, is_hidden: bool) {
        for node in container.children() {
            match node.name() {
                "r" => self.run(node, is_hidden),
                // Properties, and what tracked changes took away (section 17.13.5).
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "del" | "moveFrom" => {}
                "hyperlink" => {
                    let id = node.attribute("id");
                    let target = id.and_then(|id| self.relations.address(&id)).map(str::to_owned);
                    let place = node.attribute("anchor");
                    let target = target.and_then(|to| field::with_place(to, place.as_deref()));
                    self.linked(node, is_hidden, target);
                }
                "fldSimple" => {
                    let instruction = node.attribute("instr");
                    let target = instruction.and_then(|instruction| field::address(&instruction));
                    self.linked(node, is_hidden, target);
                }
                "AlternateContent" => {
                    self.alternatives(node, |reading, branch| reading.inline(branch, is_hidden));
                }
                _ => self.inline(node, is_hidden),
            }
        }
    }

    fn linked(&mut self, node: XmlNode<'t>, is_hidden: bool, target: Option<String>) {
        let start = self.text.len();
        self.inline(node, is_hidden);
        if let Some(target) = target {
            self.link(start, target);
        }
    }

    /// Reads the first alternative that gives something: a choice for new programs, or the fallback
    /// for old ones (ISO 29500-3 section 9.3).
    fn alternatives(&mut self, node: XmlNode<'t>, read: impl Fn(&mut Self, XmlNode<'t>)) {
        let before = (self.text.len(), self.boxes.len());
        for branch in node.children() {
            read(self, branch);
            if (self.text.len(), self.boxes.len()) != before {
                break;
            }
        }
    }

    fn run(&mut self, run: XmlNode<'t>, is_hidden: bool) {
        let properties = run.child("rPr");
        let style = properties.and_then(|properties| properties.value_of("rStyle"));
        let style = style.as_deref();
        let own = properties.and_then(|properties| properties.switch("vanish"));
        let own = own.or_else(|| self.styles.is_hidden(style?));
        let is_hidden = own.unwrap_or(is_hidden);
        // What is struck out no longer holds.
        let is_struck = ["strike", "dstrike"]
            .into_iter()
            .any(|name| properties.and_then(|properties| properties.switch(name)) == Some(true));
        let own = properties.and_then(is_raised);
        self.is_raised = own.or_else(|| self.styles.is_raised(style?)).unwrap_or(false);
        self.run_content(run, is_hidden || is_struck);
    }

    fn run_content(&mut self, run: XmlNode<'t>, is_hidden: bool) {
        for node in run.children() {
            match node.name() {
                // Fields work even where they are hidden.
                "fldChar" => self.field_character(node),
                "instrText" => self.fields.instruct(&node.text()),
                "AlternateContent" => {
                    self.alternatives(node, |reading, branch| {
                        reading.run_content(branch, is_hidden)
                    });
                }
                _ if is_hidden || self.fields.is_instruction() => {}
                "t" => self.words(&node.text()),
                "tab" | "ptab" => self.text.push('\t'),
                "br" => self.line_break(node),
                "cr" => self.text.push('\n'),
                "noBreakHyphen" => self.text.push('\u{2011}'),
                "sym" => {
                    let code = node.attribute("char");
                    let code = code.and_then(|code| u32::from_str_radix(&code, 16).ok());
                    let font = node.attribute("font").unwrap_or_default();
                    self.text.extend(code.and_then(|code| symbols::symbol(&font, code)));
                }
                // Of a word with its reading above it the word (section 17.3.3.25).
                "ruby" => {
                    if let Some(base) = node.child("rubyBase") {
                        self.inline(base, is_hidden);
                    }
                }
                "footnoteReference" => self.note(node, false),
                "endnoteReference" => self.note(node, true),
                "drawing" | "pict" | "object" => self.find_boxes(node),
                _ => {}
            }
        }
    }

    fn words(&mut self, words: &str) {
        let raised = self.is_raised.then(|| on_the_line(words, &self.text)).flatten();
        self.text.push_str(raised.as_deref().unwrap_or(words));
    }

    /// A break of a page or column begins a line only if there was one.
    fn line_break(&mut self, node: XmlNode<'t>) {
        let kind = node.attribute("type");
        let is_of_line = !matches!(kind.as_deref(), Some("page" | "column"));
        if is_of_line || !self.text.ends_with('\n') && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn field_character(&mut self, node: XmlNode<'t>) {
        match node.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(self.text.len()),
            Some("end") => {
                if let Some((start, target)) = self.fields.end() {
                    self.link(start, target);
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, node: XmlNode<'t>, is_endnote: bool) {
        let Some(id) = node.attribute("id") else { return };
        let has_sign = node.attribute("customMarkFollows");
        let has_sign = matches!(has_sign.as_deref(), Some("1" | "true" | "on"));
        let number = (!has_sign).then(|| self.numbers_of_notes.next(is_endnote));
        // In a cell its sign says of which session it is.
        if self.is_in_cell {
            self.text.push_str(number.as_deref().unwrap_or_default());
        }
        self.notes.push(NoteReference { is_endnote, id: id.into_owned(), number });
    }

    /// Keeps the text boxes in a drawing for when the paragraph has ended.
    fn find_boxes(&mut self, drawing: XmlNode<'t>) {
        for node in drawing.children() {
            match node.name() {
                "txbxContent" => self.boxes.push(node),
                // DrawingML's and VML's picture (ISO 29500-1 section 20.1.8.13, 29500-4 section 19.1.2.11).
                "blip" | "imagedata" => self.has_picture = true,
                "AlternateContent" => self.alternatives(node, Self::find_boxes),
                _ => self.find_boxes(node),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::sample::{SampleDocx, lines, links, of, of_body};

    fn text(inside: &str) -> String {
        of_body(&format!("<w:p>{inside}</w:p>")).text
    }

    fn run(text: &str) -> String {
        format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
    }

    fn field(instruction: &str, result: &str) -> String {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}\
             </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}\
             <w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    }

    #[test]
    fn signs_of_their_own_elements() {
        let inside = "<w:r><w:t>a </w:t><w:tab/><w:t> b\nc </w:t><w:br/><w:cr/><w:t>ITU</w:t>\
            <w:noBreakHyphen/><w:t>T</w:t><w:softHyphen/><w:sym w:font='Wingdings' w:char='F028'/>\
            <w:sym w:font='Wingdings' w:char='F041'/><w:br w:type='page'/><w:br w:type='page'/></w:r>";
        assert_eq!(text(inside), "a\tb c\n\nITU\u{2011}T☎\n");
        assert_eq!(text("<w:r><w:br w:type='page'/></w:r>"), "");
        assert_eq!(text(&(run(" 0930 ") + &run("hours"))), " 0930 hours");
    }

    #[test]
    fn changes_are_accepted() {
        let inside = run("the ")
            + "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>"
            + &run("new")
            + "</w:ins><w:moveFrom>"
            + &run(" away")
            + "</w:moveFrom><w:moveTo>"
            + &run(" date")
            + "</w:moveTo><w:ins><w:del>"
            + &run(" never")
            + "</w:del></w:ins>";
        assert_eq!(text(&inside), "the new date");
    }

    #[test]
    fn hidden_text_is_dropped() {
        let styles = "<w:styles><w:style w:type='paragraph' w:styleId='P'><w:rPr><w:vanish/></w:rPr>\
            </w:style><w:style w:type='character' w:styleId='C'><w:rPr><w:vanish/></w:rPr></w:style>\
            </w:styles>";
        let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t><w:tab/></w:r><w:r><w:rPr>\
            <w:rStyle w:val='C'/></w:rPr><w:t>y</w:t></w:r><w:r><w:t>a</w:t></w:r></w:p><w:p><w:pPr>\
            <w:pStyle w:val='P'/></w:pPr><w:r><w:t>z</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>\
            <w:t>b</w:t></w:r></w:p>";
        assert_eq!(of(SampleDocx::new(body).related("styles", styles)).text, "a\nb");
    }

    #[test]
    fn what_is_struck_out_is_dropped() {
        let body = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>13 April</w:t></w:r><w:r><w:rPr><w:dstrike/>\
            </w:rPr><w:t>14 April</w:t></w:r><w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>15 April</w:t>\
            </w:r></w:p>";
        assert_eq!(of(SampleDocx::new(body)).text, "15 April");
    }

    #[test]
    fn raised_figures_are_the_signs_of_footnotes() {
        let styles = "<w:styles><w:style w:type='character' w:styleId='S'><w:rPr>\
            <w:vertAlign w:val='superscript'/></w:rPr></w:style></w:styles>";
        let up = "<w:vertAlign w:val='superscript'/>";
        let run = |properties: &str, text: &str| {
            format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
        };
        let style = "<w:rStyle w:val='S'/>";
        let flat = "<w:rStyle w:val='S'/><w:vertAlign w:val='baseline'/>";
        let body = [
            run("", "Q4/9") + &run(up, "1") + &run(up, ", ") + &run(style, "2") + &run("", ", Q5"),
            run(up, "a") + &run("", " the 1") + &run(up, "st") + &run(flat, "3"),
        ]
        .map(|inside| format!("<w:p>{inside}</w:p>"))
        .concat();
        let text = of(SampleDocx::new(&body).related("styles", styles)).text;
        assert_eq!(text, "Q4/9¹  ², Q5\nᵃ the 1st3");
    }

    #[test]
    fn links_by_relationship() {
        let body = "<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id='r0'><w:r><w:t>the </w:t></w:r>\
            <w:r><w:t xml:space='preserve'> page</w:t></w:r></w:hyperlink><w:hyperlink w:anchor='top'><w:r>\
            <w:t>up</w:t></w:r></w:hyperlink><w:hyperlink r:id='r1' w:anchor='p'><w:r><w:t>é</w:t></w:r>\
            </w:hyperlink><w:hyperlink r:id='r1'><w:r/></w:hyperlink><w:hyperlink r:id='r9'><w:r>\
            <w:t>z</w:t></w:r></w:hyperlink></w:p>";
        let addresses =
            SampleDocx::new(body).address("mailto:a@itu.int").address("http://b?x=1&amp;y=2");
        let document = of(addresses);
        assert_eq!(document.text, "Seethe pageupéz");
        assert_eq!(links(&document), ["the page -> mailto:a@itu.int", "é -> http://b?x=1&y=2#p"]);
    }

    #[test]
    fn links_by_fields_and_what_other_fields_show() {
        let inner = field("HYPERLINK \"http://in\"", &run("in"));
        let outer = field("HYPERLINK \"http://out\"", &(run("out ") + &inner));
        let nested = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>IF </w:instrText></w:r>"
            .to_owned()
            + &field("PAGE", &run("7"))
            + "<w:r><w:fldChar w:fldCharType='end'/></w:r>";
        let simple = "<w:fldSimple w:instr=' HYPERLINK &quot;http://s&quot; '>".to_owned()
            + &run("s")
            + "</w:fldSimple>";
        let page = field(" PAGE ", &run("12"));
        let document = of_body(&format!("<w:p>{outer}{nested}{simple}{page}</w:p>"));
        assert_eq!(document.text, "out ins12");
        let expected = ["out in -> http://out", "in -> http://in", "s -> http://s"];
        assert_eq!(links(&document), expected);
    }

    #[test]
    fn a_field_may_be_damaged_or_longer_than_a_paragraph() {
        let begin = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>TOC</w:instrText></w:r>";
        let document = of_body(&format!("<w:p>{begin}</w:p><w:p>{}</w:p>", run("kept")));
        assert_eq!(document.text, "\nkept");
        let body = format!(
            "<w:p>{begin}<w:r><w:fldChar w:fldCharType='separate'/></w:r>{}</w:p><w:p>{}\
             <w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            run("1 Opening"),
            run("2 Closing")
        );
        assert_eq!(of_body(&body).text, "1 Opening\n2 Closing");
    }

    #[test]
    fn a_text_box_follows_its_paragraph_once() {
        let inside =
            |text: &str| format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run(text));
        let alternatives = format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{}</wps:txbx>\
             <a:p><a:r><a:t>no</a:t></a:r></a:p></w:drawing></mc:Choice><mc:Fallback><w:pict>\
             <v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            inside("box"),
            inside("box")
        );
        let body = format!("<w:p>{}{alternatives}{}</w:p><w:p/>", run("before "), run("after"));
        assert_eq!(lines(&of_body(&body)), ["before after", "box", ""]);
        let fallback = "<w:r><mc:AlternateContent><mc:Choice><x:y/></mc:Choice><mc:Fallback><w:t>☺</w:t>\
                        </mc:Fallback></mc:AlternateContent></w:r>";
        assert_eq!(text(fallback), "☺");
    }

    #[test]
    fn ruby_gives_the_word_and_controls_are_entered() {
        let inside = format!(
            "<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>\
             <w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><w:smartTag>{}</w:smartTag>",
            run("kan"),
            run("漢"),
            run("1"),
            run("2")
        );
        assert_eq!(text(&inside), "漢12");
    }
}

//! One name, one thing: each type of `src/` has a name of its own, which says what it is.

use std::collections::BTreeMap;
use syn::visit::{self, Visit};

/// Names that several types have, each with its reason.
const SHARED: [(&str, &str); 3] =
    [("Access", TWO_SYSTEMS), ("EndSignal", TWO_SYSTEMS), ("ReloadSignal", TWO_SYSTEMS)];

/// The files of `cli/system/` say the same of two systems.
const TWO_SYSTEMS: &str = "for Unix and for Windows, of which one is compiled";

/// Words that do not say what a thing is, unless another word stands beside them.
const EMPTY: &str = "Asked Base By Common Council Data Done Element Found Given Handler Held Helper Here \
     Holder Info Item Kept Made Manager Misc Near Object Of Offer On Other Patient Processor Raw Something \
     Stuff There Thing Told Util Utils What Which Who Wish";

/// Struct, enum, trait and type alias of each name: the files that define it.
struct Types<'f> {
    file: &'f str,
    files: BTreeMap<String, Vec<&'f str>>,
}

impl<'f> Types<'f> {
    fn of(texts: &'f [(String, String)]) -> Self {
        let mut types = Self { file: "", files: BTreeMap::new() };
        for (path, text) in texts {
            types.file = path;
            types.visit_file(&syn::parse_file(text).unwrap());
        }
        types
    }

    fn add(&mut self, name: &syn::Ident) {
        self.files.entry(name.to_string()).or_default().push(self.file);
    }

    /// What is wrong with the names.
    fn faults(&self, shared: &[(&str, &str)]) -> Vec<String> {
        let mut faults = Vec::new();
        for (name, files) in &self.files {
            let is_shared = shared.iter().any(|(other, _)| other == name);
            if files.len() > 1 && !is_shared {
                faults.push(format!("`{name}` is the name of several types: {}", files.join(", ")));
            } else if files.len() == 1 && is_shared {
                faults
                    .push(format!("`{name}` is the name of one type only: take it out of SHARED"));
            }
            if EMPTY.split(' ').any(|word| word == name) {
                faults.push(format!("`{name}` in {} does not say what it is", files.join(", ")));
            }
        }
        faults
    }
}

impl<'ast> Visit<'ast> for Types<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.add(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.add(&item.ident);
    }
}

#[test]
fn each_type_has_a_name_of_its_own() {
    let faults = Types::of(&super::TEXTS).faults(&SHARED);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn shared_and_empty_names_are_seen_wherever_they_stand() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file("model/day.rs", "pub struct Day; enum Thing {}"),
        file("render/day.rs", "fn f() { type Day = u8; }"),
        file("render/week.rs", "mod tests { trait Week { type Item; } }"),
        file(
            "serve/week.rs",
            "impl Iterator for X { type Item = u8; } const WEEK: &str = \"Week\";",
        ),
    ];
    let types = Types::of(&files);
    let day = "`Day` is the name of several types: model/day.rs, render/day.rs";
    let thing = "`Thing` in model/day.rs does not say what it is";
    assert_eq!(types.faults(&[]), [day, thing]);
    let week = "`Week` is the name of one type only: take it out of SHARED";
    assert_eq!(types.faults(&[("Day", "a reason"), ("Week", "a reason")]), [thing, week]);
}

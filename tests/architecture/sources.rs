//! The sources as a compiler sees them: which paths each file names, and in which file what a path
//! names is defined.

use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};

/// A path as it is written: `crate::model::Days`.
pub(super) type Names = Vec<String>;

/// The source files of a crate.
#[derive(Default)]
pub(super) struct Sources {
    /// By their paths below `src/`.
    files: BTreeMap<String, File>,
    /// The paths of the files by the modules that they are: `model/mod.rs` by `model`.
    modules: BTreeMap<Names, String>,
}

/// What a file says.
#[derive(Default)]
struct File {
    module: Names,
    uses: Vec<Use>,
    /// The paths in expressions, types, patterns, attributes and macros, with the module that they stand
    /// in.
    paths: Vec<(Names, Names)>,
}

/// A name that a `use` makes known.
#[derive(Clone)]
struct Use {
    /// The module that it stands in.
    within: Names,
    /// The name; nothing for all that there is.
    name: Option<String>,
    path: Names,
    /// Whether it makes the name known beyond its module.
    is_passed_on: bool,
}

/// What a path stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// Something of this crate.
    Own(Names),
    /// Something of another one.
    Other(Names),
}

impl Sources {
    /// Parses files: their paths below `src/`, and their code.
    pub(super) fn parse<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = Self::default();
        for (path, code) in files {
            let parsed = syn::parse_file(code).unwrap_or_else(|error| panic!("{path}: {error}"));
            let module = module_of(path);
            let mut file = File { module: module.clone(), ..File::default() };
            Reader { file: &mut file, within: module.clone() }.visit_file(&parsed);
            sources.files.insert(path.to_owned(), file);
            // The program itself is a crate of its own.
            if path != "main.rs" {
                sources.modules.insert(module, path.to_owned());
            }
        }
        sources
    }

    /// Everything that a file names, by whatever way it is named.
    pub(super) fn named(&self, path: &str) -> BTreeSet<Named> {
        let file = &self.files[path];
        let uses = file.uses.iter().map(|used| (&used.within, &used.path));
        let paths = file.paths.iter().map(|(within, path)| (within, path));
        let named = uses.chain(paths);
        let named = named.filter_map(|(within, names)| self.resolved(file, within, names));
        let mut all: BTreeSet<Named> = named.collect();
        let passed_on = all.iter().filter_map(|named| match self.home(named, 0)? {
            Home::Elsewhere(names) => Some(Named::Other(names)),
            Home::File(_) => None,
        });
        all.extend(passed_on.collect::<Vec<_>>());
        all
    }

    /// The other files that define what a file needs. To pass a name on is no need, and a file that
    /// calls those below it is one with them: they may use what it defines.
    fn needs(&self, path: &str) -> BTreeSet<&str> {
        let file = &self.files[path];
        let uses = file.uses.iter().filter(|used| !used.is_passed_on);
        let uses = uses.map(|used| (&used.within, &used.path));
        let paths = file.paths.iter().map(|(within, path)| (within, path));
        let named = uses.chain(paths);
        let named = named.filter_map(|(within, names)| self.resolved(file, within, names));
        let homes = named.filter_map(|named| match self.home(&named, 0)? {
            Home::File(home) => Some(home),
            Home::Elsewhere(_) => None,
        });
        let is_above = |home: &str| file.module.starts_with(&module_of(home));
        homes.filter(|home| *home != path && !is_above(home)).collect()
    }

    /// The sets of files each of which needs, in the end, all others of the set.
    pub(super) fn circles(&self) -> BTreeSet<Vec<&str>> {
        let needs: BTreeMap<&str, BTreeSet<&str>> =
            self.files.keys().map(|path| (path.as_str(), self.needs(path))).collect();
        let reach = needs.keys().map(|from| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![*from]);
            while let Some(next) = open.pop() {
                open.extend(needs[next].iter().filter(|path| seen.insert(**path)));
            }
            (*from, seen)
        });
        let reach: BTreeMap<&str, BTreeSet<&str>> = reach.collect();
        let circle = |path: &&str| -> Vec<&str> {
            reach[*path].iter().copied().filter(|other| reach[other].contains(*path)).collect()
        };
        needs.keys().map(circle).filter(|circle| circle.len() > 1).collect()
    }

    /// What a path that stands in a module of a file names, if it is not of that module itself.
    fn resolved(&self, file: &File, within: &[String], names: &[String]) -> Option<Named> {
        let (first, rest) = names.split_first()?;
        let behind = |module: &[String]| Some(Named::Own([module, rest].concat()));
        match first.as_str() {
            "crate" | "timeplan" => behind(&[]),
            "self" => behind(within),
            "super" => {
                let supers = names.iter().take_while(|name| *name == "super").count();
                let module = &within[..within.len().checked_sub(supers)?];
                Some(Named::Own([module, &names[supers..]].concat()))
            }
            name => {
                let is_it =
                    |used: &&Use| used.within == within && used.name.as_deref() == Some(name);
                // Not `use name::…` itself.
                let used =
                    file.uses.iter().filter(is_it).find(|used| used.path.first() != Some(first));
                if let Some(used) = used {
                    let path = [&used.path[..], rest].concat();
                    return self.resolved(file, within, &path);
                }
                let own = [within, std::slice::from_ref(first)].concat();
                if self.modules.contains_key(&own) {
                    return behind(&own);
                }
                // A name that begins small, with more behind it, is that of a crate.
                let is_crate =
                    !rest.is_empty() && name.starts_with(|c: char| c.is_ascii_lowercase());
                let is_used = file.uses.iter().filter(is_it).any(|used| used.path == names);
                (is_crate || is_used).then(|| Named::Other(names.to_owned()))
            }
        }
    }

    /// Where that is defined which a path names, through all files that pass its name on.
    fn home(&self, named: &Named, depth: usize) -> Option<Home<'_>> {
        let names = match named {
            Named::Own(names) => names,
            Named::Other(names) => return Some(Home::Elsewhere(names.clone())),
        };
        let mut modules = (0..=names.len()).rev().map(|length| &names[..length]);
        let module = modules.find(|module| self.modules.contains_key(*module))?;
        let path = &self.modules[module];
        let Some((name, rest)) = names[module.len()..].split_first().filter(|_| depth < 10) else {
            return Some(Home::File(path));
        };
        let file = &self.files[path];
        let known = file.uses.iter().filter(|used| used.within == module);
        let known = known.filter(|used| used.name.as_ref().is_none_or(|known| known == name));
        let mut passed_on = known.filter_map(|used| {
            let all = used.name.is_none().then_some(name);
            let names = used.path.iter().chain(all).chain(rest).cloned().collect::<Names>();
            self.home(&self.resolved(file, module, &names)?, depth + 1)
        });
        passed_on.find(|home| *home != Home::File(path)).or(Some(Home::File(path)))
    }
}

/// Where something is defined.
#[derive(PartialEq, Eq)]
enum Home<'a> {
    /// In a file.
    File(&'a str),
    /// In another crate, where it has this name.
    Elsewhere(Names),
}

/// The module that a file is.
fn module_of(path: &str) -> Names {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    let names = path.split('/').filter(|name| !["lib", "main"].contains(name));
    names.map(str::to_owned).collect()
}

/// Goes through a file and writes down its paths. Tests are no part of what it needs.
struct Reader<'f> {
    file: &'f mut File,
    within: Names,
}

impl Reader<'_> {
    fn add_use(&mut self, before: &[String], tree: &syn::UseTree, is_passed_on: bool) {
        let within = self.within.clone();
        let path = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        let (name, path) = match tree {
            syn::UseTree::Path(further) => {
                return self.add_use(&path(&further.ident), &further.tree, is_passed_on);
            }
            syn::UseTree::Group(group) => {
                return group
                    .items
                    .iter()
                    .for_each(|tree| self.add_use(before, tree, is_passed_on));
            }
            syn::UseTree::Name(named) if named.ident == "self" => {
                (before.last().cloned(), before.to_owned())
            }
            syn::UseTree::Name(named) => (Some(named.ident.to_string()), path(&named.ident)),
            syn::UseTree::Rename(renamed) if renamed.ident == "self" => {
                (Some(renamed.rename.to_string()), before.to_owned())
            }
            syn::UseTree::Rename(renamed) => {
                (Some(renamed.rename.to_string()), path(&renamed.ident))
            }
            syn::UseTree::Glob(_) => (None, before.to_owned()),
        };
        self.file.uses.push(Use { within, name, path, is_passed_on });
    }

    /// The paths that stand in a macro, which is a list of tokens.
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        use proc_macro2::TokenTree;
        let (mut path, mut colons) = (Names::new(), 0);
        let mut found = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        found.push(std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.tokens(group.stream());
                    found.push(std::mem::take(&mut path));
                }
                _ => found.push(std::mem::take(&mut path)),
            }
        }
        found.push(path);
        let found = found.into_iter().filter(|path| !path.is_empty());
        self.file.paths.extend(found.map(|path| (self.within.clone(), path)));
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !attributes(item).iter().any(is_of_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !function.attrs.iter().any(is_of_tests) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.within.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.within.pop();
    }

    fn visit_item_use(&mut self, used: &'ast syn::ItemUse) {
        self.add_use(&[], &used.tree, !matches!(used.vis, syn::Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.to_string());
        self.file.paths.push((self.within.clone(), names.collect()));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        visit::visit_macro(self, called);
        // Its path is that of no import, but of the standard library.
        if let Some(name) = called.path.get_ident() {
            let names = ["std".to_owned(), format!("{name}!")];
            self.file.paths.push((self.within.clone(), names.to_vec()));
        }
        self.tokens(called.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        visit::visit_attribute(self, attribute);
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }
}

fn is_of_tests(attribute: &syn::Attribute) -> bool {
    match &attribute.meta {
        syn::Meta::List(list) if list.path.is_ident("cfg") => list.tokens.to_string() == "test",
        _ => false,
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

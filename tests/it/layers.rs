//! The order of the `mod` list in `src/lib.rs` is the order of dependency: a module names only modules above it.
//!
//! What counts is the top-level module that a file or inline module lies in; inside its own folder anything goes. A path
//! counts wherever it stands, under `#[cfg(test)]` too: a test that needs a later stage belongs in `tests/`. Inside the
//! crate a path says the defining module: what stands at the root (`crate::Claim`, `crate::*`, the root under another
//! name) hides the direction. Comments and strings do not count, but for the paths that serde takes as strings. The
//! programs in `src/bin` are users of the crate and free.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// Path below the package, with slashes, to text.
type Tree = BTreeMap<String, String>;

#[test]
fn a_module_names_only_modules_above_it() {
    let tree = crate_tree();
    let survey = survey(&tree);
    assert!(survey.order.len() > 5 && survey.order[0] == "error", "the list of src/lib.rs: {:?}", survey.order);
    // A survey that sees nothing finds no fault: some names that are there.
    for (file, from, to) in [
        ("src/value/currency.rs", "value", "error"),
        ("src/claim/extract.rs", "claim", "article"),
        ("src/lexicon/load.rs", "lexicon", "datafile"),
        ("src/claim/view.rs", "claim", "claim"),
    ] {
        let seen = survey.names.iter().any(|name| name.file == file && name.from == from && name.to == to);
        assert!(seen, "{file} names '{to}', and the survey does not see it");
    }
    assert!(survey.faults.is_empty(), "{}", list(&survey.faults));
}

fn crate_tree() -> Tree {
    fn collect(root: &Path, folder: &Path, tree: &mut Tree) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, tree);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                tree.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tree = Tree::new();
    collect(root, &root.join("src"), &mut tree);
    tree
}

fn list(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
}

// What is found.

struct Survey {
    order: Vec<String>,
    names: Vec<Name>,
    faults: Vec<Fault>,
}

/// A path in the code of one top-level module that leads into another, or into itself.
struct Name {
    file: String,
    from: String,
    to: String,
}

struct Fault {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

fn survey(tree: &Tree) -> Survey {
    let root = tokens(&tree["src/lib.rs"]);
    let mut survey = Survey { order: mod_list(&root), names: Vec::new(), faults: Vec::new() };
    for (file, text) in tree.iter().filter(|(file, _)| !file.starts_with("src/bin/")) {
        let module = module_of(file);
        if module.first().is_some_and(|top| !survey.order.contains(top)) {
            let what = format!("'{}' is not in the mod list of src/lib.rs", module[0]);
            survey.faults.push(Fault { file: file.clone(), line: 1, what });
            continue;
        }
        survey.read(file, module, &tokens(text));
    }
    survey.faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    survey
}

/// The modules that the root declares, in order.
fn mod_list(root: &[Token]) -> Vec<String> {
    let mut depth = 0;
    let mut order = Vec::new();
    for (at, token) in root.iter().enumerate() {
        match token.text() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "mod" if depth == 0 => order.extend(root.get(at + 1).and_then(Token::word).map(str::to_owned)),
            _ => {}
        }
    }
    order
}

/// `src/value/place.rs` is `value::place`; `src/lib.rs` is the root.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

impl Survey {
    /// Walks the code of one file and keeps account of the inline modules around each path.
    fn read(&mut self, file: &str, mut module: Vec<String>, tokens: &[Token]) {
        let mut depth = 0;
        let mut inline = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let next = |ahead: usize| tokens.get(at + ahead).map_or("", Token::text);
            match next(0) {
                "mod" if next(2) == "{" => {
                    module.extend(tokens[at + 1].word().map(str::to_owned));
                    inline.push(depth);
                    at += 1;
                }
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    if inline.last() == Some(&depth) {
                        inline.pop();
                        module.pop();
                    }
                }
                "#" if next(1) == "[" && next(2) == "serde" => at = self.serde(file, &module, tokens, at + 2),
                "#" if next(1) == "[" && next(2) == "path" => {
                    self.fault(
                        file,
                        tokens[at].line,
                        "#[path] puts a module where this test does not look for it".into(),
                    );
                }
                "include" if next(1) == "!" => {
                    self.fault(file, tokens[at].line, "include! takes in code that this test does not read".into());
                }
                "extern" if next(1) == "crate" && next(2) == "self" => {
                    self.root(file, &module, tokens[at].line, "the root under another name");
                }
                "crate" | "super" | "self" if at == 0 || tokens[at - 1].text() != "::" => {
                    let (paths, end) = paths(tokens, at);
                    for path in &paths {
                        self.path(file, &module, path);
                    }
                    at = end;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// The strings of `#[serde(with = "crate::value::number")]` are paths. Returns the end of the attribute.
    fn serde(&mut self, file: &str, module: &[String], all: &[Token], from: usize) -> usize {
        let end = (from..all.len()).find(|at| all[*at].text() == "]").unwrap_or(all.len() - 1);
        for token in &all[from..end] {
            if let Kind::Text(text) = &token.kind {
                let inner: Vec<Token> = tokens(text).into_iter().map(|t| Token { line: token.line, ..t }).collect();
                self.read(file, module.to_vec(), &inner);
            }
        }
        end
    }

    fn path(&mut self, file: &str, module: &[String], path: &UsePath) {
        let mut target = Vec::new();
        let mut rest = path.parts.as_slice();
        while let Some((part, after)) = rest.split_first() {
            match part.as_str() {
                "crate" => target.clear(),
                "self" if target.is_empty() && rest.len() == path.parts.len() => target = module.to_vec(),
                "self" => {}
                "super" => {
                    if rest.len() == path.parts.len() {
                        target = module.to_vec();
                    }
                    target.pop();
                }
                _ => break,
            }
            rest = after;
        }
        // Which top-level module the path ends in; the root's own code may name anything.
        let Some(from) = module.first() else { return };
        match target.first().or(rest.first()) {
            None if path.glob => self.root(file, module, path.line, "everything at the root"),
            None if path.named => self.root(file, module, path.line, "the root under another name"),
            None => {}
            Some(to) if !self.order.contains(to) => self.root(file, module, path.line, &format!("'{to}' at the root")),
            Some(to) => {
                let (from, to) = (from.clone(), to.clone());
                let place = |module: &str| self.order.iter().position(|name| name == module);
                if place(&to) > place(&from) {
                    self.fault(file, path.line, format!("'{from}' names '{to}', which stands below it in src/lib.rs"));
                }
                self.names.push(Name { file: file.to_owned(), from, to });
            }
        }
    }

    fn root(&mut self, file: &str, module: &[String], line: usize, what: &str) {
        if let Some(from) = module.first() {
            self.fault(file, line, format!("'{from}' names {what}: write the defining module"));
        }
    }

    fn fault(&mut self, file: &str, line: usize, what: String) {
        self.faults.push(Fault { file: file.to_owned(), line, what });
    }
}

// Paths.

/// One path that begins with `crate`, `self` or `super`; a group gives one for each of its leaves.
struct UsePath {
    parts: Vec<String>,
    /// Where its first name stands.
    line: usize,
    /// It ends in `*`.
    glob: bool,
    /// It is brought in as a name of its own: `as x`, or `self` in a group.
    named: bool,
}

/// The paths that begin at token `at`, and the token after them.
fn paths(tokens: &[Token], at: usize) -> (Vec<UsePath>, usize) {
    let mut paths = Vec::new();
    let end = branch(tokens, at, &[], tokens[at].line, &mut paths);
    (paths, end)
}

fn branch(tokens: &[Token], mut at: usize, before: &[String], line: usize, paths: &mut Vec<UsePath>) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", Token::text);
    let mut path = UsePath { parts: before.to_vec(), line, glob: false, named: false };
    loop {
        match text(at) {
            "{" => {
                at += 1;
                while !matches!(text(at), "}" | "") {
                    let after = branch(tokens, at, &path.parts, path.line, paths);
                    at = if text(after) == "," { after + 1 } else { after.max(at + 1) };
                }
                return at + 1;
            }
            "*" => {
                path.glob = true;
                at += 1;
                break;
            }
            _ => {
                let Some(word) = tokens.get(at).and_then(Token::word) else { break };
                if path.parts.iter().all(|part| is_root_word(part)) {
                    path.line = tokens[at].line;
                }
                path.named |= word == "self" && !before.is_empty();
                path.parts.push(word.to_owned());
                at += 1;
            }
        }
        if text(at) != "::" {
            break;
        }
        at += 1;
    }
    if text(at) == "as" {
        path.named = true;
        at += 2;
    }
    paths.push(path);
    at
}

fn is_root_word(part: &str) -> bool {
    matches!(part, "crate" | "self" | "super")
}

// Words of Rust.

struct Token {
    kind: Kind,
    line: usize,
}

enum Kind {
    Word(String),
    Mark(String),
    /// What a string holds.
    Text(String),
}

impl Token {
    /// The word or mark; nothing of a string.
    fn text(&self) -> &str {
        match &self.kind {
            Kind::Word(text) | Kind::Mark(text) => text,
            Kind::Text(_) => "",
        }
    }

    fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }
}

/// Splits code into words, marks and strings; comments and character literals are passed over.
fn tokens(code: &str) -> Vec<Token> {
    let chars: Vec<char> = code.chars().collect();
    let get = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let is_word = |c: char| c == '_' || c.is_alphanumeric();
    let (mut at, mut line) = (0, 1);
    let mut tokens = Vec::new();
    while at < chars.len() {
        let start = at;
        let kind = match get(at) {
            '/' if get(at + 1) == '/' => {
                at = (at..chars.len()).find(|at| chars[*at] == '\n').unwrap_or(chars.len());
                None
            }
            '/' if get(at + 1) == '*' => {
                at = comment_end(&chars, at);
                None
            }
            '"' => {
                at = string_end(&chars, at);
                Some(Kind::Text(chars[start + 1..(at - 1).max(start + 1)].iter().collect()))
            }
            '\'' if get(at + 1) == '\\' => {
                at = (at + 3..chars.len()).find(|at| chars[*at] == '\'').unwrap_or(chars.len()) + 1;
                None
            }
            '\'' if get(at + 2) == '\'' => {
                at += 3;
                None
            }
            '\'' => {
                at = (at + 1..chars.len()).find(|at| !is_word(chars[*at])).unwrap_or(chars.len());
                None
            }
            c if is_word(c) => {
                at = (at..chars.len()).find(|at| !is_word(chars[*at])).unwrap_or(chars.len());
                let word: String = chars[start..at].iter().collect();
                let hashes = (at..chars.len()).take_while(|at| chars[*at] == '#').count();
                if matches!(word.as_str(), "r" | "br" | "cr") && get(at + hashes) == '"' {
                    let inner = at + hashes + 1;
                    let close = |at: usize| chars[at] == '"' && (1..=hashes).all(|ahead| get(at + ahead) == '#');
                    let end = (inner..chars.len()).find(|at| close(*at)).unwrap_or(chars.len());
                    at = (end + 1 + hashes).min(chars.len());
                    Some(Kind::Text(chars[inner.min(end)..end].iter().collect()))
                } else if word == "r" && hashes == 1 && is_word(get(at + 1)) {
                    // A raw identifier: its word is the next token.
                    at += 1;
                    None
                } else {
                    Some(Kind::Word(word))
                }
            }
            ':' if get(at + 1) == ':' => {
                at += 2;
                Some(Kind::Mark("::".to_owned()))
            }
            c => {
                at += 1;
                (!c.is_whitespace()).then(|| Kind::Mark(c.to_string()))
            }
        };
        tokens.extend(kind.map(|kind| Token { kind, line }));
        at = at.min(chars.len());
        line += chars[start..at].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

/// After the block comment, which may hold others.
fn comment_end(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// After the closing quote of the string that opens at `at`.
fn string_end(chars: &[char], mut at: usize) -> usize {
    at += 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

// The test of the test.

const ROOT: &str = "//! mod comment;\n\npub mod error;\nmod value;\n/// Claims.\npub mod claim;\n\
    #[cfg(feature = \"frames\")]\npub mod table;\npub mod report;\n\npub use claim::Claim;\npub use report::write;\n";

fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
    let mut tree = Tree::from([("src/lib.rs".to_owned(), ROOT.to_owned())]);
    tree.extend(files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())));
    survey(&tree).faults.iter().map(Fault::to_string).collect()
}

fn below(from: &str, to: &str) -> String {
    format!("'{from}' names '{to}', which stands below it in src/lib.rs")
}

fn at_root(from: &str, what: &str) -> String {
    format!("'{from}' names {what}: write the defining module")
}

#[test]
fn the_order_is_that_of_the_list() {
    assert_eq!(mod_list(&tokens(ROOT)), ["error", "value", "claim", "table", "report"]);
}

#[test]
fn planted_faults_are_found() {
    let renamed = "the root under another name";
    let cases: &[(&str, &str, &str, usize, String)] = &[
        ("a path", "src/value.rs", "\nuse crate::claim::Claim;", 2, below("value", "claim")),
        ("a path with spaces", "src/value.rs", "use crate :: claim\n:: Claim;", 1, below("value", "claim")),
        ("a group", "src/value.rs", "use crate::{error::Error, report::write};", 1, below("value", "report")),
        (
            "a nested group",
            "src/value.rs",
            "use crate::{error::{self, Error}, table::{a::{B}}};",
            1,
            below("value", "table"),
        ),
        (
            "a use over lines",
            "src/claim.rs",
            "use crate::{\n    error::Error,\n    // lawful so far\n    value::{\n        Unit,\n    },\n    report::{\n        csv,\n    },\n};",
            7,
            below("claim", "report"),
        ),
        ("super of super", "src/value/place.rs", "use super::super::claim::Claim;", 1, below("value", "claim")),
        ("super in a group", "src/value.rs", "use super::{claim};", 1, below("value", "claim")),
        ("self and super", "src/value.rs", "use self::super::claim;", 1, below("value", "claim")),
        ("a glob of the root", "src/value.rs", "use crate::*;", 1, at_root("value", "everything at the root")),
        (
            "a glob of the root in a group",
            "src/value.rs",
            "use crate::{*};",
            1,
            at_root("value", "everything at the root"),
        ),
        ("a glob by super", "src/value.rs", "use super::*;", 1, at_root("value", "everything at the root")),
        ("a glob of a later module", "src/value.rs", "use crate::report::*;", 1, below("value", "report")),
        ("a re-export of the root", "src/report.rs", "use crate::Claim;", 1, at_root("report", "'Claim' at the root")),
        (
            "a re-export in a group",
            "src/report.rs",
            "use crate::{\nerror,\nwrite};",
            3,
            at_root("report", "'write' at the root"),
        ),
        (
            "an expression",
            "src/error.rs",
            "fn f() {\n    g(1, crate::report::write(2));\n}",
            2,
            below("error", "report"),
        ),
        ("a type", "src/error.rs", "struct A<'a>(&'a Vec<crate::claim::Claim>);", 1, below("error", "claim")),
        (
            "a qualified path",
            "src/error.rs",
            "fn f() { <crate::claim::Claim as Clone>::clone(); }",
            1,
            below("error", "claim"),
        ),
        ("an alias", "src/value.rs", "use crate::report as r;", 1, below("value", "report")),
        (
            "an alias of the root",
            "src/value.rs",
            "use crate as root;\nfn f(_: root::Claim) {}",
            1,
            at_root("value", renamed),
        ),
        ("an alias of the root in a group", "src/value.rs", "use crate::{self as root};", 1, at_root("value", renamed)),
        ("an alias by super", "src/value/unit.rs", "use super::super as up;", 1, at_root("value", renamed)),
        ("an alias by extern", "src/value.rs", "extern crate self as tradeflow;", 1, at_root("value", renamed)),
        ("an inline module", "src/value.rs", "mod a { mod b {} use super::super::claim; }", 1, below("value", "claim")),
        (
            "after an inline module",
            "src/value.rs",
            "mod a { fn f() {} }\nuse super::claim;",
            2,
            below("value", "claim"),
        ),
        (
            "a module of the root",
            "src/lib.rs",
            "mod error { use crate::value::A; }\nmod value;",
            1,
            below("error", "value"),
        ),
        (
            "a test",
            "src/value.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::claim::Claim;\n}",
            3,
            below("value", "claim"),
        ),
        (
            "a macro",
            "src/value.rs",
            "macro_rules! m { () => { $crate::report::write() } }",
            1,
            below("value", "report"),
        ),
        ("a visibility", "src/value.rs", "pub(in crate::claim) fn f() {}", 1, below("value", "claim")),
        (
            "a path for serde",
            "src/value.rs",
            "#[serde(with = \"crate::report::day\")]\na: A",
            1,
            below("value", "report"),
        ),
        (
            "behind a string",
            "src/value.rs",
            "const A: (&str, char, char) = (\"\\\"\", '\"', '\\'');\nuse crate::claim;",
            2,
            below("value", "claim"),
        ),
        (
            "behind a raw string",
            "src/value.rs",
            "const A: &str = r#\"\"\n// \"#; use crate::claim;",
            2,
            below("value", "claim"),
        ),
        ("behind a comment", "src/value.rs", "/* a /* b */ c */ use crate::claim;", 1, below("value", "claim")),
        ("a folder", "src/value/mod.rs", "use super::claim;", 1, below("value", "claim")),
        ("a file not listed", "src/stray.rs", "", 1, "'stray' is not in the mod list of src/lib.rs".to_owned()),
        (
            "a file elsewhere",
            "src/value.rs",
            "#[path = \"../x.rs\"]\nmod x;",
            1,
            "#[path] puts a module where this test does not look for it".to_owned(),
        ),
        (
            "code from elsewhere",
            "src/value.rs",
            "include!(\"x.rs\");",
            1,
            "include! takes in code that this test does not read".to_owned(),
        ),
    ];
    for (what, file, code, line, fault) in cases {
        assert_eq!(faults_of(&[(file, code)]), [format!("{file}:{line}: {fault}")], "{what}: {code}");
    }
}

#[test]
fn every_fault_of_a_file_is_found() {
    let code = "use crate::{claim, report::{self, write}};\nfn f() { super::table::g(crate::Claim) }";
    let expected = [
        format!("src/value.rs:1: {}", below("value", "claim")),
        format!("src/value.rs:1: {}", below("value", "report")),
        format!("src/value.rs:1: {}", below("value", "report")),
        format!("src/value.rs:2: {}", below("value", "table")),
        format!("src/value.rs:2: {}", at_root("value", "'Claim' at the root")),
    ];
    assert_eq!(faults_of(&[("src/value.rs", code), ("src/error.rs", "use std::fmt;")]), expected);
}

#[test]
fn lawful_trees_pass() {
    let cases: &[(&str, &str, &str)] = &[
        (
            "an earlier module",
            "src/claim.rs",
            "use crate::error::{self, Error};\nuse crate::{value::{*}};\nuse super::value as v;",
        ),
        ("the own folder", "src/claim/read.rs", "use crate::claim::write;\nuse super::report::A;\nuse self::table::B;"),
        ("the own front page", "src/claim/read.rs", "use super::*;\nuse super::{self as page};\nuse crate::claim;"),
        (
            "a submodule named like a later module",
            "src/value.rs",
            "mod report;\nuse self::report::A;\npub use report::B;",
        ),
        (
            "an inline module",
            "src/value.rs",
            "#[cfg(test)]\nmod tests {\n    use super::*;\n    mod report { use super::super::A; }\n}",
        ),
        (
            "visibility",
            "src/value/place.rs",
            "pub(crate) fn f(self) {}\npub(super) fn g(&self) {}\npub(in crate::value) fn h() {}\npub(in super::super) fn i() {}",
        ),
        (
            "comments",
            "src/value.rs",
            "//! [`Claim`](crate::claim::Claim)\n// use crate::claim;\n/* crate::report /* crate::claim */ */\nfn f() {}",
        ),
        (
            "strings",
            "src/value.rs",
            "const A: &str = \"use crate::claim; \\\" crate::Claim\";\nconst B: &str = r##\"crate::report \"# \"##;\nconst C: &[u8] = b\"super::claim\";",
        ),
        (
            "words of attributes",
            "src/value.rs",
            "#[doc = \"crate::claim\"]\n#[expect(dead_code, reason = \"crate::claim::Claim\")]\nfn f() {}",
        ),
        (
            "characters and lifetimes",
            "src/value.rs",
            "fn f<'a>(_: &'a str) -> char { if true { '{' } else { '\\u{7b}' } }\nmod tests { use super::f; }",
        ),
        (
            "other crates",
            "src/value.rs",
            "use report::A;\nuse std::{claim::B, crate_::table};\nfn f() { x.claim(); y::super_::claim() }",
        ),
        ("words that only begin so", "src/value.rs", "use crated::claim;\nfn f() { superb::claim(); itself::claim() }"),
        (
            "the root itself",
            "src/lib.rs",
            "mod value;\nmod claim;\npub use crate::claim::Claim;\npub use self::value::A;\npub use claim::*;",
        ),
        ("the programs", "src/bin/x/main.rs", "use crate::anything::B;\nmod args;"),
        (
            "serde in the own folder",
            "src/claim.rs",
            "#[serde(with = \"crate::value::number\", default = \"self::none\")]\na: A",
        ),
    ];
    for (what, file, code) in cases {
        assert_eq!(faults_of(&[(file, code)]), [""; 0], "{what}: {code}");
    }
}

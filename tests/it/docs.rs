//! What the documents say is so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The code blocks of a document that begin with ```` ```kind ````.
fn blocks(document: &str, kind: &str) -> Vec<String> {
    let (open, mut blocks) = (format!("```{kind}\n"), Vec::new());
    let mut rest = document;
    while let Some((_, after)) = rest.split_once(&open) {
        let (block, after) = after.split_once("```").unwrap();
        blocks.push(block.to_owned());
        rest = after;
    }
    blocks
}

/// What stands between backticks outside of code blocks.
fn code_spans(document: &str) -> Vec<&str> {
    document.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2)).collect()
}

/// Every file below a folder, with slashes, as a path below that folder.
fn files(folder: &Path, below: &str, files: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            self::files(&path, &format!("{name}/"), files);
        } else {
            files.insert(name);
        }
    }
}

#[test]
fn the_map_has_every_file_and_no_other() {
    let architecture = text("ARCHITECTURE.md");
    let map = architecture.split_once("## Code map").unwrap().1.split_once("**Beside the source**").unwrap().0;
    let named: BTreeSet<String> =
        code_spans(map).into_iter().filter(|n| n.ends_with(".rs")).map(str::to_owned).collect();
    let mut there = BTreeSet::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut there);
    there.remove("lib.rs");
    assert_eq!(named, there, "the code map of ARCHITECTURE.md, and src/");
}

#[test]
fn every_path_that_a_document_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DESIGN.md", "tests/corpus/README.md"] {
        let document = text(file);
        for name in code_spans(&document) {
            let is_path = ["src/", "data/", "tests/", "tools/", "examples/", ".ci/", "LICENSE"]
                .iter()
                .any(|start| name.starts_with(start) && !name.contains(' '));
            assert!(!is_path || root.join(name).exists(), "{file} names {name}");
        }
    }
}

/// The crate docs have lines more, hidden there, which switch with the features and check what comes out.
#[test]
fn the_program_of_the_readme_is_that_of_the_crate_docs() {
    let crate_docs: String = text("src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .filter(|line| !line.starts_with(" # "))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    assert_eq!(blocks(&text("README.md"), "rust"), [blocks(&crate_docs, "")[0].clone()]);
}

#[test]
fn the_tests_are_run_as_the_readme_says() {
    let commands = blocks(&text("README.md"), "sh");
    assert_eq!(commands.len(), 2, "one command runs the main job, one passes the tests");
    assert!(text(".ci/run").lines().any(|line| line == format!("step {}", commands[1].trim())));
}

#[test]
#[cfg(all(feature = "frames", feature = "cli"))]
fn the_readme_shows_what_the_program_writes() {
    let command = &blocks(&text("README.md"), "sh")[0];
    let args: Vec<&str> = command.trim().strip_prefix("cargo run -- ").unwrap().split(' ').collect();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("report");
    let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_tradeflow"));
    run.args(&args[..args.len() - 1]).arg(&out).current_dir(env!("CARGO_MANIFEST_DIR"));
    assert!(run.output().unwrap().status.success());
    let written = fs::read_to_string(out.join("turnover.csv")).unwrap();
    let written: BTreeSet<&str> = written.lines().collect();
    for line in blocks(&text("README.md"), "csv")[0].lines() {
        assert!(written.contains(line), "README.md shows a line that is not written any more:\n{line}");
    }
}

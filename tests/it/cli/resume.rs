//! Runs that are cut off.

use super::{entries, folder, many, run};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const ARGS: [&str; 10] = [
    "extract",
    "--resume",
    "-o",
    "claims.jsonl",
    "--doubts",
    "doubts.csv",
    "--texts",
    "texts.jsonl",
    "in.jsonl.gz",
    "more.txt",
];

fn start(folder: &Path, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tradeflow"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until a file is there.
fn wait_for(child: &mut Child, is_there: impl Fn() -> bool) {
    while !is_there() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be cut off");
        std::thread::yield_now();
    }
}

#[test]
fn a_run_that_was_cut_off_goes_on_and_gives_the_same_bytes() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&many()).unwrap();
    let packed = packed.finish().unwrap();
    let inputs: [(&str, &[u8]); 2] =
        [("in.jsonl.gz", &packed), ("more.txt", b"Iran's exports to Iraq were $9 billion in 2023.")];
    let (whole, cut) = (folder(&inputs), folder(&inputs));
    let expected = run(whole.path(), &ARGS);
    let mut child = start(cut.path(), &[&ARGS[..], &["--jobs", "1"]].concat());
    wait_for(&mut child, || cut.path().join("claims.jsonl.resume").exists());
    child.kill().unwrap();
    child.wait().unwrap();
    let parts = ["claims.jsonl.part", "doubts.csv.part", "texts.jsonl.part"];
    assert!(parts.iter().all(|part| cut.path().join(part).exists()) && !cut.path().join("claims.jsonl").exists());
    // What was written behind the journal is written anew.
    OpenOptions::new().append(true).open(cut.path().join(parts[0])).unwrap().write_all(b"{\"torn\":").unwrap();
    let resumed = run(cut.path(), &ARGS);
    assert_eq!((resumed.code, &resumed.err), (1, &expected.err));
    for file in ["claims.jsonl", "doubts.csv", "texts.jsonl"] {
        let bytes = |folder: &Path| fs::read(folder.join(file)).unwrap();
        assert!(bytes(whole.path()) == bytes(cut.path()), "{file}");
    }
    assert_eq!(entries(&cut), ["claims.jsonl", "doubts.csv", "in.jsonl.gz", "more.txt", "texts.jsonl"]);
    assert_eq!(fs::read_to_string(whole.path().join("texts.jsonl")).unwrap().lines().count(), 3993);
}

#[test]
fn another_run_does_not_go_on_from_this_one() {
    let text = "Iran's exports to Iraq were $9 billion in 2023.\n".repeat(20_000);
    let folder =
        folder(&[("in.txt", text.as_bytes()), ("claims.jsonl.part", b"nonsense"), ("claims.jsonl.resume", b"{}")]);
    let again = run(folder.path(), &["extract", "--resume", "-o", "claims.jsonl", "in.txt"]);
    assert_eq!(again.code, 0, "{again:?}");
    assert!(fs::read_to_string(folder.path().join("claims.jsonl")).unwrap().starts_with("{\"doc\":\"in.txt\""));
    assert_eq!(entries(&folder), ["claims.jsonl", "in.txt"]);
}

#[test]
#[cfg(unix)]
fn an_interrupt_leaves_no_draft_behind() {
    let folder = folder(&[]);
    let mut child = start(folder.path(), &["extract", "-o", "claims.jsonl", "-"]);
    wait_for(&mut child, || !entries(&folder).is_empty());
    assert!(entries(&folder)[0].starts_with(".claims.jsonl."));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(entries(&folder).is_empty());
}

//! The program, run as a user runs it.

mod inputs;
mod resume;
#[cfg(feature = "frames")]
mod tables;
mod words;

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const SENTENCE: &str = "Exports rose to $5.15 billion in 2023";

/// What a run of the program gave.
#[derive(Debug)]
struct Run {
    out: String,
    err: String,
    code: i32,
}

/// Runs the program in a folder, with something on its standard input.
fn run_with(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tradeflow"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input has closed it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

fn run(folder: &Path, args: &[&str]) -> Run {
    run_with(folder, args, b"")
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn empty() -> TempDir {
    folder(&[])
}

/// The ids of the records, each once, in order.
fn docs(records: &str) -> Vec<String> {
    let mut docs: Vec<String> = records
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["doc"].as_str().unwrap().to_owned())
        .collect();
    docs.dedup();
    docs
}

fn entries(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Reports enough for many pieces, some of them bad.
fn many() -> Vec<u8> {
    let mut lines = Vec::new();
    for number in 0..4000 {
        let text = format!("Azerbaijan's exports rose to ${number}.5 billion in 2023. Imports were $3 million.");
        match number % 1000 {
            7 => writeln!(lines, "{{\"id\":\"r0\",\"text\":\"{text}\"}}"),
            13 => writeln!(lines, "{{\"text\":"),
            _ => writeln!(lines, "{{\"id\":\"r{number}\",\"text\":\"{text}\"}}"),
        }
        .unwrap();
    }
    lines
}

#[test]
fn mentions_of_a_sentence_on_standard_input() {
    let run = run_with(empty().path(), &["mentions"], SENTENCE.as_bytes());
    assert_eq!(run.code, 0, "{run:?}");
    let quantity = run.out.lines().find(|line| line.contains("\"quantity\"")).unwrap();
    assert_eq!(
        quantity,
        "{\"doc\":\"stdin\",\"type\":\"quantity\",\"start\":16,\"end\":29,\"quote\":\"$5.15 billion\",\
         \"value\":5150000000,\"value_hi\":null,\"qualifier\":\"exact\",\"unit\":\"USD\",\"per\":null}"
    );
    assert!(run.out.lines().any(|line| line.contains("\"period\"") && line.contains("2023")), "{run:?}");
    assert!(run.err.contains(" from 1 report"), "{run:?}");
}

#[test]
fn mentions_of_some_types_as_csv() {
    let args = ["mentions", "--type", "quantity,period", "--format", "csv", "--quiet", "-"];
    let run = run_with(empty().path(), &args, SENTENCE.as_bytes());
    assert_eq!(
        (run.out.as_str(), run.err.as_str()),
        (
            "doc,type,start,end,quote,value,value_hi,qualifier,unit,per\n\
             stdin,quantity,16,29,$5.15 billion,5150000000,,exact,USD,\n\
             stdin,period,33,37,2023,,,,,\n",
            ""
        )
    );
}

#[test]
fn every_format_is_read_and_a_missing_id_is_the_file_or_line() {
    let report = format!("{{\"text\":\"{SENTENCE}\"}}");
    let named = format!("{{\"id\":\"named\",\"title\":null,\"text\":\"{SENTENCE}\"}}");
    let folder = folder(&[
        ("a.txt", SENTENCE.as_bytes()),
        ("b.md", format!("---\nid: front\npublished: 2024-08-20\n---\n{SENTENCE}").as_bytes()),
        ("c.json", report.as_bytes()),
        ("d.json", format!("[{report},\n{report}]").as_bytes()),
        ("e.jsonl", format!("\u{feff}{report}\n\n{named}\n{report}").as_bytes()),
        ("empty.txt", b""),
        ("f.dat", report.as_bytes()),
    ]);
    let args = ["a.txt", "b.md", "c.json", "d.json", "e.jsonl", "empty.txt", "f.dat", "--input-format", "json"];
    let run = run(folder.path(), &[&["mentions"], &args[..]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    let expected = ["a.txt", "front", "c.json", "d.json:1", "d.json:2", "e.jsonl:1", "named", "e.jsonl:4", "f.dat"];
    assert_eq!(docs(&run.out), expected);
    assert!(run.err.contains("from 10 reports\n"), "{run:?}");
}

#[test]
fn standard_input_tells_its_format() {
    let line = format!("{{\"text\":\"{SENTENCE}\"}}\n");
    let pretty = format!("{{\n\"text\":\"{SENTENCE}\"\n}}\n");
    for (input, expected) in [
        (line.repeat(2), vec!["stdin:1", "stdin:2"]),
        (pretty, vec!["stdin"]),
        (format!("[\n{line},{line}]"), vec!["stdin:1", "stdin:2"]),
        (format!("[Wire] {SENTENCE}"), vec!["stdin"]),
    ] {
        let run = run_with(empty().path(), &["mentions"], input.as_bytes());
        assert_eq!((docs(&run.out), run.code), (expected.iter().map(|id| id.to_string()).collect(), 0), "{input}");
    }
}

#[test]
fn folders_are_walked_in_order_and_what_is_no_report_is_counted() {
    let text = SENTENCE.as_bytes();
    let folder = folder(&[
        ("in/b/2.txt", text),
        ("in/b/1.md", text),
        ("in/a.txt", text),
        ("in/c.pdf", text),
        ("in/.hidden.txt", text),
    ]);
    let run = run(folder.path(), &["mentions", "in"]);
    assert_eq!(docs(&run.out), ["in/a.txt", "in/b/1.md", "in/b/2.txt"]);
    assert!(run.code == 0 && run.err.contains("from 3 reports, 1 file passed over"), "{run:?}");
}

#[test]
fn a_repeated_id_names_both_places_and_the_second_is_not_read() {
    let line = format!("{{\"id\":\"x\",\"text\":\"{SENTENCE}\"}}\n");
    let folder = folder(&[
        ("a.jsonl", format!("\n{line}").as_bytes()),
        ("b.jsonl", format!("{{\"id\":\"y\",\"text\":\"{SENTENCE}\"}}\n{line}").as_bytes()),
    ]);
    let run = run(folder.path(), &["mentions", "--type", "quantity", "a.jsonl", "b.jsonl"]);
    assert_eq!((docs(&run.out), run.code), (vec!["x".to_owned(), "y".to_owned()], 1));
    assert!(run.err.starts_with("error: b.jsonl:2: id 'x' is that of a.jsonl:2 already"), "{run:?}");
    assert_eq!(run.out.lines().count(), 2);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_done() {
    let good = format!("{{\"text\":\"{SENTENCE}\"}}\n");
    let folder = folder(&[
        ("bad.jsonl", [good.as_bytes(), b"{\"text\":5}\n{\"text\":\"\xff\0\"}\n", good.as_bytes()].concat().as_slice()),
        ("fault.txt", b"\xef\xbb\xbfExports of caf\xe9"),
        ("front.md", b"---\npublished: soon\n---\n"),
        ("no.pdf", b""),
    ]);
    let run = run(folder.path(), &["mentions", "bad.jsonl", "gone.txt", "fault.txt", "front.md", "no.pdf"]);
    assert_eq!((docs(&run.out), run.code), (vec!["bad.jsonl:1".to_owned(), "bad.jsonl:4".to_owned()], 1));
    let errors: Vec<&str> = run.err.lines().filter(|line| !line.starts_with(' ')).collect();
    let begin = good.len() + 21;
    let expected = [
        "error: bad.jsonl:2: ".to_owned(),
        format!("error: bad.jsonl: byte {begin}: line 3 is no text"),
        "error: gone.txt: cannot be read: ".to_owned(),
        "error: fault.txt: byte 17: is no text".to_owned(),
        "error: front.md:2: 'soon' is no date".to_owned(),
        "error: no.pdf: its name does not tell its format: say --input-format".to_owned(),
    ];
    assert_eq!(errors.len(), expected.len() + 1, "{run:?}");
    for (error, start) in errors.iter().zip(&expected) {
        assert!(error.starts_with(start), "{error}");
    }
    assert!(errors[6].ends_with("from 2 reports, 6 not read"), "{run:?}");
    assert!(run.err.contains("as in 2024-08-20\n     2 | published: soon\n"), "{run:?}");
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_to_write() {
    let folder = empty();
    for (args, words) in [
        (&["extract", "--published", "soon"][..], "YYYY-MM-DD"),
        (&["extract", "--home", "Atlantis"], "ISO 3166"),
        (&["extract", "--jobs", "0"], "from 1 to 1024"),
        (&["extract", "--columns", "body"], "text=body,published=date"),
        (&["extract", "--encoding", "morse"], "windows-1251"),
        (&["extract", "--format", "xml"], "jsonl, csv"),
        (&["extract", "-o", "a", "--doubts", "a"], "give each its own"),
        (&["extract", "--doubts", "-"], "the name of a file"),
        (&["extract", "--doubts", "a", "--texts", "a"], "give each its own"),
        (&["extract", "--resume"], "--output FILE"),
        (&["mentions", "--type", "verb"], "quantity, period, place, cue"),
        (&["transmogrify"], "unrecognized subcommand"),
    ] {
        let run = run(folder.path(), args);
        assert!(run.code == 2 && run.err.contains(words) && run.out.is_empty(), "{run:?}");
    }
    assert!(entries(&folder).is_empty());
}

#[test]
fn every_command_has_examples_in_its_help() {
    for command in commands() {
        let run = run(empty().path(), &[&command, "--help"]);
        // Its usage, and two examples.
        assert!(run.code == 0 && run.out.matches(&format!("tradeflow {command}")).count() >= 3, "{run:?}");
    }
    assert!(run(empty().path(), &["--version"]).out.starts_with("tradeflow "));
}

/// The commands, as the program itself names them.
fn commands() -> Vec<String> {
    let help = run(empty().path(), &["--help"]).out;
    let list = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let named = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: Vec<String> = named.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect();
    assert!(commands.contains(&"extract".to_owned()) && commands.contains(&"help".to_owned()), "{commands:?}");
    commands.into_iter().filter(|command| command != "help").collect()
}

#[test]
fn completions_and_manual_know_every_command_and_option() {
    let folder = empty();
    let page = run(folder.path(), &["man"]).out;
    for command in commands() {
        assert!(page.contains(&format!("tradeflow\\-{command}(1)")), "{page}");
        let page = run(folder.path(), &["man", &command]);
        assert!(page.out.contains(&format!("\n.TH tradeflow-{command} 1")), "{page:?}");
        assert!(page.code == 0 && page.out.contains("Examples:"), "{page:?}");
    }
    assert!(run(folder.path(), &["man", "extract"]).out.contains("\\-\\-published"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = run(folder.path(), &["completions", shell]);
        let has = |word: &str| run.out.contains(word);
        assert!(run.code == 0 && run.err.is_empty() && has("extract") && has("published"), "{run:?}");
    }
    let run = run(folder.path(), &["man", "transmogrify"]);
    assert!(run.code == 2 && run.err.contains("'transmogrify' is no command"), "{run:?}");
}

#[test]
fn the_bytes_are_the_same_whatever_the_number_of_jobs() {
    let folder = folder(&[("in.jsonl", &many())]);
    let outputs = ["1", "2", "7"].map(|jobs| {
        let args =
            ["extract", "--jobs", jobs, "--format", "csv", "-o", "out.csv", "--doubts", "doubts.jsonl", "in.jsonl"];
        let run = run(folder.path(), &args);
        let file = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        (run.code, run.err, file("out.csv"), file("doubts.jsonl"))
    });
    assert!(outputs[0] == outputs[1] && outputs[0] == outputs[2]);
    let (code, err, out, _) = &outputs[0];
    assert_eq!((*code, err.matches("error: ").count()), (1, 8), "{err}");
    assert!(out.lines().count() > 4000);
}

#[test]
fn claims_are_written_and_come_back() {
    let text = "Azerbaijan's exports rose to $5.15 billion in 2023.";
    let run = run_with(empty().path(), &["extract", "--published", "2024-08-20", "--home", "aze"], text.as_bytes());
    let claim: tradeflow::claim::Claim = serde_json::from_str(run.out.trim()).unwrap();
    assert_eq!((claim.quote.as_str(), claim.unit.code(), claim.measure.name()), ("$5.15 billion", "USD", "exports"));
    assert_eq!(claim.published.map(|day| day.to_string()).as_deref(), Some("2024-08-20"));
    let csv = run_with(empty().path(), &["extract", "--published", "2024-08-20", "--format", "csv"], text.as_bytes());
    let mut read = tradeflow::report::claims_from_csv("out.csv", csv.out.as_bytes());
    assert_eq!(read.next().map(Result::unwrap), Some(claim));
    assert!(run.err.starts_with("1 claim, "), "{run:?}");
}

#[test]
fn a_cell_of_text_starts_no_formula() {
    let folder = folder(&[("in.jsonl", format!("{{\"id\":\"=1+1\",\"text\":\"{SENTENCE}\"}}\n").as_bytes())]);
    let run = run(folder.path(), &["mentions", "--type", "quantity", "--format", "csv", "in.jsonl"]);
    assert!(run.out.lines().nth(1).unwrap().starts_with("'=1+1,quantity,16,"), "{run:?}");
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing_behind() {
    let folder = folder(&[("in.txt", SENTENCE.as_bytes())]);
    let run = run(folder.path(), &["extract", "in.txt", "-o", "claims.csv", "--doubts", "gone/doubts.csv"]);
    assert!(run.code == 1 && run.err.starts_with("error: gone/doubts.csv: cannot be written: "), "{run:?}");
    assert_eq!(entries(&folder), ["in.txt"]);
}

#[test]
fn an_output_replaces_what_stood_there_and_nothing_goes_to_standard_output() {
    let folder = folder(&[("in.txt", SENTENCE.as_bytes()), ("out.csv", b"before")]);
    let run = run(folder.path(), &["extract", "in.txt", "--format", "csv", "-o", "out.csv"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(fs::read_to_string(folder.path().join("out.csv")).unwrap().starts_with("doc,start,end,quote,"));
    assert_eq!(entries(&folder), ["in.txt", "out.csv"]);
}

#[test]
fn doubts_are_written_in_the_format_of_their_name() {
    // A figure of trade without parties or period.
    let folder = folder(&[("in.txt", b"Exports rose to $5.15 billion.")]);
    for (name, start) in
        [("d.csv", "doc,code,start,end,quote,reason\nin.txt,"), ("d.ndjson", "{\"doc\":\"in.txt\",\"code\":")]
    {
        let run = run(folder.path(), &["extract", "in.txt", "--doubts", name]);
        let doubts = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(doubts.starts_with(start), "{doubts}");
        assert!(run.err.contains("doubt") && run.err.contains("(parties 1"), "{run:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = folder(&[("in.jsonl", &many()[..many().len() / 4])]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_tradeflow"))
        .args(["mentions", "in.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(!err.contains("panicked") && !err.to_lowercase().contains("pipe"), "{err}");
}

#[test]
fn explain_shows_tags_claims_and_their_evidence() {
    let text = "Azerbaijan is a country. Azerbaijan's exports rose to $5.15 billion in 2023. It is warm there.";
    let run = run_with(empty().path(), &["explain"], text.as_bytes());
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], "=== stdin");
    assert!(lines[1].starts_with("taken to be about AZE (") && lines[1].ends_with("%)"), "{run:?}");
    assert_eq!(lines[2..4], ["", "Azerbaijan's exports rose to $5.15 billion in 2023."], "{run:?}");
    let column = |line: &str, words: &str| line.find(words).unwrap();
    assert_eq!(column(lines[4], "quantity~~~~~"), column(lines[3], "$5.15 billion"));
    assert_eq!(column(lines[4], "peri"), column(lines[3], "2023"));
    let block = run.out.split_once("  [1] $5.15 billion = 5150000000 USD ").unwrap().1;
    assert!(block.lines().any(|line| line.trim_start().starts_with("measure ") && line.contains("'exports' (")));
    assert!(!run.out.contains("warm") && !run.out.contains('\u{1b}'), "{run:?}");
}

#[test]
fn explain_says_what_was_taken_over_and_which_readings_lost() {
    let text = "Exports of Azerbaijan to Russia rose to $1.2 billion in 2023. Imports fell to $3.1 billion.";
    let explained = run_with(empty().path(), &["explain"], text.as_bytes());
    let second = explained.out.split_once("  [2] $3.1 billion").unwrap().1;
    let reporter = second.lines().find(|line| line.trim_start().starts_with("reporter ")).unwrap();
    assert!(reporter.ends_with("as in [1], 'Azerbaijan' (earlier)"), "{explained:?}");
    assert!(!explained.out.contains(" behind"), "{explained:?}");
    let readings = run_with(empty().path(), &["explain", "--readings"], text.as_bytes());
    assert!(
        readings.out.lines().any(|line| line.starts_with("        not ") && line.ends_with(" behind")),
        "{readings:?}"
    );
    assert!(!readings.out.contains('\u{1b}') && readings.out.lines().count() > explained.out.lines().count());
}

#[test]
fn explain_says_with_whom_and_which_claim_a_doubt_is_about() {
    let text = "Trade between Chad and Niger came to $300 million in 2019. Exports to it were $20 million.";
    let run = run_with(empty().path(), &["explain"], text.as_bytes());
    let about = run.out.lines().nth(1).unwrap();
    assert!(about.contains("TCD") && about.contains(" with ") && about.contains("NER"), "{run:?}");
    let undated = run_with(empty().path(), &["explain"], b"Exports of Chad to Niger were $20 million.");
    assert!(undated.out.lines().any(|line| line.starts_with("  doubt: period [1] '$20 million': ")), "{undated:?}");
}

#[test]
fn explain_says_where_there_are_no_figures() {
    let run = run_with(empty().path(), &["explain"], b"Nothing to see here.");
    assert_eq!(run.out, "=== stdin\n\nno figures\n\n");
}

//! The commands `table` and `report`.

use super::{empty, entries, folder, run, run_with};
use std::fs;
#[cfg(feature = "parquet")]
use std::io::Write;
use tempfile::TempDir;

const REPORTS: &str = "\
{\"id\":\"a\",\"published\":\"2024-08-20\",\"text\":\"Trade turnover between Azerbaijan and Russia reached $4.36 billion in 2023.\"}
{\"id\":\"b\",\"published\":\"2024-08-21\",\"text\":\"Trade between Azerbaijan and Russia exceeded $4 billion in 2023.\"}
{\"id\":\"c\",\"published\":\"2024-08-21\",\"text\":\"Azerbaijan's exports to Russia were $1.2 billion in 2023.\"}
";

const FILES: [&str; 14] = [
    "claims.csv",
    "concentration.csv",
    "disputes.csv",
    "doubts.csv",
    "evidence.csv",
    "flows.csv",
    "freight.csv",
    "indicators.csv",
    "metadata.json",
    "partners.csv",
    "sides.csv",
    "summary.md",
    "turnover.csv",
    "turnover_wide.csv",
];

fn reports() -> TempDir {
    folder(&[("in.jsonl", REPORTS.as_bytes())])
}

#[test]
fn a_table_of_reports_is_that_of_their_claims() {
    let folder = reports();
    let of_reports = run(folder.path(), &["table", "in.jsonl"]);
    assert_eq!(of_reports.code, 0, "{of_reports:?}");
    let rows: Vec<&str> = of_reports.out.lines().collect();
    assert_eq!(rows.len(), 2, "{of_reports:?}");
    assert!(rows[0].starts_with("pair,reporter,partner,side,measure,commodity,basis,period,"));
    assert!(
        rows[1].starts_with("AZE-RUS,,,") && rows[1].contains(",4360000000,4355000000,4365000000,,exact,2,2,2,true,")
    );
    assert_eq!(of_reports.err, "1 row of 3 claims from 3 reports\n");

    for format in ["jsonl", "csv"] {
        let claims = format!("claims.{format}");
        run(folder.path(), &["extract", "in.jsonl", "--format", format, "-o", &claims]);
        let of_claims = run(folder.path(), &["table", &claims]);
        assert_eq!((of_claims.code, of_claims.out), (0, of_reports.out.clone()), "{format}");
        assert_eq!(of_claims.err, "1 row of 3 claims from 0 reports\n");
    }
}

#[test]
fn claims_and_reports_may_be_mixed_even_in_one_stream() {
    let folder = reports();
    let claims = run(folder.path(), &["extract", "in.jsonl", "--quiet"]).out;
    let mixed = claims.lines().next().unwrap().to_owned() + "\n" + REPORTS.split_once('\n').unwrap().1;
    let run = run_with(empty().path(), &["table", "-"], mixed.as_bytes());
    assert!(run.out.contains(",exact,2,2,2,true,") && run.err.contains("from 2 reports"), "{run:?}");
}

#[test]
fn tables_and_grains_are_chosen_by_name() {
    let folder = reports();
    for (args, first, rows) in [
        (&["--wide"][..], "pair,reporter,partner,measure,commodity,side,basis,status,unit,origin,2023\n", 1),
        (&["--table", "flows"], "pair,reporter,", 1),
        (&["--table", "balance"], "pair,reporter,", 0),
        (&["--table", "freight", "--grain", "all"], "pair,reporter,", 0),
        (&["--grain", "fiscal-year"], "pair,reporter,", 0),
        (&["--table", "partners", "--country", "AZE"], "country,partner,", 1),
        (&["--table", "partners"], "country,partner,", 2),
        (&["--table", "matrix"], "measure,commodity,", 2),
        (&["--table", "growth", "--measure", "trade"], "pair,reporter,", 1),
        (&["--table", "cagr"], "pair,reporter,", 0),
        (&["--table", "indicators"], "country,partner,", 0),
        (&["--table", "concentration"], "country,measure,", 0),
        (&["--table", "unit-values"], "pair,reporter,", 0),
        (&["--table", "sides"], "pair,reporter,partner,measure,commodity,period,", 0),
        (&["--table", "coverage"], "table,left_out,n_claims\n", 2),
        (&["--table", "flows", "--format", "comtrade"], "typeCode,freqCode,refYear,", 1),
        (&["--format", "comtrade"], "typeCode,freqCode,refYear,", 0),
        (&["--format", "sdmx-csv"], "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,", 1),
        (&["--pair", "Russia-Azerbaijan", "--from", "2023-01", "--to", "2023-12"], "pair,reporter,", 1),
        (&["--pair", "AZE-TUR"], "pair,reporter,", 0),
        (&["--from", "2024"], "pair,reporter,", 0),
        (&["--as-of", "2024-08-20"], "pair,reporter,", 1),
        (&["--as-of", "2024-08-19"], "pair,reporter,", 0),
        (&["--grain", "month", "--wide"], "pair,reporter,partner,measure,commodity,side,basis,status,unit,origin\n", 0),
    ] {
        let run = run(folder.path(), &[&["table", "in.jsonl"], args].concat());
        assert_eq!((run.code, run.out.lines().count()), (0, rows + 1), "{args:?} {run:?}");
        assert!(run.out.starts_with(first), "{run:?}");
    }
}

#[test]
fn what_is_no_claim_is_named_and_the_rest_is_done() {
    let folder = folder(&[
        ("bad.jsonl", ["{\"quote\":\"$4\",\"value\":4}\n", REPORTS].concat().as_bytes()),
        ("bad.csv", b"quote,value\n$4,4\n"),
    ]);
    let run = run(folder.path(), &["table", "bad.jsonl", "bad.csv"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 2), "{run:?}");
    let errors: Vec<&str> = run.err.lines().filter(|line| !line.starts_with(' ')).collect();
    assert!(errors[0].starts_with("error: bad.jsonl:1: missing field"), "{run:?}");
    assert!(errors[0].ends_with("no claim as `tradeflow extract` writes it"), "{run:?}");
    assert!(errors[1].starts_with("error: bad.csv:2: "), "{run:?}");
    assert!(errors[2].ends_with("from 3 reports, 2 not read"), "{run:?}");
}

#[test]
fn csv_is_claims_only_where_it_is_named_and_for_tables() {
    let folder = folder(&[("in/a.csv", b"year,value\n"), ("in/b.txt", b"Exports rose."), ("a.csv", b"")]);
    let walked = run(folder.path(), &["table", "in"]);
    assert!(walked.code == 0 && walked.err.contains("from 1 report, 1 file passed over"), "{walked:?}");
    let extracted = run(folder.path(), &["extract", "a.csv"]);
    assert!(extracted.code == 1 && extracted.err.contains("a.csv:1: has no column 'text'"), "{extracted:?}");
}

#[test]
fn a_report_is_a_folder_that_appears_whole() {
    let folder = reports();
    let run = run(folder.path(), &["report", "in.jsonl", "-o", "out", "--grain", "all"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", "out: 3 claims from 3 reports\n"));
    assert_eq!(entries(&folder), ["in.jsonl", "out"]);
    assert_eq!(names(&folder, "out"), FILES);
    let metadata = fs::read_to_string(folder.path().join("out/metadata.json")).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    assert_eq!(metadata["inputs"][0]["name"], "in.jsonl");
    assert_eq!((&metadata["inputs"][0]["articles"], &metadata["inputs"][0]["claims"]), (&3.into(), &3.into()));
    assert_eq!(
        (&metadata["options"]["grain"], &metadata["version"]),
        (&"all".into(), &env!("CARGO_PKG_VERSION").into())
    );
}

#[test]
fn an_earlier_report_is_replaced_and_other_files_stay() {
    let folder = reports();
    let report = |args: &[&str]| run(folder.path(), &[&["report", "in.jsonl", "-o", "out"], args].concat());
    assert_eq!(report(&[]).code, 0);
    let place = |name: &str| folder.path().join("out").join(name);
    let before = fs::read(place("turnover.csv")).unwrap();
    fs::write(place("turnover.csv"), "old").unwrap();
    fs::write(place("notes.txt"), "mine").unwrap();
    assert_eq!(report(&[]).code, 0);
    assert_eq!(fs::read(place("turnover.csv")).unwrap(), before);
    assert_eq!(fs::read(place("notes.txt")).unwrap(), b"mine");
    assert_eq!(names(&folder, "out").len(), FILES.len() + 1);
    assert_eq!(entries(&folder), ["in.jsonl", "out"]);
}

#[test]
fn a_folder_of_other_things_is_taken_by_force_only() {
    let folder = folder(&[("in.jsonl", REPORTS.as_bytes()), ("out/claims.csv", b"mine"), ("empty/.keep", b"")]);
    let refused = run(folder.path(), &["report", "in.jsonl", "-o", "out"]);
    assert!(refused.code == 2 && refused.err.contains("--force"), "{refused:?}");
    assert_eq!(fs::read(folder.path().join("out/claims.csv")).unwrap(), b"mine");
    fs::remove_file(folder.path().join("empty/.keep")).unwrap();
    assert_eq!(run(&folder.path().join("empty"), &["report", "../in.jsonl", "-o", "."]).code, 0);
    assert_eq!(names(&folder, "empty"), FILES);
    assert_eq!(run(folder.path(), &["report", "in.jsonl", "-o", "out", "--force"]).code, 0);
    assert_eq!(names(&folder, "out"), FILES);
    let file = run(folder.path(), &["report", "in.jsonl", "-o", "in.jsonl"]);
    assert!(file.code == 1 && file.err.starts_with("error: in.jsonl: cannot be written: "), "{file:?}");
    let nowhere = run(folder.path(), &["report", "in.jsonl", "-o", "gone/out"]);
    assert!(nowhere.code == 1 && nowhere.err.contains("gone/out: cannot be written: "), "{nowhere:?}");
    assert_eq!(entries(&folder), ["empty", "in.jsonl", "out"]);
}

#[test]
fn the_commands_have_examples_in_their_help() {
    for command in ["table", "report", "compare"] {
        let run = run(empty().path(), &[command, "--help"]);
        assert!(run.code == 0 && run.out.matches(&format!("tradeflow {command}")).count() >= 3, "{run:?}");
    }
}

#[test]
fn money_is_shown_in_one_currency_and_what_has_no_rate_is_named() {
    let reports = "\
        {\"id\":\"a\",\"published\":\"2024-01-20\",\"text\":\"Exports of Azerbaijan to Russia were 170 million manats in January 2023.\"}\n\
        {\"id\":\"b\",\"published\":\"2024-01-20\",\"text\":\"Exports of Azerbaijan to Georgia were 20 million manats in March 2023.\"}\n";
    let rates = "month,currency,units_per_usd\n2023-01,AZN,1.7\n";
    let folder = folder(&[("in.jsonl", reports.as_bytes()), ("rates.csv", rates.as_bytes())]);
    let args =
        ["table", "in.jsonl", "--table", "flows", "--grain", "month", "--currency", "USD", "--rates", "rates.csv"];
    let run = |args: &[&str]| run(folder.path(), args);
    let table = run(&args);
    let rows: Vec<&str> = table.out.lines().skip(1).collect();
    assert_eq!((table.code, rows.len()), (0, 1), "{table:?}");
    assert!(rows[0].contains(",USD,100000000,") && rows[0].contains(",converted,"), "{table:?}");
    assert!(rows[0].ends_with(",170000000,AZN,1.7,2023-01,rates.csv,"), "{table:?}");
    assert!(table.err.contains("note: no rate of AZN for 2023-03: 1 row in AZN left out\n"), "{table:?}");
    let made = run(&["report", "in.jsonl", "-o", "out", "--currency", "USD", "--rates", "rates.csv"]);
    assert_eq!(made.code, 0, "{made:?}");
    let metadata = fs::read_to_string(folder.path().join("out/metadata.json")).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    assert_eq!(metadata["unconverted"]["no rate of AZN for 2023-03"], 1);
    assert_eq!((&metadata["options"]["currency"], &metadata["rates"]), (&"USD".into(), &"rates.csv".into()));
    let flows = fs::read_to_string(folder.path().join("out/flows.csv")).unwrap();
    assert!(flows.lines().next().unwrap().ends_with(",rate_source,unconverted") && flows.lines().count() == 2);
    let wrong = run(&["table", "in.jsonl", "--currency", "USD", "--rates", "in.jsonl"]);
    assert!(wrong.code == 1 && wrong.err.contains("in.jsonl:1: column 'month' is missing"), "{wrong:?}");
}

#[test]
fn what_cannot_be_shown_is_wrong_usage() {
    let folder = reports();
    for (args, words) in [
        (&["--pair", "AZE"][..], "write two parties"),
        (&["--country", "Atlantis"], "no party"),
        (&["--from", "soon"], "no period"),
        (&["--measure", "price"], "no measure of trade"),
        (&["--currency", "Manat"], "no currency"),
        (&["--rates", "rates.csv"], "--currency"),
        (&["--as-of", "2024"], "YYYY-MM-DD"),
        (&["--table", "partners", "--wide"], "--wide is for"),
        (&["--table", "partners", "--format", "sdmx-csv"], "have SDMX and Comtrade forms"),
        (&["--table", "matrix", "--measure", "exports,imports"], "one measure"),
    ] {
        let run = run(folder.path(), &[&["table", "in.jsonl"], args].concat());
        assert!(run.code == 2 && run.err.contains(words) && run.out.is_empty(), "{args:?} {run:?}");
    }
}

#[test]
fn reports_are_compared_with_an_official_table() {
    let official =
        "reporter,partner,year,sold,bought\nAZE,RUS,2023,1.19,3.17\nRUS,AZE,2023,3.5,1.3\nNarnia,RUS,2023,1,1\n";
    let folder = folder(&[("in.jsonl", REPORTS.as_bytes()), ("o.csv", official.as_bytes())]);
    let columns = "reporter=reporter,partner=partner,period=year,exports=sold,imports=bought";
    let args = ["compare", "in.jsonl", "--official", "o.csv", "--official-columns", columns, "--scale", "1000000000"];
    let compared = run(folder.path(), &[&args[..], &["--summary", "s.csv", "--growth", "g.csv"]].concat());
    assert_eq!(compared.code, 0, "{compared:?}");
    let rows: Vec<&str> = compared.out.lines().collect();
    assert!(rows[0].starts_with("pair,reporter,partner,side,measure,basis,period,") && rows.len() == 3, "{compared:?}");
    assert!(rows[1].contains(",AZE,4360000000,,0,0,rounding,,RUS,4800000000,"), "{compared:?}");
    assert!(rows[2].contains(",AZE,1190000000,,10000000,") && rows[2].contains(",rounding,"), "{compared:?}");
    assert!(
        compared.err.contains("note: areas that are no country, group or region of ours: Narnia 1\n"),
        "{compared:?}"
    );
    assert!(compared.err.ends_with("2 figures from 3 reports: rounding 2\n"), "{compared:?}");
    let growth = fs::read_to_string(folder.path().join("g.csv")).unwrap();
    assert_eq!(
        growth,
        "claim_id,pair,reporter,partner,side,measure,period,period_kind,period_start,period_end,growth,low,high,official,fits\n"
    );
    let summary = fs::read_to_string(folder.path().join("s.csv")).unwrap();
    assert_eq!(summary.lines().last(), Some("all,2,2,2,0,0,0,0,0,0,0.004201680672268907"));
    for (args, code, words) in [
        (&["compare", "in.jsonl"][..], 2, "--official"),
        (&["compare", "in.jsonl", "--official", "o.csv"], 2, "--layout"),
        (
            &["compare", "in.jsonl", "--official", "o.csv", "--official-columns", "partner=p"],
            2,
            "'reporter' is missing",
        ),
        (&["compare", "in.jsonl", "--official", "o.csv", "--layout", "comtrade"], 1, "o.csv:1: column 'flowCode'"),
        (&["compare", "in.jsonl", "--official", "gone.csv", "--layout", "imf"], 1, "gone.csv: cannot be read"),
    ] {
        let run = run(folder.path(), args);
        assert!(run.code == code && run.err.contains(words), "{run:?}");
    }
}

/// Two halves of which the later release says another sum, with growth.
const HALVES: &str = "\
{\"id\":\"a\",\"published\":\"2023-08-01\",\"text\":\"According to Turkish statistics, Turkey's imports from Russia were $27.4 billion in the first half of 2023.\"}
{\"id\":\"b\",\"published\":\"2023-09-08\",\"text\":\"According to Turkish statistics, Turkey's imports from Russia were $28.4 billion in January-July 2023.\"}
{\"id\":\"c\",\"published\":\"2023-09-09\",\"text\":\"According to Turkish statistics, Turkey's imports from Russia were $28.2 billion in January-July 2023.\"}
";

#[test]
fn what_contradicts_what_and_what_was_known_when_are_tables() {
    let folder = folder(&[("in.jsonl", HALVES.as_bytes())]);
    let table = |args: &[&str]| run(folder.path(), &[&["table", "in.jsonl", "--table"], args].concat());
    let disputes = table(&["disputes"]);
    assert_eq!(disputes.code, 0, "{disputes:?}");
    assert!(disputes.out.starts_with("check,pair,reporter,partner,side,measure,"), "{disputes:?}");
    for (check, value) in [("pace", 28_200_000_000_u64), ("rival", 28_200_000_000)] {
        let row = disputes.out.lines().find(|row| row.starts_with(check)).unwrap_or_else(|| panic!("{disputes:?}"));
        assert!(row.contains(&value.to_string()), "{disputes:?}");
    }
    assert_eq!(table(&["disputes", "--grain", "half"]).out.lines().count(), 1);
    assert_eq!(table(&["disputes", "--country", "AZE"]).out.lines().count(), 1);
    assert_eq!(table(&["disputes", "--as-of", "2023-08-31"]).out.lines().count(), 1);

    let revisions = table(&["revisions"]);
    let rows: Vec<&str> = revisions.out.lines().collect();
    assert!(rows.len() == 4 && rows[0].contains(",published,value,"), "{revisions:?}");
    assert!(rows[3].contains(",2023-09-09,28200000000,"), "{revisions:?}");
    assert!(rows[3].contains(",28400000000,-200000000,"), "{revisions:?}");
    let asked = table(&["revisions", "--currency", "USD"]);
    assert!(asked.code == 2 && asked.err.contains("in the units of the reports"), "{asked:?}");
}

#[test]
fn steps_are_left_out_and_balancing_is_added_on_demand() {
    let text = "{\"id\":\"a\",\"published\":\"2024-01-23\",\"text\":\"Trade turnover between Azerbaijan and Russia reached $4.36 billion in 2023, the State Customs Committee of Azerbaijan said. This is 17.5% more than in 2022.\"}\n";
    let folder = folder(&[("in.jsonl", text.as_bytes())]);
    let table = |args: &[&str]| run(folder.path(), &[&["table", "in.jsonl"], args].concat());
    let all = table(&[]);
    assert!(all.out.contains(",2022,") && all.out.contains(",derived,growth,"), "{all:?}");
    let without = table(&["--without", "growth,shares", "--balance"]);
    assert!(without.code == 0 && !without.out.contains(",derived,"), "{without:?}");
    let wrong = table(&["--without", "hope"]);
    assert!(wrong.code == 2 && wrong.err.contains("growth"), "{wrong:?}");
}

fn names(folder: &TempDir, inside: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join(inside)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_cell_leads_to_the_sentences_behind_it() {
    let folder = reports();
    assert_eq!(run(folder.path(), &["report", "in.jsonl", "-o", "out"]).code, 0);
    let file = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let evidence = file("evidence.csv");
    let rows: Vec<&str> = evidence.lines().collect();
    assert_eq!(rows.len(), 4, "{evidence}");
    assert!(rows[1].starts_with("turnover,AZE-RUS,,,,trade,,,2023,actual,USD,a:"), "{evidence}");
    assert!(
        rows[1].contains(",Trade turnover between Azerbaijan and Russia reached $4.36 billion in 2023.,2024-08-20,")
    );
    assert!(rows[2].contains(",at_least,$4 billion,Trade between Azerbaijan and Russia exceeded $4 billion in 2023.,"));
    let summary = file("summary.md");
    assert!(
        summary.starts_with("# Trade figures of reports\n\n3 figures of 3 reports; 3 of them stand in a table."),
        "{summary}"
    );
    assert!(summary.contains("| AZE-RUS | trade |  | 2023 | 4 360 000 000 | USD |  |"), "{summary}");
    // Claims alone have no sentences.
    run(folder.path(), &["extract", "in.jsonl", "-o", "claims.jsonl"]);
    assert_eq!(run(folder.path(), &["report", "claims.jsonl", "-o", "out"]).code, 0);
    assert!(file("evidence.csv").contains(",$4.36 billion,,2024-08-20,"), "{}", file("evidence.csv"));
}

#[test]
fn corrections_come_before_tables_and_are_told() {
    let folder = reports();
    let corrections = "claim,field,value,reason\na:53-66,value,4630000000,digits swapped: corrected the next day\n\
                       c:36-48,partner,WLD,a total\nx:1-2,unit,EUR,no such claim\n";
    fs::write(folder.path().join("c.csv"), corrections).unwrap();
    let table = run(folder.path(), &["table", "in.jsonl", "--corrections", "c.csv"]);
    assert!(table.out.contains(",4630000000,4625000000,4635000000,,exact,2,2,2,true,"), "{table:?}");
    assert!(table.err.starts_with("note: no claim 'x:1-2' to correct"), "{table:?}");
    let report = run(folder.path(), &["report", "in.jsonl", "--corrections", "c.csv", "-o", "out"]);
    assert_eq!(report.code, 0, "{report:?}");
    let log = fs::read_to_string(folder.path().join("out/corrections.csv")).unwrap();
    assert_eq!(
        log,
        "claim,field,before,after,reason,applied\n\
         a:53-66,value,4360000000,4630000000,digits swapped: corrected the next day,true\n\
         c:36-48,partner,RUS,WLD,a total,true\n\
         x:1-2,unit,,EUR,no such claim,false\n"
    );
    fs::write(folder.path().join("c.csv"), "claim,field,value,reason\na:53-66,value,much,because\n").unwrap();
    let wrong = run(folder.path(), &["report", "in.jsonl", "--corrections", "c.csv", "-o", "out2"]);
    assert!(wrong.code == 1 && wrong.err.contains("error: c.csv:2: 'much' is no value of a claim"), "{wrong:?}");
}

#[test]
fn a_ledger_is_every_claim() {
    let folder = reports();
    let ledger = run(folder.path(), &["table", "in.jsonl", "--table", "ledger"]);
    let rows: Vec<&str> = ledger.out.lines().collect();
    assert!(rows.len() == 4 && rows[0].starts_with("doc,start,end,quote,value,"), "{ledger:?}");
    assert!(rows[1].starts_with("a,53,66,$4.36 billion,4360000000,,exact,USD,"), "{ledger:?}");
}

#[test]
#[cfg(feature = "parquet")]
fn claims_in_parquet_come_back_equal() {
    let folder = reports();
    for (args, name) in [
        (&["extract", "in.jsonl", "--format", "parquet"][..], "c.parquet"),
        (&["table", "in.jsonl", "--table", "ledger", "--format", "parquet"], "l.parquet"),
        (&["extract", "in.jsonl", "--doubts", "d"], "c.jsonl"),
    ] {
        let run = run(folder.path(), &[args, &["-o", name]].concat());
        assert!(run.code == 0 && run.out.is_empty(), "{run:?}");
    }
    let made = |claims: &str| run(folder.path(), &["table", claims, "--table", "ledger"]).out;
    let plain = made("c.jsonl");
    assert!(plain.lines().count() == 4 && made("c.parquet") == plain && made("l.parquet") == plain, "{plain}");
    // On a stream, and packed once more.
    let bytes = fs::read(folder.path().join("c.parquet")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&bytes).unwrap();
    fs::write(folder.path().join("p.parquet.gz"), packed.finish().unwrap()).unwrap();
    assert_eq!(made("p.parquet.gz"), plain);
    let stream = run_with(folder.path(), &["table", "-", "--input-format", "parquet", "--table", "ledger"], &bytes);
    assert_eq!(stream.out, plain, "{stream:?}");
    // Amounts of more places than the frame has, and a row that is no claim.
    let claims = "{\"id\":\"x\",\"text\":\"Exports of Peru to Chile were 1,234,567 ounces of gold in 2023.\"}";
    let first = run_with(folder.path(), &["extract", "--format", "parquet", "-o", "o.parquet"], claims.as_bytes());
    assert_eq!(first.code, 0, "{first:?}");
    let ounces = run_with(folder.path(), &["table", "--table", "ledger"], claims.as_bytes()).out;
    assert!(ounces.lines().count() == 2 && made("o.parquet") == ounces, "{ounces}");
    let wrong = run(folder.path(), &["extract", "c.parquet"]);
    assert!(wrong.code == 1 && wrong.err.contains("c.parquet:1: has no column 'text'"), "{wrong:?}");
    let resumed = run(folder.path(), &["extract", "in.jsonl", "--format", "parquet", "-o", "r", "--resume"]);
    assert!(resumed.code == 2 && resumed.err.contains("say --format jsonl or csv"), "{resumed:?}");
}

#[test]
#[cfg(feature = "parquet")]
fn many_claims_in_parquet_are_row_groups_in_the_order_of_the_reports() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let text = "Exports to Russia were $5 million, $6 million to Chile and $7 million to Peru. ".repeat(200);
    let lines: String = (0..40).map(|id| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n")).collect();
    let folder = folder(&[("in.jsonl", lines.as_bytes())]);
    let bytes = |jobs: &str| {
        let run = run(folder.path(), &["extract", "in.jsonl", "--format", "parquet", "-o", "o", "--jobs", jobs]);
        assert_eq!(run.code, 0, "{run:?}");
        fs::read(folder.path().join("o")).unwrap()
    };
    let one = bytes("1");
    assert!(one == bytes("3"), "the number of jobs changes the file");
    let file = SerializedFileReader::new(bytes::Bytes::from(one)).unwrap();
    let rows: Vec<i64> = file.metadata().row_groups().iter().map(|group| group.num_rows()).collect();
    assert!(rows[0] == 16_384 && rows.len() == 2 && rows.iter().sum::<i64>() == 24_000, "{rows:?}");
}

#[test]
#[cfg(feature = "parquet")]
fn a_table_in_parquet_has_the_types_of_the_frame() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let folder = reports();
    let run = run(folder.path(), &["table", "in.jsonl", "--format", "parquet", "-o", "t.parquet"]);
    assert_eq!(run.code, 0, "{run:?}");
    let file = SerializedFileReader::new(fs::File::open(folder.path().join("t.parquet")).unwrap()).unwrap();
    let row = file.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let cell = |name: &str| row.get_column_iter().find(|(own, _)| *own == name).unwrap().1.to_string();
    assert_eq!((cell("pair").as_str(), cell("reporter").as_str()), ("\"AZE-RUS\"", "null"));
    assert_eq!((cell("value").as_str(), cell("period_start").as_str()), ("4360000000.000000", "2023-01-01"));
    assert_eq!((cell("n_claims").as_str(), cell("agree").as_str()), ("2", "true"));
    assert_eq!(cell("source_ids"), "[\"a\", \"b\"]");
}

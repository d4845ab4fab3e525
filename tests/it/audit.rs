//! Contradictions between figures, and revisions.

use crate::claims::{any_claim, claim};
use polars::prelude::*;
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use tradeflow::audit;
use tradeflow::cell::{self, Steps};
use tradeflow::claim::Claim;
use tradeflow::convert::Rates;
use tradeflow::ledger;
use tradeflow::report::table_csv;
use tradeflow::value::flow::Status;

#[derive(Deserialize)]
struct Press {
    dispute: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: usize,
    lesson: String,
    claims: Vec<String>,
    disputes: Vec<String>,
}

/// 75.9 roubles for a dollar in each month of 2023.
fn rates() -> Rates {
    let rows: String = (1..=12).map(|month| format!("2023-{month:02},RUB,75.9\n")).collect();
    Rates::from_csv("rates.csv", &format!("month,currency,units_per_usd\n{rows}")).unwrap()
}

fn disputes(words: &[impl AsRef<str>]) -> DataFrame {
    let claims: Vec<Claim> = words.iter().map(|words| claim(words.as_ref())).collect();
    audit::disputes(ledger::frame(&claims).unwrap().lazy(), Some(&rates()), &Steps::default()).unwrap()
}

fn csv(frame: &DataFrame) -> Vec<String> {
    String::from_utf8(table_csv(frame).unwrap()).unwrap().lines().skip(1).map(str::to_owned).collect()
}

fn shown(frame: &DataFrame, columns: &[&str]) -> Vec<String> {
    let columns: Vec<Expr> = columns.iter().copied().map(col).collect();
    csv(&frame.clone().lazy().select(columns).collect().unwrap())
}

/// One line a dispute: check, period, value, interval, claims against it.
fn lines(words: &[impl AsRef<str>]) -> Vec<String> {
    let columns = ["check", "period", "value", "expected_low", "expected_high", "against_ids"];
    let line = |row: &String| {
        let cells: Vec<&str> = row.split(',').collect();
        let [check, period, value, low, high, against] = cells[..] else { panic!("{row}") };
        format!("{check} {period} {value} {low}..{high} {}", against.replace(';', " "))
    };
    shown(&disputes(words), &columns).iter().map(line).collect()
}

fn checks(words: &[&str]) -> Vec<String> {
    shown(&disputes(words), &["check"])
}

#[test]
fn what_the_checks_find_in_the_press() {
    let press: Press = toml::from_str(include_str!("../suite/press.toml")).unwrap();
    let mut wrong = String::new();
    for case in press.dispute {
        let found = lines(&case.claims);
        if found != case.disputes {
            wrong += &format!("{}: {}\n  expected {:#?}\n  found {found:#?}\n", case.id, case.lesson, case.disputes);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn rivals_are_a_row_with_the_reason_why_one_was_taken() {
    let graded = ["4.4bn doc=a side=AZE source=the_customs_service", "2.1bn doc=b side=AZE", "2.1bn doc=c side=AZE"];
    let columns =
        ["check", "value", "expected_low", "expected_high", "gap", "claim_ids", "against_ids", "decision", "words"];
    assert_eq!(
        shown(&disputes(&graded), &columns),
        ["rival,4400000000,2050000000,2150000000,1.0465116279069768,a:0-5,b:0-5;c:0-5,grade,taken is 4.4bn USD: its \
             source is nearer to the counting; against it 2.05bn USD to 2.15bn USD"]
    );
    assert_eq!(checks(&["4.4bn", "4.36bn doc=b", ">=4bn doc=c", "10bn status=target"]), [""; 0]);
    let bounds = shown(&disputes(&[">=5bn", "<=4bn doc=b"]), &["check", "value", "decision", "against_ids"]);
    assert_eq!(bounds, ["rival,,interval,b:0-5"]);
}

#[test]
fn a_side_taken_for_the_other_is_named() {
    let other_side = "4.51bn side=AZE partner=TUR doc=c";
    let words = ["4.5bn side=TUR partner=TUR doc=a source=statistics", "2.2bn side=TUR partner=TUR doc=b", other_side];
    assert_eq!(shown(&disputes(&words), &["check", "side", "value"]), ["rival,TUR,4500000000"]);
    let words = ["4.5bn side=TUR partner=TUR doc=a", "2.2bn side=TUR partner=TUR doc=b source=statistics", other_side];
    let found = disputes(&words);
    assert_eq!(shown(&found, &["check", "side", "value", "against_ids"]), ["side,TUR,2200000000,a:0-5"]);
    // In growth between reports in which nobody names a side.
    let words = ["4.36bn doc=a", "17.5 kind=change unit=% doc=a at=20", "4.17bn period=2022 doc=b"];
    assert_eq!(lines(&words), ["side 2022 4170000000 3704800000..3716500000 a:0-5 a:20-25"]);
    // In turnover beside the flows of one side.
    let words = [
        "2.6bn side=AZE",
        "0.6bn side=AZE measure=exports doc=b",
        "1.5bn side=AZE measure=imports doc=b at=9",
        "2.1bn side=RUS doc=c",
    ];
    assert_eq!(shown(&disputes(&words), &["check", "value", "expected_low"]), ["side,2600000000,2000000000"]);
}

#[test]
fn flows_of_one_side_give_its_turnover_and_balance() {
    let flows = ["1.19bn measure=exports side=AZE", "3.17bn measure=imports side=AZE at=20"];
    let with = |more: &str| checks(&[flows[0], flows[1], more]);
    assert_eq!(with("4.36bn side=AZE"), [""; 0]);
    assert_eq!(with("4.5bn side=AZE"), ["flows"]);
    assert_eq!(with("4.5bn side=RUS"), [""; 0]);
    assert_eq!(with("4.5bn doc=b"), [""; 0], "nobody says whose turnover it is");
    assert_eq!(with(">=5bn side=AZE"), ["flows"]);
    assert_eq!(with(">=4bn side=AZE"), [""; 0]);
    assert_eq!(with("-1.98bn side=AZE measure=balance"), [""; 0]);
    assert_eq!(with("1.98bn side=AZE measure=balance"), ["flows"]);
    let unnamed = ["1.19bn measure=exports", "3.17bn measure=imports at=20", "4.5bn at=40"];
    assert_eq!(checks(&unnamed), ["flows"], "all of one report");
    let beside = |turnover| checks(&[unnamed[0], unnamed[1], turnover]);
    assert_eq!(beside("4.5bn doc=b side=AZE"), ["flows"], "flows without a side are their reporter's");
    assert_eq!(beside("4.5bn doc=b side=RUS"), [""; 0]);
    let balance = ["1.19bn measure=exports", "3.17bn measure=imports at=20", "-2.5bn measure=balance side=AZE doc=b"];
    assert_eq!(checks(&balance), ["flows"]);
    let elsewhere = ["1.19bn measure=exports basis=FOB", "3.17bn measure=imports basis=FOB at=20", "4.5bn side=AZE"];
    assert_eq!(checks(&elsewhere), [""; 0], "on another basis nothing is contradicted");
}

#[test]
fn one_sides_flow_is_the_same_from_both_ends() {
    let from_russia = "3.17bn measure=exports reporter=RUS partner=AZE side=AZE";
    assert_eq!(checks(&[from_russia, "3.2bn measure=imports side=AZE doc=b"]), [""; 0]);
    assert_eq!(checks(&[from_russia, "3.4bn measure=imports side=AZE doc=b"]), ["mirror"]);
    assert_eq!(checks(&[from_russia, "3.4bn measure=imports side=RUS doc=b"]), [""; 0]);
}

#[test]
fn stretches_of_a_year_have_to_fit() {
    let part =
        |figure: &str, to: &str, doc: &str| format!("{figure} measure=exports period=2023-01-01/2023-{to} doc={doc}");
    let (five, half) = (part("1.0bn", "05-31", "a"), part("1.2bn", "06-30", "b"));
    assert_eq!(lines(&[&five, &half]), [""; 0]);
    assert_eq!(lines(&[&five, &part("0.8bn", "06-30", "b")]), ["falls 2023-S1 800000000 950000000.. a:0-5"]);
    let june = "0.5bn measure=exports period=2023-06-01/2023-06-30 doc=c".to_owned();
    assert_eq!(lines(&[&five, &half, &june]), ["periods 2023-S1 1200000000 1400000000..1600000000 a:0-5 c:0-5"]);
    let quarters = ["01-01/2023-03-31", "04-01/2023-06-30"]
        .map(|days| format!("0.6bn measure=exports period=2023-{days} doc={}", &days[..2]));
    assert_eq!(lines(&[&quarters[0], &quarters[1], &half]), [""; 0]);
    assert_eq!(lines(&[&quarters[0], &quarters[1], &part("1.5bn", "06-30", "b")]).len(), 1);
    // Not across sides, and not in nobody's turnover.
    let other = |words: &str| words.replace("measure=exports", "");
    assert_eq!(
        lines(&[other(&five).replace("  ", " "), other(&part("0.9bn", "06-30", "b")).replace("  ", " ")]),
        [""; 0]
    );
}

#[test]
fn a_part_is_no_more_than_its_whole() {
    let of = |partner: &str, figure: &str| format!("{figure} measure=exports side=AZE partner={partner} doc={partner}");
    let (tur, ita) = (of("TUR", "8bn"), of("ITA", "15bn"));
    assert_eq!(checks(&[&tur, &ita, &of("WLD", "33.9bn")].map(String::as_str)), [""; 0]);
    assert_eq!(checks(&[&tur, &ita, &of("WLD", "20bn")].map(String::as_str)), ["world"]);
    assert_eq!(
        checks(&[&tur, &of("EU", "15bn"), &of("WLD", "20bn")].map(String::as_str)),
        [""; 0],
        "a group is no country"
    );
    assert_eq!(checks(&[&ita, &of("WLD", "10bn")].map(String::as_str)), ["world"]);
    assert_eq!(checks(&["1.0bn", "2.0bn commodity=oil"]), ["goods"]);
    assert_eq!(checks(&["3bn", "2bn commodity=oil", "2bn commodity=gas side=AZE"]), [""; 0]);
    let share = ["17.3bn measure=imports partner=WLD", "18.3 kind=share unit=% measure=imports at=20"];
    assert_eq!(checks(&[share[0], share[1], "3.17bn measure=imports doc=b"]), [""; 0]);
    assert_eq!(checks(&[share[0], share[1], "4bn measure=imports doc=b"]), ["share"]);
}

#[test]
fn a_tonne_is_not_worth_ten_times_what_it_was() {
    let of = |money: &str, tonnes: &str, year: &str| {
        let rest = format!("measure=exports commodity=wheat period={year} doc={year}");
        [format!("{money} {rest}"), format!("{tonnes} unit=t {rest} at=20")]
    };
    let before = of("2.5bn", "10000000", "2022");
    assert_eq!(lines(&[before.clone(), of("3.1bn", "11000000", "2023")].concat()), [""; 0]);
    assert_eq!(
        lines(&[before, of("3.1bn", "1100000", "2023")].concat()),
        ["unit_value 2023 3100000000 55000000..1375000000 2022:0-5 2022:20-25 2023:20-25"]
    );
}

/// Every row of a report leads back to figures, and every figure to its bytes; and the contradictions that are in the
/// sample are found.
#[test]
fn rows_of_a_report_lead_back_to_bytes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|end| end == "md") {
            articles.push(tradeflow::article::from_text(&name, &std::fs::read_to_string(&path).unwrap()).unwrap());
        }
    }
    let mut ids = std::collections::BTreeSet::new();
    let mut claims = Vec::new();
    for article in &articles {
        for claim in tradeflow::Extractor::english().read(article).claims {
            assert_eq!(article.text[claim.start..claim.end], claim.quote);
            ids.insert(format!("{}:{}-{}", claim.doc, claim.start, claim.end));
            claims.push(claim);
        }
    }
    let ledger = ledger::frame(&claims).unwrap().lazy();
    let disputes = audit::disputes(ledger.clone(), Rates::built_in().as_ref(), &Steps::default()).unwrap();
    let steps = Steps { balance: true, ..Steps::default() };
    let cells = cell::cells_by(ledger, &steps).unwrap().collect().unwrap();
    let behind =
        [shown(&disputes, &["claim_ids"]), shown(&disputes, &["against_ids"]), shown(&cells, &["claim_ids"])].concat();
    assert!(behind.len() > 100, "{}", behind.len());
    for id in behind.iter().flat_map(|row| row.split(';')) {
        assert!(ids.contains(id), "'{id}' is no claim");
    }
    let found = shown(&disputes, &["check", "pair", "period"]);
    for row in ["pace,RUS-TUR,2023-01-01/2023-07-31", "side,AZE-RUS,2022"] {
        assert!(found.contains(&row.to_owned()), "{row} is not among {found:#?}");
    }
    #[cfg(feature = "hmrc")]
    assert!(found.contains(&"rate,KAZ-RUS,2023-01-01/2023-07-31".to_owned()), "{found:#?}");
}

#[test]
fn a_conversion_at_the_average_rate_is_none_and_neither_are_two_figures() {
    let pair = |first: &str, second: &str| checks(&[&format!("{first} unit=RUB"), &format!("{second} at=7")]);
    assert_eq!(pair("1500bn", "19.8bn"), [""; 0]);
    assert_eq!(pair("1500bn", "20bn"), [""; 0]);
    assert_eq!(pair("1500bn", "15.6bn"), ["rate"]);
    assert_eq!(checks(&["1500bn unit=RUB", "15.6bn at=90"]), [""; 0]);
    assert_eq!(checks(&["1500bn unit=RUB", "15.6bn at=7 doc=b"]), [""; 0]);
    assert_eq!(checks(&["1500bn unit=RUB period=2030", "15.6bn at=7 period=2030"]), [""; 0], "no rate");
    let claims = ["1500bn unit=RUB", "15.6bn at=7"].map(claim);
    let without = audit::disputes(ledger::frame(&claims).unwrap().lazy(), None, &Steps::default()).unwrap();
    assert_eq!(without.height(), 0);
}

#[test]
fn tables_have_their_schema_even_of_nothing() {
    for words in [&[][..], &["4.4bn", "2.1bn doc=b published=2024-01-01"]] {
        assert_eq!(**disputes(words).schema(), audit::dispute_schema());
        let claims: Vec<Claim> = words.iter().map(|words| claim(words)).collect();
        let revisions = audit::revisions(ledger::frame(&claims).unwrap().lazy(), &Steps::default()).unwrap();
        assert_eq!(**revisions.collect().unwrap().schema(), audit::revision_schema());
    }
}

/// Real vintages of one statistic: Statistical Committee of Armenia, turnover with Russia in 2023, first release and
/// revision.
#[test]
fn a_revision_is_a_row_with_the_change_to_the_vintage_before() {
    let words = [
        "7.306bn reporter=ARM side=ARM published=2024-02-14 doc=first source=the_statistical_committee",
        "7.3bn reporter=ARM side=ARM published=2024-03-16 doc=echo",
        "7.924bn reporter=ARM side=ARM published=2024-09-16 doc=revised source=the_statistical_committee",
        "7.9bn reporter=ARM side=ARM doc=undated",
        "5bn reporter=ARM side=ARM period=2022 published=2024-02-14 doc=first at=20",
    ];
    let claims: Vec<Claim> = words.iter().map(|words| claim(words)).collect();
    let revisions = audit::revisions(ledger::frame(&claims).unwrap().lazy(), &Steps::default()).unwrap();
    let columns =
        ["pair", "side", "period", "status", "published", "value", "previous", "change", "n_claims", "method"];
    assert_eq!(
        shown(&revisions.collect().unwrap(), &columns),
        [
            "ARM-RUS,ARM,2022,actual,2024-02-14,5000000000,,,1,point",
            "ARM-RUS,ARM,2023,actual,2024-02-14,7306000000,,,1,point",
            "ARM-RUS,ARM,2023,actual,2024-03-16,7306000000,7306000000,0,2,point",
            "ARM-RUS,ARM,2023,actual,2024-09-16,7924000000,7306000000,618000000,3,vintage",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn order_changes_nothing((claims, mixed) in proptest::collection::vec(any_claim(), 0..40)
        .prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle())))
    {
        let tables = |claims: &[Claim]| {
            let ledger = ledger::frame(claims).unwrap().lazy();
            let disputes = audit::disputes(ledger.clone(), Some(&rates()), &Steps::default()).unwrap();
            let revisions = audit::revisions(ledger, &Steps::default()).unwrap().collect().unwrap();
            [csv(&disputes), csv(&revisions)]
        };
        prop_assert_eq!(tables(&claims), tables(&mixed));
    }

    /// No target or forecast reaches an actual cell, whatever follows from what; and every row leads back to claims.
    #[test]
    fn every_cell_is_made_of_claims_of_its_own_status(claims in proptest::collection::vec(any_claim(), 0..60)) {
        let placed = |(number, claim): (usize, Claim)| {
            let (doc, start) = (claim.doc.replace(';', ""), 10 * number);
            Claim { doc, start, end: start + 5, ..claim }
        };
        let claims: Vec<Claim> = claims.into_iter().enumerate().map(placed).collect();
        let id = |claim: &Claim| format!("{}:{}-{}", claim.doc, claim.start, claim.end);
        let statuses: BTreeMap<String, Status> = claims.iter().map(|claim| (id(claim), claim.status)).collect();
        let steps = Steps { balance: true, ..Steps::default() };
        let cells = cell::cells_by(ledger::frame(&claims).unwrap().lazy(), &steps).unwrap().collect().unwrap();
        for row in shown(&cells, &["status", "claim_ids"]) {
            let (status, ids) = row.split_once(',').unwrap();
            for id in ids.split(';') {
                // An id that a spreadsheet would run has an apostrophe in front.
                prop_assert_eq!(statuses[id.trim_start_matches('\'')].name(), status, "{}", row);
            }
        }
    }

    /// The twelve months of a year make quarters, halves and the year, and each of them less the others is what it was.
    #[test]
    fn months_add_up_to_years_and_back(months in proptest::collection::vec(1i64..1000, 12)) {
        let of = |first: usize, last: usize, value: i64| {
            let to = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][last - 1];
            let unit = rust_decimal::Decimal::new(value, 1);
            claim(&format!("{unit} measure=exports period=2023-{first:02}-01/2023-{last:02}-{to} at={}", 10 * last))
        };
        let sum = |first: usize, last: usize| months[first - 1..last].iter().sum::<i64>();
        let values = |claims: Vec<Claim>| {
            let cells = cell::cells(ledger::frame(&claims).unwrap().lazy()).unwrap().collect().unwrap();
            shown(&cells, &["period", "value", "value_low", "value_high"]).into_iter().map(|row| {
                let cells: Vec<String> = row.split(',').map(str::to_owned).collect();
                (cells[0].clone(), cells[1..].iter().map(|cell| cell.parse::<f64>().unwrap()).collect::<Vec<_>>())
            }).collect::<BTreeMap<_, _>>()
        };
        let by_month = values((1..=12).map(|month| of(month, month, months[month - 1])).collect());
        prop_assert_eq!(by_month.len(), 19);
        let expected = |first, last| sum(first, last) as f64 / 10.0;
        for (label, first, last) in [("2023", 1, 12), ("2023-S2", 7, 12), ("2023-Q2", 4, 6)] {
            let found = &by_month[label];
            approx::assert_abs_diff_eq!(found[0], expected(first, last), epsilon = 1e-6);
            approx::assert_abs_diff_eq!(found[2] - found[1], 0.1 * (last - first + 1) as f64, epsilon = 1e-6);
        }
        let to_date = values((1..=12).map(|month| of(1, month, sum(1, month))).collect());
        for (month, value) in months.iter().enumerate().skip(1).filter(|(_, value)| **value > 1) {
            let found = &to_date[&format!("2023-{:02}", month + 1)];
            approx::assert_abs_diff_eq!(found[0], *value as f64 / 10.0, epsilon = 1e-6);
        }
    }
}

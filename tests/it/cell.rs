//! Claims to cells.

use crate::claims::{any_claim, claim, complete};
use polars::prelude::*;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;
use tradeflow::cell::{self, Steps};
use tradeflow::claim::Claim;
use tradeflow::ledger;
use tradeflow::value::amount::Qualifier;

#[derive(Deserialize)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    claims: Vec<String>,
    cells: Vec<String>,
}

#[test]
fn suite() {
    let suite: Suite = toml::from_str(include_str!("../suite/cell.toml")).unwrap();
    let mut wrong = String::new();
    for case in suite.case {
        let claims: Vec<_> = case.claims.iter().map(|words| claim(words)).collect();
        let found = lines(&cells(&claims));
        if found != case.cells {
            wrong += &format!("{}\n  expected {:#?}\n  found {found:#?}\n", case.name, case.cells);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn cells_have_the_schema_even_without_claims() {
    for claims in [vec![], vec![claim("1.2bn measure=exports"), claim("3.1bn measure=imports")]] {
        let cells = cells(&claims).collect().unwrap();
        assert_eq!(**cells.schema(), cell::schema());
        assert_eq!(cells.height(), claims.len() * 2);
    }
}

#[test]
fn a_cell_names_its_claims_and_articles_in_order() {
    let claims = ["4.4bn doc=b at=7", "4.4bn doc=b at=30", "4.36bn doc=a at=100", "4.4bn doc=b at=7"].map(claim);
    let cells = cells(&claims).collect().unwrap();
    let list = |name: &str| cells.column(name).unwrap().get(0).unwrap().to_string();
    assert_eq!(list("claim_ids"), "[\"a:100-105\", \"b:30-35\", \"b:7-12\"]");
    assert_eq!(list("source_ids"), "[\"a\", \"b\"]");
}

#[test]
fn every_claim_enters_one_table_or_has_a_reason() {
    let claims = [
        ("4.4bn", "turnover"),
        ("4.4bn measure=exports", "flows"),
        ("4.4bn partner=WLD", "flows"),
        ("4 measure=freight unit=t partner=", "freight"),
        ("4bn kind=change per=year partner=", "change"),
        ("20 kind=share unit=%", "share"),
        ("4bn measure=price per=year", "measure"),
        ("4bn per=year reporter=", "rate"),
        ("4 unit=% reporter=", "unit"),
        ("4bn reporter= period=", "reporter"),
        ("4 measure=freight reporter=", "reporter"),
        ("4bn reporter=WLD partner=", "world_total"),
        ("4bn reporter=WLD measure=imports", "world_total"),
        ("4bn partner= period=", "partner"),
        ("4bn partner=AZE period=", "same_party"),
        ("4bn reporter=WLD partner=WLD", "same_party"),
        ("4bn period=", "period"),
    ];
    let ledger = ledger::frame(&claims.map(|(words, _)| claim(words))).unwrap().lazy();
    let found = cell::entries(ledger.clone()).unwrap().select([coalesce(&[col("table"), col("left_out")])]);
    let found = found.collect().unwrap();
    let found: Vec<_> = found.column("table").unwrap().str().unwrap().iter().map(Option::unwrap).collect();
    assert_eq!(found, claims.map(|(_, table)| table));

    // What enters a table stands in a cell, and nothing else does.
    let steps = cell::Steps::without(&["flows", "growth", "shares", "periods"]);
    let cells = cell::cells_by(ledger.clone(), &steps).unwrap().collect().unwrap();
    assert_eq!(cells.column("n_claims").unwrap().u32().unwrap().iter().flatten().sum::<u32>(), 4);

    let counts = cell::coverage(ledger).unwrap().collect().unwrap();
    assert_eq!(counts.column("n_claims").unwrap().u32().unwrap().iter().flatten().sum::<u32>(), 17);
}

#[test]
fn a_frame_that_is_no_ledger_is_refused() {
    let frame = ledger::frame(&[]).unwrap().drop("fingerprint").unwrap();
    let error = cell::cells(frame.lazy()).err().unwrap();
    assert!(error.is_table() && error.to_string().contains("'fingerprint'"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn order_changes_nothing((claims, mixed) in proptest::collection::vec(any_claim(), 0..40)
        .prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle())))
    {
        prop_assert_eq!(whole_lines(&cells(&claims)), whole_lines(&cells(&mixed)));
    }

    #[test]
    fn an_echo_changes_only_counts(claims in proptest::collection::vec(any_claim(), 1..20), of in 0usize..20) {
        let mut echo = claims[of % claims.len()].clone();
        echo.doc = "echo".into();
        echo.published = echo.published.map(|day| day.tomorrow().unwrap());
        let echoed = [&claims[..], &[echo]].concat();
        prop_assert_eq!(figures(&cells(&claims)), figures(&cells(&echoed)));
    }

    #[test]
    fn a_wider_interval_never_moves_a_value(digits in 10i64..100, others in 0usize..4, hedge in 0usize..4) {
        let near = (0..others).map(|more| claim(&format!("{}{} doc=d{more}", Decimal::new(digits, 1), "0".repeat(more))));
        let mut claims: Vec<Claim> = near.chain([claim(&Decimal::new(digits, 1).to_string())]).collect();
        let before = figures(&cells(&claims));
        let mut wide = claim("1 doc=wide");
        wide.qualifier = [Qualifier::Exact, Qualifier::Approx, Qualifier::AtLeast, Qualifier::AtMost][hedge];
        let value = Decimal::new(digits, 1);
        wide.value = [value, value, Decimal::new(5, 1), value + Decimal::TEN][hedge];
        wide.precision = Decimal::from(20);
        claims.push(complete(wide));
        prop_assert_eq!(before, figures(&cells(&claims)));
    }

    #[test]
    fn balanced_figures_add_up(x in 1000i64..2000, m in 3000i64..4000, off in -150i64..150, first in 400i64..600) {
        let words = [
            (x, "measure=exports side=AZE"),
            (m, "measure=imports side=AZE at=10"),
            (x + m + off, "side=AZE at=20"),
            (x - m - off / 2, "measure=balance side=AZE at=30"),
            (first, "measure=exports side=AZE period=2023-01-01/2023-06-30 at=40"),
            (x - first + off / 3, "measure=exports side=AZE period=2023-07-01/2023-12-31 at=50"),
        ];
        let claims = words.map(|(figure, rest)| claim(&format!("{figure} {rest}")));
        let rows = balanced(&claims);
        let value = |key: &str| -> f64 {
            let row = rows.iter().find(|row| row.contains(key)).unwrap();
            row.split(" = ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap()
        };
        if !rows.is_empty() {
            // Each is rounded to its last stated digit, a unit.
            let [x, m] = ["exports 2023 ", "imports 2023 "].map(value);
            prop_assert!((x + m - value("trade 2023 ")).abs() <= 1.5);
            prop_assert!((x - m - value("balance 2023 ")).abs() <= 1.5);
            for row in &rows {
                let numbers = row.split(" = ").nth(1).unwrap().replace(" approx ", "..").replace(' ', "..");
                let [value, low, high] = [0, 1, 2].map(|at| numbers.split("..").nth(at).unwrap().parse::<f64>().unwrap());
                prop_assert!(low <= value && value <= high, "{row}");
            }
            prop_assert!((x - value("exports 2023-S1") - value("exports 2023-S2")).abs() <= 1.5);
        }
    }

    #[test]
    fn derived_turnover_lies_in_the_sum_of_its_parts(x in any_figure(), m in any_figure()) {
        let found = cells(&[
            claim(&format!("{x} measure=exports")),
            claim(&format!("{m} measure=imports at=9")),
        ]).collect().unwrap();
        let of = |measure: &str, name: &str| {
            let row = found.clone().lazy().filter(col("measure").eq(lit(measure.to_owned()))).collect().unwrap();
            row.column(name).unwrap().decimal().unwrap().physical().get(0)
        };
        for (end, other) in [("value_low", "value_high"), ("value_high", "value_low")] {
            let (exports, imports) = (of("exports", end), of("imports", end));
            prop_assert_eq!(of("trade", end), exports.zip(imports).map(|(x, m)| x + m));
            let imports = of("imports", other);
            prop_assert_eq!(of("balance", end), exports.zip(imports).map(|(x, m)| x - m));
        }
        for measure in ["trade", "balance"] {
            let value = of(measure, "value");
            prop_assert!(value.zip(of(measure, "value_low")).is_none_or(|(value, low)| low <= value));
            prop_assert!(value.zip(of(measure, "value_high")).is_none_or(|(value, high)| value <= high));
        }
    }
}

#[test]
fn a_bound_has_a_working_end_and_nothing_else_has() {
    let ends = |words: &[&str], measure: &str| {
        let claims: Vec<Claim> = words.iter().map(|words| claim(words)).collect();
        let row = cells(&claims).filter(col("measure").eq(lit(measure.to_owned()))).collect().unwrap();
        row.column("working_end").unwrap().get(0).unwrap().to_string()
    };
    for (words, end) in [
        (">=4bn", "5000000000.000000"),
        (">=4.3bn", "4400000000.000000"),
        (">=20bn", "30000000000.000000"),
        ("<=8", "7.000000"),
        (">=-60 measure=balance", "-70.000000"),
        ("4bn", "null"),
        ("~4bn", "null"),
        ("3..4bn", "null"),
        (">=0", "null"),
    ] {
        let measure = if words.contains("balance") { "balance" } else { "trade" };
        assert_eq!(ends(&[words], measure), end, "{words}");
    }
    assert_eq!(ends(&[">=4bn", "4.36bn doc=b"], "trade"), "null");
    assert_eq!(ends(&[">=4bn", "<=5bn doc=b"], "trade"), "null");
    // What follows from bounds: 1.2 to 1.3 and 3.1 to 3.2, and a rounded 3.1 is 3.05 to 3.15.
    let both = [">=1.2 measure=exports", ">=3.1 measure=imports"];
    assert_eq!((ends(&both, "trade"), ends(&both, "balance")), ("4.500000".to_owned(), "null".to_owned()));
    let one = [">=1.2 measure=exports", "3.1 measure=imports"];
    assert_eq!((ends(&one, "trade"), ends(&one, "balance")), ("4.450000".to_owned(), "-1.750000".to_owned()));
}

#[test]
fn a_conversion_in_brackets_is_a_row_of_its_own_that_decides_nothing() {
    let rows = |words: &[&str]| {
        let claims: Vec<Claim> = words.iter().map(|words| claim(words)).collect();
        let cells = cells(&claims);
        ["reported", "bracketed", "derived"].map(|origin| lines(&cells.clone().filter(col("origin").eq(lit(origin)))))
    };
    let none: [&str; 0] = [];
    let bracket = ["1500bn unit=RUB doc=b", "15.6bn doc=b at=7"];
    let roubles = "AZE-RUS trade 2023 RUB actual - - = 1500000000000 exact 1499500000000..1500500000000 1/1/1 point";
    let dollars = "AZE-RUS trade 2023 USD actual - - = 15600000000 approx 15550000000..15650000000 1/1/1 point";
    let [reported, bracketed, derived] = rows(&bracket);
    assert_eq!((reported, bracketed), (vec![roubles.to_owned()], vec![dollars.to_owned()]));
    assert_eq!(derived, none);
    // A report in dollars stands by itself: no conflict, no witness more.
    let stated = "AZE-RUS trade 2023 USD actual - - = 19800000000 exact 19750000000..19850000000 1/1/1 point";
    let [reported, bracketed, _] = rows(&[&bracket[..], &["19.8bn doc=c"]].concat());
    assert_eq!((reported, bracketed), (vec![roubles.to_owned(), stated.to_owned()], vec![dollars.to_owned()]));
    // The growth is that of the roubles, and flows in brackets give no turnover in dollars.
    let [_, _, derived] = rows(&[
        "100 unit=RUB side=AZE measure=exports",
        "1.1 side=AZE measure=exports at=7",
        "10 kind=change unit=% side=AZE measure=exports at=30",
        "200 unit=RUB side=AZE measure=imports at=50",
        "2.2 side=AZE measure=imports at=57",
    ]);
    assert!(derived.iter().any(|row| row.contains("trade 2023 RUB")), "{derived:?}");
    assert!(derived.iter().any(|row| row.contains("exports 2022 RUB")), "{derived:?}");
    assert!(!derived.iter().any(|row| row.contains("USD")), "{derived:?}");
}

/// Without a step its rows are as if there were no such thing.
#[test]
fn each_step_can_be_left_out() {
    let story = |from: usize| {
        let words: Vec<String> = (from..200).map(|at| format!("word{at}")).collect();
        tradeflow::article::fingerprint(words.iter().map(String::as_str))
    };
    let copy = |words: &str, from: usize| Claim { fingerprint: story(from), ..claim(words) };
    let shown = |claims: &[Claim], steps: Steps| {
        let cells = cell::cells_by(ledger::frame(claims).unwrap().lazy(), &steps).unwrap().collect().unwrap();
        let text = |name: &str| cells.column(name).unwrap().get(0).unwrap().to_string();
        format!("{} {} {}", text("value").trim_end_matches("0"), text("n_witnesses"), text("method").trim_matches('"'))
    };
    let all = Steps::default();

    let copied = [copy("4.4 doc=a", 0), copy("4.4 doc=b", 9), claim("2.1 doc=c"), claim("2.1 doc=d")];
    assert_eq!(shown(&copied, all), "2.1 3 witnesses");
    assert_eq!(shown(&copied, Steps { echoes: false, ..all }), "2.1 4 witnesses");
    let repeated = ["4.4 doc=a source=Customs", "4.4 doc=b source=customs", "4.4 doc=c source=customs", "2.1 doc=d"];
    assert_eq!(shown(&repeated.map(claim)[..3], all), "4.4 1 point");
    assert_eq!(shown(&repeated.map(claim), all), "4.4 2 grade");

    let graded = ["4.4 doc=a source=the_customs_service", "2.1 doc=b source=analysts", "2.1 doc=c"].map(claim);
    assert_eq!(shown(&graded, all), "4.4 3 grade");
    assert_eq!(shown(&graded, Steps { grades: false, ..all }), "2.1 3 witnesses");

    let revised = [
        "7.3 doc=a source=the_statistics_office published=2024-02-14",
        "7.3 doc=b source=statistics_of_Armenia published=2024-02-15",
        "7.9 doc=c source=the_statistics_office published=2024-09-16",
    ];
    assert_eq!(shown(&revised.map(claim), all), "7.9 2 vintage");
    assert_eq!(shown(&revised.map(claim), Steps { vintages: false, ..all }), "7.3 2 witnesses");
}

/// The rows that balancing adds: parties, measure, period, value, interval, method.
fn balanced(claims: &[Claim]) -> Vec<String> {
    let steps = Steps { balance: true, ..Steps::default() };
    let cells = cell::cells_by(ledger::frame(claims).unwrap().lazy(), &steps).unwrap();
    let rows = cells.filter(col("origin").eq(lit("balanced"))).collect().unwrap().lazy();
    lines(&rows)
}

#[test]
fn figures_of_one_side_are_balanced_and_what_is_reported_stays() {
    let words = ["1.19bn measure=exports side=AZE", "3.17bn measure=imports side=AZE at=20", "4.40bn side=AZE doc=b"];
    let claims = words.map(claim);
    assert_eq!(
        balanced(&claims),
        [
            "AZE-RUS trade 2023 USD actual - AZE = 4370000000 approx 4188000000..4561000000 2/2/3 least squares",
            "AZE>RUS exports 2023 USD actual - AZE = 1190000000 approx 1111000000..1273000000 2/2/3 least squares",
            "AZE>RUS imports 2023 USD actual - AZE = 3180000000 approx 3002000000..3364000000 2/2/3 least squares",
        ]
    );
    let steps = Steps { balance: true, ..Steps::default() };
    let all = cell::cells_by(ledger::frame(&claims).unwrap().lazy(), &steps).unwrap();
    assert_eq!(lines(&all.filter(col("origin").neq(lit("balanced")))), lines(&cells(&claims)));
}

#[test]
fn a_better_source_moves_less() {
    let graded = |exports: &str, trade: &str| {
        let words = ["10.0 measure=exports side=AZE", "20.0 measure=imports side=AZE at=20", "31.0 side=AZE doc=b"];
        balanced(&[
            claim(&format!("{}{exports}", words[0])),
            claim(&format!("{}{exports}", words[1])),
            claim(&format!("{}{trade}", words[2])),
        ])
    };
    let of_trade = |rows: Vec<String>| rows[0].split(" = ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(of_trade(graded(" source=customs", "")), "30");
    assert_eq!(of_trade(graded("", " source=customs")), "30.9");
}

#[test]
fn rivals_are_balanced_to_the_digits_of_the_one_that_was_taken() {
    let claims = [
        "15.5bn measure=imports side=AZE source=customs",
        "1.1bn measure=imports side=AZE doc=b",
        "6.1bn measure=exports side=AZE at=20 source=customs",
        "-9.0bn measure=balance side=AZE at=40 source=customs",
    ];
    let rows = balanced(&claims.map(claim));
    assert_eq!(rows.len(), 3);
    assert!(rows[2].contains("imports 2023 USD actual - AZE = 15100000000 approx"), "{rows:?}");
}

#[test]
fn what_adds_up_or_cannot_be_balanced_has_no_row() {
    let none: [&str; 0] = [];
    let flows = ["1.19bn measure=exports side=AZE", "3.17bn measure=imports side=AZE at=20"];
    let with = |more: &[&str]| balanced(&[&flows, more].concat().iter().map(|words| claim(words)).collect::<Vec<_>>());
    assert_eq!(with(&["4.36bn side=AZE doc=b"]), none);
    assert_eq!(with(&["4.37bn side=AZE doc=b"]), none, "no more than rounding");
    assert_eq!(with(&["4.40bn side=RUS doc=b"]), none, "the other side");
    assert_eq!(with(&["4.40bn doc=b"]), none, "nobody's statistics");
    assert_eq!(with(&[">=4bn side=AZE doc=b"]), none, "a bound");
    assert_eq!(with(&["9.40bn side=AZE doc=b"]), none, "no error of counting");
    assert_eq!(with(&[]), none);
}

fn any_figure() -> impl Strategy<Value = String> {
    let hedge = proptest::sample::select(vec!["", "~", ">=", "<="]);
    (hedge, 1i64..500, 0u32..3).prop_map(|(hedge, digits, scale)| format!("{hedge}{}", Decimal::new(digits, scale)))
}

fn cells(claims: &[Claim]) -> LazyFrame {
    cell::cells(ledger::frame(claims).unwrap().lazy()).unwrap()
}

/// Everything that a table says of its cells.
fn whole_lines(cells: &LazyFrame) -> Vec<String> {
    let ids = |name: &str| col(name).list().eval(element().str().join(";", true)).list().first();
    let more = concat_str([ids("source_ids"), ids("claim_ids")], " ", true).alias("ids");
    let frame = cells.clone().select([more]).collect().unwrap();
    let mut ids: Vec<String> =
        frame.column("ids").unwrap().str().unwrap().iter().map(|ids| format!("{ids:?}")).collect();
    ids.sort();
    [lines(cells), ids].concat()
}

/// The lines without counts, and without the witnesses of a conflict.
fn figures(cells: &LazyFrame) -> Vec<String> {
    let figure = |line: &String| {
        let (figure, rest) = line.split_once("..").unwrap();
        let (high, _) = rest.split_once(' ').unwrap();
        format!("{figure}..{high}")
    };
    lines(cells).iter().map(figure).collect()
}

/// One line a cell: key, value, interval, counts (reports/witnesses/claims), how it came about, conflict.
fn lines(cells: &LazyFrame) -> Vec<String> {
    let text = |name: &str| col(name).cast(DataType::String).fill_null(lit("-"));
    let amount = |name: &str| {
        let digits = col(name).cast(DataType::String);
        digits.str().strip_chars_end(lit("0")).str().strip_chars_end(lit(".")).fill_null(lit("-"))
    };
    let parties = when(col("reporter").is_null()).then(col("pair")).otherwise(concat_str(
        [col("reporter"), col("partner")],
        ">",
        true,
    ));
    let key = ["measure", "period", "unit", "status", "commodity", "side"].map(text);
    let line = concat_str(
        [
            concat_str([vec![parties], key.to_vec(), vec![col("basis")]].concat(), " ", true),
            lit(" = "),
            amount("value"),
            lit(" "),
            text("bound_kind"),
            lit(" "),
            concat_str(["value_low", "value_high"].map(amount), "..", false),
            lit(" "),
            concat_str(["n_reports", "n_witnesses", "n_claims"].map(text), "/", false),
            lit(" "),
            col("method"),
            when(col("agree")).then(lit("")).otherwise(concat_str([lit(" | "), text("conflict")], "", false)),
        ],
        "",
        false,
    );
    let lines = cells.clone().select([line.alias("line")]).sort(["line"], SortMultipleOptions::default());
    let lines = lines.collect().unwrap();
    let lines = lines.column("line").unwrap().str().unwrap();
    lines.iter().map(|line| line.unwrap().to_owned()).collect()
}

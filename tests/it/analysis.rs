//! Tables that are made of tables: filters, growth, partners, matrices, indicators, SDMX.

use crate::claims::{any_claim, claim};
use polars::prelude::*;
use proptest::prelude::*;
use tradeflow::claim::Claim;
use tradeflow::compare::{Layout, official};
use tradeflow::convert::{self, Rates};
use tradeflow::report::{self, sdmx_csv, table_csv};
use tradeflow::table::{self, Filter, Grain};
use tradeflow::value::flow::Measure;
use tradeflow::value::period::{Period, PeriodKind};
use tradeflow::value::place::Place;
use tradeflow::{audit, cell, ledger};

fn claims(words: &[&str]) -> Vec<Claim> {
    words.iter().map(|words| claim(words)).collect()
}

fn cells(words: &[&str]) -> LazyFrame {
    cell::cells(ledger::frame(&claims(words)).unwrap().lazy()).unwrap()
}

fn shown(frame: LazyFrame, columns: &[&str]) -> Vec<String> {
    csv(&frame.select(columns.iter().copied().map(col).collect::<Vec<_>>()).collect().unwrap())[1..].to_vec()
}

fn csv(frame: &DataFrame) -> Vec<String> {
    String::from_utf8(table_csv(frame).unwrap()).unwrap().lines().map(str::to_owned).collect()
}

fn place(code: &str) -> Place {
    Place::from_code(code).unwrap()
}

/// Azerbaijan's trade over some years, with its whole, a group, a bound, a target and another side.
const TRADE: [&str; 17] = [
    "4.36bn side=AZE period=2023",
    "3.71bn side=AZE period=2022",
    "4.17bn side=RUS period=2022",
    "10bn side=AZE period=2030 status=target",
    "7.7bn side=AZE partner=TUR",
    "15.7bn side=AZE partner=ITA",
    ">=3bn side=AZE partner=CHN",
    "20bn side=AZE partner=EU",
    "50bn side=AZE partner=WLD",
    "1.2bn side=AZE measure=exports",
    "3.16bn side=AZE measure=imports",
    "15bn side=AZE measure=exports partner=ITA",
    "0.7bn side=AZE measure=imports partner=ITA",
    "33.9bn side=AZE measure=exports partner=WLD",
    "2bn side=AZE period=2023-01-01/2023-06-30",
    "1.6bn side=AZE period=2022-01-01/2022-06-30",
    "8bn side=TUR reporter=TUR partner=AZE",
];

#[test]
fn a_filter_shows_rows_and_changes_none() {
    let all = cells(&TRADE);
    let count = |filter: Filter| filter.rows(all.clone()).collect().unwrap().height();
    let total = all.clone().collect().unwrap().height();
    let none = Filter::default();
    assert_eq!(count(none.clone()), total);
    let (aze, rus, tur, wld) = (place("AZE"), place("RUS"), place("TUR"), Place::world());
    let rows = |filter: Filter| {
        shown(filter.rows(all.clone()).sort(["pair", "partner"], SortMultipleOptions::default()), &["pair", "partner"])
    };
    assert_eq!(rows(Filter { pairs: vec![(tur, aze)], ..none.clone() }), ["AZE-TUR,", "AZE-TUR,"]);
    assert_eq!(rows(Filter { pairs: vec![(aze, wld)], ..none.clone() }), [",WLD", ",WLD", ",WLD"]);
    assert_eq!(rows(Filter { countries: vec![tur], ..none.clone() }), ["AZE-TUR,", "AZE-TUR,"]);
    assert_eq!(count(Filter { countries: vec![aze], ..none.clone() }), total);
    assert_eq!(count(Filter { countries: vec![rus, tur], pairs: vec![(rus, tur)], ..none.clone() }), 0);
    let from = Period::year(2024).map(|year| year.from);
    assert_eq!(rows(Filter { from, ..none.clone() }), ["AZE-RUS,"]);
    let (from, to) = (Period::months(2023, 1, 1).map(|p| p.from), Period::months(2023, 6, 6).map(|p| p.to));
    assert_eq!(rows(Filter { from, to, ..none.clone() }), ["AZE-RUS,"]);
    assert_eq!(count(Filter { measures: vec![Measure::Balance], ..none.clone() }), 2);
    assert_eq!(count(Filter { grain: Grain::Half, ..none.clone() }), 4);
    assert_eq!(count(Filter { currency: Some("EUR".parse().unwrap()), ..none }), 0);
}

#[test]
fn as_of_a_day_only_what_was_published_by_then_is_known() {
    let claims = claims(&["7.3bn published=2024-02-14", "7.92bn published=2024-09-16 doc=b", "7bn doc=c"]);
    let ledger = ledger::frame(&claims).unwrap().lazy();
    for (day, known) in [("2024-02-13", 0), ("2024-02-14", 1), ("2024-09-15", 1), ("2024-09-16", 2)] {
        let filter = Filter { as_of: Some(day.parse().unwrap()), ..Filter::default() };
        assert_eq!(filter.claims(ledger.clone()).unwrap().collect().unwrap().height(), known, "{day}");
    }
    assert_eq!(Filter::default().claims(ledger).unwrap().collect().unwrap().height(), 3);
}

#[test]
fn fiscal_years_are_a_grain_of_their_own() {
    let table = cells(&["60bn period=2023", "46.2bn period=2022-04-01/2023-03-31"]);
    assert_eq!(shown(Grain::FiscalYear.rows(table.clone()), &["period"]), ["2022-04-01/2023-03-31"]);
    assert_eq!(shown(Grain::Year.rows(table), &["period"]), ["2023"]);
}

#[test]
fn a_label_is_a_period_and_back() {
    for label in ["2023", "2023-S1", "2023-S2", "2023-Q1", "2023-Q4", "2023-01", "2023-12", "2024-02-29"] {
        assert_eq!(Period::from_label(label).unwrap().label(), label);
    }
    assert_eq!(Period::from_label("202311"), Period::months(2023, 11, 11));
    assert_eq!(Period::from_label("2023-01-01/2023-07-31").unwrap().kind, PeriodKind::Ytd);
    for text in
        ["", "23", "2023-", "2023-S3", "2023-Q0", "2023-Q5", "2023-13", "202313", "2023-+1", "2023-Й", "20231301", "x"]
    {
        assert_eq!(Period::from_label(text), None, "{text}");
    }
}

#[test]
fn growth_is_of_one_statistic_and_the_same_months() {
    let grown = table::growth(cells(&TRADE)).filter(col("previous").is_not_null());
    assert_eq!(shown(grown.clone(), &["previous_low", "previous_high"])[1], "3705000000,3715000000");
    let rows = shown(grown.clone(), &["side", "period", "previous"]);
    assert_eq!(rows, ["AZE,2023-S1,1600000000", "AZE,2023,3710000000", "AZE,2023-S2,2110000000"]);
    let growth = grown.collect().unwrap();
    let value = |name: &str, row: usize| growth.column(name).unwrap().f64().unwrap().get(row).unwrap();
    approx::assert_abs_diff_eq!(value("growth", 1), 4.36 / 3.71 - 1.0, epsilon = 1e-12);
    approx::assert_abs_diff_eq!(value("growth_low", 1), 4.355 / 3.715 - 1.0, epsilon = 1e-12);
    approx::assert_abs_diff_eq!(value("growth_high", 1), 4.365 / 3.705 - 1.0, epsilon = 1e-12);
}

#[test]
fn bounds_balances_and_nothing_do_not_grow() {
    for pair in [
        [">=4bn side=AZE", "3bn side=AZE period=2022"],
        ["4bn side=AZE", "<=3bn side=AZE period=2022"],
        ["-2bn measure=balance", "-1bn measure=balance period=2022"],
        ["4bn side=AZE", "3bn side=RUS period=2022"],
        ["4bn side=AZE period=2023", "3bn side=AZE period=2021"],
        ["4bn side=AZE unit=RUB", "3bn side=AZE period=2022"],
        ["4bn status=target side=AZE", "3bn side=AZE period=2022"],
        ["4bn", "3bn period=2022"],
    ] {
        let grown = table::growth(cells(&pair)).filter(col("growth").is_not_null());
        assert_eq!(grown.collect().unwrap().height(), 0, "{pair:?}");
    }
    // The end of February is the end of February.
    let winter = ["4bn side=AZE period=2024-01-01/2024-02-29", "3bn side=AZE period=2023-01-01/2023-02-28"];
    assert_eq!(table::growth(cells(&winter)).filter(col("growth").is_not_null()).collect().unwrap().height(), 1);
}

#[test]
fn compound_growth_runs_over_whole_years() {
    let words = [
        "8bn period=2023",
        "1bn period=2020",
        "2bn period=2021",
        ">=9bn period=2024",
        "4bn period=2019-01-01/2019-06-30",
    ];
    assert!(shown(table::cagr(cells(&words)), &["pair"]).is_empty(), "nobody says whose figures they are");
    let words = words.map(|words| format!("{words} side=AZE"));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let table = table::cagr(cells(&words));
    assert_eq!(
        shown(table.clone(), &["pair", "from", "to", "years", "first", "last", "cagr"]),
        ["AZE-RUS,2020,2023,3,1000000000,8000000000,1"]
    );
    let table = table.collect().unwrap();
    let value = |name: &str| table.column(name).unwrap().f64().unwrap().get(0).unwrap();
    approx::assert_abs_diff_eq!(value("cagr_low"), (7.5f64 / 1.5).cbrt() - 1.0, epsilon = 1e-12);
    approx::assert_abs_diff_eq!(value("cagr_high"), (8.5f64 / 0.5).cbrt() - 1.0, epsilon = 1e-12);
    assert!(shown(table::cagr(cells(&["4bn"])), &["pair"]).is_empty());
}

#[test]
fn partners_of_a_country() {
    let rows = table::partners(cells(&TRADE)).unwrap().collect().unwrap();
    assert_eq!(**rows.schema(), table::partner_schema());
    let is_it = col("country").eq(lit("AZE")).and(col("side").eq(lit("AZE"))).and(col("period").eq(lit("2023")));
    let columns = ["partner", "exports", "imports", "turnover", "balance", "bounds", "share", "export_share", "rank"];
    assert_eq!(
        shown(rows.clone().lazy().filter(is_it), &columns),
        [
            "CHN,,,,,turnover at_least,,,",
            "EU,,,20000000000,,,0.4,,",
            "ITA,15000000000,700000000,15700000000,14300000000,,0.314,0.4424778761061947,1",
            "TUR,,,7700000000,,,0.154,,2",
            "RUS,1200000000,3160000000,4360000000,-1960000000,,0.0872,0.035398230088495575,3",
        ]
    );
    // The other party sees the same turnover and no share, since nobody states its whole trade.
    let other = col("country").eq(lit("RUS")).and(col("period").eq(lit("2023")));
    assert_eq!(shown(rows.lazy().filter(other), &columns[..8]), ["AZE,,,4360000000,,,,"]);
}

#[test]
fn partners_have_intervals() {
    let is_it = col("country").eq(lit("AZE")).and(col("side").eq(lit("AZE"))).and(col("period").eq(lit("2023")));
    let rows = table::partners(cells(&TRADE)).unwrap().filter(is_it);
    let columns = ["partner", "exports_low", "exports_high", "turnover_low", "turnover_high", "balance_low"];
    assert_eq!(
        shown(rows.clone(), &columns),
        [
            // Of a bound its one end.
            "CHN,,,3000000000,,",
            "EU,,,19500000000,20500000000,",
            "ITA,14500000000,15500000000,15650000000,15750000000,13750000000",
            "TUR,,,7650000000,7750000000,",
            "RUS,1150000000,1250000000,4355000000,4365000000,-2015000000",
        ]
    );
    let rows = rows.collect().unwrap();
    let value = |name: &str, row: usize| rows.column(name).unwrap().f64().unwrap().get(row);
    let near =
        |found: Option<f64>, expected: f64| approx::assert_abs_diff_eq!(found.unwrap(), expected, epsilon = 1e-12);
    near(value("share_low", 4), 4.355 / 50.5);
    near(value("share_high", 4), 4.365 / 49.5);
    near(value("export_share_low", 2), 14.5 / 33.95);
    near(value("export_share_high", 2), 15.5 / 33.85);
    near(value("share_low", 0), 3.0 / 50.5);
    assert_eq!((value("share", 0), value("share_high", 0)), (None, None));
    near(value("growth_low", 4), 4.355 / 3.715 - 1.0);
    near(value("growth_high", 4), 4.365 / 3.705 - 1.0);
}

#[test]
fn what_is_reported_stands_before_what_a_report_converted_in_brackets() {
    let words = ["1500bn unit=RUB doc=b", "15.6bn doc=b at=7"];
    let turnover = |cells: LazyFrame| {
        let rows = table::partners(cells).unwrap().filter(col("country").eq(lit("AZE")));
        shown(rows, &["unit", "turnover", "turnover_low", "turnover_high"])
    };
    let dollars = "USD,15600000000,15550000000,15650000000";
    assert_eq!(turnover(cells(&words)), ["RUB,1500000000000,1499500000000,1500500000000", dollars]);
    let stated = cells(&[&words[..], &["19.9bn doc=c"]].concat()).filter(col("unit").eq(lit("USD")));
    assert_eq!(turnover(stated), ["USD,19900000000,19850000000,19950000000"]);
    // At the average of the year it is something else than at the rate of the day.
    let rates = (1..=12).map(|month| format!("2023-{month:02},RUB,75\n")).collect::<String>();
    let rates = Rates::from_csv("rates.csv", &format!("month,currency,units_per_usd\n{rates}")).unwrap();
    let converted = |cells: LazyFrame| convert::money(cells, &rates, "USD".parse().unwrap()).unwrap();
    assert_eq!(turnover(converted(cells(&words))), ["USD,20000000000,19993333333.333333,20006666666.666667"]);
    let flows = ["1.2bn doc=d measure=exports", "18bn doc=d at=30 measure=imports"];
    let derived = cells(&[&words[..], &flows].concat()).filter(col("unit").eq(lit("USD")));
    assert_eq!(turnover(derived), ["USD,19200000000,18650000000,19750000000"]);
}

#[test]
fn both_sides_stand_beside_one_another_and_their_consensus_is_no_mean() {
    let rows = |words: &[&str]| {
        let rows = table::sides(cells(words)).unwrap().collect().unwrap();
        assert_eq!(**rows.schema(), table::sides_schema());
        let columns = [
            "reporter",
            "partner",
            "measure",
            "reporter_value",
            "partner_value",
            "agree",
            "value",
            "value_low",
            "value_high",
            "method",
        ];
        shown(rows.lazy(), &columns)
    };
    let none: [&str; 0] = [];
    assert_eq!(
        rows(&["4.36bn side=AZE", "4.4bn side=RUS doc=b"]),
        ["AZE,RUS,trade,4360000000,4400000000,true,4360000000,4355000000,4365000000,intersection"]
    );
    assert_eq!(
        rows(&["4.51bn side=AZE partner=TUR", "2.20bn side=TUR partner=TUR doc=b"]),
        ["AZE,TUR,trade,4510000000,2200000000,false,,2195000000,4515000000,hull"]
    );
    // Exports of the one are imports of the other, whoever is named first and whose side is left unsaid.
    for words in [
        ["1.2bn measure=exports", "1.25bn measure=imports reporter=RUS partner=AZE doc=b"],
        ["1.2bn measure=exports side=AZE", "1.25bn measure=exports side=RUS doc=b"],
        ["1.2bn measure=imports reporter=RUS partner=AZE side=AZE", "1.25bn measure=exports side=RUS doc=b"],
    ] {
        let exports = "AZE,RUS,exports,1200000000,1250000000,true,1250000000,1245000000,1250000000,intersection";
        assert_eq!(rows(&words), [exports], "{words:?}");
    }
    // A bound agrees with what lies on its side, and has no figure of its own.
    assert_eq!(
        rows(&[">=4bn side=AZE", "4.4bn side=RUS doc=b"]),
        ["AZE,RUS,trade,,4400000000,true,4400000000,4350000000,4450000000,intersection"]
    );
    assert_eq!(
        rows(&[">=5bn side=AZE", "4.4bn side=RUS doc=b"]),
        ["AZE,RUS,trade,,4400000000,false,,4350000000,,hull"]
    );
    for near_miss in [
        ["4.36bn side=AZE", "4.4bn doc=b"],
        ["4.36bn side=AZE", "4.4bn side=TUR doc=b"],
        ["4.36bn side=AZE", "4.4bn side=RUS period=2022 doc=b"],
        ["4.36bn side=AZE", "4.4bn side=RUS status=target doc=b"],
        ["4.36bn side=AZE", "4.4bn side=RUS unit=RUB doc=b"],
        ["1.2bn measure=exports", "1.25bn measure=imports"],
        ["1.2bn measure=exports partner=WLD", "1.25bn measure=imports doc=b partner=WLD"],
    ] {
        let words: Vec<&str> = near_miss.to_vec();
        let found = rows(&words);
        assert!(found.iter().all(|row| !row.contains("hull") && !row.contains("intersection")), "{words:?}: {found:?}");
    }
    assert_eq!(rows(&["4.36bn side=AZE"]), none);
}

#[test]
fn a_gap_has_its_interval() {
    let rows = table::sides(cells(&["1.2bn measure=exports", "1.5bn measure=exports side=RUS doc=b"])).unwrap();
    let rows = rows.collect().unwrap();
    let value = |name: &str| rows.column(name).unwrap().f64().unwrap().get(0).unwrap();
    approx::assert_abs_diff_eq!(value("gap"), 1.5 / 1.2 - 1.0, epsilon = 1e-12);
    approx::assert_abs_diff_eq!(value("gap_low"), 1.45 / 1.25 - 1.0, epsilon = 1e-12);
    approx::assert_abs_diff_eq!(value("gap_high"), 1.55 / 1.15 - 1.0, epsilon = 1e-12);
}

#[test]
fn a_matrix_has_turnover_twice_and_empty_is_never_0() {
    let words = ["4bn", "7bn partner=TUR", "50bn partner=WLD", "1bn reporter=TUR measure=exports"];
    let matrix = table::matrix(cells(&words), Measure::Trade).unwrap();
    let columns = ["reporter", "AZE", "RUS", "TUR", "WLD"];
    assert_eq!(
        shown(matrix.lazy(), &columns),
        ["AZE,,4000000000,7000000000,50000000000", "RUS,4000000000,,,", "TUR,7000000000,,,"]
    );
    let exports = table::matrix(cells(&words), Measure::Exports).unwrap();
    assert_eq!(shown(exports.lazy(), &["reporter", "RUS"]), ["TUR,1000000000"]);
    let none = table::matrix(cells(&words), Measure::Imports).unwrap();
    assert_eq!((none.height(), none.width()), (0, table::MATRIX.len()));
}

#[test]
fn indicators_follow_their_definitions() {
    let words = [
        "3bn measure=exports",
        "1bn measure=imports",
        "2bn measure=exports partner=TUR",
        ">=1bn measure=imports partner=TUR",
        "2bn measure=exports partner=ITA",
        "0bn measure=imports partner=ITA",
    ];
    let rows = table::indicators(cells(&words)).unwrap();
    let columns = ["partner", "cover_ratio", "normalised_balance", "grubel_lloyd"];
    assert_eq!(shown(rows.clone(), &columns), ["RUS,3,0.5,0.5", "ITA,,1,0"]);
    let rows = rows.collect().unwrap();
    let value = |name: &str| rows.column(name).unwrap().f64().unwrap().get(0).unwrap();
    for (name, expected) in [
        ("cover_ratio_low", 2.5 / 1.5),
        ("cover_ratio_high", 3.5 / 0.5),
        ("normalised_balance_low", (2.5 - 1.5) / 4.0),
        ("normalised_balance_high", (3.5 - 0.5) / 4.0),
        ("grubel_lloyd_low", 1.0 - 0.75),
        ("grubel_lloyd_high", 1.0 - 0.25),
    ] {
        approx::assert_abs_diff_eq!(value(name), expected, epsilon = 1e-12);
    }
    // Where exports and imports may be equal, trade may be even.
    let even = table::indicators(cells(&["1.2bn measure=exports", "1bn measure=imports"])).unwrap();
    assert_eq!(shown(even, &["grubel_lloyd_high"]), ["1"]);
}

#[test]
fn concentration_knows_how_much_it_covers() {
    let words = ["3bn measure=exports", "1bn measure=exports partner=TUR", "9bn measure=exports partner=EU"];
    let columns = ["country", "measure", "partners", "known", "hhi", "coverage"];
    assert_eq!(shown(table::concentration(cells(&words)).unwrap(), &columns), ["AZE,exports,2,4000000000,0.625,"]);
    let words = [&words[..], &["8bn measure=exports partner=WLD"]].concat();
    assert_eq!(shown(table::concentration(cells(&words)).unwrap(), &columns), ["AZE,exports,2,4000000000,0.625,0.5"]);
    assert!(shown(table::concentration(cells(&["3bn measure=exports"])).unwrap(), &columns).is_empty());
    let ends = ["known_low", "known_high", "hhi_low", "hhi_high", "coverage_low", "coverage_high"];
    let ends = shown(table::concentration(cells(&words)).unwrap(), &ends);
    let (low, high) = ((2.5f64.powi(2) + 0.25) / 25.0, (3.5f64.powi(2) + 2.25) / 9.0);
    assert!(low < 0.5 && high > 1.0, "so the ends are those that any two shares have");
    assert_eq!(ends, [format!("3000000000,5000000000,0.5,1,{},{}", 2.5 / 8.5 + 0.5 / 8.5, 3.5 / 7.5 + 1.5 / 7.5)]);
}

#[test]
fn a_unit_value_is_of_one_flow_of_named_goods() {
    let words = [
        "3bn measure=exports commodity=wheat",
        "10000000 unit=t measure=exports commodity=wheat",
        "3bn measure=imports commodity=wheat",
        "5bn measure=exports",
        "50 unit=t measure=exports",
        "10 unit=TEU measure=exports commodity=wheat",
    ];
    let rows = table::unit_values(cells(&words));
    assert_eq!(
        shown(rows.clone(), &["pair", "reporter", "measure", "unit", "amount", "tonnes", "unit_value"]),
        ["AZE-RUS,AZE,exports,USD/t,3000000000,10000000,300"]
    );
    let (low, high) = (2.5e9 / 10_000_000.5, 3.5e9 / 9_999_999.5);
    assert_eq!(
        shown(rows, &["amount_low", "tonnes_high", "unit_value_low", "unit_value_high"]),
        [format!("2500000000,10000000.5,{low},{high}")]
    );
}

#[test]
fn the_dictionary_names_every_column_of_these_tables() {
    let names = |columns: &[report::Column]| columns.iter().map(|column| column.name.to_owned()).collect::<Vec<_>>();
    let found = |table: LazyFrame| {
        let table = table.collect().unwrap();
        table.get_column_names().iter().map(|name| name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&report::PARTNERS), found(table::partners(cells(&TRADE)).unwrap()));
    assert_eq!(names(&report::INDICATORS), found(table::indicators(cells(&TRADE)).unwrap()));
    assert_eq!(names(&report::CONCENTRATION), found(table::concentration(cells(&TRADE)).unwrap()));
    let conversion: Vec<String> = tradeflow::convert::columns().iter_names().map(|name| name.to_string()).collect();
    assert_eq!(names(&report::CONVERSION), conversion);
    let schema = |schema: Schema| schema.iter_names().map(|name| name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&report::SIDES), schema(table::sides_schema()));
    assert_eq!(names(&report::DISPUTES), schema(audit::dispute_schema()));
    assert_eq!(names(&report::REVISIONS), schema(audit::revision_schema()));
}

#[test]
fn observations_in_the_codes_of_sdmx() {
    let words = [
        "4.4bn side=AZE",
        "10bn status=target period=2030",
        "1.2bn measure=exports side=RUS basis=FOB+destination+BOP period=2023-01-01/2023-07-31",
        "5bn measure=imports period=2022-04-01/2023-03-31 status=projection commodity=Crude_oil",
        ">=1 unit=TEU measure=freight basis=transit partner= period=2023-01-01/2023-03-31",
        "50bn partner=WLD period=2023-01-01/2023-01-31",
        "1bn reporter=TUR period=2021",
        "2bn reporter=TUR period=2021 doc=b",
    ];
    let order = SortMultipleOptions::default();
    let table = cells(&words).sort(table::ORDER, order).collect().unwrap();
    let text = String::from_utf8(sdmx_csv(&table).unwrap()).unwrap();
    let fixed = "dataflow,TRADEFLOW:BILATERAL_TRADE(1.0),I,";
    let rows: Vec<&str> = text.lines().skip(1).map(|row| row.strip_prefix(fixed).unwrap()).collect();
    assert!(text.starts_with(
        "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,COMMODITY,REPORTING_SIDE,VALUATION,\
         PARTNER_ATTRIBUTION,ACCOUNTS,MOVEMENT,MODALITY,ORIGIN,\
         UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,OBS_VALUE_LOW,OBS_VALUE_HIGH,BOUND_KIND\n"
    ));
    assert_eq!(
        rows,
        [
            "Q,AZE,_Z,F,_T,_U,_U,_U,_U,transit,actual,reported,TEU,2023-Q1,1,A,0,1,,at_least",
            "M,AZE,WLD,T,_T,_U,_U,_U,_U,_Z,actual,reported,USD,2023-01,50000000000,A,0,49500000000,50500000000,exact",
            "A,AZE,RUS,T,_T,_U,_U,_U,_U,_Z,target,reported,USD,2030,10000000000,_Z,0,9500000000,10500000000,exact",
            "A,AZE,RUS,T,_T,AZE,_U,_U,_U,_Z,actual,reported,USD,2023,4400000000,A,0,4350000000,4450000000,exact",
            "_O,AZE,RUS,X,_T,RUS,FOB,destination,BOP,_Z,actual,reported,USD,2023-01-01/P7M,1200000000,A,0,1150000000,1250000000,exact",
            "_O,AZE,RUS,M,crude oil,_U,_U,_U,_U,_Z,projection,reported,USD,2022-04-01/P1Y,5000000000,F,0,4500000000,5500000000,exact",
            "A,RUS,TUR,T,_T,_U,_U,_U,_U,_Z,actual,reported,USD,2021,1000000000,U,0,500000000,2500000000,exact",
        ]
    );
}

/// Mixed currencies, a target, a rate, goods, a whole, two sides, bounds, an echo, a revision, a year filled in by growth,
/// a part by its share, a month by two years to date and a conversion at another rate, from claims to tables.
#[test]
fn a_fixed_set_of_claims_and_its_tables() {
    let words = [
        "4.36bn side=AZE doc=a text=same published=2024-01-23",
        "4.36bn side=AZE doc=b text=same published=2024-01-24",
        ">=4bn side=AZE doc=c published=2024-08-20",
        "4.4bn side=RUS doc=d published=2024-02-01",
        "10bn status=target period=2030 doc=c at=40",
        "15 unit=t measure=freight per=year doc=c at=60",
        "1.19bn side=AZE measure=exports doc=a at=90",
        "3.17bn side=AZE measure=imports doc=a at=120",
        "0.15bn side=AZE measure=exports commodity=tomatoes doc=a at=150",
        "51.2bn side=AZE partner=WLD doc=a at=180",
        "7.3bn side=ARM reporter=ARM doc=e published=2024-02-14",
        "7.92bn side=ARM reporter=ARM doc=f published=2024-09-16",
        "300bn unit=RUB side=RUS period=2022 doc=g",
        "3.1bn side=RUS period=2022 doc=g at=7",
        "17.5 kind=change unit=% side=AZE doc=a at=200",
        "17.3bn side=AZE measure=imports partner=WLD doc=a at=220",
        "12.0 kind=share unit=% side=AZE measure=imports partner=TUR doc=a at=240",
        "2.1bn side=AZE period=2024-01-01/2024-06-30 doc=i",
        "2.5bn side=AZE period=2024-01-01/2024-07-31 doc=j",
        "2.7bn side=AZE period=2024-01-01/2024-08-31 doc=k",
        "0.5bn side=AZE period=2024-08-01/2024-08-31 doc=k at=20",
        "170 unit=AZN measure=exports partner=GEO side=AZE doc=h",
    ];
    let claims: Vec<Claim> = words.iter().map(|words| claim(words)).collect();
    let rates = "month,currency,units_per_usd\n".to_owned()
        + &(1..=12).map(|month| format!("2022-{month:02},RUB,72\n2023-{month:02},AZN,1.7\n")).collect::<String>();
    let rates = tradeflow::convert::Rates::from_csv("rates.csv", &rates).unwrap();
    let written = |filter: Filter| {
        let ledger = filter.claims(ledger::frame(&claims).unwrap().lazy()).unwrap();
        let cells = filter.rows(cell::cells(ledger).unwrap());
        let cells = tradeflow::convert::money(cells, &rates, "USD".parse().unwrap()).unwrap();
        let order = SortMultipleOptions::default();
        let long = cells.clone().sort(table::ORDER, order).select(
            [
                "pair",
                "reporter",
                "partner",
                "side",
                "measure",
                "commodity",
                "period",
                "status",
                "unit",
                "value",
                "value_low",
                "value_high",
                "bound_kind",
                "n_witnesses",
                "origin",
                "method",
                "claim_ids",
                "original_value",
                "original_unit",
                "rate",
            ]
            .map(col),
        );
        let partners = table::partners(cells).unwrap();
        [csv(&long.collect().unwrap()).join("\n"), csv(&partners.collect().unwrap()).join("\n")].join("\n\n")
    };
    let early = Filter { as_of: Some("2024-02-20".parse().unwrap()), ..Filter::default() };
    let ledger = ledger::frame(&claims).unwrap().lazy();
    let disputes = audit::disputes(ledger.clone(), Some(&rates), &cell::Steps::default()).unwrap();
    let revisions = audit::revisions(ledger, &cell::Steps::default()).unwrap().collect().unwrap();
    insta::assert_snapshot!(
        [
            written(Filter::default()),
            format!("== as of 2024-02-20\n{}", written(early)),
            format!("== disputes\n{}", csv(&disputes).join("\n")),
            format!("== revisions\n{}", csv(&revisions).join("\n")),
        ]
        .join("\n\n")
    );
}

#[test]
fn flows_in_the_columns_of_comtrade() {
    let words = [
        "1.2bn measure=exports period=2023-01-01/2023-01-31",
        "33.9bn measure=exports partner=WLD side=AZE basis=FOB",
        "34.9bn measure=exports partner=WLD side=AZE basis=CIF",
        "35.9bn measure=exports partner=WLD side=AZE basis=FOB+BOP",
        "30bn measure=exports partner=WLD side=RUS",
        "3bn measure=imports reporter=RUS partner=AZE side=AZE",
        "4bn",
        "1bn measure=exports unit=EUR",
        ">=1bn measure=exports",
        "1bn measure=exports partner=EU",
        "1bn measure=exports status=target period=2030",
        "1bn measure=exports commodity=wheat",
        "1bn measure=imports period=2023-01-01/2023-06-30",
    ];
    let order = SortMultipleOptions::default();
    let table = cells(&words).sort(table::ORDER, order).collect().unwrap();
    let (bytes, left_out) = report::comtrade_csv(&table).unwrap();
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "\
typeCode,freqCode,refYear,refMonth,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,classificationCode,cmdCode,customsCode,motCode,legacyEstimationFlag,cifvalue,fobvalue,primaryValue,isReported,isAggregate
C,M,2023,1,202301,31,AZE,X,643,RUS,0,HS,TOTAL,C00,0,0,,,1200000000,true,true
C,A,2023,52,2023,31,AZE,X,0,W00,0,HS,TOTAL,C00,0,0,,33900000000,33900000000,true,true
C,A,2023,52,2023,643,RUS,M,31,AZE,0,HS,TOTAL,C00,0,0,,,3000000000,true,true
"
    );
    assert_eq!(left_out, table.height() - 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn order_changes_nothing((claims, mixed) in proptest::collection::vec(any_claim(), 0..40)
        .prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle())))
    {
        let tables = |claims: &[Claim]| {
            let cells = cell::cells(ledger::frame(claims).unwrap().lazy()).unwrap();
            let tables = [
                table::growth(cells.clone()),
                table::cagr(cells.clone()),
                table::partners(cells.clone()).unwrap(),
                table::indicators(cells.clone()).unwrap(),
                table::concentration(cells.clone()).unwrap(),
                table::sides(cells.clone()).unwrap(),
                table::unit_values(cells.clone()),
            ];
            let mut written: Vec<Vec<String>> = tables.map(|table| csv(&table.collect().unwrap())).to_vec();
            written.push(csv(&table::matrix(cells, Measure::Trade).unwrap()));
            written
        };
        prop_assert_eq!(tables(&claims), tables(&mixed));
    }

    #[test]
    fn parts_of_a_filter_add_up_to_the_whole(claims in proptest::collection::vec(any_claim(), 0..40)) {
        let cells = cell::cells(ledger::frame(&claims).unwrap().lazy()).unwrap();
        let count = |filter: Filter| filter.rows(cells.clone()).collect().unwrap().height();
        let parts = Measure::ALL.iter().map(|measure| count(Filter { measures: vec![*measure], ..Filter::default() }));
        prop_assert_eq!(parts.sum::<usize>(), count(Filter::default()));
        let grown = table::growth(cells.clone()).collect().unwrap();
        prop_assert_eq!(grown.height(), count(Filter::default()));
    }

    #[test]
    fn what_is_written_for_comtrade_is_read_as_such(claims in proptest::collection::vec(any_claim(), 0..40)) {
        let cells = cell::cells(ledger::frame(&claims).unwrap().lazy()).unwrap().collect().unwrap();
        let (bytes, left_out) = report::comtrade_csv(&cells).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        prop_assert_eq!(text.lines().count() - 1 + left_out, cells.height());
        let read = official("c.csv", &text, &Layout::comtrade()).unwrap();
        prop_assert!(read.unknown.is_empty());
        let flows = read.figures.lazy().filter(col("measure").eq(lit("exports")).or(col("measure").eq(lit("imports"))));
        let columns: Vec<Vec<&str>> = text.lines().skip(1).map(|row| row.split(',').collect()).collect();
        let written = columns.iter().filter(|row| row[16] != "0").count();
        prop_assert_eq!(flows.collect().unwrap().height(), written);
    }

    #[test]
    fn shares_and_indices_stay_in_their_bounds(claims in proptest::collection::vec(any_claim(), 0..40)) {
        let cells = cell::cells(ledger::frame(&claims).unwrap().lazy()).unwrap();
        let indicators = table::indicators(cells.clone()).unwrap().collect().unwrap();
        let all_in = |frame: &DataFrame, name: &str, low: f64, high: f64| {
            frame.column(name).unwrap().f64().unwrap().iter().flatten().all(|value| low <= value && value <= high)
        };
        let positive = indicators.clone().lazy().filter(col("exports").gt(lit(0)).and(col("imports").gt(lit(0))));
        let positive = positive.collect().unwrap();
        prop_assert!(all_in(&positive, "grubel_lloyd", 0.0, 1.0) && all_in(&positive, "normalised_balance", -1.0, 1.0));
        let concentration = table::concentration(cells).unwrap().collect().unwrap();
        prop_assert!(all_in(&concentration, "hhi", 0.0, 1.0 + 1e-9));
    }
}

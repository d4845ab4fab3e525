//! Press figures beside official ones.

use crate::claims::{any_claim, claim};
use polars::prelude::*;
use proptest::prelude::*;
use serde::Deserialize;
use tradeflow::claim::Claim;
use tradeflow::compare::{self, Layout, official};
use tradeflow::report::table_csv;
use tradeflow::{cell, ledger};

const CUSTOMS: &str = "\
reporter,partner,year,sold,bought
AZE,RUS,2017,587.034,1554.087
RUS,AZE,2017,1937.178,691.213
AZE,RUS,2018,665.742,0
AZE,World,2017,13811.6,8767.9
Atlantis,RUS,2017,1,1
";

fn customs() -> DataFrame {
    let columns = "reporter=reporter,partner=partner,period=year,exports=sold,imports=bought";
    let layout = Layout { scale: 1_000_000.into(), ..Layout::of_columns(columns).unwrap() };
    official("customs.csv", CUSTOMS, &layout).unwrap().figures
}

fn cells(claims: &[Claim]) -> LazyFrame {
    cell::cells(ledger::frame(claims).unwrap().lazy()).unwrap()
}

fn compared(words: &[&str]) -> LazyFrame {
    let claims: Vec<Claim> = words.iter().map(|words| claim(words)).collect();
    compare::compare(cells(&claims), customs().lazy(), 0.003).unwrap()
}

fn shown(frame: LazyFrame, columns: &[&str]) -> Vec<String> {
    let frame = frame.select(columns.iter().copied().map(col).collect::<Vec<_>>()).collect().unwrap();
    String::from_utf8(table_csv(&frame).unwrap()).unwrap().lines().skip(1).map(str::to_owned).collect()
}

#[derive(Deserialize)]
struct Press {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: usize,
    claim: String,
    verdict: String,
    fits: String,
}

#[test]
fn the_press_beside_official_figures() {
    let text = include_str!("../suite/press_official.csv");
    let columns = "reporter=reporter,partner=partner,period=period,exports=exports,imports=imports,trade=trade";
    let layout = Layout { scale: 1_000_000.into(), ..Layout::of_columns(columns).unwrap() };
    let official = official("press_official.csv", text, &layout).unwrap();
    assert!(official.unknown.is_empty());
    let press: Press = toml::from_str(include_str!("../suite/press.toml")).unwrap();
    let (mut wrong, mut with_official, mut agreeing) = (Vec::new(), 0, 0);
    for case in &press.case {
        let rows = compare::compare(cells(&[claim(&case.claim)]), official.figures.clone().lazy(), 0.003).unwrap();
        let found = shown(rows, &["verdict", "fits"]);
        let expected: Vec<String> =
            (!case.verdict.is_empty()).then(|| format!("{},{}", case.verdict, case.fits)).into_iter().collect();
        if found != expected {
            wrong.push(format!("case {}: {found:?} and not {expected:?}", case.id));
        }
        with_official += usize::from(!["", "no_official"].contains(&case.verdict.as_str()));
        agreeing += usize::from(["rounding", "bound", "tolerance"].contains(&case.verdict.as_str()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((press.case.len(), with_official, agreeing), (24, 19, 16));
}

#[test]
fn a_cell_is_set_beside_both_sides() {
    let columns =
        ["measure", "side", "fits", "official", "difference", "verdict", "side_agrees", "other_side", "other_official"];
    let words = [
        "2.14bn side=AZE period=2017",
        "2.16bn side=AZE period=2017 doc=b",
        "0.587bn measure=exports period=2017",
        "0.69bn measure=exports period=2017 side=RUS",
        "<=1.0bn measure=balance period=2017 reporter=RUS partner=AZE",
        "13.81bn measure=exports partner=WLD period=2017",
        "5bn period=2016",
        "10bn period=2017 status=target",
        "1bn period=2017 commodity=gas",
        "9 unit=t measure=exports period=2017",
    ];
    assert_eq!(
        shown(compared(&words), &columns),
        [
            "exports,,AZE,13811600000,-1600000,rounding,,,",
            "trade,,,,,no_official,,,",
            "trade,AZE,AZE,2141121000,-1121000,disputed,true,RUS,2628391000",
            "exports,,AZE,587034000,-34000,rounding,,RUS,691213000",
            "exports,RUS,RUS,691213000,-1213000,rounding,true,AZE,587034000",
            "balance,,AZE,967053000,32947000,bound,,RUS,1245965000",
        ]
    );
}

/// Imports in both valuations: each cell is set beside the figure in its own, and beside CIF where nothing is said.
#[test]
fn a_cell_is_set_beside_the_figure_on_its_own_basis() {
    let table = "\
reporterISO,partnerISO,period,flowCode,cifvalue,fobvalue,primaryValue
AZE,RUS,2023,X,,1200000000,1200000000
AZE,RUS,2023,M,3400000000,3100000000,3400000000
";
    let official = official("c.csv", table, &Layout::comtrade()).unwrap().figures;
    let words = [
        "3.1bn measure=imports basis=FOB+origin",
        "3.4bn measure=imports",
        "3.1bn measure=imports basis=CIF",
        "4.6bn side=AZE doc=b",
        "4.3bn side=AZE doc=c basis=FOB",
    ];
    let claims: Vec<Claim> = words.iter().map(|words| claim(words)).collect();
    let rows = compare::compare(cells(&claims), official.lazy(), 0.0).unwrap();
    assert_eq!(
        shown(rows, &["measure", "basis", "official", "official_basis", "verdict"]),
        [
            "trade,,4600000000,FOB-CIF,rounding",
            "trade,FOB,4300000000,FOB,rounding",
            "imports,,3400000000,CIF,rounding",
            "imports,CIF,3400000000,CIF,outside",
            "imports,FOB+origin,3100000000,FOB,rounding",
        ]
    );
}

#[test]
fn a_side_taken_for_the_other_is_seen() {
    let rows = compared(&["2.63bn side=AZE period=2017"]);
    assert_eq!(shown(rows.clone(), &["fits", "verdict", "side_agrees"]), ["RUS,rounding,false"]);
    let summary = compare::summary(rows).unwrap();
    let columns = ["measure", "cells", "compared", "rounding", "outside", "no_official", "other_side_fits"];
    assert_eq!(shown(summary, &columns), ["trade,1,1,1,0,0,1", "all,1,1,1,0,0,1"]);
}

#[test]
fn comparisons_have_their_schema_even_of_nothing() {
    for words in [&[][..], &["2.14bn period=2017"]] {
        assert_eq!(**compared(words).collect().unwrap().schema(), compare::comparison_schema());
    }
    let summary = compare::summary(compared(&[])).unwrap();
    assert_eq!(shown(summary, &["measure", "cells", "median_gap"]), ["all,0,"]);
    assert_eq!(**customs().schema(), compare::official_schema());
    let error = compare::compare(cells(&[]), df!["value" => [1]].unwrap().lazy(), 0.0).err().unwrap();
    assert!(error.is_table() && error.to_string().contains("no official figures: column 'reporter'"), "{error}");
}

#[test]
fn an_official_table_gives_sums_and_never_a_zero() {
    let rows = shown(customs().lazy(), &["reporter", "partner", "period", "measure", "value"]);
    assert_eq!(
        rows,
        [
            "AZE,RUS,2017,balance,-967053000",
            "AZE,RUS,2017,exports,587034000",
            "AZE,RUS,2017,imports,1554087000",
            "AZE,RUS,2017,trade,2141121000",
            "AZE,RUS,2018,exports,665742000",
            "AZE,WLD,2017,balance,5043700000",
            "AZE,WLD,2017,exports,13811600000",
            "AZE,WLD,2017,imports,8767900000",
            "AZE,WLD,2017,trade,22579500000",
            "RUS,AZE,2017,balance,1245965000",
            "RUS,AZE,2017,exports,1937178000",
            "RUS,AZE,2017,imports,691213000",
            "RUS,AZE,2017,trade,2628391000",
        ]
    );
}

#[test]
fn layouts_of_comtrade_and_the_imf_are_known() {
    let comtrade = "\
reporterCode,reporterISO,partnerISO,period,flowCode,cmdCode,motCode,partner2Code,primaryValue
31,AZE,RUS,202301,X,TOTAL,0,0,1.5e6
31,AZE,RUS,202301,X,27,0,0,900000
31,AZE,RUS,202301,X,TOTAL,1000,0,800000
31,AZE,RUS,202301,RX,TOTAL,0,0,100000
31,AZE,W00,2023,M,TOTAL,0,0,17282000000
";
    let figures = official("c.csv", comtrade, &Layout::comtrade()).unwrap().figures;
    assert_eq!(
        shown(figures.lazy(), &["reporter", "partner", "measure", "period", "unit", "value"]),
        ["AZE,RUS,exports,2023-01,USD,1500000", "AZE,WLD,imports,2023,USD,17282000000"]
    );
    let valued = "\
reporterISO,partnerISO,period,flowCode,cifvalue,fobvalue,primaryValue
AZE,RUS,2023,X,,1200.0,1200
AZE,RUS,2023,M,3400,3.1e3,3.4e3
AZE,GEO,2023,X,0,,500
AZE,GEO,2023,M,300,,300
";
    let figures = official("c.csv", valued, &Layout::comtrade()).unwrap().figures;
    assert_eq!(
        shown(figures.lazy(), &["partner", "measure", "basis", "value"]),
        [
            "GEO,balance,,200",
            "GEO,exports,,500",
            "GEO,imports,CIF,300",
            "GEO,trade,,800",
            "RUS,balance,FOB,-1900",
            "RUS,balance,FOB-CIF,-2200",
            "RUS,exports,FOB,1200",
            "RUS,imports,CIF,3400",
            "RUS,imports,FOB,3100",
            "RUS,trade,FOB,4300",
            "RUS,trade,FOB-CIF,4600",
        ]
    );
    let imf = "\
Country Name,Country Code,Indicator Name,Indicator Code,Counterpart Country Name,Attribute,2016,2017,2017Q1
\"Azerbaijan, Rep. of\",912,Exports,TXG_FOB_USD,Russian Federation,Value,409.258,587.034,
\"Azerbaijan, Rep. of\",912,Balance,TBG_USD,Russian Federation,Value,1,1,
\"Azerbaijan, Rep. of\",912,Exports,TXG_FOB_USD,Advanced Economies,Value,1,1,
";
    let read = official("i.csv", imf, &Layout::imf()).unwrap();
    let rows = shown(read.figures.lazy(), &["reporter", "partner", "measure", "period", "value"]);
    assert_eq!(rows, ["AZE,RUS,exports,2016,409258000", "AZE,RUS,exports,2017,587034000"]);
    assert_eq!(read.unknown.into_iter().collect::<Vec<_>>(), [("Advanced Economies".to_owned(), 1)]);
    assert_eq!(Layout::from_name("imf"), Some(Layout::imf()));
    assert_eq!(Layout::from_name("excel"), None);
}

#[test]
fn what_is_wrong_with_an_official_table_is_named() {
    let layout = |columns: &str| Layout::of_columns(columns).unwrap();
    let long = layout("reporter=r,partner=p,period=t,measure=m,value=v");
    for (text, fault) in [
        ("r,p,t,m\n", "o.csv:1: column 'v' is missing; the file has r, p, t, m"),
        ("r,p,t,m,v\nAZE,RUS,2023,X,1\nAZE,RUS,soon,X,1\n", "o.csv:3: 'soon' is no period"),
        ("r,p,t,m,v\nAZE,RUS,2023,X,many\n", "o.csv:2: 'many' is no figure"),
        (
            "r,p,t,m,v\nAZE,RUS,2023,X,1\nAZE,RUS,2023,X,2\n",
            "o.csv:3: a second figure for exports of AZE with RUS in 2023",
        ),
        ("r,p,t,m,v\nAZE,RUS,2023,X\n", "o.csv:2: "),
    ] {
        let error = official("o.csv", text, &long).unwrap_err();
        assert!(error.is_input() && error.to_string().starts_with(fault), "{error}");
    }
    for (columns, fault) in [
        ("reporter=r", "'partner' is missing"),
        ("reporter=r,partner=p,period=t", "'measure' is missing"),
        ("reporter=r,reporter=p", "'reporter' stands twice"),
        ("reporter", "'reporter' names no column"),
        ("reporter=r,price=p", "'price' is no role"),
    ] {
        let error = Layout::of_columns(columns).unwrap_err();
        assert!(error.to_string().starts_with(fault), "{error}");
    }
}

#[test]
fn a_growth_rate_tells_whose_statistics_it_is_of() {
    // Turnover in millions of dollars: IMF Direction of Trade Statistics.
    let text = "r,p,t,T\n\
        CHN,IND,2016,71194.778\nCHN,IND,2017,84498.966\nIND,CHN,2016,69486.286\nIND,CHN,2017,84475.83\n\
        AZE,RUS,2016,2050.953\nAZE,RUS,2017,2141.121\nRUS,AZE,2016,1953.729\nRUS,AZE,2017,2628.391\n\
        KAZ,RUS,2017,15815.772\nKAZ,RUS,2018,16948.199\nRUS,KAZ,2017,16926.528\nRUS,KAZ,2018,17962.399\n";
    let layout = Layout::of_columns("reporter=r,partner=p,period=t,trade=T").unwrap();
    let figures = official("o.csv", text, &layout).unwrap().figures;
    let words = [
        "4.3 at=1 period=2017",
        "18.63 at=2 reporter=CHN partner=IND period=2017",
        "21.6 at=3 reporter=IND partner=CHN period=2017",
        "20.3 at=4 reporter=CHN partner=IND period=2017",
        "7.2 at=5 reporter=KAZ partner=RUS period=2018",
        "6 at=6 reporter=KAZ partner=RUS period=2018",
        ">=5 at=7 reporter=KAZ partner=RUS period=2018",
        "7.2 at=8 reporter=KAZ partner=RUS period=2019",
        "7.2 at=9 reporter=KAZ partner=RUS period=2018 status=projection",
        "7.2 at=10 reporter=KAZ partner=RUS period=2018 commodity=grain",
        "7.2 at=11 reporter=KAZ partner=RUS period=2018 kind=share",
    ];
    let claims: Vec<Claim> = words
        .iter()
        .map(|words| {
            claim(&format!("{words} unit=%").replace(" at", " kind=change at").replace("kind=change at=11", "at=11"))
        })
        .collect();
    let ledger = ledger::frame(&claims).unwrap().lazy();
    let rows = compare::growth_sides(ledger, figures.lazy(), 0.1).unwrap();
    assert_eq!(
        shown(rows, &["claim_id", "reporter", "partner", "growth", "official", "fits"]),
        [
            "a:1-6,AZE,RUS,4.3,AZE 4.4; RUS 34.5,AZE",
            "a:2-7,CHN,IND,18.63,CHN 18.7; IND 21.6,CHN",
            "a:3-8,CHN,IND,21.6,CHN 18.7; IND 21.6,IND",
            "a:4-9,CHN,IND,20.3,CHN 18.7; IND 21.6,",
            "a:5-10,KAZ,RUS,7.2,KAZ 7.2; RUS 6.1,KAZ",
            "a:6-11,KAZ,RUS,6,KAZ 7.2; RUS 6.1,RUS",
            "a:7-12,KAZ,RUS,5,KAZ 7.2; RUS 6.1,",
            "a:8-13,KAZ,RUS,7.2,,",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn order_changes_nothing_and_every_cell_has_a_verdict((claims, mixed) in proptest::collection::vec(any_claim(), 0..40)
        .prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle())))
    {
        let columns = "reporter=r,partner=p,period=t,exports=x,imports=m";
        let text = "r,p,t,x,m\nAZE,RUS,2022,10,20\nRUS,AZE,2022,22,9\nAZE,RUS,2023,11,21\nAZE,WLD,2023,50,40\n";
        let figures = official("o.csv", text, &Layout::of_columns(columns).unwrap()).unwrap().figures;
        let table = |claims: &[Claim]| compare::compare(cells(claims), figures.clone().lazy(), 0.01).unwrap();
        let growth = |claims: &[Claim]| {
            let ledger = ledger::frame(claims).unwrap().lazy();
            compare::growth_sides(ledger, figures.clone().lazy(), 0.1).unwrap().collect().unwrap()
        };
        let written = |claims: &[Claim]| {
            [table(claims).collect().unwrap(), growth(claims)].map(|table| table_csv(&table).unwrap())
        };
        prop_assert_eq!(written(&claims), written(&mixed));
        let summary = compare::summary(table(&claims)).unwrap().collect().unwrap();
        let sum = |names: &[&str]| -> u32 {
            names.iter().map(|name| summary.column(name).unwrap().u32().unwrap().iter().flatten().sum::<u32>()).sum()
        };
        prop_assert_eq!(sum(&["rounding", "bound", "disputed", "tolerance", "outside", "no_official"]), sum(&["cells"]));
    }
}

//! Claims in short, for tests of what is made from claims.

use proptest::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr;
use tradeflow::article::Article;
use tradeflow::claim::{Claim, Evidence, Extractor, Reach, Role};
use tradeflow::lexicon::Lexicon;
use tradeflow::value::amount::{Amount, Qualifier};
use tradeflow::value::flow::{Kind, Measure, Rate, Status};
use tradeflow::value::period::Period;
use tradeflow::value::place::Place;

/// A claim from words: a figure (`4.4bn`, `~4.4bn`, `>=4bn`, `<=5bn`, `3..4bn`), then what differs from the turnover of
/// AZE and RUS in 2023, exact, in USD, in document `a`: `measure=exports`, `partner=` (none), `doc=b` ...
pub fn claim(words: &str) -> Claim {
    let mut words = words.split(' ');
    let amount = amount(words.next().unwrap());
    let mut claim = Claim {
        doc: "a".into(),
        start: 0,
        end: 5,
        quote: "words".into(),
        value: amount.value,
        value_hi: amount.value_hi,
        qualifier: amount.qualifier,
        unit: "USD".parse().unwrap(),
        kind: Kind::Level,
        measure: Measure::Trade,
        reporter: Place::from_code("AZE"),
        partner: Place::from_code("RUS"),
        commodity: None,
        period: Period::year(2023),
        per: None,
        status: Status::Actual,
        low: None,
        high: None,
        precision: amount.precision,
        period_kind: None,
        source: None,
        side: None,
        basis: None,
        published: None,
        outlet: None,
        url: None,
        fingerprint: String::new(),
        evidence: Vec::new(),
    };
    for word in words {
        let (field, value) = word.split_once('=').unwrap();
        let place = || Place::from_code(value);
        match field {
            "doc" => claim.doc = value.into(),
            "text" => claim.fingerprint = value.into(),
            "at" => (claim.start, claim.end) = (value.parse().unwrap(), value.parse::<usize>().unwrap() + 5),
            "unit" => claim.unit = value.parse().unwrap(),
            "kind" => claim.kind = Kind::from_name(value).unwrap(),
            "measure" => claim.measure = Measure::from_name(value).unwrap(),
            "reporter" => claim.reporter = place(),
            "partner" => claim.partner = place(),
            "side" => claim.side = place(),
            "basis" => claim.basis = Some(value.parse().unwrap()),
            "source" => claim.source = Some(value.replace('_', " ")),
            "commodity" => claim.commodity = Some(value.replace('_', " ")),
            "period" => claim.period = value.parse().ok().or_else(|| Period::year(value.parse().ok()?)),
            "per" => claim.per = Rate::from_name(value),
            "status" => claim.status = Status::from_name(value).unwrap(),
            "published" => claim.published = Some(value.parse().unwrap()),
            _ => panic!("no field '{field}'"),
        }
    }
    if claim.fingerprint.is_empty() {
        claim.fingerprint = format!("text of {}", claim.doc);
    }
    complete(claim)
}

/// Fills in what follows from the other fields.
pub fn complete(mut claim: Claim) -> Claim {
    let interval = claim.amount().interval();
    (claim.low, claim.high) = (interval.low, interval.high);
    claim.period_kind = claim.period.map(|period| period.kind);
    claim
}

fn amount(text: &str) -> Amount {
    let signs = [("~", Qualifier::Approx), (">=", Qualifier::AtLeast), ("<=", Qualifier::AtMost)];
    let hedge = signs.into_iter().find_map(|(sign, qualifier)| Some((text.strip_prefix(sign)?, qualifier)));
    let (digits, qualifier) = hedge.unwrap_or((text, Qualifier::Exact));
    let (digits, scale) = match digits.strip_suffix("bn") {
        Some(digits) => (digits, Decimal::from(1_000_000_000)),
        None => (digits, Decimal::ONE),
    };
    let (low, high) = digits.split_once("..").map_or((digits, None), |(low, high)| (low, Some(high)));
    let qualifier = if high.is_some() { Qualifier::Range } else { qualifier };
    let number = |digits: &str| Decimal::from_str(digits).unwrap();
    let last_digit = Decimal::new(1, number(high.unwrap_or(low)).scale());
    Amount {
        value: number(low) * scale,
        value_hi: high.map(|high| number(high) * scale),
        qualifier,
        precision: last_digit * scale,
    }
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = T> + use<T> {
    proptest::sample::select(all.to_vec())
}

/// Any claim that could come out of reading, mostly of few cells so that claims meet.
pub fn any_claim() -> impl Strategy<Value = Claim> {
    let figure = (1i64..60, 0u32..8, 0i64..5, one_of(&["", "~", ">=", "<=", "..", "-"]));
    let key = (
        one_of(Measure::ALL),
        proptest::option::of(one_of(&["AZE", "RUS", "WLD"])),
        proptest::option::of(one_of(&["AZE", "RUS", "WLD"])),
        proptest::option::of(one_of(&["AZE", "RUS"])),
        (
            proptest::option::of(one_of(&["crude oil", "Wheat", " wheat"])),
            proptest::option::weighted(0.3, one_of(&["FOB", "CIF", "CIF+origin", "BOP"])),
        ),
        one_of(&["2022", "2023", "2023-01-01/2023-06-30", "2023-01-01/2023-05-31", "2022-04-01/2023-03-31", ""]),
        one_of(&["USD", "USD", "RUB", "t", "TEU", "%"]),
        one_of(Status::ALL),
    );
    let rest = (
        one_of(&[Kind::Level, Kind::Level, Kind::Level, Kind::Change, Kind::Share]),
        proptest::option::weighted(0.1, one_of(Rate::ALL)),
        one_of(&["a", "b", "c;d", "=e"]),
        0usize..40,
        one_of(&["x", "y", "z"]),
        proptest::option::of(one_of(&["2024-02-01", "2024-03-01", "1969-12-31"])),
        proptest::option::of("\\PC{0,12}"),
    );
    (figure, key, rest).prop_map(|((digits, scale, more, form), key, rest)| {
        let mut words = Decimal::new(digits, scale).to_string();
        words = match form {
            ".." => format!("{words}..{}", Decimal::new(digits + more, scale)),
            "-" => format!("-{words}"),
            sign => format!("{sign}{words}"),
        };
        let (measure, reporter, partner, side, (commodity, basis), period, unit, status) = key;
        let (kind, per, doc, at, text, published, source) = rest;
        let mut claim = claim(&format!("{words} doc={doc} at={at} text={text} unit={unit} period={period}"));
        (claim.kind, claim.per, claim.measure, claim.status) = (kind, per, measure, status);
        claim.basis = basis.map(|codes| codes.parse().unwrap());
        claim.reporter = reporter.and_then(Place::from_code);
        claim.partner = partner.and_then(Place::from_code);
        claim.side = side.and_then(Place::from_code);
        claim.commodity = commodity.map(str::to_owned);
        claim.published = published.map(|day| day.parse().unwrap());
        claim.outlet = source.clone();
        claim.url = source.clone().map(|words| format!("https://example.org/{words}"));
        claim.evidence = vec![Evidence { role: Role::Period, start: at, end: at + 3, reach: Reach::Earlier }];
        claim.source = source;
        complete(claim)
    })
}

#[test]
fn nearly_falls_short_and_about_does_not() {
    let interval = |words: &str| {
        let text = format!("Kenya's trade with Uganda was {words} in 2023.");
        let claim = &Extractor::english().read(&Article::from_plain("a", &text)).claims[0];
        (claim.qualifier, claim.low.unwrap().to_string(), claim.high.unwrap().to_string())
    };
    let approx = |low: &str, high: &str| (Qualifier::Approx, low.to_owned(), high.to_owned());
    assert_eq!(interval("about $5 billion"), approx("4000000000", "6000000000"));
    assert_eq!(interval("nearly $5 billion"), approx("4000000000", "5000000000"));
    assert_eq!(interval("just short of $4.4 billion"), approx("4300000000", "4400000000"));
    let text = "Kenya had a trade deficit of almost $5 billion in 2023.";
    let claim = &Extractor::english().read(&Article::from_plain("a", text)).claims[0];
    assert_eq!((claim.low.unwrap(), claim.high.unwrap()), ((-5_000_000_000_i64).into(), (-4_000_000_000_i64).into()));
}

#[test]
fn one_text_has_one_figure_for_one_cell() {
    let partners = |second: &str| {
        let text = format!(
            "Azerbaijan's trade with Russia was $4.36 billion in 2023.\n\nIn 2023 trade between Azerbaijan and Russia was {second}."
        );
        let read = Extractor::english().read(&Article::from_plain("a", &text));
        let far = read.doubts.iter().filter(|doubt| doubt.reason.ends_with("is far off")).count();
        (read.claims.iter().filter(|claim| claim.partner.is_some()).count(), far)
    };
    assert_eq!(partners("$51.2 billion"), (1, 1));
    // A revision, the same figure again, and another unit or measure are no contradiction.
    assert_eq!(partners("$4.63 billion"), (2, 0));
    assert_eq!(partners("$4.4 billion"), (2, 0));
    assert_eq!(partners("390 billion roubles"), (2, 0));
}

#[test]
fn extractors_have_words_of_their_own() {
    let own = |file: &str, text: &str| {
        let words = Lexicon::english().clone().lay_over(&[(file.to_owned(), text.to_owned())]).unwrap();
        Extractor::english().with_lexicon(words)
    };
    let jin = own("unit.toml", "[[unit]]\nid = 'jin'\nbase = 't'\nfactor = '0.0005'\nforms = ['jin']\n");
    let name = own("place.toml", "[[place]]\nid = 'AZE'\nname = ['Land of Fire']\n");
    let article = Article::from_plain("a", "The Land of Fire imported 400 million jin of rice from Russia.");
    let read = |extractor: &Extractor| {
        let claims = extractor.read(&article).claims;
        claims.iter().map(|claim| (claim.value, claim.unit.code().to_owned(), claim.reporter)).collect::<Vec<_>>()
    };
    assert_eq!(read(&jin)[0], (200_000.into(), "t".to_owned(), None));
    let named: Vec<String> = name.mentions(&article).into_iter().map(|mention| mention.quote).collect();
    assert!(named.contains(&"Land of Fire".to_owned()), "{named:?}");
    assert!(read(&Extractor::english()).is_empty() && read(&name).is_empty());
}

#[test]
fn laying_nothing_over_the_words_changes_nothing() {
    let again = Lexicon::english().clone().lay_over(&[]).unwrap();
    assert_eq!(format!("{again:?}"), format!("{:?}", Lexicon::english().clone()));
}

//! Turns English news reporting into bilateral trade statistics.
//!
//! A report says: 'Trade turnover between Azerbaijan and Russia amounted to $4.36 billion last year.' This crate makes a
//! [`Claim`] of it: 4,360,000,000 US dollars, stated to ten million; turnover of `AZE` and `RUS`; for 2023; as something
//! that has happened; with the words that settled each of these. Claims of any number of reports become a polars frame,
//! and the frame becomes tables: turnover by pair and year, flows, balances, freight. Every cell of a table leads back to
//! the words that made it.
//!
//! # From text to table
//!
//! ```
//! # #[cfg(feature = "frames")]
//! use tradeflow::polars::prelude::{IntoLazy, LazyFrame, col};
//! # #[cfg(not(feature = "frames"))]
//! # use tradeflow::{Article, Extractor};
//! # #[cfg(feature = "frames")]
//! use tradeflow::{Article, Extractor, Grain, ledger, table};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let text = "Trade turnover between Azerbaijan and Russia amounted to $4.36 billion last year.";
//!     let published = Some("2024-01-23".parse()?);
//!     let article = Article { published, ..Article::from_plain("bulletin", text) };
//!
//!     let read = Extractor::english().read(&article);
//!     for claim in &read.claims {
//!         println!("'{}': {} {} of {}, {}", claim.quote, claim.value, claim.unit, claim.measure, claim.status);
//!     }
//!
//! #   #[cfg(feature = "frames")] {
//!     let ledger: LazyFrame = ledger::frame(&read.claims)?.lazy();
//!     let turnover: LazyFrame = table::turnover(ledger, Grain::Year)?;
//! #   let cells = turnover.clone().collect()?;
//! #   assert_eq!((cells.height(), cells.column("pair")?.str()?.get(0)), (1, Some("AZE-RUS")));
//! #   assert_eq!(cells.column("value")?.get(0)?.to_string(), "4360000000.000000");
//!     println!("{}", turnover.select([col("pair"), col("period"), col("unit"), col("value")]).collect()?);
//! #   }
//! #   let claim = &read.claims[0];
//! #   assert_eq!((read.claims.len(), read.doubts.len(), claim.quote.as_str()), (1, 0, "$4.36 billion"));
//! #   assert_eq!((claim.value, claim.unit.code()), (4_360_000_000_i64.into(), "USD"));
//! #   assert_eq!(claim.period, tradeflow::Period::year(2023));
//!     Ok(())
//! }
//! ```
//!
//! Longer programs are in the folder `examples`.
//!
//! # Five types to know
//!
//! - [`Article`]: a report's text and what is known about it. The day of publication is what 'last year' is measured
//!   from; the home country is whose dollar a bare '$' is. [`article`] makes articles from text, Markdown, JSON, tables and web pages.
//! - [`Extractor`]: reads articles. It never fails and holds nothing of an article, so one serves all threads.
//! - [`Claim`]: one figure with its roles: measure, parties, goods, period, status, who says it. It serialises to a flat
//!   JSON object and comes back equal.
//! - [`Evidence`]: which words settled a role, and how far from the figure they stand ([`Reach`]). `Reach::Default` says
//!   that no words did.
//! - [`Doubt`]: something that was seen and not settled, with its place and reason.
//!
//! What stands between them can be had by itself: [`token`], [`lexicon`] and [`mention`] on the way in; `ledger` (claims
//! as a frame), `convert` (money in one currency, volumes as mass), `cell` (claims grouped into statistics) and `table` on the way out; `audit` finds what contradicts what; `compare` sets cells beside official figures; [`report`] writes records and tables
//! as CSV and JSON, and says what every column means.
//!
//! # Features
//!
//! | feature | gives | costs |
//! | --- | --- | --- |
//! | `frames` (default) | `ledger`, `cell`, `table`, reports | polars without its CSV, JSON and Parquet parts |
//! | `hmrc` (default) | rates of exchange of the British customs, to convert money at period averages | hmrc-rates |
//! | `cli` (default) | the program `tradeflow` | clap, indicatif, codecs and encodings |
//! | `html` | articles of web pages | dom_smoothie and 50 small crates, 20 s of one core; parts under MPL-2.0 |
//! | `warc` | web archives, for the program | `html` and `cli`; warc, httparse and 35 crates more, 15 s |
//! | `parquet` | tables as Apache Parquet: written, and, by the program, read | parquet without Arrow, 31 crates, 35 s of one core |
//!
//! With `default-features = false` a handful of small crates is built and everything up to claims and their CSV is there.
//! With `frames` the polars that the tables are made of is `tradeflow::polars`.
//!
//! # Units and limits
//!
//! - Amounts are exact decimals in base units: single units of a currency ([`Currency`], ISO 4217), metric tonnes, cubic
//!   metres, barrels, TEU, kilowatt hours, per cent. Kinds turn into one another only where that is asked for, by a rate or factor
//!   that is named (`convert`): a TEU is no mass. Frames hold
//!   decimals of six places.
//! - A stated figure is an interval by its hedge and last digit: [`value::amount::Amount::interval`] has the table.
//! - Parties are codes of ISO 3166-1 alpha-3, former ones too, groups (`EU`, `EAEU`, `CIS` ...), regions and the world,
//!   `WLD`: [`Place`]. Periods are from one day to another, both inclusive: [`Period`].
//! - Places in a text are UTF-8 bytes, half-open: [`Span`].
//! - Every bound of reading is in [`limits`]: the longest article is 16 MiB.
//!
//! # What it does not do
//!
//! - **Guess silently.** What a text leaves open becomes a [`Doubt`], and what nothing says is marked as the default.
//! - **Reach the network, the disk or the clock, or print.** Texts and days are arguments.
//! - **Turn a missing figure into zero.** Missing is null in frames and empty in CSV.
//! - **Mix sides, statuses, currencies, goods or rates in one sum.** Each is a row of its own; what is converted, when
//!   asked for, says so and keeps its original.
//! - **Read other languages than English.** Such a text gives a doubt and no claim.
//! - **Check the reports.** A claim is what a report says; where reports disagree, the cell says so.

// The order is the order of the flow: a module names only modules above it.
pub mod error;
pub mod limits;
pub mod span;
mod datafile;
pub mod value;
pub mod article;
pub mod token;
pub mod lexicon;
pub mod mention;
pub mod claim;
#[cfg(feature = "frames")]
pub mod ledger;
#[cfg(feature = "frames")]
pub mod convert;
#[cfg(feature = "frames")]
pub mod cell;
#[cfg(feature = "frames")]
pub mod table;
#[cfg(feature = "frames")]
pub mod audit;
#[cfg(feature = "frames")]
pub mod compare;
pub mod report;

// For users of the crate; inside it the defining module is named.
pub use article::Article;
pub use claim::{Claim, Doubt, DoubtCode, Evidence, Extraction, Extractor, Reach, Role};
pub use error::Error;
pub use mention::{MentionKind, MentionRecord};
#[cfg(feature = "frames")]
pub use polars;
pub use span::Span;
#[cfg(feature = "frames")]
pub use table::Grain;
pub use value::amount::{Amount, Qualifier};
pub use value::currency::Currency;
pub use value::flow::{Kind, Measure, Rate, Status};
pub use value::period::{Period, PeriodKind};
pub use value::place::Place;
pub use value::unit::Unit;

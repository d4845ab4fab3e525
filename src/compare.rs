//! Press figures beside official ones: which side's statistics a cell agrees with, and how far it is from them.
//!
//! Official figures come as CSV ([`official`]): a layout says which columns hold what. Each row is what one country
//! reports of its trade with another, so it speaks twice: as the reporter's exports, and as the count that the partner's
//! imports are mirrored by. [`compare`] sets the cells of a ledger beside both sides' figures and says for each which
//! side fits; [`summary`] counts the verdicts, and [`growth_sides`] does the same for growth
//! rates.
//!
//! Nothing is corrected on the way: exports are valued free on board and imports with cost, insurance and freight, and a
//! mirror is left as it is. In the median of pairs the two sides differ by an eighth (IMF Direction of Trade Statistics,
//! 2019), so the side matters more than the valuation.
//!
//! ```
//! use polars::prelude::IntoLazy;
//! use tradeflow::compare::{Layout, official};
//!
//! let text = "reporter,partner,year,sold,bought\nAZE,RUS,2017,584.7,1556.3\n";
//! let layout = Layout::of_columns("reporter=reporter,partner=partner,period=year,exports=sold,imports=bought")?;
//! let table = official("customs.csv", text, &Layout { scale: 1_000_000.into(), ..layout })?;
//! assert_eq!(table.figures.height(), 4); // exports, imports, turnover and balance
//! # Ok::<(), tradeflow::error::Error>(())
//! ```

mod area;
mod growth;
mod layout;
mod official;
mod sides;

pub use growth::growth_sides;
pub use layout::{Columns, Layout};
pub use official::{Official, official, official_schema};
pub use sides::{compare, comparison_schema, summary};

//! Every bound of reading, in one place.

/// Most tokens that one form of the lexicon may span, hyphens included.
pub const FORM_TOKENS: usize = 16;

/// Longest article that is read, in bytes; what stands behind is reported as a doubt and not read.
pub const ARTICLE_BYTES: usize = 16 << 20;

/// Longest line of JSON lines, in bytes: an article of the longest that is read, each byte of it escaped.
pub const LINE_BYTES: usize = 6 * ARTICLE_BYTES;

/// Most digits of one number: exact decimals hold 28.
pub const NUMBER_DIGITS: usize = 24;

/// Significant digits that are kept of a figure in base units: what a JSON number carries.
pub const CONVERTED_DIGITS: u32 = 15;

/// Most tokens of a sentence that are looked at together; a longer one is read in pieces. The work of a figure grows with
/// the places and figures beside it; of 55,000 figures of newswire 14 are read otherwise than with twice as many.
pub const SENTENCE_TOKENS: usize = 200;

/// Most quotes and brackets that may close behind the point that ends a sentence.
pub const CLOSING_MARKS: usize = 16;

/// Largest figure in base units that is taken for one: larger ones cannot be kept exactly in tables.
pub const LARGEST: i128 = 1_000_000_000_000_000_000_000_000_000;

/// Years that are read as years.
pub const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// Of a hundred words of an English text, how many at least are among the commonest.
pub const COMMON_WORDS_PERCENT: usize = 12;

/// Different goods, periods and places that a document's figures are counted for; what comes later is not.
pub const TALLIED: usize = 100;

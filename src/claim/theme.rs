//! The goods that a report as a whole is about.

use crate::lexicon::Cue;
use crate::mention::scan::Scan;
use crate::mention::{GoodsMention, Mentions};

/// Tokens between goods and the word of trade that they belong to: 'exports of Kenyan tea'.
const NEAR: usize = 4;
/// Sentences that open a report and count more.
const LEAD: usize = 2;

/// The goods that are spoken of most.
#[derive(Debug, Clone)]
pub(super) struct Theme {
    /// As first named, in lower case; in the plural if the text ever says that.
    pub words: String,
    /// What its forms have in common: see [`stem`].
    pub stem: String,
    /// The part of all that is said of goods, from 0 to 1.
    pub share: f32,
    /// How often it is named.
    pub count: usize,
    /// The part of the words of trade that stand beside its goods.
    pub traded: f32,
    /// The part of the words of trade that stand beside no goods at all.
    pub plain: f32,
    /// Whether title or lead name them.
    pub is_led: bool,
}

/// Counts the goods that title and text name; words for all goods stand for none.
pub(super) fn theme(scan: &Scan, found: &Mentions, title_scan: &Scan, title: &Mentions) -> Option<Theme> {
    let lead = scan.sentences.get(LEAD).map_or(usize::MAX, |sentence| sentence.tokens.start);
    let in_title = title.goods.iter().filter(|goods| !goods.all).map(|goods| (words(title_scan, goods), 2.0, true));
    let in_text = found.goods.iter().filter(|goods| !goods.all).map(|goods| {
        let is_led = goods.first < lead;
        (words(scan, goods), if is_led { 1.5 } else { 1.0 }, is_led)
    });
    let mut all: Vec<(Theme, f32)> = Vec::new();
    let mut total = 0.0;
    for (words, weight, is_led) in in_title.chain(in_text) {
        total += weight;
        let stem = stem(&words);
        match all.iter_mut().find(|(theme, _)| theme.stem == stem) {
            Some((theme, sum)) => {
                *sum += weight;
                theme.count += 1;
                theme.is_led |= is_led;
                // 'soybean exports' speaks of soybeans.
                if words.strip_prefix(theme.words.as_str()).is_some_and(|rest| matches!(rest, "s" | "es")) {
                    theme.words = words;
                }
            }
            None => all.push((Theme { words, stem, share: 0.0, count: 1, traded: 0.0, plain: 0.0, is_led }, weight)),
        }
    }
    // Of equals, the one named first.
    let (mut theme, weight) = all.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    theme.share = weight / total;
    (theme.traded, theme.plain) = beside_trade(scan, found, &theme.stem);
    Some(theme)
}

/// The parts of the words of trade that stand beside these goods, and beside none.
fn beside_trade(scan: &Scan, found: &Mentions, stem_of_theme: &str) -> (f32, f32) {
    let (mut all, mut traded, mut plain) = (0.0, 0.0, 0.0);
    for cue in found
        .cues
        .iter()
        .filter(|cue| matches!(cue.cue, Cue::Measure { measure, strength: 2.., .. } if measure.is_trade()))
    {
        let from = found.goods.partition_point(|goods| goods.end + NEAR < cue.first);
        let near = found.goods[from..].iter().take_while(|goods| goods.first <= cue.end + NEAR);
        let near: Vec<&GoodsMention> = near.filter(|goods| !goods.all).collect();
        all += 1.0;
        if near.is_empty() {
            plain += 1.0;
        } else if near.iter().any(|goods| stem(&words(scan, goods)) == stem_of_theme) {
            traded += 1.0;
        }
    }
    if all == 0.0 { (0.0, 0.0) } else { (traded / all, plain / all) }
}

/// The last word of a name without its plural, by which 'crude oil' and 'oil', 'car' and 'cars' are the same.
pub(super) fn stem(words: &str) -> String {
    let last = words.rsplit([' ', '-']).next().unwrap_or(words).to_lowercase();
    match last.strip_suffix("ies") {
        Some(start) => format!("{start}y"),
        None => last.strip_suffix('s').map(str::to_owned).unwrap_or(last),
    }
}

fn words(scan: &Scan, goods: &GoodsMention) -> String {
    let words = scan.span(goods.first, goods.end).of(scan.text).to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

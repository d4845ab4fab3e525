//! The goods that a paragraph opens with: what its later sentences go on about.

use crate::mention::Mentions;
use crate::mention::scan::Scan;

/// Goods in the first sentence of a paragraph.
#[derive(Debug)]
pub(super) struct Opener {
    pub paragraph: usize,
    pub sentence: usize,
    /// Its tokens.
    pub first: usize,
    pub end: usize,
    /// Whether the sentence begins with them.
    pub starts: bool,
    /// Whether it names no others.
    pub only: bool,
    /// Whether it holds no figure.
    pub bare: bool,
}

/// Tokens before goods that a sentence may begin with: 'The', 'Exports of'.
const START: usize = 3;

/// Every paragraph whose first sentence names goods, in order.
pub(super) fn openers(scan: &Scan, found: &Mentions) -> Vec<Opener> {
    let mut all = Vec::new();
    let mut last = usize::MAX;
    for (number, sentence) in scan.sentences.iter().enumerate() {
        if std::mem::replace(&mut last, sentence.paragraph) == sentence.paragraph {
            continue;
        }
        let tokens = sentence.tokens.clone();
        let from = found.goods.partition_point(|goods| goods.first < tokens.start);
        let mut here =
            found.goods[from..].iter().take_while(|goods| goods.first < tokens.end).filter(|goods| !goods.all);
        let Some(goods) = here.next() else { continue };
        let from = found.quantities.partition_point(|figure| figure.first < tokens.start);
        let bare = found.quantities.get(from).is_none_or(|figure| figure.first >= tokens.end);
        all.push(Opener {
            paragraph: sentence.paragraph,
            sentence: number,
            first: goods.first,
            end: goods.end,
            starts: goods.first <= tokens.start + START,
            only: here.next().is_none(),
            bare,
        });
    }
    all
}

/// The one of a paragraph.
pub(super) fn of(openers: &[Opener], paragraph: usize) -> Option<&Opener> {
    openers.binary_search_by_key(&paragraph, |opener| opener.paragraph).ok().map(|at| &openers[at])
}

//! The goods that a paragraph opens with: what its later sentences go on about.

use crate::mention::Mentions;
use crate::mention::scan::Scan;

/// Goods in the first sentence of a paragraph.
#[derive(Debug, Clone, Copy)]
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
    /// Whether it is no sentence but a heading: 'Services.', 'Boxes' in a line of its own over the paragraph.
    pub heading: bool,
}

/// Most tokens of a heading.
const HEADING: usize = 4;
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
        let Some(goods) = here.next() else {
            // What stands alone in a line over the paragraph heads that, too.
            let over = all.last().filter(|over: &&Opener| over.heading && over.paragraph + 1 == sentence.paragraph);
            if let Some(over) = over.filter(|over| over.sentence + 1 == number).copied() {
                all.push(Opener { paragraph: sentence.paragraph, ..over });
            }
            continue;
        };
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
            heading: bare && tokens.len() <= HEADING,
        });
    }
    all
}

/// The one of a paragraph.
pub(super) fn of(openers: &[Opener], paragraph: usize) -> Option<&Opener> {
    openers.binary_search_by_key(&paragraph, |opener| opener.paragraph).ok().map(|at| &openers[at])
}

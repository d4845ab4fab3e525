//! The sentence in which a document first tells a figure of trade: whose it is there and with whom, it mostly is throughout.

use super::flows::is_left_out;
use super::standing::is_owner;
use super::topic::is_filed_from;
use crate::lexicon::{Cue, Link};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions, PlaceMention};
use crate::value::flow::Measure;
use crate::value::place::Place;
use std::ops::Range;

/// The first sentence with a figure and a word of trade.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    tokens: Range<usize>,
}

/// The part that a place has in that sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// 'Mali's exports', 'exports from Mali', 'Mali sold'.
    Own,
    /// 'exports to Mali', 'a deficit with Mali'.
    Other,
    /// Named, and no more.
    Named,
    Absent,
}

impl Told {
    pub fn of(scan: &Scan, found: &Mentions) -> Told {
        let is_trade =
            |cue: &CueMention| matches!(cue.cue, Cue::Measure { measure, strength: 2.., .. } if measure.is_trade());
        for figure in &found.quantities {
            let at = scan.sentences.partition_point(|sentence| sentence.tokens.end <= figure.first);
            let Some(sentence) = scan.sentences.get(at) else { break };
            let from = found.cues.partition_point(|cue| cue.first < sentence.tokens.start);
            let mut cues = found.cues[from..].iter().take_while(|cue| cue.first < sentence.tokens.end);
            if cues.any(is_trade) {
                return Told { tokens: sentence.tokens.clone() };
            }
        }
        Told::default()
    }

    /// What the sentence says of a place.
    pub fn part(&self, scan: &Scan, found: &Mentions, place: Place) -> Part {
        let mut part = Part::Absent;
        for mention in self.places(found).iter().filter(|mention| mention.place == place) {
            let own = match scan.link_before(mention.first) {
                _ if is_left_out(scan, mention) => Part::Named,
                _ if is_row(scan, found, mention) => Part::Other,
                Some(Link::To | Link::With) => Part::Other,
                Some(Link::From) if self.is_source(scan, found, mention) => Part::Own,
                Some(Link::From) => Part::Other,
                Some(Link::By) => Part::Own,
                None if self.owns(scan, found, mention) => Part::Own,
                _ => Part::Named,
            };
            if matches!(part, Part::Absent | Part::Named) {
                part = own;
            }
        }
        part
    }

    /// Whether it names no place as the other side.
    pub fn is_unled(&self, scan: &Scan, found: &Mentions) -> bool {
        let led = |mention: &PlaceMention| {
            matches!(scan.link_before(mention.first), Some(Link::To | Link::From | Link::With | Link::Between))
        };
        !self.places(found).iter().any(led)
    }

    fn places<'f>(&self, found: &'f Mentions) -> &'f [PlaceMention] {
        let from = found.places.partition_point(|place| place.first < self.tokens.start);
        let to = found.places.partition_point(|place| place.first < self.tokens.end);
        &found.places[from..to]
    }

    /// 'exports from Mali', and no 'imports from Mali'.
    fn is_source(&self, scan: &Scan, found: &Mentions, mention: &PlaceMention) -> bool {
        let link = mention.first - 1 - usize::from(scan.is(mention.first - 1, &["the"]));
        found.cues[found.cues.partition_point(|cue| cue.first < self.tokens.start)..]
            .iter()
            .take_while(|cue| cue.first < link)
            .any(|cue| {
                cue.end == link && matches!(cue.cue, Cue::Measure { measure: Measure::Exports, strength: 2.., .. })
            })
    }

    /// The owner of a word of trade, or the first place of the sentence as its subject.
    fn owns(&self, scan: &Scan, found: &Mentions, mention: &PlaceMention) -> bool {
        let opens = mention.first <= self.tokens.start + 2 && !is_filed_from(scan, mention);
        let from = found.cues.partition_point(|cue| cue.first < mention.end);
        let near = found.cues[from..].iter().take_while(|cue| cue.first <= mention.end + 4);
        opens
            || near
                .filter(|cue| matches!(cue.cue, Cue::Measure { measure, strength: 2.., .. } if measure.is_trade()))
                .any(|cue| is_owner(scan, mention, cue.first))
    }
}

/// 'Russia: exports 3 mln' behind 'Azerbaijan's trade': a row of somebody else's table.
fn is_row(scan: &Scan, found: &Mentions, mention: &PlaceMention) -> bool {
    let is_named_first = found.places.first().is_none_or(|first| first.place == mention.place);
    scan.is(mention.end, &[":"]) && !is_named_first
}

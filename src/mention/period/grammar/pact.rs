//! Years of an agreement: 'the third year of the grain agreement, which ended September 30'.

use super::super::{Edge, When, Year};
use super::Grammar;
use crate::lexicon::{Sense, SpanUnit};

impl Grammar<'_, '_> {
    /// 'the third year of the U.S.-USSR grain agreement, which ended September 30', 'the fourth year of the accord'.
    pub(super) fn year_of_pact(&self, at: usize) -> Option<(When, usize)> {
        let (end, number) = self.scan.longest(at, |sense| match sense {
            Sense::Ordinal(number) => Some(*number),
            _ => None,
        })?;
        let (SpanUnit::Year, of) = self.span_unit(end)? else { return None };
        let stops = |i: &usize| !self.scan.is(*i, &[",", ";", ":", "and", "to", "for"]);
        let pact = (of + 1..of + 1 + NAME).take_while(stops).find(|i| self.scan.is(*i, &PACTS));
        let end = pact.filter(|_| self.scan.is(of, &["of", "in", "under"]))? + 1;
        match self.edge_of_pact(end) {
            Some((edge, after)) => Some((When::PactYear { number, edge: Some(edge) }, after)),
            None => Some((When::PactYear { number, edge: None }, end)),
        }
    }

    /// ', which began October 1', '(ended September 30, 1986)'.
    fn edge_of_pact(&self, at: usize) -> Option<(Edge, usize)> {
        let step = at + usize::from(self.scan.is(at, &[",", "("]));
        let step = step + usize::from(self.scan.is(step, &["which", "that"]));
        let begins = self.scan.is(step, &["began", "begins", "started", "starts", "beginning", "starting"]);
        let ends = self.scan.is(step, &["ended", "ends", "ending", "closed", "expired", "expires"]);
        if !(begins || ends) {
            return None;
        }
        let step = step + 1 + usize::from(self.scan.is(step + 1, &["on", "in"]));
        let (month, after) = self.month(step)?;
        let (day, after) = self.day_number(after).map_or((None, after), |(day, after)| (Some(day), after));
        let (year, after) = self.year_after(after);
        // 'which ends September 30' is still to come.
        let is_ahead = self.scan.is(step - 1, &["ends", "ending", "expires"])
            || self.scan.is(step - 2, &["ends", "ending", "expires"]);
        let year = if year == Year::Open && is_ahead { Year::Coming } else { year };
        Some((Edge { begins, month, day, year }, after))
    }
}

/// Most words between 'of' and the pact.
const NAME: usize = 12;

/// What years are counted of.
const PACTS: [&str; 9] =
    ["agreement", "pact", "accord", "treaty", "understanding", "arrangement", "deal", "contract", "memorandum"];

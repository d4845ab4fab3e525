//! What stands behind a figure: the claims, articles, texts and witnesses of all the cells that it follows from.

use polars::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// What stands behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parents {
    pub(crate) sources: BTreeSet<String>,
    pub(crate) claims: BTreeSet<String>,
    pub(crate) texts: BTreeSet<u64>,
    pub(crate) witnesses: BTreeSet<u64>,
    /// Rows of a frame of cells, for what stands behind these: most cells are nobody's parents, and their claims are many.
    cells: BTreeSet<usize>,
}

impl Parents {
    /// Those of one row of a frame of cells.
    pub(super) fn of_row(row: usize) -> Parents {
        Parents { cells: [row].into(), ..Parents::default() }
    }

    /// Some claims of one report, with the number of its text.
    pub(super) fn of_report(doc: &str, claims: [String; 2], text: Option<u64>) -> Parents {
        let text: BTreeSet<u64> = text.into_iter().collect();
        let (sources, claims) = ([doc.to_owned()].into(), claims.into());
        Parents { sources, claims, witnesses: text.clone(), texts: text, cells: BTreeSet::new() }
    }

    pub(crate) fn extend(&mut self, other: &Parents) {
        self.cells.extend(&other.cells);
        self.sources.extend(other.sources.iter().cloned());
        self.claims.extend(other.claims.iter().cloned());
        self.texts.extend(&other.texts);
        self.witnesses.extend(&other.witnesses);
    }
}

/// What stands behind the rows of a frame of cells.
pub(super) struct Behind {
    sources: Lists<StringType>,
    claims: Lists<StringType>,
    texts: Lists<UInt64Type>,
    witnesses: Lists<UInt64Type>,
}

impl Behind {
    pub(super) fn of(cells: &DataFrame) -> PolarsResult<Behind> {
        let list = |name: &str| cells.column(name).and_then(|column| column.list());
        Ok(Behind {
            sources: Lists::of(list("source_ids")?)?,
            claims: Lists::of(list("claim_ids")?)?,
            texts: Lists::of(list("texts")?)?,
            witnesses: Lists::of(list("witnesses")?)?,
        })
    }

    /// The same parents without rows of the frame.
    pub(super) fn resolved(&self, parents: &Parents) -> Parents {
        let owned = |texts: BTreeSet<&str>| texts.into_iter().map(str::to_owned).collect();
        Parents {
            sources: owned(self.sources(parents)),
            claims: owned(self.claims(parents)),
            texts: self.texts(parents),
            witnesses: self.witnesses(parents),
            cells: BTreeSet::new(),
        }
    }

    pub(super) fn sources<'a>(&'a self, parents: &'a Parents) -> BTreeSet<&'a str> {
        of_rows(&self.sources, parents).chain(parents.sources.iter().map(String::as_str)).collect()
    }

    pub(super) fn claims<'a>(&'a self, parents: &'a Parents) -> BTreeSet<&'a str> {
        of_rows(&self.claims, parents).chain(parents.claims.iter().map(String::as_str)).collect()
    }

    pub(super) fn texts(&self, parents: &Parents) -> BTreeSet<u64> {
        let places = parents.cells.iter().flat_map(|row| self.texts.places(*row));
        places.filter_map(|place| self.texts.entries.get(place)).chain(parents.texts.iter().copied()).collect()
    }

    pub(super) fn witnesses(&self, parents: &Parents) -> BTreeSet<u64> {
        let places = parents.cells.iter().flat_map(|row| self.witnesses.places(*row));
        places.filter_map(|place| self.witnesses.entries.get(place)).chain(parents.witnesses.iter().copied()).collect()
    }
}

fn of_rows<'a>(lists: &'a Lists<StringType>, parents: &'a Parents) -> impl Iterator<Item = &'a str> {
    parents.cells.iter().flat_map(|row| lists.places(*row)).filter_map(|place| lists.entries.get(place))
}

/// A column of lists as one column of their entries, and where each list ends.
pub(super) struct Lists<T: PolarsPhysicalType> {
    entries: ChunkedArray<T>,
    ends: Vec<usize>,
}

impl<T: PolarsPhysicalType> Lists<T> {
    pub(super) fn of(lists: &ListChunked) -> PolarsResult<Lists<T>> {
        let options = ExplodeOptions { empty_as_null: false, keep_nulls: false };
        let entries = lists.explode(options)?.rechunk();
        let entries: &ChunkedArray<T> = entries.as_ref().as_ref();
        let mut end = 0;
        let mut next = |length: Option<u32>| {
            end += length.unwrap_or_default() as usize;
            end
        };
        Ok(Lists { entries: entries.clone(), ends: lists.lst_lengths().iter().map(&mut next).collect() })
    }

    pub(super) fn rows(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn entries(&self) -> &ChunkedArray<T> {
        &self.entries
    }

    /// Where the entries of a row stand.
    pub(super) fn places(&self, row: usize) -> Range<usize> {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[row]
    }
}

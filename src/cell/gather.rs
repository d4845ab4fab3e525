//! What stands behind each cell: its articles, claims, texts and witnesses, each once and in order.
//!
//! Plain loops over claims that stand cell by cell: a grouping of polars would make a column of each list to put it in
//! order, which takes longer than all the rest of reckoning.

use super::parents::Lists;
use polars::prelude::*;
use rayon::prelude::*;
use std::fmt::Write;
use std::ops::Range;

/// So many cells are worked on at once by one thread.
const PIECE: usize = 256;

/// The lists of each cell, in order of `cell`, from claims that stand in that order: `source_ids`, `claim_ids`, `texts`
/// and `witnesses`.
pub(super) fn behind(claims: &DataFrame) -> PolarsResult<[Column; 4]> {
    let runs = runs(claims.column("cell")?.idx()?);
    let doc = claims.column("doc")?.str()?;
    let (start, end) = (claims.column("start")?.u64()?, claims.column("end")?.u64()?);
    let (text, witness) = (claims.column("text")?.u64()?, claims.column("witness")?.u64()?);
    let rest = || (documents(doc, &runs), numbers(text, "texts", &runs), numbers(witness, "witnesses", &runs));
    let (claim_ids, (source_ids, texts, witnesses)) = rayon::join(|| identities(doc, (start, end), &runs), rest);
    Ok([source_ids, claim_ids?, texts, witnesses])
}

fn documents(doc: &StringChunked, runs: &[Range<usize>]) -> Column {
    let mut lists = ListStringChunkedBuilder::new("source_ids".into(), runs.len(), doc.len());
    let mut docs = Vec::new();
    for run in runs {
        docs.clear();
        docs.extend(run.clone().filter_map(|row| doc.get(row)));
        docs.sort_unstable();
        docs.dedup();
        lists.append_values_iter(docs.iter().copied());
    }
    lists.finish().into_column()
}

/// `doc:start-end` of each claim, cell by cell. Many cells are worked on at once, since this is most of the work.
fn identities(
    doc: &StringChunked,
    (start, end): (&UInt64Chunked, &UInt64Chunked),
    runs: &[Range<usize>],
) -> PolarsResult<Column> {
    let of_runs = |runs: &[Range<usize>]| {
        let (mut ids, mut ends): (String, Vec<usize>) = Default::default();
        let rows = runs.iter().map(ExactSizeIterator::len).sum();
        let mut lists = ListStringChunkedBuilder::new("claim_ids".into(), runs.len(), rows);
        for run in runs {
            ids.clear();
            ends.clear();
            for row in run.clone() {
                let (start, end) = (start.get(row).unwrap_or_default(), end.get(row).unwrap_or_default());
                // Writing to a string does not fail.
                let _ = write!(ids, "{}:{start}-{end}", doc.get(row).unwrap_or_default());
                ends.push(ids.len());
            }
            let starts = std::iter::once(0).chain(ends.iter().copied());
            let mut sorted: Vec<&str> = starts.zip(&ends).map(|(start, end)| &ids[start..*end]).collect();
            sorted.sort_unstable();
            sorted.dedup();
            lists.append_values_iter(sorted.into_iter());
        }
        lists.finish()
    };
    let pieces: Vec<ListChunked> = runs.par_chunks(PIECE).map(of_runs).collect();
    let mut all = ListChunked::full_null_with_dtype("claim_ids".into(), 0, &DataType::String);
    for piece in &pieces {
        all.append(piece)?;
    }
    Ok(all.rechunk().into_owned().into_column())
}

fn numbers(of: &UInt64Chunked, name: &str, runs: &[Range<usize>]) -> Column {
    let values = of.len();
    let mut lists = ListPrimitiveChunkedBuilder::<UInt64Type>::new(name.into(), runs.len(), values, DataType::UInt64);
    let mut numbers = Vec::new();
    for run in runs {
        numbers.clear();
        numbers.extend(run.clone().filter_map(|row| of.get(row)));
        numbers.sort_unstable();
        numbers.dedup();
        lists.append_slice(&numbers);
    }
    lists.finish().into_column()
}

/// Lists of texts or numbers with each entry once, in order.
pub(super) fn each_once(lists: Expr) -> Expr {
    let sorted = |column: Column| {
        let (name, lists) = (column.name().clone(), column.list()?);
        if lists.inner_dtype() == &DataType::UInt64 {
            let lists: Lists<UInt64Type> = Lists::of(lists)?;
            let runs: Vec<_> = (0..lists.rows()).map(|row| lists.places(row)).collect();
            return Ok(numbers(lists.entries(), &name, &runs));
        }
        let lists: Lists<StringType> = Lists::of(lists)?;
        let mut builder = ListStringChunkedBuilder::new(name, lists.rows(), lists.entries().len());
        let mut texts = Vec::new();
        for row in 0..lists.rows() {
            texts.clear();
            texts.extend(lists.places(row).filter_map(|place| lists.entries().get(place)));
            texts.sort_unstable();
            texts.dedup();
            builder.append_values_iter(texts.iter().copied());
        }
        Ok(builder.finish().into_column())
    };
    lists.map(sorted, |_, field| Ok(field.clone()))
}

/// The rows of each cell.
pub(super) fn runs(cells: &IdxCa) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for (row, cell) in cells.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if before == Some(cell) => run.end = row + 1,
            _ => runs.push(row..row + 1),
        }
        before = Some(cell);
    }
    runs
}

//! The words behind each cell: its claims, and the sentence of each.

use super::corrections::claim_id;
use super::dictionary::EVIDENCE;
use super::records::Row;
use super::tables::unwritten;
use crate::cell::shown_without;
use crate::claim::Claim;
use crate::error::Error;
use crate::ledger::wrong;
use polars::prelude::*;
use std::collections::BTreeMap;

/// The columns of a cell that say which one it is; its label says the days of the period.
const DAYS: [&str; 3] = ["period_kind", "period_start", "period_end"];

/// One row for each claim of each cell of these tables, in their order, and how many rows there are. A sentence that is not
/// known is empty.
pub(super) fn evidence_csv(
    tables: &[(&str, &DataFrame)],
    claims: &[Claim],
    sentences: &BTreeMap<String, String>,
) -> Result<(Vec<u8>, usize), Error> {
    let claims: BTreeMap<String, &Claim> = claims.iter().map(|claim| (claim_id(claim), claim)).collect();
    let mut bytes = Vec::new();
    let mut row = Row::new(&mut bytes);
    for column in EVIDENCE {
        row.code(Some(column.name)).map_err(unwritten)?;
    }
    row.end().map_err(unwritten)?;
    let mut height = 0;
    for (table, cells) in tables {
        let names = shown_without(&DAYS).into_iter();
        let names = names.map(|name| cells.column(name).and_then(|column| column.str()).map_err(wrong));
        let names = names.collect::<Result<Vec<_>, Error>>()?;
        let ids = cells.column("claim_ids").and_then(|column| column.list()).map_err(wrong)?;
        for at in 0..cells.height() {
            let ids = ids.get_as_series(at).unwrap_or_default();
            for id in ids.str().map_err(wrong)?.iter().flatten() {
                let mut write = || {
                    row.code(Some(table))?;
                    names.iter().try_for_each(|name| row.text(name.get(at)))?;
                    row.text(Some(id))?;
                    let claim = claims.get(id);
                    row.number(claim.map(|claim| claim.value))?;
                    row.number(claim.and_then(|claim| claim.value_hi))?;
                    row.code(claim.map(|claim| claim.qualifier))?;
                    row.text(claim.map(|claim| claim.quote.as_str()))?;
                    row.text(sentences.get(id).map(String::as_str))?;
                    row.code(claim.and_then(|claim| claim.published))?;
                    row.text(claim.and_then(|claim| claim.outlet.as_deref()))?;
                    row.text(claim.and_then(|claim| claim.url.as_deref()))?;
                    row.end()
                };
                write().map_err(unwritten)?;
                height += 1;
            }
        }
    }
    row.finish().map_err(unwritten)?;
    Ok((bytes, height))
}

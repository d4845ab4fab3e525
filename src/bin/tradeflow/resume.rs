//! Runs that are cut off and go on: a journal beside the output says how far it is.
//!
//! Everything is read again from the start, which is fast, but only what stands behind the last report of the journal is
//! worked on, and the outputs are cut to what they held then. So ids that stand twice and files that cannot be read are
//! named as in a run of one piece, and the bytes are the same.

use crate::articles::At;
use crate::output::{Sink, Stop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use tradeflow::claim::DoubtCode;

/// The journal is written when so many bytes more are.
const STEP_BYTES: u64 = 256 << 10;

/// How far a run is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Journal {
    /// What it is a run of: another program, other inputs or options begin anew.
    pub run: String,
    /// The source and the place in it of the last report whose records are written.
    pub last: Option<(u32, At)>,
    /// How long each output is.
    pub lengths: Vec<u64>,
    pub claims: usize,
    pub doubts: BTreeMap<DoubtCode, usize>,
}

/// A journal and its place.
pub struct Kept {
    /// As it was found.
    pub journal: Journal,
    place: PathBuf,
    written: u64,
}

impl Kept {
    /// The journal beside an output, of this run; a new one where there is none of it or an output is missing.
    pub fn beside(output: &Path, run: String, outputs: &[&Path]) -> Kept {
        let place = with_ending(output, ".resume");
        let old = fs::read(&place).ok().and_then(|bytes| serde_json::from_slice::<Journal>(&bytes).ok());
        let lengths_hold = |journal: &Journal| {
            journal.lengths.len() == outputs.len()
                && journal
                    .lengths
                    .iter()
                    .zip(outputs)
                    .all(|(length, output)| fs::metadata(part(output)).is_ok_and(|about| about.len() >= *length))
        };
        let journal = old.filter(|journal| journal.run == run && lengths_hold(journal));
        let journal = journal.unwrap_or_else(|| Journal { run, lengths: vec![0; outputs.len()], ..Journal::default() });
        Kept { written: journal.lengths.iter().sum(), journal, place }
    }

    /// Notes how far the run is, where enough was written since: first the outputs, then the journal.
    pub fn note(&mut self, journal: &Journal, sinks: &mut [Sink]) -> Result<(), Stop> {
        let lengths: Vec<u64> = sinks.iter().map(Sink::length).collect();
        if lengths.iter().sum::<u64>() < self.written + STEP_BYTES {
            return Ok(());
        }
        sinks.iter_mut().try_for_each(Sink::flush)?;
        self.written = lengths.iter().sum();
        let journal = Journal { lengths, ..journal.clone() };
        let mut to = Sink::file(&self.place)?;
        to.write(&serde_json::to_vec(&journal).expect("a journal has no value that JSON lacks"))?;
        to.finish()
    }

    /// Takes the journal away: the outputs are whole.
    pub fn end(self) {
        // It is not there where the run was short.
        let _ = fs::remove_file(self.place);
    }
}

/// Where an output stands while it is written piece by piece.
pub fn part(output: &Path) -> PathBuf {
    with_ending(output, ".part")
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ending);
    name.into()
}

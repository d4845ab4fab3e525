//! Words for the basis of a figure: `basis.toml`.

use super::{Builder, File, read};
use crate::error::Error;
use crate::lexicon::Case;
use crate::lexicon::sense::{BasisWord, Sense};
use crate::value::basis::Basis;
use serde::Deserialize;

impl Builder {
    pub(super) fn bases(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            basis: Vec<Row>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            value: Basis,
            #[serde(default)]
            term: Vec<String>,
            #[serde(default)]
            phrase: Vec<String>,
        }
        for row in read::<Rows>(file)?.basis {
            for (forms, is_phrase) in [(&row.term, false), (&row.phrase, true)] {
                for form in forms {
                    self.add(form, Case::Any, Sense::Basis(BasisWord { basis: row.value, is_phrase }));
                }
            }
        }
        Ok(())
    }
}

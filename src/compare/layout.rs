//! Which columns of an official table hold what.

use crate::error::Error;
use crate::value::flow::Measure;
use rust_decimal::Decimal;

/// How an official table is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Its columns.
    pub columns: Columns,
    /// What every figure is counted in: `USD`.
    pub unit: String,
    /// How many units one of its figures stands for: 1,000,000 in a table in millions.
    pub scale: Decimal,
}

/// The columns of an official table, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    /// A column for each measure: `exports`, `imports` ...
    Wide {
        /// Whose statistics a row is.
        reporter: String,
        /// The other party.
        partner: String,
        /// Year, half, quarter or month.
        period: String,
        /// The column of each measure.
        measures: Vec<(Measure, String)>,
    },
    /// One figure a row, with a column that says what it measures.
    Long {
        /// Whose statistics a row is.
        reporter: String,
        /// The other party.
        partner: String,
        /// Year, half, quarter or month.
        period: String,
        /// `exports` or `X`, `imports` or `M`, `trade` or `T`, `balance` or `B`; other rows are passed over.
        measure: String,
        /// The figure.
        value: String,
    },
    /// UN Comtrade: `reporterISO` or `reporterCode`, `partnerISO` or `partnerCode`, `period`, `flowCode`,
    /// `primaryValue`. Where the file has `cmdCode`, `partner2Code`, `motCode` or `customsCode`, only totals count
    /// (`TOTAL`, `0`, `0`, `C00`), since the rest are parts of them; re-exports and re-imports are parts too. Where it has
    /// `fobvalue` or `cifvalue`, each is a figure on its own basis.
    Comtrade,
    /// IMF Direction of Trade Statistics: `Country Name`, `Counterpart Country Name`, `Indicator Code` (`TXG_FOB_USD`,
    /// `TMG_CIF_USD`, `TMG_FOB_USD`; others are passed over) and a column for each period.
    Imf,
}

impl Layout {
    /// UN Comtrade, in US dollars.
    pub fn comtrade() -> Layout {
        Layout { columns: Columns::Comtrade, unit: "USD".to_owned(), scale: Decimal::ONE }
    }

    /// The bulk files of the IMF's Direction of Trade Statistics, in millions of US dollars.
    pub fn imf() -> Layout {
        Layout { columns: Columns::Imf, unit: "USD".to_owned(), scale: Decimal::from(1_000_000) }
    }

    /// The layout of that name: `comtrade` or `imf`.
    pub fn from_name(name: &str) -> Option<Layout> {
        match name {
            "comtrade" => Some(Layout::comtrade()),
            "imf" => Some(Layout::imf()),
            _ => None,
        }
    }

    /// A layout by its columns, `role=column` with commas between: `reporter`, `partner`, `period`, and either one or
    /// more of `exports`, `imports`, `trade`, `balance`, or `measure` and `value`. In single US dollars unless changed.
    ///
    /// # Errors
    /// In words, what is no role, stands twice or is missing.
    pub fn of_columns(text: &str) -> Result<Layout, Error> {
        let wrong = |what: String| {
            Error::value(format!(
                "{what}; write reporter=COLUMN,partner=COLUMN,period=COLUMN and exports=COLUMN,imports=COLUMN or \
                 measure=COLUMN,value=COLUMN"
            ))
        };
        let (mut parties, mut measures) = (Vec::<(&str, String)>::new(), Vec::new());
        for part in text.split(',') {
            let (role, column) = part.split_once('=').ok_or_else(|| wrong(format!("'{part}' names no column")))?;
            let (role, column) = (role.trim(), column.trim().to_owned());
            let known = parties.iter().any(|(other, _)| *other == role);
            match (role, Measure::from_name(role)) {
                _ if known => return Err(wrong(format!("'{role}' stands twice"))),
                ("reporter" | "partner" | "period" | "measure" | "value", _) => parties.push((role, column)),
                (_, Some(measure)) if measure.is_trade() && measure != Measure::Freight => {
                    measures.push((measure, column));
                }
                _ => return Err(wrong(format!("'{role}' is no role of a column"))),
            }
        }
        let of = |role: &str| {
            let column = parties.iter().find(|(other, _)| *other == role).map(|(_, column)| column.clone());
            column.ok_or_else(|| wrong(format!("'{role}' is missing")))
        };
        let (reporter, partner, period) = (of("reporter")?, of("partner")?, of("period")?);
        let columns = match measures.is_empty() {
            true => Columns::Long { reporter, partner, period, measure: of("measure")?, value: of("value")? },
            false => Columns::Wide { reporter, partner, period, measures },
        };
        Ok(Layout { columns, unit: "USD".to_owned(), scale: Decimal::ONE })
    }
}

//! What is done on the way from claims to cells, step by step.

/// Which steps are taken. All but `balance` are by default; each can be left out, to see what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Copies of a text, and all who name the same source, are one witness; else only equal texts are.
    pub echoes: bool,
    /// Of figures that do not agree that of the source nearest to the counting is taken (`method` `grade`).
    pub grades: bool,
    /// Of two figures of offices that count, the later is a revision and is taken (`method` `vintage`).
    pub vintages: bool,
    /// Exports and imports give balance and turnover (`exports-imports`, `exports+imports`); turnover or balance of one
    /// side and one of its flows give the other flow (`trade-exports`, `imports+balance` ...).
    pub flows: bool,
    /// A level and the growth that the same report states give the level of the year before (`growth`).
    pub growth: bool,
    /// A whole and a share of it that the same report states give the part (`share`).
    pub shares: bool,
    /// Months, quarters, halves, years to date and years give one another (`periods`).
    pub periods: bool,
    /// Reported figures of one side that do not quite add up have rows besides that do (`origin` `balanced`, `method`
    /// `least squares`). Not by default: such a row is nobody's figure.
    pub balance: bool,
}

impl Steps {
    /// The names of the steps, in order.
    pub const NAMES: [&'static str; 7] = ["echoes", "grades", "vintages", "flows", "growth", "shares", "periods"];

    /// The default but for the steps of these names; names that are none change nothing.
    ///
    /// ```
    /// use tradeflow::cell::Steps;
    ///
    /// assert!(!Steps::without(&["growth"]).growth);
    /// assert_eq!(Steps::without::<&str>(&[]), Steps::default());
    /// ```
    pub fn without<S: AsRef<str>>(names: &[S]) -> Steps {
        let taken = |name: &str| !names.iter().any(|other| other.as_ref() == name);
        Steps {
            echoes: taken("echoes"),
            grades: taken("grades"),
            vintages: taken("vintages"),
            flows: taken("flows"),
            growth: taken("growth"),
            shares: taken("shares"),
            periods: taken("periods"),
            balance: false,
        }
    }
}

impl Default for Steps {
    fn default() -> Steps {
        Steps::without::<&str>(&[])
    }
}

//! What is done on the way from claims to cells, step by step.

/// Which steps are taken. All are by default; each can be left out, to see what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Copies of a text, and repeats of one figure of one source, are one witness; else only equal texts are.
    pub echoes: bool,
    /// Of figures that do not agree that of the source nearest to the counting is taken (`method` `grade`).
    pub grades: bool,
    /// Of two figures of offices that count, the later is a revision and is taken (`method` `vintage`).
    pub vintages: bool,
}

impl Default for Steps {
    fn default() -> Steps {
        Steps { echoes: true, grades: true, vintages: true }
    }
}

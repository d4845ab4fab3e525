//! What a person reads on standard error: errors, counts and a progress bar.

use crate::excerpt::excerpt;
use crate::layout::plain;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Work that takes no longer shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// After so many errors no line is shown any more: the others are alike.
const EXCERPTS: usize = 10;

/// Standard error. A write that fails there is passed over: nowhere is left to say so.
pub struct Console {
    quiet: bool,
    bar: Option<Bar>,
    excerpts: usize,
}

struct Bar {
    bar: ProgressBar,
    since: Instant,
    shown: bool,
    reports: usize,
}

impl Console {
    /// `progress` says whether a bar would disturb nothing else; it is shown on a terminal only.
    pub fn new(quiet: bool, progress: bool) -> Console {
        let bar = (progress && !quiet && stderr().is_terminal()).then(|| Bar {
            bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
            since: Instant::now(),
            shown: false,
            reports: 0,
        });
        Console { quiet, bar, excerpts: 0 }
    }

    /// Names an error, with the line of the file that it is about.
    pub fn error(&mut self, what: impl Display) {
        let what = what.to_string();
        self.line(&format!("error: {what}"));
        if self.excerpts < EXCERPTS
            && let Some(line) = excerpt(&what)
        {
            self.excerpts += 1;
            self.line(&line);
        }
    }

    /// Says what is no error but should not be overlooked.
    pub fn warn(&self, what: &str) {
        self.line(&format!("note: {what}"));
    }

    /// Tells a count, unless quiet.
    pub fn note(&self, what: &str) {
        if !self.quiet {
            self.line(what);
        }
    }

    /// How many bytes there are to read; unknown for standard input.
    pub fn expect(&mut self, bytes: Option<u64>) {
        let Some(Bar { bar, .. }) = &self.bar else { return };
        let template = match bytes {
            Some(bytes) => {
                bar.set_length(bytes);
                "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {msg} {eta} left"
            }
            None => "{spinner} {bytes} {bytes_per_sec} {msg}",
        };
        bar.set_style(ProgressStyle::with_template(template).expect("the template is one of ours"));
    }

    /// So many bytes and reports more are done.
    pub fn advance(&mut self, bytes: u64, reports: usize) {
        let Some(progress) = &mut self.bar else { return };
        if !progress.shown && progress.since.elapsed() > PATIENCE {
            progress.bar.set_draw_target(ProgressDrawTarget::stderr());
            progress.shown = true;
        }
        progress.bar.inc(bytes);
        progress.reports += reports;
        if progress.shown {
            let rate = progress.reports as f64 / progress.since.elapsed().as_secs_f64();
            progress.bar.set_message(format!("{} ({rate:.0}/s)", count(progress.reports, "report")));
        }
    }

    /// Takes the bar away.
    pub fn end(&mut self) {
        if let Some(progress) = self.bar.take() {
            progress.bar.finish_and_clear();
        }
    }

    fn line(&self, text: &str) {
        let write = || {
            // What a file or its name holds is shown, not obeyed, and stays on its line.
            let _ = writeln!(stderr().lock(), "{}", plain(text));
        };
        match &self.bar {
            Some(progress) => progress.bar.suspend(write),
            None => write(),
        }
    }
}

/// '1 report', '2 reports'.
pub fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// What there is of each sort: 'period 2, place 1'.
pub fn sorts<'a>(counts: impl IntoIterator<Item = (&'a str, usize)>) -> String {
    counts.into_iter().map(|(name, number)| format!("{name} {number}")).collect::<Vec<_>>().join(", ")
}

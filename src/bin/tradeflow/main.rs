//! The program `tradeflow`: reports in, records out.

mod args;
mod articles;
#[cfg(feature = "frames")]
mod choice;
#[cfg(feature = "frames")]
mod compare;
mod console;
mod drafts;
mod encoding;
mod excerpt;
mod explain;
mod extract;
#[cfg(feature = "frames")]
mod figures;
#[cfg(feature = "frames")]
mod folder;
mod input;
mod layout;
mod lines;
mod mentions;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod pieces;
mod pool;
#[cfg(feature = "frames")]
mod report;
mod resume;
mod rows;
mod run;
mod shell;
#[cfg(feature = "frames")]
mod table;
mod unpack;
#[cfg(feature = "warc")]
mod warc;

use clap::Parser;
use console::Console;
use output::Stop;
use std::process::ExitCode;

/// Tables of millions of claims are made of large columns that come and go; an allocator that keeps what was freed makes
/// them in two thirds of the time of the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 0: done. 1: something could not be read or written, the rest is done. 2: usage. A reader that closes the pipe has
/// what it wanted, so that is no failure.
fn main() -> ExitCode {
    drafts::remove_on_interrupt();
    let done = match args::Args::parse().command {
        args::Command::Extract(options) => extract::run(&options),
        args::Command::Mentions(options) => mentions::run(&options),
        args::Command::Explain(options) => explain::run(&options),
        #[cfg(feature = "frames")]
        args::Command::Table(options) => table::run(&options),
        #[cfg(feature = "frames")]
        args::Command::Report(options) => report::run(&options),
        #[cfg(feature = "frames")]
        args::Command::Compare(options) => compare::run(&options),
        args::Command::Completions(options) => shell::completions(&options),
        args::Command::Man(options) => shell::man(&options),
    };
    match done {
        Ok(done) if done.failed == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(Stop::Pipe) => ExitCode::SUCCESS,
        Err(Stop::Write(what)) => {
            // A count has been told already, or there is none.
            Console::new(true, false).error(what);
            ExitCode::from(1)
        }
        Err(Stop::Usage(what)) => args::usage(&what).exit(),
    }
}

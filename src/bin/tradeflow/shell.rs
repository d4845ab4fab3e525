//! `tradeflow completions` and `tradeflow man`: what a shell and `man` know of the program, made from the definition of
//! its command line.

use crate::args::Args;
use crate::output::{Sink, Stop};
use crate::run::Done;
use clap::{Command, CommandFactory};
use clap_complete::Shell;

/// Write the completions of a shell: what it offers when the tab key is pressed
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tradeflow completions bash > ~/.local/share/bash-completion/completions/tradeflow
  tradeflow completions zsh > ~/.zfunc/_tradeflow
  tradeflow completions fish > ~/.config/fish/completions/tradeflow.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Write the page of the manual, of the program or of one command
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tradeflow man | man -l -
  tradeflow man extract > ~/.local/share/man/man1/tradeflow-extract.1")]
pub struct Man {
    /// A command; without it the page is that of the program
    command: Option<String>,
}

/// Runs `completions`.
pub fn completions(options: &Completions) -> Result<Done, Stop> {
    let mut bytes = Vec::new();
    clap_complete::generate(options.shell, &mut Args::command(), env!("CARGO_PKG_NAME"), &mut bytes);
    write(&bytes)
}

/// Runs `man`.
pub fn man(options: &Man) -> Result<Done, Stop> {
    let mut bytes = Vec::new();
    let source = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let page = clap_mangen::Man::new(page(options)?).source(source);
    page.render(&mut bytes).expect("memory takes every write");
    write(&bytes)
}

/// The definition that a page is of. Once built, a command knows its whole name.
fn page(options: &Man) -> Result<Command, Stop> {
    let mut program = Args::command();
    program.build();
    let Some(name) = &options.command else { return Ok(program) };
    let command = program.find_subcommand(name).cloned();
    command.ok_or_else(|| Stop::Usage(format!("'{name}' is no command: 'tradeflow --help' names all")))
}

fn write(bytes: &[u8]) -> Result<Done, Stop> {
    let mut sink = Sink::open(None)?;
    sink.write(bytes)?;
    sink.finish()?;
    Ok(Done::default())
}

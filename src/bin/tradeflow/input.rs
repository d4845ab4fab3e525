//! Which files are read, and in which format: the arguments made into a list of sources.

use crate::args::InputArgs;
use crate::encoding::ReadAs;
use crate::output::Stop;
use clap::ValueEnum;
use std::ffi::OsStr;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};
use tradeflow::article::Columns;
use tradeflow::error::Error;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text or Markdown, with or without front matter
    Text,
    /// A report as a JSON object, or a list of them
    Json,
    /// One JSON object a line
    Jsonl,
    /// A table with a header and a report in each row
    Csv,
    /// A table as Apache Parquet
    #[cfg(feature = "parquet")]
    Parquet,
    /// A web page
    #[cfg(feature = "html")]
    Html,
    /// A web archive
    #[cfg(feature = "warc")]
    Warc,
}

/// The ends of names that tell a format; `.gz` or `.zst` may stand behind.
pub const ENDINGS: &[&str] = &[
    ".txt",
    ".md",
    ".markdown",
    ".json",
    ".jsonl",
    ".ndjson",
    #[cfg(feature = "parquet")]
    ".parquet",
    #[cfg(feature = "html")]
    ".html",
    #[cfg(feature = "html")]
    ".htm",
    #[cfg(feature = "warc")]
    ".warc",
    #[cfg(feature = "warc")]
    ".wet",
];

/// How files are read, beside their format.
#[derive(Debug, Default)]
pub struct Reading {
    /// The encoding of what is not UTF-8, where the user says so.
    pub stated: Option<ReadAs>,
    /// Which columns of tables hold what.
    pub columns: Columns,
    /// Whether CSV may hold claims.
    pub claims: bool,
}

/// What reports come from.
#[derive(Debug)]
pub struct Source {
    /// How it is called in errors, and as the id of a report that states none: the path as it was given.
    pub name: String,
    /// Where to read.
    pub from: From,
}

/// Where to read.
#[derive(Debug)]
pub enum From {
    File(PathBuf, Format),
    /// Standard input; without a format its first bytes tell.
    Stdin(Option<Format>),
    /// What was named and cannot be read.
    Nowhere(Error),
}

/// The sources that the arguments name, in order.
#[derive(Debug, Default)]
pub struct Sources {
    pub list: Vec<Source>,
    /// Files of folders that are of no known format.
    pub passed_over: usize,
    /// Bytes of all files; none where standard input is among them.
    pub bytes: Option<u64>,
}

/// Finds the sources. Folders are walked in order of name; hidden entries and links to folders are not followed. CSV is
/// read where the file is named or the columns are: in folders it may be anything.
pub fn find(args: &InputArgs) -> Result<Sources, Stop> {
    let (inputs, format) = (&args.inputs, args.input_format);
    let mut sources = Sources { bytes: Some(0), ..Sources::default() };
    if inputs.is_empty() {
        if stdin().is_terminal() {
            return Err(Stop::Usage("nothing to read: name a file or a folder, or pipe a report in".to_owned()));
        }
        sources.add("stdin".to_owned(), From::Stdin(format));
    }
    for path in inputs {
        if path.as_os_str() == "-" {
            sources.add("stdin".to_owned(), From::Stdin(format));
        } else if path.is_dir() {
            sources.walk(path, args.columns.is_some());
        } else {
            sources.add_named(path, format);
        }
    }
    Ok(sources)
}

impl Sources {
    fn add(&mut self, name: String, from: From) {
        let bytes = match &from {
            From::File(path, _) => path.metadata().map_or(0, |about| about.len()),
            From::Stdin(_) => {
                self.bytes = None;
                0
            }
            From::Nowhere(_) => 0,
        };
        self.bytes = self.bytes.map(|sum| sum + bytes);
        self.list.push(Source { name, from });
    }

    fn add_named(&mut self, path: &Path, format: Option<Format>) {
        let name = path.display().to_string();
        let from = match known(path).or(format) {
            Some(format) => From::File(path.to_owned(), format),
            None => From::Nowhere(Error::input(&name, None, "its name does not tell its format: say --input-format")),
        };
        self.add(name, from);
    }

    fn walk(&mut self, folder: &Path, csv: bool) {
        let entries = folder.read_dir().and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(err) => {
                let name = folder.display().to_string();
                let from = From::Nowhere(unreadable(&name, &err));
                return self.add(name, from);
            }
        };
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            // The entry's own type: a link to a folder is not followed, since it may lead back.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let name = path.display().to_string();
            let format = known(&path).filter(|format| csv || *format != Format::Csv);
            match format.map(|format| (format, path.metadata())) {
                _ if is_hidden => {}
                _ if is_folder => self.walk(&path, csv),
                Some((format, Ok(about))) if about.is_file() => self.add(name, From::File(path, format)),
                Some((_, Err(err))) => self.add(name.clone(), From::Nowhere(unreadable(&name, &err))),
                Some(_) | None => self.passed_over += 1,
            }
        }
    }
}

/// The error of a file or folder that the system does not give.
pub fn unreadable(name: &str, err: &std::io::Error) -> Error {
    Error::input(name, None, format!("cannot be read: {err}; check its name and whether you may read it"))
}

/// The format that a name tells.
fn known(path: &Path) -> Option<Format> {
    let end = extension(path)?;
    match end.as_str() {
        "gz" | "zst" => known(Path::new(path.file_stem()?)),
        "txt" | "md" | "markdown" => Some(Format::Text),
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "csv" | "tsv" => Some(Format::Csv),
        #[cfg(feature = "parquet")]
        "parquet" => Some(Format::Parquet),
        #[cfg(feature = "html")]
        "html" | "htm" => Some(Format::Html),
        #[cfg(feature = "warc")]
        "warc" | "wet" => Some(Format::Warc),
        _ => None,
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Format, known};
    use std::path::Path;

    #[test]
    fn the_extension_tells_in_any_case() {
        assert_eq!(known(Path::new("a/b.MD")), Some(Format::Text));
        assert_eq!(known(Path::new("b.ndjson")), Some(Format::Jsonl));
        assert_eq!(
            (known(Path::new("a.jsonl.gz")), known(Path::new("a.CSV.zst"))),
            (Some(Format::Jsonl), Some(Format::Csv))
        );
        assert_eq!((known(Path::new("txt")), known(Path::new("a.pdf")), known(Path::new("a.gz"))), (None, None, None));
    }
}

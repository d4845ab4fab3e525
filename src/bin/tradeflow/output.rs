//! Where records go: standard output, or a file that appears whole or not at all.

use crate::drafts;
use crate::resume::part;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, StdoutLock, Write};
use std::path::{Path, PathBuf};

/// What ends the program before its time.
#[derive(Debug)]
pub enum Stop {
    /// The reader of the output has gone: nothing is wrong.
    Pipe,
    /// The output cannot be written.
    Write(String),
    /// The command line asks for what cannot be done.
    Usage(String),
}

/// A place that records are written to.
pub struct Sink {
    name: String,
    to: BufWriter<Target>,
    length: u64,
}

enum Target {
    Stdout(StdoutLock<'static>),
    /// A device or a pipe: it cannot be replaced, so it is written as it is.
    Stream(File),
    File(WholeFile),
}

impl Sink {
    /// Standard output where no file is named, or `-`.
    pub fn open(path: Option<&Path>) -> Result<Sink, Stop> {
        match path.filter(|path| path.as_os_str() != "-") {
            Some(path) => Sink::file(path),
            None => Ok(Sink::new("standard output".to_owned(), Target::Stdout(io::stdout().lock()))),
        }
    }

    /// A file that appears under its name when the sink is finished; what stood there before stays until then.
    pub fn file(path: &Path) -> Result<Sink, Stop> {
        let name = path.display().to_string();
        let target = match fs::metadata(path) {
            Ok(about) if !about.is_file() && !about.is_dir() => {
                File::options().write(true).open(path).map(Target::Stream)
            }
            Ok(about) if about.is_dir() => Err(io::Error::other("it is a folder")),
            _ => WholeFile::create(path).map(Target::File),
        };
        match target {
            Ok(target) => Ok(Sink::new(name, target)),
            Err(err) => Err(stop(&name, &err)),
        }
    }

    /// The same, going on behind the first bytes of its part, which stays when the program is cut off.
    pub fn resumed(path: &Path, length: u64) -> Result<Sink, Stop> {
        let name = path.display().to_string();
        match WholeFile::resumed(path, length) {
            Ok(file) => Ok(Sink { length, ..Sink::new(name, Target::File(file)) }),
            Err(err) => Err(stop(&name, &err)),
        }
    }

    fn new(name: String, target: Target) -> Sink {
        Sink { name, to: BufWriter::with_capacity(64 << 10, target), length: 0 }
    }

    /// Writes records, or a part of them.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.length += bytes.len() as u64;
        self.to.write_all(bytes).map_err(|err| stop(&self.name, &err))
    }

    /// How many bytes it holds.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Hands what is there so far to the system.
    pub fn flush(&mut self) -> Result<(), Stop> {
        self.to.flush().map_err(|err| stop(&self.name, &err))
    }

    /// Lets a reader of standard output see what there is so far; a file is seen when it is whole.
    pub fn show(&mut self) -> Result<(), Stop> {
        match self.to.get_ref() {
            Target::File(_) => Ok(()),
            Target::Stdout(_) | Target::Stream(_) => self.flush(),
        }
    }

    /// Writes what is left; a file gets its name.
    pub fn finish(mut self) -> Result<(), Stop> {
        let flushed = self.to.flush();
        let done = flushed.and_then(|()| match self.to.get_mut() {
            Target::File(file) => file.publish(),
            Target::Stdout(_) | Target::Stream(_) => Ok(()),
        });
        done.map_err(|err| stop(&self.name, &err))
    }
}

fn stop(name: &str, err: &io::Error) -> Stop {
    match err.kind() {
        ErrorKind::BrokenPipe => Stop::Pipe,
        _ => Stop::Write(format!("{name}: cannot be written: {err}; check the folder, its permissions and its space")),
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Stdout(to) => to.write(bytes),
            Target::Stream(to) => to.write(bytes),
            Target::File(to) => to.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Stdout(to) => to.flush(),
            Target::Stream(to) => to.flush(),
            Target::File(to) => to.file.flush(),
        }
    }
}

/// A file under a name of its own beside its place, until it is whole.
struct WholeFile {
    file: File,
    draft: PathBuf,
    place: PathBuf,
    /// Whether the draft goes when it does not get its name.
    fleeting: bool,
}

impl WholeFile {
    fn create(path: &Path) -> io::Result<WholeFile> {
        // A link is written through, as any program would.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let name = place.file_name().ok_or_else(|| io::Error::other("it is no name of a file"))?.to_owned();
        for attempt in 0..100 {
            let mut draft_name = std::ffi::OsString::from(".");
            draft_name.push(&name);
            draft_name.push(format!(".{}-{attempt}.tmp", std::process::id()));
            let draft = place.with_file_name(draft_name);
            match drafts::add(&draft, || File::create_new(&draft)) {
                Ok(file) => return Ok(WholeFile { file, draft, place, fleeting: true }),
                Err(err) if err.kind() == ErrorKind::AlreadyExists => {}
                Err(err) => return Err(err),
            }
        }
        Err(io::Error::other("many drafts of it stand beside it"))
    }

    fn resumed(path: &Path, length: u64) -> io::Result<WholeFile> {
        let draft = part(path);
        let mut file = File::options().write(true).create(true).truncate(false).open(&draft)?;
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(WholeFile { file, draft, place: path.to_owned(), fleeting: false })
    }

    fn publish(&mut self) -> io::Result<()> {
        if let Ok(before) = fs::metadata(&self.place) {
            fs::set_permissions(&self.draft, before.permissions())?;
        }
        fs::rename(&self.draft, &self.place)?;
        self.fleeting = false;
        drafts::forget(&self.draft);
        Ok(())
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if self.fleeting {
            // It fails only where the draft has gone already.
            let _ = fs::remove_file(&self.draft);
            drafts::forget(&self.draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sink;
    use std::fs;

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "before").unwrap();
        let mut dropped = Sink::file(&path).unwrap();
        dropped.write(&[b'x'; 200_000]).unwrap();
        drop(dropped);
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        let mut sink = Sink::file(&path).unwrap();
        sink.write(b"after").unwrap();
        sink.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a draft was left behind");
    }
}

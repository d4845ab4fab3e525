//! A folder of files that appear whole or not at all.

use crate::drafts;
use crate::output::Stop;
use serde::Deserialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tradeflow::report::ReportFile;

/// A place for a report.
pub struct Folder {
    place: PathBuf,
}

impl Folder {
    /// The folder there, or a new one. One that holds other things than a report is taken only by `force`, since files
    /// of the same names would be lost.
    pub fn at(place: &Path, force: bool) -> Result<Folder, Stop> {
        let name = place.display();
        let taken = match fs::read_dir(place) {
            Ok(mut entries) => entries.next().is_some() && !holds_report(place),
            Err(err) if err.kind() == io::ErrorKind::NotFound => false,
            Err(err) => return Err(unwritable(place, &err)),
        };
        if taken && !force {
            return Err(Stop::Usage(format!(
                "{name} holds other things than a report: name a new folder, or say --force to replace files of a \
                 report's names in it"
            )));
        }
        Ok(Folder { place: place.to_owned() })
    }

    /// Writes a draft of the files, then moves them to their place: all at once where no folder is there, else each at
    /// once.
    pub fn publish(self, files: &[ReportFile]) -> Result<(), Stop> {
        let draft = Draft::of(&self.place).map_err(|err| unwritable(&self.place, &err))?;
        let write = || -> io::Result<()> {
            for file in files {
                fs::write(draft.path.join(file.name), &file.bytes)?;
            }
            if !self.place.exists() {
                return fs::rename(&draft.path, &self.place);
            }
            files.iter().try_for_each(|file| fs::rename(draft.path.join(file.name), self.place.join(file.name)))
        };
        write().map_err(|err| unwritable(&self.place, &err))
    }
}

/// Whether a folder has the metadata of a report that this program wrote.
fn holds_report(folder: &Path) -> bool {
    #[derive(Deserialize)]
    struct Metadata {
        program: String,
    }
    let metadata = fs::read(folder.join("metadata.json")).ok();
    let metadata = metadata.and_then(|bytes| serde_json::from_slice::<Metadata>(&bytes).ok());
    metadata.is_some_and(|metadata| metadata.program == env!("CARGO_PKG_NAME"))
}

fn unwritable(place: &Path, err: &io::Error) -> Stop {
    let name = place.display();
    Stop::Write(format!("{name}: cannot be written: {err}; check the folder, its permissions and its space"))
}

/// A hidden folder on the disk of the place, gone again when dropped: in the place, or beside it where it is not there.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn of(place: &Path) -> io::Result<Draft> {
        let draft = format!(".report.{}.tmp", std::process::id());
        let path = if place.exists() { place.join(draft) } else { place.with_file_name(draft) };
        drafts::add(&path, || fs::create_dir(&path))?;
        Ok(Draft { path })
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // It fails where the folder has its name already, which is the aim.
        let _ = fs::remove_dir_all(&self.path);
        drafts::forget(&self.path);
    }
}

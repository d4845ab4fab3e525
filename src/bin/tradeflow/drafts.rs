//! Drafts of outputs, so that none is left behind when the user ends the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a shell reports of a program that was interrupted.
const INTERRUPTED: i32 = 130;

static DRAFTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// From now on an interrupt (Ctrl-C), a request to end and a closed terminal remove the drafts before the program ends.
pub fn remove_on_interrupt() {
    // It fails where another handler is set, and none is.
    let _ = ctrlc::set_handler(|| {
        // The lock is held to the end: no draft is made behind our back.
        let drafts = drafts();
        for draft in &*drafts {
            let _ = if draft.is_dir() { fs::remove_dir_all(draft) } else { fs::remove_file(draft) };
        }
        std::process::exit(INTERRUPTED);
    });
}

/// Makes a draft that is to be removed.
pub fn add<T>(draft: &Path, make: impl FnOnce() -> std::io::Result<T>) -> std::io::Result<T> {
    let mut drafts = drafts();
    let made = make()?;
    drafts.push(draft.to_owned());
    Ok(made)
}

/// Forgets a draft: it has its name, or is gone.
pub fn forget(draft: &Path) {
    drafts().retain(|other| other != draft);
}

fn drafts() -> MutexGuard<'static, Vec<PathBuf>> {
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

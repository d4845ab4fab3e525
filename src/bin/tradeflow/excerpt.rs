//! The line of a file that an error is about, to be shown under it.

use crate::unpack::Opened;
use std::fs::File;
use std::io::{BufRead, Read};
use std::path::Path;

/// No line that stands further in is looked for: an error is no reason to read an archive twice.
const LOOKED_AT: u64 = 16 << 20;

/// Most letters of a line that are shown.
const LETTERS: usize = 100;

/// The line that the words `FILE:LINE: what is wrong` are about, with its number; none where there is no such file or line.
pub fn excerpt(error: &str) -> Option<String> {
    let place = |at: usize| {
        let (number, _) = error[at + 1..].split_once(": ")?;
        let path = Path::new(&error[..at]);
        Some((path, number.parse::<usize>().ok()?)).filter(|(path, _)| path.is_file())
    };
    let (path, number) = error.match_indices(':').find_map(|(at, _)| place(at))?;
    let reader = Opened::new(File::open(path).ok()?).ok()?.reader.take(LOOKED_AT);
    let line = reader.lines().nth(number.checked_sub(1)?)?.ok()?;
    let line = line.trim_end();
    let cut = line.char_indices().nth(LETTERS).map(|(at, _)| at);
    let shown = cut.map_or(line.to_owned(), |at| format!("{}...", &line[..at]));
    (!line.is_empty()).then(|| format!("{number:>6} | {shown}"))
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use std::fs;

    #[test]
    fn the_line_is_found_whatever_the_file_is_called() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a:1: b.csv");
        let name = path.display();
        fs::write(&path, format!("id,text\n\nx,\"y\r\n{}", "é".repeat(200))).unwrap();
        let shown = |line: &str| excerpt(&format!("{name}{line}: is wrong: say 2:3"));
        assert_eq!(shown(":3").as_deref(), Some("     3 | x,\"y"));
        assert_eq!(shown(":4"), Some(format!("     4 | {}...", "é".repeat(100))));
        for none in [":2", ":0", ":5", "", ":x", ":99999999999999999999"] {
            assert_eq!(shown(none), None, "{none}");
        }
        assert_eq!(excerpt("no file:1: at all"), None);
    }
}

//! Files as they are stored to the bytes that they hold: gzip and Zstandard unpacked, UTF-16 made UTF-8.

use crate::encoding::{How, ReadAs, utf_16};
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes are read in blocks of this size.
const BLOCK_BYTES: usize = 128 << 10;

/// What a source is read from.
pub type Reader = BufReader<Box<dyn Read + Send>>;

/// A source that is being read.
pub struct Opened {
    pub reader: Reader,
    /// What it was read as, where that is not UTF-8.
    pub read_as: Option<ReadAs>,
    pub taken: Taken,
}

/// How much of a file was read, as it is stored.
pub struct Taken {
    bytes: Arc<AtomicU64>,
    told: u64,
}

impl Opened {
    /// Opens a source; what it is packed with is told by its first bytes, whatever its name.
    pub fn new(from: impl Read + Send + 'static) -> io::Result<Opened> {
        let bytes = Arc::new(AtomicU64::new(0));
        let (head, from) = peeked(Counted { from, bytes: Arc::clone(&bytes) })?;
        let (head, from): (Vec<u8>, Box<dyn Read + Send>) = match *head {
            [0x1f, 0x8b, ..] => peeked(MultiGzDecoder::new(block(from)))?,
            [0x28, 0xb5, 0x2f, 0xfd] => peeked(zstd::Decoder::with_buffer(block(from))?)?,
            _ => (head, Box::new(from)),
        };
        let utf_16 = utf_16(&head);
        let from = match utf_16 {
            Some(_) => Box::new(DecodeReaderBytesBuilder::new().encoding(utf_16).build(from)),
            None => from,
        };
        let read_as = utf_16.map(|encoding| ReadAs { encoding, how: How::Mark });
        Ok(Opened { reader: block(from), read_as, taken: Taken { bytes, told: 0 } })
    }
}

impl Taken {
    /// How many bytes were read since this was last asked.
    pub fn since(&mut self) -> u64 {
        let bytes = self.bytes.load(Ordering::Relaxed);
        bytes - std::mem::replace(&mut self.told, bytes)
    }
}

fn block<R: Read>(from: R) -> BufReader<R> {
    BufReader::with_capacity(BLOCK_BYTES, from)
}

/// The first four bytes, and all of it.
fn peeked(mut from: impl Read + Send + 'static) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    from.by_ref().take(4).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(from))))
}

struct Counted<R> {
    from: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(to)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::Opened;
    use std::io::{Cursor, Read, Write};

    fn read(bytes: Vec<u8>) -> (String, u64) {
        let mut opened = Opened::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        opened.reader.read_to_string(&mut text).unwrap();
        let taken = opened.taken.since();
        assert_eq!(opened.taken.since(), 0);
        (text, taken)
    }

    #[test]
    fn what_is_packed_twice_over_is_read_to_its_end() {
        let gzip = |text: &str| {
            let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            to.write_all(text.as_bytes()).unwrap();
            to.finish().unwrap()
        };
        let two = [gzip("one "), gzip("two")].concat();
        assert_eq!(read(two.clone()), ("one two".to_owned(), two.len() as u64));
        let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
        assert_eq!(read([zstd("one "), zstd("two")].concat()).0, "one two");
        assert_eq!(read(b"abc".to_vec()), ("abc".to_owned(), 3));
        assert_eq!(read(b"\xff\xfea\0b\0".to_vec()).0, "ab");
    }
}

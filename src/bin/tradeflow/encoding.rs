//! Bytes to text: which encoding they are in, and how we know.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// An encoding other than UTF-8 that something was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadAs {
    pub encoding: &'static Encoding,
    pub how: How,
}

/// How an encoding is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By a byte order mark, or the zeros between the letters.
    Mark,
    /// The user says so.
    Option,
    /// The page says so itself.
    #[cfg(feature = "html")]
    Declared,
    /// By what the bytes look like.
    Guess,
}

impl ReadAs {
    /// What a person should know of it.
    pub fn note(&self) -> String {
        let name = self.encoding.name();
        match self.how {
            How::Mark => format!("read as {name}"),
            How::Option => format!("not UTF-8, read as {name}, as --encoding says"),
            #[cfg(feature = "html")]
            How::Declared => format!("not UTF-8, read as {name}, as it says itself"),
            How::Guess => {
                format!("not UTF-8, read as {name} by the look of its bytes: say --encoding if it is another")
            }
        }
    }
}

#[cfg(feature = "html")]
impl ReadAs {
    /// The encoding that a page states in the first kilobyte, as `charset=windows-1251` or with quotes.
    pub fn declared(bytes: &[u8]) -> Option<ReadAs> {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
        ReadAs::of_header(&head)
    }

    /// The encoding that a line of lower case like `text/html; charset=windows-1251` states.
    pub fn of_header(line: &str) -> Option<ReadAs> {
        let (_, after) = line.split_once("charset=")?;
        let after = after.trim_start_matches(['"', '\'', ' ']);
        let label = after.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
        Some(ReadAs { encoding: Encoding::for_label(label.as_bytes())?, how: How::Declared })
    }
}

/// The text of bytes without a byte order mark, or the byte from which on they are none of their encoding. UTF-8 is what
/// is valid UTF-8; else `stated` counts, else what the bytes look like.
pub fn decode<'a>(bytes: &'a [u8], stated: Option<ReadAs>) -> Result<(Cow<'a, str>, Option<ReadAs>), usize> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        return decoded(&bytes[mark..], ReadAs { encoding, how: How::Mark });
    }
    let invalid = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)), None)),
        Err(err) => err.valid_up_to(),
    };
    // A file of UTF-8 with a fault in it is that, and no file of another encoding; and no text has zeros.
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(invalid);
    }
    if let Some(zero) = bytes.iter().position(|byte| *byte == 0) {
        return Err(zero);
    }
    decoded(bytes, stated.unwrap_or_else(|| guess(bytes)))
}

/// What bytes that are no UTF-8 look like.
fn guess(bytes: &[u8]) -> ReadAs {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    ReadAs { encoding: detector.guess(None, Utf8Detection::Deny), how: How::Guess }
}

fn decoded(bytes: &[u8], read_as: ReadAs) -> Result<(Cow<'_, str>, Option<ReadAs>), usize> {
    match read_as.encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok((text, Some(read_as))),
        None => Err(valid_up_to(read_as.encoding, bytes)),
    }
}

/// How many bytes are sound; the decoder tells the fault only at its end.
fn valid_up_to(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let sound =
        |length: usize| encoding.decode_without_bom_handling_and_without_replacement(&bytes[..length]).is_some();
    let (mut good, mut bad) = (0, bytes.len());
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        if sound(middle) { good = middle } else { bad = middle }
    }
    good
}

/// UTF-16, by the first four bytes of a file: a byte order mark, or two letters of ASCII with zeros between them.
pub fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    match *head {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        [a, 0, b, 0] if a != 0 && b != 0 => Some(UTF_16LE),
        [0, a, 0, b] if a != 0 && b != 0 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{How, ReadAs, decode, utf_16};
    use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

    #[test]
    fn utf_8_is_what_is_valid_and_the_rest_is_stated_or_guessed() {
        let stated = Some(ReadAs { encoding: WINDOWS_1251, how: How::Option });
        assert_eq!(decode("\u{feff}café".as_bytes(), stated).unwrap(), ("café".into(), None));
        let (text, read_as) = decode(b"Exports of caf\xe9 rose by \x80 3 million in the year.", None).unwrap();
        assert_eq!(text, "Exports of café rose by € 3 million in the year.");
        assert_eq!(read_as, Some(ReadAs { encoding: WINDOWS_1252, how: How::Guess }));
        assert_eq!(decode(b"\xcc\xee\xf1\xea\xe2\xe0", stated).unwrap(), ("Москва".into(), stated));
        assert_eq!(decode(b"%PDF-1.7\x00\xff", None), Err(8));
        // What declares itself as UTF-8 is nothing else.
        assert_eq!(decode(b"\xef\xbb\xbfab\xff", stated), Err(5));
    }

    #[test]
    fn utf_16_is_told_by_its_mark_or_its_zeros() {
        assert_eq!(utf_16(b"\xff\xfea\0"), Some(UTF_16LE));
        assert_eq!((utf_16(b"{\0\"\0"), utf_16(b"\0{\0\"")), (Some(UTF_16LE), Some(UTF_16BE)));
        assert_eq!((utf_16(b"text"), utf_16(b"\0\0\0\0"), utf_16(b"")), (None, None, None));
        assert_eq!(decode(b"\xfe\xff\0a", None).unwrap().0, "a");
    }
}

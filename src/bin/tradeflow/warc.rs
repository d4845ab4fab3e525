//! Web archives (WARC, ISO 28500), some pages at a time.

use crate::articles::At;
use crate::encoding::ReadAs;
use crate::pieces::{Content, PIECE_BYTES};
use crate::unpack::{Opened, Reader, Taken};
use brotli_decompressor::Decompressor as Brotli;
use flate2::read::{GzDecoder, ZlibDecoder};
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use tradeflow::error::Error;
use tradeflow::limits::ARTICLE_BYTES;
use warc::{RecordType, WarcHeader};

/// Longest record that is read; longer ones are films and the like.
const RECORD_BYTES: u64 = 4 * ARTICLE_BYTES as u64;

/// What is packed with Brotli is unpacked in blocks of this size.
const BLOCK_BYTES: usize = 4 << 10;

/// Longest head of a record.
const HEAD_BYTES: u64 = 1 << 20;

/// Most lines of the head of an answer over HTTP.
const HEAD_LINES: usize = 200;

/// Some pages of an archive.
pub struct Pages {
    pub pages: Vec<(At, Result<Page, Error>)>,
    /// Records between them that are no pages.
    pub passed_over: usize,
}

/// A page of an archive, as it came over the wire.
pub struct Page {
    pub id: String,
    pub url: Option<String>,
    /// What the head says of the encoding.
    pub header: Option<ReadAs>,
    /// Whether it is text and no markup, as in extracts of archives (WET).
    pub is_plain: bool,
    pub body: Vec<u8>,
}

/// An archive that is being read.
pub struct ArchiveReader {
    pub taken: Taken,
    name: Arc<str>,
    reader: Reader,
    record: u32,
    ended: bool,
}

impl ArchiveReader {
    pub fn new(name: Arc<str>, opened: Opened) -> ArchiveReader {
        ArchiveReader { taken: opened.taken, name, reader: opened.reader, record: 0, ended: false }
    }

    /// The next pages: about as many as a piece holds.
    pub fn next(&mut self) -> Option<Content> {
        let (mut pages, mut passed_over, mut bytes) = (Vec::new(), 0, 0);
        while !self.ended && bytes < PIECE_BYTES {
            self.record += 1;
            let at = At::Item(self.record);
            match self.record() {
                Ok(None) => self.ended = true,
                Ok(Some(None)) => passed_over += 1,
                Ok(Some(Some(page))) => {
                    bytes += page.body.len();
                    pages.push((at, Ok(page)));
                }
                Err(Fault::Record(what)) => pages.push((at, Err(Error::input(&self.name, None, at.what(&what))))),
                Err(Fault::Archive(what)) => {
                    let what = at.what(&format!("cannot be read on: {what}; what stands before was read"));
                    pages.push((at, Err(Error::input(&self.name, None, what))));
                    self.ended = true;
                }
            }
        }
        (!pages.is_empty() || passed_over > 0).then_some(Content::Pages(Pages { pages, passed_over }))
    }

    /// The next record: none at the end, and no page where it is something else.
    fn record(&mut self) -> Result<Option<Option<Page>>, Fault> {
        let broken = |err: io::Error| Fault::Archive(err.to_string());
        // The end of a record may stand twice: there are archives with empty lines more.
        while self.reader.fill_buf().map_err(broken)?.starts_with(b"\r\n") {
            self.reader.consume(2);
        }
        if self.reader.fill_buf().map_err(broken)?.is_empty() {
            return Ok(None);
        }
        let mut head = (&mut self.reader).take(HEAD_BYTES);
        let mut archive = warc::WarcReader::new(&mut head);
        let mut records = archive.stream_records();
        let record = match records.next_item() {
            None => return Err(Fault::Archive("the head of the record does not end".to_owned())),
            Some(Err(err)) => return Err(Fault::Archive(err.to_string())),
            Some(Ok(record)) => record,
        };
        let (length, kind) = (record.content_length(), record.warc_type().clone());
        let id = record.warc_id().trim_matches(['<', '>']).to_owned();
        let text = |header| record.header(header).map(|value| value.trim_matches(['<', '>']).to_owned());
        let (url, content_type) = (text(WarcHeader::TargetURI), text(WarcHeader::ContentType).unwrap_or_default());
        drop(record);
        let is_wanted = matches!(kind, RecordType::Response | RecordType::Resource | RecordType::Conversion);
        let mut body = Vec::new();
        let mut content = (&mut self.reader).take(length);
        if is_wanted && length <= RECORD_BYTES {
            content.read_to_end(&mut body).map_err(broken)?;
        } else {
            io::copy(&mut content, &mut io::sink()).map_err(broken)?;
        }
        if content.limit() > 0 {
            return Err(Fault::Archive("the record ends before its length".to_owned()));
        }
        if !is_wanted {
            return Ok(Some(None));
        }
        if length > RECORD_BYTES {
            return Err(Fault::Record(format!("is longer than {RECORD_BYTES} bytes and was not read")));
        }
        let page = if kind == RecordType::Response { answer(&body)? } else { Some((content_type, body)) };
        Ok(Some(page.and_then(|(kind, body)| Page::of(id, url, &kind.to_ascii_lowercase(), body))))
    }
}

enum Fault {
    /// Of one record.
    Record(String),
    /// Of the archive from here on.
    Archive(String),
}

impl Page {
    /// A page of that type, if it is text.
    fn of(id: String, url: Option<String>, content_type: &str, body: Vec<u8>) -> Option<Page> {
        let is = |kind: &str| content_type.starts_with(kind);
        if !(is("text/html") || is("application/xhtml") || is("text/plain")) {
            return None;
        }
        Some(Page { id, url, header: ReadAs::of_header(content_type), is_plain: is("text/plain"), body })
    }
}

/// Type and content of an answer over HTTP; none where it is no success.
fn answer(bytes: &[u8]) -> Result<Option<(String, Vec<u8>)>, Fault> {
    let wrong = |what: String| Fault::Record(format!("is no answer over HTTP: {what}"));
    let mut lines = [httparse::EMPTY_HEADER; HEAD_LINES];
    let mut head = httparse::Response::new(&mut lines);
    let length = match head.parse(bytes).map_err(|err| wrong(err.to_string()))? {
        httparse::Status::Complete(length) => length,
        httparse::Status::Partial => return Err(wrong("its head does not end".to_owned())),
    };
    if head.code != Some(200) {
        return Ok(None);
    }
    let line = |name: &str| {
        let line = head.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name));
        line.map(|line| String::from_utf8_lossy(line.value).trim().to_ascii_lowercase()).unwrap_or_default()
    };
    let mut body = bytes[length..].to_vec();
    if line("transfer-encoding").contains("chunked") {
        // Many archives have joined the chunks and kept the line.
        body = joined(&body).unwrap_or(body);
    }
    let packing = line("content-encoding");
    let unpacked = |from: &mut dyn Read| {
        let mut out = Vec::new();
        from.take(RECORD_BYTES).read_to_end(&mut out).map(|_| out)
    };
    let body = match packing.as_str() {
        // Many archives have unpacked the content and kept the line.
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => unpacked(&mut GzDecoder::new(&body[..])),
        "deflate" if body.first() == Some(&0x78) => unpacked(&mut ZlibDecoder::new(&body[..])),
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => {
            zstd::Decoder::with_buffer(&body[..]).and_then(|mut from| unpacked(&mut from))
        }
        // Nothing marks its beginning: what does not unpack was unpacked before, if it is text.
        "br" => unpacked(&mut Brotli::new(&body[..], BLOCK_BYTES)).or_else(|err| match std::str::from_utf8(&body) {
            Ok(_) => Ok(body),
            Err(_) => Err(err),
        }),
        _ => Ok(body),
    };
    Ok(Some((line("content-type"), body.map_err(|err| wrong(err.to_string()))?)))
}

/// The content of chunks; none where they are none.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let Ok(httparse::Status::Complete((start, length))) = httparse::parse_chunk_size(rest) else { return None };
        let length = usize::try_from(length).ok()?;
        if length == 0 {
            return Some(whole);
        }
        let end = start.checked_add(length)?;
        whole.extend_from_slice(rest.get(start..end)?);
        rest = rest.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::{ArchiveReader, answer, joined};
    use crate::pieces::Content;
    use crate::unpack::Opened;
    use std::io::Cursor;

    #[test]
    fn chunks_are_joined_and_what_has_none_is_left() {
        assert_eq!(joined(b"4\r\nWiki\r\n6;a=b\r\npedia \r\n0\r\n\r\n").as_deref(), Some(&b"Wikipedia "[..]));
        for none in [&b"<html>"[..], b"4\r\nWi", b"ffffffffffffffff\r\n", b""] {
            assert_eq!(joined(none), None);
        }
    }

    #[test]
    fn an_answer_is_its_type_and_content() {
        let chunked =
            b"HTTP/1.1 200 OK\r\nContent-Type: text/HTML\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";
        assert_eq!(answer(chunked).ok().flatten(), Some(("text/html".to_owned(), b"ab".to_vec())));
        assert_eq!(answer(b"HTTP/1.1 404 Not Found\r\n\r\n").ok(), Some(None));
        assert!(answer(b"nonsense").is_err() && answer(b"HTTP/1.1 200 OK\r\nA: b").is_err());
    }

    #[test]
    fn brotli_is_unpacked_and_what_was_unpacked_before_is_left() {
        // What Python's brotli (1.2.1) makes of the page below.
        let packed = b"\x1b\x57\x00\xe0\x9d\x09\x76\x8c\x64\x12\x34\x0a\x16\xdf\x28\x5d\x40\x78\x3a\x46\xa6\x0c\x4e\x91\
            \xd0\x95\xcf\x9b\x07\x5c\xf4\x73\xc6\x58\x91\x6a\x38\xe0\x98\x49\x61\xb8\x7d\x76\x8c\x3c\x74\x8c\x42\x93\x81\
            \x1d\x20\x40\x8a\xd6\x91\x98\xc8\x3e\x61\x91\x29";
        let page = b"<p>Exports to Russia rose to $1.2 billion in 2023, exports to China to $1.2 billion.</p>";
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n";
        for body in [&packed[..], page] {
            let answer = answer(&[&head[..], body].concat());
            assert_eq!(answer.ok().flatten(), Some(("text/html".to_owned(), page.to_vec())));
        }
        assert!(answer(&[&head[..], &packed[..40]].concat()).is_err());
    }

    #[test]
    fn a_broken_archive_is_named_and_read_to_the_fault() {
        let record = |length: usize| {
            format!(
                "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:x:1>\r\nWARC-Date: 2024-01-23T00:00:00Z\r\n\
                 Content-Type: text/plain\r\nContent-Length: {length}\r\n\r\nabc\r\n\r\n"
            )
        };
        for (text, pages, words) in [
            (record(3) + &record(9), 1, "record 2: cannot be read on: "),
            (record(3) + "garbage", 1, "record 2: cannot be read on: "),
            (record(usize::MAX), 0, "record 1: cannot be read on: "),
        ] {
            let mut archive = ArchiveReader::new("f".into(), Opened::new(Cursor::new(text)).unwrap());
            let (mut read, mut faults) = (0, Vec::new());
            while let Some(Content::Pages(more)) = archive.next() {
                for (_, page) in more.pages {
                    match page {
                        Ok(page) => read += usize::from(page.body == b"abc" && page.is_plain),
                        Err(err) => faults.push(err.to_string()),
                    }
                }
            }
            assert!(read == pages && faults.len() == 1 && faults[0].contains(words), "{read} {faults:?}");
        }
    }
}

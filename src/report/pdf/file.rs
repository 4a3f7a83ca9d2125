//! A file that is written from front to back: streams as they come, other objects packed into object streams, and at the end the table of
//! where everything is (ISO 32000-1, 7.5.7 and 7.5.8). Nothing but that table is kept.

use std::collections::VecDeque;
use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use super::object::{self, Number, name, number};
use crate::report::ahead::{Ahead, Workers};

/// Level 7: level 6 is a twentieth larger where structure is packed, level 9 no smaller.
const LEVEL: Compression = Compression::new(7);
/// How many objects one object stream packs: more pack better (1,000 take a tenth less than 200), fewer are read sooner.
const PACKED: usize = 1000;
/// How many streams may wait to be written, for a worker that is behind.
const WAITING: usize = 48;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    At(u64),
    Packed { stream: Number, index: u16 },
}

/// Whether a stream is made small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Deflated,
    /// Left readable, so that tools which know no PDF find it.
    Plain,
}

/// The file so far.
pub(super) struct File<'o> {
    out: &'o mut dyn Write,
    written: u64,
    hasher: Sha256,
    places: Vec<Place>,
    pack: Pack,
    deflate: Ahead<Vec<u8>, io::Result<Vec<u8>>>,
    /// Streams that are being made small, in the order in which they stand in the file.
    waiting: VecDeque<(Number, Dictionary)>,
}

/// Objects that will share a stream.
#[derive(Default)]
struct Pack {
    members: Vec<Number>,
    index: Vec<u8>,
    bodies: Vec<u8>,
}

impl<'o> File<'o> {
    /// The head of the file.
    pub(super) fn begin(out: &'o mut dyn Write, workers: Workers) -> io::Result<Self> {
        let mut file = Self {
            out,
            written: 0,
            hasher: Sha256::new(),
            places: vec![Place::Nowhere],
            pack: Pack::default(),
            deflate: Ahead::begin(workers, |content: Vec<u8>| deflated(&content)),
            waiting: VecDeque::new(),
        };
        // Four bytes above 127 tell that this is no text (ISO 19005-3, 6.1.2).
        file.write(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(file)
    }

    /// A number for an object that comes later.
    pub(super) fn reserve(&mut self) -> Number {
        self.reserve_many(1)
    }

    /// Numbers in a row; the first of them.
    pub(super) fn reserve_many(&mut self, count: usize) -> Number {
        let first = Number(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
        self.places.resize(self.places.len() + count, Place::Nowhere);
        first
    }

    /// An object that is no stream.
    pub(super) fn put(&mut self, at: Number, object: &Object) -> io::Result<()> {
        self.put_by(at, |out| object::write(out, object))
    }

    /// The same, written by the caller.
    pub(super) fn put_by(&mut self, at: Number, body: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        let entry = format!("{} {} ", at.0, self.pack.bodies.len());
        self.pack.index.extend(entry.into_bytes());
        body(&mut self.pack.bodies);
        self.pack.bodies.push(b'\n');
        self.pack.members.push(at);
        if self.pack.members.len() == PACKED { self.close_pack() } else { Ok(()) }
    }

    /// An object under the next free number.
    pub(super) fn add(&mut self, object: &Object) -> io::Result<Number> {
        let at = self.reserve();
        self.put(at, object)?;
        Ok(at)
    }

    /// A stream.
    pub(super) fn stream(
        &mut self,
        at: Number,
        dictionary: Dictionary,
        content: Vec<u8>,
        packing: Packing,
    ) -> io::Result<()> {
        match packing {
            Packing::Plain => {
                self.settle()?;
                self.write_stream(at, dictionary, &content)
            }
            Packing::Deflated => {
                self.deflate.give(content);
                self.waiting.push_back((at, dictionary));
                while self.deflate.outstanding() > WAITING {
                    self.write_oldest()?;
                }
                Ok(())
            }
        }
    }

    /// A stream of bytes that are read while it is written; gives how many they were.
    pub(super) fn copied_stream(
        &mut self,
        at: Number,
        mut dictionary: Dictionary,
        content: &mut dyn Read,
    ) -> io::Result<u64> {
        self.settle()?;
        let length = self.reserve();
        dictionary.set("Filter", name("FlateDecode"));
        dictionary.set("Length", length.reference());
        let mut head = format!("{} 0 obj\n", at.0).into_bytes();
        object::write_dictionary(&mut head, &dictionary);
        head.extend(b"stream\n");
        self.place(at, Place::At(self.written));
        self.write(&head)?;
        let start = self.written;
        let mut encoder = ZlibEncoder::new(Raw(self), LEVEL);
        let copied = io::copy(content, &mut encoder)?;
        encoder.finish()?;
        let packed = usize::try_from(self.written - start).unwrap_or(usize::MAX);
        self.write(b"\nendstream\nendobj\n")?;
        self.put(length, &number(packed))?;
        Ok(copied)
    }

    /// Everything was put: the table of places, and the end. The file's id follows from all that stands before it.
    pub(super) fn finish(mut self, root: Number, info: Number) -> io::Result<()> {
        self.close_pack()?;
        self.settle()?;
        let at = self.reserve();
        let start = self.written;
        self.place(at, Place::At(start));
        let digest: Vec<u8> = self.hasher.clone().finalize().iter().take(16).copied().collect();
        let id = Object::String(digest, StringFormat::Hexadecimal);
        let dictionary = dictionary! {
            "Type" => name("XRef"),
            "Size" => number(self.places.len()),
            "W" => WIDTHS.iter().map(|width| number(*width)).collect::<Vec<_>>(),
            "Root" => root.reference(),
            "Info" => info.reference(),
            "ID" => vec![id.clone(), id],
            "Filter" => name("FlateDecode"),
            "DecodeParms" => Object::Dictionary(dictionary! { "Predictor" => 12, "Columns" => number(WIDTHS.iter().sum()) }),
        };
        let table = deflated(&self.table())?;
        self.write_indirect(at, dictionary, &table)?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()
    }

    fn close_pack(&mut self) -> io::Result<()> {
        let pack = std::mem::take(&mut self.pack);
        if pack.members.is_empty() {
            return Ok(());
        }
        let stream = self.reserve();
        for (index, member) in (0..).zip(&pack.members) {
            self.place(*member, Place::Packed { stream, index });
        }
        let dictionary = dictionary! {
            "Type" => name("ObjStm"),
            "N" => number(pack.members.len()),
            "First" => number(pack.index.len()),
        };
        let mut content = pack.index;
        content.extend(pack.bodies);
        self.stream(stream, dictionary, content, Packing::Deflated)
    }

    /// Writes every stream that waits.
    fn settle(&mut self) -> io::Result<()> {
        while !self.waiting.is_empty() {
            self.write_oldest()?;
        }
        Ok(())
    }

    fn write_oldest(&mut self) -> io::Result<()> {
        let Some((at, mut dictionary)) = self.waiting.pop_front() else { return Ok(()) };
        let broken = || io::Error::other("a thread that makes streams small broke down");
        let content = self.deflate.take().ok_or_else(broken)??;
        dictionary.set("Filter", name("FlateDecode"));
        self.write_stream(at, dictionary, &content)
    }

    fn write_stream(
        &mut self,
        at: Number,
        dictionary: Dictionary,
        content: &[u8],
    ) -> io::Result<()> {
        self.place(at, Place::At(self.written));
        self.write_indirect(at, dictionary, content)
    }

    fn write_indirect(
        &mut self,
        at: Number,
        mut dictionary: Dictionary,
        content: &[u8],
    ) -> io::Result<()> {
        dictionary.set("Length", number(content.len()));
        let mut head = format!("{} 0 obj\n", at.0).into_bytes();
        object::write_dictionary(&mut head, &dictionary);
        head.extend(b"stream\n");
        self.write(&head)?;
        self.write(content)?;
        self.write(b"\nendstream\nendobj\n")
    }

    fn place(&mut self, at: Number, place: Place) {
        if let Some(slot) = self.places.get_mut(at.0 as usize) {
            *slot = place;
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hasher.update(bytes);
        self.written += bytes.len() as u64;
        Ok(())
    }

    /// The rows of the table, each as its difference from the one before (PNG's filter "Up"), which packs better.
    fn table(&self) -> Vec<u8> {
        let mut table = Vec::with_capacity(self.places.len() * 9);
        let mut before = [0; 8];
        for place in &self.places {
            let row = match place {
                Place::Nowhere => row(0, 0, u16::MAX),
                Place::At(offset) => row(1, *offset, 0),
                Place::Packed { stream, index } => row(2, stream.0.into(), *index),
            };
            table.push(2);
            table.extend(row.iter().zip(before).map(|(byte, before)| byte.wrapping_sub(before)));
            before = row;
        }
        table
    }
}

/// The bytes of a row's three fields.
const WIDTHS: [usize; 3] = [1, 5, 2];

fn row(kind: u8, field: u64, last: u16) -> [u8; 8] {
    let mut row = [kind; 8];
    // The field keeps its five lowest bytes.
    let bytes = field.to_be_bytes().into_iter().skip(3).chain(last.to_be_bytes());
    row.iter_mut().skip(1).zip(bytes).for_each(|(slot, byte)| *slot = byte);
    row
}

/// The file's bytes as a stream.
struct Raw<'f, 'o>(&'f mut File<'o>);

impl Write for Raw<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn deflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), LEVEL);
    encoder.write_all(bytes)?;
    encoder.finish()
}

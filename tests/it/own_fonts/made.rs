//! Font files made of the program's own: the same drawings under other characters, and with what a test wants to be wrong.

use proofbook::report::layout::Face;

/// A font in the making.
pub(crate) struct Made {
    tables: Vec<([u8; 4], Vec<u8>)>,
}

impl Made {
    /// A font with these characters, each drawn as the letter beside it in IBM Plex Sans.
    pub(crate) fn drawing(characters: &[(char, char)]) -> Self {
        let file = Face::Regular.file();
        let count = usize::from(u16::from_be_bytes([file[4], file[5]]));
        let word = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let tables = (0..count).map(|index| {
            let entry = 12 + index * 16;
            let (start, len) = (word(entry + 8), word(entry + 12));
            (file[entry..entry + 4].try_into().unwrap(), file[start..start + len].to_vec())
        });
        let mut made = Self { tables: tables.collect() };
        made.put(*b"cmap", characters_table(characters));
        made
    }

    /// Replaces or adds a table.
    pub(crate) fn put(&mut self, name: [u8; 4], bytes: Vec<u8>) {
        self.tables.retain(|(other, _)| *other != name);
        self.tables.push((name, bytes));
        self.tables.sort();
    }

    pub(crate) fn without(mut self, name: [u8; 4]) -> Self {
        self.tables.retain(|(other, _)| *other != name);
        self
    }

    /// With these bits of what its license allows (OpenType, OS/2 `fsType`).
    pub(crate) fn licensed(mut self, bits: u16) -> Self {
        let (_, table) = self.tables.iter_mut().find(|(name, _)| name == b"OS/2").unwrap();
        table[8..10].copy_from_slice(&bits.to_be_bytes());
        self
    }

    /// With one axis of variation.
    pub(crate) fn variable(mut self) -> Self {
        let mut table = vec![0, 1, 0, 0, 0, 16, 0, 2, 0, 1, 0, 20, 0, 0, 0, 8];
        table.extend(*b"wght");
        table.extend([0, 100, 0, 0, 1, 144, 0, 0, 3, 132, 0, 0, 0, 0, 1, 0]);
        self.put(*b"fvar", table);
        self
    }

    /// The file.
    pub(crate) fn file(&self) -> Vec<u8> {
        self.at(0)
    }

    /// The font as it is in a file that begins so many bytes before it.
    fn at(&self, before: usize) -> Vec<u8> {
        let count = u16::try_from(self.tables.len()).unwrap();
        let mut head = vec![0, 1, 0, 0];
        head.extend(count.to_be_bytes());
        head.extend([0; 6]);
        let mut body: Vec<u8> = Vec::new();
        let start = before + head.len() + self.tables.len() * 16;
        for (name, bytes) in &self.tables {
            head.extend(name);
            head.extend([0; 4]);
            for number in [start + body.len(), bytes.len()] {
                head.extend(u32::try_from(number).unwrap().to_be_bytes());
            }
            body.extend(bytes);
            body.resize(body.len().next_multiple_of(4), 0);
        }
        [head, body].concat()
    }
}

/// Several fonts in one file.
pub(crate) fn collection(fonts: &[Made]) -> Vec<u8> {
    let mut file = b"ttcf\0\x01\0\0".to_vec();
    file.extend(u32::try_from(fonts.len()).unwrap().to_be_bytes());
    let mut body: Vec<u8> = Vec::new();
    let start = file.len() + fonts.len() * 4;
    for font in fonts {
        file.extend(u32::try_from(start + body.len()).unwrap().to_be_bytes());
        body.extend(font.at(start + body.len()));
    }
    [file, body].concat()
}

/// `cmap` with one table of format 12.
fn characters_table(characters: &[(char, char)]) -> Vec<u8> {
    let mut sorted = characters.to_vec();
    sorted.sort_unstable();
    let mut table: Vec<u8> = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    let groups = u32::try_from(sorted.len()).unwrap();
    for number in [16 + groups * 12, 0, groups] {
        table.extend(number.to_be_bytes());
    }
    for (c, letter) in sorted {
        let glyph = Face::Regular.metrics().glyph(letter).unwrap().number;
        for number in [u32::from(c), u32::from(c), u32::from(glyph)] {
            table.extend(number.to_be_bytes());
        }
    }
    table
}

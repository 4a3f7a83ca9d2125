//! The color space of the report: an sRGB profile (ICC.1:2001-04, version 2), made from the published numbers of IEC 61966-2-1.

/// The primaries adapted to D50, as X, Y, Z.
const PRIMARIES: [[f64; 3]; 3] = [
    [0.436_074_7, 0.222_504_5, 0.013_932_2],
    [0.385_064_9, 0.716_878_6, 0.097_104_5],
    [0.143_080_4, 0.060_616_9, 0.714_173_3],
];
/// The white of the profile connection space: D50.
const WHITE: [f64; 3] = [0.964_2, 1.0, 0.824_9];
const HEADER: usize = 128;
/// Points at which the tone curve is given.
const CURVE: u16 = 256;

/// The profile's bytes.
pub(super) fn profile() -> Vec<u8> {
    let [red, green, blue] = PRIMARIES.map(|primary| xyz(&primary));
    let curve = curve();
    let parts: [(&[u8; 4], Vec<u8>); 7] = [
        (b"desc", description("sRGB")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", xyz(&WHITE)),
        (b"rXYZ", red),
        (b"gXYZ", green),
        (b"bXYZ", blue),
        (b"rTRC", curve),
    ];
    // All three curves are one.
    let tags = parts.len() + 2;
    let mut table = be32(tags);
    let mut body = Vec::new();
    let start = HEADER + 4 + 12 * tags;
    for (name, part) in &parts {
        let names: &[&[u8; 4]] =
            if *name == b"rTRC" { &[b"rTRC", b"gTRC", b"bTRC"] } else { &[name] };
        for name in names {
            table.extend(*name);
            table.extend(be32(start + body.len()));
            table.extend(be32(part.len()));
        }
        body.extend(part);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + body.len());
    profile.extend(table);
    profile.extend(body);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = be32(size);
    header.extend([0; 4]);
    header.extend([2, 0x10, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // The date of this profile: 2026-01-01.
    header.extend([0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend(WHITE.iter().flat_map(|value| fixed(*value)));
    header.resize(HEADER, 0);
    header
}

fn xyz(values: &[f64; 3]) -> Vec<u8> {
    let mut part = b"XYZ \0\0\0\0".to_vec();
    part.extend(values.iter().flat_map(|value| fixed(*value)));
    part
}

fn curve() -> Vec<u8> {
    let mut part = b"curv\0\0\0\0".to_vec();
    part.extend(be32(usize::from(CURVE)));
    for step in 0..CURVE {
        let value = f64::from(step) / f64::from(CURVE - 1);
        let linear =
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        part.extend(rounded(linear * 65_535.0).to_be_bytes().iter().skip(2));
    }
    part
}

fn text(words: &str) -> Vec<u8> {
    let mut part = b"text\0\0\0\0".to_vec();
    part.extend(words.as_bytes());
    part.push(0);
    part
}

/// A version 2 description: ASCII, then empty Unicode and Macintosh ones.
fn description(words: &str) -> Vec<u8> {
    let mut part = b"desc\0\0\0\0".to_vec();
    part.extend(be32(words.len() + 1));
    part.extend(words.as_bytes());
    part.resize(part.len() + 1 + 8 + 3 + 67, 0);
    part
}

/// A signed 15.16 fixed-point number.
fn fixed(value: f64) -> [u8; 4] {
    rounded(value * 65_536.0).to_be_bytes()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 65,536, rounded")]
fn rounded(value: f64) -> u32 {
    value.round() as u32
}

fn be32(value: usize) -> Vec<u8> {
    u32::try_from(value).unwrap_or(0).to_be_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_as_long_as_it_says_and_its_parts_are_inside() {
        let profile = profile();
        let number =
            |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(number(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        assert_eq!(number(128), 9);
        for tag in 0..9 {
            let (offset, size) = (number(136 + 12 * tag), number(140 + 12 * tag));
            assert!(offset % 4 == 0 && offset >= 128 + 4 + 108 && offset + size <= profile.len());
        }
        assert_eq!(number(68), 0xF6D6, "the illuminant's X");
    }
}

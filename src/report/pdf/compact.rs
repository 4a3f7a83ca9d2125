//! Page content with its strings as bytes instead of hexadecimal digits: half as long before it is packed, and a tenth shorter after.

/// Writes every hexadecimal string of a content stream as a literal one (ISO 32000-1, 7.3.4); what else is in it stays as it is.
pub(super) fn literal(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len() * 2 / 3);
    let mut rest = content;
    while let Some((first, after)) = rest.split_first() {
        let taken = match (first, after.first()) {
            (b'<', Some(b'<')) => copied(&mut out, rest, 2),
            (b'<', _) => hexadecimal(&mut out, rest),
            (b'(', _) => {
                let length = literal_length(rest);
                copied(&mut out, rest, length)
            }
            _ => copied(&mut out, rest, plain_length(rest)),
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

fn copied(out: &mut Vec<u8>, from: &[u8], length: usize) -> usize {
    out.extend(from.iter().take(length));
    length
}

/// How far it is to the next string or dictionary; at least 1.
fn plain_length(from: &[u8]) -> usize {
    let next = memchr::memchr2(b'<', b'(', from.get(1..).unwrap_or_default());
    next.map_or(from.len(), |next| next + 1)
}

/// The length of a literal string with its parentheses.
fn literal_length(from: &[u8]) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (index, byte) in from.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return index + 1,
            b')' => depth -= 1,
            _ => {}
        }
    }
    from.len()
}

/// Writes one hexadecimal string as a literal one; gives how much of the content it took.
fn hexadecimal(out: &mut Vec<u8>, from: &[u8]) -> usize {
    let end = memchr::memchr(b'>', from).unwrap_or(from.len());
    let digits = from.get(1..end).unwrap_or_default();
    out.push(b'(');
    for pair in digits.chunks(2) {
        // A last digit without its pair stands for a 0 after it.
        let [high, low] =
            [pair.first(), pair.get(1)].map(|digit| digit.map_or(0, |digit| value(*digit)));
        match high << 4 | low {
            byte @ (b'(' | b')' | b'\\') => out.extend([b'\\', byte]),
            // Else a reader takes it for the end of a line.
            b'\r' => out.extend(b"\\r"),
            byte => out.push(byte),
        }
    }
    out.push(b')');
    end + 1
}

const fn value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'A'..=b'F' => digit - b'A' + 10,
        b'a'..=b'f' => digit - b'a' + 10,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::content::Content;

    #[test]
    fn every_pair_of_bytes_is_read_back() {
        for pair in 0..=u16::MAX {
            let [high, low] = pair.to_be_bytes();
            let content = format!("BT <00{high:02X}{low:02X}41> Tj ET");
            let read = Content::decode(&literal(content.as_bytes())).unwrap().operations;
            assert_eq!(read[1].operands[0].as_str().unwrap(), [0, high, low, 0x41], "{pair:04X}");
        }
    }

    #[test]
    fn every_byte_is_read_back() {
        let all: Vec<u8> = (0..=255).collect();
        let digits = all.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02X}"));
        let content =
            format!("/P <</MCID 0>> BDC\n<{digits}> Tj\n(as it \\) (was)) Tj\n<4> Tj\nEMC");
        let read = Content::decode(&literal(content.as_bytes())).unwrap().operations;
        let shown = |index: usize| read[index].operands[0].as_str().unwrap();
        assert_eq!((shown(1), shown(2), shown(3)), (&all[..], &b"as it ) (was)"[..], &b"@"[..]));
        assert_eq!(
            read[0].operands[1].as_dict().unwrap().get(b"MCID").unwrap().as_i64().unwrap(),
            0
        );
        assert_eq!(read.len(), 5);
    }
}

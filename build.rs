//! Packs what the program brings along, so that it stays small enough to be carried about: the questions of `questionnaires` as one object of
//! texts by name, and each typeface. `src/packed.rs` unpacks it.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;

fn main() -> Result<(), Box<dyn Error>> {
    let top = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=questionnaires");
    println!("cargo::rerun-if-changed=assets/fonts");
    let mut questions = BTreeMap::new();
    gather(&top.join("questionnaires"), "", &mut questions)?;
    pack(&out.join("questionnaires.pack"), &serde_json::to_vec(&questions)?)?;
    for entry in std::fs::read_dir(top.join("assets/fonts"))? {
        let path = entry?.path();
        if let (Some("ttf"), Some(name)) =
            (path.extension().and_then(|end| end.to_str()), path.file_name())
        {
            let name = format!("{}.pack", name.to_string_lossy());
            pack(&out.join(name), &std::fs::read(&path)?)?;
        }
    }
    Ok(())
}

/// The texts below a folder, by their names with `/` between folders.
fn gather(
    folder: &Path,
    before: &str,
    texts: &mut BTreeMap<String, String>,
) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            gather(&path, &format!("{before}{name}/"), texts)?;
        } else if path.extension().is_some_and(|end| end == "json") {
            texts.insert(format!("{before}{name}"), std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the build writes where a build writes, and can be run again"
)]
fn pack(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    Ok(std::fs::write(path, packed.finish()?)?)
}

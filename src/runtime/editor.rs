//! A long text in the user's own editor, and back.

use std::io::Write as _;
use std::process::Command;

use crate::problem::Problem;

/// Opens the text in the editor and returns it as it was left. The file is private and gone afterwards.
///
/// # Errors
/// No editor is named, it cannot be started, or it ended with an error. Then the text is as it was.
pub(super) fn edit(editor: Option<&str>, text: &str) -> Result<String, Problem> {
    let editor = editor.filter(|name| !name.trim().is_empty()).ok_or_else(|| {
        Problem::wrong_use("no editor is named")
            .safe("the text is as it was")
            .next("set the environment variable EDITOR, or type the text here")
    })?;
    let failed = |error: std::io::Error| {
        Problem::world(format!("the editor '{editor}' could not be used"))
            .cause(error)
            .safe("the text is as it was")
            .next("check the environment variable EDITOR, or type the text here")
    };
    let mut file = tempfile::Builder::new().suffix(".txt").tempfile().map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    // An editor may be given with arguments, such as "code --wait".
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(editor));
    let status = command.args(words).arg(file.path()).status().map_err(failed)?;
    if !status.success() {
        return Err(Problem::world(format!("the editor '{editor}' ended with an error"))
            .cause(status)
            .safe("the text is as it was"));
    }
    // Many editors write a new file in place of the old one, so it is read by its name.
    let bytes = crate::io::read(&crate::io::Disk, file.path()).map_err(failed)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

//! Fonts in the folder `fonts` of the data folder, from the folder to the report and through a backup.

use super::super::own_fonts::made::Made;
use super::support::{Cli, Ran};

fn font(cli: &Cli, name: &str, bytes: &[u8]) {
    let folder = cli.data().join("fonts");
    std::fs::create_dir_all(&folder).unwrap();
    std::io::Write::write_all(&mut std::fs::File::create_new(folder.join(name)).unwrap(), bytes)
        .unwrap();
}

fn says(ran: &Ran, words: &str) {
    let said = format!("{} {}", ran.stdout, ran.stderr);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(words), "'{words}' not in: {ran}");
}

fn with_japanese_name() -> Cli {
    let cli = Cli::founded();
    cli.run("vendor add \"Northwind 日本\" --tier high").assert_code(0);
    cli
}

#[test]
fn a_font_in_the_data_folder_is_used_and_named() {
    let cli = with_japanese_name();
    let before = cli.run("report northwind -o @before.pdf");
    says(before.assert_code(0), "have no ‹U+65E5›; it is written out so");
    says(&before, "put a font that has them into the folder 'fonts' of the data folder");
    font(&cli, "license.txt", b"not a font, and not looked at");
    font(&cli, "x (1).ttf", &Made::drawing(&[('日', 'N')]).file());
    font(&cli, "ours.ttf", &Made::drawing(&[('日', 'N'), ('本', 'H')]).file());
    let after = cli.run("report northwind -o @after.pdf");
    says(after.assert_code(0), "are set in IBM Plex Sans Regular, from fonts/ours.ttf");
    assert!(!after.stdout.contains("written out"), "{after}");
    font(&cli, "a.ttf", b"damaged");
    let bad = cli.run("report northwind -o @bad.pdf");
    says(bad.assert_code(0), "The font fonts/a.ttf is not used: it is damaged");
}

#[test]
fn a_restored_record_prints_the_same_bytes_since_its_fonts_came_along() {
    let cli = with_japanese_name();
    font(&cli, "ours.ttf", &Made::drawing(&[('日', 'N'), ('本', 'H')]).file());
    font(&cli, "x (1).ttf", b"damaged");
    let saved = cli.run("backup @b.tar");
    says(saved.assert_code(0), "Not in it: fonts/x (1).ttf.");
    cli.run("--data @new restore @b.tar").assert_code(0);
    cli.run("report northwind -o @here.pdf").assert_code(0);
    cli.run("--data @new report northwind -o @there.pdf").assert_code(0);
    let bytes = |name: &str| std::fs::read(cli.path(name)).unwrap();
    assert!(bytes("here.pdf") == bytes("there.pdf"));
}

//! `binder` as it is typed, over the sample organization, and what common tools say of the folder.

use std::path::Path;

use super::support::Cli;

fn sample() -> Cli {
    let cli = Cli::empty();
    cli.run("sample").assert_code(0);
    cli
}

#[test]
fn a_binder_of_the_sample_is_made_handed_over_and_replaced() {
    let cli = sample();
    let transcript = cli.transcript(&[
        "binder northwind -o @binder",
        "binder northwind -o @binder",
        "binder northwind -o @binder --overwrite --without A-03=\"attorney-client privilege\" --json",
        "binder northwind -o @binder --overwrite --without A-03",
        "binder northwind -o @binder --overwrite --without A-33=privileged",
        "binder northwind -o @internal --edition internal",
        "binder northwind -o @letter --inquiry IQ-09",
        "binder northwind -o @no/such/place",
        "handover add northwind --to OCR --on 2026-11-20 --report @binder",
        "handover add northwind --to OCR --on 2026-11-20 --report @binder/manifest.csv",
        "handover list northwind",
        "handover add northwind --to OCR --on 2026-11-20 --report @data",
    ]);
    let place = cli.path("");
    let transcript = transcript.replace(place.to_str().unwrap().trim_end_matches('/'), "[PLACE]");
    insta::with_settings!({
        snapshot_path => "../../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
        // What hangs on how pages are set is told elsewhere.
        filters => [
            (r"[0-9a-f]{64}", "[SHA-256]"),
            (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "[ID]"),
            (r"\d+ KB\)", "[SIZE])"),
            (r"\d+ pages", "[PAGES]"),
            ("\"(pages|bytes)\": \\d+", "\"$1\": 0"),
        ],
    }, {
        insta::assert_snapshot!("cli_binder", transcript);
    });
    cli.run("binder northwind -o @internal --edition internal --internal-edition").assert_code(0);
    let index = std::fs::read_to_string(cli.path("binder/index.txt")).unwrap();
    insta::with_settings!({
        snapshot_path => "../../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("cli_binder_index", index);
    });
}

#[test]
fn a_damaged_copy_is_named_and_the_exit_code_says_so() {
    let cli = Cli::with_vendor();
    cli.document("baa.pdf", b"agreement");
    cli.run("evidence add northwind @baa.pdf --title Agreement").assert_code(0);
    let sha256 = proofbook::domain::id::Digest::of(b"agreement").to_string();
    let shelf = cli.data().join("vault").join(&sha256[..2]);
    let object = shelf.join(&sha256);
    std::fs::remove_file(&object).unwrap();
    let ran = cli.run("binder northwind -o @missing");
    ran.assert_code(1);
    assert!(
        ran.stdout.contains("Not in it: A-01 Agreement: not in this copy of the vault."),
        "{ran}"
    );
    #[expect(clippy::disallowed_methods, reason = "a copy that was changed behind the program")]
    std::fs::write(&object, b"another").unwrap();
    let json = cli.run("binder northwind -o @damaged --json");
    assert_eq!(json.assert_code(1).json()["missing"][0]["reason"], "damaged");
    assert!(!cli.path("damaged/exhibits").exists());
}

#[test]
fn a_binder_of_a_past_day_holds_what_was_on_file_then() {
    let cli = Cli::with_vendor();
    for (instant, name) in [("2026-11-22T16:00:00Z", "a.pdf"), ("2026-11-24T16:00:00Z", "b.pdf")] {
        cli.now.set(instant.parse().unwrap());
        cli.document(name, name.as_bytes());
        cli.run(&format!("evidence add northwind @{name}")).assert_code(0);
    }
    cli.run("--as-of 2026-11-23 binder northwind -o @then").assert_code(0);
    assert!(cli.path("then/exhibits/A-01 a.pdf").exists());
    assert!(!cli.path("then/exhibits/A-02 b.pdf").exists());
    let index = std::fs::read_to_string(cli.path("then/index.txt")).unwrap();
    assert!(
        index.contains("the end of 2026-11-23 (America/New_York), from what was on file"),
        "{index}"
    );
}

/// The programs that others check a binder with. What is not installed is said and passed over.
#[cfg(unix)]
#[test]
fn common_tools_find_every_file_as_the_digests_say_and_see_one_that_was_changed() {
    let cli = sample();
    cli.run("binder northwind -o @binder --attach").assert_code(0);
    let folder = cli.path("binder");
    let check = |folder: &Path| {
        std::process::Command::new("sha256sum")
            .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
            .current_dir(folder)
            .output()
    };
    let Ok(checked) = check(&folder) else {
        eprintln!("skipped: sha256sum is not installed");
        return;
    };
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    #[expect(clippy::disallowed_methods, reason = "a binder that was changed on its way")]
    std::fs::write(folder.join("index.txt"), b"changed").unwrap();
    let checked = check(&folder).unwrap();
    assert!(
        !checked.status.success() && String::from_utf8_lossy(&checked.stdout).contains("index.txt")
    );
}

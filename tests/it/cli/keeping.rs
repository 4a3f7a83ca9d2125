//! Backup, restore and doctor as they are typed, also on a record whose questions cannot be read.

use super::support::{Cli, assert_transcript};

impl Cli {
    fn file_in_vault(&self, bytes: &[u8]) -> std::path::PathBuf {
        self.desk().store().unwrap().vault().path(proofbook::domain::id::Digest::of(bytes))
    }
}

#[test]
fn a_record_is_saved_and_made_again() {
    let cli = Cli::with_vendor();
    cli.document("baa.txt", b"an agreement");
    cli.run("answer northwind baa.executed yes --note \"ask Dana\" --counsel-only").assert_code(0);
    cli.run("evidence add northwind @baa.txt --supports baa.executed").assert_code(0);
    assert_transcript!(
        cli,
        "keeping",
        [
            "backup @b.tar",
            "backup @b.tar",
            "backup @b.tar --overwrite",
            "--json backup @c.tar --for-verifier",
            "restore @b.tar",
            "--data @new restore @b.tar",
            "--data @new verify",
            "--data @checked restore @c.tar",
            "--data @checked answer northwind baa.executed no",
            "--data @other restore @baa.txt",
        ]
    );
    let ran = cli.run("--json --data @other restore @nothing.tar");
    ran.assert_code(2);
    assert!(ran.stdout.is_empty() && ran.stderr.contains("there is no such file"), "{ran}");
    assert!(!cli.path("other").exists());
    // What is recorded in both is a fork, and the doctor says where the two part.
    cli.run("answer northwind baa.executed no").assert_code(0);
    cli.run("--data @new answer northwind baa.executed partial").assert_code(0);
    let ran = cli.run("doctor --against @new");
    ran.assert_code(1);
    assert!(ran.stdout.contains("Northwind: the two part after event #2"), "{ran}");
    let json = cli.run("--json doctor");
    assert_eq!(json.json()["schema"], "proofbook/doctor/1");
    assert_eq!(json.code == 1, json.json()["found"].as_u64().unwrap() > 0);
}

/// A file of the questions in force is gone: nothing can be answered, and the record can still be looked after.
#[test]
fn a_record_whose_questions_cannot_be_read_is_verified_saved_and_examined() {
    let cli = Cli::with_vendor();
    let theme = super::own_questions::theme("own.lantern");
    let theme = theme.as_bytes();
    let folder = cli.data().join("questionnaires/bank");
    std::fs::create_dir_all(&folder).unwrap();
    std::io::Write::write_all(
        &mut std::fs::File::create_new(folder.join("ours.json")).unwrap(),
        theme,
    )
    .unwrap();
    cli.run("questionnaire adopt").assert_code(0);
    cli.run("verify").assert_code(0);
    std::fs::remove_file(cli.file_in_vault(theme)).unwrap();
    let missing = "questionnaires/bank/ours.json is missing";
    let ran = cli.run("status");
    ran.assert_code(3);
    assert!(ran.stderr.contains(missing), "{ran}");
    let ran = cli.run("verify");
    ran.assert_code(3);
    assert!(ran.stdout.contains(missing) && ran.stdout.contains("Northwind: 1 event"), "{ran}");
    let ran = cli.run("doctor");
    ran.assert_code(1);
    assert!(ran.stdout.contains("FOUND     questions"), "{ran}");
    let ran = cli.run("backup @b.tar");
    ran.assert_code(3);
    assert!(ran.stdout.contains("Missing or damaged in the vault"), "{ran}");
    let ran = cli.run("--data @new restore @b.tar");
    ran.assert_code(3);
    assert!(ran.stdout.contains(missing), "{ran}");
    // A single vendor is found by its name in a list whose figures need questions.
    cli.run("verify northwind").assert_code(3);
}

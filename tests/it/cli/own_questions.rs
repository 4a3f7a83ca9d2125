//! Question files of the user's own, from the folder to the figures (rule R5).

use std::path::PathBuf;

use super::support::{Cli, Ran};

/// A theme with one question of this id, each asking something else.
pub(super) fn theme(id: &str) -> String {
    question(id, &format!("Does the {id} clause name lanterns, magnolias and ferries?"))
}

fn question(id: &str, asks: &str) -> String {
    serde_json::json!({
        "theme": "ours",
        "title": "Ours",
        "questions": [{
            "id": id,
            "revision": 1,
            "scope": "vendor",
            "title": "Lanterns",
            "question": asks,
            "guidance": "Look for lanterns.",
            "kind": "yes_no_partial",
            "partial": "part",
            "ask_of": ["legal"],
            "severity": "medium",
            "basis": "good_practice",
            "verified": "recalled",
            "citations": [
                { "text": "45 CFR 164.504(e)", "basis": "in_force", "verified": "recalled" }
            ],
            "evidence": ["The clause"],
            "remedy": "Add the clause."
        }]
    })
    .to_string()
}

fn view(id: &str, questions: &[&str]) -> String {
    serde_json::json!({
        "id": id,
        "title": "Lanterns",
        "for_whom": "Everybody.",
        "minutes": 2,
        "leaves_out": "All else.",
        "sections": [{ "title": "Lanterns", "questions": questions }]
    })
    .to_string()
}

impl Cli {
    fn own_path(&self, name: &str) -> PathBuf {
        self.data().join("questionnaires").join(name)
    }

    /// Puts a file of one's own into the data folder, in place of what is there.
    fn own(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.own_path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        drop(std::fs::remove_file(&path));
        std::io::Write::write_all(&mut std::fs::File::create_new(&path).unwrap(), bytes.as_ref())
            .unwrap();
    }

    /// A vendor, and a question of one's own in force, in a questionnaire of one's own.
    fn with_own() -> Self {
        let cli = Self::with_vendor();
        cli.own("bank/ours.json", theme("own.lantern"));
        cli.own("ours.json", view("own.ours", &["own.lantern"]));
        cli.run("questionnaire adopt").assert_code(0);
        cli
    }
}

fn says(ran: &Ran, words: &str) {
    assert!(ran.stdout.contains(words) || ran.stderr.contains(words), "'{words}' not in: {ran}");
}

fn says_nothing_of(ran: &Ran, words: &str) {
    assert!(!ran.stdout.contains(words) && !ran.stderr.contains(words), "'{words}' in: {ran}");
}

fn adoptions(cli: &Cli) -> usize {
    let journals = cli.journals();
    let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
    journals.values().map(|bytes| text(bytes).matches("\"bank_adopted\"").count()).sum()
}

#[test]
fn r5_own_files_join_with_the_next_thing_recorded_and_never_silently() {
    let cli = Cli::with_vendor();
    cli.own("bank/ours.json", theme("own.lantern"));
    cli.own("ours.json", view("own.ours", &["own.lantern"]));
    let before = cli.journals();
    let read = cli.run("status northwind");
    says(read.assert_code(0), "come into force with the next thing that is recorded");
    cli.run("question show own.lantern").assert_code(2);
    says(cli.run("questionnaire check").assert_code(0), "Nothing to mend: 2 files in ");
    assert_eq!(cli.journals(), before, "reading adopts nothing");

    let written = cli.run("answer northwind baa.executed yes");
    says(written.assert_code(0), "(1 question joined, 1 questionnaire joined); 0 standings moved.");
    says_nothing_of(&written, "next thing that is recorded");
    assert_eq!(adoptions(&cli), 2);
    let next = cli.run("answer northwind own.lantern no");
    assert_eq!(next.assert_code(0).stderr, "", "said once: {next}");
    assert_eq!(adoptions(&cli), 2, "adopted once");
    says(&cli.run("questionnaire check"), "In force: 2 files in ");
    says(&cli.run("questionnaire adopt"), "Nothing to adopt");
    assert_eq!(adoptions(&cli), 2);
}

#[test]
fn own_questions_are_marked_as_such() {
    let cli = Cli::with_own();
    says(&cli.run("questionnaire list"), "own.ours  Lanterns (our own)");
    let list = cli.run("question list").stdout;
    assert!(
        list.split_whitespace().collect::<Vec<_>>().join(" ").ends_with("Lanterns (our own)"),
        "{list}"
    );
    says(
        &cli.run("question show own.lantern"),
        "our organization; it did not come with the program",
    );
    says_nothing_of(&cli.run("question show baa.executed"), "did not come with the program");
    let source = |typed: &str, pointer: &str| {
        cli.run(&format!("--json {typed}")).json().pointer(pointer).unwrap().clone()
    };
    assert_eq!(source("question show own.lantern", "/source"), "own");
    assert_eq!(source("question show baa.executed", "/source"), "shipped");
    assert_eq!(source("questionnaire show own.ours", "/source"), "own");
    assert_eq!(source("questionnaire show own.ours", "/sections/0/questions/0/source"), "own");
    assert_eq!(source("questionnaire list", "/questionnaires/0/source"), "shipped");
    let all = cli.run("--json question list").json();
    let own: Vec<_> = all["questions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["source"] == "own")
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(own, ["own.lantern"]);
}

#[test]
fn the_report_says_how_many_questions_are_our_own() {
    let cli = Cli::with_own();
    cli.run("answer northwind own.lantern partial").assert_code(0);
    let own = cli.run("report northwind --questionnaire own.ours --text");
    let words = own.assert_code(0).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("This report includes 1 question of our own."), "{words}");
    says_nothing_of(&cli.run("report northwind --text"), "of our own. The organization");
}

#[test]
fn no_id_of_a_shipped_one_can_be_taken_over() {
    let with_alias =
        theme("own.lantern").replace("\"ask_of\"", "\"aliases\": [\"baa.executed\"], \"ask_of\"");
    let cases = [
        (
            "bank/a.json",
            theme("baa.executed"),
            "'baa.executed' is a shipped question and cannot be taken over",
        ),
        (
            "bank/a.json",
            theme("lantern"),
            "ids of your own begin with 'own.', such as 'own.lantern'",
        ),
        (
            "bank/a.json",
            with_alias,
            "'baa.executed' is a shipped question and cannot be taken over",
        ),
        (
            "a.json",
            view("core", &["risk.ba_status", "baa.executed"]),
            "'core' is a shipped questionnaire and cannot be taken over",
        ),
        ("core.json", view("core", &["risk.ba_status"]), "'core' is a shipped questionnaire"),
        (
            "bank.json",
            "{\"law_seen_on\": \"2030-01-01\", \"usual_max_age_days\": {}}".to_owned(),
            "only the shipped files say when the law was seen",
        ),
    ];
    for (name, text, words) in cases {
        let cli = Cli::with_vendor();
        cli.own(name, text);
        let checked = cli.run("questionnaire check");
        says(checked.assert_code(1), words);
        assert_eq!(checked.stdout.matches(".json:").count(), 1, "told once: {checked}");
        says(checked.assert_code(1), &format!("questionnaires/{name}:1:"));
        let written = cli.run("answer northwind baa.executed yes");
        says(
            written.assert_code(0),
            "have 1 problem; none of them is in force. See 'proofbook questionnaire check'.",
        );
        assert_eq!(adoptions(&cli), 1, "{name}");
        // The same file, named on the command line, has the same problem.
        let path = cli.own_path(name);
        let of_file = cli.run_words("", vec!["questionnaire".into(), "check".into(), path.into()]);
        says(of_file.assert_code(1), words);
    }
}

#[test]
fn r5_a_broken_file_leaves_in_force_what_was_adopted_last() {
    let cli = Cli::with_own();
    cli.run("answer northwind own.lantern no").assert_code(0);
    cli.own("bank/ours.json", theme("own.lantern").replace("\"medium\"", "\"middling\""));
    cli.own("bank/more.json", question("own.parasol", "Which terraces have parasols?"));
    for typed in ["status northwind", "answer northwind baa.executed yes"] {
        let ran = cli.run(typed);
        says(
            ran.assert_code(0),
            "have 1 problem; those adopted before stay in force. See 'proofbook questionnaire check'.",
        );
        assert_eq!(ran.stderr.lines().count(), 1, "one line: {ran}");
    }
    says(&cli.run("question show own.lantern"), "Medium");
    cli.run("question show own.parasol").assert_code(2);
    assert_eq!(adoptions(&cli), 2);
    let checked = cli.run("questionnaire check");
    says(
        checked.assert_code(1),
        "'severity' takes one of critical, high, medium, low, and 'middling' was given",
    );
    assert_eq!(checked.stderr, "", "{checked}");
    let json = cli.run("--json questionnaire check").json();
    assert_eq!((&json["state"], &json["files"]), (&"refused".into(), &3.into()));
    assert_eq!(json["findings"][1]["file"], "questionnaires/bank/ours.json");

    cli.own("bank/ours.json", theme("own.lantern").replace("\"medium\"", "\"high\""));
    let mended = cli.run("questionnaire adopt");
    says(mended.assert_code(0), "(1 question joined, 1 question changed); 0 standings moved.");
    says(&cli.run("question show own.lantern"), "High");
}

#[test]
fn r5_standings_that_move_are_counted() {
    let cli = Cli::with_own();
    cli.run("answer northwind own.lantern partial").assert_code(0);
    cli.own(
        "bank/ours.json",
        theme("own.lantern").replace("\"partial\":\"part\"", "\"partial\":\"unmet\""),
    );
    let checked = cli.run("questionnaire check");
    says(
        checked.assert_code(0),
        "note: 'own.lantern' asks or judges otherwise than the 'own.lantern' in force; raise its revision",
    );
    says(cli.run("questionnaire adopt").assert_code(0), "(1 question changed); 1 standing moved.");
    says_nothing_of(&cli.run("questionnaire check"), "raise its revision");
}

#[test]
fn r5_a_raised_revision_asks_for_answers_to_be_confirmed() {
    let cli = Cli::with_own();
    cli.run("answer northwind own.lantern yes").assert_code(0);
    let other = theme("own.lantern").replace("Does the", "Since when does the");
    cli.own("bank/ours.json", other.replace("\"revision\":1", "\"revision\":2"));
    let checked = cli.run("questionnaire check");
    says_nothing_of(checked.assert_code(0), "raise its revision");
    says(cli.run("questionnaire adopt").assert_code(0), "(1 question changed); 1 standing moved.");
}

/// Nobody is told that a question is missing that stands in a file which could not be read.
#[test]
fn one_mistake_is_not_told_twice() {
    let cli = Cli::with_own();
    cli.own("bank/ours.json", theme("own.lantern").replace("\"remedy\":", "\"remedy\""));
    let checked = cli.run("questionnaire check");
    assert_eq!(checked.assert_code(1).stdout.matches(".json:").count(), 1, "{checked}");
    cli.own("bank/ours.json", theme("own.lanterns"));
    says(cli.run("questionnaire check").assert_code(1), "did you mean 'own.lanterns'?");
}

#[test]
fn r5_questions_taken_away_leave_and_their_answers_are_kept_and_come_back() {
    let cli = Cli::with_own();
    cli.run("answer northwind own.lantern no --note lanterns-were-missing").assert_code(0);
    std::fs::remove_dir_all(cli.own_path("")).unwrap();
    says(&cli.run("status"), "come into force with the next thing");
    let written = cli.run("answer northwind baa.executed yes");
    says(
        written.assert_code(0),
        "(1 question taken out, 1 questionnaire taken out); 1 standing moved.",
    );
    cli.run("question show own.lantern").assert_code(2);
    cli.run("answer northwind own.lantern yes").assert_code(2);
    for typed in ["status northwind", "gaps northwind", "log northwind", "verify"] {
        cli.run(typed).assert_code(u8::from(typed.starts_with("gaps")));
    }
    let report = cli.run("report northwind --text");
    says(report.assert_code(0), "own.lantern");
    says(&report, "no longer in the question bank");
    says(&report, "lanterns-were-missing");
    // Back again, the answer stands as it stood.
    cli.own("bank/ours.json", theme("own.lantern"));
    cli.run("questionnaire adopt").assert_code(0);
    says_nothing_of(&cli.run("report northwind --text"), "no longer in the question bank");
    says(&cli.run("log northwind"), "lanterns-were-missing");
}

#[test]
fn files_laid_ready_before_the_record_is_made_are_part_of_it() {
    let cli = Cli::empty();
    cli.own("bank/ours.json", theme("own.lantern"));
    says(cli.run("questionnaire check").assert_code(0), "Nothing to mend: 1 file in ");
    cli.run("questionnaire adopt").assert_code(2);
    says(cli.run("vendor add Northwind").assert_code(0), "1 question joined");
    cli.run("answer northwind own.lantern yes").assert_code(0);
    assert_eq!(adoptions(&cli), 1);
}

#[test]
fn without_files_of_ones_own_it_is_said_where_they_would_lie() {
    let cli = Cli::with_vendor();
    let checked = cli.run("questionnaire check");
    let folder = cli.own_path("").to_str().unwrap().trim_end_matches(['/', '\\']).to_owned();
    says(checked.assert_code(0), &format!("There are no question files of your own in {folder}."));
}

/// Whatever lies in the folder: the program neither hangs nor crashes, says what is wrong, and goes on with what is in force.
#[track_caller]
fn is_survived(cli: &Cli, words: &str) -> Ran {
    let started = std::time::Instant::now();
    let checked = cli.run("questionnaire check");
    says(checked.assert_code(1), words);
    assert!(!checked.stdout.contains('\u{1b}'), "{checked}");
    let written = cli.run("answer northwind baa.executed yes");
    says(written.assert_code(0), "See 'proofbook questionnaire check'.");
    assert_eq!(adoptions(cli), 1);
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
    checked
}

#[rstest::rstest]
#[case::empty(b"".to_vec(), "the file is empty")]
#[case::not_utf8(b"{\"id\": \"\xff\xfe\"}".to_vec(), "is not UTF-8 text; save the file as UTF-8")]
#[case::utf16(b"\xff\xfe{\0}\0".to_vec(), "is not UTF-8 text")]
#[case::deep([vec![b'['; 100_000], vec![b']'; 100_000]].concat(), "")]
#[case::deep_objects("{\"questions\":".repeat(10_000).into_bytes(), "")]
#[case::deep_condition(theme("own.lantern").replace("\"guidance\"", &format!("\"asked_when\":{}{{}}{},\"guidance\"", "{\"all\":[".repeat(5_000), "]}".repeat(5_000))).into_bytes(), "")]
#[case::huge(vec![b' '; 300_000], "has 262144 bytes at most")]
#[case::escape(theme("own.lantern").replace("Look for", "\u{1b}[2J").into_bytes(), "")]
#[case::hidden(theme("own.lantern").replace("Look for", "\u{202e}rof kooL").into_bytes(), "hides or reorders")]
#[case::other("{\"a\": 1}".into(), "this is no question file")]
fn hostile_files_are_named_and_change_nothing(#[case] bytes: Vec<u8>, #[case] words: &str) {
    let cli = Cli::with_vendor();
    cli.own("bank/x.json", bytes);
    let checked = is_survived(&cli, words);
    says(&checked, "questionnaires/bank/x.json:");
}

/// Questions that each rest on the one before are the dearest to look at; more than there may be are not looked at.
#[test]
fn many_questions_take_no_longer_than_one_can_wait() {
    let cli = Cli::with_vendor();
    let one: serde_json::Value = serde_json::from_str(&theme("own.x")).unwrap();
    let numbered = |no: usize| {
        let mut question = one["questions"][0].clone();
        question["id"] = format!("own.q{no}").into();
        question["question"] = format!("Number{no} of{no}?").into();
        if no > 0 {
            let before = format!("own.q{}", no - 1);
            question["asked_when"] = serde_json::json!({ "question": before, "is": ["yes"] });
        }
        question
    };
    let put = |file: usize| {
        let mut whole = one.clone();
        whole["questions"] = (file * 100..(file + 1) * 100).map(numbered).collect();
        cli.own(&format!("bank/{file}.json"), whole.to_string());
    };
    (0..2).for_each(put);
    is_survived(&cli, "rests on a chain of more than 32 questions");
    (2..5).for_each(put);
    cli.own("bank/more.json", theme("own.more"));
    let checked = cli.run("questionnaire check");
    says(checked.assert_code(1), "there may be 500 questions of your own at most");
}

#[test]
fn too_many_files_and_too_many_bytes_are_refused() {
    let cli = Cli::with_vendor();
    for no in 0..70 {
        cli.own(&format!("bank/{no}.json"), theme(&format!("own.q{no}")));
    }
    is_survived(&cli, "there are more than 64 question files");
    let cli = Cli::with_vendor();
    for no in 0..5 {
        cli.own(&format!("{no}.json"), vec![b' '; 250_000]);
    }
    is_survived(&cli, "more than 1048576 bytes together");
}

#[rstest::rstest]
#[case("con.json", "name of a device on Windows")]
#[case("LPT1.x.json", "name of a device on Windows")]
#[case("what?.json", "rename the file")]
#[case("caf\u{e9}.json", "rename the file")]
#[case("a\u{202e}b.json", "rename the file")]
#[cfg(unix)]
fn names_that_windows_cannot_keep_are_refused(#[case] name: &str, #[case] words: &str) {
    let cli = Cli::with_vendor();
    cli.own(&format!("bank/{name}"), theme("own.lantern"));
    is_survived(&cli, words);
    assert!(!cli.run("questionnaire check").stdout.contains('\u{202e}'));
}

#[test]
fn what_is_no_question_file_is_passed_over_with_a_word() {
    let cli = Cli::with_own();
    cli.own("bank/.swp.json", "x");
    cli.own("bank/notes.json.txt", "x");
    cli.own("old/ours.json", "x");
    let checked = cli.run("questionnaire check");
    says(
        checked.assert_code(0),
        "notes.json.txt:1:1: note: this is not read, since its name does not end in .json",
    );
    says(&checked, "questionnaires/old:1:1: note: this folder is not read");
    says_nothing_of(&checked, ".swp");
    assert_eq!(cli.run("answer northwind own.lantern yes").stderr, "");
    assert_eq!(adoptions(&cli), 2);
}

#[cfg(unix)]
mod special {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn in_folder() -> Cli {
        let cli = Cli::with_vendor();
        std::fs::create_dir_all(cli.own_path("bank")).unwrap();
        cli
    }

    #[test]
    fn links_are_not_followed() {
        let cli = in_folder();
        cli.document("real.json", theme("own.lantern").as_bytes());
        symlink(cli.path("real.json"), cli.own_path("bank/x.json")).unwrap();
        is_survived(&cli, "this is a link to a file; put the file itself here");
        let cli = Cli::with_vendor();
        std::fs::create_dir_all(cli.path("elsewhere/bank")).unwrap();
        symlink(cli.path("elsewhere"), cli.data().join("questionnaires")).unwrap();
        is_survived(&cli, "this is no folder");
        let cli = in_folder();
        symlink("/dev/zero", cli.own_path("zero.json")).unwrap();
        symlink("loop.json", cli.own_path("loop.json")).unwrap();
        is_survived(&cli, "this is a link");
    }

    #[test]
    fn pipes_are_not_waited_for() {
        let cli = in_folder();
        let pipe = cli.own_path("bank/x.json");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        is_survived(&cli, "this is no file");
        let of_file = cli.run_words("", vec!["questionnaire".into(), "check".into(), pipe.into()]);
        says(of_file.assert_code(2), "this is no file");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let cli = in_folder();
        cli.own("bank/x.json", theme("own.lantern"));
        let path = cli.own_path("bank/x.json");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
        // Whoever may read everything reads this too.
        if std::fs::read(&path).is_err() {
            is_survived(&cli, "this cannot be read");
        } else {
            cli.run("questionnaire adopt").assert_code(0);
        }
    }
}

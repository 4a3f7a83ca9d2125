//! What counsel's expert does (`docs/verify.md`): the page's own commands, run with Python, openssl and ssh-keygen alone; and every row
//! of its table, with the layer that claims to show it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use proofbook::domain::id::Digest;
use tempfile::TempDir;

use super::support::Cli;

const PAGE: &str = include_str!("../../../docs/verify.md");

/// A service that stamps, made of openssl alone.
const SERVICE: &str = r#"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out tsa-root.pem -subj "/CN=Test root" -days 2
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr -subj "/CN=Test service"
echo "extendedKeyUsage=critical,timeStamping" > tsa.ext
openssl x509 -req -in tsa.csr -CA tsa-root.pem -CAkey root.key -CAcreateserial -extfile tsa.ext -out tsa.pem -days 2
echo 01 > tsa.serial
printf '[tsa]\nserial = tsa.serial\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\n' > tsa.cnf
"#;

/// What the service does when the request is sent to it.
const STAMP: &str = "openssl ts -reply -config tsa.cnf -section tsa -queryfile seal.tsq -inkey tsa.key -signer tsa.pem -out seal.tsr";

/// The tools of the page. A machine without one fails the test: nothing is skipped in silence.
fn need_tools() {
    for (tool, argument) in
        [("python3", "--version"), ("openssl", "version"), ("bash", "--version")]
    {
        let ran = Command::new(tool).arg(argument).output();
        assert!(
            ran.is_ok_and(|ran| ran.status.success()),
            "{tool} is needed by this test; see \"Tests\" in the README"
        );
    }
    // It has no argument that does nothing; one that it does not know makes it say how it is used.
    let ran = Command::new("ssh-keygen").arg("-?").output();
    assert!(
        ran.is_ok(),
        "ssh-keygen (OpenSSH 8.1 or later) is needed by this test; see \"Tests\" in the README"
    );
}

/// A fence of the page: the heading over it, its language, the file it is saved as, its text.
struct Fence {
    heading: &'static str,
    language: &'static str,
    name: Option<&'static str>,
    text: &'static str,
}

fn fences() -> Vec<Fence> {
    let (mut found, mut rest, mut heading) = (Vec::new(), PAGE, "");
    while let Some((before, after)) = rest.split_once("```") {
        heading = before.lines().rev().find_map(|line| line.strip_prefix("## ")).unwrap_or(heading);
        let (language, after) = after.split_once('\n').unwrap();
        let (text, after) = after.split_once("```").unwrap();
        let mut quoted = before.rsplit('`').skip(1).step_by(2);
        let name = (language == "python").then(|| {
            let python = |name: &&str| {
                Path::new(name).extension() == Some("py".as_ref()) && !name.contains('/')
            };
            quoted.find(python).unwrap()
        });
        found.push(Fence { heading, language, name, text });
        rest = after;
    }
    found
}

/// A folder in which the page is followed, with a record beside it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        for fence in fences() {
            if let Some(name) = fence.name {
                place.write(name, fence.text);
            }
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        drop(std::fs::remove_file(self.path(name)));
        let mut file = std::fs::File::create_new(self.path(name)).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn shell(&self, script: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_proofbook")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        Command::new("bash")
            .args(["-euo", "pipefail", "-c", script])
            .current_dir(self.folder.path())
            .env("PATH", path)
            .env("HOME", self.folder.path())
            .env("USER", "dana")
            .env("PASSPHRASE", "")
            .env("PROOFBOOK_DATA", self.path("data"))
            .output()
            .unwrap()
    }

    #[track_caller]
    fn must(&self, script: &str) -> String {
        let ran = self.shell(script);
        let words = format!(
            "{}{}",
            String::from_utf8_lossy(&ran.stdout),
            String::from_utf8_lossy(&ran.stderr)
        );
        assert!(ran.status.success(), "{script}\n{words}");
        words
    }

    /// Whether the page's check says that all is well.
    fn passes(&self, check: Check) -> bool {
        self.shell(&check.script()).status.success()
    }

    /// A copy of everything, to be tampered with.
    fn copy(&self) -> Self {
        let copy = Self { folder: tempfile::tempdir().unwrap() };
        let from = self.folder.path().display();
        copy.must(&format!("cp -a {from}/. ."));
        copy
    }

    /// Puts other lines in the vendor's journal: in the data folder and among the files handed over. `head` goes where it is said to.
    fn tamper(&self, lines: &[String], witness: Witness) {
        let text = format!("{}\n", lines.join("\n"));
        self.write("vendor.jsonl", &text);
        self.must("cp vendor.jsonl data/vendors/*/journal.jsonl");
        if witness == Witness::Gone {
            self.must("rm data/vendors/*/head");
        }
    }

    /// The lines of the vendor's journal as they lie in the data folder.
    fn lines(&self) -> Vec<String> {
        self.must("cat data/vendors/*/journal.jsonl").lines().map(str::to_owned).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Witness {
    Stays,
    Gone,
}

/// The layers of the page's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Check {
    Chain,
    Witness,
    Heads,
    Report,
    Signature,
    Stamp,
    Times,
}

impl Check {
    const ALL: [Self; 7] = [
        Self::Chain,
        Self::Witness,
        Self::Heads,
        Self::Report,
        Self::Signature,
        Self::Stamp,
        Self::Times,
    ];

    /// The page's own commands for it; our own program is run for the witness alone.
    fn script(self) -> String {
        let holds = match self {
            Self::Witness => return "proofbook verify".to_owned(),
            Self::Chain => "python3 verify.py",
            Self::Heads => "python3 heads.py",
            Self::Report => "python3 report.py",
            Self::Signature => "ssh-keygen -Y verify",
            Self::Stamp => "openssl ts -verify",
            Self::Times => "python3 times.py",
        };
        let fence =
            fences().into_iter().find(|one| one.language == "sh" && one.text.contains(holds));
        let text = fence.unwrap().text;
        text.lines().filter(|line| !line.starts_with("proofbook ")).fold(
            String::new(),
            |mut script, line| {
                writeln!(script, "{line}").unwrap();
                script
            },
        )
    }
}

/// The page followed from its first command to its last, once for all tests.
static FOLLOWED: LazyLock<Place> = LazyLock::new(|| {
    need_tools();
    let place = Place::new();
    place.must(
        "mkdir evidence; echo 'signed, page 4' > evidence/agreement.txt\n\
         proofbook vendor add Acme --tier high\n\
         proofbook evidence add acme evidence/agreement.txt --title Agreement --kind agreement --supports baa.executed\n\
         proofbook answer acme baa.executed yes\n\
         proofbook answer acme ins.required no --note 'asked on the phone'\n\
         proofbook sign acme --name 'Dana Reyes' --title 'Privacy Officer' --statement 'I read every answer.' --acknowledge",
    );
    place.must(SERVICE);
    for fence in fences() {
        match fence.language {
            "sh" => drop(place.must(fence.text)),
            "console" => {
                assert!(
                    fence.text.contains("curl"),
                    "only what needs a network is not run: {}",
                    fence.heading
                );
                place.must(STAMP);
            }
            _ => {}
        }
    }
    place
});

#[test]
fn every_command_of_the_page_is_run_and_says_that_all_is_well() {
    let place = &*FOLLOWED;
    for check in Check::ALL {
        assert!(place.passes(check), "{check:?}");
    }
    let said = place.must(&Check::Heads.script());
    assert!(said.contains("Dana Reyes, Privacy Officer, signed off"), "{said}");
    assert!(said.contains("statement: I read every answer."), "{said}");
    assert!(said.contains("nothing was recorded about the vendor since"), "{said}");
    let listed = place.must("proofbook seal list acme");
    assert!(listed.contains("an SSH signature") && listed.contains("a time stamp of"), "{listed}");
    // What came back supersedes nothing (rule R26).
    assert!(listed.contains("(stands)"), "{listed}");
}

#[test]
fn the_page_has_the_ten_lines_of_the_source_and_each_file_a_name() {
    let verify = fences().into_iter().find(|fence| fence.name == Some("verify.py")).unwrap();
    assert_eq!(verify.text, include_str!("../../verify.py"));
    let names: Vec<_> = fences().iter().filter_map(|fence| fence.name).collect();
    assert_eq!(names, ["verify.py", "heads.py", "report.py", "evidence.py", "times.py"]);
    assert!(!PAGE.contains("tamper-proof") && PAGE.contains("tamper-evident"));
}

/// Asserts which checks pass; those not named are not looked at.
#[track_caller]
fn assert_passing(place: &Place, expected: &[(Check, bool)]) {
    for (check, passes) in expected {
        assert_eq!(place.passes(*check), *passes, "{check:?}");
    }
}

use Check::{Chain, Heads, Report, Signature, Stamp, Times};

#[test]
fn a_change_in_the_middle_is_shown_by_the_chain_alone() {
    let lines = FOLLOWED.lines();
    let edited = || {
        let mut lines = lines.clone();
        lines[2] = lines[2].replace("baa.executed", "baa.reviewed");
        assert_ne!(lines, FOLLOWED.lines());
        lines
    };
    let dropped = || [&lines[..2], &lines[3..]].concat();
    let moved = || {
        let mut lines = lines.clone();
        lines.swap(2, 3);
        lines
    };
    for tampered in [edited(), dropped(), moved()] {
        let place = FOLLOWED.copy();
        place.tamper(&tampered, Witness::Gone);
        assert_passing(&place, &[(Chain, false), (Check::Witness, false)]);
    }
}

#[test]
fn lines_cut_off_the_end_are_shown_by_the_witness_and_by_a_head_that_left() {
    let lines = FOLLOWED.lines();
    let before = lines.iter().position(|line| line.contains("\"kind\":\"signed_off\"")).unwrap();
    let place = FOLLOWED.copy();
    place.tamper(&lines[..before], Witness::Stays);
    assert_passing(
        &place,
        &[(Chain, true), (Check::Witness, false), (Heads, false), (Report, false)],
    );
    place.tamper(&lines[..before], Witness::Gone);
    assert_passing(
        &place,
        &[(Chain, true), (Check::Witness, true), (Heads, false), (Report, false)],
    );
    // Up to that head, and no further: what was cut off after it is covered by no head that left.
    let place = FOLLOWED.copy();
    place.tamper(&lines[..=before], Witness::Gone);
    assert_passing(&place, &[(Chain, true), (Check::Witness, true), (Heads, true)]);
}

/// The whole chain written anew with other words: every hash and every head that names one.
fn rewritten(lines: &[String], from: &str, to: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (mut anew, mut hashes): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    for line in lines {
        let mut body = line[..line.len() - 75].replace(from, to);
        for (old, new) in &hashes {
            body = body.replace(old, new);
        }
        let hash = Digest::of(format!("{body}}}").as_bytes()).to_string();
        hashes.push((line[line.len() - 66..line.len() - 2].to_owned(), hash.clone()));
        anew.push(format!("{body},\"hash\":\"{hash}\"}}"));
    }
    (anew, hashes)
}

#[test]
fn a_chain_written_anew_is_shown_by_a_head_that_left_and_a_forged_seal_by_signature_and_stamp() {
    let place = FOLLOWED.copy();
    let (anew, hashes) = rewritten(&place.lines(), "asked on the phone", "seen in writing 99");
    assert_ne!(anew, place.lines());
    // The signature and the stamp that are on file would give it away to our own program: they go, too.
    let attached = anew.iter().position(|line| line.contains("seal_attached")).unwrap();
    let report = anew.iter().position(|line| line.contains("report_written")).unwrap();
    assert!(report < attached);
    place.tamper(&anew[..attached], Witness::Gone);
    assert_passing(
        &place,
        &[
            (Chain, true),
            (Check::Witness, true),
            (Heads, false),
            (Report, false),
            (Signature, true),
        ],
    );
    // With a forged seal the heads agree again; nobody but the signer can sign it, and no service has stamped it.
    let forged =
        hashes.iter().fold(place.read("seal.json"), |seal, (old, new)| seal.replace(old, new));
    place.write("seal.json", &forged);
    assert_passing(&place, &[(Heads, true), (Signature, false), (Stamp, false)]);
}

#[test]
fn seals_on_file_give_a_chain_written_anew_away_to_our_own_program() {
    let place = FOLLOWED.copy();
    let (anew, _) = rewritten(&place.lines(), "asked on the phone", "seen in writing 99");
    place.tamper(&anew, Witness::Gone);
    let ran = place.shell("proofbook verify acme");
    assert_eq!(ran.status.code(), Some(3));
    let said = String::from_utf8(ran.stdout).unwrap();
    assert!(said.contains("is not one of the sign-off"), "{said}");
}

#[test]
fn back_dating_is_shown_by_the_time_stamp_alone() {
    need_tools();
    // A clock set back by more than a year, and everything else in order.
    let cli = backdated();
    let place = Place::new();
    for (typed, name) in [
        ("log northwind --lines", "vendor.jsonl"),
        ("log organization --lines", "organization.jsonl"),
        ("seal export northwind", "seal.json"),
    ] {
        place.write(name, &cli.run(typed).assert_code(0).stdout);
    }
    place.must(SERVICE);
    place.must("openssl ts -query -data seal.json -sha256 -cert -no_nonce -out seal.tsq");
    place.must(STAMP);
    place.must("ssh-keygen -q -t ed25519 -N '' -f officer; ssh-keygen -q -Y sign -n vendor-record -f officer seal.json");
    assert_passing(
        &place,
        &[(Chain, true), (Heads, true), (Signature, true), (Stamp, true), (Times, false)],
    );
}

/// A record signed off in 2025 by its own clock.
fn backdated() -> Cli {
    let cli = Cli::empty();
    cli.now.set("2025-01-02T15:00:00Z".parse().unwrap());
    cli.run("vendor add Northwind --tier high").assert_code(0);
    cli.run("answer northwind baa.executed yes").assert_code(0);
    cli.run("sign northwind --name Dana --title Officer --acknowledge").assert_code(0);
    cli
}

#[test]
fn a_changed_report_seal_or_copy_is_shown() {
    let place = FOLLOWED.copy();
    place.must("printf ' ' >> report.pdf");
    assert_passing(&place, &[(Report, false)]);
    place.must("sed -i 's/Dana Reyes/Dana Rayes/' seal.json");
    assert_passing(&place, &[(Heads, false), (Signature, false), (Stamp, false)]);
    place.must("echo more >> evidence/agreement.txt");
    assert!(!place.shell("python3 evidence.py vendor.jsonl evidence").status.success());
}

#[test]
fn what_is_not_of_this_seal_is_not_kept() {
    let place = FOLLOWED.copy();
    let refused = |script: &str, why: &str| {
        let ran = place.shell(script);
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    };
    place.must("cp seal.json other.json; ssh-keygen -q -Y sign -n file -f officer other.json");
    refused(
        "proofbook seal attach acme other.json.sig",
        "made for 'file', not for 'vendor-record'",
    );
    place.must("head -c 200 seal.json.sig > cut.sig");
    refused("proofbook seal attach acme cut.sig", "cut off");
    place.must("echo x >> other.json; openssl ts -query -data other.json -sha256 -cert -no_nonce -out other.tsq");
    place.must(&STAMP.replace("seal.ts", "other.ts"));
    refused("proofbook seal attach acme other.tsr", "of other bytes than this seal's");
    refused("proofbook seal attach acme seal.tsq", "neither an SSH signature nor a time stamp");
    refused("proofbook seal attach acme seal.tsr", "on file already");
}

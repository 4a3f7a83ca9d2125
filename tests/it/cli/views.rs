//! Other views than the vendor's own: a figure of record that no view replaces, and the list to mail ahead.

use proofbook::text::width;

use super::support::Cli;

#[test]
fn r16_status_through_another_questionnaire_leaves_the_figure_of_record() {
    let cli = Cli::with_vendor();
    cli.run("answer northwind baa.executed no").assert_code(0);
    let own = cli.run("--json status northwind").json();
    let through = cli.run("--json status northwind --questionnaire contract-review").json();
    for field in ["questionnaire", "asks", "percent", "readiness", "gaps", "critical_gaps"] {
        assert_eq!(own[field], through[field], "{field}");
    }
    assert!(own.get("through").is_none());
    assert_eq!(through["through"]["questionnaire"], "contract-review");
    assert_ne!(through["through"]["readiness"], own["readiness"]);
    let said = cli.run("status northwind --questionnaire contract-review").stdout;
    assert!(said.contains("Its own questionnaire, core: the figure of record"), "{said}");
    assert!(said.contains("Through contract-review:"), "{said}");
    assert!(said.contains("This changes no figure of record."), "{said}");
    cli.run("status --questionnaire core").assert_code(2);
    let unknown = cli.run("status northwind --questionnaire contract");
    assert!(
        unknown.assert_code(2).stderr.contains("there is no questionnaire 'contract'"),
        "{unknown}"
    );
}

#[test]
fn a_vendor_of_a_low_tier_is_asked_core_in_its_reassessment_everywhere() {
    let cli = Cli::founded();
    cli.run("vendor add Juniper --tier low").assert_code(0);
    cli.run("vendor add Magnolia --tier high").assert_code(0);
    let count = |vendor: &str| {
        let ran = cli.run(&format!("--json status {vendor} --questionnaire annual-reassessment"));
        let json = ran.assert_code(0).json();
        (json["through"]["asks"].clone(), json["through"]["questions"].as_array().unwrap().len())
    };
    let core = cli.run("--json status juniper").json()["questions"].as_array().unwrap().len();
    assert_eq!(count("juniper"), ("core".into(), core));
    assert!(count("magnolia").1 > 3 * core);
    let name = "annual-reassessment (Low tier: asks core)";
    for typed in [
        "status juniper --questionnaire annual-reassessment",
        "gaps juniper --questionnaire annual-reassessment",
        "questionnaire show annual-reassessment --vendor juniper",
    ] {
        let said = cli.run(typed).stdout;
        assert!(said.contains(name), "{typed}: {said}");
    }
    let report = cli.run("report juniper --questionnaire annual-reassessment --text").stdout;
    let flat = report.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(
            "Yearly reassessment of a vendor (Low tier: asks Core questions about a vendor)"
        ),
        "{report}"
    );
    assert!(!flat.contains("assur.rsp_12_months"), "only core's questions");
    // With another tier it is asked the whole set again.
    cli.run("vendor set juniper tier critical").assert_code(0);
    assert_eq!(count("juniper").0, "annual-reassessment");
}

#[test]
fn r7_an_answer_to_a_question_that_is_not_asked_is_listed_with_its_reason() {
    let cli = Cli::with_vendor();
    cli.run("answer northwind ctrl.logging no").assert_code(0);
    assert!(!cli.run("status northwind").stdout.contains("counting nothing"));
    cli.run("answer northwind risk.ba_status not-ba").assert_code(0);
    let said = cli.run("status northwind").stdout;
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("Kept and counting nothing, since the question is not asked:"), "{said}");
    assert!(flat.contains("ctrl.logging Records of who saw what: no; not asked because"), "{said}");
    let json = cli.run("--json status northwind").json();
    let line = json["questions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["question"] == "ctrl.logging");
    assert!(!line.unwrap()["not_asked_because"].as_str().unwrap().is_empty());
}

#[test]
fn the_list_to_mail_ahead_is_plain_and_holds_no_inner_words() {
    let cli = Cli::with_vendor();
    for questionnaire in
        ["core", "annual-reassessment", "contract-review", "vendor-breach", "ocr-inquiry", "nis2"]
    {
        for role in ["", " --role security", " --role legal", " --role procurement"] {
            let typed = format!("questionnaire show {questionnaire}{role} --text");
            let ran = cli.run(&typed);
            let text = ran.assert_code(0).stdout.clone();
            for line in text.lines() {
                assert!(width(line) <= 72 && line == line.trim_end(), "{typed}: '{line}'");
            }
            let small = text.to_lowercase();
            for word in
                ["severity:", "remedy", "gap rule", "stands unmet", "stands as", "clause idea"]
            {
                assert!(!small.contains(word), "{typed}: {word} in {text}");
            }
            assert!(text.contains("Law        as seen on 2026-"), "{text}");
        }
    }
    let all = cli.run("questionnaire show core --text").stdout;
    assert!(all.contains("\n1.   Is this vendor your business associate"), "{all}");
    assert!(all.contains("Only if the answer to question 1 is \"Business associate\""), "{all}");
    let one = cli.run("questionnaire show core --role security --text").stdout;
    assert!(one.contains("The questions for IT security, to look at before we meet."), "{one}");
    assert!(
        one.contains("\nA    only if \"Business associate status\" (answered by privacy or"),
        "{one}"
    );
    assert!(one.contains("Only in case A, above."), "{one}");
    assert!(one.contains("\nSECURITY CONTROLS\n"), "{one}");
    // What is settled about a vendor is no condition any more, and what is ruled out is not listed.
    cli.run("answer northwind risk.ba_status business-associate").assert_code(0);
    let about = cli.run("questionnaire show core --role security --vendor northwind --text").stdout;
    assert!(about.starts_with("Core questions about a vendor: Northwind\n"), "{about}");
    assert!(!about.contains("Only in case"), "{about}");
    cli.run("answer northwind risk.ba_status not-ba").assert_code(0);
    let few = cli.run("questionnaire show core --role security --vendor northwind --text").stdout;
    assert!(few.len() < about.len() && !few.contains("multi-factor"), "{few}");
}

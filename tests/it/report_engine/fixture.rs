//! A report with every kind of block, long tables and hostile text: what the engine must be able to set.

use jiff::Timestamp;
use jiff::civil::Date;
use proofbook::report::model::{
    Anchor, Bar, Block, Callout, Cell, Column, Cover, Entry, Fact, Gauge, Heading, Level, List,
    ListKind, Mark, Meter, Meters, Part, Point, Report, Row, Step, Steps, Table, Text, Timeline,
    Tone, Words,
};

pub(crate) const DIGEST: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

pub(crate) fn instant() -> Timestamp {
    "2026-03-20T16:30:00Z".parse().unwrap()
}

pub(crate) fn mark(tone: Tone) -> Mark {
    let (sign, word) = match tone {
        Tone::Documented => ('+', "Documented"),
        Tone::Asserted => ('~', "Asserted"),
        Tone::Stale => ('s', "Stale"),
        Tone::Part => ('/', "Part"),
        Tone::Unmet => ('!', "Unmet"),
        Tone::Unknown => ('?', "Unknown"),
        Tone::Carried => ('c', "Carried"),
        Tone::Open => ('.', "Open"),
        Tone::Aside => ('-', "Does not apply"),
        Tone::Critical => ('!', "2 critical gaps"),
        Tone::Neutral => ('i', "Note"),
    };
    Mark::new(sign, word, tone)
}

pub(crate) fn gauge() -> Gauge {
    Gauge {
        label: "Readiness".into(),
        figure: "47%".into(),
        detail: "17 of 36 applicable questions documented".into(),
        part: 17,
        whole: 36,
        beside: vec![mark(Tone::Critical)],
    }
}

pub(crate) fn bar() -> Bar {
    let counts = [17, 5, 2, 3, 2, 1, 1, 5];
    let parts = Tone::ALL.iter().zip(counts).map(|(tone, count)| Part { mark: mark(*tone), count });
    Bar { caption: "36 applicable questions by how they stand".into(), parts: parts.collect() }
}

pub(crate) fn meters() -> Meters {
    let row = |caption: &str, counts: [u32; 3], figure: &str, detail: &str| {
        let parts = [Tone::Documented, Tone::Unmet, Tone::Open].into_iter().zip(counts);
        let parts = parts.map(|(tone, count)| Part { mark: mark(tone), count }).collect();
        let bar = Bar { caption: caption.into(), parts };
        Meter { bar, figure: figure.into(), detail: detail.into() }
    };
    Meters {
        caption: "A bar for each section".into(),
        rows: vec![
            row("Who the vendor is", [3, 1, 0], "75%", "3 of 4"),
            row(&"A section of a long name ".repeat(4), [0, 2, 5], "0%", "0 of 7"),
            row("Nothing applies", [0, 0, 0], "–", "0 of 0"),
        ],
    }
}

pub(crate) fn steps() -> Steps {
    let days = [
        ("2025-12-31", None),
        ("2026-03-31", Some(0)),
        ("2026-06-30", Some(45)),
        ("2026-09-30", Some(100)),
    ];
    let step = |(on, percent): (&str, Option<u32>)| Step { on: on.into(), percent };
    Steps { caption: "Readiness over time".into(), steps: days.map(step).to_vec() }
}

/// Two facts, and last days before and after the day of the report.
pub(crate) fn timeline(fact: &str, notice: &str) -> Timeline {
    let point = |on: &str, time: &str, tone: Option<Tone>, text: &str| Point {
        on: on.parse::<Date>().unwrap(),
        when: format!("{on}{time}").into(),
        mark: tone.map(mark),
        text: Text::note(text),
    };
    Timeline {
        caption: "What happened, and last days".into(),
        facts: vec![
            point("2026-03-16", " 09:30", None, fact),
            point("2026-04-10", "", Some(Tone::Documented), "Sent"),
        ],
        today: point("2026-04-27", "", None, "The day of this report"),
        ends: vec![
            point("2026-04-15", "", Some(Tone::Critical), notice),
            point("2027-03-01", "", Some(Tone::Neutral), notice),
        ],
    }
}

pub(crate) fn exhibit(number: usize) -> Anchor {
    Anchor::new(format!("exhibit-{number}"))
}

fn cover() -> Cover {
    Cover {
        label: "Evidence-readiness report".into(),
        title: "Meridian Health Records, Inc.".into(),
        subtitle: "Electronic health record hosting and support".into(),
        gauge: Some(gauge()),
        facts: vec![
            Fact::new("Prepared for", "Lakeshore Regional Health System"),
            Fact::new("As of", "March 20, 2026 (America/Chicago)"),
            Fact::new("Edition", "Internal: with gaps, remedies and notes"),
            Fact::new("Tier", "Critical"),
            Fact::new("Vendor’s journal", Text::from("Event 214, ").code(&DIGEST[..16])),
        ],
        notes: vec![
            "This report says what was answered, by whom, what was shown for it and what is missing. It is not legal advice and does not judge whether any law was followed.".into(),
        ],
    }
}

fn four_questions() -> Vec<Block> {
    let mut blocks: Vec<Block> =
        vec![Heading::new(Level::One, "Four questions to expect").into(), Block::Lead(
            "Inquiries are reported to turn on four things, and want documents rather than assurances.".into(),
        )];
    let asked = [
        (
            "Required controls",
            "Did your contract oblige the vendor to keep specific security controls?",
            "In force: 45 CFR 164.504(e)(2)(ii)(B)",
            Tone::Documented,
        ),
        (
            "Audits performed",
            "Did you check that it did?",
            "Contractual good practice; no HIPAA rule requires it",
            Tone::Stale,
        ),
        (
            "Notification timelines",
            "Did your contract set a breach-notice deadline?",
            "In force: 45 CFR 164.410",
            Tone::Unmet,
        ),
        (
            "Insurance naming",
            "Does the vendor carry cyber insurance that names you as additional insured?",
            "Contractual good practice; no HIPAA rule requires it",
            Tone::Asserted,
        ),
    ];
    for (index, (name, question, basis, tone)) in asked.into_iter().enumerate() {
        blocks.push(Heading::new(Level::Two, format!("{}. {name}", index + 1)).into());
        blocks.push(Block::Paragraph(Text::new().strong(question)));
        blocks.push(Block::KeyValues(vec![
            Fact::new("Basis", basis),
            Fact::new("Stands", mark(tone)),
            Fact::new(
                "Exhibits",
                Text::from("Rests on ")
                    .link(format!("A-0{}", index + 1), exhibit(index + 1))
                    .plain(", page 12, § 4.2."),
            ),
        ]));
    }
    blocks
}

fn answers(report: &mut Report) {
    report.push(Block::PageBreak);
    report.push(Heading::new(Level::One, "Answers"));
    report.push(Block::Lead(
        "Every question that was asked, with what stands behind its answer.".into(),
    ));
    let ids = [
        "ctrl.mfa",
        "ctrl.contract_schedule",
        "assur.annual_independent",
        "notice.contract_hours",
        "ins.additional_insured",
        "sub.baa_chain",
    ];
    for section in 0..3 {
        report.push(Heading::new(
            Level::Two,
            format!("Section {}: safeguards and how they are shown", section + 1),
        ));
        for (index, id) in ids.iter().enumerate() {
            let number = section * ids.len() + index;
            let tone = Tone::ALL[number % 9];
            let mut entry = Entry::new(*id, "Does the vendor require multi-factor authentication for every person who can reach our patients’ data, including its own administrators?")
                .marked(mark(tone))
                .fact("Answer", Text::new().strong(if number.is_multiple_of(2) { "Yes" } else { "72 hours" }))
                .fact("Given by", Text::from("Dana Whitfield, Director of Security").quiet(", March 3, 2026"))
                .fact("Recorded by", "Priya Natarajan");
            if number.is_multiple_of(3) {
                entry = entry.fact("Note", Text::note("Administrators use hardware keys.\nContractors were moved to the same rule in February; the vendor’s own list of exceptions was asked for and has not come."));
            }
            entry = entry.fact(
                "Exhibits",
                Text::new()
                    .link(format!("A-{:02}", number + 1), exhibit(number + 1))
                    .plain(", page 12, § 4.2; no page given for ")
                    .link("A-02", exhibit(2)),
            );
            entry = entry.fact(
                "Basis",
                Text::from("In force. ").quiet(
                    "45 CFR 164.312(d). Not verified against the statute; confirm with counsel.",
                ),
            );
            report.push(entry.anchored(Anchor::new(format!("question-{number}"))));
        }
    }
}

fn gaps(report: &mut Report) {
    report.push(Heading::new(Level::One, "Gap register"));
    let columns = vec![
        Column::fit("Question"),
        Column::fit("Stands"),
        Column::share("What is missing", 3),
        Column::share("Remedy", 3),
        Column::fit("Days").right(),
    ];
    let mut table =
        Table::new("Open gaps with what would close them", columns, "No gaps are open.");
    for number in 0..42 {
        table.push([
            Cell::from(Text::new().code("notice.contract_hours")),
            Cell::from(mark(Tone::ALL[number % 6])),
            Cell::from("The agreement sets no hour count for notice of a breach of unsecured PHI."),
            Cell::paragraphs([
                Text::from("Ask for an amendment."),
                Text::new().quiet("“Vendor shall notify within 24 hours of discovery.”"),
            ]),
            Cell::from((number * 7).to_string()),
        ]);
    }
    report.push(table);
    report.push(Heading::new(Level::Two, "Accepted gaps"));
    report.push(Table::new(
        "Accepted gaps",
        vec![Column::fit("Question"), Column::share("Reason", 1)],
        "No gap has been accepted.",
    ));
}

fn exhibits(report: &mut Report, count: usize) {
    report.push(Heading::new(Level::One, "Exhibit index"));
    let columns = vec![
        Column::fit("No."),
        Column::share("Title and SHA-256", 4),
        Column::fit("Dated"),
        Column::fit("Bytes").right(),
    ];
    let mut table = Table::new("Exhibits on file", columns, "No exhibit is on file.");
    for number in 1..=count {
        let row = Row::new([
            Cell::from(Text::new().strong(format!("A-{number:02}"))),
            Cell::paragraphs([
                format!("Business associate agreement, amendment {number}").into(),
                Text::new().code(DIGEST),
            ]),
            Cell::from("2025-01-02"),
            Cell::from((number * 104_729).to_string()),
        ]);
        table.push(row.anchored(exhibit(number)));
    }
    report.push(table);
}

/// What someone could put in a name or a note to break or forge a page.
pub(crate) const HOSTILE: &str = "esc \u{1b}[2J bidi \u{202E}fdp.exe\u{202C} zero\u{200B}width emoji 😀 日本語 ﻿end <b>&amp; \\ ( ) % 100%";

fn hostile(report: &mut Report) {
    report.push(Heading::new(Level::One, "Words from outside"));
    report.push(Block::Paragraph(HOSTILE.into()));
    report.push(Block::Paragraph(Text::note(&format!("A note over lines:\n{HOSTILE}\n\nЖёлтый Ελληνικά naïve Łódź Zürich — “quoted” ‘single’ … 24 h × 3 ≥ 72 § 164.410 €5,000,000"))));
    report.push(Block::Paragraph(Text::from("m".repeat(400))));
    report.push(Table::new(
        "Narrow",
        (0..9).map(|n| Column::fit(format!("Column {n}"))).collect(),
        "Nothing.",
    ));
    let mut narrow = Table::new(
        "Nine columns of long words",
        (0..9).map(|n| Column::share(format!("Column {n}"), 1)).collect(),
        "Nothing.",
    );
    narrow.push(Row::new((0..9).map(|_| Cell::from(DIGEST))));
    report.push(narrow);
    let mut tall = Table::new(
        "A row taller than a page",
        vec![Column::fit("Who"), Column::share("Note", 1)],
        "Nothing.",
    );
    tall.push([
        Cell::from("Dana"),
        Cell::from(Text::note(&"One more line of a very long note.\n".repeat(120))),
    ]);
    tall.push([Cell::from("Priya"), Cell::from("Short.")]);
    report.push(tall);
    report.push(Block::Paragraph(
        Text::from("A link to ").link("nowhere", Anchor::new("nowhere")).plain("."),
    ));
}

/// The whole sample.
pub(crate) fn report() -> Report {
    let mut report = Report::new("Evidence readiness: Meridian Health Records, Inc.", instant());
    report.subject = "Evidence readiness of one vendor".into();
    report.author = "Lakeshore Regional Health System".into();
    report.foot =
        "Lakeshore Regional Health System  ·  As of March 20, 2026  ·  Internal edition".into();
    report.watermark = Some(Words::from("SAMPLE"));
    report.cover = Some(cover());
    report.push(Heading::new(Level::One, "Contents").bookmarked("Table of contents"));
    report.push(Block::Contents);
    report.push(Block::OnePage(four_questions()));
    report.push(Heading::new(Level::One, "Readiness"));
    report.push(gauge());
    report.push(bar());
    report.push(meters());
    report.push(steps());
    report.push(timeline("A fact", "A notice"));
    report.push(Callout {
        tone: Tone::Critical,
        title: "2 critical gaps".into(),
        body: vec![
            Text::new()
                .code("notice.contract_hours")
                .plain(" is unmet: the agreement sets no deadline in hours."),
            Text::new().code("ctrl.mfa").plain(" is unknown: nobody could say on March 3, 2026."),
        ],
    });
    report.push(Block::Paragraph(Text::from("Readiness is the share of applicable questions whose answer is met ").strong("and").plain(" rests on at least one exhibit that is current on the day of this report. Both numbers stand beside it.")));
    report.push(List {
        kind: ListKind::Bulleted,
        items: vec![
            "In force: 13 of 24 documented.".into(),
            "Contractual good practice: 4 of 12 documented.".into(),
        ],
    });
    report.push(List {
        kind: ListKind::Numbered,
        items: vec![
            "Close the critical gaps.".into(),
            "Renew what is stale.".into(),
            "Show what is only asserted.".into(),
        ],
    });
    report.push(Callout {
        tone: Tone::Neutral,
        title: "Not a breach of law".into(),
        body: vec![
            "Figures from working standards are our own and are never printed as breaches of law."
                .into(),
        ],
    });
    answers(&mut report);
    gaps(&mut report);
    exhibits(&mut report, 30);
    hostile(&mut report);
    report.push(Heading::new(Level::One, "Method"));
    report.push(Block::Small(
        "Standings are computed from the journal up to the events named on the cover.".into(),
    ));
    report.push(Block::Quote(
        "“Vendor shall notify Customer of any breach of unsecured PHI without unreasonable delay and in no case later than sixty (60) calendar days after discovery.”".into(),
    ));
    report.push(Block::Rule);
    report.push(Block::Together(vec![
        Heading::new(Level::Three, "What this report covers").into(),
        Block::KeyValues(vec![
            Fact::new("Vendor’s journal", Text::from("Event 214, ").code(DIGEST)),
            Fact::new("Organization’s journal", Text::from("Event 19, ").code(DIGEST)),
        ]),
    ]));
    report
}

//! `incident rules`: the rules in force as a reference - the jurisdictions with their marks, the clocks of one, or one rule whole.

use serde::Serialize;

use super::clock::WIDTH;
use super::line::{CAUTION, RuleLine};
use crate::cli::output::{Align, Cell, Output, Table};
use crate::desk::Desk;
use crate::domain::clock::rule::{
    ClockId, ClockRule, Deemed, Jurisdiction, Rules, Tie, TieKind, Weekend,
};
use crate::domain::question::{Basis, Verified};
use crate::problem::Problem;
use crate::text::{capitalized, many};

/// What a jurisdiction's law says beside its clocks, as scripts see it.
#[derive(Debug, Serialize)]
pub(super) struct JurisdictionLine<'a> {
    code: &'a str,
    name: &'a str,
    statute: &'a str,
    hipaa: Option<&'a str>,
    deemed: Option<Deemed>,
    credit_monitoring_months: Option<u32>,
    health_rule: Option<&'a str>,
    doubt: Option<&'a str>,
    verified: Verified,
    covers: Option<&'a str>,
    as_of_year: Option<u32>,
    source: Option<&'a str>,
}

impl<'a> From<&'a Jurisdiction> for JurisdictionLine<'a> {
    fn from(one: &'a Jurisdiction) -> Self {
        Self {
            code: &one.code,
            name: &one.name,
            statute: &one.statute,
            hipaa: one.hipaa.as_deref(),
            deemed: one.deemed,
            credit_monitoring_months: one.credit_monitoring_months,
            health_rule: one.health_rule.as_deref(),
            doubt: one.doubt.as_deref(),
            verified: one.verified,
            covers: one.covers.as_deref(),
            as_of_year: one.as_of_year,
            source: one.source.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    jurisdictions: Vec<JurisdictionLine<'a>>,
    clocks: Vec<RuleLine<'a>>,
    caution: &'static str,
}

pub(super) fn run(desk: &Desk, of: Option<&str>, out: &mut Output<'_>) -> Result<(), Problem> {
    let rules = &desk.bank().clocks;
    let Some(of) = of.map(|of| of.trim().to_lowercase()) else {
        all(rules, out);
        return Ok(());
    };
    if let Some(rule) = rules.clock(&ClockId(of.clone())) {
        one(rules, rule, out);
        return Ok(());
    }
    let named = |one: &&Jurisdiction| one.code == of || one.name.to_lowercase() == of;
    let Some(jurisdiction) = rules.jurisdictions.iter().find(named) else {
        let codes = rules.jurisdictions.iter().map(|one| one.code.as_str());
        let clocks = rules.clocks.iter().map(|rule| rule.id.as_str());
        return Err(Problem::wrong_use(format!("there is no jurisdiction and no clock '{of}'"))
            .did_you_mean(&of, codes.chain(clocks))
            .next("see them all: proofbook incident rules"));
    };
    of_jurisdiction(rules, jurisdiction, out);
    Ok(())
}

fn document<'a>(
    jurisdictions: impl IntoIterator<Item = &'a Jurisdiction>,
    clocks: impl IntoIterator<Item = &'a ClockRule>,
) -> Document<'a> {
    Document {
        jurisdictions: jurisdictions.into_iter().map(JurisdictionLine::from).collect(),
        clocks: clocks.into_iter().map(RuleLine::from).collect(),
        caution: CAUTION,
    }
}

/// The clocks of a jurisdiction.
fn clocks_of<'a>(
    rules: &'a Rules,
    jurisdiction: &'a Jurisdiction,
) -> impl Iterator<Item = &'a ClockRule> {
    rules.clocks.iter().filter(|rule| rules.jurisdiction(&rule.id) == Some(jurisdiction))
}

fn all(rules: &Rules, out: &mut Output<'_>) {
    out.result("incident-rules", &document(&rules.jurisdictions, &rules.clocks), |out| {
        if rules.clocks.is_empty() {
            out.line("The questions in force hold no rules of clocks.");
            return;
        }
        let mut table = Table::new([
            ("Code", Align::Left),
            ("Jurisdiction", Align::Wrapped),
            ("Clocks", Align::Right),
            ("Of them not checked", Align::Right),
            ("HIPAA notices count", Align::Wrapped),
        ]);
        for one in &rules.jurisdictions {
            let unsure = |rule: &&ClockRule| rule.verified != Verified::Checked;
            table.row([
                one.code.to_uppercase().into(),
                (&one.name).into(),
                clocks_of(rules, one).count().to_string().into(),
                clocks_of(rules, one).filter(unsure).count().to_string().into(),
                Cell::from(one.deemed.map_or("", Deemed::title)),
            ]);
        }
        out.table(&table);
        out.blank();
        out.text(
            0,
            "The clocks of one: proofbook incident rules CODE. Clauses and policies of a vendor are clocks, too: 'incident show' has them.",
        );
        out.text(0, CAUTION);
    });
}

fn of_jurisdiction(rules: &Rules, jurisdiction: &Jurisdiction, out: &mut Output<'_>) {
    let clocks: Vec<&ClockRule> = clocks_of(rules, jurisdiction).collect();
    let document = document([jurisdiction], clocks.iter().copied());
    out.result("incident-rules", &document, |out| {
        print_jurisdiction(jurisdiction, out);
        out.blank();
        out.line(&format!("{}:", capitalized(&many(clocks.len(), "clock"))));
        for rule in &clocks {
            out.text(2, &format!("{} [{}]", rule.title, rule.id));
            out.text(4, &runs(rule));
            out.text(4, &cited(rule));
        }
        out.blank();
        out.text(0, CAUTION);
    });
}

fn one(rules: &Rules, rule: &ClockRule, out: &mut Output<'_>) {
    let jurisdiction = rules.jurisdiction(&rule.id);
    out.result("incident-rules", &document(jurisdiction, [rule]), |out| {
        out.heading(&rule.title);
        out.labeled("Clock", WIDTH, rule.id.as_str());
        print_rule(rule, &cited(rule), out);
        if let Some(jurisdiction) = jurisdiction {
            out.blank();
            print_jurisdiction(jurisdiction, out);
        }
        out.blank();
        out.text(0, CAUTION);
    });
}

/// What a rule says, whatever became of it.
pub(super) fn print_rule(rule: &ClockRule, cited: &str, out: &mut Output<'_>) {
    out.labeled(
        "Who tells whom",
        WIDTH,
        &format!("{}, {}", capitalized(rule.owes.title()), to(rule)),
    );
    if !rule.text.is_empty() {
        out.labeled("Rule", WIDTH, &rule.text);
    }
    out.labeled("Runs", WIDTH, &runs(rule));
    out.labeled("Citation", WIDTH, cited);
    out.labeled("Basis", WIDTH, rule.basis.title());
    out.labeled("Verified", WIDTH, rule.verified.title());
    if let Some(doubt) = &rule.doubt {
        out.labeled("Doubt", WIDTH, doubt);
    }
    if let Some(source) = &rule.source {
        out.labeled("Source", WIDTH, source);
    }
}

fn to(rule: &ClockRule) -> String {
    if rule.to.is_empty() {
        rule.recipient.title().to_lowercase()
    } else {
        format!("to {}", rule.to)
    }
}

/// How long it runs, and from when.
fn runs(rule: &ClockRule) -> String {
    let promptly = rule.promptly.as_deref();
    let within = match rule.within_words() {
        Some(within) => format!("at most {within} after {}", rule.start.title()),
        None => match &rule.tied {
            Some(Tie { kind: TieKind::With, .. }) => "with another notice".to_owned(),
            Some(Tie { kind: TieKind::Before, .. }) => "before another notice".to_owned(),
            Some(Tie { by: Some(by), .. }) => format!("{} after another notice", by.words()),
            Some(Tie { by: None, .. }) => "after another notice".to_owned(),
            None => "the law names no number".to_owned(),
        },
    };
    let moves = (rule.weekend == Weekend::Moves).then_some("moves to the next business day");
    let parts: Vec<&str> = [Some(within.as_str()), promptly, moves].into_iter().flatten().collect();
    capitalized(&parts.join("; "))
}

/// The paragraph, with its basis where it is no duty in force and its mark where it was not checked.
fn cited(rule: &ClockRule) -> String {
    let basis = (rule.basis != Basis::InForce).then(|| rule.basis.title());
    let mark = (rule.verified != Verified::Checked).then(|| rule.verified.title());
    let marks: Vec<&str> = [basis, mark].into_iter().flatten().collect();
    if marks.is_empty() {
        rule.citation.clone()
    } else {
        format!("{} ({})", rule.citation, marks.join("; "))
    }
}

/// What a jurisdiction's law says beside its clocks.
pub(super) fn print_jurisdiction(one: &Jurisdiction, out: &mut Output<'_>) {
    out.heading(&one.name);
    out.labeled("Statute", WIDTH, &one.statute);
    if let Some(words) = &one.hipaa {
        out.labeled("HIPAA", WIDTH, words);
    }
    match one.deemed {
        None => {}
        Some(Deemed::None) => out.labeled("HIPAA notices", WIDTH, "do not count as enough"),
        Some(deemed) => {
            out.labeled("HIPAA notices", WIDTH, &format!("count as enough {}", deemed.title()));
        }
    }
    if let Some(months) = one.credit_monitoring_months {
        out.labeled("Credit watch", WIDTH, &many(months, "month"));
    }
    if let Some(rule) = &one.health_rule {
        out.labeled("Health rule", WIDTH, rule);
    }
    if let Some(doubt) = &one.doubt {
        out.labeled("Doubt", WIDTH, doubt);
    }
    let covers = one.covers.as_ref().map(|covers| format!(" ({covers})"));
    out.labeled(
        "Verified",
        WIDTH,
        &format!("{}{}", one.verified.title(), covers.unwrap_or_default()),
    );
    if let Some(year) = one.as_of_year {
        out.labeled("Current through", WIDTH, &year.to_string());
    }
    if let Some(source) = &one.source {
        out.labeled("Source", WIDTH, source);
    }
}

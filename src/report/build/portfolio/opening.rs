//! What stands before the vendors' pages: the cover, the dashboard and the lists, how the figures are made, and what they rest on.

use jiff::Timestamp;

use super::figures::{Gathered, Total};
use super::{Detail, Frame};
use crate::domain::event::Edition;
use crate::domain::vendor::Tier;
use crate::report::build::closing::figure_rules;
use crate::report::build::cover::{beside, gauge, long_day, who_we_are};
use crate::report::build::head_lines;
use crate::report::build::phrases::counted;
use crate::report::model::{
    Block, Cover, Covers, Entry, Fact, Heading, Level, List, ListKind, Report, Text, Words,
};

/// The report without the vendors' pages, which follow as its parts.
pub fn opening(frame: &Frame<'_>, gathered: &Gathered) -> Report {
    let total = gathered.whole();
    let us = frame.organization.shown_name();
    let (edition, day) = (frame.edition.word(), frame.day);
    let ours = frame.organization.last_content();
    let speaks_for = gathered.speaks_for.max(ours.map(|event| event.at));
    let mut report = Report::new(
        format!("Portfolio of vendors: {us}"),
        speaks_for.unwrap_or(Timestamp::UNIX_EPOCH),
    );
    report.subject =
        format!("Evidence readiness of {us}\u{2019}s vendors as of {day}, {edition} edition")
            .into();
    report.author = us.into();
    report.head = us.into();
    report.header = head_lines::lines(frame.header, frame.organization);
    report.head_right = format!("Portfolio of vendors as of {day}").into();
    report.as_of = frame.past.map(|_| format!("As of the end of {day}").into());
    report.covers = rests_on(frame, gathered);
    report.status = status(frame, &total);
    let kept = if frame.is_internal() { ", not for handing over" } else { "" };
    report.foot = format!("{edition} edition{kept}").into();
    report.watermark = match frame.sample {
        Some(_) => Some("SAMPLE".into()),
        None if total.signed < total.vendors => Some("DRAFT".into()),
        None => None,
    };
    report.cover = Some(cover(frame, gathered, &total));
    let parts: [Vec<Block>; 8] = [
        super::glance::glance(frame, gathered),
        super::grid::grid(gathered),
        super::worst::worst(frame, gathered),
        super::due::due(gathered),
        super::vendors::left_out(frame, gathered),
        method(frame, gathered),
        head_lines::about(frame.header, frame.organization),
        super::vendors::vendors(frame, gathered),
    ];
    report.blocks = parts.into_iter().flatten().collect();
    report
}

/// Every vendor's journal that is shown, by name, and then ours.
fn rests_on(frame: &Frame<'_>, gathered: &Gathered) -> Vec<Covers> {
    let vendors = gathered.vendors.iter().filter_map(|one| one.covers.clone());
    let ours = frame.organization.last_content().map(|event| Covers {
        journal: frame.organization_journal.to_string(),
        seq: event.seq,
        sha256: event.hash.to_string(),
    });
    vendors.chain(ours).collect()
}

/// At the foot of every page. Where the watermark says something else, it says DRAFT itself.
fn status(frame: &Frame<'_>, total: &Total) -> Words {
    let open = total.signed < total.vendors;
    let draft = if open && frame.sample.is_some() { "DRAFT, " } else { "" };
    format!("{draft}{} of {} signed off", total.signed, counted(total.vendors, "vendor", "vendors"))
        .into()
}

fn cover(frame: &Frame<'_>, gathered: &Gathered, total: &Total) -> Cover {
    let organization = frame.organization;
    let zone = organization.zones.name_of_day(frame.day);
    let as_of = format!("End of {} ({zone})", long_day(frame.day));
    let as_of = match frame.past {
        None => Text::from(as_of),
        Some(_) => Text::new().strong(as_of).plain(", from what was on file then"),
    };
    let mut facts = vec![
        Fact::new("As of", as_of),
        Fact::new("Vendors", shown(frame, gathered)),
        Fact::new("Edition", edition(frame.edition)),
        Fact::new("Of each vendor", of_each(frame.detail)),
        Fact::new("Status", signed(total)),
    ];
    facts.extend(who_we_are(organization));
    let journals = gathered.vendors.iter().filter(|one| one.covers.is_some()).count();
    let mut rests = Text::from(format!(
        "{} of vendors, each up to the event named on its page",
        counted(journals, "journal", "journals")
    ));
    if let Some(last) = organization.last_content() {
        rests = rests
            .plain(format!("; event {} of our own journal, ", last.seq))
            .code(last.hash.short());
    }
    facts.push(Fact::new("Rests on", rests));
    Cover {
        label: "Portfolio report".into(),
        title: organization.shown_name().into(),
        subtitle: format!("Evidence readiness of {}", counted(total.vendors, "vendor", "vendors"))
            .into(),
        gauge: Some(gauge(
            "Readiness of all vendors",
            total.readiness.whole,
            beside(total.critical as usize, total.unsettled),
        )),
        facts,
        notes: notes(frame),
    }
}

fn shown(frame: &Frame<'_>, gathered: &Gathered) -> String {
    let tiers = (!frame.tiers.is_empty()).then(|| {
        let tiers: Vec<&str> = frame.tiers.iter().map(|tier| Tier::title(*tier)).collect();
        let others = gathered.of_other_tiers;
        format!(", of tier {} only; {others} of other tiers or of none not shown", tiers.join(", "))
    });
    let retired =
        (gathered.retired > 0).then(|| format!("; {} retired, in no figure", gathered.retired));
    [Some(gathered.vendors.len().to_string()), tiers, retired].into_iter().flatten().collect()
}

const fn edition(edition: Edition) -> &'static str {
    match edition {
        Edition::Internal => {
            "Internal: with gaps, their owners, contradictions and follow-ups; not for handing over"
        }
        Edition::Produced => {
            "Produced: facts; what is left out is counted under \u{201C}Left out of this edition\u{201D}"
        }
    }
}

const fn of_each(detail: Detail) -> &'static str {
    match detail {
        Detail::Pages => "One page",
        Detail::Full => "One page, and its whole report",
    }
}

fn signed(total: &Total) -> Text {
    let said =
        format!("{} of {} signed off", total.signed, counted(total.vendors, "vendor", "vendors"));
    if total.signed < total.vendors {
        Text::new().strong("DRAFT").plain(format!(": {said}"))
    } else {
        said.into()
    }
}

fn notes(frame: &Frame<'_>) -> Vec<Text> {
    let sample = frame.sample.map(|day| {
        Text::new().strong("SAMPLE. ").plain(format!(
            "Every name, fact and document in this report is fictitious; in this sample, today is {day}."
        ))
    });
    let says = "This report sums up what was asked about each vendor, what was answered, and which answers documents on file show. It is not \
                legal advice, and it certifies nothing.";
    sample.into_iter().chain([says.into()]).collect()
}

/// How the figures are made, and the record that they rest on.
fn method(frame: &Frame<'_>, gathered: &Gathered) -> Vec<Block> {
    let mut rules = figure_rules();
    rules.push(
        "Figures of several vendors add up the questions documented and the questions applicable; no percentage is averaged.".into(),
    );
    rules.push(
        "The figure of each vendor is over its questionnaire of record, which its page names; vendors may be asked different questions.".into(),
    );
    let organization = frame.organization;
    let mut ours = Entry::new("Ours", "The organization\u{2019}s journal")
        .fact("Journal", Text::new().code(frame.organization_journal.to_string()));
    if let Some(last) = organization.last_content() {
        ours.label = format!("Event {}", last.seq).into();
        ours = ours
            .fact("Recorded", organization.zones.shown(last.at))
            .fact("SHA-256", Text::new().code(last.hash.to_string()));
    }
    let blocks: Vec<Block> = vec![
        Heading::new(Level::One, "Method and record").into(),
        Block::List(List { kind: ListKind::Bulleted, items: rules }),
        Text::from(format!(
            "The sources of the questions were last read on {}. This report is not legal advice; confirm with counsel.",
            frame.bank.law_seen_on
        ))
        .into(),
        Text::from(format!(
            "The record is kept in journals to which events are only added, each carrying the SHA-256 of the one before it. The page of each \
             vendor names the last event of its journal that this report covers; the file\u{2019}s own metadata names all {} of them, \
             and ours. Days and times are in the organization\u{2019}s time zone ({}).",
            gathered.vendors.len(),
            organization.zones.name()
        ))
        .into(),
        ours.into(),
        Entry::new("Questions", "The question bank in force")
            .fact("SHA-256", Text::new().code(frame.bank.digest.to_string()))
            .into(),
    ];
    vec![Block::OnePage(blocks)]
}

//! `status`: the figures, over all vendors or for one, always with both numbers (rules R14 and R20).

use jiff::civil::Date;
use serde::Serialize;

use super::later::{self, Ask};
use super::output::{Align, Cell, Output, Table};
use super::{Ended, recorded, register, typed, vendor};
use crate::desk::Desk;
use crate::desk::check;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::gap;
use crate::domain::id::VendorId;
use crate::domain::later::Later;
use crate::domain::organization::WORD;
use crate::domain::questionnaire::View;
use crate::domain::readiness::Readiness;
use crate::domain::sign_off::Attested;
use crate::domain::standing::{Asked, CriticalUnsettled, OfIncident, Stand, Standing, Standings};
use crate::domain::summary::Summary;
use crate::domain::vendor::{Tier, UNTIERED};
use crate::problem::Problem;
use crate::text::many;

/// `status`.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    /// The vendor; all of them, where none is named
    pub(super) vendor: Option<String>,
    /// Through another questionnaire than the vendor's own, beside its figure of record
    #[arg(long, value_name = "ID", requires = "vendor")]
    pub(super) questionnaire: Option<String>,
    #[command(flatten)]
    pub(super) later: Ask,
}

impl Status {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        if let Some(vendor) = &self.vendor {
            return one(desk, vendor, self.questionnaire.as_deref(), self.later, out);
        }
        self.later.refuse_for_all()?;
        all(desk, out)
    }
}

/// Width of the labels.
const WIDTH: usize = 27;

/// Width of the bar.
const BAR: u32 = 50;

#[derive(Serialize)]
struct AllVendors<'a> {
    day: Date,
    organization: &'a str,
    sample: bool,
    percent: Option<u32>,
    readiness: &'a Readiness,
    critical_gaps: u32,
    critical_not_answered: u32,
    critical_not_confirmed: u32,
    /// How many texts of all vendors' records and of ours are withheld (rule R28).
    texts_withheld: u32,
    vendors: Vec<vendor::Row<'a>>,
    our_organization: Ours,
}

/// Our organization's own figure, which is in no other (rule R6).
#[derive(Serialize)]
struct Ours {
    percent: Option<u32>,
    readiness: Readiness,
    critical_gaps: u32,
    critical_not_answered: u32,
    critical_not_confirmed: u32,
    #[serde(skip)]
    withheld: u32,
}

impl Ours {
    fn of(desk: &mut Desk) -> Result<Self, Problem> {
        let summary = desk.own_summary()?;
        Ok(Self {
            percent: summary.readiness.whole.percent(),
            critical_gaps: summary.critical_gaps,
            critical_not_answered: summary.unsettled.open,
            critical_not_confirmed: summary.unsettled.carried,
            withheld: summary.withheld,
            readiness: summary.readiness,
        })
    }

    fn told(&self) -> String {
        let critical = match self.critical_gaps {
            0 => String::new(),
            gaps => format!(", {}", many(gaps, "critical gap")),
        };
        format!("{} documented{critical}; in no figure above", self.readiness.whole)
    }
}

fn all(desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
    desk.store()?;
    let summaries = desk.summaries()?;
    let shown: Vec<&Summary> = summaries.iter().filter(|one| !one.retired).collect();
    let mut readiness = Readiness::default();
    // The numbers add up; percentages are never averaged (rule R15).
    for one in &shown {
        readiness += &one.readiness;
    }
    let critical_gaps = shown.iter().map(|one| one.critical_gaps).sum();
    let unsettled = CriticalUnsettled {
        open: shown.iter().map(|one| one.unsettled.open).sum(),
        carried: shown.iter().map(|one| one.unsettled.carried).sum(),
    };
    let our_organization = Ours::of(desk)?;
    let withheld =
        summaries.iter().map(|one| one.withheld).sum::<u32>() + our_organization.withheld;
    let document = AllVendors {
        day: desk.today(),
        organization: desk.organization().shown_name(),
        sample: desk.sample().is_some(),
        percent: readiness.whole.percent(),
        readiness: &readiness,
        critical_gaps,
        critical_not_answered: unsettled.open,
        critical_not_confirmed: unsettled.carried,
        texts_withheld: withheld,
        vendors: shown.iter().map(|one| vendor::Row::of(one, desk.today())).collect(),
        our_organization,
    };
    out.result("status", &document, |out| {
        let vendors = many(shown.len(), "vendor");
        out.heading(&format!("{}: {vendors}, {}", document.organization, document.day));
        if document.sample {
            out.line("This is a sample: everything in it is made up.");
        }
        out.blank();
        if shown.is_empty() {
            out.line("No vendors yet. Add one: proofbook vendor add NAME");
        } else {
            figure(&readiness, critical_gaps, unsettled, out);
            out.blank();
            out.table(&vendor::table(&shown, document.day));
        }
        out.blank();
        out.labeled("Our own organization", WIDTH, &document.our_organization.told());
        if document.texts_withheld > 0 {
            out.labeled("Texts withheld", WIDTH, &document.texts_withheld.to_string());
        }
    });
    Ok(vendor::damage(&shown))
}

#[derive(Serialize)]
struct OneVendor<'a> {
    day: Date,
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    tier: Option<Tier>,
    retired: bool,
    /// The figure of record (rule R16); `--questionnaire` never changes it.
    #[serde(flatten)]
    of_record: Through<'a>,
    critical_gaps: Vec<String>,
    exhibits: usize,
    follow_ups: usize,
    next_deadline: Option<vendor::NextDeadline>,
    /// The matters for which a legal hold stands.
    /// What became of its sign-off.
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_off: Option<Attested>,
    holds: Vec<String>,
    /// How many texts are withheld (rule R28).
    texts_withheld: u32,
    registers: Vec<register::Summary>,
    /// Its incidents, each with a figure of its own that is in none of the vendor's (rule R6).
    incidents: Vec<IncidentLine<'a>>,
    /// Answers about incidents that were set aside; they count nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kept_of_incidents_set_aside: Vec<String>,
    /// That the questionnaire which is shown asks about an incident, and none is on file.
    #[serde(skip)]
    no_incident: Option<String>,
    /// The same through the questionnaire that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<Through<'a>>,
    /// What was recorded after the past day that is looked at; in no figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<Vec<Later>>,
}

/// One incident with its own figure.
#[derive(Serialize)]
struct IncidentLine<'a> {
    incident: String,
    label: String,
    percent: Option<u32>,
    readiness: Readiness,
    critical_gaps: u32,
    critical_not_answered: u32,
    critical_not_confirmed: u32,
    #[serde(skip)]
    unsettled: CriticalUnsettled,
    questions: Vec<QuestionLine<'a>>,
}

/// The figures through one questionnaire.
#[derive(Serialize)]
struct Through<'a> {
    questionnaire: &'a str,
    asks: &'a str,
    #[serde(skip)]
    view: &'a View<'a>,
    percent: Option<u32>,
    readiness: Readiness,
    critical_not_answered: u32,
    critical_not_confirmed: u32,
    #[serde(skip)]
    unsettled: CriticalUnsettled,
    gaps: usize,
    sections: Vec<Section<'a>>,
    questions: Vec<QuestionLine<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    title: &'a str,
    percent: Option<u32>,
    readiness: Readiness,
}

#[derive(Serialize)]
struct QuestionLine<'a> {
    question: &'a str,
    standing: Standing,
    asked: bool,
    /// Why it is not asked; an answer to it is kept, and counts nothing (rule R7).
    #[serde(skip_serializing_if = "Option::is_none")]
    not_asked_because: Option<String>,
    #[serde(skip)]
    title: &'a str,
    answer: Option<String>,
    exhibits: Vec<String>,
}

impl<'a> From<&Stand<'a>> for QuestionLine<'a> {
    fn from(stand: &Stand<'a>) -> Self {
        Self {
            question: stand.question.id.as_str(),
            standing: stand.standing,
            asked: stand.asked.is_asked(),
            not_asked_because: match &stand.asked {
                Asked::No(why) => Some(why.clone()),
                Asked::Yes | Asked::Undecided => None,
            },
            title: &stand.question.title,
            answer: stand.reply().map(|reply| stand.question.kind.typed(reply)),
            exhibits: stand.exhibits.iter().map(|shown| shown.exhibit.no.to_string()).collect(),
        }
    }
}

fn one(
    desk: &mut Desk,
    vendor: &str,
    questionnaire: Option<&str>,
    later: Ask,
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let later = later.of(desk, &dossier, |_| true)?;
    let bank = desk.bank().clone();
    let standings = desk.standings(&dossier);
    let of_record = dossier.view_of_record(&bank);
    let named = questionnaire.map(|id| typed::view(&bank, id, Some(&dossier))).transpose()?;
    let named = named.filter(|view| view.named.id != of_record.named.id);
    let through = |view| Through::of(view, &standings, &dossier, desk);
    let critical = standings.critical_gaps();
    let (summary, _) = Summary::of(&dossier, desk.organization(), &bank, desk.today_of(dossier.id));
    let document = OneVendor {
        day: desk.today(),
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        tier: dossier.tier,
        retired: dossier.retired.is_some(),
        of_record: through(&of_record),
        critical_gaps: critical.iter().map(|stand| stand.name()).collect(),
        exhibits: dossier.exhibits.values().filter(|one| one.withdrawn.is_none()).count(),
        follow_ups: dossier.follow_ups.iter().filter(|one| one.is_open()).count(),
        next_deadline: vendor::NextDeadline::of(&summary, desk.today()),
        sign_off: summary.sign_off,
        holds: summary.holds,
        texts_withheld: summary.withheld,
        registers: register::summaries(desk, &dossier),
        incidents: standings.incidents().iter().map(|one| IncidentLine::of(one, &bank)).collect(),
        kept_of_incidents_set_aside: kept_of_incidents(&standings),
        no_incident: named
            .as_ref()
            .filter(|view| check::asks_about_incidents(view, &bank))
            .filter(|_| dossier.incidents().next().is_none())
            .map(|_| no_incident(&dossier)),
        through: named.as_ref().map(through),
        later,
    };
    out.result("status-vendor", &document, |out| {
        document.show(&critical, out);
        later::print(document.later.as_deref(), out);
    });
    Ok(Ended::Well)
}

impl<'a> Through<'a> {
    fn of(view: &'a View<'a>, standings: &Standings<'a>, dossier: &Dossier, desk: &Desk) -> Self {
        let stands = standings.view(&view.asked);
        let readiness = Readiness::of(&stands);
        let unsettled = CriticalUnsettled::of(&stands);
        let section = |(title, stands): (&'a str, Vec<&Stand<'a>>)| {
            let readiness = Readiness::of(&stands);
            Section { title, percent: readiness.whole.percent(), readiness }
        };
        Self {
            questionnaire: &view.named.id,
            asks: &view.asked.id,
            view,
            percent: readiness.whole.percent(),
            critical_not_answered: unsettled.open,
            critical_not_confirmed: unsettled.carried,
            unsettled,
            gaps: gap::gaps(&stands, dossier, desk.organization(), desk.bank(), desk.today()).len(),
            sections: standings.sections(&view.asked).into_iter().map(section).collect(),
            questions: stands.iter().map(|stand| QuestionLine::from(*stand)).collect(),
            readiness,
        }
    }

    /// Answers that count nothing while their question is not asked, each with why: none is hidden by a condition (rule R7).
    fn show_kept(&self, out: &mut Output<'_>) {
        let kept = self.questions.iter().filter_map(|one| {
            let answer = one.answer.as_deref().filter(|answer| *answer != "open")?;
            Some((one, answer, one.not_asked_because.as_deref()?))
        });
        for (place, (one, answer, why)) in kept.enumerate() {
            if place == 0 {
                out.blank();
                out.line("Kept and counting nothing, since the question is not asked:");
            }
            let (id, title) = (one.question, one.title);
            out.text(2, &format!("{id} {title}: {answer}; not asked because {why}"));
        }
    }

    /// The bar and the sections below the figure.
    fn show_parts(&self, out: &mut Output<'_>) {
        out.blank();
        bar(&self.readiness, out);
        out.blank();
        out.table(&by_section(&self.sections));
        self.show_kept(out);
        out.blank();
        out.labeled("Gaps", WIDTH, &self.gaps.to_string());
    }
}

impl<'a> IncidentLine<'a> {
    fn of(one: &OfIncident<'a>, bank: &Bank) -> Self {
        let stands = one.whole(bank);
        let readiness = Readiness::of(&stands);
        let unsettled = CriticalUnsettled::of(&stands);
        let critical = stands.iter().filter(|stand| stand.is_critical_gap()).count();
        Self {
            incident: one.record.no.to_string(),
            label: one.record.label(),
            percent: readiness.whole.percent(),
            critical_gaps: u32::try_from(critical).unwrap_or(u32::MAX),
            critical_not_answered: unsettled.open,
            critical_not_confirmed: unsettled.carried,
            unsettled,
            questions: stands.iter().map(|stand| QuestionLine::from(*stand)).collect(),
            readiness,
        }
    }
}

/// That a questionnaire's questions about an incident are left out, and what to do about it.
fn no_incident(dossier: &Dossier) -> String {
    format!(
        "Its questions about an incident are left out: none of {} is on file; {}",
        dossier.name,
        check::how_to_record(dossier)
    )
}

/// What was answered about incidents that were set aside, each in one line.
fn kept_of_incidents(standings: &Standings<'_>) -> Vec<String> {
    let kept = standings.about_incidents_set_aside().into_iter();
    kept.map(|(record, question, answer)| {
        let shown = question.kind.shown(&answer.reply);
        format!("{} of {} {}: {shown}", question.id, record.no, question.title)
    })
    .collect()
}

impl OneVendor<'_> {
    /// Each incident with its own figure; how one is recorded, where the questionnaire that is shown asks about one and none is on file.
    fn show_incidents(&self, out: &mut Output<'_>) {
        for one in &self.incidents {
            out.blank();
            out.heading(&format!("Incident {}: {}", one.incident, one.label));
            figure(&one.readiness, one.critical_gaps, one.unsettled, out);
        }
        if !self.incidents.is_empty() {
            out.line("The figure of an incident is in no figure of the vendor.");
        }
        for (place, kept) in self.kept_of_incidents_set_aside.iter().enumerate() {
            if place == 0 {
                out.blank();
                out.line("Kept and counting nothing, since the incident was set aside:");
            }
            out.text(2, kept);
        }
        if let Some(why) = &self.no_incident {
            out.blank();
            out.line(why);
        }
    }

    fn show(&self, critical: &[&Stand<'_>], out: &mut Output<'_>) {
        out.heading(self.name);
        let retired = if self.retired { ", retired" } else { "" };
        let tier = match self.tier {
            Some(tier) => format!("{} tier", tier.title()),
            None => UNTIERED.to_owned(),
        };
        if self.slug == WORD {
            out.line(&format!("Our own organization; {}", self.day));
            out.line("What is asked of us once for all vendors; this figure is in no vendor's.");
        } else {
            out.line(&format!("{}, {tier}{retired}; {}", self.slug, self.day));
        }
        let (of_record, view) = (&self.of_record, self.of_record.view);
        let count = u32::try_from(critical.len()).unwrap_or(u32::MAX);
        if self.through.is_some() {
            out.line(&format!("Its own questionnaire, {}: the figure of record", view.name()));
        } else if self.slug != WORD {
            out.line(&format!("Questionnaire {}: {}", view.name(), view.asked.title));
        }
        out.blank();
        figure(&of_record.readiness, count, of_record.unsettled, out);
        for stand in critical {
            out.text(2, &format!("critical gap: {} {}", stand.name(), stand.question.title));
        }
        match &self.through {
            None => of_record.show_parts(out),
            Some(through) => {
                let view = through.view;
                out.blank();
                out.line(&format!("Through {}: {}", view.name(), view.asked.title));
                out.line("This changes no figure of record.");
                out.blank();
                figure(&through.readiness, 0, through.unsettled, out);
                through.show_parts(out);
            }
        }
        out.labeled("Exhibits", WIDTH, &self.exhibits.to_string());
        out.labeled("Open follow-ups", WIDTH, &self.follow_ups.to_string());
        let none = || "none".to_owned();
        let next = self.next_deadline.as_ref().map_or_else(none, vendor::NextDeadline::told);
        out.labeled("Next deadline", WIDTH, &next);
        if let Some(signed) = self.sign_off {
            out.labeled("Sign-off", WIDTH, &signed.to_string());
        }
        for matter in &self.holds {
            out.labeled("Legal hold", WIDTH, &format!("{matter}: everything is kept"));
        }
        if self.texts_withheld > 0 {
            out.labeled("Texts withheld", WIDTH, &self.texts_withheld.to_string());
        }
        if self.slug != WORD {
            out.blank();
            register::print_summaries(&self.registers, WIDTH, out);
            self.show_incidents(out);
        }
    }
}

/// The figure with everything that always stands beside it.
fn figure(
    readiness: &Readiness,
    critical_gaps: u32,
    unsettled: CriticalUnsettled,
    out: &mut Output<'_>,
) {
    let mut whole = format!("{} documented", readiness.whole);
    if critical_gaps > 0 {
        whole = format!("{whole}, {}", many(critical_gaps, "critical gap"));
    }
    if unsettled.open > 0 {
        whole = format!("{whole}\n{} critical not answered", unsettled.open);
    }
    if unsettled.carried > 0 {
        whole = format!("{whole}\n{} critical not confirmed", unsettled.carried);
    }
    out.labeled("Readiness", WIDTH, &whole);
    out.labeled("  in force", WIDTH, &readiness.in_force.to_string());
    out.labeled("  contractual good practice", WIDTH, &readiness.good_practice.to_string());
    if readiness.proposed > 0 {
        let proposed = many(readiness.proposed, "question");
        out.labeled("  proposed", WIDTH, &format!("{proposed}, in no figure"));
    }
}

/// Every standing with its mark, its word and its number; the bar repeats them.
fn bar(readiness: &Readiness, out: &mut Output<'_>) {
    let mut table =
        Table::new([("", Align::Left), ("Standing", Align::Left), ("Questions", Align::Right)]);
    for standing in Standing::ALL.into_iter().filter(|one| *one != Standing::DoesNotApply) {
        let count = readiness.standing(standing);
        let word = Cell::tinted(recorded::tint(standing), standing.title());
        table.row([standing.mark().to_string().into(), word, count.to_string().into()]);
    }
    let apart = readiness.does_not_apply.to_string();
    table.row(["-".into(), Standing::DoesNotApply.title().into(), apart.into()]);
    table.row(["".into(), "Not asked".into(), readiness.not_asked.to_string().into()]);
    out.line(&format!("[{}]", marks(readiness)));
    out.table(&table);
}

/// One mark for each share of the applicable questions; every standing that occurs has at least one.
fn marks(readiness: &Readiness) -> String {
    let whole = readiness.whole.applicable;
    if whole == 0 {
        return String::new();
    }
    let share = |standing: Standing| {
        let count = readiness.standing(standing);
        (standing, ((count * BAR + whole / 2) / whole).max(u32::from(count > 0)))
    };
    let mut shares = Standing::ALL.map(share);
    // What rounding adds or leaves is taken from the widest, where it shows least.
    let drawn: u32 = shares.iter().map(|(_, share)| share).sum();
    if let Some((_, widest)) = shares.iter_mut().max_by_key(|(_, share)| *share) {
        *widest = (*widest + BAR).saturating_sub(drawn);
    }
    let run = |(standing, share): (Standing, u32)| {
        std::iter::repeat_n(standing.mark(), usize::try_from(share).unwrap_or(0))
    };
    shares.into_iter().flat_map(run).collect()
}

fn by_section(sections: &[Section<'_>]) -> Table {
    let mut table = Table::new([("Section", Align::Wrapped), ("Documented", Align::Left)]);
    for section in sections {
        table.row([section.title.into(), section.readiness.whole.to_string().into()]);
    }
    table
}

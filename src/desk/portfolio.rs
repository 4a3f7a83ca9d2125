//! The portfolio report: every vendor read once for its figures, and again for its pages, one at a time; noted in our own journal.

use std::path::Path;

use jiff::civil::Date;

use super::printing::{NO_HALF_FILE, Target, Written};
use super::reporting::unnoted;
use super::{Desk, Wanted, check};
use crate::domain::as_of::AsOf;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Edition, JournalHead, ReportWritten};
use crate::domain::vendor::Tier;
use crate::problem::Problem;
use crate::progress::{Progress, Step};
use crate::report::build;
use crate::report::build::portfolio::{self, Detail, Frame, Gathered, VendorFigures};
use crate::report::model::{Block, Covers, HeaderLine, Manuscript, Report};
use crate::report::theme::PaperSize;
use crate::store::JournalName;
use crate::store::atomic::Overwrite;
use crate::text::naming;

/// Its name in the record, in the place of a report's kind.
const KIND: &str = "portfolio";

/// What stands in the record in the place of a questionnaire: that of record of each vendor.
const OF_RECORD: &str = "of-record";

/// The most vendors of one report. The event that notes it names the head of each vendor's journal, about 160 bytes, and a line holds a
/// mebibyte.
pub const MOST_VENDORS: usize = 5_000;

/// Which portfolio report is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedPortfolio {
    /// The edition.
    pub edition: Edition,
    /// The tiers that are shown; all vendors, where none is named.
    pub tiers: Vec<Tier>,
    /// How much is said of each vendor.
    pub detail: Detail,
    /// The sheet.
    pub paper: PaperSize,
    /// Lines at the head of every page that somebody asked for.
    pub header: Vec<HeaderLine>,
}

impl WantedPortfolio {
    /// All vendors, a page each.
    pub const fn of_all(edition: Edition) -> Self {
        Self {
            edition,
            tiers: Vec::new(),
            detail: Detail::Pages,
            paper: PaperSize::Letter,
            header: Vec::new(),
        }
    }
}

/// The portfolio as it is printed: the opening made, each vendor's pages made when they are asked for.
struct Portfolio<'d> {
    desk: &'d Desk,
    wanted: &'d WantedPortfolio,
    gathered: Gathered,
    opening: Report,
}

impl Manuscript for Portfolio<'_> {
    fn opening(&self) -> &Report {
        &self.opening
    }

    fn parts(&self) -> usize {
        self.gathered.vendors.len()
    }

    fn part(&mut self, index: usize) -> Result<Vec<Block>, Problem> {
        let Some(figures) = self.gathered.vendors.get(index) else { return Ok(Vec::new()) };
        let dossier = self.desk.as_gathered(figures)?;
        let mut blocks = portfolio::page(&self.desk.frame(self.wanted)?, figures, &dossier);
        if self.wanted.detail == Detail::Full {
            let report = self.desk.whole_report(&dossier, figures.day, self.wanted.edition)?;
            blocks.extend(portfolio::within(report.blocks, &dossier.id.to_string()));
        }
        Ok(blocks)
    }
}

impl Desk {
    /// What the portfolio report says, part by part: first its opening, then the pages of each vendor.
    ///
    /// # Errors
    /// There is no record; a vendor's journal cannot be trusted, so that a figure might be wrong; too many vendors for one report; it was
    /// canceled.
    pub fn portfolio(
        &mut self,
        wanted: &WantedPortfolio,
        progress: &mut dyn Progress,
        mut each: impl FnMut(&Report),
    ) -> Result<(), Problem> {
        let gathered = self.gather(wanted, progress)?;
        let mut portfolio = self.manuscript(wanted, gathered)?;
        each(&portfolio.opening);
        for index in 0..portfolio.parts() {
            let mut part = Report::new("", portfolio.opening.created);
            part.blocks = portfolio.part(index)?;
            each(&part);
        }
        Ok(())
    }

    /// Writes the portfolio report as PDF, and notes in our organization's journal that it was written, with the head of every vendor's
    /// journal that it covers. Never leaves half a file.
    ///
    /// # Errors
    /// As [`Self::portfolio`]; the file is there already and may not be replaced; the disk refused.
    pub fn write_portfolio(
        &mut self,
        wanted: &WantedPortfolio,
        path: &Path,
        overwrite: Overwrite,
        progress: &mut dyn Progress,
    ) -> Result<(Written, usize), Problem> {
        // Whatever could keep it from being noted comes before the file. One of a past day is noted today.
        let mut present = self.as_of().map(|_| self.present()).transpose()?;
        let noting = present.as_mut().unwrap_or(self);
        let ours = noting.ours()?;
        noting.be_ready_to_note(ours)?;
        let gathered = self.gather(wanted, progress)?;
        let target = Target { path, overwrite, paper: wanted.paper };
        let mut manuscript = self.manuscript(wanted, gathered)?;
        let covers = manuscript.opening.covers.iter().map(head).collect::<Result<_, _>>()?;
        let vendors = manuscript.parts();
        let written = self.print(&mut manuscript, target, progress)?;
        let noted = ReportWritten {
            edition: wanted.edition,
            report: KIND.to_owned(),
            as_of: self.past_day(),
            questionnaire: OF_RECORD.to_owned(),
            sha256: written.sha256,
            covers,
        };
        let noting = present.as_mut().unwrap_or(self);
        noting
            .record_found(ours, |_| Ok(noted.into()))
            .map_err(|problem| unnoted(path, problem))?;
        Ok((written, vendors))
    }

    /// The name under which a portfolio report is offered: `portfolio-2026-11-22-internal.pdf`.
    pub fn portfolio_name(&self, edition: Edition) -> String {
        naming::portfolio(self.today(), edition.word())
    }

    fn frame<'a>(&'a self, wanted: &'a WantedPortfolio) -> Result<Frame<'a>, Problem> {
        Ok(Frame {
            organization: self.organization(),
            bank: self.bank(),
            day: self.today(),
            past: self.as_of(),
            edition: wanted.edition,
            header: &wanted.header,
            sample: self.sample(),
            organization_journal: self.store()?.journal_id(JournalName::Organization),
            tiers: &wanted.tiers,
            detail: wanted.detail,
        })
    }

    /// Reads every vendor once, and keeps its figures.
    fn gather(
        &mut self,
        wanted: &WantedPortfolio,
        progress: &mut dyn Progress,
    ) -> Result<Gathered, Problem> {
        self.counsel_is_named(&wanted.header)?;
        if let Some(AsOf::Event(number)) = self.as_of() {
            return Err(Problem::wrong_use(format!(
                "#{number} is an event of one vendor, and a portfolio covers all of them"
            ))
            .safe("nothing was written")
            .next("name a day: --as-of YYYY-MM-DD"));
        }
        self.look_at_organization()?;
        let ours = self.ours()?;
        let our_own = self.read(ours)?.clone();
        let vendors = self.store()?.vendor_ids()?;
        let frame = self.frame(wanted)?;
        let mut gathered = Gathered::default();
        let of = vendors.len();
        for (done, vendor) in vendors.into_iter().enumerate() {
            progress
                .reached(Step { doing: "Reading vendors", done, of })
                .map_err(Problem::canceled)?;
            let Some((dossier, trouble)) = self.read_once(vendor)? else { continue };
            if let Some(trouble) = trouble {
                return Err(trouble);
            }
            gathered.take_in(&dossier, self.day_of(&dossier), &frame);
        }
        if wanted.tiers.is_empty() {
            gathered.take_in_ours(&our_own, self.day_of(&our_own), &frame);
        }
        gathered.sort();
        match gathered.vendors.len() {
            all if all > MOST_VENDORS => Err(Problem::wrong_use(format!(
                "a portfolio report covers at most {MOST_VENDORS} vendors; these are {all}"
            ))
            .safe("nothing was written")
            .next("write one for each tier: --tier critical, --tier high, ...")),
            _ => Ok(gathered),
        }
    }

    fn manuscript<'d>(
        &'d self,
        wanted: &'d WantedPortfolio,
        gathered: Gathered,
    ) -> Result<Portfolio<'d>, Problem> {
        let opening = portfolio::opening(&self.frame(wanted)?, &gathered);
        Ok(Portfolio { desk: self, wanted, gathered, opening })
    }

    /// A vendor as it was when its figures were gathered, whatever another program recorded since.
    fn as_gathered(&self, figures: &VendorFigures) -> Result<Dossier, Problem> {
        let vendor = figures.summary.vendor;
        let shorter = || {
            Problem::world(format!(
                "the record of {} changed while the report was written",
                figures.summary.name()
            ))
            .safe(NO_HALF_FILE)
            .next("write the report again")
        };
        let (dossier, trouble) = self.read_once(vendor)?.ok_or_else(shorter)?;
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        match dossier.events.len() {
            all if all < figures.events => Err(shorter()),
            all if all == figures.events => Ok(dossier),
            _ => Ok(self.up_to(dossier, figures.events)),
        }
    }

    fn up_to(&self, dossier: Dossier, events: usize) -> Dossier {
        let zones = self.organization.zones.clone();
        let known = dossier.events.into_iter().take(events);
        Dossier::empty(dossier.id).counting_days_in(zones).folded(known.collect())
    }

    /// The whole report of a vendor, as it is written by itself.
    fn whole_report(
        &self,
        dossier: &Dossier,
        day: Date,
        edition: Edition,
    ) -> Result<Report, Problem> {
        let questionnaire = dossier.questionnaire_of_record();
        let questionnaire = &check::questionnaire_named(self.bank(), questionnaire, dossier)?;
        Ok(build::build(build::Source {
            counsel_notes: &self.counsel_notes(dossier, &Wanted::about(dossier.id, edition))?,
            dossier,
            organization: self.organization(),
            bank: self.bank(),
            questionnaire,
            day,
            past: self.as_of(),
            later: None,
            edition,
            header: &[],
            sample: self.sample(),
            organization_journal: self.store()?.journal_id(JournalName::Organization),
            moved_since_signed: self.moved_since_signed(dossier, questionnaire)?,
        }))
    }
}

fn head(covers: &Covers) -> Result<JournalHead, Problem> {
    let journal = covers.journal.parse().map_err(|_| not_a_head())?;
    let hash = covers.sha256.parse().map_err(|_| not_a_head())?;
    Ok(JournalHead { journal, seq: covers.seq, hash })
}

fn not_a_head() -> Problem {
    Problem::bug("a report names a journal by what is no head of one")
}

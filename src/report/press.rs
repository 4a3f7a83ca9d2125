//! Manuscript → file: sets it part by part and writes what was set, so that memory grows with a part and not with the document.

use std::io::{self, Read, Write};
use std::sync::Arc;

use super::ahead::{Ahead, Workers};
use super::layout::{Draft, Plan, Planner, Sheets, Typecase};
use super::model::{Attached, Attachment, Block, Manuscript};
use super::pdf::Writing;
use super::theme::PaperSize;
use super::{layout, pdf};
use crate::problem::Problem;
use crate::progress::{Canceled, Progress, Step};

/// How many parts are set ahead of the one that is written.
const IN_HAND: usize = 4;

/// Why a document was not written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A part could not be made.
    #[error("{0}")]
    Made(Problem),
    /// Somebody canceled it.
    #[error(transparent)]
    Canceled(#[from] Canceled),
    /// It could not be written as PDF.
    #[error(transparent)]
    Pdf(#[from] pdf::Fault),
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// How many pages.
    pub pages: usize,
    /// What could not be set as asked, for the person who wrote it.
    pub notices: Vec<layout::Notice>,
}

/// Reads the bytes of an attachment that lies in the vault.
pub type Open<'a> = &'a dyn Fn(&Attachment) -> io::Result<Box<dyn Read + 'a>>;

/// How a document is set and written. The threads do not change a byte.
#[derive(Clone, Debug)]
pub struct Run {
    /// The sheet.
    pub paper: PaperSize,
    /// The fonts.
    pub case: Arc<Typecase>,
    /// The threads that set its parts and pack its streams.
    pub workers: Workers,
}

impl Run {
    /// On this sheet, in the program's own fonts, with what threads this machine has.
    pub fn on(paper: PaperSize) -> Self {
        Self { paper, case: Arc::default(), workers: Workers::of_this_machine() }
    }
}

/// Sets a manuscript and writes it as PDF.
///
/// One with parts is set twice, since page 1 says how many pages there are; a part is in memory only while it is set.
pub fn print(
    manuscript: &mut dyn Manuscript,
    run: &Run,
    open: Open<'_>,
    progress: &mut dyn Progress,
    out: &mut dyn Write,
) -> Result<Printed, Fault> {
    let parts = manuscript.parts();
    let (plan, opening) = if parts == 0 {
        layout::pages_in(manuscript.opening(), run.paper, &run.case).into()
    } else {
        let plan = planned(manuscript, run, progress)?;
        let opening = plan.opening(manuscript.opening());
        (plan, opening)
    };
    let plan = Arc::new(plan);
    let mut notices = plan.notices.clone();
    let mut writing = Writing::begin(&plan, run.workers, out)?;
    let mut write = |mut sheets: Sheets, goes_on: &mut dyn FnMut(usize) -> bool| {
        writing.sheets(&sheets, goes_on).map_err(|fault| match fault {
            pdf::Fault::Stopped => Fault::Canceled(Canceled),
            fault => Fault::Pdf(fault),
        })?;
        notices.append(&mut sheets.nowhere);
        Ok::<(), Fault>(())
    };
    if parts == 0 {
        let of = plan.pages;
        let mut page = |done| progress.reached(Step { doing: "Writing pages", done, of }).is_ok();
        write(opening, &mut page)?;
    } else {
        progress.reached(Step { doing: "Writing pages", done: 0, of: parts + 1 })?;
        write(opening, &mut |_| true)?;
    }
    let mut ahead = Ahead::begin(run.workers, {
        let (plan, opening) = (Arc::clone(&plan), manuscript.opening().clone());
        move |(part, blocks): (usize, Vec<Block>)| plan.part(&opening, part, &blocks)
    });
    for part in 0..parts {
        progress.reached(Step { doing: "Writing pages", done: part + 1, of: parts + 1 })?;
        ahead.give((part, manuscript.part(part).map_err(Fault::Made)?));
        if ahead.outstanding() > IN_HAND {
            ahead.take().map_or(Ok(()), |sheets| write(sheets, &mut |_| true))?;
        }
    }
    while let Some(sheets) = ahead.take() {
        write(sheets, &mut |_| true)?;
    }
    let attachments = &manuscript.opening().attachments;
    for (done, attachment) in attachments.iter().enumerate() {
        progress.reached(Step { doing: "Attaching files", done, of: attachments.len() })?;
        match &attachment.content {
            Attached::Bytes(bytes) => writing.attach(attachment, &mut bytes.as_slice())?,
            Attached::Stored { .. } => {
                let mut content = open(attachment).map_err(pdf::Fault::Write)?;
                writing.attach(attachment, &mut content)?;
            }
        }
    }
    writing.finish()?;
    notices.dedup();
    Ok(Printed { pages: plan.pages, notices })
}

fn planned(
    manuscript: &mut dyn Manuscript,
    run: &Run,
    progress: &mut dyn Progress,
) -> Result<Plan, Fault> {
    let parts = manuscript.parts();
    let mut planner = Planner::new(manuscript.opening(), run.paper, &run.case);
    let mut ahead = Ahead::begin(run.workers, Draft::set);
    for part in 0..parts {
        progress.reached(Step { doing: "Counting pages", done: part, of: parts })?;
        ahead.give(planner.draft(manuscript.part(part).map_err(Fault::Made)?));
        if ahead.outstanding() > IN_HAND {
            ahead.take().into_iter().for_each(|set| planner.add(set));
        }
    }
    while let Some(set) = ahead.take() {
        planner.add(set);
    }
    Ok(planner.plan(manuscript.opening()))
}

//! What is written outside of the record, and noted in it: reports, binders, the portfolio.

use std::path::Path;

use super::{Runtime, elsewhere, paths};
use crate::app::effect::Overwrite;
use crate::app::message::Message;
use crate::desk::{Binding, Wanted, WantedPortfolio};
use crate::domain::event::Edition;
use crate::domain::id::VendorId;
use crate::problem::Problem;
use crate::progress::Unwatched;
use crate::report::model::Setting;
use crate::store::atomic;

impl Runtime {
    pub(super) fn write_report(
        &mut self,
        wanted: &Wanted,
        path: &Path,
        overwrite: Overwrite,
    ) -> Result<Vec<Message>, Problem> {
        let (vendor, path) = (wanted.vendor, paths::of_home(path));
        if overwrite == Overwrite::Ask && path.exists() {
            let setting = Setting { paper: wanted.paper, header: wanted.header.clone() };
            return Ok(vec![Message::FileExists { path, setting }]);
        }
        let overwrite = agreed(overwrite);
        if let Some(past) = &mut self.past {
            // It is noted today; the screens of that day do not show it.
            let written = past.write_report(wanted, &path, overwrite, &mut Unwatched)?;
            return Ok(vec![Message::ReportWritten { path: written.path }]);
        }
        let mut messages = elsewhere(vendor, self.untold(vendor)?).into_iter().collect::<Vec<_>>();
        let written = self.desk.write_report(wanted, &path, overwrite, &mut Unwatched)?;
        messages.push(Message::Recorded { vendor, events: self.untold(vendor)? });
        messages.push(Message::ReportWritten { path: written.path });
        Ok(messages)
    }

    pub(super) fn make_binder(
        &mut self,
        vendor: VendorId,
        path: &Path,
    ) -> Result<Vec<Message>, Problem> {
        let folder = paths::of_home(path);
        let mut messages = elsewhere(vendor, self.untold(vendor)?).into_iter().collect::<Vec<_>>();
        let binding = Binding {
            wanted: Wanted::about(vendor, Edition::Produced),
            folder: &folder,
            overwrite: atomic::Overwrite::No,
            sure_of: &[],
        };
        let bound = self.desk.bind(&binding, &mut Unwatched)?;
        messages.push(Message::Recorded { vendor, events: self.untold(vendor)? });
        let missing = bound.binder.missing().count();
        messages.push(Message::BinderMade { path: bound.folder, missing });
        Ok(messages)
    }

    /// Writes the report over all vendors; it is noted in our own journal.
    pub(super) fn write_portfolio(
        &mut self,
        path: &Path,
        overwrite: Overwrite,
    ) -> Result<Vec<Message>, Problem> {
        let path = paths::of_home(path);
        // A name alone goes where reports are offered to be written.
        let alone = path.parent().is_none_or(|folder| folder.as_os_str().is_empty());
        let path = if alone { self.reports.join(path) } else { path };
        if overwrite == Overwrite::Ask && path.exists() {
            return Ok(vec![Message::FileExists { path, setting: Setting::default() }]);
        }
        let overwrite = agreed(overwrite);
        let wanted = WantedPortfolio::of_all(Edition::Internal);
        if let Some(past) = &mut self.past {
            let (written, _) = past.write_portfolio(&wanted, &path, overwrite, &mut Unwatched)?;
            return Ok(vec![Message::ReportWritten { path: written.path }]);
        }
        let open = self.vendor;
        let mut messages = Vec::new();
        if let Some(open) = open {
            messages.extend(elsewhere(open, self.untold(open)?));
        }
        let (written, _) = self.desk.write_portfolio(&wanted, &path, overwrite, &mut Unwatched)?;
        // It is noted in our own journal, which may be the one that is open.
        if let Some(vendor) = open.filter(|open| self.desk.ours().is_ok_and(|ours| ours == *open)) {
            messages.push(Message::Recorded { vendor, events: self.untold(vendor)? });
        }
        messages.push(Message::ReportWritten { path: written.path });
        Ok(messages)
    }
}

/// Whether a file may be replaced, once it is known that none is there or that somebody agreed.
const fn agreed(overwrite: Overwrite) -> atomic::Overwrite {
    match overwrite {
        Overwrite::Ask => atomic::Overwrite::No,
        Overwrite::Agreed => atomic::Overwrite::Yes,
    }
}

//! The inquiries of a vendor: each letter with its days, under it its requests, and what stands behind the row under the cursor.

use super::Screen;
use crate::app::command::CommandId;
use crate::app::state::App;
use crate::app::words::{Said, Tone, heading, many, quiet, text, until};
use crate::domain::dossier::Dossier;
use crate::domain::id::QuestionId;
use crate::domain::inquiry::progress::{Progress, RequestState};
use crate::domain::inquiry::{Inquiry, InquiryNo, LetterRequest, RequestNo};
use crate::domain::standing::Standings;

/// A row: a letter, or one of its requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The inquiry.
    pub inquiry: InquiryNo,
    /// The request of its letter, where the row is one.
    pub request: Option<RequestNo>,
    /// The number as shown.
    pub number: String,
    /// How it stands, or when it is due.
    pub stands: String,
    /// Who asks, or what is asked for.
    pub words: String,
}

impl Row {
    /// The row in one line.
    pub fn said(&self) -> String {
        let what = if self.request.is_some() { "Request " } else { "" };
        format!("{what}{}, {}: {}", self.number, self.stands, self.words)
    }
}

impl App {
    /// The rows: each inquiry with its requests, those that are open first.
    pub fn inquiry_rows(&self) -> Vec<Row> {
        let (Some(open), Some(standings), Some(store)) =
            (&self.vendor, self.standings(), &self.store)
        else {
            return Vec::new();
        };
        let inquiries = &open.dossier.inquiries;
        let closed = inquiries.iter().filter(|one| !one.is_open());
        let mut rows = Vec::new();
        for inquiry in inquiries.open().chain(closed) {
            let progress = Progress::of(inquiry, &standings);
            let stands = match inquiry.closed {
                Some(day) => format!("closed {day}"),
                None if inquiry.due < store.today => format!("due {} late", inquiry.due),
                None => format!("due {}", inquiry.due),
            };
            rows.push(Row {
                inquiry: inquiry.no,
                request: None,
                number: inquiry.no.to_string(),
                stands,
                words: format!("{}: {}", inquiry.label(), progress.brief()),
            });
            rows.extend(inquiry.requests.iter().map(|request| row(inquiry, request, &standings)));
        }
        rows
    }

    /// The row under the cursor.
    pub fn inquiry_row_in_hand(&self) -> Option<Row> {
        let Some(Screen::Inquiries(rows)) = self.screen() else { return None };
        self.inquiry_rows().into_iter().nth(rows.at)
    }

    /// The inquiry of the row under the cursor.
    pub fn inquiry_in_hand(&self) -> Option<&Inquiry> {
        let no = self.inquiry_row_in_hand()?.inquiry;
        self.vendor.as_ref()?.dossier.inquiries.numbered(no)
    }

    /// The request under the cursor.
    pub fn letter_request_in_hand(&self) -> Option<&LetterRequest> {
        let number = self.inquiry_row_in_hand()?.request?;
        self.inquiry_in_hand()?.request(&number)
    }

    /// The question to which the row under the cursor leads: the first of a request that does not stand Documented, else its first.
    pub fn question_of_request(&self) -> Option<QuestionId> {
        let (request, standings) = (self.letter_request_in_hand()?, self.standings()?);
        let done =
            |id: &&QuestionId| standings.get(id).is_some_and(|stand| stand.standing.mark() == '+');
        let open = request.questions.iter().find(|id| !done(id));
        open.or_else(|| request.questions.first()).cloned()
    }

    /// How many inquiries are open, in words.
    pub fn inquiry_counts(&self) -> String {
        let all = self.vendor.as_ref().map(|open| &open.dossier.inquiries);
        let open = all.map_or(0, |all| all.open().count());
        format!("{open} open of {}", all.map_or(0, |all| all.iter().count()))
    }

    /// What is said where no inquiry is on file.
    pub fn no_inquiry(&self) -> Vec<Said> {
        let how = self.how(CommandId::AddVendor);
        vec![
            text("No inquiry is on file: no letter of a regulator asks about this vendor."),
            quiet(format!("{how} opens one when a letter came.")),
        ]
    }

    /// What stands behind the row under the cursor.
    pub fn inquiry_explained(&self) -> Vec<Said> {
        let (Some(row), Some(standings)) = (self.inquiry_row_in_hand(), self.standings()) else {
            return Vec::new();
        };
        let (Some(open), Some(inquiry)) = (&self.vendor, self.inquiry_in_hand()) else {
            return Vec::new();
        };
        match row.request.and_then(|number| inquiry.request(&number)) {
            Some(request) => {
                let mut said = request_explained(inquiry, request, &open.dossier, &standings);
                if request.questions.len() > 1 {
                    let (questions, how) =
                        (many(request.questions.len(), "question"), self.how(CommandId::Accept));
                    let words =
                        format!("{questions}; {how} goes to the first that is not Documented.");
                    said.push(quiet(words));
                }
                said
            }
            None => self.letter_explained(inquiry, &open.dossier, &standings),
        }
    }

    fn letter_explained(
        &self,
        inquiry: &Inquiry,
        dossier: &Dossier,
        standings: &Standings<'_>,
    ) -> Vec<Said> {
        let Some(store) = &self.store else { return Vec::new() };
        let zones = &store.organization.zones;
        let mut said = vec![heading(format!("{} {}", inquiry.no, inquiry.label()))];
        let late = inquiry.is_open() && inquiry.due < store.today;
        said.push(match inquiry.closed {
            Some(day) => text(format!("Due {}; closed on {day}", inquiry.due)),
            None => (
                if late { Tone::Late } else { Tone::Text },
                format!("Due {}, {}", inquiry.due, until(store.today, inquiry.due)),
            ),
        });
        said.push(text(format!("Letter received {}", inquiry.received)));
        said.push(text(format!("Progress: {}", Progress::of(inquiry, standings).words())));
        said.extend(inquiry.extensions.iter().map(|one| {
            let why = one.note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
            let at = zones.day_of(one.at);
            text(format!("Moved from {} to {}, recorded {at}{why}", one.was, one.due))
        }));
        let letter = inquiry.letter.and_then(|id| dossier.exhibit(id));
        said.extend(letter.map(|one| text(format!("The letter: {} {}", one.no, one.title))));
        said.extend(inquiry.note.iter().map(|note| text(format!("Note: {note}"))));
        let handed = dossier.handed_over.iter();
        let handed = handed.filter(|one| one.handed.inquiry == Some(inquiry.id));
        said.extend(handed.map(|one| {
            let handed = &one.handed;
            let what = format!("{} edition to {} on {}", handed.edition, handed.to, handed.on);
            text(format!("{}: {what}, sha-256 {}", one.no, handed.sha256.short()))
        }));
        said
    }
}

fn row(inquiry: &Inquiry, request: &LetterRequest, standings: &Standings<'_>) -> Row {
    let state = RequestState::of(request, standings);
    Row {
        inquiry: inquiry.no,
        request: Some(request.number.clone()),
        number: request.number.to_string(),
        stands: format!("{} {}", state.mark(), state.title()),
        words: request.text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn request_explained(
    inquiry: &Inquiry,
    request: &LetterRequest,
    dossier: &Dossier,
    standings: &Standings<'_>,
) -> Vec<Said> {
    let state = RequestState::of(request, standings);
    let tone = match state {
        RequestState::Documented | RequestState::Absent => Tone::Text,
        RequestState::Mapped => Tone::Part,
        RequestState::NotMapped => Tone::Unmet,
    };
    let mut said = vec![
        heading(format!("Request {} of {}", request.number, inquiry.no)),
        text(request.text.clone()),
        (tone, format!("{} {}", state.mark(), state.title())),
    ];
    said.extend(request.questions.iter().map(|id| match standings.get(id) {
        Some(stand) => text(format!(
            "{} {} {}: {}",
            stand.standing.mark(),
            stand.standing,
            id,
            stand.question.title
        )),
        None => text(format!("{id}: no longer among the questions")),
    }));
    said.extend(request.exhibits.iter().filter_map(|id| dossier.exhibit(*id)).map(|one| {
        let withdrawn = if one.withdrawn.is_some() { ", withdrawn since" } else { "" };
        text(format!("{} {}{withdrawn}", one.no, one.title))
    }));
    if let Some(reason) = &request.absence {
        said.push(text(format!("Why nothing answers it: {reason}")));
    }
    said
}

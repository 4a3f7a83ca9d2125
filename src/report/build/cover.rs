//! The cover, and what stands at the head and foot of every page.

use jiff::civil::Date;

use super::phrases::{applicable, counted};
use super::{Matter, head_lines};
use crate::domain::as_of::AsOf;
use crate::domain::event::Edition;
use crate::domain::organization::{Organization, PROFILE};
use crate::domain::readiness::Fraction;
use crate::domain::sign_off::Status;
use crate::domain::standing::CriticalUnsettled;
use crate::report::model::{Anchor, Cover, Fact, Gauge, Mark, Report, Text, Tone, Words};

impl Matter<'_, '_> {
    /// The report without its parts: metadata, cover, head, foot.
    pub(super) fn frame(&self) -> Report {
        let source = &self.source;
        let vendor = &source.dossier.name;
        let edition = source.edition.word();
        let as_of = self.as_of_in_brief();
        let mut report = Report::new(format!("Evidence readiness: {vendor}"), self.speaks_for());
        report.subject =
            format!("Evidence readiness of {vendor} as of {as_of}, {edition} edition").into();
        report.author = source.organization.shown_name().into();
        report.head = vendor.as_str().into();
        report.head_right = format!("Evidence readiness as of {as_of}").into();
        report.as_of = source.past.map(|_| format!("As of {as_of}").into());
        let kept = if self.is_internal() { ", not for handing over" } else { "" };
        report.header = head_lines::lines(self.source.header, self.source.organization);
        report.covers = self.rests_on();
        report.status = self.status_line();
        report.foot = format!("{edition} edition{kept}").into();
        report.watermark = self.watermark();
        report.cover = Some(self.cover());
        report
    }

    fn cover(&self) -> Cover {
        let source = &self.source;
        Cover {
            label: "Evidence-readiness report".into(),
            title: source.dossier.name.as_str().into(),
            subtitle: format!("Prepared for {}", source.organization.shown_name()).into(),
            gauge: Some(self.gauge("Readiness", self.readiness.whole)),
            facts: self.cover_facts(),
            notes: self.cover_notes(),
        }
    }

    fn cover_facts(&self) -> Vec<Fact> {
        let source = &self.source;
        let mut facts = vec![
            Fact::new("As of", self.as_of()),
            Fact::new("Questionnaire", source.questionnaire.title()),
            Fact::new("Vendor's tier", source.dossier.tier.map_or("Untiered", |tier| tier.title())),
            Fact::new("Edition", edition_sentence(source.edition)),
            self.status_fact(),
        ];
        facts.splice(2..2, self.reassessment_fact());
        facts.extend(who_we_are(source.organization));
        if self.is_internal() {
            let holds = source.dossier.standing_holds();
            facts.extend(holds.map(|hold| {
                let since = source.organization.zones.shown(hold.set_at);
                Fact::new(
                    "Legal hold",
                    format!("{}, since {since}: everything is kept", hold.matter),
                )
            }));
        }
        if let Some(reason) = &source.dossier.retired {
            let text = Text::new().strong("Retired");
            let said =
                if reason.trim().is_empty() { text } else { text.plain(format!(": {reason}")) };
            facts.insert(0, Fact::new("Vendor", said));
        }
        facts.extend(self.seal_fact());
        facts
    }

    /// Which record this is: the first digits of a head, which stands whole on the page of the journal record. Of a report that is signed
    /// off it is the seal.
    pub(super) fn seal_fact(&self) -> Option<Fact> {
        let dossier = self.source.dossier;
        let (name, seq, hash) = match self.status {
            Status::Signed(one) => {
                let head = one.head(dossier.id.0)?;
                ("Seal", head.seq, head.hash)
            }
            Status::Draft(_) | Status::Superseded { .. } => {
                let last = dossier.last_content()?;
                ("Rests on", last.seq, last.hash)
            }
        };
        let text = Text::new()
            .code(hash.short())
            .plain(format!(", event {seq} of the vendor's journal; whole under "));
        Some(Fact::new(name, text.link("Journal record", Anchor::new("journal-record"))))
    }

    /// Which day it is, within a sentence; for a past day that it is its end, for an event that it is no whole day.
    pub(super) fn as_of_in_brief(&self) -> String {
        let day = self.source.day;
        match self.source.past {
            None => day.to_string(),
            Some(AsOf::Day(_)) => format!("the end of {day}"),
            Some(AsOf::Event(number)) => format!("event {number}, of {day}"),
        }
    }

    /// The day, and for a past one that only what was on file then counts.
    pub(super) fn as_of(&self) -> Text {
        let zone = self.source.organization.zones.name_of_day(self.source.day);
        let day = format!("End of {} ({zone})", long_day(self.source.day));
        match self.source.past {
            None => day.into(),
            Some(AsOf::Day(_)) => Text::new().strong(day).plain(", from what was on file then"),
            Some(AsOf::Event(number)) => Text::new()
                .strong(format!("Event {number} of the vendor's journal"))
                .plain(format!(
                    ", recorded on {} ({zone}), from what was on file then",
                    long_day(self.source.day)
                )),
        }
    }

    pub(super) fn cover_notes(&self) -> Vec<Text> {
        let mut notes = Vec::new();
        if let Some(day) = self.source.sample {
            notes.push(Text::new().strong("SAMPLE. ").plain(format!(
                "Every name, fact and document in this report is fictitious; in this sample, today is {day}."
            )));
        }
        notes.push(
            "This report says what was asked, what was answered, by whom and when, and which documents on file show it. It is not legal \
             advice, and it certifies nothing."
                .into(),
        );
        notes
    }

    /// A figure with both numbers, and with what must be said beside it wherever it is shown (rules R14 and R20).
    pub(super) fn gauge(&self, label: &str, figure: Fraction) -> Gauge {
        gauge(label, figure, self.beside_the_figure())
    }

    fn beside_the_figure(&self) -> Vec<Mark> {
        beside(self.standings.critical_gaps().len(), CriticalUnsettled::of(&self.stands))
    }
}

/// A readiness figure with both numbers.
pub(super) fn gauge(label: &str, figure: Fraction, beside: Vec<Mark>) -> Gauge {
    let percent = figure
        .percent()
        .map_or_else(|| "Nothing to answer".to_owned(), |percent| format!("{percent}%"));
    Gauge {
        label: label.into(),
        figure: percent.into(),
        detail: Words::from(format!(
            "{} of {} documented",
            figure.documented,
            applicable(figure.applicable)
        )),
        part: figure.documented,
        whole: figure.applicable,
        beside,
    }
}

/// What stands beside a readiness figure wherever it is shown (rule R20).
pub(super) fn beside(critical: usize, unsettled: CriticalUnsettled) -> Vec<Mark> {
    let mut beside = Vec::new();
    if critical > 0 {
        beside.push(Mark::new(
            '!',
            counted(critical, "critical gap", "critical gaps"),
            Tone::Critical,
        ));
    }
    if unsettled.open > 0 {
        beside.push(Mark::new(
            '.',
            format!("{} critical not answered", unsettled.open),
            Tone::Open,
        ));
    }
    if unsettled.carried > 0 {
        beside.push(Mark::new(
            'c',
            format!("{} critical not confirmed", unsettled.carried),
            Tone::Carried,
        ));
    }
    beside
}

/// What we are and what else we are called, where it is recorded: names in contracts and policies are compared with it.
pub(super) fn who_we_are(organization: &Organization) -> Option<Fact> {
    let field = |name: &str| PROFILE.iter().find(|field| field.name == name);
    let shown = |name: &str| field(name).and_then(|field| organization.shown(field));
    let also = shown("affiliates").map(|names| format!("also {names}"));
    let known: Vec<String> = shown("kind").into_iter().chain(also).collect();
    (!known.is_empty()).then(|| {
        Fact::new("Prepared for", format!("{}: {}", organization.shown_name(), known.join("; ")))
    })
}

pub(super) fn edition_sentence(edition: Edition) -> &'static str {
    match edition {
        Edition::Internal => {
            "Internal: with the gap register, remedies, clause ideas, contradictions and counsel-only notes; not for handing over"
        }
        Edition::Produced => {
            "Produced: facts and exhibits; what is left out is counted under \u{201C}Left out of this edition\u{201D}"
        }
    }
}

/// A day in words: "November 22, 2026".
pub(super) fn long_day(day: Date) -> String {
    day.strftime("%B %-d, %Y").to_string()
}

//! Our organization: the facts of its profile, its zone and who records, and what hangs on the one under the cursor (rule R8).

use crate::app::screen::Screen;
use crate::app::screen::dashboard::critical;
use crate::app::state::{App, Store};
use crate::app::words::{Said, Tone, heading, quiet, text};
use crate::domain::field::{Field, FieldKind};
use crate::domain::organization::{PROFILE, ZONE, hanging_on};

/// A fact about us that can be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A field of the profile.
    Profile(&'static Field),
    /// The zone in which days are counted.
    Zone,
    /// Who is behind the account that records.
    Person,
}

/// What is shown where nothing is recorded.
const NOT_RECORDED: &str = "not recorded";

impl Fact {
    /// All of them, in the order of the screen.
    pub fn all() -> Vec<Self> {
        PROFILE.iter().map(Self::Profile).chain([Self::Zone, Self::Person]).collect()
    }

    /// Its words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Profile(field) => field.title,
            Self::Zone => "Time zone",
            Self::Person => "You",
        }
    }

    /// Its name where it is recorded.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Profile(field) => field.name,
            Self::Zone => ZONE,
            Self::Person => "person",
        }
    }

    /// What it means, in a sentence or two.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Profile(field) => field.help,
            Self::Zone => {
                "The zone in which days are counted, by its IANA name. A change applies from the next day on."
            }
            Self::Person => "The name and title behind your account, as reports print them.",
        }
    }

    /// What is recorded, in words.
    pub fn shown(self, store: &Store) -> String {
        let recorded = match self {
            Self::Profile(field) => store.organization.shown(field),
            Self::Zone => Some(store.organization.zones.name().to_owned()),
            Self::Person => store.organization.people.get(&store.account).map(|person| {
                let title = person.title.as_ref().map(|title| format!(", {title}"));
                format!("{}{}", person.name, title.unwrap_or_default())
            }),
        };
        let hanging = || match self {
            Self::Profile(field) => hanging_on(field.name, false, &store.bank),
            Self::Zone | Self::Person => None,
        };
        recorded.unwrap_or_else(|| match hanging() {
            Some(hanging) => format!("{NOT_RECORDED}: {hanging}"),
            None => NOT_RECORDED.to_owned(),
        })
    }

    /// What stands behind it: what it means, what may be entered, what hangs on it.
    pub fn explained(self, store: &Store) -> Vec<Said> {
        let mut said = vec![heading(self.title()), text(self.help())];
        let Self::Profile(field) = self else { return said };
        said.push(text(format!("Now: {}", self.shown(store))));
        if store.organization.fields.contains_key(field.name) {
            let hanging = hanging_on(field.name, true, &store.bank);
            said.extend(hanging.map(|hanging| text(format!("{hanging}."))));
        }
        match field.kind {
            FieldKind::One(words) | FieldKind::Many(words) => {
                said.extend(words.iter().map(|(word, label)| quiet(format!("{word}  {label}"))));
            }
            FieldKind::Text => {}
            _ => said.push(quiet(format!("It takes {}.", field.accepted()))),
        }
        said
    }
}

impl App {
    /// The fact under the cursor.
    pub fn own_fact_in_hand(&self) -> Option<Fact> {
        let Some(Screen::Organization(rows)) = self.screen() else { return None };
        Fact::all().get(rows.at).copied()
    }

    /// Our organization's own figure, which is in no vendor's (rule R6).
    pub fn own_figure(&self) -> Vec<Said> {
        let Some(store) = &self.store else { return Vec::new() };
        let row = &store.ours;
        let mut said = vec![text(match row.readiness.whole.applicable {
            0 => "Asked of us once for all vendors: no question".to_owned(),
            _ => format!(
                "Asked of us once for all vendors: {} documented, {}",
                row.readiness.whole,
                crate::app::words::many(row.gaps, "gap")
            ),
        })];
        let gaps = self.critical_of_ours();
        if !gaps.is_empty() {
            said.push((Tone::Unmet, format!("{}: {}", critical(row), gaps.join("; "))));
        }
        said
    }

    /// The titles of our own critical gaps (rule R20).
    fn critical_of_ours(&self) -> Vec<String> {
        let ours = self.vendor.as_ref().is_some_and(|open| open.dossier.is_ours());
        let standings = self.standings().filter(|_| ours);
        let gaps = standings.as_ref().map(|standings| standings.critical_gaps());
        gaps.unwrap_or_default().iter().map(|stand| stand.question.title.clone()).collect()
    }
}

//! Seals: the text of a sign-off that is signed and time-stamped outside this program, and what may come back for it.
//!
//! No signature is checked here: that is for tools which are not ours, as `docs/verify.md` says.

pub mod signature;
pub mod time_stamp;

use serde::Serialize;

use crate::domain::as_of::through;
use crate::domain::dossier::{Dossier, SignOff};
use crate::domain::event::{JournalHead, SignedQuestionnaire};
use crate::domain::id::{AccountId, Digest, EventId, StoreId, VendorId};
use crate::problem::Problem;

/// The namespace of every signature of a seal (the `-n` of `ssh-keygen -Y sign`).
pub const NAMESPACE: &str = "vendor-record";

/// The largest file that may come back: signatures and time stamps have a few thousand bytes.
pub const LARGEST: u64 = 1 << 20;

/// The text of a sign-off as it leaves the computer: one line of JSON in the form of RFC 8785, and a line feed.
///
/// The members stand in their canonical order; there is no number but event numbers, which are whole. It names the hash of the sign-off's
/// own line, and so covers everything in the journal up to it: also the statement and the open items, which it does not repeat.
#[derive(Serialize)]
struct Text<'a> {
    at: String,
    by: &'a AccountId,
    journals: Vec<Head>,
    name: &'a str,
    questionnaires: Vec<Questionnaire<'a>>,
    schema: &'static str,
    signed_off: Event,
    store: StoreId,
    title: &'a str,
    vendor: Vendor<'a>,
}

#[derive(Serialize)]
struct Head {
    hash: Digest,
    journal: uuid::Uuid,
    seq: u64,
}

#[derive(Serialize)]
struct Questionnaire<'a> {
    digest: Digest,
    id: &'a str,
}

#[derive(Serialize)]
struct Event {
    hash: Digest,
    id: EventId,
    seq: u64,
}

#[derive(Serialize)]
struct Vendor<'a> {
    id: VendorId,
    name: &'a str,
}

const fn head(head: &JournalHead) -> Head {
    Head { hash: head.hash, journal: head.journal, seq: head.seq }
}

fn questionnaire(one: &SignedQuestionnaire) -> Questionnaire<'_> {
    Questionnaire { digest: one.digest, id: &one.id }
}

/// The canonical text of a sign-off. The same record gives the same bytes on every day: what was recorded later plays no part.
///
/// # Errors
/// The dossier has no such sign-off.
pub fn text(store: StoreId, dossier: &Dossier, sign_off: &SignOff) -> Result<String, Problem> {
    let lost = || Problem::bug("a sign-off is not in the journal it was read from");
    let event = dossier.event(sign_off.event).ok_or_else(lost)?;
    // As it was called when it was signed off.
    let then = Dossier::fold(dossier.id, through(&dossier.events, event.seq));
    let text = Text {
        at: format!("{:.3}", event.at),
        by: &event.by,
        journals: sign_off.signed.journals.iter().map(head).collect(),
        name: &sign_off.signed.name,
        questionnaires: sign_off.signed.questionnaires.iter().map(questionnaire).collect(),
        schema: "proofbook seal 1",
        signed_off: Event { hash: event.hash, id: event.id, seq: event.seq },
        store,
        title: &sign_off.signed.title,
        vendor: Vendor { id: dossier.id, name: &then.name },
    };
    let mut line = serde_json::to_string(&text)
        .map_err(|fault| Problem::bug("a seal could not be written").cause(fault))?;
    line.push('\n');
    Ok(line)
}

/// What came back for a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returned {
    /// An SSH signature in the namespace of seals. Whose it is and whether it is good is for `ssh-keygen -Y verify`.
    Signature,
    /// A time stamp of exactly this text, given at this time by the clock of whoever stamps. Whether they may be trusted is for
    /// `openssl ts -verify`.
    TimeStamp {
        /// The time, as RFC 3161 writes it: `20261122153000Z`.
        at: String,
    },
}

impl Returned {
    /// What it is, in words.
    pub fn what(&self) -> String {
        match self {
            Self::Signature => "an SSH signature".to_owned(),
            Self::TimeStamp { at } => format!("a time stamp of {}", time_stamp::shown(at)),
        }
    }
}

/// Says what came back, if it can belong to this seal's text.
///
/// # Errors
/// It is neither an SSH signature nor a time stamp, or it is one of something else.
pub fn returned(bytes: &[u8], text: &str) -> Result<Returned, Problem> {
    if signature::is_armored(bytes) {
        return signature::check(bytes).map(|()| Returned::Signature);
    }
    let Some(stamp) = time_stamp::Stamp::read(bytes) else {
        return Err(Problem::wrong_use(
            "the file is neither an SSH signature nor a time stamp (RFC 3161)",
        )
        .safe("nothing was recorded")
        .next("name the file that 'ssh-keygen -Y sign' or the time-stamping service wrote")
        .next("keep anything else as an exhibit: proofbook evidence add"));
    };
    stamp.check(text).map(|at| Returned::TimeStamp { at })
}

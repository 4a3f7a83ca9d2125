//! The only place that reads the clock and draws ids and salts; everything else is given them.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use uuid::Uuid;

/// The present: the instant, and the ids and salts made in it.
pub trait Now: Send + Sync {
    /// The instant, in whole milliseconds, UTC.
    fn now(&self) -> Timestamp;

    /// A new id: UUID version 7 (RFC 9562) of this instant.
    fn new_id(&self) -> Uuid {
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        let [a, b, c, d, e, f, g, h, i, j, ..] = self.salt();
        uuid::Builder::from_unix_timestamp_millis(millis, &[a, b, c, d, e, f, g, h, i, j])
            .into_uuid()
    }

    /// 32 bytes that nobody can guess.
    fn salt(&self) -> [u8; 32];
}

/// The computer's own clock and random source.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNow;

impl Now for SystemNow {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        whole_milliseconds(Timestamp::now())
    }

    fn salt(&self) -> [u8; 32] {
        let mut salt = [0; 32];
        match getrandom::fill(&mut salt) {
            Ok(()) => salt,
            // No supported system lacks a random source. Should one, ids must still differ; a note's salt is then weaker.
            Err(_) => counted_salt(&self.now().as_nanosecond().to_be_bytes()),
        }
    }
}

/// A salt that no other of this process has, and of another process only at the same instant.
fn counted_salt(seed: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;
    static DRAWN: AtomicU64 = AtomicU64::new(0);
    let drawn = DRAWN.fetch_add(1, Ordering::SeqCst);
    sha2::Sha256::new()
        .chain_update(seed)
        .chain_update(std::process::id().to_be_bytes())
        .chain_update(drawn.to_be_bytes())
        .finalize()
        .into()
}

/// A clock that stands where it is put, and counts its ids: for tests and for the sample, which must come out the same every time.
#[derive(Debug)]
pub struct FixedNow {
    millis: AtomicU64,
    drawn: AtomicU64,
}

impl FixedNow {
    /// A clock standing at the given instant.
    pub fn at(instant: Timestamp) -> Self {
        Self { millis: AtomicU64::new(millis(instant)), drawn: AtomicU64::new(0) }
    }

    /// Puts the clock to another instant.
    pub fn set(&self, instant: Timestamp) {
        self.millis.store(millis(instant), Ordering::SeqCst);
    }
}

fn millis(instant: Timestamp) -> u64 {
    u64::try_from(instant.as_millisecond()).unwrap_or(0)
}

fn whole_milliseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant)
}

impl Now for FixedNow {
    fn now(&self) -> Timestamp {
        let millis = i64::try_from(self.millis.load(Ordering::SeqCst)).unwrap_or(0);
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn salt(&self) -> [u8; 32] {
        use sha2::Digest as _;
        let drawn = self.drawn.fetch_add(1, Ordering::SeqCst);
        sha2::Sha256::digest(drawn.to_be_bytes()).into()
    }
}

/// A clock that was started at another instant and goes on at the computer's pace: for a sample, which has a day of its own.
#[derive(Debug)]
pub struct ShiftedNow {
    start: Timestamp,
    started: std::time::Instant,
}

impl ShiftedNow {
    /// A clock that says `start` now.
    pub fn starting_at(start: Timestamp) -> Self {
        Self { start, started: std::time::Instant::now() }
    }
}

impl Now for ShiftedNow {
    fn now(&self) -> Timestamp {
        let passed = jiff::SignedDuration::try_from(self.started.elapsed()).unwrap_or_default();
        whole_milliseconds(self.start.checked_add(passed).unwrap_or(self.start))
    }

    fn salt(&self) -> [u8; 32] {
        SystemNow.salt()
    }
}

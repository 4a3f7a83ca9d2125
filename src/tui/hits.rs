//! What was drawn where, for the mouse alone: a frame collects it, and a click or a turn of the wheel becomes a message by it.

use std::time::{Duration, Instant};

use ratatui::layout::{Position, Rect};

use super::input::{Click, Heard};
use crate::app::message::Message;
use crate::app::pointing::{Pointing, Target};

/// Within which time a second click at the same place opens what the first one selected.
const DOUBLE: Duration = Duration::from_millis(400);

/// What was drawn where; what was drawn later lies above.
#[derive(Clone, Debug, Default)]
pub struct Hits(Vec<(Rect, Target)>);

impl Hits {
    /// Something can be pointed at in an area.
    pub(super) fn add(&mut self, area: Rect, target: Target) {
        if !area.is_empty() {
            self.0.push((area, target));
        }
    }

    /// What lies at a place.
    pub fn at(&self, place: Position) -> Option<&Target> {
        self.0.iter().rev().find(|(area, _)| area.contains(place)).map(|(_, target)| target)
    }
}

/// The mouse over the last frame.
#[derive(Debug, Default)]
pub struct Mouse {
    hits: Hits,
    last: Option<(Instant, Position, Target)>,
}

impl Mouse {
    /// Another frame is seen.
    pub fn sees(&mut self, hits: Hits) {
        self.hits = hits;
    }

    /// The message of what was heard. The list under the pointer may have moved by the first of two clicks, so that the second one opens
    /// what the first one selected, wherever it is now.
    pub fn message(&mut self, heard: Heard, now: Instant) -> Option<Message> {
        let (place, click) = match heard {
            Heard::Message(message) => {
                self.last = None;
                return Some(message);
            }
            Heard::Resized => {
                self.last = None;
                return None;
            }
            Heard::Mouse(place, click) => (place, click),
        };
        let how = match click {
            Click::Up => Pointing::Up,
            Click::Down => Pointing::Down,
            Click::Button => {
                let again = self.last.take().filter(|(at, before, _)| {
                    *before == place && now.saturating_duration_since(*at) <= DOUBLE
                });
                if let Some((.., target)) = again {
                    return Some(Message::PointAt(target, Pointing::Open));
                }
                Pointing::Select
            }
        };
        let target = self.hits.at(place)?.clone();
        if how == Pointing::Select {
            self.last = Some((now, place, target.clone()));
        }
        Some(Message::PointAt(target, how))
    }
}

//! Clocks as they are told together: by why they are not asked for, and by what they assume.

use std::collections::{BTreeMap, BTreeSet};

use super::step::{Assumed, NotRunning};
use super::{Board, Clock, Limit};

/// The clocks that are not asked for by their reasons, told apart as `reason` does, in the order in which each comes first.
pub fn by_reason<'c, 'a: 'c, R: PartialEq>(
    clocks: impl IntoIterator<Item = &'c Clock<'a>>,
    reason: impl Fn(&NotRunning) -> R,
) -> Vec<(R, Vec<&'c Clock<'a>>)> {
    let mut groups: Vec<(R, Vec<&Clock<'_>>)> = Vec::new();
    for clock in clocks {
        let Limit::NotRunning(why) = &clock.limit else { continue };
        let why = reason(why);
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, group)) => group.push(clock),
            None => groups.push((why, vec![clock])),
        }
    }
    groups
}

impl NotRunning {
    /// Why, in words; nothing where nobody lives whom it reached, which is told of all such states together.
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Residents { number: 0, .. } => None,
            why => Some(why.words()),
        }
    }
}

/// What counts as not freeing us on a board, numbered in the order in which it is told; what is the same of several states has one number.
#[derive(Clone, Debug)]
pub struct Assumptions<'b> {
    /// Each with how many clocks it might free, or move; the first one has the number 1.
    pub list: Vec<(Assumed, usize)>,
    numbers: BTreeMap<&'b Assumed, usize>,
}

impl<'b> Assumptions<'b> {
    /// Those of a board.
    pub fn of(board: &'b Board<'_>) -> Self {
        let (mut list, mut numbers) = (Vec::new(), BTreeMap::new());
        let (mut states, mut clocks_of_states) = (Vec::new(), 0);
        for (assumed, clocks) in board.assuming() {
            if let Assumed::NotDeemed(state) = assumed {
                states.push((assumed, state.as_str()));
                clocks_of_states += clocks;
            } else {
                list.push((assumed.clone(), clocks));
                numbers.insert(assumed, list.len());
            }
        }
        if !states.is_empty() {
            let named: Vec<&str> = states.iter().map(|(_, state)| *state).collect();
            list.push((Assumed::NotDeemed(named.join(", ")), clocks_of_states));
            numbers.extend(states.iter().map(|(assumed, _)| (*assumed, list.len())));
        }
        Self { list, numbers }
    }

    /// Those on which a clock rests, by their numbers: "1, 3"; nothing where it rests on none.
    pub fn under(&self, clock: &Clock<'_>) -> Option<String> {
        let numbers = clock.assuming.iter().filter_map(|assumed| self.numbers.get(assumed));
        let numbers: BTreeSet<&usize> = numbers.collect();
        let numbers: Vec<String> = numbers.into_iter().map(ToString::to_string).collect();
        (!numbers.is_empty()).then(|| numbers.join(", "))
    }
}

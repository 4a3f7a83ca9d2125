//! The readiness bar: one mark a cell, so that it says without color which standings make it up.

use crate::domain::readiness::Readiness;
use crate::domain::standing::Standing;

/// The bar, so many cells between its brackets. Documented cells are rounded down, and no unmet or unknown answer goes unseen.
pub(crate) fn bar(readiness: &Readiness, cells: usize) -> String {
    let all = usize::try_from(readiness.whole.applicable).unwrap_or(0);
    if all == 0 {
        return format!("[{}]", " ".repeat(cells));
    }
    let classes: Vec<(Standing, usize)> = Standing::ALL
        .into_iter()
        .map(|standing| (standing, usize::try_from(readiness.standing(standing)).unwrap_or(0)))
        .collect();
    let mut shares: Vec<(Standing, usize, usize)> = classes
        .iter()
        .map(|(standing, count)| (*standing, count * cells / all, count * cells % all))
        .collect();
    let mut left = cells - shares.iter().map(|(_, share, _)| share).sum::<usize>();
    for (standing, share, rest) in &mut shares {
        if left > 0
            && *share == 0
            && *rest > 0
            && matches!(standing, Standing::Unmet | Standing::Unknown)
        {
            (*share, *rest, left) = (1, 0, left - 1);
        }
    }
    while left > 0 {
        let others = shares.iter_mut().filter(|(standing, ..)| *standing != Standing::Documented);
        let Some((_, share, rest)) = others.max_by_key(|(_, _, rest)| *rest) else { break };
        *share += 1;
        *rest = 0;
        left -= 1;
    }
    let marks: String = shares
        .iter()
        .map(|(standing, share, _)| standing.mark().to_string().repeat(*share))
        .collect();
    format!("[{marks}]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::readiness::Fraction;

    fn readiness(counts: &[(Standing, u32)]) -> Readiness {
        let whole = Fraction {
            documented: counts
                .iter()
                .filter(|(s, _)| *s == Standing::Documented)
                .map(|(_, n)| n)
                .sum(),
            applicable: counts.iter().map(|(_, n)| n).sum(),
        };
        Readiness { whole, standings: counts.iter().copied().collect(), ..Readiness::default() }
    }

    #[test]
    fn r14_only_all_is_full_and_bad_news_is_seen() {
        let all = readiness(&[(Standing::Documented, 84)]);
        assert_eq!(bar(&all, 10), "[++++++++++]");
        let one_short = readiness(&[(Standing::Documented, 83), (Standing::Unmet, 1)]);
        assert_eq!(bar(&one_short, 10), "[+++++++++!]");
        let mixed = readiness(&[
            (Standing::Documented, 38),
            (Standing::Asserted, 10),
            (Standing::Unmet, 4),
            (Standing::Open, 32),
        ]);
        assert_eq!(bar(&mixed, 10), "[++++~!....]");
        assert_eq!(bar(&readiness(&[]), 4), "[    ]");
    }

    #[test]
    fn the_bar_always_has_its_width() {
        for n in 0..60 {
            let some = readiness(&[
                (Standing::Documented, n),
                (Standing::Stale, n / 3),
                (Standing::Unknown, n % 7),
                (Standing::Open, 5),
            ]);
            assert_eq!(bar(&some, 10).len(), 12);
        }
    }
}

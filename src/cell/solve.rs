//! The arithmetic of balancing: figures moved as little as their variances allow, so that they add up.

/// Values and variances after balancing, and how far off the identities were.
pub(super) struct Balanced {
    pub(super) values: Vec<f64>,
    pub(super) variances: Vec<f64>,
    /// The sum of squares of what was moved, each by its variance: distributed as chi squared where figures are only
    /// imprecise and not wrong.
    pub(super) distance: f64,
    /// How many identities are independent of one another.
    pub(super) rank: usize,
}

/// `x* = x - V A' (A V A')^-1 A x` and `V* = V - V A' (A V A')^-1 A V`, where every row of `a` times the figures should be
/// 0 and the variances `v` are those of independent figures (Stone, Champernowne and Meade 1942, The precision of
/// national income estimates).
///
/// The systems are those of one pair of countries, a few figures and identities: Gauss-Jordan elimination on a dense
/// array serves, and a crate for matrices would be larger than all of this one. Identities that follow from others give
/// rows of zeros and are passed over.
pub(super) fn balance(x: &[f64], v: &[f64], a: &[Vec<f64>]) -> Balanced {
    let (n, m) = (x.len(), a.len());
    let dot = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(a, b)| a * b).sum::<f64>();
    let scaled: Vec<Vec<f64>> = a.iter().map(|row| row.iter().zip(v).map(|(a, v)| a * v).collect()).collect();
    // Each row: A V A', then A V, then A x; elimination turns the latter into (A V A')^-1 of them.
    let mut rows: Vec<Vec<f64>> = (0..m)
        .map(|i| {
            let of_others = (0..m).map(|j| dot(&scaled[i], &a[j]));
            of_others.chain(scaled[i].iter().copied()).chain([dot(&a[i], x)]).collect()
        })
        .collect();
    let smallest = (0..m).map(|i| rows[i][i]).fold(0.0, f64::max) * 1e-9;
    let mut pivots = Vec::new();
    let mut free: Vec<usize> = (0..m).collect();
    for column in 0..m {
        let largest = free.iter().copied().max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
        let Some(pivot) = largest.filter(|row| rows[*row][column].abs() > smallest) else { continue };
        free.retain(|row| *row != pivot);
        let by = rows[pivot][column];
        rows[pivot].iter_mut().for_each(|cell| *cell /= by);
        let taken = rows[pivot].clone();
        for (_, cells) in rows.iter_mut().enumerate().filter(|(row, _)| *row != pivot) {
            let factor = cells[column];
            cells.iter_mut().zip(&taken).for_each(|(cell, taken)| *cell -= factor * taken);
        }
        pivots.push((column, pivot));
    }
    let mut balanced = Balanced { values: x.to_vec(), variances: v.to_vec(), distance: 0.0, rank: pivots.len() };
    for (identity, row) in pivots {
        let multiplier = rows[row][m + n];
        balanced.distance += dot(&a[identity], x) * multiplier;
        for figure in 0..n {
            balanced.values[figure] -= scaled[identity][figure] * multiplier;
            balanced.variances[figure] -= scaled[identity][figure] * rows[row][m + figure];
        }
    }
    balanced
}

/// The value that chi squared with so many degrees of freedom exceeds once in a thousand times (Wilson and Hilferty
/// 1931).
pub(super) fn improbable(freedom: usize) -> f64 {
    let part = 2.0 / (9.0 * freedom as f64);
    freedom as f64 * (1.0 - part + 3.0902 * part.sqrt()).powi(3)
}

#[cfg(test)]
mod tests {
    use super::{balance, improbable};
    use approx::assert_abs_diff_eq;

    #[test]
    fn one_identity_is_shared_by_variance() {
        // Exports, imports, turnover: the residual of -0.4 goes to each by its part of the sum of variances.
        let found = balance(&[1.0, 3.0, 4.4], &[0.01, 0.03, 0.04], &[vec![1.0, 1.0, -1.0]]);
        for (value, expected) in found.values.iter().zip([1.05, 3.15, 4.2]) {
            assert_abs_diff_eq!(*value, expected, epsilon = 1e-12);
        }
        assert_abs_diff_eq!(found.variances[2], 0.04 - 0.04 * 0.04 / 0.08, epsilon = 1e-12);
        assert_abs_diff_eq!(found.distance, 0.16 / 0.08, epsilon = 1e-12);
    }

    #[test]
    fn identities_that_repeat_one_another_count_once() {
        let row = vec![1.0, 1.0, -1.0];
        let twice: Vec<f64> = row.iter().map(|a| 2.0 * a).collect();
        let once = balance(&[1.0, 3.0, 4.4], &[0.01, 0.03, 0.04], std::slice::from_ref(&row));
        let both = balance(&[1.0, 3.0, 4.4], &[0.01, 0.03, 0.04], &[row, twice]);
        assert_eq!((once.rank, both.rank), (1, 1));
        for (one, other) in once.values.iter().zip(&both.values) {
            assert_abs_diff_eq!(*one, *other, epsilon = 1e-9);
        }
        assert_abs_diff_eq!(once.distance, both.distance, epsilon = 1e-9);
    }

    #[test]
    fn what_adds_up_stays() {
        let found =
            balance(&[1.0, 3.0, 4.0, -2.0], &[0.1; 4], &[vec![1.0, 1.0, -1.0, 0.0], vec![1.0, -1.0, 0.0, -1.0]]);
        assert_eq!((found.values, found.rank), (vec![1.0, 3.0, 4.0, -2.0], 2));
    }

    #[test]
    fn the_quantiles_are_those_of_the_tables() {
        for (freedom, expected) in [(1, 10.83), (2, 13.82), (5, 20.52), (10, 29.59)] {
            assert_abs_diff_eq!(improbable(freedom), expected, epsilon = 0.4);
        }
    }
}

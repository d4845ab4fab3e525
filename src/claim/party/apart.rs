//! The two parties of a figure are settled together: the reporter that is likeliest with the partner it would have.

use super::Candidates;
use crate::claim::score::{likeliest, odds};
use crate::value::place::Place;

/// Reporters that are tried.
const TRIED: usize = 3;

/// The candidates of both roles, and which reporter is taken: the one that is likeliest together with a partner other than
/// itself. `beside` gives the candidates for the partner of a reporter.
pub(in crate::claim) fn apart(
    reporters: Candidates,
    beside: impl Fn(Option<Place>) -> Candidates,
) -> (Candidates, Candidates, Option<usize>) {
    let mut tried: Vec<(Option<Place>, f32)> = Vec::new();
    for at in 0..reporters.len() {
        if !tried.iter().any(|(other, _)| *other == reporters[at].value) {
            tried.push((reporters[at].value, odds(&reporters, at)));
        }
    }
    tried.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut best: Option<(usize, f32, Candidates)> = None;
    for (place, (reporter, own)) in tried.iter().take(TRIED).enumerate() {
        // No partner makes it likelier than it is by itself.
        if best.as_ref().is_some_and(|(_, so_far, _)| own <= so_far) {
            break;
        }
        let all = beside(*reporter);
        let mut others = all.clone();
        others.retain(|candidate| candidate.value.is_none() || candidate.value != *reporter);
        let Some(at) = likeliest(&others) else { continue };
        // What is left out counts against it: its odds are among all. But of the world's trade the world is no other side.
        let among = if reporter.is_some_and(Place::is_world) { &others } else { &all };
        let of = among.iter().position(|candidate| candidate.value == others[at].value);
        let both = own * of.map_or(0.0, |of| odds(among, of));
        if best.as_ref().is_none_or(|(_, so_far, _)| both > *so_far) {
            best = Some((place, both, others));
        }
    }
    let Some((place, _, others)) = best else { return (reporters, Candidates::new(), None) };
    let score = |at: &usize| reporters[*at].score;
    let own = (0..reporters.len()).filter(|at| reporters[*at].value == tried[place].0);
    let taken = own.max_by(|a, b| score(a).total_cmp(&score(b)));
    (reporters, others, taken)
}

//! The least value of a smooth convex function of many numbers, by limited-memory BFGS (Liu and Nocedal 1989).

use std::collections::VecDeque;

/// Most steps; a fit rests after some sixty.
const STEPS: usize = 100;
/// How many steps are remembered: their curvature stands for that of the function.
const MEMORY: usize = 10;
/// A step that gains less than this part of the value is the last.
const REST: f64 = 2e-6;

/// Moves `x` to where `value` is least. `value` is given a point and writes the slope there into its second argument.
pub fn least(x: &mut Vec<f64>, mut value: impl FnMut(&[f64], &mut [f64]) -> f64) {
    let mut slope = vec![0.0; x.len()];
    let mut here = value(x, &mut slope);
    let mut past: VecDeque<Step> = VecDeque::new();
    let (mut next, mut next_slope) = (x.clone(), slope.clone());
    for step in 0..STEPS {
        let way = downhill(&slope, &past);
        let fall = dot(&slope, &way);
        if fall >= 0.0 {
            break;
        }
        // Nothing is known of the curvature at first, so the first step is short.
        let mut length = if step == 0 { 1.0 / dot(&way, &way).sqrt().max(1e-12) } else { 1.0 };
        let there = loop {
            for (at, to) in next.iter_mut().enumerate() {
                *to = x[at] + length * way[at];
            }
            let there = value(&next, &mut next_slope);
            if there <= here + 1e-4 * length * fall || length < 1e-10 {
                break there;
            }
            length /= 2.0;
        };
        let moved: Vec<f64> = next.iter().zip(x.iter()).map(|(to, from)| to - from).collect();
        let bent: Vec<f64> = next_slope.iter().zip(&slope).map(|(to, from)| to - from).collect();
        let curvature = dot(&moved, &bent);
        if curvature > 1e-12 {
            past.push_back(Step { moved, bent, curvature });
            if past.len() > MEMORY {
                past.pop_front();
            }
        }
        let gain = here - there;
        std::mem::swap(x, &mut next);
        std::mem::swap(&mut slope, &mut next_slope);
        here = there;
        if gain < REST * here.abs() {
            break;
        }
    }
}

/// One step that was taken: how far it went, how the slope changed, and the product of the two.
struct Step {
    moved: Vec<f64>,
    bent: Vec<f64>,
    curvature: f64,
}

/// The way to go, by the slope and what the past steps say of the curvature.
fn downhill(slope: &[f64], past: &VecDeque<Step>) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|part| -part).collect();
    let mut shares = Vec::with_capacity(past.len());
    for step in past.iter().rev() {
        let share = dot(&step.moved, &way) / step.curvature;
        add(&mut way, -share, &step.bent);
        shares.push(share);
    }
    if let Some(last) = past.back() {
        let scale = last.curvature / dot(&last.bent, &last.bent);
        way.iter_mut().for_each(|part| *part *= scale);
    }
    for (step, share) in past.iter().zip(shares.into_iter().rev()) {
        let back = dot(&step.bent, &way) / step.curvature;
        add(&mut way, share - back, &step.moved);
    }
    way
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], times: f64, what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += times * what);
}

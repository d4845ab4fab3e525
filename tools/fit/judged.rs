//! The decisions about a report, each beside what is annotated.

use crate::gold::{Gold, Wanted, right};
use tradeflow::claim::{Decision, Extractor, Role};
use tradeflow::value::unit::Unit;

/// One decision about an annotated figure, beside what is annotated.
pub struct Judged {
    /// The role's name in the weights file.
    pub role: &'static str,
    pub decision: Decision,
    /// Whether each candidate has the annotated value.
    pub rights: Vec<bool>,
    /// The number of the annotated figure in its report; none where a figure is read that nobody annotated.
    pub wanted: Option<usize>,
}

/// Every decision about a report that its annotations speak of.
pub fn judged(report: &Gold, extractor: &Extractor) -> Vec<Judged> {
    let (read, decisions) = extractor.read_with_decisions(&report.article);
    if report.is_case && read.claims.len() != report.wanted.len() {
        return Vec::new();
    }
    let mut all = Vec::new();
    let place =
        |at: usize, wanted: &Wanted| wanted.span.unwrap_or_else(|| (read.claims[at].start, read.claims[at].end));
    let spans: Vec<(usize, usize)> = report.wanted.iter().enumerate().map(|(at, own)| place(at, own)).collect();
    for decision in decisions.iter().filter(|decision| decision.role == Role::Claim) {
        let wanted = spans.iter().position(|span| is_about(decision, *span));
        let rights = decision.contenders.iter().map(|contender| contender.value.is_empty() != wanted.is_some());
        all.push(Judged { role: "claim", rights: rights.collect(), decision: decision.clone(), wanted });
    }
    let of_document = |role: Role| decisions.iter().find(|decision| decision.role == role).filter(|_| !report.is_case);
    let main = of_document(Role::Main);
    if let Some(decision) = main {
        all.push(of_report("main", decision, &report.most_told()));
    }
    if let Some((decision, main)) = of_document(Role::Mate).zip(main) {
        let main = &main.contenders[main.taken].value;
        all.push(of_report("mate", decision, &report.most_told_beside(main)));
    }
    for (at, wanted) in report.wanted.iter().enumerate() {
        let own: Vec<&Decision> = decisions.iter().filter(|decision| is_about(decision, spans[at])).collect();
        let measured = own.iter().find(|d| d.role == Role::Measure).map(|d| d.contenders[d.taken].value.as_str());
        let measure = wanted.field("measure").or(measured).unwrap_or("");
        let trade = matches!(measure, "trade" | "exports" | "imports" | "balance" | "freight");
        for decision in own {
            let percent =
                read.claims.iter().any(|claim| claim.start == decision.figure.start && claim.unit == Unit::Percent);
            let Some(role) = role(decision.role, percent) else { continue };
            if (role != "measure" && !trade) || (role == "reporter" || role == "partner") && measured.is_none() {
                continue;
            }
            let Some(right) = right(wanted, measure, measured.unwrap_or(""), decision.role) else { continue };
            let mut rights: Vec<bool> = decision.contenders.iter().map(|contender| right(&contender.value)).collect();
            // Where no candidate has the words, those that name any goods at all are nearer than none.
            if decision.role == Role::Commodity && !rights.contains(&true) {
                rights = decision.contenders.iter().map(|contender| !contender.value.is_empty()).collect();
            }
            all.push(Judged { role, decision: decision.clone(), rights, wanted: Some(at) });
        }
    }
    all
}

/// A decision about a report as a whole.
fn of_report(role: &'static str, decision: &Decision, right: &[&str]) -> Judged {
    let rights = decision.contenders.iter().map(|contender| right.contains(&contender.value.as_str()));
    Judged { role, rights: rights.collect(), decision: decision.clone(), wanted: None }
}

/// Whether a decision is about the figure that stands at some bytes.
fn is_about(decision: &Decision, (start, end): (usize, usize)) -> bool {
    let figure = decision.figure;
    2 * figure.end.min(end).saturating_sub(figure.start.max(start)) > end - start
}

fn role(role: Role, percent: bool) -> Option<&'static str> {
    Some(match role {
        Role::Claim => "claim",
        Role::Measure => "measure",
        Role::Kind if percent => "kind_percent",
        Role::Kind => "kind_amount",
        Role::Period => "period",
        Role::Status => "status",
        Role::Reporter => "reporter",
        Role::Partner => "partner",
        Role::Commodity => "commodity",
        _ => return None,
    })
}

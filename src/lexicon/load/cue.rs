//! Cues and the small words of grammar: `cue.toml`.

use super::{Builder, File, fault, read};
use crate::error::Error;
use crate::lexicon::Case;
use crate::lexicon::sense::{Cue, Excluded, Link, MeasureForm, Reference, Sense, WordKind};
use crate::value::amount::Qualifier;
use crate::value::flow::{Measure, Rate, Status};
use serde::Deserialize;

impl Builder {
    pub(super) fn cues(&mut self, file: File) -> Result<(), Error> {
        let rows: CueFile = read(file)?;
        for row in rows.measure {
            let form = match row.form.as_str() {
                "noun" => MeasureForm::Noun,
                "verb" => MeasureForm::Verb,
                other => return Err(fault(file, other, "is neither noun nor verb")),
            };
            for word in row.forms {
                let (measure, sign, strength) = (row.value, row.sign, row.strength);
                let commodity = row.commodity.clone();
                self.cue(&word, Cue::Measure { measure, form, sign, strength, commodity });
            }
        }
        for row in rows.change {
            let verb = row.form == "verb";
            for word in row.forms {
                self.cue(&word, Cue::Change { sign: row.sign, verb });
            }
        }
        for word in rows.share.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Share);
        }
        for row in rows.status {
            for word in row.forms {
                self.cue(&word, Cue::Status(row.value));
            }
        }
        for row in rows.bound {
            for word in row.forms {
                self.cue(&word, Cue::Bound { qualifier: row.value, after: row.place == "after", short: row.short });
            }
        }
        for row in rows.rate {
            for word in row.forms {
                self.cue(&word, Cue::Rate { rate: row.value, after: row.place == "after" });
            }
        }
        for word in rows.speech.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Speech);
        }
        for word in rows.office.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Office);
        }
        for row in rows.reference {
            let to = match row.value.as_str() {
                "pair" => Reference::Pair,
                "home" => Reference::Home,
                "other" => Reference::Other,
                "world" => Reference::World,
                "many" => Reference::Many,
                "opposite" => Reference::Opposite,
                "unnamed" => Reference::Unnamed,
                other => return Err(fault(file, other, "is no reference")),
            };
            for word in row.forms {
                self.cue(&word, Cue::Reference(to));
            }
        }
        for row in rows.excluded {
            let of = match row.of.as_str() {
                "percent" => Excluded::Percent,
                "money" => Excluded::Money,
                other => return Err(fault(file, other, "is neither percent nor money")),
            };
            for word in row.forms {
                self.cue(&word, Cue::Excluded(of));
            }
        }
        for row in rows.link {
            let link = link(file, &row.value)?;
            for word in row.forms {
                let word = self.word(&word);
                self.grammar(word).link = Some(link);
            }
        }
        for row in rows.trader {
            let link = link(file, &row.value)?;
            for word in row.forms {
                let word = self.word(&word);
                self.grammar(word).trader = Some(link);
            }
        }
        for row in rows.motion {
            let link = link(file, &row.value)?;
            for word in row.forms {
                let word = self.word(&word);
                self.grammar(word).motion = Some(link);
            }
        }
        self.lexicon.abbreviations.extend(rows.abbreviations.forms.into_iter().map(Into::into));
        let single: [(Forms, WordKind); 31] = [
            (rows.english, WordKind::Common),
            (rows.function, WordKind::Function),
            (rows.excess, WordKind::Excess),
            (rows.pronoun, WordKind::Pronoun),
            (rows.anaphor, WordKind::Anaphor),
            (rows.goods_again, WordKind::GoodsAgain),
            (rows.part, WordKind::Part),
            (rows.except, WordKind::Except),
            (rows.cause, WordKind::Cause),
            (rows.shipped, WordKind::Shipped),
            (rows.company, WordKind::Company),
            (rows.carrier, WordKind::Carrier),
            (rows.vehicle, WordKind::Vehicle),
            (rows.service, WordKind::Service),
            (rows.determiner, WordKind::Determiner),
            (rows.unspecific, WordKind::Unspecific),
            (rows.negation, WordKind::Negation),
            (rows.threshold, WordKind::Threshold),
            (rows.estimate, WordKind::Estimate),
            (rows.comparison, WordKind::Comparison),
            (rows.base, WordKind::Base),
            (rows.fraction, WordKind::Fraction),
            (rows.payment, WordKind::Payment),
            (rows.several, WordKind::Several),
            (rows.together, WordKind::Together),
            (rows.packed, WordKind::Packed),
            (rows.grade, WordKind::Grade),
            (rows.worth, WordKind::Worth),
            (rows.weighed, WordKind::Weighed),
            (rows.event, WordKind::Event),
            (rows.country, WordKind::Country),
        ];
        for (words, kind) in single {
            for word in words.forms {
                let word = self.word(&word);
                self.grammar(word).kinds |= kind.bit();
            }
        }
        for word in rows.part_behind.forms {
            self.cue(&word, Cue::Part);
        }
        for word in rows.neutral.forms {
            self.cue(&word, Cue::Neutral);
        }
        Ok(())
    }

    fn cue(&mut self, form: &str, cue: Cue) {
        self.add(form, Case::Any, Sense::Cue(cue));
    }
}

fn link(file: File, name: &str) -> Result<Link, Error> {
    Ok(match name {
        "to" => Link::To,
        "from" => Link::From,
        "with" => Link::With,
        "between" => Link::Between,
        "by" => Link::By,
        "of" => Link::Of,
        "in" => Link::In,
        "via" => Link::Via,
        other => return Err(fault(file, other, "is no link")),
    })
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CueFile {
    measure: Vec<MeasureRow>,
    change: Vec<ChangeRow>,
    share: Vec<Forms>,
    status: Vec<StatusRow>,
    bound: Vec<BoundRow>,
    rate: Vec<RateRow>,
    speech: Vec<Forms>,
    office: Vec<Forms>,
    reference: Vec<ReferenceRow>,
    excluded: Vec<ExcludedRow>,
    link: Vec<ReferenceRow>,
    trader: Vec<ReferenceRow>,
    motion: Vec<ReferenceRow>,
    abbreviations: Forms,
    english: Forms,
    function: Forms,
    base: Forms,
    neutral: Forms,
    excess: Forms,
    comparison: Forms,
    pronoun: Forms,
    anaphor: Forms,
    goods_again: Forms,
    part: Forms,
    part_behind: Forms,
    except: Forms,
    cause: Forms,
    shipped: Forms,
    company: Forms,
    carrier: Forms,
    country: Forms,
    vehicle: Forms,
    service: Forms,
    determiner: Forms,
    unspecific: Forms,
    negation: Forms,
    threshold: Forms,
    estimate: Forms,
    fraction: Forms,
    payment: Forms,
    several: Forms,
    together: Forms,
    packed: Forms,
    grade: Forms,
    worth: Forms,
    weighed: Forms,
    event: Forms,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    pub forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureRow {
    value: Measure,
    #[serde(rename = "as")]
    form: String,
    #[serde(default)]
    sign: i8,
    strength: u8,
    commodity: Option<String>,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeRow {
    sign: i8,
    #[serde(rename = "as")]
    form: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusRow {
    value: Status,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundRow {
    value: Qualifier,
    #[serde(rename = "where")]
    place: String,
    #[serde(default)]
    short: bool,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RateRow {
    value: Rate,
    #[serde(rename = "where")]
    place: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReferenceRow {
    value: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExcludedRow {
    of: String,
    forms: Vec<String>,
}

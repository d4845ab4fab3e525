//! The examples write what they wrote.

use std::error::Error;

#[path = "../../examples/01_one_sentence.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod one_sentence;

#[path = "../../examples/02_one_article.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod one_article;

#[cfg(feature = "frames")]
#[path = "../../examples/03_turnover.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod turnover;

#[cfg(feature = "frames")]
#[path = "../../examples/04_one_country.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod one_country;

#[path = "../../examples/05_two_sources.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod two_sources;

#[cfg(feature = "frames")]
#[path = "../../examples/06_azerbaijan_russia.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod azerbaijan_russia;

fn written(run: impl FnOnce(&mut Vec<u8>) -> Result<(), Box<dyn Error>>) -> String {
    let mut out = Vec::new();
    run(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn one_sentence() {
    insta::assert_snapshot!(written(one_sentence::run));
}

#[test]
#[cfg(feature = "frames")]
fn one_country() {
    insta::assert_snapshot!(written(one_country::run));
}

#[test]
fn two_sources() {
    insta::assert_snapshot!(written(two_sources::run));
}

#[test]
fn one_article() {
    insta::assert_snapshot!(written(one_article::run));
}

#[test]
#[cfg(feature = "frames")]
fn turnover() {
    insta::assert_snapshot!(written(turnover::run));
}

#[test]
#[cfg(feature = "frames")]
fn azerbaijan_russia() {
    insta::assert_snapshot!(written(azerbaijan_russia::run));
}

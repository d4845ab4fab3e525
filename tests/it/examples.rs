//! The examples write what they wrote.

use std::error::Error;

#[path = "../../examples/01_one_article.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod one_article;

#[cfg(feature = "frames")]
#[path = "../../examples/02_turnover.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod turnover;

#[cfg(feature = "frames")]
#[path = "../../examples/03_azerbaijan_russia.rs"]
#[expect(dead_code, reason = "`main` is for `cargo run --example`")]
mod azerbaijan_russia;

fn written(run: impl FnOnce(&mut Vec<u8>) -> Result<(), Box<dyn Error>>) -> String {
    let mut out = Vec::new();
    run(&mut out).unwrap();
    String::from_utf8(out).unwrap()
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

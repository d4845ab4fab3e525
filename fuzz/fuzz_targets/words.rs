#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|text: &str| {
    // The first letter chooses the file.
    let files = ["unit", "currency", "place", "cue", "goods", "outlet"];
    let chosen = text.bytes().next().unwrap_or_default() as usize % files.len();
    let rest = text.get(1..).unwrap_or_default();
    laws::words(&format!("own/{}.toml", files[chosen]), rest);
});

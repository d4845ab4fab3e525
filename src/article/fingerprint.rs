//! Which texts are copies of one another.

/// Words in a row that are looked at together.
const SHINGLE: usize = 5;

/// Places of a sketch.
const PLACES: usize = 32;

/// What stands in a place that no run of words fell into.
const EMPTY: u8 = b'.';

/// The fingerprint of a text by its words, in order: `HASH-SKETCH`.
///
/// The hash (FNV-1a, 64 bits, hexadecimal) is that of all words without regard to ASCII case: equal for copies that
/// differ in spacing and punctuation only. The sketch is for copies that were shortened, or got another beginning or end:
/// of all runs of five words that fall into one of 32 places by their hash, four bits of the smallest. The part of places
/// that two sketches have in common is near to the part of runs that the texts have in common (their Jaccard similarity).
/// Source: minwise hashing, Broder 1997 (On the resemblance and containment of documents), in one pass, Li, Owen and
/// Zhang 2012 (One permutation hashing).
pub fn fingerprint<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let (mut whole, mut smallest) = (FNV, [u64::MAX; PLACES]);
    let (mut last, mut number) = ([0u64; SHINGLE], 0);
    for word in words {
        let mut one = FNV;
        for byte in word.bytes().chain(std::iter::once(b' ')) {
            let byte = byte.to_ascii_lowercase();
            (whole, one) = (fnv(whole, byte), fnv(one, byte));
        }
        last[number % SHINGLE] = one;
        number += 1;
        if number >= SHINGLE {
            let run = (0..SHINGLE).fold(0, |run, at| mixed(run ^ last[(number + at) % SHINGLE]));
            let place = &mut smallest[run as usize % PLACES];
            *place = (*place).min(run >> 5);
        }
    }
    let digit = |hash: u64| match hash {
        u64::MAX => char::from(EMPTY),
        hash => char::from_digit((mixed(hash) & 15) as u32, 16).unwrap_or_default(),
    };
    format!("{whole:016x}-{}", smallest.map(digit).iter().collect::<String>())
}

/// Whether two fingerprints are those of copies: the same hash, or sketches that agree in at least half of the places
/// that either has filled, eight at the least. Fingerprints of another form are those of copies where they are equal.
///
/// ```
/// use tradeflow::article::{alike, fingerprint};
///
/// let story = "Trade between the two countries rose by a tenth to 4.4 billion dollars last year, the customs service \
///              said on Tuesday, while exports of grain and timber fell for the second year in a row";
/// let print = |text: &str| fingerprint(text.split_whitespace());
/// assert!(alike(&print(story), &print(&format!("BAKU {story} (agencies)"))));
/// assert!(!alike(&print(story), &print("The port of Baku handled 50,000 containers in 2023, a tenth more than in 2022")));
/// ```
pub fn alike(one: &str, other: &str) -> bool {
    one == other || sketch(one).zip(sketch(other)).is_some_and(|(one, other)| in_common(one, other))
}

/// The sketch of a fingerprint, where it has one.
pub fn sketch(fingerprint: &str) -> Option<&str> {
    fingerprint.split_once('-').map(|(_, sketch)| sketch).filter(|sketch| sketch.len() == PLACES)
}

fn in_common(one: &str, other: &str) -> bool {
    let pairs = || one.bytes().zip(other.bytes());
    let filled = pairs().filter(|pair| *pair != (EMPTY, EMPTY)).count();
    let equal = pairs().filter(|(one, other)| one == other && *one != EMPTY).count();
    filled >= 8 && equal * 2 >= filled
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Spreads a change of any bit over all of them (the finaliser of SplitMix64; Steele, Lea and Flood 2014).
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::{alike, fingerprint};

    fn words(from: usize, to: usize) -> Vec<String> {
        (from..to).map(|at| format!("word{at}")).collect()
    }

    fn print(words: &[String]) -> String {
        fingerprint(words.iter().map(String::as_str))
    }

    #[test]
    fn copies_are_alike_and_other_texts_are_not() {
        let story = words(0, 200);
        for (copy, is_alike) in [
            (words(0, 200), true),
            (words(0, 160), true),
            (words(30, 200), true),
            ([words(900, 910), words(0, 200)].concat(), true),
            ([words(0, 100), words(500, 600)].concat(), false),
            (words(500, 700), false),
        ] {
            assert_eq!(alike(&print(&story), &print(&copy)), is_alike, "{} words", copy.len());
        }
    }

    #[test]
    fn short_texts_are_alike_only_where_they_are_equal() {
        assert!(alike(&print(&words(0, 3)), &print(&words(0, 3))));
        assert!(!alike(&print(&words(0, 3)), &print(&words(0, 4))));
        assert!(!alike(&print(&[]), &print(&words(0, 4))));
        assert!(alike("x", "x") && !alike("x", "y") && !alike("", "-"));
    }

    #[test]
    fn neither_case_nor_line_breaks_count() {
        assert_eq!(fingerprint(["Trade", "ROSE"].into_iter()), fingerprint(["trade", "rose"].into_iter()));
    }
}

//! Words of a user, laid over the built-in ones.

use super::{folder, run_with};

const UNIT: &str = "[[unit]]\nid = \"jin\"\nbase = \"t\"\nfactor = \"0.0005\"\nforms = [\"jin\"]\n";

#[test]
fn own_units_names_and_homes_are_read() {
    let folder = folder(&[
        ("own/unit.toml", UNIT.as_bytes()),
        ("own/place.toml", b"[[place]]\nid = \"AZE\"\nname = [\"Land of Fire\"]\n"),
        ("own/outlet.toml", b"[[outlet]]\nname = \"Dockside Weekly\"\nhome = \"CAN\"\n"),
        ("own/README.md", b"No word file."),
    ]);
    let text = "The Land of Fire imported 400 million jin of rice from Russia in 2023.";
    let input = format!(
        "{{\"id\":\"x\",\"outlet\":\"Dockside Weekly\",\"text\":\"{text}\"}}\n{{\"id\":\"y\",\"outlet\":\"Dockside Weekly\",\"text\":\"Exports to Russia were $5 million in 2023.\"}}"
    );
    let own = run_with(folder.path(), &["extract", "--lexicon", "own"], input.as_bytes());
    let claims: Vec<tradeflow::Claim> = own.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(claims.len(), 2, "{own:?}");
    assert_eq!((claims[0].value, claims[0].unit.code()), (200_000.into(), "t"));
    assert_eq!(claims[0].reporter.unwrap().code(), "AZE");
    assert_eq!((claims[1].unit.code(), claims[1].reporter.map(|place| place.code())), ("CAD", Some("CAN")));
    // Without them neither is known.
    let plain = run_with(folder.path(), &["extract"], input.as_bytes());
    assert!(!plain.out.contains("200000,") && !plain.out.contains("CAD"), "{plain:?}");
}

#[test]
fn a_fault_in_own_words_is_named_with_file_and_line() {
    for (name, text, words) in [
        ("unit.toml", "[[unit]]\nid = \"jin\"\nforms = [\"jin\"]\n", "own/unit.toml:2: 'jin': is no unit of data/fact"),
        (
            "unit.toml",
            "\n[[unit]]\nid = \"jin\"\nbase = \"USD\"\nfactor = \"1\"\n",
            "own/unit.toml:3: 'jin': has a base that",
        ),
        (
            "unit.toml",
            "[[unit]]\nid = \"jin\"\nbase = \"t\"\nfactor = \"-1\"\n",
            "own/unit.toml:2: 'jin': has a factor",
        ),
        ("unit.toml", "[[unit]]\nid = \"tonne\"\nform = [\"x\"]\n", "own/unit.toml:3: unknown field `form`"),
        ("unit.toml", "[[unit]]\nid = \"tonne\"\nforms = [\"pood\"]\n", "own/unit.toml:3: 'pood': is 'pood' already"),
        (
            "place.toml",
            "[[place]]\nid = \"GEO\"\nname = [\"Russia\"]\n",
            "own/place.toml:3: 'Russia': is 'RUS' already",
        ),
        ("place.toml", "[[place]]\nid = \"XXX\"\n", "own/place.toml:2: 'XXX': is no place"),
        (
            "outlet.toml",
            "[[outlet]]\nname = \"A\"\nhome = \"Atlantis\"\n",
            "own/outlet.toml:3: 'Atlantis': is no country",
        ),
        ("cue.toml", "[[status]]\nvalue = \"dream\"\nforms = [\"x\"]\n", "own/cue.toml:2: unknown variant `dream`"),
        ("goods.toml", "goods = [\n", "own/goods.toml:"),
        ("verb.toml", "", "own/verb.toml:1: is no word file"),
    ] {
        let folder = folder(&[(&format!("own/{name}"), text.as_bytes())]);
        let run = run_with(folder.path(), &["extract", "--lexicon", "own"], b"x");
        assert!(run.code == 1 && run.err.contains(&format!("error: {words}")) && run.out.is_empty(), "{text} {run:?}");
    }
    let run = run_with(folder(&[]).path(), &["extract", "--lexicon", "own"], b"x");
    assert!(run.code == 1 && run.err.contains("own: cannot be read"), "{run:?}");
}

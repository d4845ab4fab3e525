//! Tables of a page as lines of text: each row says what the heads of its columns say.

use crate::value::currency::Currency;
use dom_query::NodeRef;

/// Widest table that is read, and tallest head.
const COLUMNS: usize = 200;

/// A table of figures as lines, a row each, with the heads of its columns before their cells; none for a table that only
/// lays out the page.
pub(super) fn rows(table: &NodeRef) -> Option<String> {
    let all = table.descendants();
    if all.iter().any(|node| is(node, &["table"])) || !all.iter().any(|node| is(node, &["th", "caption", "thead"])) {
        return None;
    }
    let captions: Vec<String> = all.iter().filter(|node| is(node, &["caption"])).map(words).collect();
    let (mut heads, mut body) = (Heads::default(), Vec::new());
    for row in all.iter().filter(|node| is(node, &["tr"])) {
        let cells: Vec<NodeRef> = row.element_children().into_iter().filter(|node| is(node, &["td", "th"])).collect();
        let in_head = row.parent().is_some_and(|parent| is(&parent, &["thead"]));
        if body.is_empty() && (in_head || cells.iter().all(|cell| is(cell, &["th"]))) {
            heads.add(&cells);
        } else if !cells.is_empty() {
            body.push(cells.iter().map(words).collect::<Vec<String>>());
        }
    }
    let columns = columns(&heads, captions.first().map(String::as_str), &body);
    let lines = captions.iter().cloned().chain(body.iter().map(|row| line(row, &columns)));
    Some(lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}

fn is(node: &NodeRef, names: &[&str]) -> bool {
    node.node_name().is_some_and(|name| names.contains(&&*name))
}

fn words(node: &NodeRef) -> String {
    node.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of a head: what stands above each column, and up to which row that is taken.
#[derive(Default)]
struct Heads {
    columns: Vec<(Vec<String>, usize)>,
    rows: usize,
}

impl Heads {
    /// A row more. A cell may stand over several columns, and reach down over rows that follow.
    fn add(&mut self, cells: &[NodeRef]) {
        let mut at = 0;
        for cell in cells {
            let span = |name| cell.attr(name).and_then(|text| text.trim().parse().ok()).unwrap_or(1).clamp(1, COLUMNS);
            while self.columns.get(at).is_some_and(|(_, taken)| *taken > self.rows) {
                at += 1;
            }
            for _ in 0..span("colspan").min(COLUMNS.saturating_sub(at)) {
                if self.columns.len() <= at {
                    self.columns.push((Vec::new(), 0));
                }
                let (above, taken) = &mut self.columns[at];
                above.push(words(cell));
                *taken = self.rows + span("rowspan");
                at += 1;
            }
        }
        self.rows += 1;
    }
}

/// What is said of the cells of a column: words before them, and the unit of bare numbers.
struct ColumnHead {
    words: String,
    unit: Option<String>,
}

/// A unit is that of the column's own head, else what the caption or the head of the first column says for all. That is not
/// for numbers that count the rows or name years.
fn columns(heads: &Heads, caption: Option<&str>, body: &[Vec<String>]) -> Vec<ColumnHead> {
    let corner = heads.columns.first().into_iter().flat_map(|(above, _)| above).map(String::as_str);
    let common = corner.chain(caption).find_map(|text| parted(text, true).1);
    let column = |(at, (above, _)): (usize, &(Vec<String>, usize))| {
        let parts: Vec<(&str, Option<&str>)> = above.iter().map(|text| parted(text, false)).collect();
        let words: Vec<&str> = parts.iter().map(|(words, _)| *words).filter(|words| !words.is_empty()).collect();
        let own = parts.iter().rev().find_map(|(_, unit)| *unit);
        let cells = || body.iter().filter_map(|row| row.get(at)).zip(1_u32..);
        let counts = body.len() > 1 && cells().all(|(cell, row)| *cell == row.to_string());
        let is_year = |cell: &str| cell.len() == 4 && cell.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
        let years = cells().all(|(cell, _)| is_year(cell));
        let unit = own.or(common.filter(|_| !counts && !years)).map(str::to_owned);
        ColumnHead { words: words.join(" "), unit }
    };
    heads.columns.iter().enumerate().map(column).collect()
}

/// A head without the unit that stands at its end, and that unit: `Exports (USD million)`, `Volume, million tonnes`,
/// `Growth, %`. What is said of a whole table says more than units, so there a comma is not enough.
fn parted(head: &str, of_table: bool) -> (&str, Option<&str>) {
    let in_brackets = head.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let (words, unit) = match in_brackets.or_else(|| head.rsplit_once(',')) {
        Some((words, unit)) => (words.trim_end(), unit.trim()),
        None => (head, ""),
    };
    let (bare, is_sure) = match unit.strip_prefix("in ") {
        Some(bare) => (bare, true),
        None => (unit, in_brackets.is_some() || unit.split(' ').any(is_currency)),
    };
    let is_unit = !bare.is_empty() && bare.split(' ').count() <= 5 && !bare.contains(|c: char| c.is_ascii_digit());
    // 'FOB' and 'f.o.b.' say how it is valued.
    let is_initials = || bare.contains('.') && bare.split_terminator('.').all(|letter| letter.len() == 1);
    let is_capitals = || bare.len() > 1 && bare.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let is_term = !is_currency(bare) && (is_capitals() || is_initials());
    if is_unit && !is_term && (is_sure || !of_table) {
        return (words, Some(bare));
    }
    (head, head.contains('%').then_some("%").filter(|_| !of_table))
}

/// Whether a word is a code or has a sign of a currency.
fn is_currency(word: &str) -> bool {
    let is_sign = |c: char| matches!(c, '$' | '£' | '¥' | '֏' | '฿' | '\u{20a0}'..='\u{20cf}');
    Currency::from_code(word.trim_end_matches('.')).is_some() || word.contains(is_sign)
}

/// A row: each cell a sentence of its own with the head of its column and the first cell before it, so that it can be read
/// by itself. Where the heads are not known, what the row holds.
fn line(row: &[String], columns: &[ColumnHead]) -> String {
    let [first, rest @ ..] = row else { return String::new() };
    let filled = rest.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    if columns.len() != row.len() {
        let cells = filled.map(|(_, cell)| cell.as_str());
        return std::iter::once(first.as_str())
            .filter(|first| !first.is_empty())
            .chain(cells)
            .collect::<Vec<_>>()
            .join("; ");
    }
    let sentence = |(at, cell): (usize, &String)| {
        let ColumnHead { words, unit } = &columns[at + 1];
        let first = if first.is_empty() { String::new() } else { format!("{first}: ") };
        // '2023 USD' would be a sum.
        let joint = match words.chars().next_back() {
            Some('0'..='9') => ": ",
            Some(_) => " ",
            None => "",
        };
        format!("{first}{words}{joint}{}.", figure(cell, unit.as_deref()))
    };
    filled.map(sentence).collect::<Vec<_>>().join(" ")
}

/// A cell with the unit of its column, if it is a bare number: a code or sign of a currency stands before it.
fn figure(cell: &str, unit: Option<&str>) -> String {
    let is_bare = cell.contains(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ",.'’+-−–".contains(c));
    let Some(unit) = unit.filter(|_| is_bare) else { return cell.to_owned() };
    let (first, rest) = unit.split_once(' ').unwrap_or((unit, ""));
    match is_currency(first) {
        _ if unit == "%" => format!("{cell}%"),
        true if first.ends_with(|c: char| c.is_alphanumeric()) => {
            format!("{first} {cell} {rest}").trim_end().to_owned()
        }
        true => {
            let digits = cell.trim_start_matches(['-', '−', '–', '+']);
            let sign = &cell[..cell.len() - digits.len()];
            format!("{sign}{first}{digits} {rest}").trim_end().to_owned()
        }
        false => format!("{cell} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::article::from_html;

    fn text(table: &str) -> String {
        let page = format!(
            "<article><p>Azerbaijan's trade in 2023, by partner, as the State Statistics Committee has it.</p>{table}</article>"
        );
        let text = from_html("p.html", &page).unwrap().text;
        text.split_once("\n\n").unwrap().1.to_owned()
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let table = "<table><caption>Trade in 2023</caption><tr><th>Partner</th><th>Exports</th><th>Imports</th></tr>\
            <tr><td>Russia</td><td>$1.2 billion</td><td>$3.1 billion</td></tr>\
            <tr><td>Georgia</td><td></td><td>$0.1 billion</td></tr></table>\
            <table><tr><td>Laid out</td><td>side by side</td></tr></table>";
        assert_eq!(
            text(table),
            "Trade in 2023\nRussia: Exports $1.2 billion. Russia: Imports $3.1 billion.\nGeorgia: Imports $0.1 billion.\n\n\
             Laid out\n\nside by side\n"
        );
    }

    #[test]
    fn a_unit_of_the_head_stands_at_each_figure() {
        let table = |head: &str, cell: &str| {
            text(&format!(
                "<table><tr><th>Partner</th><th>{head}</th></tr><tr><td>Russia</td><td>{cell}</td></tr></table>"
            ))
        };
        for (head, cell, line) in [
            ("Exports (USD million)", "1,234.5", "Exports USD 1,234.5 million"),
            ("Exports ($ bn)", "-1.2", "Exports -$1.2 bn"),
            ("Exports, US$ mln", "1 234", "Exports US$1 234 mln"),
            ("Exports (in million euros)", "7", "Exports 7 million euros"),
            ("Exports, thousand tonnes", "7", "Exports 7 thousand tonnes"),
            ("Exports (€)", "7", "Exports €7"),
            ("Growth, %", "7.1", "Growth 7.1%"),
            ("% change", "7.1", "% change 7.1%"),
            // The cell has its own, there is none, or it is no unit.
            ("Exports (USD million)", "$3 billion", "Exports $3 billion"),
            ("Exports (USD million)", "n/a", "Exports n/a"),
            ("Exports", "7", "Exports 7"),
            ("Exports (FOB)", "7", "Exports (FOB) 7"),
            ("Exports, f.o.b.", "7", "Exports, f.o.b. 7"),
            ("Exports (2023)", "7", "Exports (2023) 7"),
        ] {
            assert_eq!(table(head, cell), format!("Russia: {line}.\n"));
        }
    }

    #[test]
    fn a_unit_of_the_whole_table_is_for_figures_without_one() {
        let table = "<table><caption>Trade of Azerbaijan, in million US dollars</caption>\
            <tr><th>Partner</th><th>No.</th><th>Year</th><th>Exports</th><th>Tonnes (thousand tonnes)</th><th>Share, %</th></tr>\
            <tr><td>Russia</td><td>1</td><td>2022</td><td>1,200.5</td><td>44</td><td>5</td></tr>\
            <tr><td>Georgia</td><td>2</td><td>2023</td><td>700</td><td>45</td><td>3</td></tr></table>";
        let lines = text(table);
        assert!(
            lines.contains(
                "Russia: No. 1. Russia: Year 2022. Russia: Exports 1,200.5 million US dollars. \
                 Russia: Tonnes 44 thousand tonnes. Russia: Share 5%.\n"
            ),
            "{lines}"
        );
        // 'By partner' is no unit.
        let table = "<table><caption>Trade in 2023, by partner</caption><tr><th>Partner</th><th>Exports</th></tr>\
            <tr><td>Russia</td><td>7</td></tr></table>";
        assert!(text(table).contains("Russia: Exports 7.\n"));
    }

    #[test]
    fn heads_of_several_rows_are_joined() {
        let table = "<table><thead><tr><th rowspan=2>Partner (USD million)</th><th colspan=2>Exports</th><th colspan=2>Imports (EUR)</th></tr>\
            <tr><th>2022</th><th>2023</th><th>2022</th><th>2023</th></tr></thead>\
            <tr><td>Russia</td><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>";
        assert!(text(table).contains(
            "Russia: Exports 2022: USD 1 million. Russia: Exports 2023: USD 2 million. Russia: Imports 2022: EUR 3."
        ));
        // However wide it says that it is.
        assert!(
            text("<table><tr><th colspan=9999999999>A</th><th colspan=-1>B</th></tr><tr><td>1</td></tr></table>")
                .contains('1')
        );
    }
}

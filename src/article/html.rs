//! Web pages: the text of the article without what stands around it, and what the markup says of it.

mod table;

use super::{Article, parse_day};
use crate::error::Error;
use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

/// Most elements of a page that is read: one of a thousand paragraphs has a few thousand.
const ELEMENTS: usize = 50_000;

/// Deepest nesting of a page that is read: parsers of HTML take time by its square, and walks over it room for each level.
const DEPTH: usize = 500;

/// Reads a web page. The article is found as browsers find it for their reading view (Mozilla's Readability); title, day,
/// outlet, language and address come from JSON-LD and meta tags, where they state them. A day in another form than
/// ISO 8601 is not read. The text has a paragraph for each block, and a table of figures has a line for each row:
/// `Russia: Exports $1.2 billion. Russia: Imports $3.1 billion.` A unit that only the head of a column or the caption states
/// (`Exports (USD million)`) stands at each of its figures. Every offset is into this text. The id is `name`.
///
/// # Errors
/// A page without an article, or one with more elements, or deeper ones, than any article has.
///
/// ```
/// let page = "<html><head><title>Trade</title><meta property='article:published_time' content='2024-01-23T10:00'></head>\
///             <body><article><p>Azerbaijan's exports to Russia rose to $1.2 billion in 2023.</p></article></body></html>";
/// let article = tradeflow::article::from_html("page.html", page)?;
/// assert_eq!(article.text, "Azerbaijan's exports to Russia rose to $1.2 billion in 2023.\n");
/// assert_eq!(article.published.unwrap().to_string(), "2024-01-23");
/// # Ok::<(), tradeflow::Error>(())
/// ```
pub fn from_html(name: &str, html: &str) -> Result<Article, Error> {
    if !is_bounded(html) {
        let what = format!("is a page of more than {ELEMENTS} elements or {DEPTH} levels, and was not read");
        return Err(Error::input(name, None, what));
    }
    let document = Document::from(html);
    let none = |what: String| Error::input(name, None, format!("holds no article: {what}"));
    let stated = day(&document);
    let address = document.select("link[rel='canonical']").attr("href").map(|address| address.to_string());
    let mut page = Readability::with_document(document, None, None).map_err(|err| none(err.to_string()))?;
    let found = page.parse().map_err(|err| none(err.to_string()))?;
    let text = text(&Document::fragment(found.content));
    if text.trim().is_empty() {
        return Err(none("the page has no text".to_owned()));
    }
    let not_empty = |text: &String| !text.trim().is_empty();
    Ok(Article {
        id: name.to_owned(),
        title: Some(found.title).filter(not_empty),
        published: found.published_time.as_deref().and_then(|time| parse_day(time).ok()).or(stated),
        lang: found.lang.filter(not_empty),
        outlet: found.site_name.filter(not_empty),
        url: found.url.or(address).filter(not_empty),
        home: None,
        text,
    })
}

/// Whether a page is small and flat enough, by its tags before it is parsed: those that open beside those that close.
fn is_bounded(html: &str) -> bool {
    let (mut elements, mut depth, mut deepest) = (0_usize, 0_usize, 0);
    for tag in html.split('<').skip(1) {
        match tag.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(letter) if letter.is_ascii_alphabetic() => {
                elements += 1;
                let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                depth += usize::from(!UNCLOSED.iter().any(|unclosed| name.eq_ignore_ascii_case(unclosed)));
                deepest = depth.max(deepest);
            }
            _ => {}
        }
    }
    elements <= ELEMENTS && deepest <= DEPTH
}

/// Elements that need no closing tag.
const UNCLOSED: [&str; 24] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
];

/// The day of publication as less common markup states it.
fn day(document: &Document) -> Option<jiff::civil::Date> {
    const PLACES: [(&str, &str); 7] = [
        ("meta[itemprop='datePublished']", "content"),
        ("time[itemprop='datePublished']", "datetime"),
        ("meta[name='date']", "content"),
        ("meta[name='pubdate']", "content"),
        ("meta[name='DC.date.issued']", "content"),
        ("time[pubdate]", "datetime"),
        ("article time[datetime]", "datetime"),
    ];
    PLACES.iter().find_map(|(place, attribute)| parse_day(&document.select(place).attr(attribute)?).ok())
}

/// Elements that a paragraph ends at.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "ul",
];

/// What no reader sees.
const UNSEEN: [&str; 5] = ["script", "style", "template", "noscript", "head"];

enum Step<'a> {
    Enter(NodeRef<'a>),
    Break,
}

/// The words of the nodes, a paragraph for each block.
fn text(document: &Document) -> String {
    let mut out = String::new();
    let mut steps = vec![Step::Enter(document.root())];
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Break => {
                end_paragraph(&mut out);
                continue;
            }
            Step::Enter(node) => node,
        };
        if node.is_text() {
            append(&mut out, &node.text());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        match &*name {
            unseen if UNSEEN.contains(&unseen) => continue,
            "br" => {
                trim_blanks(&mut out);
                out.push('\n');
                continue;
            }
            "table" => {
                if let Some(rows) = table::rows(&node) {
                    end_paragraph(&mut out);
                    out += &rows;
                    end_paragraph(&mut out);
                    continue;
                }
            }
            _ => {}
        }
        if BLOCKS.contains(&&*name) || &*name == "tr" {
            end_paragraph(&mut out);
            steps.push(Step::Break);
        }
        steps.extend(node.children().into_iter().rev().map(Step::Enter));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Words behind those before, with one space for any run of blanks.
fn append(out: &mut String, words: &str) {
    for part in words.split_inclusive(char::is_whitespace) {
        out.push_str(part.trim_end());
        let has_space = out.is_empty() || out.ends_with([' ', '\n']);
        if part.ends_with(char::is_whitespace) && !has_space {
            out.push(' ');
        }
    }
}

fn end_paragraph(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

fn trim_blanks(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
}

#[cfg(test)]
mod tests {
    use super::from_html;

    #[test]
    fn the_text_has_the_article_and_not_what_stands_around_it() {
        let page = "<html lang=en><head><title>Exports rise | Caspian Courier</title>\
            <script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
            \"headline\":\"Exports rise\",\"datePublished\":\"2024-01-23T08:00:00+04:00\",\
            \"publisher\":{\"@type\":\"Organization\",\"name\":\"Caspian Courier\"}}</script></head><body>\
            <nav><ul><li><a href=/>Home</a></li><li><a href=/2>Gold at $2,000</a></li></ul></nav>\
            <article><h1>Exports rise</h1><p>Azerbaijan&#8217;s exports to\n   <b>Russia</b> rose to $1.2&nbsp;billion \
            in 2023, the State Customs Committee said on Monday, adding that much of it was fruit.</p>\
            <p>Imports<br>fell.</p><script>var x = '$9 billion';</script></article>\
            <footer>Subscribe for $5 a month</footer></body></html>";
        let article = from_html("p.html", page).unwrap();
        assert_eq!(
            (article.title.as_deref(), article.outlet.as_deref()),
            (Some("Exports rise"), Some("Caspian Courier"))
        );
        assert_eq!(article.published.unwrap().to_string(), "2024-01-23");
        assert!(
            article.text.contains("Azerbaijan\u{2019}s exports to Russia rose to $1.2 billion in 2023"),
            "{article:?}"
        );
        assert!(article.text.ends_with("fruit.\n\nImports\nfell.\n"), "{article:?}");
        assert!(!article.text.contains("$9") && !article.text.contains("Subscribe"), "{article:?}");
    }

    #[test]
    fn a_page_without_an_article_or_beyond_all_bounds_is_named() {
        for page in ["", "<html></html>", "<p> </p>"] {
            let err = from_html("p.html", page).unwrap_err().to_string();
            assert!(err.starts_with("p.html: holds no article"), "{err}");
        }
        assert!(from_html("p.html", &"<div>".repeat(500)).is_err_and(|err| err.to_string().contains("no article")));
        for page in ["<div>".repeat(501), "<b>".repeat(50_000), "<p>a</p>".repeat(50_001)] {
            let err = from_html("p.html", &page).unwrap_err().to_string();
            assert!(err.starts_with("p.html: is a page of more than"), "{err}");
        }
    }
}

//! Articles that a search found, with the places where the words are.

use super::excerpt::Excerpt;
use super::matches::{EXCERPT, below};
use super::reader::Reader;
use super::style::Label;
use crate::domain::article::Article;
use crate::domain::query::articles::InArticle;
use crate::kit::escape::one_line;
use serde::Serialize;

/// Blanks before the second line of an article.
const INDENT: usize = 2;

/// An article among the `matches`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleView {
    /// The path of its file on the branch.
    pub article: String,
    pub title: String,
    pub language: Option<String>,
    pub draft: bool,
    pub visibility: &'static str,
    /// Whether the title has any of the words.
    pub in_title: bool,
    /// Where in the text they are; null when only the title has them.
    pub text: Option<FoundText>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundText {
    /// A line of the text around what was found.
    pub excerpt: String,
    /// Beginning and end of each place in the excerpt, in characters.
    pub places: Vec<(usize, usize)>,
}

/// An article, and where in it the words are.
#[derive(Clone, Copy)]
pub struct ArticleHit<'a> {
    pub article: &'a Article,
    pub found: &'a InArticle,
}

pub fn view(hit: &ArticleHit) -> ArticleView {
    let article = hit.article;
    let text = (!hit.found.text.is_empty()).then(|| {
        let excerpt = Excerpt::of(&article.text, &hit.found.text, EXCERPT);
        FoundText { places: excerpt.places(), excerpt: excerpt.text() }
    });
    ArticleView {
        article: article.path.clone(),
        title: article.title.clone(),
        language: article.language.clone(),
        draft: article.draft,
        visibility: article.visibility.as_str(),
        in_title: !hit.found.title.is_empty(),
        text,
    }
}

/// A heading, and below it each article: its title on a line, on the next its path and what it says. Nothing, where none
/// was found.
pub fn lines(hits: &[ArticleHit], reader: &Reader) -> String {
    if hits.is_empty() {
        return String::new();
    }
    let heading = reader.style.paint(Label::Header, &reader.words.say("articles-heading"));
    let articles: String = hits.iter().map(|hit| one(hit, reader)).collect();
    format!("{heading}\n{articles}")
}

fn one(hit: &ArticleHit, reader: &Reader) -> String {
    let ArticleHit { article, found } = hit;
    let title = Excerpt::whole(&article.title, &found.title, reader.style.width).painted(Label::Title, reader);
    let mut head = one_line(&article.path).into_owned();
    let about = about(article, reader);
    if !about.is_empty() {
        head = format!("{head} ({about})");
    }
    let label = if article.is_public() { Label::Dim } else { Label::Internal };
    if found.text.is_empty() {
        return format!("{title}\n{}{}\n", " ".repeat(INDENT), reader.style.paint(label, &head));
    }
    format!("{title}\n{}", below(&format!("{head}: "), &article.text, &found.text, label, INDENT, reader))
}

/// Its language, and why requesters do not see it.
fn about(article: &Article, reader: &Reader) -> String {
    let language = article.language.as_deref().map(|tag| one_line(tag).into_owned());
    let draft = article.draft.then(|| reader.words.say("articles-draft"));
    let internal = (!article.visibility.is_public()).then(|| reader.words.say("articles-internal"));
    [language, draft, internal].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

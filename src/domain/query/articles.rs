//! Searching articles: by the same words as tickets, in titles and texts. A query that asks anything else is about
//! tickets, and finds no article.

use super::filter::{Filter, Test};
use super::search::{Search, class_of, merged};
use crate::domain::article::Article;
use std::ops::Range;

/// Where in an article the words are: bytes of its title and of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InArticle {
    pub title: Vec<Range<usize>>,
    pub text: Vec<Range<usize>>,
    /// The title has all of the words.
    pub all_in_title: bool,
}

/// Where an article stands among those that were found: smaller comes first. All words in the title, some of them,
/// none; then by path.
pub type ArticleRank = (u8, String);

impl Search {
    /// Whether articles can be asked: it looks for words, and for nothing that only tickets have.
    pub fn is_of_words(&self) -> bool {
        !self.compiled.filter.any_test(&|test| !matches!(test, Test::Words(_)))
    }

    /// Whether an article is found, by these eyes.
    pub fn finds(&self, article: &Article) -> bool {
        (!self.is_public() || article.is_public()) && holds(&self.compiled.filter, article)
    }

    pub fn look_in(&self, article: &Article) -> InArticle {
        let title = self.places(&article.title);
        InArticle {
            all_in_title: title.len() == self.needles().len(),
            title: merged(title),
            text: merged(self.places(&article.text)),
        }
    }

    pub fn rank_article(&self, article: &Article, found: &InArticle) -> ArticleRank {
        (class_of(found.all_in_title, !found.title.is_empty()), article.path.clone())
    }
}

fn holds(filter: &Filter, article: &Article) -> bool {
    match filter {
        Filter::All(parts) => parts.iter().all(|part| holds(part, article)),
        Filter::Any(parts) => parts.iter().any(|part| holds(part, article)),
        Filter::Not(inner) => !holds(inner, article),
        Filter::Test(Test::Words(sought)) => {
            [&article.title, &article.text].iter().any(|text| sought.needle.is_in(text))
        }
        Filter::Test(_) => false,
    }
}

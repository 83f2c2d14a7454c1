//! Answers as the text of a message, in the shape that GitHub gives to its issue forms: a heading `### Label`
//! for each question with the answer below it. And back, since such texts come from outside too.

use super::{Answers, Element, ElementKind, Facts, Form};
use std::collections::HashSet;

/// What stands below a question that nobody answered.
const NO_ANSWER: &str = "_No response_";
/// What it was below a dropdown, in older texts.
const NO_CHOICE: &str = "None";

impl Form {
    /// The message that holds the answers to all that is asked.
    pub fn body(&self, answers: &Answers, facts: &Facts) -> String {
        let part = |element: &Element| {
            let answer = answers.get(&element.id).map_or(&[][..], Vec::as_slice);
            format!("### {}\n\n{}\n", element.label, element.below(answer))
        };
        self.asked(answers, facts)
            .filter(|e| e.is_question())
            .map(part)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Whether a text begins as [`Form::body`] does: with the heading of a question.
    pub fn is_body(&self, text: &str) -> bool {
        let label = text.trim_start().lines().next().and_then(|line| line.strip_prefix("### "));
        label.is_some_and(|label| self.questions().any(|e| e.label.trim() == label.trim()))
    }

    /// The texts below the headings of a body, by id of the element: to be read by [`Form::read`]; and what is
    /// below other headings. In a text of several lines any other heading belongs to the answer, as does a
    /// line within a code block.
    pub fn parse(&self, body: &str) -> (Vec<(String, String)>, String) {
        // However many carriage returns a mailer put there.
        let lines: Vec<&str> = body.lines().map(|line| line.trim_end_matches('\r')).collect();
        let code = code_lines(&lines);
        // Element (`None`: a question of another form), first line, line after the last.
        let mut sections: Vec<(Option<&Element>, usize, usize)> = Vec::new();
        let mut used: HashSet<&str> = HashSet::new();
        for (n, line) in lines.iter().enumerate().filter(|(n, _)| !code[*n]) {
            let Some(label) = line.strip_prefix("### ") else { continue };
            let mut same = self.questions().filter(|e| e.label.trim() == label.trim());
            let found = same.find(|e| !used.contains(e.id.as_str()));
            used.extend(found.map(|e| e.id.as_str()));
            let within = sections.last().and_then(|(element, ..)| *element);
            if found.is_none() && within.is_some_and(|e| matches!(e.kind, ElementKind::Textarea { .. })) {
                continue;
            }
            sections.iter_mut().last().into_iter().for_each(|(_, _, end)| *end = n);
            sections.push((found, if found.is_some() { n + 1 } else { n }, lines.len()));
        }
        let (mut texts, mut rest) = (Vec::new(), String::new());
        for (element, start, end) in sections {
            let lines = &lines[start..end];
            match element {
                Some(element) => texts.extend(element.above(lines).into_iter().map(|text| (element.id.clone(), text))),
                None => rest += &(lines.join("\n") + "\n"),
            }
        }
        (texts, rest)
    }
}

impl Element {
    /// The answer as it stands below its heading.
    fn below(&self, answer: &[String]) -> String {
        match &self.kind {
            ElementKind::Checkboxes(boxes) => {
                let mark = |label| if answer.contains(label) { 'x' } else { ' ' };
                let line = |label| format!("- [{}] {label}", mark(label));
                boxes.iter().map(|b| line(&b.label)).collect::<Vec<_>>().join("\n")
            }
            _ if answer.is_empty() => NO_ANSWER.to_owned(),
            ElementKind::Textarea { render: Some(language) } => {
                let text = answer.join("\n");
                let fence = "`".repeat(longest_run(&text).max(2) + 1);
                format!("{fence}{language}\n{text}\n{fence}")
            }
            ElementKind::Textarea { render: None } => answer.join("\n"),
            _ => answer.join(", "),
        }
    }

    /// The texts that lines below its heading hold.
    fn above(&self, lines: &[&str]) -> Vec<String> {
        let whole = lines.join("\n");
        let text = whole.trim();
        match &self.kind {
            ElementKind::Checkboxes(_) => text.lines().filter_map(ticked).map(str::to_owned).collect(),
            _ if text.is_empty() || text == NO_ANSWER => Vec::new(),
            ElementKind::Dropdown { options, .. } if text == NO_CHOICE && !options.iter().any(|o| o == text) => {
                Vec::new()
            }
            ElementKind::Textarea { render: Some(_) } => vec![unfenced(text).to_owned()],
            _ => vec![text.to_owned()],
        }
    }
}

/// The label of a box that is ticked.
fn ticked(line: &str) -> Option<&str> {
    let item = line.trim_start().strip_prefix(['-', '*'])?.trim_start();
    item.strip_prefix("[x]").or_else(|| item.strip_prefix("[X]")).map(str::trim)
}

/// The longest row of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// The text within a code block that is all of it.
fn unfenced(text: &str) -> &str {
    let inner = || {
        let (first, rest) = text.split_once('\n')?;
        let fence = fence(first)?;
        let (inner, last) = rest.rsplit_once('\n').unwrap_or(("", rest));
        closes(last, fence).then_some(inner)
    };
    inner().unwrap_or(text)
}

/// Sign and length of the fence that a line opens.
fn fence(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == sign).count();
    (length >= 3).then_some((sign, length))
}

fn closes(line: &str, (sign, least): (char, usize)) -> bool {
    let line = line.trim();
    line.chars().all(|c| c == sign) && line.len() >= least
}

/// Which lines are in code blocks, fences included. A fence that nothing closes opens nothing.
fn code_lines(lines: &[&str]) -> Vec<bool> {
    let mut code = vec![false; lines.len()];
    // Lengths of fences that are known to stay open, so that many of them cost one search each.
    let mut open: [usize; 2] = [usize::MAX; 2];
    let mut n = 0;
    while n < lines.len() {
        let found = fence(lines[n]).filter(|(sign, length)| *length < open[usize::from(*sign == '~')]);
        if let Some(fence) = found {
            match (n + 1..lines.len()).find(|end| closes(lines[*end], fence)) {
                Some(end) => {
                    code[n..=end].fill(true);
                    n = end;
                }
                None => open[usize::from(fence.0 == '~')] = fence.1,
            }
        }
        n += 1;
    }
    code
}

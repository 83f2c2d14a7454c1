//! Whether what leads from one thing to the next ever comes back.

/// The places of a circle, in order, if there is one. `next[i]` is where place `i` leads to.
pub(super) fn circle(next: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); next.len()];
    let mut ways: Vec<usize> = next.iter().map(Vec::len).collect();
    for (from, to) in next.iter().enumerate() {
        to.iter().for_each(|to| before[*to].push(from));
    }
    // Take away whatever leads nowhere, again and again: what is left goes round, or leads to what does.
    let mut ends: Vec<usize> = (0..next.len()).filter(|i| ways[*i] == 0).collect();
    while let Some(end) = ends.pop() {
        for from in &before[end] {
            ways[*from] -= 1;
            if ways[*from] == 0 {
                ends.push(*from);
            }
        }
    }
    let mut walked = vec![ways.iter().position(|n| *n > 0)?];
    loop {
        let here = walked[walked.len() - 1];
        let there = next[here].iter().copied().find(|to| ways[*to] > 0)?;
        if let Some(start) = walked.iter().position(|place| *place == there) {
            return Some(walked.split_off(start));
        }
        walked.push(there);
    }
}

#[cfg(test)]
mod tests {
    use super::circle;

    #[test]
    fn a_circle_is_found_behind_what_leads_to_it_and_nothing_else_is() {
        assert_eq!(circle(&[vec![1], vec![2], vec![]]), None);
        assert_eq!(circle(&[vec![1, 2], vec![2], vec![], vec![0, 2]]), None);
        assert_eq!(circle(&[vec![1], vec![2], vec![3], vec![1]]), Some(vec![1, 2, 3]));
        assert_eq!(circle(&[vec![], vec![1]]), Some(vec![1]));
        let long: Vec<Vec<usize>> = (0..100_000).map(|i| vec![(i + 1) % 100_000]).collect();
        assert_eq!(circle(&long).map(|c| c.len()), Some(100_000));
    }
}

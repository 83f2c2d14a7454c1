//! What a reader sees of a text, with the dress told in words.

use super::*;
use proptest::prelude::*;

const COLOUR: Style = Style { color: true, width: Some(30) };

fn shown(text: &str, style: &Style) -> String {
    let names = [
        ("\x1b[0m", "]"),
        ("\x1b[1m\x1b[4m", "[heading "),
        ("\x1b[1m\x1b[3m", "[both "),
        ("\x1b[1m", "[strong "),
        ("\x1b[2m", "[dim "),
        ("\x1b[3m", "[em "),
        ("\x1b[4m", "[link "),
        ("\x1b[9m", "[struck "),
        ("\x1b[36m", "[code "),
    ];
    names
        .into_iter()
        .fold(lines(text, style).join("\n"), |text, (from, to)| text.replace(from, to))
}

fn seen(text: &str) -> String {
    shown(text, &COLOUR)
}

#[test]
fn markdown_looks_like_what_it_means() {
    assert_eq!(seen("# Till down"), "[heading Till down]");
    assert_eq!(seen("press **Save**, then *Go*"), "press [strong Save], then [em Go]");
    assert_eq!(seen("it is ***both*** ~~not~~ `a * b`"), "it is [both both] [struck not] [code a * b]");
    assert_eq!(seen("> quoted\n>> twice"), "[dim │ ][dim quoted]\n[dim │ │ ][dim twice]");
    assert_eq!(seen("- one\n  - two\n3. three\n- [x] done"), "• one\n  • two\n3. three\n☑ done");
    assert_eq!(seen("a\n\n---\n-- \nAna"), "a\n\n[dim ────────]\n--\nAna");
    assert_eq!(seen("[log](http://x/y) <https://z>"), "[strong log] ([link http://x/y]) [link https://z]");
    assert_eq!(seen("see https://a.example/b."), "see [link https://a.example/b].");
}

#[test]
fn code_and_tables_stay_as_they_are() {
    let fenced = "```sh\nrm -rf *tmp* # a very long line that is not broken anywhere\n```\n*after*";
    assert_eq!(seen(fenced), "[code rm -rf *tmp* # a very long line that is not broken anywhere]\n[em after]");
    assert_eq!(seen("    verify *error*:num=20"), "[code     verify *error*:num=20]");
    assert_eq!(seen("| a | *b* |"), "| a | *b* |");
    assert_eq!(seen("~~~\nopen to the end"), "[code open to the end]");
}

#[test]
fn signs_that_mean_themselves_stay() {
    for text in
        ["2*3*4 = 24", "a_b_c.txt", "5 * 3 * 2", "**open", "`tick", "[1] and (2)", "#142 is due", "* ", "__init__.py"]
    {
        assert_eq!(seen(text), text.trim_end(), "{text}");
    }
    assert_eq!(seen(r"\*as it is\*, C:\temp"), "*as it is*, C:\\temp");
}

#[test]
fn long_lines_hang_below_their_own_beginning() {
    assert_eq!(seen("- one two three four five six seven"), "• one two three four five six\n  seven");
    assert_eq!(
        seen("> one two three four five six seven"),
        "[dim │ ][dim one two three four five six]\n[dim │ ][dim seven]"
    );
    assert_eq!(
        seen("so **very long a text that it breaks** ok"),
        "so [strong very long a text that it]\n[strong breaks] ok"
    );
}

#[test]
fn what_was_broken_for_a_wider_screen_is_one_piece_again() {
    let wide = "one two three four five six seven eight\nnine ten eleven twelve thirteen\nfourteen\n\nAna";
    let expected = "one two three four five six\nseven eight nine ten eleven\ntwelve thirteen fourteen\n\nAna";
    assert_eq!(seen(wide), expected);
    assert_eq!(seen("Thanks,\nAna\nof the shop"), "Thanks,\nAna\nof the shop", "what fits stays");
    let list = "a line that is longer than thirty columns\n- an item\n> a quote";
    assert!(seen(list).contains("\n• an item\n[dim │ ]"), "{}", seen(list));
    assert_eq!(shown(wide, &Style::default()), wide, "a pipe gets what was written");
}

#[test]
fn without_colours_the_text_is_as_it_was_written() {
    let text = "# Till *down*\n- one\n```\ncode\n```\n> quoted quoted quoted quoted quoted";
    assert_eq!(shown(text, &Style::default()), text);
    assert_eq!(
        shown("one two three four five", &Style { color: false, width: Some(20) }),
        "one two three four\nfive"
    );
}

#[test]
fn a_hostile_text_takes_no_time() {
    for text in [
        "*a ".repeat(100_000),
        "a `b``".repeat(60_000),
        "[".repeat(300_000),
        "> ".repeat(150_000),
        "_a _".repeat(90_000),
    ] {
        assert!(!lines(&text, &COLOUR).is_empty());
    }
}

proptest! {
    #[test]
    fn no_letter_is_lost_and_no_control_character_gained(text in "[a-c *_`~\\[\\]()>#|\n\u{7}\u{1b}éñ0-9.-]{0,80}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() && !c.is_control()).collect::<String>();
        // What opens a block of code is its language, which nobody misses.
        prop_assume!(!text.contains("```") && !text.contains("~~~"));
        let printed = lines(&text, &COLOUR).join("\n");
        let bare = anstream::adapter::strip_str(&printed).to_string();
        prop_assert_eq!(letters(&bare), letters(&escape::visible(&text)));
        prop_assert!(!bare.contains(|c: char| c.is_control() && c != '\n'));
    }
}

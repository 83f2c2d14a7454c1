//! Whatever comes: no panic, no endless work. A corpus of our own, cut and bent at every place.

use super::{Format, read};
use crate::intake::ci::{Fault, Refusal};
use proptest::prelude::*;

const JUNIT: &str = "<?xml version='1.0' encoding='UTF-8'?><testsuites><testsuite name='é' time='1,0.5'><properties>\
    <property name='p' value='v'/></properties><testcase name='a[1]' classname='c' time='0.1'><failure type='T' \
    message='m &amp; &#10;'>at x(y:1)<![CDATA[ <raw> ]]></failure><rerunFailure><stackTrace>s</stackTrace>\
    </rerunFailure><system-out>o&#x41;</system-out></testcase><error message='w'/></testsuite></testsuites>";
const TAP: &str = "TAP version 14\n1..3 todo 2;\nok 1 - a # time=1ms\n    # Subtest: é\n    not ok 1 x\n      ---\n      \
    message: m\n      ...\n    1..1\nnot ok 2 \\# b # TODO\nok 3 # SKIP\nBail out! done\n";
const GO: &str = "{\"Action\":\"run\",\"Package\":\"p\",\"Test\":\"T/é\"}\n{\"Action\":\"output\",\"Package\":\"p\",\
    \"Test\":\"T/é\",\"Output\":\"x_test.go:1: é\\n\"}\n{\"Action\":\"fail\",\"Package\":\"p\",\"Test\":\"T/é\",\"Elapsed\":\
    1e3}\n# noise\n{\"Action\":\"fail\",\"Package\":\"p\"}\n";
const RUST: &str = "   Doc-tests é\nrunning 2 tests\ntest a ... ok\ntest é ... FAILED\n\nfailures:\n\n---- é stdout ----\nthread \
    'é' panicked at 'é', x:1\n\nfailures:\n    é\n\ntest result: FAILED.\n{\"type\":\"test\",\"event\":\"ok\",\"name\":\"b\"}\n";
const SARIF: &str = "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"é\",\"rules\":[{\"id\":\"R\"}]}},\
    \"results\":[{\"ruleId\":\"R/x\",\"ruleIndex\":-1,\"message\":{\"text\":\"{0}\",\"arguments\":[\"{0}{0}\"]}}]}]}";
const CORPUS: [&str; 5] = [JUNIT, TAP, GO, RUST, SARIF];

fn all(bytes: &[u8]) {
    for format in Format::ALL {
        if let Ok(report) = read(format, bytes) {
            assert!(report.tests().len() <= report.cases.len());
        }
    }
    crate::intake::ci::sniff(bytes);
}

#[test]
fn whatever_is_cut_anywhere_is_read_or_refused() {
    for text in CORPUS.map(str::as_bytes) {
        (0..=text.len()).for_each(|end| all(&text[..end]));
    }
}

proptest! {
    #[test]
    fn whatever_is_bent_anywhere_is_read_or_refused(
        which in 0..CORPUS.len(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        twice in any::<prop::sample::Index>(),
    ) {
        let mut bytes = CORPUS[which].as_bytes().to_vec();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let from = twice.index(bytes.len());
        bytes.extend_from_within(from..);
        all(&bytes);
    }

    #[test]
    fn any_bytes_at_all_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        all(&bytes);
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = "<testsuite>".repeat(100_000);
    let report = read(Format::Junit, deep.as_bytes()).expect("it begins well");
    assert_eq!(report.faults, [Fault::TooDeep { limit: 64 }, Fault::Truncated { cases: 0 }]);
    let brackets = format!("{{\"version\":{}", "[".repeat(200_000));
    assert!(matches!(read(Format::Sarif, brackets.as_bytes()), Err(Refusal::NotThis { .. })));
    let long =
        format!("<testsuite><testcase name='{0}'><failure>{0}</failure></testcase></testsuite>", "é".repeat(1 << 20));
    let report = read(Format::Junit, long.as_bytes()).expect("it is well formed");
    assert!(report.cases[0].name.len() <= 4096 && report.cases[0].text.len() < 1 << 17);
    let nested = "    ".repeat(1000) + "not ok 1\n";
    read(Format::Tap, ("1..1\nok 1\n".to_owned() + &nested.repeat(1000)).as_bytes()).expect("it is read");
}

#[test]
fn an_entity_never_grows() {
    let bomb = "<testsuite><testcase name='&lol;'><failure>&lol;&lol;</failure></testcase></testsuite>";
    let report = read(Format::Junit, bomb.as_bytes()).expect("it is read");
    assert_eq!((report.cases[0].name.as_str(), report.cases[0].text.as_str()), ("&lol;", "&lol;&lol;"));
}

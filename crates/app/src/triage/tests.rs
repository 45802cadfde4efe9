#![allow(clippy::unwrap_used)]
//! Learning, measuring and keeping a model, on texts made here.

use super::*;

/// Texts of three sorts from phrases that overlap; `n` tells them apart.
pub(super) fn examples(each: usize) -> Vec<Example> {
    let sorts = [
        ("logistics", ["快递太慢了", "包裹一直没有送到", "物流信息不更新", "快递员没有打电话"]),
        ("quality", ["洗衣机漏水", "用了三天就坏了", "屏幕有裂纹", "做工很差有异味"]),
        ("service_attitude", ["客服态度恶劣", "打电话没人理", "店员骂人", "说话很不耐烦"]),
    ];
    let tails = ["，非常失望", "，要求退款", "！", "，请尽快处理", "，已经等了一周"];
    let one = |n: usize, sort: &(&str, [&str; 4])| Example {
        text: format!("{}{}{}", sort.1[n % 4], sort.1[(n / 4) % 4], tails[n % tails.len()]),
        label: sort.0.to_owned(),
    };
    (0..each).flat_map(|n| sorts.iter().map(move |sort| one(n, sort))).collect()
}

fn learned() -> Model {
    learn_sharply(&Prepared::of(&examples(20)), Settings::default()).unwrap()
}

#[test]
fn what_was_learned_is_said_with_the_words_that_led_to_it() {
    let model = learned();
    let opinion = model.opinion("買的洗衣機第二天就漏水，做工太差", 3).unwrap();
    assert_eq!(opinion.label, "quality");
    assert!(opinion.share > 0.5 && opinion.share <= 1.0, "{opinion:?}");
    assert!(opinion.words.iter().any(|(w, _)| w == "漏水" || w == "洗衣机" || w == "做工"), "{opinion:?}");
    assert!(opinion.words.len() <= 3 && opinion.words.is_sorted_by(|a, b| a.1 >= b.1));
    assert_eq!(model.opinion("快递還沒到", 3).unwrap().label, "logistics");
}

#[test]
fn nothing_is_said_of_what_is_not_known() {
    assert_eq!(learned().opinion(" ，。", 3), None);
    assert_eq!(learned().opinion("qqqq", 3), None);
}

#[test]
fn the_same_texts_and_seed_give_the_same_bytes_another_seed_others() {
    let bytes = |seed| {
        let settings = Settings { seed, ..Settings::default() };
        learn_sharply(&Prepared::of(&examples(9)), settings).unwrap().to_bytes().unwrap()
    };
    assert_eq!(bytes(1), bytes(1));
    assert_ne!(bytes(1), bytes(2));
}

#[test]
fn a_model_comes_back_from_its_bytes_and_damage_is_refused() {
    for model in [learned(), two_labels()] {
        let bytes = model.to_bytes().unwrap();
        let back = Model::from_bytes(&bytes).unwrap();
        assert_eq!(back, model);
        for at in [20, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(Model::from_bytes(&changed), Err(BadModel::Damaged));
        }
        assert_eq!(Model::from_bytes(&bytes[..bytes.len() - 1]), Err(BadModel::Damaged));
        assert_eq!(Model::from_bytes(b"bihuan-triage 2\n{}"), Err(BadModel::Format));
        assert_eq!(Model::from_bytes(b""), Err(BadModel::Format));
    }
}

fn two_labels() -> Model {
    let mut few = examples(12);
    few.retain(|e| e.label != "quality");
    learn_sharply(&Prepared::of(&few), Settings::default()).unwrap()
}

#[test]
fn of_two_labels_each_has_its_own_words() {
    let model = two_labels();
    for (text, label, word) in [("包裹没有送到", "logistics", "包裹"), ("店员骂人", "service_attitude", "店员")]
    {
        let opinion = model.opinion(text, 4).unwrap();
        assert_eq!(opinion.label, label);
        assert!(opinion.words.iter().any(|(w, _)| w == word), "{opinion:?}");
    }
}

#[test]
fn too_little_is_said_to_be_too_little() {
    let learn = |examples: &[Example]| learn_sharply(&Prepared::of(examples), Settings::default()).map(|_| ());
    assert_eq!(learn(&[]), Err(TooLittle::Labels));
    let one = |text: &str, label: &str| Example { text: text.into(), label: label.into() };
    assert_eq!(learn(&[one("一样", "a"), one("一样", "a")]), Err(TooLittle::Labels));
    assert_eq!(learn(&[one("xyz", "a"), one("快递", "b")]), Err(TooLittle::Traits));
}

#[test]
fn quality_is_counted_from_what_was_and_what_was_said() {
    let quality = Quality::of([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("c", "b")]);
    assert_eq!(quality.confusion, [[2, 1, 0], [0, 1, 0], [0, 1, 0]]);
    assert!((quality.accuracy - 0.6).abs() < 1e-9);
    // F1: a 4/5, b 2/4, c 0.
    assert!((quality.macro_f1 - (0.8 + 0.5) / 3.0).abs() < 1e-9, "{quality:?}");
    assert!((quality.labels[1].precision - 1.0 / 3.0).abs() < 1e-9);
    assert_eq!(Quality::of([]).texts, 0);
}

#[test]
fn folds_ask_about_every_text_once_and_never_about_what_was_learned() {
    let prepared = Prepared::of(&examples(20));
    let (quality, _) = cross_validate(&prepared, 5, Settings::default()).unwrap();
    assert_eq!(quality.texts, 60);
    assert!(quality.macro_f1 > 0.9, "{quality:?}");
    // Labels without sense are not learned by heart: the held-out texts tell.
    let mut senseless = examples(20);
    let labels: Vec<String> = senseless.iter().map(|e| e.label.clone()).collect();
    for (n, e) in senseless.iter_mut().enumerate() {
        e.text = format!("第{}号文本", n * 7919 % 61);
        e.label = labels[n].clone();
    }
    let (quality, _) = cross_validate(&Prepared::of(&senseless), 5, Settings::default()).unwrap();
    assert!(quality.macro_f1 < 0.7, "{quality:?}");
}

#[test]
fn every_list_of_words_names_a_code_there_is() {
    use bihuan_domain::triage::TriageSubject as S;
    assert!(rules::rules().len() > 20);
    for rule in rules::rules() {
        let known = match rule.subject {
            S::Category => bihuan_domain::policy::canonical().contains(&rule.label),
            S::Priority => rule.label.parse::<bihuan_domain::trade::Priority>().is_ok(),
            S::EmotionalState => rule.label.parse::<bihuan_domain::trade::EmotionalState>().is_ok(),
            S::SafetyRisk => rule.label == "true",
            S::ResponsibleDepartment => false,
        };
        assert!(known, "{} {}", rule.subject, rule.label);
        assert!(rule.words.iter().all(|w| !w.trim().is_empty()), "{rule:?}");
    }
}

#[test]
fn words_propose_where_nothing_was_learned_chinese_anywhere_latin_whole() {
    use bihuan_domain::triage::TriageSubject as S;
    use bihuan_store::search::Words;
    let found = |subject, text: &str| rules::found(subject, &Words::of(text));
    assert_eq!(found(S::SafetyRisk, "電視機突然冒煙起火"), Some(("true", vec!["起火", "冒烟"])));
    assert_eq!(found(S::SafetyRisk, "I was fired up"), None, "fire is no part of fired");
    assert_eq!(found(S::SafetyRisk, "The TV caught FIRE."), Some(("true", vec!["fire"])));
    assert_eq!(found(S::EmotionalState, "你们这些骗子，太过分了").unwrap().0, "angry");
    assert_eq!(found(S::Category, "退款，退款").unwrap(), ("after_sales.refund", vec!["退款"]));
    assert_eq!(found(S::Category, "今天天气很好"), None);
}

#[test]
fn a_word_is_named_as_the_text_writes_it() {
    use super::propose::as_written;
    assert_eq!(as_written("電視冒煙了", "冒烟"), "冒煙");
    assert_eq!(as_written("The TV caught FIRE", "fire"), "FIRE");
    assert_eq!(as_written("ＡＢＣ漏水", "abc"), "ＡＢＣ");
    assert_eq!(as_written("漏水", "没有"), "没有");
}

//! What criteria take, and what they say of mistakes.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use neuprint::{BodyId, Criterion, NeuronCriteria};
use proptest::prelude::*;

fn mistake(field: &str, value: impl Into<Criterion>) -> String {
    NeuronCriteria::of([(field, value.into())]).unwrap_err().to_string()
}

#[test]
fn a_mistake_names_field_and_value_and_says_what_would_do() {
    assert_eq!(mistake("tpye", "KC"), "`tpye` is no criterion; did you mean `type`?");
    assert_eq!(mistake("bodyId", "x"), "`bodyId` cannot be \"x\": it is a whole number, or a list of whole numbers");
    assert_eq!(mistake("label", "Nope"), "`label` cannot be \"Nope\": it is \"Neuron\" or \"Segment\"");
    assert_eq!(mistake("roiReq", "some"), "`roiReq` cannot be \"some\": it is \"any\" or \"all\"");
    assert_eq!(mistake("cropped", 1_i64), "`cropped` cannot be 1: it is true or false");
    assert_eq!(mistake("minPre", -1_i64), "`minPre` cannot be -1: it is a whole number from 0 on");
    assert_eq!(
        mistake("type", Criterion::AnyOf(vec!["a".into(), Criterion::NotNull])),
        "`type` cannot be [\"a\", NotNull]: NotNull stands alone"
    );
    let found = mistake("somaLocation", Criterion::AnyOf(vec![1_i64.into(), 2_i64.into(), 3_i64.into()]));
    assert!(found.starts_with("`somaLocation` cannot be [1, 2, 3]: one place cannot be looked for"), "{found}");
    assert!(mistake("nothing at all like a field", true).ends_with("is no criterion"));
}

#[test]
fn fields_that_contradict_each_other_are_refused() {
    let rois = NeuronCriteria::of([("inputRois", "CA(R)".into()), ("rois", "LH(R)".into())]).unwrap_err();
    assert_eq!(rois.field, "inputRois");
    let least = NeuronCriteria::of([("minRoiOutputs", 2_i64.into())]).unwrap_err();
    assert_eq!(least.to_string(), "`minRoiOutputs` needs `outputRois` to count in");
    assert!(NeuronCriteria::of_names(&[] as &[&str]).is_err());
}

#[test]
fn bodies_may_be_segments_and_names_are_neurons() {
    let body = BodyId::new(i64::MAX.unsigned_abs()).unwrap();
    assert_eq!(NeuronCriteria::of_bodies(&[body]).label(), "Segment");
    assert_eq!(NeuronCriteria::of([("bodyId", body.into()), ("label", "Neuron".into())]).unwrap().label(), "Neuron");
    assert_eq!(NeuronCriteria::of_names(&["KC"]).unwrap().label(), "Neuron");
    assert_eq!(NeuronCriteria::of([("status", Criterion::AnyOf(Vec::new()))]).unwrap(), NeuronCriteria::default());
}

fn values() -> impl Strategy<Value = Criterion> {
    let one = prop_oneof![
        Just(Criterion::IsNull),
        Just(Criterion::NotNull),
        any::<bool>().prop_map(Criterion::Flag),
        any::<i64>().prop_map(Criterion::Integer),
        any::<f64>().prop_map(Criterion::Number),
        any::<String>().prop_map(Criterion::Text),
    ];
    prop_oneof![one.clone(), prop::collection::vec(one, 0..6).prop_map(Criterion::AnyOf)]
}

proptest! {
    /// Whatever stands in a field, it is taken or refused by the field's name.
    #[test]
    fn nothing_that_is_given_makes_trouble(
        name in prop_oneof![
            prop::sample::select(vec!["type", "bodyId", "status", "cropped", "rois", "inputRois", "regex", "label", "minPre",
                "somaLocation", "maxClosestLandmarkDistanceMicrons", "roiReq"]).prop_map(str::to_owned),
            any::<String>(),
        ],
        value in values(),
    ) {
        if let Err(error) = NeuronCriteria::of([(name.as_str(), value)]) {
            prop_assert_eq!(&error.field, &name);
            prop_assert!(error.to_string().contains(&name));
        }
    }
}

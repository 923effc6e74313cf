//! The properties of neurons that criteria can name, and what each can be compared with.
//!
//! The list is that of neuprint-python 0.6.4; which of them a dataset has, differs.

/// A property. It has the same name in criteria and in the database.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

/// What a property can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whole numbers.
    Integer,
    /// Texts, exactly or by regular expression.
    Pattern,
    /// Texts or whole numbers, exactly: datasets differ in how they store them.
    Exact,
    /// True, or not; a neuron without the flag does not have it.
    Flag,
    /// Only whether it is there.
    Presence,
}

/// The properties by kind.
const KINDS: [(Kind, &[&str]); 5] = [
    (Kind::Integer, &["bodyId", "group", "serial", "zapbenchId"]),
    (Kind::Pattern, &["type", "instance", "flywireType", "hemibrainType", "mancType"]),
    (Kind::Flag, &["cropped"]),
    (Kind::Presence, &["somaLocation", "tosomaLocation", "rootLocation"]),
    (
        Kind::Exact,
        &[
            "birthtime",
            "cellBodyFiber",
            "celltypePredictedNt",
            "class",
            "consensusNt",
            "description",
            "dimorphism",
            "entryNerve",
            "exitNerve",
            "flywireId",
            "fruDsx",
            "hemibrainBodyId",
            "hemilineage",
            "itoleeHl",
            "locationType",
            "longTract",
            "matchingNotes",
            "mcnsSerial",
            "modality",
            "ntReference",
            "origin",
            "otherNt",
            "otherNtReference",
            "predictedNt",
            "prefix",
            "receptorType",
            "rootSide",
            "serialMotif",
            "somaNeuromere",
            "somaSide",
            "source",
            "status",
            "statusLabel",
            "subclass",
            "subclassabbr",
            "superclass",
            "supertype",
            "synonyms",
            "systematicType",
            "tag",
            "target",
            "transmission",
            "trumanHl",
            "vfbId",
        ],
    ),
];

/// The criteria that are no property of their own.
pub(super) const SPECIAL: [&str; 11] = [
    "label",
    "regex",
    "rois",
    "inputRois",
    "outputRois",
    "roiReq",
    "minRoiInputs",
    "minRoiOutputs",
    "minPre",
    "minPost",
    "maxClosestLandmarkDistanceMicrons",
];

/// The property of a name.
pub(super) fn field(name: &str) -> Option<Field> {
    KINDS.iter().find_map(|(kind, names)| {
        let name = names.iter().find(|known| **known == name)?;
        Some(Field { name, kind: *kind })
    })
}

/// All that a criterion can be called.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().flat_map(|(_, names)| names.iter().copied()).chain(SPECIAL)
}

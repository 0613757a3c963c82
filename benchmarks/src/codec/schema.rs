//! The types that every candidate gets: 250 structs of 12 fields, and 25 enums.
//!
//! Struct `i` has one of three flavours, by `i % 3`: a bit of everything, mostly strings, mostly numbers. It holds struct
//! `i + 3` in a list and, optionally, in a box, up to the end of its group of 24: chains of eight, which hang below the
//! first three of each group.

const STRUCTS: usize = 250;
const ENUMS: usize = 25;
const GROUP: usize = 24;

/// A type of a field.
#[derive(Clone)]
pub(crate) enum Ty {
    Text,
    Whole,
    Double,
    Flag,
    Enum(usize),
    Map,
    List(Box<Ty>),
    Struct(usize),
    Boxed(usize),
}

/// A field.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) required: bool,
}

/// All structs, by number, and the values of all enums, by number.
pub(crate) struct Schema {
    pub(crate) structs: Vec<Vec<Field>>,
    pub(crate) enums: Vec<Vec<String>>,
}

impl Schema {
    pub(crate) fn new() -> Self {
        Self { structs: (0..STRUCTS).map(fields).collect(), enums: (0..ENUMS).map(values).collect() }
    }
}

/// The structs below which all others hang, as the bodies of operations are.
pub(crate) fn roots() -> impl Iterator<Item = usize> {
    (0..STRUCTS).filter(|index| index % GROUP < 3)
}

impl Ty {
    /// Its Rust, without the `Option`.
    pub(crate) fn rust(&self) -> String {
        match self {
            Self::Text => "String".to_owned(),
            Self::Whole => "i64".to_owned(),
            Self::Double => "f64".to_owned(),
            Self::Flag => "bool".to_owned(),
            Self::Enum(index) => format!("E{index}"),
            Self::Map => "BTreeMap<String, String>".to_owned(),
            Self::List(item) => format!("Vec<{}>", item.rust()),
            Self::Struct(index) => format!("S{index}"),
            Self::Boxed(index) => format!("Box<S{index}>"),
        }
    }
}

impl Field {
    /// Its Rust type.
    pub(crate) fn rust(&self) -> String {
        if self.required { self.ty.rust() } else { format!("Option<{}>", self.ty.rust()) }
    }
}

fn fields(index: usize) -> Vec<Field> {
    use Ty::{Double, Enum, Flag, List, Map, Text, Whole};
    let next = index + 3;
    let (list, boxed) = match next < STRUCTS && next % GROUP >= 3 {
        true => (List(Box::new(Ty::Struct(next))), Ty::Boxed(next)),
        false => (List(Box::new(Whole)), Text),
    };
    let status = Enum(index % ENUMS);
    let texts = List(Box::new(Text));
    let doubles = List(Box::new(Double));
    let types: [(Ty, bool); 12] = match index % 3 {
        0 => [
            (Text, true),
            (Text, true),
            (Whole, true),
            (Double, true),
            (Flag, true),
            (status, true),
            (Text, false),
            (Whole, false),
            (Map, true),
            (texts, true),
            (boxed, false),
            (list, true),
        ],
        1 => [
            (Text, true),
            (Text, true),
            (Text, true),
            (Text, true),
            (Text, true),
            (Text, false),
            (Text, false),
            (status, true),
            (Map, true),
            (texts, true),
            (boxed, false),
            (list, true),
        ],
        _ => [
            (Whole, true),
            (Double, true),
            (Double, true),
            (Double, true),
            (Double, true),
            (Whole, true),
            (Whole, true),
            (Double, false),
            (Whole, false),
            (doubles, true),
            (boxed, false),
            (list, true),
        ],
    };
    let name =
        |place| format!("{}{}", word(index * 5 + place), ["", "_id", "_of_record", "_total"][(index + place) % 4]);
    types.into_iter().enumerate().map(|(place, (ty, required))| Field { name: name(place), ty, required }).collect()
}

fn word(index: usize) -> &'static str {
    const WORDS: [&str; 29] = [
        "name",
        "amount",
        "created",
        "status_text",
        "email",
        "line",
        "currency",
        "description",
        "reference",
        "kind_of",
        "customer",
        "quantity",
        "address",
        "balance",
        "country",
        "invoice",
        "metadata",
        "label",
        "price",
        "owner",
        "subscription",
        "url",
        "period",
        "tax",
        "discount",
        "shipping",
        "locale",
        "source",
        "transaction",
    ];
    WORDS[index % WORDS.len()]
}

fn values(index: usize) -> Vec<String> {
    (0..6).map(|place| format!("{}_{place}", word(index + place).to_uppercase())).collect()
}

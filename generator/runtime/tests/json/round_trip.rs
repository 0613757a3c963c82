//! Whatever is written is read back as it was, over random values.

use proptest::prelude::*;
use rust_decimal::Decimal;
use specwright_runtime::runtime::json::{self, Members, Nullable, Value, Writer, optional, required};

use super::purchase::{Charge, Currency, Purchase};

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0u32..=28)
        .prop_map(|(low, middle, high, negative, scale)| Decimal::from_parts(low, middle, high, negative, scale))
}

fn purchase() -> impl Strategy<Value = Purchase> {
    let note = prop_oneof![
        Just(None),
        Just(Some(Nullable::Null)),
        any::<String>().prop_map(|text| Some(Nullable::Value(text))),
    ];
    // A name of the table would be a member of the type, not one more.
    let more = prop::collection::btree_map("x[^\0]{0,6}", any::<i64>(), 0..4);
    let currency = prop_oneof![Just(Currency::Usd), "X[A-Z]{2}".prop_map(Currency::Other)];
    (decimal(), currency, note, prop::collection::vec(any::<String>(), 0..4), more).prop_map(
        |(amount_charged, currency, note, tags, more)| Purchase {
            data: Charge { amount_charged, currency },
            note,
            tags,
            more,
        },
    )
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        decimal().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((any::<String>(), inner), 0..6).prop_map(Value::Object),
        ]
    })
}

#[test]
fn a_name_of_a_table_is_written_as_json_whatever_is_in_it() {
    static ODD: Members = Members::new(&[
        required("a\"b").written(",\"a\"b\":"),
        optional("c").written(",\"c\":"),
        required("without its text"),
    ]);
    let mut writer = Writer::new();
    writer.begin_object();
    writer.required(&ODD, 0, &1_i64);
    writer.optional(&ODD, 1, &Some(true));
    writer.constant(&ODD, 2, "null");
    writer.end_object();
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert_eq!(text, r#"{"a\"b":1,"c":true,"without its text":null}"#);
}

proptest! {
    #[test]
    fn a_type_is_read_back_as_it_was(purchase in purchase()) {
        let text = json::to_string(&purchase).unwrap();
        let read: Purchase = json::from_str(&text).unwrap();
        prop_assert_eq!(read.data.amount_charged.to_string(), purchase.data.amount_charged.to_string());
        prop_assert_eq!(&read, &purchase);
        prop_assert_eq!(json::to_string(&read).unwrap(), text);
    }

    #[test]
    fn any_value_is_read_back_as_it_was_and_is_json_for_serde_json(value in value()) {
        let text = json::to_string(&value).unwrap();
        prop_assert!(serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok());
        prop_assert_eq!(json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn texts_are_written_as_serde_json_writes_them(text in any::<String>(), long in "[ -~\\x00-\\x1f\"\\\\é]{0,80}") {
        for text in [text, long] {
            prop_assert_eq!(json::to_string(&text).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }

    #[test]
    fn doubles_that_are_not_whole_are_written_as_serde_json_writes_them(value in any::<f64>(), cents in any::<i32>()) {
        for value in [value, f64::from(cents) / 100.0] {
            if value.is_finite() && value.fract() != 0.0 {
                prop_assert_eq!(json::to_string(&value).unwrap(), serde_json::to_string(&value).unwrap());
            }
        }
    }

    #[test]
    fn digits_are_those_of_the_standard_library(
        signed in any::<i64>(), unsigned in any::<u64>(), bits in 0u32..64, decimal in decimal(),
    ) {
        prop_assert_eq!(json::to_string(&(signed >> bits)).unwrap(), (signed >> bits).to_string());
        prop_assert_eq!(json::to_string(&(unsigned >> bits)).unwrap(), (unsigned >> bits).to_string());
        prop_assert_eq!(json::to_string(&decimal).unwrap(), decimal.to_string());
        let mut small = decimal;
        small.set_scale(bits % 29).unwrap();
        let short = Decimal::from_i128_with_scale((signed >> bits).into(), bits % 29);
        for decimal in [small, short] {
            prop_assert_eq!(json::to_string(&decimal).unwrap(), decimal.to_string());
        }
    }

    #[test]
    fn doubles_are_read_back_to_the_bit(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
        let text = json::to_string(&value).unwrap();
        prop_assert_eq!(json::from_str::<f64>(&text).unwrap().to_bits(), value.to_bits());
    }

    #[test]
    fn doubles_are_the_nearest_to_any_decimal(text in "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,24})?([eE][+-]?[0-9]{1,2})?") {
        prop_assert_eq!(json::from_str::<f64>(&text).unwrap().to_bits(), text.parse::<f64>().unwrap().to_bits());
    }

    #[test]
    fn floats_are_read_back_to_the_bit(value in any::<f32>().prop_filter("finite", |value| value.is_finite())) {
        let text = json::to_string(&value).unwrap();
        prop_assert_eq!(json::from_str::<f32>(&text).unwrap().to_bits(), value.to_bits());
    }

    #[test]
    fn whole_numbers_are_read_back(signed in any::<i64>(), unsigned in any::<u64>(), small in any::<i32>()) {
        prop_assert_eq!(json::from_str::<i64>(&json::to_string(&signed).unwrap()).unwrap(), signed);
        prop_assert_eq!(json::from_str::<u64>(&json::to_string(&unsigned).unwrap()).unwrap(), unsigned);
        prop_assert_eq!(json::from_str::<i32>(&format!("{small}.000")).unwrap(), small);
        prop_assert_eq!(json::from_str::<i64>(&format!("{small}e3")).unwrap(), i64::from(small) * 1000);
    }

    #[test]
    fn a_decimal_that_is_read_is_the_one_that_was_written(whole in "[1-9][0-9]{0,30}", part in "[0-9]{1,30}") {
        let text = format!("{whole}.{part}");
        if let Ok(read) = json::from_str::<Decimal>(&text) {
            let significant = |text: &str| text.trim_end_matches('0').trim_end_matches('.').to_owned();
            let written = read.to_string();
            let written = if written.contains('.') { significant(&written) } else { written };
            prop_assert_eq!(written, significant(&text));
        } else {
            // Refused only if neither 28 places nor 96 bits hold it.
            let places = part.trim_end_matches('0').len();
            prop_assert!(places > 28 || whole.len() + places > 28);
        }
    }
}

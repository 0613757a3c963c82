//! Types as the generator writes them, by hand: the answer to a purchase, and what it is made of.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use specwright_runtime::runtime::json::{
    self, Decode, Encode, Failed, Members, Nullable, Object, Reader, Writer, optional, required,
};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Purchase {
    pub(super) data: Charge,
    pub(super) note: Option<Nullable<String>>,
    pub(super) tags: Vec<String>,
    pub(super) more: BTreeMap<String, i64>,
}

static PURCHASE: Members = Members::new(&[required("success"), required("data"), optional("note"), optional("tags")]);

impl Decode for Purchase {
    fn blank() -> Self {
        Self { data: Decode::blank(), note: Decode::blank(), tags: Decode::blank(), more: Decode::blank() }
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.object(&PURCHASE, self)
    }
}

impl Object for Purchase {
    fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        match index {
            0 => r.constant("true"),
            1 => self.data.read(r),
            2 => self.note.read(r),
            _ => self.tags.read(r),
        }
    }
    fn other(&mut self, name: &str, r: &mut Reader<'_>) -> Result<(), Failed> {
        self.more.other(name, r)
    }
}

impl Encode for Purchase {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.constant(&PURCHASE, 0, "true");
        w.required(&PURCHASE, 1, &self.data);
        w.optional(&PURCHASE, 2, &self.note);
        w.required(&PURCHASE, 3, &self.tags);
        w.members(&self.more);
        w.end_object();
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Charge {
    pub(super) amount_charged: Decimal,
    pub(super) currency: Currency,
}

// As a macro makes it of the names.
static CHARGE: Members = Members::new(&[
    required("amount_charged").written(",\"amount_charged\":"),
    required("currency").written(",\"currency\":"),
]);

impl Decode for Charge {
    fn blank() -> Self {
        Self { amount_charged: Decode::blank(), currency: Decode::blank() }
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.object(&CHARGE, self)
    }
}

impl Object for Charge {
    fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        match index {
            0 => self.amount_charged.read(r),
            _ => self.currency.read(r),
        }
    }
}

impl Encode for Charge {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.required(&CHARGE, 0, &self.amount_charged);
        w.required(&CHARGE, 1, &self.currency);
        w.end_object();
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Currency {
    Usd,
    Other(String),
}

impl From<&str> for Currency {
    fn from(text: &str) -> Self {
        match text {
            "USD" => Self::Usd,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl Decode for Currency {
    fn blank() -> Self {
        Self::Other(String::new())
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = Self::from(&*r.string()?);
        Ok(())
    }
}

impl Encode for Currency {
    fn encode(&self, w: &mut Writer) {
        w.string(match self {
            Self::Usd => "USD",
            Self::Other(text) => text,
        });
    }
}

#[cfg(feature = "serde")]
mod shims {
    use super::{Charge, Currency, Purchase};
    use specwright_runtime::runtime::json;

    macro_rules! impls {
        ($($type:ty)*) => {$(
            impl serde::Serialize for $type {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    json::serialize(self, serializer)
                }
            }
            impl<'de> serde::Deserialize<'de> for $type {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    json::deserialize(deserializer)
                }
            }
        )*};
    }
    impls! { Purchase Charge Currency }
}

pub(super) const TEXT: &str = concat!(
    r#"{"success":true,"data":{"amount_charged":100.00,"currency":"USD"},"#,
    r#""note":null,"tags":["a","\n\u00e9"],"left":3,"right":-4}"#
);

#[test]
fn is_read_and_written_back_to_the_byte() {
    let purchase: Purchase = json::from_str(TEXT).unwrap();
    assert_eq!(purchase.data.amount_charged.to_string(), "100.00");
    assert_eq!(purchase.data.currency, Currency::Usd);
    assert_eq!(purchase.note, Some(Nullable::Null));
    assert_eq!(purchase.tags, ["a", "\né"]);
    assert_eq!(purchase.more["right"], -4);
    assert_eq!(json::to_string(&purchase).unwrap(), TEXT.replace("\\u00e9", "é"));
}

#[test]
fn order_and_white_space_do_not_matter_and_unknown_values_of_an_enum_are_kept() {
    let text = " {\"data\" :\t{\"currency\":\"XTS\" , \"amount_charged\":1e2}\r\n, \"success\":true } ";
    let purchase: Purchase = json::from_str(text).unwrap();
    assert_eq!(purchase.data.currency, Currency::Other("XTS".to_owned()));
    assert_eq!(purchase.note, None);
    assert_eq!(
        json::to_string(&purchase).unwrap(),
        r#"{"success":true,"data":{"amount_charged":100,"currency":"XTS"},"tags":[]}"#
    );
}

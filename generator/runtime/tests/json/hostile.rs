//! Texts that mean harm: deep, broken, ambiguous. Each is answered, soon, and without a panic.

use specwright_runtime::runtime::json::{
    self, Decode, Failed, Member, Members, Object, Reader, Reason, Value, optional,
};

use super::grammar::{ours, theirs};
use super::purchase::{Purchase, TEXT};

fn nested(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

#[test]
fn depth_is_limited_where_it_takes_stack_and_only_there() {
    let limit = json::DEPTH_LIMIT as usize;
    assert!(json::from_str::<Value>(&nested(limit)).is_ok());
    assert!(serde_json::from_str::<serde_json::Value>(&nested(limit - 1)).is_ok());
    assert!(serde_json::from_str::<serde_json::Value>(&nested(limit)).is_err());
    let fault = json::from_str::<Value>(&nested(limit + 1)).unwrap_err();
    assert_eq!(fault.reason(), Reason::Depth);
    assert_eq!(fault.offset(), limit);
    assert_eq!(json::from_str::<Value>(&"[".repeat(100_000)).unwrap_err().reason(), Reason::Depth);
    // A member that nobody reads takes none.
    let text = format!(r#"{{"unknown":{}}}"#, nested(100_000));
    assert!(json::from_str::<Ignorant>(&text).is_ok());
}

#[test]
fn the_limit_is_for_the_caller_to_set() {
    let read = |levels: u32, text: &str| {
        let mut reader = Reader::new(text.as_bytes()).depth_limit(levels);
        let done = reader.value::<Value>().map(drop);
        reader.finish(done).is_ok()
    };
    assert!(read(2, "[[1]]"));
    assert!(!read(1, "[[1]]"));
    assert!(read(0, "1"));
    assert!(!read(0, "[]"));
}

/// Knows no member at all.
#[derive(Debug)]
struct Ignorant;

static NOTHING: Members = Members::new(&[]);

impl Decode for Ignorant {
    fn blank() -> Self {
        Self
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.object(&NOTHING, self)
    }
}

impl Object for Ignorant {
    fn member(&mut self, _: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.skip()
    }
}

/// A recursive union whose alternatives are told apart by their last member: each level is read twice, and what is in it
/// twice as often, which is exponential without a bound.
#[derive(Debug)]
enum Tree {
    One(Option<Box<Tree>>),
    Two(Option<Box<Tree>>),
    Other,
}

macro_rules! alternative {
    ($type:ident, $table:ident, $mark:literal) => {
        struct $type(Option<Box<Tree>>);
        static $table: Members = Members::new(&[optional("child"), json::required($mark)]);
        impl Decode for $type {
            fn blank() -> Self {
                Self(None)
            }
            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
                r.object(&$table, self)
            }
        }
        impl Object for $type {
            fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
                match index {
                    0 => self.0.read(r),
                    _ => r.skip(),
                }
            }
        }
    };
}
alternative!(One, ONE, "one");
alternative!(Two, TWO, "two");

impl Decode for Tree {
    fn blank() -> Self {
        Self::Other
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        *self = if let Some(One(child)) = r.attempt()? {
            Self::One(child)
        } else if let Some(Two(child)) = r.attempt()? {
            Self::Two(child)
        } else {
            r.skip()?;
            Self::Other
        };
        Ok(())
    }
}

fn tree(levels: usize) -> String {
    format!("{}{{\"two\":1}}{}", "{\"child\":".repeat(levels), ",\"two\":1}".repeat(levels))
}

#[test]
fn trying_alternatives_is_bounded_by_the_length_of_the_text() {
    let shallow: Tree = json::from_str(&tree(3)).unwrap();
    let Tree::Two(Some(child)) = shallow else { panic!("{shallow:?}") };
    assert!(matches!(*child, Tree::Two(Some(_))), "{child:?}");
    assert!(matches!(json::from_str::<Tree>("7").unwrap(), Tree::Other));
    assert!(matches!(json::from_str::<Tree>(r#"{"one":1}"#).unwrap(), Tree::One(None)));
    // Two to the power of sixty, if it were tried.
    assert_eq!(json::from_str::<Tree>(&tree(60)).unwrap_err().reason(), Reason::Ambiguous);
}

#[test]
fn an_attempt_that_fails_leaves_nothing_behind() {
    let mut reader = Reader::new(br#"{"a":[1,"x"]} "#);
    assert_eq!(reader.attempt::<Vec<i64>>(), Ok(None));
    assert_eq!(reader.attempt::<std::collections::BTreeMap<String, Vec<i64>>>(), Ok(None));
    let value = reader.value::<Value>().unwrap();
    assert!(value.get("a").is_some());
    assert!(reader.finish(Ok(())).is_ok());
    // A text that is no JSON is not tried as something else.
    let mut reader = Reader::new(b"[1,}");
    assert!(reader.attempt::<Vec<i64>>().is_err());
}

#[test]
fn a_discriminator_is_found_wherever_it_stands_and_nothing_is_read_by_it() {
    let cases: [(&str, Option<&str>); 7] = [
        (r#"{"type":"a"}"#, Some("a")),
        (r#"{"x":{"type":"b"},"y":[1],"type":"a"}"#, Some("a")),
        (r#"{"t\u0079pe":"\u0061"}"#, Some("a")),
        (r#"{"type":1}"#, None),
        ("{}", None),
        ("[]", None),
        ("null", None),
    ];
    for (text, expected) in cases {
        let mut reader = Reader::new(text.as_bytes());
        assert_eq!(reader.tag("type").unwrap().as_deref(), expected, "{text}");
        let done = reader.value::<Value>().map(drop);
        assert!(reader.finish(done).is_ok(), "{text}");
    }
}

static LONG: [Member; 130] = {
    let mut all = [optional("filler"); 130];
    all[0] = json::required("first");
    all[70] = json::required("seventy");
    all[129] = json::required("last");
    all
};
static LONG_TABLE: Members = Members::new(&LONG);

/// More members than a word has bits.
#[derive(Debug, Default)]
struct Long(Vec<usize>);

impl Decode for Long {
    fn blank() -> Self {
        Self::default()
    }
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        r.object(&LONG_TABLE, self)
    }
}

impl Object for Long {
    fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        self.0.push(index);
        r.skip()
    }
}

#[test]
fn members_beyond_the_sixty_fourth_are_counted_too() {
    let fault = |text: &str| json::from_str::<Long>(text).unwrap_err().to_string();
    let read: Long = json::from_str(r#"{"last":1,"first":1,"seventy":1}"#).unwrap();
    assert_eq!(read.0, [129, 0, 70]);
    assert_eq!(fault(r#"{"last":1,"first":1}"#), "at `/seventy` (byte 0): required, but missing");
    assert_eq!(fault(r#"{"first":1,"seventy":1}"#), "at `/last` (byte 0): required, but missing");
    assert!(fault(r#"{"seventy":1,"first":1,"last":1,"seventy":2}"#).contains("`/seventy`"));
    assert!(fault(r#"{"seventy":1,"first":1,"last":1,"seventy":2}"#).contains("there twice"));
}

/// A fixed sequence of numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// The text with one to three bytes changed, left out, put in or cut off.
    fn broken(&mut self, text: &[u8]) -> Vec<u8> {
        const BYTES: &[u8] = b"{}[]\",:\\u0eE+-.19 \n\x00\x1f\x7f\x80\xc3\xed\xf4\xffntfd";
        let mut text = text.to_vec();
        for _ in 0..=self.roll(3) {
            let place = self.roll(text.len().max(1));
            let byte = BYTES[self.roll(BYTES.len())];
            match self.roll(4) {
                0 if !text.is_empty() => text[place] = byte,
                1 if !text.is_empty() => drop(text.remove(place)),
                2 => text.truncate(place),
                _ => text.insert(place, byte),
            }
        }
        text
    }
}

#[test]
fn broken_texts_are_refused_as_serde_json_does_and_with_a_place_inside_of_them() {
    const SEEDS: [&[u8]; 4] = [
        TEXT.as_bytes(),
        br#"[1,-2.5e+3,{"a":"\ud83d\ude00\n","b":[[],{}]},null,true,false]"#,
        b"{\"k\\u00e9y\":\"Z\xc3\xbcrich \xe2\x80\x93 \xe6\x9d\xb1\",\"n\":0.10}",
        br#"[{"type":"x","items":[0,12345678901234567890,1e5]},"\\\"\/\b\f\r\t"]"#,
    ];
    let mut dice = Dice(7);
    let mut accepted = 0;
    for round in 0..40_000 {
        let text = dice.broken(SEEDS[round % SEEDS.len()]);
        let same = ours(&text);
        // A number like 1e9999 is one for us, and out of range for `serde_json`, which keeps doubles.
        let (wanted, skipped) = theirs(&text);
        let huge = skipped && same.0 && !wanted;
        assert!(same == (wanted, skipped) || huge, "{} {same:?}", String::from_utf8_lossy(&text));
        accepted += usize::from(same.0);
        if let Err(fault) = json::from_slice::<Purchase>(&text) {
            assert!(fault.offset() <= text.len(), "{fault}");
            assert!(fault.pointer().is_empty() || fault.pointer().starts_with('/'), "{fault}");
        }
    }
    // Neither all nor none, or nothing was compared.
    assert!((500..39_500).contains(&accepted), "{accepted}");
}

//! The documents that every candidate reads, made from the schema by a fixed sequence of numbers.

use std::fmt::Write as _;

use super::schema::{Field, Schema, Ty};

/// A document of a struct of the schema.
pub(crate) struct Document {
    pub(crate) name: &'static str,
    /// The number of the struct.
    pub(crate) root: usize,
    pub(crate) json: String,
}

/// One document a flavour, and the first once more with its members in another order.
pub(crate) fn documents(schema: &Schema) -> Vec<Document> {
    [("mixed", 0, false), ("strings", 1, false), ("numbers", 2, false), ("mixed, shuffled", 0, true)]
        .map(|(name, root, shuffled)| {
            let mut maker = Maker { schema, state: 42, out: String::new(), shuffled };
            maker.object(root, 4);
            Document { name, root, json: maker.out }
        })
        .into()
}

struct Maker<'s> {
    schema: &'s Schema,
    state: u64,
    out: String,
    shuffled: bool,
}

impl Maker<'_> {
    fn next(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % limit
    }

    fn object(&mut self, index: usize, levels: usize) {
        let fields = &self.schema.structs[index];
        let mut order: Vec<usize> = (0..fields.len()).collect();
        if self.shuffled {
            (1..order.len()).for_each(|place| order.swap(place, self.next(place + 1)));
        }
        self.out.push('{');
        for place in order {
            let field = &fields[place];
            if field.required || self.is_present(field, levels) {
                let _ = write!(self.out, "\"{}\":", field.name);
                self.value(&field.ty, levels);
                self.out.push(',');
            }
        }
        if self.next(20) == 0 {
            self.out.push_str(r#""a_member_that_is_new":{"since":[2026,"spring"]},"#);
        }
        self.out.pop();
        self.out.push('}');
    }

    fn is_present(&mut self, field: &Field, levels: usize) -> bool {
        (levels > 0 || !matches!(field.ty, Ty::Boxed(_))) && self.next(10) < 6
    }

    fn value(&mut self, ty: &Ty, levels: usize) {
        match ty {
            Ty::Text => self.text(),
            Ty::Whole => {
                let digits = [10, 1_000, 100_000, 2_000_000_000][self.next(4)];
                let value = self.next(digits);
                let _ = write!(self.out, "{value}");
            }
            Ty::Double => {
                let (whole, cents, small) = (self.next(100_000), self.next(100), self.next(1 << 30));
                let _ = match self.next(4) {
                    0 => write!(self.out, "{whole}.{small:010}"),
                    _ => write!(self.out, "{whole}.{cents:02}"),
                };
            }
            Ty::Flag => {
                let value = self.next(2) == 0;
                let _ = write!(self.out, "{value}");
            }
            Ty::Enum(index) => {
                let place = self.next(6);
                let _ = write!(self.out, "\"{}\"", self.schema.enums[*index][place]);
            }
            Ty::Map => {
                let keys = ["channel", "campaign", "operator"];
                let count = self.next(4);
                self.list('{', '}', count, |maker, place| {
                    let _ = write!(maker.out, "\"{}\":", keys[place]);
                    maker.text();
                });
            }
            Ty::List(item) => {
                let count = match (&**item, levels) {
                    (Ty::Struct(_), 0) => 0,
                    (Ty::Struct(_), _) => 4,
                    _ => self.next(6),
                };
                self.list('[', ']', count, |maker, _| maker.value(item, levels.saturating_sub(1)));
            }
            Ty::Struct(index) | Ty::Boxed(index) => self.object(*index, levels.saturating_sub(1)),
        }
    }

    fn list(&mut self, open: char, close: char, count: usize, mut each: impl FnMut(&mut Self, usize)) {
        self.out.push(open);
        for place in 0..count {
            if place > 0 {
                self.out.push(',');
            }
            each(self, place);
        }
        self.out.push(close);
    }

    /// Four to about sixty characters; one of sixteen has an escape, and one of sixteen is not ASCII.
    fn text(&mut self) {
        const WORDS: [&str; 8] = ["credits", "a", "payment", "of", "customer", "Ltd.", "2026-11-23T05:10:00Z", "pm"];
        self.out.push('"');
        for place in 0..=self.next(8) {
            if place > 0 {
                self.out.push(' ');
            }
            let word = WORDS[self.next(WORDS.len())];
            self.out.push_str(word);
        }
        match self.next(16) {
            0 => self.out.push_str(r#"\n\"quoted\""#),
            1 => self.out.push_str(" Zürich – 東京"),
            _ => {}
        }
        self.out.push('"');
    }
}

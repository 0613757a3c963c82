//! Whether what a type wrote is what it read, and what kind of difference there is if not.

use specwright::rust::{Member, Plan, Repr, TypeBody, Use};
use specwright::source::{Kind, Node};

use crate::json_text as text;

/// Kinds of difference, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// The same number in other words: `1.0` and `1`.
    NumberText,
    /// A member that the schema does not describe was not kept.
    Undescribed,
    /// A member that is `readOnly` is not sent, one that is `writeOnly` not read.
    Direction,
    /// A member that was null is left out.
    NullLeftOut,
    /// A number was rounded to the nearest double.
    Rounded,
    /// Anything else.
    Fault,
}

impl Difference {
    /// Each that is told apart, with the head of its column.
    pub(crate) const COLUMNS: [(Difference, &'static str); 5] = [
        (Difference::NumberText, "number text"),
        (Difference::Undescribed, "undescribed"),
        (Difference::Direction, "direction"),
        (Difference::NullLeftOut, "null"),
        (Difference::Rounded, "rounded"),
    ];
}

/// All differences between what was read and what was written, each with its place below the example.
pub(crate) fn differences(plan: &Plan, used: &Use, read: Node<'_>, written: Node<'_>) -> Vec<(String, Difference)> {
    let mut comparison = Comparison { plan, found: Vec::new() };
    comparison.value(&[used], read, written, &mut String::new());
    comparison.found
}

struct Comparison<'p> {
    plan: &'p Plan,
    found: Vec<(String, Difference)>,
}

impl<'p> Comparison<'p> {
    fn value(&mut self, uses: &[&'p Use], read: Node<'_>, written: Node<'_>, at: &mut String) {
        let uses = self.alternatives(uses);
        match (read.kind(), written.kind()) {
            (Kind::Number(one), Kind::Number(two)) => {
                let one = text::number(one);
                if one != two {
                    let as_double = |text: &str| text.parse::<f64>().ok();
                    let as_float = |text: &str| text.parse::<f32>().ok();
                    let is_float = uses.iter().any(|used| used.repr == Repr::F32);
                    self.tell(
                        at,
                        match () {
                            () if text::same_worth(&one, two) => Difference::NumberText,
                            () if as_double(&one) == as_double(two) => Difference::Rounded,
                            () if is_float && as_float(&one) == as_float(two) => Difference::Rounded,
                            () => Difference::Fault,
                        },
                    );
                }
            }
            (Kind::Sequence, Kind::Sequence) if read.items().len() == written.items().len() => {
                let inner: Vec<&Use> = uses.iter().filter_map(|used| self.item(used)).collect();
                for (index, (read, written)) in read.items().zip(written.items()).enumerate() {
                    self.below(at, &index.to_string(), |this, at| this.value(&inner, read, written, at));
                }
            }
            (Kind::Mapping, Kind::Mapping) => self.members(&uses, read, written, at),
            (Kind::String(one), Kind::String(two)) if one == two => {}
            (Kind::Bool(one), Kind::Bool(two)) if one == two => {}
            (Kind::Null, Kind::Null) => {}
            _ => self.tell(at, Difference::Fault),
        }
    }

    fn members(&mut self, uses: &[&'p Use], read: Node<'_>, written: Node<'_>, at: &mut String) {
        for entry in written.entries() {
            if read.get(entry.key).is_none() {
                self.below(at, entry.key, |this, at| this.tell(at, Difference::Fault));
            }
        }
        for entry in read.entries() {
            let inner: Vec<&'p Use> = uses.iter().flat_map(|used| self.member(used, entry.key)).collect();
            self.below(at, entry.key, |this, at| match written.get(entry.key) {
                Some(written) => this.value(&inner, entry.value, written, at),
                None if inner.is_empty() => this.tell(at, Difference::Undescribed),
                None if matches!(entry.value.kind(), Kind::Null) => this.tell(at, Difference::NullLeftOut),
                None if this.is_one_way(uses, entry.key) => this.tell(at, Difference::Direction),
                None => this.tell(at, Difference::Fault),
            });
        }
    }

    fn below(&mut self, at: &mut String, step: &str, look: impl FnOnce(&mut Self, &mut String)) {
        let length = at.len();
        at.push('/');
        at.push_str(step);
        look(self, at);
        at.truncate(length);
    }

    fn tell(&mut self, at: &str, difference: Difference) {
        self.found.push((at.to_owned(), difference));
    }

    /// What the uses are, unions and names opened.
    fn alternatives(&self, uses: &[&'p Use]) -> Vec<&'p Use> {
        let mut waiting: Vec<&'p Use> = uses.to_vec();
        let mut seen: Vec<&'p Use> = Vec::new();
        while let Some(used) = waiting.pop() {
            if seen.iter().any(|known| std::ptr::eq(*known, used)) {
                continue;
            }
            seen.push(used);
            match self.body(used) {
                Some(TypeBody::Union(union)) => waiting.extend(union.variants.iter().map(|variant| &variant.ty)),
                Some(TypeBody::Alias(inner) | TypeBody::Newtype(inner)) => waiting.push(inner),
                _ => {}
            }
        }
        seen
    }

    fn body(&self, used: &Use) -> Option<&'p TypeBody> {
        match used.repr {
            Repr::Type(index) => self.plan.types.get(index.0).map(|ty| &ty.body),
            _ => None,
        }
    }

    fn item(&self, used: &'p Use) -> Option<&'p Use> {
        match &used.repr {
            Repr::List(items) => Some(items),
            _ => None,
        }
    }

    fn member(&self, used: &'p Use, name: &str) -> Option<&'p Use> {
        match (&used.repr, self.body(used)) {
            (Repr::Map(values), _) => Some(values),
            (_, Some(TypeBody::Struct(body))) => body
                .members
                .iter()
                .find_map(|member| match member {
                    Member::Field(field) if field.wire == name => Some(&field.ty),
                    _ => None,
                })
                .or(body.rest.as_ref().map(|rest| &rest.ty)),
            _ => None,
        }
    }

    fn is_one_way(&self, uses: &[&'p Use], name: &str) -> bool {
        uses.iter().any(|used| match self.body(used) {
            Some(TypeBody::Struct(body)) => body.members.iter().any(|member| match member {
                Member::Field(field) => field.wire == name && !field.written,
                Member::Constant { .. } => false,
            }),
            _ => false,
        })
    }
}

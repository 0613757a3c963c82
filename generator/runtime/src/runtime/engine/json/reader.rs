//! The pull reader: one pass over the bytes, no tree, nothing generic.
//!
//! It knows JSON (RFC 8259) and tables of member names; it knows no type of an API. The loops over members and items live
//! here once, and types are handed to them as `dyn`, so that what is compiled for each type is one small `match`.

use std::mem::discriminant;

use super::fault::{Failed, Fault, Kind, Reason};
use super::locate::locate;
use super::members::{Members, Seen};
use super::{Decode, Value};

/// How deep arrays and objects may be nested, unless [`Reader::depth_limit`] says otherwise.
pub const DEPTH_LIMIT: u32 = 128;

/// Reads JSON from bytes.
///
/// UTF-8 is asked for where a string is wanted; what is skipped is held to the grammar only. After the first fault the
/// reader is of no more use but for [`finish`](Self::finish), which tells it.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) input: &'a [u8],
    /// The longest prefix of `input` that is UTF-8: nearly always all of it, so that strings need no check of their own.
    pub(super) text: &'a str,
    pub(super) pos: usize,
    /// Levels that may still be opened.
    pub(super) depth: u32,
    /// Bytes that may still be read again by [`attempt`](Self::attempt) and the like.
    patience: usize,
    /// Members and constants so far that no type knows: see [`Best`](super::Best).
    pub(super) strange: u64,
    pub(super) loose: Loose,
    problem: Option<Box<Problem>>,
}

/// What the serde shim asks for, because serde has no exact numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "only the shim is loose"))]
pub(super) enum Loose {
    /// JSON as it is.
    No,
    /// A decimal may be written as a string.
    Strings,
    /// And numbers went through a double, of which 15 digits can be trusted.
    Doubles,
}

/// A fault whose place is known by its offset only. Where that is as a pointer costs a walk, which is done once, at the end.
#[derive(Debug)]
struct Problem {
    offset: usize,
    reason: Reason,
    member: Option<&'static str>,
}

/// A place to come back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pos: usize,
    depth: u32,
}

/// A type that is an object in JSON, as [`Reader::object`] fills it.
pub trait Object {
    /// Reads the value of the member with this index in the table.
    fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed>;

    /// Reads the value of a member that is not in the table. Left alone, it skips it.
    fn other(&mut self, name: &str, r: &mut Reader<'_>) -> Result<(), Failed> {
        let _ = name;
        r.strange();
        r.skip()
    }
}

/// A type that is an array in JSON, as [`Reader::array`] fills it.
pub trait Array {
    /// Reads one more item.
    fn item(&mut self, r: &mut Reader<'_>) -> Result<(), Failed>;
}

impl<T: Object> Object for &mut T {
    fn member(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), Failed> {
        (**self).member(index, r)
    }

    fn other(&mut self, name: &str, r: &mut Reader<'_>) -> Result<(), Failed> {
        (**self).other(name, r)
    }
}

impl<T: Array> Array for &mut T {
    fn item(&mut self, r: &mut Reader<'_>) -> Result<(), Failed> {
        (**self).item(r)
    }
}

impl<'a> Reader<'a> {
    /// A reader at the start of a text.
    #[must_use]
    pub fn new(input: &'a [u8]) -> Self {
        let text = match std::str::from_utf8(input) {
            Ok(text) => text,
            Err(error) => {
                input.get(..error.valid_up_to()).and_then(|start| std::str::from_utf8(start).ok()).unwrap_or("")
            }
        };
        // Every level may look at what is in it once more: enough for real unions, and still linear for hostile ones.
        let patience = input.len().saturating_mul(DEPTH_LIMIT as usize).saturating_add(4096);
        Self { input, text, pos: 0, depth: DEPTH_LIMIT, patience, strange: 0, loose: Loose::No, problem: None }
    }

    /// Sets how deep arrays and objects may be nested. Each level of a recursive type takes stack.
    #[must_use]
    pub fn depth_limit(mut self, levels: u32) -> Self {
        self.depth = levels;
        self
    }

    /// Reads one value of a type.
    pub fn value<T: Decode>(&mut self) -> Result<T, Failed> {
        let mut value = T::blank();
        value.read(self)?;
        Ok(value)
    }

    /// Ends the reading: asks that nothing but white space follows, and turns a failure into its fault.
    pub fn finish(mut self, done: Result<(), Failed>) -> Result<(), Fault> {
        if done.is_ok() && self.problem.is_none() {
            self.token();
            if self.pos >= self.input.len() {
                return Ok(());
            }
            let _ = self.fail::<()>(Reason::Syntax("the end of the text"));
        }
        Err(match self.problem {
            Some(problem) => {
                let pointer = locate(self.input, problem.offset, problem.member);
                Fault { pointer, offset: problem.offset, reason: problem.reason }
            }
            // A failure is made by `fail_at` alone, which writes it down; rewinding takes both back.
            None => Fault { pointer: String::new(), offset: self.pos, reason: Reason::Syntax("a value") },
        })
    }

    /// Reads an object: known members go to [`Object::member`] by index, the others to [`Object::other`].
    ///
    /// A known member that comes twice is a fault: which of the two counts is a guess that readers make differently.
    /// After a fault in a member the others are still read, since one of them may hold a contradiction.
    pub fn object<T: Object>(&mut self, members: &'static Members, mut target: &mut T) -> Result<(), Failed> {
        self.read_object(members, &mut target)
    }

    /// The one loop over members. Its target is a reference once more, so that no type's drop code is in a table for it.
    fn read_object(&mut self, members: &'static Members, target: &mut dyn Object) -> Result<(), Failed> {
        let start = self.open(b'{', "an object")?;
        let mut seen = Seen::default();
        let mut next = 0;
        let mut first_problem = None;
        let mut more = self.token() != b'}';
        while more {
            self.token();
            let key_at = self.pos;
            let (index, name) = match self.expected_name(members, next) {
                true => (Some(next), None),
                false => {
                    let name = self.key()?;
                    self.colon()?;
                    (members.find(&name, next), Some(name))
                }
            };
            let (value_at, depth) = (self.pos, self.depth);
            let done = match (index, &name) {
                (Some(index), _) => {
                    if !seen.note(index) {
                        return self.fail_at(key_at, Reason::Duplicate, members.all.get(index).map(|m| m.name));
                    }
                    next = index + 1;
                    target.member(index, self)
                }
                (None, Some(name)) => target.other(name, self),
                (None, None) => self.skip(),
            };
            if done.is_err() {
                let problem = self.survive(value_at, depth)?;
                first_problem.get_or_insert(problem);
            }
            more = self.more(b'}')?;
        }
        self.close();
        if let Some(problem) = first_problem {
            self.problem = Some(problem);
            return Err(Failed(()));
        }
        match seen.missing(members) {
            None => Ok(()),
            Some(name) => self.fail_at(start, Reason::Missing, Some(name)),
        }
    }

    /// Reads an array, item by item.
    pub fn array<T: Array>(&mut self, mut target: &mut T) -> Result<(), Failed> {
        self.read_array(&mut target)
    }

    fn read_array(&mut self, target: &mut dyn Array) -> Result<(), Failed> {
        self.open(b'[', "an array")?;
        let mut more = self.token() != b']';
        while more {
            target.item(self)?;
            more = self.more(b']')?;
        }
        self.close();
        Ok(())
    }

    /// The kind of the value that comes next, which stays where it is.
    pub fn kind(&mut self) -> Result<Kind, Failed> {
        Ok(match self.token() {
            b'n' => Kind::Null,
            b't' | b'f' => Kind::Boolean,
            b'-' | b'0'..=b'9' => Kind::Number,
            b'"' => Kind::String,
            b'[' => Kind::Array,
            b'{' => Kind::Object,
            _ => return self.fail(Reason::Syntax("a value")),
        })
    }

    /// Takes `null`, if that is what comes next.
    pub fn null(&mut self) -> Result<bool, Failed> {
        if self.token() != b'n' {
            return Ok(false);
        }
        self.word("null").map(|()| true)
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> Result<bool, Failed> {
        match self.token() {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => self.mismatch("a boolean"),
        }
    }

    /// Reads a value that must be this one, given as JSON. Numbers are equal by value: `1` and `1.0`.
    ///
    /// Another value, of whatever kind, is a contradiction: see [`Fault::is_contradiction`].
    pub fn constant(&mut self, json: &'static str) -> Result<(), Failed> {
        self.token();
        let start = self.pos;
        let value: Value = self.value()?;
        let mut wanted = Reader::new(json.as_bytes());
        let same = wanted.value::<Value>().is_ok_and(|wanted| wanted.same(&value));
        if same { Ok(()) } else { self.fail_at(start, Reason::Constant { expected: json }, None) }
    }

    /// Where the reader stands, to come back to by [`reset`](Self::reset).
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { pos: self.pos, depth: self.depth }
    }

    /// Goes back to a mark, and forgets a fault that came after it.
    ///
    /// This fails when the fault leaves no hope (the text is no JSON), or when too much was read again already.
    pub fn reset(&mut self, mark: Mark) -> Result<(), Failed> {
        if self.problem.as_ref().is_some_and(|problem| problem.reason.is_final()) {
            return Err(Failed(()));
        }
        self.problem = None;
        let again = self.pos.saturating_sub(mark.pos);
        self.pos = mark.pos;
        self.depth = mark.depth;
        if again > self.patience {
            return self.fail(Reason::Ambiguous);
        }
        self.patience -= again;
        Ok(())
    }

    /// Where the next value begins, in bytes.
    pub(crate) fn place(&mut self) -> usize {
        self.token();
        self.pos
    }

    /// Reads the text of an enum; one that it does not list is strange.
    pub fn constant_text<T: Decode + for<'t> From<&'t str>>(&mut self, target: &mut T) -> Result<(), Failed> {
        *target = T::from(&*self.string()?);
        self.constant_known(target);
        Ok(())
    }

    /// Reads the number of an enum; one that it does not list is strange.
    pub fn constant_number<T: Decode + From<i64>>(&mut self, target: &mut T) -> Result<(), Failed> {
        *target = T::from(self.value()?);
        self.constant_known(target);
        Ok(())
    }

    /// An enum is blank as a value that it does not list.
    fn constant_known<T: Decode>(&mut self, value: &T) {
        if discriminant(value) == discriminant(&T::blank()) {
            self.strange();
        }
    }

    /// Reads what an alternative of a union holds.
    pub fn variant<T, V: Decode>(&mut self, target: &mut T, variant: fn(V) -> T) -> Result<(), Failed> {
        *target = variant(self.value()?);
        Ok(())
    }

    /// Notes something that the type does not know: a member, or a constant.
    pub fn strange(&mut self) {
        self.strange += 1;
    }

    /// May a value be read again to find what fits it better? Half of what may be read again is kept for what must be.
    pub(super) fn has_patience(&self) -> bool {
        self.patience > self.input.len().saturating_mul(DEPTH_LIMIT as usize / 2)
    }

    /// Reads a value of a type if the next value is one; otherwise leaves it where it is and gives none.
    pub fn attempt<T: Decode>(&mut self) -> Result<Option<T>, Failed> {
        let mark = self.mark();
        match self.value() {
            Ok(value) => Ok(Some(value)),
            Err(Failed(())) => self.reset(mark).map(|()| None),
        }
    }

    /// The string in a member of the object that comes next, which stays where it is: how a discriminator is read.
    /// None when there is no object, no such member, or no string in it.
    pub fn tag(&mut self, member: &str) -> Result<Option<String>, Failed> {
        if self.kind()? != Kind::Object {
            return Ok(None);
        }
        let mark = self.mark();
        self.pos += 1;
        let mut tag = None;
        let mut more = self.token() != b'}';
        while more {
            let found = self.key()? == member;
            self.colon()?;
            if found && self.byte() == b'"' {
                tag = Some(self.string()?.into_owned());
                break;
            }
            self.skip()?;
            more = self.more(b'}')?;
        }
        self.reset(mark)?;
        Ok(tag)
    }

    /// Fails because another kind of value is wanted here: `expected` with its article.
    #[cold]
    pub fn mismatch<T>(&mut self, expected: &'static str) -> Result<T, Failed> {
        let found = self.kind()?;
        self.fail(Reason::Kind { expected, found })
    }

    /// Fails because the value that was read from `mark` on is not what the type can hold: `expected` with its article.
    #[cold]
    pub fn out_of_range<T>(&mut self, mark: Mark, expected: &'static str) -> Result<T, Failed> {
        self.fail_at(mark.pos, Reason::Range { expected }, None)
    }

    #[cold]
    pub(super) fn fail<T>(&mut self, reason: Reason) -> Result<T, Failed> {
        self.fail_at(self.pos, reason, None)
    }

    #[cold]
    pub(super) fn fail_at<T>(
        &mut self,
        offset: usize,
        reason: Reason,
        member: Option<&'static str>,
    ) -> Result<T, Failed> {
        let reason = match reason {
            Reason::Syntax(_) if offset >= self.input.len() => Reason::Truncated,
            other => other,
        };
        self.problem = Some(Box::new(Problem { offset, reason, member }));
        Err(Failed(()))
    }

    /// After a fault in a member: goes on behind its value, if the fault allows, and gives the fault to be kept.
    #[cold]
    fn survive(&mut self, value_at: usize, depth: u32) -> Result<Box<Problem>, Failed> {
        match self.problem.take() {
            Some(problem) if !problem.reason.is_final() && !matches!(problem.reason, Reason::Constant { .. }) => {
                self.pos = value_at;
                self.depth = depth;
                self.skip()?;
                Ok(problem)
            }
            other => {
                self.problem = other;
                Err(Failed(()))
            }
        }
    }
}

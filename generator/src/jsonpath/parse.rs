//! Reading an expression (RFC 9535, appendix A), and one in the dialect of Spectral.
//!
//! That dialect is what its reader (nimma, after jsonpath-plus) takes from JavaScript: `===`, `@.x` for what is true,
//! `@.x.match(/…/)` and its like, `.length`, `@property`, `@object()`, names without quotes in brackets, `^` for what holds what
//! is selected, and `~` for the names of it. What of it is no expression of RFC 9535 is read in [`super::script`].

use super::lex::Text;
use super::script::of_script;
use super::{Comparison, Fault, Operand, Query, Segment, Selector, Test};

/// How deep parentheses and filters in filters go.
const DEPTH: usize = 64;

/// Reads an expression.
///
/// # Errors
///
/// Where it is none, and why.
pub fn parse(text: &str) -> Result<Query, Fault> {
    whole(Parser { text: Text { text, at: 0 }, depth: 0, is_loose: false })
}

/// Reads an expression of a ruleset of Spectral.
///
/// # Errors
///
/// Where it is none, or has what is not supported here, and why.
pub fn parse_of_spectral(text: &str) -> Result<Query, Fault> {
    whole(Parser { text: Text { text, at: 0 }, depth: 0, is_loose: true })
}

fn whole(mut parser: Parser<'_>) -> Result<Query, Fault> {
    if !parser.text.take("$") {
        return parser.text.fault("an expression begins with `$`, which is the document");
    }
    let segments = parser.segments()?;
    let names = parser.is_loose && parser.text.take("~");
    match parser.text.rest() {
        "" => Ok(Query { absolute: true, segments, names }),
        _ => parser.text.fault("the expression ends here, or goes on with `.`, `..` or `[`"),
    }
}

pub(super) struct Parser<'e> {
    pub(super) text: Text<'e>,
    depth: usize,
    /// Is it the dialect of Spectral?
    is_loose: bool,
}

impl Parser<'_> {
    fn segments(&mut self) -> Result<Vec<Segment>, Fault> {
        let mut segments = Vec::new();
        loop {
            let before = self.text.at;
            self.text.blanks();
            let (descendant, selectors) = if self.text.take("..") {
                (true, if self.text.take("[") { self.bracketed()? } else { vec![self.after_dot()?] })
            } else if self.text.take(".") {
                let is_bracket = self.is_loose && self.text.take("[");
                (false, if is_bracket { self.bracketed()? } else { vec![self.after_dot()?] })
            } else if self.text.take("[") {
                (false, self.bracketed()?)
            } else if self.is_loose && self.text.take("^") {
                (false, vec![Selector::Parent])
            } else {
                self.text.at = before;
                return Ok(segments);
            };
            segments.push(Segment { descendant, selectors });
        }
    }

    fn after_dot(&mut self) -> Result<Selector, Fault> {
        if self.text.take("*") {
            return Ok(Selector::Wildcard);
        }
        let name = if self.is_loose { self.text.loose_name()? } else { self.text.name()? };
        Ok(Selector::Name(name.to_owned()))
    }

    /// After `[`, up to and with `]`.
    fn bracketed(&mut self) -> Result<Vec<Selector>, Fault> {
        let mut selectors = Vec::new();
        loop {
            self.text.blanks();
            selectors.push(self.selector()?);
            self.text.blanks();
            if self.text.take("]") {
                return Ok(selectors);
            }
            if !self.text.take(",") {
                return self.text.fault("`]` must stand here, or `,` with another selector");
            }
        }
    }

    fn selector(&mut self) -> Result<Selector, Fault> {
        match self.text.peek() {
            Some(quote @ ('\'' | '"')) => {
                self.text.next();
                Ok(Selector::Name(self.text.string(quote)?))
            }
            Some('*') => {
                self.text.next();
                Ok(Selector::Wildcard)
            }
            Some('?') => {
                self.text.next();
                Ok(Selector::Filter(self.nested(Self::any)?))
            }
            Some('-' | ':' | '0'..='9') => self.index_or_slice(),
            _ if self.is_loose => Ok(Selector::Name(self.text.loose_name()?.to_owned())),
            _ => self.text.fault("a selector must stand here: `'name'`, `*`, an index, a slice, or `?` with a test"),
        }
    }

    fn index_or_slice(&mut self) -> Result<Selector, Fault> {
        let start = self.text.integer()?;
        let before = self.text.at;
        self.text.blanks();
        if !self.text.take(":") {
            self.text.at = before;
            return match start {
                Some(index) => Ok(Selector::Index(index)),
                None => self.text.fault("an index must stand here"),
            };
        }
        self.text.blanks();
        let end = self.text.integer()?;
        self.text.blanks();
        let mut step = None;
        if self.text.take(":") {
            self.text.blanks();
            step = self.text.integer()?;
        }
        Ok(Selector::Slice { start, end, step: step.unwrap_or(1) })
    }

    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth >= DEPTH {
            return self.text.fault("this nests too deep");
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn any(&mut self) -> Result<Test, Fault> {
        let mut tests = vec![self.all()?];
        while self.operator("||") {
            tests.push(self.all()?);
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { Test::Any(tests) })
    }

    fn all(&mut self) -> Result<Test, Fault> {
        let mut tests = vec![self.test()?];
        while self.operator("&&") {
            tests.push(self.test()?);
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { Test::All(tests) })
    }

    pub(super) fn operator(&mut self, token: &str) -> bool {
        let before = self.text.at;
        self.text.blanks();
        let found = self.text.take(token);
        self.text.at = if found { self.text.at } else { before };
        found
    }

    fn test(&mut self) -> Result<Test, Fault> {
        self.text.blanks();
        let not = self.text.take("!");
        self.text.blanks();
        let test = if self.text.take("(") {
            let inner = self.nested(Self::any)?;
            self.close()?;
            inner
        } else {
            self.comparison(not)?
        };
        Ok(if not { Test::Not(Box::new(test)) } else { test })
    }

    pub(super) fn close(&mut self) -> Result<(), Fault> {
        self.text.blanks();
        if self.text.take(")") { Ok(()) } else { self.text.fault("`)` must stand here") }
    }

    /// A comparison, or a query or function that is a test itself. After `!` only the latter two may stand.
    fn comparison(&mut self, negated: bool) -> Result<Test, Fault> {
        for (name, whole) in [("match(", true), ("search(", false)] {
            if self.text.take(name) {
                let text = self.nested(Self::value)?;
                self.text.blanks();
                if !self.text.take(",") {
                    return self.text.fault("this function takes a text and a pattern, with `,` between them");
                }
                let pattern = self.nested(Self::value)?;
                self.close()?;
                return Ok(Test::Fits { whole, text, pattern });
            }
        }
        if self.is_loose
            && let Some(test) = self.script()?
        {
            return Ok(test);
        }
        let begin = self.text.at;
        let left = self.operand()?;
        if self.is_loose && self.text.rest().starts_with(['(', '.']) {
            return self.method(left);
        }
        let operators = [
            ("===", Comparison::Equal),
            ("!==", Comparison::NotEqual),
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        for (token, comparison) in operators.into_iter().skip(if self.is_loose { 0 } else { 2 }) {
            if !negated && self.operator(token) {
                let left = single(left, begin)?;
                return Ok(Test::Compare(left, comparison, self.value()?));
            }
        }
        match left {
            Operand::Single(query) if self.is_loose => Ok(Test::Truthy(query)),
            Operand::Single(query) => Ok(Test::Exists(query)),
            _ => self.text.fault("a comparison must stand here: `==`, `!=`, `<`, `<=`, `>` or `>=`"),
        }
    }

    /// An operand of which there is one value at most.
    pub(super) fn value(&mut self) -> Result<Operand, Fault> {
        self.text.blanks();
        let begin = self.text.at;
        single(self.operand()?, begin)
    }

    pub(super) fn operand(&mut self) -> Result<Operand, Fault> {
        self.text.blanks();
        match self.text.peek() {
            Some(quote @ ('\'' | '"')) => {
                self.text.next();
                Ok(Operand::Text(self.text.string(quote)?))
            }
            Some('@') if self.is_loose && self.text.take("@property") => Ok(Operand::Key),
            Some('$' | '@') => {
                let query = self.query()?;
                Ok(if self.is_loose { of_script(query) } else { Operand::Single(query) })
            }
            _ => {
                for (word, operand) in
                    [("true", Operand::Bool(true)), ("false", Operand::Bool(false)), ("null", Operand::Null)]
                {
                    if self.text.take(word) {
                        return Ok(operand);
                    }
                }
                self.function()
            }
        }
    }

    fn function(&mut self) -> Result<Operand, Fault> {
        if self.text.take("length(") {
            let of = self.nested(Self::value)?;
            self.close()?;
            return Ok(Operand::Length(Box::new(of)));
        }
        for (name, made) in [("count(", Operand::Count as fn(Query) -> Operand), ("value(", Operand::Value)] {
            if self.text.take(name) {
                self.text.blanks();
                let query = self.nested(Self::query)?;
                self.close()?;
                return Ok(made(query));
            }
        }
        if self.text.peek().is_some_and(|c| c.is_ascii_lowercase()) {
            return self.text.fault("the functions are `length`, `count`, `match`, `search` and `value`");
        }
        Ok(Operand::Number(self.text.number()?))
    }

    fn query(&mut self) -> Result<Query, Fault> {
        let absolute = match self.text.peek() {
            Some('$') => true,
            Some('@') => false,
            _ => return self.text.fault("a query must stand here, which begins with `@` or `$`"),
        };
        self.text.next();
        Ok(Query { absolute, segments: self.segments()?, names: false })
    }
}

fn single(operand: Operand, at: usize) -> Result<Operand, Fault> {
    match &operand {
        Operand::Single(query) if !query.is_single() => {
            Err(Fault { at, why: "only a query for one value can be compared: names and indices alone" })
        }
        _ => Ok(operand),
    }
}

//! The grammar of a JSON number (RFC 8259, 6), which is also the JSON schema of YAML 1.2 (10.2).

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// `012`
    LeadingZero,
    /// `-` without a digit after it
    NoDigit,
    /// `1.`
    NoFraction,
    /// `1e`
    NoExponent,
}

/// Reads a number at the beginning of the bytes: how many bytes it has, or how many were read when it went wrong.
pub(super) fn scan(bytes: &[u8]) -> Result<usize, (usize, Fault)> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let first = usize::from(bytes.first() == Some(&b'-'));
    let mut at = digits(first);
    if at == first {
        return Err((at, Fault::NoDigit));
    }
    if bytes.get(first) == Some(&b'0') && at > first + 1 {
        return Err((at, Fault::LeadingZero));
    }
    if bytes.get(at) == Some(&b'.') {
        let fraction = at + 1;
        at = digits(fraction);
        if at == fraction {
            return Err((at, Fault::NoFraction));
        }
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = at + 1 + sign;
        at = digits(exponent);
        if at == exponent {
            return Err((at, Fault::NoExponent));
        }
    }
    Ok(at)
}

/// Is the whole text a JSON number?
pub(super) fn is_json(text: &str) -> bool {
    scan(text.as_bytes()) == Ok(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for good in ["0", "-0", "10", "0.5", "-1.25e+10", "1E5", "100.00", "12345678901234567890123456789"] {
            assert!(is_json(good), "{good}");
        }
        for bad in ["", "-", "+1", "01", "-012", "1.", ".5", "1e", "1e+", "0x1F", "1_000", "1 ", "NaN"] {
            assert!(!is_json(bad), "{bad}");
        }
        assert_eq!(scan(b"1.5,"), Ok(3));
    }
}

//! Codes of currencies that there are not.

use super::is_currency;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::lint::{Check, Rule, Survey};

/// The rule.
pub static RULE: Rule = Rule { code: &CODE, check: Check::Document(check) };

static CODE: Code = Code {
    id: "SW1088",
    name: "currency-unknown",
    severity: Severity::Warning,
    what: "An `enum` of currencies has, among codes of ISO 4217, a value that is none.",
    why: "It is most often a typo or a code that is gone; whoever looks up its name or its minor unit finds nothing.",
    example: "currency: { type: string, enum: [EUR, USD, GPB] }",
    instead: "Write the three letters of ISO 4217.",
    section: "ISO 4217",
};

fn check(survey: &Survey<'_, '_>, found: &mut Diagnostics) {
    for schema in &survey.schemas {
        for (entry, property) in schema.properties().filter(|(entry, _)| is_currency(entry.key)) {
            let Some(list) = property.enumeration() else { continue };
            let is_other = |word: &str| OTHERS.contains(&word.to_ascii_uppercase().as_str());
            let words =
                list.items().filter_map(|node| Some((node, node.as_str()?))).filter(|(_, word)| !is_other(word));
            let (known, strange): (Vec<_>, Vec<_>) = words.partition(|(_, word)| is_code(word));
            // Where most are of another list, that is the one that is meant.
            if known.len() < strange.len() {
                continue;
            }
            for (node, word) in strange {
                let message = format!("`{word}`, a value of `{}`, is no currency of ISO 4217", entry.key);
                let told = Diagnostic::new(&CODE, message).at(node.location());
                found.push(match nearest(&word.to_ascii_uppercase(), CODES.split_ascii_whitespace()) {
                    Some(code) => told.help(format!("did you mean `{code}`?")),
                    None => told.help("write the three letters of ISO 4217"),
                });
            }
        }
    }
}

fn is_code(word: &str) -> bool {
    let word = word.to_ascii_uppercase();
    word.len() == 3 && CODES.split_ascii_whitespace().any(|code| code == word)
}

/// What is paid with and is no currency of a country.
const OTHERS: &[&str] =
    &["BTC", "XBT", "ETH", "LTC", "BCH", "XRP", "SOL", "ADA", "DOGE", "DAI", "USDC", "USDT", "BUSD", "EURC"];

/// The codes in force, and those that stand in old books.
const CODES: &str = "\
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE \
CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL \
LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP \
PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP \
TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD \
XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG ZWL \
BYR CSD DEM EEK ESP FRF ITL MRO MZM ROL SKK STD TRL VEF ZMK ZWD BEF ATS FIM GRD IEP LUF NLG PTE MTL CYP SIT AZM GHC \
SDD SRG TMM UYP VEB";

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::lint::testing::check;

    #[test]
    fn among_codes_that_there_are() {
        check(
            &RULE,
            "
paths: {}
components:
  schemas:
    A:
      type: object
      properties:
        currency: { type: string, enum: [EUR, USD, GPB, BTC, EURO] }
        payout_currency: { type: string, enum: [eur, usd] }
        inner_currency: { type: string, enum: [GOLD, GEMS, EUR] }
",
            expect![[r#"
                7:52 /components/schemas/A/properties/currency/enum/2: `GPB`, a value of `currency`, is no currency of ISO 4217
                  help: did you mean `GBP`?
                7:62 /components/schemas/A/properties/currency/enum/4: `EURO`, a value of `currency`, is no currency of ISO 4217
                  help: did you mean `EUR`?
            "#]],
        );
    }
}

//! What compiles against the generated client, and what does not. `tests/ui/README.md` says how to bless a message.

// One test and not two: what must compile is built and what must not is only checked, and two runs would make all
// dependencies twice.
#[test]
fn what_is_right_compiles_and_what_is_wrong_does_not() {
    let promises = trybuild::TestCases::new();
    promises.pass("tests/ui/pass/*.rs");
    promises.compile_fail("tests/ui/fail/*.rs");
}

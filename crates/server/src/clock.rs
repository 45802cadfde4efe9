//! `bihuan clock`: lines of JSON in, one answer a line out, so that anyone can check the arithmetic of deadlines without
//! an installation (issue, item 7). The questions and answers are `bihuan_domain::calendar::ask`; here is only the
//! reading. A line is never read further than the longest allowed one, so the command needs bounded memory whatever it is
//! fed; an answer is written out before the next question is read, so a program may converse with it.

use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

use bihuan_domain::calendar::{Calendars, Zone, ask};
use clap::Args;

use crate::trouble::Trouble;

/// Answer questions about deadlines: JSON lines on standard input, one answer a line on standard output
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  echo '{\"id\":1,\"op\":\"due\",\"from\":\"2026-02-13T16:00:00+08:00\",\"span\":\"P3D\",\
    \"calendar\":{\"kind\":\"working_day\",\"region\":\"CN\",\"zone\":\"Asia/Shanghai\"}}' | bihuan clock"
)]
pub struct ClockTool {}

impl ClockTool {
    /// Runs it.
    ///
    /// # Errors
    /// When standard input or output fails.
    pub fn run(self) -> Result<ExitCode, Trouble> {
        run(io::stdin().lock(), io::stdout().lock())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Answers every line of `input` on `output` until the input ends; blank lines are skipped. The embedded day tables are
/// used, and `24x7`, `civil_day` and `working_day` (`CN`, Asia/Shanghai) can be asked for by name.
///
/// # Errors
/// Only those of reading and writing; whatever is wrong with a line is answered on that line.
pub fn run(mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let calendars =
        Zone::named("Asia/Shanghai").and_then(|zone| Calendars::of_china(&zone)).map_err(io::Error::other)?;
    let most = ask::MOST_LINE_BYTES + 1;
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        if line.len() == most && line.last() != Some(&b'\n') {
            skip_line(&mut input)?;
        } else if line.last() == Some(&b'\n') {
            line.pop();
        }
        if !line.trim_ascii().is_empty() {
            writeln!(output, "{}", ask::answer(&line, &calendars))?;
            output.flush()?;
        }
    }
}

/// Throws the rest of a line away without keeping it.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (used, ended) = match buffer.iter().position(|b| *b == b'\n') {
            Some(end) => (end + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        if ended {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn answers(input: &[u8]) -> Vec<String> {
        let mut output = Vec::new();
        // A small buffer, so that lines are met in pieces.
        run(io::BufReader::with_capacity(7, input), &mut output).unwrap();
        String::from_utf8(output).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn each_line_is_answered_in_order_and_a_bad_one_spoils_no_other() {
        let due = r#"{"id":1,"op":"due","from":"2026-02-13T16:00:00+08:00","span":"P3D","calendar":"working_day"}"#;
        let replies = answers(format!("{due}\r\n\n{{nonsense\n{due}").as_bytes());
        assert_eq!(replies.len(), 3);
        assert!(replies[0].contains("2026-02-25T16:00:00.000Z"), "{}", replies[0]);
        assert!(replies[1].contains(r#""code":"bad_json""#) && replies[1].contains(r#""id":null"#));
        assert_eq!(replies[0], replies[2]);
    }

    #[test]
    fn a_line_that_is_too_long_is_refused_once_and_the_next_is_answered() {
        let mut input = vec![b'x'; 1_000_000];
        input.extend_from_slice(
            b"\n{\"id\":2,\"op\":\"is_open\",\"from\":\"2026-01-01T00:00:00Z\",\"calendar\":\"24x7\"}\n",
        );
        let replies = answers(&input);
        assert_eq!(replies.len(), 2);
        assert!(replies[0].contains("line_too_long"));
        assert_eq!(replies[1], r#"{"id":2,"open":true}"#);
        assert!(answers(&[0xff, b'\n', b'\n'])[0].contains("bad_json"));
        assert!(answers(b"").is_empty());
    }
}

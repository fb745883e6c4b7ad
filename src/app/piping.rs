//! A command that what is selected is piped to: it runs while the user goes on, and tells what it printed at its end.

use super::effect::{Effect, Excerpt};
use super::event::{Ending, Piped};
use super::modes::output::{Output, OutputLine};
use super::running::{Running, quoted};
use super::{App, Mode};

/// Starts `command` with `excerpt` as its input; one at a time.
pub fn start(app: &mut App, excerpt: Excerpt, command: String) -> Vec<Effect> {
    if let Some(running) = &app.running {
        let told = tr!("{command} still runs: Esc ends it", command = quoted(running));
        app.complain(told);
        return Vec::new();
    }
    app.command_number += 1;
    let number = app.command_number;
    app.running = Some(Running { number, command: command.clone(), is_cancelled: false });
    vec![Effect::Pipe { number, excerpt, command }]
}

/// Has the running command ended, if there is one.
pub fn cancel(app: &mut App) -> Vec<Effect> {
    let Some(running) = &mut app.running else { return Vec::new() };
    running.is_cancelled = true;
    vec![Effect::EndCommand { number: running.number }]
}

/// Tells how a command ended. What it printed is shown whole if it is more than a line, but not over what the user has
/// begun meanwhile.
pub fn ended(app: &mut App, piped: &Piped) {
    let Some(running) = app.running.take_if(|running| running.number == piped.number) else { return };
    let lines = lines(piped);
    let command = quoted(&running);
    let (how, is_error) = match &piped.ending {
        Ending::Success => (None, false),
        Ending::Failure(status) => (Some(tr!("{command} ended with {status}", command, status)), true),
        Ending::Cancelled => (Some(tr!("{command} was ended", command)), false),
        Ending::NotRun(reason) => (Some(tr!("{command} cannot be run: {reason}", command, reason)), true),
    };
    if lines.len() > 1 && app.mode == Mode::Browse && app.pending.is_empty() {
        let title = how.unwrap_or(running.command);
        app.open(Mode::Output(Output { title, lines, scrolled: 0 }));
        return;
    }
    let told = match (how, lines.as_slice()) {
        (None, []) => {
            tr!("{command} has taken {amount}, and printed nothing", command, amount = piped.amount)
        }
        (Some(how), []) => how,
        (how, [first, rest @ ..]) => {
            // What went wrong is worth more than what was printed before.
            let first = lines.iter().find(|line| is_error && line.is_complaint).unwrap_or(first);
            let (title, line) = (how.unwrap_or(command), first.text.trim());
            if rest.is_empty() {
                format!("{title}: {line}")
            } else {
                tr!("{title}: {line} (of {total} lines)", title, line, total = lines.len())
            }
        }
    };
    if is_error { app.complain(told) } else { app.say(told) }
}

/// The lines that a command printed, without blank ones at the ends.
fn lines(piped: &Piped) -> Vec<OutputLine> {
    let of = |text: &str, is_complaint| -> Vec<OutputLine> {
        let end = text.trim_end().len();
        let text = text.get(..end).unwrap_or_default();
        let lines = text.lines().skip_while(|line| line.trim().is_empty());
        lines.map(|line| OutputLine { text: line.to_owned(), is_complaint }).collect()
    };
    let mut lines = of(&piped.printed, false);
    lines.extend(of(&piped.complaint, true));
    if piped.is_cut && !lines.is_empty() {
        let text = tr!("what came after this is left out").into_owned();
        lines.push(OutputLine { text, is_complaint: true });
    }
    lines
}

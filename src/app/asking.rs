//! Questions of overlays to the shell, with their numbers.

use super::effect::Effect;
use super::modes::jump::Jump;
use super::overlay::Question;
use super::{App, Mode, piping};
use crate::find::Scope;

/// Opens the jump among the things of `scope`.
pub(super) fn open_jump(app: &mut App, scope: Scope) -> Vec<Effect> {
    let (jump, question) = Jump::new(scope);
    app.open(Mode::Jump(jump));
    ask(app, question)
}

/// Asks the shell a question of the overlay.
pub(super) fn ask(app: &mut App, question: Question) -> Vec<Effect> {
    app.question_number += 1;
    let number = app.question_number;
    match question {
        Question::Match { query, limit } => vec![Effect::Match { query_number: number, query, limit }],
        Question::Write { excerpt, path, overwrite } => {
            vec![Effect::Write { number, excerpt, path, overwrite }]
        }
        Question::Pipe { excerpt, command } => piping::start(app, excerpt, command),
    }
}

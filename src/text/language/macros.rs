//! How a text for the user is said: `tr!`, `tr_count!` and `tr_later!`.

/// A text for the user, in the language that was chosen: `tr!("no such mark")` is a `Cow<'static, str>`,
/// `tr!("marked {letter}", letter)` and `tr!("opening {path}", path = path.display())` are `String`s.
///
/// The English text is a literal whose arguments are all named, without formats of their own (`{count}`, not
/// `{count:3}`); the compiler holds the arguments to it.
macro_rules! tr {
    ($english:literal $(,)?) => {
        $crate::text::language::plain($english)
    };
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        // Each argument is made once, whichever language it is for.
        match ($(&tr!(@value $name $(= $value)?),)+) {
            ($($name,)+) => $crate::text::language::find($english).map_or_else(
                || format!($english, $($name = $name),+),
                |template| $crate::text::language::fill(
                    template,
                    &[$((stringify!($name), $name as &dyn ::std::fmt::Display)),+],
                ),
            ),
        }
    };
    (@value $name:ident = $value:expr) => { $value };
    (@value $name:ident) => { $name };
}

/// A text for the user of which there are two forms: `tr_count!(total, "1 match" | "{total} matches", total)` takes the first
/// where the count is one. Both forms take the same arguments, of which each says those that it needs.
macro_rules! tr_count {
    ($count:expr, $one:literal | $several:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        {
            let template = $crate::text::language::translated(if $count == 1 { $one } else { $several });
            match ($(&tr!(@value $name $(= $value)?),)*) {
                ($($name,)*) => {
                    // Never called: the compiler holds the arguments to both forms together.
                    let _ = || format!(concat!($one, $several) $(, $name = $name)*);
                    $crate::text::language::fill(
                        template,
                        &[$((stringify!($name), $name as &dyn ::std::fmt::Display)),*],
                    )
                }
            }
        }
    };
}

/// A text of a table that is said later, by [`super::translated`]: stays as it is, and is known to be a text for the user.
macro_rules! tr_later {
    ($english:literal) => {
        $english
    };
}

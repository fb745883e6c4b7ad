//! Pages in Markdown: what stands in them that can be tried.

/// The blocks of code that are to be typed or kept, each with the language that it is fenced with.
pub fn code(text: &str) -> Vec<&str> {
    let fenced = text.split("```").skip(1).step_by(2);
    fenced.filter(|block| block.starts_with("sh\n") || block.starts_with("toml\n")).collect()
}

/// The arguments of each midashi command in the blocks of code.
pub fn commands(text: &str) -> Vec<Vec<String>> {
    let lines = code(text).into_iter().flat_map(str::lines);
    let commands = lines.filter_map(|line| line.strip_prefix("midashi "));
    commands.map(|command| shell_words::split(command.split("  #").next().unwrap()).unwrap()).collect()
}

/// What stands between back quotes outside of blocks of code.
pub fn quoted(text: &str) -> Vec<&str> {
    let running = text.split("```").step_by(2);
    running.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

//! Which markers head something in a note, and which of them stand above which: learnt from the head of the note itself.
//!
//! 1. What a marker is told by where it stands. One that heads something stands alone or has blank lines before it, is
//!    followed by lines that are not marked like it, and has no sentence behind it; a list of bullets has its own like
//!    right below. What the notation states to be a heading, what is underlined, and chapters are headings.
//! 2. The ranks follow the order of first appearance. A marker that comes later stands above an earlier one if the notation
//!    says so, if it stands further left, or if it is followed by it right away, never the reverse, and has more blank lines
//!    before it.
//! 3. A marker that is never seen again once the next one has appeared does not enclose that, but stands beside it.
//!
//! All is settled by the first [`HEAD`] bytes, so that a line can be read without reading all that follows.

use super::Bullets;
use super::lines::Shape;
use super::markers::Sign;
use super::minutes;
use crate::note::entry::Kind;
use crate::note::source::Source;

/// The bytes of a note by which its markers are learnt.
pub(super) const HEAD: u32 = 64 * 1024;

/// More kinds of markers than this are no system that a note could have.
const MAX_CLASSES: usize = 64;

/// A longer line is a sentence, not a heading (chars).
const SENTENCE: usize = 50;

/// Markers of one rank: alike, and in the same column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Class {
    sign: Sign,
    column: u32,
}

/// What was learnt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Ranks {
    /// The level of those seen in the head, `None` where they head nothing.
    levels: Vec<(Class, Option<u8>)>,
    /// How often each sign was seen where it is no heading.
    counts: Vec<(Sign, u32)>,
    /// The lowest level, 0 without any.
    lowest: u8,
    /// Whether the note is minutes.
    pub(super) is_minutes: bool,
}

impl Ranks {
    /// The level of a line with `sign` at `column`, if it is a heading.
    pub(super) fn level(&self, bullets: &Bullets, sign: Sign, column: u32) -> Option<u8> {
        let class = Class { sign, column };
        if let Some(&(_, level)) = self.levels.iter().find(|(known, _)| *known == class) {
            return level;
        }
        let below = Some(self.lowest.saturating_add(1));
        match sign {
            Sign::Stated(position) if column == 0 => Some(self.unseen(bullets, position)),
            Sign::Underlined(_) | Sign::Chapter(_) | Sign::Boxed(_) => below,
            Sign::Part => below.filter(|_| self.is_minutes),
            Sign::Stated(_)
            | Sign::Learnt(_)
            | Sign::Bracketed(_)
            | Sign::Numbered(_)
            | Sign::Bulleted(_) => None,
        }
    }

    /// The level of a heading that the notation knows and the head does not: right below those that it is stated to stand
    /// below.
    fn unseen(&self, bullets: &Bullets, position: u8) -> u8 {
        let is_above =
            |sign: Sign| sign.stated().is_some_and(|other| bullets.level(other) < bullets.level(position));
        let above =
            self.levels.iter().filter(|(class, _)| is_above(class.sign)).filter_map(|&(_, level)| level);
        above.max().unwrap_or(0).saturating_add(1)
    }

    /// Whether a symbol that is no heading is a bullet: one that stands in the head but once is just a character.
    pub(super) fn is_bullet(&self, sign: Sign) -> bool {
        self.counts.iter().find(|(known, _)| *known == sign).is_none_or(|&(_, count)| count > 1)
    }
}

/// What the head of a note says of one class.
#[derive(Debug, Clone, Default)]
struct Traits {
    count: u32,
    first: usize,
    last: usize,
    /// How many have blank lines before them, and how many lines these are.
    apart: u32,
    blanks: u32,
    sentences: u32,
    /// How many head something, and how many something that indentation does not put below them.
    heads: u32,
    bodies: u32,
}

/// One line with a sign.
struct Mark {
    class: usize,
    is_apart: bool,
    /// The class of the next line, if it has one, and whether it stands further right. `None` at the end.
    next: Option<(Option<usize>, bool)>,
}

/// What the lines of the head say.
pub(super) fn learn(bullets: &Bullets, source: &Source, head: &[Shape]) -> Ranks {
    let is_minutes = minutes::are(bullets, source, head);
    let mut evidence = Evidence::of(bullets, source, head, is_minutes);
    let levels = evidence.levels(head);
    let mut counts: Vec<(Sign, u32)> = Vec::new();
    let all = evidence.classes.iter().zip(&evidence.traits).zip(&levels);
    for ((class, traits), _) in all.filter(|(_, level)| level.is_none()) {
        match counts.iter_mut().find(|(sign, _)| *sign == class.sign) {
            Some((_, count)) => *count += traits.count,
            None => counts.push((class.sign, traits.count)),
        }
    }
    let lowest = levels.iter().copied().flatten().max().unwrap_or(0);
    Ranks { levels: evidence.classes.into_iter().zip(levels).collect(), counts, lowest, is_minutes }
}

/// What the head says of all classes.
struct Evidence<'b> {
    bullets: &'b Bullets,
    classes: Vec<Class>,
    traits: Vec<Traits>,
    marks: Vec<Mark>,
    /// How often a line of one class is followed right away by one of another, a row for each class.
    direct: Vec<u32>,
}

impl<'b> Evidence<'b> {
    fn of(bullets: &'b Bullets, source: &Source, head: &[Shape], is_minutes: bool) -> Self {
        let (classes, of_lines) = classes(head, is_minutes);
        let mut marks = Vec::new();
        let mut traits = vec![Traits::default(); classes.len()];
        let mut direct = vec![0; classes.len() * classes.len()];
        for (index, (shape, class)) in head.iter().zip(&of_lines).enumerate() {
            let Some(class) = *class else { continue };
            let next = head.get(index + 1).filter(|next| next.form.kind != Kind::Rule);
            let next = next.map(|next| (of_lines[index + 1], next.column > shape.column));
            if let Some((Some(next), _)) = next {
                direct[class * classes.len() + next] += 1;
            }
            marks.push(Mark { class, is_apart: shape.blanks > 0, next });
            let of_class = &mut traits[class];
            if of_class.count == 0 {
                of_class.first = index;
            }
            of_class.last = index;
            of_class.count += 1;
            of_class.apart += u32::from(shape.blanks > 0);
            of_class.blanks = of_class.blanks.saturating_add(shape.blanks);
            of_class.sentences += u32::from(is_sentence(shape.words(source)));
        }
        Self { bullets, classes, traits, marks, direct }
    }

    /// The level of each class; none of those that are no headings.
    fn levels(&mut self, head: &[Shape]) -> Vec<Option<u8>> {
        let title = self.title(head);
        let mut order: Vec<usize> = (0..self.classes.len()).filter(|&class| Some(class) != title).collect();
        // Who heads something depends on who stands above whom, and that on who heads something.
        for is_ranked in [false, true] {
            let mut positions = vec![usize::MAX; self.classes.len()];
            order.iter().enumerate().for_each(|(position, &class)| positions[class] = position);
            self.count_heads(|class, next| is_ranked && positions[next] < positions[class]);
            order.retain(|&class| is_heading(self.classes[class], &self.traits[class]));
            order = self.ordered(order);
        }
        let mut levels = vec![None; self.classes.len()];
        let mut last: Option<(usize, u8)> = None;
        for class in order {
            let level = match last {
                Some((above, level)) if self.stand_beside(above, class) => level,
                Some((_, level)) => u8::min(level + 1, u8::MAX - 1),
                None => 1,
            };
            levels[class] = Some(level);
            last = Some((class, level));
        }
        levels
    }

    /// The class whose only line is the first of the note, and names it rather than heading all of it.
    fn title(&self, head: &[Shape]) -> Option<usize> {
        let first = head.iter().position(|shape| shape.form.kind != Kind::Rule)?;
        let names = |sign| match sign {
            Sign::Boxed(_) | Sign::Bracketed(_) | Sign::Underlined(_) => true,
            Sign::Learnt(_) => self.classes.len() > 1,
            Sign::Stated(_) | Sign::Chapter(_) | Sign::Numbered(_) | Sign::Bulleted(_) | Sign::Part => false,
        };
        let mut all = self.classes.iter().zip(&self.traits);
        all.position(|(class, traits)| traits.count == 1 && traits.first == first && names(class.sign))
    }

    /// Counts the lines of each class that head something: the next line is not of the same class, and of none that
    /// `is_above`.
    fn count_heads(&mut self, is_above: impl Fn(usize, usize) -> bool) {
        for of_class in &mut self.traits {
            (of_class.heads, of_class.bodies) = (0, 0);
        }
        for mark in &self.marks {
            let Some((next, is_deeper)) = mark.next else { continue };
            let heads = next.is_none_or(|next| next != mark.class && !is_above(mark.class, next));
            let of_class = &mut self.traits[mark.class];
            of_class.heads += u32::from(heads && (!is_deeper || mark.is_apart));
            of_class.bodies += u32::from(heads && !is_deeper);
        }
    }

    /// `headings` from the highest to the lowest.
    fn ordered(&self, mut headings: Vec<usize>) -> Vec<usize> {
        headings.sort_by_key(|&class| self.traits[class].first);
        let mut order: Vec<usize> = Vec::new();
        for class in headings {
            // Above all that it is stated to enclose, and above what it is seen to enclose right before its place.
            let position = if self.stated(class).is_some() {
                order.iter().position(|&earlier| self.encloses(class, earlier))
            } else {
                let above = order.iter().rposition(|&earlier| !self.encloses(class, earlier));
                Some(above.map_or(0, |above| above + 1))
            };
            order.insert(position.unwrap_or(order.len()), class);
        }
        order
    }

    /// Whether `class` stands above one that has appeared `earlier`.
    fn encloses(&self, class: usize, earlier: usize) -> bool {
        let (column, other) = (self.classes[class].column, self.classes[earlier].column);
        match (self.stated(class), self.stated(earlier)) {
            (Some(level), Some(other_level)) if column == other => level < other_level,
            (_, Some(_)) => false,
            (_, None) if column != other => column < other,
            (_, None) => {
                let (ours, theirs) = (&self.traits[class], &self.traits[earlier]);
                // The means are compared.
                let has_more_blanks = u64::from(ours.blanks) * u64::from(theirs.count)
                    > u64::from(theirs.blanks) * u64::from(ours.count);
                has_more_blanks && self.direct(class, earlier) > 1 && self.direct(earlier, class) == 0
            }
        }
    }

    /// Whether the class `above`, the next higher, is never seen again once `class` has appeared, and is not followed by it
    /// right away.
    fn stand_beside(&self, above: usize, class: usize) -> bool {
        let are_aligned = self.classes[above].column == self.classes[class].column;
        match (self.stated(above), self.stated(class)) {
            (Some(one), Some(other)) if are_aligned => one == other,
            (Some(_), _) => false,
            (None, _) => {
                are_aligned
                    && self.traits[above].last < self.traits[class].first
                    && self.traits[class].count > 1
                    && self.direct(above, class) == 0
            }
        }
    }

    fn direct(&self, class: usize, next: usize) -> u32 {
        self.direct[class * self.classes.len() + next]
    }

    /// The level that the notation states for a class.
    fn stated(&self, class: usize) -> Option<u8> {
        self.classes[class].sign.stated().map(|position| self.bullets.level(position))
    }
}

/// The classes of the head, and which each line is of.
fn classes(head: &[Shape], is_minutes: bool) -> (Vec<Class>, Vec<Option<usize>>) {
    let mut classes: Vec<Class> = Vec::new();
    let of_line = |shape: &Shape| {
        let sign = shape.form.sign.filter(|&sign| is_minutes || sign != Sign::Part)?;
        let class = Class { sign, column: shape.column };
        let known = classes.iter().position(|&known| known == class);
        known.or_else(|| {
            let is_new = classes.len() < MAX_CLASSES;
            is_new.then(|| classes.push(class))?;
            Some(classes.len() - 1)
        })
    };
    let of_lines = head.iter().map(of_line).collect();
    (classes, of_lines)
}

fn is_sentence(words: &str) -> bool {
    words.contains('。') || words.ends_with(['．', '.', '、', '，']) || words.chars().nth(SENTENCE).is_some()
}

/// Whether the lines of a class are headings.
fn is_heading(class: Class, traits: &Traits) -> bool {
    let &Traits { count, apart, sentences, heads, bodies, .. } = traits;
    let are_no_sentences = sentences * 3 <= count;
    let most_are_apart = apart * 4 >= count * 3;
    match class.sign {
        Sign::Underlined(_) | Sign::Chapter(_) | Sign::Part => true,
        Sign::Stated(_) if class.column == 0 => true,
        Sign::Learnt(_) | Sign::Boxed(_) | Sign::Bracketed(_) if class.column == 0 => match count {
            1 => heads == 1 && apart == 1 && sentences == 0,
            _ => heads * 2 > count && are_no_sentences && (bodies > 0 || most_are_apart),
        },
        Sign::Stated(_) | Sign::Learnt(_) | Sign::Boxed(_) | Sign::Bracketed(_) => {
            count > 1 && bodies * 2 > count && are_no_sentences
        }
        Sign::Numbered(_) => count > 1 && bodies * 4 >= count * 3 && most_are_apart && are_no_sentences,
        Sign::Bulleted(_) => count > 1 && heads * 4 >= count * 3 && most_are_apart && are_no_sentences,
    }
}

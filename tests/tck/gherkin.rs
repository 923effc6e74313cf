//! A reader for the part of Gherkin that the kit is written in: Feature, Background, Scenario, Scenario Outline with
//! Examples, steps with a text in triple quotes or a table.

use std::path::Path;

/// One scenario; of an outline, one for each row of its examples.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    /// The feature's file below `features`.
    pub(crate) file: String,
    /// What the kit calls it: `[3] Matching …`.
    pub(crate) name: String,
    /// Which row of the examples, from 1.
    pub(crate) example: Option<usize>,
    pub(crate) steps: Vec<Step>,
}

impl Scenario {
    /// Its name in the list of exceptions: `clauses/match/Match1.feature [3] (2)`.
    pub(crate) fn id(&self) -> String {
        let number = self.name.split_inclusive(']').next().unwrap_or_default();
        match self.example {
            None => format!("{} {number}", self.file),
            Some(example) => format!("{} {number} ({example})", self.file),
        }
    }
}

/// A line that begins with Given, When, Then or And, and what hangs on it.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) text: String,
    pub(crate) quoted: Option<String>,
    pub(crate) table: Vec<Vec<String>>,
}

/// A feature's scenarios.
#[derive(Debug, Default)]
pub(crate) struct Feature {
    /// Everything, expanded.
    pub(crate) scenarios: Vec<Scenario>,
    pub(crate) plain: usize,
    pub(crate) outlines: usize,
}

/// Where lines belong that are being read.
enum Part {
    Nothing,
    Steps,
    Examples,
}

/// A scenario as it is written.
#[derive(Default)]
struct Written {
    name: String,
    outline: bool,
    steps: Vec<Step>,
    examples: Vec<Vec<Vec<String>>>,
}

/// Reads a feature; `file` is its name below `features`.
pub(crate) fn read(file: &Path, text: &str) -> Feature {
    let file = file.to_string_lossy().replace('\\', "/");
    let mut feature = Feature::default();
    let (mut background, mut current): (Vec<Step>, Option<Written>) = (Vec::new(), None);
    let mut part = Part::Nothing;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let word = line.trim();
        if let Some(name) = word.strip_prefix("Scenario Outline:").or(word.strip_prefix("Scenario:")) {
            finish(&file, &mut feature, &background, current.take());
            let outline = word.starts_with("Scenario Outline:");
            current = Some(Written { name: name.trim().to_owned(), outline, ..Written::default() });
            part = Part::Steps;
        } else if word == "Background:" {
            part = Part::Steps;
        } else if word == "Examples:" {
            if let Some(scenario) = &mut current {
                scenario.examples.push(Vec::new());
            }
            part = Part::Examples;
        } else if word.starts_with('|') {
            let row = cells(word);
            match (&part, &mut current) {
                (Part::Examples, Some(scenario)) => scenario.examples.last_mut().expect("a table").push(row),
                (_, scenario) => {
                    let steps = scenario.as_mut().map_or(&mut background, |scenario| &mut scenario.steps);
                    steps.last_mut().expect("a step before its table").table.push(row);
                }
            }
        } else if word == "\"\"\"" {
            let indent = line.len() - line.trim_start().len();
            let mut quoted = Vec::new();
            for line in lines.by_ref().take_while(|line| line.trim() != "\"\"\"") {
                quoted.push(line.get(indent..).unwrap_or(line.trim_start()));
            }
            let steps = current.as_mut().map_or(&mut background, |scenario| &mut scenario.steps);
            steps.last_mut().expect("a step before its text").quoted = Some(quoted.join("\n"));
        } else if matches!(part, Part::Steps)
            && let Some(text) = ["Given ", "When ", "Then ", "And "].iter().find_map(|word_| word.strip_prefix(word_))
        {
            let step = Step { text: text.trim().to_owned(), quoted: None, table: Vec::new() };
            current.as_mut().map_or(&mut background, |scenario| &mut scenario.steps).push(step);
        }
    }
    finish(&file, &mut feature, &background, current);
    feature
}

fn finish(file: &str, feature: &mut Feature, background: &[Step], written: Option<Written>) {
    let Some(written) = written else { return };
    let steps = || background.iter().chain(&written.steps).cloned();
    if !written.outline {
        feature.plain += 1;
        feature.scenarios.push(Scenario {
            file: file.to_owned(),
            name: written.name.clone(),
            example: None,
            steps: steps().collect(),
        });
        return;
    }
    feature.outlines += 1;
    let mut example = 0;
    for table in &written.examples {
        let Some((names, rows)) = table.split_first() else { continue };
        for row in rows {
            example += 1;
            let filled = |text: &str| {
                names
                    .iter()
                    .zip(row)
                    .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
            };
            let steps = steps().map(|step| Step {
                text: filled(&step.text),
                quoted: step.quoted.as_deref().map(filled),
                table: step.table.iter().map(|row| row.iter().map(|cell| filled(cell)).collect()).collect(),
            });
            feature.scenarios.push(Scenario {
                file: file.to_owned(),
                name: written.name.clone(),
                example: Some(example),
                steps: steps.collect(),
            });
        }
    }
}

/// The cells of a table's row: `\|` is a bar, `\\` a backslash, `\n` a new line.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let mut rest = line.chars().skip(1);
    while let Some(c) = rest.next() {
        match c {
            '|' => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            '\\' => match rest.next() {
                Some('n') => cell.push('\n'),
                Some(c @ ('|' | '\\')) => cell.push(c),
                other => {
                    cell.push('\\');
                    cell.extend(other);
                }
            },
            c => cell.push(c),
        }
    }
    cells
}

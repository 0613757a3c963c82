//! Figures of several parties as bars on a logarithmic scale, one drawing a measure.
//!
//! It knows nothing of what is drawn.

use std::path::Path;

use plotters::prelude::*;

/// A drawing.
pub(crate) struct Chart<'t> {
    pub(crate) file: &'t str,
    pub(crate) title: &'t str,
    pub(crate) groups: Vec<Group>,
}

/// The bars of one document.
pub(crate) struct Group {
    pub(crate) name: String,
    /// Who, and the figure; none where there is no result.
    pub(crate) bars: Vec<(&'static str, Option<f64>)>,
}

/// Colours that are told apart by most eyes (Okabe and Ito).
const COLOURS: [RGBColor; 8] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(110, 110, 110),
    RGBColor(0, 0, 0),
];

// In pixels: the drawing, a bar, what stands before the bars and behind the longest.
const WIDTH: u32 = 900;
const BAR: i32 = 13;
const NAMES: i32 = 190;
const FIGURES: i32 = 190;

impl Chart<'_> {
    /// Writes the drawing into a folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), String> {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let path = folder.join(self.file);
        self.draw(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn draw(&self, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
        let bars = self.groups.iter().map(|group| group.bars.len() + 1).sum::<usize>();
        let height = 60 + BAR * bars as i32;
        let root = SVGBackend::new(path, (WIDTH, height as u32)).into_drawing_area();
        root.fill(&WHITE)?;
        let text = |size: i32| ("sans-serif", size).into_font();
        root.draw(&Text::new(format!("{} (logarithmic)", self.title), (10, 8), text(21)))?;
        let figures = || self.groups.iter().flat_map(|group| &group.bars).filter_map(|(_, figure)| *figure);
        let least = figures().fold(f64::MAX, f64::min) / 2.0;
        let most = figures().fold(f64::MIN, f64::max);
        let room = f64::from(WIDTH as i32 - NAMES - FIGURES);
        let width = |figure: f64| (room * (figure / least).ln() / (most / least).ln()).max(1.0) as i32;
        let mut y = 40;
        for group in &self.groups {
            root.draw(&Text::new(group.name.clone(), (10, y), text(16)))?;
            for (index, (who, figure)) in group.bars.iter().enumerate() {
                let colour = COLOURS[index % COLOURS.len()];
                let end = NAMES + figure.map_or(0, width);
                root.draw(&Rectangle::new([(NAMES, y), (end, y + BAR - 2)], colour.filled()))?;
                let words = figure.map_or(format!("{who}: no result"), |figure| format!("{} {who}", digits(figure)));
                root.draw(&Text::new(words, (end + 5, y), text(14)))?;
                y += BAR;
            }
            y += BAR;
        }
        root.present()?;
        Ok(())
    }
}

/// Three digits that count.
fn digits(figure: f64) -> String {
    match figure {
        figure if figure >= 100.0 => format!("{figure:.0}"),
        figure if figure >= 1.0 => format!("{figure:.1}"),
        figure => format!("{figure:.3}"),
    }
}

//! Pages → PDF/A-3a and PDF/UA-1 (ISO 19005-3, ISO 14289-1). With its parts the only place that names printpdf and lopdf.
//!
//! printpdf writes the page content and embeds the fonts; all that makes the file tagged, dated and repeatable is done here. The
//! file is written from front to back while pages come, and nothing that was written is kept. The same pages give the same bytes, in any
//! process, order and number of threads: nothing here reads a clock, a random source or a counter of the library.

mod about;
mod attached;
mod compact;
mod file;
mod fonts;
mod object;
mod ops;
mod outline;
mod pages;
mod srgb;
mod structure;

use std::io::{self, Read, Write};

use lopdf::dictionary;
use printpdf::PdfPage;

use self::file::{File, Packing};
use self::fonts::Fonts;
use self::object::Number;
use self::pages::Sheet;
use self::structure::{Belonging, Structure};
use super::ahead::Workers;
use super::layout::{Drawing, Layout, Page, Plan, Sheets};
use super::model::Attachment;

/// Pages are turned into content in chunks of this size: fewer would embed the fonts more often, more would hold more operations in memory.
const CHUNK: usize = 64;

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A font could not be embedded: a fault of the program, or a file of the user's that has changed since it was measured.
    #[error("the font {name} could not be embedded: {why}")]
    Font {
        /// Its name.
        name: String,
        /// Why not, in words.
        why: String,
    },
    /// The page writer refused something: a fault of the program.
    #[error("the page writer refused: {0}")]
    Refused(String),
    /// The bytes could not be written out.
    #[error("the report could not be written out")]
    Write(#[from] io::Error),
    /// Whoever was told of the pages said to stop.
    #[error("it was stopped between two pages")]
    Stopped,
}

/// The report as a PDF file's bytes.
pub fn bytes(layout: &Layout) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let (plan, sheets) = layout.clone().into();
    let mut writing = Writing::begin(&plan, Workers::of_this_machine(), &mut out)?;
    writing.sheets(&sheets, &mut |_| true)?;
    writing.finish()?;
    Ok(out)
}

/// A PDF file that is being written.
pub struct Writing<'a> {
    plan: &'a Plan,
    file: File<'a>,
    fonts: Fonts,
    catalog: Number,
    sheet: Sheet,
    structure: Structure,
    /// Pages that are drawn, and the numbers of their contents.
    drawn: Vec<(Number, PdfPage)>,
    /// How many pages came.
    came: usize,
    attached: Vec<(String, Number)>,
}

impl<'a> Writing<'a> {
    /// Begins the file.
    pub fn begin(plan: &'a Plan, workers: Workers, out: &'a mut dyn Write) -> Result<Self, Fault> {
        let mut file = File::begin(out, workers)?;
        let (catalog, tree, resources) = (file.reserve(), file.reserve(), file.reserve());
        let sheet = Sheet::reserve(&mut file, plan, tree, resources);
        let structure = Structure::begin(&mut file);
        let fonts = fonts::embed(plan.used.by_font(), &plan.case)?;
        let dictionary = fonts::write(&mut file, &fonts)?;
        let named = dictionary! { "Font" => dictionary.reference() };
        file.put(resources, &lopdf::Object::Dictionary(named))?;
        let (drawn, attached) = (Vec::new(), Vec::new());
        Ok(Self { plan, file, fonts, catalog, sheet, structure, drawn, came: 0, attached })
    }

    /// Writes the opening, or the part that comes next. `goes_on` is told how many pages came, before each; where it says no, the file is to
    /// be thrown away.
    pub fn sheets(
        &mut self,
        sheets: &Sheets,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Fault> {
        let first = self.came;
        let mut belonging = Belonging { first, marked: Vec::new(), links: Vec::new() };
        for page in &sheets.pages {
            if !goes_on(self.came) {
                return Err(Fault::Stopped);
            }
            self.is_embedded(page)?;
            let (drawn, marked) = ops::draw(page, self.plan.paper);
            let content = self.file.reserve();
            self.drawn.push((content, drawn));
            if self.drawn.len() == CHUNK {
                self.write_drawn()?;
            }
            let before = self.structure.links() + belonging.links.len();
            let links = self.sheet.links(&mut self.file, self.plan, (self.came, page), before)?;
            self.sheet.add(&mut self.file, self.came, content, &links)?;
            belonging.marked.push(marked);
            belonging.links.extend(links);
            self.came += 1;
        }
        self.structure.add(&mut self.file, &self.sheet, sheets, &belonging)?;
        Ok(())
    }

    /// Puts a file into the file; `content` gives its bytes.
    pub fn attach(&mut self, attachment: &Attachment, content: &mut dyn Read) -> Result<(), Fault> {
        let at = attached::add(&mut self.file, attachment, content)?;
        self.attached.push((attached::key(self.attached.len()), at));
        Ok(())
    }

    /// Every page came.
    pub fn finish(mut self) -> Result<(), Fault> {
        if self.came != self.plan.pages {
            let why = format!("{} pages came where {} were planned", self.came, self.plan.pages);
            return Err(Fault::Refused(why));
        }
        self.write_drawn()?;
        let Self { plan, mut file, catalog, sheet, structure, attached, .. } = self;
        sheet.close(&mut file)?;
        let parts = about::Parts {
            pages: sheet.tree(),
            outline: outline::add(&mut file, &sheet, &plan.outline)?,
            structure: structure.close(&mut file)?,
            attached: attached::listed(&attached),
        };
        about::catalog(&mut file, catalog, &plan.about, parts)?;
        let info = file.add(&lopdf::Object::Dictionary(about::info(&plan.about)))?;
        file.finish(catalog, info)?;
        Ok(())
    }

    /// printpdf writes a character that it has no glyph of as glyph 0, without a word.
    fn is_embedded(&self, page: &Page) -> Result<(), Fault> {
        let lacking = page.items.iter().find_map(|item| match &item.drawing {
            Drawing::Words(set) if !self.plan.used.covers(set.face, &set.words) => Some(&set.words),
            _ => None,
        });
        let refused = |words| {
            Fault::Refused(format!("not every character of \u{201C}{words}\u{201D} was embedded"))
        };
        lacking.map_or(Ok(()), |words| Err(refused(words)))
    }

    fn write_drawn(&mut self) -> Result<(), Fault> {
        let (numbers, pages): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.drawn).into_iter().unzip();
        if pages.is_empty() {
            return Ok(());
        }
        for (number, content) in numbers.into_iter().zip(ops::contents(pages, &self.fonts)?) {
            self.file.stream(number, lopdf::Dictionary::new(), content, Packing::Deflated)?;
        }
        Ok(())
    }
}

//! Pages and their links as objects of the file (ISO 32000-1, 7.7.3 and 12.5.6.5).

use std::io;

use lopdf::{Object, dictionary};

use super::file::File;
use super::object::{Number, name, number, rectangle, text};
use super::ops::real;
use crate::report::layout::{Drawing, NodeId, Page, Place, Plan, Role};
use crate::report::theme::MARGIN_SIDE;

/// What every page has in common.
pub(super) struct Sheet {
    width: f64,
    pub(super) height: f64,
    first: Number,
    count: usize,
    tree: Number,
    resources: Number,
}

/// A link's annotation, which is content of its part as well.
pub(super) struct Annotation {
    /// Its page, from 0.
    pub(super) page: usize,
    pub(super) part: NodeId,
    pub(super) number: Number,
}

impl Sheet {
    /// Reserves a number for every page.
    pub(super) fn reserve(
        file: &mut File<'_>,
        plan: &Plan,
        tree: Number,
        resources: Number,
    ) -> Self {
        let (width, height) = (plan.paper.width(), plan.paper.height());
        let first = file.reserve_many(plan.pages);
        Self { width, height, first, count: plan.pages, tree, resources }
    }

    /// The tree of pages.
    pub(super) const fn tree(&self) -> Number {
        self.tree
    }

    /// A page, from 0.
    pub(super) fn page(&self, index: usize) -> Number {
        self.first.plus(index)
    }

    /// Where a link or a bookmark leads.
    pub(super) fn destination(&self, place: Place) -> Vec<Object> {
        // A little above the place, so that it does not stick to the window's edge.
        let top = real(self.height - place.y + 12.0);
        let left = real(MARGIN_SIDE);
        vec![self.page(place.page).reference(), name("XYZ"), left.into(), top.into(), Object::Null]
    }

    /// Adds a page with its content and its links.
    pub(super) fn add(
        &self,
        file: &mut File<'_>,
        index: usize,
        content: Number,
        links: &[Annotation],
    ) -> io::Result<()> {
        let media = [0.0, 0.0, self.width, self.height].map(|value| Object::Real(real(value)));
        let mut page = dictionary! {
            "Type" => name("Page"),
            "Parent" => self.tree.reference(),
            "MediaBox" => media.to_vec(),
            "Resources" => self.resources.reference(),
            "Contents" => content.reference(),
            "StructParents" => number(index),
            "Tabs" => name("S"),
        };
        if !links.is_empty() {
            let links = links.iter().map(|link| link.number.reference());
            page.set("Annots", links.collect::<Vec<_>>());
        }
        file.put(self.page(index), &Object::Dictionary(page))
    }

    /// Adds the tree of pages.
    pub(super) fn close(&self, file: &mut File<'_>) -> io::Result<()> {
        let kids: Vec<Object> = (0..self.count).map(|index| self.page(index).reference()).collect();
        let pages =
            dictionary! { "Type" => name("Pages"), "Count" => number(kids.len()), "Kids" => kids };
        file.put(self.tree, &Object::Dictionary(pages))
    }

    /// Adds the links of a page. `before` stand on earlier pages.
    pub(super) fn links(
        &self,
        file: &mut File<'_>,
        plan: &Plan,
        (index, page): (usize, &Page),
        before: usize,
    ) -> io::Result<Vec<Annotation>> {
        let mut found = Vec::new();
        for item in &page.items {
            let (Drawing::Link { bounds, to, words }, Role::Part(part)) =
                (&item.drawing, item.role)
            else {
                continue;
            };
            let Some(place) = plan.places.get(to) else { continue };
            let annotation = dictionary! {
                "Type" => name("Annot"),
                "Subtype" => name("Link"),
                "Rect" => rectangle(bounds, self.height),
                "Border" => vec![0.into(), 0.into(), Object::Integer(0)],
                "F" => 4,
                "Contents" => text(&format!("Go to {words}")),
                "StructParent" => number(self.count + before + found.len()),
                "Dest" => self.destination(*place),
            };
            let number = file.add(&Object::Dictionary(annotation))?;
            found.push(Annotation { page: index, part, number });
        }
        Ok(found)
    }
}

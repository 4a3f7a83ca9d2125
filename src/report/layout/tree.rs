//! The document's logical structure, built while it is set: the tags of PDF/UA-1 (ISO 14289-1) in reading order.

/// What a part of the document is, by the standard structure types of ISO 32000-1, 14.8.4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the standard's own")]
pub enum Tag {
    Document,
    Part,
    H1,
    H2,
    H3,
    P,
    BlockQuote,
    L,
    LI,
    Lbl,
    LBody,
    Table,
    THead,
    TBody,
    TR,
    TH,
    TD,
    Figure,
    Link,
    Span,
    TOC,
    TOCI,
    Sect,
}

impl Tag {
    /// The name as it is written in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Part => "Part",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::H3 => "H3",
            Self::P => "P",
            Self::BlockQuote => "BlockQuote",
            Self::L => "L",
            Self::LI => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
            Self::Table => "Table",
            Self::THead => "THead",
            Self::TBody => "TBody",
            Self::TR => "TR",
            Self::TH => "TH",
            Self::TD => "TD",
            Self::Figure => "Figure",
            Self::Link => "Link",
            Self::Span => "Span",
            Self::TOC => "TOC",
            Self::TOCI => "TOCI",
            Self::Sect => "Sect",
        }
    }
}

/// A place in the [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(usize);

impl NodeId {
    /// The node that holds all others.
    pub const ROOT: Self = Self(0);

    /// Its position in [`Tree::nodes`].
    pub const fn index(self) -> usize {
        self.0
    }
}

/// One part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub tag: Tag,
    /// What it is part of; the root is its own parent.
    pub parent: NodeId,
    /// Its parts, in reading order. A node has parts or content of its own, never both.
    pub kids: Vec<NodeId>,
    /// What a figure shows, or a table is about, in words.
    pub alternative: Option<String>,
}

/// The parts of the document in the order in which they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Default for Tree {
    fn default() -> Self {
        Self::of(Tag::Document)
    }
}

impl Tree {
    /// A tree with nothing but its root.
    pub fn of(tag: Tag) -> Self {
        let root = Node { tag, parent: NodeId::ROOT, kids: Vec::new(), alternative: None };
        Self { nodes: vec![root] }
    }

    /// Adds a part at the end of another.
    pub fn add(&mut self, parent: NodeId, tag: Tag) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { tag, parent, kids: Vec::new(), alternative: None });
        if let Some(parent) = self.nodes.get_mut(parent.0) {
            parent.kids.push(id);
        }
        id
    }

    /// Adds a part that is described in words: a figure's alternative text, a table's summary.
    pub fn add_described(&mut self, parent: NodeId, tag: Tag, words: String) -> NodeId {
        let id = self.add(parent, tag);
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.alternative = Some(words);
        }
        id
    }

    /// Forgets every part from a position on. What was added since must be parts of the root and of each other only.
    pub(super) fn truncate(&mut self, length: usize) {
        self.nodes.truncate(length.max(1));
        if let Some(root) = self.nodes.first_mut() {
            let kept = root.kids.partition_point(|kid| kid.0 < length);
            root.kids.truncate(kept);
        }
    }

    /// Every part; a [`NodeId`] is an index into it.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One part.
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0)
    }
}

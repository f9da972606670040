"""Word documents (WordprocessingML, ECMA-376 part 1, 17) -> blocks, tables, and everything out of sight.

The XML is read itself and not through an object model, because text boxes, content controls, tracked changes and damaged
files have no place in one.
"""

from __future__ import annotations

from detector.read.builder import DocumentBuilder
from detector.read.limits import UnreadableError
from detector.read.markup.links import hide_links
from detector.read.markup.nesting import weigh
from detector.read.office.package import Package
from detector.read.office.properties import read_properties
from detector.read.office.rest import read_rest
from detector.read.office.xml import child
from detector.read.word.marginal import read_authors, read_comments, read_controls, read_notes, read_settings
from detector.read.word.story import Gathered, Story
from detector.read.word.styles import Styles
from detector.types import Where


def read_word(data: bytes, builder: DocumentBuilder) -> None:
    """Add a Word document. Raises UnreadableError where it has no body that can be read."""
    package = Package(data, builder.limits)
    main = package.main("word/document.xml")
    root = package.xml(main)
    body = child(root, "body")
    if root is None or body is None:
        raise UnreadableError("is damaged: its main part could not be read; it was not read")
    sheets = package.related(main, "styles")
    styles = Styles.of(package.xml(sheets[0]) if sheets else None)
    gathered = Gathered()
    story = Story(builder, styles, gathered, weigh(root, str(body.tag).removesuffix("body") + "tbl"))
    story.read(body, on_page=child(root, "background") is None)
    anchors = dict(gathered.comments)
    roots = [root, *read_notes(package, main, root, story, builder)]
    read_comments(package, main, story, gathered, anchors)
    read_authors(package, main, roots, gathered)
    read_controls(roots, gathered)
    read_settings(package, main, gathered)
    _add(gathered, builder)
    read_properties(package, builder)
    read_rest(package, builder)


def _add(gathered: Gathered, builder: DocumentBuilder) -> None:
    for item in gathered.hidden:
        builder.hidden_block(item.kind, item.text, item.content, item.where, item.label)
    for kind, texts, what in (
        ("alternative-text", gathered.alternatives, "alternative texts of pictures"),
        ("field-code", gathered.codes, "field codes and list entries"),
        ("control-label", gathered.labels, "titles and tags of content controls"),
    ):
        builder.hidden_block(kind, "\n".join(texts), what)
    if gathered.cropped:
        count = "a picture" if gathered.cropped == 1 else f"{gathered.cropped:,} pictures"
        builder.hide("cropped-picture", Where(), f"{count} of which a part is cut off and still there")
    hide_links(gathered.targets, builder)

"""Elements of an XML file with the lines on which they begin."""

import xml.sax
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import defusedxml.sax
from defusedxml.common import DefusedXmlException

LARGEST = 5_000_000  # bytes


class XmileError(ValueError):
    """An XMILE file that cannot be used.

    Attributes
    ----------
    problems : tuple of (str, int, str)
        File, line (0 for the whole), and the element with what is wrong with it.
    """

    def __init__(self, problems: Iterable[tuple[str, int, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(_line, self.problems)))


def _line(problem: tuple[str, int, str]) -> str:
    file, line, said = problem
    return f"{file}:{line}: {said}" if line else f"{file}: {said}"


@dataclass
class Element:
    """An element: what it says, and what stands in it."""

    tag: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: "list[Element]" = field(default_factory=list)

    def children_of(self, tag: str) -> "list[Element]":
        """Children of one kind."""
        return [each for each in self.children if each.tag == tag]

    def first(self, tag: str) -> "Element":
        """The first child of a kind, or the element itself if it has none."""
        return next(iter(self.children_of(tag)), self)

    def said(self, tag: str, within: str = "") -> str:
        """Text of the first child of a kind; empty if it has none."""
        place = self.first(within) if within else self
        return next((each.text.strip() for each in place.children_of(tag)), "")


def elements_of(path: Path) -> Element:
    """Read a file of XML.

    Raises
    ------
    XmileError
        If it is missing, too large or not XML, or declares entities.
    """
    tree = _Tree()
    try:
        if path.stat().st_size > LARGEST:
            raise XmileError([(str(path), 1, f"larger than {LARGEST} bytes")])
        with path.open("rb") as file:
            defusedxml.sax.parse(file, tree)
    except OSError as error:
        raise XmileError([(str(path), 0, error.strerror or str(error))]) from None
    except xml.sax.SAXParseException as error:
        line, said = error.getLineNumber() or 1, f"not XML: {error.getMessage()}"
        raise XmileError([(str(path), line, said)]) from None
    except DefusedXmlException:
        raise XmileError([(str(path), 1, "entities and document types are not read")]) from None
    if tree.root is None:
        raise XmileError([(str(path), 1, "no element in the file")])
    return tree.root


class _Tree(xml.sax.ContentHandler):
    """Builds elements as they are met."""

    root: Element | None = None

    def __init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []

    def setDocumentLocator(self, locator: xml.sax.xmlreader.Locator) -> None:
        self._locator = locator

    def startElement(self, name: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        element = Element(name, self._locator.getLineNumber() or 1, dict(attrs.items()))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def endElement(self, name: str) -> None:
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].text += content

"""Elements and attributes by local name, because the strict and the transitional form have different namespaces."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attr(element: etree._Element | None, name: str, default: str = "") -> str:
    """The value of an attribute, whatever its namespace."""
    if element is None:
        return default
    value = element.get(name)
    if value is not None:
        return str(value)
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}" + name)), default)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The direct children of a name."""
    if element is not None:
        yield from (item for item in element if local(item) == name)


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements below, in document order, that have one of the names."""
    wanted = set(names)
    return (item for item in element.iter() if local(item) in wanted)


def own_text(element: etree._Element | None) -> str:
    """The text directly inside an element."""
    return (element.text or "") if element is not None else ""


def is_on(element: etree._Element | None) -> bool | None:
    """A toggle such as ``<w:vanish/>``: None where it is absent, else what its value says."""
    if element is None:
        return None
    return attr(element, "val", "1").lower() not in ("0", "false", "off", "none")

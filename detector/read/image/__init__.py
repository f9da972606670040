"""Pictures: their metadata, and, where tesseract is installed, the print in them."""

from detector.read.image.picture import read_image

__all__ = ["read_image"]

"""The printed face of a card."""

from docparse.identity.front.reader import FaceReading, read_face

__all__ = ["FaceReading", "read_face"]

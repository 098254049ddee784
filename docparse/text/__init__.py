"""Text lines on a page, and the engines that read them."""

from docparse.text.line import TextLine, Word
from docparse.text.reader import DEFAULT_READER, TextReader, get_reader, reader_names

__all__ = ["DEFAULT_READER", "TextLine", "TextReader", "Word", "get_reader", "reader_names"]

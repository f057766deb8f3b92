"""Papers in the layout of Chinese official documents (GB/T 9704-2012), as Word files and as Markdown."""

from kg.wordfile.markdown import to_markdown
from kg.wordfile.paper import Paper
from kg.wordfile.parts import DOCX, Cited, Run, Source
from kg.wordfile.word import to_docx

__all__ = ["DOCX", "Cited", "Paper", "Run", "Source", "to_docx", "to_markdown"]

"""What the libraries that open Office and PDF files raise on a damaged one: almost anything; one list for all readers."""

import struct
import zipfile
import zlib

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,  # lxml's and ElementTree's parse errors
    TypeError,
    ValueError,
)

"""What a page hands over as a file; how it is made: kg.workbook."""

from kg.workbook import XLSX as XLSX
from kg.workbook import to_csv as to_csv
from kg.workbook import to_xlsx as to_xlsx

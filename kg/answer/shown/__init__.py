"""An answer as it is handed on: grouped, its quotes in their paragraphs, as a workbook or paper, with next questions."""

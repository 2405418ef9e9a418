"""The business case as a workbook whose results are formulas: figures in, sheets of cells out."""

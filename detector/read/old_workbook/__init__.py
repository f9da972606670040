"""Excel 97 to 2003 workbooks (MS-XLS, BIFF8 and older), read by xlrd, with their properties (MS-OLEPS) by olefile."""

from __future__ import annotations

from detector.read.old_workbook.book import read_old_workbook

__all__ = ["read_old_workbook"]

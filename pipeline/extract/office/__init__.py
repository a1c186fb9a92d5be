"""Office documents: Word, PowerPoint, OpenDocument, RTF, and old files by LibreOffice."""

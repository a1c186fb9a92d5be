"""What the sample PDFs are made with: markup, hyphens, pages, outside programs."""

"""Lines of raw text → clean pages: one noun a module, put together in pages.py."""

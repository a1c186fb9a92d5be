"""The reading room: pages for people and an API for programs over the same services."""

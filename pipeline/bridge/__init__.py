"""The bridge of domain terms between Finnish, Swedish and English."""

from pipeline.bridge.bridge import Bridge, Concept, Counterpart, read_concepts

__all__ = ["Bridge", "Concept", "Counterpart", "read_concepts"]

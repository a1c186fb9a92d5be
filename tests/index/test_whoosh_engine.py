from __future__ import annotations

from index.whoosh_engine import WhooshEngine
from tests.index.contract import EngineContract


class TestWhoosh(EngineContract):
    engine = WhooshEngine()

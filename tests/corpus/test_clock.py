from __future__ import annotations

from datetime import datetime, timedelta

from corpus.clock import now


def test_now_is_utc_in_whole_seconds() -> None:
    text = now()
    found = datetime.fromisoformat(text)
    assert found.utcoffset() == timedelta(0)
    assert found.microsecond == 0
    assert text.endswith("+00:00")
    assert len(text) == len("2026-01-31T12:00:00+00:00")

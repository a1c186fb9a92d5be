"""The ground floor: what we keep. Imports nothing of ours."""

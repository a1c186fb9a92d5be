"""Documents made at run time, whose every line and hyphen is known."""

"""What the command line looks like: answers, tables, progress. Under the roof, beside cli.py."""

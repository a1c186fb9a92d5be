"""From bytes to pages: one file per format, the best bidder wins."""

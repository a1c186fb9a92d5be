"""Sample documents of our own and the script that builds them."""

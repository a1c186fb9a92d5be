"""Crawls and harvests of servers on loopback, killed on the way."""

"""How other people's servers are asked: politely, safely, and within bounds."""

"""What a person needs to write a new source: a scaffold, recorded answers, and their replay."""

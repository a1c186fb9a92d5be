"""How good the order of answers is, judged by graded queries over the sample reports."""

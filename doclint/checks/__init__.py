"""The checks.

Each module has SCOPE ("article", "unit", "pair", "project", or "directives": asked last, about what hides the findings
of the others), Options, and check(), or extract() and compare().
"""

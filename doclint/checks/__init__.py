"""The checks.

Each module has SCOPE ("article", "unit", "pair" or "project"), Options, and check(), or extract() and compare().
"""

"""Derived statements: rules, crosswalks, related occupations, and their evaluation."""

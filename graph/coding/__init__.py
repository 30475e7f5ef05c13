"""Codes for job titles: matching, confidence, crosswalk routes, and candidates for reconciliation."""

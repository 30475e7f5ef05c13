"""Health, limits and metrics for the operator."""

"""Readers of utdanning.no's services."""

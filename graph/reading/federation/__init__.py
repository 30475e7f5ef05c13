"""Federated queries: those that name other endpoints."""

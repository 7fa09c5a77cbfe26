"""A record of claims, reconciled into findings, as pages and data."""

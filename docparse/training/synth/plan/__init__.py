"""Rendered floor plans: layouts in metres, drawn in many drafting habits, with exact masks and truth."""

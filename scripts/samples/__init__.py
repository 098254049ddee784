"""The drawing kit behind ``make_samples.py``: fictional ID documents, drawn from data."""

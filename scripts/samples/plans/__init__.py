"""Fictional floor plans: modelled once in metres, drawn as a picture, as a vector PDF and as a scan."""

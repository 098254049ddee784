"""Pictures of documents laid on tables under a known camera, and pages that are no document at all.

``textures`` draws the table, ``camera`` decides where the document's corners fall in the frame, ``placing``
puts one onto the other and writes the truth, ``others`` draws the pages for false finds. Nothing here is
shared with what the models are trained on.
"""

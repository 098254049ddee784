"""What surrounds a document in a picture: surfaces, papers, small things, hands, and the camera."""

"""How the shipped reader is trained. Not part of the product."""

"""Lists in a text: where they are, what they are lists of, and which members are names."""

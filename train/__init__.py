"""Makes the trained files that ship with us; nothing here runs in the product."""

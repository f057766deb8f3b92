"""A question as it is read: its words and names, the plans and parts it keeps to, what it asks for."""

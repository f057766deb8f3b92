"""The pages of the app and what they share: widgets here, knowledge in kg."""

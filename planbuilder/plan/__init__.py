"""The plan: its typed model, its file, its answers seen through the questionnaire, and its checks."""

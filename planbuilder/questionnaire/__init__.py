"""The questionnaire: pure data about what is asked, loaded from `questionnaires/` and checked when loaded."""

"""The archive: versions that nobody can change unseen, kept so that a stranger can check them in ten years."""

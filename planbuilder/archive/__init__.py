"""The archive: versions that cannot be changed unseen, kept so that a stranger can check them in ten years."""

"""The interview in a browser: several people at once, and the plan grows beside the questions."""

"""The guided interview: a pure engine, and the faces it asks through."""

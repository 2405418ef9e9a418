"""What opens somebody else's PDFs, pictures and fonts: no module imports it, `confined` alone runs it, with limits."""

"""What opens PDFs, pictures and fonts from outside: no module imports it, `confined` alone runs it, with limits."""

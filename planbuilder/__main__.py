"""`python -m planbuilder`."""

from planbuilder.cli.main import entry

if __name__ == "__main__":
    entry()

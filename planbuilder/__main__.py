"""`python -m planbuilder`."""

from planbuilder.cli.main import main

if __name__ == "__main__":
    main()

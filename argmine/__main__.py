"""``python -m argmine`` is the command line."""

from argmine.cli import main

if __name__ == "__main__":
    main(prog_name="argmine")

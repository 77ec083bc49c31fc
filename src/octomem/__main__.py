"""`python -m octomem`: the command line, where the `octomem` script is not on the path."""

from octomem.cli import app

if __name__ == "__main__":
    app(prog_name="octomem")

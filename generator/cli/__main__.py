"""`python -m generator.cli` is `mcpfarm`."""

from generator.cli import main

if __name__ == "__main__":
    main()

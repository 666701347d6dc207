"""What every room shares: the environment model, its checks, the interpreter, row differences and worlds."""

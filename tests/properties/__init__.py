"""What holds in every run: balances, bounds, common random numbers, contracts."""

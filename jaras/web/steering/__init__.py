"""Pages of whoever steers: figures, the lists behind them, what leaves the house."""

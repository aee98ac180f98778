"""What channels share: configuration, signatures, how a delivery is taken."""

"""The report: what an analyst hands on, one HTML file that opens without a network."""

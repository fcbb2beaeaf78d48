"""The page on the local network, for the phones of the tables' hosts (docs/host-page.md)."""

"""The eleven submodels of a month, one file each."""

"""Documents with what is coded in them, as files of the programs in which people code by hand."""

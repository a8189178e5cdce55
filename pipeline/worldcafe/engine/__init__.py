"""What runs a pipeline and knows no stage of it.

process        what is set for a whole process
progress       what a run says while it works, and remembers of each stage
parts          long work in parts: by whom, and what of it was done before
sealed         what is put aside on disc, sealed with a secret of the user
workers        processes and machines beside this one, through Dask
streams        what is said, where no failure ends the work
worker         a second process, which works ahead
parts_on_disk  tables longer than memory
"""

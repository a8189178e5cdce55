"""What lies on disc, for every room: it appears whole or not at all, and a pipe is no file.

store   the folder of a run and its private list, put in place at once
drafts  files and folders that have no name until they are whole
cells   tables as CSV in which no cell is a formula
given   a file that settings name, or that ships with the package
"""

"""What runs a pipeline and knows no stage of it.

process        what is set for a whole process
progress       what a run says while it works, and remembers of each stage
streams        what is said, where no failure ends the work
worker         a second process, which works ahead
parts_on_disk  tables longer than memory
"""

"""How the tables of the database came to be.

0001_initial  all tables; the log refuses to be changed
"""

"""How the tables of the database came to be.

0001_initial         all tables; the log refuses to be changed
0002_links_and_jobs  links and long work are known to every process
0003_publications    what was told, and when, as files that stay
0004_themes_by_hand  themes with their notes, small questions, the words that corrections quote
0005_accounts_and_sealing  people with accounts, entries out of which words can be taken
0006_set_aside             why a suggestion cannot be decided on by itself
"""

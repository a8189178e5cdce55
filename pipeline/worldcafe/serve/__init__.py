"""The app of the committee: `worldcafe serve`. It decides in the browser; the log keeps what was decided.

Everything is stored by `log`; the pages only ask it. Needs the extra `worldcafe[serve]`.

process        the steps of a decision: fields, states, what is asked next
options        what the command was asked for, and Django's settings made of it
server         the process: one address, one link
wsgi           the same for a server of many processes
database       its tables made ready, and copies of it
models         the tables
migrations     how the tables came to be
log            the one way in which anything is stored, and undone
sealing        the log stays whole when a name is taken out of it
texts          what people wrote, kept beside the log
replay         the log read again: is everything as it says?
taking         a run read and matched, in a process of its own
imports        a run taken in
jobs           long work beside the server
rulings        what people say of claims
proposals      what is proposed, objected to and confirmed
meeting        proposals confirmed together, and the minutes
groups         the groups that are asked, what is sent to them, their links
groups_page    the groups, and the page on which one answers
letters        the letters of a publication, made in a process of their own
publishing     a draft, and what was told
loading        imports what takes seconds, by one thread at a time
names          whether words name somebody who was taken out of the notes
identities     what may identify somebody, looked through before anything is published
taking_out     a name that was found late, taken out of everything
publish_page   publishing as pages
claims         one claim on a screen, its notes to be ticked
edits          themes corrected by hand, as the log and the file have it
questions      small questions dealt out, answered, settled
questions_page  which theme, the same or not, what is disputed
doubts         notes that are least sure of their theme
corrections    all that people corrected, as the file that a run reads
themes         the themes with the edits of today, and what one more would change
themes_page    the themes as pages
triage         one answer for the suggestions of a theme
links          links that let somebody in, and sessions
people         who belongs to the committee, passwords, sessions, the sign-on of a house
people_page    the same as pages
gate           who may come in, and the headers of every page
urls           the addresses
pages_of       pages made of templates, and the files they load
screens        today, settings, matches, small answers
register_page  the list
suggestion     one suggestion, and a conflict
history        the log in words
live           a café as it goes on: tables write, a wall shows what several of them said
intake         files dropped on the page
files_out      the register as files, and back
"""

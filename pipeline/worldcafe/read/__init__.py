"""read: files of any kind -> sources, text with offsets that lead back to file, page or cell.

archive     zip archives: a bundle of notes, and what Word, LibreOffice and Excel files are inside
by_rows     tables of which each row is a place: its first cell says which, the others what was said there
captions    captions of recordings (.vtt, .srt, .sbv): times and speakers are marked, a cue is one line
cells       one cell of a table holds one note, or all that was said at a place
chat        chat logs of meetings: a time and a name before each message; the text stays raw and gets marks
collect     from what the user names to documents: files, folders and archives
columns     which column of a spreadsheet is what: by its header in any known language, or by the settings
comments    comments and scripts in Markdown and pieces of web pages: remarks
database    answers in a database: what a query gives is read as a table of text
decode      bytes to text: UTF-8 unless a byte order mark or the settings say otherwise
document    what the readers are handed and what they give back
file_places  files of one place each, called after their own headings, or after what their names say of nobody
front_matter  what programs write at the head of a text about the text: keys and values between two rules
glyphs      the lines of a PDF page, with the place, size and weight of their letters
grid        a table of a web page under construction: cells with blocks in them
guess       which columns hold what people said, where no header says so: those with words in them
hosts       who leads a conversation, and what in it is small talk
latex       LaTeX: sections, lists and paragraphs as Markdown; each block keeps the line where it began
limits      the time and memory within which a file is read
live        notes that were typed in the app while a café went on: each has its place beside it
mail        e-mail pasted as text: its head, greeting and signature are no notes
markup      XML from strangers, parsed without entities, without the network and without end
odf         openDocument texts, sheets and presentations (.odt, .ods, .odp): their content, walked with lxml
org         Org (.org), as Emacs writes outlines: headings, lists, tables; drawers, tags and keywords apart
page        web pages, as browsers, word processors and wikis save them: read in one pass
parquet     Parquet files: a table of text, read in batches
path_hints  what names of files and folders say of the notes inside: café, table, round
pdf         PDF with text, through PDFium: lines become paragraphs, bullets and headings by how they stand
places      places in short names: what "Table 3", "tisch-2_runde-1.docx" or a column says of a place
plain       text, Markdown and HTML: the decoded file as it is; chats, captions, mail and comments get marks
recognise   what a file is: its content decides, its ending only where the content could be anything
records     JSON, as programs export messages and cards: a list of records is a table, a row each
rendering   formats that are no text become one: a line per paragraph, headings with #, bullets with indents
rows        rows of a spreadsheet or a table become lines: one note a row, its place and role in marks
rtf         rich text (.rtf), as word processors save it: paragraphs, lists, tables; the rest apart
sheets      what spreadsheets of all formats have in common: their sheets become one text
sidecar     a small TOML beside a source says what its structure does not: places
slides      powerPoint presentations (.pptx): titles of slides are headings, what is in boxes follows in order
speakers    transcripts without times: a name and a colon before what each person said; the text stays raw
stretches   a table of text in stretches, none of which fills memory
table       comma-separated files, read as a stream: any usual separator, one note a row
word        Word documents (.docx), through python-docx: paragraphs, lists, tables, text boxes and footnotes
words       the words by which columns, places and harmless file names are known
workbook    Excel workbooks, through openpyxl: sheet by sheet, row by row, values as they were last computed
stage       the stage: paths -> sources, each by the reader of its format
"""

from worldcafe.read.stage import STRETCH, file_names, read_sources, read_stretches

__all__ = ["STRETCH", "file_names", "read_sources", "read_stretches"]

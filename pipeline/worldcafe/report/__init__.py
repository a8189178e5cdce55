"""What the committee opens: `view.build_view` computes it once, every other module only places it.

model         the nouns: what a report is made of
drawn         charts as data, the map of ideas
decided       what became of a suggestion, and the way there
families      families of themes: what every format shows first
palette       the colours of families
view          analysis -> ReportView
quote         the check that a shown quote stands in its source
findings      the six answers on the first page
gaps          what the summaries leave out, what most deserves a look first
next_topics   themes that deserve a table at the next café
edited        what people edited is kept before it is written again
excerpt       what of a large run stands on its page and in its workbook
lookups       quotes, links and names that several parts need
chart_tables  the tables behind the charts
across        the same of what differs across cafés or rounds
steadiness    the same of the chart that shows how steady themes are
layout        where each note lies on the map of ideas
provenance    how the report was made
html          ReportView -> one self-contained page
marks         small pieces of the page's markup and wording
paper         ReportView -> the paper: headings, sentences, quotes, tables
word          the paper -> .docx
pdf           the paper -> PDF
excel         ReportView -> the register
footnotes     footnotes of a Word document
title         what can stand at the head of a report
triage_sheet  what a committee fills in there: lists, colours, a legend
qdpx          the coded notes for tools of qualitative analysis
formats       the names of the formats and their files
leaf          the paper -> one page that needs no script
reply         ReportView -> what is told to those who were at the tables, and to groups
first_draft   ReportView -> a first summary of each topic, in the words of the notes
write         ReportView -> the files of a run
archive       office documents are archives of XML: the same input gives the same bytes
charts        a module per chart: a tidy table becomes a matplotlib figure, in one style
scribe_sheets  empty sheets for scribes, to be filled at the tables
places        several places in few words
word_styles   how the Word paper looks: page, fonts, colours; every look is a style
"""

from worldcafe.report.write import Failure, load_charts, load_writers, render_formats, why

__all__ = ["Failure", "load_charts", "load_writers", "render_formats", "why"]

"""What is a tag of HTML, and what only stands in angle brackets: "<b>" is one, "<kim@x.org>" is text."""

from __future__ import annotations

import re

BLOCKS = (
    "address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
INLINES = (
    "a|abbr|acronym|audio|b|bdi|bdo|big|button|canvas|cite|code|col|colgroup|data|del|dfn|em|embed|font|i|iframe"
    "|img|input|ins|kbd|label|legend|link|map|mark|meta|meter|nobr|object|optgroup|option|output|picture|progress"
    "|q|s|samp|script|select|small|source|span|strike|strong|style|sub|sup|svg|template|textarea|time|track|tt|u"
    "|var|video|wbr|[a-z]+:[a-z]+"  # the last: what word processors write, "<o:p>"
)
# Bounded, so that a line of a hundred megabytes full of "<b" takes no time that grows with its square.
REST = r"(?=[\s/>])(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|[^<>\"']){0,2000}>"
COMMENT = r"<!--(?:[^<]|<(?!!--))*?-->"  # one that is never closed is text
TAG = rf"{COMMENT}|</?(?i:{BLOCKS}|{INLINES}){REST}"
RE_TAG = re.compile(TAG, re.DOTALL)
RE_BLOCK_TAG = re.compile(rf"</?(?i:{BLOCKS}){REST}")

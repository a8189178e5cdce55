"""What is a tag of HTML, and what only stands in angle brackets: "<b>" is one, "<kim@x.org>" is text.

A tag has a known name, and attributes with values or none: "<p as in paper, and 5 > 4" is text.
"""

from __future__ import annotations

import re

BLOCKS = (
    "address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
# What marks words up; "<script>" and "<button>" are more often spoken of. The last: as word processors write.
INLINES = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|col|colgroup|del|dfn|em|font|i|img|input|ins|kbd|mark|nobr|q|s|samp"
    "|small|span|strike|strong|sub|sup|tt|u|var|wbr|(?:o|w|v|m|x|st1):[a-z]+"
)
# Bounded, so that a line of a hundred megabytes full of "<b" takes no time that grows with its square.
VALUE = r"(?:\"[^\"<>\n]{0,2000}\"|'[^'<>\n]{0,2000}'|[^\s<>\"']{1,2000})"
WITH_VALUE = rf"\s{{1,40}}[\w:.-]{{1,60}}[ \t]{{0,9}}=[ \t]{{0,9}}{VALUE}"
BARE = r"[ \t]{1,40}(?i:checked|compact|disabled|hidden|noshade|nowrap|open|readonly|reversed)(?=[\s/>])"
REST = rf"(?:{WITH_VALUE}|{BARE}){{0,40}}\s{{0,40}}/?>"
TAG = rf"</?(?i:{BLOCKS}|{INLINES}){REST}"
RE_TAG = re.compile(TAG)
RE_BLOCK_TAG = re.compile(rf"</?(?i:{BLOCKS}){REST}")

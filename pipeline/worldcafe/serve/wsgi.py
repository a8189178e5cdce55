"""The app for a server of many processes: `gunicorn worldcafe.serve.wsgi`.

It is set up by WORLDCAFE_HOME (the folder in which runs are kept), WORLDCAFE_DATABASE ("postgresql://..." or
a file) and WORLDCAFE_ADDRESS (where people reach it, "https://review.example.org"). The first person gets in
by `worldcafe serve HOME --account NAME`; where the house has a sign-on, WORLDCAFE_TRUST_HEADER names the
header in which a proxy says who somebody is, and WORLDCAFE_PROXIES lists the addresses that are believed.
"""

from __future__ import annotations

import os
from pathlib import Path

from worldcafe.serve.options import ServeOptions, address_to_show, proxies_of, set_up

_header = os.environ.get("WORLDCAFE_TRUST_HEADER", "")
_options = ServeOptions(
    Path(os.environ.get("WORLDCAFE_HOME", ".")).absolute(),
    os.environ.get("WORLDCAFE_DATABASE", ""),
    address=address_to_show(os.environ.get("WORLDCAFE_ADDRESS", "")),
    header=_header,
    proxies=proxies_of(_header, os.environ.get("WORLDCAFE_PROXIES", "")),
)
set_up(_options)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django is set up by now

from worldcafe.serve import jobs  # noqa: E402

jobs.set_home(_options.home)
application = get_wsgi_application()

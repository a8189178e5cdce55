"""The app for a server of many processes: `gunicorn worldcafe.serve.wsgi`.

It is set up by WORLDCAFE_HOME (the folder in which runs are kept), WORLDCAFE_DATABASE ("postgresql://..." or
a file) and WORLDCAFE_ADDRESS (where people reach it, "https://review.example.org"). People are let in by
`worldcafe serve HOME --link`.
"""

from __future__ import annotations

import os
from pathlib import Path

from worldcafe.serve.options import ServeOptions, set_up

_options = ServeOptions(
    Path(os.environ.get("WORLDCAFE_HOME", ".")).absolute(),
    os.environ.get("WORLDCAFE_DATABASE", ""),
    address=os.environ.get("WORLDCAFE_ADDRESS", ""),
)
set_up(_options)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django is set up by now

from worldcafe.serve import jobs  # noqa: E402

jobs.set_home(_options.home)
application = get_wsgi_application()

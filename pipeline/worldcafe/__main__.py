"""`python -m worldcafe`."""

import sys

from worldcafe.cli import main

sys.exit(main())

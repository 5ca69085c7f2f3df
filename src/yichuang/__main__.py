"""`python -m yichuang`: the command line."""

import sys

from yichuang.doors.command import main

sys.exit(main())

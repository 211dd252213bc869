"""Registers every model, one stage after another: the order of the index."""

from studyapp.backoffice import sources  # noqa: F401, I001
from studyapp.backoffice import facts  # noqa: F401
from studyapp.backoffice import questions  # noqa: F401
from studyapp.backoffice import lessons  # noqa: F401
from studyapp.backoffice import assignments  # noqa: F401
from studyapp.backoffice import attempts  # noqa: F401
from studyapp.backoffice import progress  # noqa: F401
from studyapp.backoffice import accounts  # noqa: F401

"""Logs that tell no secret: addresses that are a key lose it, errors lose the values in them."""

import logging
import re
import traceback

SECRET_PARTS = re.compile(r"/(my|answer|assure|invitation)/[^/\s]+")


class Discreet(logging.Filter):
    """Masks the codes in addresses such as /vi/my/…/ and says of an error where it happened and of which kind it is, not the
    words that come with it: those hold what somebody typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET_PARTS.sub(r"/\1/…", record.getMessage()), ()
        if record.exc_info and record.exc_info[0] is not None:
            way = "".join(traceback.format_tb(record.exc_info[2]))
            record.msg += f"\n{way}{record.exc_info[0].__name__}"
            record.exc_info = record.exc_text = None
        return True

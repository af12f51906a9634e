"""Logs that tell no secret: addresses that are a key lose it, errors lose the values in them."""

import logging
import re

SECRET_PARTS = re.compile(r"/(my|answer|assure|invitation)/[^/\s]+")


class Discreet(logging.Filter):
    """Masks the codes in addresses such as /vi/my/…/ and says of an error only its kind and place."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET_PARTS.sub(r"/\1/…", record.getMessage()), ()
        if record.exc_info and record.exc_info[0] is not None:
            place = record.exc_info[2]
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f" at {place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
            record.msg += f": {record.exc_info[0].__name__}{where}"
            record.exc_info = record.exc_text = None
        return True

"""Bodies of calls: form fields, multipart with a picture, JSON."""

import json
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

PICTURE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
PICTURE_MAX = 4_000_000


def parse(content_type: str, body: bytes) -> tuple[dict[str, str], bytes]:
    """Fields and the bytes of the file called `source`."""
    if content_type.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), b""
    if content_type.startswith("application/json"):
        return {name: str(value) for name, value in json.loads(body).items()}, b""
    if not content_type.startswith("multipart/form-data"):
        return {}, b""
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    fields: dict[str, str] = {}
    picture = b""
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if part.get_filename():
            picture = content
        else:
            fields[name] = content.decode()
    return fields, picture


def is_picture(data: bytes) -> bool:
    """PNG or JPEG of at most 4 MB, as the real one takes them."""
    return data.startswith(PICTURE_STARTS) and len(data) <= PICTURE_MAX

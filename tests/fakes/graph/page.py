"""What a person sees at `/`: the page with its posts, newest first."""

import time
from html import escape

from tests.fakes.graph.store import Store

STYLE = """
body { font: 18px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem;
  background: #f3f1ec; color: #1c2430 }
article { background: #fff; border-radius: .5rem; padding: 1rem 1.25rem; margin: 1rem 0 }
p { white-space: pre-wrap; overflow-wrap: anywhere }
img { max-width: 100%; border-radius: .25rem }
code { background: #fff; padding: .1rem .3rem; overflow-wrap: anywhere }
small { color: #50565e }
"""


def page_for_people(store: Store) -> bytes:
    """HTML of the stand-in page; what was posted is shown as text, whatever it holds."""
    shown = "".join(
        f"<article><small>{time.strftime('%d.%m.%Y %H:%M:%S', time.localtime(post.at))}"
        f"{'' if post.is_published else ' · not published yet'} · {escape(post.id)}</small>"
        f'<p dir="auto">{escape(post.message)}</p>'
        + (
            f'<img src="/control/pictures/{escape(post.id)}.png" alt="{escape(post.alternative)}">'
            if post.picture
            else f'<p><a href="{escape(post.link)}" rel="nofollow">{escape(post.link)}</a></p>'
            if post.link.startswith(("http://", "https://"))
            else ""
        )
        + "</article>"
        for post in reversed(store.posts)
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(store.name)}</title><style>{STYLE}</style></head><body><h1>{escape(store.name)}</h1>"
        "<p>A stand-in for a Facebook Page. Nothing here leaves this machine.</p>"
        f"<p>Page id <code>{escape(store.page_id)}</code>\nAccess token <code>{escape(store.token)}</code></p>"
        f"{shown or '<p>Nothing has been posted yet.</p>'}</body></html>"
    ).encode()

"""The stand-in of the Graph API behaves as the documents say, so that what passes against it means something."""

import contextlib
import re
import subprocess
import sys
import time

import httpx
import pytest
from django.conf import settings

from tests.fakes.graph import AFTER, ALL, BEFORE, Graph

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 60


@pytest.fixture
def graph():
    with Graph(window=0.0, hang=1.0) as running:
        yield running


def post(graph, edge="feed", **fields):
    files = fields.pop("files", None)
    return httpx.post(f"{graph.url}/{graph.page_id}/{edge}", data={"access_token": graph.token, **fields}, files=files)


def get(graph, path, **query):
    return httpx.get(f"{graph.url}/{path}", params={"access_token": graph.token, **query})


def test_error_has_the_envelope_of_the_real_one(graph):
    answer = httpx.get(f"{graph.url}/me", headers={"Authorization": "Bearer wrong"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["type"]) == (400, 190, "OAuthException")
    assert {"message", "error_subcode", "fbtrace_id"} <= set(error)
    assert httpx.get(f"{graph.url}/me").json()["error"]["code"] == 104


def test_post_without_words_or_link_is_refused(graph):
    assert post(graph).json()["error"]["code"] == 100
    assert post(graph, link="https://mosty.example/").status_code == 200


def test_photo_that_is_no_picture_is_refused(graph):
    assert post(graph, "photos", files={"source": ("a.png", b"<svg>", "image/png")}).json()["error"]["code"] == 100


def test_unpublished_photo_is_attached_to_a_post(graph):
    photo = post(graph, "photos", published="false", files={"source": ("a.png", PNG, "image/png")}).json()["id"]
    assert get(graph, f"{graph.page_id}/feed").json()["data"] == []
    post(graph, message="x", **{"attached_media[0]": f'{{"media_fbid":"{photo}"}}'})
    assert graph.store.posts[0].picture == PNG


def test_scheduled_post_waits_and_appears(graph):
    soon = str(int(time.time()) + 700)
    assert post(graph, message="x", scheduled_publish_time=soon).json()["error"]["code"] == 100
    assert post(graph, message="x", published="false", scheduled_publish_time="5").json()["error"]["code"] == 100
    number = post(graph, message="x", published="false", scheduled_publish_time=soon).json()["id"]
    assert [row["id"] for row in get(graph, f"{graph.page_id}/scheduled_posts").json()["data"]] == [number]
    assert get(graph, f"{graph.page_id}/feed").json()["data"] == []
    graph.store.posts[0].scheduled_for = time.time() - 1
    assert [row["id"] for row in get(graph, f"{graph.page_id}/posts").json()["data"]] == [number]


def test_same_words_again_are_a_duplicate_for_a_while(graph):
    assert post(graph, message="x").status_code == 200
    assert post(graph, message="x").json()["error"]["code"] == 506
    graph.store.options.duplicate_window = 0.0
    assert post(graph, message="x").status_code == 200


def test_taken_post_is_shown_only_after_a_while(graph):
    graph.store.options.window, graph.store.luck.random = 1.5, lambda: 0.99
    number = post(graph, message="x").json()["id"]
    assert get(graph, f"{graph.page_id}/feed").json()["data"] == []
    assert get(graph, number).json()["error"]["error_subcode"] == 33
    time.sleep(1.6)
    assert get(graph, number, fields="id,message").json() == {"id": number, "message": "x"}


def test_feed_pages_hold_everything_once(graph):
    for number in range(7):
        post(graph, message=f"post {number}")
    found, after = [], ""
    while True:
        page = get(graph, f"{graph.page_id}/feed", limit=3, **({"after": after} if after else {})).json()
        found += [row["message"] for row in page["data"]]
        if "next" not in page["paging"]:
            break
        after = page["paging"]["cursors"]["after"]
    assert sorted(found) == [f"post {number}" for number in range(7)]


def test_rate_limit_stays_until_its_time_and_counts_who_comes_early(graph):
    graph.store.options.retry_after = 1.0
    graph.script("rate_32")
    answer = post(graph, message="x")
    assert (answer.status_code, answer.headers["retry-after"]) == (403, "1")
    assert "estimated_time_to_regain_access" in answer.headers["x-business-use-case-usage"]
    assert post(graph, message="x").json()["error"]["code"] == 32
    assert graph.store.calls_while_limited == 1
    time.sleep(1.05)
    assert post(graph, message="x").status_code == 200


def test_faults_of_each_side_take_or_do_not_take(graph):
    graph.store.options.late = 0.05
    for number, fault in enumerate(ALL):
        graph.store.limited_until = 0.0
        graph.script(fault)
        with contextlib.suppress(httpx.HTTPError):
            httpx.post(
                f"{graph.url}/{graph.page_id}/feed",
                data={"access_token": graph.token, "message": f"{number}"},
                timeout=0.15,
            )
    time.sleep(0.2)
    taken = {ALL[int(row.message)] for row in graph.store.posts}
    assert taken == set(AFTER) and not taken & set(BEFORE)


def test_faults_come_by_chance_and_the_same_seed_gives_the_same(graph):
    def draw():
        graph.store.reset(faults=0.3, seed=5)
        return [graph.store.next_fault(writes=True) for _ in range(400)]

    drawn = draw()
    assert 80 < sum(map(bool, drawn)) < 160 and drawn == draw()


def test_started_by_hand_it_says_what_to_enter_and_shows_what_was_posted():
    command = [sys.executable, "-m", "tests.fakes.graph", "--port", "0"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True) as running:
        said = "".join(running.stdout.readline() for _ in range(4))
        root = re.search(r"http://\S+?/", said)[0]
        page_id, token = re.search(r"Page id +(\d+)", said)[1], re.search(r"Access token +(\w+)", said)[1]
        fields = {"message": "<b>Ahoj</b>", "link": "https://mosty.example/go/x", "access_token": token}
        assert f"FACEBOOK_GRAPH_URL={root}v25.0" in said
        assert httpx.post(f"{root}v25.0/{page_id}/feed", data=fields).status_code == 200
        shown = httpx.get(root).text
        assert "&lt;b&gt;Ahoj&lt;/b&gt;" in shown and "https://mosty.example/go/x" in shown
        state = httpx.get(f"{root}control/state").json()
        assert (len(state["posts"]), state["calls"]) == (1, 1)
        httpx.post(f"{root}control/expire", json={"as": "expired_463"})
        answer = httpx.get(f"{root}v25.0/me", params={"access_token": token}).json()
        assert answer["error"]["error_subcode"] == 463
        renewed = httpx.post(f"{root}control/renew").json()["token"]
        assert httpx.get(f"{root}v25.0/me", params={"access_token": renewed}).json()["id"] == page_id
        running.terminate()

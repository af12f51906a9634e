"""`python -m tests.fakes.graph --port 9090 [--faults 0.3 --seed 1]`: start it by hand and post to it from the desk."""

import argparse

from tests.fakes.graph.server import Graph


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.fakes.graph", description=__doc__)
    parser.add_argument("--port", type=int, default=9090, help="0 takes a free one")
    parser.add_argument("--faults", type=float, default=0.0, help="share of calls that go wrong, 0 to 1")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--window", type=float, default=2.0, help="seconds until a taken post is shown at the latest")
    parser.add_argument(
        "--retry-after", type=float, default=2.0, help="seconds of a rate limit; 0: the header is left out"
    )
    parser.add_argument("--hang", type=float, default=30.0, help="seconds that a hanging call hangs")
    given = parser.parse_args()
    graph = Graph(
        given.port,
        faults=given.faults,
        seed=given.seed,
        window=given.window,
        retry_after=given.retry_after,
        hang=given.hang,
    )
    print(f"A stand-in for a Facebook Page: {graph.root}/")
    print(f"Start Mosty with   FACEBOOK_GRAPH_URL={graph.url}")
    print(f"Page id            {graph.page_id}")
    print(f"Access token       {graph.token}", flush=True)
    try:
        graph.server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()

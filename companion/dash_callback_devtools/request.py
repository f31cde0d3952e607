"""The current request and the answer to it, on Flask, FastAPI and Quart alike."""

from __future__ import annotations

import json
from typing import Any, Mapping, Optional
from urllib.parse import SplitResult, urlsplit

#: Sent by the extension's agent. A page of another site cannot add it without asking the server first (a CORS preflight), which
#: Dash's servers do not grant.
OWN_HEADER = "X-Dash-Callback-Devtools"
_PORTS = {"http": 80, "https": 443}


def _request(app: Any) -> Any:
    backend = getattr(app, "backend", None)
    if backend is not None:
        return backend.request_adapter()
    import flask

    return flask.request


def query(app: Any, name: str) -> str:
    """Return an argument of the address that is asked, empty when it has none of the name."""
    return str(_request(app).args.get(name, ""))


def is_own_request(app: Any) -> bool:
    """Tell whether the extension asks from a page of this very app, and not from one of another site.

    It has the header of the extension. Browsers tell where it comes from (``Sec-Fetch-Site``) on HTTPS and on this machine;
    elsewhere whatever of ``Origin`` and ``Referer`` there is has to be of the host that was asked. The name of that host is not
    checked, as an app behind a proxy does not know its own: a page whose name was made to lead here (DNS rebinding) may ask
    this as it may ask anything of Dash.
    """
    request = _request(app)
    headers: Mapping[str, str] = {name.lower(): value for name, value in request.headers.items()}
    if OWN_HEADER.lower() not in headers:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return all(_is_of_host(headers[name], headers, request.url) for name in ("origin", "referer") if name in headers)


def _is_of_host(source: str, headers: Mapping[str, str], asked: str) -> bool:
    """Tell whether an address is of the scheme, host and port that was asked, as far as those are known.

    A proxy tells the host it was asked for in ``X-Forwarded-Host``. One that takes off TLS need not tell that it did, so a page
    of HTTPS may ask by HTTP; the other way round it is not of this app.
    """
    try:
        return _is_same_place(urlsplit(source), headers, asked)
    except ValueError:  # no address at all
        return False


def _is_same_place(page: SplitResult, headers: Mapping[str, str], asked: str) -> bool:
    scheme = _first(headers.get("x-forwarded-proto")) or urlsplit(asked).scheme
    if page.scheme not in _PORTS or (scheme == "https" and page.scheme != "https"):
        return False
    hosts = (headers.get("host"), _first(headers.get("x-forwarded-host")))
    return any(_place(urlsplit(f"//{host}"), page.scheme) == _place(page, page.scheme) for host in hosts if host)


def _place(address: SplitResult, scheme: str) -> tuple[Optional[str], int]:
    return address.hostname, address.port or _PORTS[scheme]


def _first(listed: Optional[str]) -> Optional[str]:
    """Return the first of what several proxies told, which is the one next to the browser."""
    return None if listed is None else listed.split(",")[0].strip()


def respond(app: Any, body: dict[str, Any], status: int) -> Any:
    """Return a JSON response of the app's backend."""
    text = json.dumps(body)
    backend = getattr(app, "backend", None)
    if backend is not None:
        response = backend.make_response(text, content_type="application/json", status=status)
    else:
        import flask

        response = flask.Response(text, status=status, mimetype="application/json")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

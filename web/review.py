"""Review: an editor corrects a document's facets; who and when is kept with the decision."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.config import Config
from corpus.errors import UsageError
from corpus.overrides import SET, UNSET
from index.facets import Decision, decide
from pipeline.describe.vocabulary import WHOLE_COUNTRY, vocabulary
from web.documents import document_of
from web.labels import label
from web.languages import Language
from web.pool import BusyError
from web.problems import ForbiddenError
from web.sessions import own_form
from web.site import Site, html
from web.visit import Editor

EDITABLE = ("region", "theme", "kind", "programme", "language", "period", "published", "project")
"""Facets that an editor can set; any value that is there can be refused."""

MOST_NOTE = 500
FORGET = "forget"


def choices(config: Config, language: Language) -> dict[str, list[tuple[str, str]]]:
    """Facet → values with their names, of the facets that have a list."""
    words = vocabulary(config.own_themes)
    values = {
        "region": [*(region.fi for region in words.regions.values()), WHOLE_COUNTRY],
        "theme": list(words.themes),
        "kind": list(words.kinds),
        "programme": ["kaste", "lape", "other"],
        "language": ["fi", "sv", "en"],
    }
    return {
        facet: [(value, label(facet, value, language, config.own_themes)) for value in each]
        for facet, each in values.items()
    }


async def review(request: Request) -> Response:
    """Keep a decision about a document, and show the document again."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    form = await fields(request)
    editor = allowed(request, site, form)
    document_id = request.path_params["document_id"]
    await site.pool.run(lambda service: document_of(service.store, document_id).id)
    facet, value = form.get("facet", ""), form.get("value", "").strip()
    action = form.get("action", "")
    if action not in (SET, UNSET, FORGET) or not (facet and value):
        raise UsageError("a decision needs a facet, a value and what to do with it")
    if action == SET and facet not in EDITABLE:
        raise UsageError(f"{facet} is not among what can be set here")
    decisions = [] if action == FORGET else [Decision(facet, value, action)]
    forget = [f"{facet}={value}"] if action == FORGET else []
    # Its own connection, in a thread beside those that search: it may wait for the disk.
    await run_in_threadpool(
        decide,
        site.config,
        document_id,
        decisions,
        forget=forget,
        note=form.get("note", "")[:MOST_NOTE].strip(),
        author=editor.name,
    )
    return RedirectResponse(visit.url(f"/asiakirja/{document_id}") + "#tiedot", 303)


async def login(request: Request) -> Response:
    """The form for an editor's token, and what becomes of it."""
    site: Site = request.app.state.site
    visit = site.visit(request)
    wrong = False
    if request.method == "POST" and site.sessions.enabled:
        if not own_form(request):
            raise ForbiddenError("the form was not sent from this site")
        if site.tries.wait(request.client.host if request.client else ""):
            raise BusyError("too many tries to log in; wait a few seconds")
        token = (await fields(request)).get("token", "").strip()
        name = await run_in_threadpool(site.sessions.owner, token)
        if name:
            answer: Response = RedirectResponse(visit.url("/"), 303)
            site.sessions.begin(answer, name, secure=request.url.scheme == "https")
            return answer
        wrong = True
    text = site.render(visit, "login.html", wrong=wrong)
    return html(visit, text, 403 if wrong else 200)


async def logout(request: Request) -> Response:
    """End the session."""
    site: Site = request.app.state.site
    allowed(request, site, await fields(request))
    answer = RedirectResponse(site.visit(request).url("/"), 303)
    site.sessions.end(answer)
    return answer


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form, the last of each name. Raises UsageError for what is none."""
    try:
        body = (await request.body()).decode("utf-8")
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=50))
    except ValueError as error:
        raise UsageError("this is not a form of ours") from error


def allowed(request: Request, site: Site, form: dict[str, str]) -> Editor:
    """The editor who sends this form. Raises ForbiddenError for anybody else."""
    editor = site.sessions.editor(request)
    if editor is None:
        raise ForbiddenError("log in first")
    if not own_form(request) or not site.sessions.same(form.get("csrf", ""), editor.csrf):
        raise ForbiddenError("the form is too old, or was not sent from this site")
    return editor

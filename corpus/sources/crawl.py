"""One crawl of a website: from its start to where its links end, going on after any end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from corpus.archive import Archive
from corpus.document import Validators
from corpus.errors import FetchError
from corpus.net.answer import is_front_page
from corpus.net.client import (
    REDIRECTS,
    BusyError,
    Client,
    GoneError,
    LeftAloneError,
    Response,
    RobotsError,
    UnwantedError,
)
from corpus.net.url import checked, normal
from corpus.sources.bounds import Bounds, matches
from corpus.sources.frontier import (
    ASIDE,
    DONE,
    FETCHED,
    GONE,
    LATER,
    PAGE,
    REFUSED,
    SITEMAP,
    Frontier,
    Spot,
)
from corpus.sources.gate import Gate, Site
from corpus.sources.pagelinks import PageLinks, is_page, read_links
from corpus.sources.sitemaps import MOST_BYTES, read_sitemap

_ACCEPT = "text/html, application/xhtml+xml, application/pdf, */*;q=0.5"
_NO_DOCUMENTS = tuple(
    "image/ video/ audio/ font/ text/css text/csv text/calendar text/javascript text/xml"
    " application/javascript application/json application/xml application/rss application/atom"
    " application/zip application/gzip".split()
)
_TOLD = (FETCHED, REFUSED, GONE)


class Crawl:
    """Fetches address after address and commits each before it gives it away.

    `visit` gives the spots to be told of, those of the runs before that were killed included.
    After the last, `partial` says why the crawl did not meet everything, or is "".
    """

    def __init__(
        self, site: Site, bounds: Bounds, client: Client, frontier: Frontier, archive: Archive
    ) -> None:
        self._site, self._bounds = site, bounds
        self._client, self._frontier, self._archive = client, frontier, archive
        self.passed_over: Counter[str] = Counter()
        self.partial = ""
        self._asked = 0
        self._had = 0
        self._failure = ""
        self._gate = Gate(site, bounds, frontier, self.passed_over)

    def visit(self, most_bytes: int) -> Iterator[Spot]:
        """Go on with the crawl, or begin one. Raises FetchError when nothing at all was had."""
        frontier = self._frontier
        frontier.begin()
        self._seed()
        if frontier.resumed:
            # All of them again: what this run does not name would seem to be gone.
            yield from frontier.all(*_TOLD)
        while spot := self._next():
            self._asked += spot.kind != SITEMAP
            self._one(spot, most_bytes)
            now = frontier.get(spot.url)
            if now and now.state in _TOLD:
                yield now
        if not self._had:
            if not frontier.count(LATER):
                frontier.end()
            raise FetchError(self._failure or "nothing could be had from its start")
        while spot := frontier.next(ASIDE):
            if not self._stands_elsewhere(spot):
                frontier.set_state(spot.url, FETCHED)
                yield replace(spot, state=FETCHED)
        self._end()

    def _end(self) -> None:
        later = self._frontier.count(LATER)
        if later and not self.partial:
            self.partial = f"{later} addresses are left for the next run ({self._failure})"
        else:
            self._frontier.end()

    def _next(self) -> Spot | None:
        if self._asked >= self._site.max_pages:
            if self._frontier.next():
                self.partial = f"stopped at max_pages = {self._site.max_pages}"
            return None
        spot = self._frontier.next()
        if not spot:
            # What nothing leads to any more is asked itself whether it is still there.
            with self._frontier.transaction():
                for orphan in self._frontier.orphans():
                    if not self._bounds.why_not(orphan.url):
                        self._frontier.offer(orphan.url, orphan.kind, self._site.max_depth)
            spot = self._frontier.next()
        return spot

    def _seed(self) -> None:
        frontier, site = self._frontier, self._site
        sitemaps = list(site.sitemaps)
        for start in site.start:
            if frontier.resumed:
                self._client.rest(start)
            if site.find_sitemaps:
                sitemaps += self._client.rules(start).sitemaps or [normal("/sitemap.xml", start)]
        for url in frontier.urls():
            self._bounds.count(url)
        with frontier.transaction():
            for start in site.start:
                frontier.offer(start, PAGE, 0)
            self._gate.offer_sitemaps(sitemaps, site.start[0], 0)
        self._asked = frontier.count(DONE, FETCHED, REFUSED, GONE, ASIDE)
        self._had = frontier.count(DONE, FETCHED, ASIDE)

    def _one(self, spot: Spot, most_bytes: int) -> None:
        """Fetch one address, and commit what came of it."""
        try:
            response = self._get(spot, spot.url, most_bytes, follow=False)
            if response.redirect_to and self._leads_back(spot, response):
                # For a session's sake, or to count us: what is there is still the page itself.
                again = str(checked(response.redirect_to, spot.url))
                response = self._get(spot, again, most_bytes, follow=True)
            if response.redirect_to:
                self._redirected(spot, response)
            elif spot.kind == SITEMAP:
                self._read_sitemap(spot, response)
            else:
                self._arrived(spot, response)
        except LeftAloneError as error:
            self._failure = self._failure or f"{spot.url}: {error}"
            self._frontier.set_state(spot.url, LATER)
        except BusyError as error:
            # Once: a page that is always busy must not keep the crawl from ever ending.
            self._refused(spot, str(error), DONE if spot.outcome else LATER)
        except GoneError as error:
            self._gone(spot, str(error))
        except (RobotsError, UnwantedError) as error:
            self.passed_over["robots.txt" if isinstance(error, RobotsError) else "no document"] += 1
            self._refused(spot, str(error), DONE)
        except FetchError as error:
            self._refused(spot, str(error), REFUSED)

    def _get(self, spot: Spot, url: str, most_bytes: int, *, follow: bool) -> Response:
        is_sitemap = spot.kind == SITEMAP
        return self._client.get(
            url,
            validators=self._validators(spot),
            accept="" if is_sitemap else _ACCEPT,
            max_bytes=MOST_BYTES if is_sitemap else most_bytes,
            follow=follow,
            unwanted=() if is_sitemap else _NO_DOCUMENTS,
        )

    def _leads_back(self, spot: Spot, response: Response) -> bool:
        """Whether a redirect names the same page with something more in its address."""
        same = normal(response.redirect_to, spot.url) == spot.url
        return same and str(checked(response.redirect_to, spot.url)) != spot.url

    def _validators(self, spot: Spot) -> Validators | None:
        known = spot.sha256 or (spot.unkept and not self._wanted(spot.url))
        return spot.origin.validators if known else None

    def _refused(self, spot: Spot, reason: str, state: str) -> None:
        self._failure = self._failure or f"{spot.url}: {reason}"
        if spot.kind == SITEMAP and state != LATER:
            self.passed_over["sitemap that cannot be had"] += 1
            state = DONE
        elif spot.sha256 and state == DONE:
            state = REFUSED  # the corpus has it: it must not seem to be gone
        self._frontier.set_state(spot.url, state, reason)

    def _gone(self, spot: Spot, reason: str) -> None:
        known = bool(spot.sha256) or bool(spot.was)
        self._failure = self._failure or f"{spot.url}: {reason}"
        if not known and spot.kind != SITEMAP:
            self.passed_over["dead link"] += 1
        with self._frontier.transaction():
            self._frontier.forget(spot.url)
            self._frontier.set_state(spot.url, GONE if known else DONE, reason)

    def _arrived(self, spot: Spot, response: Response) -> None:
        found = self._found(spot, response)
        state = FETCHED if found.sha256 else DONE
        if found.canonical and found.sha256:
            state = ASIDE
        if found.unkept == "noindex":
            self.passed_over["noindex"] += 1
        with self._frontier.transaction():
            self._frontier.keep(found)
            if found.canonical:
                self._gate.offer(found.canonical, spot.depth)
            for target, text in found.links:
                told = {"link text": text, "linked from": spot.url}
                self._gate.offer(target, spot.depth + 1, told)
            self._frontier.set_state(spot.url, state)
        self._had += 1

    def _found(self, spot: Spot, response: Response) -> Spot:
        """The spot with what the answer told."""
        if response.not_modified:
            return spot
        page, unkept = PageLinks(), ""
        if is_page(response.media_type, response.content):
            page = read_links(response.content, response.url, response.headers, self._client.agent)
            unkept = "" if page.index else "noindex"
            unkept = unkept or ("" if self._wanted(spot.url) else "not wanted")
        canonical = page.canonical if self._believes(page.canonical, spot.url) else ""
        return replace(
            spot,
            sha256="" if unkept else self._archive.put(response.content),
            origin=replace(response.origin, moved_to=""),
            links=tuple(page.links.items()) if page.follow else (),
            canonical=canonical,
            unkept=unkept,
        )

    def _believes(self, canonical: str, url: str) -> bool:
        """Whether a page may stand aside for the address that it calls its own."""
        if not canonical or canonical == url or self._bounds.why_not(canonical):
            return False
        # Templates that name the front page on every page mean nothing by it.
        return urlsplit(canonical).path != "/" or urlsplit(url).path == "/"

    def _stands_elsewhere(self, spot: Spot) -> bool:
        there = self._frontier.get(spot.canonical)
        stands = bool(there and there.sha256 and there.state == FETCHED)
        if stands:
            self._frontier.set_state(spot.url, DONE, f"the same as {spot.canonical}")
        return stands

    def _redirected(self, spot: Spot, response: Response) -> None:
        target = normal(response.redirect_to, spot.url)
        why_not = "" if spot.kind == SITEMAP else self._bounds.why_not(target)
        if target == spot.url or spot.hops >= REDIRECTS:
            raise FetchError(f"redirects in a circle, or more than {REDIRECTS} times")
        if why_not:
            if not spot.sha256:
                self.passed_over[f"redirect: {why_not}"] += 1
            self._leave(spot, f"leads to {target}: {why_not}", for_good=response.for_good)
        elif spot.sha256 and is_front_page(target):
            self._leave(spot, "leads to the front page now", for_good=True)
        else:
            self._move(spot, target, for_good=response.for_good)

    def _leave(self, spot: Spot, reason: str, *, for_good: bool) -> None:
        with self._frontier.transaction():
            state = DONE if not spot.sha256 else GONE if for_good else REFUSED
            if for_good:
                self._frontier.forget(spot.url)
            self._frontier.set_state(spot.url, state, reason)

    def _move(self, spot: Spot, target: str, *, for_good: bool) -> None:
        """The target is fetched in its turn; when it is for good, it takes the place over."""
        was = (spot.was or (spot.url if spot.sha256 else "")) if for_good else ""
        kind = SITEMAP if spot.kind == SITEMAP else self._bounds.kind(target)
        with self._frontier.transaction():
            offered = self._frontier.offer(
                target, kind, spot.depth, hops=spot.hops + 1, was=was, metadata=spot.metadata
            )
            taken_over = offered or (bool(was) and self._frontier.set_was(target, was))
            if was and not taken_over:
                self._leave(spot, f"moved to {target}", for_good=True)
            elif spot.sha256 and not for_good:
                self._leave(spot, f"leads to {target} for now", for_good=False)
            else:
                self._frontier.forget(spot.url)
                self._frontier.set_state(spot.url, DONE, f"redirects to {target}")

    def _read_sitemap(self, spot: Spot, response: Response) -> None:
        sitemap = read_sitemap(response.content)
        with self._frontier.transaction():
            self._gate.offer_sitemaps(sitemap.sitemaps, spot.url, spot.hops + 1)
            self._gate.offer_pages(sitemap.pages, spot.url)
            self._frontier.set_state(spot.url, DONE)

    def _wanted(self, url: str) -> bool:
        kept = self._site.documents
        if kept in (("all",), ("attachments",)):
            return kept == ("all",)
        return any(matches(pattern, url) for pattern in kept)

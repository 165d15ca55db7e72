"""An entity's page and its long lists."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.graph.places import place_key
from kg.model import EntityType, entity_iri
from kg.schema import predicates
from kg.serve.desk.records import Brief
from kg.serve.pages import asked
from kg.serve.pages.charts import ring, timeline
from kg.serve.pages.site import Site, entity_url, url

AROUND = 22
"""Neighbours in the small picture."""
STEP = 50


class EntityPages:
    """The card, and what is cut short on it in full."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def card(self, request: Request) -> Response:
        """`/entity/…`: what the graph knows of an entity."""
        desk, path = self._site.desk, _path(request)
        card = desk.card(path)
        if card is None:
            return self._site.missing(request, "no-entity")
        if card.brief.path != path:
            return RedirectResponse(entity_url(card.brief.path), 308)
        return self._site.page(
            request,
            "entity.html",
            card=card,
            area=self._areas(card.brief),
            months=timeline(card.months),
            ring=ring(card.brief, desk.around(card.brief, limit=AROUND)),
        )

    def ties(self, request: Request) -> Response:
        """`/entity/…/relation/NAME/of|by`: one relation in full."""
        desk, found = self._site.desk, self._site.desk.brief(_path(request))
        predicate, outward = request.path_params["predicate"], request.path_params["direction"] == "of"
        group = None
        if found is not None and predicate in predicates():
            group = desk.group(found, predicate, outward=outward)
        if found is None or group is None:
            return self._site.missing(request, "no-entity")
        start = asked.number(request, "from")
        group = replace(group, ties=desk.ties(found, group, start=start, limit=STEP))
        return self._site.page(
            request, "relation.html", found=found, group=group, start=start, step=STEP, total=group.others
        )

    def namings(self, request: Request) -> Response:
        """`/entity/…/articles`: the articles that name it."""
        found, start = self._site.desk.brief(_path(request)), asked.number(request, "from")
        if found is None:
            return self._site.missing(request, "no-entity")
        shown = self._site.desk.namings(found, start=start, limit=STEP)
        return self._site.page(request, "namings.html", found=found, namings=shown, start=start, step=STEP)

    def roles(self, request: Request) -> Response:
        """`/entity/…/roles`: its posts."""
        found, start = self._site.desk.brief(_path(request)), asked.number(request, "from")
        if found is None:
            return self._site.missing(request, "no-entity")
        shown = self._site.desk.roles(found, start=start, limit=STEP + 1)
        return self._site.page(
            request, "roles.html", found=found, roles=shown[:STEP], start=start, step=STEP, more=len(shown) > STEP
        )

    def _areas(self, found: Brief) -> list[tuple[str, str]]:
        """The areas that an entity lies in, from the largest: names, and where they lead (or a search for them)."""
        parts = found.area.split("/") if found.area else []
        if found.type is EntityType.PLACE and parts and parts[-1] == found.name:
            parts.pop()
        areas = []
        for size, name in enumerate(parts, 1):
            path = entity_iri(place_key("/".join(parts[:size])), "").removeprefix("id/")
            known = self._site.desk.brief(path)
            areas.append((name, entity_url(known.path) if known is not None else url("/", q=name, type="PLACE")))
        return areas


def _path(request: Request) -> str:
    return f"{request.path_params['kind']}/{request.path_params['mark']}"

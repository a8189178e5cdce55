"""Publishing as pages: what would be told, the draft to be looked at, and all that was told."""

from __future__ import annotations

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import gate, jobs
from worldcafe.serve.identities import may_see, why_locked, why_waived
from worldcafe.serve.log import Actor, Refused
from worldcafe.serve.models import Fact, Publication, PublishedFile, listed, set_aside
from worldcafe.serve.pages_of import show
from worldcafe.serve.process import ENDS
from worldcafe.serve.proposals import is_chair
from worldcafe.serve.publishing import DRAFT, changed_since, make_draft
from worldcafe.serve.publishing import publish as store

# A letter has its style within it; nothing of it may run, and nothing is loaded.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"
)
MAKING = "Writing the letters"
KINDS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def publish(request: HttpRequest) -> HttpResponse:
    """Show what would be told, the draft, and the history of what was."""
    items = listed()
    files = defaultdict(list)
    emptied = set(PublishedFile.objects.filter(data=b"").values_list("pk", flat=True))
    for file in PublishedFile.objects.defer("data"):
        files[file.publication].append(file)
    rows = list(Publication.objects.order_by("-no"))
    told_before = [row for row in rows if row.no != DRAFT]
    draft = next((row for row in rows if row.no == DRAFT), None)
    told = {
        "total": items.count(),
        "aside": set_aside().count(),
        "undecided": items.filter(state="new").count(),
        "proposed": items.filter(facts__has_key="proposal").count(),
        "unsaid": [item.number for item in items.filter(state__in=ENDS) if not item.facts.get("public_text")],
        "changed": len(changed_since(told_before[0].seq)) if told_before else 0,
        "draft": draft,
        "making": jobs.going_on(MAKING),
        "stale": bool(draft and changed_since(draft.seq)),
        "publications": told_before,
        "files": files,
        "emptied": emptied,
        "chair": is_chair(request.person.name),  # type: ignore[attr-defined]
        "locked": why_locked(),
        "waived": why_waived(),
        "may_see": may_see(request),
        "version": Fact.objects.filter(key="version").values_list("value", flat=True).first() or "0",
    }
    return show(request, "publish.html", told)


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Begin to make the draft of the next publication."""
    actor = Actor(request.person.name)  # type: ignore[attr-defined]

    def work(_: object) -> str:
        make_draft(actor)
        return "/publish"

    return HttpResponseRedirect(f"/intake/{jobs.going_on(MAKING) or jobs.start(MAKING, work)}")


@require_POST
def now(request: HttpRequest) -> HttpResponse:
    """Publish the draft."""
    seen, key = request.POST.get("seen", ""), request.POST.get("key", "")[:64]
    if not seen.isdecimal() or len(seen) > 9 or not key:
        return gate.refuse(request, 422, "This form is not whole; open the page anew.")
    try:
        store(Actor(request.person.name), int(seen), key)  # type: ignore[attr-defined]
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    return HttpResponseRedirect("/publish")


@require_safe
def file(request: HttpRequest, no: int, name: str) -> HttpResponse:
    """Send a file of a publication, or of the draft, as it is kept."""
    found = PublishedFile.objects.filter(publication=no, name=name).first()
    if found is None:
        raise Http404
    if not found.data:
        return gate.refuse(request, 410, "A name was taken out, and this file with it.")
    suffix = name.rpartition(".")[2]
    response = HttpResponse(bytes(found.data), content_type=KINDS.get(suffix, "application/octet-stream"))
    response["Content-Security-Policy"] = LETTER_POLICY
    if suffix != "html" or "download" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

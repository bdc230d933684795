"""Seogo's pages and JSON. Every page works without JavaScript; no request leaves the machine."""

from __future__ import annotations

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from archive.page_images import PageImages
from archive.search import Archive
from webui import (
    api,
    api_page,
    articles,
    caching,
    checks,
    coins,
    compressing,
    context,
    desk,
    errors,
    exports,
    feeds,
    giving_back,
    headers,
    health,
    issues,
    kept_answers,
    languages,
    links,
    marking,
    names,
    new_words,
    originals,
    reading_list,
    search,
    suggest,
    trend_links,
    trends,
)
from webui.observing import Observing, metrics, watching
from webui.outside import Outside
from webui.outside import register_first as register_outside

BLUEPRINTS = (
    search.blueprint,
    articles.blueprint,
    issues.blueprint,
    checks.blueprint,
    originals.blueprint,
    names.blueprint,
    trends.blueprint,
    new_words.blueprint,
    api.blueprint,
    api_page.blueprint,
    exports.blueprint,
    feeds.blueprint,
    reading_list.blueprint,
    suggest.blueprint,
    health.blueprint,
    metrics.blueprint,
)


def create_app(
    archive: Archive,
    images: PageImages | None = None,
    base_url: str = "",
    kept: kept_answers.KeptAnswers | None = None,
    observing: Observing | None = None,
    staff: desk.Desk | None = None,
    outside: Outside | None = None,
) -> Flask:
    """The application over one archive; it keeps nothing between requests but the archive itself, and answers.

    `images` are the files that the archive was made from and the pictures of their pages; without them no page tells
    of the files. `base_url` is the address of the site in links that are written down (Settings.base_url).
    `kept` is where answers are kept, in the memory of several processes where they share it. `staff` is the desk of
    those who work on the archive; without it there is none, and everybody reads.
    `observing` is how whoever runs the site watches it. `outside` is what it allows those who ask; everything, where
    nothing is said.
    """
    app = Flask(__name__)
    app.extensions[context.KEY] = archive
    app.extensions[context.IMAGES] = images
    app.extensions[context.BASE_URL] = base_url
    app.json = _json(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.add_template_filter(marking.marked, "marked")
    app.add_template_filter(marking.chinese, "chinese")
    app.add_template_global(links.article_url, "article_url")
    app.add_template_global(links.search_url, "search_url")
    app.add_template_global(links.page_url, "page_url")
    app.add_template_global(trend_links.trends_of, "trends_of")
    app.add_template_global(links.canonical_url, "canonical_url")
    app.add_template_global(coins.coins, "coins")
    app.add_template_global(exports.export_links, "export_links")
    app.add_template_global(feeds.feed_url, "feed_url")
    app.context_processor(lambda: {"asked": context.asked_text()})
    # A browser asks for this by itself where a page names no icon, as for a picture that is opened alone.
    app.add_url_rule("/favicon.ico", "favicon", lambda: app.send_static_file("favicon.svg"))
    # What happens to a request happens from the first of these to the last, what happens to an answer the other way.
    giving_back.register(app)
    watching.register(app, observing or Observing())
    languages.register_first(app)
    register_outside(app, outside or Outside())
    desk.register_first(app, staff)
    kept_answers.register(app, kept or kept_answers.KeptAnswers())
    compressing.register(app)
    languages.register(app)
    caching.register(app)
    headers.register(app)
    errors.register(app)
    desk.register(app)
    kept_answers.register_last(app)
    watching.register_last(app)
    return app


def _json(app: Flask) -> DefaultJSONProvider:
    provider = DefaultJSONProvider(app)
    provider.ensure_ascii = False
    provider.sort_keys = False
    return provider

"""The desk of those who work on the archive, at /desk: off, as if it did not exist, until there is a user.

    place.py      the desk of this application: settings, store, users, sessions, log
    store.py, schema.py                          its SQLite file
    users.py, passwords.py, sessions.py, tokens.py, throttle.py, audit_log.py     what is kept, without any page
    access.py     asked first of every request: who may do this
    csrf.py, cookies.py                          forms that only our pages send; what browsers keep
    missed.py, missed_searches.py                what readers did not find
    alerts/                                      saved searches that tell of new articles
    pages.py      how a page is added; login.py, account.py, log.py are pages

How to add a page:

1. A file here with a function for each address (its name is the endpoint: `desk.issues`), and an import of it below:

       @page("/issues", Role.EDITOR)
       def issues() -> ResponseReturnValue:
           return render_template("desk/issues.html", issues=...)

       @page("/issues/<number>/publish", Role.EDITOR, methods=["POST"])
       def publish(number: str) -> ResponseReturnValue:
           ...
           audit("published", number=number)
           return redirect(url_for("desk.issues"), 303)

   `page` says who may: nobody else gets there, and what is not added by it is 404 for all. Change things by POST only.
2. A template that extends "desk/base.html" (blocks title, main, styles, head). Each form:

       {% from "desk/_forms.html" import csrf %}
       <form method="post" action="{{ url_for('desk.publish', number=number) }}">{{ csrf() }} ... </form>

   A script sends the same token as the header `X-CSRF-Token`; then a long body is not read before it is judged.
   Classes of webui/static/desk.css: `form.desk`, `label.field`, `button.main`, `p.problem`, `p.done`, `.table`.
3. `current_user()` is the User who asks (name, role). `the_desk()` has settings (corpus, index, engine) and the store:
   `with the_desk().store.changing() as tables: tables.execute(...)`, one transaction; a new table is a new step at the
   end of STEPS in schema.py. `the_archive()` (webui/context.py) is what readers see.
4. `audit(what, **details)`: who, when and from where it knows. The word and its Korean go into log_words.py.
   Write it before what cannot be undone, or inside of the transaction: what cannot be logged is not done.
5. `refuse(title, message, status)` of saying.py is a page that says no, and JSON for a script.
6. An entry in NAVIGATION of pages.py is shown once its endpoint exists (호, 이름, 매체 are there already).
7. Messages through `_` (`make translations`), and a row for each route in tests/test_desk_routes.py.

Answers of the desk are `Cache-Control: no-store`, are not compressed, and never kept: nothing has to be done for it.
"""

from __future__ import annotations

from flask import Flask

from webui.desk import access, account, csrf, issues, lists, log, login, missed, pages, place, showing, uploads
from webui.desk.alerts import feed as alert_feed
from webui.desk.alerts import pages as alert_pages
from webui.desk.place import Desk

__all__ = ["PAGES", "Desk", "register", "register_first"]

PAGES = (login, account, log, issues, uploads, lists, missed, alert_pages, alert_feed)
"""Modules whose import adds their pages."""


def register_first(app: Flask, desk: Desk | None) -> None:
    """Give the application its desk, which guards every request. To be called before all that looks at requests."""
    app.extensions[place.KEY] = desk
    access.register_first(app)


def register(app: Flask) -> None:
    """Add the pages, and what their templates need. To be called after all that changes an answer."""
    app.register_blueprint(pages.blueprint)
    app.add_template_global(csrf.token, "csrf_token")
    app.add_template_global(pages.navigation, "desk_navigation")
    app.add_template_global(pages.current_user, "current_user")
    app.add_template_global(place.closes_the_site, "closes_the_site")
    app.add_template_filter(showing.moment, "moment")
    app.add_template_filter(showing.browser, "browser")
    access.register(app)
    app.after_request(missed.note)

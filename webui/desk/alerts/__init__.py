"""Alerts: a saved search tells its owner of new articles, by a feed and by mail.

    seen_articles.py    which articles there were before, and so which are new
    saved_searches.py   what users want to be told of
    found_alerts.py     which new articles a saved search has found, and which of them were mailed
    looking.py          one look: new articles, and who wants to know of them
    addresses.py        where a user's mail goes, once he has shown that he reads it
    letters.py          what a mail says; archive/mailing.py hands it to a server
    sending.py          who is to be written to now
    watching.py         a look a minute while the site is served
    feed.py, feed_keys.py    the same by a feed, whose address is a secret
    pages.py            /desk/alerts

Finding and telling are apart: what was found is written down at once, and a mail that did not go out is tried again. A
mail is marked as sent once the server has taken it, so a crash between the two sends it twice and never not at all.
"""

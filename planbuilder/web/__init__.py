"""The interview in a browser, which the extra `web` brings.

The door: `serving` listens, `guarding` looks at each request and reply, `access` knows visitors by their `invitations`,
`opening` says what is served, `app` puts it together, with an `overview` of several plans. Behind it a request becomes
a `visit` (session, words, addresses, what this visitor may) and a page a `Page` (`pages` of questions, `beside` them:
what differs, history, tree, walk, documents, projector), which `rendering` fills into `templates/`. `routes` and
`beside_routes` know addresses and forms; `views` are what templates show, made by `controls` (a field) and `showing`
(questions, rows, parts). `posted` reads a form against what it was made on (`was`), `saving` makes the changes; `live`
tells others' saves as events, `latest` keeps the plan that is open. `static/own.js` saves as a field is left, by htmx;
without it every form is sent by its button.
"""

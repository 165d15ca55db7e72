"""The desk: a SPARQL endpoint, entity IRIs that answer, and the explorer, on one small server (extra `serve`).

Nothing is imported here: the worker processes of `kg.serve.sparql` start without the web libraries.
"""

"""SPARQL 1.1 Protocol: requests, answers in the media type asked for, and worker processes under limits."""

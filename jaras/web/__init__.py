"""Pages: read the request, call one action, choose the answer."""

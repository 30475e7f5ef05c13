"""The past of a resource: its changes through the releases, and how to cite it as it is in one of them."""

"""A municipality's own face: its profile and its Word template."""

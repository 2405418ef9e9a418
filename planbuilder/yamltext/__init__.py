"""YAML files that people edit: read with places, typed by what the field is, and changed without a new layout."""

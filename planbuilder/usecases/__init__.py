"""What one can do with a plan: each use case is a typed request and a typed result, and knows no terminal.

In: paths, days, moments, a language, a configuration. Out: values, and files where a use case says so. Nothing here
prints, parses words of a call, or knows what time it is: whoever calls gives the day, and hears through `talk`.
"""

"""The Python-Markdown extension: references in prose, citations, blocks, and the cleaning of all that people write."""

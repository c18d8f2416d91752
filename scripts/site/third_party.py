"""What this site leans on in other packages that their documentation does not promise.

All of it stands here, and tests/test_third_party.py says, when one of these breaks, which package has changed what.
"""

import re

# mkdocs-material: the files of its theme
LUNR = re.compile(r"javascripts/lunr/(?!min/lunr\.(?:stemmer\.support|multi|ko)\.min\.js$)")  # but Korean's
BUNDLE = re.compile(r'<script src="(?P<root>[^"]*)assets/javascripts/bundle\.')
SEARCH_WORKER = "workers/search.*.min.js"
INDEX_VARIABLE = "__index"  # in which its search looks for an index before it fetches one
PALETTE_STYLES = re.compile(r"assets/stylesheets/(?!main\.|print\.).*\.css")  # the theme's colours and ours
SLATE = re.compile(r'\[data-md-color-scheme="?slate"?\]')
GENERATOR = re.compile(r'<meta name="generator"[^>]*>')

# mkdocs-material: the entries of the search's index
ENTRIES, LOCATION, TITLE, TEXT = "docs", "location", "title", "text"

# mkdocs-jupyter: it sets page.render; nbconvert: the classes of a cell's parts
CODE_CELL, INPUT, OUTPUT = ".jp-CodeCell[id]", ".highlight-ipynb pre", ".jp-OutputArea-output"

"""From a page's source to its HTML: names put in, notebooks run, both languages held against each other. Knows no MkDocs."""

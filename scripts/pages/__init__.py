"""From a page's source to its HTML: names put in, notebooks run, both languages compared. Knows no MkDocs."""

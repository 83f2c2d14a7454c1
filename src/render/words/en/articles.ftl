# Articles of the knowledge base.

articles-heading = Articles
articles-draft = draft
articles-internal = internal
articles-none = No ticket and no article has all of that.
articles-too-large = { $path } has more than { $limit } bytes; it is not searched.

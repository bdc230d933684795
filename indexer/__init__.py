"""From the files of the corpus to articles: readers, splitter, check, pipeline. Imports `archive`, never `webui`."""

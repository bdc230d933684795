"""The core of Seogo: what an archive is and how it answers. Imports neither `indexer` nor `webui`."""

"""Where passages are found: an encoder, a FAISS index and BM25 over one list of chunks, kept under <home>/index."""

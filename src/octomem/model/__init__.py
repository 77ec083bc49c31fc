"""Language models behind one seam: how one is asked, and what keeps a call cheap and bounded."""

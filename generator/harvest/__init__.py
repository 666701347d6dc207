"""From thousands of documents to the environments that are worth having: what `mcpfarm farm build` decides.

    vendors      whose API a document describes, and who sells cloud
    candidates   documents and environments as facts that fit on a line: what is chosen by
    surveying    a document as such facts: read, then explored
    choosing     which documents are explored first, and which environments are taken
    journal      what was found out, kept so that a run that was killed goes on
    funnel       how many were left at each stage, and why the others were not
    summary      `farm.json`
    page         `farm.md`

Everything here but the journal and `surveying` is pure: the same facts give the same farm.
"""

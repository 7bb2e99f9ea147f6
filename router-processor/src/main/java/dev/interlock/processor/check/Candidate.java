package dev.interlock.processor.check;

import dev.interlock.processor.model.PathTemplate;

/** What decides which requests a route gets. */
record Candidate(String method, PathTemplate template) {}

package dev.interlock.benchmarks.binding;

import dev.interlock.annotation.HttpApp;

/** The application whose router is generated. */
@HttpApp(controllers = Search.class)
final class SearchApp {
    private SearchApp() {}
}

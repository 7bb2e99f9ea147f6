package dev.interlock.http;

import java.util.ArrayList;
import java.util.List;

/** Classes that have changed or lost their digest since a router was compiled. */
final class StaleSources {
    private static final int MOST_NAMES = 3;

    private final List<String> changed = new ArrayList<>(0);
    private final List<String> missing = new ArrayList<>(0);

    /** Adds a class whose digest has changed. */
    void addChanged(String name) {
        changed.add(name);
    }

    /** Adds a class without a digest. */
    void addMissing(String name) {
        missing.add(name);
    }

    boolean isEmpty() {
        return changed.isEmpty() && missing.isEmpty();
    }

    /** Describes in one line which classes do not match and what to compile. */
    String describe(String router, String application) {
        StringBuilder line = new StringBuilder();
        if (!changed.isEmpty()) {
            line.append(names(changed)).append(" changed after ").append(router).append(" was compiled. ");
        }
        if (!missing.isEmpty()) {
            line.append("The digest of ")
                    .append(names(missing))
                    .append(", which ")
                    .append(router)
                    .append(" was compiled with, is missing. ");
        }
        line.append("Tip: compile ");
        if (!missing.isEmpty()) {
            line.append(names(missing)).append(" with the annotation processor of Interlock, then ");
        }
        return line.append(application)
                .append(", with the classes and jars of the server")
                .toString();
    }

    private static String names(List<String> all) {
        int more = all.size() - MOST_NAMES;
        return more > 0
                ? String.join(", ", all.subList(0, MOST_NAMES)) + " and " + more + " more"
                : String.join(", ", all);
    }
}

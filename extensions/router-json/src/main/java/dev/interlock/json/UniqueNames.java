package dev.interlock.json;

import java.util.HashSet;
import java.util.Set;

/** Rejects objects that contain a name twice. Needed for parsers that would silently use the last value of the name. */
public final class UniqueNames {
    private UniqueNames() {}

    /**
     * Skips the next value.
     *
     * @throws dev.interlock.http.HttpException 400 with the place of the first repeated name, even if one of the two is
     *     escaped; also 400 for invalid JSON, like {@link JsonScanner#skipAny}
     */
    public static void skip(JsonScanner scanner) {
        switch (scanner.peek()) {
            case '{' -> object(scanner);
            case '[' -> array(scanner);
            default -> scanner.skipAny();
        }
    }

    private static void object(JsonScanner scanner) {
        Set<String> names = new HashSet<>();
        scanner.beginObject();
        while (scanner.hasNextName()) {
            scanner.nextName();
            if (!names.add(scanner.name())) {
                throw JsonProblem.duplicate(scanner);
            }
            skip(scanner);
        }
        scanner.endObject();
    }

    private static void array(JsonScanner scanner) {
        scanner.beginArray();
        while (scanner.hasNextElement()) {
            skip(scanner);
        }
        scanner.endArray();
    }
}
